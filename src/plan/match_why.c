/* What a pair is worth: the unit goes elsewhere, and its place to somebody else or to nobody; two searches that change
 * nothing. */
#include "plan/match_state.h"

typedef WG_VEC(int32_t) needs;

/* Its place in the list, or the list's length. */
static size_t find_need(const needs *list, int32_t need)
{
	size_t i = 0;
	while (i < list->len && list->at[i] != need)
		i++;
	return i;
}

/* The needs along the way to the helper's room, from its end. */
static void note_way_back(const struct wg_match *m, int32_t helper, needs *list)
{
	const struct wg_match_search *s = &m->search;
	enum wg_match_kind kind = s->end_kind;
	int32_t node = s->end;
	while (kind != WG_MATCH_NOWHERE && !(kind == WG_MATCH_HELPER && node == helper)) {
		int32_t via = s->mark[kind][node].via;
		if (kind == WG_MATCH_NEED)
			WG_PUSH(list, node);
		if (kind != WG_MATCH_HELPER) {
			kind = WG_MATCH_HELPER;
			node = via;
		} else {
			kind = via < 0 ? WG_MATCH_GROUP : WG_MATCH_NEED;
			node = via < 0 ? m->helper[node].group : wg__match_need_of(via);
		}
	}
}

/* The needs along the way of the one that looks for somebody else, from its end; returns whom it finds, −1 = nobody. */
static int32_t note_way(const struct wg_match *m, int32_t need, needs *list)
{
	const struct wg_match_search *s = &m->search;
	enum wg_match_kind kind = s->end_kind;
	int32_t node = s->end, first = -1;
	while (kind != WG_MATCH_NEED || node != need) {
		const struct wg_match_mark *k = &s->mark[kind][node];
		if (kind == WG_MATCH_NEED) {
			WG_PUSH(list, node);
			node = m->edge.at[m->unit.at[k->via].edge].helper;
			kind = WG_MATCH_HELPER;
		} else if (kind == WG_MATCH_GROUP) {
			node = k->via;
			kind = WG_MATCH_HELPER;
		} else if (k->via < 0) {
			node = m->helper[node].group;
			kind = WG_MATCH_GROUP;
		} else {
			first = node;
			node = k->from;
			kind = WG_MATCH_NEED;
		}
	}
	return first;
}

/* How many needs change on both ways together. Where the ways meet they cost nothing between: the first need of the way
 * that is on the way back too goes on there. */
static int32_t count_moved(const needs *way, const needs *back)
{
	for (size_t i = way->len; i > 0; i--) {
		size_t at = find_need(back, way->at[i - 1]);
		if (at < back->len)
			return (int32_t)(way->len - i + back->len - at);
	}
	return (int32_t)(way->len + back->len);
}

enum wg_err wg_match_why(struct wg_match *m, int32_t need, int32_t helper, struct wg_match_why *out, struct wg_error *e)
{
	if (need < 0 || (size_t)need >= m->need.len || !wg__match_has_helper(m, need, helper))
		return wg_fail(e, WG_EUSAGE, N_("need {1} does not have helper {2}"), "dd", (int64_t)need,
			       (int64_t)helper);
	needs back = {0}, way = {0};
	int32_t score = m->edge.at[wg__match_edge_to(m, need, helper)].score;
	wg__match_reach_back(m, helper, -1);
	int32_t toll = m->search.best;
	note_way_back(m, helper, &back);
	size_t own = find_need(&back, need);
	int32_t own_via = own < back.len ? m->search.mark[WG_MATCH_NEED][need].via : -1;
	wg__match_search_begin(m, INT32_MAX);
	m->search.toll = toll;
	m->search.target = helper;
	wg__match_reach(m, WG_MATCH_NEED, need);
	out->loss = (int64_t)score - m->need.at[need].price - m->price[helper] + m->search.best;
	if (m->search.end_kind == WG_MATCH_HELPER && m->search.end == helper) {
		out->instead = note_way(m, need, &way);
		out->moved = (int32_t)way.len;
	} else if (own < back.len) {
		out->instead = own_via;
		out->moved = (int32_t)(back.len - own - 1);
	} else {
		out->instead = note_way(m, need, &way);
		out->moved = count_moved(&way, &back);
	}
	WG_VEC_FREE(&back);
	WG_VEC_FREE(&way);
	return WG_OK;
}
