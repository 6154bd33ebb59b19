/* What callers rely on beside the optimum: refusals, counts, cancelling, determinism, alternatives. */
#include "tests/test.h"

#include "tests/plan/instance.h"

static struct instance x, y;

static void assert_refused(const struct wg_partition *p)
{
	struct wg_arena a = {0};
	struct wg_error e = {0};
	struct wg_partition_plan plan = {.bound = 77};
	assert_int_equal(wg_partition_solve(p, NULL, &a, &plan, &e), WG_EUSAGE);
	assert_non_null(e.message.msgid);
	assert_int_equal(plan.bound, 77);
	wg_arena_free(&a);
}

static void impossible_input_is_refused(void **state)
{
	struct wg_random r = {1};
	instance_random(&x, &r, 40, 4, 5, 12, HAS_BONUS | HAS_FORBID);
	y = x;
	y.weight[3] = 0;
	y.p.weight = y.weight;
	assert_refused(&y.p);
	y = x;
	y.current[0] = 4;
	y.p.current = y.current;
	assert_refused(&y.p);
	y = x;
	y.fixed[0] = -2;
	y.p.fixed = y.fixed;
	assert_refused(&y.p);
	y = x;
	y.cadre[1].lo = 13;
	y.p.cadre = y.cadre;
	assert_refused(&y.p);
	y = x;
	y.bonus[0].to = 41;
	y.p.bonus = y.bonus;
	assert_refused(&y.p);
	y = x;
	y.forbid[0].household = 40;
	y.p.forbid = y.forbid;
	assert_refused(&y.p);
	y = x;
	y.p.price.unused = -1;
	assert_refused(&y.p);
	y = x;
	y.p.n = -1;
	assert_refused(&y.p);
	y = x;
	y.p.price.load = 100000000;
	y.cadre[0].target = 100000000;
	y.p.cadre = y.cadre;
	assert_refused(&y.p);
}

static void an_empty_walk_and_no_cadres_are_plans_too(void **state)
{
	struct wg_arena a = {0};
	struct wg_random r = {2};
	struct wg_partition_plan plan;
	instance_random(&x, &r, 10, 3, 2, 5, 0);
	x.p.n = 0;
	assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &plan, NULL), WG_OK);
	assert_true(plan.proven);
	assert_int_equal(plan.value.objective, 3 * 50000);
	x.p.n = 10;
	x.p.n_cadre = 0;
	assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &plan, NULL), WG_OK);
	assert_true(plan.proven);
	assert_int_equal(plan.value.n_uncovered, 10);
	wg_arena_free(&a);
}

static void targets_round_half_up(void **state)
{
	int share[] = {2, 1, 1}, target[3];
	wg_partition_targets(10, 3, share, target);
	assert_int_equal(target[0], 5);
	assert_int_equal(target[1], 3); /* 2.5 */
	assert_int_equal(target[2], 3);
}

static void shortage_is_an_exact_sentence(void **state)
{
	struct wg_random r = {3};
	struct wg_partition_shortage s;
	instance_random(&x, &r, 858, 26, 15, 30, 0);
	wg_partition_shortage(&x.p, 30, &s);
	assert_int_equal(s.households, 78);
	assert_int_equal(s.cadres_needed, 3);
	assert_int_equal(s.cadres_surplus, 0);
	instance_random(&x, &r, 400, 29, 15, 30, 0);
	wg_partition_shortage(&x.p, 30, &s);
	assert_int_equal(s.households, 0);
	assert_int_equal(s.cadres_surplus, 3);
	x.cadre[5].held = 2;
	wg_partition_shortage(&x.p, 30, &s);
	assert_int_equal(s.cadres_surplus, 2);
}

static void recusals_that_leave_nobody_are_infeasible_only_when_fixed(void **state)
{
	struct wg_arena a = {0};
	struct wg_random r = {4};
	struct wg_partition_plan plan;
	instance_random(&x, &r, 20, 2, 5, 12, 0);
	x.p.n_forbid = 2;
	x.forbid[0] = (struct wg_partition_pair){0, 9};
	x.forbid[1] = (struct wg_partition_pair){1, 9};
	assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &plan, NULL), WG_OK);
	assert_true(plan.proven);
	assert_int_equal(plan.owner[9], -1);
	x.fixed[9] = 0;
	assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &plan, NULL), WG_OK);
	assert_int_equal(plan.status, WG_PARTITION_INFEASIBLE);
	assert_null(plan.owner);
	wg_arena_free(&a);
}

static void the_same_input_gives_the_same_plan(void **state)
{
	struct wg_random r = {5};
	for (int round = 0; round < 5; round++) {
		struct wg_arena a = {0};
		struct wg_partition_plan one, two;
		instance_random(&x, &r, 200, 9, 15, 30, HAS_CURRENT | HAS_BONUS | HAS_FORBID);
		assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &one, NULL), WG_OK);
		y = x;
		assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &two, NULL), WG_OK);
		assert_memory_equal(one.owner, two.owner, sizeof *one.owner * 200);
		assert_int_equal(one.bound, two.bound);
		wg_arena_free(&a);
	}
}

struct ticks {
	int n, stop_at;
	int64_t best, bound;
	double done;
};

static bool count_ticks(void *user, int64_t best, int64_t bound, double done)
{
	struct ticks *t = user;
	assert_true(bound <= best);
	assert_true(done >= 0 && done <= 1);
	assert_true(t->n == 0 || (best <= t->best && bound >= t->bound));
	t->best = best;
	t->bound = bound;
	return ++t->n < t->stop_at;
}

