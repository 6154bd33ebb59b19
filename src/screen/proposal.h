/* proposal.h: helpers proposed for all needs that wait, the best for all of them together: looked at, rows left out,
 * and sent as one batch. Opened on a place, NULL = the whole office. */
#ifndef WANGGE_SCREEN_PROPOSAL_H
#define WANGGE_SCREEN_PROPOSAL_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_proposal;

#endif
