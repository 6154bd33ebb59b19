#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "command/plan_build.h"

bool wg__plan_tick(void *user, int64_t best, int64_t bound, double done)
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
	struct wg_partition_options o = {.tick = wg__plan_tick, .user = p};
	if (part->walk.n > 0 && part->workers.n == 0)
		return wg_fail(e, WG_EREFUSED, N_("nobody who takes households serves in {1}: import the cadres first"),
			       "s", part->node.name);
	enum wg_err err = wg_partition_solve(&part->in, &o, &p->arena, &part->result, e);
	if (err == WG_OK && !part->result.owner && part->n > 0)
		err = wg_fail(e, WG_EREFUSED, N_("the recusals in {1} leave no plan: no order of the cadres fits"), "s",
			      part->node.name);
	part->bound = part->result.bound;
	if (err == WG_OK && p->totals.fresh)
		wg__plan_rename(part, part->present, &p->arena);
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
	if (err == WG_OK) {
		wg__plan_gather(p);
		p->totals.start = p->totals.objective;
	}
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
	if (opts->cadres) {
		int64_t *cadres = WG_NEW(&p->arena, int64_t, opts->n_cadres);
		memcpy(cadres, opts->cadres, sizeof *cadres * opts->n_cadres);
		p->opts.cadres = cadres;
	}
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

struct wg__part *wg__plan_part(struct wg_plan *plan, size_t step, int *house)
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

int wg__plan_index(const struct wg_plan *plan, int64_t worker)
{
	for (size_t k = 0; k < plan->n_cadres; k++) {
		if (plan->cadres[k].worker.id == worker)
			return (int)k;
	}
	return -1;
}

struct wg__part *wg__plan_part_of(struct wg_plan *plan, int cadre, int *worker)
{
	int house = 0;
	if (cadre < 0 || (size_t)cadre >= plan->n_cadres || plan->cadres[cadre].first < 0)
		return NULL;
	struct wg__part *part = wg__plan_part(plan, (size_t)plan->cadres[cadre].first, &house);
	*worker = part ? part->result.owner[house] : -1;
	return part;
}

enum wg_err wg_plan_why(wg_plan *plan, size_t step, struct wg_plan_reason *out, struct wg_error *e)
{
	int house = 0;
	const struct wg__part *part = wg__plan_part(plan, step, &house);
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
		.cadre = other.owner < 0 ? -1 : wg__plan_index(plan, part->workers.at[other.owner].id),
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
