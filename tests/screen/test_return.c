#include "tests/screen/test_contacts_ui.h"

#include "screen/contacts.h"
#include "screen/grid.h"

static const struct wg_screen_ops *const screens[] = {&wg_screen_contacts, &wg_screen_grid};

enum { SCREENS = sizeof screens / sizeof *screens };

/* A console with two screens, the grid on show. */
static void begin(struct console *c)
{
	struct wg_error e = {0};
	wg_office *office = test_office(6, 7);
	run_ok(office, "plan --under 窑洲社区 --commit");
	open_console(c, office, true);
	assert_int_equal(wg_ui_add(&c->ui, &wg_screen_grid, &e), WG_OK);
	press(c, "2");
}

static void remember(const struct wg_ui *ui, char where[SCREENS][WG_CRUMBS])
{
	for (int i = 0; i < SCREENS; i++)
		screens[i]->remember(wg_ui_screen(ui, screens[i]->name), where[i]);
}

/* What a second run of the program shows: it goes where the first one was left, and says so itself. */
static const char *shown_again(const struct console *c, char where[SCREENS][WG_CRUMBS], const char *screen,
			       struct wg_buf *out)
{
	struct wg_ui ui;
	struct wg_error e = {0};
	char again[SCREENS][WG_CRUMBS];
	wg_ui_init(&ui, &c->face, &c->keys, c->ui.tr);
	ui.known = c->ui.known;
	ui.english = true;
	ui.user = c->ui.user;
	ui.file = c->ui.file;
	wg_ui_resize(&ui, 30, 100);
	for (int i = 0; i < SCREENS; i++) {
		assert_int_equal(wg_ui_add(&ui, screens[i], &e), WG_OK);
		screens[i]->recall(wg_ui_screen(&ui, screens[i]->name), where[i]);
	}
	assert_true(wg_ui_go(&ui, wg_ui_screen(&ui, screen)->ops->number));
	for (int i = 0; i < 2; i++) { /* before anything is read, and after */
		remember(&ui, again);
		for (int k = 0; k < SCREENS; k++)
			assert_string_equal(again[k], where[k]);
		wg_ui_load(&ui);
	}
	wg_ui_paint(&ui);
	wg_buf_clear(out);
	wg_cells_dump(&ui.cells, true, out);
	wg_ui_free(&ui);
	return out->data;
}

/* Walks by keys, and finds the same screen in a second run. */
static void is_found_again(struct console *c, const char *keys, const char *screen)
{
	char where[SCREENS][WG_CRUMBS];
	struct wg_buf again, was;
	press(c, keys);
	remember(&c->ui, where);
	wg_buf_init(&again, 1 << 20);
	wg_buf_init(&was, 1 << 20);
	wg_cells_dump(&c->ui.cells, true, &was);
	if (strcmp(shown_again(c, where, screen, &again), was.data) != 0)
		fail_msg("after %s the second run shows\n%s\nnot\n%s", keys, again.data, was.data);
	wg_buf_free(&was);
	wg_buf_free(&again);
}

static void a_second_run_shows_what_the_first_was_left_at(void **state)
{
	struct console c;
	begin(&c);
	is_found_again(&c, "j", "grid");
	is_found_again(&c, "gg", "grid");
	is_found_again(&c, "G", "grid");
	is_found_again(&c, "l j", "grid");
	is_found_again(&c, "Tab G k", "grid");
	is_found_again(&c, "3 j j", "contacts");
	close_console(&c);
}

/* A household that moved away or a place that was taken back: the usual beginning. */
static void what_is_gone_is_passed_over(void **state)
{
	struct console c;
	struct wg_buf fresh, lost;
	char nowhere[SCREENS][WG_CRUMBS] = {"0 0", "0 0 0"}, gone[SCREENS][WG_CRUMBS] = {"79 80", "0 77 78"};
	begin(&c);
	struct wg_ui ui;
	for (int k = 0; k < SCREENS; k++) {
		wg_buf_init(&fresh, 1 << 20);
		wg_buf_init(&lost, 1 << 20);
		for (int i = 0; i < 2; i++) {
			struct wg_error e = {0};
			wg_ui_init(&ui, &c.face, &c.keys, c.ui.tr);
			assert_int_equal(wg_ui_add(&ui, screens[k], &e), WG_OK);
			screens[k]->recall(wg_ui_screen(&ui, screens[k]->name), i ? gone[k] : nowhere[k]);
			wg_ui_load(&ui);
			assert_string_equal(ui.message, "");
			wg_ui_paint(&ui);
			wg_cells_dump(&ui.cells, false, i ? &lost : &fresh);
			wg_ui_free(&ui);
		}
		assert_string_equal(fresh.data, lost.data);
		wg_buf_free(&fresh);
		wg_buf_free(&lost);
	}
	close_console(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_second_run_shows_what_the_first_was_left_at),
		cmocka_unit_test(what_is_gone_is_passed_over),
	};
	return cmocka_run_group_tests_name("return", tests, NULL, NULL);
}
