/* bar.h: a number as a bar of # and ░, and the sign of a count against its band. */
#ifndef WANGGE_VIEW_BAR_H
#define WANGGE_VIEW_BAR_H

#include "view/cells.h"

/* width cells, of which value / max are filled, rounded; not quite 0 and not quite full stay visible as such.
 * max <= 0 counts as empty. */
void wg_bar_draw(struct wg_cells *c, int row, int col, int width, int value, int max, enum wg_role role);

/* The same as text, at most 3 * width + 1 bytes. */
void wg_bar_text(const struct wg_cells *c, int width, int value, int max, char *out, size_t cap);

/* '<' below lo, '>' above hi, else '='; ' ' when there is no band (hi = 0). */
char wg_bar_sign(int n, int lo, int hi);
/* WARN above hi, else NORMAL. */
enum wg_role wg_bar_role(int n, int hi);

#endif
