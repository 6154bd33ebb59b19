#include "plan/beam.h"

#include <stdlib.h>
#include <string.h>

/* A beginning that ends at a node. Its use: a bit for each cadre that took a stretch it likes, and how many stretches
 * each class has, in a row of struct beam.use. */
struct beginning {
	int64_t cost, rank; /* scaled; rank: with the relaxed rest */
	int parent, arc;    /* slot, or −1; −1: a household left out */
};

struct beam {
	const struct wg_sieve *v;
	const struct wg_relax *r;
	int width;
	int *filled;       /* [2n+2] slots in use by node: 2·i, or 2·i + 1 after a household left out */
	struct beginning *slot; /* [2n+2][width], the lowest rank first */
	uint16_t *use;     /* [2n+2][width][n_kind] */
	int *close_first;  /* [n+2] into closing: the kinds whose last stretch ends at i */
	int *closing;
	uint16_t *work;    /* [n_kind] */
};

static int64_t missing_cost(const struct wg_relax *r, int kind)
{
	return r->kind[kind].price - wg_relax_floor(r, kind);
}

static void fill_closing(struct beam *b, struct wg_arena *a)
{
	int n = b->r->c->n, *at = WG_NEW(a, int, n + 1);
	b->close_first = WG_NEW(a, int, n + 2);
	b->closing = WG_NEW(a, int, b->r->n_kind);
	for (int t = 0; t < b->r->n_kind; t++)
		b->close_first[(b->v->last[t] < 0 ? 0 : b->v->last[t]) + 1]++;
	for (int i = 0; i <= n; i++) {
		b->close_first[i + 1] += b->close_first[i];
		at[i] = b->close_first[i];
	}
	for (int t = 0; t < b->r->n_kind; t++)
		b->closing[at[b->v->last[t] < 0 ? 0 : b->v->last[t]]++] = t;
}

/* What the kinds that close in (from, to] cost for their members without a stretch. */
static int64_t closing_cost(const struct beam *b, const uint16_t *use, int from, int to)
{
	int64_t cost = 0;
	for (int x = b->close_first[from + 1]; x < b->close_first[to + 1]; x++)
		cost += (b->r->kind[b->closing[x]].number - use[b->closing[x]]) * missing_cost(b->r, b->closing[x]);
	return cost;
}

static uint16_t *use_of(const struct beam *b, int slot)
{
	return b->use + (size_t)slot * (size_t)b->r->n_kind;
}

/* Into the node's slots by rank, unless all are better or one is the same. */
static void keep(struct beam *b, int node, struct beginning new, const uint16_t *use)
{
	int first = node * b->width, n = b->filled[node], x = n;
	size_t row = sizeof *use * (size_t)b->r->n_kind;
	while (x > 0 && b->slot[first + x - 1].rank >= new.rank) {
		if (b->slot[first + x - 1].rank == new.rank && !memcmp(use_of(b, first + x - 1), use, row))
			return;
		x--;
	}
	if (x == b->width)
		return;
	int move = (n < b->width ? n : b->width - 1) - x;
	memmove(&b->slot[first + x + 1], &b->slot[first + x], sizeof *b->slot * (size_t)move);
	memmove(use_of(b, first + x + 1), use_of(b, first + x), row * (size_t)move);
	b->slot[first + x] = new;
	memcpy(use_of(b, first + x), use, row);
	b->filled[node] = n < b->width ? n + 1 : n;
}

static bool is_full(const struct beam *b, int node, int64_t rank)
{
	return b->filled[node] == b->width && b->slot[node * b->width + b->width - 1].rank <= rank;
}

