/* instance.h: random instances of the contact plan, a second opinion on what a plan costs, and the best plan by trying
 * all of them. Shares no code with the planner. */
#ifndef WANGGE_TESTS_PLAN_INSTANCE_H
#define WANGGE_TESTS_PLAN_INSTANCE_H

#include "base/arena.h"
#include "base/random.h"
#include "plan/partition.h"

enum { INSTANCE_N = 4000, INSTANCE_K = 250, INSTANCE_LINES = 4000 };

/* A partition with room for its arrays. p points into the struct itself: use it in place. */
struct instance {
	struct wg_partition p;
	int weight[INSTANCE_N], gap[INSTANCE_N], current[INSTANCE_N], fixed[INSTANCE_N];
	struct wg_partition_cadre cadre[INSTANCE_K];
	int share[INSTANCE_K];
	struct wg_partition_bonus bonus[INSTANCE_LINES];
	struct wg_partition_pair forbid[INSTANCE_LINES];
};

/* What a random instance has beside households and cadres. */
enum {
	HAS_CLASSES = 1,   /* up to three bands and shares */
	HAS_CURRENT = 2,   /* present cadres, partly scattered */
	HAS_BONUS = 4,
	HAS_FORBID = 8,
	HAS_FIXED = 16,
	HAS_HELD = 32,
	HAS_ODD_PRICES = 64, /* cheap holes, borders below 0 */
	HAS_ALL = 127,
};

/* n households, k cadres with bands around lo … hi. */
void instance_random(struct instance *x, struct wg_random *r, int n, int k, int lo, int hi, int has);

/* The buildings of a compound as gaps: 400 on a floor, 60, 15, 5, 0 between floors, entrances, buildings, compounds. */
void instance_gaps(struct instance *x, struct wg_random *r);

/* A copy of any partition that fits. */
void instance_copy(const struct wg_partition *p, struct instance *out);

/* The walk backwards. */
void instance_reverse(const struct instance *x, struct instance *out);

/* The same under other cadre indexes: to[old] = new. */
void instance_permute(const struct instance *x, const int *to, struct instance *out);

/* Objective, or INT64_MAX when a hard rule is broken. */
int64_t instance_cost(const struct wg_partition *p, const int *owner);

/* The least cost of all plans; INT64_MAX when there is none. */
int64_t instance_brute_force(const struct wg_partition *p);

#endif
