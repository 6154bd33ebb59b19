/* plan.h: a contact plan being worked on. It opens no transaction and writes nothing: what it proposes is put into
 * force by the command apply-plan, kept by save-plan. */
#ifndef WANGGE_PLAN_H
#define WANGGE_PLAN_H

#include "wangge/command.h"
#include "wangge/worker.h"

typedef struct wg_plan wg_plan;

enum wg_plan_mode {
	WG_PLAN_AUTO,  /* keep when anybody in the scope has a contact, else fresh */
	WG_PLAN_FRESH, /* as if nobody had a contact; locked households stay all the same */
	WG_PLAN_KEEP,
};

struct wg_plan_opts {
	struct wg_node scope;
	enum wg_plan_mode mode;
	bool by_count;         /* balance counts instead of load */
	const int64_t *cadres; /* only these; NULL = all who serve there and take households */
	size_t n_cadres;
	bool (*tick)(void *user, double done); /* false cancels: the best plan so far is kept; may be NULL */
	void *user;
};

/* One household of the scope, in walking order. */
struct wg_plan_step {
	int64_t household, now; /* now: the present contact, 0 = none */
	int cadre; /* index; −1 = uncovered; locked households show their own contact, −1 if no cadre of this plan */
	int weight, floor;
	int64_t building, entrance;
	bool locked, care;
	bool pinned, border_pinned; /* the household; the border before it */
	int border; /* what separates it from the one before: −1 nothing, else 0 community … 4 floor */
};

/* One cadre, in walking order of the stretches; those without households at the end. count and load are all that the
 * cadre would hold, here and elsewhere. */
struct wg_plan_cadre {
	struct wg_worker worker;
	int64_t count, load, target; /* target: load that would be fair */
	int64_t here;                /* households in this scope */
	int first, last;             /* steps of the stretch; −1 = none */
	int64_t gained, lost;        /* households that come and go */
	bool lives_here;             /* in the stretch */
};

struct wg_plan_totals {
	int64_t households, cadres, uncovered, unused, moved, locked;
	int64_t objective, bound;
	bool proven, fresh;
	int64_t borders[5];                    /* how many at each depth */
	int64_t cadres_needed, cadres_surplus; /* what the counts say; 0, 0 = they fit */
	int64_t plan_ns, proof_ns;
	int64_t pins, start; /* start: what the plan cost before anything was pinned */
};

/* Computes a plan. Above a community each community is solved on its own. WG_EREFUSED when there is nobody to plan with
 * or recusals leave no plan. */
enum wg_err wg_plan_open(wg_office *office, const struct wg_plan_opts *opts, wg_plan **plan, struct wg_error *e);
void wg_plan_close(wg_plan **plan);

const struct wg_plan_totals *wg_plan_totals(const wg_plan *plan);
const struct wg_plan_cadre *wg_plan_cadres(const wg_plan *plan, size_t *n);
const struct wg_plan_step *wg_plan_steps(const wg_plan *plan, size_t *n);
const struct wg_node *wg_plan_scope(const wg_plan *plan);

/* What the next-best cadre for a household would cost. */
struct wg_plan_reason {
	bool possible, proven;
	int cadre;                         /* index; −1 = nobody */
	int64_t price;                     /* how much dearer the plan would be */
	int64_t load, cut, move, affinity; /* the parts of price */
};
enum wg_err wg_plan_why(wg_plan *plan, size_t step, struct wg_plan_reason *out, struct wg_error *e);

