/* The plan workshop: borders moved by hand, locked, with more or fewer cadres, put into force, taken back. */
#include "tests/screen/test_contacts_ui.h"

static const char COVERED[] = "SELECT count(*) FROM household WHERE contact_id IS NOT NULL";
static const char WITH_B[] =
	"SELECT count(*) FROM household h JOIN worker w ON w.id = h.contact_id WHERE w.name = '甲二'";

/* Six buildings, 130 households, nobody has a contact; the cursor on the second of seven cadres. */
static void begin(struct console *c)
{
	open_console(c, test_office(6, 7), true);
	press(c, "p Enter j");
	assert_string_equal(top(c), "plan");
}

static void the_border_shows_what_every_move_would_cost(void **state)
{
	struct console c;
	begin(&c);
	sees(&c, "Border B|C");
	sees(&c, "as it is       16 hh  19  21 hh  24  0");
	sees(&c, ">  household on   17 hh  20  20 hh  23  +377 cuts floor");
	sees(&c, "{  floor back     14 hh  16  23 hh  27  below 15: no");
	press(&c, "G");
	sees(&c, "there is no border behind this stretch");
	press(&c, ">");
	sees(&c, "there is no border behind this stretch");
	close_console(&c);
}

static void a_moved_border_is_locked_and_the_rest_planned_around_it(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "}");
	sees(&c, "Border B|C locked");
	sees(&c, "the plan is dearer by");
	sees(&c, "as it is       17 hh  20");
	sees(&c, "proven");
	sees_not(&c, "not proven");
	is_golden(&c, "test_workshop-100x30");
	resize(&c, 24, 80);
	is_golden(&c, "test_workshop-80x24");
	resize(&c, 50, 160);
	is_golden(&c, "test_workshop-160x50");
	resize(&c, 30, 100);
	press(&c, "u");
	sees(&c, "taken back: 7 cadres, cost 215, 0 locked");
	sees(&c, "as it is       16 hh  19  21 hh  24  0");
	close_console(&c);
}

static void full_width_keys_move_it_too(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "》");
	sees(&c, "as it is       17 hh  20");
	press(&c, "《");
	sees(&c, "as it is       16 hh  19");
	close_console(&c);
}

static void what_the_band_forbids_is_refused(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "{");
	sees(&c, "甲二 would have fewer than 15 households");
	sees(&c, "cost 215, no plan below 215");
	close_console(&c);
}

static void a_household_is_locked_with_its_cadre(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "Tab G L");
	sees(&c, "locked; the plan is no dearer for it");
	sees(&c, ">L2栋1单元602");
	press(&c, "Tab <");
	sees(&c, "what lies there is pinned");
	press(&c, "Tab G L");
	sees(&c, "nothing is locked any more");
	close_console(&c);
}

static void a_lock_is_taken_out_by_the_same_key(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "L");
	sees(&c, "Border B|C locked");
	sees(&c, ">LB 甲二");
	press(&c, "L");
	sees_not(&c, "locked  ");
	press(&c, "u u");
	sees(&c, "0 locked");
	assert_string_equal(top(&c), "plan");
	close_console(&c);
}

static void another_number_of_cadres_is_priced_and_taken_back(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "= 6 Enter");
	sees(&c, "6 cadres instead of 7: cost ");
	sees(&c, "130 households  6 cadres");
	press(&c, "=");
	sees(&c, "Number of cadres (now 6):");
	press(&c, "x Enter");
	sees(&c, "a number, please");
	press(&c, "BS 9 Enter");
	sees(&c, "only 7 cadres who take households serve there");
	press(&c, "BS 7 Enter");
	sees(&c, "7 cadres instead of 6");
	press(&c, "u u");
	sees(&c, "taken back: 7 cadres, cost 215");
	close_console(&c);
}

