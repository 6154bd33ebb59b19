#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "command/plan_build.h"

struct wg_plan {
	wg_office *office;
	struct wg_arena arena;
	struct wg_plan_opts opts;
	struct wg__part *parts;
	size_t n_parts;
	struct wg_plan_step *steps;
	struct wg_plan_cadre *cadres;
	size_t n_steps, n_cadres;
	struct wg_plan_totals totals;
};

static bool plan_tick(void *user, int64_t best, int64_t bound, double done)
{
	const struct wg_plan *p = user;
	(void)best, (void)bound;
	return !p->opts.tick || p->opts.tick(p->opts.user, done);
}

static bool wants_fresh(const struct wg_plan *p)
{
	if (p->opts.mode != WG_PLAN_AUTO)
		return p->opts.mode == WG_PLAN_FRESH;
	return p->opts.scope.counters.covered == 0;
}

static enum wg_err solve_part(struct wg_plan *p, struct wg__part *part, struct wg_error *e)
{
	struct wg_partition_options o = {.tick = plan_tick, .user = p};
	if (part->walk.n > 0 && part->workers.n == 0)
		return wg_fail(e, WG_EREFUSED, N_("nobody who takes households serves in {1}: import the cadres first"),
			       "s", part->node.name);
	enum wg_err err = wg_partition_solve(&part->in, &o, &p->arena, &part->result, e);
	if (err == WG_OK && !part->result.owner && part->n > 0)
		err = wg_fail(e, WG_EREFUSED, N_("the recusals in {1} leave no plan: no order of the cadres fits"), "s",
			      part->node.name);
	return err;
}

/* Rows of one part: its households as steps, its workers as cadres. */
static void add_steps(struct wg_plan *p, struct wg__part *part)
{
	struct wg_map worker_index = {0};
	for (size_t k = 0; k < part->workers.n; k++)
		*wg_map_put(&worker_index, part->workers.at[k].id, NULL) = (int64_t)k;
	for (size_t i = 0; i < part->walk.n; i++) {
		const struct wg_step *s = &part->walk.at[i];
		const int64_t *own = s->locked && s->contact ? wg_map_get(&worker_index, s->contact) : NULL;
		p->steps[part->first_step + i] = (struct wg_plan_step){
			.household = s->household,
			.now = s->contact,
			.cadre = own ? (int)(part->first_cadre + (size_t)*own) : -1,
			.weight = s->weight,
			.floor = s->floor,
			.building = s->building,
			.entrance = s->entrance,
			.locked = s->locked && s->contact,
			.care = s->care,
			.border = i ? wg_walk_common(&part->walk.at[i - 1], s) : 0,
		};
	}
	for (int i = 0; i < part->n; i++) {
		int owner = part->result.owner[i];
		p->steps[part->first_step + (size_t)part->chain[i]].cadre =
			owner < 0 ? -1 : (int)part->first_cadre + owner;
	}
	wg_map_free(&worker_index);
}

static void add_cadres(struct wg_plan *p, const struct wg__part *part)
{
	for (size_t k = 0; k < part->workers.n; k++) {
		p->cadres[part->first_cadre + k] = (struct wg_plan_cadre){
			.worker = part->workers.at[k],
			.count = part->held[k],
			.load = part->held_load[k],
			.target = part->target[k],
			.first = -1,
			.last = -1,
		};
	}
}

static enum wg_err mark_residents(struct wg_plan *p, struct wg_error *e)
{
	for (size_t k = 0; k < p->n_cadres; k++) {
		struct wg_plan_cadre *c = &p->cadres[k];
		if (!c->worker.lives_id || c->first < 0)
			continue;
		int64_t entrance = 0;
		struct wg_stmt *st = wg_query(p->office->db, "SELECT entrance_id FROM door WHERE id = $1");
		wg_bind_int(st, 1, c->worker.lives_id);
		enum wg_err err = wg_one_int(st, 0, &entrance, e);
		if (err != WG_OK)
			return err;
		for (int i = c->first; i <= c->last; i++)
			c->lives_here = c->lives_here || p->steps[i].entrance == entrance;
	}
	return WG_OK;
}

