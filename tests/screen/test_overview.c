#include "tests/screen/test_contacts_ui.h"

#include "screen/overview.h"

static void begin(struct console *c, wg_office *office)
{
	open_console(c, office, true);
	assert_int_equal(wg_ui_add(&c->ui, &wg_screen_overview, NULL), WG_OK);
	press(c, "1");
	assert_string_equal(top(c), "overview");
}

static void the_first_day_leads_from_the_roster_over_the_cadres_to_the_plan(void **state)
{
	struct console c;
	begin(&c, test_office(0, 0));
	sees(&c, ">!first: a roster of households");
	sees(&c, "!then: the list of cadres");
	sees_not(&c, "next: plan the contacts");
	press(&c, "Enter");
	assert_string_equal(top(&c), "import");
	close_console(&c);
	begin(&c, test_office(6, 7));
	sees(&c, ">!next: plan the contacts");
	press(&c, "Enter Enter j Enter");
	press(&c, "1");
	sees_not(&c, "next: plan the contacts");
	sees(&c, "> households without contact          -");
	close_console(&c);
}

static void what_is_to_be_done_opens_its_list(void **state)
{
	struct console c;
	begin(&c, test_office(6, 7));
	press(&c, "j");
	sees(&c, ">!households without contact        130");
	press(&c, "Enter");
	assert_string_equal(top(&c), "rows");
	sees(&c, "130 households");
	press(&c, "Esc");
	assert_string_equal(top(&c), "overview");
	close_console(&c);
}

static void tab_goes_round_the_blocks_and_a_place_is_planned_from_there(void **state)
{
	struct console c;
	begin(&c, test_office(6, 7));
	press(&c, "Tab");
	sees(&c, ">       < 15");
	press(&c, "Tab j");
	sees(&c, "> 2栋");
	press(&c, "p");
	assert_string_equal(top(&c), "plan");
	sees(&c, "晴岚家园/2栋");
	close_console(&c);
}

static void the_overview_follows_what_is_done(void **state)
{
	struct console c;
	begin(&c, test_office(6, 7));
	run_ok(c.face.office, "plan --under 晴岚家园 --commit");
	press(&c, "R");
	is_golden(&c, "test_overview-100x30");
	resize(&c, 24, 80);
	is_golden(&c, "test_overview-80x24");
	press(&c, "u");
	sees(&c, "!households without contact        130");
	close_console(&c);
}

static void point(struct console *c, uint32_t what, int row, int col)
{
	const struct wg_event ev = {.kind = WG_EVENT_MOUSE, .key = {.code = what}, .row = row, .col = col};
	wg_ui_event(&c->ui, &ev);
	resize(c, 30, 100); /* shows it */
}

static void a_click_chooses_a_row_and_another_one_opens_it(void **state)
{
	struct console c;
	begin(&c, test_office(6, 7));
	point(&c, 1, 6, 10);
	sees(&c, ">!households without contact");
	point(&c, 1, 6, 10);
	assert_string_equal(top(&c), "rows");
	point(&c, WG_KEY_DOWN, 6, 10);
	sees(&c, " 4/130 ");
	press(&c, "Esc");
	point(&c, 1, 17, 5);
	sees(&c, "> 2栋");
	point(&c, 1, 0, 5);
	assert_string_equal(top(&c), "contacts");
	point(&c, 1, 29, 99);
	assert_string_equal(top(&c), "contacts");
	close_console(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_day_leads_from_the_roster_over_the_cadres_to_the_plan),
		cmocka_unit_test(what_is_to_be_done_opens_its_list),
		cmocka_unit_test(tab_goes_round_the_blocks_and_a_place_is_planned_from_there),
		cmocka_unit_test(a_click_chooses_a_row_and_another_one_opens_it),
		cmocka_unit_test(the_overview_follows_what_is_done),
	};
	return cmocka_run_group_tests_name("overview screen", tests, NULL, NULL);
}