static void locks_are_kept_when_the_number_changes(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "} = 6 Enter");
	sees(&c, "130 households  6 cadres");
	sees(&c, "Border B|C locked");
	sees(&c, "ends 2栋2单元102");
	close_console(&c);
}

static void from_plan_to_force_and_back(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "> j L k = 6 Enter");
	sees(&c, "6 cadres");
	press(&c, "Enter");
	assert_string_equal(top(&c), "contacts");
	assert_int_equal(count_of(c.face.office, COVERED), 130);
	assert_true(count_of(c.face.office, WITH_B) >= 15);
	press(&c, "u");
	assert_int_equal(count_of(c.face.office, COVERED), 0);
	run_ok(c.face.office, "check --deep");
	close_console(&c);
}

static void undo_of_the_office_is_reached_when_nothing_is_left_to_take_back(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "Enter p Enter j L u");
	assert_int_equal(count_of(c.face.office, COVERED), 130);
	press(&c, "u");
	assert_int_equal(count_of(c.face.office, COVERED), 0);
	close_console(&c);
}

static void the_facade_shows_the_plan_and_moves_its_borders(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "b");
	assert_string_equal(top(&c), "facade");
	sees(&c, "Plan: draft (not in force)");
	sees(&c, "甲二");
	press(&c, ">");
	sees(&c, "the plan is dearer by");
	press(&c, "L");
	sees(&c, "2 locked in this plan");
	press(&c, "w");
	sees(&c, "nobody else can take it");
	press(&c, "Enter");
	sees(&c, "there Enter commits it");
	press(&c, "b");
	assert_string_equal(top(&c), "plan");
	sees(&c, "Border B|C locked");
	press(&c, "b u u");
	sees(&c, "cost 215, 0 locked");
	press(&c, "Esc");
	sees(&c, "cost 215, no plan below 215");
	assert_int_equal(count_of(c.face.office, COVERED), 0);
	close_console(&c);
}

static void drafts_are_opened_and_compared_by_name(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "d");
	sees(&c, "no drafts are kept");
	press(&c, "} D");
	type(&c, "右移");
	press(&c, "Enter p Enter j d");
	is_golden(&c, "test_workshop-drafts-100x30");
	press(&c, "Space");
	sees(&c, "plan: cost 215, no plan below 215");
	sees(&c, "右移: cost 246, no plan below 246");
	sees(&c, "households differ");
	is_golden(&c, "test_workshop-compare-100x30");
	resize(&c, 24, 80);
	is_golden(&c, "test_workshop-compare-80x24");
	resize(&c, 30, 100);
	press(&c, "Tab j Esc Enter");
	sees(&c, "draft 右移, as it was kept");
	sees(&c, "Border B|C locked");
	sees(&c, "cost 246");
	press(&c, "u");
	sees(&c, "cost 215");
	press(&c, "d Enter j Enter");
	assert_int_equal(count_of(c.face.office, COVERED), 130);
	close_console(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_border_shows_what_every_move_would_cost),
		cmocka_unit_test(a_moved_border_is_locked_and_the_rest_planned_around_it),
		cmocka_unit_test(full_width_keys_move_it_too),
		cmocka_unit_test(what_the_band_forbids_is_refused),
		cmocka_unit_test(a_household_is_locked_with_its_cadre),
		cmocka_unit_test(a_lock_is_taken_out_by_the_same_key),
		cmocka_unit_test(another_number_of_cadres_is_priced_and_taken_back),
		cmocka_unit_test(locks_are_kept_when_the_number_changes),
		cmocka_unit_test(the_facade_shows_the_plan_and_moves_its_borders),
		cmocka_unit_test(drafts_are_opened_and_compared_by_name),
		cmocka_unit_test(from_plan_to_force_and_back),
		cmocka_unit_test(undo_of_the_office_is_reached_when_nothing_is_left_to_take_back),
	};
	return cmocka_run_group_tests_name("plan workshop", tests, NULL, NULL);
}
