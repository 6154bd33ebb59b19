/* partition.h: who gets which stretch of doors.
 *
 * Households stand in walking order. Every cadre gets one contiguous stretch of lo … hi households, or none;
 * a household may stay uncovered, at a price. All prices are integers. Minimised is
 *
 *	load       Σ load · (L_c − target_c)²      over the cadres in use, L_c = weight held in the walk
 *	cut        Σ gap[i]                        over neighbours i−1, i with different owners ("nobody" is an owner
 *too) move       move                            per household with a current cadre that gets another owner, or none
 *	affinity   − bonus                         per household that a listed cadre gets
 *	unused     unused                          per cadre without households
 *	uncovered  uncovered + uncovered_weight·w  per household without cadre
 *
 * Nothing here knows places, persons or the store. No threads, no globals; the result depends on the input alone
 * unless a time budget or the tick callback ends the search early. Equal plans: the smaller border, then the
 * lower index, as the solvers meet them. */
#ifndef WANGGE_PLAN_PARTITION_H
#define WANGGE_PLAN_PARTITION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "wangge/error.h"

/* What a cadre may take in this walk. Households it holds elsewhere (locked ones, those outside the scope) are
 * already taken off lo, hi and target by the caller and only their number is told: a cadre with held > 0 is never
 * idle: without a stretch it needs no lo, pays no `unused`, and still pays its load term with L_c = 0.
 * lo below 1 is read as 1 for a cadre in use; hi below 1 means that it takes nothing. */
struct wg_partition_cadre {
	int lo, hi; /* households */
	int target; /* weight; may be negative when it already holds too much */
	int held;   /* households held outside the walk */
};

/* Households [from, to) of the walk please this cadre: bonus each. Lines add up. bonus may be negative. */
struct wg_partition_bonus {
	int cadre, from, to, bonus;
};

/* Never this pair. */
struct wg_partition_pair {
	int cadre, household;
};

struct wg_partition_prices {
	int load, move, unused, uncovered, uncovered_weight;
};

/* The instance; everything is borrowed. Structure of arrays, since a caller fills them from one query each and the
 * solvers run down one column at a time. Indexes are positions in these arrays. To balance counts instead of load,
 * give every household weight 1. */
struct wg_partition {
	int n;              /* households */
	const int *weight;  /* [n] 1 … 1000 */
	const int *gap;     /* [n] price of a border between i−1 and i; gap[0] is not read */
	const int *current; /* [n] present cadre or −1; NULL = nobody has one */
	const int *fixed;   /* [n] cadre that must hold it or −1; NULL = none */
	int n_cadre;
	const struct wg_partition_cadre *cadre;
	int n_bonus;
	const struct wg_partition_bonus *bonus;
	int n_forbid;
	const struct wg_partition_pair *forbid;
	struct wg_partition_prices price;
};

enum wg_partition_status {
	WG_PARTITION_OPTIMAL,    /* bound >= objective */
	WG_PARTITION_BOUNDED,    /* a valid plan, at most objective − bound above the optimum */
	WG_PARTITION_STOPPED,    /* the same, ended by the tick or the budget; owner is NULL if there is no plan yet,
				    which only fixed households can cause */
	WG_PARTITION_INFEASIBLE, /* fixed and forbidden pairs leave no plan; owner is NULL */
};

struct wg_partition_parts {
	int64_t load, cut, move, affinity, unused, uncovered; /* as priced; affinity is negative when it pleases */
};

/* Broken hard rules of an owner vector. */
struct wg_partition_faults {
	int under, over; /* cadres below lo, above hi */
	int scattered;   /* cadres with more than one stretch */
	int forbidden;   /* pairs */
	int unfixed;     /* fixed households elsewhere */
};

struct wg_partition_value {
	int64_t objective; /* the sum of parts */
	struct wg_partition_parts parts;
	struct wg_partition_faults faults;
	int n_uncovered, n_unused, n_moved;
};

struct wg_partition_plan {
	enum wg_partition_status status;
	bool proven;
	const int *owner; /* [n] cadre or −1; in the arena */
	int64_t bound;    /* no plan costs less; never computed from this plan's value */
	struct wg_partition_value value;
	int64_t plan_ns, proof_ns; /* time to the first good plan, and from there to the end */
};

/* Called about every millisecond or more; best and bound in units of the objective, done in 0 … 1. false = stop and
 * keep the best plan so far. */
typedef bool wg_partition_tick(void *user, int64_t best, int64_t bound, double done);

struct wg_partition_options {
	wg_partition_tick *tick; /* may be NULL */
	void *user;
	int budget_ms; /* 0 = 10,000 */
};

/* The best plan and its proof. options may be NULL.
 * Errors: WG_EUSAGE when an index or a number is out of range; then nothing was solved. */
enum wg_err wg_partition_solve(const struct wg_partition *in, const struct wg_partition_options *options,
			       struct wg_arena *arena, struct wg_partition_plan *out, struct wg_error *e);

/* Objective and faults of any owner vector (−1 = nobody), independent of the solvers. The input must be valid. */
void wg_partition_evaluate(const struct wg_partition *in, const int *owner, struct wg_partition_value *out);

/* Target load of each cadre: its part of the total weight W by share, S = Σ shares, rounded half up:
 * floor((2·W·share + S) / (2·S)). share >= 0; all 0 gives 0. */
void wg_partition_targets(int64_t total_weight, int n_cadre, const int *share, int *target);

/* What the counts alone say: exact as long as nothing is forbidden or fixed. */
struct wg_partition_shortage {
	int households;     /* that nobody can take: n − Σ hi, at least 0 */
	int cadres_needed;  /* more cadres with a band up to `full` to take them */
	int cadres_surplus; /* fewest cadres to release so that Σ lo <= n (those with held > 0 need no release) */
};

/* full = upper band of a full-time cadre, 30 by default. */
void wg_partition_shortage(const struct wg_partition *in, int full, struct wg_partition_shortage *out);

/* The best plan with the cadres in the order in which they stand along owner; those who have nothing come last. Quick:
 * nothing is proven beyond that order, bound is trivial, status BOUNDED; INFEASIBLE without owner when what is fixed or
 * forbidden leaves no plan in that order. Errors: as wg_partition_solve(). */
enum wg_err wg_partition_replan(const struct wg_partition *in, const int *owner, struct wg_arena *arena,
				struct wg_partition_plan *out, struct wg_error *e);

/* The best plan in which `house` is not with its present owner. */
struct wg_partition_alternative {
	bool possible;
	int owner;     /* its owner then, or −1 */
	int64_t delta; /* objective − the present one; may be negative if the present plan is not optimal */
	bool proven;   /* no other plan without this pair costs less; false = the best one known, at least the best
			  with the cadres in the order in which they stand along the walk now */
	struct wg_partition_parts parts; /* of that plan */
	const int *plan;                 /* [n] its owner vector; in the arena */
};

/* What giving `house` to somebody else would cost. Where another cadre is just like its owner, the cadres keep their
 * order along the walk, so that two names are not merely exchanged. Takes up to 1 s where a proof is sought.
 * Errors: as wg_partition_solve(); WG_EUSAGE when the plan has no such household. */
enum wg_err wg_partition_alternative(const struct wg_partition *in, const struct wg_partition_plan *plan, int house,
				     struct wg_arena *arena, struct wg_partition_alternative *out, struct wg_error *e);

#endif
