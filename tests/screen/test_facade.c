#include "tests/command/roster.h"
#include "tests/screen/test_contacts_ui.h"

#include "screen/facade.h"

/* Six buildings, seven cadres: 130 households. */
static void begin(struct console *c, bool writes)
{
	wg_office *office = test_office(6, 7);
	run_ok(office, "plan --under 窑洲社区 --commit");
	open_console(c, office, writes);
	press(c, "b");
	assert_string_equal(top(c), "facade");
}

static void a_building_is_seen_as_on_the_wall(void **state)
{
	struct console c;
	begin(&c, true);
	is_golden(&c, "test_facade-100x30");
	resize(&c, 24, 80);
	is_golden(&c, "test_facade-80x24");
	resize(&c, 50, 160);
	is_golden(&c, "test_facade-160x50");
	close_console(&c);
}

static void buildings_follow_one_another(void **state)
{
	struct console c;
	begin(&c, true);
	sees(&c, "1栋  Facade");
	press(&c, "PgDn PgDn");
	sees(&c, "3栋  Facade");
	press(&c, "PgUp PgUp PgUp");
	sees(&c, "1栋  Facade");
	sees(&c, "this is the first building");
	press(&c, "PgDn PgDn PgDn PgDn PgDn PgDn");
	sees(&c, "6栋  Facade");
	sees(&c, "this is the last building");
	press(&c, "Esc");
	assert_string_equal(top(&c), "contacts");
	close_console(&c);
}

static void it_opens_where_the_cursor_is(void **state)
{
	struct console c;
	begin(&c, true);
	press(&c, "b Tab j j"); /* the third household of the first cadre */
	assert_string_equal(top(&c), "contacts");
	press(&c, "b");
	sees(&c, "1-201  floor 2 ");
	close_console(&c);
}

static void a_rectangle_is_given_away_and_taken_back(void **state)
{
	struct console c;
	begin(&c, true);
	press(&c, "l l v k k k l"); /* two doors on four floors */
	sees(&c, "doors chosen 8 (2单元 floors 1-4), households 7  1 vacant not counted");
	sees(&c, "now with 甲一 6  甲二 1");
	press(&c, "a");
	assert_string_equal(top(&c), "assign");
	sees(&c, "7 hh (1栋2单元101 - 1栋2单元401)");
	press(&c, "2 Enter");
	assert_string_equal(top(&c), "facade");
	sees_not(&c, "doors chosen 8"); /* the rectangle has served */
	sees(&c, "u takes it back");
	press(&c, "u");
	sees(&c, "A 甲一");
	press(&c, "v k Esc");
	assert_string_equal(top(&c), "facade");
	sees_not(&c, "doors chosen 2");
	press(&c, "Esc");
	assert_string_equal(top(&c), "contacts");
	close_console(&c);
}

static void marks_and_verbs_work_as_in_lists(void **state)
{
	struct console c;
	begin(&c, true);
	press(&c, "k Space Space");
	sees(&c, "chosen 2");
	press(&c, "L U");
	sees(&c, " =张伟3 ");
	press(&c, "u");
	sees_not(&c, " =张伟3 ");
	press(&c, "Enter");
	assert_string_equal(top(&c), "rows");
	press(&c, "Esc w");
	assert_string_equal(top(&c), "rows");
	close_console(&c);
}

static void who_has_no_contact_is_a_question_mark(void **state)
{
	struct console c;
	begin(&c, true);
	run_ok(c.face.office, "unassign 1栋/1单元/101");
	press(&c, "F5");
	sees(&c, " 1   张伟1       ? 张丽2       A");
	sees(&c, "? no one    1");
	sees(&c, "unc. 1");
	close_console(&c);
}

static void colours_go_round_those_that_say_something(void **state)
{
	struct console c;
	begin(&c, true);
	sees(&c, "Tab: load care");
	press(&c, "Tab");
	sees(&c, "[load]");
	sees(&c, "张伟7    独 2");
	press(&c, "Tab");
	sees(&c, "[care]");
	sees(&c, "独 独居     3");
	press(&c, "Tab");
	sees(&c, "[contact]");
	close_console(&c);
}

