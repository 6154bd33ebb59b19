/* plan_build.h: from rows to an instance of the planner and back, for the files of the contact plan. */
#ifndef WANGGE_COMMAND_PLAN_BUILD_H
#define WANGGE_COMMAND_PLAN_BUILD_H

#include "model/office.h"
#include "model/walk.h"
#include "plan/partition.h"
#include "wangge/plan.h"

/* What a hand has fixed: a border right before household `at` of the instance, between two cadres; or, with left −1,
 * the household `at` with cadre `right`. Cadres by their index in the part. */
struct wg__pin {
	int at, left, right;
};

/* One community (or what of it lies in the scope), solved on its own. */
struct wg__part {
	struct wg_node node;
	struct wg_walk walk; /* all households of the part, locked ones too */
	int *chain;          /* [n] index into walk of each household of the instance */
	int n, n_locked;
	size_t first_step, first_cadre, n_cadres; /* where its rows are in the plan */
	struct wg_workers workers;
	int *held, *held_load; /* per worker: outside the instance */
	int *target;           /* per worker: load that would be fair, all told */
	int *present;          /* per household of the instance: who has it now, −1 = nobody who takes part */
	int64_t *home;         /* per worker: the entrance it lives in; 0 = none here */
	struct wg_partition in;
	struct wg_partition_plan result;
	const struct wg__pin *pins; /* replaced, never changed: an earlier state keeps its own */
	size_t n_pins;
	int64_t bound;  /* no plan costs less, whatever is pinned */
	bool kept;      /* a draft: it is not improved */
	size_t n_taken; /* runs of the draft that are in this part */
	bool unproven;  /* planned anew since the last proof was sought */
};

/* What undo goes back to. */
struct wg__past {
	struct wg__past *before;
	size_t part, n_pins;
	const struct wg__pin *pins;
	struct wg_partition_plan result;
	bool unproven, kept;
};

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
	struct wg__past *past; /* the last pin or move first */
};

/* The rows of the plan from the solutions of its parts. */
void wg__plan_gather(struct wg_plan *p);

/* Cadres who are alike change places so that each keeps as much as can be of what it has in before ([n] cadre or −1).
 * The plan costs the same. */
void wg__plan_rename(struct wg__part *part, const int *before, struct wg_arena *a);

/* The part that a step is in, and its household there; NULL for a locked household, which is in no instance. */
struct wg__part *wg__plan_part(struct wg_plan *p, size_t step, int *house);

/* The part of a cadre and its index there; NULL when there is no such cadre. */
struct wg__part *wg__plan_part_of(struct wg_plan *p, int cadre, int *worker);
int wg__plan_index(const struct wg_plan *p, int64_t worker); /* the cadre's row; −1 = none */

/* A pin by ids: the border between left and worker right before the household; left 0: the household to worker. The
 * plan is solved around it by wg_plan_prove(). */
enum wg_err wg__plan_add_pin(struct wg_plan *plan, int64_t household, int64_t left, int64_t worker, struct wg_error *e);

/* A border: before household `at` of the part, tried before `to`. */
struct wg__border {
	int left, right, at, to;
	bool pinned;
};

/* The border behind a cadre's stretch moved: its price, and the owners then, in a; NULL when it cannot be drawn there
 * at all. *part stays as it is when there is no such border. */
const int *wg__plan_try(struct wg_plan *plan, int cadre, enum wg_plan_move move, struct wg_arena *a,
			struct wg__part **part, struct wg__border *b, struct wg_plan_price *out);

/* The callback of the solvers, user being the plan. */
wg_partition_tick wg__plan_tick;

/* Reads the part's households and cadres and sets up in. fresh: nobody counts as having a contact. */
enum wg_err wg__part_build(wg_office *office, const struct wg_plan_opts *opts, bool fresh, struct wg_arena *a,
			   struct wg__part *part, struct wg_error *e);

/* Prices of the borders of a walk: gap[i] stands between i − 1 and i. */
int *wg__gaps(wg_office *office, const struct wg_walk *walk, const int *chain, int n, struct wg_arena *a);

/* What a cadre who lives there likes and what it must not have: bonus and forbid of in, for the workers of in's order.
 */
enum wg_err wg__wishes(wg_office *office, const struct wg_workers *workers, const struct wg_walk *walk,
		       const int *chain, int n, struct wg_arena *a, struct wg_partition *in, struct wg_error *e);

#endif
