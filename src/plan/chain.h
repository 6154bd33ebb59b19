/* chain.h: what the solvers of the contact plan share: the instance with its sums, and one solver each.
 * For plan/ only; partition.h is the room's face. */
#ifndef WANGGE_PLAN_CHAIN_H
#define WANGGE_PLAN_CHAIN_H

#include "plan/partition.h"

#define WG_CHAIN_INF ((int64_t)1 << 60)

/* What it saves to give a household to a cadre: the move that it spares and its bonuses. Households that are fixed to
 * a cadre are listed too, be it with 0. */
struct wg_gain {
	int cadre, gain;
};

struct wg_liking {
	int household, gain;
};

/* The instance made ready. All arrays live in the arena given to wg_chain_init(). Sums run over [0, i), so that a
 * stretch [from, to) is a difference of two. Costs of a stretch for cadre c:
 *	load·(load[to] − load[from] − target)² + moved[to] − moved[from] − Σ gains of c  */
struct wg_chain {
	const struct wg_partition *in;
	int n, n_cadre;
	int64_t *load;            /* [n+1] weight */
	int64_t *moved;           /* [n+1] price if every household that has a cadre moved */
	int64_t *skip;            /* [n] price of leaving a household uncovered; WG_CHAIN_INF when it is fixed */
	int64_t *gap;             /* [n+1] price of a border; 0 at both ends of the walk */
	int *gain_first;          /* [n+1] */
	struct wg_gain *gain;     /* by household */
	int *liking_first;        /* [n_cadre+1] */
	struct wg_liking *liking; /* the same by cadre, in walking order */
	int *ban_first;           /* [n_cadre+1] */
	int *ban;                 /* forbidden households by cadre, in walking order */
	int *next_fixed;          /* [n+1] first fixed household at or after i, or n; NULL = none is fixed */
	int *next_ban;            /* [n+1] first household with any ban at or after i, or n */
	int *lo, *hi;             /* [n_cadre] band in the walk of a cadre in use; hi = 0: takes nothing */
	int64_t *idle;            /* [n_cadre] what a cadre without a stretch costs */
	int64_t negative_gaps;    /* sum of the gaps below 0: the least that all borders can cost */
	int64_t worst;            /* no plan costs more than this in absolute value */
	int64_t worst_fresh;      /* the same for plans in which only loads and borders cost */
};

/* The state of one solve: what is best so far, what is proven, and whether to go on. */
struct wg_search {
	const struct wg_chain *chain;
	const struct wg_partition_options *options;
	int64_t deadline_ns, ticked_ns;
	bool stopped;
	int *owner; /* [n] best plan; meaningful when best < WG_CHAIN_INF */
	int64_t best, bound;
};

/* Checks the input and fills *c. Errors: WG_EUSAGE. */
enum wg_err wg_chain_init(struct wg_chain *c, const struct wg_partition *in, struct wg_arena *a, struct wg_error *e);

/* Whether a cadre has any gain. */
static inline bool wg_chain_likes(const struct wg_chain *c, int cadre)
{
	return c->liking_first[cadre] < c->liking_first[cadre + 1];
}

/* Position of the first household in list [first, last) that is at or after i; last if none. */
static inline int wg_chain_ban_from(const struct wg_chain *c, int cadre, int i)
{
	int lo = c->ban_first[cadre], hi = c->ban_first[cadre + 1];
	while (lo < hi) {
		int mid = lo + (hi - lo) / 2;
		if (c->ban[mid] < i)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static inline int wg_chain_liking_from(const struct wg_chain *c, int cadre, int i)
{
	int lo = c->liking_first[cadre], hi = c->liking_first[cadre + 1];
	while (lo < hi) {
		int mid = lo + (hi - lo) / 2;
		if (c->liking[mid].household < i)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Whether a cadre may not have some household of [from, to); whether it likes one. */
static inline bool wg_chain_is_banned(const struct wg_chain *c, int cadre, int from, int to)
{
	int b = wg_chain_ban_from(c, cadre, from);
	return b < c->ban_first[cadre + 1] && c->ban[b] < to;
}

static inline bool wg_chain_touches(const struct wg_chain *c, int cadre, int from, int to)
{
	int g = wg_chain_liking_from(c, cadre, from);
	return g < c->liking_first[cadre + 1] && c->liking[g].household < to;
}

/* Price of the stretch [from, to) for cadre, without its borders; WG_CHAIN_INF when it may not have it. O(to − from).
 */
int64_t wg_chain_stretch(const struct wg_chain *c, int cadre, int from, int to);

static inline int64_t wg_chain_square(const struct wg_chain *c, int cadre, int from, int to)
{
	int64_t d = c->load[to] - c->load[from] - c->in->cadre[cadre].target;
	return c->in->price.load * d * d;
}

/* Whether two cadres differ in nothing but what single households mean to them. */
static inline bool wg_chain_alike(const struct wg_chain *c, int a, int b)
{
	return c->lo[a] == c->lo[b] && c->hi[a] == c->hi[b] && c->idle[a] == c->idle[b] &&
	       c->in->cadre[a].target == c->in->cadre[b].target;
}

/* Takes owner as the best plan if it is valid and cheaper; true then. */
bool wg_search_offer(struct wg_search *s, const int *owner);

/* Asks the tick and the clock now and then; false = stop. */
bool wg_search_goes_on(struct wg_search *s, double done);

/* layers.c: identical cadres, each with a stretch, nobody uncovered. False when it does not apply. */
bool wg_layers_solve(const struct wg_chain *c, int *owner, int64_t *objective);

/* order.c: the best plan for cadres in a given order along the walk: if possible each takes a stretch and nobody stays
 * uncovered; where that fails or holes could be cheaper, both are allowed at their price. near: only plans that keep
 * near the even course, if there are any; many times faster. False when there is none. */
bool wg_order_plan(const struct wg_chain *c, const int *order, bool near, int *owner, int64_t *objective);

/* Cadres in the order in which they stand in owner; those without a stretch last. */
void wg_order_of(const struct wg_chain *c, const int *owner, int *order);

/* assignment.c: the best cadres for the stretches that owner has, whoever holds them now; changes owner. False when there
 * is none. */
bool wg_assign_stretches(const struct wg_chain *c, int *owner, int64_t *objective);

/* prices.c: everything else. First a good plan, from the order in which the cadres stand now; then the bound, better
 * plans from its side, and what closes the gap between them. */
void wg_prices_plan(struct wg_search *s);
void wg_prices_prove(struct wg_search *s);

#endif
