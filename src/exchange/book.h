/* book.h: a file of rows, whole in memory: sheets of cells, whatever the file was.
 *
 * What a file is, is decided by its bytes, never by the ending of its name:
 *	.xlsx	zip with a workbook part (also the strict variant and prefixed namespaces)
 *	.xls	OLE with a workbook (Excel 5 to 2003, .et of WPS), or its bare records; read in a confined child process
 *	HTML	the tables of a web page, each a sheet, as many systems export them under the name .xls
 *	XML	a workbook of Excel 2003 (SpreadsheetML)
 *	text	fields separated by tab, comma or semicolon (decided on the first lines, or by a line sep=x),
 *		quotes as in RFC 4180, line breaks inside quotes; the encoding is decided on the whole file;
 *		the guard against formulas (write_csv.h) and ="…" around a text are taken off
 * Refused with a sentence that says what to do: a file with a password, documents without sheets (.wps, .doc), web
 * archives, empty files, anything that is not a regular file, more than 1 GiB, what unpacks far beyond its size.
 *
 * Cells are text in UTF-8 as the office sees them: numbers without ".0" and without exponent, dates as yyyy-mm-dd,
 * the results of formulas. Merged ranges are filled over all their cells. Rows and columns count from 0 here and are
 * shown from 1 and as letters; a row's number is the one that a spreadsheet program shows for it.
 *
 * Why this shape: readers jump between rows (a header needs the rows above and below it, a merged building its first
 * row), so cells must be there in any order; they are 8 bytes each, and their texts stand once in one block. */
#ifndef WANGGE_EXCHANGE_BOOK_H
#define WANGGE_EXCHANGE_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/encoding.h"
#include "wangge/error.h"

/* Limits: a file, all that it unpacks to, the cells of all sheets, the text of one cell (32,767 characters). */
#define WG_BOOK_BYTES_MAX ((size_t)1 << 30)
#define WG_BOOK_CELLS_MAX ((size_t)64 << 20)
#define WG_CELL_BYTES_MAX ((size_t)32767 * 4)

enum wg_book_format { WG_BOOK_TEXT, WG_BOOK_XLSX, WG_BOOK_XLS, WG_BOOK_HTML, WG_BOOK_XML };

enum wg_cell_flag {
	WG_CELL_NUMBER = 1 << 0, /* was a number in the file, not a text */
	WG_CELL_DATE = 1 << 1,   /* was a date in the file; the text is yyyy-mm-dd */
	WG_CELL_DAMAGED =
		1 << 2,         /* a number of more than 15 digits: the last ones are lost (an id typed as a number) */
	WG_CELL_ERROR = 1 << 3, /* #REF! and the like; the text is the error's name */
	WG_CELL_LEAD = 1 << 4,  /* top left of a merged range */
	WG_CELL_FOLLOWER = 1 << 5, /* another cell of a merged range: text and flags are copied from its lead */
};

struct wg_cell {
	const char *text; /* UTF-8, never NULL; borrowed from the book */
	unsigned flags;
};

struct wg_book_options {
	const char *encoding; /* of text and markup, as wg_encoding_parse() knows it; NULL = decide */
};

struct wg_book;

/* Reads the file. options may be NULL. WG_ENOINPUT: missing, not readable, not a regular file; WG_EUSAGE: no such
 * encoding; WG_EIO; WG_EDATA: all else. */
enum wg_err wg_book_open(struct wg_book **book, const char *path, const struct wg_book_options *options,
			 struct wg_error *e);

/* The same from memory; name stands for the file in messages and names the sheet of a text file. bytes may go away. */
enum wg_err wg_book_read(struct wg_book **book, const char *name, const void *bytes, size_t n,
			 const struct wg_book_options *options, struct wg_error *e);

void wg_book_close(struct wg_book **book);

/* Of the file's bytes: BLAKE2b-256 in 64 hexadecimal digits. */
const char *wg_book_digest(const struct wg_book *book);

enum wg_book_format wg_book_format(const struct wg_book *book);
const char *wg_book_encoding(const struct wg_book *book); /* "UTF-8", "GB18030", …; "" for .xlsx and .xls */

/* How text or markup was decoded: unsure, characters that could not be read (they are U+FFFD). NULL for .xlsx and
 * .xls. */
const struct wg_encoding_report *wg_book_decoding(const struct wg_book *book);

/* Sheets in the file's order, counted from 0; a text file has one. Rows and columns after the last that has a text are
 * cut off. */
size_t wg_book_sheets(const struct wg_book *book);
const char *wg_book_sheet_name(const struct wg_book *book, size_t sheet);
bool wg_book_sheet_hidden(const struct wg_book *book, size_t sheet);
size_t wg_book_rows(const struct wg_book *book, size_t sheet);
size_t wg_book_cols(const struct wg_book *book, size_t sheet);

/* Any cell; outside of the sheet it is empty. */
struct wg_cell wg_book_cell(const struct wg_book *book, size_t sheet, size_t row, size_t col);

/* The column's letters as a spreadsheet shows them: 0 A, 25 Z, 26 AA. Returns out. */
enum { WG_COLUMN_LETTERS = 16 };
char *wg_column_letters(size_t col, char out[WG_COLUMN_LETTERS]);

#endif
