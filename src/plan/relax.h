/* relax.h: the plan with "each cadre once" relaxed to a price.
 *
 * A stretch is charged its cost plus the price of the cadre's kind; the cheapest way along the walk, any cadre as often
 * as it likes, is one shortest path. With price p, least(p) − Σ number·p is a lower bound for every choice of prices
 * (Lagrange), as long as p >= −idle, so that a cadre left idle is not worth more than its idle cost.
 *
 * Kinds: cadres that nothing in the walk tells apart share one kind and one price. Recusals alone do not make a kind:
 * cadres with recusals stay in their kind until a plan fails on one of them (struct wg_relax.apart), since every
 * stretch that one may not have is usually free to another.
 *
 * Prices and sums are integers in 1/WG_PRICE_SCALE of the objective's unit: the bound is exact on every machine. */
#ifndef WANGGE_PLAN_RELAX_H
#define WANGGE_PLAN_RELAX_H

#include "plan/chain.h"

enum { WG_PRICE_SCALE = 1024 };

/* A cadre, or several that are alike. */
struct wg_kind {
	int cadre;        /* the first of them; stands for all */
	int number;
	int class;        /* kinds that differ only in what households mean to them */
	int64_t price;
	int first_member; /* in wg_relax.member */
	int first_ban, end_ban; /* in wg_relax.ban: households that none of them may have, in walking order */
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
	bool *apart;       /* [n_cadre] is a kind of its own whatever it likes */
	int n_kind, n_class;
	struct wg_kind *kind;
	int *member;       /* cadres by kind */
	int *ban;
	int *class_first;  /* [n_class+1] into ranked */
	int *ranked;       /* kinds by class, the cheapest price first; see wg_relax_rank() */
	int *column_first; /* [n+2] by end */
	struct wg_column *column;
	int64_t *held, *free, *start; /* forward: least cost of [0, i) that ends held or free; of beginning a stretch at i */
	struct wg_step *last;         /* [n+1] the stretch that makes held[i] */
	int64_t *go_held, *go_free;   /* backward: least cost of [i, n) after a held or a free household */
	int n_step;
	struct wg_step *step;         /* the relaxed plan, in walking order */
	int64_t value;                /* least(p) − Σ number·p */
	int *used;                    /* [n_kind] by the relaxed plan */
};

/* Builds kinds and columns in r->arena; r->c, r->arena and r->apart are set. Prices start at 0. */
void wg_relax_build(struct wg_relax *r);

/* Sets every price to what it was in old by cadre (after more cadres were set apart). */
void wg_relax_copy_prices(struct wg_relax *r, const struct wg_relax *old);

void wg_relax_rank(struct wg_relax *r);    /* after prices changed */
void wg_relax_forward(struct wg_relax *r); /* fills held … used; INF value when there is no way */
void wg_relax_backward(struct wg_relax *r); /* fills go_held, go_free */

/* Whether the kind, as a whole, may not have some household of [from, to). */
bool wg_relax_is_banned(const struct wg_relax *r, int kind, int from, int to);

/* Scaled cost of a stretch for a cadre of the class that likes nothing in it. */
static inline int64_t wg_relax_plain(const struct wg_relax *r, int cadre, int from, int to)
{
	return WG_PRICE_SCALE * (wg_chain_square(r->c, cadre, from, to) + r->c->moved[to] - r->c->moved[from]);
}

/* The most that a price may be lowered: −idle, scaled. */
static inline int64_t wg_relax_floor(const struct wg_relax *r, int kind)
{
	return -WG_PRICE_SCALE * r->c->idle[r->kind[kind].cadre];
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
