#include "tests/screen/test_contacts_ui.h"

/* Six buildings, seven cadres: 130 households. */
static void begin(struct console *c)
{
	wg_office *office = test_office(6, 7);
	run_ok(office, "plan --under 窑洲社区 --commit");
	open_console(c, office, true);
}

static void the_cut_of_a_community_is_seen_at_once(void **state)
{
	struct console c;
	begin(&c);
	is_golden(&c, "test_contacts-100x30");
	resize(&c, 24, 80);
	is_golden(&c, "test_contacts-80x24");
	resize(&c, 50, 160);
	is_golden(&c, "test_contacts-160x50");
	close_console(&c);
}

/* The rows of roles below the text: '!' is a reversed cell. */
static void the_chosen_cadres_letters_are_reversed(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "j");
	struct wg_buf roles;
	wg_buf_init(&roles, 1 << 20);
	wg_cells_dump(&c.ui.cells, true, &roles);
	const char *row = roles.data + strlen(c.shown.data);
	int reversed = 0, letters = 0;
	for (const char *s = row; *s; s++)
		reversed += *s == '!';
	for (const char *s = strstr(c.shown.data, "1栋 "); s < strstr(c.shown.data, "- B 甲二"); s++)
		letters += *s == 'B';
	assert_int_equal(reversed, letters - 1); /* one B is the cadre's own, before its name */
	assert_true(letters > 5);
	wg_buf_free(&roles);
	close_console(&c);
}

static void households_of_the_cadre_under_the_cursor_are_listed(void **state)
{
	struct console c;
	begin(&c);
	sees(&c, "- A 甲一");
	sees(&c, "1栋1单元101");
	press(&c, "j j");
	sees(&c, "- C 甲三");
	sees_not(&c, "1栋1单元101");
	press(&c, "Enter");
	sees(&c, " 1/21 ");
	press(&c, "Space Space");
	sees(&c, " 3/21  ✓2 marked ");
	press(&c, "Esc j Tab"); /* another cadre: the marks were of the one before */
	sees(&c, " 1/17 ");
	sees_not(&c, "marked");
	close_console(&c);
}

static void households_without_contact_have_a_row_and_question_marks(void **state)
{
	struct console c;
	begin(&c);
	row_is(&c, 10, "  ? no one            -");
	run_ok(c.face.office, "unassign 1栋/1单元");
	press(&c, "F5");
	row_is(&c, 10, "  ? no one           11");
	sees(&c, "1栋 ??????|AAABBB");
	sees(&c, "without 11");
	press(&c, "G Tab");
	sees(&c, "- ? without contact");
	sees(&c, ">!1栋1单元101");
	close_console(&c);
}

static void a_locked_household_says_so_and_undo_unlocks_it(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "Tab j L");
	sees(&c, ">L1栋1单元102");
	sees(&c, "u takes it back");
	press(&c, "L");
	sees_not(&c, ">L1栋1单元102");
	press(&c, "u");
	sees(&c, ">L1栋1单元102");
	close_console(&c);
}

/* 甲二 has 20 of them. */
static void the_households_of_a_cadre_are_narrowed_filtered_and_sorted(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "j Enter");
	sees(&c, " 1/");
	press(&c, "/ 1 0 1 Enter");
	sees(&c, "  /101");
	sees(&c, "2栋1单元101");
	sees_not(&c, "2栋1单元102");
	press(&c, "Esc");
	sees_not(&c, "  /101");
	sees(&c, "2栋1单元102");
	press(&c, "\\");
	for (const char *s = "room=101"; *s; s++)
		press(&c, (char[]){*s, '\0'});
	press(&c, "Enter");
	sees(&c, "  \\room=101");
	sees_not(&c, "2栋1单元102");
	press(&c, "Tab"); /* the cadre is all of them again */
	sees(&c, "2栋1单元102");
	press(&c, "Tab");
	sees_not(&c, "room=101");
	press(&c, "h ]"); /* by door, the last one first */
	sees(&c, "doorv");
	sees_not(&c, "> 1栋");
	press(&c, "h f");
	sees(&c, "door");
	close_console(&c);
}

static void cadres_without_households_stand_at_the_end(void **state)
{
	struct console c;
	wg_office *office = test_office(2, 3);
	run_ok(office, "plan --under 窑洲社区 --cadres 甲二,甲三 --commit");
	open_console(&c, office, true);
	row_is(&c, 3, "> A 甲二");
	row_is(&c, 5, "  C 甲一       驻守   - <    - ░░░░░░░░░░");
	close_console(&c);
}

