/* header.h: where the header of a sheet is, and which column means which field.
 * It knows no nouns: the caller gives keys and the words that mean them.
 *
 * Skipped before the header: title and unit rows. A header has one to three rows; a text above several columns
 * (merged, or with empty cells to its right) is the group of the texts below it: 户主信息 over 姓名 and 电话.
 * Words are compared folded: without blanks, line breaks, * and colons, full-width as ASCII, letters small; brackets
 * first read through, then left out with what they hold (身份证号（18位）). For a column the first that fits counts:
 *	1. a word "group/leaf": its leaf is the column's text, its group the column's group or a part of it
 *	   (家庭成员/姓名), unless the group holds words of several keys
 *	2. a word that is group and leaf in one (户主 over 姓名: 户主姓名)
 *	3. a word that is the leaf */
#ifndef WANGGE_EXCHANGE_HEADER_H
#define WANGGE_EXCHANGE_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "exchange/book.h"

struct wg_header_word {
	const char *key;
	const char **words;
	size_t n_words;
};

struct wg_header_column {
	const char *key;   /* the caller's pointer; NULL = no word fits. Two columns may have the same key. */
	const char *text;  /* the lowest header text of the column, as in the file; "" = none */
	const char *group; /* the text above it; "" = none */
};

struct wg_header {
	size_t row, n_rows; /* the header block */
	size_t data;        /* first row after it */
	struct wg_header_column *columns;
	size_t n_columns;
	size_t n_known;     /* columns with a key */
	unsigned percent;   /* of the columns with a header text, how many have a key: how sure it is */
	const char **above; /* the texts of the title and unit rows, as read */
	size_t n_above;
};

/* Looks at the first 40 rows and 256 columns. A row of 1, 2, 3 … below the header is passed over.
 * False when no row of them holds words of at least two keys (of one, in a sheet of one column);
 * *out is then untouched. Texts are borrowed from the book, arrays lie in the arena. */
bool wg_header_find(const struct wg_book *book, size_t sheet, const struct wg_header_word *words, size_t n_words,
		    struct wg_arena *arena, struct wg_header *out);

/* Fills in key, n_known and percent again after the caller's own choice (--map): sets the columns whose text or
 * "group/text" folds to the same as name, or whose letters are name, to key. Returns how many were set. */
size_t wg_header_map(struct wg_header *header, const char *name, const char *key);

/* Rows of the data that are none. */
bool wg_row_is_empty(const struct wg_book *book, size_t sheet, size_t row);
bool wg_row_is_total(const struct wg_book *book, size_t sheet, size_t row); /* 合计, 小计, 总计, 共计 */
bool wg_row_is_header(const struct wg_book *book, size_t sheet, size_t row, const struct wg_header *header); /* again */

/* Folds a header text into out (cut at a character boundary when cap is too small). Returns out. */
char *wg_header_fold(const char *text, char *out, size_t cap);

#endif
