/* What a hand would do with a border, and what it would cost if nothing else moved. */
#include "command/plan_build.h"

static bool same_floor(const struct wg__part *part, int a, int b)
{
	const struct wg_step *x = &part->walk.at[part->chain[a]], *y = &part->walk.at[part->chain[b]];
	return x->entrance == y->entrance && x->floor == y->floor;
}

/* Where the border would be: one household or one floor further; −1 or n + 1 when it would leave the walk. */
static int destination(const struct wg__part *part, int at, enum wg_plan_move move)
{
	int to = at;
	if (move == WG_PLAN_RIGHT || move == WG_PLAN_LEFT)
		return move == WG_PLAN_RIGHT ? at + 1 : at - 1;
	if (move == WG_PLAN_RIGHT_FLOOR)
		do
			to++;
		while (to < part->n && same_floor(part, to - 1, to));
	if (move == WG_PLAN_LEFT_FLOOR)
		do
			to--;
		while (to > 0 && same_floor(part, to - 1, to));
	return to;
}

static bool find_border(const struct wg__part *part, int left, struct wg__border *b)
{
	const int *owner = part->result.owner;
	int at = -1;
	for (int i = 0; i < part->n; i++)
		at = owner[i] == left ? i + 1 : at;
	if (at < 0 || at >= part->n || owner[at] < 0)
		return false;
	*b = (struct wg__border){.left = left, .right = owner[at], .at = at, .to = at};
	for (size_t i = 0; i < part->n_pins; i++)
		b->pinned = b->pinned || (part->pins[i].at == at && part->pins[i].left >= 0);
	return true;
}

/* Whether households [from, to) are all with a cadre. */
static bool all_with(const struct wg__part *part, int from, int to, int cadre)
{
	for (int i = from; i < to; i++) {
		if (part->result.owner[i] != cadre)
			return false;
	}
	return true;
}

/* A pin among [from, to), or a border pinned at its far end; the border that moves is no obstacle to itself. */
static bool meets_pin(const struct wg__part *part, const struct wg__border *b, int from, int to)
{
	for (size_t i = 0; i < part->n_pins; i++) {
		const struct wg__pin *p = &part->pins[i];
		if (p->left >= 0 && p->at == b->at)
			continue;
		if ((p->at >= from && p->at < to) || (p->left >= 0 && p->at - 1 >= from && p->at - 1 < to))
			return true;
	}
	return false;
}

static bool is_recused(const struct wg__part *part, int cadre, int from, int to)
{
	for (int i = 0; i < part->in.n_forbid; i++) {
		const struct wg_partition_pair *f = &part->in.forbid[i];
		if (f->cadre == cadre && f->household >= from && f->household < to)
			return true;
	}
	return false;
}

static int size_of(const struct wg__part *part, int cadre)
{
	int n = 0;
	for (int i = 0; i < part->n; i++)
		n += part->result.owner[i] == cadre;
	return n;
}

static void judge(const struct wg__part *part, struct wg__border *b, struct wg_plan_price *out)
{
	int from = b->at < b->to ? b->at : b->to, to = b->at < b->to ? b->to : b->at;
	int giver = b->at < b->to ? b->right : b->left, taker = b->at < b->to ? b->left : b->right;
	int moved = to - from, gives, takes;
	if (from < 0 || to > part->n || !all_with(part, from, to, giver) || (gives = size_of(part, giver)) == moved) {
		out->bar = WG_PLAN_END;
		return;
	}
	takes = size_of(part, taker);
	const struct wg_partition_cadre *g = &part->in.cadre[giver], *t = &part->in.cadre[taker];
	out->bar = meets_pin(part, b, from, to)        ? WG_PLAN_PINNED
		   : is_recused(part, taker, from, to) ? WG_PLAN_RECUSED
		   : takes + moved > t->hi             ? WG_PLAN_OVER
		   : gives - moved < g->lo             ? WG_PLAN_UNDER
						       : WG_PLAN_FREE;
	out->limit = out->bar == WG_PLAN_OVER    ? part->workers.at[taker].hi
		     : out->bar == WG_PLAN_UNDER ? part->workers.at[giver].lo
						 : 0;
}

/* Owners with the border where it would be. */
static int *owners_then(const struct wg__part *part, const struct wg__border *b, struct wg_arena *a)
{
	int *owner = WG_NEW(a, int, part->n);
	for (int i = 0; i < part->n; i++) {
		int now = part->result.owner[i];
		owner[i] = i >= b->at && i < b->to ? b->left : i >= b->to && i < b->at ? b->right : now;
	}
	return owner;
}

static void add_up(const struct wg__part *part, const struct wg__border *b, const int *owner, struct wg_plan_price *out)
{
	const int side[2] = {b->left, b->right};
	for (int s = 0; s < 2; s++) {
		out->count[s] = part->held[side[s]];
		out->load[s] = part->held_load[side[s]];
		for (int i = 0; i < part->n; i++) {
			out->count[s] += owner[i] == side[s];
			out->load[s] += owner[i] == side[s] ? part->in.weight[i] : 0;
		}
	}
}

const int *wg__plan_try(struct wg_plan *plan, int cadre, enum wg_plan_move move, struct wg_arena *a,
			struct wg__part **part, struct wg__border *b, struct wg_plan_price *out)
{
	int left = -1;
	struct wg__part *p = wg__plan_part_of(plan, cadre, &left);
	*out = (struct wg_plan_price){.right = -1, .bar = WG_PLAN_END};
	if (!p || !find_border(p, left, b))
		return NULL;
	*part = p;
	b->to = destination(p, b->at, move);
	*out = (struct wg_plan_price){.right = wg__plan_index(plan, p->workers.at[b->right].id), .pinned = b->pinned};
	if (b->to != b->at)
		judge(p, b, out);
	if (out->bar == WG_PLAN_END)
		return NULL;
	const int *owner = owners_then(p, b, a);
	struct wg_partition_value v;
	add_up(p, b, owner, out);
	wg_partition_evaluate(&p->in, owner, &v);
	out->price = v.objective - p->result.value.objective;
	out->first = (int)p->first_step + p->chain[b->to];
	out->cut = wg_walk_common(&p->walk.at[p->chain[b->to - 1]], &p->walk.at[p->chain[b->to]]);
	return owner;
}

void wg_plan_price(wg_plan *plan, int cadre, enum wg_plan_move move, struct wg_plan_price *out)
{
	struct wg_arena a = {0};
	struct wg__part *part;
	struct wg__border b;
	wg__plan_try(plan, cadre, move, &a, &part, &b, out);
	wg_arena_free(&a);
}
