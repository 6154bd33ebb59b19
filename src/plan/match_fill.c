/* Room where there is a price: the shortest way to it, over needs that would come and helpers they would leave, from a
 * need that still wants somebody, from where room costs nothing, or from nowhere: then the price falls to 0. How nodes
 * are met: a need by the helper (via) that it would go to; a helper by the unit (via) that would leave it, or via −1
 * when it has room and its group would lose somebody; a group by the helper (via) that somebody would leave. */
#include "plan/match_state.h"

#include <string.h>

void wg__match_add_seekers(struct wg_match *m, int32_t need)
{
	const struct wg_match_node_need *n = &m->need.at[need];
	for (int32_t i = n->first; i < n->first + n->n_edge; i++) {
		struct wg_match_seekers *s = &m->seekers[m->edge.at[i].helper];
		s->at = wg_vec_grow(s->at, s->len, &s->cap, sizeof *s->at);
		s->at[s->len++] = (struct wg_match_seeker){need, m->edge.at[i].score};
	}
}

void wg__match_drop_seekers(struct wg_match *m, int32_t need)
{
	const struct wg_match_node_need *n = &m->need.at[need];
	for (int32_t i = n->first; i < n->first + n->n_edge; i++) {
		struct wg_match_seekers *s = &m->seekers[m->edge.at[i].helper];
		size_t at = 0;
		while (s->at[at].need != need)
			at++;
		memmove(s->at + at, s->at + at + 1, (--s->len - at) * sizeof *s->at);
	}
}

/* The edges as the helpers see them; each list is made as long as it is. */
static void build_seekers(struct wg_match *m)
{
	m->seekers = wg_xmalloc(sizeof *m->seekers * (size_t)(m->n_helper + 1));
	memset(m->seekers, 0, sizeof *m->seekers * (size_t)(m->n_helper + 1));
	for (size_t i = 0; i < m->need.len; i++)
		for (int32_t e = m->need.at[i].first; e < m->need.at[i].first + m->need.at[i].n_edge; e++)
			m->seekers[m->edge.at[e].helper].cap++;
	for (int32_t j = 0; j < m->n_helper; j++)
		if (m->seekers[j].cap)
			m->seekers[j].at = wg_xmalloc(sizeof *m->seekers[j].at * m->seekers[j].cap);
	for (size_t i = 0; i < m->need.len; i++)
		wg__match_add_seekers(m, (int32_t)i);
}

static void enter_helper(struct wg_match *m, int32_t helper)
{
	const struct wg_match_node_helper *h = &m->helper[helper];
	const struct wg_match_seekers *list = &m->seekers[helper];
	struct wg_match_search *s = &m->search;
	int32_t base = s->now + m->price[helper];
	if (h->has > 0 && h->group < 0)
		wg__match_offer_end(m, WG_MATCH_HELPER, helper, base);
	if (h->has > 0 && h->group >= 0)
		wg__match_meet(m, WG_MATCH_GROUP, h->group, base - m->group[h->group].price, helper, -1);
	for (size_t i = 0; i < list->len; i++) {
		const struct wg_match_node_need *n = &m->need.at[list->at[i].need];
		int32_t dist = base + n->price - list->at[i].score;
		const struct wg_match_mark *k = &s->mark[WG_MATCH_NEED][list->at[i].need];
		if (dist >= s->best || (k->stamp == s->stamp && k->dist <= dist))
			continue;
		if (dist <= s->now && wg__match_has_helper(m, list->at[i].need, helper))
			continue;
		wg__match_meet(m, WG_MATCH_NEED, list->at[i].need, dist, helper, -1);
		if (n->has < n->wanted)
			wg__match_offer_end(m, WG_MATCH_NEED, list->at[i].need, dist);
	}
}

static void enter_need(struct wg_match *m, int32_t need)
{
	int32_t first = need * WG_MATCH_PERSONS_MAX;
	for (int32_t unit = first; unit < first + WG_MATCH_PERSONS_MAX; unit++) {
		if (m->unit.at[unit].edge < 0)
			continue;
		int32_t helper = m->edge.at[m->unit.at[unit].edge].helper;
		wg__match_meet(m, WG_MATCH_HELPER, helper, m->search.now + wg__match_unit_slack(m, unit), unit, -1);
	}
}

