/* plan.h: a contact plan: asked for in a form, looked at, put into force or kept as a draft. Opened on a place: a path
 * or "#id". */
#ifndef WANGGE_SCREEN_PLAN_H
#define WANGGE_SCREEN_PLAN_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_plan;

#endif
