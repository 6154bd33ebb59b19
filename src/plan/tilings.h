/* tilings.h: listing the ways to cut the walk, where the sieve leaves only a few. */
#ifndef WANGGE_PLAN_TILINGS_H
#define WANGGE_PLAN_TILINGS_H

#include "plan/labels.h"

/* All plans that cost at most v->limit over the tilings that v leaves, whoever holds their stretches. Better plans are
 * offered to s; results as wg_labels_search(), WG_LABELS_TIRED when the tilings are too many to match them all. */
enum wg_labels_result wg_tilings_search(const struct wg_sieve *v, struct wg_search *s, int *owner);

#endif
