/* The best plan for cadres in a given order: f[k][i] = least cost of the first i households with the first k cadres,
 * one table for plans that end with somebody (held) and one for plans that end with nobody (free). What a household
 * means to cadre k is a sum over the stretch, so it enters as a difference of two and the kernel stays that of
 * identical cadres: min over j of f[k−1][j] − own[j] + square, plus own[i]. */
#include "plan/chain.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 12 * 1000 * 1000 };

struct row {
	int first, last; /* the i that this row knows */
	int64_t *held, *free;
};

struct order {
	const struct wg_chain *c;
	const int *order;
	bool tight, near;
	struct row *row; /* [n_cadre+1] */
	int64_t *own;    /* [n+1] moves less gains of the cadre at hand, summed */
	int *clear;      /* [n+1] least j such that it may have all of [j, i) */
	int64_t *start;  /* [n+1] least cost up to j, border included, less own[j] */
};

static int64_t at(const struct row *r, const int64_t *table, int i)
{
	return i < r->first || i > r->last ? WG_CHAIN_INF : table[i - r->first];
}

struct sums {
	int64_t least, most, target; /* of the bands and targets of some cadres */
};

static void add_cadre(const struct wg_chain *c, int cadre, struct sums *to)
{
	to->least += c->hi[cadre] ? c->lo[cadre] : 0;
	to->most += c->hi[cadre];
	to->target += c->in->cadre[cadre].target > 0 ? c->in->cadre[cadre].target : 0;
}

/* How far a plan is looked for from the course. Near: with holes as far as the counts make it, and some stretches. */
static int stray(const struct order *o, const struct sums *all)
{
	const struct wg_chain *c = o->c;
	const int some = 120;
	int64_t off = all->most < c->n ? c->n - all->most : all->least > c->n ? all->least - c->n : 0;
	int64_t half = CELLS_MAX / (c->n_cadre + 1) / 2;
	return (int)(o->near && off + some < half ? off + some : half);
}

/* Where the first cadres would end: tight plans follow the load; where there are too few or too many, everybody takes
 * as much of his band as the others. *from: where the last ones ended. */
static int64_t course(const struct order *o, const struct sums *first, const struct sums *all, int *from)
{
	const struct wg_chain *c = o->c;
	if (!o->tight || !all->target)
		return (int64_t)c->n * first->most / (all->most ? all->most : 1);
	double load = (double)c->load[c->n] * (double)first->target / (double)all->target;
	while (*from < c->n && (double)c->load[*from] < load)
		++*from;
	return *from;
}

/* Windows: tight ones follow from the bands; then both are cut to what is near the course and what memory allows. */
static void set_windows(struct order *o)
{
	const struct wg_chain *c = o->c;
	struct sums all = {0}, sum = {0};
	for (int k = 0; k < c->n_cadre; k++)
		add_cadre(c, k, &all);
	int half = stray(o, &all), from = 0;
	for (int k = 0; k <= c->n_cadre; k++) {
		int64_t centre = course(o, &sum, &all, &from);
		int64_t first = o->tight ? c->n - (all.most - sum.most) : 0, last = o->tight ? sum.most : c->n;
		if (o->tight) {
			first = first > sum.least ? first : sum.least;
			last = last < c->n - (all.least - sum.least) ? last : c->n - (all.least - sum.least);
		}
		first = first > centre - half ? first : centre - half;
		last = last < centre + half ? last : centre + half;
		o->row[k].first = (int)first;
		o->row[k].last = (int)last;
		if (k < c->n_cadre)
			add_cadre(c, o->order[k], &sum);
	}
	o->row[c->n_cadre].last = c->n;
}

static bool alloc_rows(struct order *o, struct wg_arena *a)
{
	for (int k = 0; k <= o->c->n_cadre; k++) {
		struct row *r = &o->row[k];
		if (r->first > r->last)
			return false;
		r->held = WG_NEW(a, int64_t, r->last - r->first + 1);
		r->free = o->tight ? r->held : WG_NEW(a, int64_t, r->last - r->first + 1);
	}
	return true;
}

