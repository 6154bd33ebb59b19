#include "tests/screen/test_contacts_ui.h"

static const char COVERED[] = "SELECT count(*) FROM household WHERE contact_id IS NOT NULL";
static const char DRAFTS[] = "SELECT count(*) FROM plan";

/* Six buildings, 130 households, nobody has a contact. */
static void begin(struct console *c, int cadres)
{
	open_console(c, test_office(6, cadres), true);
	press(c, "p");
	assert_string_equal(top(c), "plan");
}

static void a_plan_is_asked_for_looked_at_committed_and_taken_back(void **state)
{
	struct console c;
	begin(&c, 7);
	is_golden(&c, "test_plan-form");
	press(&c, "Enter");
	sees(&c, "Enter commits");
	assert_int_equal(count_of(c.face.office, COVERED), 0);
	press(&c, "j");
	is_golden(&c, "test_plan-100x30");
	resize(&c, 24, 80);
	is_golden(&c, "test_plan-80x24");
	press(&c, "Enter");
	assert_string_equal(top(&c), "contacts");
	assert_int_equal(count_of(c.face.office, COVERED), 130);
	sees(&c, "130 households have a new contact");
	press(&c, "u");
	assert_int_equal(count_of(c.face.office, COVERED), 0);
	close_console(&c);
}

static void enter_pressed_twice_does_not_commit_unseen(void **state)
{
	struct console c;
	begin(&c, 7);
	press(&c, "Enter Enter");
	assert_string_equal(top(&c), "plan");
	assert_int_equal(count_of(c.face.office, COVERED), 0);
	close_console(&c);
}

static void households_of_a_plan_and_cadres_to_choose_from_are_narrowed(void **state)
{
	struct console c;
	begin(&c, 7);
	press(&c, "Enter Tab");
	sees(&c, "1栋1单元102");
	press(&c, "/ 1 0 1 Enter");
	sees(&c, "1栋1单元101");
	sees_not(&c, "1栋1单元102");
	press(&c, "w"); /* about the row that is left */
	sees(&c, "1栋1单元101");
	press(&c, "Esc Tab Tab");
	sees(&c, "1栋1单元102");
	close_console(&c);
	begin(&c, 7);
	press(&c, "Down Right Enter");
	sees(&c, "甲三");
	press(&c, "/ 甲 三 Enter");
	sees_not(&c, "甲四");
	press(&c, "Esc");
	sees(&c, "甲四");
	close_console(&c);
}

static void too_few_cadres_are_told_in_the_exact_sentence(void **state)
{
	struct console c;
	begin(&c, 4);
	press(&c, "Enter");
	sees(&c, "130 households, 4 cadres: 10 uncovered, 1 more full-time cadres needed");
	press(&c, "G");
	sees(&c, "> ? no one");
	sees(&c, "- ? without contact");
	close_console(&c);
}

static void too_many_cadres_are_told(void **state)
{
	struct console c;
	begin(&c, 10);
	press(&c, "Enter");
	sees(&c, "130 households, 10 cadres: 2 cadres too many");
	close_console(&c);
}

static void cadres_are_chosen_from_a_list(void **state)
{
	struct console c;
	begin(&c, 7);
	press(&c, "Tab Right Enter");
	sees(&c, " 1/7  ✓7 marked ");
	press(&c, "Space Space Enter j");
	sees(&c, "130 households  5 cadres");
	sees_not(&c, "甲一");
	sees(&c, "甲三");
	close_console(&c);
}

static void leaving_asks_whether_the_plan_is_kept(void **state)
{
	struct console c;
	begin(&c, 7);
	press(&c, "Enter j Esc");
	sees(&c, "Keep as a draft named:");
	press(&c, "Esc");
	sees(&c, "Plan: draft");
	press(&c, "D");
	type(&c, "春天的方案 u");
	press(&c, "Enter");
	assert_string_equal(top(&c), "contacts");
	assert_int_equal(count_of(c.face.office, DRAFTS), 1);
	assert_int_equal(count_of(c.face.office, COVERED), 0);
	press(&c, "p Enter j Esc Enter");
	assert_string_equal(top(&c), "contacts");
	assert_int_equal(count_of(c.face.office, DRAFTS), 1);
	run_ok(c.face.office, "apply-plan '春天的方案 u'");
	assert_int_equal(count_of(c.face.office, COVERED), 130);
	close_console(&c);
}

