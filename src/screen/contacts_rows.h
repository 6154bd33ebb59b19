/* contacts_rows.h: households of a node in walking order, or those that were chosen of them, of which only a window is
 * held: a list of a million rows costs what a page of it costs. */
#ifndef WANGGE_SCREEN_CONTACTS_ROWS_H
#define WANGGE_SCREEN_CONTACTS_ROWS_H

#include "screen/chosen.h"

enum { WG_CONTACTS_WINDOW = 256 };

/* node's strings and chosen are borrowed as long as the window is used. */
struct wg__window {
	wg_office *office;
	struct wg_node node;
	struct wg_household_filter filter;
	const struct wg_chosen *chosen;
	int64_t count, from;
	struct wg_households rows; /* from … from + rows.n - 1 */
	struct wg_arena arena;
	struct wg_error failed; /* the last read that did not go well; code WG_OK = none */
};

/* Counts and reads the first rows; on an error w shows what it showed before. */
enum wg_err wg__window_open(struct wg__window *w, wg_office *office, const struct wg_node *node,
			    const struct wg_household_filter *filter, const struct wg_chosen *chosen,
			    struct wg_error *e);
void wg__window_free(struct wg__window *w);

/* A row, read when it is not held; NULL when there is none. Borrowed until another row is asked for. */
const struct wg_household *wg__window_row(struct wg__window *w, int64_t row);

/* The rows for a list. In walking order a household that is not held is not found again by its id. */
struct wg_row_source wg__window_source(struct wg__window *w);

#endif
