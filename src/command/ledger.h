/* ledger.h: hours posted, for the commands that close orders. */
#ifndef WANGGE_COMMAND_LEDGER_H
#define WANGGE_COMMAND_LEDGER_H

#include "command/need.h"

/* Posts the work of a need that waits to be posted, in one posting: each helper earns the minutes, the household gives
 * them, or the pool for those who are never charged, for places and for outsiders. *minutes = all of it; 0 = there was
 * none. */
enum wg_err wg__post_work(struct wg_call *c, const struct wg_need *need, int64_t *minutes, struct wg_error *e);

#endif
