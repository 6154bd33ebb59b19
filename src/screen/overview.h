/* overview.h: screen 1: what is to be done today, and how the place stands. Every row opens its list. */
#ifndef WANGGE_SCREEN_OVERVIEW_H
#define WANGGE_SCREEN_OVERVIEW_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_overview;

#endif
