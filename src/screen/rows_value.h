/* rows_value.h: one value of a row as people read it. */
#ifndef WANGGE_SCREEN_ROWS_VALUE_H
#define WANGGE_SCREEN_ROWS_VALUE_H

#include "screen/screen.h"

/* "" for what is not there. */
const char *wg_rows_value(const struct wg_ui *ui, const struct wg_rows_column *column, const struct wg_datum *value,
			  char *out, size_t cap);
bool wg_rows_is_number(const struct wg_rows_column *column);
/* Ids and columns without any value are not shown. */
bool wg_rows_is_shown(const struct wg_rows *rows, size_t column);

#endif
