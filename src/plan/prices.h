/* prices.h: the state of the general case, shared by its two sides: prices.c raises the bound, seats.c makes plans. */
#ifndef WANGGE_PLAN_PRICES_H
#define WANGGE_PLAN_PRICES_H

#include "base/vec.h"
#include "plan/relax.h"

struct wg_prices {
	struct wg_search *s;
	const struct wg_chain *c;
	struct wg_arena arena;
	struct wg_relax r;
	int *order, *owner;     /* [n_cadre], [n] to work on */
	double *centre;         /* [n_cadre] mean position of what a cadre likes; −1 = nothing */
	int64_t *best_price;    /* [n_kind] prices of the best bound */
	int64_t value;          /* the best bound, scaled */
	int64_t limit;          /* the relaxation stands for all plans up to this one */
	bool thin;              /* … or for none: it lacks columns */
	double *mean;           /* [n_kind] use by the relaxed plans, the later ones with more weight */
	WG_VEC(uint64_t) tried; /* orders, by hash */
};

/* Where the cadres would like to be: p->centre. */
void wg_prices_fill_centres(struct wg_prices *p);

/* An order of the cadres, in p->order: as they stand now; as the relaxed plan has them. */
void wg_prices_order_by_centre(struct wg_prices *p);
void wg_prices_order_by_relaxed(struct wg_prices *p);

/* Plans for p->order, and for the cadres that match its borders better, until neither helps; offers what it finds. */
void wg_prices_alternate(struct wg_prices *p);

#endif
