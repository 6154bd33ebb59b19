#include "view/cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "text/fit.h"
#include "text/utf8.h"
#include "text/width.h"

static const struct {
	const char *name;
	char letter;
} roles[WG_ROLE_COUNT] = {
#define ROLE_ROW(id, name, letter) [WG_ROLE_##id] = {name, letter},
	WG_ROLES(ROLE_ROW)
#undef ROLE_ROW
};

const char *wg_role_name(enum wg_role role)
{
	return roles[role].name;
}

bool wg_role_find(const char *name, enum wg_role *out)
{
	for (int i = 0; i < WG_ROLE_COUNT; i++)
		if (strcmp(roles[i].name, name) == 0) {
			*out = (enum wg_role)i;
			return true;
		}
	return false;
}

static struct wg_cell blank(enum wg_role role)
{
	return (struct wg_cell){.ch = ' ', .width = 1, .role = (uint8_t)role};
}

static struct wg_cell *at(const struct wg_cells *c, int row, int col)
{
	return &c->cell[(size_t)row * (size_t)c->cols + (size_t)col];
}

void wg_cells_resize(struct wg_cells *c, int rows, int cols)
{
	c->rows = rows > 0 ? rows : 1;
	c->cols = cols > 0 ? cols : 1;
	c->cell = wg_xrealloc(c->cell, (size_t)c->rows * (size_t)c->cols * sizeof *c->cell);
	wg_cells_clear(c);
}

void wg_cells_free(struct wg_cells *c)
{
	free(c->cell);
	*c = (struct wg_cells){0};
}

void wg_cells_clear(struct wg_cells *c)
{
	size_t row = (size_t)c->cols;
	for (size_t i = 0; i < row; i++)
		c->cell[i] = blank(WG_ROLE_NORMAL);
	for (size_t i = 1; i < (size_t)c->rows; i++)
		memcpy(c->cell + i * row, c->cell, row * sizeof *c->cell);
	c->caret_row = c->caret_col = -1;
}

struct wg_rect wg_cells_all(const struct wg_cells *c)
{
	return (struct wg_rect){0, 0, c->rows, c->cols};
}

/* A cell is about to be overwritten: the other half of a wide character becomes a blank. */
static void part(struct wg_cells *c, int row, int col)
{
	struct wg_cell *cell = at(c, row, col);
	if (cell->width == 0 && col > 0)
		*at(c, row, col - 1) = blank((enum wg_role)cell->role);
	if (cell->width == 2 && col + 1 < c->cols)
		*at(c, row, col + 1) = blank((enum wg_role)cell->role);
}

/* One character that needs no more fitting; its width in columns. */
static int put_rune(struct wg_cells *c, int row, int col, uint32_t ch, int width, enum wg_role role, bool reverse)
{
	for (int i = 0; i < width; i++)
		part(c, row, col + i);
	*at(c, row, col) =
		(struct wg_cell){.ch = ch, .width = (uint8_t)width, .role = (uint8_t)role, .reverse = reverse};
	if (width == 2)
		*at(c, row, col + 1) = (struct wg_cell){.role = (uint8_t)role, .reverse = reverse};
	return width;
}

static void add_mark(struct wg_cells *c, int row, int col, uint32_t mark)
{
	struct wg_cell *cell = at(c, row, col);
	if (cell->width == 0 && col > 0)
		cell--;
	cell->mark[cell->mark[0] ? 1 : 0] = mark;
}

/* A text of `used` columns that needs no fitting. */
static int put_plain(struct wg_cells *c, int row, int col, int width, enum wg_role role, const char *text, size_t len,
		     int used, unsigned flags)
{
	bool reverse = flags & WG_PUT_REVERSE;
	int cols = flags & (WG_PUT_PAD | WG_PUT_RIGHT) ? width : used, end = col + cols;
	for (int blanks = flags & WG_PUT_RIGHT ? width - used : 0; blanks > 0; blanks--)
		put_rune(c, row, col++, ' ', 1, role, reverse);
	for (size_t i = 0; i < len;) {
		uint32_t ch = (unsigned char)text[i];
		size_t n = ch < 0x80 ? 1 : wg_utf8_decode(text + i, len - i, &ch);
		col += put_rune(c, row, col, ch, n == 1 ? 1 : 2, role, reverse);
		i += n;
	}
	while (col < end)
		put_rune(c, row, col++, ' ', 1, role, reverse);
	return cols;
}

