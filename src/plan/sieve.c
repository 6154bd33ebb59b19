#include "plan/sieve.h"

#include <stdlib.h>
#include <string.h>

enum { ARCS_MAX = 1000 * 1000, ROUNDS_MAX = 40, STEPS = 30 };

#define ALPHA 0.2 /* how much of the direction is new: the rest is the memory of earlier steps */
#define FLAT 0.3  /* a direction that memory has made shorter than this part of the step is not trusted */

int64_t wg_sieve_limit(const struct wg_sieve *v)
{
	return wg_relax_limit(v->r, v->limit);
}

/* ---- the first time: all stretches ---- */

struct arcs {
	WG_VEC(struct wg_arc) list;
	int64_t limit;
};

static void keep_plain(struct arcs *out, const struct wg_relax *r, int class, int to)
{
	const struct wg_chain *c = r->c;
	int cadre = r->kind[class].cadre;
	int64_t rest = out->limit - r->go_held[to] - r->kind[class].price;
	for (int from = to - c->hi[cadre] < 0 ? 0 : to - c->hi[cadre]; from <= to - c->lo[cadre]; from++) {
		if (r->start[from] >= WG_CHAIN_INF || (c->next_fixed && c->next_fixed[from] < to))
			continue;
		int64_t cost = wg_relax_plain(r, cadre, from, to);
		if (cost <= rest - r->start[from] && !wg_relax_is_banned(r, class, from, to))
			WG_PUSH(&out->list, (struct wg_arc){cost, from, to, class});
	}
}

static void keep_columns(struct arcs *out, const struct wg_relax *r, int to)
{
	for (int k = r->column_first[to]; k < r->column_first[to + 1]; k++) {
		const struct wg_column *col = &r->column[k];
		int64_t cost = col->cost + r->kind[col->kind].charge;
		if (r->start[col->from] < WG_CHAIN_INF && r->start[col->from] + cost + r->go_held[to] <= out->limit)
			WG_PUSH(&out->list, (struct wg_arc){col->cost, col->from, to, col->kind});
	}
}

/* Counting sort by start; within a start by end. */
static void sort_arcs(struct wg_sieve *v, const struct wg_arc *list)
{
	int n = v->r->c->n, *at = WG_NEW(v->r->arena, int, n + 1);
	for (size_t a = 0; a < v->n_arc; a++)
		v->arc_first[list[a].from + 1]++;
	for (int i = 0; i <= n; i++)
		v->arc_first[i + 1] += v->arc_first[i];
	memcpy(at, v->arc_first, sizeof *at * ((size_t)n + 1));
	for (size_t a = 0; a < v->n_arc; a++)
		v->arc[at[list[a].from]++] = list[a];
}

static void widen(struct wg_sieve *v, int kind, const struct wg_arc *a)
{
	v->first[kind] = a->from < v->first[kind] ? a->from : v->first[kind];
	v->last[kind] = a->to > v->last[kind] ? a->to : v->last[kind];
}

/* Where each kind's arcs lie, and which places matter. */
static void set_spans(struct wg_sieve *v)
{
	int n = v->r->c->n;
	for (int t = 0; t < v->r->n_kind; t++) {
		v->first[t] = n + 1;
		v->last[t] = -1;
	}
	bool *matters = wg_xmalloc((size_t)n + 1);
	memset(matters, v->skips, (size_t)n + 1);
	matters[0] = matters[n] = true;
	for (size_t x = 0; x < v->n_arc; x++) {
		const struct wg_arc *a = &v->arc[x];
		matters[a->from] = matters[a->to] = true;
		widen(v, a->kind, a);
		widen(v, v->r->kind[a->kind].class, a);
	}
	v->n_place = 0;
	for (int i = 0; i <= n; i++)
		if (matters[i])
			v->place[v->n_place++] = i;
	free(matters);
}

