/* relax.h: the plan with "each cadre once" relaxed to a price.
 *
 * A stretch is charged its cost plus the price of the cadre's kind; the cheapest way along the walk, any cadre as often
 * as it likes, is one shortest path. With price p, least(p) − Σ number·p is a lower bound for every choice of prices
 * (Lagrange), as long as p >= −idle, so that a cadre left idle is not worth more than its idle cost.
 *
 * Kinds come in two layers. Cadres with the same band, target and idle cost are one class with one price, whatever
 * they like, and most stretches are charged to the class alone: which of its cadres takes it is left open. A stretch
 * that touches what a cadre likes is charged to the class and, on top, to a kind of that cadre's own, whose price is
 * never below 0: its rent. So two cadres who like nothing that is given are worth the same, and the prices agree soon.
 * Recusals do not make a class: cadres with recusals stay in theirs until a plan fails on one of them (struct
 * wg_relax.apart), since every stretch that one may not have is usually free to another.
 *
 * Prices and sums are integers in 1/WG_PRICE_SCALE of the objective's unit: the bound is exact on every machine. */
#ifndef WANGGE_PLAN_RELAX_H
#define WANGGE_PLAN_RELAX_H

#include "plan/chain.h"

enum { WG_PRICE_SCALE = 1024 };

/* A class of cadres; or a cadre of one, for the stretches that touch what it likes. */
struct wg_kind {
	int cadre; /* the first of them; stands for all */
	int number;
	int class;              /* that of the cadre; its own index for a class */
	int64_t price, charge;  /* what a stretch pays for this kind alone; with the class */
	int first_member;       /* in wg_relax.member */
	int first_ban, end_ban; /* in wg_relax.ban: households that none of a class may have, in walking order */
};

/* A stretch [from, to) that touches what the kind likes; to is known from where it stands. */
struct wg_column {
	int64_t cost; /* scaled */
	int from, kind;
};

/* A step of a relaxed plan: a stretch, or a household left out (kind −1). */
struct wg_step {
	int from, to, kind;
};

struct wg_relax {
	const struct wg_chain *c;
	struct wg_arena *arena;
	bool *apart; /* [n_cadre] is a class of its own */
	int n_kind, n_class;
	struct wg_kind *kind; /* the classes first */
	int *member;          /* cadres by kind */
	int *ban;
	int *column_first; /* [n+2] by end */
	struct wg_column *column;
	int *whole_first; /* the two of all columns, while they are thin */
	struct wg_column *whole;
	int64_t *held, *free,
		*start;       /* forward: least cost of [0, i) that ends held or free; of beginning a stretch at i */
	struct wg_step *last; /* [n+1] the stretch that makes held[i] */
	int64_t *go_held, *go_free; /* backward: least cost of [i, n) after a held or a free household */
	int n_step;
	struct wg_step *step; /* the relaxed plan, in walking order */
	int64_t value;        /* least(p) − Σ number·p */
	int *used;            /* [n_kind] by the relaxed plan; a class by all stretches of its cadres */
};

/* Builds kinds and columns in r->arena; r->c, r->arena and r->apart are set. Prices start at 0. */
void wg_relax_build(struct wg_relax *r);

/* Sets every price to what it was in old by cadre (after more cadres were set apart). */
void wg_relax_copy_prices(struct wg_relax *r, const struct wg_relax *old);

void wg_relax_charge(struct wg_relax *r);   /* after prices changed; the walks do it themselves */
void wg_relax_forward(struct wg_relax *r);  /* fills held … used; INF value when there is no way */
void wg_relax_backward(struct wg_relax *r); /* fills go_held, go_free */

/* Drops the columns that no plan of at most `limit` (in units of the objective) can contain, after a forward walk at
 * the present prices. From then on the value is a bound for such plans alone. */
void wg_relax_prune(struct wg_relax *r, int64_t limit);

/* Only the columns without one of the dearest borders, for first prices: the value is no bound then. False when that
 * would leave nothing out. wg_relax_whole() brings all back. */
bool wg_relax_thin(struct wg_relax *r);
void wg_relax_whole(struct wg_relax *r);

/* `limit` as relaxed cost: scaled, the prices of all cadres added. */
int64_t wg_relax_limit(const struct wg_relax *r, int64_t limit);

/* Whether none of the class may have all of [from, to), or its only cadre would touch there what it likes. */
bool wg_relax_is_banned(const struct wg_relax *r, int class, int from, int to);

/* Counts a stretch of the kind. */
static inline void wg_relax_count(const struct wg_relax *r, int kind)
{
	r->used[kind]++;
	if (kind >= r->n_class)
		r->used[r->kind[kind].class]++;
}

/* Scaled cost of a stretch for a cadre of the class that likes nothing in it. */
static inline int64_t wg_relax_plain(const struct wg_relax *r, int cadre, int from, int to)
{
	return WG_PRICE_SCALE * (wg_chain_square(r->c, cadre, from, to) + r->c->moved[to] - r->c->moved[from]);
}

/* The most that a price may be lowered: −idle, scaled; a rent not below 0. */
static inline int64_t wg_relax_floor(const struct wg_relax *r, int kind)
{
	return kind < r->n_class ? -WG_PRICE_SCALE * r->c->idle[r->kind[kind].cadre] : 0;
}

/* price + change, kept between the floor and what sums along the walk can bear. */
static inline int64_t wg_relax_moved(const struct wg_relax *r, int kind, double change)
{
	double price = (double)r->kind[kind].price + change, most = (double)(WG_CHAIN_INF / 8 / (r->c->n + 1));
	int64_t to = (int64_t)(price < most ? price > -most ? price : -most : most), floor = wg_relax_floor(r, kind);
	return to > floor ? to : floor;
}

/* Least objective that any plan has, from a scaled value: rounded up. */
static inline int64_t wg_relax_ceil(int64_t value)
{
	return value >= 0 ? (value + WG_PRICE_SCALE - 1) / WG_PRICE_SCALE : -(-value / WG_PRICE_SCALE);
}

#endif
