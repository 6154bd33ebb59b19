/* grid.h: screen 2: places on the left, the households of the place under the cursor on the right. */
#ifndef WANGGE_SCREEN_GRID_H
#define WANGGE_SCREEN_GRID_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_grid;

/* Goes to the screen, to the place of a household and to its row. False when it is no longer there: then it was said.
 */
bool wg_grid_show(struct wg_ui *ui, int64_t household);

/* What was found last, for n and N; ids are copied. at: the one shown now. */
void wg_grid_hits(struct wg_ui *ui, const int64_t *households, size_t n, size_t at);

#endif
