#include <stdio.h>
#include <string.h>

#include "exchange/paper.h"
#include "text/fit.h"

/* Lines of an A4 page at six to the inch, less the margins that printers need. */
enum { PAGE_LINES = 60, GAP = 1, NUMBER = 48 };

/* The lines of a part as they stand on the pages; head: those that stand on each of them. */
struct sheet {
	const struct wg_paper *p;
	int width;
	struct wg_buf *out;
	size_t page, n_pages;
};

static int inner_width(const struct wg_paper *p)
{
	int gap = p->frame == WG_PAPER_GRID ? 3 : GAP, width = 0;
	for (size_t i = 0; i < p->n_columns; i++)
		width += p->columns[i].width + (i > 0 ? gap : 0);
	return width + (p->frame == WG_PAPER_GRID ? 4 : 0);
}

static void put_fit(struct wg_buf *out, const char *text, size_t n, int width, enum wg_paper_align align)
{
	char cell[WG_FIT_BYTES(400)];
	int cols = width > 400 ? 400 : width, free_cols = cols - wg_text_width_n(text, n, 0);
	if (align == WG_PAPER_CENTER && free_cols > 1) {
		wg_buf_printf(out, "%*s", free_cols / 2, "");
		cols -= free_cols / 2;
	}
	wg_fit(cell, sizeof cell, text, n, cols, (align == WG_PAPER_FLUSH ? WG_FIT_RIGHT : WG_FIT_PAD) | WG_FIT_ELL);
	wg_buf_puts(out, cell);
}

static void put_many(struct wg_buf *out, char c, int n)
{
	for (int i = 0; i < n; i++)
		wg_buf_putc(out, c);
}

/* Ends a line; what no eye sees at its end is not written. */
static void end_line(const struct wg_paper *p, struct wg_buf *out)
{
	if (p->frame == WG_PAPER_BOX)
		wg_buf_puts(out, "|");
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	wg_buf_putc(out, '\n');
}

static void begin_line(const struct wg_paper *p, struct wg_buf *out)
{
	if (p->frame == WG_PAPER_BOX)
		wg_buf_puts(out, "|");
}

/* The n-th line of a text; NULL when it has fewer. */
static const char *nth_line(const char *text, size_t n, size_t *len)
{
	for (; n > 0 && text; n--) {
		text = strchr(text, '\n');
		text += text != NULL;
	}
	*len = text ? strcspn(text, "\n") : 0;
	return text;
}

static size_t lines_of_row(const struct wg_paper *p, const struct wg_paper_line *l)
{
	size_t most = 1, len;
	for (size_t i = 0; l->kind == WG_PAPER_ROW && i < p->n_columns; i++) {
		while (nth_line(l->cells[i], most, &len))
			most++;
	}
	return most;
}

static void put_grid_rule(struct sheet *s)
{
	for (size_t i = 0; i < s->p->n_columns; i++) {
		wg_buf_putc(s->out, '+');
		put_many(s->out, '-', s->p->columns[i].width + 2);
	}
	wg_buf_puts(s->out, "+\n");
}

/* What stands in a column of the n-th line of a row. */
static const char *cell_line(const struct wg_paper *p, const struct wg_paper_line *l, size_t column, size_t n,
			     size_t *len)
{
	const char *text = "";
	if (l->kind == WG_PAPER_HEAD)
		text = p->columns[column].name;
	else if (p->columns[column].tick)
		text = n == 0 ? "[ ]" : "";
	else if (!(text = nth_line(l->cells[column], n, len)))
		text = "";
	*len = strcspn(text, "\n");
	return text;
}

static void put_cells(struct sheet *s, const struct wg_paper_line *l, size_t line)
{
	const struct wg_paper *p = s->p;
	bool grid = p->frame == WG_PAPER_GRID;
	begin_line(p, s->out);
	for (size_t i = 0; i < p->n_columns; i++) {
		size_t len;
		const char *text = cell_line(p, l, i, line, &len);
		wg_buf_puts(s->out, grid ? (i > 0 ? " | " : "| ") : i > 0 ? " " : "");
		put_fit(s->out, text, len, p->columns[i].width, p->columns[i].align);
	}
	wg_buf_puts(s->out, grid ? " |" : "");
	end_line(p, s->out);
}

