#include "wangge/proposal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "model/match.h"
#include "plan/match.h"

enum { CHOSEN_POINTS = 10 * 1000 * 1000, SENDS_IN_A_VALUE = 40 };

/* The helpers that a hand has chosen for a row. */
struct chosen {
	int64_t worker[WG_PROPOSAL_HELPERS];
	int n;
};

/* The needs of the problem grow by one with each change by hand: a need is dropped and comes back with other edges.
 * number: that of the row's present one. */
struct wg_proposal {
	wg_office *office;
	struct wg_arena arena;
	struct wg__pool pool;
	struct wg__want *want;
	struct wg_proposal_row *row;
	size_t n;
	int32_t *number;
	struct chosen *chosen;
	WG_VEC(struct wg_match_need) need;
	struct wg_match_helper *helper;
	struct wg_match *match;
	struct wg_proposal_totals totals;
	int *stamp, stamped;
};

/* Candidates of one service. */
struct skilled {
	const struct wg_code *service;
	WG_VEC(int) who;
};
struct skills {
	WG_VEC(struct skilled) at;
};

static struct skilled *skilled_in(struct skills *all, const struct wg_code *service)
{
	for (size_t i = 0; i < all->at.len; i++) {
		if (all->at.at[i].service == service)
			return &all->at.at[i];
	}
	WG_PUSH(&all->at, (struct skilled){.service = service});
	return &all->at.at[all->at.len - 1];
}

static void index_skills(const struct wg__pool *pool, struct skills *all)
{
	for (size_t i = 0; i < pool->helper.len; i++) {
		for (int k = pool->helper.at[i].skill; k >= 0; k = pool->skill.at[k].next)
			WG_PUSH(&skilled_in(all, pool->skill.at[k].service)->who, (int)i);
	}
}

static void free_skills(struct skills *all)
{
	for (size_t i = 0; i < all->at.len; i++)
		WG_VEC_FREE(&all->at.at[i].who);
	WG_VEC_FREE(&all->at);
}

typedef WG_VEC(int) indexes;

