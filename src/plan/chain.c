#include "plan/chain.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

enum { WEIGHT_MAX = 1000, PRICE_MAX = 100 * 1000 * 1000, COUNT_MAX = 4 * 1000 * 1000, CADRES_MAX = 32000 };

#define WORST_MAX ((int64_t)1 << 46) /* leaves room for the 10 bits by which prices are scaled, and for sums */
#define IDLE_MAX ((int64_t)1 << 46)  /* the same for n stretches that each save an idle cadre's cost */

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
		if (!within(in->forbid[b].cadre, 0, in->n_cadre - 1) || !within(in->forbid[b].household, 0, in->n - 1))
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
	int64_t idle = 0;
	for (int k = 0; k < c->n_cadre; k++)
		idle = c->idle[k] > idle ? c->idle[k] : idle;
	if (worst >= WORST_MAX || idle > IDLE_MAX / (c->n + 1))
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
	for (int k = 0; k < c->n_cadre; k++) {
		const struct wg_partition_cadre *cadre = &c->in->cadre[k];
		c->lo[k] = cadre->lo < 1 ? 1 : cadre->lo;
		c->hi[k] = cadre->hi < 0 ? 0 : cadre->hi < c->n ? cadre->hi : c->n;
		c->idle[k] =
			cadre->held ? (int64_t)c->in->price.load * cadre->target * cadre->target : c->in->price.unused;
	}
}

/* Runs over all (household, cadre, gain) once to count and once to place: rows sorted by nothing become lists. */
static void each_gain(const struct wg_chain *c, void (*take)(void *to, int household, int cadre, int gain), void *to)
{
	const struct wg_partition *in = c->in;
	for (int i = 0; i < c->n; i++) {
		if (in->current && in->current[i] >= 0 && in->price.move > 0)
			take(to, i, in->current[i], in->price.move);
		if (in->fixed && in->fixed[i] >= 0)
			take(to, i, in->fixed[i], 0);
	}
	for (int b = 0; b < in->n_bonus; b++)
		for (int i = in->bonus[b].from; i < in->bonus[b].to; i++)
			take(to, i, in->bonus[b].cadre, in->bonus[b].bonus);
}

static void count_gain(void *to, int household, int cadre, int gain)
{
	struct wg_chain *c = to;
	c->gain_first[household + 1]++;
	c->liking_first[cadre + 1]++;
}

struct placing {
	struct wg_chain *c;
	int *at;
};

static void place_gain(void *to, int household, int cadre, int gain)
{
	struct placing *p = to;
	p->c->gain[p->at[household]++] = (struct wg_gain){cadre, gain};
}

static void fill_gains(struct wg_chain *c, struct wg_arena *a)
{
	c->gain_first = WG_NEW(a, int, c->n + 1);
	c->liking_first = WG_NEW(a, int, c->n_cadre + 1);
	each_gain(c, count_gain, c);
	for (int i = 0; i < c->n; i++)
		c->gain_first[i + 1] += c->gain_first[i];
	for (int k = 0; k < c->n_cadre; k++)
		c->liking_first[k + 1] += c->liking_first[k];
	c->gain = WG_NEW(a, struct wg_gain, c->gain_first[c->n]);
	c->liking = WG_NEW(a, struct wg_liking, c->gain_first[c->n]);
	int *at = WG_NEW(a, int, c->n > c->n_cadre ? c->n : c->n_cadre);
	memcpy(at, c->gain_first, sizeof *at * (size_t)c->n);
	each_gain(c, place_gain, &(struct placing){c, at});
	memcpy(at, c->liking_first, sizeof *at * (size_t)c->n_cadre);
	for (int i = 0; i < c->n; i++)
		for (int g = c->gain_first[i]; g < c->gain_first[i + 1]; g++)
			c->liking[at[c->gain[g].cadre]++] = (struct wg_liking){i, c->gain[g].gain};
}

static int by_household(const void *a, const void *b)
{
	const int *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static void fill_bans(struct wg_chain *c, struct wg_arena *a)
{
	const struct wg_partition *in = c->in;
	int *first = c->ban_first = WG_NEW(a, int, c->n_cadre + 1), *at = WG_NEW(a, int, c->n_cadre);
	for (int b = 0; b < in->n_forbid; b++)
		first[in->forbid[b].cadre + 1]++;
	for (int k = 0; k < c->n_cadre; k++)
		first[k + 1] += at[k] = first[k];
	c->ban = WG_NEW(a, int, in->n_forbid);
	for (int b = 0; b < in->n_forbid; b++)
		c->ban[at[in->forbid[b].cadre]++] = in->forbid[b].household;
	for (int k = 0; k < c->n_cadre; k++)
		if (first[k] < first[k + 1])
			qsort(c->ban + first[k], (size_t)(first[k + 1] - first[k]), sizeof *c->ban, by_household);
}

/* next[i] = the first marked household at or after i. */
static int *fill_next(struct wg_arena *a, int n, const bool *marked)
{
	int *next = WG_NEW(a, int, n + 1);
	next[n] = n;
	for (int i = n - 1; i >= 0; i--)
		next[i] = marked[i] ? i : next[i + 1];
	return next;
}

static void fill_nexts(struct wg_chain *c, struct wg_arena *a)
{
	bool *marked = WG_NEW(a, bool, c->n);
	for (int b = 0; b < c->in->n_forbid; b++)
		marked[c->in->forbid[b].household] = true;
	c->next_ban = fill_next(a, c->n, marked);
	if (!c->in->fixed)
		return;
	for (int i = 0; i < c->n; i++)
		marked[i] = c->in->fixed[i] >= 0;
	c->next_fixed = fill_next(a, c->n, marked);
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
	fill_nexts(c, a);
	return WG_OK;
}

int64_t wg_chain_stretch(const struct wg_chain *c, int cadre, int from, int to)
{
	if (to - from < c->lo[cadre] || to - from > c->hi[cadre])
		return WG_CHAIN_INF;
	int64_t cost = wg_chain_square(c, cadre, from, to) + c->moved[to] - c->moved[from];
	if (wg_chain_is_banned(c, cadre, from, to))
		return WG_CHAIN_INF;
	for (int g = wg_chain_liking_from(c, cadre, from);
	     g < c->liking_first[cadre + 1] && c->liking[g].household < to; g++)
		cost -= c->liking[g].gain;
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