static void try_arc(struct beam *b, int parent, int64_t start, int arc)
{
	const struct wg_relax *r = b->r;
	const struct wg_arc *a = &b->v->arc[arc];
	const uint16_t *use = use_of(b, parent);
	int class = r->kind[a->kind].class;
	struct beginning new = {.cost = start + a->cost + r->kind[a->kind].charge, .parent = parent, .arc = arc};
	if (use[a->kind] == r->kind[a->kind].number || use[class] == r->kind[class].number ||
		is_full(b, 2 * a->to, new.cost + r->go_held[a->to]))
		return;
	memcpy(b->work, use, sizeof *use * (size_t)r->n_kind);
	b->work[class]++;
	if (a->kind != class)
		b->work[a->kind]++;
	new.cost += closing_cost(b, b->work, a->from, a->to);
	new.rank = new.cost + r->go_held[a->to];
	if (r->go_held[a->to] < WG_CHAIN_INF)
		keep(b, 2 * a->to, new, b->work);
}

static void try_skip(struct beam *b, int parent, int i, int64_t start)
{
	const struct wg_relax *r = b->r;
	if (!b->v->skips || r->c->skip[i] >= WG_CHAIN_INF || r->go_free[i + 1] >= WG_CHAIN_INF)
		return;
	memcpy(b->work, use_of(b, parent), sizeof *b->work * (size_t)r->n_kind);
	struct beginning new = {.parent = parent, .arc = -1,
		.cost = start + WG_PRICE_SCALE * r->c->skip[i] + closing_cost(b, b->work, i, i + 1)};
	new.rank = new.cost + r->go_free[i + 1];
	keep(b, 2 * (i + 1) + 1, new, b->work);
}

static bool walk(struct beam *b, struct wg_search *s)
{
	const struct wg_sieve *v = b->v;
	for (int p = 0; p < v->n_place; p++) {
		int i = v->place[p];
		if (i == b->r->c->n || v->closed[i])
			continue;
		if (!wg_search_goes_on(s, 0.4))
			return false;
		int64_t gap = WG_PRICE_SCALE * b->r->c->gap[i];
		for (int node = 2 * i; node <= 2 * i + 1; node++)
			for (int x = 0; x < b->filled[node]; x++) {
				int slot = node * b->width + x;
				int64_t cost = b->slot[slot].cost;
				for (int a = v->arc_first[i]; a < v->arc_first[i + 1]; a++)
					try_arc(b, slot, cost + gap, a);
				try_skip(b, slot, i, node & 1 ? cost : cost + gap);
			}
	}
	return true;
}

/* Numbers the stretches of the plan that ends in the slot, for the matching to name. */
static void lay(const struct beam *b, int slot, int *owner)
{
	int n = 0;
	for (int i = 0; i < b->r->c->n; i++)
		owner[i] = -1;
	for (; b->slot[slot].parent >= 0; slot = b->slot[slot].parent) {
		if (b->slot[slot].arc < 0)
			continue;
		const struct wg_arc *a = &b->v->arc[b->slot[slot].arc];
		for (int i = a->from; i < a->to; i++)
			owner[i] = n;
		n++;
	}
}

bool wg_beam_plan(const struct wg_sieve *v, struct wg_search *s, int width, int *owner)
{
	const struct wg_relax *r = v->r;
	struct wg_arena a = {0};
	size_t slots = (2 * (size_t)r->c->n + 2) * (size_t)width;
	struct beam b = {.v = v, .r = r, .width = width, .filled = WG_NEW(&a, int, 2 * r->c->n + 2),
		.slot = wg_xmalloc(slots * sizeof *b.slot), .use = wg_xmalloc(slots * sizeof *b.use * (size_t)r->n_kind),
		.work = WG_NEW(&a, uint16_t, r->n_kind)};
	fill_closing(&b, &a);
	keep(&b, 0, (struct beginning){.parent = -1, .arc = -1, .cost = closing_cost(&b, b.work, -1, 0)}, b.work);
	bool found = false;
	if (walk(&b, s)) {
		int held = 2 * r->c->n, free = held + 1, end = -1;
		int64_t value;
		if (b.filled[held])
			end = held * width;
		if (b.filled[free] && (end < 0 || b.slot[free * width].cost < b.slot[end].cost))
			end = free * width;
		if (end >= 0) {
			lay(&b, end, owner);
			found = wg_assign_stretches(r->c, owner, &value);
		}
	}
	free(b.use);
	free(b.slot);
	wg_arena_free(&a);
	return found;
}
