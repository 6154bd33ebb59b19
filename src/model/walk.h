/* walk.h: households in walking order, with what a plan needs to know of each. */
#ifndef WANGGE_MODEL_WALK_H
#define WANGGE_MODEL_WALK_H

#include "wangge/place.h"

struct wg_step {
	int64_t household, pos, door, entrance, building, compound;
	int floor, weight;
	int64_t contact; /* 0 = nobody */
	bool locked, care;
};

struct wg_walk {
	struct wg_step *at;
	size_t n;
};

/* The households that count (status here) of a node. */
enum wg_err wg_walk_of(wg_office *office, const struct wg_node *node, struct wg_arena *a, struct wg_walk *out,
		       struct wg_error *e);

/* Those of one contact, anywhere. */
enum wg_err wg_walk_of_contact(wg_office *office, int64_t worker, struct wg_arena *a, struct wg_walk *out,
			       struct wg_error *e);

/* The next household before (direction −1) or after (+1) a position in its community; household 0 when there is none.
 */
enum wg_err wg_walk_beside(wg_office *office, const struct wg_step *step, int direction, struct wg_step *out,
			   struct wg_error *e);

/* The deepest place that two neighbours share, as an index of wg_plan_weights.cut: 0 community, 1 compound,
 * 2 building, 3 entrance, 4 floor. */
int wg_walk_common(const struct wg_step *a, const struct wg_step *b);

/* The community around a position of the walk. */
enum wg_err wg_community_at(wg_office *office, int64_t pos, struct wg_arena *a, struct wg_node *out,
			    struct wg_error *e);

/* The communities that a node consists of: itself when it is one or lies in one. */
enum wg_err wg_communities_of(wg_office *office, const struct wg_node *node, struct wg_arena *a, struct wg_nodes *out,
			      struct wg_error *e);

#endif
