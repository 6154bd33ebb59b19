/* gone.h: what a household was: who belonged to it, and the doors it has left. */
#ifndef WANGGE_COMMAND_GONE_H
#define WANGGE_COMMAND_GONE_H

#include "command/call.h"

/* Adds the tables "gone" and "doors" to the outcome, where there is something to show. */
enum wg_err wg__show_past(struct wg_call *c, int64_t household, struct wg_error *e);

#endif
