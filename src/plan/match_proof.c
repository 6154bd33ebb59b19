/* The certificate: feasible, priced, complementary slackness over all edges, and the two totals equal. Knows nothing of
 * how a solution came about. */
#include "plan/match.h"

#include <stdlib.h>
#include <string.h>

struct proof {
	const struct wg_match_problem *p;
	const struct wg_match_solution *s;
	int32_t *need_has, *helper_has, *group_has;
	int32_t *taken_by; /* [n_helper] number of the last need looked at whose pair it is, counted from 1 */
	int64_t score, dual;
};

static int32_t group_of(const struct proof *v, int32_t helper)
{
	return v->p->helper[helper].group;
}

static bool count_pairs(struct proof *v)
{
	for (int32_t i = 0; i < v->s->n_pair; i++) {
		struct wg_match_pair x = v->s->pair[i];
		if (x.need < 0 || x.need >= v->p->n_need || x.helper < 0 || x.helper >= v->p->n_helper)
			return false;
		if (i > 0 && x.need < v->s->pair[i - 1].need)
			return false;
		v->need_has[x.need]++;
		v->helper_has[x.helper]++;
		if (group_of(v, x.helper) >= 0)
			v->group_has[group_of(v, x.helper)]++;
	}
	return true;
}

/* One price with its cap; adds its part to the value of the prices. */
static enum wg_match_fault check_node(struct proof *v, int32_t has, int32_t cap, int32_t price)
{
	if (has > cap)
		return WG_MATCH_OVERFULL;
	if (price < 0)
		return WG_MATCH_NEGATIVE;
	if (price > 0 && has < cap)
		return WG_MATCH_IDLE_PRICE;
	v->dual += (int64_t)price * cap;
	return WG_MATCH_CERTIFIED;
}

static enum wg_match_fault check_nodes(struct proof *v)
{
	enum wg_match_fault fault = WG_MATCH_CERTIFIED;
	for (int32_t i = 0; i < v->p->n_need && !fault; i++)
		fault = check_node(v, v->need_has[i], v->p->need[i].persons, v->s->need_price[i]);
	for (int32_t j = 0; j < v->p->n_helper && !fault; j++)
		fault = check_node(v, v->helper_has[j], v->p->helper[j].cap, v->s->helper_price[j]);
	for (int32_t g = 0; g < v->p->n_group && !fault; g++)
		fault = check_node(v, v->group_has[g], v->p->group_cap[g], v->s->group_price[g]);
	return fault;
}

/* The edges of one need; its pairs are [first, end) and each must be met once. */
static enum wg_match_fault check_edges(struct proof *v, int32_t need, int32_t first, int32_t end)
{
	int32_t met = 0;
	for (int32_t i = first; i < end; i++) {
		int32_t *mark = &v->taken_by[v->s->pair[i].helper];
		if (*mark == need + 1)
			return WG_MATCH_NO_EDGE;
		*mark = need + 1;
	}
	for (int32_t k = 0; k < v->p->need[need].n_edge; k++) {
		struct wg_match_edge x = v->p->need[need].edge[k];
		int32_t g = group_of(v, x.helper);
		int64_t price = (int64_t)v->s->need_price[need] + v->s->helper_price[x.helper] +
				(g >= 0 ? v->s->group_price[g] : 0);
		if (v->taken_by[x.helper] != need + 1) {
			if (price < x.score)
				return WG_MATCH_UNDERPRICED;
			continue;
		}
		if (price > x.score)
			return WG_MATCH_OVERPRICED;
		v->score += x.score;
		v->dual += x.score - price;
		met++;
	}
	return met == end - first ? WG_MATCH_CERTIFIED : WG_MATCH_NO_EDGE;
}

enum wg_match_fault wg_match_certify(const struct wg_match_problem *p, const struct wg_match_solution *s)
{
	struct wg_arena a = {0};
	struct proof v = {.p = p,
			  .s = s,
			  .need_has = WG_NEW(&a, int32_t, p->n_need),
			  .helper_has = WG_NEW(&a, int32_t, p->n_helper),
			  .group_has = WG_NEW(&a, int32_t, p->n_group),
			  .taken_by = WG_NEW(&a, int32_t, p->n_helper)};
	enum wg_match_fault fault = count_pairs(&v) ? check_nodes(&v) : WG_MATCH_NO_EDGE;
	for (int32_t i = 0, at = 0; i < p->n_need && !fault; i++) {
		int32_t first = at;
		while (at < s->n_pair && s->pair[at].need == i)
			at++;
		fault = check_edges(&v, i, first, at);
	}
	if (!fault && (v.score != s->total || v.dual != s->total))
		fault = WG_MATCH_WRONG_TOTAL;
	wg_arena_free(&a);
	return fault;
}
