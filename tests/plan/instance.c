#include "tests/plan/instance.h"

#include <string.h>

static void bind(struct instance *x)
{
	x->p.weight = x->weight;
	x->p.gap = x->gap;
	x->p.current = x->current;
	x->p.fixed = x->fixed;
	x->p.cadre = x->cadre;
	x->p.bonus = x->bonus;
	x->p.forbid = x->forbid;
}

void instance_gaps(struct instance *x, struct wg_random *r)
{
	const int price[] = {400, 60, 15, 5, 0};
	int floor = 1, entrance = 1, building = 1, compound = 1;
	for (int i = 0; i < x->p.n; i++) {
		int level = --floor > 0 ? 0 : --entrance > 0 ? 1 : --building > 0 ? 2 : --compound > 0 ? 3 : 4;
		x->gap[i] = price[level];
		if (level >= 1)
			floor = 1 + wg_random_below(r, 4);
		if (level >= 2)
			entrance = 1 + wg_random_below(r, x->p.n > 50 ? 18 : 3);
		if (level >= 3)
			building = 1 + wg_random_below(r, 4);
		if (level >= 4)
			compound = 1 + wg_random_below(r, 6);
	}
}

static void random_cadres(struct instance *x, struct wg_random *r, int lo, int hi, int has)
{
	for (int c = 0; c < x->p.n_cadre; c++) {
		int class = has & HAS_CLASSES ? wg_random_below(r, 3) : 0;
		x->share[c] = class == 1 ? 1 : 2;
		x->cadre[c] = (struct wg_partition_cadre){.lo = class == 1 ? lo / 2 : lo, .hi = class == 1 ? hi / 2 : hi};
		if (class == 2)
			x->cadre[c].hi += 1;
		if (x->cadre[c].hi < 1)
			x->cadre[c].hi = 1;
	}
}

static void set_targets(struct instance *x)
{
	int64_t total = 0;
	int target[INSTANCE_K];
	for (int i = 0; i < x->p.n; i++)
		total += x->weight[i];
	wg_partition_targets(total, x->p.n_cadre, x->share, target);
	for (int c = 0; c < x->p.n_cadre; c++)
		x->cadre[c].target = target[c];
}

static void random_held(struct instance *x, struct wg_random *r)
{
	for (int c = 0; c < x->p.n_cadre; c++) {
		struct wg_partition_cadre *k = &x->cadre[c];
		if (wg_random_below(r, 3))
			continue;
		k->held = 1 + wg_random_below(r, 3);
		k->lo -= k->held;
		k->hi -= k->held;
		k->target -= k->held + wg_random_below(r, 3);
	}
}

/* Stretches in random order, some of them empty, some households elsewhere. */
static void random_current(struct instance *x, struct wg_random *r)
{
	int at = 0, n = x->p.n, k = x->p.n_cadre;
	int from = wg_random_below(r, k), mean = n / k > 1 ? n / k : 1;
	for (int c = 0; c < k && at < n; c++) {
		int owner = (from + c) % k, length = mean - 1 + wg_random_below(r, 3);
		bool left = wg_random_below(r, 6) == 0;
		for (int i = 0; i < length && at < n; i++, at++)
			x->current[at] = left || wg_random_below(r, 12) == 0 ? -1
			                 : wg_random_below(r, 12) == 0     ? wg_random_below(r, k)
			                                                    : owner;
	}
}

static void random_lines(struct instance *x, struct wg_random *r, int has)
{
	int n = x->p.n, k = x->p.n_cadre, lines = 1 + k / 2 + wg_random_below(r, k + 1);
	for (int b = 0; has & HAS_BONUS && b < lines; b++) {
		int from = wg_random_below(r, n), to = from + 1 + wg_random_below(r, n / k + 2);
		x->bonus[b] = (struct wg_partition_bonus){wg_random_below(r, k), from, to < n ? to : n,
			wg_random_below(r, 8) - (wg_random_below(r, 6) == 0 ? 6 : 0)};
		x->p.n_bonus = b + 1;
	}
	for (int b = 0; has & HAS_FORBID && b < lines; b++) {
		x->forbid[b] = (struct wg_partition_pair){wg_random_below(r, k), wg_random_below(r, n)};
		x->p.n_forbid = b + 1;
	}
	for (int i = 0; has & HAS_FIXED && i < n; i++)
		if (wg_random_below(r, 12) == 0)
			x->fixed[i] = x->current[i] >= 0 ? x->current[i] : wg_random_below(r, k);
}

void instance_random(struct instance *x, struct wg_random *r, int n, int k, int lo, int hi, int has)
{
	memset(x, 0, sizeof *x);
	bind(x);
	x->p.n = n;
	x->p.n_cadre = k;
	x->p.price = (struct wg_partition_prices){1, 12, 50000, 100000, 1000};
	if (has & HAS_ODD_PRICES)
		x->p.price = (struct wg_partition_prices){wg_random_below(r, 3), wg_random_below(r, 20),
			wg_random_below(r, 60), wg_random_below(r, 60), wg_random_below(r, 10)};
	for (int i = 0; i < n; i++) {
		x->weight[i] = 1 + (wg_random_below(r, 3) == 0 ? wg_random_below(r, 4) : 0);
		x->current[i] = x->fixed[i] = -1;
	}
	instance_gaps(x, r);
	for (int i = 0; has & HAS_ODD_PRICES && i < n; i++)
		x->gap[i] -= wg_random_below(r, 9) == 0 ? 20 : 0;
	random_cadres(x, r, lo, hi, has);
	set_targets(x);
	if (has & HAS_HELD)
		random_held(x, r);
	if (has & HAS_CURRENT)
		random_current(x, r);
	random_lines(x, r, has);
}

