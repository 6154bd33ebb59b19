/* help.h: the keys that work where help was asked for. */
#ifndef WANGGE_SCREEN_HELP_H
#define WANGGE_SCREEN_HELP_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_help;

#endif
