#include "plan/chain.h"

#include <string.h>

#include "base/clock.h"

enum { WEIGHT_MAX = 1000, PRICE_MAX = 100 * 1000 * 1000, COUNT_MAX = 4 * 1000 * 1000, CADRES_MAX = 32000 };

#define WORST_MAX ((int64_t)1 << 46) /* leaves room for the 10 bits by which prices are scaled, and for sums */

static bool within(int64_t v, int64_t lo, int64_t hi)
{
	return lo <= v && v <= hi;
}

static enum wg_err check_prices(const struct wg_partition *in, struct wg_error *e)
{
	const struct wg_partition_prices *p = &in->price;
	const int price[] = {p->load, p->move, p->unused, p->uncovered, p->uncovered_weight};
	for (size_t i = 0; i < sizeof price / sizeof *price; i++)
		if (!within(price[i], 0, PRICE_MAX))
			return wg_fail(e, WG_EUSAGE, N_("plan: a price of {1} is out of range"), "d", price[i]);
	for (int i = 1; i < in->n; i++)
		if (!within(in->gap[i], -PRICE_MAX, PRICE_MAX))
			return wg_fail(e, WG_EUSAGE, N_("plan: a price of {1} is out of range"), "d", in->gap[i]);
	return WG_OK;
}

static enum wg_err check_households(const struct wg_partition *in, struct wg_error *e)
{
	for (int i = 0; i < in->n; i++) {
		if (!within(in->weight[i], 1, WEIGHT_MAX))
			return wg_fail(e, WG_EUSAGE, N_("plan: a weight of {1} is out of range"), "d", in->weight[i]);
		if (in->current && !within(in->current[i], -1, in->n_cadre - 1))
			return wg_fail(e, WG_EUSAGE, N_("plan: there is no cadre {1}"), "d", in->current[i]);
		if (in->fixed && !within(in->fixed[i], -1, in->n_cadre - 1))
			return wg_fail(e, WG_EUSAGE, N_("plan: there is no cadre {1}"), "d", in->fixed[i]);
	}
	return WG_OK;
}

static enum wg_err check_cadres(const struct wg_partition *in, struct wg_error *e)
{
	for (int c = 0; c < in->n_cadre; c++) {
		const struct wg_partition_cadre *k = &in->cadre[c];
		if (k->held < 0 || !within(k->target, -PRICE_MAX, PRICE_MAX) || (k->hi >= 1 && k->lo > k->hi))
			return wg_fail(e, WG_EUSAGE, N_("plan: cadre {1} has no possible band or target"), "d", c);
	}
	for (int b = 0; b < in->n_bonus; b++) {
		const struct wg_partition_bonus *x = &in->bonus[b];
		if (!within(x->cadre, 0, in->n_cadre - 1) || !within(x->from, 0, x->to) || x->to > in->n ||
			!within(x->bonus, -PRICE_MAX, PRICE_MAX))
			return wg_fail(e, WG_EUSAGE, N_("plan: affinity {1} is out of range"), "d", b);
	}
	for (int b = 0; b < in->n_forbid; b++)
		if (!within(in->forbid[b].cadre, 0, in->n_cadre - 1) ||
			!within(in->forbid[b].household, 0, in->n - 1))
			return wg_fail(e, WG_EUSAGE, N_("plan: recusal {1} is out of range"), "d", b);
	return WG_OK;
}

/* The most that a cadre's load term can come to. */
static int64_t worst_load(const struct wg_chain *c, int cadre, int heaviest)
{
	int64_t target = c->in->cadre[cadre].target, most = (int64_t)c->hi[cadre] * heaviest;
	if (most > c->load[c->n])
		most = c->load[c->n];
	int64_t d = most - target > target ? most - target : target;
	if (d < -target)
		d = -target;
	return d > ((int64_t)1 << 22) && c->in->price.load > 0 && d * d > WORST_MAX / c->in->price.load
	               ? WORST_MAX
	               : c->in->price.load * d * d;
}

