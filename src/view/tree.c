#include "view/tree.h"

#include <stdio.h>
#include <string.h>

static int64_t row_count(void *data)
{
	return (int64_t)((struct wg_tree *)data)->rows.len;
}

static int64_t row_id(void *data, int64_t row)
{
	return ((struct wg_tree *)data)->rows.at[row].node.id;
}

static const char *fold_mark(const struct wg_tree *t, const struct wg_tree_row *row, char sign[2])
{
	if (!row->node.leaf)
		return wg_glyph(t->cells, row->unfolded ? WG_GLYPH_UNFOLDED : WG_GLYPH_FOLDED);
	sign[0] = row->node.sign ? row->node.sign : ' ';
	sign[1] = '\0';
	return sign;
}

/* The owner's text, in the first column behind depth and mark. */
static void cell(void *data, int64_t i, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct wg_tree *t = data;
	const struct wg_tree_row *row = &t->rows.at[i];
	if (column == WG_TABLE_SIGN)
		return;
	t->cell(t->data, i, column, scratch, out);
	if (column != 0)
		return;
	char name[WG_CELL_TEXT], sign[2];
	size_t n = out->text ? strnlen(out->text, sizeof name - 1) : 0;
	memcpy(name, out->text ? out->text : "", n);
	name[n] = '\0';
	int indent = row->depth * t->indent;
	if (indent > WG_CELL_TEXT / 2)
		indent = WG_CELL_TEXT / 2;
	snprintf(scratch, WG_CELL_TEXT, "%*s%s%s%.*s", indent, "", fold_mark(t, row, sign), t->indent > 1 ? " " : "",
		 WG_CELL_TEXT / 2 - 8, name);
	out->text = scratch;
}

void wg_tree_init(struct wg_tree *t, const struct wg_column *columns, int n, wg_tree_children *children,
		  wg_table_cell *owner_cell, void *data)
{
	*t = (struct wg_tree){.children = children, .cell = owner_cell, .data = data, .indent = 2};
	wg_table_init(&t->table, columns, n, cell, t);
	t->table.prefix = 1;
	wg_list_init(&t->list, (struct wg_row_source){.data = t, .count = row_count, .id = row_id});
}

void wg_tree_free(struct wg_tree *t)
{
	wg_list_free(&t->list);
	wg_ids_free(&t->open);
	WG_VEC_FREE(&t->rows);
	WG_VEC_FREE(&t->pending);
}

static void add(void *tree, struct wg_tree_node child)
{
	struct wg_tree *t = tree;
	WG_PUSH(&t->pending, child);
}

/* Appends the children of parent, and theirs where they are open. */
static void append(struct wg_tree *t, int64_t parent, int depth)
{
	size_t from = t->pending.len;
	t->children(t->data, parent, add, t);
	size_t to = t->pending.len;
	for (size_t i = from; i < to; i++) {
		struct wg_tree_row row = {.node = t->pending.at[i], .depth = depth};
		row.unfolded = !row.node.leaf && wg_ids_has(&t->open, row.node.id);
		WG_PUSH(&t->rows, row);
		if (row.unfolded)
			append(t, row.node.id, depth + 1);
	}
	t->pending.len = from;
}

void wg_tree_reload(struct wg_tree *t)
{
	t->rows.len = 0;
	append(t, 0, 0);
	wg_list_reload(&t->list);
}

void wg_tree_unfold(struct wg_tree *t, int64_t i)
{
	if (i < 0 || i >= (int64_t)t->rows.len || t->rows.at[i].node.leaf || t->rows.at[i].unfolded)
		return;
	struct wg_tree_row *row = &t->rows.at[i];
	int64_t id = row->node.id;
	int depth = row->depth;
	row->unfolded = true;
	wg_ids_add(&t->open, id);
	WG_VEC(struct wg_tree_row) below = {0};
	for (size_t k = (size_t)i + 1; k < t->rows.len; k++)
		WG_PUSH(&below, t->rows.at[k]);
	t->rows.len = (size_t)i + 1;
	append(t, id, depth + 1);
	for (size_t k = 0; k < below.len; k++)
		WG_PUSH(&t->rows, below.at[k]);
	WG_VEC_FREE(&below);
	wg_list_reload(&t->list);
}

void wg_tree_fold(struct wg_tree *t, int64_t i)
{
	if (i < 0 || i >= (int64_t)t->rows.len || !t->rows.at[i].unfolded)
		return;
	size_t end = (size_t)i + 1;
	while (end < t->rows.len && t->rows.at[end].depth > t->rows.at[i].depth)
		end++;
	bool inside = t->list.cursor > i && t->list.cursor < (int64_t)end;
	t->rows.at[i].unfolded = false;
	wg_ids_remove(&t->open, t->rows.at[i].node.id);
	memmove(&t->rows.at[i + 1], &t->rows.at[end], (t->rows.len - end) * sizeof t->rows.at[0]);
	t->rows.len -= end - (size_t)i - 1;
	if (inside)
		wg_list_go(&t->list, i);
	wg_list_reload(&t->list);
}

const struct wg_tree_row *wg_tree_current(const struct wg_tree *t)
{
	return t->list.cursor >= 0 && t->list.cursor < (int64_t)t->rows.len ? &t->rows.at[t->list.cursor] : NULL;
}

static void go_to_parent(struct wg_tree *t)
{
	int64_t i = t->list.cursor;
	for (int64_t k = i - 1; k >= 0; k--)
		if (t->rows.at[k].depth < t->rows.at[i].depth) {
			wg_list_go(&t->list, k);
			return;
		}
}

bool wg_tree_action(struct wg_tree *t, enum wg_action action)
{
	const struct wg_tree_row *row = wg_tree_current(t);
	if (action != WG_ACTION_FOLD && action != WG_ACTION_UNFOLD &&
	    (action != WG_ACTION_OPEN || !row || row->node.leaf))
		return wg_list_action(&t->list, action);
	if (!row)
		return true;
	if (row->unfolded && action != WG_ACTION_UNFOLD)
		wg_tree_fold(t, t->list.cursor);
	else if (action == WG_ACTION_FOLD)
		go_to_parent(t);
	else if (row->unfolded)
		wg_list_go(&t->list, t->list.cursor + 1);
	else
		wg_tree_unfold(t, t->list.cursor);
	return true;
}

void wg_tree_draw(struct wg_tree *t, struct wg_cells *c, struct wg_rect r, bool focused)
{
	t->cells = c;
	wg_table_draw(&t->table, &t->list, c, r, focused);
	t->cells = NULL;
}
