#include "exchange/book_build.h"

#include <string.h>

#include "base/arena.h"

uint32_t wg_book_add_text(struct wg_book *book, const char *text, size_t n)
{
	if (n == 0 || n >= UINT32_MAX - 1 - book->len)
		return 0;
	size_t need = book->len + n + 1;
	if (need > book->cap) {
		size_t cap = book->cap ? book->cap : 4096;
		while (cap < need)
			cap += cap / 2;
		book->texts = wg_xrealloc(book->texts, cap);
		book->cap = cap;
	}
	char *to = book->texts + book->len;
	memcpy(to, text, n);
	to[n] = '\0';
	uint32_t at = (uint32_t)book->len + 1;
	book->len = need;
	return at;
}

const char *wg_book_text(const struct wg_book *book, uint32_t text)
{
	return text ? book->texts + (text - 1) : "";
}

struct wg_sheet *wg_book_add_sheet(struct wg_book *book, const char *name, bool hidden)
{
	uint32_t text = wg_book_add_text(book, name, strlen(name));
	WG_PUSH(&book->sheets, (struct wg_sheet){.name = text, .hidden = hidden});
	return &book->sheets.at[book->sheets.len - 1];
}

static enum wg_err too_many_cells(const struct wg_book *book, struct wg_error *e)
{
	return wg_fail(e, WG_EDATA, N_("{1} has too many cells"), "s", book->name);
}

enum wg_err wg_sheet_row(struct wg_book *book, struct wg_sheet *sheet, size_t row, struct wg_error *e)
{
	if (row >= WG_BOOK_CELLS_MAX)
		return too_many_cells(book, e);
	while (sheet->start.len <= row)
		WG_PUSH(&sheet->start, (uint32_t)sheet->cells.len);
	return WG_OK;
}

enum wg_err wg_sheet_set(struct wg_book *book, struct wg_sheet *sheet, size_t col, struct wg_slot slot,
			 struct wg_error *e)
{
	if (slot.text == 0)
		return WG_OK;
	size_t begin = sheet->start.at[sheet->start.len - 1];
	size_t at = begin + col;
	if (book->n_cells + at >= WG_BOOK_CELLS_MAX)
		return too_many_cells(book, e);
	while (sheet->cells.len <= at)
		WG_PUSH(&sheet->cells, (struct wg_slot){0});
	sheet->cells.at[at] = slot;
	if (sheet->n_cols <= col)
		sheet->n_cols = col + 1;
	return WG_OK;
}

static size_t row_width(const struct wg_sheet *sheet, size_t row)
{
	return sheet->start.at[row + 1] - sheet->start.at[row];
}

/* Cuts a range to the part of the sheet that holds texts; false when nothing of it is left to fill. */
static bool clip(const struct wg_sheet *sheet, struct wg_merge *m)
{
	size_t n_rows = sheet->start.len - 1;
	if (m->row >= n_rows || m->col >= row_width(sheet, m->row) ||
	    sheet->cells.at[sheet->start.at[m->row] + m->col].text == 0)
		return false;
	if (m->last_row >= n_rows)
		m->last_row = (uint32_t)(n_rows - 1);
	if (m->last_col >= sheet->n_cols)
		m->last_col = (uint32_t)(sheet->n_cols - 1);
	return true;
}

/* Rows become as long as the ranges need them: the cells move to a new array. */
static void widen(struct wg_sheet *sheet, const uint32_t *width)
{
	size_t n_rows = sheet->start.len - 1, total = 0;
	for (size_t r = 0; r < n_rows; r++)
		total += width[r];
	struct wg_slot *cells = wg_xmalloc(total * sizeof *cells);
	memset(cells, 0, total * sizeof *cells);
	size_t at = 0;
	for (size_t r = 0; r < n_rows; r++) {
		size_t old = row_width(sheet, r);
		if (old > 0)
			memcpy(cells + at, sheet->cells.at + sheet->start.at[r], old * sizeof *cells);
		sheet->start.at[r] = (uint32_t)at;
		at += width[r];
	}
	sheet->start.at[n_rows] = (uint32_t)at;
	free(sheet->cells.at);
	sheet->cells.at = cells;
	sheet->cells.len = sheet->cells.cap = total;
}

static void copy_lead(struct wg_sheet *sheet, const struct wg_merge *m)
{
	struct wg_slot *lead = &sheet->cells.at[sheet->start.at[m->row] + m->col];
	struct wg_slot follower = {lead->text, (uint8_t)((lead->flags & ~WG_CELL_LEAD) | WG_CELL_FOLLOWER)};
	for (size_t r = m->row; r <= m->last_row; r++)
		for (size_t c = m->col; c <= m->last_col; c++)
			if (r != m->row || c != m->col)
				sheet->cells.at[sheet->start.at[r] + c] = follower;
	lead->flags |= WG_CELL_LEAD;
}

static enum wg_err fill_merges(struct wg_book *book, struct wg_sheet *sheet, struct wg_error *e)
{
	size_t n_rows = sheet->start.len - 1, area = 0, kept = 0;
	uint32_t *width = wg_xmalloc(n_rows * sizeof *width);
	enum wg_err err = WG_OK;
	for (size_t r = 0; r < n_rows; r++)
		width[r] = (uint32_t)row_width(sheet, r);
	for (size_t i = 0; i < sheet->merges.len; i++) {
		struct wg_merge m = sheet->merges.at[i];
		if (!clip(sheet, &m))
			continue;
		area += (size_t)(m.last_row - m.row + 1) * (m.last_col - m.col + 1);
		if (book->n_cells + sheet->cells.len + area > WG_BOOK_CELLS_MAX) {
			err = too_many_cells(book, e);
			goto out;
		}
		for (size_t r = m.row; r <= m.last_row; r++)
			if (width[r] <= m.last_col)
				width[r] = m.last_col + 1;
		sheet->merges.at[kept++] = m;
	}
	sheet->merges.len = kept;
	size_t total = 0;
	for (size_t r = 0; r < n_rows; r++)
		total += width[r];
	if (book->n_cells + total > WG_BOOK_CELLS_MAX) {
		err = too_many_cells(book, e);
		goto out;
	}
	widen(sheet, width);
	for (size_t i = 0; i < kept; i++)
		copy_lead(sheet, &sheet->merges.at[i]);
out:
	free(width);
	return err;
}

enum wg_err wg_sheet_finish(struct wg_book *book, struct wg_sheet *sheet, struct wg_error *e)
{
	while (sheet->start.len > 0 && sheet->start.at[sheet->start.len - 1] == sheet->cells.len)
		sheet->start.len--;
	WG_PUSH(&sheet->start, (uint32_t)sheet->cells.len);
	if (sheet->merges.len > 0) {
		enum wg_err err = fill_merges(book, sheet, e);
		if (err)
			return err;
	}
	WG_VEC_FREE(&sheet->merges);
	book->n_cells += sheet->cells.len;
	return WG_OK;
}

enum wg_err wg_book_password(const char *name, struct wg_error *e)
{
	return wg_fail(e, WG_EDATA, N_("{1} has a password: open it, take the password off and save it again"), "s",
		       name);
}
