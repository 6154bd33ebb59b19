#include "view/list.h"

#include <inttypes.h>
#include <stdio.h>

static int64_t count(const struct wg_list *l)
{
	return l->rows.count(l->rows.data);
}

static int64_t id_of(const struct wg_list *l, int64_t row)
{
	return l->rows.id(l->rows.data, row);
}

static int64_t index_of(const struct wg_list *l, int64_t id)
{
	if (id == 0)
		return -1;
	if (l->rows.index)
		return l->rows.index(l->rows.data, id);
	for (int64_t row = 0, n = count(l); row < n; row++)
		if (id_of(l, row) == id)
			return row;
	return -1;
}

static void scroll(struct wg_list *l)
{
	int64_t n = count(l), height = l->height > 0 ? l->height : 1;
	if (l->cursor < l->top)
		l->top = l->cursor;
	if (l->cursor >= l->top + height)
		l->top = l->cursor - height + 1;
	if (l->top > n - height)
		l->top = n - height;
	if (l->top < 0)
		l->top = 0;
}

void wg_list_init(struct wg_list *l, struct wg_row_source rows)
{
	*l = (struct wg_list){.rows = rows, .height = 1, .kept_cursor = -1};
	wg_list_go(l, 0);
}

void wg_list_free(struct wg_list *l)
{
	wg_ids_free(&l->marks);
}

void wg_list_go(struct wg_list *l, int64_t row)
{
	int64_t n = count(l);
	if (row >= n)
		row = n - 1;
	if (row < 0)
		row = n > 0 ? 0 : -1;
	l->cursor = row;
	scroll(l); /* first: who is asked for the row may want to know what else will be on show */
	l->cursor_id = row < 0 ? 0 : id_of(l, row);
}

bool wg_list_go_id(struct wg_list *l, int64_t id)
{
	int64_t row = index_of(l, id);
	if (row >= 0)
		wg_list_go(l, row);
	return row >= 0;
}

void wg_list_reload(struct wg_list *l)
{
	int64_t above = l->cursor - l->top, row = index_of(l, l->cursor_id);
	if (row < 0)
		row = l->cursor;
	l->top = row - above; /* the cursor keeps its place on the screen where that is possible */
	wg_list_go(l, row);
	if (l->ranging) {
		l->anchor = index_of(l, l->anchor_id);
		l->ranging = l->anchor >= 0;
	}
}

void wg_list_height(struct wg_list *l, int height)
{
	height = height > 0 ? height : 1;
	if (height < l->height) {
		l->kept_top = l->top;
		l->kept_cursor = l->cursor;
	} else if (height > l->height && l->cursor == l->kept_cursor) {
		l->top = l->kept_top;
	}
	l->height = height;
	scroll(l);
}

static void range_begin(struct wg_list *l)
{
	if (l->ranging || l->cursor < 0)
		return;
	l->ranging = true;
	l->anchor = l->cursor;
	l->anchor_id = l->cursor_id;
}

static void mark_row(struct wg_list *l, int64_t row, bool on)
{
	if (on)
		wg_ids_add(&l->marks, id_of(l, row));
	else
		wg_ids_remove(&l->marks, id_of(l, row));
}

/* Space on a range marks the whole of it, else it turns the row's mark round and goes on. */
static void mark(struct wg_list *l)
{
	if (l->ranging) {
		for (int64_t row = 0, n = count(l); row < n; row++)
			if (wg_list_in_range(l, row))
				mark_row(l, row, true);
		l->ranging = false;
	} else if (l->cursor >= 0) {
		mark_row(l, l->cursor, !wg_list_marked(l, l->cursor));
		wg_list_go(l, l->cursor + 1);
	}
}

static void mark_listed(struct wg_list *l, bool invert)
{
	for (int64_t row = 0, n = count(l); row < n; row++)
		mark_row(l, row, !invert || !wg_list_marked(l, row));
}

