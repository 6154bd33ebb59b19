/* roster.h: an empty office with the program's own code lists, and rosters written for one test. */
#ifndef WANGGE_TESTS_COMMAND_ROSTER_H
#define WANGGE_TESTS_COMMAND_ROSTER_H

#include "tests/command/office.h"

/* For cmocka_unit_test_setup_teardown: *state is the office; files go to a folder of their own. */
int start_roster(void **state);
int end_roster(void **state);

/* The same with the rosters of 翠湖苑 and two cadres read. 1-1: 101 to 201 are 许英's, 202 is 石伟's; 1-2 floor 1 is
 * 许英's, floor 2 石伟's; 2-1-101 is nobody's. */
int start_small(void **state);

/* Paths in that folder; the text lives until the next call but seven. */
const char *file_path(const char *name);

char *content_of(const char *path); /* terminated; borrowed until the next call */

/* Writes a file and returns its path. Text is UTF-8; encoding as iconv knows it, NULL = as it stands. */
const char *put_text(const char *name, const char *encoding, const char *text);

/* A workbook. rows: cells parted by |, rows by line ends; merges: "A1:C1 B3:B9". */
struct made_sheet {
	const char *name, *rows, *merges;
	bool hidden;
};
const char *put_workbook(const char *name, const struct made_sheet *sheets, size_t n);

const char *given(const char *name); /* a file of tests/data */

/* The first column of the first row as text; "" when there is none. sql must be static. */
const char *text_of_query(wg_office *office, const char *sql);

/* Is there a note of this kind whose row is row (0 = any), whose column and value hold these texts ("" = any)? */
bool has_note(const struct wg_outcome *out, enum wg_note_kind kind, int64_t row, const char *column, const char *value);

/* The figure of a line of the table "created"; 0 when it is not there. */
int64_t created(const struct wg_outcome *out, const char *what);

const struct wg_rows *table_of(const struct wg_outcome *out, const char *key);

/* Everything in the office, for comparison; in memory of the test. */
const char *dump_of(wg_office *office);

#endif
