/* contacts_strips.h: the buildings of a scope, and strips that are wider than their pane.
 *
 *	 1栋 AAAAAAAAAAAAAABBB|BBBBBBBBBBBCCCCCC|CCCCCDDDDDDDDDD
 *	 2栋 EEEEEEEEEEEEFFFFFFFFFFFF|GGGGGGGGGGGGHHHHHHHHHHHH
 *
 * A strip is broken between entrances where that is possible. */
#ifndef WANGGE_SCREEN_CONTACTS_STRIPS_H
#define WANGGE_SCREEN_CONTACTS_STRIPS_H

#include "view/strip.h"
#include "wangge/place.h"

/* compound: "" when all buildings of the scope are of one. */
struct wg__building {
	const char *name, *compound;
	struct wg_node node;
};

struct wg__buildings {
	struct wg__building *at;
	int n;
};

/* All buildings of a scope in walking order; an entrance that belongs to no building counts as one. */
enum wg_err wg__buildings_of(wg_office *office, const struct wg_node *scope, struct wg_arena *a,
			     struct wg__buildings *out, struct wg_error *e);

/* The columns that the names of buildings take in front of their strips, with the blank. */
int wg__strip_margin(const struct wg_cells *c, const struct wg__buildings *b);

/* Is the compound named above a strip? Two compounds may both have a 3栋. before: that of the strip above, NULL = none.
 */
bool wg__strip_has_head(const char *before, const char *compound);

/* Lines that a strip takes in width columns; at least 1. */
int wg__strip_lines(const struct wg_strip *s, int width);

/* Draws name and strip into the lines of r; margin: see wg__strip_margin(). current: the cadre whose letters are
 * reversed, -1 = none. border: a line of its own shows where it is, right before that door; 0 = none. */
void wg__strip_paint(const char *name, const struct wg_strip *s, struct wg_cells *c, struct wg_rect r, int margin,
		     int current, int border);

#endif
