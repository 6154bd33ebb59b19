#include "exchange/xls_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "exchange/ole.h"
#include "exchange/wire.h"
#include "exchange/xls_record.h"
#include "exchange/xlsx_value.h"
#include "text/encoding.h"

/* Names and numbers of MS-XLS. */
enum {
	FORMULA = 0x0006,
	END_OF_STREAM = 0x000A,
	DATEMODE = 0x0022,
	FILEPASS = 0x002F,
	BOUNDSHEET = 0x0085,
	MULRK = 0x00BD,
	RSTRING = 0x00D6,
	XF = 0x00E0,
	MERGEDCELLS = 0x00E5,
	SST = 0x00FC,
	LABELSST = 0x00FD,
	NUMBER = 0x0203,
	LABEL = 0x0204,
	BOOLERR = 0x0205,
	STRING = 0x0207,
	RK = 0x027E,
	FORMAT = 0x041E,
	BOF = 0x0809,
	BIFF8 = 0x0600,
	GLOBALS = 0x0005,
	WORKSHEET = 0x0010,
	NAME_BYTES = 256,
	STYLES_MAX = 65536,
	COLS = 256,
};

/* text: where it begins in the block, n bytes. */
struct text {
	size_t at, n;
};

struct cell {
	uint32_t row, order;
	uint16_t col;
	uint8_t flags;
	struct text text;
};

struct sheet_place {
	uint32_t at;
	bool hidden;
	struct text name;
};

struct xls {
	const uint8_t *stream;
	size_t n;
	bool wide; /* BIFF8: texts are Unicode */
	bool date1904, password;
	struct wg_buf texts; /* of the shared ones, of the cells at hand, of names */
	WG_VEC(struct text) shared;
	WG_VEC(struct sheet_place) sheets;
	WG_VEC(unsigned) own_id;
	WG_VEC(bool) own_date;
	WG_VEC(bool) dates; /* by style */
	WG_VEC(struct cell) cells;
	WG_VEC(struct wg_merge) merges;
	struct wg_buf *out;
};

static unsigned u16(const uint8_t *p)
{
	return p[0] | (unsigned)p[1] << 8;
}

static uint32_t u32(const uint8_t *p)
{
	return u16(p) | (uint32_t)u16(p + 2) << 16;
}

/* A text of eight bits a character, in the only encoding that such files of ours have. */
static void add_narrow(struct xls *x, const uint8_t *p, size_t n)
{
	struct wg_encoding_report report = {.encoding = WG_ENCODING_GB18030};
	struct wg_error e = {0};
	const uint8_t *nul = memchr(p, 0, n);
	size_t len = nul ? (size_t)(nul - p) : n, from = x->texts.len;
	if (len > 0 && wg_text_to_utf8(p, len, &x->texts, &report, &e) != WG_OK)
		x->texts.len = from;
}

/* The text at pos of a record, its length in so many bytes before it. */
static struct text take_text(struct xls *x, const struct wg_record *r, size_t pos, int length_bytes)
{
	struct text t = {.at = x->texts.len};
	struct wg_cursor c;
	wg_cursor_init(&c, x->stream, x->n, r, pos);
	size_t n = wg_cursor_number(&c, length_bytes);
	if (x->wide)
		wg_cursor_text(&c, n, &x->texts);
	else if (!c.bad && c.pos <= c.record.n)
		add_narrow(x, c.record.data + c.pos, n < c.record.n - c.pos ? n : c.record.n - c.pos);
	t.n = x->texts.len - t.at;
	return t;
}

static void take_shared(struct xls *x, const struct wg_record *r)
{
	struct wg_cursor c;
	wg_cursor_init(&c, x->stream, x->n, r, 4);
	uint32_t n = wg_cursor_number(&c, 4);
	for (uint32_t i = 0; i < n && !c.bad; i++) {
		struct text t = {.at = x->texts.len};
		size_t len = wg_cursor_number(&c, 2);
		wg_cursor_text(&c, len, &x->texts);
		t.n = x->texts.len - t.at;
		WG_PUSH(&x->shared, t);
	}
}

static void take_format(struct xls *x, const struct wg_record *r)
{
	char code[NAME_BYTES];
	if (r->n < 3 || x->own_id.len >= STYLES_MAX)
		return;
	struct text t = take_text(x, r, 2, x->wide ? 2 : 1);
	snprintf(code, sizeof code, "%.*s", (int)t.n, x->texts.data ? x->texts.data + t.at : "");
	WG_PUSH(&x->own_id, u16(r->data));
	WG_PUSH(&x->own_date, wg_xlsx_date_code(code));
}

