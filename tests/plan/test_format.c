/* The instance format is read strictly: what is wrong is said with its line. */
#include "tests/test.h"

#include "tools/wgp_format.h"

#define HEAD \
	"wgp 1 tiny\ncost load 1 cut 0 5 15 60 400 move 12 unused 50000 uncovered 100000 uncovered_weight 1000\n"
#define BODY "community c 3 1\ncadre 7 1 3 2\nhh 11 1 1/1/1/1/1 7\nhh 12 2 1/1/1/2/1 -\nhh 13 4 1/1/2/1/1 7\n"

static void a_small_file_is_read(void **state)
{
	struct wg_arena a = {0};
	struct wgp_file f;
	struct wgp_error e;
	static const char text[] = HEAD "# a comment\n\n" BODY "affinity 7 3 1/1/2/9 6\nforbid 7 12\r\n";
	assert_true(wgp_parse(text, sizeof text - 1, &a, &f, &e));
	assert_string_equal(f.name, "tiny");
	const struct wg_partition *p = &f.community[0].p;
	assert_int_equal(p->n, 3);
	assert_int_equal(p->gap[1], 60);
	assert_int_equal(p->gap[2], 15);
	assert_int_equal(p->current[0], 0);
	assert_int_equal(p->current[1], -1);
	assert_int_equal(p->cadre[0].target, 7);
	assert_int_equal(p->n_bonus, 1);
	assert_int_equal(p->bonus[0].from, 2);
	assert_int_equal(p->bonus[0].to, 3);
	assert_int_equal(p->forbid[0].household, 1);
	assert_int_equal(f.community[0].household_id[2], 13);
	wg_arena_free(&a);
}

static void what_is_wrong_is_said_with_its_line(void **state)
{
	static const struct {
		const char *text;
		int line;
	} bad[] = {
		{"", 0},
		{"wgp 2 x\n", 1},
		{"wgp 1 x\nwgp 1 y\n", 2},
		{"wgp 1 x\ncost load 1\n", 2},
		{BODY, 1},
		{HEAD, 2},
		{HEAD "community c 99999999999 1\n", 3},
		{HEAD "community c 3 1000\ncadre 1 1 3 2\n", 3},
		{HEAD "community c 2 1\ncadre 7 1 3 2\nhh 1 1 1/1/1/1/1 -\n", 3},
		{HEAD "community c 1 2\ncadre 7 1 3 2\ncadre 7 1 3 2\nhh 1 1 1/1/1/1/1 -\n", 5},
		{HEAD "community c 1 1\ncadre 7 5 3 2\nhh 1 1 1/1/1/1/1 -\n", 4},
		{HEAD "community c 1 1\ncadre 7 1 3 2\nhh 1 5 1/1/1/1/1 -\n", 5},
		{HEAD "community c 1 1\ncadre 7 1 3 2\nhh 1 1 1/1/1/1 -\n", 5},
		{HEAD "community c 1 1\ncadre 7 1 3 2\nhh 1 1 1/1/1/1/1 8\n", 5},
		{HEAD "community c 1 1\ncadre 7 1 3 2\nhh 1 1 1/1/1/1/1 -\nhh 2 1 1/1/1/1/1 -\n", 6},
		{HEAD "community c 2 1\ncadre 7 1 3 2\nhh 1 1 1/1/1/1/1 -\nhh 1 1 1/1/1/1/1 -\n", 6},
		{HEAD BODY "affinity 7 5 1/1/1/1 6\n", 8},
		{HEAD BODY "affinity 7 2 1/1/1 6\n", 8},
		{HEAD BODY "forbid 7 14\n", 8},
		{HEAD BODY "forbid 8 11\n", 8},
		{HEAD BODY "forbid 7\n", 8},
		{HEAD BODY "nonsense\n", 8},
		{HEAD BODY "forbid 7 11 \x01\n", 8},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct wg_arena a = {0};
		struct wgp_file f;
		struct wgp_error e;
		assert_false(wgp_parse(bad[i].text, strlen(bad[i].text), &a, &f, &e));
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
		cmocka_unit_test(what_is_wrong_is_said_with_its_line),
	};
	return cmocka_run_group_tests_name("plan instance format", tests, NULL, NULL);
}
