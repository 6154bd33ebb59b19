#include <stdio.h>
#include <string.h>

#include "store/counter.h"

/* SQL of the row writer is put together from table.def, once for each text. */
struct row_sql {
	const char *insert, *delete, *get;
	const char *set[WG_MAX_COLUMNS];
};

static struct row_sql *row_sql(enum wg_table_id t)
{
	static struct row_sql all[WG_TABLES];
	static struct wg_arena arena; /* constant texts of the program's life */
	const struct wg_table_info *info = &wg_table_info[t];
	struct row_sql *q = &all[t];
	if (q->insert)
		return q;
	char columns[600] = "", params[200] = "";
	for (int i = 0; i < info->n_columns; i++) {
		size_t c = strlen(columns), p = strlen(params);
		snprintf(columns + c, sizeof columns - c, "%s, ", info->column[i].name);
		snprintf(params + p, sizeof params - p, "$%d, ", i + 4);
		q->set[i] = wg_arena_printf(
			&arena, "UPDATE %s SET %s = $2, version = version + 1, updated_at = $3 WHERE id = $1",
			info->name, info->column[i].name);
	}
	q->delete = wg_arena_printf(&arena, "DELETE FROM %s WHERE id = $1", info->name);
	q->get = wg_arena_printf(&arena, "SELECT %sid FROM %s WHERE id = $1", columns, info->name);
	q->insert =
		wg_arena_printf(&arena, "INSERT INTO %s (%sid, batch_id, version, updated_at) VALUES (%s$1, $2, 1, $3)",
				info->name, columns, params);
	return q;
}

struct wg_value wg_int_value(int64_t i)
{
	return (struct wg_value){.type = WG_INT, .i = i};
}

struct wg_value wg_text_value(const char *s)
{
	return s ? (struct wg_value){.type = WG_TEXT, .s = s} : (struct wg_value){0};
}

struct wg_value wg_int_or_null(int64_t i, int64_t none)
{
	return i == none ? (struct wg_value){0} : wg_int_value(i);
}

bool wg_value_equal(struct wg_value a, struct wg_value b)
{
	if (a.type != b.type)
		return false;
	return a.type == WG_NULL || (a.type == WG_INT ? a.i == b.i : strcmp(a.s, b.s) == 0);
}

static void bind(struct wg_stmt *st, int n, struct wg_value v)
{
	if (v.type == WG_INT)
		wg_bind_int(st, n, v.i);
	else if (v.type == WG_TEXT)
		wg_bind_text(st, n, v.s);
}

enum wg_err wg_row_get(struct wg_db *db, enum wg_table_id t, int64_t id, struct wg_value *v, struct wg_arena *a,
		       struct wg_error *e)
{
	const struct wg_table_info *info = &wg_table_info[t];
	struct wg_stmt *st = wg_query(db, row_sql(t)->get);
	wg_bind_int(st, 1, id);
	bool found = wg_step(st);
	for (int i = 0; found && i < info->n_columns; i++) {
		if (wg_is_null(st, i))
			v[i] = (struct wg_value){0};
		else if (info->column[i].type == 'I')
			v[i] = wg_int_value(wg_int(st, i));
		else
			v[i] = wg_text_value(wg_arena_strdup(a, wg_text(st, i)));
	}
	enum wg_err err = wg_done(st, e);
	return err != WG_OK ? err : found ? WG_OK : WG_ENOTFOUND;
}

static enum wg_err new_id(struct wg_tx *tx, int64_t *id, struct wg_error *e)
{
	if (tx->next_row == 0) {
		enum wg_err err = wg_one_int(wg_query(tx->db, "SELECT next FROM sequence WHERE name = 'row'"), 1,
					     &tx->next_row, e);
		if (err != WG_OK)
			return err;
		tx->first_new_row = tx->next_row;
	}
	*id = tx->next_row++;
	return WG_OK;
}

/* The unit of a row that is being inserted, from its values. */
static enum wg_err unit_of_new(struct wg_tx *tx, enum wg_table_id t, const struct wg_value *v, int64_t id,
			       int64_t *unit, struct wg_error *e)
{
	int col = wg_column_unit(t);
	*unit = col < 0 ? id : v[col].i;
	return wg_table_info[t].unit == WG_UNIT_PERSON ? wg__unit_of(tx, WG_T_PERSON, *unit, unit, e) : WG_OK;
}

