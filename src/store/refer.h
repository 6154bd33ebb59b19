/* refer.h: who refers to a row, from the references of table.def. */
#ifndef WANGGE_STORE_REFER_H
#define WANGGE_STORE_REFER_H

#include "base/arena.h"
#include "store/db.h"
#include "store/table.h"

/* Row id of table t names the row in column col. */
struct wg_referrer {
	enum wg_table_id t;
	int64_t id;
	int col;
};

/* Every row that refers to a row, table by table; in the arena. */
enum wg_err wg_row_referrers(struct wg_db *db, enum wg_table_id t, int64_t id, struct wg_arena *a,
			     struct wg_referrer **out, size_t *n, struct wg_error *e);

/* The statement that finds the ids of those that refer by one column; for store/ only. */
const char *wg__referrer_sql(enum wg_table_id t, int col);

#endif