/* The border behind a cadre's stretch, and what a hand would do with it. */
enum wg_plan_move { WG_PLAN_STAY, WG_PLAN_RIGHT, WG_PLAN_RIGHT_FLOOR, WG_PLAN_LEFT, WG_PLAN_LEFT_FLOOR, WG_PLAN_MOVES };
enum wg_plan_bar {
	WG_PLAN_FREE,
	WG_PLAN_OVER,    /* who takes would be above its band */
	WG_PLAN_UNDER,   /* who gives would be below its band */
	WG_PLAN_RECUSED, /* who takes must not have one of the households */
	WG_PLAN_PINNED,  /* one of the households, or a border among them, is pinned */
	WG_PLAN_END,     /* the other's stretch ends there */
};
struct wg_plan_price {
	int right;                 /* the cadre behind the border; −1 = there is no such border */
	int first;                 /* the step right of the border, if it were moved */
	int cut;                   /* what separates it from the one before: 0 community … 4 floor */
	bool pinned;               /* the border as it stands */
	enum wg_plan_bar bar;      /* why it cannot be done */
	int limit;                 /* OVER, UNDER: the band's end */
	int64_t count[2], load[2]; /* of the left and the right cadre then */
	int64_t price;             /* how much dearer the plan would be if nothing else moved */
};
void wg_plan_price(wg_plan *plan, int cadre, enum wg_plan_move move, struct wg_plan_price *out);

/* What is pinned stays in every later plan of this handle. Moving a border pins it, and the rest is planned around all
 * pins: at once, with the cadres in their order along the walk; wg_plan_prove() makes the proof, and takes a cheaper
 * plan with another order if there is one. A pin that holds is taken out by the same call. WG_EREFUSED says why not. */
enum wg_err wg_plan_move_border(wg_plan *plan, int cadre, enum wg_plan_move move, struct wg_error *e);
enum wg_err wg_plan_pin_border(wg_plan *plan, int cadre, struct wg_error *e);
enum wg_err wg_plan_pin(wg_plan *plan, size_t step, struct wg_error *e);
/* Pins a household to a worker who takes part; the whole is solved by wg_plan_prove(). */
enum wg_err wg_plan_pin_to(wg_plan *plan, int64_t household, int64_t worker, struct wg_error *e);
bool wg_plan_unpin_last(wg_plan *plan); /* takes the last of these back; false when there is none */

/* The same scope with k cadres: those with the fewest households stand back, but nobody who is pinned; those who serve
 * there and take no part yet come in, the one with the fewest households first. Pins are kept. WG_EREFUSED when there
 * are not so many, or the scope has several communities. The new plan is closed on its own. */
enum wg_err wg_plan_resize(const wg_plan *plan, size_t k, wg_plan **out, struct wg_error *e);

bool wg_plan_unproven(const wg_plan *plan); /* a proof has not been sought since the last pin or move */
/* budget_ms: for each community; 0 = 10,000. Without time for a proof the plan stays, and the bound says how far it may
 * be from the best. */
enum wg_err wg_plan_prove(wg_plan *plan, int budget_ms, struct wg_error *e);

/* Adds the arguments of apply-plan and save-plan (--run …); they live as long as the plan. */
void wg_plan_args(wg_plan *plan, struct wg_args *args);

/* Adds the arguments of save-plan but for name and scope: what it costs, who takes part, pins, runs. */
void wg_plan_draft_args(wg_plan *plan, struct wg_args *args);

/* A draft as it was kept, with its pins; name NULL: the contacts as they are, in how->scope. Else of how tick and user
 * alone are read, and it may be NULL. *stale: runs and pins that the
 * office has overtaken: another contact since, a household or a cadre that is gone. It is not improved: the bound says
 * what could be. */
enum wg_err wg_plan_open_draft(wg_office *office, const char *name, const struct wg_plan_opts *how, wg_plan **plan,
			       int64_t *stale, struct wg_error *e);

/* Two plans side by side; everything is borrowed from them. */
struct wg_plan_cadre_pair {
	const struct wg_plan_cadre *a, *b; /* NULL = takes no part there */
};
struct wg_plan_difference {
	int64_t household;
	const struct wg_worker *a, *b; /* NULL = nobody */
};
struct wg_plan_comparison {
	const struct wg_plan_totals *a, *b;
	struct wg_plan_cadre_pair *cadres; /* in the walking order of a */
	size_t n_cadres;
	struct wg_plan_difference *households; /* in walking order */
	size_t n_households;
	int64_t only_a, only_b; /* households that only one of them plans */
};
void wg_plan_compare(const wg_plan *a, const wg_plan *b, struct wg_arena *arena, struct wg_plan_comparison *out);

#endif
