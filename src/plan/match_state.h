/* match_state.h: a standing optimum from inside. For match*.c only; match.h is the face.
 *
 * Flow: need → helper (edge) → group, if it has one → sink. A *unit* is one person wanted by a need: number
 * need · WG_MATCH_PERSONS_MAX + k; it is free or holds an edge. The units at a helper are a linked list.
 *
 * Prices. need.price and the helper's price P obey
 *	slack = need.price + P − score   >= 0 of a free edge, <= 0 of a held one.
 * P is the helper's own price plus its group's, so P >= group.price, and equal while the helper has room. A price above
 * 0 (above the group's) stands only where a need has all it wants, a helper or group is full. Prices are at most
 * a fortieth above WG_MATCH_SCORE_MAX, a search looks no further than that: sums stay in 32 bits.
 *
 * Both searches (match_path.c, match_fill.c) are Dijkstra's over slacks, bounded by the best end known so far; then the
 * prices of what was nearer than the end move by the difference. */
#ifndef WANGGE_PLAN_MATCH_STATE_H
#define WANGGE_PLAN_MATCH_STATE_H

#include "base/vec.h"
#include "plan/match.h"

enum wg_match_kind { WG_MATCH_NEED, WG_MATCH_HELPER, WG_MATCH_GROUP, WG_MATCH_NOWHERE };

/* A node met by the search whose number is stamp. How it was met, the searches say. */
struct wg_match_mark {
	uint32_t stamp;
	int32_t dist;
	int32_t via, from;
};

struct wg_match_node_need {
	int32_t first; /* in edge[] */
	int32_t n_edge;
	int32_t price;
	int8_t wanted, has; /* wanted 0 = dropped */
};

struct wg_match_node_helper {
	int32_t cap, has, group;
	int32_t head;   /* first unit, −1 = none */
	int32_t ghosts; /* of has: no units, but places that count as taken, at their price, while a guess is put right
			 */
};

struct wg_match_node_group {
	int32_t cap, has, price;
	int32_t first; /* in member[] */
	int32_t n_member;
};

struct wg_match_unit {
	int32_t edge; /* −1 = free */
	int32_t next, prev;
};

/* An edge from the helper's side. */
struct wg_match_seeker {
	int32_t need, score;
};

struct wg_match_seekers {
	struct wg_match_seeker *at;
	size_t len, cap;
};

struct wg_match_search {
	uint32_t stamp;
	struct wg_match_mark *mark[3]; /* by kind */
	WG_VEC(uint64_t) heap;         /* steps, see below; least first */
	WG_VEC(uint64_t) level;        /* those at the present distance */
	WG_VEC(uint64_t) done;         /* in the order of their distance */
	int32_t now, best;             /* present distance; that of the best end */
	int32_t toll, target;          /* added to every end but this helper; 0 and −1 but for wg_match_why() */
	enum wg_match_kind end_kind;
	int32_t end;
};

struct wg_match {
	WG_VEC(struct wg_match_node_need) need;
	WG_VEC(struct wg_match_unit) unit;
	WG_VEC(struct wg_match_edge) edge; /* by need: score falling, then helper rising */
	size_t dead_edges;                 /* of dropped needs */
	struct wg_match_node_helper *helper;
	int32_t *price; /* [n_helper] P */
	struct wg_match_node_group *group;
	int32_t *member;
	int32_t n_helper, n_group;
	struct wg_match_seekers *seekers; /* [n_helper]; NULL until the first search that comes from a helper */
	struct wg_match_search search;
	size_t need_marks; /* room in search.mark[WG_MATCH_NEED] */
	int64_t total;
	int32_t pairs;
};

static inline int32_t wg__match_need_of(int32_t unit)
{
	return unit / WG_MATCH_PERSONS_MAX;
}

static inline bool wg__match_holds(const struct wg_match *m, int32_t need, int32_t edge)
{
	const struct wg_match_unit *u = &m->unit.at[(size_t)need * WG_MATCH_PERSONS_MAX];
	return u[0].edge == edge || u[1].edge == edge || u[2].edge == edge;
}

static inline bool wg__match_has_room(const struct wg_match_node_helper *h)
{
	return h->has < h->cap;
}

static inline bool wg__match_has_helper(const struct wg_match *m, int32_t need, int32_t helper)
{
	const struct wg_match_unit *u = &m->unit.at[(size_t)need * WG_MATCH_PERSONS_MAX];
	for (int k = 0; k < WG_MATCH_PERSONS_MAX; k++)
		if (u[k].edge >= 0 && m->edge.at[u[k].edge].helper == helper)
			return true;
	return false;
}

