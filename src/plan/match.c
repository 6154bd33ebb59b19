/* The handle: taken in and checked, opened, changed, read. */
#include "plan/match_state.h"

#include <stdlib.h>
#include <string.h>

enum { TICK_EVERY = 64 };

static enum wg_err check_cap(const char *msgid, int32_t number, int32_t cap, struct wg_error *e)
{
	return cap >= 0 && cap <= WG_MATCH_CAP_MAX ? WG_OK
						   : wg_fail(e, WG_EUSAGE, msgid, "dd", (int64_t)number, (int64_t)cap);
}

static enum wg_err check_helpers(const struct wg_match_problem *p, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	if (p->n_need < 0 || p->n_helper < 0 || p->n_group < 0 || p->n_helper > WG_MATCH_NODES_MAX ||
	    p->n_group > WG_MATCH_NODES_MAX)
		return wg_fail(e, WG_EUSAGE, N_("there are too many helpers"), "");
	for (int32_t j = 0; j < p->n_helper && !err; j++) {
		int32_t group = p->helper[j].group;
		err = check_cap(N_("helper {1} cannot take {2} needs"), j, p->helper[j].cap, e);
		if (!err && (group < -1 || group >= p->n_group))
			err = wg_fail(e, WG_EUSAGE, N_("helper {1}: there is no group {2}"), "dd", (int64_t)j,
				      (int64_t)group);
	}
	for (int32_t g = 0; g < p->n_group && !err; g++)
		err = check_cap(N_("group {1} cannot take {2} needs"), g, p->group_cap[g], e);
	return err;
}

static void *zeroed(size_t n, size_t size)
{
	void *p = wg_xmalloc((n + 1) * size);
	memset(p, 0, (n + 1) * size);
	return p;
}

/* Nobody can have who has no cap: the price says so from the start. */
static void take_helpers(struct wg_match *m, const struct wg_match_problem *p)
{
	m->n_helper = p->n_helper;
	m->n_group = p->n_group;
	m->helper = zeroed((size_t)p->n_helper, sizeof *m->helper);
	m->price = zeroed((size_t)p->n_helper, sizeof *m->price);
	m->group = zeroed((size_t)p->n_group, sizeof *m->group);
	m->member = zeroed((size_t)p->n_helper, sizeof *m->member);
	m->search.mark[WG_MATCH_HELPER] = zeroed((size_t)p->n_helper, sizeof(struct wg_match_mark));
	m->search.mark[WG_MATCH_GROUP] = zeroed((size_t)p->n_group, sizeof(struct wg_match_mark));
	for (int32_t j = 0; j < p->n_helper; j++) {
		m->helper[j] = (struct wg_match_node_helper){p->helper[j].cap, 0, p->helper[j].group, -1};
		if (p->helper[j].group >= 0)
			m->group[p->helper[j].group].n_member++;
	}
	for (int32_t g = 0, first = 0; g < p->n_group; g++) {
		m->group[g].cap = p->group_cap[g];
		m->group[g].price = p->group_cap[g] ? 0 : WG_MATCH_SCORE_MAX;
		m->group[g].first = first;
		first += m->group[g].n_member;
		m->group[g].n_member = 0;
	}
	for (int32_t j = 0; j < p->n_helper; j++) {
		struct wg_match_node_group *g = p->helper[j].group >= 0 ? &m->group[p->helper[j].group] : NULL;
		if (g)
			m->member[g->first + g->n_member++] = j;
		m->price[j] = !p->helper[j].cap ? WG_MATCH_SCORE_MAX : g ? g->price : 0;
	}
}

static bool goes_on(const struct wg_match_options *options, double done)
{
	return !options || !options->tick || options->tick(options->user, done);
}

