/* find.h: people, doors and workers as they are typed, best first, at the foot of the screen. */
#ifndef WANGGE_SCREEN_FIND_H
#define WANGGE_SCREEN_FIND_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_find;

#endif
