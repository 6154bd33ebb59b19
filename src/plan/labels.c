#include "plan/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

enum { BITS = 64 };

/* A kind whose use is counted in the labels: `width` bits at `shift`, from its first stretch to its last. */
struct track {
	int kind, shift, width, first, last;
	int64_t missing; /* scaled: what each member not used costs over its price */
};

struct label {
	int64_t cost;
	uint64_t use;
	int node;   /* 2·i, or 2·i + 1 after a free household */
	int count;  /* stretches so far */
	int parent; /* label */
	int arc;    /* −1: a free household */
	int next;   /* label at the same node */
};

struct search {
	struct wg_sieve *v;
	struct wg_relax *r;
	struct wg_search *s;
	int64_t limit;              /* scaled, in relaxed cost: the prices of all cadres included */
	size_t most;                /* labels */
	bool all_used;              /* an idle cadre alone passes the limit: count must end at n_cadre */
	WG_VEC(struct track) track; /* by last */
	int *tracked;               /* [n_kind] index in track + 1, or 0 */
	WG_VEC(struct label) label;
	int *at_node; /* [2n+2] */
	int *slot;    /* hash table of labels; size is a power of two */
	size_t n_slot;
};

static int64_t missing_cost(const struct wg_relax *r, int kind)
{
	return r->kind[kind].price - wg_relax_floor(r, kind);
}

/* ---- tracking ---- */

static int width_of(int number)
{
	int width = 0;
	while (number >> width)
		width++;
	return width;
}

static int by_last(const void *a, const void *b)
{
	const struct track *x = a, *y = b;
	return x->last != y->last ? (x->last > y->last) - (x->last < y->last)
				  : (x->kind > y->kind) - (x->kind < y->kind);
}

/* Gives each track its bits; two that are never open together may share them. False when 64 are not enough. */
static bool place_tracks(struct search *x)
{
	if (x->track.len)
		qsort(x->track.at, x->track.len, sizeof *x->track.at, by_last);
	for (size_t t = 0; t < x->track.len; t++) {
		struct track *me = &x->track.at[t];
		uint64_t taken = 0;
		for (size_t o = 0; o < t; o++) {
			const struct track *other = &x->track.at[o];
			if (other->last > me->first)
				taken |= (((uint64_t)1 << other->width) - 1) << other->shift;
		}
		uint64_t mine = ((uint64_t)1 << me->width) - 1;
		x->tracked[me->kind] = (int)t + 1;
		me->shift = 0;
		while (me->shift + me->width <= BITS && taken & (mine << me->shift))
			me->shift++;
		if (me->shift + me->width > BITS)
			return false;
	}
	return true;
}

static void track(struct search *x, int kind)
{
	if (x->tracked[kind] || x->v->last[kind] < 0)
		return;
	x->tracked[kind] = (int)x->track.len + 1;
	WG_PUSH(&x->track, (struct track){.kind = kind,
					  .width = width_of(x->r->kind[kind].number),
					  .first = x->v->first[kind],
					  .last = x->v->last[kind],
					  .missing = missing_cost(x->r, kind)});
}

/* ---- labels ---- */

static uint64_t hash(int node, int count, uint64_t use)
{
	uint64_t h = use * 0x9E3779B97F4A7C15u ^ (uint64_t)node * 0xC2B2AE3D27D4EB4Fu ^
		     (uint64_t)count * 0x165667B19E3779F9u;
	h ^= h >> 32;
	return h * 0xD6E8FEB86659FD93u >> 16;
}

static void grow_slots(struct search *x)
{
	x->n_slot = x->n_slot ? x->n_slot * 2 : 1 << 12;
	x->slot = wg_xrealloc(x->slot, sizeof *x->slot * x->n_slot);
	for (size_t i = 0; i < x->n_slot; i++)
		x->slot[i] = -1;
	for (size_t l = 0; l < x->label.len; l++) {
		const struct label *a = &x->label.at[l];
		size_t h = hash(a->node, a->count, a->use) & (x->n_slot - 1);
		while (x->slot[h] >= 0)
			h = (h + 1) & (x->n_slot - 1);
		x->slot[h] = (int)l;
	}
}

/* Adds the label unless one with the same use is as cheap. */
static void add_label(struct search *x, struct label l)
{
	if (x->label.len * 2 >= x->n_slot)
		grow_slots(x);
	size_t h = hash(l.node, l.count, l.use) & (x->n_slot - 1);
	for (; x->slot[h] >= 0; h = (h + 1) & (x->n_slot - 1)) {
		struct label *same = &x->label.at[x->slot[h]];
		if (same->node != l.node || same->use != l.use || same->count != l.count)
			continue;
		if (l.cost < same->cost) {
			l.next = same->next;
			*same = l;
		}
		return;
	}
	l.next = x->at_node[l.node];
	x->slot[h] = x->at_node[l.node] = (int)x->label.len;
	WG_PUSH(&x->label, l);
}

