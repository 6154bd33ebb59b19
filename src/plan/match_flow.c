/* What both searches stand on: units that hold edges, and the queue. */
#include "plan/match_state.h"

void wg__match_hold(struct wg_match *m, int32_t unit, int32_t edge)
{
	const struct wg_match_edge *e = &m->edge.at[edge];
	struct wg_match_node_helper *h = &m->helper[e->helper];
	m->unit.at[unit] = (struct wg_match_unit){edge, h->head, -1};
	if (h->head >= 0)
		m->unit.at[h->head].prev = unit;
	h->head = unit;
	h->has++;
	if (h->group >= 0)
		m->group[h->group].has++;
	m->need.at[wg__match_need_of(unit)].has++;
	m->total += e->score;
	m->pairs++;
}

void wg__match_release(struct wg_match *m, int32_t unit)
{
	struct wg_match_unit *u = &m->unit.at[unit];
	const struct wg_match_edge *e = &m->edge.at[u->edge];
	struct wg_match_node_helper *h = &m->helper[e->helper];
	if (u->prev >= 0)
		m->unit.at[u->prev].next = u->next;
	else
		h->head = u->next;
	if (u->next >= 0)
		m->unit.at[u->next].prev = u->prev;
	h->has--;
	if (h->group >= 0)
		m->group[h->group].has--;
	m->need.at[wg__match_need_of(unit)].has--;
	m->total -= e->score;
	m->pairs--;
	u->edge = -1;
}

static void count_ghosts(struct wg_match *m, int32_t helper, int by)
{
	struct wg_match_node_helper *h = &m->helper[helper];
	h->ghosts += by;
	h->has += by;
	if (h->group >= 0)
		m->group[h->group].has += by;
}

void wg__match_add_ghost(struct wg_match *m, int32_t helper)
{
	count_ghosts(m, helper, 1);
}

void wg__match_drop_ghost(struct wg_match *m, int32_t helper)
{
	count_ghosts(m, helper, -1);
}

int32_t wg__match_free_unit(const struct wg_match *m, int32_t need)
{
	int32_t unit = need * WG_MATCH_PERSONS_MAX;
	while (m->unit.at[unit].edge >= 0)
		unit++;
	return unit;
}

int32_t wg__match_edge_to(const struct wg_match *m, int32_t need, int32_t helper)
{
	const struct wg_match_node_need *n = &m->need.at[need];
	for (int32_t e = n->first; e < n->first + n->n_edge; e++)
		if (m->edge.at[e].helper == helper)
			return e;
	return -1;
}

static void begin_stamp(struct wg_match *m)
{
	struct wg_match_search *s = &m->search;
	if (++s->stamp)
		return;
	const size_t n[] = {m->need_marks, (size_t)m->n_helper, (size_t)m->n_group};
	for (int kind = 0; kind < 3; kind++)
		for (size_t i = 0; i < n[kind]; i++)
			s->mark[kind][i].stamp = 0;
	s->stamp = 1;
}

void wg__match_search_begin(struct wg_match *m, int32_t best)
{
	struct wg_match_search *s = &m->search;
	begin_stamp(m);
	s->heap.len = s->level.len = s->done.len = 0;
	s->now = 0;
	s->best = best;
	s->toll = 0;
	s->target = -1;
	s->end_kind = WG_MATCH_NOWHERE;
	s->end = -1;
}

void wg__match_search_push(struct wg_match *m, uint64_t step)
{
	struct wg_match_search *s = &m->search;
	if ((int32_t)(step >> 32) == s->now) {
		WG_PUSH(&s->level, step);
		return;
	}
	WG_PUSH(&s->heap, step);
	size_t i = s->heap.len - 1;
	for (; i > 0 && s->heap.at[(i - 1) / 2] > step; i = (i - 1) / 2)
		s->heap.at[i] = s->heap.at[(i - 1) / 2];
	s->heap.at[i] = step;
}

static uint64_t pop_heap(struct wg_match_search *s)
{
	uint64_t least = s->heap.at[0], last = s->heap.at[--s->heap.len];
	size_t i = 0, n = s->heap.len;
	for (size_t child; (child = 2 * i + 1) < n; i = child) {
		child += child + 1 < n && s->heap.at[child + 1] < s->heap.at[child];
		if (last <= s->heap.at[child])
			break;
		s->heap.at[i] = s->heap.at[child];
	}
	s->heap.at[i] = last;
	return least;
}

bool wg__match_search_next(struct wg_match *m, enum wg_match_kind *kind, int32_t *node)
{
	struct wg_match_search *s = &m->search;
	for (;;) {
		if (!s->level.len && !s->heap.len)
			return false;
		uint64_t step = s->level.len ? s->level.at[--s->level.len] : pop_heap(s);
		int32_t dist;
		wg__match_unpack(step, kind, node, &dist);
		if (dist >= s->best)
			return false;
		if (s->mark[*kind][*node].dist != dist)
			continue;
		s->now = dist;
		WG_PUSH(&s->done, step);
		return true;
	}
}
