#include "plan/partition.h"

#include <stdlib.h>

#include "base/clock.h"
#include "plan/chain.h"

static void count_cadres(const struct wg_partition *in, const int *owner, int *count, int64_t *load, int *runs)
{
	for (int i = 0; i < in->n; i++) {
		int c = owner[i];
		if (c < 0)
			continue;
		count[c]++;
		load[c] += in->weight[i];
		runs[c] += i == 0 || owner[i - 1] != c;
	}
}

static void value_cadres(const struct wg_partition *in, const int *owner, struct wg_partition_value *v)
{
	struct wg_arena a = {0};
	int *count = WG_NEW(&a, int, in->n_cadre), *runs = WG_NEW(&a, int, in->n_cadre);
	int64_t *load = WG_NEW(&a, int64_t, in->n_cadre);
	count_cadres(in, owner, count, load, runs);
	for (int c = 0; c < in->n_cadre; c++) {
		const struct wg_partition_cadre *k = &in->cadre[c];
		if (count[c] == 0 && k->held == 0) {
			v->n_unused++;
			v->parts.unused += in->price.unused;
			continue;
		}
		int64_t d = load[c] - k->target;
		v->parts.load += in->price.load * d * d;
		v->faults.under += count[c] > 0 && count[c] < k->lo;
		v->faults.over += count[c] > (k->hi < 0 ? 0 : k->hi);
		v->faults.scattered += runs[c] > 1;
	}
	wg_arena_free(&a);
}

static void value_households(const struct wg_partition *in, const int *owner, struct wg_partition_value *v)
{
	for (int i = 0; i < in->n; i++) {
		if (owner[i] < 0) {
			v->n_uncovered++;
			v->parts.uncovered += in->price.uncovered + (int64_t)in->price.uncovered_weight * in->weight[i];
		}
		if (in->current && in->current[i] >= 0 && in->current[i] != owner[i]) {
			v->n_moved++;
			v->parts.move += in->price.move;
		}
		if (i > 0 && owner[i - 1] != owner[i])
			v->parts.cut += in->gap[i];
		v->faults.unfixed += in->fixed && in->fixed[i] >= 0 && in->fixed[i] != owner[i];
	}
}

void wg_partition_evaluate(const struct wg_partition *in, const int *owner, struct wg_partition_value *out)
{
	struct wg_partition_value v = {0};
	value_cadres(in, owner, &v);
	value_households(in, owner, &v);
	for (int b = 0; b < in->n_bonus; b++)
		for (int i = in->bonus[b].from; i < in->bonus[b].to; i++)
			v.parts.affinity -= owner[i] == in->bonus[b].cadre ? in->bonus[b].bonus : 0;
	for (int b = 0; b < in->n_forbid; b++)
		v.faults.forbidden += owner[in->forbid[b].household] == in->forbid[b].cadre;
	const struct wg_partition_parts *p = &v.parts;
	v.objective = p->load + p->cut + p->move + p->affinity + p->unused + p->uncovered;
	*out = v;
}

void wg_partition_targets(int64_t total_weight, int n_cadre, const int *share, int *target)
{
	int64_t sum = 0;
	for (int c = 0; c < n_cadre; c++)
		sum += share[c];
	for (int c = 0; c < n_cadre; c++)
		target[c] = sum ? (int)((2 * total_weight * share[c] + sum) / (2 * sum)) : 0;
}

/* Releases the largest lower bands first until the rest fits: the fewest releases. */
static int surplus(const struct wg_partition *in)
{
	struct wg_arena a = {0};
	int *with_lo = WG_NEW(&a, int, in->n + 2); /* cadres by their lower band; those above n count as n + 1 */
	int64_t sum = 0;
	for (int c = 0; c < in->n_cadre; c++) {
		int lo = in->cadre[c].lo < 1 ? 1 : in->cadre[c].lo;
		if (in->cadre[c].held > 0 || in->cadre[c].hi < 1)
			continue;
		with_lo[lo > in->n ? in->n + 1 : lo]++;
		sum += lo;
	}
	int released = 0;
	for (int lo = in->n + 1; lo > 0 && sum > in->n; lo--)
		for (; with_lo[lo] > 0 && sum > in->n; with_lo[lo]--, released++)
			sum -= lo;
	wg_arena_free(&a);
	return released;
}

