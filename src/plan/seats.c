/* Plans from an order of the cadres: exact plans for an order and exact matchings for its borders alternate until
 * neither helps. */
#include "plan/prices.h"

#include <stdlib.h>

/* Whether this order comes for the first time. */
static bool is_new(struct wg_prices *p)
{
	uint64_t hash = 1469598103934665603u;
	for (int k = 0; k < p->c->n_cadre; k++)
		hash = (hash ^ (uint64_t)p->order[k]) * 1099511628211u;
	for (size_t x = 0; x < p->tried.len; x++)
		if (p->tried.at[x] == hash)
			return false;
	WG_PUSH(&p->tried, hash);
	return true;
}

/* Starts from p->order and improves until neither step helps. */
void wg_prices_alternate(struct wg_prices *p)
{
	int64_t last = WG_CHAIN_INF, value;
	while (is_new(p) && wg_order_plan(p->c, p->order, true, p->owner, &value) && value < last) {
		last = value;
		bool matched = wg_assign_stretches(p->c, p->owner, &value) && value < last;
		wg_search_offer(p->s, p->owner);
		if (!matched)
			return;
		last = value;
		wg_order_of(p->c, p->owner, p->order);
	}
}

void wg_prices_fill_centres(struct wg_prices *p)
{
	const struct wg_chain *c = p->c;
	for (int k = 0; k < c->n_cadre; k++) {
		double sum = 0, weight = 0;
		for (int g = c->liking_first[k]; g < c->liking_first[k + 1]; g++) {
			double w = c->liking[g].gain > 0 ? c->liking[g].gain : 1e-3;
			sum += w * c->liking[g].household;
			weight += w;
		}
		p->centre[k] = weight > 0 ? sum / weight : -1;
	}
}

struct seat {
	double at;
	int cadre;
};

static int by_seat(const void *a, const void *b)
{
	const struct seat *x = a, *y = b;
	return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : (x->cadre > y->cadre) - (x->cadre < y->cadre);
}

/* Cadres by the centre of what they like; those who like nothing go where households belong to nobody, by even parts
 * of the stretch-lengths that are left over. */
void wg_prices_order_by_centre(struct wg_prices *p)
{
	const struct wg_chain *c = p->c;
	struct seat *seat = WG_NEW(&p->arena, struct seat, c->n_cadre);
	int newcomers = 0, vacant = 0, given = 0;
	for (int k = 0; k < c->n_cadre; k++)
		newcomers += p->centre[k] < 0;
	for (int i = 0; i < c->n; i++)
		vacant += c->gain_first[i] == c->gain_first[i + 1];
	for (int k = 0; k < c->n_cadre; k++) {
		seat[k] = (struct seat){p->centre[k], k};
		if (p->centre[k] >= 0)
			continue;
		/* the middle of this newcomer's part of the vacant households */
		int want = (int)((2 * (int64_t)given + 1) * vacant / (2 * newcomers)), i = 0;
		for (; i < c->n; i++)
			if (c->gain_first[i] == c->gain_first[i + 1] && want-- == 0)
				break;
		seat[k].at = vacant ? i : (double)c->n * (2 * given + 1) / (2 * newcomers);
		given++;
	}
	qsort(seat, (size_t)c->n_cadre, sizeof *seat, by_seat);
	for (int k = 0; k < c->n_cadre; k++)
		p->order[k] = seat[k].cadre;
}

/* The seat nearest to what the cadre likes; among those of its class if there are any. */
static int nearest_seat(const struct wg_prices *p, int cadre, const struct wg_step *seat, int n)
{
	const struct wg_relax *r = &p->r;
	int best = -1;
	double least = 0;
	for (int x = 0; x < n; x++) {
		double at = (seat[x].from + seat[x].to) / 2.0, off = p->centre[cadre] < 0 ? 0 : at - p->centre[cadre];
		off = off < 0 ? -off : off;
		if (!wg_chain_alike(p->c, cadre, r->kind[seat[x].kind].cadre))
			off += p->c->n;
		if (best < 0 || off < least) {
			best = x;
			least = off;
		}
	}
	return best;
}

/* An order from the relaxed plan: a stretch that a cadre likes is its own the first time; all others are seats for
 * those who got none. */
void wg_prices_order_by_relaxed(struct wg_prices *p)
{
	const struct wg_chain *c = p->c;
	const struct wg_relax *r = &p->r;
	bool *seen = WG_NEW(&p->arena, bool, c->n_cadre);
	struct seat *seat = WG_NEW(&p->arena, struct seat, r->n_step + c->n_cadre);
	struct wg_step *vacant = WG_NEW(&p->arena, struct wg_step, r->n_step + 1);
	int n = 0, n_vacant = 0;
	for (int x = 0; x < r->n_step; x++) {
		const struct wg_step *s = &r->step[x];
		int cadre = s->kind >= r->n_class ? r->kind[s->kind].cadre : -1;
		if (cadre >= 0 && !seen[cadre]) {
			seen[cadre] = true;
			seat[n++] = (struct seat){(s->from + s->to) / 2.0, cadre};
		} else if (s->kind >= 0) {
			vacant[n_vacant++] = *s;
		}
	}
	for (int k = 0; k < c->n_cadre; k++) {
		if (seen[k])
			continue;
		int x = nearest_seat(p, k, vacant, n_vacant);
		double at = x >= 0 ? (vacant[x].from + vacant[x].to) / 2.0 : p->centre[k] >= 0 ? p->centre[k] : c->n;
		seat[n++] = (struct seat){at, k};
		for (; x >= 0 && x + 1 < n_vacant; x++)
			vacant[x] = vacant[x + 1];
		n_vacant -= n_vacant > 0;
	}
	qsort(seat, (size_t)n, sizeof *seat, by_seat);
	for (int k = 0; k < n; k++)
		p->order[k] = seat[k].cadre;
}
