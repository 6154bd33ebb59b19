/* rows.h: rows as a READ command returns them; the command line prints them as a table, JSON or CSV, the console as
 * a list. Everything is borrowed from the arena of the outcome. */
#ifndef WANGGE_ROWS_H
#define WANGGE_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wg_rows_type {
	WG_ROWS_TEXT,
	WG_ROWS_INT,
	WG_ROWS_ID,    /* an integer that names a row; a string in JSON and in spreadsheets */
	WG_ROWS_DATE,  /* a day; shown as 2026-03-26 */
	WG_ROWS_TIME,  /* Unix seconds; shown as 2026-03-26 09:00 */
	WG_ROWS_CODE,  /* a code of list `list`; shown by its name */
	WG_ROWS_YES,   /* 0 or 1 */
	WG_ROWS_MSG,   /* text is a msgid */
	WG_ROWS_SLOTS, /* half-days of the week, see helper.h; shown as 工作日晚 */
};

struct wg_rows_column {
	const char *key;   /* stable, English: --json and --csv */
	const char *title; /* msgid */
	enum wg_rows_type type;
	const char *list; /* WG_ROWS_CODE */
};

struct wg_datum {
	bool null;
	int64_t i;
	const char *s; /* WG_ROWS_TEXT, _CODE, _MSG */
};

/* n rows of n_columns data, row by row. title is a msgid or NULL; key names the table where there are several. */
struct wg_rows {
	const char *key, *title;
	const struct wg_rows_column *columns;
	size_t n_columns;
	struct wg_datum *at;
	size_t n, cap;
};

#endif
