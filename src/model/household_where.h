/* household_where.h: an expression over households, and an order, as SQL. Inside model/ only. */
#ifndef WANGGE_MODEL_HOUSEHOLD_WHERE_H
#define WANGGE_MODEL_HOUSEHOLD_WHERE_H

#include "base/buf.h"
#include "model/filter_tree.h"
#include "model/office.h"
#include "wangge/household.h"

/* $1 … $9 belong to whoever puts the statement together; what people typed is bound from $10 on. */
enum { WG__WHERE_FIRST = 10, WG__WHERE_VALUES = 140 };

/* The tables that a text speaks of, besides household h. */
enum {
	WG__JOIN_DOOR = 1,
	WG__JOIN_PLACE = 2,
	WG__JOIN_HEAD = 4,
	WG__JOIN_WORKER = 8,
	WG__JOIN_CONTACT = 16,
	WG__JOIN_CARE = 32
};

struct wg__where {
	struct wg_buf text;
	unsigned joins;
	int n;
	struct {
		const char *text; /* NULL: the number */
		int64_t number;
	} value[WG__WHERE_VALUES];
};

/* Adds the condition to w->text, for which NULL (unknown) counts as false. WG_EPERM: a masked office is not searched by
 * what it masks. Texts are borrowed from f and a. */
enum wg_err wg__household_where(const wg_office *office, const struct wg_filter *f, struct wg_arena *a,
				struct wg__where *w, struct wg_error *e);

/* Adds an ORDER BY; "" is the walk. WG_EUSAGE when there is no such column. */
enum wg_err wg__household_order(const struct wg_household_filter *filter, struct wg__where *w, struct wg_error *e);

/* The expression of a column, for SELECT and GROUP BY; a household of two care groups gives two rows. */
const char *wg__household_value(size_t column, struct wg__where *w);

void wg__where_bind(struct wg_stmt *st, const struct wg__where *w);

#endif
