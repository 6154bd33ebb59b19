/* choose.h: --where and --sort, for lists that are in memory. */
#ifndef WANGGE_COMMAND_CHOOSE_H
#define WANGGE_COMMAND_CHOOSE_H

#include "command/call.h"
#include "wangge/filter.h"

/* The parameter sort: the key of a column, and whether a - stood before it. *sort is NULL when it is not given. */
void wg__read_sort(const struct wg_call *c, const char **sort, bool *descending);

/* Rows of `size` bytes: those that fit the parameter where come to the front, ordered by the parameter sort, equal ones
 * as they were; *n is how many they are. cell gives a value of a row. WG_EUSAGE: no such column, or no expression. */
enum wg_err wg__choose(struct wg_call *c, const struct wg_rows_column *columns, size_t n_columns, wg_filter_cell *cell,
		       void *rows, size_t size, size_t *n, struct wg_error *e);

#endif
