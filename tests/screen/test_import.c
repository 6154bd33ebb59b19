#include "tests/command/roster.h"
#include "tests/screen/test_contacts_ui.h"

static const char HOUSEHOLDS[] = "SELECT count(*) FROM household";

/* The office belongs to the test's setup; the console borrows it. */
static void begin(struct console *c, wg_office *office)
{
	open_console(c, office, true);
	press(c, "I");
	assert_string_equal(top(c), "import");
}

static void finish(struct console *c)
{
	c->face.office = NULL;
	close_console(c);
}

static const char ROSTER[] = "窑洲社区晴岚家园住户花名册,,,\n"
			     "房号,户主,联系电话,人口\n"
			     "1-1-101,张三,13900001234,3\n"
			     "1-1-102,李四,13900001235,2\n";
static const char MESSY[] = "房号,户主,联系电话\n"
			    "1-1-101,张三,13900001234\n"
			    "1-1-102,,13900001235\n"
			    "1-1-101,王五,13900001236\n";

static void a_roster_goes_in_from_file_to_enter(void **state)
{
	struct console c;
	const char *path = put_text("花名册.csv", NULL, ROSTER);
	begin(&c, *state);
	type(&c, path);
	press(&c, "Enter");
	sees(&c, "窑洲社区"); /* what the title proposes */
	press(&c, "Enter");
	sees(&c, "2 new households with 2 residents");
	sees(&c, "UTF-8");
	sees(&c, "A 房号=room");
	assert_int_equal(count_of(*state, HOUSEHOLDS), 0);
	press(&c, "j Enter");
	assert_string_equal(top(&c), "contacts");
	assert_int_equal(count_of(*state, HOUSEHOLDS), 2);
	sees(&c, "u takes it back");
	press(&c, "u");
	assert_int_equal(count_of(*state, HOUSEHOLDS), 0);
	finish(&c);
}

static void enter_pressed_twice_does_not_import_unseen(void **state)
{
	struct console c;
	begin(&c, *state);
	type(&c, put_text("花名册.csv", NULL, ROSTER));
	press(&c, "Enter Enter Enter");
	assert_string_equal(top(&c), "import");
	assert_int_equal(count_of(*state, HOUSEHOLDS), 0);
	finish(&c);
}

static void bad_rows_are_listed_and_left_out_only_when_told(void **state)
{
	struct console c;
	begin(&c, *state);
	type(&c, put_text("乱.csv", NULL, MESSY));
	press(&c, "Enter Tab");
	type(&c, "昭山镇/窑洲社区");
	press(&c, "Enter");
	sees(&c, "errors 2");
	sees(&c, "2 rows cannot be taken");
	sees(&c, "乱.csv 3 B 户主");
	sees(&c, "乱.csv 4 B 户主");
	press(&c, "j Enter");
	sees(&c, "Rows with errors"); /* back in the form, nothing lost */
	sees(&c, "昭山镇/窑洲社区");
	assert_int_equal(count_of(*state, HOUSEHOLDS), 0);
	press(&c, "Tab Right Enter j Enter");
	assert_string_equal(top(&c), "contacts");
	assert_int_equal(count_of(*state, HOUSEHOLDS), 1);
	finish(&c);
}

static void two_households_behind_one_door_are_a_choice(void **state)
{
	struct console c;
	begin(&c, *state);
	type(&c, put_text("合住.csv", NULL, "房号,户主\n1-1-101,张三\n1-1-101,王五\n"));
	press(&c, "Enter Tab");
	type(&c, "昭山镇/窑洲社区");
	press(&c, "Tab Tab Right Enter j Enter");
	assert_int_equal(count_of(*state, HOUSEHOLDS), 2);
	finish(&c);
}

static void a_file_that_changed_after_the_dry_run_is_not_imported(void **state)
{
	struct console c;
	begin(&c, *state);
	type(&c, put_text("花名册.csv", NULL, ROSTER));
	press(&c, "Enter Enter j");
	put_text("花名册.csv", NULL, "房号,户主\n1-1-103,赵六\n");
	press(&c, "Enter");
	assert_string_equal(top(&c), "import");
	assert_int_equal(count_of(*state, HOUSEHOLDS), 0);
	finish(&c);
}

