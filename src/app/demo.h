/* demo.h: an office of invented people, of any size, always the same for the same seed.
 *
 * Telephones begin with 199-0000, id numbers with the area 999999 that was never given out. The office is what an
 * import of its rosters gives: they are written to a temporary folder and imported, one community at a time. */
#ifndef WANGGE_APP_DEMO_H
#define WANGGE_APP_DEMO_H

#include "app/app.h"

enum { WG_DEMO_MAX = 8000000 };

/* households 0: the compound 昭山镇/窑洲社区/晴岚家园 of 858 households with its 38 workers, a plan in force and, unless
 * bare, 90 helpers and some needs. *made: how many there are. The file must not exist; on an error it is removed again. */
enum wg_err wg_demo_run(struct wg_app *app, int64_t households, uint64_t seed, bool bare, int64_t *made, struct wg_error *e);

#endif