bool wg_sieve_open(struct wg_sieve *v, struct wg_relax *r, int64_t limit)
{
	*v = (struct wg_sieve){.r = r,
			       .limit = limit,
			       .arc_first = WG_NEW(r->arena, int, r->c->n + 2),
			       .first = WG_NEW(r->arena, int, r->n_kind),
			       .last = WG_NEW(r->arena, int, r->n_kind),
			       .closed = WG_NEW(r->arena, bool, r->c->n + 1),
			       .place = WG_NEW(r->arena, int, r->c->n + 1),
			       .skips = true};
	struct arcs out = {.limit = wg_sieve_limit(v)};
	wg_relax_backward(r);
	for (int to = 1; to <= r->c->n && out.list.len <= ARCS_MAX; to++) {
		if (r->go_held[to] >= WG_CHAIN_INF)
			continue;
		for (int q = 0; q < r->n_class; q++)
			keep_plain(&out, r, q, to);
		keep_columns(&out, r, to);
	}
	bool few = out.list.len <= ARCS_MAX;
	if (few) {
		v->n_arc = out.list.len;
		v->arc = wg_xmalloc(sizeof *v->arc * v->n_arc);
		sort_arcs(v, out.list.at);
		set_spans(v);
	}
	WG_VEC_FREE(&out.list);
	return few;
}

void wg_sieve_copy(const struct wg_sieve *v, struct wg_sieve *out, struct wg_arena *a)
{
	int n = v->r->c->n;
	*out = *v;
	out->arc = wg_xmalloc(sizeof *v->arc * v->n_arc);
	out->arc_first = WG_NEW(a, int, n + 2);
	out->first = WG_NEW(a, int, v->r->n_kind);
	out->last = WG_NEW(a, int, v->r->n_kind);
	out->closed = WG_NEW(a, bool, n + 1);
	out->place = WG_NEW(a, int, n + 1);
	memcpy(out->closed, v->closed, sizeof *v->closed * ((size_t)n + 1));
}

void wg_sieve_close(struct wg_sieve *v)
{
	free(v->arc);
	v->arc = NULL;
}

/* ---- the same shortest path over what passed ---- */

static int64_t plus(int64_t a, int64_t b)
{
	return a >= WG_CHAIN_INF || b >= WG_CHAIN_INF ? WG_CHAIN_INF : a + b;
}

static int64_t scaled_skip(const struct wg_chain *c, int i)
{
	return c->skip[i] >= WG_CHAIN_INF ? WG_CHAIN_INF : WG_PRICE_SCALE * c->skip[i];
}

static void count_used(struct wg_relax *r, const int *via, const struct wg_arc *arc)
{
	memset(r->used, 0, sizeof *r->used * (size_t)r->n_kind);
	bool free = r->free[r->c->n] < r->held[r->c->n];
	for (int i = r->c->n; i > 0;) {
		if (free) {
			i--;
			free = plus(r->free[i], scaled_skip(r->c, i)) == r->free[i + 1];
			continue;
		}
		wg_relax_count(r, arc[via[i]].kind);
		i = arc[via[i]].from;
		free = r->free[i] < r->held[i];
	}
}

/* Least cost of place i with the household before it left out. */
static int64_t end_free(const struct wg_sieve *v, int i)
{
	const struct wg_relax *r = v->r;
	if (i == 0 || !v->skips)
		return WG_CHAIN_INF;
	int64_t leave = plus(r->held[i - 1], WG_PRICE_SCALE * r->c->gap[i - 1]), free = r->free[i - 1];
	return plus(leave < free ? leave : free, scaled_skip(r->c, i - 1));
}

