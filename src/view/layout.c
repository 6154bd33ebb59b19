#include "view/layout.h"

#include <string.h>

static bool shown(const struct wg_box *b)
{
	return !b->hidden;
}

static int least(const struct wg_box *b)
{
	return b->fixed > 0 ? b->fixed : b->min;
}

static int weight(const struct wg_box *b)
{
	return b->weight > 0 ? b->weight : 1;
}

/* Sets the sizes of children to what each must have at least, having dropped what there is no room for; the room left.
 */
static int allot_least(struct wg_box *root, int space, int *size)
{
	bool kept[WG_LAYOUT_CHILDREN];
	int need = 0;
	for (int i = 0; i < root->n; i++) {
		kept[i] = shown(&root->children[i]);
		size[i] = 0;
		if (kept[i])
			need += least(&root->children[i]);
	}
	while (need > space) {
		int worst = -1;
		for (int i = 0; i < root->n; i++)
			if (kept[i] && root->children[i].drop > 0 &&
			    (worst < 0 || root->children[i].drop > root->children[worst].drop))
				worst = i;
		if (worst < 0)
			break;
		kept[worst] = false;
		need -= least(&root->children[worst]);
	}
	for (int i = 0; i < root->n; i++) {
		if (!kept[i]) {
			size[i] = -1;
			continue;
		}
		int n = least(&root->children[i]);
		size[i] = n < space ? n : space;
		space -= size[i];
	}
	return space;
}

static bool can_grow(const struct wg_box *b, int size)
{
	return size >= 0 && b->fixed <= 0 && (b->max <= 0 || size < b->max);
}

/* Deals out what is left by weight; what a full box cannot take goes to the others in the next round. */
static void grow(struct wg_box *root, int left, int *size)
{
	while (left > 0) {
		int total = 0;
		for (int i = 0; i < root->n; i++)
			if (can_grow(&root->children[i], size[i]))
				total += weight(&root->children[i]);
		if (total == 0)
			return;
		int round = left;
		for (int i = 0; i < root->n && left > 0; i++) {
			const struct wg_box *b = &root->children[i];
			if (!can_grow(b, size[i]))
				continue;
			int share = round * weight(b) / total;
			if (share == 0)
				share = 1;
			if (share > left)
				share = left;
			if (b->max > 0 && share > b->max - size[i])
				share = b->max - size[i];
			size[i] += share;
			left -= share;
		}
	}
}

void wg_layout(struct wg_box *root, struct wg_rect space)
{
	root->rect = space;
	if (root->n == 0)
		return;
	int size[WG_LAYOUT_CHILDREN];
	bool rows = root->direction == WG_ROWS;
	grow(root, allot_least(root, rows ? space.rows : space.cols, size), size);
	int at = rows ? space.row : space.col;
	for (int i = 0; i < root->n; i++) {
		struct wg_rect r = {space.row, space.col, 0, 0};
		if (size[i] >= 0) {
			r = rows ? (struct wg_rect){at, space.col, size[i], space.cols}
				 : (struct wg_rect){space.row, at, space.rows, size[i]};
			at += size[i];
		}
		wg_layout(&root->children[i], r);
	}
}

const struct wg_box *wg_layout_find(const struct wg_box *root, const char *name)
{
	if (strcmp(root->name, name) == 0)
		return root;
	for (int i = 0; i < root->n; i++) {
		const struct wg_box *hit = wg_layout_find(&root->children[i], name);
		if (hit)
			return hit;
	}
	return NULL;
}

void wg_layout_print(const struct wg_box *root, struct wg_buf *out)
{
	wg_buf_printf(out, "%s %dx%d+%d+%d", root->name, root->rect.rows, root->rect.cols, root->rect.row,
		      root->rect.col);
	if (root->n == 0)
		return;
	wg_buf_puts(out, " {");
	for (int i = 0; i < root->n; i++) {
		wg_buf_puts(out, i ? " " : "");
		wg_layout_print(&root->children[i], out);
	}
	wg_buf_puts(out, "}");
}
