/* needs.h: random instances of the matching of needs and helpers, and the best total by trying everything. Shares no
 * code with the solver. */
#ifndef WANGGE_TESTS_PLAN_NEEDS_H
#define WANGGE_TESTS_PLAN_NEEDS_H

#include "base/arena.h"
#include "base/random.h"
#include "plan/match.h"

/* What a random instance has beside needs, helpers and edges. */
enum {
	NEEDS_TIES = 1,   /* few different scores */
	NEEDS_SCARCE = 2, /* caps of 0 and 1 */
	NEEDS_GROUPS = 4,
	NEEDS_URGENT = 8, /* scores in classes far apart */
	NEEDS_ALL = 15,
};

/* An instance whose arrays may be written to. */
struct needs {
	struct wg_match_problem p;
	struct wg_match_need *need;
	struct wg_match_edge *edge; /* of all needs; need[i].edge points into it */
	struct wg_match_helper *helper;
	int32_t *group_cap;
};

/* In the arena. degree: the most edges of a need. */
void needs_random(struct needs *x, struct wg_arena *a, struct wg_random *r, int n, int h, int degree, int has);

/* The edges of every need in another order. */
void needs_shuffle(struct needs *x, struct wg_random *r);

/* The best total; exponential. */
int64_t needs_brute_force(const struct wg_match_problem *p);

/* Writes the instance for tools/wgp-match; it has no groups. */
void needs_write(const struct wg_match_problem *p, const char *path);

#endif