static void put_line(struct sheet *s, const struct wg_paper_line *l)
{
	const char *text = l->cells[0];
	switch (l->kind) {
	case WG_PAPER_HEAD:
		put_cells(s, l, 0);
		begin_line(s->p, s->out);
		put_many(s->out, '-', s->width);
		end_line(s->p, s->out);
		return;
	case WG_PAPER_ROW:
		for (size_t i = 0, n = lines_of_row(s->p, l); i < n; i++)
			put_cells(s, l, i);
		if (s->p->frame == WG_PAPER_GRID)
			put_grid_rule(s);
		return;
	case WG_PAPER_TITLE:
	case WG_PAPER_LINE:
	case WG_PAPER_SPACE:
		break;
	}
	begin_line(s->p, s->out);
	put_fit(s->out, text, strlen(text), s->width, l->kind == WG_PAPER_TITLE ? WG_PAPER_CENTER : WG_PAPER_LEFT);
	end_line(s->p, s->out);
}

static size_t height_of(const struct wg_paper *p, const struct wg_paper_line *l)
{
	return lines_of_row(p, l) + (l->kind == WG_PAPER_HEAD) + (l->kind == WG_PAPER_ROW && p->frame == WG_PAPER_GRID);
}

/* Where the page that begins with line `from` ends. */
static size_t end_of_page(const struct wg_paper *p, const struct wg_paper_part *part, size_t from)
{
	size_t used = (p->mark ? 2 : 0) + (p->date ? 2 : 0) + (p->frame != WG_PAPER_PLAIN ? 2 : 0), to = from;
	if (from > 0) {
		for (size_t i = 0; i < part->repeat; i++)
			used += height_of(p, &part->lines.at[i]);
	}
	while (to < part->lines.len && (to == from || used + height_of(p, &part->lines.at[to]) <= PAGE_LINES))
		used += height_of(p, &part->lines.at[to++]);
	return to;
}

static size_t count_pages(const struct wg_paper *p, const struct wg_paper_part *part)
{
	size_t n = 0;
	for (size_t at = 0; at < part->lines.len; n++)
		at = end_of_page(p, part, at);
	return n;
}

static void put_frame(struct sheet *s)
{
	if (s->p->frame == WG_PAPER_BOX) {
		wg_buf_putc(s->out, '+');
		put_many(s->out, '-', s->width);
		wg_buf_puts(s->out, "+\n");
	}
}

/* Date at the left, the mark in the middle, the number of the page at the right. */
static void put_foot(struct sheet *s)
{
	const struct wg_paper *p = s->p;
	char number[NUMBER];
	if (!p->date)
		return;
	snprintf(number, sizeof number, "第 %zu/%zu 页", s->page, s->n_pages);
	int third = s->width / 3;
	wg_buf_putc(s->out, '\n');
	put_fit(s->out, p->date, strlen(p->date), third, WG_PAPER_LEFT);
	const char *mark = p->mark ? p->mark : "";
	put_fit(s->out, mark, strlen(mark), s->width - 2 * third, WG_PAPER_CENTER);
	put_fit(s->out, number, strlen(number), third, WG_PAPER_FLUSH);
	wg_buf_putc(s->out, '\n');
}

static void put_page(struct sheet *s, const struct wg_paper_part *part, size_t from, size_t to)
{
	const struct wg_paper *p = s->p;
	if (p->mark) {
		put_fit(s->out, p->mark, strlen(p->mark), s->width, WG_PAPER_FLUSH);
		wg_buf_puts(s->out, "\n\n");
	}
	put_frame(s);
	for (size_t i = 0; from > 0 && i < part->repeat; i++)
		put_line(s, &part->lines.at[i]);
	bool grid_begun = false;
	for (size_t i = from; i < to; i++) {
		if (p->frame == WG_PAPER_GRID && part->lines.at[i].kind == WG_PAPER_ROW && !grid_begun) {
			put_grid_rule(s);
			grid_begun = true;
		}
		put_line(s, &part->lines.at[i]);
	}
	put_frame(s);
	put_foot(s);
}

void wg_paper_text(const struct wg_paper *p, struct wg_buf *out)
{
	struct sheet s = {.p = p, .width = inner_width(p), .out = out};
	bool first = true;
	for (size_t i = 0; p->one_sheet && i < p->parts.len; i++)
		s.n_pages += count_pages(p, &p->parts.at[i]);
	for (size_t i = 0; i < p->parts.len; i++) {
		const struct wg_paper_part *part = &p->parts.at[i];
		if (!p->one_sheet) {
			s.n_pages = count_pages(p, part);
			s.page = 0;
		}
		for (size_t at = 0, to; at < part->lines.len; at = to) {
			to = end_of_page(p, part, at);
			s.page++;
			wg_buf_puts(out, first ? "" : "\f");
			first = false;
			put_page(&s, part, at, to);
		}
	}
}
