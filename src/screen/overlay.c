#include "screen/overlay.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"

const struct wg_footer_item wg_page_keys[] = {{"PgDn PgUp", N_("move")}, {"Esc", N_("back")}, {0}};

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

int wg_overlay_scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	out[0] = WG_SCOPE_PANEL;
	return 1;
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

bool wg_overlay_event(struct wg_screen *s, struct wg_panel *panel, const struct wg_event *ev,
		      void (*look)(struct wg_screen *), void (*go)(struct wg_screen *))
{
	struct wg_key folded = wg_key_fold(ev->key);
	if (ev->kind == WG_EVENT_KEY && folded.mods == 0 && folded.code >= '0' && folded.code <= '9') {
		wg_line_key(&panel->line, folded);
		look(s);
		return true;
	}
	if (ev->kind != WG_EVENT_KEY && ev->kind != WG_EVENT_PASTE)
		return false;
	switch (wg_panel_event(panel, ev, wg_monotonic_ns())) {
	case WG_PANEL_IGNORED:
		return false;
	case WG_PANEL_TYPED:
		look(s);
		return true;
	case WG_PANEL_GO:
		go(s);
		return true;
	case WG_PANEL_CANCEL:
		wg_ui_pop(s->ui);
		return true;
	case WG_PANEL_MOVED:
	case WG_PANEL_CHOSE:
	case WG_PANEL_ZERO:
		break;
	}
	return true;
}
