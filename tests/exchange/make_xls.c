#include "tests/exchange/make_xls.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { SECTOR = 512, END_OF_CHAIN = -2, FAT_SECTOR = -3, FREE_SECTOR = -1 };

static void put(struct wg_buf *b, uint64_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		wg_buf_putc(b, (char)(v >> (8 * i)));
}

static void pad(struct wg_buf *b, size_t to)
{
	while (b->len < to)
		wg_buf_putc(b, 0);
}

static void put_double(struct wg_buf *b, double v)
{
	uint64_t bits;
	memcpy(&bits, &v, sizeof bits);
	put(b, bits, 8);
}

/* Characters of the basic plane as UTF-16LE; how many. */
static size_t put_utf16(struct wg_buf *b, const char *text)
{
	size_t n = 0;
	for (const unsigned char *p = (const unsigned char *)text; *p; n++) {
		unsigned c = *p < 0x80   ? *p
			     : *p < 0xE0 ? (*p & 0x1Fu) << 6 | (p[1] & 0x3Fu)
					 : (*p & 0xFu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
		p += *p < 0x80 ? 1 : *p < 0xE0 ? 2 : 3;
		put(b, c, 2);
	}
	return n;
}

/* A text with its length in so many bytes. */
static void put_text(struct wg_buf *b, const char *text, int bytes)
{
	struct wg_buf utf16;
	wg_buf_init(&utf16, 1 << 20);
	size_t n = put_utf16(&utf16, text);
	put(b, n, bytes);
	put(b, 1, 1);
	wg_buf_add(b, utf16.data ? utf16.data : "", utf16.len);
	wg_buf_free(&utf16);
}

static void record(struct wg_buf *b, unsigned id, struct wg_buf *body)
{
	put(b, id, 2);
	put(b, body->len, 2);
	wg_buf_add(b, body->data ? body->data : "", body->len);
	wg_buf_clear(body);
}

static void put_bof(struct wg_buf *b, struct wg_buf *body, unsigned kind)
{
	put(body, 0x0600, 2);
	put(body, kind, 2);
	put(body, 0x0DBB07CC, 4);
	put(body, 0x41, 4);
	put(body, 6, 4);
	record(b, 0x0809, body);
}

static void put_styles(struct wg_buf *b, struct wg_buf *body, const struct made_xls *made)
{
	for (unsigned i = 0; i <= 4; i++) {
		const char *code = i > 0 ? made->format[i - 1] : "0";
		unsigned id = code ? (unsigned)strtoul(code, NULL, 10) : 0;
		if (code && i > 0 && id == 0) {
			id = 163 + i;
			put(body, id, 2);
			put_text(body, code, 2);
			record(b, 0x041E, body);
		}
		put(body, 0, 2);
		put(body, id, 2);
		pad(body, 20);
		record(b, 0x00E0, body);
	}
}

static void put_shared(struct wg_buf *b, struct wg_buf *body, const struct made_xls *made)
{
	size_t n = 0;
	for (size_t s = 0; s < made->n_sheets; s++)
		for (size_t i = 0; i < made->sheets[s].n_cells; i++)
			n += made->sheets[s].cells[i].type == MADE_TEXT;
	put(body, n, 4);
	put(body, n, 4);
	unsigned id = 0x00FC;
	for (size_t s = 0; s < made->n_sheets; s++) {
		for (size_t i = 0; i < made->sheets[s].n_cells; i++) {
			if (made->sheets[s].cells[i].type != MADE_TEXT)
				continue;
			put_text(body, made->sheets[s].cells[i].text, 2);
			if (made->split && body->len > made->split) {
				record(b, id, body);
				id = 0x003C;
			}
		}
	}
	record(b, id, body);
}

static uint64_t formula_result(const struct made_cell *c)
{
	uint64_t bits;
	memcpy(&bits, &c->number, sizeof bits);
	return c->type == MADE_FORMULA_TEXT ? 0xFFFF000000000000u : bits;
}

static void put_cell(struct wg_buf *b, struct wg_buf *body, const struct made_cell *c, unsigned *shared)
{
	static const unsigned ids[] = {
		[MADE_TEXT] = 0x00FD,    [MADE_NUMBER] = 0x0203, [MADE_RK] = 0x027E,  [MADE_FORMULA] = 0x0006,
		[MADE_FORMULA_TEXT] = 6, [MADE_ERROR] = 0x0205,  [MADE_BOOL] = 0x0205};
	put(body, (unsigned)c->row, 2);
	put(body, (unsigned)c->col, 2);
	put(body, (unsigned)c->style, 2);
	switch (c->type) {
	case MADE_TEXT:
		put(body, (*shared)++, 4);
		break;
	case MADE_NUMBER:
		put_double(body, c->number);
		break;
	case MADE_RK:
		put(body, (uint32_t)((int)c->number) << 2 | 2, 4);
		break;
	case MADE_FORMULA:
	case MADE_FORMULA_TEXT:
		put(body, formula_result(c), 8);
		put(body, 0, 6);
		put(body, 3, 2);
		put(body, 0x1E | 7 << 8, 3); /* =7 */
		break;
	case MADE_ERROR:
	case MADE_BOOL:
		put(body, (unsigned)c->number, 1);
		put(body, c->type == MADE_ERROR, 1);
		break;
	}
	record(b, ids[c->type], body);
	if (c->type == MADE_FORMULA_TEXT) {
		put_text(body, c->text, 2);
		record(b, 0x0207, body);
	}
}

static void put_sheet(struct wg_buf *b, struct wg_buf *body, const struct made_xls_sheet *s, unsigned *shared)
{
	unsigned rows = 0, cols = 0;
	for (size_t i = 0; i < s->n_cells; i++) {
		rows = (unsigned)s->cells[i].row + 1 > rows ? (unsigned)s->cells[i].row + 1 : rows;
		cols = (unsigned)s->cells[i].col + 1 > cols ? (unsigned)s->cells[i].col + 1 : cols;
	}
	put_bof(b, body, 0x0010);
	put(body, 0, 4);
	put(body, rows, 4);
	put(body, 0, 2);
	put(body, cols, 2);
	put(body, 0, 2);
	record(b, 0x0200, body);
	for (size_t i = 0; i < s->n_cells; i++)
		put_cell(b, body, &s->cells[i], shared);
	if (s->merge.last_row || s->merge.last_col) {
		put(body, 1, 2);
		put(body, (unsigned)s->merge.row, 2);
		put(body, (unsigned)s->merge.last_row, 2);
		put(body, (unsigned)s->merge.col, 2);
		put(body, (unsigned)s->merge.last_col, 2);
		record(b, 0x00E5, body);
	}
	record(b, 0x000A, body);
}

void *make_xls(const struct made_xls *made, size_t *n)
{
	struct wg_buf b, body;
	size_t offset_at[16];
	unsigned shared = 0;
	wg_buf_init(&b, 1 << 24);
	wg_buf_init(&body, 1 << 16);
	put_bof(&b, &body, 0x0005);
	if (made->filepass) {
		put(&body, 1, 2);
		pad(&body, 54);
		record(&b, 0x002F, &body);
	}
	put(&body, 0x04B0, 2);
	record(&b, 0x0042, &body);
	put_styles(&b, &body, made);
	for (size_t s = 0; s < made->n_sheets; s++) {
		offset_at[s] = b.len + 4;
		put(&body, 0, 4);
		put(&body, (unsigned)made->sheets[s].hidden, 2);
		put_text(&body, made->sheets[s].name, 1);
		record(&b, 0x0085, &body);
	}
	put_shared(&b, &body, made);
	record(&b, 0x000A, &body);
	for (size_t s = 0; s < made->n_sheets; s++) {
		for (int i = 0; i < 4; i++)
			b.data[offset_at[s] + (size_t)i] = (char)(b.len >> (8 * i));
		put_sheet(&b, &body, &made->sheets[s], &shared);
	}
	void *all = make_ole(made->stream ? made->stream : "Workbook", b.data, b.len, n);
	wg_buf_free(&b);
	wg_buf_free(&body);
	return all;
}

static void put_entry(struct wg_buf *b, const char *name, unsigned kind, int child, unsigned start, size_t size)
{
	size_t at = b->len, len = put_utf16(b, name);
	pad(b, at + 64);
	put(b, 2 * len + 2, 2);
	put(b, kind, 1);
	put(b, 1, 1);
	put(b, UINT32_MAX, 4);
	put(b, UINT32_MAX, 4);
	put(b, (uint32_t)child, 4);
	pad(b, at + 116);
	put(b, start, 4);
	put(b, size, 8);
}

/* Header, the stream, its directory, the table of sectors. */
void *make_ole(const char *name, const void *stream, size_t len, size_t *n)
{
	static const char magic[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
	struct wg_buf b;
	size_t size = len < 4096 ? 4096 : len, sectors = (size + SECTOR - 1) / SECTOR, fats = (sectors + 1) / 126 + 1;
	wg_buf_init(&b, 1 << 25);
	wg_buf_add(&b, magic, 8);
	pad(&b, 24);
	put(&b, 0x3E | 3u << 16, 4);
	put(&b, 0xFFFE, 2);
	put(&b, 9 | 6u << 16, 4);
	pad(&b, 44);
	put(&b, fats, 4);
	put(&b, sectors, 4);
	put(&b, 0, 4);
	put(&b, 4096, 4);
	put(&b, (uint32_t)END_OF_CHAIN, 4);
	put(&b, 0, 4);
	put(&b, (uint32_t)END_OF_CHAIN, 4);
	put(&b, 0, 4);
	for (size_t i = 0; i < 109; i++)
		put(&b, i < fats ? sectors + 1 + i : (uint32_t)FREE_SECTOR, 4);
	wg_buf_add(&b, stream, len);
	pad(&b, SECTOR * (1 + sectors));
	put_entry(&b, "Root Entry", 5, 1, (uint32_t)END_OF_CHAIN, 0);
	put_entry(&b, name, 2, -1, 0, size);
	pad(&b, SECTOR * (2 + sectors));
	for (size_t i = 0; i < fats * 128; i++) {
		uint32_t next = (uint32_t)FREE_SECTOR;
		if (i < sectors + 1)
			next = i + 1 == sectors || i == sectors ? (uint32_t)END_OF_CHAIN : (uint32_t)(i + 1);
		else if (i <= sectors + fats)
			next = (uint32_t)FAT_SECTOR;
		put(&b, next, 4);
	}
	*n = b.len;
	return b.data;
}
