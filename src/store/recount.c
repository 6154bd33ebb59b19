#include "store/counter.h"
#include "store/derive.h"

/* Each check is a query over all rows that gives the ids of those that are not as they should be. */

/* SQL: a place starts where its parent starts, plus its ord at the parent's level. */
static const char SQL_PLACE_PATHS[] =
	"SELECT p.id FROM place p LEFT JOIN place q ON q.id = p.parent_id WHERE p.level = $1 AND "
	"(p.lo IS NOT DISTINCT FROM coalesce(q.lo, 0) + p.ord * $2 AND p.hi IS NOT DISTINCT FROM p.lo + $2 - 1) IS NOT "
	"TRUE";
static const char SQL_DOOR_PATHS[] = "SELECT d.id FROM door d JOIN place p ON p.id = d.entrance_id "
				     "WHERE d.pos IS DISTINCT FROM p.lo + d.ord";
static const char SQL_HOUSEHOLDS[] =
	"SELECT h.id, " WG__HOUSEHOLD_NOW ", " WG__HOUSEHOLD_STORED " FROM household h JOIN door d ON d.id = h.door_id";
static const char SQL_CARE[] =
	"SELECT c.id FROM care c JOIN person p ON p.id = c.person_id JOIN household h ON h.id = p.household_id "
	"JOIN code k ON k.list = 'care' AND k.code = c.care_group WHERE "
	"c.pos IS DISTINCT FROM CASE WHEN c.until IS NULL AND p.gone IS NULL THEN h.pos END";
static const char SQL_PLACES[] = "SELECT p.id, p.lo, p.hi, s.households, s.covered, s.people, s.care, s.own, s.load, "
				 "s.homes, s.vacant, s.needs FROM place p LEFT JOIN place_stat s ON s.place_id = p.id";
static const char SQL_COUNT_HOUSEHOLDS[] =
	"SELECT count(*), count(contact_id), coalesce(sum(people), 0), count(gravest), "
	"coalesce(sum(origin = 'own'), 0), coalesce(sum(weight), 0) "
	"FROM household WHERE pos BETWEEN $1 AND $2 AND status = 'here'";
static const char SQL_COUNT_DOORS[] =
	"SELECT count(*), coalesce(sum(NOT EXISTS (SELECT 1 FROM household h WHERE h.door_id = d.id AND "
	"h.status <> 'gone')), 0) FROM door d WHERE d.pos BETWEEN $1 AND $2 AND d.kind = 'home'";

/* SQL: of households, and of places themselves. */
static const char SQL_COUNT_NEEDS[] =
	"SELECT (SELECT coalesce(sum(needs), 0) FROM household WHERE pos BETWEEN $1 AND $2) + (SELECT count(*) FROM "
	"need n JOIN place p ON p.id = n.place_id WHERE n.household_id IS NULL AND p.lo >= $1 AND p.hi <= $2 AND "
	"n." WG__NEED_OPEN ")";

static enum wg_err report_all(struct wg_stmt *st, const char *what, wg_differ_fn *differ, void *user,
			      struct wg_error *e)
{
	while (wg_step(st))
		differ(user, what, wg_int(st, 0));
	return wg_done(st, e);
}

static enum wg_err recount_paths(struct wg_db *db, wg_differ_fn *differ, void *user, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (int level = 1; err == WG_OK && level <= 5; level++) {
		struct wg_stmt *st = wg_query(db, SQL_PLACE_PATHS);
		wg_bind_int(st, 1, level);
		wg_bind_int(st, 2, INT64_C(1) << wg_level_shift(level));
		err = report_all(st, "path of a place", differ, user, e);
	}
	return err != WG_OK ? err : report_all(wg_query(db, SQL_DOOR_PATHS), "path of a door", differ, user, e);
}

static enum wg_err recount_households(struct wg_db *db, wg_differ_fn *differ, void *user, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(db, SQL_HOUSEHOLDS);
	while (wg_step(st)) {
		const char *what = wg__household_differs(st, 1);
		if (what)
			differ(user, what, wg_int(st, 0));
	}
	enum wg_err err = wg_done(st, e);
	return err != WG_OK ? err : report_all(wg_query(db, SQL_CARE), "place of a care group", differ, user, e);
}

static enum wg_err count_range(struct wg_db *db, int64_t lo, int64_t hi, int64_t n[WG_COUNTERS], struct wg_error *e)
{
	struct wg_stmt *st = wg_query(db, SQL_COUNT_HOUSEHOLDS);
	wg_bind_int(st, 1, lo);
	wg_bind_int(st, 2, hi);
	if (wg_step(st)) {
		for (int i = 0; i < WG_C_HOMES; i++)
			n[i] = wg_int(st, i);
	}
	enum wg_err err = wg_done(st, e);
	if (err != WG_OK)
		return err;
	st = wg_query(db, SQL_COUNT_DOORS);
	wg_bind_int(st, 1, lo);
	wg_bind_int(st, 2, hi);
	if (wg_step(st)) {
		n[WG_C_HOMES] = wg_int(st, 0);
		n[WG_C_VACANT] = wg_int(st, 1);
	}
	if ((err = wg_done(st, e)) != WG_OK)
		return err;
	st = wg_query(db, SQL_COUNT_NEEDS);
	wg_bind_int(st, 1, lo);
	wg_bind_int(st, 2, hi);
	return wg_one_int(st, 0, &n[WG_C_NEEDS], e);
}

static enum wg_err recount_counters(struct wg_db *db, wg_differ_fn *differ, void *user, struct wg_error *e)
{
	static const char *const what[WG_COUNTERS] = {"households", "covered", "people", "care", "own",
						      "load",       "homes",   "vacant", "needs"};
	struct wg_stmt *st = wg_query(db, SQL_PLACES);
	enum wg_err err = WG_OK;
	while (err == WG_OK && wg_step(st)) {
		int64_t n[WG_COUNTERS] = {0};
		err = count_range(db, wg_int(st, 1), wg_int(st, 2), n, e);
		for (int i = 0; err == WG_OK && i < WG_COUNTERS; i++) {
			if (wg_is_null(st, i + 3) || wg_int(st, i + 3) != n[i])
				differ(user, what[i], wg_int(st, 0));
		}
	}
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	return err != WG_OK ? err : done;
}

enum wg_err wg_recount(struct wg_db *db, wg_differ_fn *differ, void *user, struct wg_error *e)
{
	enum wg_err err = recount_paths(db, differ, user, e);
	if (err == WG_OK)
		err = recount_households(db, differ, user, e);
	return err != WG_OK ? err : recount_counters(db, differ, user, e);
}
