#include "tests/test.h"

#include "text/slots.h"
#include "text/when.h"

enum { TODAY = 20538 }; /* Thursday 2026-03-26 */

static struct wg_when read(const char *text)
{
	struct wg_when w = {0};
	if (!wg_when_parse(text, TODAY, &w))
		fail_msg("%s is not understood", text);
	return w;
}

static void half_days_are_numbered_so_that_monday_morning_is_bit_0(void **state)
{
	assert_int_equal(wg_half_day_bit(3 * TODAY), 9);
	assert_int_equal(wg_half_day_bit(3 * (TODAY + 4)), 0);
	assert_int_equal(wg_half_day_bit(3 * (TODAY + 3) + 2), 20);
	assert_int_equal(wg_half_day_begins(3 * TODAY + 1), 14 * 60);
	assert_int_equal(wg_half_day_ends(3 * TODAY + 2), 21 * 60);
	(void)state;
}

static void dates_stand_alone_or_before_a_part_of_the_day(void **state)
{
	static const struct {
		const char *text;
		int day;
		unsigned parts;
	} said[] = {
		{"今天", 0, 7},
		{"明天下午", 1, 2},
		{"今晚", 0, 4},
		{"明早", 1, 1},
		{"后天 上午", 2, 1},
		{"03-28", 2, 7},
		{"03-28 晚上", 2, 4},
		{"2026-04-01上午", 6, 1},
		{"3月29日白天", 3, 3},
		{"tomorrow evening", 1, 4},
		{"03-28 14:00-17:00", 2, 2},
	};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		struct wg_when w = read(said[i].text);
		assert_int_equal(w.from, 3 * (TODAY + said[i].day));
		assert_int_equal(w.to, w.from + 2);
		for (int part = 0; part < 3; part++)
			assert_int_equal(w.mask >> wg_half_day_bit(w.from + part) & 1, said[i].parts >> part & 1);
	}
	(void)state;
}

static void days_of_the_week_are_those_that_come_next(void **state)
{
	struct wg_when w = read("周三晚");
	assert_int_equal(w.from, 3 * TODAY);
	assert_int_equal(w.to, 3 * (TODAY + 7) - 1);
	assert_int_equal(w.mask, 1 << 8);
	assert_int_equal(read("weekday evenings").mask, 1 << 2 | 1 << 5 | 1 << 8 | 1 << 11 | 1 << 14);
	(void)state;
}

static void what_is_not_understood_is_refused(void **state)
{
	static const char *const texts[] = {"", "某天", "02-30", "明天那个时候", "晚些再说", "   "};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct wg_when w = {1, 2, 3};
		assert_false(wg_when_parse(texts[i], TODAY, &w));
		assert_int_equal(w.mask, 3);
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(half_days_are_numbered_so_that_monday_morning_is_bit_0),
		cmocka_unit_test(dates_stand_alone_or_before_a_part_of_the_day),
		cmocka_unit_test(days_of_the_week_are_those_that_come_next),
		cmocka_unit_test(what_is_not_understood_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
