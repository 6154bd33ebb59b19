/* match.h: many needs, many helpers: who helps whom, exactly.
 *
 * Need i wants persons_i distinct helpers, or as many as there are; a pair (need, helper) that is allowed is an edge
 *with a score above 0; a helper takes at most cap needs, and helpers of one group together at most the group's cap.
 *Maximised is the sum of the scores of the pairs taken: a need may stay partly or wholly unserved where others score
 *more. (A helper who must not serve twice in one half-day is one helper of cap 1 per half-day, in a group with the
 *person's own cap; of one person, a need then lists one half-day.)
 *
 * It is a flow of least cost, solved with prices: every need, helper and group has one, and at the end
 *
 *	price of need + helper + group >= score   of every edge that is not taken, and <= of every one that is
 *	a price above 0                           only where need, helper or group is full
 *
 * which proves the optimum: wg_match_certify() checks it on the plain arrays, sharing no code with the solver. Prices
 * stay with the handle, so that a need more or less costs a short search and not another solution.
 *
 * Pure integers, no threads, no globals. The result depends on the input alone, not on the order of a need's edges:
 * they are tried by score, then by helper, needs by their number. Indexes are positions in the arrays given. */
#ifndef WANGGE_PLAN_MATCH_H
#define WANGGE_PLAN_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "wangge/error.h"

enum {
	WG_MATCH_PERSONS_MAX = 3,
	WG_MATCH_SCORE_MAX = 100 * 1000 * 1000,
	WG_MATCH_CAP_MAX = 1000 * 1000 * 1000,
	WG_MATCH_NODES_MAX = 100 * 1000 * 1000, /* needs, helpers or groups */
	WG_MATCH_EDGES_MAX = 1000 * 1000 * 1000,
};

struct wg_match_edge {
	int32_t helper, score; /* score 1 … WG_MATCH_SCORE_MAX */
};

/* Edges in any order, every helper at most once. */
struct wg_match_need {
	int32_t persons; /* 1 … WG_MATCH_PERSONS_MAX */
	int32_t n_edge;
	const struct wg_match_edge *edge;
};

struct wg_match_helper {
	int32_t cap;   /* needs, 0 … WG_MATCH_CAP_MAX */
	int32_t group; /* −1 = stands alone */
};

/* Everything is borrowed, until wg_match_open() returns. */
struct wg_match_problem {
	int32_t n_need, n_helper, n_group;
	const struct wg_match_need *need;
	const struct wg_match_helper *helper;
	const int32_t *group_cap; /* [n_group], 0 … WG_MATCH_CAP_MAX */
};

/* Called now and then with a part in 0 … 1. false = stop. */
typedef bool wg_match_tick(void *user, double done);

struct wg_match_options {
	wg_match_tick *tick; /* may be NULL */
	void *user;
};

/* A standing optimum. */
struct wg_match;

/* Solves the problem. options may be NULL. On success *out is to be closed.
 * Errors: WG_EUSAGE with the need or helper named when a number is out of range or a need lists a helper twice;
 * WG_ECANCELLED when the tick said so. Then *out is untouched.
 * Time: at worst edges × units, in practice near linear in the edges. Memory: about 20 bytes per edge, 60 per need. */
enum wg_err wg_match_open(const struct wg_match_problem *p, const struct wg_match_options *options,
			  struct wg_match **out, struct wg_error *e);
void wg_match_close(struct wg_match *m); /* NULL is allowed */

/* One more need, and the optimum with it; others may get other helpers. *number counts on from the problem's needs
 * and is not used again. (A pair that a hand forbids: the need dropped, and added without that edge. A pair that a hand
 * keeps: the need added for a person less and without that edge, and the helper's cap one less.) Errors: as
 * wg_match_open(); then nothing has changed. */
enum wg_err wg_match_add(struct wg_match *m, const struct wg_match_need *need, int32_t *number, struct wg_error *e);

/* The optimum without this need. Errors: WG_EUSAGE when there is no such need (any more). */
enum wg_err wg_match_drop(struct wg_match *m, int32_t need, struct wg_error *e);

/* The optimum when a helper's, a group's cap is another. Errors: WG_EUSAGE when a number is out of range. */
enum wg_err wg_match_set_cap(struct wg_match *m, int32_t helper, int32_t cap, struct wg_error *e);
enum wg_err wg_match_set_group_cap(struct wg_match *m, int32_t group, int32_t cap, struct wg_error *e);

/* Sum of the scores taken, and how many pairs. */
void wg_match_value(const struct wg_match *m, int64_t *total, int32_t *pairs);

/* Whom a need has: the best score first. Returns how many; 0 for a dropped need. */
int wg_match_of(const struct wg_match *m, int32_t need, struct wg_match_edge out[WG_MATCH_PERSONS_MAX]);

/* What would happen if this need did not have this helper: */
struct wg_match_why {
	int64_t loss;    /* that much less in total, exactly; 0 = another optimum */
	int32_t instead; /* the helper that the need would get in one best solution without the pair; −1 = nobody */
	int32_t moved;   /* how many other needs would get somebody else then, or nobody */
};

/* Changes nothing. Time of one or two searches. Errors: WG_EUSAGE when the need does not have the helper. */
enum wg_err wg_match_why(struct wg_match *m, int32_t need, int32_t helper, struct wg_match_why *out,
			 struct wg_error *e);

struct wg_match_pair {
	int32_t need, helper;
};

/* A solution with its prices, by the problem's indexes. */
struct wg_match_solution {
	int64_t total;
	int32_t n_pair;
	const struct wg_match_pair *pair; /* by need, then as wg_match_of() */
	const int32_t *need_price, *helper_price, *group_price;
};

/* The solution as it stands, copied into the arena. Dropped needs have no pairs and price 0. */
void wg_match_solution(const struct wg_match *m, struct wg_arena *arena, struct wg_match_solution *out);

/* Why a certificate does not hold. */
enum wg_match_fault {
	WG_MATCH_CERTIFIED,
	WG_MATCH_NO_EDGE,     /* a pair is no edge, or stands twice */
	WG_MATCH_OVERFULL,    /* a need, helper or group has more than its cap */
	WG_MATCH_NEGATIVE,    /* a price is below 0 */
	WG_MATCH_UNDERPRICED, /* an edge not taken scores more than its prices */
	WG_MATCH_OVERPRICED,  /* an edge taken scores less than its prices */
	WG_MATCH_IDLE_PRICE,  /* a price above 0 where there is room */
	WG_MATCH_WRONG_TOTAL, /* the total is not the sum of the scores, or not the value of the prices */
};

/* Whether the solution is one, and its prices prove that no other scores more. Independent of the solver; the problem
 * must be valid, the solution may be anything with arrays of the problem's sizes. */
enum wg_match_fault wg_match_certify(const struct wg_match_problem *p, const struct wg_match_solution *s);

#endif