/* Only over [from, to], which is what two rows know. */
static void fill_own(struct order *o, int cadre, int from, int to)
{
	const struct wg_chain *c = o->c;
	int64_t gained = 0;
	int g = wg_chain_liking_from(c, cadre, from), b = wg_chain_ban_from(c, cadre, from), clear = from;
	o->own[from] = c->moved[from];
	o->clear[from] = clear;
	for (int i = from; i < to; i++) {
		for (; g < c->liking_first[cadre + 1] && c->liking[g].household == i; g++)
			gained += c->liking[g].gain;
		for (; b < c->ban_first[cadre + 1] && c->ban[b] == i; b++)
			clear = i + 1;
		if (c->next_fixed && c->in->fixed[i] >= 0 && c->in->fixed[i] != cadre)
			clear = i + 1;
		o->own[i + 1] = c->moved[i + 1] - gained;
		o->clear[i + 1] = clear;
	}
}

static int64_t best_start(const struct order *o, const struct row *prev, int cadre, int i, int *from)
{
	const struct wg_chain *c = o->c;
	int j = i - c->hi[cadre], end = i - c->lo[cadre];
	j = j < o->clear[i] ? o->clear[i] : j;
	j = j < prev->first ? prev->first : j;
	end = end > prev->last ? prev->last : end;
	int64_t best = WG_CHAIN_INF, want = c->load[i] - c->in->cadre[cadre].target, price = c->in->price.load;
	const int64_t *start = o->start, *load = c->load;
	for (int x = j; x <= end; x++) {
		int64_t off = want - load[x], cost = start[x] + price * off * off;
		if (cost < best) {
			best = cost;
			*from = x;
		}
	}
	return best;
}

static void fill_start(struct order *o, const struct row *prev, int first, int last)
{
	for (int j = first; j <= last; j++) {
		int64_t held = prev->held[j - prev->first], free = prev->free[j - prev->first];
		int64_t least = held < free ? held : free;
		o->start[j] = least >= WG_CHAIN_INF ? WG_CHAIN_INF : least + o->c->gap[j] - o->own[j];
	}
}

static int64_t end_free(const struct order *o, const struct row *r, int i)
{
	int64_t held = at(r, r->held, i - 1), free = at(r, r->free, i - 1), skip = o->c->skip[i - 1];
	if (held < WG_CHAIN_INF && held + o->c->gap[i - 1] < free)
		free = held + o->c->gap[i - 1];
	return free >= WG_CHAIN_INF || skip >= WG_CHAIN_INF ? WG_CHAIN_INF : free + skip;
}

static int64_t idle_cost(const struct order *o, int64_t before, int cadre)
{
	bool may = !o->tight || !o->c->hi[cadre];
	return !may || before >= WG_CHAIN_INF ? WG_CHAIN_INF : before + o->c->idle[cadre];
}

static void fill_row(struct order *o, int k)
{
	struct row *r = &o->row[k], *prev = &o->row[k - 1];
	int cadre = o->order[k - 1], from;
	fill_own(o, cadre, prev->first < r->first ? prev->first : r->first,
		 prev->last > r->last ? prev->last : r->last);
	fill_start(o, prev, prev->first, prev->last);
	for (int i = r->first; i <= r->last; i++) {
		int64_t best = best_start(o, prev, cadre, i, &from);
		int64_t idle = idle_cost(o, at(prev, prev->held, i), cadre);
		best = best >= WG_CHAIN_INF ? best : best + o->own[i];
		r->held[i - r->first] = best < idle ? best : idle;
		if (o->tight)
			continue;
		int64_t free = i ? end_free(o, r, i) : WG_CHAIN_INF;
		idle = idle_cost(o, at(prev, prev->free, i), cadre);
		r->free[i - r->first] = free < idle ? free : idle;
	}
}

