/* duty.h: who stands in for an absent cadre, and who has which duty where. */
#ifndef WANGGE_DUTY_H
#define WANGGE_DUTY_H

#include "wangge/worker.h"

/* by stands in for worker from since to until, both days included; until 0 = until it is ended. households: those of
 * the worker. Texts are never NULL. */
struct wg_cover {
	int64_t id, worker_id, by_id, since, until, households;
	const char *worker, *by, *by_phone, *reason;
};

struct wg_covers {
	struct wg_cover *at;
	size_t n;
};

/* Those that last to the day `from` or longer, by worker and first day. worker: 0 = anybody's. */
enum wg_err wg_cover_list(wg_office *office, int64_t worker, int64_t from, struct wg_arena *a, struct wg_covers *out,
			  struct wg_error *e);

/* Who is called on a day instead of the worker; id 0 = the worker himself. */
enum wg_err wg_cover_on(wg_office *office, int64_t worker, int64_t day, struct wg_arena *a, struct wg_cover *out,
			struct wg_error *e);

/* A duty: kind is a code of the list "role". where: the path of the place or the area's name. home: the door where its
 * holder lives, as 3栋1单元702, or 702 when that is in the building or entrance itself; "" = not known. */
struct wg_duty {
	int64_t id, worker_id, place_id, area_id, since, until; /* until 0 = holds */
	const char *kind, *worker, *phone, *where, *home;
};

struct wg_duties {
	struct wg_duty *at;
	size_t n;
};

enum wg_duty_scope {
	WG_DUTIES_HERE,  /* that hold for this node: its own, and those of the places and areas above, the nearest first
			  */
	WG_DUTIES_BELOW, /* these, and those of everything below */
};

/* past: those that have ended too. */
enum wg_err wg_duty_list(wg_office *office, const struct wg_node *node, enum wg_duty_scope scope, bool past,
			 struct wg_arena *a, struct wg_duties *out, struct wg_error *e);

#endif