static void cancelling_keeps_a_valid_plan_and_its_gap(void **state)
{
	struct wg_random r = {6};
	struct wg_arena a = {0};
	struct wg_partition_plan plan, whole;
	instance_random(&x, &r, 1500, 70, 15, 30, HAS_CLASSES | HAS_CURRENT | HAS_BONUS);
	struct ticks t = {.stop_at = 1};
	struct wg_partition_options options = {.tick = count_ticks, .user = &t};
	assert_int_equal(wg_partition_solve(&x.p, &options, &a, &plan, NULL), WG_OK);
	assert_int_equal(t.n, 1);
	assert_int_equal(plan.status, WG_PARTITION_STOPPED);
	assert_false(plan.proven);
	assert_int_equal(plan.value.objective, instance_cost(&x.p, plan.owner));
	assert_true(plan.bound < plan.value.objective);
	t = (struct ticks){.stop_at = 1000000};
	options.budget_ms = 3000;
	assert_int_equal(wg_partition_solve(&x.p, &options, &a, &whole, NULL), WG_OK);
	assert_true(t.n > 1);
	assert_true(whole.value.objective <= plan.value.objective);
	assert_true(whole.bound >= plan.bound);
	wg_arena_free(&a);
}

static void an_alternative_has_another_owner_and_its_price(void **state)
{
	struct wg_random r = {7};
	for (int round = 0; round < 8; round++) {
		struct wg_arena a = {0};
		struct wg_partition_plan plan;
		struct wg_partition_alternative alt;
		instance_random(&x, &r, 120, 6, 15, 30, round & 1 ? HAS_CURRENT | HAS_BONUS : 0);
		assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &plan, NULL), WG_OK);
		assert_true(plan.proven);
		int house = wg_random_below(&r, 120);
		assert_int_equal(wg_partition_alternative(&x.p, &plan, house, &a, &alt, NULL), WG_OK);
		assert_true(alt.possible);
		assert_int_not_equal(alt.owner, plan.owner[house]);
		assert_int_equal(alt.owner, alt.plan[house]);
		assert_true(alt.delta >= 0);
		assert_int_equal(instance_cost(&x.p, alt.plan), plan.value.objective + alt.delta);
		wg_arena_free(&a);
	}
}

static void a_fixed_household_has_no_alternative(void **state)
{
	struct wg_arena a = {0};
	struct wg_random r = {8};
	struct wg_partition_plan plan;
	struct wg_partition_alternative alt;
	instance_random(&x, &r, 60, 3, 15, 30, 0);
	x.fixed[20] = 1;
	assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &plan, NULL), WG_OK);
	assert_int_equal(plan.owner[20], 1);
	assert_int_equal(wg_partition_alternative(&x.p, &plan, 20, &a, &alt, NULL), WG_OK);
	assert_false(alt.possible);
	assert_int_equal(wg_partition_alternative(&x.p, &plan, 60, &a, &alt, NULL), WG_EUSAGE);
	wg_arena_free(&a);
}

/* The alternative against all plans that keep the pair apart. */
static void a_proven_alternative_is_the_best_of_all(void **state)
{
	struct wg_random r = {9};
	int proven = 0;
	for (int round = 0; round < 150; round++) {
		struct wg_arena a = {0};
		struct wg_partition_plan plan;
		struct wg_partition_alternative alt;
		instance_random(&x, &r, 10, 3, 2, 4, HAS_CURRENT | HAS_BONUS);
		assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &plan, NULL), WG_OK);
		int house = wg_random_below(&r, 10);
		assert_int_equal(wg_partition_alternative(&x.p, &plan, house, &a, &alt, NULL), WG_OK);
		if (plan.owner[house] >= 0 && alt.possible && alt.proven) {
			x.forbid[x.p.n_forbid++] = (struct wg_partition_pair){plan.owner[house], house};
			assert_int_equal(plan.value.objective + alt.delta, instance_brute_force(&x.p));
			proven++;
		}
		wg_arena_free(&a);
	}
	assert_true(proven > 50);
}

/* Too large to try all plans: proven, and equally good when walked from the other end. */
static void large_mixtures_are_proven_from_both_ends(void **state)
{
	for (int has = 0; has < HAS_ODD_PRICES; has += 3) {
		struct wg_random r = {(uint64_t)has * 77 + 1};
		struct wg_arena a = {0};
		struct wg_partition_plan there, back;
		instance_random(&x, &r, 300, 14, 15, 30, has);
		instance_reverse(&x, &y);
		assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &there, NULL), WG_OK);
		assert_int_equal(wg_partition_solve(&y.p, NULL, &a, &back, NULL), WG_OK);
		assert_true(there.proven && back.proven);
		assert_int_equal(there.value.objective, back.value.objective);
		if (there.owner)
			assert_int_equal(there.value.objective, instance_cost(&x.p, there.owner));
		wg_arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(impossible_input_is_refused),
		cmocka_unit_test(an_empty_walk_and_no_cadres_are_plans_too),
		cmocka_unit_test(targets_round_half_up),
		cmocka_unit_test(shortage_is_an_exact_sentence),
		cmocka_unit_test(recusals_that_leave_nobody_are_infeasible_only_when_fixed),
		cmocka_unit_test(the_same_input_gives_the_same_plan),
		cmocka_unit_test(cancelling_keeps_a_valid_plan_and_its_gap),
		cmocka_unit_test(an_alternative_has_another_owner_and_its_price),
		cmocka_unit_test(a_fixed_household_has_no_alternative),
		cmocka_unit_test(a_proven_alternative_is_the_best_of_all),
		cmocka_unit_test(large_mixtures_are_proven_from_both_ends),
	};
	return cmocka_run_group_tests_name("plan partition", tests, NULL, NULL);
}
