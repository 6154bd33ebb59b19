#include "wangge/scales.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "command/plan_build.h"

struct wg_scales {
	wg_office *office;
	struct wg_arena arena;
	struct wg__part part;
	int64_t *holder;                 /* per step of the walk: the worker, 0 = nobody */
	int *owner, *then;               /* per household of the instance: now, and as it is being weighed */
	int64_t *after;                  /* per step: the holder as it is being weighed */
	struct wg_map step_of, index_of; /* household → step; worker → index in the part */
	struct wg_map other_of;          /* worker who is in no plan here → index in others */
	struct wg_worker *others;
	struct wg_partition_value now;
};

static int index_of(const wg_scales *w, int64_t worker)
{
	const int64_t *at = worker ? wg_map_get(&w->index_of, worker) : NULL;
	return at ? (int)*at : -1;
}

static const struct wg_worker *worker_of(const wg_scales *w, int64_t id)
{
	const int64_t *other = wg_map_get(&w->other_of, id);
	return other ? &w->others[*other] : &w->part.workers.at[index_of(w, id)];
}

/* Who holds households here and is in no plan: no longer serving, or taking none. */
static enum wg_err read_others(wg_scales *w, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; i < w->part.walk.n; i++)
		if (w->holder[i] && index_of(w, w->holder[i]) < 0) {
			bool is_new;
			int64_t *at = wg_map_put(&w->other_of, w->holder[i], &is_new);
			*at = is_new ? (int64_t)w->other_of.len - 1 : *at;
		}
	w->others = WG_NEW(&w->arena, struct wg_worker, w->other_of.len);
	for (size_t i = 0; err == WG_OK && i < w->other_of.len; i++)
		err = wg_worker_get(w->office, w->other_of.entries[i].key, &w->arena, &w->others[i], e);
	return err;
}

/* What a worker holds is counted by the office; where a draft stands for it, what is different here is counted too. */
static void count_draft(wg_scales *w)
{
	for (size_t i = 0; i < w->part.walk.n; i++) {
		int64_t pair[2] = {w->part.walk.at[i].contact, w->holder[i]};
		for (int k = 0; k < 2 && pair[0] != pair[1]; k++) {
			int at = index_of(w, pair[k]);
			const int64_t *other = pair[k] ? wg_map_get(&w->other_of, pair[k]) : NULL;
			struct wg_worker *worker = at >= 0 ? &w->part.workers.at[at]
						   : other ? &w->others[*other]
							   : NULL;
			if (worker)
				worker->count += k ? 1 : -1;
		}
	}
}

static enum wg_err read(wg_scales *w, int64_t pos, wg_scales_contact *contact, void *user, struct wg_error *e)
{
	struct wg_plan_opts opts = {0};
	struct wg__part *part = &w->part;
	enum wg_err err = wg_community_at(w->office, pos, &w->arena, &part->node, e);
	if (err == WG_OK)
		err = wg__part_build(w->office, &opts, false, &w->arena, part, e);
	if (err != WG_OK)
		return err;
	for (size_t k = 0; k < part->workers.n; k++)
		*wg_map_put(&w->index_of, part->workers.at[k].id, NULL) = (int64_t)k;
	w->holder = WG_NEW(&w->arena, int64_t, part->walk.n);
	w->after = WG_NEW(&w->arena, int64_t, part->walk.n);
	for (size_t i = 0; i < part->walk.n; i++) {
		const struct wg_step *s = &part->walk.at[i];
		w->holder[i] = contact ? contact(user, s->household, s->contact) : s->contact;
		*wg_map_put(&w->step_of, s->household, NULL) = (int64_t)i;
	}
	if ((err = read_others(w, e)) != WG_OK)
		return err;
	count_draft(w);
	w->owner = WG_NEW(&w->arena, int, part->n);
	w->then = WG_NEW(&w->arena, int, part->n);
	for (int i = 0; i < part->n; i++)
		w->owner[i] = index_of(w, w->holder[part->chain[i]]);
	wg_partition_evaluate(&part->in, w->owner, &w->now);
	return WG_OK;
}

enum wg_err wg_scales_open(wg_office *office, int64_t pos, wg_scales_contact *contact, void *user, wg_scales **out,
			   struct wg_error *e)
{
	wg_scales *w = wg_xmalloc(sizeof *w);
	*w = (wg_scales){.office = office};
	enum wg_err err = wg_office_read_begin(office, e);
	if (err == WG_OK) {
		err = read(w, pos, contact, user, e);
		wg_office_read_end(office);
	}
	if (err != WG_OK)
		wg_scales_close(&w);
	else
		*out = w;
	return err;
}

void wg_scales_close(wg_scales **scales)
{
	if (!*scales)
		return;
	wg_map_free(&(*scales)->step_of);
	wg_map_free(&(*scales)->index_of);
	wg_map_free(&(*scales)->other_of);
	wg_arena_free(&(*scales)->arena);
	free(*scales);
	*scales = NULL;
}

const struct wg_node *wg_scales_community(const wg_scales *scales)
{
	return &scales->part.node;
}

