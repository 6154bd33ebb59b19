#include "tests/test.h"

#include "base/clock.h"

static void days_and_dates_agree(void **state)
{
	assert_int_equal(wg_day_from_date(1970, 1, 1), 0);
	assert_int_equal(wg_day_from_date(2026, 11, 22), 20779);
	for (int64_t day = -30000; day < 60000; day += 7) {
		int y, m, d;
		wg_date_from_day(day, &y, &m, &d);
		assert_int_equal(wg_day_from_date(y, m, d), day);
	}
}

static void the_clock_can_be_stopped(void **state)
{
	setenv("WANGGE_NOW", "1774486800", 1);
	assert_int_equal(wg_now(), 1774486800);
	assert_int_equal(wg_today(), wg_day_from_date(2026, 3, 26));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_and_dates_agree),
		cmocka_unit_test(the_clock_can_be_stopped),
	};
	return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
