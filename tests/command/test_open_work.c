#include "tests/test.h"

#include "tests/command/office.h"

/* At 1-1-101 lives the family of 张伟1: 李芳 and 张小明. 甲一 is the contact of the first entrance of 1栋, 甲二 of the second.
 * The stove of the household does not light, and 李芳 needs somebody to go to the doctor with. */
static int set_up(void **state)
{
	wg_office *office = test_office(2, 3);
	run_ok(office, "add person 1-1-101 --name 李芳 --birth 1960-05-01");
	run_ok(office, "add person 1-1-101 --name 张小明 --phone 13900001234");
	run_ok(office, "assign 1栋1单元 --to 甲一");
	run_ok(office, "assign 1栋2单元 --to 甲二");
	run_ok(office, "add need 1-1-101 灶打不着火 --service S03");
	run_ok(office, "add need 李芳 陪着去看病 --service S06");
	*state = office;
	return 0;
}

/* How many open needs the household of somebody has; static text for the statement cache. */
#define OPEN_AT(head)                                                                                                  \
	"SELECT h.needs FROM household h JOIN person p ON p.household_id = h.id AND p.name = '" head "' AND p.gone IS NULL"

static bool warns(const struct wg_outcome *out, const char *value)
{
	for (size_t i = 0; i < out->n_notes; i++) {
		if (out->notes[i].kind == WG_NOTE_WARNING && out->notes[i].value && strcmp(out->notes[i].value, value) == 0)
			return true;
	}
	return false;
}

static void a_household_that_moves_takes_its_needs_along(void **state)
{
	wg_office *office = *state;
	run_ok(office, "move 1-1-101 --to 1-1-502");
	assert_int_equal(count_of(office, OPEN_AT("张伟1")), 2);
	assert_int_equal(count_of(office, "SELECT needs FROM place_stat s JOIN place p ON p.id = s.place_id WHERE p.level = 4 "
					  "AND p.name = '1栋'"), 2);
	assert_counters_right(office);
}

static void who_splits_off_takes_the_own_needs_along(void **state)
{
	wg_office *office = *state;
	run_ok(office, "split 1-1-101 --members 李芳 --to 1-1-502");
	assert_int_equal(count_of(office, OPEN_AT("李芳")), 1);
	assert_int_equal(count_of(office, OPEN_AT("张伟1")), 1);
	assert_counters_right(office);
}

static void merged_households_keep_every_need(void **state)
{
	wg_office *office = *state;
	run_ok(office, "merge 1-1-101 --into 1-1-102");
	assert_int_equal(count_of(office, OPEN_AT("李芳")), 2);
	assert_counters_right(office);
	run_ok(office, "undo");
	assert_int_equal(count_of(office, OPEN_AT("张伟1")), 2);
	assert_counters_right(office);
}

static void needs_of_the_dead_are_named_and_not_closed(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "dies 李芳");
	assert_true(warns(&out, "陪着去看病"));
	assert_false(warns(&out, "灶打不着火"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, OPEN_AT("张伟1")), 2);
}

static void needs_of_a_household_that_leaves_are_named_once(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	size_t warnings = 0;
	run_line(office, WG_OK, &out, "leaves 1-1-101");
	for (size_t i = 0; i < out.n_notes; i++)
		warnings += out.notes[i].kind == WG_NOTE_WARNING;
	assert_int_equal(warnings, 2);
	assert_true(warns(&out, "陪着去看病") && warns(&out, "灶打不着火"));
	wg_outcome_free(&out);
	assert_counters_right(office);
}

static void needs_go_along_in_a_handover(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "add need 1栋 楼道灯不亮 --service S04 --responsible 甲一");
	run_line(office, WG_OK, &out, "handover 甲一 --to 甲三");
	assert_int_equal(out.n_notes, 1);
	assert_string_equal(out.notes[0].message.msgid, N_("{1} open needs go along"));
	assert_string_equal(wg_message_arg(&out.notes[0].message, 0), "3");
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM need n JOIN worker w ON w.id = n.responsible_id WHERE w.name = "
					  "'甲三'"), 1);
	run_ok(office, "undo");
	assert_int_equal(count_of(office, "SELECT count(*) FROM need n JOIN worker w ON w.id = n.responsible_id WHERE w.name = "
					  "'甲一'"), 1);
}

static void a_place_with_a_need_is_not_deleted(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add place 9栋 --under 晴岚家园");
	run_ok(office, "add need 9栋 下水堵了");
	struct wg_outcome out;
	run_line(office, WG_EREFUSED, &out, "delete place 9栋");
	assert_string_equal(out.notes[0].message.msgid, "a need is recorded there");
	assert_string_equal(out.notes[0].value, "下水堵了");
	wg_outcome_free(&out);
}

static void joined_places_keep_their_needs(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add place 9栋 --under 晴岚家园");
	run_ok(office, "add need 9栋 下水堵了");
	run_ok(office, "merge places 9栋 --into 2栋");
	assert_int_equal(count_of(office, "SELECT needs FROM place_stat s JOIN place p ON p.id = s.place_id WHERE p.level = 4 "
					  "AND p.name = '2栋'"), 1);
	assert_counters_right(office);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, close_office)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(a_household_that_moves_takes_its_needs_along),
		OFFICE(who_splits_off_takes_the_own_needs_along),
		OFFICE(merged_households_keep_every_need),
		OFFICE(needs_of_the_dead_are_named_and_not_closed),
		OFFICE(needs_of_a_household_that_leaves_are_named_once),
		OFFICE(needs_go_along_in_a_handover),
		OFFICE(a_place_with_a_need_is_not_deleted),
		OFFICE(joined_places_keep_their_needs),
	};
	return cmocka_run_group_tests_name("open work", tests, NULL, NULL);
}
