#include "screen/overlay.h"

#include <stdio.h>
#include <string.h>

struct wg_rect wg_overlay(struct wg_screen *s, struct wg_cells *c, struct wg_rect r, int rows)
{
	struct wg_screen *below = wg_ui_below(s->ui, s);
	if (rows > r.rows)
		rows = r.rows;
	if (below && below->ops->paint)
		below->ops->paint(below, c, (struct wg_rect){r.row, r.col, r.rows - rows, r.cols});
	struct wg_rect mine = {r.row + r.rows - rows, r.col, rows, r.cols};
	wg_cells_fill(c, mine, ' ', WG_ROLE_NORMAL);
	c->caret_row = -1;
	return mine;
}

void wg_overlay_crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	struct wg_screen *below = wg_ui_below(s->ui, s);
	if (below && below->ops->crumbs)
		below->ops->crumbs(below, left, right);
}

void wg_pad(const struct wg_ui *ui, char *out, size_t cap, const char *text, int width, bool right)
{
	size_t have = strlen(out);
	int pad = width - wg_cells_width(&ui->cells, text);
	pad = pad > 0 ? pad : 0;
	snprintf(out + have, cap - have, "%*s%s%*s", right ? pad : 0, "", text, right ? 0 : pad, "");
}