/* The steps of the households that count, ascending; how many. */
static size_t steps_of(const wg_scales *w, const int64_t *households, size_t n, struct wg_arena *a, size_t **out)
{
	bool *chosen = WG_NEW(a, bool, w->part.walk.n);
	size_t found = 0;
	for (size_t i = 0; i < n; i++) {
		const int64_t *at = wg_map_get(&w->step_of, households[i]);
		if (at)
			chosen[*at] = true;
	}
	*out = WG_NEW(a, size_t, n);
	for (size_t i = 0; i < w->part.walk.n && found < n; i++)
		if (chosen[i])
			(*out)[found++] = i;
	return found;
}

/* The first cadre along the walk from a step on who could take households and is not `holder`; 0 = none. */
static int64_t beside(const wg_scales *w, size_t step, int direction, int64_t holder)
{
	size_t i = step;
	while (direction < 0 ? i > 0 : i + 1 < w->part.walk.n) {
		i = direction < 0 ? i - 1 : i + 1;
		if (w->holder[i] != holder && index_of(w, w->holder[i]) >= 0)
			return w->holder[i];
	}
	return 0;
}

static bool goes_over(const struct wg_worker *w, size_t n)
{
	return w->hi > 0 && w->count + (int64_t)n > w->hi;
}

/* Of the two cadres beside these households the one whose band has room, else the one who carries less; who has all of
 * them already is no choice. */
static int64_t neighbour(const wg_scales *w, const size_t *steps, size_t n)
{
	int64_t holder = w->holder[steps[0]];
	for (size_t s = 1; s < n; s++)
		holder = w->holder[steps[s]] == holder ? holder : -1;
	int64_t before = beside(w, steps[0], -1, holder), behind = beside(w, steps[n - 1], 1, holder);
	if (!before || !behind || before == behind)
		return before ? before : behind;
	const struct wg_worker *x = worker_of(w, before), *y = worker_of(w, behind);
	if (goes_over(x, n) != goes_over(y, n))
		return goes_over(x, n) ? behind : before;
	return x->load < y->load || (x->load == y->load && x->id < y->id) ? before : behind;
}

static struct wg_weigh_side *side_of(const wg_scales *w, struct wg_weighed *out, int64_t worker)
{
	for (int i = 0; i < out->n_sides; i++)
		if (out->sides[i].worker.id == worker)
			return &out->sides[i];
	if (!worker || out->n_sides == WG_SCALES_SIDES)
		return NULL;
	const struct wg_worker *known = worker_of(w, worker);
	out->sides[out->n_sides] =
		(struct wg_weigh_side){.worker = *known, .before = known->count, .after = known->count};
	return &out->sides[out->n_sides++];
}

static int stretches(const wg_scales *w, const int64_t *holder, int64_t worker)
{
	int n = 0;
	int64_t last = 0;
	for (int i = 0; i < w->part.n; i++) {
		n += holder[w->part.chain[i]] == worker && last != worker;
		last = holder[w->part.chain[i]];
	}
	return n;
}

static bool is_recused(const wg_scales *w, int cadre, size_t step)
{
	for (int i = 0; i < w->part.in.n_forbid; i++) {
		const struct wg_partition_pair *p = &w->part.in.forbid[i];
		if (p->cadre == cadre && (size_t)w->part.chain[p->household] == step)
			return true;
	}
	return false;
}

/* Covering what nobody had, or leaving a cadre idle, is no question of price: it is seen without one. */
static int64_t shown_price(const struct wg_partition_value *v)
{
	return v->parts.load + v->parts.cut + v->parts.move + v->parts.affinity;
}

static void price(wg_scales *w, struct wg_weighed *out)
{
	struct wg_partition_value then;
	for (int i = 0; i < w->part.n; i++)
		w->then[i] = index_of(w, w->after[w->part.chain[i]]);
	wg_partition_evaluate(&w->part.in, w->then, &then);
	out->price = shown_price(&then) - shown_price(&w->now);
}

static void give(wg_scales *w, size_t step, int64_t to, struct wg_weighed *out)
{
	int64_t from = w->holder[step];
	if (from == to)
		return;
	if (from && w->part.walk.at[step].locked) {
		out->locked++;
		return;
	}
	struct wg_weigh_side *loser = side_of(w, out, from);
	if (loser)
		loser->after--;
	out->sides[0].after++;
	out->changed++;
	out->recused += is_recused(w, index_of(w, to), step);
	out->priced = out->priced && (!from || index_of(w, from) >= 0);
	w->after[step] = to;
}

void wg_weigh(wg_scales *w, const int64_t *households, size_t n, int64_t to, struct wg_weighed *out)
{
	struct wg_arena a = {0};
	size_t *steps, found = steps_of(w, households, n, &a, &steps);
	*out = (struct wg_weighed){.whole = true, .priced = true};
	if (found > 0 && !to)
		to = neighbour(w, steps, found);
	if (found > 0 && index_of(w, to) >= 0) {
		memcpy(w->after, w->holder, w->part.walk.n * sizeof *w->after);
		side_of(w, out, to);
		for (size_t i = 0; i < found; i++)
			give(w, steps[i], to, out);
		if (out->priced)
			price(w, out);
	}
	for (int i = 0; i < out->n_sides; i++) {
		struct wg_weigh_side *s = &out->sides[i];
		s->stretches_before = stretches(w, w->holder, s->worker.id);
		s->stretches_after = stretches(w, w->after, s->worker.id);
		out->whole = out->whole && (s->stretches_after <= 1 || s->stretches_after <= s->stretches_before);
	}
	wg_arena_free(&a);
}