static void count_cadres(struct wg_plan *p)
{
	struct wg_map cadre_of = {0};
	for (size_t k = 0; k < p->n_cadres; k++)
		*wg_map_put(&cadre_of, p->cadres[k].worker.id, NULL) = (int64_t)k;
	for (size_t i = 0; i < p->n_steps; i++) {
		const struct wg_plan_step *s = &p->steps[i];
		const int64_t *was = s->now ? wg_map_get(&cadre_of, s->now) : NULL;
		struct wg_plan_cadre *c = s->cadre >= 0 ? &p->cadres[s->cadre] : NULL;
		if (c && !s->locked) {
			c->count++;
			c->load += p->opts.by_count ? 1 : s->weight;
			c->first = c->first < 0 ? (int)i : c->first;
			c->last = (int)i;
		}
		if (c)
			c->here++;
		if (c && c->worker.id != s->now)
			c->gained++;
		if (was && (!c || c->worker.id != s->now))
			p->cadres[*was].lost++;
	}
	wg_map_free(&cadre_of);
}

static int by_walk(const void *a, const void *b)
{
	const struct wg_plan_cadre *x = a, *y = b;
	unsigned fx = (unsigned)x->first, fy = (unsigned)y->first; /* -1 goes to the end */
	if (fx != fy)
		return fx < fy ? -1 : 1;
	return (x->worker.id > y->worker.id) - (x->worker.id < y->worker.id);
}

/* Cadres in walking order; the steps follow. */
static void sort_cadres(struct wg_plan *p)
{
	struct wg_map place = {0};
	int64_t *old = WG_NEW(&p->arena, int64_t, p->n_cadres);
	for (size_t k = 0; k < p->n_cadres; k++)
		old[k] = p->cadres[k].worker.id;
	if (p->n_cadres > 1)
		qsort(p->cadres, p->n_cadres, sizeof *p->cadres, by_walk);
	for (size_t k = 0; k < p->n_cadres; k++)
		*wg_map_put(&place, p->cadres[k].worker.id, NULL) = (int64_t)k;
	for (size_t i = 0; i < p->n_steps; i++) {
		if (p->steps[i].cadre >= 0)
			p->steps[i].cadre = (int)*wg_map_get(&place, old[p->steps[i].cadre]);
	}
	wg_map_free(&place);
}

static void add_totals(struct wg_plan *p, const struct wg__part *part)
{
	struct wg_plan_totals *t = &p->totals;
	const struct wg_partition_plan *r = &part->result;
	struct wg_partition_shortage shortage;
	const struct wg_code *full = wg_code_find(p->office->codes, "worker_kind", "resident_cadre");
	wg_partition_shortage(&part->in, full && full->band_hi > 0 ? full->band_hi : 30, &shortage);
	t->households += (int64_t)part->walk.n;
	t->cadres += (int64_t)part->workers.n;
	t->locked += part->n_locked;
	t->objective += r->value.objective;
	t->bound += r->bound;
	t->proven = t->proven && (r->proven || part->n == 0);
	t->uncovered += r->value.n_uncovered;
	t->unused += r->value.n_unused;
	t->cadres_needed += shortage.cadres_needed;
	t->cadres_surplus += shortage.cadres_surplus;
	t->plan_ns += r->plan_ns;
	t->proof_ns += r->proof_ns;
	for (int i = 1; i < part->n; i++) {
		if (r->owner[i] != r->owner[i - 1])
			t->borders[wg_walk_common(&part->walk.at[part->chain[i - 1]],
						  &part->walk.at[part->chain[i]])]++;
	}
}

static void count_moved(struct wg_plan *p)
{
	for (size_t i = 0; i < p->n_steps; i++) {
		const struct wg_plan_step *s = &p->steps[i];
		int64_t to = s->cadre >= 0 ? p->cadres[s->cadre].worker.id : 0;
		p->totals.moved += s->now && !s->locked && s->now != to;
	}
}

static enum wg_err gather(struct wg_plan *p, struct wg_error *e)
{
	for (size_t i = 0; i < p->n_parts; i++) {
		p->parts[i].first_step = p->n_steps;
		p->parts[i].first_cadre = p->n_cadres;
		p->n_steps += p->parts[i].walk.n;
		p->n_cadres += p->parts[i].workers.n;
	}
	p->steps = WG_NEW(&p->arena, struct wg_plan_step, p->n_steps);
	p->cadres = WG_NEW(&p->arena, struct wg_plan_cadre, p->n_cadres);
	for (size_t i = 0; i < p->n_parts; i++) {
		add_steps(p, &p->parts[i]);
		add_cadres(p, &p->parts[i]);
		add_totals(p, &p->parts[i]);
	}
	count_cadres(p);
	count_moved(p);
	enum wg_err err = mark_residents(p, e);
	if (err == WG_OK)
		sort_cadres(p);
	return err;
}

