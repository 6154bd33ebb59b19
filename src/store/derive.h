/* derive.h: what follows from the journaled rows: paths, counters, weights, search keys.
 * It is kept right by the row writer; here are the recounts that prove it. */
#ifndef WANGGE_STORE_DERIVE_H
#define WANGGE_STORE_DERIVE_H

#include "store/db.h"

/* Bits of the path below each level; a place of level l spans 1 << wg_level_shift(l) positions.
 * Level 0 is the whole office, 5 an entrance, 6 a door. */
int wg_level_shift(int level);

/* The greatest ord among the children of a place of this level: 1023, …, 4095 doors of an entrance. */
int64_t wg_level_room(int level);

/* Recounts everything from the journaled rows and compares. Calls differ(user, what, id) for each value that is not
 * as it should be; what is a static word such as "weight". */
typedef void wg_differ_fn(void *user, const char *what, int64_t id);
enum wg_err wg_recount(struct wg_db *db, wg_differ_fn *differ, void *user, struct wg_error *e);

#endif
