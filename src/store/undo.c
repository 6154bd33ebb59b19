#include "store/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/derive.h"
#include "store/refer.h"
#include "store/tx_int.h"

static const char SQL_BATCH[] = "SELECT flags, undo_of FROM batch WHERE id = $1";
static const char SQL_CHANGES[] =
	"SELECT op, tbl, row_id, unit_id, col, old, new FROM change WHERE batch_id = $1 ORDER BY seq DESC";
static const char SQL_LATER[] =
	"SELECT op, tbl, row_id, col, old FROM change WHERE unit_id = $1 AND batch_id > $2 ORDER BY batch_id, seq";
static const char SQL_LAST_BATCH[] = "SELECT max(batch_id) FROM change WHERE unit_id = $1 AND batch_id > $2";

/* One row that the batch wrote: what it made of it, and what stood there before. */
struct row {
	enum wg_table_id t;
	int64_t id;
	bool existed, exists; /* before the batch, after it */
	bool bulk;            /* created without changes of its own: now[] is not known */
	unsigned written;     /* columns, as bits */
	struct wg_value before[WG_MAX_COLUMNS], now[WG_MAX_COLUMNS];
	int64_t age; /* of its oldest change: the greater, the older */
};

/* What was made last goes first, and what went last comes back first: units and their rows are taken in the order of
 * age, so that nothing goes before what refers to it. */
struct unit {
	int64_t id, age;
	WG_VEC(struct row *) rows;
};

struct undo {
	struct wg_tx *tx;
	struct wg_arena *a;
	int64_t batch;
	struct wg_map unit_index;
	WG_VEC(struct unit *) units;
	WG_VEC(struct wg_undo_kept) kept;
	int64_t age; /* changes read so far, the newest first */
};

static struct unit *unit_of(struct undo *u, int64_t id)
{
	bool is_new;
	int64_t *slot = wg_map_put(&u->unit_index, id, &is_new);
	if (is_new) {
		struct unit *unit = WG_NEW(u->a, struct unit, 1);
		unit->id = id;
		*slot = (int64_t)u->units.len;
		WG_PUSH(&u->units, unit);
	}
	u->units.at[*slot]->age = ++u->age;
	return u->units.at[*slot];
}

static struct row *find_row(const struct unit *unit, enum wg_table_id t, int64_t id)
{
	for (size_t i = 0; i < unit->rows.len; i++) {
		if (unit->rows.at[i]->t == t && unit->rows.at[i]->id == id)
			return unit->rows.at[i];
	}
	return NULL;
}

static struct row *row_of(struct undo *u, struct unit *unit, enum wg_table_id t, int64_t id)
{
	struct row *r = find_row(unit, t, id);
	if (!r) {
		r = WG_NEW(u->a, struct row, 1);
		*r = (struct row){.t = t, .id = id, .existed = true, .exists = true};
		WG_PUSH(&unit->rows, r);
	}
	r->age = u->age;
	return r;
}

static struct wg_value journal_value(struct undo *u, enum wg_table_id t, int col, const char *text)
{
	if (!text)
		return (struct wg_value){0};
	if (wg_table_info[t].column[col].type == 'I')
		return wg_int_value(strtoll(text, NULL, 10));
	return wg_text_value(wg_arena_strdup(u->a, text));
}

/* Changes come newest first: the first seen says what the batch left, the last what it found. */
static enum wg_err load_changes(struct undo *u, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(u->tx->db, SQL_CHANGES);
	wg_bind_int(st, 1, u->batch);
	while (wg_step(st)) {
		int op = (int)wg_int(st, 0), col = (int)wg_int(st, 4);
		enum wg_table_id t = (enum wg_table_id)wg_int(st, 1);
		struct row *r = row_of(u, unit_of(u, wg_int(st, 3)), t, wg_int(st, 2));
		if (!(r->written & (1u << col)))
			r->now[col] = journal_value(u, t, col, wg_text(st, 6));
		if (!r->written)
			r->exists = op != 3;
		r->written |= 1u << col;
		r->before[col] = journal_value(u, t, col, wg_text(st, 5));
		r->existed = op != 1;
	}
	return wg_done(st, e);
}

static int by_row_age(const void *a, const void *b)
{
	const struct row *x = *(struct row *const *)a, *y = *(struct row *const *)b;
	/* A row created in bulk may hold the place of what is set back: the contact that followed the closed one. */
	if (x->bulk != y->bulk)
		return x->bulk ? -1 : 1;
	return (x->age > y->age) - (x->age < y->age);
}