static bool shows_date(const struct xls *x, unsigned id)
{
	for (size_t i = 0; i < x->own_id.len; i++) {
		if (x->own_id.at[i] == id)
			return x->own_date.at[i];
	}
	return wg_xlsx_date_id((int)id);
}

static void take_sheet_place(struct xls *x, const struct wg_record *r)
{
	if (r->n >= 8 && r->data[5] == 0 && x->sheets.len < 1024) {
		struct text name = take_text(x, r, 6, 1);
		WG_PUSH(&x->sheets, (struct sheet_place){u32(r->data), (r->data[4] & 3) != 0, name});
	}
}

static void read_globals(struct xls *x, size_t at)
{
	struct wg_record r;
	while (wg_record_next(x->stream, x->n, at, &r) && r.id != END_OF_STREAM && !x->password) {
		at = r.at;
		if (r.id == FILEPASS)
			x->password = true;
		else if (r.id == DATEMODE && r.n >= 2)
			x->date1904 = u16(r.data) == 1;
		else if (r.id == FORMAT)
			take_format(x, &r);
		else if (r.id == XF && r.n >= 4 && x->dates.len < STYLES_MAX)
			WG_PUSH(&x->dates, shows_date(x, u16(r.data + 2)));
		else if (r.id == SST && r.n >= 8)
			take_shared(x, &r);
		else if (r.id == BOUNDSHEET)
			take_sheet_place(x, &r);
	}
}

static void add_cell(struct xls *x, unsigned row, unsigned col, struct text text, unsigned flags)
{
	if (text.n == 0 || text.n > WG_CELL_BYTES_MAX || col >= COLS)
		return;
	WG_PUSH(&x->cells, (struct cell){.row = row,
					 .order = (uint32_t)x->cells.len,
					 .col = (uint16_t)col,
					 .flags = (uint8_t)flags,
					 .text = text});
}

static void add_string(struct xls *x, unsigned row, unsigned col, const char *s, unsigned flags)
{
	struct text t = {x->texts.len, strlen(s)};
	wg_buf_puts(&x->texts, s);
	add_cell(x, row, col, t, flags);
}

static void add_number(struct xls *x, unsigned row, unsigned col, unsigned style, double v)
{
	char raw[WG_XLSX_VALUE], shown[WG_XLSX_VALUE];
	bool damaged = false;
	snprintf(raw, sizeof raw, "%.17g", v);
	if (!wg_xlsx_number(raw, shown, &damaged))
		return;
	unsigned flags = WG_CELL_NUMBER | (damaged ? WG_CELL_DAMAGED : 0);
	if (!damaged && style < x->dates.len && x->dates.at[style] && wg_xlsx_date(shown, x->date1904, shown))
		flags = WG_CELL_DATE;
	add_string(x, row, col, shown, flags);
}

static void add_bool_or_error(struct xls *x, unsigned row, unsigned col, unsigned v, bool is_error)
{
	static const struct {
		unsigned code;
		const char *name;
	} errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"},
		      {0x1D, "#NAME?"}, {0x24, "#NUM!"},   {0x2A, "#N/A"}};
	const char *text = is_error ? "#N/A" : v ? "TRUE" : "FALSE";
	for (size_t i = 0; is_error && i < sizeof errors / sizeof *errors; i++) {
		if (errors[i].code == v)
			text = errors[i].name;
	}
	add_string(x, row, col, text, is_error ? WG_CELL_ERROR : 0);
}

static double double_of(const uint8_t *p)
{
	uint64_t bits = u32(p) | (uint64_t)u32(p + 4) << 32;
	double v;
	memcpy(&v, &bits, sizeof v);
	return v;
}

/* Thirty bits of a whole number or of a double, and perhaps hundredths. */
static double rk_of(uint32_t rk)
{
	uint64_t bits = (uint64_t)(rk & ~3u) << 32;
	double v;
	if (rk & 2)
		v = (double)((int32_t)rk >> 2);
	else
		memcpy(&v, &bits, sizeof v);
	return rk & 1 ? v / 100 : v;
}

