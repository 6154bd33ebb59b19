/* walk_doors.h: the doors of an entrance in the order in which they are walked. */
#ifndef WANGGE_COMMAND_WALK_DOORS_H
#define WANGGE_COMMAND_WALK_DOORS_H

#include "command/call.h"

/* The orders, as place.walk keeps them: ascending (by number), top-down (the top floor first), odd-even (on each floor
 * the odd numbers, then the even ones), serpentine (each floor the other way round than the one below), hand. */
extern const char wg__walk_hand[];

struct wg__walk_door {
	int floor;
	const char *room;
	int64_t rank; /* out: 1 … n */
};

/* Ranks of the doors of one entrance. mode NULL and hand: as ascending. */
void wg__walk_rank(const char *mode, struct wg__walk_door *doors, size_t n, struct wg_arena *a);

/* The order that holds for an entrance: its own, else that of the next place above that has one; NULL = none has. */
enum wg_err wg__walk_of(struct wg_call *c, int64_t entrance, const char **mode, struct wg_error *e);

/* A door that comes into an entrance: from another one, or new (id 0). Texts are borrowed; label may be NULL. */
struct wg__door_in {
	int64_t id;
	int floor;
	const char *room, *label, *kind;
};

/* Gives them their places in the walk and writes them. Where the order was made by hand, or none was ever said, those
 * that are there stay as they are. WG_EREFUSED when there are too many. */
enum wg_err wg__doors_enter(struct wg_call *c, int64_t entrance, const struct wg__door_in *in, size_t n,
			    struct wg_error *e);

/* All doors of an entrance anew: first[0..n_first) in that order, the rest by mode. *changed counts those that got
 * another number. */
enum wg_err wg__doors_order(struct wg_call *c, int64_t entrance, const char *mode, const int64_t *first, size_t n_first,
			    int64_t *changed, struct wg_error *e);

/* A kind of door by any of its spellings, as its code; not given: homes. */
enum wg_err wg__door_kind(struct wg_call *c, const char *param, const char **out, struct wg_error *e);

#endif
