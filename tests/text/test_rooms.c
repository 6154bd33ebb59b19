#include <stdio.h>

#include "tests/test.h"
#include "text/rooms.h"

/* "1,2,3 x 01,02": what was read, spelled out. */
static const char *spelled(const char *text)
{
	static char out[4000];
	static struct wg_rooms_pattern p;
	size_t n = 0;
	out[0] = '\0';
	if (wg_rooms_parse(text, &p, NULL) != WG_OK)
		return "?";
	for (int i = 0; i < p.n_floors; i++)
		n += (size_t)snprintf(out + n, sizeof out - n, "%s%d", i ? "," : "", p.floor[i]);
	n += (size_t)snprintf(out + n, sizeof out - n, "%s", p.n_floors ? " x " : "");
	for (int i = 0; i < p.n_sides; i++) {
		const struct wg_room_side *s = &p.side[i];
		if (s->letter)
			n += (size_t)snprintf(out + n, sizeof out - n, "%s%c", i ? "," : "", s->letter);
		else
			n += (size_t)snprintf(out + n, sizeof out - n, "%s%0*d", i ? "," : "", s->digits, s->number);
	}
	return out;
}

static void doors_are_read_as_people_say_them(void **state)
{
	static const char *const good[][2] = {
		{"1-6层 × 01-04室", "1,2,3,4,5,6 x 01,02,03,04"},
		{"1-3,5层x1-2", "1,2,3,5 x 1,2"},
		{"１－２层＊０１—０２室", "1,2 x 01,02"},
		{"一至三层乘01、03户", "1,2,3 x 01,03"},
		{"负1-2层×1", "-1,1,2 x 1"},
		{"-2--1层×01-02", "-2,-1 x 01,02"},
		{"1楼-2楼 x A-C", "1,2 x A,B,C"},
		{"1-5号", "1,2,3,4,5"},
		{"08-11", "08,09,10,11"},
		{"1,1,2×1,1", "1,2 x 1"},
	};
	static const char *const bad[] = {"", "层", "1-6层×", "×01-04", "6-1层×1", "1-6层×04-01", "1-6层×01-D",
					  "1-6层×0", "1-6层×01-04室 5", "1-999×1", "1-6层×01-04室×2", "0×1", "甲×乙"};
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_string_equal(spelled(good[i][0]), good[i][1]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (spelled(bad[i])[0] != '?')
			fail_msg("%s was read as %s", bad[i], spelled(bad[i]));
	}
}

static void skipped_numbers_are_a_list(void **state)
{
	int n = 0, at[8];
	(void)state;
	assert_int_equal(wg_number_list_parse("4,14层", at, 8, &n, NULL), WG_OK);
	assert_int_equal(n, 2);
	assert_int_equal(at[0], 4);
	assert_int_equal(at[1], 14);
	assert_int_equal(wg_number_list_parse("四层、13-14", at, 8, &n, NULL), WG_OK);
	assert_int_equal(n, 3);
	assert_int_equal(wg_number_list_parse("1-20", at, 8, &n, NULL), WG_EUSAGE);
	assert_int_equal(wg_number_list_parse("x", at, 8, &n, NULL), WG_EUSAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(doors_are_read_as_people_say_them),
		cmocka_unit_test(skipped_numbers_are_a_list),
	};
	return cmocka_run_group_tests_name("rooms", tests, NULL, NULL);
}
