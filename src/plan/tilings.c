/* Where the borders are nearly decided but many cadres could take the same stretches, tracking who is used is the wrong
 * way round: the few ways to cut the walk are listed, and each is matched with the cadres exactly. */
#include "plan/tilings.h"

#include <string.h>

struct tilings {
	const struct wg_sieve *v;
	struct wg_search *s;
	int64_t limit; /* scaled, prices included */
	int left;      /* how many more may be matched */
	int stretches; /* in the tiling at hand */
	int *tile;     /* [n] its stretches by number, −1 = nobody */
	int *owner;
	bool found;
};

static bool match(struct tilings *t)
{
	const struct wg_chain *c = t->v->r->c;
	int64_t value;
	if (--t->left < 0 || !wg_search_goes_on(t->s, 0.5))
		return false;
	memcpy(t->owner, t->tile, sizeof *t->tile * (size_t)c->n);
	if (wg_assign_stretches(c, t->owner, &value) && value <= t->v->limit && wg_search_offer(t->s, t->owner))
		t->found = true;
	return true;
}

/* All tilings from place i on; free: a household was left out before it. False when they are too many. */
static bool list(struct tilings *t, int i, bool free, int64_t cost)
{
	const struct wg_relax *r = t->v->r;
	const struct wg_chain *c = r->c;
	if (i == c->n)
		return match(t);
	int64_t start = cost + WG_PRICE_SCALE * c->gap[i], skip = free ? cost : start;
	for (int x = t->v->arc_first[i]; x < t->v->arc_first[i + 1];) {
		int to = t->v->arc[x].to;
		int64_t least = WG_CHAIN_INF;
		for (; x < t->v->arc_first[i + 1] && t->v->arc[x].to == to; x++) {
			int64_t one = t->v->arc[x].cost + r->kind[t->v->arc[x].kind].charge;
			least = one < least ? one : least;
		}
		if (start + least + r->go_held[to] > t->limit || t->stretches == c->n_cadre)
			continue;
		for (int h = i; h < to; h++)
			t->tile[h] = t->stretches;
		t->stretches++;
		bool few = list(t, to, false, start + least);
		t->stretches--;
		if (!few)
			return false;
	}
	if (c->skip[i] >= WG_CHAIN_INF || skip + WG_PRICE_SCALE * c->skip[i] + r->go_free[i + 1] > t->limit)
		return true;
	t->tile[i] = -1;
	return list(t, i + 1, true, skip + WG_PRICE_SCALE * c->skip[i]);
}

enum wg_labels_result wg_tilings_search(const struct wg_sieve *v, struct wg_search *s, int *owner)
{
	const int effort = 120 * 1000, most = 300; /* a matching takes about cadres² steps */
	const struct wg_chain *c = v->r->c;
	struct wg_arena a = {0};
	int affordable = effort / (c->n_cadre * c->n_cadre + 1);
	struct tilings t = {.v = v,
			    .s = s,
			    .limit = wg_sieve_limit(v),
			    .tile = WG_NEW(&a, int, c->n),
			    .owner = owner,
			    .left = affordable < most ? affordable : most};
	bool all = list(&t, 0, false, 0);
	wg_arena_free(&a);
	return !all ? WG_LABELS_TIRED : t.found ? WG_LABELS_PLAN : WG_LABELS_NONE;
}
