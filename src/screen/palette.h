/* palette.h: a command typed, or chosen from everything that can be done here. */
#ifndef WANGGE_SCREEN_PALETTE_H
#define WANGGE_SCREEN_PALETTE_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_palette;

#endif
