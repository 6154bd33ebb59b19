#include "view/table.h"

#include <stdio.h>
#include <string.h>

#include "view/layout.h"

void wg_table_init(struct wg_table *t, const struct wg_column *columns, int n, wg_table_cell *cell, void *data)
{
	*t = (struct wg_table){.columns = columns,
			       .n = n < WG_TABLE_COLUMNS ? n : WG_TABLE_COLUMNS,
			       .gap = 1,
			       .sorted = -1,
			       .prefix = 2,
			       .cell = cell,
			       .data = data};
}

static int around(const struct wg_table *t, int i)
{
	return t->columns[i].lead + t->gap;
}

/* Columns are boxes side by side, each with its lead before and the gap behind it. */
void wg_table_fit(struct wg_table *t, int cols)
{
	struct wg_box column[WG_TABLE_COLUMNS] = {0};
	struct wg_box all = {.name = "table", .direction = WG_COLUMNS, .children = column, .n = t->n};
	for (int i = 0; i < t->n; i++) {
		const struct wg_column *from = &t->columns[i];
		column[i] = (struct wg_box){
			.name = from->key, .min = from->min + around(t, i), .weight = from->weight, .drop = from->drop};
		column[i].fixed = from->weight > 0 ? 0 : from->min + around(t, i);
		column[i].max = from->max > 0 ? from->max + around(t, i) : 0;
	}
	int space = cols - t->prefix + t->gap;
	wg_layout(&all, (struct wg_rect){0, 0, 1, space > 0 ? space : 0});
	for (int i = 0; i < t->n; i++)
		t->width[i] = column[i].rect.cols > around(t, i) ? column[i].rect.cols - around(t, i) : 0;
}

static void put(struct wg_cells *c, int row, int col, int width, enum wg_align align, struct wg_text text)
{
	const char *s = text.text ? text.text : "";
	if (align == WG_RIGHT) {
		wg_cells_put(c, row, col, width, text.role, s, WG_PUT_RIGHT);
	} else if (align == WG_CENTRE) {
		int left = (width - wg_cells_width(c, s)) / 2;
		left = left > 0 ? left : 0;
		wg_cells_put(c, row, col + left, width - left, text.role, s, WG_PUT_ELL);
	} else {
		wg_cells_put(c, row, col, width, text.role, s, WG_PUT_ELL);
	}
}

/* Behind the title, where need be in the gap: '*' filtered, '^' and 'v' sorted. */
static void draw_signs(const struct wg_table *t, struct wg_cells *c, int row, int col, int i)
{
	char signs[3] = "";
	int n = 0;
	if (t->filtered >> i & 1)
		signs[n++] = '*';
	if (i == t->sorted)
		signs[n++] = t->descending ? 'v' : '^';
	int width = wg_cells_width(c, t->columns[i].title), end = col + t->width[i] + t->gap;
	int after = i + 1;
	while (after < t->n && t->width[after] == 0)
		after++;
	end += after < t->n ? t->columns[after].lead : 0;
	if (width > t->width[i] || t->columns[i].align != WG_LEFT)
		width = t->width[i];
	if (n > 0)
		wg_cells_put(c, row, col + width + n > end ? end - n : col + width, n, WG_ROLE_STRONG, signs, 0);
}

static void draw_heads(const struct wg_table *t, struct wg_cells *c, struct wg_rect r, bool focused)
{
	int col = r.col + t->prefix;
	for (int i = 0; i < t->n; i++) {
		if (t->width[i] == 0)
			continue;
		col += t->columns[i].lead;
		put(c, r.row, col, t->width[i], t->columns[i].align,
		    (struct wg_text){t->columns[i].title, WG_ROLE_HEAD});
		draw_signs(t, c, r.row, col, i);
		if (focused && i == t->column)
			wg_cells_paint(c, (struct wg_rect){r.row, col, 1, t->width[i]}, WG_ROLE_STRONG);
		col += t->width[i] + t->gap;
	}
}

