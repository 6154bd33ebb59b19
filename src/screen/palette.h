/* palette.h: a command typed, or chosen from everything that can be done here; and the form that asks for what a
 * command needs. */
#ifndef WANGGE_SCREEN_PALETTE_H
#define WANGGE_SCREEN_PALETTE_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_palette;
extern const struct wg_screen_ops wg_screen_ask; /* argument: the command's name */

#endif
