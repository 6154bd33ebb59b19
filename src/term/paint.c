#include "term/paint.h"

#include <stdio.h>
#include <string.h>

#include "text/utf8.h"
#include "text/width.h"

enum { B = WG_THEME_BOLD, D = WG_THEME_DIM, U = WG_THEME_UNDERLINE, R = WG_THEME_REVERSE };

/* What a theme leaves out: as in theme.yaml. Sixteen colours at most, on the terminal's own background. */
static const struct wg_theme_role defaults[WG_ROLE_COUNT] = {
	[WG_ROLE_NORMAL] = {"", -1, -1, 0, 0},    [WG_ROLE_TITLE] = {"", -1, -1, B, B},
	[WG_ROLE_TAB] = {"", -1, -1, D, D},       [WG_ROLE_TAB_CURRENT] = {"", -1, -1, B | R, B | R},
	[WG_ROLE_CURSOR] = {"", -1, -1, R, R},    [WG_ROLE_CURSOR_IDLE] = {"", -1, -1, U, U},
	[WG_ROLE_MARK] = {"", 6, -1, B, B},       [WG_ROLE_MATCH] = {"", 2, -1, B | U, U},
	[WG_ROLE_WARN] = {"", 3, -1, B, B},       [WG_ROLE_ERROR] = {"", 1, -1, B, B | R},
	[WG_ROLE_DIM] = {"", -1, -1, D, D},       [WG_ROLE_HEAD] = {"", -1, -1, D, D},
	[WG_ROLE_STRONG] = {"", -1, -1, B, B},    [WG_ROLE_BAR] = {"", 6, -1, 0, 0},
	[WG_ROLE_KEY] = {"", 6, -1, B, B},        [WG_ROLE_FIELD] = {"", -1, -1, U, U},
	[WG_ROLE_CONTACT_1] = {"", 12, -1, 0, 0}, [WG_ROLE_CONTACT_2] = {"", 3, -1, 0, 0},
	[WG_ROLE_CONTACT_3] = {"", 6, -1, 0, 0},  [WG_ROLE_CONTACT_4] = {"", 5, -1, U, 0},
	[WG_ROLE_CONTACT_5] = {"", 2, -1, U, 0},  [WG_ROLE_CONTACT_6] = {"", -1, -1, B, 0},
};

static void add_colour(char *out, const struct wg_caps *caps, int colour, int base)
{
	size_t n = strlen(out);
	if (colour < 0)
		return;
	if (colour >= 8 && caps->colours < 16)
		colour &= 7;
	if (colour < 8)
		snprintf(out + n, WG_LOOK_BYTES - n, ";%d", base + colour);
	else if (colour < 16)
		snprintf(out + n, WG_LOOK_BYTES - n, ";%d", base + 60 + colour - 8);
	else if (caps->colours >= 256)
		snprintf(out + n, WG_LOOK_BYTES - n, ";%d;5;%d", base + 8, colour);
}

static void ansi_look(char out[WG_LOOK_BYTES], const struct wg_caps *caps, const struct wg_theme_role *role,
		      unsigned attr, bool colour)
{
	static const struct {
		unsigned bit;
		const char *sgr;
	} attrs[] = {{B, ";1"}, {D, ";2"}, {U, ";4"}, {R, ";7"}};
	snprintf(out, WG_LOOK_BYTES, "\033[");
	for (size_t i = 0; i < sizeof attrs / sizeof attrs[0]; i++)
		if (attr & attrs[i].bit)
			snprintf(out + strlen(out), WG_LOOK_BYTES - strlen(out), "%s", attrs[i].sgr);
	if (colour) {
		add_colour(out, caps, role->fg, 30);
		add_colour(out, caps, role->bg, 40);
	}
	snprintf(out + strlen(out), WG_LOOK_BYTES - strlen(out), "m");
}

static void plain_look(char out[WG_LOOK_BYTES], const struct wg_caps *caps, unsigned attr)
{
	snprintf(out, WG_LOOK_BYTES, "%s%s%s%s%s", caps->reset, attr & B ? caps->bold : "", attr & D ? caps->dim : "",
		 attr & U ? caps->underline : "", attr & R ? caps->reverse : "");
}

