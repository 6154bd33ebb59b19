#include <stdio.h>
#include <string.h>

#include "screen/overlay.h"
#include "screen/sift.h"

void wg_ui_resize(struct wg_ui *ui, int rows, int cols)
{
	if (rows != ui->cells.rows || cols != ui->cells.cols)
		wg_cells_resize(&ui->cells, rows, cols);
}

/* What stands at the right end of the tabs, and the column where it begins. */
static int tabs_end(const struct wg_ui *ui, char right[WG_CRUMBS])
{
	snprintf(right, WG_CRUMBS, "%s%s  %s", wg_ui_writes(ui) ? "" : ui->tr(N_("[read-only] ")), ui->user, ui->file);
	return ui->cells.cols - 1 - wg_cells_width(&ui->cells, right);
}

/* The name of tab i at its column; the column of the next one, 0 when there is no room for this one. */
static int tab_at(const struct wg_ui *ui, int i, int col, int end, char name[64])
{
	const struct wg_screen_ops *ops = ui->screens[i]->ops;
	bool current = i == ui->current;
	snprintf(name, 64, "%c%d%s%c", current ? '[' : ' ', ops->number, ui->tr(ops->title), current ? ']' : ' ');
	int next = col + wg_cells_width(&ui->cells, name) + 1;
	return next - 1 > end ? 0 : next;
}

static void paint_tabs(const struct wg_ui *ui, struct wg_cells *c)
{
	char right[WG_CRUMBS], name[64];
	int end = tabs_end(ui, right), col = 1;
	for (int i = 0, next; i < ui->n_screens && (next = tab_at(ui, i, col, end, name)) > 0; col = next, i++)
		wg_cells_put(c, 0, col, end - col, i == ui->current ? WG_ROLE_TAB_CURRENT : WG_ROLE_TAB, name, 0);
	wg_cells_put(c, 0, end > col ? end : col, c->cols, WG_ROLE_DIM, right, 0);
}

int wg_ui_tab_at(const struct wg_ui *ui, int row, int at)
{
	char right[WG_CRUMBS], name[64];
	int end = tabs_end(ui, right), col = 1;
	if (row != 0 || ui->cells.rows < WG_UI_TAB_ROWS)
		return 0;
	for (int i = 0, next; i < ui->n_screens && (next = tab_at(ui, i, col, end, name)) > 0; col = next, i++)
		if (at >= col && at < next - 1)
			return ui->screens[i]->ops->number;
	return 0;
}

static void paint_crumbs(const struct wg_ui *ui, struct wg_screen *s, struct wg_cells *c, int row, bool tabs)
{
	char left[WG_CRUMBS] = "", right[WG_CRUMBS] = "", head[64] = "";
	if (s->ops->crumbs)
		s->ops->crumbs(s, left, right);
	else
		snprintf(left, sizeof left, "%s", ui->tr(s->ops->title));
	const struct wg_screen *where = s->ops->crumbs == wg_overlay_crumbs ? wg_ui_below(ui, s) : s;
	if (!tabs && where->ops->number > 0)
		snprintf(head, sizeof head, "%d %s  ", where->ops->number, ui->tr(where->ops->title));
	int width = wg_cells_width(c, right), end = c->cols - 1 - width;
	int at = 1 + wg_cells_put(c, row, 1, c->cols - 2, WG_ROLE_TITLE, head, 0);
	wg_cells_put(c, row, at, end - at - 2, WG_ROLE_TITLE, left, WG_PUT_ELL);
	wg_cells_put(c, row, end > 1 ? end : 1, width, WG_ROLE_NORMAL, right, 0);
}

static void position(struct wg_ui *ui, struct wg_screen *s, char out[WG_CRUMBS])
{
	struct wg_list *l = s->ops->list ? s->ops->list(s) : NULL;
	char where[48];
	out[0] = '\0';
	if (s->ops->position) {
		s->ops->position(s, out);
		return;
	}
	if (!l || l->cursor < 0) {
		wg_sift_position(s, out);
		return;
	}
	wg_list_position(l, where);
	size_t hidden = l->marks.len > 0 ? wg_list_hidden_marks(l) : 0;
	snprintf(out, WG_CRUMBS, "%s", where);
	if (l->marks.len > 0)
		snprintf(out + strlen(out), WG_CRUMBS - strlen(out), "  %s%zu %s", wg_glyph(&ui->cells, WG_GLYPH_TICK),
			 l->marks.len, ui->tr(N_("marked")));
	if (hidden > 0)
		snprintf(out + strlen(out), WG_CRUMBS - strlen(out), " (%zu %s)", hidden, ui->tr(N_("not listed")));
	wg_sift_position(s, out);
}

static bool too_small(const struct wg_cells *c)
{
	return c->rows < WG_UI_MIN_ROWS || c->cols < WG_UI_MIN_COLS;
}

void wg_ui_paint_message(struct wg_ui *ui)
{
	if (!too_small(&ui->cells))
		wg_footer_status(&ui->cells, ui->cells.rows - 2, ui->message, ui->message_role, "");
}

static void paint_foot(struct wg_ui *ui, struct wg_screen *s, struct wg_cells *c)
{
	enum wg_scope stack[WG_SCOPES + 1] = {WG_SCOPE_LIST};
	char right[WG_CRUMBS];
	int n = s->ops->scopes ? s->ops->scopes(s, stack) : 1;
	stack[n++] = WG_SCOPE_GLOBAL;
	position(ui, s, right);
	if (ui->working) { /* it is over, and what was said before it stands again */
		memcpy(ui->message, ui->before, sizeof ui->message);
		ui->message_role = ui->before_role;
		ui->working = false;
	}
	wg_footer_status(c, c->rows - 2, ui->message, ui->message_role, right);
	struct wg_footer_item items[WG_UI_FOOT];
	int n_items = s->ops->foot ? s->ops->foot(s, items) : 0;
	for (; s->ops->keys && s->ops->keys[n_items].key; n_items++)
		items[n_items] = s->ops->keys[n_items];
	if (n_items > 0) {
		for (int i = 0; i < n_items; i++)
			items[i].label = ui->tr(items[i].label);
		wg_footer_items(c, c->rows - 1, items, n_items);
		return;
	}
	wg_footer_keys(c, c->rows - 1, ui->keys, stack, n, wg_ui_writes(ui), ui->tr);
}

void wg_ui_paint(struct wg_ui *ui)
{
	struct wg_cells *c = &ui->cells;
	struct wg_screen *s = wg_ui_top(ui);
	ui->behind = false;
	wg_cells_clear(c);
	if (too_small(c)) {
		wg_cells_put(c, 0, 0, c->cols, WG_ROLE_WARN, ui->tr(N_("window too small: 80x24 is needed")), 0);
		return;
	}
	if (!s)
		return;
	bool tabs = c->rows >= WG_UI_TAB_ROWS;
	if (tabs)
		paint_tabs(ui, c);
	paint_crumbs(ui, s, c, tabs, tabs);
	if (s->ops->paint)
		s->ops->paint(s, c, (struct wg_rect){1 + tabs, 0, c->rows - 3 - tabs, c->cols});
	paint_foot(ui, s, c);
}
