#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/book_build.h"
#include "exchange/markup.h"
#include "exchange/xlsx_value.h"

/* Tables saved as a web page, named .xls: what many systems export. Each table is a sheet, one within another, too.
 * Written sloppily as they are, they are read as a browser does: a cell ends where the next one begins. */

enum { TABLES_MAX = 1024, DEPTH = 32, COLSPAN_MAX = 1000, ROWSPAN_MAX = 65534, BLOCK_MAX = 1 << 20 };

/* A table that is being read. held: rows for which a column still belongs to a cell above. */
struct table {
	size_t sheet;
	int64_t row; /* -1 = none begun */
	size_t col;
	bool in_row, in_cell;
	bool has_number; /* the cell says its number itself (x:num) */
	char number[WG_TAG_VALUE];
	size_t colspan, rowspan;
	size_t text; /* where the cell's text begins */
	WG_VEC(uint16_t) held;
};

struct page {
	struct wg_book *book;
	const char *p, *end;
	struct table table[DEPTH];
	size_t depth, deeper; /* tables open; tables open beyond that, passed over */
	struct wg_buf text;   /* of the cells that are open, the inner ones last */
	enum wg_err err;
	struct wg_error *e;
};

static struct wg_sheet *sheet_of(struct page *h, const struct table *t)
{
	return &h->book->sheets.at[t->sheet];
}

static void trim(struct wg_buf *text, size_t from)
{
	size_t to = from;
	for (size_t i = from; i < text->len; i++) {
		char c = text->data[i];
		bool blank = c == ' ' || c == '\n';
		if (blank && (to == from || text->data[to - 1] == '\n'))
			continue;
		if (c == '\n' && text->data[to - 1] == ' ')
			to--;
		if (blank && c == ' ' && text->data[to - 1] == ' ')
			continue;
		text->data[to++] = c;
	}
	while (to > from && (text->data[to - 1] == ' ' || text->data[to - 1] == '\n'))
		to--;
	text->len = to;
	if (text->data)
		text->data[to] = '\0';
}

/* 4.30302E+17 is what a spreadsheet made of a long number before it was saved as a page. */
static bool is_exponential(const char *text)
{
	size_t n = strspn(text, "0123456789.");
	return n > 0 && (text[n] == 'E' || text[n] == 'e') && text[n + 1] == '+' &&
	       text[n + 2 + strspn(text + n + 2, "0123456789")] == '\0';
}

static struct wg_slot slot_of(struct page *h, const struct table *t)
{
	const char *text = h->text.data + t->text;
	char shown[WG_XLSX_VALUE];
	bool damaged = false, exponential = is_exponential(text);
	unsigned flags = 0;
	if ((t->has_number || exponential) && wg_xlsx_number(t->has_number ? t->number : text, shown, &damaged) &&
	    (exponential || strspn(text, "0123456789.,-") == strlen(text))) {
		text = shown;
		flags = WG_CELL_NUMBER | (damaged || (exponential && !t->has_number) ? WG_CELL_DAMAGED : 0);
	}
	return (struct wg_slot){wg_book_add_text(h->book, text, strlen(text)), (uint8_t)flags};
}

/* Room for a cell of so many columns: what hangs down from above is stepped over. */
static void next_free(struct table *t)
{
	while (t->col < t->held.len && t->held.at[t->col] > 0)
		t->col++;
}

static void hold(struct table *t, size_t rows)
{
	if (rows == 1)
		return;
	for (size_t c = t->col; c < t->col + t->colspan; c++) {
		while (t->held.len <= c)
			WG_PUSH(&t->held, 0);
		if (rows > t->held.at[c])
			t->held.at[c] = (uint16_t)rows;
	}
}

static void end_cell(struct page *h, struct table *t)
{
	if (!t->in_cell)
		return;
	t->in_cell = false;
	trim(&h->text, t->text);
	if (h->text.len > t->text && h->text.len - t->text <= WG_CELL_BYTES_MAX && !h->err) {
		h->err = wg_sheet_set(h->book, sheet_of(h, t), t->col, slot_of(h, t), h->e);
		if (t->colspan > 1 || t->rowspan > 1)
			WG_PUSH(&sheet_of(h, t)->merges, (struct wg_merge){(uint32_t)t->row, (uint32_t)t->col,
									   (uint32_t)(t->row + (int64_t)t->rowspan - 1),
									   (uint32_t)(t->col + t->colspan - 1)});
	}
	h->text.len = t->text;
	hold(t, t->rowspan);
	t->col += t->colspan;
}

static void end_row(struct page *h, struct table *t)
{
	end_cell(h, t);
	if (t->in_row) {
		for (size_t c = 0; c < t->held.len; c++)
			t->held.at[c] = (uint16_t)(t->held.at[c] > 0 ? t->held.at[c] - 1 : 0);
	}
	t->in_row = false;
}

static void begin_row(struct page *h, struct table *t)
{
	end_row(h, t);
	t->row++;
	t->col = 0;
	t->in_row = true;
	h->err = h->err ? h->err : wg_sheet_row(h->book, sheet_of(h, t), (size_t)t->row, h->e);
}

static size_t span_of(const struct wg_tag *tag, const char *name, size_t max)
{
	char value[WG_TAG_VALUE];
	long n = wg_tag_attribute(tag, name, value) ? strtol(value, NULL, 10) : 1;
	return n < 1 ? 1 : (size_t)n > max ? max : (size_t)n;
}

