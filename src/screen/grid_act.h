/* grid_act.h: what keys do on the grid screen. For the files of the grid screen only. */
#ifndef WANGGE_SCREEN_GRID_ACT_H
#define WANGGE_SCREEN_GRID_ACT_H

#include "screen/grid_data.h"

bool grid_action(struct wg_screen *s, enum wg_action action);
const char *grid_argument(struct wg_screen *s, const struct wg_param *param, struct wg_arena *a);

#endif
