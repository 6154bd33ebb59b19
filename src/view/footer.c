#include "view/footer.h"

#include <string.h>

static int item_width(const struct wg_cells *c, const char *key, const char *label)
{
	return wg_cells_width(c, key) + 1 + wg_cells_width(c, label);
}

static int put_item(struct wg_cells *c, int row, int col, const char *key, const char *label)
{
	int at = col + wg_cells_put(c, row, col, c->cols - col, WG_ROLE_KEY, key, 0) + 1;
	return at + wg_cells_put(c, row, at, c->cols - at, WG_ROLE_NORMAL, label, 0);
}

/* The item that is never dropped, at the right end; the column before it. */
static int put_last(struct wg_cells *c, int row, const char *key, const char *label)
{
	int col = c->cols - 1 - item_width(c, key, label);
	if (col < 0)
		col = 0;
	put_item(c, row, col, key, label);
	return col;
}

void wg_footer_items(struct wg_cells *c, int row, const struct wg_footer_item *items, int n)
{
	if (n == 0)
		return;
	int end = put_last(c, row, items[n - 1].key, items[n - 1].label), col = 1;
	for (int i = 0; i < n - 1; i++) {
		if (col + item_width(c, items[i].key, items[i].label) + 2 > end)
			return;
		col = put_item(c, row, col, items[i].key, items[i].label) + 2;
	}
}

static const char *key_name(const char *name, wg_translate *tr)
{
	return strcmp(name, "Space") == 0 ? tr(N_("Space")) : name;
}

void wg_footer_keys(struct wg_cells *c, int row, const struct wg_keys *keys, const enum wg_scope *stack, int n_scopes,
		    bool writes, wg_translate *tr)
{
	char name[2 * WG_KEY_NAME];
	wg_keys_first(keys, WG_ACTION_HELP, name);
	int end = put_last(c, row, name, tr(wg_action_info(WG_ACTION_HELP)->label)), col = 1;
	for (int s = 0; s < n_scopes; s++)
		for (int i = 1; i < WG_ACTIONS; i++) {
			const struct wg_action_info *info = wg_action_info((enum wg_action)i);
			if (info->scope != stack[s] || !(info->needs & WG_NEED_FOOT) || i == WG_ACTION_HELP ||
			    (!writes && info->needs & WG_NEED_WRITES))
				continue;
			wg_keys_first(keys, (enum wg_action)i, name);
			if (!*name)
				continue;
			const char *key = key_name(name, tr), *label = tr(info->label);
			if (col + item_width(c, key, label) + 2 > end)
				return;
			col = put_item(c, row, col, key, label) + 2;
		}
}

void wg_footer_status(struct wg_cells *c, int row, const char *left, enum wg_role role, const char *right)
{
	int width = wg_cells_width(c, right), end = c->cols - 1 - width;
	if (end < 0)
		end = 0;
	wg_cells_put(c, row, end, width, WG_ROLE_NORMAL, right, 0);
	wg_cells_put(c, row, 1, end - 3, role, left, WG_PUT_ELL);
}