void wg_paint_init(struct wg_paint *p, const struct wg_caps *caps, const struct wg_theme *theme, bool colour)
{
	*p = (struct wg_paint){.caps = *caps, .caret_row = -1};
	colour = colour && caps->colours >= 8;
	struct wg_theme_role role[WG_ROLE_COUNT];
	memcpy(role, defaults, sizeof role);
	for (size_t i = 0; theme && i < theme->n; i++) {
		enum wg_role id;
		if (wg_role_find(theme->role[i].name, &id))
			role[id] = theme->role[i];
	}
	if (role[WG_ROLE_NORMAL].bg >= 0)
		p->caps.erase = false; /* some terminals erase to their own background */
	for (int i = 0; i < WG_ROLE_COUNT; i++)
		for (int reversed = 0; reversed < 2; reversed++) {
			unsigned attr = (colour ? role[i].attr : role[i].plain) ^ (reversed ? R : 0u);
			if (caps->ansi)
				ansi_look(p->look[i][reversed], caps, &role[i], attr, colour);
			else
				plain_look(p->look[i][reversed], caps, attr);
		}
}

void wg_paint_free(struct wg_paint *p)
{
	wg_cells_free(&p->front);
}

static bool same_cell(const struct wg_cell *a, const struct wg_cell *b)
{
	return a->ch == b->ch && a->width == b->width && a->role == b->role && a->reverse == b->reverse &&
	       a->mark[0] == b->mark[0] && a->mark[1] == b->mark[1];
}

static int style_of(const struct wg_cell *cell)
{
	return cell->role * 2 + cell->reverse;
}

static bool is_blank(const struct wg_cell *cell)
{
	return cell->ch == ' ' && cell->mark[0] == 0 && cell->role == WG_ROLE_NORMAL && !cell->reverse;
}

/* Characters that all terminals make equally wide; after others the cursor is somewhere, and is told where to go. */
static bool is_sure(const struct wg_cell *cell)
{
	uint32_t ch = cell->ch;
	if (cell->mark[0])
		return false;
	return (ch >= 0x20 && ch < 0x7F) || (ch >= 0x2E80 && ch < 0xA4D0) || (ch >= 0xAC00 && ch < 0xD7A4) ||
	       (ch >= 0xF900 && ch < 0xFB00) || (ch >= 0xFF01 && ch < 0xFFE7) || (ch >= 0x20000 && ch < 0x2A6E0) ||
	       ch == 0x2713 || ch == 0x25B8 || ch == 0x25BE || ch == 0x2591;
}

static void move(struct wg_paint *p, int row, int col)
{
	if (p->row == row && p->col == col)
		return;
	if (p->caps.ansi && p->row == row && p->col >= 0 && col > p->col)
		wg_buf_printf(p->out, col - p->col == 1 ? "\033[C" : "\033[%dC", col - p->col);
	else if (p->row >= 0 && p->row == row && col == 0)
		wg_buf_putc(p->out, '\r');
	else if (p->caps.ansi && p->row >= 0 && p->row + 1 == row && col == 0)
		wg_buf_puts(p->out, "\r\n");
	else if (p->caps.ansi && p->row >= 0 && p->row + 1 == row && p->col == col)
		wg_buf_putc(p->out, '\n');
	else
		wg_caps_move(&p->caps, p->out, row, col);
	p->row = row;
	p->col = col;
}

static void set_style(struct wg_paint *p, int style)
{
	if (p->style == style)
		return;
	/* From plain nothing has to be taken away first; the looks begin "ESC [" and go on with ";". */
	const char *look = p->look[style / 2][style % 2];
	if (p->caps.ansi && p->style == WG_ROLE_NORMAL * 2 && look[2] == ';') {
		wg_buf_puts(p->out, "\033[");
		wg_buf_puts(p->out, look + 3);
	} else {
		wg_buf_puts(p->out, look);
	}
	p->style = style;
}

static void put_rune(struct wg_paint *p, uint32_t ch)
{
	char bytes[WG_UTF8_MAX];
	wg_buf_add(p->out, bytes, wg_utf8_encode(ch, bytes));
}

static void put_cell(struct wg_paint *p, const struct wg_cell *cell, int cols)
{
	put_rune(p, cell->ch);
	for (int m = 0; m < 2 && cell->mark[m]; m++)
		put_rune(p, cell->mark[m]);
	p->col += cell->width;
	if (!is_sure(cell) || p->col >= cols) /* in the last column terminals differ about where the cursor is */
		p->row = p->col = -1;
}

/* How many cells from here are the same narrow ASCII character in one style. */
static int run_length(const struct wg_cell *cell, int n)
{
	if (cell->ch >= 0x7F || cell->width != 1 || cell->mark[0])
		return 1;
	int i = 1;
	while (i < n && same_cell(cell, cell + i))
		i++;
	return i;
}