static bool marking(struct wg_list *l, enum wg_action action)
{
	if (action == WG_ACTION_MARK)
		mark(l);
	else if (action == WG_ACTION_RANGE && l->ranging)
		l->ranging = false;
	else if (action == WG_ACTION_RANGE)
		range_begin(l);
	else if (action == WG_ACTION_MARK_ALL || action == WG_ACTION_MARK_INVERT)
		mark_listed(l, action == WG_ACTION_MARK_INVERT);
	else if (action == WG_ACTION_MARK_NONE)
		wg_ids_clear(&l->marks);
	else
		return false;
	return true;
}

bool wg_list_action(struct wg_list *l, enum wg_action action)
{
	int64_t page = l->height > 1 ? l->height - 1 : 1, half = l->height > 1 ? l->height / 2 : 1;
	if (action == WG_ACTION_RANGE_UP || action == WG_ACTION_RANGE_DOWN)
		range_begin(l);
	if (action == WG_ACTION_UP || action == WG_ACTION_RANGE_UP)
		wg_list_go(l, l->cursor - 1);
	else if (action == WG_ACTION_DOWN || action == WG_ACTION_RANGE_DOWN)
		wg_list_go(l, l->cursor + 1);
	else if (action == WG_ACTION_FIRST)
		wg_list_go(l, 0);
	else if (action == WG_ACTION_LAST)
		wg_list_go(l, INT64_MAX);
	else if (action == WG_ACTION_PAGE_UP || action == WG_ACTION_HALF_UP) {
		int64_t step = action == WG_ACTION_PAGE_UP ? page : half;
		l->top -= step;
		wg_list_go(l, l->cursor - step);
	} else if (action == WG_ACTION_PAGE_DOWN || action == WG_ACTION_HALF_DOWN) {
		int64_t step = action == WG_ACTION_PAGE_DOWN ? page : half;
		l->top += step;
		wg_list_go(l, l->cursor + step);
	} else
		return marking(l, action);
	return true;
}

int64_t wg_list_at(const struct wg_list *l, int row, int col)
{
	int down = row - l->shown.row;
	int64_t at = down < l->shown.pinned ? down : l->top + down;
	bool inside = down >= 0 && down < l->height && col >= l->shown.col && col < l->shown.col + l->shown.cols;
	return inside && at < count(l) ? at : -1;
}

bool wg_list_marked(const struct wg_list *l, int64_t row)
{
	return l->marks.len > 0 && wg_ids_has(&l->marks, id_of(l, row));
}

bool wg_list_in_range(const struct wg_list *l, int64_t row)
{
	if (!l->ranging)
		return false;
	int64_t from = l->anchor < l->cursor ? l->anchor : l->cursor;
	int64_t to = l->anchor < l->cursor ? l->cursor : l->anchor;
	return row >= from && row <= to;
}

size_t wg_list_hidden_marks(const struct wg_list *l)
{
	size_t hidden = 0;
	for (size_t i = 0; i < l->marks.cap; i++)
		if (l->marks.slot[i] != 0 && index_of(l, l->marks.slot[i]) < 0)
			hidden++;
	return hidden;
}

size_t wg_list_working_set(const struct wg_list *l, struct wg_arena *a, int64_t **ids)
{
	size_t n = 0;
	if (l->ranging) {
		int64_t from = l->anchor < l->cursor ? l->anchor : l->cursor;
		int64_t to = l->anchor < l->cursor ? l->cursor : l->anchor;
		*ids = WG_NEW(a, int64_t, to - from + 1);
		for (int64_t row = from; row <= to; row++)
			if (id_of(l, row) != 0)
				(*ids)[n++] = id_of(l, row);
	} else if (l->marks.len > 0) {
		*ids = WG_NEW(a, int64_t, l->marks.len);
		wg_ids_sorted(&l->marks, *ids);
		n = l->marks.len;
	} else {
		*ids = WG_NEW(a, int64_t, 1);
		if (l->cursor_id != 0)
			(*ids)[n++] = l->cursor_id;
	}
	return n;
}

void wg_list_position(const struct wg_list *l, char out[48])
{
	snprintf(out, 48, "%" PRId64 "/%" PRId64, l->cursor + 1, count(l));
}
