/* role.h: who has which duty where, as a table of an outcome. */
#ifndef WANGGE_COMMAND_ROLE_H
#define WANGGE_COMMAND_ROLE_H

#include "command/call.h"
#include "wangge/duty.h"

/* past: those that have ended too. *n: how many rows. */
enum wg_err wg__duties_table(struct wg_call *c, const struct wg_node *node, enum wg_duty_scope scope, bool past,
			     int64_t *n, struct wg_error *e);

#endif
