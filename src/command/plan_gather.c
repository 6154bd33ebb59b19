/* The rows of a plan from its solution; again after every pin. */
#include <stdlib.h>

#include "base/map.h"
#include "command/plan_build.h"

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

static void add_pins(struct wg_plan *p, const struct wg__part *part)
{
	struct wg_plan_step *steps = p->steps + part->first_step;
	for (size_t i = 0; i < part->n_pins; i++) {
		const struct wg__pin *pin = &part->pins[i];
		steps[part->chain[pin->at]].pinned = pin->left < 0;
		steps[part->chain[pin->at]].border_pinned = pin->left >= 0;
	}
	p->totals.pins += (int64_t)part->n_pins;
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

static void mark_residents(struct wg_plan *p, const struct wg__part *part)
{
	for (size_t k = 0; k < part->workers.n; k++) {
		struct wg_plan_cadre *c = &p->cadres[part->first_cadre + k];
		for (int i = c->first; part->home[k] && c->first >= 0 && i <= c->last; i++)
			c->lives_here = c->lives_here || p->steps[i].entrance == part->home[k];
	}
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
	struct wg_arena scratch = {0};
	int64_t *old = WG_NEW(&scratch, int64_t, p->n_cadres);
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
	wg_arena_free(&scratch);
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

static void make_room(struct wg_plan *p)
{
	for (size_t i = 0; i < p->n_parts; i++) {
		p->parts[i].first_step = p->n_steps;
		p->parts[i].first_cadre = p->n_cadres;
		p->n_steps += p->parts[i].walk.n;
		p->n_cadres += p->parts[i].workers.n;
	}
	p->steps = WG_NEW(&p->arena, struct wg_plan_step, p->n_steps);
	p->cadres = WG_NEW(&p->arena, struct wg_plan_cadre, p->n_cadres);
}

void wg__plan_gather(struct wg_plan *p)
{
	if (!p->steps)
		make_room(p);
	p->totals = (struct wg_plan_totals){.fresh = p->totals.fresh, .proven = true, .start = p->totals.start};
	for (size_t i = 0; i < p->n_parts; i++) {
		add_steps(p, &p->parts[i]);
		add_pins(p, &p->parts[i]);
		add_cadres(p, &p->parts[i]);
		add_totals(p, &p->parts[i]);
	}
	count_cadres(p);
	count_moved(p);
	for (size_t i = 0; i < p->n_parts; i++)
		mark_residents(p, &p->parts[i]);
	sort_cadres(p);
}
