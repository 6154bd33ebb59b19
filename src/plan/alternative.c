/* What it would cost to give a household to somebody else. Two answers are weighed: the best plan with the cadres in
 * the order in which they stand, which is what a person means by "the next one"; and, where the household's cadre is
 * unlike all others, the best plan at all. Without that condition the second would only exchange two names. */
#include "plan/chain.h"

#include <string.h>

enum { BUDGET_MS = 1000 };

/* The present order, with those who have nothing right behind the household's owner, where they can step in. */
static void order_around(const struct wg_chain *c, const int *owner, int house, int *order)
{
	struct wg_arena a = {0};
	int *all = WG_NEW(&a, int, c->n_cadre), n = 0, used = 0;
	bool *stands = WG_NEW(&a, bool, c->n_cadre);
	for (int i = 0; i < c->n; i++)
		if (owner[i] >= 0 && !stands[owner[i]]) {
			stands[owner[i]] = true;
			used++;
		}
	wg_order_of(c, owner, all);
	for (int k = 0; k < used; k++) {
		order[n++] = all[k];
		for (int x = used; all[k] == owner[house] && x < c->n_cadre; x++)
			order[n++] = all[x];
	}
	for (int x = used; n < c->n_cadre; x++)
		order[n++] = all[x];
	wg_arena_free(&a);
}

static bool stands_alone(const struct wg_chain *c, int cadre)
{
	if (wg_chain_likes(c, cadre))
		return true;
	for (int k = 0; k < c->n_cadre; k++)
		if (k != cadre && !wg_chain_likes(c, k) && wg_chain_alike(c, k, cadre))
			return false;
	return true;
}

static void take(const struct wg_partition *in, const struct wg_partition_plan *plan, const int *owner, int house,
		 bool proven, struct wg_partition_alternative *out)
{
	struct wg_partition_value v;
	wg_partition_evaluate(in, owner, &v);
	int64_t delta = v.objective - plan->value.objective;
	if (out->possible && delta >= out->delta) {
		out->proven = out->proven || proven;
		return;
	}
	*out = (struct wg_partition_alternative){.possible = true,
						 .owner = owner[house],
						 .delta = delta,
						 .proven = proven,
						 .parts = v.parts,
						 .plan = owner};
}

enum wg_err wg_partition_alternative(const struct wg_partition *in, const struct wg_partition_plan *plan, int house,
				     struct wg_arena *arena, struct wg_partition_alternative *out, struct wg_error *e)
{
	if (!plan->owner || house < 0 || house >= in->n)
		return wg_fail(e, WG_EUSAGE, N_("plan: there is no household {1} in this plan"), "d", house);
	struct wg_arena scratch = {0};
	struct wg_chain c;
	int present = plan->owner[house];
	struct wg_partition without = *in;
	struct wg_partition_pair *forbid = WG_NEW(&scratch, struct wg_partition_pair, in->n_forbid + 1);
	if (in->n_forbid)
		memcpy(forbid, in->forbid, sizeof *forbid * (size_t)in->n_forbid);
	if (present >= 0)
		forbid[without.n_forbid++] = (struct wg_partition_pair){present, house};
	without.forbid = forbid;
	enum wg_err rc = wg_chain_init(&c, &without, &scratch, e);
	if (rc)
		goto done;
	if (present < 0)
		c.skip[house] = WG_CHAIN_INF;
	struct wg_partition_alternative best = {0};
	int *order = WG_NEW(&scratch, int, c.n_cadre), *owner = WG_NEW(arena, int, c.n);
	int64_t value;
	order_around(&c, plan->owner, house, order);
	if (wg_order_plan(&c, order, false, owner, &value))
		take(in, plan, owner, house, false, &best);
	struct wg_partition_plan other = {0};
	if (present >= 0 && stands_alone(&c, present)) {
		rc = wg_partition_solve(&without, &(struct wg_partition_options){.budget_ms = BUDGET_MS}, arena, &other,
					e);
		if (!rc && other.owner)
			take(in, plan, other.owner, house, other.proven, &best);
	}
	if (!rc)
		*out = best;
done:
	wg_arena_free(&scratch);
	return rc;
}