enum { RUN_WORTH = 6, GAP_WORTH = 4 };

/* Paints the cells at col, one or a run of equal ones; how many columns that were. */
static int put_cells(struct wg_paint *p, const struct wg_cell *line, int row, int col, int cols)
{
	const struct wg_cell *cell = &line[col];
	int run = run_length(cell, cols - col);
	move(p, row, col);
	set_style(p, style_of(cell));
	if (run >= RUN_WORTH && p->caps.erase && is_blank(cell)) {
		if (col + run == cols)
			wg_buf_puts(p->out, "\033[K");
		else
			wg_buf_printf(p->out, "\033[%dX", run);
		return run; /* the cursor stays */
	}
	/* Not up to the last columns: there terminals differ about where a repetition leaves the cursor. */
	if (run > cols - 2 - col)
		run = cols - 2 - col;
	if (run >= RUN_WORTH && p->caps.repeat) {
		put_cell(p, cell, cols);
		wg_buf_printf(p->out, "\033[%db", run - 1);
		p->col += run - 1;
		return run;
	}
	put_cell(p, cell, cols);
	return cell->width;
}

/* True when the unchanged cells from col to the next change are cheaper to write again than to jump over. */
static bool write_over(const struct wg_paint *p, const struct wg_cell *line, const struct wg_cell *shown, int col,
		       int cols)
{
	for (int i = 0; i < GAP_WORTH && col + i < cols; i++) {
		if (!same_cell(&line[col + i], &shown[col + i]))
			return true;
		if (line[col + i].ch >= 0x7F || line[col + i].width != 1 || style_of(&line[col + i]) != p->style)
			return false;
	}
	return false;
}

static void paint_row(struct wg_paint *p, const struct wg_cells *cells, int row)
{
	const struct wg_cell *line = &cells->cell[(size_t)row * (size_t)cells->cols];
	struct wg_cell *shown = &p->front.cell[(size_t)row * (size_t)cells->cols];
	if (memcmp(line, shown, (size_t)cells->cols * sizeof *line) == 0)
		return;
	for (int col = 0; col < cells->cols;) {
		bool changed = !same_cell(&line[col], &shown[col]);
		if (line[col].width == 2 && !changed)
			changed = !same_cell(&line[col + 1], &shown[col + 1]);
		if (!changed && !(p->row == row && p->col == col && write_over(p, line, shown, col, cells->cols))) {
			col += line[col].width == 2 ? 2 : 1;
			continue;
		}
		int n = put_cells(p, line, row, col, cells->cols);
		memcpy(&shown[col], &line[col], (size_t)n * sizeof *line);
		/* The right half of a wide character that stood here is gone from the terminal. */
		if (col + n < cells->cols && shown[col + n].width == 0)
			shown[col + n] = (struct wg_cell){0};
		col += n;
	}
}

static void paint_caret(struct wg_paint *p, const struct wg_cells *cells)
{
	bool on = cells->caret_row >= 0 && cells->caret_row < cells->rows && cells->caret_col < cells->cols;
	if (!on) {
		if (p->caret_row >= 0)
			wg_buf_puts(p->out, p->caps.caret_off);
		p->caret_row = -1;
		return;
	}
	bool moved = p->caret_row != cells->caret_row || p->caret_col != cells->caret_col || p->out->len > 0;
	if (moved)
		move(p, cells->caret_row, cells->caret_col);
	if (p->caret_row < 0)
		wg_buf_puts(p->out, p->caps.caret_on);
	p->caret_row = cells->caret_row;
	p->caret_col = cells->caret_col;
}

void wg_paint_frame(struct wg_paint *p, const struct wg_cells *cells, struct wg_buf *out)
{
	p->out = out;
	if (!p->known || p->front.rows != cells->rows || p->front.cols != cells->cols) {
		wg_cells_resize(&p->front, cells->rows, cells->cols);
		p->style = WG_ROLE_NORMAL * 2;
		wg_buf_puts(out, p->look[WG_ROLE_NORMAL][0]);
		wg_buf_puts(out, p->caps.clear);
		wg_buf_puts(out, p->caps.caret_off);
		p->row = p->col = 0;
		p->caret_row = -1;
		p->known = true;
	}
	for (int row = 0; row < cells->rows; row++)
		paint_row(p, cells, row);
	paint_caret(p, cells);
	p->out = NULL;
}