static void files_are_found_by_their_beginning(void **state)
{
	struct console c;
	char folder[1000];
	put_text("甲.csv", NULL, ROSTER);
	put_text("甲.png", NULL, "no table");
	snprintf(folder, sizeof folder, "%s", file_path(""));
	begin(&c, *state);
	type(&c, folder);
	sees(&c, "甲.csv");
	sees_not(&c, "甲.png");
	type(&c, "甲");
	press(&c, "Tab");
	sees(&c, "甲.csv");
	press(&c, "Enter");
	sees(&c, "What is in it");
	press(&c, "Esc C-u");
	type(&c, "/there/is/nothing");
	press(&c, "Enter");
	sees(&c, "there is no such file");
	press(&c, "Esc");
	assert_string_equal(top(&c), "contacts");
	finish(&c);
}

static void cadres_go_in_below_their_community(void **state)
{
	struct console c;
	run_ok(*state, "import households %s --under 昭山镇/窑洲社区/晴岚家园", given("晴岚家园花名册.xlsx"));
	begin(&c, *state);
	type(&c, given("驻守干部.csv"));
	press(&c, "Enter");
	sees(&c, "households and residents  [cadres]");
	sees(&c, "昭山镇/窑洲社区");
	press(&c, "Enter j Enter");
	assert_string_equal(top(&c), "contacts");
	assert_int_equal(count_of(*state, "SELECT count(*) FROM worker WHERE takes_households = 1"), 36);
	finish(&c);
}

static void library_is_told_by_its_name_and_read_into_skills(void **state)
{
	struct console c;
	run_ok(*state, "import households %s --under 昭山镇/窑洲社区/晴岚家园", put_text("一月.csv", NULL, ROSTER));
	begin(&c, *state);
	type(&c, given("资源库.csv"));
	press(&c, "Enter");
	sees(&c, "[library]");
	press(&c, "Enter");
	sees(&c, "90 new helpers");
	sees(&c, "D 专长=skills");
	press(&c, "j Enter");
	assert_int_equal(count_of(*state, "SELECT count(*) FROM worker_skill"), 186);
	finish(&c);
}

static void a_given_roster_is_shown_as_understood(void **state)
{
	struct console c;
	begin(&c, *state);
	type(&c, given("晴岚家园花名册.xlsx"));
	press(&c, "Enter Enter");
	sees(&c, "858 new households with 2112 residents");
	sees(&c, "晴岚家园/1栋/1单元/101");
	resize(&c, 24, 80);
	sees(&c, "858 new households with 2112 residents");
	press(&c, "G");
	sees(&c, "new households");
	finish(&c);
}

static void compounds_are_told_apart_and_communities_gone_through(void **state)
{
	struct console c;
	const char *path = put_text("户.csv", NULL, "房号,户主\n1-1-101,张三\n1-1-102,李四\n");
	run_ok(*state, "import households %s --under 昭山镇/窑洲社区/晴岚家园", path);
	open_console(&c, *state, true);
	sees_not(&c, "晴岚家园"); /* the only one needs no name */
	run_ok(*state, "import households %s --under 昭山镇/窑洲社区/翠湖花园", path);
	run_ok(*state, "import households %s --under 昭山镇/新华社区", path);
	press(&c, "F5");
	sees(&c, " 晴岚家园");
	sees(&c, " 翠湖花园");
	sees(&c, "4 households");
	press(&c, "C-Down");
	sees(&c, "昭山镇 > 新华社区");
	sees(&c, "2 households");
	press(&c, "C-Down C-Up");
	sees(&c, "昭山镇 > 窑洲社区");
	finish(&c);
}