/* Closes the tracks whose last stretch ends in (from, to]: members not used by now never will be. */
static void close_tracks(const struct search *x, int from, int to, struct label *l)
{
	size_t lo = 0, hi = x->track.len;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (x->track.at[mid].last <= from)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < x->track.len && x->track.at[lo].last <= to; lo++) {
		const struct track *t = &x->track.at[lo];
		uint64_t mask = ((uint64_t)1 << t->width) - 1, used = l->use >> t->shift & mask;
		l->cost += (x->r->kind[t->kind].number - (int64_t)used) * t->missing;
		l->use &= ~(mask << t->shift);
	}
}

/* One more of the kind. False when there is none. */
static bool use_kind(const struct search *x, int kind, struct label *l)
{
	if (!x->tracked[kind])
		return true;
	const struct track *t = &x->track.at[x->tracked[kind] - 1];
	uint64_t mask = ((uint64_t)1 << t->width) - 1;
	if ((l->use >> t->shift & mask) == (uint64_t)x->r->kind[kind].number)
		return false;
	l->use += (uint64_t)1 << t->shift;
	return true;
}

static void try_arc(struct search *x, int parent, int64_t start, int arc)
{
	const struct wg_relax *r = x->r;
	const struct wg_arc *a = &x->v->arc[arc];
	const struct label *from = &x->label.at[parent];
	struct label l = {.cost = start + a->cost + r->kind[a->kind].charge,
			  .use = from->use,
			  .node = 2 * a->to,
			  .count = x->all_used ? from->count + 1 : 0,
			  .parent = parent,
			  .arc = arc};
	if (l.cost + r->go_held[a->to] > x->limit || l.count > r->c->n_cadre)
		return;
	int class = r->kind[a->kind].class;
	if (!use_kind(x, a->kind, &l) || (class != a->kind && !use_kind(x, class, &l)))
		return;
	close_tracks(x, a->from, a->to, &l);
	if (l.cost + r->go_held[a->to] <= x->limit)
		add_label(x, l);
}

static void try_skip(struct search *x, int parent, int64_t start)
{
	const struct wg_chain *c = x->r->c;
	struct label l = x->label.at[parent];
	int i = l.node / 2;
	if (c->skip[i] >= WG_CHAIN_INF || x->r->go_free[i + 1] >= WG_CHAIN_INF)
		return;
	l.cost = start + WG_PRICE_SCALE * c->skip[i];
	l.node = 2 * (i + 1) + 1;
	l.parent = parent;
	l.arc = -1;
	if (l.cost + x->r->go_free[i + 1] > x->limit)
		return;
	close_tracks(x, i, i + 1, &l);
	if (l.cost + x->r->go_free[i + 1] <= x->limit)
		add_label(x, l);
}

static bool walk(struct search *x)
{
	const struct wg_chain *c = x->r->c;
	x->label.len = 0;
	for (size_t i = 0; i < x->n_slot; i++)
		x->slot[i] = -1;
	for (int i = 0; i < 2 * c->n + 2; i++)
		x->at_node[i] = -1;
	struct label origin = {.parent = -1, .arc = -1};
	for (int t = 0; t < x->r->n_kind; t++)
		if (x->v->last[t] < 0)
			origin.cost += x->r->kind[t].number * missing_cost(x->r, t);
	add_label(x, origin);
	for (int node = 0; node < 2 * c->n; node++) {
		int i = node / 2;
		if (x->label.len > x->most || !wg_search_goes_on(x->s, 0.5 + 0.5 * i / c->n))
			return false;
		for (int l = x->at_node[node]; l >= 0; l = x->label.at[l].next) {
			int64_t gap = WG_PRICE_SCALE * c->gap[i], cost = x->label.at[l].cost;
			for (int a = x->v->arc_first[i]; a < x->v->arc_first[i + 1]; a++)
				try_arc(x, l, cost + gap, a);
			try_skip(x, l, node & 1 ? cost : cost + gap);
		}
	}
	return true;
}