static void a_place_that_does_not_exist_is_said_in_the_form(void **state)
{
	struct console c;
	begin(&c, 7);
	type(&c, "x");
	press(&c, "Enter");
	sees(&c, "昭山镇/窑洲社区x");
	sees(&c, "窑洲社区x");
	sees_not(&c, "Plan: draft");
	press(&c, "BS");
	type(&c, "/晴岚家园/1栋");
	press(&c, "Enter j");
	sees(&c, "22 households");
	close_console(&c);
}

static void why_is_answered_for_a_household_and_for_a_border(void **state)
{
	struct console c;
	begin(&c, 7);
	press(&c, "Enter j w");
	sees(&c, " goes to ");
	sees(&c, "the plan would be dearer by");
	press(&c, "Tab j w");
	sees(&c, " goes to ");
	press(&c, "j");
	sees_not(&c, " goes to ");
	close_console(&c);
}

static void what_somebody_else_has_changed_is_not_overwritten(void **state)
{
	struct console c;
	begin(&c, 7);
	press(&c, "Enter j");
	run_ok(c.face.office, "assign 1栋/1单元 --to 甲七");
	press(&c, "Enter");
	sees(&c, "somebody has changed contacts since this was planned");
	assert_string_equal(top(&c), "plan");
	assert_int_equal(count_of(c.face.office, COVERED), 11);
	press(&c, "p Enter j Enter");
	assert_int_equal(count_of(c.face.office, COVERED), 130);
	close_console(&c);
}

static void an_undo_while_a_plan_is_on_show_makes_it_out_of_date(void **state)
{
	struct console c;
	begin(&c, 7);
	press(&c, "Enter j Enter p Enter j");
	assert_int_equal(count_of(c.face.office, COVERED), 130);
	press(&c, "u Enter");
	sees(&c, "something has been changed since this was planned");
	assert_int_equal(count_of(c.face.office, COVERED), 0);
	press(&c, "p Enter j Enter");
	assert_int_equal(count_of(c.face.office, COVERED), 130);
	close_console(&c);
}

static void keeping_is_the_default_once_there_are_contacts(void **state)
{
	struct console c;
	begin(&c, 7);
	sees(&c, "change as few as possible  [from scratch]");
	press(&c, "Enter j Enter p");
	sees(&c, "[change as few as possible]  from scratch");
	press(&c, "Enter j Enter");
	sees(&c, "nothing to change");
	close_console(&c);
}

static void nobody_to_plan_with_is_said_and_the_form_stays(void **state)
{
	struct console c;
	begin(&c, 0);
	press(&c, "Enter");
	sees(&c, "nobody who takes households serves in 窑洲社区");
	sees(&c, "Plan the contacts");
	close_console(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_plan_is_asked_for_looked_at_committed_and_taken_back),
		cmocka_unit_test(enter_pressed_twice_does_not_commit_unseen),
		cmocka_unit_test(households_of_a_plan_and_cadres_to_choose_from_are_narrowed),
		cmocka_unit_test(too_few_cadres_are_told_in_the_exact_sentence),
		cmocka_unit_test(too_many_cadres_are_told),
		cmocka_unit_test(cadres_are_chosen_from_a_list),
		cmocka_unit_test(leaving_asks_whether_the_plan_is_kept),
		cmocka_unit_test(a_place_that_does_not_exist_is_said_in_the_form),
		cmocka_unit_test(why_is_answered_for_a_household_and_for_a_border),
		cmocka_unit_test(what_somebody_else_has_changed_is_not_overwritten),
		cmocka_unit_test(an_undo_while_a_plan_is_on_show_makes_it_out_of_date),
		cmocka_unit_test(keeping_is_the_default_once_there_are_contacts),
		cmocka_unit_test(nobody_to_plan_with_is_said_and_the_form_stays),
	};
	return cmocka_run_group_tests_name("plan screen", tests, NULL, NULL);
}
