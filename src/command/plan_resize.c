/* The same plan with another number of cadres. */
#include <stdlib.h>

#include "base/clock.h"
#include "command/plan_build.h"

static bool has_pin(const struct wg__part *part, int64_t worker)
{
	for (size_t i = 0; i < part->n_pins; i++) {
		const struct wg__pin *p = &part->pins[i];
		if (part->workers.at[p->right].id == worker || (p->left >= 0 && part->workers.at[p->left].id == worker))
			return true;
	}
	return false;
}

struct choice {
	int64_t worker, count;
	bool stays;
};

/* Who is pinned, then who has most, then who came first. */
static int by_weight(const void *a, const void *b)
{
	const struct choice *x = a, *y = b;
	if (x->stays != y->stays)
		return x->stays ? -1 : 1;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return (x->worker > y->worker) - (x->worker < y->worker);
}

static int by_idleness(const void *a, const void *b)
{
	const struct choice *x = a, *y = b;
	if (x->count != y->count)
		return x->count < y->count ? -1 : 1;
	return (x->worker > y->worker) - (x->worker < y->worker);
}

static enum wg_err add_others(const struct wg_plan *p, struct wg_arena *a, struct choice **list, size_t *n,
			      struct wg_error *e)
{
	struct wg_workers all;
	enum wg_err err = wg_worker_list(p->office, &p->parts[0].node, true, a, &all, e);
	if (err != WG_OK)
		return err;
	struct choice *more = WG_NEW(a, struct choice, *n + all.n);
	size_t taken = *n;
	for (size_t i = 0; i < taken; i++)
		more[i] = (*list)[i];
	for (size_t i = 0; i < all.n; i++) {
		bool there = all.at[i].until && all.at[i].until < wg_today();
		for (size_t k = 0; k < taken; k++)
			there = there || more[k].worker == all.at[i].id;
		if (!there)
			more[(*n)++] = (struct choice){.worker = all.at[i].id, .count = all.at[i].count};
	}
	if (*n > taken)
		qsort(more + taken, *n - taken, sizeof *more, by_idleness);
	*list = more;
	return WG_OK;
}

/* Those who take part now, the ones to stand back last; then, if more are wanted, the others who serve there. */
static enum wg_err choose(const struct wg_plan *p, size_t k, struct wg_arena *a, int64_t *out, struct wg_error *e)
{
	struct choice *list = WG_NEW(a, struct choice, p->n_cadres);
	size_t n = p->n_cadres;
	for (size_t i = 0; i < n; i++) {
		const struct wg_plan_cadre *c = &p->cadres[i];
		list[i] = (struct choice){c->worker.id, c->count, has_pin(&p->parts[0], c->worker.id)};
	}
	if (n > 1)
		qsort(list, n, sizeof *list, by_weight);
	enum wg_err err = k > n ? add_others(p, a, &list, &n, e) : WG_OK;
	if (err == WG_OK && k > n)
		err = wg_fail(e, WG_EREFUSED, N_("only {1} cadres who take households serve there"), "d", (int)n);
	if (err == WG_OK && k < n && list[k].stays)
		err = wg_fail(e, WG_EREFUSED, N_("more cadres than that are locked in this plan"), "");
	for (size_t i = 0; err == WG_OK && i < k; i++)
		out[i] = list[i].worker;
	return err;
}

/* Pins by the ids of household and workers: the same instance, other indexes. */
static enum wg_err copy_pins(const struct wg_plan *from, struct wg_plan *to, struct wg_error *e)
{
	const struct wg__part *part = &from->parts[0];
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < part->n_pins; i++) {
		const struct wg__pin *p = &part->pins[i];
		int64_t household = part->walk.at[part->chain[p->at]].household;
		int64_t left = p->left < 0 ? 0 : part->workers.at[p->left].id;
		err = wg__plan_add_pin(to, household, left, part->workers.at[p->right].id, e);
	}
	return err;
}

/* Who has each household in the present draft, by the other part's indexes; −1 = nobody who takes part there. */
static int *holders(const struct wg_plan *from, const struct wg__part *to, struct wg_arena *a)
{
	const struct wg__part *part = &from->parts[0];
	int *out = WG_NEW(a, int, to->n), *index = WG_NEW(a, int, part->workers.n);
	for (size_t k = 0; k < part->workers.n; k++) {
		index[k] = -1;
		for (size_t x = 0; x < to->workers.n; x++)
			index[k] = to->workers.at[x].id == part->workers.at[k].id ? (int)x : index[k];
	}
	for (int i = 0; i < to->n; i++)
		out[i] = i < part->n && part->result.owner[i] >= 0 ? index[part->result.owner[i]] : -1;
	return out;
}

enum wg_err wg_plan_resize(const wg_plan *plan, size_t k, wg_plan **out, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_plan_opts opts = plan->opts;
	wg_plan *p = NULL;
	if (plan->n_parts != 1)
		return wg_fail(e, WG_EREFUSED, N_("one community at a time, please: open the plan of one"), "");
	if (k < 1)
		return wg_fail(e, WG_EUSAGE, N_("at least one cadre"), "");
	int64_t *cadres = WG_NEW(&a, int64_t, k);
	enum wg_err err = choose(plan, k, &a, cadres, e);
	opts.cadres = cadres;
	opts.n_cadres = k;
	opts.mode = plan->totals.fresh ? WG_PLAN_FRESH : WG_PLAN_KEEP;
	if (err == WG_OK)
		err = wg_plan_open(plan->office, &opts, &p, e);
	if (err == WG_OK && plan->parts[0].n_pins) {
		err = copy_pins(plan, p, e);
		if (err == WG_OK)
			err = wg_plan_prove(p, 0, e);
		p->past = NULL;
	}
	if (err == WG_OK && p->totals.fresh) {
		wg__plan_rename(&p->parts[0], holders(plan, &p->parts[0], &a), &p->arena);
		wg__plan_gather(p);
	}
	if (err == WG_OK)
		*out = p;
	else
		wg_plan_close(&p);
	wg_arena_free(&a);
	return err;
}
