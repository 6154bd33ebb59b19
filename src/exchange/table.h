/* table.h: rows out to a file, .csv or .xlsx by the ending of its name; callers write once for both.
 *
 * The file appears whole or not at all: it is written beside its place under another name, readable by its owner only,
 * brought to the disk and renamed. Formats add themselves by a table of functions (write_csv.h, write_xlsx.h). */
#ifndef WANGGE_EXCHANGE_TABLE_H
#define WANGGE_EXCHANGE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "wangge/error.h"

struct wg_table_column {
	const char *name;
	int width;   /* display columns; 0 = as wide as the name */
	bool number; /* whole numbers are written as such; everything else is text, so that ids keep their zeros */
};

/* All texts are borrowed until the table is open. Only .xlsx has title, note and marks: a .csv is header and rows. */
struct wg_table_head {
	const char *sheet; /* the sheet's name; NULL = the title */
	const char *title; /* NULL = none */
	const char *note;  /* a line below the title: unit, date; NULL = none */
	const char *mark;  /* top of each printed page: 内部资料; NULL = none */
	const char *date;  /* foot of each printed page, left; NULL = none */
	const struct wg_table_column *columns;
	size_t n_columns;
	bool landscape;
};

struct wg_table;

/* What a format does: it writes to path, messages call it name. finish writes what is left; close frees, after finish
 * or instead of it. sheet: NULL = a file is one table. */
struct wg_table_ops {
	enum wg_err (*open)(void **out, const char *path, const char *name, const struct wg_table_head *head,
			    struct wg_error *e);
	enum wg_err (*row)(void *out, const char *const *cells, struct wg_error *e);
	enum wg_err (*finish)(void *out, struct wg_error *e);
	void (*close)(void *out);
	enum wg_err (*sheet)(void *out, const struct wg_table_head *head, struct wg_error *e);
};

/* WG_EUSAGE: the name ends in neither; WG_ECANTCREAT: the file cannot be made. */
enum wg_err wg_table_open(struct wg_table **table, const char *path, const struct wg_table_head *head,
			  struct wg_error *e);

/* One row: n_columns texts in UTF-8; NULL counts as empty. After an error only wg_table_abort() is left. */
enum wg_err wg_table_row(struct wg_table *table, const char *const *cells, struct wg_error *e);

/* The rows that follow stand on another sheet. WG_EUSAGE: this kind of file has none. */
enum wg_err wg_table_sheet(struct wg_table *table, const struct wg_table_head *head, struct wg_error *e);

/* Puts the file in its place; *table is closed and NULL whether or not that works. */
enum wg_err wg_table_finish(struct wg_table **table, struct wg_error *e);

/* Leaves no file. */
void wg_table_abort(struct wg_table **table);

#endif
