/* menu.h: what can be recorded about what lies below: a digit chooses, the form of the command opens. Built from the
 * registry: every command whose first parameter is such a thing. argument: "household", "worker", "place", "add" or
 * "print". */
#ifndef WANGGE_SCREEN_MENU_H
#define WANGGE_SCREEN_MENU_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_menu;

#endif
