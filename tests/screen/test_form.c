#include "tests/screen/test_contacts_ui.h"

#include "screen/screen.h"

/* Drafts in memory: one is enough. */
static struct {
	char name[32], text[4096];
	int writes;
} kept;

static bool read_draft(void *user, const char *name, struct wg_arena *a, const char **text, int64_t *at)
{
	*text = kept.text;
	*at = 1774486800;
	return strcmp(kept.name, name) == 0;
}

static bool write_draft(void *user, const char *name, const char *text, size_t len)
{
	kept.writes++;
	snprintf(kept.name, sizeof kept.name, "%s", name);
	snprintf(kept.text, sizeof kept.text, "%.*s", (int)len, text);
	return true;
}

static void drop_draft(void *user, const char *name)
{
	if (strcmp(kept.name, name) == 0)
		kept.name[0] = '\0';
}

static const struct wg_drafts drafts = {NULL, read_draft, write_draft, drop_draft};

/* Two buildings, 张伟1 at 1-1-101, 张丽2 at 1-1-102 …; 甲一 and 甲二. */
static int set_up(void **state)
{
	*state = test_office(2, 2);
	memset(&kept, 0, sizeof kept);
	return 0;
}

static int tear_down(void **state)
{
	wg_office *office = *state;
	wg_office_close(&office);
	return 0;
}

static void begin(struct console *c, wg_office *office, const char *line)
{
	open_console(c, office, true);
	resize(c, 24, 80);
	c->ui.drafts = &drafts;
	if (line) {
		assert_true(wg_ui_open(&c->ui, "form", line));
		press(c, "Left"); /* somebody looks */
	}
}

static void finish(struct console *c)
{
	c->face.office = NULL;
	close_console(c);
}

static const char *value(wg_office *office, const char *sql)
{
	static char text[200];
	struct wg_stmt *st = wg_query(office->db, sql);
	assert_true(wg_step(st));
	snprintf(text, sizeof text, "%s", wg_text(st, 0) ? wg_text(st, 0) : "");
	assert_int_equal(wg_done(st, NULL), WG_OK);
	return text;
}

static const char PHONE[] = "SELECT phone FROM person WHERE name = '张伟1'";
static const char NOTE[] = "SELECT note FROM person WHERE name = '张伟1'";

static void a_resident_is_changed_field_by_field(void **state)
{
	struct console c;
	begin(&c, *state, "edit person 张伟1");
	is_golden(&c, "test_form-80x24");
	press(&c, "Tab Tab Tab Tab Tab C-u");
	type(&c, "139 0000 1111");
	sees(&c, "19900000001 > 139 0000 1111"); /* what will be done, before it is */
	assert_string_equal(value(*state, PHONE), "19900000001");
	press(&c, "Enter");
	assert_string_equal(top(&c), "contacts");
	assert_string_equal(value(*state, PHONE), "13900001111");
	sees(&c, "张伟1: 1 values changed");
	press(&c, "u");
	assert_string_equal(value(*state, PHONE), "19900000001");
	finish(&c);
}

static void what_is_wrong_stands_below_its_field_while_typing(void **state)
{
	struct console c;
	begin(&c, *state, "edit person 张伟1");
	press(&c, "Tab Tab");
	type(&c, "430101");
	sees(&c, "id number has not 18 digits");
	press(&c, "Enter");
	assert_string_equal(top(&c), "form");
	press(&c, "C-u");
	sees_not(&c, "id number has not 18 digits");
	press(&c, "Tab Tab Tab C-u");
	type(&c, "12");
	press(&c, "Enter"); /* refused: nothing typed is lost */
	assert_string_equal(top(&c), "form");
	assert_string_equal(value(*state, PHONE), "19900000001");
	finish(&c);
}

static void enter_pressed_as_the_form_opens_is_not_heard(void **state)
{
	struct console c;
	begin(&c, *state, NULL);
	assert_true(wg_ui_open(&c.ui, "form", "unassign 1-1-101"));
	press(&c, "Enter");
	assert_string_equal(top(&c), "form");
	finish(&c);
}

static void what_is_missing_is_asked_for(void **state)
{
	struct console c;
	begin(&c, *state, "assign 1-1-101");
	press(&c, "S-Tab C-u"); /* the cadre under the cursor was proposed */
	sees(&c, "Still to be filled in: To");
	press(&c, "Enter");
	sees(&c, "this must be filled in");
	assert_int_equal(count_of(*state, "SELECT count(*) FROM contact"), 0);
	finish(&c);
}