static void read_only_shows_and_changes_nothing_on_the_facade(void **state)
{
	struct console c;
	begin(&c, false);
	sees_not(&c, "a contact");
	press(&c, "v k a");
	sees(&c, "read-only");
	assert_string_equal(top(&c), "facade");
	close_console(&c);
}

static int64_t swapped(void *user, int64_t household, int64_t now)
{
	const int64_t *pair = user;
	(void)household;
	return now == pair[0] ? pair[1] : now == pair[1] ? pair[0] : now;
}

static void a_draft_shows_its_own_contacts(void **state)
{
	struct console c;
	int64_t pair[2];
	begin(&c, true);
	pair[0] = count_of(c.face.office, "SELECT id FROM worker WHERE name = '甲一'");
	pair[1] = count_of(c.face.office, "SELECT id FROM worker WHERE name = '甲二'");
	struct wg_facade_draft draft = {.user = pair, .title = "draft 1", .contact = swapped};
	press(&c, "Esc");
	assert_true(wg_facade_open_draft(&c.ui, "1栋", &draft));
	press(&c, "k");
	sees(&c, "1栋  draft 1");
	sees(&c, "A 甲二");
	sees(&c, "now with 甲二 1");
	press(&c, "a");
	assert_string_equal(top(&c), "facade");
	close_console(&c);
}

/* Shops below, a cellar, a door that is missing, two families behind one door, a room without a floor. */
static const char IRREGULAR[] = "楼栋,单元,房号,户主,联系电话,人员类别,居住状态\n"
				"1栋,1单元,B101,赵地,13900000001,,\n"
				"1栋,1单元,商铺1,,,,\n"
				"1栋,1单元,商铺2,,,,\n"
				"1栋,1单元,商铺3,,,,\n"
				"1栋,1单元,201,钱一,13900000003,独居,\n"
				"1栋,1单元,201,孙二,13900000004,,\n"
				"1栋,1单元,202,李三,13900000005,,\n"
				"1栋,1单元,203,欧阳四海,13900000006,低保,\n"
				"1栋,1单元,301,周四,13900000007,,\n"
				"1栋,1单元,303,,,,空置\n"
				"1栋,1单元,401,吴五,13900000008,高龄,\n"
				"1栋,1单元,门卫室,王七,13900000009,,\n"
				"1栋,2单元,201,冯八,13900000010,,人户分离\n"
				"1栋,2单元,1201,陈九,13900000011,,\n"
				"3号,,,陈十一,13900000012,,\n";

static void irregular_buildings_are_readable(void **state)
{
	struct console c;
	run_ok(*state, "import households %s --under 昭山镇/窑洲社区/晴岚家园 --allow-shared",
	       put_text("r.csv", NULL, IRREGULAR));
	open_console(&c, *state, true);
	press(&c, "G Tab b");
	assert_string_equal(top(&c), "facade");
	is_golden(&c, "test_facade-irregular-100x30");
	resize(&c, 24, 80);
	is_golden(&c, "test_facade-irregular-80x24");
	resize(&c, 50, 160);
	is_golden(&c, "test_facade-irregular-160x50");
	press(&c, "gg");
	for (int i = 0; i < 20; i++)
		press(&c, "l j");
	resize(&c, 30, 100);
	press(&c, "PgDn"); /* a house that is one home */
	sees(&c, "doors chosen 1 (3号)");
	c.face.office = NULL;
	close_console(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_building_is_seen_as_on_the_wall),
		cmocka_unit_test(buildings_follow_one_another),
		cmocka_unit_test(it_opens_where_the_cursor_is),
		cmocka_unit_test(a_rectangle_is_given_away_and_taken_back),
		cmocka_unit_test(marks_and_verbs_work_as_in_lists),
		cmocka_unit_test(who_has_no_contact_is_a_question_mark),
		cmocka_unit_test(colours_go_round_those_that_say_something),
		cmocka_unit_test(read_only_shows_and_changes_nothing_on_the_facade),
		cmocka_unit_test(a_draft_shows_its_own_contacts),
		cmocka_unit_test_setup_teardown(irregular_buildings_are_readable, start_roster, end_roster),
	};
	return cmocka_run_group_tests_name("facade", tests, NULL, NULL);
}
