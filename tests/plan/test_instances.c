/* Instances whose optimum was proven by another program: reached, proven, also walked backwards and with the cadres
 * under other numbers. */
#include "tests/test.h"

#include <stdlib.h>

#include "tests/plan/instance.h"
#include "tools/wgp_format.h"

static struct instance x, y;

static void read_instance(const char *name, struct wg_arena *a, struct instance *out)
{
	char path[512];
	struct wgp_file file;
	struct wgp_error error;
	const char *root = getenv("WANGGE_SOURCE");
	snprintf(path, sizeof path, "%s/tests/instances/%s.wgp", root ? root : ".", name);
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	const size_t cap = 1 << 20;
	char *text = wg_arena_alloc(a, cap);
	size_t n = fread(text, 1, cap, f);
	assert_true(n > 0 && n < cap);
	fclose(f);
	if (!wgp_parse(text, n, a, &file, &error))
		fail_msg("%s:%d: %s", path, error.line, error.text);
	assert_int_equal(file.n_community, 1);
	instance_copy(&file.community[0].p, out);
}

static void assert_optimum(const struct instance *i, int64_t optimum)
{
	struct wg_arena a = {0};
	struct wg_partition_plan plan;
	assert_int_equal(wg_partition_solve(&i->p, NULL, &a, &plan, NULL), WG_OK);
	assert_int_equal(plan.value.objective, optimum);
	assert_int_equal(plan.bound, optimum);
	assert_true(plan.proven);
	assert_int_equal(instance_cost(&i->p, plan.owner), optimum);
	wg_arena_free(&a);
}

static void assert_optimum_in_every_guise(const char *name, int64_t optimum)
{
	struct wg_arena a = {0};
	struct wg_random r = {optimum > 0 ? (uint64_t)optimum : 1};
	int to[INSTANCE_K];
	read_instance(name, &a, &x);
	assert_optimum(&x, optimum);
	instance_reverse(&x, &y);
	assert_optimum(&y, optimum);
	for (int round = 0; round < 2; round++) {
		for (int c = 0; c < x.p.n_cadre; c++) {
			int at = wg_random_below(&r, c + 1);
			to[c] = to[at];
			to[at] = c;
		}
		instance_permute(&x, to, &y);
		assert_optimum(&y, optimum);
	}
	wg_arena_free(&a);
}

#define INSTANCE(test, name, optimum) \
	static void test(void **state) \
	{ \
		assert_optimum_in_every_guise(name, optimum); \
	}

INSTANCE(a_compound_with_36_cadres, "a1-fresh36", 1814)
INSTANCE(an_implicit_compound, "a2-fresh719", 1529)
INSTANCE(part_timers_take_less, "a3-parttime", 1432)
INSTANCE(too_few_cadres_leave_48_uncovered, "a4-short", 4854370)
INSTANCE(too_many_cadres_leave_three_idle, "a5-surplus", 153691)
INSTANCE(affinity_and_recusal, "a6-affinity240", -160)
INSTANCE(a_mixed_community, "a7-comm1200", 2051)
INSTANCE(a_cadre_leaves, "a8-leave", 2384)
INSTANCE(one_leaves_and_two_join, "a9-repair1200", 2657)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_compound_with_36_cadres),
		cmocka_unit_test(an_implicit_compound),
		cmocka_unit_test(part_timers_take_less),
		cmocka_unit_test(too_few_cadres_leave_48_uncovered),
		cmocka_unit_test(too_many_cadres_leave_three_idle),
		cmocka_unit_test(affinity_and_recusal),
		cmocka_unit_test(a_mixed_community),
		cmocka_unit_test(a_cadre_leaves),
		cmocka_unit_test(one_leaves_and_two_join),
	};
	return cmocka_run_group_tests_name("plan instances", tests, NULL, NULL);
}
