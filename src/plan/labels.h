/* labels.h: closing the gap: branch and bound over what the prices leave.
 *
 * Over the stretches that the sieve leaves a label-setting search walks along the doors. A label
 * is (place in the walk, which cadres of the tracked kinds are used so far, cost); it is cut when its cost and the
 * relaxed rest pass the limit; of two with the same use the cheaper stays. Only kinds on which a relaxed plan failed
 * are tracked (state-space relaxation, refined on conflict: Righini and Salani 2008, Boland et al. 2006), and each only
 * as long as stretches of its own remain ahead, so that the use is a few bits wide. */
#ifndef WANGGE_PLAN_LABELS_H
#define WANGGE_PLAN_LABELS_H

#include "plan/sieve.h"

enum wg_labels_result {
	WG_LABELS_NONE,  /* no plan costs limit or less: proven */
	WG_LABELS_PLAN,  /* owner is a plan of least cost */
	WG_LABELS_SPLIT, /* the kinds hide recusals that matter: r->apart has grown, build again */
	WG_LABELS_TIRED, /* too many labels, or stopped; nothing is known */
};

/* Searches the plans that cost at most v->limit, with at most `most` labels at a time; v has been sifted with the
 * prices it has now. owner[n] is filled for WG_LABELS_PLAN. */
enum wg_labels_result wg_labels_search(struct wg_sieve *v, struct wg_search *s, int most, int *owner);

#endif
