/* A hand has put borders where it wants them: the rest around them, against the best of all such plans. */
#include "tests/test.h"

#include <string.h>

#include "tests/plan/instance.h"

static struct instance x;

/* Fixes the households on both sides of some borders of a plan, some of them one household further on. */
static int pin_borders(struct instance *in, const int *owner, struct wg_random *r)
{
	int pins = 0;
	for (int i = 1; i + 1 < in->p.n; i++) {
		int to = i + wg_random_below(r, 2);
		if (owner[i - 1] == owner[i] || owner[i - 1] < 0 || owner[i] < 0 || wg_random_below(r, 2))
			continue;
		in->fixed[to - 1] = owner[i - 1];
		in->fixed[to] = owner[i];
		pins++;
		i = to + 1;
	}
	return pins;
}

static int pinned_instance(struct wg_random *r, int has, struct wg_arena *a, struct wg_partition_plan *plan)
{
	int k = 2 + wg_random_below(r, 3), lo = 1 + wg_random_below(r, 3), hi = lo + 1 + wg_random_below(r, 3);
	int n = k * lo + wg_random_below(r, k * (hi - lo) + 1);
	instance_random(&x, r, n < 10 ? n : 10, k, lo, hi, has & ~HAS_FIXED);
	assert_int_equal(wg_partition_solve(&x.p, NULL, a, plan, NULL), WG_OK);
	return plan->owner ? pin_borders(&x, plan->owner, r) : 0;
}

static void pinned_borders_are_planned_around_best(void **state)
{
	struct wg_random r = {5};
	int pinned = 0, possible = 0;
	for (int round = 0; round < 800; round++) {
		struct wg_arena a = {0};
		struct wg_partition_plan plan;
		pinned += pinned_instance(&r, wg_random_below(&r, HAS_ALL + 1), &a, &plan) > 0;
		int64_t best = instance_brute_force(&x.p);
		assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &plan, NULL), WG_OK);
		assert_int_equal(!plan.owner, best == INT64_MAX);
		if (plan.owner) {
			assert_int_equal(plan.value.objective, best);
			assert_true(plan.proven && plan.bound == best);
			possible++;
		}
		wg_arena_free(&a);
	}
	assert_true(pinned > 200 && possible > 300);
}

struct search {
	const int *order;
	int owner[12];
	int64_t best;
};

/* Every plan with the cadres in this order: from household i on with the cadres from place k on. */
static void try_from(struct search *s, int i, int k)
{
	if (i == x.p.n) {
		int64_t cost = instance_cost(&x.p, s->owner);
		s->best = cost < s->best ? cost : s->best;
		return;
	}
	s->owner[i] = -1;
	try_from(s, i + 1, k);
	for (; k < x.p.n_cadre; k++)
		for (int to = i + 1; to <= x.p.n; to++) {
			for (int h = i; h < to; h++)
				s->owner[h] = s->order[k];
			try_from(s, to, k + 1);
		}
}

/* Cadres as they come along the plan, then the others. */
static void order_along(const int *owner, int *order)
{
	int n = 0;
	for (int i = 0; i < x.p.n + x.p.n_cadre; i++) {
		int cadre = i < x.p.n ? owner[i] : i - x.p.n, at = 0;
		while (at < n && order[at] != cadre)
			at++;
		if (cadre >= 0 && at == n)
			order[n++] = cadre;
	}
}

static void replanning_is_best_in_the_order_along_the_walk(void **state)
{
	struct wg_random r = {6};
	int possible = 0;
	for (int round = 0; round < 400; round++) {
		struct wg_arena a = {0};
		struct wg_partition_plan plan, again;
		int order[INSTANCE_K];
		pinned_instance(&r, wg_random_below(&r, HAS_ALL + 1), &a, &plan);
		if (plan.owner && x.p.n <= 9) {
			struct search s = {.order = order, .best = INT64_MAX};
			order_along(plan.owner, order);
			try_from(&s, 0, 0);
			assert_int_equal(wg_partition_replan(&x.p, plan.owner, &a, &again, NULL), WG_OK);
			assert_int_equal(!again.owner, s.best == INT64_MAX);
			if (again.owner) {
				assert_int_equal(again.value.objective, s.best);
				assert_int_equal(instance_cost(&x.p, again.owner), s.best);
				assert_true(again.bound <= s.best && !again.proven);
				possible++;
			}
		}
		wg_arena_free(&a);
	}
	assert_true(possible > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pinned_borders_are_planned_around_best),
		cmocka_unit_test(replanning_is_best_in_the_order_along_the_walk),
	};
	return cmocka_run_group_tests_name("plan around pins", tests, NULL, NULL);
}
