/* The general case. The volume algorithm raises the prices and with them the bound, and every few steps gives an order
 * of the cadres to plan with; a beam over what the sieve leaves finds better plans in the gap; what remains of it is
 * closed by branch and bound, from the bound upwards. */
#include "plan/prices.h"

#include "plan/beam.h"
#include "plan/branch.h"

enum { STEPS_MAX = 800, PATIENCE = 6 };

/* ---- prices ---- */

static void keep_best(struct wg_prices *p)
{
	const struct wg_relax *r = &p->r;
	if (r->value <= p->value)
		return;
	p->value = r->value;
	for (int t = 0; t < r->n_kind; t++)
		p->best_price[t] = r->kind[t].price;
	if (p->thin)
		return;
	int64_t bound = wg_relax_ceil(r->value);
	bound = bound > p->limit ? p->limit + 1 : bound;
	p->s->bound = bound > p->s->bound ? bound : p->s->bound;
}

/* Classes by their size, so that a household is worth as much to each, or all alike; rents 0. */
static void set_all(struct wg_prices *p, int64_t price, bool by_size)
{
	struct wg_relax *r = &p->r;
	for (int t = 0; t < r->n_class; t++) {
		int64_t one = by_size ? price * p->c->hi[r->kind[t].cadre] : price;
		r->kind[t].price = one > wg_relax_floor(r, t) ? one : wg_relax_floor(r, t);
	}
	wg_relax_forward(r);
	keep_best(p);
}

static int stretches(const struct wg_relax *r)
{
	int n = 0;
	for (int t = 0; t < r->n_class; t++)
		n += r->used[t];
	return n;
}

/* One price for all, at which about as many stretches are worth it as there are cadres: dearer means fewer. */
static void find_level(struct wg_prices *p, bool by_size)
{
	const int rounds = 24;
	int64_t reach = WG_PRICE_SCALE, most = WG_CHAIN_INF / 64 / (p->c->n + 1) / (by_size ? p->c->n + 1 : 1);
	set_all(p, 0, by_size);
	if (p->r.value >= WG_CHAIN_INF / 2)
		return;
	bool up = stretches(&p->r) > p->c->n_cadre;
	while (reach < most && (stretches(&p->r) > p->c->n_cadre) == up && stretches(&p->r) != p->c->n_cadre) {
		reach *= 4;
		set_all(p, up ? reach : -reach, by_size);
	}
	int64_t lo = up ? 0 : -reach, hi = up ? reach : 0;
	for (int x = 0; x < rounds && hi - lo > WG_PRICE_SCALE / 8; x++) {
		int64_t mid = lo + (hi - lo) / 2;
		set_all(p, mid, by_size);
		int n = stretches(&p->r);
		if (n == p->c->n_cadre)
			break;
		if (n > p->c->n_cadre)
			lo = mid;
		else
			hi = mid;
	}
}

/* How much more often each kind is used than it may be, as far as its price can answer. */
static double off_of(const struct wg_relax *r, int kind, double used)
{
	double off = used - r->kind[kind].number;
	return off < 0 && r->kind[kind].price <= wg_relax_floor(r, kind) ? 0 : off;
}

static void back_to_best(struct wg_prices *p)
{
	for (int t = 0; t < p->r.n_kind; t++)
		p->r.kind[t].price = p->best_price[t];
	wg_relax_forward(&p->r);
}

static bool closed(const struct wg_prices *p)
{
	return p->s->bound >= p->s->best;
}

/* A plan from the relaxed one. */
static void plan_relaxed(struct wg_prices *p)
{
	wg_prices_order_by_relaxed(p);
	wg_prices_alternate(p);
}

/* From the best prices along the mean use of the relaxed plans so far. */
static bool step(struct wg_prices *p, double pace)
{
	struct wg_relax *r = &p->r;
	double norm = 0, gap = WG_PRICE_SCALE * (double)p->s->best - (double)p->value;
	if (p->s->best >= WG_CHAIN_INF)
		gap = 0.05 * (double)(p->value < 0 ? -p->value : p->value) + WG_PRICE_SCALE;
	for (int t = 0; t < r->n_kind; t++)
		r->kind[t].price = p->best_price[t];
	for (int t = 0; t < r->n_kind; t++)
		norm += off_of(r, t, p->mean[t]) * off_of(r, t, p->mean[t]);
	if (norm < 1e-9)
		return false;
	for (int t = 0; t < r->n_kind; t++)
		r->kind[t].price = wg_relax_moved(r, t, pace * gap / norm * off_of(r, t, p->mean[t]));
	wg_relax_forward(r);
	return true;
}