static enum wg_err journal_insert(struct wg_tx *tx, enum wg_table_id t, int64_t id, const struct wg_value *v,
				  struct wg_error *e)
{
	int64_t unit;
	enum wg_err err = unit_of_new(tx, t, v, id, &unit, e);
	for (int i = 0; err == WG_OK && i < wg_table_info[t].n_columns; i++) {
		if (v[i].type != WG_NULL)
			err = wg__journal_change(tx, 1, t, id, unit, i, (struct wg_value){0}, v[i], e);
	}
	return err;
}

enum wg_err wg_row_insert(struct wg_tx *tx, enum wg_table_id t, const struct wg_value *v, int64_t *id,
			  struct wg_error *e)
{
	bool bulk = tx->opts.flags & WG_BATCH_BULK;
	int64_t row = *id;
	enum wg_err err = row ? WG_OK : new_id(tx, &row, e);
	if (err != WG_OK || (err = wg__derive_insert(tx, t, row, v, e)) != WG_OK)
		return err;
	struct wg_stmt *st = wg_query(tx->db, row_sql(t)->insert);
	wg_bind_int(st, 1, row);
	if (bulk || tx->born)
		wg_bind_int(st, 2, bulk ? tx->batch : tx->born);
	wg_bind_int(st, 3, tx->opts.at);
	for (int i = 0; i < wg_table_info[t].n_columns; i++)
		bind(st, i + 4, v[i]);
	if ((err = wg_exec(st, e)) != WG_OK)
		return err;
	if (bulk) {
		tx->created++;
		for (int i = 0; i < wg_table_info[t].n_columns; i++)
			wg__journal_created(tx, t, row, i, v[i]);
	} else if ((err = journal_insert(tx, t, row, v, e)) != WG_OK) {
		return err;
	}
	*id = row;
	return WG_OK;
}

enum wg_err wg_row_set(struct wg_tx *tx, enum wg_table_id t, int64_t id, int col, struct wg_value v, struct wg_error *e)
{
	struct wg_value old[WG_MAX_COLUMNS];
	struct wg_arena a = {0};
	int64_t unit = id;
	enum wg_err err = wg_row_get(tx->db, t, id, old, &a, e);
	if (err == WG_ENOTFOUND)
		err = wg_fail(e, WG_ENOTFOUND, N_("{1} {2} is no longer there"), "sl", wg_table_info[t].name,
			      (long long)id);
	if (err != WG_OK || wg_value_equal(old[col], v))
		goto out;
	if ((err = wg__unit_of(tx, t, id, &unit, e)) != WG_OK || (err = wg__derive_before(tx, t, id, col, e)) != WG_OK)
		goto out;
	/* A door counts as vacant or not by its households: the new one is noted before somebody comes. */
	if (t == WG_T_HOUSEHOLD && col == WG_HOUSEHOLD_DOOR_ID && (err = wg__touch_door(tx, v.i, e)) != WG_OK)
		goto out;
	struct wg_stmt *st = wg_query(tx->db, row_sql(t)->set[col]);
	wg_bind_int(st, 1, id);
	bind(st, 2, v);
	wg_bind_int(st, 3, tx->opts.at);
	if ((err = wg_exec(st, e)) != WG_OK)
		goto out;
	if ((err = wg__journal_change(tx, 2, t, id, unit, col, old[col], v, e)) == WG_OK)
		err = wg__derive_after(tx, t, id, col, e);
out:
	wg_arena_free(&a);
	return err;
}

enum wg_err wg_row_delete(struct wg_tx *tx, enum wg_table_id t, int64_t id, struct wg_error *e)
{
	struct wg_value old[WG_MAX_COLUMNS];
	struct wg_arena a = {0};
	int64_t unit = id;
	enum wg_err err = wg_row_get(tx->db, t, id, old, &a, e);
	if (err == WG_ENOTFOUND)
		err = wg_fail(e, WG_ENOTFOUND, N_("{1} {2} is no longer there"), "sl", wg_table_info[t].name,
			      (long long)id);
	if (err != WG_OK || (err = wg__unit_of(tx, t, id, &unit, e)) != WG_OK ||
	    (err = wg__derive_before(tx, t, id, WG_ALL_COLUMNS, e)) != WG_OK)
		goto out;
	for (int i = 0; i < wg_table_info[t].n_columns; i++) {
		if (old[i].type != WG_NULL &&
		    (err = wg__journal_change(tx, 3, t, id, unit, i, old[i], (struct wg_value){0}, e)) != WG_OK)
			goto out;
	}
	struct wg_stmt *st = wg_query(tx->db, row_sql(t)->delete);
	wg_bind_int(st, 1, id);
	if ((err = wg_exec(st, e)) != WG_OK)
		goto out;
	err = wg__derive_after(tx, t, id, WG_ALL_COLUMNS, e);
out:
	wg_arena_free(&a);
	return err;
}