static enum wg_err sum_worst(struct wg_chain *c, struct wg_error *e)
{
	const struct wg_partition *in = c->in;
	int64_t worst = 0;
	int heaviest = 1;
	for (int i = 0; i < in->n; i++)
		heaviest = in->weight[i] > heaviest ? in->weight[i] : heaviest;
	for (int k = 0; k < c->n_cadre && worst < WORST_MAX; k++)
		worst += worst_load(c, k, heaviest);
	for (int i = 1; i < in->n && worst < WORST_MAX; i++)
		worst += in->gap[i] < 0 ? -(int64_t)in->gap[i] : in->gap[i];
	c->worst_fresh = worst;
	worst += (int64_t)c->n_cadre * in->price.unused;
	for (int i = 0; i < in->n && worst < WORST_MAX; i++)
		worst += in->price.move + in->price.uncovered + (int64_t)in->price.uncovered_weight * in->weight[i];
	for (int b = 0; b < in->n_bonus && worst < WORST_MAX; b++) {
		int64_t bonus = in->bonus[b].bonus < 0 ? -(int64_t)in->bonus[b].bonus : in->bonus[b].bonus;
		worst += bonus * (in->bonus[b].to - in->bonus[b].from);
	}
	c->worst = worst;
	if (worst >= WORST_MAX)
		return wg_fail(e, WG_EUSAGE, N_("plan: the prices are too large for this many households"), "");
	return WG_OK;
}

static void fill_sums(struct wg_chain *c, struct wg_arena *a)
{
	const struct wg_partition *in = c->in;
	c->load = WG_NEW(a, int64_t, c->n + 1);
	c->moved = WG_NEW(a, int64_t, c->n + 1);
	c->skip = WG_NEW(a, int64_t, c->n);
	c->gap = WG_NEW(a, int64_t, c->n + 1);
	for (int i = 0; i < c->n; i++) {
		bool has = in->current && in->current[i] >= 0;
		bool fixed = in->fixed && in->fixed[i] >= 0;
		int64_t move = has ? in->price.move : 0;
		c->load[i + 1] = c->load[i] + in->weight[i];
		c->moved[i + 1] = c->moved[i] + move;
		c->skip[i] = fixed ? WG_CHAIN_INF
		                   : in->price.uncovered + (int64_t)in->price.uncovered_weight * in->weight[i] + move;
		c->gap[i] = i ? in->gap[i] : 0;
		c->negative_gaps += c->gap[i] < 0 ? c->gap[i] : 0;
	}
}

static void fill_cadres(struct wg_chain *c, struct wg_arena *a)
{
	c->lo = WG_NEW(a, int, c->n_cadre);
	c->hi = WG_NEW(a, int, c->n_cadre);
	c->idle = WG_NEW(a, int64_t, c->n_cadre);
	c->has_gain = WG_NEW(a, bool, c->n_cadre);
	c->has_ban = WG_NEW(a, bool, c->n_cadre);
	c->is_fixed = WG_NEW(a, bool, c->n_cadre);
	for (int k = 0; k < c->n_cadre; k++) {
		const struct wg_partition_cadre *cadre = &c->in->cadre[k];
		c->lo[k] = cadre->lo < 1 ? 1 : cadre->lo;
		c->hi[k] = cadre->hi < 0 ? 0 : cadre->hi < c->n ? cadre->hi : c->n;
		c->idle[k] = cadre->held ? (int64_t)c->in->price.load * cadre->target * cadre->target
		                         : c->in->price.unused;
	}
}

/* Counts per household, then places: the usual two passes over rows sorted by nothing. */
static void fill_gains(struct wg_chain *c, struct wg_arena *a)
{
	const struct wg_partition *in = c->in;
	bool moves = in->current && in->price.move > 0;
	int *first = c->gain_first = WG_NEW(a, int, c->n + 2);
	for (int i = 0; moves && i < c->n; i++)
		first[i + 1] += in->current[i] >= 0;
	for (int b = 0; b < in->n_bonus; b++)
		for (int i = in->bonus[b].from; i < in->bonus[b].to; i++)
			first[i + 1]++;
	for (int i = 0; i < c->n; i++)
		first[i + 1] += first[i];
	c->gain = WG_NEW(a, struct wg_gain, first[c->n]);
	int *at = WG_NEW(a, int, c->n + 1);
	memcpy(at, first, sizeof *at * (size_t)c->n);
	for (int i = 0; moves && i < c->n; i++)
		if (in->current[i] >= 0)
			c->gain[at[i]++] = (struct wg_gain){in->current[i], in->price.move};
	for (int b = 0; b < in->n_bonus; b++)
		for (int i = in->bonus[b].from; i < in->bonus[b].to; i++)
			c->gain[at[i]++] = (struct wg_gain){in->bonus[b].cadre, in->bonus[b].bonus};
	for (int g = 0; g < first[c->n]; g++)
		c->has_gain[c->gain[g].cadre] = true;
}