/* Row 0: nobody has begun; only households without a cadre. */
static void fill_first(struct order *o)
{
	struct row *r = &o->row[0];
	for (int i = r->first; i <= r->last; i++) {
		r->held[i - r->first] = i ? WG_CHAIN_INF : 0;
		if (!o->tight)
			r->free[i - r->first] = i ? end_free(o, r, i) : WG_CHAIN_INF;
	}
}

/* Walks back from the end, finding each decision again. */
static void trace(struct order *o, int *owner)
{
	int i = o->c->n, k = o->c->n_cadre;
	bool free = at(&o->row[k], o->row[k].free, i) < at(&o->row[k], o->row[k].held, i);
	while (i > 0 || k > 0) {
		struct row *r = &o->row[k], *prev = k ? &o->row[k - 1] : NULL;
		int64_t value = at(r, free ? r->free : r->held, i);
		int cadre = k ? o->order[k - 1] : -1;
		if (k && value == idle_cost(o, at(prev, free ? prev->free : prev->held, i), cadre)) {
			k--;
		} else if (free) {
			owner[--i] = -1;
			free = at(r, r->free, i) < WG_CHAIN_INF && at(r, r->free, i) + o->c->skip[i] == value;
		} else {
			int from = i;
			int first = i - o->c->hi[cadre] > prev->first ? i - o->c->hi[cadre] : prev->first;
			fill_own(o, cadre, first, i);
			fill_start(o, prev, first, i < prev->last ? i : prev->last);
			best_start(o, prev, cadre, i, &from);
			while (i > from)
				owner[--i] = cadre;
			free = at(prev, prev->free, i) < at(prev, prev->held, i);
			k--;
		}
	}
}

static bool solve(const struct wg_chain *c, const int *order, bool tight, bool near, int *owner, int64_t *objective)
{
	struct wg_arena a = {0};
	struct order o = {.c = c,
			  .order = order,
			  .tight = tight,
			  .near = near,
			  .row = WG_NEW(&a, struct row, c->n_cadre + 1),
			  .own = WG_NEW(&a, int64_t, c->n + 1),
			  .clear = WG_NEW(&a, int, c->n + 1),
			  .start = WG_NEW(&a, int64_t, c->n + 1)};
	set_windows(&o);
	bool found = alloc_rows(&o, &a);
	if (found) {
		fill_first(&o);
		for (int k = 1; k <= c->n_cadre; k++)
			fill_row(&o, k);
		struct row *last = &o.row[c->n_cadre];
		int64_t held = at(last, last->held, c->n), free = at(last, last->free, c->n);
		int64_t least = held < free ? held : free;
		found = least < WG_CHAIN_INF;
		*objective = found ? least : *objective;
	}
	if (found)
		trace(&o, owner);
	wg_arena_free(&a);
	return found;
}

void wg_order_of(const struct wg_chain *c, const int *owner, int *order)
{
	bool *seen = wg_xmalloc((size_t)c->n_cadre + 1);
	memset(seen, 0, (size_t)c->n_cadre);
	int n = 0;
	for (int i = 0; i < c->n; i++)
		if (owner[i] >= 0 && !seen[owner[i]]) {
			seen[owner[i]] = true;
			order[n++] = owner[i];
		}
	for (int k = 0; k < c->n_cadre; k++)
		if (!seen[k])
			order[n++] = k;
	free(seen);
}

bool wg_order_plan(const struct wg_chain *c, const int *order, bool near, int *owner, int64_t *value)
{
	int64_t hole = WG_CHAIN_INF;
	for (int i = 0; i < c->n; i++)
		hole = c->skip[i] < hole ? c->skip[i] : hole;
	for (int k = 0; k < c->n_cadre; k++)
		hole = c->idle[k] < hole ? c->idle[k] : hole;
	bool tight = (near && solve(c, order, true, true, owner, value)) || solve(c, order, true, false, owner, value);
	return (tight && *value < hole) || (near && solve(c, order, false, true, owner, value)) ||
	       solve(c, order, false, false, owner, value) || tight;
}
