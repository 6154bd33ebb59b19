#include "tests/test.h"

#include "app/i18n.h"
#include "app/print.h"
#include "tests/app/capture.h"

enum { TEXT = 65536 };

static const struct wg_rows_column columns[] = {
	{"id", "Id", WG_ROWS_ID, NULL},       {"name", "Name", WG_ROWS_TEXT, NULL},  {"n", "Number", WG_ROWS_INT, NULL},
	{"day", "Day", WG_ROWS_DATE, NULL},   {"care", "Care", WG_ROWS_CODE, "care"}, {"yes", "Locked", WG_ROWS_YES, NULL},
	{"at", "Time", WG_ROWS_TIME, NULL},
};
enum { COLUMNS = 7 };

static struct wg_app *app;

static int start(void **state)
{
	static struct wg_app one;
	const char *const none[WG_CONF_DIRS] = {0};
	app = &one;
	wg_i18n_locale();
	wg_i18n_language(true);
	one.english = true;
	return wg_conf_open(none, &one.conf, NULL) == WG_OK ? 0 : -1;
}

static int stop(void **state)
{
	wg_conf_close(&app->conf);
	return 0;
}

static void print(enum wg_format format, const struct wg_outcome *o, enum wg_err err, const struct wg_error *e, char *out,
		  char *errors)
{
	struct capture to_out, to_err;
	app->format = format;
	capture_begin(&to_out, stdout);
	capture_begin(&to_err, stderr);
	wg_print_outcome(app, o, err, e);
	capture_end(&to_err, errors, TEXT);
	capture_end(&to_out, out, TEXT);
}

static struct wg_rows table(struct wg_datum *data, size_t n)
{
	return (struct wg_rows){.key = "rows", .columns = columns, .n_columns = COLUMNS, .at = data, .n = n};
}

#define ROW(id, name, n, day, care, yes) \
	{.i = id}, {.s = name}, {.i = n}, {.i = day}, {.s = care}, {.i = yes}, {.null = true}

static void columns_stand_below_one_another_whatever_is_in_them(void **state)
{
	static char out[TEXT], errors[TEXT];
	struct wg_datum data[] = {ROW(7, "张伟", 12, 20538, "alone aged", 1), ROW(108, "欧阳娜娜", 0, 0, "", 0)};
	struct wg_rows rows = table(data, 2);
	struct wg_outcome o = {.tables = &rows, .n_tables = 1};
	print(WG_FORMAT_TEXT, &o, WG_OK, NULL, out, errors);
	assert_string_equal(out, "Name      Number  Day         Care             Locked  Time\n"
				 "张伟          12  2026-03-26  alone, aged 80+  yes\n"
				 "欧阳娜娜       -  1970-01-01\n");
	assert_string_equal(errors, "");
}

static void nothing_in_the_data_reaches_the_terminal_as_a_command(void **state)
{
	static char out[TEXT], errors[TEXT];
	static const enum wg_format formats[] = {WG_FORMAT_TEXT, WG_FORMAT_CSV, WG_FORMAT_JSON};
	struct wg_datum data[] = {ROW(1, "\033]0;x\007张\xC2\x9B" "31m\xE2\x80\xAE" "x\rz\x7F", 1, 1, "\033[2J", 0)};
	struct wg_note note = {.kind = WG_NOTE_WARNING, .sheet = "a\033b", .row = 3, .column = "c\033", .value = "\033[31m"};
	struct wg_rows rows = table(data, 1);
	struct wg_outcome o = {.tables = &rows, .n_tables = 1, .notes = &note, .n_notes = 1};
	wg_message_set(&note.message, "{1}", "s", "evil \033[31m");
	wg_message_set(&o.said, "{1}", "s", "said \x1B[0m");
	for (size_t i = 0; i < 3; i++) {
		print(formats[i], &o, WG_OK, NULL, out, errors);
		snprintf(out + strlen(out), TEXT - strlen(out), "%s", errors);
		assert_non_null(strstr(out, "张"));
		for (const char *s = out; *s; s++)
			assert_true(*s == '\n' || ((unsigned char)*s >= 0x20 && *s != 0x7F));
		assert_null(strstr(out, "\xC2\x9B"));
		assert_null(strstr(out, "\xE2\x80\xAE"));
	}
}

static void json_tells_types_apart(void **state)
{
	static char out[TEXT], errors[TEXT];
	struct wg_datum data[] = {ROW(7, "a\"b\\c\n\001\xFF", 12, 20538, "alone", 1)};
	struct wg_rows rows = table(data, 1);
	struct wg_outcome o = {.tables = &rows, .n_tables = 1, .batch = (INT64_C(1) << 40) | 9, .changes = 3};
	data[6] = (struct wg_datum){.i = 1774486800};
	print(WG_FORMAT_JSON, &o, WG_OK, NULL, out, errors);
	assert_non_null(strstr(out, "{\"id\": \"7\", \"name\": \"a\\\"b\\\\c\\n\\u0001\\ufffd\", \"n\": 12, \"day\": \"2026-03-26\", "
				    "\"care\": \"alone\", \"yes\": true, \"at\": \"2026-03-26T09:00:00+08:00\"}"));
	assert_non_null(strstr(out, "\"batch\": 9,"));
	assert_non_null(strstr(out, "\"changes\": 3,"));
	assert_null(strstr(out, "\"error\""));
	assert_string_equal(errors, "");
}