/* First a guess; then a place for every unit that it left out, then units for the places that only ghosts have. */
static bool solve(struct wg_match *m, const struct wg_match_options *options)
{
	double needs = (double)m->need.len, helpers = m->n_helper;
	if (!wg__match_guess(m, options))
		return false;
	for (int32_t i = 0; i < (int32_t)m->need.len; i++) {
		if (i % TICK_EVERY == 0 && !goes_on(options, 0.3 + 0.4 * i / needs))
			return false;
		wg__match_place_need(m, i);
	}
	for (int32_t j = 0; j < m->n_helper; j++) {
		if (j % TICK_EVERY == 0 && !goes_on(options, 0.7 + 0.3 * j / helpers))
			return false;
		while (m->helper[j].ghosts) {
			wg__match_drop_ghost(m, j);
			wg__match_fill(m, j, m->helper[j].group);
		}
	}
	return true;
}

enum wg_err wg_match_open(const struct wg_match_problem *p, const struct wg_match_options *options,
			  struct wg_match **out, struct wg_error *e)
{
	enum wg_err err = check_helpers(p, e);
	if (err)
		return err;
	struct wg_match *m = zeroed(1, sizeof *m);
	take_helpers(m, p);
	for (int32_t i = 0; i < p->n_need && !err; i++) {
		err = wg__match_check_need(m, &p->need[i], e);
		if (!err)
			wg__match_take_need(m, &p->need[i]);
	}
	if (!err && !solve(m, options))
		err = wg_fail(e, WG_ECANCELLED, N_("cancelled"), "");
	if (err)
		wg_match_close(m);
	else
		*out = m;
	return err;
}

void wg_match_close(struct wg_match *m)
{
	if (!m)
		return;
	for (int32_t j = 0; m->seekers && j < m->n_helper; j++)
		free(m->seekers[j].at);
	free(m->seekers);
	for (int kind = 0; kind < 3; kind++)
		free(m->search.mark[kind]);
	WG_VEC_FREE(&m->search.heap);
	WG_VEC_FREE(&m->search.level);
	WG_VEC_FREE(&m->search.done);
	WG_VEC_FREE(&m->need);
	WG_VEC_FREE(&m->unit);
	WG_VEC_FREE(&m->edge);
	free(m->helper);
	free(m->price);
	free(m->group);
	free(m->member);
	free(m);
}

void wg_match_value(const struct wg_match *m, int64_t *total, int32_t *pairs)
{
	*total = m->total;
	*pairs = m->pairs;
}

int wg_match_of(const struct wg_match *m, int32_t need, struct wg_match_edge out[WG_MATCH_PERSONS_MAX])
{
	int n = 0;
	if (need < 0 || (size_t)need >= m->need.len)
		return 0;
	for (int k = 0; k < WG_MATCH_PERSONS_MAX; k++) {
		int32_t edge = m->unit.at[(size_t)need * WG_MATCH_PERSONS_MAX + (size_t)k].edge;
		if (edge >= 0)
			out[n++] = m->edge.at[edge];
	}
	qsort(out, (size_t)n, sizeof *out, wg__match_by_score);
	return n;
}

void wg_match_solution(const struct wg_match *m, struct wg_arena *arena, struct wg_match_solution *out)
{
	struct wg_match_pair *pair = WG_NEW(arena, struct wg_match_pair, m->pairs);
	int32_t *need_price = WG_NEW(arena, int32_t, m->need.len), n = 0;
	int32_t *helper_price = WG_NEW(arena, int32_t, m->n_helper), *group_price = WG_NEW(arena, int32_t, m->n_group);
	for (int32_t i = 0; i < (int32_t)m->need.len; i++) {
		struct wg_match_edge has[WG_MATCH_PERSONS_MAX];
		int n_has = wg_match_of(m, i, has);
		for (int k = 0; k < n_has; k++)
			pair[n++] = (struct wg_match_pair){i, has[k].helper};
		need_price[i] = m->need.at[i].price;
	}
	for (int32_t g = 0; g < m->n_group; g++)
		group_price[g] = m->group[g].price;
	for (int32_t j = 0; j < m->n_helper; j++)
		helper_price[j] = m->price[j] - (m->helper[j].group >= 0 ? group_price[m->helper[j].group] : 0);
	*out = (struct wg_match_solution){m->total, n, pair, need_price, helper_price, group_price};
}