static void names_are_completed_by_initials_and_a_digit_takes_one(void **state)
{
	struct console c;
	begin(&c, *state, "assign 1-1-101");
	press(&c, "S-Tab C-u");
	sees(&c, ">To");
	type(&c, "jia");
	sees(&c, "1 甲一");
	sees(&c, "2 甲二");
	press(&c, "2");
	sees(&c, "= 甲二");
	sees(&c, "1 households given to 甲二");
	press(&c, "Enter");
	assert_string_equal(top(&c), "contacts");
	assert_string_equal(value(*state, "SELECT w.name FROM contact c JOIN worker w ON w.id = c.worker_id"), "甲二");
	finish(&c);
}

static void doors_and_codes_are_completed_too(void **state)
{
	struct console c;
	begin(&c, *state, "edit worker 甲一");
	press(&c, "Tab Tab Tab Tab Tab Tab Tab Tab");
	type(&c, "1栋1单元 张伟");
	sees(&c, "1栋1单元101  张伟1");
	press(&c, "Enter"); /* takes the candidate, does nothing yet */
	assert_string_equal(top(&c), "form");
	press(&c, "Tab");
	type(&c, "１１－２０");
	sees(&c, "= 2026-11-20");
	press(&c, "Enter");
	assert_string_equal(value(*state, "SELECT (SELECT room FROM door d WHERE d.id = lives_id) || ' ' || until FROM worker "
					  "WHERE name = '甲一'"), "101 20777");
	finish(&c);
	begin(&c, *state, "edit person 张伟1");
	press(&c, "Tab Tab Tab Tab Tab Tab");
	press(&c, "1"); /* in a list digits choose */
	sees(&c, "独居");
	press(&c, "Enter");
	assert_int_equal(count_of(*state, "SELECT count(*) FROM care c JOIN person p ON p.id = c.person_id WHERE p.name = '张伟1' "
					  "AND c.until IS NULL"), 1);
	finish(&c);
}

static void members_are_offered_by_name(void **state)
{
	struct console c;
	run_ok(*state, "add person 1-1-101 --name 李红 --relation son");
	begin(&c, *state, "new-head 1-1-101");
	sees(&c, "1 张伟1");
	sees(&c, "2 李红");
	press(&c, "2 Tab");
	sees(&c, "李红");
	press(&c, "1 Enter");
	assert_string_equal(top(&c), "contacts");
	assert_string_equal(value(*state, "SELECT relation FROM person WHERE name = '李红'"), "head");
	finish(&c);
}

static void who_is_recorded_already_is_shown_while_typing(void **state)
{
	struct console c;
	begin(&c, *state, "add person 1-1-102");
	type(&c, "张伟1");
	sees(&c, "Recorded already");
	sees(&c, "1栋1单元101");
	press(&c, "C-u");
	type(&c, "没有这个人");
	sees_not(&c, "Recorded already");
	press(&c, "Esc");
	finish(&c);
}

static void nothing_typed_is_lost(void **state)
{
	struct console c;
	begin(&c, *state, "edit person 张伟1");
	assert_int_equal(kept.writes, 0);
	press(&c, "Tab Tab Tab Tab Tab C-u");
	type(&c, "139");
	assert_true(kept.writes > 0); /* at once, not when the form is left */
	assert_non_null(strstr(kept.text, "phone\t19900000001\t139"));
	press(&c, "Esc");
	sees(&c, "what was typed is kept");
	wg_ui_open(&c.ui, "form", "edit person 张丽2");
	press(&c, "Left");
	sees_not(&c, "not saved");
	press(&c, "Esc");
	wg_ui_open(&c.ui, "form", "edit person 张伟1");
	press(&c, "Left");
	sees(&c, "and not saved");
	sees(&c, "19900000001 > 139");
	is_golden(&c, "test_form-draft");
	press(&c, "Enter");
	sees(&c, "*");
	press(&c, "Tab Tab Tab Tab Tab End");
	type(&c, "00001111");
	press(&c, "Enter");
	assert_string_equal(value(*state, PHONE), "13900001111");
	assert_string_equal(kept.name, ""); /* done: no draft */
	wg_ui_open(&c.ui, "form", "edit person 张伟1");
	press(&c, "Left");
	sees_not(&c, "and not saved");
	finish(&c);
}

