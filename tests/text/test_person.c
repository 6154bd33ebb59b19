/* Numbers that belong to a person: identity, telephone, birth; and what is shown of them. */
#include "tests/test.h"

#include "base/clock.h"
#include "text/date.h"
#include "text/idno.h"
#include "text/mask.h"
#include "text/phone.h"

static void a_right_id_number_tells_birth_and_sex(void **state)
{
	struct wg_idno id;
	assert_int_equal(wg_idno_check("11010519491231002X", &id), WG_IDNO_OK); /* the example of the standard */
	assert_string_equal(id.text, "11010519491231002X");
	assert_int_equal(id.sex, 2);
	assert_int_equal(id.birth, wg_day_from_date(1949, 12, 31));
	assert_int_equal(wg_idno_check("440524188001010014", &id), WG_IDNO_OK); /* its other example */
	assert_int_equal(id.sex, 1);
}

static void id_numbers_are_put_right_before_they_are_judged(void **state)
{
	static const char *const same[] = {" 11010519491231002x ", "'11010519491231002X",
		"１１０１０５１９４９１２３１００２Ｘ",
		"110105 19491231 002X", "=\"11010519491231002X\""};
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		struct wg_idno id;
		assert_int_equal(wg_idno_check(same[i], &id), WG_IDNO_OK);
		assert_string_equal(id.text, "11010519491231002X");
	}
}

static void fifteen_digits_are_written_out(void **state)
{
	struct wg_idno id;
	assert_int_equal(wg_idno_check("110105491231002", &id), WG_IDNO_OK);
	assert_string_equal(id.text, "11010519491231002X");
}

static void a_wrong_id_number_says_why(void **state)
{
	static const struct {
		const char *text;
		enum wg_idno_fault want;
	} cases[] = {{"", WG_IDNO_EMPTY}, {"  ", WG_IDNO_EMPTY}, {"4.40101E+17", WG_IDNO_DAMAGED}, {"4.40101e+17",
		WG_IDNO_DAMAGED},
		{"110105194912310000", WG_IDNO_DAMAGED}, {"1101051949123100", WG_IDNO_LENGTH},
		{"110105194912310021234567890123456789", WG_IDNO_LENGTH}, {"11010519491231002Y", WG_IDNO_CHARACTER},
		{"X1010519491231002X", WG_IDNO_CHARACTER}, {"一二三", WG_IDNO_CHARACTER}, {"11010519491331002X",
		WG_IDNO_DATE},
		{"11010519490229002X", WG_IDNO_DATE}, {"110105209912310028", WG_IDNO_DATE}, {"110105194912310021",
		WG_IDNO_CHECK}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct wg_idno id = {.sex = 9};
		if (wg_idno_check(cases[i].text, &id) != cases[i].want)
			fail_msg("%s: fault %d", cases[i].text, wg_idno_check(cases[i].text, &id));
		assert_int_equal(id.sex, 9);
		for (size_t k = 0; k < i; k++)
			if (cases[k].want != cases[i].want)
				assert_string_not_equal(wg_idno_fault_text(cases[k].want),
					wg_idno_fault_text(cases[i].want));
	}
}

static void every_check_digit_but_one_is_wrong(void **state)
{
	char number[19] = "99999919500101123?";
	int right = 0;
	for (const char *c = "0123456789X"; *c; c++) {
		struct wg_idno id;
		number[17] = *c;
		right += wg_idno_check(number, &id) == WG_IDNO_OK;
	}
	assert_int_equal(right, 1);
}