/* The cheapest label at the end, or −1. */
static int best_end(const struct search *x)
{
	int best = -1;
	for (int node = 2 * x->r->c->n; node <= 2 * x->r->c->n + 1; node++)
		for (int l = x->at_node[node]; l >= 0; l = x->label.at[l].next) {
			const struct label *a = &x->label.at[l];
			if (a->cost > x->limit || (x->all_used && a->count != x->r->c->n_cadre))
				continue;
			if (best < 0 || a->cost < x->label.at[best].cost)
				best = l;
		}
	return best;
}

/* Tracks every kind that the plan uses too often, or too seldom without having paid for it. False: none. */
static bool track_conflicts(struct search *x, int end)
{
	struct wg_relax *r = x->r;
	bool any = false;
	memset(r->used, 0, sizeof *r->used * (size_t)r->n_kind);
	for (int l = end; l > 0; l = x->label.at[l].parent)
		if (x->label.at[l].arc >= 0)
			wg_relax_count(r, x->v->arc[x->label.at[l].arc].kind);
	for (int t = 0; t < r->n_kind; t++) {
		bool off = r->used[t] > r->kind[t].number || (r->used[t] < r->kind[t].number && missing_cost(r, t) > 0);
		if (off && !x->tracked[t] && x->v->last[t] >= 0) {
			track(x, t);
			any = true;
		}
	}
	return any;
}

/* Sets those apart whom the plan left without a stretch that they like and who may not have, or dislike, what is
 * left. False: there are none. */
static bool set_apart(struct search *x, int end)
{
	struct wg_relax *r = x->r;
	const struct wg_chain *c = r->c;
	bool grown = false;
	for (int k = 0; k < c->n_cadre; k++) {
		bool placed = r->apart[k], refused = false;
		for (int l = end; l > 0 && !placed; l = x->label.at[l].parent) {
			const struct wg_arc *a = x->label.at[l].arc >= 0 ? &x->v->arc[x->label.at[l].arc] : NULL;
			placed = a && a->kind >= r->n_class && r->kind[a->kind].cadre == k;
			refused =
				refused ||
				(a && a->kind < r->n_class &&
				 (wg_chain_is_banned(c, k, a->from, a->to) || wg_chain_touches(c, k, a->from, a->to)));
		}
		if (!placed && refused)
			grown = r->apart[k] = true;
	}
	return grown;
}

/* Names cadres for the stretches: the matching respects recusals. */
static enum wg_labels_result name_cadres(struct search *x, int end, int *owner)
{
	struct wg_relax *r = x->r;
	const struct wg_chain *c = r->c;
	int64_t total = x->label.at[end].cost, objective;
	int n = 0;
	for (int t = 0; t < r->n_kind; t++)
		total -= r->kind[t].number * r->kind[t].price;
	for (int i = 0; i < c->n; i++)
		owner[i] = -1;
	for (int l = end; l > 0; l = x->label.at[l].parent) {
		const struct wg_arc *a = x->label.at[l].arc >= 0 ? &x->v->arc[x->label.at[l].arc] : NULL;
		for (int i = a ? a->from : 0; a && i < a->to; i++)
			owner[i] = n;
		n += a != NULL;
	}
	if (wg_assign_stretches(c, owner, &objective) && objective * WG_PRICE_SCALE <= total)
		return WG_LABELS_PLAN;
	return set_apart(x, end) ? WG_LABELS_SPLIT : WG_LABELS_TIRED;
}

static enum wg_labels_result refine(struct search *x, int *owner)
{
	for (int round = 0;; round++) {
		if (!place_tracks(x) || !walk(x))
			return WG_LABELS_TIRED;
		int end = best_end(x);
		if (end < 0)
			return WG_LABELS_NONE;
		if (!track_conflicts(x, end))
			return name_cadres(x, end, owner);
	}
}

enum wg_labels_result wg_labels_search(struct wg_sieve *v, struct wg_search *s, int most, int *owner)
{
	struct wg_relax *r = v->r;
	const struct wg_chain *c = r->c;
	struct wg_arena a = {0};
	struct search x = {.v = v,
			   .r = r,
			   .s = s,
			   .limit = wg_sieve_limit(v),
			   .most = (size_t)most,
			   .all_used = true,
			   .tracked = WG_NEW(&a, int, r->n_kind),
			   .at_node = WG_NEW(&a, int, 2 * c->n + 2)};
	int64_t least = r->held[c->n] < r->free[c->n] ? r->held[c->n] : r->free[c->n];
	for (int t = 0; t < r->n_class; t++)
		x.all_used = x.all_used && least + missing_cost(r, t) > x.limit;
	enum wg_labels_result result = refine(&x, owner);
	free(x.slot);
	WG_VEC_FREE(&x.track);
	WG_VEC_FREE(&x.label);
	wg_arena_free(&a);
	return result;
}
