/* sift.h: what somebody wants to see of a list: narrowed by what was typed after /, filtered by values ticked with f
 * and by an expression after \, sorted by a column. A screen that has such a list hands it out with ops->sift; the
 * prompts and the keys are the same everywhere. */
#ifndef WANGGE_SCREEN_SIFT_H
#define WANGGE_SCREEN_SIFT_H

#include "screen/screen.h"
#include "view/table.h"
#include "wangge/filter.h"
#include "wangge/household.h"

enum { WG_SIFT_FIND = 200, WG_SIFT_COLUMNS = 8, WG_SIFT_WHERE = 4 * WG_FILTER_TEXT };

struct wg_sift;

struct wg_sift_ops {
	/* The rows are to be chosen anew. typed: by what stands in find, so that the cursor goes to the best row. On an
	 * error the list may show nothing; the caller then goes back to what was there. */
	enum wg_err (*apply)(struct wg_sift *sift, bool typed, struct wg_error *e);
	/* What stands in a column of the rows that `where` leaves. */
	enum wg_err (*values)(struct wg_sift *sift, size_t column, const char *where, struct wg_arena *a,
			      struct wg_value_counts *out, struct wg_error *e);
	/* How many rows are listed; more: there are others. */
	int64_t (*count)(const struct wg_sift *sift, bool *more);
};

struct wg_sift {
	/* from the screen; table NULL: a tree, which is only narrowed */
	const struct wg_sift_ops *ops;
	void *owner;
	struct wg_list *list;
	struct wg_table *table;
	const char *const *keys; /* of the table's columns */
	struct wg_filter_table columns;
	/* from the user */
	char find[WG_SIFT_FIND];
	char where[WG_FILTER_TEXT + 1];
	struct wg_sift_ticked {
		const char *key; /* one of keys */
		char *condition;
	} ticked[WG_SIFT_COLUMNS];
	int n_ticked;
	struct wg_narrow narrow; /* find, for the table to light up */
};

/* Call again when the table has other columns. */
void wg_sift_init(struct wg_sift *sift, const struct wg_sift_ops *ops, void *owner, struct wg_list *list,
		  struct wg_table *table);
void wg_sift_free(struct wg_sift *sift);

/* Nothing is narrowed or filtered any more; the screen reads its rows anew. */
void wg_sift_clear(struct wg_sift *sift);

bool wg_sift_is_set(const struct wg_sift *sift);      /* narrowed or filtered */
bool wg_sift_is_sorted(const struct wg_sift *sift);   /* by a column */
const char *wg_sift_sort(const struct wg_sift *sift); /* its key; "" = none */

/* All conditions as one expression; but = the key of a column whose ticks are left out, or NULL. "" when there are
 * none. */
const char *wg_sift_where(const struct wg_sift *sift, const char *but, struct wg_arena *a);

/* Each is put back when the list cannot be chosen so. */
enum wg_err wg_sift_set_find(struct wg_sift *sift, const char *typed, struct wg_error *e);
enum wg_err wg_sift_set_where(struct wg_sift *sift, const char *text, struct wg_error *e);
enum wg_err wg_sift_tick(struct wg_sift *sift, const char *key, const char *condition,
			 struct wg_error *e); /* NULL: none */

/* Esc: the search goes first, then the filters. False when there was neither. */
bool wg_sift_peel(struct wg_screen *s);

/* "/张 \独居": for the right end of the status row; begins with a blank, "" when nothing is set. */
void wg_sift_text(const struct wg_sift *sift, const struct wg_ui *ui, char out[WG_CRUMBS]);

/* Adds that to what is there, when the screen's list is sifted. */
void wg_sift_position(struct wg_screen *s, char out[WG_CRUMBS]);

/* FIND, VALUES, FILTER, SORT_x, FIND_NEXT and FIND_PREVIOUS on a screen that has a sift. False: not done. */
bool wg_sift_action(struct wg_ui *ui, struct wg_screen *s, enum wg_action action);

/* A sift over rows that are all in memory, 0 … n-1 as the owner has them. */
typedef struct wg_datum wg_sift_cell(void *owner, size_t row, size_t column);
struct wg_sifted {
	struct wg_sift sift;
	void *owner;
	wg_sift_cell *cell;
	size_t n;
	size_t *order, n_order; /* those that are listed */
	bool rest;              /* the last row is the rest: it stays last, and goes while somebody looks for something */
	/* After another choice was made by the user; NULL = nothing. */
	enum wg_err (*follow)(void *owner, struct wg_error *e);
};

/* The table's cell function must show row wg_sifted_row(m, i) as row i. */
void wg_sifted_init(struct wg_sifted *m, void *owner, wg_sift_cell *cell, struct wg_list *list, struct wg_table *table);
void wg_sifted_free(struct wg_sifted *m);
/* There are other rows: chooses among them and finds the cursor again. When they cannot be chosen as before none is
 * listed. */
enum wg_err wg_sifted_rows(struct wg_sifted *m, size_t n, struct wg_error *e);
size_t wg_sifted_row(const struct wg_sifted *m, int64_t listed);
int64_t wg_sifted_count(const struct wg_sifted *m);
/* For ops->listed: with all columns there are. */
void wg_sifted_listed(const struct wg_sifted *m, int64_t from, struct wg_arena *a, struct wg_rows *out);

extern const struct wg_screen_ops wg_screen_narrow, wg_screen_values, wg_screen_filter;

#endif