static void telephones_come_out_plain(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {{"13900001234", "13900001234"}, {"139 0000 1234", "13900001234"}, {"139-0000-1234", "13900001234"},
		{"+86 13900001234", "13900001234"}, {"8613900001234", "13900001234"}, {"0086-139-0000-1234",
		"13900001234"},
		{"１３９００００１２３４", "13900001234"}, {"'13900001234", "13900001234"}, {"0731-58234567",
		"0731-58234567"},
		{"(0731)5823456", "0731-5823456"}, {"0731 58234567", "0731-58234567"}, {"073158234567",
		"0731-58234567"},
		{"010-62345678", "010-62345678"}, {"0731-58234567-12", "0731-58234567-12"},
		{"0731-58234567转12", "0731-58234567-12"}, {"58234567", "58234567"}, {"400-123-4567", "4001234567"},
		{"13900001234/13800001234", "13900001234/13800001234"}, {"13900001234、0731-5823456",
		"13900001234/0731-5823456"},
		{"13900001234；13800001234", "13900001234/13800001234"}, {"13900001234 13800001234",
		"13900001234/13800001234"},
		{"13900001234\n13800001234", "13900001234/13800001234"}, {"13900001234/13900001234", "13900001234"},
		{"13900001234（儿子）", "13900001234"}, {"13900001234/", "13900001234"}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char out[WG_PHONE_TEXT];
		if (wg_phone_check(cases[i].text, out) != WG_PHONE_OK)
			fail_msg("%s: fault %d", cases[i].text, wg_phone_check(cases[i].text, out));
		assert_string_equal(out, cases[i].want);
		assert_int_equal(wg_phone_check(cases[i].want, out), WG_PHONE_OK);
		assert_string_equal(out, cases[i].want);
	}
}

static void wrong_telephones_say_why(void **state)
{
	static const struct {
		const char *text;
		enum wg_phone_fault want;
	} cases[] = {{"", WG_PHONE_EMPTY}, {" ", WG_PHONE_EMPTY}, {"1.38E+10", WG_PHONE_DAMAGED}, {"1.38e10",
		WG_PHONE_DAMAGED},
		{"1390000123", WG_PHONE_LENGTH}, {"139000012345", WG_PHONE_LENGTH}, {"12900001234", WG_PHONE_LENGTH},
		{"13900001234/123", WG_PHONE_LENGTH}, {"无", WG_PHONE_CHARACTER}, {"1390000123O", WG_PHONE_CHARACTER},
		{"139****1234", WG_PHONE_CHARACTER}, {"-", WG_PHONE_LENGTH},
		{"13900000001/13900000002/13900000003/13900000004/13900000005/13900000006", WG_PHONE_LENGTH}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char out[WG_PHONE_TEXT] = "kept";
		if (wg_phone_check(cases[i].text, out) != cases[i].want)
			fail_msg("%s: fault %d", cases[i].text, wg_phone_check(cases[i].text, out));
		assert_string_equal(out, "kept");
	}
}

static void the_tail_is_that_of_the_first_number(void **state)
{
	char tail[5];
	wg_phone_tail("13900001234/13800005678", tail);
	assert_string_equal(tail, "1234");
	wg_phone_tail("0731-58234567-12", tail);
	assert_string_equal(tail, "4567");
	wg_phone_tail("", tail);
	assert_string_equal(tail, "");
	wg_phone_tail("123", tail);
	assert_string_equal(tail, "");
}

static void masks_never_show_more(void **state)
{
	char out[64];
	wg_mask_phone("13900001234", out, sizeof out);
	assert_string_equal(out, "139****1234");
	wg_mask_phone("13900001234/0731-5823456", out, sizeof out);
	assert_string_equal(out, "139****1234/073****3456");
	wg_mask_phone("58234567", out, sizeof out);
	assert_string_equal(out, "****67");
	wg_mask_phone("", out, sizeof out);
	assert_string_equal(out, "");
	wg_mask_idno("11010519491231002X", out, sizeof out);
	assert_string_equal(out, "1****************X");
	wg_mask_idno("1101", out, sizeof out);
	assert_string_equal(out, "****");
	wg_mask_phone("13900001234", out, 6);
	assert_string_equal(out, "139**");
	wg_mask_idno("11010519491231002X", out, 4);
	assert_string_equal(out, "1**");
}

static void dates_are_read_as_rosters_write_them(void **state)
{
	static const char *const same[] = {"2024/1/5", "2024-01-05", "2024.1.5", "2024年1月5日", "20240105",
		"２０２４年１月５日",
		"二〇二四年一月五日", " 2024-1-5 ", "2024/1/5 0:00", "2024-01-05 00:00:00", "2024-01-05T08:30:00",
		"2024年1月5号"};
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		int64_t day = 0;
		if (!wg_date_parse(same[i], &day))
			fail_msg("%s is not read", same[i]);
		assert_int_equal(day, wg_day_from_date(2024, 1, 5));
	}
}

