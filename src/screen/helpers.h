/* helpers.h: screen 5, 资源: who can help and what can be lent or given: people, units, venues and goods. */
#ifndef WANGGE_SCREEN_HELPERS_H
#define WANGGE_SCREEN_HELPERS_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_helpers;

#endif
