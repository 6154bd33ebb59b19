#include "tests/test.h"

#include "exchange/xlsx_value.h"

static void shows(const char *text, const char *expected, bool expect_damaged)
{
	char out[WG_XLSX_VALUE] = "";
	bool damaged = !expect_damaged;
	assert_true(wg_xlsx_number(text, out, &damaged));
	assert_string_equal(out, expected);
	assert_int_equal(damaged, expect_damaged);
}

static void numbers_are_shown_without_exponent_and_useless_zeros(void **state)
{
	(void)state;
	shows("101", "101", false);
	shows("101.0", "101", false);
	shows("0", "0", false);
	shows("-0", "0", false);
	shows("-12.50", "-12.5", false);
	shows("19900007515", "19900007515", false);
	shows("1.3800138E10", "13800138000", false);
	shows("1.3800138e+10", "13800138000", false);
	shows("0.30000000000000004", "0.3", false);
	shows("2.9999999999999996", "3", false);
	shows("99999.999999999999999", "100000", false);
	shows("1E-7", "0.0000001", false);
	shows("007", "7", false);
	shows(".5", "0.5", false);
	shows("45296.5", "45296.5", false);
	shows("100000000000000", "100000000000000", false);
}

static void a_whole_number_beyond_15_digits_is_damaged(void **state)
{
	(void)state;
	shows("999999999999999", "999999999999999", false);
	shows("4.4010119900101101E+17", "440101199001011010", true);
	shows("440101199001011234", "440101199001011234", true);
	shows("1000000000000000", "1000000000000000", true);
}

static void what_is_no_number_is_refused(void **state)
{
	static const char *const texts[] = {"", "-", ".", "1.2.3", "12a", "1E", "1E+", "1e5x", "nan", "1E300", "0x10", " 1"};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char out[WG_XLSX_VALUE] = "same";
		bool damaged;
		assert_false(wg_xlsx_number(texts[i], out, &damaged));
		assert_string_equal(out, "same");
	}
}

static void day(const char *number, bool date1904, const char *expected)
{
	char out[WG_XLSX_VALUE] = "";
	assert_true(wg_xlsx_date(number, date1904, out));
	assert_string_equal(out, expected);
}

/* Days as Excel and LibreOffice show them. */
static void serial_numbers_become_the_days_that_spreadsheets_show(void **state)
{
	(void)state;
	day("1", false, "1900-01-01");
	day("59", false, "1900-02-28");
	day("60", false, "1900-02-29");
	day("61", false, "1900-03-01");
	day("25569", false, "1970-01-01");
	day("45296", false, "2024-01-05");
	day("45296.75", false, "2024-01-05");
	day("2958465", false, "9999-12-31");
	day("0", true, "1904-01-01");
	day("43834", true, "2024-01-05");
}

static void a_time_of_day_and_numbers_out_of_range_are_no_days(void **state)
{
	char out[WG_XLSX_VALUE] = "same";
	(void)state;
	assert_false(wg_xlsx_date("2958466", false, out));
	assert_false(wg_xlsx_date("-1", false, out));
	assert_false(wg_xlsx_date("99999999999999999999", false, out));
	assert_false(wg_xlsx_date("0", false, out));
	assert_false(wg_xlsx_date("2957004", true, out));
	assert_string_equal(out, "same");
	assert_false(wg_xlsx_date("0.5", false, out));
	assert_string_equal(out, "12:00");
	assert_false(wg_xlsx_date("0.354166666666667", false, out));
	assert_string_equal(out, "08:30");
}

static void formats_with_days_are_told_from_others(void **state)
{
	static const char *const dates[] = {"yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d;@", "m/d/yy",
					    "[DBNum1][$-804]yyyy\"年\"m\"月\"", "h:mm AM/PM"};
	static const char *const others[] = {"General", "0", "0.00", "#,##0\"days\"", "@", "0\\d", "[Red]0.00",
					     "0.00E+00", "[h]:mm", "[$¥-804]#,##0", "_(* #,##0_)", "\"open", "0\\", ""};
	(void)state;
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		assert_true(wg_xlsx_date_code(dates[i]));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(wg_xlsx_date_code(others[i]));
	assert_true(wg_xlsx_date_id(14) && wg_xlsx_date_id(31) && wg_xlsx_date_id(57));
	assert_false(wg_xlsx_date_id(0) || wg_xlsx_date_id(13) || wg_xlsx_date_id(49) || wg_xlsx_date_id(164));
}

static void unescapes(const char *text, const char *expected)
{
	char copy[64];
	size_t n = strlen(text);
	memcpy(copy, text, n + 1);
	copy[wg_xlsx_unescape(copy, n)] = '\0';
	assert_string_equal(copy, expected);
}

static void escapes_are_turned_back_and_look_alikes_kept(void **state)
{
	(void)state;
	unescapes("张三_x000D_李四", "张三\r李四");
	unescapes("_x5F20__x005F_x000D_", "张_x000D_");
	unescapes("_x00D_ _xZZZZ_ _x0000_ _xD800_ _x", "_x00D_ _xZZZZ_ _x0000_ _xD800_ _x");
	unescapes("a_b", "a_b");
}

static void what_looks_like_an_escape_is_escaped(void **state)
{
	struct wg_buf out;
	(void)state;
	wg_buf_init(&out, 100);
	wg_xlsx_escape(&out, "a_x000D_b_x_x00_x005F_");
	assert_string_equal(out.data, "a_x005F_x000D_b_x_x00_x005F_x005F_");
	assert_int_equal(wg_xlsx_unescape(out.data, out.len), strlen("a_x000D_b_x_x00_x005F_"));
	assert_memory_equal(out.data, "a_x000D_b_x_x00_x005F_", strlen("a_x000D_b_x_x00_x005F_"));
	wg_buf_free(&out);
}

static void references_are_read_or_refused(void **state)
{
	size_t row = 9, col = 9;
	const char *end;
	(void)state;
	assert_true(wg_xlsx_reference("AB12", &row, &col, &end));
	assert_int_equal(row, 11);
	assert_int_equal(col, 27);
	assert_true(wg_xlsx_reference("$XFD$1048576:A1", &row, &col, &end));
	assert_int_equal(row, 1048575);
	assert_int_equal(col, 16383);
	assert_string_equal(end, ":A1");
	static const char *const none[] = {"", "A", "1", "A0", "XFE1", "A1048577", "ZZZZZZZZZZZZZZZZ1", "张1"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(wg_xlsx_reference(none[i], &row, &col, &end));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_shown_without_exponent_and_useless_zeros),
		cmocka_unit_test(a_whole_number_beyond_15_digits_is_damaged),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(serial_numbers_become_the_days_that_spreadsheets_show),
		cmocka_unit_test(a_time_of_day_and_numbers_out_of_range_are_no_days),
		cmocka_unit_test(formats_with_days_are_told_from_others),
		cmocka_unit_test(escapes_are_turned_back_and_look_alikes_kept),
		cmocka_unit_test(what_looks_like_an_escape_is_escaped),
		cmocka_unit_test(references_are_read_or_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
