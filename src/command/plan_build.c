#include "command/plan_build.h"

#include <string.h>

#include "base/clock.h"
#include "base/map.h"
#include "base/vec.h"

static const char SQL_LIVES[] = "SELECT d.entrance_id, en.parent_id FROM worker w JOIN door d ON d.id = w.lives_id "
				"JOIN place en ON en.id = d.entrance_id WHERE w.id = $1";
static const char SQL_RECUSED[] =
	"SELECT household_id FROM recusal WHERE worker_id = $1 AND until IS NULL UNION "
	"SELECT p.household_id FROM worker w JOIN person p ON p.id = w.person_id WHERE w.id = $1";

int *wg__gaps(wg_office *office, const struct wg_walk *walk, const int *chain, int n, struct wg_arena *a)
{
	int *gap = WG_NEW(a, int, n + 1);
	for (int i = 1; i < n; i++)
		gap[i] = office->codes->plan.cut[wg_walk_common(&walk->at[chain[i - 1]], &walk->at[chain[i]])];
	return gap;
}

struct wishes {
	WG_VEC(struct wg_partition_bonus) bonus;
	WG_VEC(struct wg_partition_pair) forbid;
};

/* Stretches of the chain in one entrance or building. */
static void like(struct wishes *w, int cadre, const struct wg_walk *walk, const int *chain, int n, int64_t place,
		 bool entrance, int bonus)
{
	for (int i = 0; bonus && i < n; i++) {
		int from = i;
		while (i < n && (entrance ? walk->at[chain[i]].entrance : walk->at[chain[i]].building) == place)
			i++;
		if (i > from)
			WG_PUSH(&w->bonus, (struct wg_partition_bonus){cadre, from, i, bonus});
	}
}

static enum wg_err wishes_of(wg_office *office, struct wishes *w, int cadre, const struct wg_worker *worker,
			     const struct wg_walk *walk, const int *chain, int n, const struct wg_map *index,
			     struct wg_error *e)
{
	const struct wg_plan_weights *price = &office->codes->plan;
	int64_t entrance = 0, building = 0;
	struct wg_stmt *st = wg_query(office->db, SQL_LIVES);
	wg_bind_int(st, 1, worker->id);
	if (wg_step(st)) {
		entrance = wg_int(st, 0);
		building = wg_int(st, 1);
	}
	enum wg_err err = wg_done(st, e);
	if (err != WG_OK)
		return err;
	if (entrance) {
		like(w, cadre, walk, chain, n, building, false, price->affinity_building);
		like(w, cadre, walk, chain, n, entrance, true, price->affinity_entrance - price->affinity_building);
	}
	st = wg_query(office->db, SQL_RECUSED);
	wg_bind_int(st, 1, worker->id);
	while (wg_step(st)) {
		const int64_t *at = wg_map_get(index, wg_int(st, 0));
		if (at)
			WG_PUSH(&w->forbid, (struct wg_partition_pair){cadre, (int)*at});
	}
	return wg_done(st, e);
}

static void *keep(struct wg_arena *a, const void *at, size_t bytes)
{
	void *copy = wg_arena_alloc(a, bytes);
	if (bytes)
		memcpy(copy, at, bytes);
	return copy;
}

enum wg_err wg__wishes(wg_office *office, const struct wg_workers *workers, const struct wg_walk *walk,
		       const int *chain, int n, struct wg_arena *a, struct wg_partition *in, struct wg_error *e)
{
	struct wishes w = {0};
	struct wg_map index = {0};
	enum wg_err err = WG_OK;
	for (int i = 0; i < n; i++)
		*wg_map_put(&index, walk->at[chain[i]].household, NULL) = i;
	for (size_t k = 0; err == WG_OK && k < workers->n; k++)
		err = wishes_of(office, &w, (int)k, &workers->at[k], walk, chain, n, &index, e);
	in->n_bonus = (int)w.bonus.len;
	in->bonus = keep(a, w.bonus.at, w.bonus.len * sizeof *w.bonus.at);
	in->n_forbid = (int)w.forbid.len;
	in->forbid = keep(a, w.forbid.at, w.forbid.len * sizeof *w.forbid.at);
	WG_VEC_FREE(&w.bonus);
	WG_VEC_FREE(&w.forbid);
	wg_map_free(&index);
	return err;
}

/* Who can take households here: those named, or all who serve; nobody whose stationing is over. */
static enum wg_err choose_workers(wg_office *office, const struct wg_plan_opts *opts, struct wg_arena *a,
				  struct wg__part *part, struct wg_error *e)
{
	struct wg_workers all;
	enum wg_err err = wg_worker_list(office, &part->node, true, a, &all, e);
	size_t n = 0;
	for (size_t i = 0; err == WG_OK && i < all.n; i++) {
		bool wanted = !opts->cadres;
		for (size_t k = 0; k < opts->n_cadres; k++)
			wanted = wanted || opts->cadres[k] == all.at[i].id;
		if (wanted && (!all.at[i].until || all.at[i].until >= wg_today()))
			all.at[n++] = all.at[i];
	}
	if (err == WG_OK) {
		all.n = n;
		part->workers = all;
	}
	return err;
}