void instance_copy(const struct wg_partition *p, struct instance *out)
{
	*out = (struct instance){.p = *p};
	bind(out);
	for (int i = 0; i < p->n; i++) {
		out->weight[i] = p->weight[i];
		out->gap[i] = p->gap[i];
		out->current[i] = p->current ? p->current[i] : -1;
		out->fixed[i] = p->fixed ? p->fixed[i] : -1;
	}
	memcpy(out->cadre, p->cadre, sizeof *p->cadre * (size_t)p->n_cadre);
	if (p->n_bonus)
		memcpy(out->bonus, p->bonus, sizeof *p->bonus * (size_t)p->n_bonus);
	if (p->n_forbid)
		memcpy(out->forbid, p->forbid, sizeof *p->forbid * (size_t)p->n_forbid);
}

void instance_reverse(const struct instance *x, struct instance *out)
{
	int n = x->p.n;
	*out = *x;
	bind(out);
	for (int i = 0; i < n; i++) {
		out->weight[i] = x->weight[n - 1 - i];
		out->gap[i] = i ? x->gap[n - i] : 0;
		out->current[i] = x->current[n - 1 - i];
		out->fixed[i] = x->fixed[n - 1 - i];
	}
	for (int b = 0; b < x->p.n_bonus; b++) {
		out->bonus[b].from = n - x->bonus[b].to;
		out->bonus[b].to = n - x->bonus[b].from;
	}
	for (int b = 0; b < x->p.n_forbid; b++)
		out->forbid[b].household = n - 1 - x->forbid[b].household;
}

void instance_permute(const struct instance *x, const int *to, struct instance *out)
{
	*out = *x;
	bind(out);
	for (int c = 0; c < x->p.n_cadre; c++)
		out->cadre[to[c]] = x->cadre[c];
	for (int i = 0; i < x->p.n; i++) {
		out->current[i] = x->current[i] < 0 ? -1 : to[x->current[i]];
		out->fixed[i] = x->fixed[i] < 0 ? -1 : to[x->fixed[i]];
	}
	for (int b = 0; b < x->p.n_bonus; b++)
		out->bonus[b].cadre = to[x->bonus[b].cadre];
	for (int b = 0; b < x->p.n_forbid; b++)
		out->forbid[b].cadre = to[x->forbid[b].cadre];
}

static int64_t household_cost(const struct wg_partition *p, const int *owner, int i)
{
	int64_t cost = 0;
	if (owner[i] < 0)
		cost += p->price.uncovered + p->price.uncovered_weight * p->weight[i];
	if (p->current && p->current[i] >= 0 && owner[i] != p->current[i])
		cost += p->price.move;
	if (i > 0 && owner[i] != owner[i - 1])
		cost += p->gap[i];
	for (int b = 0; b < p->n_bonus; b++)
		if (p->bonus[b].cadre == owner[i] && p->bonus[b].from <= i && i < p->bonus[b].to)
			cost -= p->bonus[b].bonus;
	return cost;
}

int64_t instance_cost(const struct wg_partition *p, const int *owner)
{
	int64_t cost = 0;
	for (int i = 0; i < p->n; i++)
		cost += household_cost(p, owner, i);
	for (int c = 0; c < p->n_cadre; c++) {
		int count = 0, last = -1;
		int64_t load = 0;
		for (int i = 0; i < p->n; i++) {
			if (owner[i] != c)
				continue;
			if (count++ && last != i - 1)
				return INT64_MAX;
			last = i;
			load += p->weight[i];
		}
		if (count && (count < p->cadre[c].lo || count > p->cadre[c].hi))
			return INT64_MAX;
		if (count || p->cadre[c].held)
			cost += p->price.load * (load - p->cadre[c].target) * (load - p->cadre[c].target);
		else
			cost += p->price.unused;
	}
	for (int b = 0; b < p->n_forbid; b++)
		if (owner[p->forbid[b].household] == p->forbid[b].cadre)
			return INT64_MAX;
	for (int i = 0; p->fixed && i < p->n; i++)
		if (p->fixed[i] >= 0 && p->fixed[i] != owner[i])
			return INT64_MAX;
	return cost;
}

struct brute {
	const struct wg_partition *p;
	int owner[64];
	bool used[64];
	int64_t best;
};

static void try_all(struct brute *b, int from)
{
	const struct wg_partition *p = b->p;
	if (from == p->n) {
		int64_t cost = instance_cost(p, b->owner);
		b->best = cost < b->best ? cost : b->best;
		return;
	}
	b->owner[from] = -1;
	try_all(b, from + 1);
	for (int c = 0; c < p->n_cadre; c++) {
		if (b->used[c])
			continue;
		b->used[c] = true;
		for (int to = from + 1; to <= p->n && to - from <= p->cadre[c].hi; to++) {
			b->owner[to - 1] = c;
			if (to - from >= p->cadre[c].lo)
				try_all(b, to);
		}
		b->used[c] = false;
	}
}

int64_t instance_brute_force(const struct wg_partition *p)
{
	struct brute b = {.p = p, .best = INT64_MAX};
	try_all(&b, 0);
	return b.best;
}