/* The slack of a held edge turned round: >= 0. */
static inline int32_t wg__match_unit_slack(const struct wg_match *m, int32_t unit)
{
	const struct wg_match_edge *e = &m->edge.at[m->unit.at[unit].edge];
	return e->score - m->need.at[wg__match_need_of(unit)].price - m->price[e->helper];
}

/* match_flow.c: units and edges; the counts and the total follow. */
void wg__match_hold(struct wg_match *m, int32_t unit, int32_t edge);
void wg__match_release(struct wg_match *m, int32_t unit);
void wg__match_add_ghost(struct wg_match *m, int32_t helper);
void wg__match_drop_ghost(struct wg_match *m, int32_t helper);
int32_t wg__match_free_unit(const struct wg_match *m, int32_t need);               /* the need has one */
int32_t wg__match_edge_to(const struct wg_match *m, int32_t need, int32_t helper); /* −1 = none */

/* match_flow.c: a search. Nodes are met, then come from next in the order of their distance until none is nearer than
 * the best end. */
void wg__match_search_begin(struct wg_match *m, int32_t best);
bool wg__match_search_next(struct wg_match *m, enum wg_match_kind *kind, int32_t *node);
void wg__match_search_push(struct wg_match *m, uint64_t step);

/* A step is dist, kind, number in one integer: compared, it is least distance first, then a fixed order. */
static inline uint64_t wg__match_step(enum wg_match_kind kind, int32_t node, int32_t dist)
{
	return (uint64_t)(uint32_t)dist << 32 | (uint64_t)kind << 30 | (uint32_t)node;
}

/* Notes that the node can be reached over dist; queued unless it was known as near, or is no nearer than the best end.
 */
static inline void wg__match_meet(struct wg_match *m, enum wg_match_kind kind, int32_t node, int32_t dist, int32_t via,
				  int32_t from)
{
	struct wg_match_search *s = &m->search;
	struct wg_match_mark *k = &s->mark[kind][node];
	if (dist >= s->best || (k->stamp == s->stamp && k->dist <= dist))
		return;
	*k = (struct wg_match_mark){s->stamp, dist, via, from};
	wg__match_search_push(m, wg__match_step(kind, node, dist));
}

/* An end of the search, reached over dist. */
static inline void wg__match_offer_end(struct wg_match *m, enum wg_match_kind kind, int32_t node, int32_t dist)
{
	struct wg_match_search *s = &m->search;
	if (dist >= s->best)
		return;
	s->best = dist;
	s->end_kind = kind;
	s->end = node;
}

/* match_path.c: a shortest way for a unit more that starts here; then the search has its end. Nothing changes. */
void wg__match_reach(struct wg_match *m, enum wg_match_kind kind, int32_t source);

/* The same, taken, and the prices after it. Source is a need with a free unit, or a helper or group that has one too
 * many. Returns false when a need's unit stays free. */
bool wg__match_place(struct wg_match *m, enum wg_match_kind kind, int32_t source);

/* match_fill.c: a shortest way to room at the helper (−1 = none) in the group (−1 = none); then the search has its end,
 * or NOWHERE when nothing is nearer than the price. Nothing changes. */
void wg__match_reach_back(struct wg_match *m, int32_t helper, int32_t group);

/* The same, taken, and the prices after it, as often as there are room and a price. Both have room. */
void wg__match_fill(struct wg_match *m, int32_t helper, int32_t group);

/* The edges of a need as the helpers see them, if they do by now. */
void wg__match_add_seekers(struct wg_match *m, int32_t need);
void wg__match_drop_seekers(struct wg_match *m, int32_t need);

/* match_bid.c: pairs and prices to start from, which obey the rules with ghosts where units had to go. False when the
 * tick said stop. */
bool wg__match_guess(struct wg_match *m, const struct wg_match_options *options);

/* match_change.c: a need checked, taken in (its number is the next), and given whom it gains by. */
enum wg_err wg__match_check_need(struct wg_match *m, const struct wg_match_need *need, struct wg_error *e);
void wg__match_take_need(struct wg_match *m, const struct wg_match_need *need);
void wg__match_place_need(struct wg_match *m, int32_t need);
int wg__match_by_score(const void *a, const void *b); /* struct wg_match_edge: score falling, then helper rising */

static inline void wg__match_unpack(uint64_t step, enum wg_match_kind *kind, int32_t *node, int32_t *dist)
{
	*dist = (int32_t)(step >> 32);
	*kind = (enum wg_match_kind)(step >> 30 & 3);
	*node = (int32_t)(step & ((1U << 30) - 1));
}

#endif