/* Locked households leave the chain. */
static void choose_chain(struct wg_arena *a, struct wg__part *part)
{
	part->chain = WG_NEW(a, int, part->walk.n);
	for (size_t i = 0; i < part->walk.n; i++) {
		const struct wg_step *s = &part->walk.at[i];
		if (s->locked && s->contact)
			part->n_locked++;
		else
			part->chain[part->n++] = (int)i;
	}
}

static int weight_of(const struct wg_plan_opts *opts, const struct wg_step *s)
{
	return opts->by_count ? 1 : s->weight;
}

/* What each worker holds besides the chain: all that it holds, less what of it stands in the chain. */
static void count_held(const struct wg_plan_opts *opts, struct wg_arena *a, struct wg__part *part,
		       const struct wg_map *worker_index)
{
	part->held = WG_NEW(a, int, part->workers.n);
	part->held_load = WG_NEW(a, int, part->workers.n);
	for (size_t k = 0; k < part->workers.n; k++) {
		part->held[k] = (int)part->workers.at[k].count;
		part->held_load[k] = (int)(opts->by_count ? part->workers.at[k].count : part->workers.at[k].load);
	}
	for (int i = 0; i < part->n; i++) {
		const struct wg_step *s = &part->walk.at[part->chain[i]];
		const int64_t *k = s->contact ? wg_map_get(worker_index, s->contact) : NULL;
		if (k) {
			part->held[*k]--;
			part->held_load[*k] -= weight_of(opts, s);
		}
	}
}

static enum wg_err find_homes(wg_office *office, struct wg_arena *a, struct wg__part *part, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	part->home = WG_NEW(a, int64_t, part->workers.n);
	for (size_t k = 0; err == WG_OK && k < part->workers.n; k++) {
		struct wg_stmt *st = wg_query(office->db, SQL_LIVES);
		wg_bind_int(st, 1, part->workers.at[k].id);
		err = wg_one_int(st, 0, &part->home[k], e);
	}
	return err;
}

static void set_cadres(struct wg_arena *a, struct wg__part *part, int64_t chain_weight)
{
	size_t K = part->workers.n;
	struct wg_partition_cadre *cadre = WG_NEW(a, struct wg_partition_cadre, K);
	int *share = WG_NEW(a, int, K);
	int64_t total = chain_weight;
	part->target = WG_NEW(a, int, K);
	for (size_t k = 0; k < K; k++) {
		const struct wg_worker *w = &part->workers.at[k];
		share[k] = w->share > 0 ? w->share : w->hi;
		total += part->held_load[k];
	}
	wg_partition_targets(total, (int)K, share, part->target);
	for (size_t k = 0; k < K; k++) {
		const struct wg_worker *w = &part->workers.at[k];
		int held = part->held[k];
		cadre[k] = (struct wg_partition_cadre){
			.lo = w->lo > held ? w->lo - held : 0,
			.hi = w->hi > held ? w->hi - held : 0,
			.target = part->target[k] - part->held_load[k],
			.held = held,
		};
	}
	part->in.n_cadre = (int)K;
	part->in.cadre = cadre;
}

enum wg_err wg__part_build(wg_office *office, const struct wg_plan_opts *opts, bool fresh, struct wg_arena *a,
			   struct wg__part *part, struct wg_error *e)
{
	struct wg_map worker_index = {0};
	const struct wg_plan_weights *price = &office->codes->plan;
	enum wg_err err = wg_walk_of(office, &part->node, a, &part->walk, e);
	if (err == WG_OK)
		err = choose_workers(office, opts, a, part, e);
	if (err == WG_OK)
		err = find_homes(office, a, part, e);
	if (err != WG_OK)
		return err;
	choose_chain(a, part);
	for (size_t k = 0; k < part->workers.n; k++)
		*wg_map_put(&worker_index, part->workers.at[k].id, NULL) = (int64_t)k;
	count_held(opts, a, part, &worker_index);
	int *weight = WG_NEW(a, int, part->n);
	part->present = WG_NEW(a, int, part->n);
	int64_t sum = 0;
	for (int i = 0; i < part->n; i++) {
		const struct wg_step *s = &part->walk.at[part->chain[i]];
		const int64_t *k = s->contact ? wg_map_get(&worker_index, s->contact) : NULL;
		weight[i] = weight_of(opts, s);
		part->present[i] = k ? (int)*k : -1;
		sum += weight[i];
	}
	part->in = (struct wg_partition){
		.n = part->n,
		.weight = weight,
		.gap = wg__gaps(office, &part->walk, part->chain, part->n, a),
		.current = fresh ? NULL : part->present,
		.price = {.load = 1,
			  .move = price->move,
			  .unused = price->unused,
			  .uncovered = price->uncovered,
			  .uncovered_weight = price->uncovered_weight},
	};
	set_cadres(a, part, sum);
	err = wg__wishes(office, &part->workers, &part->walk, part->chain, part->n, a, &part->in, e);
	wg_map_free(&worker_index);
	return err;
}
