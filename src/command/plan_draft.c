/* Plans kept under a name, opened again, and two of them side by side. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "command/plan_build.h"
#include "wangge/draft.h"

/* ---- keeping ---- */

static void add_pins(wg_plan *plan, const struct wg__part *part, struct wg_args *args)
{
	for (size_t i = 0; i < part->n_pins; i++) {
		const struct wg__pin *p = &part->pins[i];
		long long household = (long long)part->walk.at[part->chain[p->at]].household;
		long long left = p->left < 0 ? 0 : (long long)part->workers.at[p->left].id;
		wg_args_add(args, "pin",
			    wg_arena_printf(&plan->arena, "%lld:%lld:%lld", left,
					    (long long)part->workers.at[p->right].id, household));
	}
}

void wg_plan_draft_args(wg_plan *plan, struct wg_args *args)
{
	const struct wg_plan_totals *t = &plan->totals;
	wg_args_add(args, "objective", wg_arena_printf(&plan->arena, "%lld", (long long)t->objective));
	wg_args_add(args, "bound", wg_arena_printf(&plan->arena, "%lld", (long long)t->bound));
	wg_args_add(args, t->fresh ? "fresh" : "keep", "");
	wg_args_add(args, "by", plan->opts.by_count ? "count" : "load");
	for (size_t i = 0; plan->opts.cadres && i < plan->opts.n_cadres; i++)
		wg_args_add(args, "cadres", wg_arena_printf(&plan->arena, "#%lld", (long long)plan->opts.cadres[i]));
	for (size_t i = 0; i < plan->n_parts; i++)
		add_pins(plan, &plan->parts[i], args);
	wg_plan_args(plan, args);
}

/* ---- opening ---- */

struct pin_ids {
	long long left, right, household;
};

struct run {
	long long worker, household, now;
};

struct body {
	struct wg_plan_opts opts;
	WG_VEC(int64_t) cadres;
	WG_VEC(struct pin_ids) pins;
	WG_VEC(struct run) runs;
};

static void read_line(struct body *b, const char *line)
{
	struct pin_ids p;
	struct run r;
	long long id;
	if (strcmp(line, "fresh") == 0)
		b->opts.mode = WG_PLAN_FRESH;
	else if (strcmp(line, "keep") == 0)
		b->opts.mode = WG_PLAN_KEEP;
	else if (strcmp(line, "by count") == 0)
		b->opts.by_count = true;
	else if (sscanf(line, "cadre %lld", &id) == 1)
		WG_PUSH(&b->cadres, id);
	else if (sscanf(line, "pin %lld:%lld:%lld", &p.left, &p.right, &p.household) == 3)
		WG_PUSH(&b->pins, p);
	else if (sscanf(line, "%lld:%lld:%lld", &r.worker, &r.household, &r.now) == 3)
		WG_PUSH(&b->runs, r);
}

static void read_body(struct body *b, char *text)
{
	for (char *line = text, *end; line && *line; line = end) {
		end = strchr(line, '\n');
		if (end)
			*end++ = '\0';
		read_line(b, line);
	}
	b->opts.cadres = b->cadres.len ? b->cadres.at : NULL;
	b->opts.n_cadres = b->cadres.len;
}

/* Owners as the draft has them: its runs, and for the others whoever has them now. How many runs were planned for
 * somebody else's household by now, or cannot be found, is counted as stale. */
static void take_runs(struct wg_plan *p, struct wg__part *part, const struct body *b, struct wg_map *left,
		      int64_t *stale)
{
	struct wg_map worker = {0};
	int *owner = WG_NEW(&p->arena, int, part->n);
	for (size_t k = 0; k < part->workers.n; k++)
		*wg_map_put(&worker, part->workers.at[k].id, NULL) = (int64_t)k;
	for (int i = 0; i < part->n; i++) {
		const struct wg_step *s = &part->walk.at[part->chain[i]];
		const int64_t *at = wg_map_get(left, s->household);
		owner[i] = part->present[i];
		if (!at)
			continue;
		const struct run *r = &b->runs.at[*at];
		const int64_t *k = r->worker ? wg_map_get(&worker, r->worker) : NULL;
		owner[i] = k ? (int)*k : -1;
		*stale += r->now != s->contact || (r->worker && !k);
		part->n_taken++;
	}
	part->result.owner = owner;
	wg_partition_evaluate(&part->in, owner, &part->result.value);
	part->unproven = part->kept = true;
	wg_map_free(&worker);
}