/* Who has one of the need's skills, each once, in the order of the pool's. */
static int by_index(const void *a, const void *b)
{
	return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

static void candidates(struct wg_proposal *p, struct skills *skills, const struct wg__want *w, indexes *out)
{
	out->len = 0;
	p->stamped++;
	for (size_t s = 0; s < w->n_service; s++) {
		const struct skilled *k = skilled_in(skills, w->service[s]);
		for (size_t i = 0; i < k->who.len; i++) {
			if (p->stamp[k->who.at[i]] == p->stamped)
				continue;
			p->stamp[k->who.at[i]] = p->stamped;
			WG_PUSH(out, k->who.at[i]);
		}
	}
	if (out->len > 1)
		qsort(out->at, out->len, sizeof *out->at, by_index);
}

static int score_of(const struct wg_proposal *p, const struct wg__want *w, const struct wg_fit *fit)
{
	int score = wg__urgency(&p->pool, w) + fit->total;
	return score > 1 ? score : 1;
}

/* The helpers who can be sent for a need, as edges. */
static struct wg_match_need edges_of(struct wg_proposal *p, struct skills *skills, const struct wg__want *w,
				     indexes *who, struct wg_match_edge *buffer)
{
	int32_t n = 0;
	candidates(p, skills, w, who);
	for (size_t i = 0; i < who->len; i++) {
		const struct wg__candidate *h = &p->pool.helper.at[who->at[i]];
		struct wg_fit fit;
		int64_t half_day;
		if (h->open >= h->cap || !wg__of_community(&p->pool, h, w))
			continue;
		wg__judge(&p->pool, h, w, &fit, &half_day);
		if (fit.left == WG_LEFT_NOT)
			buffer[n++] = (struct wg_match_edge){who->at[i], score_of(p, w, &fit)};
	}
	struct wg_match_edge *edges = WG_NEW(&p->arena, struct wg_match_edge, n);
	if (n > 0)
		memcpy(edges, buffer, (size_t)n * sizeof *edges);
	int wanted = w->persons > w->sent ? w->persons - w->sent : 0;
	/* A need that has all whom it wants asks for nobody. */
	return (struct wg_match_need){wanted > 0 ? wanted : 1, wanted > 0 ? n : 0, edges};
}

static bool on_tick(void *user, double done)
{
	const struct wg_proposal_opts *o = user;
	return !o->tick || o->tick(o->user, done);
}

static enum wg_err solve(struct wg_proposal *p, const struct wg_proposal_opts *opts, struct wg_error *e)
{
	struct skills skills = {0};
	indexes who = {0};
	size_t n_helper = p->pool.helper.len;
	struct wg_proposal_opts how = *opts;
	struct wg_match_edge *buffer = wg_xmalloc((n_helper + 1) * sizeof *buffer);
	p->stamp = WG_NEW(&p->arena, int, n_helper);
	p->helper = WG_NEW(&p->arena, struct wg_match_helper, n_helper);
	for (size_t i = 0; i < n_helper; i++) {
		const struct wg__candidate *h = &p->pool.helper.at[i];
		p->helper[i] = (struct wg_match_helper){h->cap > h->open ? h->cap - h->open : 0, -1};
	}
	index_skills(&p->pool, &skills);
	for (size_t i = 0; i < p->n; i++) {
		WG_PUSH(&p->need, edges_of(p, &skills, &p->want[i], &who, buffer));
		p->number[i] = (int32_t)i;
		p->row[i].n_can = (size_t)p->need.at[i].n_edge;
	}
	struct wg_match_problem problem = {
		.n_need = (int32_t)p->n, .n_helper = (int32_t)n_helper, .need = p->need.at, .helper = p->helper};
	struct wg_match_options options = {on_tick, &how};
	int64_t before = wg_monotonic_ns();
	enum wg_err err = wg_match_open(&problem, &options, &p->match, e);
	p->totals.solve_ns = wg_monotonic_ns() - before;
	free_skills(&skills);
	WG_VEC_FREE(&who);
	free(buffer);
	return err;
}

static void fill_helper(struct wg_proposal *p, size_t row, struct wg_match_edge edge, struct wg_proposal_helper *out)
{
	const struct wg__candidate *h = &p->pool.helper.at[edge.helper];
	struct wg_fit fit;
	int64_t half_day;
	wg__judge(&p->pool, h, &p->want[row], &fit, &half_day);
	*out = (struct wg_proposal_helper){
		.worker_id = h->id,
		.name = h->name,
		.kind = h->kind,
		.service = fit.service,
		.total = fit.total,
		.score = score_of(p, &p->want[row], &fit),
		.ask_time = fit.ask_time,
		.chosen = edge.score >= CHOSEN_POINTS,
	};
}

/* The prices prove it on the plain arrays of all needs that ever were; dropped ones have no edges. */
static bool certify(struct wg_proposal *p)
{
	struct wg_arena temp = {0};
	struct wg_match_solution solution;
	struct wg_match_problem problem = {.n_need = (int32_t)p->need.len,
					   .n_helper = (int32_t)p->pool.helper.len,
					   .need = p->need.at,
					   .helper = p->helper};
	wg_match_solution(p->match, &temp, &solution);
	bool good = wg_match_certify(&problem, &solution) == WG_MATCH_CERTIFIED;
	wg_arena_free(&temp);
	return good;
}

/* The rows and totals of the solution as it stands. */
static void build(struct wg_proposal *p)
{
	struct wg_proposal_totals t = {.needs = (int64_t)p->n, .solve_ns = p->totals.solve_ns};
	p->stamped++;
	for (size_t i = 0; i < p->n; i++) {
		struct wg_proposal_row *row = &p->row[i];
		struct wg_match_edge taken[WG_MATCH_PERSONS_MAX];
		row->n = wg_match_of(p->match, p->number[i], taken);
		for (int k = 0; k < row->n; k++) {
			fill_helper(p, i, taken[k], &row->helper[k]);
			t.score += row->helper[k].score;
			t.helpers += p->stamp[taken[k].helper] != p->stamped;
			p->stamp[taken[k].helper] = p->stamped;
		}
		t.wanted += row->wanted;
		t.sent += row->n;
		t.unserved += row->n == 0 && row->wanted > 0 && !row->out;
	}
	t.certified = certify(p);
	p->totals = t;
}

static void make_rows(struct wg_proposal *p)
{
	p->row = WG_NEW(&p->arena, struct wg_proposal_row, p->n);
	p->number = WG_NEW(&p->arena, int32_t, p->n);
	p->chosen = WG_NEW(&p->arena, struct chosen, p->n);
	for (size_t i = 0; i < p->n; i++) {
		const struct wg__want *w = &p->want[i];
		p->row[i] = (struct wg_proposal_row){
			.need_id = w->id,
			.version = w->version,
			.due = w->due,
			.title = w->title,
			.urgency = w->urgency,
			.wanted = w->persons > w->sent ? w->persons - w->sent : 0,
		};
	}
}

enum wg_err wg_proposal_open(wg_office *office, const struct wg_proposal_opts *opts, wg_proposal **out,
			     struct wg_error *e)
{
	struct wg_proposal *p = wg_xmalloc(sizeof *p);
	const struct wg_node *at = &opts->scope;
	bool all = at->kind == WG_NODE_OFFICE || at->kind == WG_NODE_UNCOVERED;
	*p = (struct wg_proposal){.office = office};
	wg__pool_begin(&p->pool, office, &p->arena);
	enum wg_err err = wg_office_read_begin(office, e);
	if (err == WG_OK) {
		err = wg__pool_read(&p->pool, NULL, 0, 0, e);
		if (err == WG_OK)
			err = wg__want_read(&p->pool, 0, all ? 0 : at->lo, all ? INT64_MAX : at->hi, NULL, &p->want,
					    &p->n, e);
		wg_office_read_end(office);
	}
	if (err == WG_OK) {
		make_rows(p);
		err = solve(p, opts, e);
	}
	if (err == WG_OK) {
		build(p);
		*out = p;
	} else {
		wg_proposal_close(&p);
	}
	return err;
}

void wg_proposal_close(wg_proposal **proposal)
{
	struct wg_proposal *p = *proposal;
	if (!p)
		return;
	wg_match_close(p->match);
	wg__pool_free(&p->pool);
	WG_VEC_FREE(&p->need);
	wg_arena_free(&p->arena);
	free(p);
	*proposal = NULL;
}

const struct wg_proposal_totals *wg_proposal_totals(const wg_proposal *p)
{
	return &p->totals;
}

const struct wg_proposal_row *wg_proposal_rows(const wg_proposal *p, size_t *n)
{
	*n = p->n;
	return p->row;
}

/* The row with other edges. */
static enum wg_err replace(struct wg_proposal *p, size_t row, const struct wg_match_need *need, struct wg_error *e)
{
	int32_t number;
	enum wg_err err = wg_match_add(p->match, need, &number, e);
	if (err == WG_OK)
		err = wg_match_drop(p->match, p->number[row], e);
	if (err != WG_OK)
		return err;
	p->need.at[p->number[row]].n_edge = 0;
	WG_PUSH(&p->need, *need);
	p->number[row] = number;
	build(p);
	return WG_OK;
}

/* The edges that the row had at first, those of the chosen worth more than everything else. */
static struct wg_match_need remake(struct wg_proposal *p, size_t row, const int64_t *chosen, int n_chosen)
{
	struct wg_match_need need = p->need.at[row]; /* n_edge may be 0 by now; the edges are still there */
	struct wg_match_edge *edges = WG_NEW(&p->arena, struct wg_match_edge, p->row[row].n_can);
	need.n_edge = (int32_t)p->row[row].n_can;
	for (int32_t i = 0; i < need.n_edge; i++) {
		edges[i] = need.edge[i];
		for (int k = 0; k < n_chosen; k++) {
			if (p->pool.helper.at[edges[i].helper].id == chosen[k])
				edges[i].score += CHOSEN_POINTS;
		}
	}
	need.edge = edges;
	return need;
}

enum wg_err wg_proposal_leave_out(wg_proposal *p, size_t row, bool out, struct wg_error *e)
{
	struct wg_match_need need = remake(p, row, p->chosen[row].worker, p->chosen[row].n);
	if (out)
		need.n_edge = 0;
	if (p->row[row].out == out)
		return WG_OK;
	p->row[row].out = out;
	return replace(p, row, &need, e);
}

static bool has_helper(const struct wg_proposal_row *row, int64_t worker)
{
	bool has = false;
	for (int k = 0; k < row->n; k++)
		has = has || row->helper[k].worker_id == worker;
	return has;
}

/* Somebody chosen for more rows than there is room for is missing in one of them. */
static bool all_chosen_sent(const struct wg_proposal *p)
{
	for (size_t i = 0; i < p->n; i++) {
		for (int k = 0; k < p->chosen[i].n && !p->row[i].out; k++) {
			if (!has_helper(&p->row[i], p->chosen[i].worker[k]))
				return false;
		}
	}
	return true;
}

static enum wg_err choose(struct wg_proposal *p, size_t row, const struct chosen *chosen, struct wg_error *e)
{
	struct wg_match_need need = remake(p, row, chosen->worker, chosen->n);
	p->chosen[row] = *chosen;
	p->row[row].out = false;
	return replace(p, row, &need, e);
}

static bool can_be_sent(const struct wg_proposal *p, size_t row, int64_t worker)
{
	for (size_t i = 0; i < p->row[row].n_can; i++) {
		if (p->pool.helper.at[p->need.at[row].edge[i].helper].id == worker)
			return true;
	}
	return false;
}

enum wg_err wg_proposal_choose(wg_proposal *p, size_t row, int64_t worker, bool chosen, struct wg_error *e)
{
	struct chosen before = p->chosen[row], after = {0};
	for (int k = 0; k < before.n; k++) {
		if (before.worker[k] != worker)
			after.worker[after.n++] = before.worker[k];
	}
	if (!chosen)
		return choose(p, row, &after, e);
	if (after.n >= p->row[row].wanted)
		return wg_fail(e, WG_EREFUSED, N_("as many helpers are chosen as are wanted"), "");
	if (!can_be_sent(p, row, worker))
		return wg_fail(e, WG_EREFUSED, N_("this helper cannot be sent for it"), "");
	after.worker[after.n++] = worker;
	enum wg_err err = choose(p, row, &after, e);
	if (err != WG_OK || all_chosen_sent(p))
		return err;
	err = choose(p, row, &before, e);
	return err != WG_OK ? err
			    : wg_fail(e, WG_EREFUSED, N_("this helper is chosen for as many needs as can be"), "");
}

enum wg_err wg_proposal_why(wg_proposal *p, size_t row, int helper, struct wg_proposal_why *out, struct wg_error *e)
{
	struct wg_match_edge taken[WG_MATCH_PERSONS_MAX];
	struct wg_match_why why;
	int n = wg_match_of(p->match, p->number[row], taken);
	if (helper < 0 || helper >= n)
		return wg_fail(e, WG_EUSAGE, N_("the need has no such helper"), "");
	enum wg_err err = wg_match_why(p->match, p->number[row], taken[helper].helper, &why, e);
	if (err != WG_OK)
		return err;
	const struct wg__candidate *instead = why.instead >= 0 ? &p->pool.helper.at[why.instead] : NULL;
	*out = (struct wg_proposal_why){
		.loss = why.loss,
		.instead = instead ? instead->id : 0,
		.name = instead ? instead->name : "",
		.moved = why.moved,
	};
	return WG_OK;
}

size_t wg_proposal_missing(wg_proposal *p, size_t row, struct wg_message out[WG_FIT_SENTENCES])
{
	struct wg_arena temp = {0};
	struct skills skills = {0};
	indexes who = {0};
	const struct wg__want *w = &p->want[row];
	struct wg_fits fits = {.need = w->id, .wanted = p->row[row].wanted, .persons = w->persons};
	index_skills(&p->pool, &skills);
	candidates(p, &skills, w, &who);
	wg__rank(&p->pool, w, who.at ? who.at : (int[]){0}, who.len, false, &temp, &fits);
	wg__say_missing(&p->pool, w, NULL, &fits);
	if (fits.n_missing == 0 && p->row[row].n < p->row[row].wanted && !p->row[row].out)
		wg_message_set(&fits.missing[fits.n_missing++], N_("{1} can do it, but others need them more"), "l",
			       (long long)fits.n);
	memcpy(out, fits.missing, fits.n_missing * sizeof *out);
	free_skills(&skills);
	WG_VEC_FREE(&who);
	wg_arena_free(&temp);
	return fits.n_missing;
}

/* need:version:worker+worker, several with blanks between. */
void wg_proposal_args(wg_proposal *p, struct wg_args *args)
{
	const char *value = NULL;
	int n = 0;
	for (size_t i = 0; i < p->n; i++) {
		const struct wg_proposal_row *r = &p->row[i];
		if (r->n == 0)
			continue;
		char one[200];
		int len = snprintf(one, sizeof one, "%lld:%lld:", (long long)r->need_id, (long long)r->version);
		for (int k = 0; k < r->n; k++)
			len += snprintf(one + len, sizeof one - (size_t)len, "%s%lld", k ? "+" : "",
					(long long)r->helper[k].worker_id);
		value = wg_arena_printf(&p->arena, "%s%s%s", value ? value : "", value ? " " : "", one);
		if (++n == SENDS_IN_A_VALUE) {
			wg_args_add(args, "send", value);
			value = NULL;
			n = 0;
		}
	}
	if (value)
		wg_args_add(args, "send", value);
}
