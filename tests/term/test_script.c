#include "tests/test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "term/term.h"

static char folder[] = "/tmp/wangge-script-XXXXXX";

static const char *write_script(const char *text)
{
	static char path[64];
	snprintf(path, sizeof path, "%s/keys", folder);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	return path;
}

static int make_folder(void **state)
{
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	static const char *const files[] = {"keys", "one.txt", "two.txt"};
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		char path[64];
		snprintf(path, sizeof path, "%s/%s", folder, files[i]);
		unlink(path);
	}
	return rmdir(folder);
}

static void a_script_presses_keys_one_paint_apart(void **state)
{
	struct wg_term *t;
	struct wg_error e = {0};
	struct wg_event ev;
	const char *file = write_script(
		"# begin\nj\ngg\n\ntext 张a\nmark\n: assign 3-2-501 黄秋军\npaste 3栋 501\nsize 80x24\nwait\nF2\n");
	assert_int_equal(wg_term_open_script(file, 30, 100, folder, &t, &e), WG_OK);
	int rows, cols;
	t->size(t, &rows, &cols);
	assert_true(rows == 30 && cols == 100);
	assert_false(t->read(t, 0, &ev)); /* the first screen is painted before the first key */
	assert_true(t->read(t, -1, &ev));
	assert_int_equal(ev.key.code, 'j');
	assert_false(t->read(t, 0, &ev));
	assert_true(t->read(t, -1, &ev) && ev.key.code == 'g');
	assert_true(t->read(t, 0, &ev) && ev.key.code == 'g');
	assert_true(t->read(t, -1, &ev) && ev.key.code == 0x5F20);
	assert_true(t->read(t, 0, &ev) && ev.key.code == 'a');
	assert_true(t->read(t, -1, &ev));
	assert_int_equal(ev.kind, WG_EVENT_ACTION);
	assert_string_equal(ev.text, "mark");
	assert_true(t->read(t, -1, &ev));
	assert_int_equal(ev.kind, WG_EVENT_COMMAND);
	assert_string_equal(ev.text, "assign 3-2-501 黄秋军");
	assert_true(t->read(t, -1, &ev) && ev.kind == WG_EVENT_PASTE);
	assert_true(t->read(t, -1, &ev) && ev.kind == WG_EVENT_RESIZE);
	t->size(t, &rows, &cols);
	assert_true(rows == 24 && cols == 80);
	assert_false(t->read(t, -1, &ev));
	assert_true(t->read(t, -1, &ev) && ev.key.code == WG_KEY_F1 + 1);
	assert_true(t->read(t, -1, &ev) && ev.kind == WG_EVENT_END);
	assert_true(t->read(t, -1, &ev) && ev.kind == WG_EVENT_END);
	t->close(&t);
	assert_null(t);
}

static void a_screen_is_saved_as_it_was_shown(void **state)
{
	struct wg_term *t;
	struct wg_error e = {0};
	struct wg_event ev;
	struct wg_cells c = {0};
	assert_int_equal(wg_term_open_script(write_script("save one\nj\n:save two\n"), 2, 6, folder, &t, &e), WG_OK);
	wg_cells_resize(&c, 2, 6);
	wg_cells_put(&c, 0, 0, 6, WG_ROLE_TITLE, "窑洲", 0);
	t->present(t, &c);
	assert_true(t->read(t, -1, &ev));
	wg_cells_put(&c, 1, 1, 5, WG_ROLE_CURSOR, "701", 0);
	t->present(t, &c);
	assert_true(t->read(t, -1, &ev) && ev.kind == WG_EVENT_END);
	t->close(&t);
	wg_cells_free(&c);
	static const char *const saved[][2] = {{"one", "one 6x2\n窑洲  \n      \ntttt..\n......\n"},
					       {"two", "two 6x2\n窑洲  \n 701  \ntttt..\n.>>>..\n"}};
	for (int i = 0; i < 2; i++) {
		char path[64], text[200];
		snprintf(path, sizeof path, "%s/%s.txt", folder, saved[i][0]);
		FILE *f = fopen(path, "r");
		assert_non_null(f);
		text[fread(text, 1, sizeof text - 1, f)] = '\0';
		fclose(f);
		assert_string_equal(text, saved[i][1]);
	}
}

static void a_mistake_is_named_before_anything_is_done(void **state)
{
	struct wg_term *t = NULL;
	struct wg_error e = {0};
	char text[500];
	const char *file = write_script("j\nsave one\nfly away\n");
	assert_int_equal(wg_term_open_script(file, 24, 80, folder, &t, &e), WG_EDATA);
	wg_message_text(&e.message, NULL, text, sizeof text);
	assert_non_null(strstr(text, "/keys:3: fly away is no key"));
	assert_null(t);
	static const char *const wrong[] = {"save",        "save ../x", "save .x", "size 80", "size 0x24",
					    "size 80x24x", "text",      "ggg",     ":"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0] - 1; i++)
		assert_int_equal(wg_term_open_script(write_script(wrong[i]), 24, 80, folder, &t, &e), WG_EDATA);
	assert_int_equal(wg_term_open_script("/nowhere/keys", 24, 80, folder, &t, &e), WG_ENOINPUT);
	assert_int_equal(wg_term_open_script(write_script("j\n\xFF\n"), 24, 80, folder, &t, &e), WG_EDATA);
	assert_int_equal(wg_term_open_script(write_script("j\n"), 24, 80, "/nowhere", &t, &e), WG_ECANTCREAT);
	assert_null(t);
}

static void sizes_are_columns_by_rows(void **state)
{
	int rows = 0, cols = 0;
	assert_true(wg_term_parse_size("160x50", &rows, &cols));
	assert_true(rows == 50 && cols == 160);
	assert_false(wg_term_parse_size("160", &rows, &cols));
	assert_false(wg_term_parse_size("x", &rows, &cols));
	assert_false(wg_term_parse_size("99999x50", &rows, &cols));
	assert_false(wg_term_parse_size("80x-3", &rows, &cols));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_script_presses_keys_one_paint_apart),
		cmocka_unit_test(a_screen_is_saved_as_it_was_shown),
		cmocka_unit_test(a_mistake_is_named_before_anything_is_done),
		cmocka_unit_test(sizes_are_columns_by_rows),
	};
	return cmocka_run_group_tests_name("script", tests, make_folder, remove_folder);
}
