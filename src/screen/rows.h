/* rows.h: what a command has found, as a list that can be sorted; what a command would do, to be done with Enter.
 * argument: command lines, one below the other; of those that write there is one. */
#ifndef WANGGE_SCREEN_ROWS_H
#define WANGGE_SCREEN_ROWS_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_rows;

#endif