int wg_cells_putn(struct wg_cells *c, int row, int col, int width, enum wg_role role, const char *text, size_t len,
		  unsigned flags)
{
	if (row < 0 || row >= c->rows || col < 0 || col >= c->cols || width <= 0)
		return 0;
	if (width > c->cols - col)
		width = c->cols - col;
	int plain = wg_fit_plain(text, len, width);
	if (plain >= 0)
		return put_plain(c, row, col, width, role, text, len, plain, flags);
	char small[WG_FIT_BYTES(256)];
	char *safe = WG_FIT_BYTES(width) <= sizeof small ? small : wg_xmalloc(WG_FIT_BYTES(width));
	unsigned fit = (flags & WG_PUT_PAD ? WG_FIT_PAD : 0u) | (flags & WG_PUT_ELL ? WG_FIT_ELL : 0u) |
		       (flags & WG_PUT_RIGHT ? WG_FIT_RIGHT : 0u) | (c->ambiguous_wide ? WG_FIT_NARROW : 0u);
	wg_fit(safe, WG_FIT_BYTES(width), text, len, width, fit);
	size_t n = strlen(safe);
	int used = 0;
	for (size_t i = 0; i < n;) {
		uint32_t ch;
		i += wg_utf8_decode(safe + i, n - i, &ch);
		if (wg_rune_kind(ch) == WG_RUNE_MARK) {
			if (used > 0)
				add_mark(c, row, col + used - 1, ch);
			continue;
		}
		int cols = wg_rune_width(ch, 1);
		if (used + cols > width)
			break;
		used += put_rune(c, row, col + used, ch, cols, role, flags & WG_PUT_REVERSE);
	}
	if (safe != small)
		free(safe);
	return used;
}

int wg_cells_put(struct wg_cells *c, int row, int col, int width, enum wg_role role, const char *text, unsigned flags)
{
	return wg_cells_putn(c, row, col, width, role, text, strlen(text), flags);
}

static struct wg_rect clip(const struct wg_cells *c, struct wg_rect r)
{
	if (r.row < 0) {
		r.rows += r.row;
		r.row = 0;
	}
	if (r.col < 0) {
		r.cols += r.col;
		r.col = 0;
	}
	if (r.rows > c->rows - r.row)
		r.rows = c->rows - r.row;
	if (r.cols > c->cols - r.col)
		r.cols = c->cols - r.col;
	return r;
}

void wg_cells_fill(struct wg_cells *c, struct wg_rect r, char ch, enum wg_role role)
{
	r = clip(c, r);
	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = r.col; col < r.col + r.cols; col++)
			put_rune(c, row, col, (unsigned char)ch, 1, role, false);
}

void wg_cells_paint(struct wg_cells *c, struct wg_rect r, enum wg_role role)
{
	r = clip(c, r);
	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = r.col; col < r.col + r.cols; col++)
			at(c, row, col)->role = (uint8_t)role;
}

void wg_cells_reverse(struct wg_cells *c, struct wg_rect r)
{
	r = clip(c, r);
	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = r.col; col < r.col + r.cols; col++)
			at(c, row, col)->reverse = true;
}

int wg_cells_width(const struct wg_cells *c, const char *text)
{
	return wg_text_width(text, c->ambiguous_wide ? WG_FIT_NARROW : 0);
}

const char *wg_glyph(const struct wg_cells *c, enum wg_glyph glyph)
{
	static const char *const glyphs[][2] = {
		[WG_GLYPH_TICK] = {"✓", "x"},
		[WG_GLYPH_FOLDED] = {"▸", "+"},
		[WG_GLYPH_UNFOLDED] = {"▾", "-"},
		[WG_GLYPH_SHADE] = {"░", "."},
	};
	return glyphs[glyph][c->ascii];
}

static void dump_rune(uint32_t ch, struct wg_buf *out)
{
	char bytes[WG_UTF8_MAX];
	wg_buf_add(out, bytes, wg_utf8_encode(ch, bytes));
}

void wg_cells_dump(const struct wg_cells *c, bool with_roles, struct wg_buf *out)
{
	for (int row = 0; row < c->rows; row++) {
		for (int col = 0; col < c->cols; col++) {
			const struct wg_cell *cell = at(c, row, col);
			if (cell->width == 0)
				continue;
			dump_rune(cell->ch, out);
			for (int m = 0; m < 2 && cell->mark[m]; m++)
				dump_rune(cell->mark[m], out);
		}
		wg_buf_putc(out, '\n');
	}
	for (int row = 0; with_roles && row < c->rows; row++) {
		for (int col = 0; col < c->cols; col++) {
			const struct wg_cell *cell = at(c, row, col);
			wg_buf_putc(out, cell->reverse ? '!' : roles[cell->role].letter);
		}
		wg_buf_putc(out, '\n');
	}
}