static void forward(struct wg_sieve *v, int *via)
{
	struct wg_relax *r = v->r;
	const struct wg_chain *c = r->c;
	wg_relax_charge(r);
	for (int p = 0; p < v->n_place; p++)
		r->held[v->place[p]] = WG_CHAIN_INF;
	r->held[0] = 0;
	for (int p = 0; p < v->n_place; p++) {
		int i = v->place[p];
		r->free[i] = end_free(v, i);
		if (v->closed[i])
			r->held[i] = r->free[i] = WG_CHAIN_INF;
		int64_t least = r->held[i] < r->free[i] ? r->held[i] : r->free[i];
		r->start[i] = plus(least, WG_PRICE_SCALE * c->gap[i]);
		if (least >= WG_CHAIN_INF)
			continue;
		for (int x = v->arc_first[i]; x < v->arc_first[i + 1]; x++) {
			const struct wg_arc *a = &v->arc[x];
			int64_t cost = r->start[i] + a->cost + r->kind[a->kind].charge;
			if (cost < r->held[a->to]) {
				r->held[a->to] = cost;
				via[a->to] = x;
			}
		}
	}
	r->value = r->held[c->n] < r->free[c->n] ? r->held[c->n] : r->free[c->n];
	if (r->value >= WG_CHAIN_INF)
		return;
	for (int t = 0; t < r->n_kind; t++)
		r->value -= r->kind[t].number * r->kind[t].price;
	count_used(r, via, v->arc);
}

static void backward(struct wg_sieve *v)
{
	struct wg_relax *r = v->r;
	const struct wg_chain *c = r->c;
	for (int i = 0; i < c->n; i++)
		r->go_held[i] = r->go_free[i] = WG_CHAIN_INF;
	r->go_held[c->n] = r->go_free[c->n] = 0;
	for (int p = v->n_place - 1; p >= 0; p--) {
		int i = v->place[p];
		if (i == c->n || v->closed[i])
			continue;
		int64_t begin = WG_CHAIN_INF, gap = WG_PRICE_SCALE * c->gap[i];
		for (int x = v->arc_first[i]; x < v->arc_first[i + 1]; x++) {
			const struct wg_arc *a = &v->arc[x];
			int64_t cost = plus(a->cost + r->kind[a->kind].charge, r->go_held[a->to]);
			begin = cost < begin ? cost : begin;
		}
		int64_t skip = v->skips ? plus(scaled_skip(c, i), r->go_free[i + 1]) : WG_CHAIN_INF;
		r->go_held[i] = plus(begin < skip ? begin : skip, gap);
		r->go_free[i] = plus(begin, gap) < skip ? plus(begin, gap) : skip;
	}
}

static bool any_skip(const struct wg_sieve *v, int64_t limit)
{
	const struct wg_relax *r = v->r;
	for (int i = 0; i < r->c->n; i++) {
		int64_t free = r->free[i] < r->start[i] ? r->free[i] : r->start[i];
		if (plus(plus(free, scaled_skip(r->c, i)), r->go_free[i + 1]) <= limit)
			return true;
	}
	return false;
}

static void drop(struct wg_sieve *v)
{
	const struct wg_relax *r = v->r;
	int64_t limit = wg_sieve_limit(v);
	int n = 0, next = 0;
	for (int i = 0; i <= r->c->n; i++) {
		int end = v->arc_first[i + 1];
		v->arc_first[i] = n;
		for (; next < end; next++) {
			const struct wg_arc *a = &v->arc[next];
			int64_t cost = plus(r->start[i], plus(a->cost + r->kind[a->kind].charge, r->go_held[a->to]));
			if (cost <= limit)
				v->arc[n++] = *a;
		}
	}
	v->arc_first[r->c->n + 1] = n;
	v->n_arc = (size_t)n;
	v->skips = v->skips && any_skip(v, limit);
	set_spans(v);
}

/* ---- prices ---- */

/* A subgradient step towards the limit. False when there is no direction left. */
static bool step(struct wg_sieve *v, double pace, double *direction, int *via)
{
	struct wg_relax *r = v->r;
	double norm = 0, used = 0, gap = (double)(WG_PRICE_SCALE * (v->limit + 1) - r->value);
	for (int t = 0; t < r->n_kind; t++) {
		double off = r->used[t] - r->kind[t].number;
		if (off < 0 && r->kind[t].price <= wg_relax_floor(r, t))
			off = 0;
		direction[t] = ALPHA * off + (1 - ALPHA) * direction[t];
		norm += direction[t] * direction[t];
		used += off * off;
	}
	if (used < 0.5)
		return false;
	norm = norm > FLAT * used ? norm : FLAT * used;
	for (int t = 0; t < r->n_kind; t++)
		r->kind[t].price = wg_relax_moved(r, t, pace * gap / norm * direction[t]);
	forward(v, via);
	return true;
}

