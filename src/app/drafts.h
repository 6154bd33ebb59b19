/* drafts.h: what was typed into a form and not done, as files in the state folder: only their owner may read them, and
 * each is on the disk before the write returns. */
#ifndef WANGGE_APP_DRAFTS_H
#define WANGGE_APP_DRAFTS_H

#include "screen/screen.h"

/* The drafts of an office; false when there is no place for them. The arena must live as long as they are used. */
bool wg_drafts_open(struct wg_drafts *drafts, const char *db, struct wg_arena *arena);

#endif