static int by_unit_age(const void *a, const void *b)
{
	const struct unit *x = *(struct unit *const *)a, *y = *(struct unit *const *)b;
	return (x->age > y->age) - (x->age < y->age);
}

static void sort_by_age(struct undo *u)
{
	if (u->units.len > 1)
		qsort(u->units.at, u->units.len, sizeof *u->units.at, by_unit_age);
	for (size_t i = 0; i < u->units.len; i++) {
		struct unit *unit = u->units.at[i];
		if (unit->rows.len > 1)
			qsort(unit->rows.at, unit->rows.len, sizeof *unit->rows.at, by_row_age);
	}
}

/* The rows that a bulk batch created, in an order in which they can go: what refers before what is referred to. */
static enum wg_err load_created(struct undo *u, struct wg_error *e)
{
	static const struct {
		enum wg_table_id t;
		const char *sql;
	} order[] = {
		{WG_T_CARE,
		 "SELECT c.id, p.household_id FROM care c JOIN person p ON p.id = c.person_id WHERE c.batch_id = $1"},
		{WG_T_CONTACT, "SELECT id, household_id FROM contact WHERE batch_id = $1"},
		{WG_T_RESIDENCE, "SELECT id, household_id FROM residence WHERE batch_id = $1"},
		{WG_T_MAPPING, "SELECT id, id FROM mapping WHERE batch_id = $1"},
		{WG_T_RECUSAL, "SELECT id, id FROM recusal WHERE batch_id = $1"},
		{WG_T_AREA_PART, "SELECT id, id FROM area_part WHERE batch_id = $1"},
		{WG_T_PERSON, "SELECT id, household_id FROM person WHERE batch_id = $1"},
		{WG_T_HOUSEHOLD, "SELECT id, id FROM household WHERE batch_id = $1"},
		{WG_T_AREA, "SELECT id, id FROM area WHERE batch_id = $1"},
		{WG_T_DOOR, "SELECT id, id FROM door WHERE batch_id = $1"},
		{WG_T_PLACE, "SELECT id, id FROM place WHERE batch_id = $1 ORDER BY level DESC"},
	};
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < sizeof order / sizeof *order; i++) {
		struct wg_stmt *st = wg_query(u->tx->db, order[i].sql);
		wg_bind_int(st, 1, u->batch);
		while (wg_step(st)) {
			struct row *r = row_of(u, unit_of(u, wg_int(st, 1)), order[i].t, wg_int(st, 0));
			r->existed = false;
			r->bulk = true;
		}
		err = wg_done(st, e);
	}
	return err;
}

/* Does the row still hold what the batch left there? */
static enum wg_err still_as_left(struct undo *u, const struct row *r, bool *same, struct wg_error *e)
{
	struct wg_value now[WG_MAX_COLUMNS];
	enum wg_err err = wg_row_get(u->tx->db, r->t, r->id, now, u->a, e);
	if (err == WG_ENOTFOUND) {
		*same = !r->exists;
		return WG_OK;
	}
	*same = err == WG_OK && r->exists;
	for (int i = 0; *same && !r->bulk && i < wg_table_info[r->t].n_columns; i++) {
		if (!r->existed || (r->written & (1u << i)))
			*same = wg_value_equal(now[i], r->now[i]);
	}
	return err;
}

/* Bulk rows have no values in the journal. What they held is what the first later change of a column found there. */
static enum wg_err bulk_as_left(struct undo *u, const struct unit *unit, bool *same, struct wg_error *e)
{
	struct wg_map seen = {0};
	struct wg_stmt *st = wg_query(u->tx->db, SQL_LATER);
	enum wg_err err = WG_OK;
	wg_bind_int(st, 1, unit->id);
	wg_bind_int(st, 2, u->batch);
	while (err == WG_OK && *same && wg_step(st)) {
		enum wg_table_id t = (enum wg_table_id)wg_int(st, 1);
		int64_t id = wg_int(st, 2);
		int col = (int)wg_int(st, 3);
		bool is_new;
		wg_map_put(&seen, id * WG_MAX_COLUMNS + col, &is_new);
		if (!is_new || !find_row(unit, t, id))
			continue;
		struct wg_value now[WG_MAX_COLUMNS];
		err = wg_row_get(u->tx->db, t, id, now, u->a, e);
		*same = err == WG_OK && wg_value_equal(now[col], journal_value(u, t, col, wg_text(st, 4)));
		if (err == WG_ENOTFOUND)
			err = WG_OK;
	}
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	wg_map_free(&seen);
	return err != WG_OK ? err : done;
}

