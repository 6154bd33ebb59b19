/* counter.h: the derived columns of households and the counters of places, for the files of store/ only. */
#ifndef WANGGE_STORE_COUNTER_H
#define WANGGE_STORE_COUNTER_H

#include "store/tx_int.h"

/* Notes what a household or a door adds to its entrance, before its first change in the batch. */
enum wg_err wg__touch_household(struct wg_tx *tx, int64_t id, struct wg_error *e);
enum wg_err wg__touch_door(struct wg_tx *tx, int64_t id, struct wg_error *e);
enum wg_err wg__touch_need(struct wg_tx *tx, int64_t id, struct wg_error *e); /* of a place */

/* A new household, door or need added nothing before. map: tx->derive.households, doors or needs. */
void wg__touch_new(struct wg_tx *tx, struct wg_map *map, int64_t id);

/* Recomputes what was touched and adds the differences to every place above. */
enum wg_err wg__counters_flush(struct wg_tx *tx, struct wg_error *e);

/* The row of a new place. */
enum wg_err wg__counters_of_new(struct wg_tx *tx, int64_t place, struct wg_error *e);

/* Adds the totals of a place that changes its parent to the chain above it, or takes them away (sign −1). */
enum wg_err wg__counters_shift(struct wg_tx *tx, int64_t place, int sign, struct wg_error *e);

/* 0 at the top, and for a place that is not there. */
enum wg_err wg__parent_of(struct wg_tx *tx, int64_t place, int64_t *parent, struct wg_error *e);

/* A word for the first of the six derived columns that differs, or NULL. They stand in the statement from column
 * `first`: what they should be, then what they are. */
const char *wg__household_differs(struct wg_stmt *st, int first);

#endif
