/* One unit more: the shortest way from its source to an end, over needs that take somebody else and helpers that give
 * somebody up. How nodes are met: a need by the unit that its helper gives up (via); a helper by an edge (via) of a
 * need (from), or via −1 through its group; a group by a helper (via) that has room. */
#include "plan/match_state.h"

/* A way ends at a helper with room and no group above, or whose place somebody is only thought to have. */
static void meet_helper(struct wg_match *m, int32_t helper, int32_t dist, int32_t via, int32_t from)
{
	const struct wg_match_node_helper *h = &m->helper[helper];
	struct wg_match_search *s = &m->search;
	if (!h->ghosts && (h->group >= 0 || !wg__match_has_room(h))) {
		wg__match_meet(m, WG_MATCH_HELPER, helper, dist, via, from);
	} else if (dist + s->toll < s->best) {
		s->mark[WG_MATCH_HELPER][helper] = (struct wg_match_mark){s->stamp, dist, via, from};
		wg__match_offer_end(m, WG_MATCH_HELPER, helper, dist + s->toll);
	}
}

/* Edges stand by falling score and helpers' prices are not below 0: the rest is too far as soon as one is even with P
 * = 0. */
static void leave_need(struct wg_match *m, int32_t need)
{
	const struct wg_match_node_need *n = &m->need.at[need];
	struct wg_match_search *s = &m->search;
	int32_t base = s->now + n->price;
	for (int32_t i = n->first; i < n->first + n->n_edge; i++) {
		const struct wg_match_edge *e = &m->edge.at[i];
		int32_t dist = base - e->score;
		if (dist >= s->best)
			break;
		dist += m->price[e->helper];
		if (dist >= s->best || (dist <= s->now && wg__match_holds(m, need, i)))
			continue;
		meet_helper(m, e->helper, dist, i, need);
	}
}

static void leave_helper(struct wg_match *m, int32_t helper)
{
	const struct wg_match_node_helper *h = &m->helper[helper];
	struct wg_match_search *s = &m->search;
	if (helper == s->target) {
		wg__match_offer_end(m, WG_MATCH_HELPER, helper, s->now);
		return;
	}
	if (h->group >= 0 && wg__match_has_room(h))
		wg__match_meet(m, WG_MATCH_GROUP, h->group, s->now, helper, -1);
	for (int32_t unit = h->head; unit >= 0; unit = m->unit.at[unit].next) {
		int32_t need = wg__match_need_of(unit), dist = s->now + wg__match_unit_slack(m, unit);
		const struct wg_match_mark *k = &s->mark[WG_MATCH_NEED][need];
		if (dist >= s->best || (k->stamp == s->stamp && k->dist <= dist))
			continue;
		wg__match_meet(m, WG_MATCH_NEED, need, dist, unit, -1);
		wg__match_offer_end(m, WG_MATCH_NEED, need, dist + m->need.at[need].price + s->toll);
	}
}

/* Members with room too, though nobody leaves them: their prices follow the group's. */
static void leave_group(struct wg_match *m, int32_t group)
{
	const struct wg_match_node_group *g = &m->group[group];
	int32_t base = m->search.now - g->price;
	if (g->has < g->cap) {
		wg__match_offer_end(m, WG_MATCH_GROUP, group, m->search.now + m->search.toll);
		return;
	}
	for (int32_t i = g->first; i < g->first + g->n_member; i++)
		meet_helper(m, m->member[i], base + m->price[m->member[i]], -1, -1);
}

static void raise_prices(struct wg_match *m)
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
			m->need.at[node].price -= by;
		else if (kind == WG_MATCH_HELPER)
			m->price[node] += by;
		else
			m->group[node].price += by;
	}
}

/* Back along the way from the end: a helper has a place to fill, by the unit whose need met it there. */
static void take_way(struct wg_match *m, enum wg_match_kind source_kind, int32_t source)
{
	const struct wg_match_search *s = &m->search;
	enum wg_match_kind kind = s->end_kind;
	int32_t node = s->end;
	if (kind == WG_MATCH_HELPER && m->helper[node].ghosts)
		wg__match_drop_ghost(m, node);
	while (kind != source_kind || node != source) {
		const struct wg_match_mark *k = &s->mark[kind][node];
		if (kind == WG_MATCH_NEED) {
			int32_t unit = k->via;
			node = m->edge.at[m->unit.at[unit].edge].helper;
			wg__match_release(m, unit);
			kind = WG_MATCH_HELPER;
		} else if (kind == WG_MATCH_GROUP || k->via < 0) {
			node = kind == WG_MATCH_GROUP ? k->via : m->helper[node].group;
			kind = kind == WG_MATCH_GROUP ? WG_MATCH_HELPER : WG_MATCH_GROUP;
		} else {
			bool last = source_kind == WG_MATCH_NEED && k->from == source;
			int32_t unit = last ? wg__match_free_unit(m, source) : s->mark[WG_MATCH_NEED][k->from].via;
			int32_t next = last ? -1 : m->edge.at[m->unit.at[unit].edge].helper;
			if (!last)
				wg__match_release(m, unit);
			wg__match_hold(m, unit, k->via);
			if (last)
				return;
			node = next;
		}
	}
}

void wg__match_reach(struct wg_match *m, enum wg_match_kind kind, int32_t source)
{
	enum wg_match_kind at;
	int32_t node;
	wg__match_meet(m, kind, source, 0, -1, -1);
	if (kind == WG_MATCH_NEED)
		wg__match_offer_end(m, kind, source, m->need.at[source].price + m->search.toll);
	while (wg__match_search_next(m, &at, &node)) {
		if (at == WG_MATCH_NEED)
			leave_need(m, node);
		else if (at == WG_MATCH_HELPER)
			leave_helper(m, node);
		else
			leave_group(m, node);
	}
}

bool wg__match_place(struct wg_match *m, enum wg_match_kind kind, int32_t source)
{
	wg__match_search_begin(m, INT32_MAX);
	wg__match_reach(m, kind, source);
	raise_prices(m);
	take_way(m, kind, source);
	return m->search.end_kind != kind || m->search.end != source;
}
