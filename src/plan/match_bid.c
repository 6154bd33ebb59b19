/* A first guess at pairs and prices, by auction: needs bid for places against one another, a step above what the next
 * best would leave them. One run with a coarse step: it finds prices near the right ones in little time, and the
 * searches after it put right what it got wrong. */
#include "plan/match_state.h"

#include <stdlib.h>

enum { STEPS = 40, EFFORT_PER_EDGE = 200, TICK_EVERY = 4096 };

/* The needs that have a unit to place wait in a ring, a need once for each such unit. */
struct auction {
	struct wg_match *m;
	int32_t *bid; /* [units] what the unit offers for its place */
	int32_t *queue;
	size_t head, len, room;
	int32_t step;
	int64_t effort; /* edges and units looked at */
};

static void enqueue(struct auction *a, int32_t need)
{
	a->queue[(a->head + a->len++) % a->room] = need;
}

static int32_t dequeue(struct auction *a)
{
	int32_t need = a->queue[a->head];
	a->head = (a->head + 1) % a->room;
	a->len--;
	return need;
}

/* Of two units (−1 = none) the one that bid less; of equals the lower. */
static int32_t lesser(const struct auction *a, int32_t x, int32_t y)
{
	if (x < 0 || y < 0)
		return x < 0 ? y : x;
	return a->bid[x] < a->bid[y] || (a->bid[x] == a->bid[y] && x < y) ? x : y;
}

static int32_t least_of_helper(struct auction *a, int32_t helper)
{
	const struct wg_match *m = a->m;
	int32_t least = -1;
	for (int32_t unit = m->helper[helper].head; unit >= 0; unit = m->unit.at[unit].next)
		least = lesser(a, least, unit);
	a->effort += m->helper[helper].has;
	return least;
}

static int32_t least_of_group(struct auction *a, const struct wg_match_node_group *g)
{
	int32_t least = -1;
	for (int32_t i = g->first; i < g->first + g->n_member; i++)
		least = lesser(a, least, least_of_helper(a, a->m->member[i]));
	a->effort += g->n_member;
	return least;
}

/* Who has no cap keeps the price that says so. */
static void set_price(struct auction *a, int32_t helper, int32_t group_price)
{
	struct wg_match *m = a->m;
	if (wg__match_has_room(&m->helper[helper]))
		m->price[helper] = group_price;
	else if (m->helper[helper].cap)
		m->price[helper] = a->bid[least_of_helper(a, helper)];
}

/* What the next one has to pay, after a place was taken. */
static void set_prices(struct auction *a, int32_t helper)
{
	struct wg_match *m = a->m;
	int32_t group = m->helper[helper].group;
	if (group < 0) {
		set_price(a, helper, 0);
		return;
	}
	struct wg_match_node_group *g = &m->group[group];
	if (g->has >= g->cap)
		g->price = a->bid[least_of_group(a, g)];
	for (int32_t i = g->first; i < g->first + g->n_member; i++)
		set_price(a, m->member[i], g->price);
}

/* Makes room for one more. */
static void push_out(struct auction *a, int32_t helper)
{
	struct wg_match *m = a->m;
	int32_t group = m->helper[helper].group, out = -1;
	if (!wg__match_has_room(&m->helper[helper]))
		out = least_of_helper(a, helper);
	else if (group >= 0 && m->group[group].has >= m->group[group].cap)
		out = least_of_group(a, &m->group[group]);
	if (out < 0)
		return;
	wg__match_release(m, out);
	enqueue(a, wg__match_need_of(out));
}

/* The edge that leaves the need most, −1 = none leaves anything; *top is what it could bid at most. */
static int32_t find_best(struct auction *a, int32_t need, int32_t *top)
{
	const struct wg_match *m = a->m;
	const struct wg_match_node_need *n = &m->need.at[need];
	int32_t first = 0, second = 0, best = -1, i = n->first;
	for (; i < n->first + n->n_edge && m->edge.at[i].score > second; i++) {
		int32_t margin = m->edge.at[i].score - m->price[m->edge.at[i].helper];
		if (margin <= second || wg__match_holds(m, need, i))
			continue;
		second = margin > first ? first : margin;
		best = margin > first ? i : best;
		first = margin > first ? margin : first;
	}
	a->effort += i - n->first;
	*top = best < 0 ? 0 : m->edge.at[best].score - second;
	return best;
}

static void bid(struct auction *a, int32_t need)
{
	struct wg_match *m = a->m;
	int32_t top, edge = find_best(a, need, &top);
	if (edge < 0)
		return;
	int32_t helper = m->edge.at[edge].helper;
	push_out(a, helper);
	int32_t unit = wg__match_free_unit(m, need);
	a->bid[unit] = top + a->step;
	wg__match_hold(m, unit, edge);
	set_prices(a, helper);
}

/* A need keeps the units that leave it no less than any edge it does not have; that is its price then. Where another
 * had to go, a ghost keeps the place. */
static void settle(struct wg_match *m, int32_t need)
{
	struct wg_match_node_need *n = &m->need.at[need];
	n->price = 0;
	for (int32_t i = n->first; i < n->first + n->n_edge && m->edge.at[i].score > n->price; i++) {
		int32_t margin = m->edge.at[i].score - m->price[m->edge.at[i].helper];
		if (margin > n->price && !wg__match_holds(m, need, i))
			n->price = margin;
	}
	for (int k = 0; k < WG_MATCH_PERSONS_MAX; k++) {
		int32_t unit = need * WG_MATCH_PERSONS_MAX + k;
		int32_t edge = m->unit.at[unit].edge;
		if (edge < 0 || wg__match_unit_slack(m, unit) >= 0)
			continue;
		wg__match_release(m, unit);
		if (m->price[m->edge.at[edge].helper] > 0)
			wg__match_add_ghost(m, m->edge.at[edge].helper);
	}
}

bool wg__match_guess(struct wg_match *m, const struct wg_match_options *options)
{
	int32_t highest = 0;
	for (size_t i = 0; i < m->edge.len; i++)
		highest = m->edge.at[i].score > highest ? m->edge.at[i].score : highest;
	struct auction a = {.m = m, .room = m->unit.len + 1, .step = highest / STEPS + 1};
	a.bid = wg_xmalloc(sizeof *a.bid * a.room);
	a.queue = wg_xmalloc(sizeof *a.queue * a.room);
	for (int32_t i = 0; i < (int32_t)m->need.len; i++)
		for (int k = 0; k < m->need.at[i].wanted; k++)
			enqueue(&a, i);
	double units = (double)a.len;
	bool go_on = true;
	for (int64_t turn = 1; a.len && go_on && a.effort < EFFORT_PER_EDGE * (int64_t)m->edge.len; turn++) {
		bid(&a, dequeue(&a));
		if (turn % TICK_EVERY == 0 && options && options->tick)
			go_on = options->tick(options->user, 0.3 * (double)turn / ((double)turn + units));
	}
	for (int32_t i = 0; i < (int32_t)m->need.len; i++)
		settle(m, i);
	free(a.bid);
	free(a.queue);
	return go_on;
}