static void dates_are_typed_without_a_year(void **state)
{
	static const struct {
		const char *text;
		int month, day;
	} good[] = {{"11-20", 11, 20}, {"１１－２０", 11, 20}, {"11/20", 11, 20}, {"11月20日", 11, 20}, {"十一月二十号", 11, 20},
		    {"昨天", 11, 22}, {"今天", 11, 23}, {"后天", 11, 25}, {"yesterday", 11, 22}, {" 2026-11-20 ", 11, 20}};
	static const char *const bad[] = {"", "11", "13-1", "2-30", "11-", "月底", "昨", "昨天晚上", "11-20-", "11月20日下午"};
	int64_t day, today = wg_day_from_date(2026, 11, 23);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		day = 0;
		if (!wg_day_parse(good[i].text, today, &day) || day != wg_day_from_date(2026, good[i].month, good[i].day))
			fail_msg("%s: %lld", good[i].text, (long long)day);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (wg_day_parse(bad[i], today, &day))
			fail_msg("%s was read", bad[i]);
	(void)state;
}

static void what_is_no_date_is_refused(void **state)
{
	static const char *const bad[] = {"", "2024/2/30", "2023-02-29", "24/1/5", "1/5/2024", "2024-13-01", "20241301",
		"2024-1",
		"2024", "5日", "2024/1-5", "2024年1/5", "2024-1-5 x", "2024-1-5-6", "45296", "1800-01-01",
		"2024-01-0512", "张伟"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		int64_t day = -7;
		if (wg_date_parse(bad[i], &day))
			fail_msg("%s was read as day %lld", bad[i], (long long)day);
		assert_int_equal(day, -7);
	}
}

static void a_birth_may_be_a_month_or_a_year(void **state)
{
	static const struct {
		const char *text;
		int precision, month, day;
	} cases[] = {{"1950", 1, 1, 1}, {"1950年", 1, 1, 1}, {"1950年生", 1, 1, 1}, {"1950年3月", 2, 3, 1}, {"1950-03",
		2, 3, 1},
		{"1950.3", 2, 3, 1}, {"195003", 2, 3, 1}, {"1950/3/7", 3, 3, 7}, {"19500307", 3, 3, 7},
		{"1950年3月7日出生", 3, 3, 7},
		{"74", 0, 0, 0}, {"195013", 0, 0, 0}, {"1950-13", 0, 0, 0}, {"", 0, 0, 0}, {"不详", 0, 0, 0}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t day = 0;
		if (wg_birth_parse(cases[i].text, &day) != cases[i].precision)
			fail_msg("%s: precision %d", cases[i].text, wg_birth_parse(cases[i].text, &day));
		if (cases[i].precision)
			assert_int_equal(day, wg_day_from_date(1950, cases[i].month, cases[i].day));
	}
}

static void age_turns_on_the_birthday(void **state)
{
	int64_t birth = wg_day_from_date(1950, 3, 7);
	assert_int_equal(wg_age_on(birth, wg_day_from_date(2026, 3, 6)), 75);
	assert_int_equal(wg_age_on(birth, wg_day_from_date(2026, 3, 7)), 76);
	char text[11];
	wg_date_text(birth, text, sizeof text);
	assert_string_equal(text, "1950-03-07");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_right_id_number_tells_birth_and_sex),
		cmocka_unit_test(id_numbers_are_put_right_before_they_are_judged),
		cmocka_unit_test(fifteen_digits_are_written_out),
		cmocka_unit_test(a_wrong_id_number_says_why),
		cmocka_unit_test(every_check_digit_but_one_is_wrong),
		cmocka_unit_test(telephones_come_out_plain),
		cmocka_unit_test(wrong_telephones_say_why),
		cmocka_unit_test(the_tail_is_that_of_the_first_number),
		cmocka_unit_test(masks_never_show_more),
		cmocka_unit_test(dates_are_read_as_rosters_write_them),
		cmocka_unit_test(dates_are_typed_without_a_year),
		cmocka_unit_test(what_is_no_date_is_refused),
		cmocka_unit_test(a_birth_may_be_a_month_or_a_year),
		cmocka_unit_test(age_turns_on_the_birthday),
	};
	return cmocka_run_group_tests_name("person", tests, NULL, NULL);
}
