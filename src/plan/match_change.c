/* A standing optimum that changes: needs come and go, caps move. Each step keeps the rules of the prices. */
#include "plan/match_state.h"

#include <stdlib.h>
#include <string.h>

int wg__match_by_score(const void *a, const void *b)
{
	const struct wg_match_edge *x = a, *y = b;
	return x->score != y->score ? (x->score < y->score) - (x->score > y->score)
				    : (x->helper > y->helper) - (x->helper < y->helper);
}

/* Room for the marks of one more need. */
static void grow_marks(struct wg_match *m)
{
	struct wg_match_mark **mark = &m->search.mark[WG_MATCH_NEED];
	if (m->need.len <= m->need_marks)
		return;
	size_t n = m->need.len * 2 + 64;
	*mark = wg_xrealloc(*mark, sizeof **mark * n);
	memset(*mark + m->need_marks, 0, sizeof **mark * (n - m->need_marks));
	m->need_marks = n;
}

/* Whether the need may come in. The helpers' marks tell one that is listed twice. */
enum wg_err wg__match_check_need(struct wg_match *m, const struct wg_match_need *need, struct wg_error *e)
{
	int64_t number = (int64_t)m->need.len;
	if (number >= WG_MATCH_NODES_MAX)
		return wg_fail(e, WG_EUSAGE, N_("there are too many needs"), "");
	if (need->persons < 1 || need->persons > WG_MATCH_PERSONS_MAX)
		return wg_fail(e, WG_EUSAGE, N_("need {1} asks for {2} persons, not for 1 to {3}"), "ddd", number,
			       (int64_t)need->persons, (int64_t)WG_MATCH_PERSONS_MAX);
	if (need->n_edge < 0 || m->edge.len + (size_t)need->n_edge > WG_MATCH_EDGES_MAX)
		return wg_fail(e, WG_EUSAGE, N_("need {1} has too many helpers to choose from"), "d", number);
	wg__match_search_begin(m, 0);
	for (int32_t k = 0; k < need->n_edge; k++) {
		struct wg_match_edge x = need->edge[k];
		if (x.helper < 0 || x.helper >= m->n_helper)
			return wg_fail(e, WG_EUSAGE, N_("need {1}: there is no helper {2}"), "dd", number,
				       (int64_t)x.helper);
		if (x.score < 1 || x.score > WG_MATCH_SCORE_MAX)
			return wg_fail(e, WG_EUSAGE, N_("need {1}, helper {2}: a score of {3} is not possible"), "ddd",
				       number, (int64_t)x.helper, (int64_t)x.score);
		struct wg_match_mark *mark = &m->search.mark[WG_MATCH_HELPER][x.helper];
		if (mark->stamp == m->search.stamp)
			return wg_fail(e, WG_EUSAGE, N_("need {1} lists helper {2} twice"), "dd", number,
				       (int64_t)x.helper);
		mark->stamp = m->search.stamp;
	}
	return WG_OK;
}

/* Takes a need in that has been checked; nobody helps yet, and its price is what keeps all slacks at 0 or above. */
void wg__match_take_need(struct wg_match *m, const struct wg_match_need *need)
{
	struct wg_match_node_need n = {(int32_t)m->edge.len, need->n_edge, 0, (int8_t)need->persons, 0};
	for (int32_t k = 0; k < need->n_edge; k++) {
		int32_t margin = need->edge[k].score - m->price[need->edge[k].helper];
		n.price = margin > n.price ? margin : n.price;
		WG_PUSH(&m->edge, need->edge[k]);
	}
	if (need->n_edge)
		qsort(m->edge.at + n.first, (size_t)n.n_edge, sizeof *m->edge.at, wg__match_by_score);
	WG_PUSH(&m->need, n);
	for (int k = 0; k < WG_MATCH_PERSONS_MAX; k++)
		WG_PUSH(&m->unit, (struct wg_match_unit){-1, -1, -1});
	grow_marks(m);
}

/* As many of its units as gain by it; the first that does not ends it, since the others would not either. */
void wg__match_place_need(struct wg_match *m, int32_t need)
{
	while (m->need.at[need].has < m->need.at[need].wanted && wg__match_place(m, WG_MATCH_NEED, need))
		;
}

enum wg_err wg_match_add(struct wg_match *m, const struct wg_match_need *need, int32_t *number, struct wg_error *e)
{
	enum wg_err err = wg__match_check_need(m, need, e);
	if (err)
		return err;
	int32_t at = (int32_t)m->need.len;
	wg__match_take_need(m, need);
	if (m->seekers)
		wg__match_add_seekers(m, at);
	wg__match_place_need(m, at);
	*number = at;
	return WG_OK;
}