/* The characters of a cell that what was typed hits. A cell that was cut is lit up as far as it is seen. */
static void light_up(const struct wg_table *t, struct wg_cells *c, struct wg_rect r, enum wg_align align,
		     const char *text)
{
	struct wg_name name;
	uint64_t hit = 0;
	wg_name_read(&name, text, strlen(text));
	for (int w = 0; w < t->narrow->n; w++) {
		struct wg_match m;
		if (wg_narrow_text(t->narrow, w, &name, &m))
			hit |= m.highlight;
	}
	int width = hit ? wg_cells_width(c, text) : 0;
	int col = align == WG_RIGHT && width < r.cols ? r.col + r.cols - width : r.col;
	for (int i = 0; hit && i < name.n && i < 64; i++) {
		char before[WG_CELL_TEXT], one[8];
		if (!(hit >> i & 1) || name.runes[i].at >= sizeof before)
			continue;
		snprintf(before, sizeof before, "%.*s", (int)name.runes[i].at, text);
		snprintf(one, sizeof one, "%.*s", (int)name.runes[i].length, text + name.runes[i].at);
		int at = col + wg_cells_width(c, before), cols = wg_cells_width(c, one);
		if (at + cols <= r.col + r.cols)
			wg_cells_paint(c, (struct wg_rect){r.row, at, 1, cols}, WG_ROLE_MATCH);
	}
}

static void draw_prefix(const struct wg_table *t, const struct wg_list *l, struct wg_cells *c, int row, int col,
			int64_t i)
{
	if (t->prefix > 0 && i == l->cursor)
		wg_cells_put(c, row, col, 1, WG_ROLE_NORMAL, ">", 0);
	if (t->prefix < 2)
		return;
	if (wg_list_marked(l, i)) {
		wg_cells_put(c, row, col + 1, 1, WG_ROLE_MARK, wg_glyph(c, WG_GLYPH_TICK), 0);
		return;
	}
	char scratch[WG_CELL_TEXT];
	struct wg_text sign = {0};
	t->cell(t->data, i, WG_TABLE_SIGN, scratch, &sign);
	if (sign.text)
		wg_cells_put(c, row, col + 1, 1, sign.role, sign.text, 0);
}

static void draw_row(const struct wg_table *t, const struct wg_list *l, struct wg_cells *c, struct wg_rect r, int64_t i,
		     bool focused)
{
	draw_prefix(t, l, c, r.row, r.col, i);
	int col = r.col + t->prefix;
	for (int k = 0; k < t->n; k++) {
		if (t->width[k] == 0)
			continue;
		col += t->columns[k].lead;
		char scratch[WG_CELL_TEXT];
		struct wg_text text = {0};
		t->cell(t->data, i, k, scratch, &text);
		put(c, r.row, col, t->width[k], t->columns[k].align, text);
		if (t->narrow && t->narrow->n > 0 && text.text)
			light_up(t, c, (struct wg_rect){r.row, col, 1, t->width[k]}, t->columns[k].align, text.text);
		col += t->width[k] + t->gap;
	}
	if (i == l->cursor)
		wg_cells_paint(c, r, focused ? WG_ROLE_CURSOR : WG_ROLE_CURSOR_IDLE);
	else if (wg_list_in_range(l, i))
		wg_cells_paint(c, r, WG_ROLE_MARK);
}

void wg_table_draw(struct wg_table *t, struct wg_list *l, struct wg_cells *c, struct wg_rect r, bool focused)
{
	wg_table_fit(t, r.cols);
	wg_list_height(l, r.rows - 1);
	if (r.rows <= 0 || r.cols <= 0)
		return;
	l->shown = (struct wg_list_place){r.row + 1, r.col, r.cols, t->pinned};
	draw_heads(t, c, r, focused);
	if (l->top > 0 && l->cursor >= t->pinned && l->cursor < l->top + t->pinned)
		l->top = l->cursor - t->pinned;
	int64_t n = l->rows.count(l->rows.data);
	for (int i = 0; i < r.rows - 1 && l->top + i < n; i++)
		draw_row(t, l, c, (struct wg_rect){r.row + 1 + i, r.col, 1, r.cols}, i < t->pinned ? i : l->top + i,
			 focused);
}

static int visible_from(const struct wg_table *t, int from, int step)
{
	for (int i = from + step; i >= 0 && i < t->n; i += step)
		if (t->width[i] > 0)
			return i;
	return from;
}

bool wg_table_action(struct wg_table *t, enum wg_action action, bool *resort)
{
	*resort = action == WG_ACTION_SORT_UP || action == WG_ACTION_SORT_DOWN ||
		  (action == WG_ACTION_SORT_REVERSE && t->sorted >= 0);
	if (action == WG_ACTION_COLUMN_LEFT || action == WG_ACTION_COLUMN_RIGHT)
		t->column = visible_from(t, t->column, action == WG_ACTION_COLUMN_LEFT ? -1 : 1);
	else if (action == WG_ACTION_SORT_REVERSE)
		t->descending = !t->descending;
	else if (*resort) {
		t->sorted = t->column;
		t->descending = action == WG_ACTION_SORT_DOWN;
	} else
		return false;
	return true;
}