static void an_error_is_told_in_each_form(void **state)
{
	static char out[TEXT], errors[TEXT];
	struct wg_outcome o = {0};
	struct wg_error e = {0};
	enum wg_err err = wg_fail(&e, WG_EDATA, "bad {1}", "s", "thing");
	print(WG_FORMAT_TEXT, &o, err, &e, out, errors);
	assert_string_equal(out, "");
	assert_string_equal(errors, "wangge: bad thing\n");
	print(WG_FORMAT_JSON, &o, err, &e, out, errors);
	assert_non_null(strstr(out, "\"error\": {\"code\": \"EDATA\", \"message\": \"bad thing\", \"status\": 65}"));
	assert_string_equal(errors, "");
}

static void an_error_without_a_sentence_says_what_kind_it_is(void **state)
{
	static char out[TEXT], errors[TEXT];
	struct wg_outcome o = {0};
	struct wg_error e = {.code = WG_ENOTFOUND};
	print(WG_FORMAT_TEXT, &o, WG_ENOTFOUND, &e, out, errors);
	assert_string_equal(errors, "wangge: not found\n");
}

static void csv_quotes_and_guards_formulas(void **state)
{
	static char out[TEXT], errors[TEXT];
	struct wg_datum data[] = {ROW(7, "=1+1", -12, 0, "alone", 0), ROW(8, "a,\"b\"", 0, 0, "", 1)};
	struct wg_rows rows = table(data, 2);
	struct wg_outcome o = {.tables = &rows, .n_tables = 1};
	wg_message_set(&o.said, "said", "");
	print(WG_FORMAT_CSV, &o, WG_OK, NULL, out, errors);
	assert_string_equal(out, "id,name,n,day,care,yes,at\n7,'=1+1,-12,1970-01-01,alone,0,\n8,\"a,\"\"b\"\"\",0,1970-01-01,,1,\n");
	assert_string_equal(errors, "said\n");
}

static void notes_are_grouped_the_gravest_first(void **state)
{
	static char out[TEXT], errors[TEXT];
	struct wg_note notes[] = {
		{.kind = WG_NOTE_INFO, .sheet = "", .column = "", .value = ""},
		{.kind = WG_NOTE_WARNING, .sheet = "表1", .row = 12, .column = "电话", .value = "138"},
		{.kind = WG_NOTE_ERROR, .sheet = "", .row = 3, .column = "", .value = ""},
	};
	struct wg_outcome o = {.notes = notes, .n_notes = 3};
	for (size_t i = 0; i < 3; i++)
		wg_message_set(&notes[i].message, "message {1}", "d", (int)i);
	print(WG_FORMAT_TEXT, &o, WG_OK, NULL, out, errors);
	assert_string_equal(out, "Errors: 1\n  row 3 — message 2\nWarnings: 1\n  表1 row 12 电话: 138 — message 1\n"
				 "Notes: 1\n  message 0\n");
}

static void many_notes_are_cut_and_counted(void **state)
{
	static char out[TEXT], errors[TEXT];
	static struct wg_note notes[205];
	struct wg_outcome o = {.notes = notes, .n_notes = 205};
	for (size_t i = 0; i < 205; i++) {
		notes[i] = (struct wg_note){.kind = WG_NOTE_WARNING, .sheet = "", .column = "", .value = ""};
		wg_message_set(&notes[i].message, "m", "");
	}
	print(WG_FORMAT_TEXT, &o, WG_OK, NULL, out, errors);
	size_t lines = 0;
	for (const char *s = out; (s = strstr(s, "  m\n")) != NULL; s++)
		lines++;
	assert_int_equal(lines, 200);
	assert_non_null(strstr(out, "Warnings: 205\n"));
	assert_non_null(strstr(out, "… and 5 more"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_stand_below_one_another_whatever_is_in_them),
		cmocka_unit_test(nothing_in_the_data_reaches_the_terminal_as_a_command),
		cmocka_unit_test(json_tells_types_apart),
		cmocka_unit_test(an_error_is_told_in_each_form),
		cmocka_unit_test(an_error_without_a_sentence_says_what_kind_it_is),
		cmocka_unit_test(csv_quotes_and_guards_formulas),
		cmocka_unit_test(notes_are_grouped_the_gravest_first),
		cmocka_unit_test(many_notes_are_cut_and_counted),
	};
	return cmocka_run_group_tests_name("print", tests, start, stop);
}
