#include "tests/test.h"

#include <sys/stat.h>

#include "tests/command/roster.h"

#define HEADER "\xEF\xBB\xBF街道,社区,小区,楼栋,单元,楼层,房号,户主,联系电话,人口,权重,联系人,联系人单位,联系人电话,起始日期,锁定,代班\r\n"

/* The small office, and 1-1-101 is locked. */
static int start_locked(void **state)
{
	start_small(state);
	run_ok(*state, "lock 1-1-101");
	return 0;
}

static void contacts_are_a_line_a_household_in_walking_order(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "export contacts %s", file_path("a.csv"));
	assert_string_equal(wg_message_arg(&out.said, 1), "8");
	assert_string_equal(wg_message_arg(&out.said, 2), "1");
	wg_outcome_free(&out);
	const char *text = content_of(file_path("a.csv"));
	assert_int_equal(strncmp(text, HEADER, strlen(HEADER)), 0);
	assert_non_null(strstr(text, "大镇,东村社区,翠湖苑,1栋,1单元,1,101,张伟,19900000001,1,2,许英,区民政局,19900007391,2026-03-26,是,\r\n"));
	assert_non_null(strstr(text, "翠湖苑,1栋,1单元,1,102,\"'=李娜\","));
	assert_non_null(strstr(text, "大镇,东村社区,翠湖苑,2栋,1单元,1,101,吴八,,1,1,,,,,否,\r\n"));
	run_ok(office, "export contacts %s --under 1栋/2单元", file_path("b.csv"));
	assert_null(strstr(content_of(file_path("b.csv")), "张伟"));
}

static void contacts_of_a_masked_handle_show_no_telephone(void **state)
{
	wg_office *office = *state;
	office->masked = true;
	run_ok(office, "export contacts %s", file_path("a.csv"));
	office->masked = false;
	const char *text = content_of(file_path("a.csv"));
	assert_null(strstr(text, "19900000001"));
	assert_non_null(strstr(text, "张伟,199****0001"));
	assert_non_null(strstr(text, "许英,区民政局,19900007391"));
	/* Such a file may come back: what is masked is not taken. */
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "import households %s", file_path("a.csv"));
	assert_int_equal(out.batch + (int64_t)out.n_warnings, 0);
	wg_outcome_free(&out);
}

static void files_appear_whole_or_not_at_all(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	struct stat st;
	run_line(office, WG_EUSAGE, &out, "export contacts %s", file_path("a.doc"));
	wg_outcome_free(&out);
	run_line(office, WG_ECANTCREAT, &out, "export contacts %s", "/nonexistent/a.csv");
	wg_outcome_free(&out);
	run_line(office, WG_ENOTFOUND, &out, "export contacts %s --under 没有", file_path("a.csv"));
	wg_outcome_free(&out);
	assert_int_not_equal(stat(file_path("a.csv"), &st), 0);
	struct wg_args args = {0};
	struct wg_run_opts preview = {.run = WG_PREVIEW};
	wg_args_add(&args, "file", file_path("a.csv"));
	assert_int_equal(wg_command_run(office, "export contacts", &args, &preview, &out, NULL), WG_OK);
	assert_string_equal(wg_message_arg(&out.said, 1), "8");
	wg_outcome_free(&out);
	wg_args_free(&args);
	assert_int_not_equal(stat(file_path("a.csv"), &st), 0);
}

static void who_stands_in_is_in_the_file_and_comes_back_without_harm(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "cover 许英 --by 石伟");
	run_ok(office, "export contacts %s", file_path("a.csv"));
	const char *text = content_of(file_path("a.csv"));
	assert_non_null(strstr(text, ",许英,区民政局,19900007391,2026-03-26,是,石伟\r\n"));
	assert_non_null(strstr(text, ",石伟,区住建局,19900000048,2026-03-26,否,\r\n"));
	run_line(office, WG_OK, &out, "import households %s", file_path("a.csv"));
	assert_int_equal(out.batch + (int64_t)out.n_warnings, 0);
	wg_outcome_free(&out);
}

#define STORY(f) cmocka_unit_test_setup_teardown(f, start_locked, end_roster)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(contacts_are_a_line_a_household_in_walking_order),
		STORY(contacts_of_a_masked_handle_show_no_telephone),
		STORY(files_appear_whole_or_not_at_all),
		STORY(who_stands_in_is_in_the_file_and_comes_back_without_harm),
	};
	return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
