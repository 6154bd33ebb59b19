#include "tests/test.h"

#include "wangge/error.h"

static void arguments_go_where_the_text_says(void **state)
{
	struct wg_message m;
	char out[100];
	wg_message_set(&m, "{1} holds {2} of {3}", "sdl", "许英", 31, 858LL);
	wg_message_text(&m, NULL, out, sizeof out);
	assert_string_equal(out, "许英 holds 31 of 858");
	wg_message_text(&m, "{3} 户中 {1} 有 {2} 户", out, sizeof out);
	assert_string_equal(out, "858 户中 许英 有 31 户");
}

static void text_is_cut_at_a_character(void **state)
{
	struct wg_message m;
	char out[8];
	wg_message_set(&m, "{1}", "s", "张伟强");
	assert_int_equal(wg_message_text(&m, NULL, out, sizeof out), 9);
	assert_string_equal(out, "张伟");
}

static void long_arguments_are_cut_not_lost(void **state)
{
	struct wg_message m;
	char big[1000];
	memset(big, 'x', sizeof big);
	big[sizeof big - 1] = '\0';
	wg_message_set(&m, "{1}{2}", "ss", big, "later");
	assert_int_equal(strlen(wg_message_arg(&m, 0)), WG_MESSAGE_BYTES - 1);
	assert_string_equal(wg_message_arg(&m, 1), "");
}

static void fail_returns_its_code(void **state)
{
	struct wg_error e = {0};
	assert_int_equal(wg_fail(&e, WG_EDATA, "row {1}", "d", 5), WG_EDATA);
	assert_int_equal(e.code, WG_EDATA);
	assert_string_equal(wg_message_arg(&e.message, 0), "5");
	assert_int_equal(wg_fail(NULL, WG_EREFUSED, "no", ""), WG_EREFUSED);
	assert_int_equal(wg_err_status(WG_EDATA), 65);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arguments_go_where_the_text_says),
		cmocka_unit_test(text_is_cut_at_a_character),
		cmocka_unit_test(long_arguments_are_cut_not_lost),
		cmocka_unit_test(fail_returns_its_code),
	};
	return cmocka_run_group_tests_name("message", tests, NULL, NULL);
}
