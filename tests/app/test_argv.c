#include "tests/test.h"

#include "app/argv.h"

static struct wg_app app;

static enum wg_err read_line(const char *line, struct wg_error *e)
{
	static char copy[512];
	static char *argv[32];
	int argc = 0;
	wg_arena_free(&app.arena);
	app = (struct wg_app){0};
	snprintf(copy, sizeof copy, "wangge %s", line);
	for (char *word = strtok_r(copy, " ", &argv[31]); word; word = strtok_r(NULL, " ", &argv[31]))
		argv[argc++] = word;
	return wg_argv_read(&app, argc, argv, e);
}

static void global_options_stand_before_or_after_the_verb(void **state)
{
	static const char *const lines[] = {"--db x.db --json --dry-run undo 3", "undo 3 --json --db=x.db --dry-run",
					    "--json undo --dry-run 3 --db x.db"};
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(read_line(lines[i], NULL), WG_OK);
		assert_string_equal(app.db, "x.db");
		assert_int_equal(app.format, WG_FORMAT_JSON);
		assert_true(app.dry_run);
		assert_int_equal(app.n_words, 2);
		assert_string_equal(app.words[0], "undo");
		assert_string_equal(app.words[1], "3");
	}
}

static void a_value_of_the_verb_is_never_taken_for_an_option(void **state)
{
	assert_int_equal(read_line("assign 501 --reason --json --to x", NULL), WG_OK);
	assert_int_equal(app.format, WG_FORMAT_TEXT);
	assert_int_equal(app.n_words, 6);
	assert_int_equal(read_line("search -- --json", NULL), WG_OK);
	assert_int_equal(app.format, WG_FORMAT_TEXT);
}

static void yes_reaches_the_verb_that_asks_for_it(void **state)
{
	assert_int_equal(read_line("--yes import households a.csv", NULL), WG_OK);
	assert_string_equal(app.words[app.n_words - 1], "--yes");
	assert_int_equal(read_line("import households a.csv --yes", NULL), WG_OK);
	assert_string_equal(app.words[app.n_words - 1], "--yes");
	assert_int_equal(app.n_words, 4);
	assert_int_equal(read_line("--yes undo", NULL), WG_OK);
	assert_int_equal(app.n_words, 1);
}

static void wrong_options_are_refused(void **state)
{
	static const char *const lines[] = {"--nonsense undo", "--lang fr undo", "--size 80 undo", "--size 0x10", "--db"};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_int_equal(read_line(lines[i], NULL), WG_EUSAGE);
}

static void the_office_is_where_it_is_said_to_be(void **state)
{
	setenv("WANGGE_DB", "/a/b.db", 1);
	assert_int_equal(read_line("undo", NULL), WG_OK);
	assert_string_equal(app.db, "/a/b.db");
	assert_false(app.db_is_default);
	unsetenv("WANGGE_DB");
	setenv("XDG_DATA_HOME", "/data", 1);
	assert_int_equal(read_line("undo", NULL), WG_OK);
	assert_string_equal(app.db, "/data/wangge/office.db");
	assert_true(app.db_is_default);
	setenv("XDG_DATA_HOME", "relative", 1);
	setenv("HOME", "/home/x", 1);
	assert_int_equal(read_line("undo", NULL), WG_OK);
	assert_string_equal(app.db, "/home/x/.local/share/wangge/office.db");
}

static void the_size_of_a_script_is_read(void **state)
{
	assert_int_equal(read_line("--script a.txt --size 160x50", NULL), WG_OK);
	assert_string_equal(app.script, "a.txt");
	assert_int_equal(app.cols, 160);
	assert_int_equal(app.rows, 50);
	assert_int_equal(app.n_words, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(global_options_stand_before_or_after_the_verb),
		cmocka_unit_test(a_value_of_the_verb_is_never_taken_for_an_option),
		cmocka_unit_test(yes_reaches_the_verb_that_asks_for_it),
		cmocka_unit_test(wrong_options_are_refused),
		cmocka_unit_test(the_office_is_where_it_is_said_to_be),
		cmocka_unit_test(the_size_of_a_script_is_read),
	};
	return cmocka_run_group_tests_name("argv", tests, NULL, NULL);
}