static void a_leaver_hands_over_to_the_neighbours_or_to_who_is_chosen(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "j H");
	assert_string_equal(top(&c), "handover");
	is_golden(&c, "test_contacts-handover");
	press(&c, "Tab");
	sees(&c, "1 ✓");
	press(&c, "Tab");
	sees_not(&c, "1 ✓");
	press(&c, "Enter");
	assert_string_equal(top(&c), "contacts");
	sees(&c, "16 households of 甲二 handed over");
	assert_int_equal(count_of(c.face.office, "SELECT count(*) FROM household WHERE contact_id IS NULL"), 0);
	sees(&c, "- <    -"); /* who has left holds nothing */
	press(&c, "u");
	sees_not(&c, "- <    -");
	close_console(&c);
}

static void a_handover_that_nobody_can_take_is_refused_in_words(void **state)
{
	struct console c;
	begin(&c);
	press(&c, "H Tab");
	sees(&c, "would be left");
	press(&c, "Enter");
	assert_string_equal(top(&c), "handover");
	sees(&c, "this cannot be done");
	press(&c, "Esc");
	assert_string_equal(top(&c), "contacts");
	press(&c, "G H");
	sees(&c, "there is no cadre here");
	close_console(&c);
}

/* 648 households without contact: more than are held at a time. */
static void long_lists_are_read_by_the_window(void **state)
{
	struct console c;
	open_console(&c, test_office(30, 1), true);
	press(&c, "G Tab");
	sees(&c, " 1/648 ");
	sees(&c, "1栋1单元101");
	press(&c, "G");
	sees(&c, " 648/648 ");
	sees(&c, "30栋2单元601");
	press(&c, "gg");
	sees(&c, "1栋1单元101");
	close_console(&c);
}

/* With more buildings than rows the strips follow the cursor. */
static void strips_follow_the_cadre(void **state)
{
	struct console c;
	wg_office *office = test_office(30, 28);
	run_ok(office, "plan --under 窑洲社区 --commit");
	open_console(&c, office, true);
	sees(&c, " 1栋 ");
	sees_not(&c, "30栋 ");
	press(&c, "G k");
	sees(&c, "30栋 ");
	sees_not(&c, " 1栋 ");
	close_console(&c);
}

static void an_empty_office_says_what_to_do(void **state)
{
	struct console c;
	open_console(&c, test_office(0, 0), true);
	press(&c, "j Tab j H a");
	sees(&c, "without 0");
	close_console(&c);
}

static void read_only_changes_nothing(void **state)
{
	struct console c;
	wg_office *office = test_office(2, 2);
	run_ok(office, "plan --under 窑洲社区 --commit");
	open_console(&c, office, false);
	press(&c, "H");
	sees(&c, "read-only");
	press(&c, "Tab L");
	sees(&c, "read-only");
	press(&c, "p j");
	assert_string_equal(top(&c), "plan");
	press(&c, "Enter j Enter");
	sees(&c, "read-only");
	assert_string_equal(top(&c), "plan");
	close_console(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cut_of_a_community_is_seen_at_once),
		cmocka_unit_test(the_chosen_cadres_letters_are_reversed),
		cmocka_unit_test(households_of_the_cadre_under_the_cursor_are_listed),
		cmocka_unit_test(households_without_contact_have_a_row_and_question_marks),
		cmocka_unit_test(a_locked_household_says_so_and_undo_unlocks_it),
		cmocka_unit_test(the_households_of_a_cadre_are_narrowed_filtered_and_sorted),
		cmocka_unit_test(cadres_without_households_stand_at_the_end),
		cmocka_unit_test(a_leaver_hands_over_to_the_neighbours_or_to_who_is_chosen),
		cmocka_unit_test(a_handover_that_nobody_can_take_is_refused_in_words),
		cmocka_unit_test(long_lists_are_read_by_the_window),
		cmocka_unit_test(strips_follow_the_cadre),
		cmocka_unit_test(an_empty_office_says_what_to_do),
		cmocka_unit_test(read_only_changes_nothing),
	};
	return cmocka_run_group_tests_name("contacts", tests, NULL, NULL);
}
