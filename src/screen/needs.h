/* needs.h: screen 4, 需求: needs and orders by what is to be done with them next, what is due first on top, and
 * everything about the one under the cursor. */
#ifndef WANGGE_SCREEN_NEEDS_H
#define WANGGE_SCREEN_NEEDS_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_needs;
extern const struct wg_screen_ops wg_screen_need; /* one need, all of it; opened on its #id */

#endif