static enum wg_err take_draft(struct wg_plan *p, const struct body *b, int64_t *stale, struct wg_error *e)
{
	struct wg_map runs = {0};
	size_t taken = 0;
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < b->pins.len; i++) {
		const struct pin_ids *pin = &b->pins.at[i];
		err = wg__plan_add_pin(p, pin->household, pin->left, pin->right, e);
		if (err == WG_EREFUSED) { /* it cannot hold any more */
			++*stale;
			err = WG_OK;
		}
	}
	for (size_t i = 0; i < b->runs.len; i++)
		*wg_map_put(&runs, b->runs.at[i].household, NULL) = (int64_t)i;
	for (size_t i = 0; i < p->n_parts; i++) {
		take_runs(p, &p->parts[i], b, &runs, stale);
		taken += p->parts[i].n_taken;
	}
	*stale += (int64_t)(runs.len - taken);
	wg_map_free(&runs);
	p->past = NULL;
	return err == WG_OK ? wg_plan_prove(p, 0, e) : err;
}

enum wg_err wg_plan_open_draft(wg_office *office, const char *name, const struct wg_plan_opts *how, wg_plan **out,
			       int64_t *stale, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_plan_draft draft;
	struct body b = {.opts = {.tick = how ? how->tick : NULL, .user = how ? how->user : NULL}};
	wg_plan *p = NULL;
	enum wg_err err = name ? wg_plan_draft_get(office, name, &a, &draft, e) : WG_OK;
	if (name && err == WG_OK)
		err = wg_node_find(office, draft.scope, &a, &b.opts.scope, e);
	if (!name)
		b.opts.scope = how->scope;
	else if (err == WG_OK)
		read_body(&b, wg_arena_strdup(&a, draft.body));
	if (err == WG_OK)
		err = wg_plan_open(office, &b.opts, &p, e);
	*stale = 0;
	if (err == WG_OK)
		err = take_draft(p, &b, stale, e);
	if (err == WG_OK)
		*out = p;
	else
		wg_plan_close(&p);
	WG_VEC_FREE(&b.cadres);
	WG_VEC_FREE(&b.pins);
	WG_VEC_FREE(&b.runs);
	wg_arena_free(&a);
	return err;
}

/* ---- comparing ---- */

static int64_t holder_of(const struct wg_plan *p, const struct wg_plan_step *s)
{
	return s->cadre >= 0 ? p->cadres[s->cadre].worker.id : s->locked ? s->now : 0;
}

static const struct wg_worker *worker_of(const struct wg_plan *p, int64_t id)
{
	int k = id ? wg__plan_index(p, id) : -1;
	return k >= 0 ? &p->cadres[k].worker : NULL;
}

/* Cadres of a in their order, then those that only b has. */
static void compare_cadres(const struct wg_plan *a, const struct wg_plan *b, struct wg_arena *arena,
			   struct wg_plan_comparison *out)
{
	out->cadres = WG_NEW(arena, struct wg_plan_cadre_pair, a->n_cadres + b->n_cadres);
	for (size_t i = 0; i < a->n_cadres; i++) {
		int k = wg__plan_index(b, a->cadres[i].worker.id);
		out->cadres[out->n_cadres++] = (struct wg_plan_cadre_pair){&a->cadres[i], k < 0 ? NULL : &b->cadres[k]};
	}
	for (size_t i = 0; i < b->n_cadres; i++) {
		if (wg__plan_index(a, b->cadres[i].worker.id) < 0)
			out->cadres[out->n_cadres++] = (struct wg_plan_cadre_pair){NULL, &b->cadres[i]};
	}
}

void wg_plan_compare(const wg_plan *a, const wg_plan *b, struct wg_arena *arena, struct wg_plan_comparison *out)
{
	struct wg_map steps = {0};
	*out = (struct wg_plan_comparison){.a = &a->totals, .b = &b->totals};
	compare_cadres(a, b, arena, out);
	out->households = WG_NEW(arena, struct wg_plan_difference, a->n_steps);
	for (size_t i = 0; i < b->n_steps; i++)
		*wg_map_put(&steps, b->steps[i].household, NULL) = (int64_t)i;
	for (size_t i = 0; i < a->n_steps; i++) {
		const struct wg_plan_step *s = &a->steps[i];
		const int64_t *at = wg_map_get(&steps, s->household);
		int64_t x = holder_of(a, s), y = at ? holder_of(b, &b->steps[*at]) : 0;
		if (!at)
			out->only_a++;
		else if (x != y)
			out->households[out->n_households++] =
				(struct wg_plan_difference){s->household, worker_of(a, x), worker_of(b, y)};
	}
	out->only_b = (int64_t)b->n_steps - ((int64_t)a->n_steps - out->only_a);
	wg_map_free(&steps);
}