static void take_run(struct xls *x, const struct wg_record *r)
{
	unsigned row = u16(r->data), col = u16(r->data + 2);
	for (size_t at = 4; at + 6 + 2 <= r->n; at += 6)
		add_number(x, row, col++, u16(r->data + at), rk_of(u32(r->data + at + 2)));
}

/* What the formula gave when the file was saved; a text stands in a record of its own behind it. */
static void take_formula(struct xls *x, const struct wg_record *r)
{
	unsigned row = u16(r->data), col = u16(r->data + 2);
	const uint8_t *result = r->data + 6;
	struct wg_record next = *r;
	if (u16(result + 6) != 0xFFFF) {
		add_number(x, row, col, u16(r->data + 4), double_of(result));
	} else if (result[0] == 1 || result[0] == 2) {
		add_bool_or_error(x, row, col, result[2], result[0] == 2);
	} else if (result[0] == 0) {
		for (int i = 0; i < 3 && wg_record_next(x->stream, x->n, next.at, &next); i++) {
			if (next.id == STRING) {
				add_cell(x, row, col, take_text(x, &next, 0, 2), 0);
				return;
			}
		}
	}
}

static void take_merges(struct xls *x, const struct wg_record *r)
{
	if (r->n < 2)
		return;
	for (size_t at = 2, left = u16(r->data); left > 0 && at + 8 <= r->n; at += 8, left--) {
		const uint8_t *p = r->data + at;
		struct wg_merge m = {.row = u16(p), .last_row = u16(p + 2), .col = u16(p + 4), .last_col = u16(p + 6)};
		if (m.row <= m.last_row && m.col <= m.last_col && m.last_col < COLS)
			WG_PUSH(&x->merges, m);
	}
}

static void take_record(struct xls *x, const struct wg_record *r)
{
	const uint8_t *p = r->data;
	if (r->id == MERGEDCELLS) {
		take_merges(x, r);
		return;
	}
	if (r->n < 7)
		return;
	unsigned row = u16(p), col = u16(p + 2), style = u16(p + 4);
	if (r->id == LABELSST && r->n >= 10 && u32(p + 6) < x->shared.len)
		add_cell(x, row, col, x->shared.at[u32(p + 6)], 0);
	else if (r->id == NUMBER && r->n >= 14)
		add_number(x, row, col, style, double_of(p + 6));
	else if (r->id == RK && r->n >= 10)
		add_number(x, row, col, style, rk_of(u32(p + 6)));
	else if (r->id == MULRK)
		take_run(x, r);
	else if (r->id == LABEL || r->id == RSTRING)
		add_cell(x, row, col, take_text(x, r, 6, 2), 0);
	else if (r->id == BOOLERR && r->n >= 8)
		add_bool_or_error(x, row, col, p[6], p[7] == 1);
	else if (r->id == FORMULA && r->n >= 14)
		take_formula(x, r);
}

static int by_place(const void *a, const void *b)
{
	const struct cell *c = a, *d = b;
	if (c->row != d->row)
		return c->row < d->row ? -1 : 1;
	if (c->col != d->col)
		return c->col < d->col ? -1 : 1;
	return (c->order > d->order) - (c->order < d->order);
}

static bool in_order(const struct xls *x)
{
	for (size_t i = 1; i < x->cells.len; i++) {
		if (by_place(&x->cells.at[i - 1], &x->cells.at[i]) > 0)
			return false;
	}
	return true;
}

/* Of two cells at one place the later counts. */
static void send_cells(struct xls *x)
{
	int64_t row = -1;
	if (!in_order(x))
		qsort(x->cells.at, x->cells.len, sizeof *x->cells.at, by_place);
	for (size_t i = 0; i < x->cells.len; i++) {
		const struct cell *c = &x->cells.at[i];
		if (i + 1 < x->cells.len && c[1].row == c->row && c[1].col == c->col)
			continue;
		if (c->row != row)
			wg_wire_row(x->out, c->row);
		row = c->row;
		wg_wire_cell(x->out, c->col, c->flags, x->texts.data + c->text.at, c->text.n);
	}
	for (size_t i = 0; i < x->merges.len; i++)
		wg_wire_merge(x->out, &x->merges.at[i]);
}