/* Takes the last relaxed plan into the mean, with the weight that brings the mean nearest to what is allowed. Returns
 * whether the two pull the same way. */
static bool blend(struct wg_prices *p, double most)
{
	const struct wg_relax *r = &p->r;
	double mean2 = 0, cross = 0, apart2 = 0;
	for (int t = 0; t < r->n_kind; t++) {
		double mean = p->mean[t] - r->kind[t].number, off = r->used[t] - r->kind[t].number;
		mean2 += mean * mean;
		cross += mean * off;
		apart2 += (off - mean) * (off - mean);
	}
	double weight = apart2 > 1e-9 ? (mean2 - cross) / apart2 : most;
	weight = weight > most ? most : weight < most / 10 ? most / 10 : weight;
	for (int t = 0; t < r->n_kind; t++)
		p->mean[t] += weight * (r->used[t] - p->mean[t]);
	return cross > 0;
}

/* Leaves out what no plan better than the best can contain: the walks get shorter. */
static void prune(struct wg_prices *p)
{
	if (p->thin || p->s->best >= WG_CHAIN_INF || p->r.value >= WG_CHAIN_INF)
		return;
	p->limit = p->s->best - 1;
	wg_relax_prune(&p->r, p->limit);
}

/* The volume algorithm of Barahona and Anbil (2000). */
static void ascend(struct wg_prices *p, double slowest)
{
	double pace = 0.5, most = 0.2;
	int patience = 0;
	for (int t = 0; t < p->r.n_kind; t++)
		p->mean[t] = p->r.used[t];
	for (int x = 0; x < STEPS_MAX && pace > slowest && !closed(p); x++) {
		if (!wg_search_goes_on(p->s, 0.4 * x / STEPS_MAX) || !step(p, pace))
			return;
		bool onward = blend(p, most), better = p->r.value > p->value;
		keep_best(p);
		if (x == 15 || x % 64 == 63)
			plan_relaxed(p);
		if (better) {
			patience = 0;
			if (onward && pace < 2)
				pace *= 1.1;
		} else if (++patience >= PATIENCE) {
			pace *= 0.66;
			patience = 0;
		}
		if (x % 50 == 49)
			most *= 0.7;
		if (x % 20 == 19)
			prune(p);
	}
}

/* ---- closing ---- */

/* One limit: the sieve, then branch and bound over what it leaves. */
static enum wg_labels_result try_limit(struct wg_prices *p, int64_t limit)
{
	struct wg_sieve v;
	enum wg_labels_result result = WG_LABELS_TIRED;
	if (wg_sieve_open(&v, &p->r, limit))
		result = wg_branch_search(&v, p->s, p->owner);
	wg_sieve_close(&v);
	return result;
}

/* The prices that served on few stretches may serve on all. */
static void try_sifted_prices(struct wg_prices *p)
{
	wg_relax_forward(&p->r);
	keep_best(p);
	back_to_best(p);
}

/* A plan of at most `limit`, or a little more, from the side of the prices: the sieve, and the beam over what it
 * leaves. */
static void descend(struct wg_prices *p, int64_t limit)
{
	const int effort = 300 * 1000;
	struct wg_sieve v;
	if (wg_sieve_open(&v, &p->r, limit)) {
		if (!wg_sieve_sift(&v, p->s, true)) {
			p->s->bound = limit + 1;
		} else if (wg_beam_plan(&v, p->s, effort, p->owner)) {
			wg_search_offer(p->s, p->owner);
			wg_order_of(p->c, p->owner, p->order);
			wg_prices_alternate(p);
		}
	}
	wg_sieve_close(&v);
	try_sifted_prices(p);
	prune(p);
}

/* Looks for plans in the lower part of the gap, where few stretches pass; in more of it when nothing comes. */
static void narrow(struct wg_prices *p)
{
	for (int part = 8; part > 0 && !closed(p) && !p->s->stopped;) {
		int64_t best = p->s->best, bound = p->s->bound;
		descend(p, part > 1 ? bound + (best - bound) / part : best - 1);
		if (p->s->best == best && p->s->bound - bound <= (best - bound) / 16)
			part /= 2;
	}
}

