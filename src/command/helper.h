/* helper.h: what the commands about helpers share. */
#ifndef WANGGE_COMMAND_HELPER_H
#define WANGGE_COMMAND_HELPER_H

#include "command/call.h"
#include "wangge/helper.h"

/* A row of wg_helper_columns. */
void wg__helper_row(struct wg_call *c, struct wg_rows *t, const struct wg_helper *h);

/* The tables "helper", "skills" and "certificates" of a worker; none for who is no helper. */
enum wg_err wg__helper_tables(struct wg_call *c, int64_t worker, struct wg_error *e);

enum { WG__LAPSING_DAYS = 30 };

#endif
