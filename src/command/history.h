/* history.h: the changes of one batch to one row of a household, and what they mean. */
#ifndef WANGGE_COMMAND_HISTORY_H
#define WANGGE_COMMAND_HISTORY_H

#include "command/call.h"

struct wg__row_change {
	enum wg_table_id t;
	int64_t row;
	int op;           /* 1 insert, 2 update, 3 delete */
	unsigned written; /* columns, as bits */
	const char *old[WG_MAX_COLUMNS], *new[WG_MAX_COLUMNS];
};

/* One line of a history: a msgid and what belongs to it; NULL = nothing. */
struct wg__event {
	const char *what, *who, *old, *new;
};

enum { WG__EVENTS = 12 }; /* at most, of one row in one batch */

/* What happened to the row; how many events. The contact rows of a batch are read together: wg__contact_event(). */
int wg__events_of(struct wg_call *c, const struct wg__row_change *r, struct wg__event out[WG__EVENTS]);

/* From one contact to another; either may be NULL. False when nothing is to be told. */
bool wg__contact_event(struct wg_call *c, const struct wg__row_change *closed, const struct wg__row_change *opened,
		       struct wg__event *out);

/* A stored value as people read it; masked columns only for who may see them. NULL for NULL. */
const char *wg__value_text(struct wg_call *c, enum wg_table_id t, int col, const char *stored);

#endif