/* at: behind the sheet's BOF. Charts in a sheet are streams in the stream. */
static void read_sheet(struct xls *x, size_t at)
{
	size_t kept = x->texts.len;
	struct wg_record r;
	x->cells.len = x->merges.len = 0;
	for (int depth = 1; wg_record_next(x->stream, x->n, at, &r) && depth > 0; at = r.at) {
		if (r.id == BOF)
			depth++;
		else if (r.id == END_OF_STREAM)
			depth--;
		else if (depth == 1)
			take_record(x, &r);
	}
	send_cells(x);
	x->texts.len = kept;
}

static void send_name(struct xls *x, const struct sheet_place *s)
{
	char name[NAME_BYTES * 4];
	snprintf(name, sizeof name, "%.*s", (int)s->name.n, s->name.n ? x->texts.data + s->name.at : "");
	wg_wire_sheet(x->out, name, s->hidden);
}

static void read_stream(struct xls *x)
{
	struct wg_record r;
	size_t n_read = 0;
	if (!wg_record_next(x->stream, x->n, 0, &r) || r.id != BOF || r.n < 4) {
		wg_wire_fail(x->out, WG_WIRE_ANCIENT);
		return;
	}
	x->wide = u16(r.data) == BIFF8;
	if (u16(r.data + 2) == WORKSHEET) {
		wg_wire_sheet(x->out, "Sheet1", false);
		read_sheet(x, r.at);
		wg_wire_end(x->out);
		return;
	}
	read_globals(x, r.at);
	if (x->password) {
		wg_wire_fail(x->out, WG_WIRE_PASSWORD);
		return;
	}
	for (size_t i = 0; i < x->sheets.len; i++) {
		if (!wg_record_next(x->stream, x->n, x->sheets.at[i].at, &r) || r.id != BOF)
			continue;
		send_name(x, &x->sheets.at[i]);
		read_sheet(x, r.at);
		n_read++;
	}
	if (n_read > 0)
		wg_wire_end(x->out);
	else
		wg_wire_fail(x->out, x->sheets.len > 0 ? WG_WIRE_DAMAGED : WG_WIRE_NOTHING);
}

static void read_ole(struct xls *x, const void *bytes, size_t n)
{
	static const char *const names[] = {"Workbook", "Book"};
	struct wg_ole ole;
	struct wg_buf stream;
	wg_buf_init(&stream, n);
	if (!wg_ole_open(&ole, bytes, n)) {
		wg_wire_fail(x->out, WG_WIRE_DAMAGED);
	} else if (wg_ole_has(&ole, "EncryptedPackage")) {
		wg_wire_fail(x->out, WG_WIRE_PASSWORD);
	} else {
		size_t i = 0;
		while (i < 2 && !wg_ole_has(&ole, names[i]))
			i++;
		if (i == 2) {
			wg_wire_fail(x->out, WG_WIRE_DOCUMENT);
		} else if (!wg_ole_stream(&ole, names[i], &stream)) {
			wg_wire_fail(x->out, WG_WIRE_DAMAGED);
		} else {
			x->stream = (const uint8_t *)stream.data;
			x->n = stream.len;
			read_stream(x);
		}
	}
	wg_ole_close(&ole);
	wg_buf_free(&stream);
}

bool wg_xls_is_ole(const char *bytes, size_t n)
{
	return n >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0;
}

/* BOF with a length that one has; 9 0 is Excel 2's, 9 2 and 9 4 those of Excel 3 and 4. */
bool wg_xls_is_bare(const char *bytes, size_t n)
{
	const uint8_t *p = (const uint8_t *)bytes;
	return n >= 8 && p[0] == 0x09 && (p[1] == 0 || p[1] == 2 || p[1] == 4 || p[1] == 8) && p[2] >= 4 &&
	       p[2] <= 16 && p[3] == 0;
}

void wg_xls_read(const void *bytes, size_t n, struct wg_buf *out)
{
	struct xls x = {.stream = bytes, .n = n, .out = out};
	wg_buf_init(&x.texts, (size_t)1 << 30);
	if (wg_xls_is_ole(bytes, n))
		read_ole(&x, bytes, n);
	else
		read_stream(&x);
	wg_buf_free(&x.texts);
	WG_VEC_FREE(&x.shared);
	WG_VEC_FREE(&x.sheets);
	WG_VEC_FREE(&x.own_id);
	WG_VEC_FREE(&x.own_date);
	WG_VEC_FREE(&x.dates);
	WG_VEC_FREE(&x.cells);
	WG_VEC_FREE(&x.merges);
}
