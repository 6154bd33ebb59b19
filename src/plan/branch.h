/* branch.h: branch and bound over what the sieve leaves.
 *
 * A node is sifted with prices of its own; what then remains goes to the labels; only if these grow too many is the
 * node split in two: either a cadre that the relaxed plans put now here, now there stands before a place or not; or a
 * border is at a place or not. Every plan of the node is in one of the two halves. */
#ifndef WANGGE_PLAN_BRANCH_H
#define WANGGE_PLAN_BRANCH_H

#include "plan/labels.h"

/* All plans that cost at most v->limit, as far as v has them. Better plans are offered to s: after WG_LABELS_PLAN and
 * WG_LABELS_NONE no plan of v is cheaper than both s->best and limit + 1. owner[n] is scratch. */
enum wg_labels_result wg_branch_search(struct wg_sieve *v, struct wg_search *s, int *owner);

#endif
