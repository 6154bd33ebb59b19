/* export.h: what a screen lists, as a file, .csv or .xlsx. */
#ifndef WANGGE_APP_EXPORT_H
#define WANGGE_APP_EXPORT_H

#include "app/app.h"

/* Rows from the from-th on, as many as are at hand; none: that was all. In the arena, which is emptied between calls;
 * the columns are the same each time. */
typedef enum wg_err wg_export_rows(void *user, int64_t from, struct wg_arena *a, struct wg_rows *out,
				   struct wg_error *e);

struct wg_export {
	const char *file;
	const char *title, *note; /* of an .xlsx, above the rows */
	wg_export_rows *rows;
	bool (*tick)(void *user, double done); /* false cancels; NULL = never asked */
	void *user;                            /* of rows and tick */
};

/* Values as people read them, codes by their names; ids are left out. *n rows were written. */
enum wg_err wg_export(const struct wg_app *app, const struct wg_export *x, int64_t *n, struct wg_error *e);

#endif