static enum wg_err compute(struct wg_plan *p, struct wg_error *e)
{
	struct wg_nodes communities;
	enum wg_err err = wg_communities_of(p->office, &p->opts.scope, &p->arena, &communities, e);
	if (err != WG_OK)
		return err;
	p->parts = WG_NEW(&p->arena, struct wg__part, communities.n);
	p->n_parts = communities.n;
	p->totals.fresh = wants_fresh(p);
	p->totals.proven = true;
	for (size_t i = 0; err == WG_OK && i < p->n_parts; i++) {
		p->parts[i].node = communities.at[i];
		err = wg__part_build(p->office, &p->opts, p->totals.fresh, &p->arena, &p->parts[i], e);
		if (err == WG_OK)
			err = solve_part(p, &p->parts[i], e);
	}
	if (err == WG_OK)
		err = gather(p, e);
	if (err == WG_OK && p->n_steps == 0)
		err = wg_fail(e, WG_EREFUSED, N_("there are no households in {1}"), "s",
			      p->opts.scope.name && *p->opts.scope.name ? p->opts.scope.name
									: wg_office_path(p->office));
	return err;
}

enum wg_err wg_plan_open(wg_office *office, const struct wg_plan_opts *opts, wg_plan **out, struct wg_error *e)
{
	struct wg_plan *p = wg_xmalloc(sizeof *p);
	*p = (struct wg_plan){.office = office, .opts = *opts};
	p->opts.scope.name = wg_arena_strdup(&p->arena, opts->scope.name);
	enum wg_err err = wg_office_read_begin(office, e);
	if (err == WG_OK) {
		err = compute(p, e);
		wg_office_read_end(office);
	}
	if (err != WG_OK)
		wg_plan_close(&p);
	else
		*out = p;
	return err;
}

void wg_plan_close(wg_plan **plan)
{
	if (!*plan)
		return;
	wg_arena_free(&(*plan)->arena);
	free(*plan);
	*plan = NULL;
}

const struct wg_plan_totals *wg_plan_totals(const wg_plan *plan)
{
	return &plan->totals;
}

const struct wg_plan_cadre *wg_plan_cadres(const wg_plan *plan, size_t *n)
{
	*n = plan->n_cadres;
	return plan->cadres;
}

const struct wg_plan_step *wg_plan_steps(const wg_plan *plan, size_t *n)
{
	*n = plan->n_steps;
	return plan->steps;
}

const struct wg_node *wg_plan_scope(const wg_plan *plan)
{
	return &plan->opts.scope;
}

static struct wg__part *part_of(wg_plan *plan, size_t step, int *house)
{
	for (size_t i = 0; i < plan->n_parts; i++) {
		struct wg__part *part = &plan->parts[i];
		if (step < part->first_step || step >= part->first_step + part->walk.n)
			continue;
		for (int k = 0; k < part->n; k++) {
			if ((size_t)part->chain[k] == step - part->first_step) {
				*house = k;
				return part;
			}
		}
	}
	return NULL;
}

static int cadre_index(const wg_plan *plan, int64_t worker)
{
	for (size_t k = 0; k < plan->n_cadres; k++) {
		if (plan->cadres[k].worker.id == worker)
			return (int)k;
	}
	return -1;
}

enum wg_err wg_plan_why(wg_plan *plan, size_t step, struct wg_plan_reason *out, struct wg_error *e)
{
	int house = 0;
	const struct wg__part *part = part_of(plan, step, &house);
	struct wg_partition_alternative other;
	*out = (struct wg_plan_reason){.cadre = -1};
	if (!part)
		return WG_OK;
	enum wg_err err = wg_partition_alternative(&part->in, &part->result, house, &plan->arena, &other, e);
	if (err != WG_OK || !other.possible)
		return err;
	const struct wg_partition_parts *now = &part->result.value.parts;
	*out = (struct wg_plan_reason){
		.possible = true,
		.proven = other.proven,
		.cadre = other.owner < 0 ? -1 : cadre_index(plan, part->workers.at[other.owner].id),
		.price = other.delta,
		.load = other.parts.load - now->load,
		.cut = other.parts.cut - now->cut,
		.move = other.parts.move - now->move,
		.affinity = other.parts.affinity - now->affinity,
	};
	return WG_OK;
}

void wg_plan_args(wg_plan *plan, struct wg_args *args)
{
	for (size_t i = 0; i < plan->n_steps; i++) {
		const struct wg_plan_step *s = &plan->steps[i];
		int64_t to = s->cadre >= 0 ? plan->cadres[s->cadre].worker.id : 0;
		if (s->locked || to == s->now)
			continue;
		wg_args_add(args, "run",
			    wg_arena_printf(&plan->arena, "%lld:%lld:%lld", (long long)to, (long long)s->household,
					    (long long)s->now));
	}
}
