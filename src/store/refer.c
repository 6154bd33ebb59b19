#include "store/refer.h"

#include <string.h>

#include "base/vec.h"

const char *wg__referrer_sql(enum wg_table_id t, int col)
{
	static const char *all[WG_TABLES][WG_MAX_COLUMNS];
	static struct wg_arena arena; /* constant texts of the program's life */
	if (!all[t][col])
		all[t][col] = wg_arena_printf(&arena, "SELECT id FROM %s WHERE %s = $1", wg_table_info[t].name,
					      wg_table_info[t].column[col].name);
	return all[t][col];
}

enum wg_err wg_row_referrers(struct wg_db *db, enum wg_table_id to, int64_t row, struct wg_arena *a,
			     struct wg_referrer **out, size_t *n, struct wg_error *e)
{
	WG_VEC(struct wg_referrer) all = {0};
	enum wg_err err = WG_OK;
	for (int t = 0; err == WG_OK && t < WG_TABLES; t++) {
		for (int col = 0; err == WG_OK && col < wg_table_info[t].n_columns; col++) {
			if (wg_column_ref((enum wg_table_id)t, col) != (int)to)
				continue;
			struct wg_stmt *st = wg_query(db, wg__referrer_sql((enum wg_table_id)t, col));
			wg_bind_int(st, 1, row);
			while (wg_step(st))
				WG_PUSH(&all, (struct wg_referrer){(enum wg_table_id)t, wg_int(st, 0), col});
			err = wg_done(st, e);
		}
	}
	if (err == WG_OK) {
		*n = all.len;
		*out = WG_NEW(a, struct wg_referrer, all.len);
		if (all.len > 0)
			memcpy(*out, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}
