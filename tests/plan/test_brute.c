/* Small random instances of every kind against the best of all plans, and the planner's own evaluation against a
 * second one. */
#include "tests/test.h"

#include "tests/plan/instance.h"

static struct instance x;

static void solve_and_compare(struct wg_random *r, int n, int k, int lo, int hi, int has)
{
	struct wg_arena a = {0};
	struct wg_partition_plan plan;
	struct wg_error e = {0};
	instance_random(&x, r, n, k, lo, hi, has);
	int64_t best = instance_brute_force(&x.p);
	assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &plan, &e), WG_OK);
	if (best == INT64_MAX) {
		assert_int_equal(plan.status, WG_PARTITION_INFEASIBLE);
		assert_null(plan.owner);
	} else {
		assert_non_null(plan.owner);
		assert_int_equal(plan.value.objective, best);
		assert_int_equal(plan.value.objective, instance_cost(&x.p, plan.owner));
		assert_true(plan.bound <= best);
		assert_true(plan.proven);
		assert_int_equal(plan.status, WG_PARTITION_OPTIMAL);
	}
	wg_arena_free(&a);
}

static void compare_many(int has, int rounds)
{
	struct wg_random r = {(uint64_t)has * 1000 + 7};
	for (int i = 0; i < rounds; i++) {
		int k = 2 + wg_random_below(&r, 4);
		int lo = 1 + wg_random_below(&r, 3), hi = lo + wg_random_below(&r, 3);
		int n = 4 + wg_random_below(&r, k > 4 ? 6 : 8);
		solve_and_compare(&r, n, k, lo, hi, has);
	}
}

#define KIND(name, has) \
	static void name(void **state) \
	{ \
		compare_many(has, 300); \
	}

KIND(fresh_plans_are_the_best_of_all, 0)
KIND(classes_of_cadres_are_planned_best, HAS_CLASSES)
KIND(moves_are_planned_best, HAS_CURRENT)
KIND(affinity_is_planned_best, HAS_BONUS)
KIND(recusals_are_planned_best, HAS_FORBID)
KIND(fixed_households_are_planned_best, HAS_FIXED)
KIND(held_households_are_planned_best, HAS_HELD)
KIND(odd_prices_are_planned_best, HAS_ODD_PRICES)
KIND(affinity_with_moves_is_planned_best, HAS_BONUS | HAS_CURRENT)
KIND(recusals_with_classes_are_planned_best, HAS_FORBID | HAS_CLASSES)
KIND(held_with_moves_and_classes_is_planned_best, HAS_HELD | HAS_CURRENT | HAS_CLASSES)
KIND(odd_prices_with_recusals_and_fixed_are_planned_best, HAS_ODD_PRICES | HAS_FORBID | HAS_FIXED)
KIND(everything_at_once_is_planned_best, HAS_ALL)

static void any_mixture_is_planned_best(void **state)
{
	for (int has = 0; has <= HAS_ALL; has++)
		compare_many(has, 12);
}

static void an_owner_vector_is_valued_alike_by_two_programs(void **state)
{
	struct wg_random r = {99};
	for (int round = 0; round < 3000; round++) {
		int owner[12], valid = 0;
		instance_random(&x, &r, 12, 4, 2, 4, HAS_ALL);
		for (int i = 0, c = -1; i < 12; i++) {
			if (wg_random_below(&r, 3) == 0)
				c = wg_random_below(&r, 5) - 1;
			owner[i] = c;
		}
		struct wg_partition_value v;
		wg_partition_evaluate(&x.p, owner, &v);
		int64_t cost = instance_cost(&x.p, owner);
		valid = !v.faults.under && !v.faults.over && !v.faults.scattered && !v.faults.forbidden &&
			!v.faults.unfixed;
		assert_int_equal(valid, cost != INT64_MAX);
		if (valid)
			assert_int_equal(v.objective, cost);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fresh_plans_are_the_best_of_all),
		cmocka_unit_test(classes_of_cadres_are_planned_best),
		cmocka_unit_test(moves_are_planned_best),
		cmocka_unit_test(affinity_is_planned_best),
		cmocka_unit_test(recusals_are_planned_best),
		cmocka_unit_test(fixed_households_are_planned_best),
		cmocka_unit_test(held_households_are_planned_best),
		cmocka_unit_test(odd_prices_are_planned_best),
		cmocka_unit_test(affinity_with_moves_is_planned_best),
		cmocka_unit_test(recusals_with_classes_are_planned_best),
		cmocka_unit_test(held_with_moves_and_classes_is_planned_best),
		cmocka_unit_test(odd_prices_with_recusals_and_fixed_are_planned_best),
		cmocka_unit_test(everything_at_once_is_planned_best),
		cmocka_unit_test(any_mixture_is_planned_best),
		cmocka_unit_test(an_owner_vector_is_valued_alike_by_two_programs),
	};
	return cmocka_run_group_tests_name("plan against brute force", tests, NULL, NULL);
}
