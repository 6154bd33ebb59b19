/* book_build.h: how the readers of this room fill a book. Not for other rooms. */
#ifndef WANGGE_EXCHANGE_BOOK_BUILD_H
#define WANGGE_EXCHANGE_BOOK_BUILD_H

#include "base/buf.h"
#include "base/vec.h"
#include "exchange/book.h"
#include "text/encoding.h"

/* A cell: where its text begins in the book's block, plus 1; 0 = no text. Eight bytes, because a big roster has
 * ten million of them. */
struct wg_slot {
	uint32_t text;
	uint8_t flags;
};

/* A merged range, inclusive. */
struct wg_merge {
	uint32_t row, col, last_row, last_col;
};

/* Rows are of unequal length: row r has the cells start[r] … start[r + 1] - 1, its first column is 0.
 * While a sheet is read its last row is open and ends with the cells. */
struct wg_sheet {
	uint32_t name;
	bool hidden;
	size_t n_cols;
	WG_VEC(struct wg_slot) cells;
	WG_VEC(uint32_t) start;
	WG_VEC(struct wg_merge) merges;
};

struct wg_book {
	char *name;      /* the file's, for messages */
	char digest[65]; /* hexadecimal */
	enum wg_book_format format;
	struct wg_encoding_report decoding; /* of text and markup */
	char *texts;                        /* all texts, each ended by NUL */
	size_t len, cap;
	size_t n_cells; /* of the sheets that are finished */
	WG_VEC(struct wg_sheet) sheets;
};

/* Adds a text and returns it as a slot has it; "" gives 0. Ends the program only when memory is out: more than
 * 4 GiB of text cannot come from what WG_BOOK_BYTES_MAX lets through, and is cut to nothing. */
uint32_t wg_book_add_text(struct wg_book *book, const char *text, size_t n);
const char *wg_book_text(const struct wg_book *book, uint32_t text);

struct wg_sheet *wg_book_add_sheet(struct wg_book *book, const char *name, bool hidden);

/* Makes row the open one; rows only go forward. */
enum wg_err wg_sheet_row(struct wg_book *book, struct wg_sheet *sheet, size_t row, struct wg_error *e);
/* Sets a cell of the open row; a slot without text is not stored. */
enum wg_err wg_sheet_set(struct wg_book *book, struct wg_sheet *sheet, size_t col, struct wg_slot slot,
			 struct wg_error *e);
/* Fills the merged ranges and cuts empty rows off the end. */
enum wg_err wg_sheet_finish(struct wg_book *book, struct wg_sheet *sheet, struct wg_error *e);

/* The readers: a new book's sheets from the bytes of the file. */
enum wg_err wg_book_read_text(struct wg_book *book, const void *bytes, size_t n, const char *encoding,
			      struct wg_error *e);
enum wg_err wg_book_read_xlsx(struct wg_book *book, const void *bytes, size_t n, struct wg_error *e);
enum wg_err wg_book_read_xls(struct wg_book *book, const void *bytes, size_t n, struct wg_error *e);

/* Those of markup get the text in UTF-8. */
enum wg_err wg_book_read_html(struct wg_book *book, const char *text, size_t n, struct wg_error *e);
enum wg_err wg_book_read_xml(struct wg_book *book, const char *text, size_t n, struct wg_error *e);

/* The file's bytes as UTF-8; says in book->decoding how. The caller frees text, after an error too. */
enum wg_err wg_book_decode(struct wg_book *book, const void *bytes, size_t n, const char *encoding, struct wg_buf *text,
			   struct wg_error *e);

/* The file has a password: WG_EDATA and its sentence. */
enum wg_err wg_book_password(const char *name, struct wg_error *e);

#endif
