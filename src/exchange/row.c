#include <string.h>

#include "exchange/header.h"

bool wg_row_is_empty(const struct wg_book *book, size_t sheet, size_t row)
{
	for (size_t c = 0; c < wg_book_cols(book, sheet); c++) {
		char first[8];
		const char *text = wg_book_cell(book, sheet, row, c).text;
		if (*text && *wg_header_fold(text, first, sizeof first))
			return false;
	}
	return true;
}

static bool says_total(const char *text)
{
	static const char *const words[] = {"合计", "小计", "总计", "共计"};
	char folded[64];
	if (!strstr(text, "\u8BA1")) /* 计, in all of them: most cells are done here */
		return false;
	size_t n = strlen(wg_header_fold(text, folded, sizeof folded));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t k = strlen(words[i]);
		if (n >= k && (memcmp(folded, words[i], k) == 0 || memcmp(folded + n - k, words[i], k) == 0))
			return true;
	}
	return false;
}

/* 合计 stands at the row's beginning, perhaps behind a number or a building. */
bool wg_row_is_total(const struct wg_book *book, size_t sheet, size_t row)
{
	enum { LOOK_AT = 3 };
	size_t seen = 0;
	for (size_t c = 0; c < wg_book_cols(book, sheet) && seen < LOOK_AT; c++) {
		const char *text = wg_book_cell(book, sheet, row, c).text;
		if (*text == '\0')
			continue;
		if (says_total(text))
			return true;
		seen++;
	}
	return false;
}

/* Repeated headers are copies, so equal texts suffice: at least two, and half of the row's. */
bool wg_row_is_header(const struct wg_book *book, size_t sheet, size_t row, const struct wg_header *header)
{
	for (size_t r = header->row; r < header->row + header->n_rows; r++) {
		size_t same = 0, texts = 0;
		for (size_t c = 0; c < header->n_columns; c++) {
			const char *text = wg_book_cell(book, sheet, row, c).text;
			if (*text == '\0')
				continue;
			texts++;
			same += strcmp(text, wg_book_cell(book, sheet, r, c).text) == 0;
		}
		if (same >= 2 && same * 2 >= texts)
			return true;
	}
	return false;
}
