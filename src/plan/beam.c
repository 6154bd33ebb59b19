#include "plan/beam.h"

#include <stdlib.h>
#include <string.h>

/* A beginning that ends at a node. Its use is a row of struct beam.use: how many stretches each class has, then a bit
 * for each cadre that took a stretch it likes. */
struct beginning {
	int64_t cost, rank; /* scaled; rank: with the relaxed rest */
	uint64_t hash;      /* of the use: of two with the same use the cheaper stays */
	int parent, arc;    /* slot, or −1; −1: a household left out */
};

struct beam {
	const struct wg_sieve *v;
	const struct wg_relax *r;
	int width;
	int *filled;            /* [2·n_place] slots in use by node: 2·p, or 2·p + 1 after a household left out */
	int *place;             /* [n+1] p by household */
	struct beginning *slot; /* [2·n_place][width], the lowest rank first */
	size_t row;             /* length of a row of use */
	uint16_t *use;          /* [2·n_place][width][row] */
	uint16_t *work;         /* [row] */
	int *close_first;       /* [n+2] into closing: the kinds whose last stretch ends at i */
	int *closing;
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

static int used(const struct beam *b, const uint16_t *use, int kind)
{
	int own = kind - b->r->n_class;
	return own < 0 ? use[kind] : use[b->r->n_class + own / 16] >> own % 16 & 1;
}

static void use_kind(const struct beam *b, uint16_t *use, int kind, uint64_t *hash)
{
	int own = kind - b->r->n_class;
	if (own < 0)
		use[kind]++;
	else
		use[b->r->n_class + own / 16] |= (uint16_t)(1 << own % 16);
	uint64_t mixed = ((uint64_t)kind + 1) * 0x9E3779B97F4A7C15u;
	*hash += (mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9u;
}

/* What the kinds that close in (from, to] cost for their members without a stretch. */
static int64_t closing_cost(const struct beam *b, const uint16_t *use, int from, int to)
{
	int64_t cost = 0;
	for (int x = b->close_first[from + 1]; x < b->close_first[to + 1]; x++) {
		int kind = b->closing[x];
		cost += (b->r->kind[kind].number - used(b, use, kind)) * missing_cost(b->r, kind);
	}
	return cost;
}

static uint16_t *use_of(const struct beam *b, int slot)
{
	return b->use + (size_t)slot * b->row;
}

static void move_slots(struct beam *b, int to, int from, int n)
{
	memmove(&b->slot[to], &b->slot[from], sizeof *b->slot * (size_t)n);
	memmove(use_of(b, to), use_of(b, from), sizeof *b->use * b->row * (size_t)n);
}

/* Into the node's slots by rank, unless they are full of better ones. */
static void keep(struct beam *b, int node, struct beginning new)
{
	int first = node * b->width, n = b->filled[node], at = n;
	for (int x = 0; x < n; x++)
		if (b->slot[first + x].hash == new.hash) {
			if (b->slot[first + x].rank <= new.rank)
				return;
			move_slots(b, first + x, first + x + 1, n - x - 1);
			n--;
			break;
		}
	at = n;
	while (at > 0 && b->slot[first + at - 1].rank > new.rank)
		at--;
	b->filled[node] = n;
	if (at == b->width)
		return;
	move_slots(b, first + at + 1, first + at, (n < b->width ? n : b->width - 1) - at);
	b->slot[first + at] = new;
	memcpy(use_of(b, first + at), b->work, sizeof *b->work * b->row);
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
	int class = r->kind[a->kind].class, node = 2 * b->place[a->to];
	struct beginning new = {.cost = start + a->cost + r->kind[a->kind].charge,
				.parent = parent,
				.arc = arc,
				.hash = b->slot[parent].hash};
	if (r->go_held[a->to] >= WG_CHAIN_INF || is_full(b, node, new.cost + r->go_held[a->to]) ||
	    used(b, use, a->kind) == r->kind[a->kind].number || used(b, use, class) == r->kind[class].number)
		return;
	memcpy(b->work, use, sizeof *use * b->row);
	use_kind(b, b->work, class, &new.hash);
	if (a->kind != class)
		use_kind(b, b->work, a->kind, &new.hash);
	new.cost += closing_cost(b, b->work, a->from, a->to);
	new.rank = new.cost + r->go_held[a->to];
	keep(b, node, new);
}

static void try_skip(struct beam *b, int parent, int i, int64_t start)
{
	const struct wg_relax *r = b->r;
	if (!b->v->skips || r->c->skip[i] >= WG_CHAIN_INF || r->go_free[i + 1] >= WG_CHAIN_INF)
		return;
	memcpy(b->work, use_of(b, parent), sizeof *b->work * b->row);
	struct beginning new = {.parent = parent,
				.arc = -1,
				.hash = b->slot[parent].hash,
				.cost = start + WG_PRICE_SCALE * r->c->skip[i] + closing_cost(b, b->work, i, i + 1)};
	new.rank = new.cost + r->go_free[i + 1];
	keep(b, 2 * b->place[i + 1] + 1, new);
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
		for (int node = 2 * p; node <= 2 * p + 1; node++)
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

bool wg_beam_plan(const struct wg_sieve *v, struct wg_search *s, int effort, int *owner)
{
	const int most = 100;
	const struct wg_relax *r = v->r;
	struct wg_arena a = {0};
	int width = effort / ((int)v->n_arc + 1) + 1, nodes = 2 * v->n_place;
	struct beam b = {.v = v,
			 .r = r,
			 .width = width < most ? width : most,
			 .filled = WG_NEW(&a, int, nodes),
			 .row = (size_t)(r->n_class + (r->n_kind - r->n_class + 15) / 16),
			 .place = WG_NEW(&a, int, r->c->n + 1)};
	size_t slots = (size_t)nodes * (size_t)b.width;
	b.slot = wg_xmalloc(slots * sizeof *b.slot);
	b.use = wg_xmalloc(slots * sizeof *b.use * b.row);
	b.work = WG_NEW(&a, uint16_t, (int)b.row);
	for (int p = 0; p < v->n_place; p++)
		b.place[v->place[p]] = p;
	fill_closing(&b, &a);
	keep(&b, 0, (struct beginning){.parent = -1, .arc = -1, .cost = closing_cost(&b, b.work, -1, 0)});
	bool found = false;
	if (walk(&b, s)) {
		int held = nodes - 2, free = nodes - 1, end = -1;
		int64_t value;
		if (b.filled[held])
			end = held * b.width;
		if (b.filled[free] && (end < 0 || b.slot[free * b.width].cost < b.slot[end].cost))
			end = free * b.width;
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
