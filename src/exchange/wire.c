#include "exchange/wire.h"

#include <string.h>

#include "exchange/xlsx_value.h"
#include "text/utf8.h"

enum { SHEETS_MAX = 1024, MERGES_MAX = 1 << 20 };

static void put(struct wg_buf *out, uint32_t v, int bytes)
{
	char b[4];
	for (int i = 0; i < bytes; i++)
		b[i] = (char)(v >> (8 * i));
	wg_buf_add(out, b, (size_t)bytes);
}

void wg_wire_sheet(struct wg_buf *out, const char *name, bool hidden)
{
	size_t n = strlen(name);
	wg_buf_putc(out, 'S');
	put(out, hidden, 1);
	put(out, (uint32_t)n, 4);
	wg_buf_add(out, name, n);
}

void wg_wire_row(struct wg_buf *out, uint32_t row)
{
	wg_buf_putc(out, 'R');
	put(out, row, 4);
}

void wg_wire_cell(struct wg_buf *out, unsigned col, unsigned flags, const char *text, size_t n)
{
	wg_buf_putc(out, 'C');
	put(out, col, 2);
	put(out, flags, 1);
	put(out, (uint32_t)n, 4);
	wg_buf_add(out, text, n);
}

void wg_wire_merge(struct wg_buf *out, const struct wg_merge *m)
{
	wg_buf_putc(out, 'M');
	put(out, m->row, 4);
	put(out, m->last_row, 4);
	put(out, m->col, 2);
	put(out, m->last_col, 2);
}

void wg_wire_end(struct wg_buf *out)
{
	wg_buf_putc(out, 'E');
}

void wg_wire_fail(struct wg_buf *out, enum wg_wire_failure why)
{
	wg_buf_clear(out);
	wg_buf_putc(out, 'F');
	put(out, why, 1);
}

/* bad stays set once the bytes end too early or break a rule. */
struct wire {
	const unsigned char *p, *end;
	bool bad;
	struct wg_book *book;
	struct wg_sheet *sheet;
	int64_t row, col; /* the last ones; -1 = none yet */
	enum wg_err err;
	struct wg_error *e;
};

static uint32_t take(struct wire *w, int bytes)
{
	uint32_t v = 0;
	if (w->end - w->p < bytes) {
		w->bad = true;
		return 0;
	}
	for (int i = 0; i < bytes; i++)
		v |= (uint32_t)*w->p++ << (8 * i);
	return v;
}

/* A text with its length before it: valid UTF-8 without NUL. */
static const char *take_text(struct wire *w, size_t max, size_t *n)
{
	*n = take(w, 4);
	if (w->bad || *n > max || *n > (size_t)(w->end - w->p)) {
		w->bad = true;
		return NULL;
	}
	const char *text = (const char *)w->p;
	w->bad = memchr(text, '\0', *n) != NULL || !wg_utf8_is_valid(text, *n);
	w->p += *n;
	return text;
}

static void finish_sheet(struct wire *w)
{
	if (w->sheet && !w->err && !w->bad)
		w->err = wg_sheet_finish(w->book, w->sheet, w->e);
	w->sheet = NULL;
}

static void take_sheet(struct wire *w)
{
	size_t n;
	finish_sheet(w);
	uint32_t hidden = take(w, 1);
	const char *name = take_text(w, 1024, &n);
	w->bad |= hidden > 1 || w->book->sheets.len >= SHEETS_MAX;
	if (w->bad || w->err)
		return;
	WG_PUSH(&w->book->sheets, (struct wg_sheet){.name = wg_book_add_text(w->book, name, n), .hidden = hidden});
	w->sheet = &w->book->sheets.at[w->book->sheets.len - 1];
	w->row = w->col = -1;
}

static void take_row(struct wire *w)
{
	uint32_t row = take(w, 4);
	w->bad |= !w->sheet || row >= WG_XLSX_ROWS_MAX || row <= w->row || (w->sheet && w->sheet->merges.len > 0);
	if (w->bad)
		return;
	w->row = row;
	w->col = -1;
	w->err = wg_sheet_row(w->book, w->sheet, row, w->e);
}

static void take_cell(struct wire *w)
{
	const unsigned known = WG_CELL_NUMBER | WG_CELL_DATE | WG_CELL_DAMAGED | WG_CELL_ERROR;
	size_t n;
	uint32_t col = take(w, 2), flags = take(w, 1);
	const char *text = take_text(w, WG_CELL_BYTES_MAX, &n);
	w->bad |= !w->sheet || w->row < 0 || col >= WG_XLSX_COLS_MAX || col <= w->col || (flags & ~known) || n == 0 ||
		  (w->sheet && w->sheet->merges.len > 0);
	if (w->bad)
		return;
	w->col = col;
	struct wg_slot slot = {wg_book_add_text(w->book, text, n), (uint8_t)flags};
	w->err = wg_sheet_set(w->book, w->sheet, col, slot, w->e);
}

static void take_merge(struct wire *w)
{
	struct wg_merge m;
	m.row = take(w, 4);
	m.last_row = take(w, 4);
	m.col = take(w, 2);
	m.last_col = take(w, 2);
	w->bad |= !w->sheet || m.row > m.last_row || m.col > m.last_col || m.last_row >= WG_XLSX_ROWS_MAX ||
		  m.last_col >= WG_XLSX_COLS_MAX || (w->sheet && w->sheet->merges.len >= MERGES_MAX);
	if (!w->bad)
		WG_PUSH(&w->sheet->merges, m);
}

static enum wg_wire_failure failure_of(const unsigned char *bytes, size_t n)
{
	return n == 2 && bytes[1] >= WG_WIRE_DAMAGED && bytes[1] <= WG_WIRE_NOTHING ? (enum wg_wire_failure)bytes[1]
										    : WG_WIRE_DAMAGED;
}

enum wg_wire_failure wg_wire_read(struct wg_book *book, const void *bytes, size_t n, enum wg_err *err,
				  struct wg_error *e)
{
	struct wire w = {.p = bytes, .end = (const unsigned char *)bytes + n, .book = book, .e = e};
	bool ended = false;
	*err = WG_OK;
	if (n > 0 && *w.p == 'F')
		return failure_of(bytes, n);
	while (!w.bad && !w.err && !ended && w.p < w.end) {
		switch (*w.p++) {
		case 'S':
			take_sheet(&w);
			break;
		case 'R':
			take_row(&w);
			break;
		case 'C':
			take_cell(&w);
			break;
		case 'M':
			take_merge(&w);
			break;
		case 'E':
			ended = true;
			break;
		default:
			w.bad = true;
		}
	}
	finish_sheet(&w);
	*err = w.err;
	if (w.err)
		return WG_WIRE_DAMAGED;
	if (w.bad || !ended || w.p != w.end)
		return WG_WIRE_DAMAGED;
	return book->sheets.len > 0 ? (enum wg_wire_failure)0 : WG_WIRE_NOTHING;
}
