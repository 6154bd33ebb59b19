/* dispatch.h: the one way in which helpers are sent. */
#ifndef WANGGE_COMMAND_DISPATCH_H
#define WANGGE_COMMAND_DISPATCH_H

#include "command/need.h"

enum { WG__SEND_MOST = 3 };

struct wg__send {
	const int64_t *worker; /* the first leads, unless somebody does already */
	size_t n;
	int64_t lead;       /* 0 = as above; one of them, or one who is sent already */
	const char *when;   /* 周三晚; NULL = not agreed */
	const char *anyway; /* why, against what may be overridden; NULL = it may not */
};

/* Refused, each with a note that names the helper and the rule: a helper twice on one order, more than three, a
 * certificate that is missing or lapsed, a relative, an overlap with another order; and, unless there is a reason in
 * anyway: no time, as many orders as can be, by telephone only, stairs, the other sex, a lead without the skill.
 * Changes *need as it goes. */
enum wg_err wg__send(struct wg_call *c, struct wg_need *need, const struct wg__send *send, struct wg_error *e);

#endif