/* A month later: 李四 has gone, 王五 is new, 张三 has another telephone. */
static void next_month_is_ticked_and_taken(void **state)
{
	struct console c;
	run_ok(*state, "import households %s --under 昭山镇/窑洲社区/晴岚家园", put_text("一月.csv", NULL, ROSTER));
	begin(&c, *state);
	type(&c, put_text("二月.csv", NULL,
			  "窑洲社区晴岚家园住户花名册,,,\n房号,户主,联系电话,人口\n1-1-101,张三,13900009999,3\n"
			  "1-1-201,王五,13900001236,1\n"));
	press(&c, "Enter");
	sees(&c, "next month's, to compare");
	press(&c, "Right Right Right Enter");
	assert_string_equal(top(&c), "compare");
	sees(&c, "new family");
	sees(&c, "13900009999");
	sees(&c, "family gone");
	sees(&c, "ticked 2/3"); /* who is gone is not ticked */
	press(&c, "Enter Enter"); /* the second is too fast to have read anything */
	sees(&c, "2 of 3 differences taken");
	press(&c, "Esc");
	assert_int_equal(count_of(*state, HOUSEHOLDS), 2);
	press(&c, "/");
	type(&c, "李四");
	press(&c, "Enter Space Esc");
	sees(&c, "ticked 3/3");
	press(&c, "U Enter");
	sees(&c, "nothing is ticked");
	press(&c, "j j Space Enter j Enter"); /* only the last: who is gone */
	assert_string_equal(top(&c), "contacts");
	assert_int_equal(count_of(*state, "SELECT count(*) FROM household WHERE status = 'gone'"), 1);
	assert_int_equal(count_of(*state, HOUSEHOLDS), 2);
	press(&c, "u");
	assert_int_equal(count_of(*state, "SELECT count(*) FROM household WHERE status = 'gone'"), 0);
	finish(&c);
}

static void list_of_another_day_is_not_taken(void **state)
{
	struct console c;
	run_ok(*state, "import households %s --under 昭山镇/窑洲社区/晴岚家园", put_text("一月.csv", NULL, ROSTER));
	begin(&c, *state);
	type(&c, put_text("二月.csv", NULL, "房号,户主,联系电话\n1-1-101,张三,13900009999\n1-1-102,李四,13900001235\n"));
	press(&c, "Enter Right Right Right Tab C-u");
	type(&c, "昭山镇/窑洲社区");
	press(&c, "Enter Enter j");
	sees(&c, "1 of 1 differences taken");
	run_ok(*state, "edit person 李四 --phone 13900001111");
	press(&c, "Enter");
	sees(&c, "meanwhile");
	assert_int_equal(count_of(*state, "SELECT count(*) FROM person WHERE phone = '13900009999'"), 0);
	finish(&c);
}

static void bad_rows_stop_a_comparison(void **state)
{
	struct console c;
	run_ok(*state, "import households %s --under 昭山镇/窑洲社区/晴岚家园", put_text("一月.csv", NULL, ROSTER));
	begin(&c, *state);
	type(&c, put_text("乱.csv", NULL, MESSY));
	press(&c, "Enter Right Right Right Enter");
	assert_string_equal(top(&c), "import");
	sees(&c, "2 rows cannot be taken");
	press(&c, "j Enter");
	sees(&c, "Rows with errors");
	finish(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_roster_goes_in_from_file_to_enter, start_roster, end_roster),
		cmocka_unit_test_setup_teardown(enter_pressed_twice_does_not_import_unseen, start_roster, end_roster),
		cmocka_unit_test_setup_teardown(bad_rows_are_listed_and_left_out_only_when_told, start_roster, end_roster),
		cmocka_unit_test_setup_teardown(two_households_behind_one_door_are_a_choice, start_roster, end_roster),
		cmocka_unit_test_setup_teardown(a_file_that_changed_after_the_dry_run_is_not_imported, start_roster,
						end_roster),
		cmocka_unit_test_setup_teardown(files_are_found_by_their_beginning, start_roster, end_roster),
		cmocka_unit_test_setup_teardown(cadres_go_in_below_their_community, start_roster, end_roster),
		cmocka_unit_test_setup_teardown(library_is_told_by_its_name_and_read_into_skills, start_roster, end_roster),
		cmocka_unit_test_setup_teardown(compounds_are_told_apart_and_communities_gone_through, start_roster,
						end_roster),
		cmocka_unit_test_setup_teardown(next_month_is_ticked_and_taken, start_roster, end_roster),
		cmocka_unit_test_setup_teardown(list_of_another_day_is_not_taken, start_roster, end_roster),
		cmocka_unit_test_setup_teardown(bad_rows_stop_a_comparison, start_roster, end_roster),
		cmocka_unit_test_setup_teardown(a_given_roster_is_shown_as_understood, start_roster, end_roster),
	};
	return cmocka_run_group_tests_name("import screen", tests, NULL, NULL);
}