static void begin_cell(struct page *h, struct table *t, const struct wg_tag *tag)
{
	if (!t->in_row)
		begin_row(h, t);
	end_cell(h, t);
	next_free(t);
	if (t->col >= WG_XLSX_COLS_MAX) {
		h->err = wg_fail(h->e, WG_EDATA, N_("{1} has too many columns"), "s", h->book->name);
		return;
	}
	t->in_cell = true;
	t->colspan = span_of(tag, "colspan", COLSPAN_MAX);
	t->rowspan = span_of(tag, "rowspan", ROWSPAN_MAX);
	t->has_number = wg_tag_attribute(tag, "x:num", t->number) && *t->number;
	t->text = h->text.len;
}

static void begin_table(struct page *h)
{
	if (h->depth == DEPTH) {
		h->deeper++;
		return;
	}
	if (h->book->sheets.len >= TABLES_MAX) {
		h->err = wg_fail(h->e, WG_EDATA, N_("{1} has too many tables"), "s", h->book->name);
		return;
	}
	WG_PUSH(&h->book->sheets, (struct wg_sheet){0});
	h->table[h->depth++] = (struct table){.sheet = h->book->sheets.len - 1, .row = -1};
}

static void end_table(struct page *h)
{
	if (h->deeper > 0) {
		h->deeper--;
	} else if (h->depth > 0) {
		struct table *t = &h->table[--h->depth];
		end_row(h, t);
		WG_VEC_FREE(&t->held);
	}
}

/* What scripts, style sheets and islands of data hold is no text. */
static void pass_over(struct page *h, const char *name)
{
	struct wg_tag tag;
	while (h->p < h->end) {
		if (*h->p != '<' || !wg_tag_read(&h->p, h->end, &tag))
			h->p++;
		else if (tag.closing && strcmp(tag.name, name) == 0)
			return;
	}
}

static void take_tag(struct page *h, const struct wg_tag *tag)
{
	struct table *t = h->depth > 0 && h->deeper == 0 ? &h->table[h->depth - 1] : NULL;
	const char *name = tag->name;
	if (strcmp(name, "table") == 0) {
		if (tag->closing)
			end_table(h);
		else
			begin_table(h);
	} else if (!tag->closing &&
		   (strcmp(name, "script") == 0 || strcmp(name, "style") == 0 || strcmp(name, "xml") == 0)) {
		pass_over(h, name);
	} else if (!t) {
		return;
	} else if (strcmp(name, "tr") == 0) {
		if (tag->closing)
			end_row(h, t);
		else
			begin_row(h, t);
	} else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0) {
		if (tag->closing)
			end_cell(h, t);
		else
			begin_cell(h, t, tag);
	} else if (strcmp(name, "thead") == 0 || strcmp(name, "tbody") == 0 || strcmp(name, "tfoot") == 0) {
		end_row(h, t);
	} else if (t->in_cell && (strcmp(name, "br") == 0 || strcmp(name, "p") == 0 || strcmp(name, "div") == 0)) {
		wg_buf_putc(&h->text, '\n');
	}
}

static void take_text(struct page *h)
{
	bool wanted = h->depth > 0 && h->deeper == 0 && h->table[h->depth - 1].in_cell;
	char c = *h->p;
	if (!wanted)
		h->p++;
	else if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f')
		h->p++, wg_buf_putc(&h->text, ' ');
	else
		wg_markup_character(&h->p, h->end, &h->text);
}

static void name_sheets(struct wg_book *book)
{
	char name[32];
	for (size_t i = 0; i < book->sheets.len; i++) {
		snprintf(name, sizeof name, "表%zu", i + 1);
		book->sheets.at[i].name = wg_book_add_text(book, name, strlen(name));
	}
}

/* Tables that hold nothing are there for the looks of a page. */
static void drop_empty(struct wg_book *book)
{
	size_t kept = 0;
	for (size_t i = 0; i < book->sheets.len; i++) {
		struct wg_sheet *s = &book->sheets.at[i];
		if (s->n_cols > 0) {
			book->sheets.at[kept++] = *s;
			continue;
		}
		WG_VEC_FREE(&s->cells);
		WG_VEC_FREE(&s->start);
		WG_VEC_FREE(&s->merges);
	}
	book->sheets.len = kept;
}

static enum wg_err read_page(struct page *h)
{
	while (h->p < h->end && !h->err) {
		struct wg_tag tag;
		if (*h->p == '<' && wg_tag_read(&h->p, h->end, &tag))
			take_tag(h, &tag);
		else
			take_text(h);
	}
	while (h->depth > 0) {
		h->deeper = 0;
		end_table(h);
	}
	if (!h->err && h->text.toobig)
		h->err = wg_fail(h->e, WG_EDATA, N_("{1}: a text is too long"), "s", h->book->name);
	return h->err;
}

enum wg_err wg_book_read_html(struct wg_book *book, const char *text, size_t n, struct wg_error *e)
{
	struct page *h = calloc(1, sizeof *h);
	if (!h)
		abort();
	book->format = WG_BOOK_HTML;
	*h = (struct page){.book = book, .p = text, .end = text + n, .e = e};
	wg_buf_init(&h->text, DEPTH * (size_t)BLOCK_MAX);
	wg_buf_puts(&h->text, "");
	enum wg_err err = read_page(h);
	wg_buf_free(&h->text);
	free(h);
	drop_empty(book);
	for (size_t i = 0; !err && i < book->sheets.len; i++)
		err = wg_sheet_finish(book, &book->sheets.at[i], e);
	if (!err && book->sheets.len == 0)
		err = wg_fail(e, WG_EDATA, N_("{1} is a web page without a table"), "s", book->name);
	if (!err)
		name_sheets(book);
	return err;
}
