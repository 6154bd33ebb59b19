/* scales.h: what it would mean to give some households to another cadre, as figures that follow a cursor. A community
 * is read once; nothing is run, previewed or written, and rules are left to the command. */
#ifndef WANGGE_SCALES_H
#define WANGGE_SCALES_H

#include "wangge/worker.h"

typedef struct wg_scales wg_scales;

/* Whose a household is where a draft stands for the office; now: of the office, 0 = nobody. */
typedef int64_t wg_scales_contact(void *user, int64_t household, int64_t now);

/* Reads the community around a position of the walk. contact: NULL = as the office has it. */
enum wg_err wg_scales_open(wg_office *office, int64_t pos, wg_scales_contact *contact, void *user, wg_scales **scales,
			   struct wg_error *e);
void wg_scales_close(wg_scales **scales);
const struct wg_node *wg_scales_community(const wg_scales *scales);

/* A cadre who gains or loses; stretches: how often its households are parted by those of others along the walk, plus
 * one (locked ones do not count). */
struct wg_weigh_side {
	struct wg_worker worker;
	int64_t before, after;
	int stretches_before, stretches_after;
};

enum { WG_SCALES_SIDES = 64 };

/* sides[0] gains, the others lose, in walking order; of those who lose some may be left out. */
struct wg_weighed {
	struct wg_weigh_side sides[WG_SCALES_SIDES];
	int n_sides;
	int changed, locked, recused; /* households; locked ones stay where they are */
	bool whole;                   /* nobody's stretch is parted who had one before */
	bool priced;                  /* price is known */
	int64_t price;                /* of load, borders, changes and nearness, by the weights of the plan */
};

/* to: a worker who takes households there, or 0: of the two who stand beside them along the walk the one whose
 * band has room, else the one who carries less. n_sides 0: there is nobody. */
void wg_weigh(wg_scales *scales, const int64_t *households, size_t n, int64_t to, struct wg_weighed *out);

#endif
