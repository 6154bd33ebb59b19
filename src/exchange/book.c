#include "exchange/book.h"

#include <string.h>

#include "base/arena.h"
#include "exchange/book_build.h"

void wg_book_close(struct wg_book **book)
{
	struct wg_book *b = *book;
	if (!b)
		return;
	for (size_t i = 0; i < b->sheets.len; i++) {
		WG_VEC_FREE(&b->sheets.at[i].cells);
		WG_VEC_FREE(&b->sheets.at[i].start);
		WG_VEC_FREE(&b->sheets.at[i].merges);
	}
	WG_VEC_FREE(&b->sheets);
	free(b->texts);
	free(b->name);
	free(b);
	*book = NULL;
}

const char *wg_book_digest(const struct wg_book *book)
{
	return book->digest;
}

enum wg_book_format wg_book_format(const struct wg_book *book)
{
	return book->format;
}

const char *wg_book_encoding(const struct wg_book *book)
{
	return wg_book_decoding(book) ? wg_encoding_name(book->decoding.encoding) : "";
}

const struct wg_encoding_report *wg_book_decoding(const struct wg_book *book)
{
	bool binary = book->format == WG_BOOK_XLSX || book->format == WG_BOOK_XLS;
	return binary ? NULL : &book->decoding;
}

size_t wg_book_sheets(const struct wg_book *book)
{
	return book->sheets.len;
}

const char *wg_book_sheet_name(const struct wg_book *book, size_t sheet)
{
	return wg_book_text(book, book->sheets.at[sheet].name);
}

bool wg_book_sheet_hidden(const struct wg_book *book, size_t sheet)
{
	return book->sheets.at[sheet].hidden;
}

/* A finished sheet has one start more than it has rows. */
size_t wg_book_rows(const struct wg_book *book, size_t sheet)
{
	return book->sheets.at[sheet].start.len - 1;
}

size_t wg_book_cols(const struct wg_book *book, size_t sheet)
{
	return book->sheets.at[sheet].n_cols;
}

struct wg_cell wg_book_cell(const struct wg_book *book, size_t sheet, size_t row, size_t col)
{
	const struct wg_sheet *s = &book->sheets.at[sheet];
	if (row + 1 >= s->start.len || col >= s->start.at[row + 1] - s->start.at[row])
		return (struct wg_cell){.text = ""};
	struct wg_slot slot = s->cells.at[s->start.at[row] + col];
	return (struct wg_cell){.text = wg_book_text(book, slot.text), .flags = slot.flags};
}

char *wg_column_letters(size_t col, char out[WG_COLUMN_LETTERS])
{
	char reversed[WG_COLUMN_LETTERS];
	size_t n = 0;
	for (size_t k = col + 1; k > 0; k = (k - 1) / 26)
		reversed[n++] = (char)('A' + (k - 1) % 26);
	for (size_t i = 0; i < n; i++)
		out[i] = reversed[n - 1 - i];
	out[n] = '\0';
	return out;
}
