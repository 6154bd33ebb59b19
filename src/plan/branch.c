#include "plan/branch.h"

#include <stdlib.h>
#include <string.h>

#include "plan/tilings.h"

enum { DEPTH_MAX = 60, LABELS_ROOT = 100 * 1000, LABELS_NODE = 20 * 1000, LABELS_LAST = 2 * 1000 * 1000, SAMPLES = 48 };

/* How to split: kind >= 0: its stretches begin before `at` or not; kind −1: a border at `at` or none. */
struct cut {
	int kind, at;
	double score; /* 0 … 1: how far the relaxed plans are from having decided it */
	bool high_first;
};

static double less(double a, double b)
{
	return a < b ? a : b;
}

/* The best place to split a single cadre: where half of its use lies on either side. */
static void choose_kind(const struct wg_sieve *v, const int *count, struct cut *best)
{
	const struct wg_relax *r = v->r;
	double *left = wg_xmalloc(sizeof *left * (size_t)(r->n_kind + 1));
	double *total = wg_xmalloc(sizeof *total * (size_t)(r->n_kind + 1));
	for (int t = 0; t < r->n_kind; t++)
		left[t] = total[t] = 0;
	for (size_t x = 0; x < v->n_arc; x++)
		total[v->arc[x].kind] += count[x];
	for (size_t x = 0; x < v->n_arc; x++) {
		const struct wg_arc *a = &v->arc[x];
		left[a->kind] += count[x];
		double score = less(left[a->kind], total[a->kind] - left[a->kind]) / SAMPLES;
		if (r->kind[a->kind].number == 1 && a->from < v->last[a->kind] && score > best->score)
			*best = (struct cut){a->kind, a->from + 1, score, left[a->kind] * 2 < total[a->kind]};
	}
	free(left);
	free(total);
}

static void choose_border(const struct wg_sieve *v, const int *visits, struct cut *best)
{
	for (int i = 1; i < v->r->c->n; i++) {
		double score = less(visits[i], SAMPLES - visits[i]) / SAMPLES;
		if (score > best->score)
			*best = (struct cut){-1, i, score, visits[i] * 2 < SAMPLES};
	}
}

static bool choose(struct wg_sieve *v, struct wg_search *s, struct cut *out)
{
	const double decided = 0.15;
	int *count = wg_xmalloc(sizeof *count * (v->n_arc + 1));
	int *visits = wg_xmalloc(sizeof *visits * ((size_t)v->r->c->n + 1));
	wg_sieve_sample(v, s, SAMPLES, count, visits);
	*out = (struct cut){.kind = -1, .at = -1, .score = decided};
	choose_border(v, visits, out);
	if (out->at < 0)
		choose_kind(v, count, out);
	free(count);
	free(visits);
	return out->at >= 0;
}

/* Whether the arc stays in the half. */
static bool stays(const struct wg_arc *a, const struct cut *cut, bool high)
{
	if (cut->kind >= 0)
		return a->kind != cut->kind || (a->from >= cut->at) == high;
	return high ? a->from != cut->at && a->to != cut->at : a->to <= cut->at || a->from >= cut->at;
}

static void open_half(const struct wg_sieve *v, const struct cut *cut, bool high, struct wg_sieve *half,
		      struct wg_arena *a)
{
	wg_sieve_copy(v, half, a);
	int n = 0, next = 0;
	for (int i = 0; i <= v->r->c->n; i++) {
		half->arc_first[i] = n;
		for (; next < v->arc_first[i + 1]; next++)
			if (stays(&v->arc[next], cut, high))
				half->arc[n++] = v->arc[next];
	}
	half->arc_first[v->r->c->n + 1] = n;
	half->n_arc = (size_t)n;
	memcpy(half->place, v->place, sizeof *v->place * (size_t)v->n_place);
	if (cut->kind < 0 && high)
		half->closed[cut->at] = true;
}

static void set_prices(struct wg_relax *r, const int64_t *price)
{
	for (int t = 0; t < r->n_kind; t++)
		r->kind[t].price = price[t];
}

static enum wg_labels_result search(struct wg_sieve *v, struct wg_search *s, int *owner, int depth);

static enum wg_labels_result split(struct wg_sieve *v, struct wg_search *s, int *owner, int depth,
				   const struct cut *cut)
{
	struct wg_arena a = {0};
	int64_t *price = WG_NEW(&a, int64_t, v->r->n_kind);
	enum wg_labels_result result = WG_LABELS_NONE;
	for (int t = 0; t < v->r->n_kind; t++)
		price[t] = v->r->kind[t].price;
	for (int side = 0; side < 2; side++) {
		struct wg_sieve half;
		open_half(v, cut, (side == 0) == cut->high_first, &half, &a);
		half.limit = s->best - 1 < v->limit ? s->best - 1 : v->limit;
		set_prices(v->r, price);
		enum wg_labels_result one = search(&half, s, owner, depth + 1);
		wg_sieve_close(&half);
		if (one == WG_LABELS_SPLIT || one == WG_LABELS_TIRED) {
			result = one;
			break;
		}
		if (one == WG_LABELS_PLAN)
			result = one;
	}
	wg_arena_free(&a);
	return result;
}

static enum wg_labels_result search(struct wg_sieve *v, struct wg_search *s, int *owner, int depth)
{
	if (!wg_sieve_sift(v, s, depth > 0))
		return WG_LABELS_NONE;
	enum wg_labels_result result = wg_tilings_search(v, s, owner);
	if (result == WG_LABELS_TIRED && !s->stopped)
		result = wg_labels_search(v, s, depth ? LABELS_NODE : LABELS_ROOT, owner);
	if (result == WG_LABELS_TIRED && !s->stopped) {
		struct cut cut;
		if (depth < DEPTH_MAX && choose(v, s, &cut))
			return split(v, s, owner, depth, &cut);
		result = wg_labels_search(v, s, LABELS_LAST, owner);
	}
	if (result == WG_LABELS_PLAN)
		wg_search_offer(s, owner);
	return result;
}

enum wg_labels_result wg_branch_search(struct wg_sieve *v, struct wg_search *s, int *owner)
{
	return search(v, s, owner, 0);
}
