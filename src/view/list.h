/* list.h: a cursor, a window and marks over rows that somebody else holds.
 * The list asks for the ids of rows it needs and for nothing else; it finds its cursor and its marks again by id after
 * the rows were read anew. */
#ifndef WANGGE_VIEW_LIST_H
#define WANGGE_VIEW_LIST_H

#include "view/action.h"
#include "view/ids.h"

/* The rows. Row numbers count from 0. index may be NULL: rows are then looked for in the order of their numbers. */
struct wg_row_source {
	void *data;
	int64_t (*count)(void *data);
	int64_t (*id)(void *data, int64_t row);   /* 0: a row that cannot be marked or found again */
	int64_t (*index)(void *data, int64_t id); /* -1: not among the rows */
};

struct wg_list {
	struct wg_row_source rows;
	int64_t cursor, top; /* cursor: -1 when there are no rows */
	int64_t cursor_id;
	int height;            /* rows that are visible */
	struct wg_list_place { /* where they were drawn last; cols 0 = not on show */
		int row, col, cols, pinned;
	} shown;
	int64_t kept_top, kept_cursor; /* before the height shrank: what was there comes back when it grows again */
	bool ranging;
	int64_t anchor, anchor_id; /* where the range began */
	struct wg_ids marks;
};

void wg_list_init(struct wg_list *l, struct wg_row_source rows);
void wg_list_free(struct wg_list *l);

/* The rows were read anew: cursor, range and window follow their ids, marks stay; a vanished cursor keeps its row. */
void wg_list_reload(struct wg_list *l);
void wg_list_height(struct wg_list *l, int height); /* keeps the cursor visible */

void wg_list_go(struct wg_list *l, int64_t row); /* nearest row */
bool wg_list_go_id(struct wg_list *l, int64_t id);

/* LIST actions of movement and marking that concern the list alone; false when it is none of them. */
bool wg_list_action(struct wg_list *l, enum wg_action action);

/* The row that stands at this place of the screen; -1 = none. */
int64_t wg_list_at(const struct wg_list *l, int row, int col);

bool wg_list_marked(const struct wg_list *l, int64_t row);
bool wg_list_in_range(const struct wg_list *l, int64_t row);
size_t wg_list_hidden_marks(const struct wg_list *l); /* marked rows that are not listed */

/* What an action works on: the range, else the marks (also hidden ones), else the cursor's row. *ids lives in a. */
size_t wg_list_working_set(const struct wg_list *l, struct wg_arena *a, int64_t **ids);

/* "24/857": at most 40 bytes */
void wg_list_position(const struct wg_list *l, char out[48]);

#endif