/* Is there a row that refers to r and does not go with it? */
static enum wg_err is_referred(struct undo *u, const struct unit *unit, const struct row *r, bool *yes,
			       struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (int t = 0; err == WG_OK && !*yes && t < WG_TABLES; t++) {
		for (int col = 0; err == WG_OK && !*yes && col < wg_table_info[t].n_columns; col++) {
			if (wg_column_ref((enum wg_table_id)t, col) != (int)r->t)
				continue;
			struct wg_stmt *st = wg_query(u->tx->db, wg__referrer_sql((enum wg_table_id)t, col));
			wg_bind_int(st, 1, r->id);
			while (!*yes && wg_step(st)) {
				const struct row *other = find_row(unit, (enum wg_table_id)t, wg_int(st, 0));
				*yes = !other || other->existed;
			}
			err = wg_done(st, e);
		}
	}
	return err;
}

static enum wg_err judge(struct undo *u, const struct unit *unit, bool *free_to_go, bool *referred, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	bool bulk = false;
	*free_to_go = true;
	*referred = false;
	for (size_t i = 0; err == WG_OK && *free_to_go && i < unit->rows.len; i++) {
		bulk = bulk || unit->rows.at[i]->bulk;
		err = still_as_left(u, unit->rows.at[i], free_to_go, e);
	}
	if (err == WG_OK && *free_to_go && bulk)
		err = bulk_as_left(u, unit, free_to_go, e);
	for (size_t i = 0; err == WG_OK && *free_to_go && i < unit->rows.len; i++) {
		const struct row *r = unit->rows.at[i];
		if (!r->existed && r->exists) {
			err = is_referred(u, unit, r, referred, e);
			*free_to_go = !*referred;
		}
	}
	return err;
}

static enum wg_err keep(struct undo *u, const struct unit *unit, bool referred, struct wg_error *e)
{
	int64_t later = 0;
	struct wg_stmt *st = wg_query(u->tx->db, SQL_LAST_BATCH);
	wg_bind_int(st, 1, unit->id);
	wg_bind_int(st, 2, u->batch);
	enum wg_err err = wg_one_int(st, 0, &later, e);
	struct wg_undo_kept kept = {.unit = unit->id,
				    .table = unit->rows.at[0]->t,
				    .row = unit->rows.at[0]->id,
				    .later = referred ? 0 : later};
	WG_PUSH(&u->kept, kept);
	return err;
}

static enum wg_err set_back_row(struct undo *u, const struct row *r, struct wg_error *e)
{
	int64_t id = r->id;
	if (!r->existed)
		return r->exists ? wg_row_delete(u->tx, r->t, id, e) : WG_OK;
	if (!r->exists)
		return wg_row_insert(u->tx, r->t, r->before, &id, e);
	enum wg_err err = WG_OK;
	for (int i = 0; err == WG_OK && i < wg_table_info[r->t].n_columns; i++) {
		if (r->written & (1u << i))
			err = wg_row_set(u->tx, r->t, id, i, r->before[i], e);
	}
	return err;
}

static enum wg_err set_back(struct undo *u, const struct unit *unit, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < unit->rows.len; i++)
		err = set_back_row(u, unit->rows.at[i], e);
	return err;
}

static enum wg_err siblings(struct undo *u, enum wg_table_id t, int64_t parent, int64_t ord, int64_t *n,
			    struct wg_error *e)
{
	struct wg_stmt *st = wg_query(
		u->tx->db, t == WG_T_PLACE
				   ? "SELECT count(*) FROM place WHERE parent_id IS NOT DISTINCT FROM $1 AND ord = $2"
				   : "SELECT count(*) FROM door WHERE entrance_id = $1 AND ord = $2");
	if (parent)
		wg_bind_int(st, 1, parent);
	wg_bind_int(st, 2, ord);
	return wg_one_int(st, 0, n, e);
}

