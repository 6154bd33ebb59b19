/* helper.h: what the commands about helpers share. */
#ifndef WANGGE_COMMAND_HELPER_H
#define WANGGE_COMMAND_HELPER_H

#include "command/call.h"
#include "wangge/helper.h"

/* A row of wg_helper_columns. */
void wg__helper_row(struct wg_call *c, struct wg_rows *t, const struct wg_helper *h);

#endif