static void copy_prices(const struct wg_relax *r, int64_t *to)
{
	for (int t = 0; t < r->n_kind; t++)
		to[t] = r->kind[t].price;
}

/* Some steps. Leaves the best prices and their forward costs. */
static void ascend(struct wg_sieve *v, struct wg_search *s, double pace, double *direction, int64_t *best, int *via)
{
	struct wg_relax *r = v->r;
	memset(direction, 0, sizeof *direction * (size_t)r->n_kind);
	copy_prices(r, best);
	int64_t top = r->value;
	for (int x = 0; x < STEPS && r->value <= WG_PRICE_SCALE * v->limit; x++) {
		if (!wg_search_goes_on(s, 0.5) || !step(v, pace, direction, via))
			break;
		if (r->value > top) {
			top = r->value;
			copy_prices(r, best);
		}
	}
	for (int t = 0; t < r->n_kind; t++)
		r->kind[t].price = best[t];
	forward(v, via);
}

bool wg_sieve_sift(struct wg_sieve *v, struct wg_search *s, bool brief)
{
	struct wg_relax *r = v->r;
	struct wg_arena a = {0};
	double *direction = WG_NEW(&a, double, r->n_kind), pace = 1.0, slowest = brief ? 0.1 : 0.01;
	int64_t *best = WG_NEW(&a, int64_t, r->n_kind), most = WG_PRICE_SCALE * v->limit;
	int *via = WG_NEW(&a, int, r->c->n + 1);
	forward(v, via);
	for (int round = 0; round < ROUNDS_MAX && pace > slowest && r->value <= most; round++) {
		int64_t before = r->value, gap = most - before;
		size_t arcs = v->n_arc;
		ascend(v, s, pace, direction, best, via);
		if (r->value > most)
			break;
		backward(v);
		drop(v);
		forward(v, via);
		if (r->value - before < gap / 20 && v->n_arc + v->n_arc / 20 >= arcs)
			pace *= 0.5;
	}
	backward(v);
	wg_arena_free(&a);
	return r->value <= most;
}

static void count_path(const struct wg_sieve *v, const int *via, int *count, int *visits)
{
	const struct wg_relax *r = v->r;
	bool free = r->free[r->c->n] < r->held[r->c->n];
	for (int i = r->c->n; i > 0;) {
		visits[i]++;
		if (free) {
			i--;
			free = plus(r->free[i], scaled_skip(r->c, i)) == r->free[i + 1];
			continue;
		}
		count[via[i]]++;
		i = v->arc[via[i]].from;
		free = r->free[i] < r->held[i];
	}
}

void wg_sieve_sample(struct wg_sieve *v, struct wg_search *s, int samples, int *count, int *visits)
{
	const double pace = 0.2;
	struct wg_relax *r = v->r;
	struct wg_arena a = {0};
	double *direction = WG_NEW(&a, double, r->n_kind);
	int64_t *best = WG_NEW(&a, int64_t, r->n_kind);
	int *via = WG_NEW(&a, int, r->c->n + 1);
	memset(count, 0, sizeof *count * v->n_arc);
	memset(visits, 0, sizeof *visits * ((size_t)r->c->n + 1));
	copy_prices(r, best);
	forward(v, via);
	for (int x = 0; x < samples; x++) {
		count_path(v, via, count, visits);
		if (!step(v, pace, direction, via))
			forward(v, via);
	}
	for (int t = 0; t < r->n_kind; t++)
		r->kind[t].price = best[t];
	forward(v, via);
	backward(v);
	wg_arena_free(&a);
}
