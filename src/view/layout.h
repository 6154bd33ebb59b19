/* layout.h: who gets which rows and columns. A tree of boxes; each box divides itself among its children along one
 * direction. The result can be printed, so that layouts are tested without a screen. */
#ifndef WANGGE_VIEW_LAYOUT_H
#define WANGGE_VIEW_LAYOUT_H

#include "view/cells.h"

enum wg_direction { WG_ROWS, WG_COLUMNS }; /* children one below the other, or side by side */

/* Along its parent's direction a box takes fixed cells when fixed > 0, else min … max (0 = no limit), sharing what is
 * left by weight (0 counts as 1). When there is too little room, flexible boxes stop at min, and whole boxes are
 * dropped by drop: the greatest first, 0 never. A dropped or hidden box has no rows and no columns. */
enum { WG_LAYOUT_CHILDREN = 64 }; /* at most, of one box */

struct wg_box {
	const char *name;
	int fixed, min, max, weight, drop;
	bool hidden;
	enum wg_direction direction;
	struct wg_box *children;
	int n;
	struct wg_rect rect; /* the result */
};

void wg_layout(struct wg_box *root, struct wg_rect space);
const struct wg_box *wg_layout_find(const struct wg_box *root, const char *name); /* NULL when there is none */

/* "screen 30x100+0+0 {tabs 1x100+0+0 body 28x100+1+0}" */
void wg_layout_print(const struct wg_box *root, struct wg_buf *out);

#endif
