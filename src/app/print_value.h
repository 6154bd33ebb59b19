/* print_value.h: one value of a row as people read it, and as programs do. Inside app/ only. */
#ifndef WANGGE_APP_PRINT_VALUE_H
#define WANGGE_APP_PRINT_VALUE_H

#include "app/app.h"
#include "base/buf.h"

enum { WG_PRINT_BYTES = 1 << 20 }; /* of one value */

/* Adds the value to out, for people: codes by their names, zero as -, in the language of the program. Unsafe as data
 * is: what prints it filters it. */
void wg_print_value(const struct wg_app *app, const struct wg_rows_column *column, const struct wg_datum *value,
		    struct wg_buf *out);

/* The same for programs: codes as codes, dates as 2026-03-26, times as 2026-03-26T09:00:00+08:00. */
void wg_print_plain(const struct wg_rows_column *column, const struct wg_datum *value, struct wg_buf *out);

/* Numbers stand on the right. */
bool wg_print_is_number(const struct wg_rows_column *column);

#endif