void wg_partition_shortage(const struct wg_partition *in, int full, struct wg_partition_shortage *out)
{
	int64_t most = 0;
	for (int c = 0; c < in->n_cadre; c++)
		most += in->cadre[c].hi > 0 ? in->cadre[c].hi : 0;
	int missing = most < in->n ? (int)(in->n - most) : 0;
	*out = (struct wg_partition_shortage){
		.households = missing,
		.cadres_needed = full > 0 ? (missing + full - 1) / full : 0,
		.cadres_surplus = surplus(in),
	};
}

/* What a plan costs at least that leaves a household uncovered or a cadre idle: where the layered plan is cheaper,
 * nothing else needs to be looked at. */
static int64_t least_with_a_hole(const struct wg_chain *c)
{
	int64_t least = WG_CHAIN_INF;
	for (int i = 0; i < c->n; i++)
		least = c->skip[i] < least ? c->skip[i] : least;
	for (int k = 0; k < c->n_cadre; k++)
		least = c->idle[k] < least ? c->idle[k] : least;
	return least + c->negative_gaps;
}

/* The plan that always exists where nothing is fixed. */
static void offer_nobody(struct wg_search *s)
{
	int *owner = wg_xmalloc(sizeof *owner * ((size_t)s->chain->n + 1));
	for (int i = 0; i < s->chain->n; i++)
		owner[i] = -1;
	wg_search_offer(s, owner);
	free(owner);
}

static void solve(const struct wg_chain *c, struct wg_search *s, struct wg_partition_plan *out)
{
	int64_t start = wg_monotonic_ns(), value;
	if (wg_layers_solve(c, s->owner, &value)) {
		s->best = value;
		s->bound = value < least_with_a_hole(c) ? value : least_with_a_hole(c);
	}
	if (s->bound < s->best) {
		offer_nobody(s);
		wg_prices_plan(s);
	}
	out->plan_ns = wg_monotonic_ns() - start;
	if (s->bound < s->best)
		wg_prices_prove(s);
	out->proof_ns = wg_monotonic_ns() - start - out->plan_ns;
}

enum wg_err wg_partition_solve(const struct wg_partition *in, const struct wg_partition_options *options,
			       struct wg_arena *arena, struct wg_partition_plan *out, struct wg_error *e)
{
	const int default_budget_ms = 10 * 1000;
	struct wg_arena scratch = {0};
	struct wg_chain chain;
	enum wg_err rc = wg_chain_init(&chain, in, &scratch, e);
	if (rc)
		goto done;
	int budget_ms = options && options->budget_ms > 0 ? options->budget_ms : default_budget_ms;
	struct wg_search s = {.chain = &chain,
			      .options = options,
			      .best = WG_CHAIN_INF,
			      .bound = -chain.worst,
			      .owner = WG_NEW(arena, int, in->n)};
	s.ticked_ns = wg_monotonic_ns();
	s.deadline_ns = s.ticked_ns + (int64_t)budget_ms * 1000 * 1000;
	struct wg_partition_plan plan = {0};
	solve(&chain, &s, &plan);
	plan.bound = s.bound;
	plan.proven = s.bound >= s.best;
	plan.status = s.bound >= WG_CHAIN_INF ? WG_PARTITION_INFEASIBLE
		      : plan.proven           ? WG_PARTITION_OPTIMAL
		      : s.stopped             ? WG_PARTITION_STOPPED
					      : WG_PARTITION_BOUNDED;
	if (s.best < WG_CHAIN_INF) {
		plan.owner = s.owner;
		wg_partition_evaluate(in, s.owner, &plan.value);
	}
	*out = plan;
done:
	wg_arena_free(&scratch);
	return rc;
}