/* A place in the walk that somebody else has taken meanwhile: the nearest free one instead. */
static enum wg_err move_aside(struct undo *u, const struct row *r, int64_t *reordered, struct wg_error *e)
{
	struct wg_value v[WG_MAX_COLUMNS];
	enum wg_err err = wg_row_get(u->tx->db, r->t, r->id, v, u->a, e);
	if (err != WG_OK)
		return err == WG_ENOTFOUND ? WG_OK : err;
	static const int above[WG_TABLES] = {[WG_T_PLACE] = WG_PLACE_PARENT_ID, [WG_T_DOOR] = WG_DOOR_ENTRANCE_ID};
	bool place = r->t == WG_T_PLACE;
	int col = place ? WG_PLACE_ORD : WG_DOOR_ORD;
	int64_t parent = v[above[r->t]].i, n = 0;
	int64_t room = wg_level_room(place ? (int)v[WG_PLACE_LEVEL].i - 1 : 5), ord = v[col].i;
	if ((err = siblings(u, r->t, parent, ord, &n, e)) != WG_OK || n <= 1)
		return err;
	for (int64_t d = 1; d <= room; d++) {
		for (int sign = -1; sign <= 1; sign += 2) {
			int64_t at = ord + sign * d;
			if (at < 1 || at > room)
				continue;
			if ((err = siblings(u, r->t, parent, at, &n, e)) != WG_OK)
				return err;
			if (n == 0) {
				++*reordered;
				return wg_row_set(u->tx, r->t, r->id, col, wg_int_value(at), e);
			}
		}
	}
	return WG_OK;
}

static enum wg_err settle_orders(struct undo *u, int64_t *reordered, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < u->units.len; i++) {
		const struct unit *unit = u->units.at[i];
		for (size_t k = 0; err == WG_OK && k < unit->rows.len; k++) {
			const struct row *r = unit->rows.at[k];
			if (r->existed && (r->t == WG_T_PLACE || r->t == WG_T_DOOR))
				err = move_aside(u, r, reordered, e);
		}
	}
	return err;
}

static enum wg_err batch_flags(struct undo *u, int64_t *flags, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(u->tx->db, SQL_BATCH);
	wg_bind_int(st, 1, u->batch);
	bool found = wg_step(st);
	if (found) {
		*flags = wg_int(st, 0);
		u->tx->born = wg_is_null(st, 1) ? 0 : wg_int(st, 1);
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && !found)
		err = wg_fail(e, WG_ENOTFOUND, N_("there is no batch {1}"), "l", (long long)u->batch);
	return err;
}

/* Rows of a bulk batch come back as created by it, so that it can be taken back again. */
static enum wg_err born_in_bulk(struct undo *u, struct wg_error *e)
{
	if (!u->tx->born)
		return WG_OK;
	int64_t flags = 0;
	struct wg_stmt *st = wg_query(u->tx->db, SQL_BATCH);
	wg_bind_int(st, 1, u->tx->born);
	enum wg_err err = wg_one_int(st, 0, &flags, e);
	if (!(flags & WG_BATCH_BULK))
		u->tx->born = 0;
	return err;
}

static enum wg_err go_through(struct undo *u, int64_t flags, struct wg_undo_report *report, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < u->units.len; i++) {
		bool free_to_go, referred;
		if ((err = judge(u, u->units.at[i], &free_to_go, &referred, e)) != WG_OK)
			break;
		if (!free_to_go) {
			err = keep(u, u->units.at[i], referred, e);
		} else {
			err = set_back(u, u->units.at[i], e);
			report->units++;
		}
	}
	if (err == WG_OK)
		err = settle_orders(u, &report->reordered, e);
	report->n_kept = u->kept.len;
	struct wg_undo_kept *kept = WG_NEW(u->a, struct wg_undo_kept, u->kept.len);
	if (u->kept.len > 0)
		memcpy(kept, u->kept.at, u->kept.len * sizeof *kept);
	report->kept = kept;
	if (err == WG_OK && u->kept.len > 0 && (flags & WG_BATCH_WHOLE))
		err = wg_fail(e, WG_EREFUSED,
			      N_("this can only be taken back whole, and {1} records have changed since"), "l",
			      (long long)u->kept.len);
	return err;
}

enum wg_err wg_undo_batch(struct wg_tx *tx, int64_t batch, struct wg_arena *a, struct wg_undo_report *report,
			  struct wg_error *e)
{
	struct undo u = {.tx = tx, .a = a, .batch = batch};
	int64_t flags = 0;
	*report = (struct wg_undo_report){0};
	enum wg_err err = batch_flags(&u, &flags, e);
	if (err == WG_OK)
		err = born_in_bulk(&u, e);
	if (err == WG_OK)
		err = load_changes(&u, e);
	if (err == WG_OK && (flags & WG_BATCH_BULK))
		err = load_created(&u, e);
	sort_by_age(&u);
	if (err == WG_OK)
		err = go_through(&u, flags, report, e);
	for (size_t i = 0; i < u.units.len; i++)
		WG_VEC_FREE(&u.units.at[i]->rows);
	wg_map_free(&u.unit_index);
	WG_VEC_FREE(&u.units);
	WG_VEC_FREE(&u.kept);
	return err;
}
