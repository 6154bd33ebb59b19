#include <stdlib.h>
#include <string.h>

#include "view/facade.h"

static void stand(struct wg_facade *f, int row, int col)
{
	f->row = row;
	f->col = col;
	f->cursor_id = f->doors[wg_facade_cursor(f)].id;
}

/* The door of a row that is nearest to a column, if possible in the column's entrance. */
static int nearest(const struct wg_facade *f, int row, int col)
{
	int best = -1, best_far = 0;
	for (int i = 0; i < f->cols; i++) {
		int far = abs(i - col) + (f->columns[i].entrance != f->columns[col].entrance ? f->cols : 0);
		if (wg_facade_door_at(f, row, i) >= 0 && (best < 0 || far < best_far)) {
			best = i;
			best_far = far;
		}
	}
	return best;
}

static void move_rows(struct wg_facade *f, int step)
{
	int row = f->row + step;
	row = row < 0 ? 0 : row >= f->rows ? f->rows - 1 : row;
	int col = nearest(f, row, f->want);
	if (col >= 0)
		stand(f, row, col);
}

static void move_cols(struct wg_facade *f, int step)
{
	int col = f->col + step;
	while (col >= 0 && col < f->cols && wg_facade_door_at(f, f->row, col) < 0)
		col += step;
	if (col < 0 || col >= f->cols)
		return;
	stand(f, f->row, col);
	f->want = col;
}

/* To the first column of the next entrance; of this one, and then of the one before. */
static void move_entrance(struct wg_facade *f, int step)
{
	int here = f->columns[f->col].entrance, col = f->col;
	if (step > 0)
		while (col < f->cols && f->columns[col].entrance == here)
			col++;
	else
		for (int to = col > 0 ? f->columns[col - 1].entrance : here;
		     col > 0 && f->columns[col - 1].entrance == to;)
			col--;
	if (col >= f->cols)
		return;
	f->want = col;
	move_rows(f, 0);
}

static void to_edge(struct wg_facade *f, int row, int col)
{
	f->want = col;
	stand(f, row, nearest(f, row, col));
	f->want = f->col;
}

static bool movement(struct wg_facade *f, enum wg_action action)
{
	int half = f->height > 3 ? f->height / 2 : 1;
	if (action == WG_ACTION_UP || action == WG_ACTION_DOWN)
		move_rows(f, action == WG_ACTION_UP ? -1 : 1);
	else if (action == WG_ACTION_HALF_UP || action == WG_ACTION_HALF_DOWN)
		move_rows(f, action == WG_ACTION_HALF_UP ? -half : half);
	else if (action == WG_ACTION_DOOR_LEFT || action == WG_ACTION_DOOR_RIGHT)
		move_cols(f, action == WG_ACTION_DOOR_LEFT ? -1 : 1);
	else if (action == WG_ACTION_GROUP_UP || action == WG_ACTION_GROUP_DOWN)
		move_entrance(f, action == WG_ACTION_GROUP_UP ? -1 : 1);
	else if (action == WG_ACTION_FIRST)
		to_edge(f, 0, 0);
	else if (action == WG_ACTION_LAST)
		to_edge(f, f->rows - 1, f->cols - 1);
	else
		return false;
	return true;
}

static void begin_range(struct wg_facade *f)
{
	if (f->ranging)
		return;
	f->ranging = true;
	f->anchor_row = f->row;
	f->anchor_col = f->col;
	f->anchor_id = f->cursor_id;
}

/* The rectangle that is open becomes marks; a single door is marked or unmarked, and the cursor goes down. */
static void mark(struct wg_facade *f)
{
	struct wg_arena a = {0};
	int *doors, n = wg_facade_working_set(f, &a, &doors);
	if (f->ranging) {
		for (int i = 0; i < n; i++)
			wg_ids_add(&f->marks, f->doors[doors[i]].id);
		f->ranging = false;
	} else {
		if (!wg_ids_add(&f->marks, f->cursor_id))
			wg_ids_remove(&f->marks, f->cursor_id);
		move_rows(f, 1);
	}
	wg_arena_free(&a);
}

static void mark_where(struct wg_facade *f, int entrance, bool invert)
{
	for (int i = 0; i < f->n_doors; i++) {
		int64_t id = f->doors[i].id;
		if (entrance >= 0 && f->doors[i].entrance != entrance)
			continue;
		if (!wg_ids_add(&f->marks, id) && invert)
			wg_ids_remove(&f->marks, id);
	}
}