static void fill_bans(struct wg_chain *c, struct wg_arena *a)
{
	const struct wg_partition *in = c->in;
	int *first = c->ban_first = WG_NEW(a, int, c->n + 2);
	for (int b = 0; b < in->n_forbid; b++)
		first[in->forbid[b].household + 1]++;
	for (int i = 0; i < c->n; i++)
		first[i + 1] += first[i];
	c->ban = WG_NEW(a, int, in->n_forbid);
	int *at = WG_NEW(a, int, c->n + 1);
	memcpy(at, first, sizeof *at * (size_t)c->n);
	for (int b = 0; b < in->n_forbid; b++) {
		c->ban[at[in->forbid[b].household]++] = in->forbid[b].cadre;
		c->has_ban[in->forbid[b].cadre] = true;
	}
	c->next_ban = WG_NEW(a, int, c->n + 1);
	c->next_ban[c->n] = c->n;
	for (int i = c->n - 1; i >= 0; i--)
		c->next_ban[i] = first[i + 1] > first[i] ? i : c->next_ban[i + 1];
	if (!in->fixed)
		return;
	c->next_fixed = WG_NEW(a, int, c->n + 1);
	c->next_fixed[c->n] = c->n;
	for (int i = c->n - 1; i >= 0; i--) {
		c->next_fixed[i] = in->fixed[i] >= 0 ? i : c->next_fixed[i + 1];
		if (in->fixed[i] >= 0)
			c->is_fixed[in->fixed[i]] = true;
	}
}

enum wg_err wg_chain_init(struct wg_chain *c, const struct wg_partition *in, struct wg_arena *a, struct wg_error *e)
{
	*c = (struct wg_chain){.in = in, .n = in->n, .n_cadre = in->n_cadre};
	if (!within(in->n, 0, COUNT_MAX) || !within(in->n_cadre, 0, CADRES_MAX) || in->n_bonus < 0 || in->n_forbid < 0)
		return wg_fail(e, WG_EUSAGE, N_("plan: too many households or cadres"), "");
	enum wg_err rc = check_prices(in, e);
	if (!rc)
		rc = check_households(in, e);
	if (!rc)
		rc = check_cadres(in, e);
	if (rc)
		return rc;
	fill_sums(c, a);
	fill_cadres(c, a);
	rc = sum_worst(c, e);
	if (rc)
		return rc;
	int64_t gains = in->n;
	for (int b = 0; b < in->n_bonus; b++)
		gains += in->bonus[b].to - in->bonus[b].from;
	if (gains > 100 * (int64_t)COUNT_MAX / 2)
		return wg_fail(e, WG_EUSAGE, N_("plan: too many affinities"), "");
	fill_gains(c, a);
	fill_bans(c, a);
	return WG_OK;
}

int64_t wg_chain_stretch(const struct wg_chain *c, int cadre, int from, int to)
{
	if (to - from < c->lo[cadre] || to - from > c->hi[cadre])
		return WG_CHAIN_INF;
	int64_t cost = wg_chain_square(c, cadre, from, to) + c->moved[to] - c->moved[from];
	for (int g = c->gain_first[from]; g < c->gain_first[to]; g++)
		if (c->gain[g].cadre == cadre)
			cost -= c->gain[g].gain;
	for (int b = c->ban_first[from]; b < c->ban_first[to]; b++)
		if (c->ban[b] == cadre)
			return WG_CHAIN_INF;
	for (int i = c->next_fixed ? c->next_fixed[from] : to; i < to; i = c->next_fixed[i + 1])
		if (c->in->fixed[i] != cadre)
			return WG_CHAIN_INF;
	return cost;
}

bool wg_search_offer(struct wg_search *s, const int *owner)
{
	struct wg_partition_value v;
	wg_partition_evaluate(s->chain->in, owner, &v);
	const struct wg_partition_faults *f = &v.faults;
	if (f->under || f->over || f->scattered || f->forbidden || f->unfixed || v.objective >= s->best)
		return false;
	s->best = v.objective;
	memmove(s->owner, owner, sizeof *owner * (size_t)s->chain->n);
	return true;
}

bool wg_search_goes_on(struct wg_search *s, double done)
{
	const int64_t every_ns = 1000 * 1000;
	if (s->stopped)
		return false;
	int64_t now = wg_monotonic_ns();
	if (now - s->ticked_ns < every_ns)
		return true;
	s->ticked_ns = now;
	s->stopped = now >= s->deadline_ns;
	if (!s->stopped && s->options && s->options->tick)
		s->stopped = !s->options->tick(s->options->user, s->best, s->bound, done);
	return !s->stopped;
}
