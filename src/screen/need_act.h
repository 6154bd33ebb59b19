/* need_act.h: what can be done with a need in its state: one table of keys over that of order.h. */
#ifndef WANGGE_SCREEN_NEED_ACT_H
#define WANGGE_SCREEN_NEED_ACT_H

#include "screen/screen.h"
#include "wangge/need.h"

/* The way that a key stands for; NULL = it is none of the ways of a need. */
const struct wg_order_action *wg_need_verb(enum wg_action action);

/* Why this cannot be done with a need in this state, a msgid; NULL: it can, or it is none of the ways of a need. */
const char *wg_need_why_not(enum wg_need_state state, enum wg_action action);

/* Does it with the needs (#id, with blanks between): at once what asks for nothing, else in a form. False when action
 * is none of the ways of a need. */
bool wg_need_act(struct wg_ui *ui, const char *refs, enum wg_action action);

/* The ways that lead on from a state, for the foot: as many as out has room for; how many. */
int wg_need_foot(const struct wg_ui *ui, enum wg_need_state state, struct wg_footer_item *out, int most,
		 char keys[][2 * WG_KEY_NAME]);

#endif
