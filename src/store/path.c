#include "store/counter.h"
#include "store/derive.h"

static const int bits[] = {10, 10, 10, 12, 8, 12}; /* children of level 0 … 5 */

static const char SQL_PLACE[] = "SELECT p.level, p.ord, p.lo, p.hi, q.lo, p.parent_id, p.name FROM place p LEFT JOIN "
				"place q ON q.id = p.parent_id "
				"WHERE p.id = $1";
static const char SQL_SET_PLACE[] = "UPDATE place SET lo = $2, hi = $3 WHERE id = $1";
static const char SQL_CHILDREN[] = "SELECT id FROM place WHERE parent_id = $1";
static const char SQL_DOORS[] = "SELECT id FROM door WHERE entrance_id = $1";
static const char SQL_DOOR[] =
	"SELECT d.pos, p.lo + d.ord, d.ord, p.name FROM door d JOIN place p ON p.id = d.entrance_id WHERE d.id = $1";
static const char SQL_SET_DOOR[] = "UPDATE door SET pos = $2 WHERE id = $1";
static const char SQL_HOUSEHOLDS[] = "SELECT id FROM household WHERE door_id = $1";
static const char SQL_TWICE_PLACE[] = "SELECT min(name), max(name) FROM place WHERE parent_id IS NOT DISTINCT FROM $1 "
				      "GROUP BY ord HAVING count(*) > 1 LIMIT 1";
static const char SQL_TWICE_DOOR[] =
	"SELECT min(room), max(room) FROM door WHERE entrance_id = $1 GROUP BY ord HAVING count(*) > 1 LIMIT 1";

int wg_level_shift(int level)
{
	int shift = 0;
	for (int i = level; i < 6; i++)
		shift += bits[i];
	return shift;
}

int64_t wg_level_room(int level)
{
	return (INT64_C(1) << bits[level]) - 1;
}

typedef enum wg_err each_fn(struct wg_tx *, int64_t, struct wg_error *);

/* Calls fn for each id that the statement gives; ids are read first, since fn may write. */
static enum wg_err for_each(struct wg_tx *tx, const char *sql, int64_t of, each_fn *fn, struct wg_error *e)
{
	WG_VEC(int64_t) ids = {0};
	struct wg_stmt *st = wg_query(tx->db, sql);
	wg_bind_int(st, 1, of);
	while (wg_step(st))
		WG_PUSH(&ids, wg_int(st, 0));
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < ids.len; i++)
		err = fn(tx, ids.at[i], e);
	WG_VEC_FREE(&ids);
	return err;
}

static enum wg_err place_moved(struct wg_tx *tx, int64_t id, struct wg_error *e)
{
	wg_map_put(&tx->derive.places, id, NULL);
	return WG_OK;
}

static enum wg_err too_many(const char *name, int64_t room, struct wg_error *e)
{
	return wg_fail(e, WG_EREFUSED, N_("too many places beside {1}: at most {2} fit below one place"), "sl", name,
		       (long long)room);
}

static enum wg_err refresh_place(struct wg_tx *tx, int64_t id, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(tx->db, SQL_PLACE);
	wg_bind_int(st, 1, id);
	if (!wg_step(st))
		return wg_done(st, e);
	int level = (int)wg_int(st, 0);
	int64_t ord = wg_int(st, 1), lo = wg_int(st, 4) + (ord << wg_level_shift(level));
	int64_t hi = lo + (INT64_C(1) << wg_level_shift(level)) - 1;
	bool same = !wg_is_null(st, 2) && wg_int(st, 2) == lo && wg_int(st, 3) == hi;
	enum wg_err err =
		ord > wg_level_room(level - 1) ? too_many(wg_text(st, 6), wg_level_room(level - 1), e) : WG_OK;
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	if (err == WG_OK)
		err = done;
	if (err != WG_OK || same)
		return err;
	st = wg_query(tx->db, SQL_SET_PLACE);
	wg_bind_int(st, 1, id);
	wg_bind_int(st, 2, lo);
	wg_bind_int(st, 3, hi);
	if ((err = wg_exec(st, e)) == WG_OK && (err = for_each(tx, SQL_CHILDREN, id, place_moved, e)) == WG_OK)
		err = for_each(tx, SQL_DOORS, id, wg__touch_door, e);
	return err;
}

static enum wg_err refresh_door(struct wg_tx *tx, int64_t id, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(tx->db, SQL_DOOR);
	wg_bind_int(st, 1, id);
	if (!wg_step(st))
		return wg_done(st, e);
	int64_t pos = wg_int(st, 1);
	bool same = !wg_is_null(st, 0) && wg_int(st, 0) == pos;
	enum wg_err err = wg_int(st, 2) > wg_level_room(5) ? too_many(wg_text(st, 3), wg_level_room(5), e) : WG_OK;
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	if (err == WG_OK)
		err = done;
	if (err != WG_OK || same)
		return err;
	st = wg_query(tx->db, SQL_SET_DOOR);
	wg_bind_int(st, 1, id);
	wg_bind_int(st, 2, pos);
	if ((err = wg_exec(st, e)) == WG_OK)
		err = for_each(tx, SQL_HOUSEHOLDS, id, wg__touch_household, e);
	return err;
}

/* The list grows while it is walked: a moved place adds its children, an entrance its doors. A place that is met
 * before its parent is met again after it. */
enum wg_err wg__path_flush(struct wg_tx *tx, struct wg_error *e)
{
	struct wg__derive *d = &tx->derive;
	enum wg_err err = WG_OK;
	while (err == WG_OK && d->places.len > 0) {
		WG_VEC(int64_t) now = {0};
		for (size_t i = 0; i < d->places.len; i++)
			WG_PUSH(&now, d->places.entries[i].key);
		wg_map_clear(&d->places);
		for (size_t i = 0; err == WG_OK && i < now.len; i++)
			err = refresh_place(tx, now.at[i], e);
		WG_VEC_FREE(&now);
	}
	for (size_t i = 0; err == WG_OK && i < d->doors.len; i++)
		err = refresh_door(tx, d->doors.entries[i].key, e);
	return err;
}

static enum wg_err check_orders(struct wg_tx *tx, struct wg_map *of, const char *sql, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < of->len; i++) {
		struct wg_stmt *st = wg_query(tx->db, sql);
		if (of->entries[i].key)
			wg_bind_int(st, 1, of->entries[i].key);
		if (wg_step(st))
			err = wg_fail(e, WG_EREFUSED, N_("{1} and {2} have the same place in the walking order"), "ss",
				      wg_text(st, 0), wg_text(st, 1));
		enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
		if (err == WG_OK)
			err = done;
	}
	wg_map_clear(of);
	return err;
}

enum wg_err wg__order_check(struct wg_tx *tx, struct wg_error *e)
{
	enum wg_err err = check_orders(tx, &tx->derive.parents, SQL_TWICE_PLACE, e);
	return err != WG_OK ? err : check_orders(tx, &tx->derive.entrances, SQL_TWICE_DOOR, e);
}
