/* assign.h: who gets these households: a prompt with candidates and what would follow, at the foot of any list.
 * argument: the households, "#12,#13". */
#ifndef WANGGE_SCREEN_ASSIGN_H
#define WANGGE_SCREEN_ASSIGN_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_assign;

#endif
