/* read_book.h: reads all of a book as an import would, and aborts where a promise of book.h is broken. */
#ifndef WANGGE_TESTS_FUZZ_READ_BOOK_H
#define WANGGE_TESTS_FUZZ_READ_BOOK_H

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "exchange/header.h"
#include "text/utf8.h"

static inline void read_sheet(const struct wg_book *book, size_t sheet)
{
	static const char *name_words[] = {"姓名", "户主/姓名", "a"}, *room_words[] = {"房号", "b"};
	static const struct wg_header_word words[] = {{"name", name_words, 3}, {"room", room_words, 2}};
	enum { ROWS = 200, COLS = 50 };
	struct wg_arena arena = {0};
	struct wg_header header = {0};
	wg_header_find(book, sheet, words, 2, &arena, &header);
	for (size_t r = 0; r <= wg_book_rows(book, sheet) && r < ROWS; r++) {
		for (size_t c = 0; c <= wg_book_cols(book, sheet) && c < COLS; c++) {
			struct wg_cell cell = wg_book_cell(book, sheet, r, c);
			if (!cell.text || strlen(cell.text) > WG_CELL_BYTES_MAX)
				abort();
			if (!wg_utf8_is_valid(cell.text, strlen(cell.text)))
				abort();
		}
		(void)wg_row_is_empty(book, sheet, r);
		(void)wg_row_is_total(book, sheet, r);
		(void)wg_row_is_header(book, sheet, r, &header);
	}
	wg_arena_free(&arena);
}

static inline void read_book(const void *bytes, size_t n)
{
	struct wg_book *book = NULL;
	struct wg_error e = {0};
	enum wg_err err = wg_book_read(&book, "fuzz", bytes, n, NULL, &e);
	if (err ? book != NULL || e.code != err || !e.message.msgid : book == NULL)
		abort();
	for (size_t i = 0; book && i < wg_book_sheets(book); i++)
		read_sheet(book, i);
	wg_book_close(&book);
}

#endif