/* First prices, over part of the columns. */
static void foresee(struct wg_prices *p)
{
	const int worth = 20 * 1000; /* columns */
	if (closed(p) || p->r.column_first[p->c->n + 1] < worth || !wg_relax_thin(&p->r))
		return;
	p->thin = true;
	p->value = -WG_CHAIN_INF;
	back_to_best(p);
	keep_best(p);
	ascend(p, 0.01);
	wg_relax_whole(&p->r);
	p->thin = false;
	p->value = -WG_CHAIN_INF;
	back_to_best(p);
	keep_best(p);
	prune(p);
}

/* Prices and plans help each other, as long as they do. */
static void meet(struct wg_prices *p)
{
	const int rounds = 6;
	for (int x = 0; x < rounds && !closed(p) && !p->s->stopped; x++) {
		int64_t gap = p->s->best - p->s->bound;
		ascend(p, 0.0005);
		back_to_best(p);
		if (!closed(p))
			plan_relaxed(p);
		back_to_best(p);
		if (p->s->best < WG_CHAIN_INF)
			narrow(p);
		if (p->s->best - p->s->bound > gap - gap / 8)
			return;
	}
}

/* From the bound upwards: each limit is proven too low, or gives the optimum. */
static void close_gap(struct wg_prices *p)
{
	int64_t reach = 2;
	while (!closed(p) && !p->s->stopped) {
		if (p->s->bound > p->c->worst) {
			p->s->bound = WG_CHAIN_INF; /* fixed and forbidden pairs leave nothing */
			return;
		}
		int64_t limit = p->s->bound + reach;
		if (limit >= p->s->best)
			limit = p->s->best - 1;
		enum wg_labels_result result = try_limit(p, limit);
		if (result == WG_LABELS_NONE || result == WG_LABELS_PLAN) {
			/* nothing up to the limit is cheaper than what was found on the way */
			p->s->bound = p->s->best <= limit ? p->s->best : limit + 1;
			reach *= 2;
			if (!closed(p))
				try_sifted_prices(p);
		} else if (result == WG_LABELS_SPLIT) {
			struct wg_relax old = p->r;
			wg_relax_build(&p->r);
			wg_relax_copy_prices(&p->r, &old);
			p->value = -WG_CHAIN_INF;
			p->limit = WG_CHAIN_INF;
			try_sifted_prices(p);
		} else {
			return;
		}
	}
}

static void open_prices(struct wg_prices *p)
{
	const struct wg_chain *c = p->c;
	p->order = WG_NEW(&p->arena, int, c->n_cadre);
	p->owner = WG_NEW(&p->arena, int, c->n);
	p->centre = WG_NEW(&p->arena, double, c->n_cadre);
	p->best_price = WG_NEW(&p->arena, int64_t, 2 * c->n_cadre);
	p->mean = WG_NEW(&p->arena, double, 2 * c->n_cadre);
	p->value = -WG_CHAIN_INF;
	p->limit = WG_CHAIN_INF;
}

void wg_prices_plan(struct wg_search *s)
{
	struct wg_prices p = {.s = s, .c = s->chain};
	open_prices(&p);
	wg_prices_fill_centres(&p);
	wg_prices_order_by_centre(&p);
	wg_prices_alternate(&p);
	WG_VEC_FREE(&p.tried);
	wg_arena_free(&p.arena);
}

void wg_prices_prove(struct wg_search *s)
{
	struct wg_prices p = {.s = s, .c = s->chain};
	open_prices(&p);
	wg_prices_fill_centres(&p);
	p.r = (struct wg_relax){.c = s->chain, .arena = &p.arena, .apart = WG_NEW(&p.arena, bool, s->chain->n_cadre)};
	wg_relax_build(&p.r);
	find_level(&p, false);
	if (p.r.n_class > 1)
		find_level(&p, true);
	if (p.value >= WG_CHAIN_INF / 2) {
		s->bound = WG_CHAIN_INF;
	} else {
		back_to_best(&p);
		plan_relaxed(&p);
		foresee(&p);
		meet(&p);
		close_gap(&p);
	}
	WG_VEC_FREE(&p.tried);
	wg_arena_free(&p.arena);
}
