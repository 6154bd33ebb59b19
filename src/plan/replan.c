/* The rest around what is fixed, with the cadres in the order in which they stand: what a hand that moves a border
 * expects, and quick enough to follow it. */
#include "plan/chain.h"

#include "base/clock.h"

enum wg_err wg_partition_replan(const struct wg_partition *in, const int *owner, struct wg_arena *arena,
				struct wg_partition_plan *out, struct wg_error *e)
{
	struct wg_arena scratch = {0};
	struct wg_chain c;
	int64_t start = wg_monotonic_ns(), value;
	enum wg_err rc = wg_chain_init(&c, in, &scratch, e);
	if (rc)
		goto done;
	int *order = WG_NEW(&scratch, int, c.n_cadre), *best = WG_NEW(arena, int, c.n);
	struct wg_partition_plan plan = {.status = WG_PARTITION_INFEASIBLE, .bound = -c.worst};
	wg_order_of(&c, owner, order);
	if (wg_order_plan(&c, order, true, best, &value)) {
		plan.status = WG_PARTITION_BOUNDED;
		plan.owner = best;
		wg_partition_evaluate(in, best, &plan.value);
	}
	plan.plan_ns = wg_monotonic_ns() - start;
	*out = plan;
done:
	wg_arena_free(&scratch);
	return rc;
}