static void a_draft_that_is_not_wanted_goes(void **state)
{
	struct console c;
	begin(&c, *state, "edit person 张伟1");
	press(&c, "Tab Tab Tab Tab Tab C-u Esc");
	assert_string_not_equal(kept.name, "");
	wg_ui_open(&c.ui, "form", "edit person 张伟1");
	press(&c, "Del");
	sees(&c, "19900000001");
	assert_string_equal(kept.name, "");
	press(&c, "Esc");
	assert_string_equal(kept.name, "");
	finish(&c);
}

/* Two people have the same resident open; who saves second chooses field by field and loses nothing. */
static void the_second_to_save_chooses_field_by_field(void **state)
{
	struct console c;
	begin(&c, *state, "edit person 张伟1");
	press(&c, "Tab Tab Tab Tab Tab C-u");
	type(&c, "13900002222");
	press(&c, "Tab Tab");
	type(&c, "耳背");
	run_ok(*state, "edit person 张伟1 --phone 13900001111 --sex male");
	press(&c, "Enter");
	sees(&c, "Somebody else has saved meanwhile");
	sees(&c, "13900001111");
	is_golden(&c, "test_form-differ");
	assert_string_equal(value(*state, PHONE), "13900001111");
	press(&c, "Right Enter"); /* theirs for the telephone */
	assert_string_equal(top(&c), "contacts");
	assert_string_equal(value(*state, PHONE), "13900001111");
	assert_string_equal(value(*state, NOTE), "耳背");
	assert_string_equal(value(*state, "SELECT sex FROM person WHERE name = '张伟1'"), "1");
	finish(&c);
	begin(&c, *state, "edit person 张伟1");
	press(&c, "Tab Tab Tab Tab Tab C-u");
	type(&c, "13900003333");
	run_ok(*state, "edit person 张伟1 --phone 13900004444");
	press(&c, "Enter Left Enter"); /* yours */
	assert_string_equal(value(*state, PHONE), "13900003333");
	finish(&c);
}

static void the_menu_of_a_household_reaches_its_people_and_wizards(void **state)
{
	struct console c;
	run_ok(*state, "assign 1-1-101 1-1-102 --to 甲一");
	begin(&c, *state, NULL);
	press(&c, "e");
	sees(&c, "甲一");
	assert_string_equal(top(&c), "form");
	press(&c, "Esc Tab e");
	assert_string_equal(top(&c), "menu");
	sees(&c, "1 户主  张伟1");
	press(&c, "1");
	assert_string_equal(top(&c), "form");
	sees(&c, "张伟1");
	press(&c, "Esc M");
	sees(&c, "To");
	type(&c, "1-1-502");
	finish(&c);
}

static void nothing_is_changed_read_only(void **state)
{
	struct console c;
	open_console(&c, *state, false);
	press(&c, "e");
	assert_string_equal(top(&c), "contacts");
	assert_false(wg_ui_open(&c.ui, "form", "edit person 张伟1"));
	finish(&c);
}

static void wide_screens_have_the_candidates_beside_the_fields(void **state)
{
	struct console c;
	begin(&c, *state, "add person 1-1-102");
	resize(&c, 50, 160);
	type(&c, "张伟1");
	press(&c, "Tab");
	type(&c, "h");
	is_golden(&c, "test_form-160x50");
	finish(&c);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(a_resident_is_changed_field_by_field),
		OFFICE(what_is_wrong_stands_below_its_field_while_typing),
		OFFICE(enter_pressed_as_the_form_opens_is_not_heard),
		OFFICE(what_is_missing_is_asked_for),
		OFFICE(names_are_completed_by_initials_and_a_digit_takes_one),
		OFFICE(doors_and_codes_are_completed_too),
		OFFICE(members_are_offered_by_name),
		OFFICE(who_is_recorded_already_is_shown_while_typing),
		OFFICE(nothing_typed_is_lost),
		OFFICE(a_draft_that_is_not_wanted_goes),
		OFFICE(the_second_to_save_chooses_field_by_field),
		OFFICE(the_menu_of_a_household_reaches_its_people_and_wizards),
		OFFICE(nothing_is_changed_read_only),
		OFFICE(wide_screens_have_the_candidates_beside_the_fields),
	};
	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
