/* facade.h: a building as on the office wall: floors are rows from the top, doors are columns, entrances stand apart.
 *
 *	      1单元  32户             2单元  31户
 *	      01室       02室         01室       02室
 *	 16   廖平文    B 谢涵强    B   郑伟      C 姜红超 军 C
 *	 15   钟子梅 高 B 朴凤涵    B  [谢兰      C 郭轩      C]
 *
 * Doors come in walking order and are put where their floor and room say; what fits no pattern stands in the next free
 * place of its floor, doors without a floor in rows of their own at the foot. Labels of floors and doors stay in
 * sight while the rest scrolls. The widget knows doors, no office. */
#ifndef WANGGE_VIEW_FACADE_H
#define WANGGE_VIEW_FACADE_H

#include "base/arena.h"
#include "view/action.h"
#include "view/cells.h"
#include "view/ids.h"

/* One door. Texts are borrowed, never NULL. */
struct wg_facade_door {
	int64_t id;       /* by which cursor and marks are found again; not 0 */
	int entrance;     /* 0 … in walking order, never less than that of the door before */
	int floor, above; /* 0 unknown, below ground negative; above: so many floors more belong to it (a duplex) */
	const char *room; /* "1102": doors of the same last digits stand in one column */

	const char *name; /* who lives there */
	const char *mark; /* one hanzi, or "" */
	char letter;      /* ' ' = none */
	char sign;        /* before the name, such as '!'; 0 = none */
	enum wg_role name_role, mark_role, letter_role;
};

enum { WG_FACADE_LABEL = 16 };

/* A column. head is what stands above it; the layout puts the doors' last digits there ("02", or ""), the owner may put
 * something else. */
struct wg_facade_column {
	int entrance;
	char head[WG_FACADE_LABEL];
};

/* Zero-initialise first. */
struct wg_facade {
	const struct wg_facade_door *doors;
	const char *const *entrances; /* what stands above each */
	int n_doors, n_entrances;

	struct wg_arena arena; /* the layout */
	int rows, cols;
	int *at;    /* [rows * cols] door, -1 = none */
	int *floor; /* [rows]; 0 = not known */
	int *home;  /* [n_doors] the row in which it begins */
	int *home_col;
	struct wg_facade_column *columns;

	int row, col; /* the cursor; row -1 = there are no doors */
	int want;     /* column to which up and down return */
	int64_t cursor_id;
	int top, left; /* what is scrolled to */
	bool ranging;
	int anchor_row, anchor_col;
	int64_t anchor_id;
	struct wg_ids marks;

	int height, pitch, name_width; /* of the last wg_facade_draw() */
};

/* Lays the doors out; cursor, range and marks follow their ids. doors and entrances are borrowed until the next call.
 */
void wg_facade_set(struct wg_facade *f, const struct wg_facade_door *doors, int n_doors, const char *const *entrances,
		   int n_entrances);
void wg_facade_free(struct wg_facade *f);

int wg_facade_door_at(const struct wg_facade *f, int row, int col); /* -1 = none */
int wg_facade_cursor(const struct wg_facade *f);                    /* the door under the cursor; -1 = none */
bool wg_facade_go(struct wg_facade *f, int64_t id);                 /* false: there is no such door */

/* Movement, ranges and marks: those of LIST and FACADE that concern the facade alone. False when it is none. */
bool wg_facade_action(struct wg_facade *f, enum wg_action action);

struct wg_rect wg_facade_range(const struct wg_facade *f); /* rows and columns; of no size when there is none */
/* What an action works on, in walking order: the range, else the marks, else the cursor's door. *doors lives in a. */
int wg_facade_working_set(const struct wg_facade *f, struct wg_arena *a, int **doors);

/* A colour for each group of doors, such that groups whose doors touch have different ones wherever six are enough.
 * group[n_doors]: -1 = in none; role[n_groups] is filled in. */
void wg_facade_colours(const struct wg_facade *f, const int *group, int n_groups, enum wg_role *role);

/* Columns that the whole facade would take at its widest that does not exceed cols, or at its narrowest. */
int wg_facade_width(const struct wg_facade *f, int cols);
/* Draws into r: two rows of heads, then floors. What is too wide or too high scrolls with the cursor. */
void wg_facade_draw(struct wg_facade *f, struct wg_cells *c, struct wg_rect r);

#endif