static bool marking(struct wg_facade *f, enum wg_action action)
{
	if (action == WG_ACTION_RANGE && f->ranging)
		f->ranging = false;
	else if (action == WG_ACTION_RANGE)
		begin_range(f);
	else if (action == WG_ACTION_MARK)
		mark(f);
	else if (action == WG_ACTION_MARK_NONE)
		wg_ids_clear(&f->marks);
	else if (action == WG_ACTION_MARK_ALL || action == WG_ACTION_MARK_INVERT)
		mark_where(f, -1, action == WG_ACTION_MARK_INVERT);
	else if (action == WG_ACTION_MARK_SUBTREE)
		mark_where(f, f->columns[f->col].entrance, false);
	else
		return false;
	return true;
}

static bool ranging(struct wg_facade *f, enum wg_action action)
{
	static const struct {
		enum wg_action range, move;
	} same[] = {
		{WG_ACTION_RANGE_UP, WG_ACTION_UP},
		{WG_ACTION_RANGE_DOWN, WG_ACTION_DOWN},
		{WG_ACTION_RANGE_LEFT, WG_ACTION_DOOR_LEFT},
		{WG_ACTION_RANGE_RIGHT, WG_ACTION_DOOR_RIGHT},
	};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (same[i].range == action) {
			begin_range(f);
			return movement(f, same[i].move);
		}
	return false;
}

bool wg_facade_action(struct wg_facade *f, enum wg_action action)
{
	if (f->row < 0)
		return false;
	return movement(f, action) || ranging(f, action) || marking(f, action);
}

struct wg_rect wg_facade_range(const struct wg_facade *f)
{
	if (!f->ranging || f->row < 0)
		return (struct wg_rect){0};
	int row = f->row < f->anchor_row ? f->row : f->anchor_row,
	    col = f->col < f->anchor_col ? f->col : f->anchor_col;
	return (struct wg_rect){row, col, abs(f->row - f->anchor_row) + 1, abs(f->col - f->anchor_col) + 1};
}

int wg_facade_working_set(const struct wg_facade *f, struct wg_arena *a, int **doors)
{
	bool *wanted = WG_NEW(a, bool, f->n_doors);
	struct wg_rect r = wg_facade_range(f);
	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = r.col; col < r.col + r.cols; col++)
			if (wg_facade_door_at(f, row, col) >= 0)
				wanted[wg_facade_door_at(f, row, col)] = true;
	for (int i = 0; i < f->n_doors && !f->ranging; i++)
		wanted[i] = f->marks.len > 0 ? wg_ids_has(&f->marks, f->doors[i].id) : i == wg_facade_cursor(f);
	int n = 0, *found = WG_NEW(a, int, f->n_doors);
	for (int i = 0; i < f->n_doors; i++)
		if (wanted[i])
			found[n++] = i;
	*doors = found;
	return n;
}

void wg_facade_colours(const struct wg_facade *f, const int *group, int n_groups, enum wg_role *role)
{
	struct wg_arena a = {0};
	bool *touch = WG_NEW(&a, bool, (size_t)n_groups *(size_t)n_groups);
	for (int row = 0; row < f->rows; row++)
		for (int col = 0; col < f->cols; col++) {
			int here = wg_facade_door_at(f, row, col);
			int beside[2] = {wg_facade_door_at(f, row, col + 1), wg_facade_door_at(f, row + 1, col)};
			for (int k = 0; k < 2 && here >= 0 && group[here] >= 0; k++)
				if (beside[k] >= 0 && group[beside[k]] >= 0) {
					touch[group[here] * n_groups + group[beside[k]]] = true;
					touch[group[beside[k]] * n_groups + group[here]] = true;
				}
		}
	for (int g = 0; g < n_groups; g++) {
		int n_touch[WG_CONTACT_ROLES] = {0}, best = g % WG_CONTACT_ROLES;
		for (int k = 0; k < g; k++)
			n_touch[role[k] - WG_ROLE_CONTACT_1] += touch[g * n_groups + k];
		for (int k = 1; k < WG_CONTACT_ROLES; k++) {
			int colour = (g + k) % WG_CONTACT_ROLES;
			if (n_touch[colour] < n_touch[best])
				best = colour;
		}
		role[g] = (enum wg_role)(WG_ROLE_CONTACT_1 + best);
	}
	wg_arena_free(&a);
}
