/* plan_build.h: from rows to an instance of the planner and back, for the files of the contact plan. */
#ifndef WANGGE_COMMAND_PLAN_BUILD_H
#define WANGGE_COMMAND_PLAN_BUILD_H

#include "model/office.h"
#include "model/walk.h"
#include "plan/partition.h"
#include "wangge/plan.h"

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
	struct wg_partition in;
	struct wg_partition_plan result;
};

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
