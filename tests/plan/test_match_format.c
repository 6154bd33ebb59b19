/* The instance format of wgp-match is read strictly: what is wrong is said with its line. */
#include "tests/test.h"

#include "tools/match_format.h"

static void a_small_file_is_read(void **state)
{
	struct wg_arena a = {0};
	struct wg_match_problem p;
	struct match_format_error e;
	static const char text[] = "2 3 3\r\n2 2  0 10\t2 7\n1\n1 1 5\n\n1\n0 4";
	assert_true(match_format_parse(text, sizeof text - 1, &a, &p, &e));
	assert_int_equal(p.n_need, 2);
	assert_int_equal(p.n_helper, 3);
	assert_int_equal(p.n_group, 0);
	assert_int_equal(p.need[0].persons, 2);
	assert_int_equal(p.need[0].n_edge, 2);
	assert_int_equal(p.need[0].edge[1].helper, 2);
	assert_int_equal(p.need[0].edge[1].score, 7);
	assert_int_equal(p.need[1].edge[0].helper, 1);
	assert_int_equal(p.helper[0].cap, 1);
	assert_int_equal(p.helper[2].cap, 4);
	assert_int_equal(p.helper[2].group, -1);
	wg_arena_free(&a);
}

static void an_empty_instance_is_read(void **state)
{
	struct wg_arena a = {0};
	struct wg_match_problem p;
	struct match_format_error e;
	assert_true(match_format_parse("0 0 0\n", 6, &a, &p, &e));
	assert_int_equal(p.n_need + p.n_helper, 0);
	wg_arena_free(&a);
}

static void what_is_wrong_is_said_with_its_line(void **state)
{
	static const struct {
		const char *text;
		int line;
	} bad[] = {
		{"", 1},
		{"1 1", 1},
		{"1 1 x\n", 1},
		{"-1 1 0\n", 1},
		{"99999999999999999999 1 0\n", 1},
		{"90000000 1 0\n1 0\n1\n", 1}, /* more than the file can hold */
		{"1 1 1\n0 1 0 5\n1\n", 2},
		{"1 1 1\n4 1 0 5\n1\n", 2},
		{"1 1 1\n1 2 0 5\n1\n", 2},
		{"1 1 1\n1 1 1 5\n1\n", 2},
		{"1 1 1\n1 1 0 0\n1\n", 2},
		{"1 1 1\n1 1 0 -5\n1\n", 2},
		{"1 1 1\n1 1 0 100000001\n1\n", 2},
		{"1 1 1\n1 1 0 5.0\n1\n", 2},
		{"1 2 2\n1 2 0 5\n0 6\n1 1\n", 3},
		{"1 1 2\n1 1 0 5\n1 1 1\n", 2},
		{"1 1 1\n1 1 0 5\n-1\n", 3},
		{"1 2 1\n1 1 0 5\n1\n", 4},
		{"1 1 1\n1 1 0 5\n1\n\n7\n", 5},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct wg_arena a = {0};
		struct wg_match_problem p;
		struct match_format_error e;
		assert_false(match_format_parse(bad[i].text, strlen(bad[i].text), &a, &p, &e));
		assert_non_null(e.text);
		if (e.line != bad[i].line)
			fail_msg("case %zu: line %d (%s), not %d", i, e.line, e.text, bad[i].line);
		wg_arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_small_file_is_read),
		cmocka_unit_test(an_empty_instance_is_read),
		cmocka_unit_test(what_is_wrong_is_said_with_its_line),
	};
	return cmocka_run_group_tests_name("matching instance format", tests, NULL, NULL);
}
