#include "screen/screen.h"

enum { WHEEL_ROWS = 3, PANES_MOST = 8 };

static struct wg_list *list_of(struct wg_screen *s)
{
	return s->ops->list ? s->ops->list(s) : NULL;
}

/* The list under the pointer gets the focus, as Tab would give it. */
static struct wg_list *focus(struct wg_ui *ui, struct wg_screen *s, int row, int col)
{
	for (int i = 0; i < PANES_MOST; i++) {
		struct wg_list *l = list_of(s);
		if (l && wg_list_at(l, row, col) >= 0)
			return l;
		wg_ui_action(ui, WG_ACTION_PANE_NEXT);
		if (wg_ui_top(ui) != s)
			return NULL;
	}
	return NULL;
}

static bool has_row(struct wg_screen *s, int row, int col)
{
	struct wg_list *l = list_of(s);
	return l && wg_list_at(l, row, col) >= 0;
}

void wg_ui_pointer(struct wg_ui *ui, struct wg_screen *s, const struct wg_event *ev)
{
	bool wheel = ev->key.code == WG_KEY_UP || ev->key.code == WG_KEY_DOWN;
	int tab = wg_ui_tab_at(ui, ev->row, ev->col);
	if (!wheel && tab > 0) {
		wg_ui_go(ui, tab);
		return;
	}
	if (!list_of(s) || (!wheel && ev->key.code != 1))
		return;
	struct wg_list *l = has_row(s, ev->row, ev->col) ? list_of(s) : focus(ui, s, ev->row, ev->col);
	for (int i = 0; wheel && i < WHEEL_ROWS; i++)
		wg_ui_action(ui, ev->key.code == WG_KEY_UP ? WG_ACTION_UP : WG_ACTION_DOWN);
	if (wheel || !l)
		return;
	int64_t at = wg_list_at(l, ev->row, ev->col);
	if (at == l->cursor) {
		wg_ui_action(ui, WG_ACTION_OPEN);
		return;
	}
	wg_list_go(l, at);
	s->stale = true; /* what follows the cursor */
}
