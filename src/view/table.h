/* table.h: a list drawn as columns. Rows and widths are the table's, the text of a cell is its owner's. */
#ifndef WANGGE_VIEW_TABLE_H
#define WANGGE_VIEW_TABLE_H

#include "view/cells.h"
#include "view/list.h"
#include "view/narrow.h"

enum wg_align { WG_LEFT, WG_RIGHT, WG_CENTRE };

/* min columns, and by weight what is left, up to max (0 = no limit); weight 0: exactly min. When it is too narrow
 * columns are dropped, the greatest drop first, 0 never. title is shown as it is: already translated. */
struct wg_column {
	const char *key, *title;
	int min, max, weight;
	enum wg_align align;
	int drop;
	int lead; /* blanks before it, besides the gap */
};

struct wg_text {
	const char *text; /* NULL counts as "" */
	enum wg_role role;
};

enum { WG_TABLE_COLUMNS = 24, WG_CELL_TEXT = 256, WG_TABLE_SIGN = -1 };

/* Sets *out to the text of one cell: borrowed until the next call, or written to scratch. When called *out is empty and
 * NORMAL. Column WG_TABLE_SIGN asks for the sign of a row that is not marked: one column, such as "!". */
typedef void wg_table_cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out);

struct wg_table {
	const struct wg_column *columns;
	int n, gap; /* gap: blanks between columns, 1 unless set */
	int column; /* the column cursor, for sorting */
	int sorted; /* the column by which rows are sorted, -1 = by none */
	bool descending;
	int pinned; /* so many rows at the beginning stay in sight */
	uint32_t filtered;              /* bit i: column i is filtered, its head says so */
	const struct wg_narrow *narrow; /* what is lit up in the cells; NULL = nothing */
	int prefix; /* columns before the first: 1 = the cursor's sign, 2 = and tick or sign; 2 unless set */
	wg_table_cell *cell;
	void *data;
	int width[WG_TABLE_COLUMNS]; /* the result of wg_table_fit(); 0 = dropped */
};

void wg_table_init(struct wg_table *t, const struct wg_column *columns, int n, wg_table_cell *cell, void *data);

/* Divides cols among the columns. */
void wg_table_fit(struct wg_table *t, int cols);

/* Draws heads in the first row of r and the list's rows below it, and tells the list its height.
 * focused: the cursor row is CURSOR, else CURSOR_IDLE. */
void wg_table_draw(struct wg_table *t, struct wg_list *l, struct wg_cells *c, struct wg_rect r, bool focused);

/* COLUMN_LEFT and COLUMN_RIGHT move the column cursor, SORT_x set sorted and descending; *resort says that rows are to
 * be read anew. False when it is none of them. */
bool wg_table_action(struct wg_table *t, enum wg_action action, bool *resort);

#endif
