/* filter.h: which rows of a list, as an expression over its columns.
 *
 *	独居 & !联户 & 楼栋=3          and, or is |, not is !; a blank is and; brackets
 *	人口>3 户主~张 电话=无          = != < <= > >=, ~ contains (names also by pinyin), 无 is an empty cell
 *	关爱=独居,高龄                 one of several values; "…" around what holds blanks or signs
 *	没有联系人的                   无, 没有 or 有 before a column's name
 *
 * A bare word is a column that is filled in (联户), a code (独居), or a text that stands anywhere in the row. Columns
 *go by their key, their title and what people call them. "3" equals 3栋 as well; a telephone equals its last four
 *digits.
 *
 * An expression is parsed once; rows in memory are asked with wg_filter_fits(), households are chosen by the store (see
 * household.h). */
#ifndef WANGGE_FILTER_H
#define WANGGE_FILTER_H

#include "base/arena.h"
#include "wangge/codes.h"
#include "wangge/error.h"
#include "wangge/rows.h"

enum { WG_FILTER_TEXT = 1000, WG_FILTER_TERMS = 48, WG_FILTER_VALUES = 100 };

/* What an expression speaks about. title: translates a column's title; NULL = as it is. */
struct wg_filter_table {
	const struct wg_rows_column *columns;
	size_t n;
	const struct wg_codes *codes;
	const char *(*title)(const char *msgid);
};

struct wg_filter; /* a parsed expression */

/* Parses into a; *out is NULL for a blank text. An error is WG_EUSAGE with a sentence that says at which character;
 * *fault (may be NULL) is the byte in the text. The text need not outlive the call, the table must. */
enum wg_err wg_filter_parse(const char *text, const struct wg_filter_table *table, struct wg_arena *a,
			    const struct wg_filter **out, size_t *fault, struct wg_error *e);

/* Does the expression say anything about the column? */
bool wg_filter_mentions(const struct wg_filter *f, size_t column);

/* One value of a row in memory; NULL-valued where there is none. */
typedef struct wg_datum wg_filter_cell(const void *row, size_t column);

/* f NULL: everything fits. */
bool wg_filter_fits(const struct wg_filter *f, wg_filter_cell *cell, const void *row);

/* "columns[column] is one of the values", as an expression; a value "" is an empty cell. */
const char *wg_filter_condition(const struct wg_filter_table *table, size_t column, const char *const *values, size_t n,
				struct wg_arena *a);

/* The column a word means: key, title or a word of everyday; -1 = none. */
int wg_filter_column(const struct wg_filter_table *table, const char *word);

/* What may be typed at the end of a text. */
struct wg_filter_hint {
	const char *word;  /* stands in place of what begins at byte `from` */
	const char *about; /* msgid or title: what it is; "" = nothing */
};
struct wg_filter_hints {
	size_t from;
	int values_of; /* values of this column may follow, which only its rows know; -1 = no */
	struct wg_filter_hint *at;
	size_t n;
};
void wg_filter_complete(const char *text, const struct wg_filter_table *table, struct wg_arena *a,
			struct wg_filter_hints *out);

/* Order of rows by one column: less than 0, 0, more; codes by their gravity, then in the order of their list; what is
 * not there comes last in either direction. */
int wg_filter_compare(const struct wg_filter_table *table, size_t column, bool descending, struct wg_datum x,
		      struct wg_datum y);

#endif
