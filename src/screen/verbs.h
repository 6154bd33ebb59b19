/* verbs.h: what can be done with households and cadres on every screen that says which they are (ops->argument). */
#ifndef WANGGE_SCREEN_VERBS_H
#define WANGGE_SCREEN_VERBS_H

#include "screen/screen.h"

/* False when the action is none of them. */
bool wg_verb(struct wg_ui *ui, struct wg_screen *s, enum wg_action action);

#endif
