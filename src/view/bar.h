/* bar.h: a number as a bar of # and ░. */
#ifndef WANGGE_VIEW_BAR_H
#define WANGGE_VIEW_BAR_H

#include "view/cells.h"

/* width cells, of which value / max are filled, rounded; not quite 0 and not quite full stay visible as such.
 * max <= 0 counts as empty. At most 3 * width + 1 bytes. */
void wg_bar_text(const struct wg_cells *c, int width, int value, int max, char *out, size_t cap);

#endif