/* Members with room are as near as the group, also those that nobody would leave: their prices follow the group's. */
static void enter_group(struct wg_match *m, int32_t group)
{
	const struct wg_match_node_group *g = &m->group[group];
	if (g->has > 0)
		wg__match_offer_end(m, WG_MATCH_GROUP, group, m->search.now + g->price);
	for (int32_t i = g->first; i < g->first + g->n_member; i++)
		if (wg__match_has_room(&m->helper[m->member[i]]))
			wg__match_meet(m, WG_MATCH_HELPER, m->member[i], m->search.now, -1, -1);
}

static void lower_prices(struct wg_match *m)
{
	const struct wg_match_search *s = &m->search;
	for (size_t i = 0; i < s->done.len; i++) {
		enum wg_match_kind kind;
		int32_t node, dist;
		wg__match_unpack(s->done.at[i], &kind, &node, &dist);
		int32_t by = s->best - dist;
		if (by <= 0)
			break;
		if (kind == WG_MATCH_NEED)
			m->need.at[node].price += by;
		else if (kind == WG_MATCH_HELPER)
			m->price[node] -= by;
		else
			m->group[node].price -= by;
	}
}

/* From the end on: a need goes where it was met from; from a helper the unit leaves that it was met by. The group where
 * the search began was met by nobody. */
static void take_way(struct wg_match *m, int32_t helper)
{
	const struct wg_match_search *s = &m->search;
	enum wg_match_kind kind = s->end_kind;
	int32_t node = s->end, unit = kind == WG_MATCH_NEED ? wg__match_free_unit(m, node) : -1;
	while (kind != WG_MATCH_HELPER || node != helper) {
		int32_t via = s->mark[kind][node].via;
		if (kind == WG_MATCH_GROUP && via < 0)
			return;
		if (kind == WG_MATCH_NEED) {
			wg__match_hold(m, unit, wg__match_edge_to(m, node, via));
			kind = WG_MATCH_HELPER;
			node = via;
		} else if (kind == WG_MATCH_GROUP) {
			kind = WG_MATCH_HELPER;
			node = via;
		} else if (via < 0) {
			kind = WG_MATCH_GROUP;
			node = m->helper[node].group;
		} else {
			unit = via;
			wg__match_release(m, unit);
			kind = WG_MATCH_NEED;
			node = wg__match_need_of(unit);
		}
	}
}

/* Starts at the helper, and at the group as much farther as the helper's own price; ends at the latest where the price
 * is gone. */
void wg__match_reach_back(struct wg_match *m, int32_t helper, int32_t group)
{
	enum wg_match_kind kind;
	int32_t node, price = helper >= 0 ? m->price[helper] : m->group[group].price;
	if (!m->seekers)
		build_seekers(m);
	wg__match_search_begin(m, price);
	if (helper >= 0)
		wg__match_meet(m, WG_MATCH_HELPER, helper, 0, -1, -1);
	if (group >= 0)
		wg__match_meet(m, WG_MATCH_GROUP, group, price - m->group[group].price, -1, -1);
	while (wg__match_search_next(m, &kind, &node)) {
		if (kind == WG_MATCH_NEED)
			enter_need(m, node);
		else if (kind == WG_MATCH_HELPER)
			enter_helper(m, node);
		else
			enter_group(m, node);
	}
}

static bool is_open(const struct wg_match *m, int32_t helper, int32_t group)
{
	if (group >= 0 && m->group[group].has >= m->group[group].cap)
		return false;
	return helper >= 0 ? wg__match_has_room(&m->helper[helper]) && m->price[helper] > 0 : m->group[group].price > 0;
}

void wg__match_fill(struct wg_match *m, int32_t helper, int32_t group)
{
	while (is_open(m, helper, group)) {
		wg__match_reach_back(m, helper, group);
		lower_prices(m);
		if (m->search.end_kind != WG_MATCH_NOWHERE)
			take_way(m, helper);
	}
	if (helper >= 0 && group >= 0)
		wg__match_fill(m, -1, group);
}
