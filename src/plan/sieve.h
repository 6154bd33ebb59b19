/* sieve.h: which stretches a plan of at most `limit` can still contain.
 *
 * With prices and the relaxed costs from both ends, a stretch stays only if the cheapest relaxed plan through it does
 * not pass the limit: usually some hundred of a million. On these few the prices can be raised further at a hundredth
 * of the cost, towards the limit as target, which again lets fewer stretches pass. When nothing passes, no plan costs
 * the limit or less: that is a proof which knows no plan. */
#ifndef WANGGE_PLAN_SIEVE_H
#define WANGGE_PLAN_SIEVE_H

#include "base/vec.h"
#include "plan/relax.h"

/* A stretch that passed; cost is scaled, without the price of its kind. */
struct wg_arc {
	int64_t cost;
	int from, to, kind;
};

struct wg_sieve {
	struct wg_relax
		*r;    /* prices, and the costs from both ends over what passed: start, held, free, go_held, go_free */
	int64_t limit; /* in units of the objective */
	size_t n_arc;
	struct wg_arc *arc; /* by start; on the heap */
	int *arc_first;     /* [n+2] */
	bool *closed;       /* [n+1] no stretch begins or ends there and no household is left out beside it */
	bool skips;         /* whether leaving a household out can still pass */
	int n_place;
	int *place;        /* [n_place] where arcs begin or end, ascending; all places while skips */
	int *first, *last; /* [n_kind] where the kind's arcs begin and end; n+1 and −1 = it has none */
};

/* From all stretches, at the prices of r, whose forward costs are there. False when too many pass. */
bool wg_sieve_open(struct wg_sieve *v, struct wg_relax *r, int64_t limit);
void wg_sieve_close(struct wg_sieve *v);

/* Another sieve over the same prices, for a part of the arcs: arrays of the same size, arcs not yet copied. */
void wg_sieve_copy(const struct wg_sieve *v, struct wg_sieve *out, struct wg_arena *a);

/* Raises the prices over the arcs and drops arcs until that helps no more; brief gives up sooner.
 * False: nothing passes, so no plan costs the limit or less. */
bool wg_sieve_sift(struct wg_sieve *v, struct wg_search *s, bool brief);

/* Moves the prices about their best for `samples` relaxed plans, and puts them back: how often each arc was used, and
 * how often each place was a border or beside a household left out. */
void wg_sieve_sample(struct wg_sieve *v, struct wg_search *s, int samples, int *count, int *visits);

/* The limit in relaxed cost: scaled, the prices of all cadres added. */
int64_t wg_sieve_limit(const struct wg_sieve *v);

#endif