/* Forgets the edges of dropped needs once they are most. */
static void compact_edges(struct wg_match *m)
{
	if (m->dead_edges * 2 <= m->edge.len)
		return;
	int32_t to = 0;
	for (size_t i = 0; i < m->need.len; i++) {
		struct wg_match_node_need *n = &m->need.at[i];
		struct wg_match_unit *u = &m->unit.at[i * WG_MATCH_PERSONS_MAX];
		memmove(m->edge.at + to, m->edge.at + n->first, (size_t)n->n_edge * sizeof *m->edge.at);
		for (int k = 0; k < WG_MATCH_PERSONS_MAX; k++)
			u[k].edge -= u[k].edge >= 0 ? n->first - to : 0;
		n->first = to;
		to += n->n_edge;
	}
	m->edge.len = (size_t)to;
	m->dead_edges = 0;
}

static void forget_need(struct wg_match *m, int32_t need)
{
	struct wg_match_node_need *n = &m->need.at[need];
	if (m->seekers)
		wg__match_drop_seekers(m, need);
	m->dead_edges += (size_t)n->n_edge;
	n->n_edge = n->price = 0;
	n->wanted = 0;
}

/* First nobody can be moved for its sake, then its places are given to others one after another, so that there is never
 * more than one with room and a price. */
enum wg_err wg_match_drop(struct wg_match *m, int32_t need, struct wg_error *e)
{
	if (need < 0 || (size_t)need >= m->need.len || !m->need.at[need].wanted)
		return wg_fail(e, WG_EUSAGE, N_("there is no need {1}"), "d", (int64_t)need);
	forget_need(m, need);
	for (int k = 0; k < WG_MATCH_PERSONS_MAX; k++) {
		int32_t unit = need * WG_MATCH_PERSONS_MAX + k;
		if (m->unit.at[unit].edge < 0)
			continue;
		int32_t helper = m->edge.at[m->unit.at[unit].edge].helper;
		wg__match_release(m, unit);
		wg__match_fill(m, helper, m->helper[helper].group);
	}
	compact_edges(m);
	return WG_OK;
}

/* One place after the other. What leaves the helper leaves its group: a full group counts as full without it, and then
 * gets it back. */
static void lower_cap(struct wg_match *m, int32_t helper, int32_t cap)
{
	struct wg_match_node_helper *h = &m->helper[helper];
	struct wg_match_node_group *g = h->group >= 0 ? &m->group[h->group] : NULL;
	while (h->has > cap) {
		bool full = g && g->has >= g->cap;
		h->cap = h->has - 1;
		if (full)
			g->cap--;
		wg__match_place(m, WG_MATCH_HELPER, helper);
		if (full) {
			g->cap++;
			wg__match_fill(m, -1, h->group);
		}
	}
	h->cap = cap;
}

/* In a group, one place after the other: a full group gets room for it, and then gives up somebody. */
static void raise_cap(struct wg_match *m, int32_t helper, int32_t cap)
{
	struct wg_match_node_helper *h = &m->helper[helper];
	struct wg_match_node_group *g = h->group >= 0 ? &m->group[h->group] : NULL;
	while (g && h->cap < cap && m->price[helper] > g->price) {
		bool full = g->has >= g->cap;
		h->cap++;
		g->cap += full;
		wg__match_fill(m, helper, h->group);
		g->cap -= full;
		if (g->has > g->cap)
			wg__match_place(m, WG_MATCH_GROUP, h->group);
	}
	h->cap = cap;
	if (!g)
		wg__match_fill(m, helper, -1);
}

enum wg_err wg_match_set_cap(struct wg_match *m, int32_t helper, int32_t cap, struct wg_error *e)
{
	if (helper < 0 || helper >= m->n_helper || cap < 0 || cap > WG_MATCH_CAP_MAX)
		return wg_fail(e, WG_EUSAGE, N_("helper {1} cannot take {2} needs"), "dd", (int64_t)helper,
			       (int64_t)cap);
	if (cap < m->helper[helper].cap)
		lower_cap(m, helper, cap);
	else
		raise_cap(m, helper, cap);
	return WG_OK;
}

enum wg_err wg_match_set_group_cap(struct wg_match *m, int32_t group, int32_t cap, struct wg_error *e)
{
	if (group < 0 || group >= m->n_group || cap < 0 || cap > WG_MATCH_CAP_MAX)
		return wg_fail(e, WG_EUSAGE, N_("group {1} cannot take {2} needs"), "dd", (int64_t)group, (int64_t)cap);
	m->group[group].cap = cap;
	while (m->group[group].has > cap)
		wg__match_place(m, WG_MATCH_GROUP, group);
	wg__match_fill(m, -1, group);
	return WG_OK;
}
