/* household_list.h: lists that are filtered by an expression or sorted by a column. Inside model/ only. */
#ifndef WANGGE_MODEL_HOUSEHOLD_LIST_H
#define WANGGE_MODEL_HOUSEHOLD_LIST_H

#include "model/office.h"
#include "wangge/filter.h"
#include "wangge/household.h"

/* Is the list another one than a stretch of the walk? */
bool wg__household_chosen(const struct wg_household_filter *filter);

/* wg_household_count() and wg_household_list() of such a list. */
enum wg_err wg__household_chosen_count(wg_office *office, const struct wg_node *node,
				       const struct wg_household_filter *filter, int64_t *n, struct wg_error *e);
enum wg_err wg__household_chosen_list(wg_office *office, const struct wg_node *node,
				      const struct wg_household_filter *filter, int64_t offset, int64_t limit,
				      struct wg_arena *a, struct wg_households *out, struct wg_error *e);

#endif
