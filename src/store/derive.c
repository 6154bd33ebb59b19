#include <string.h>

#include "store/counter.h"

/* Which derived values each change touches. They are brought up to date at the flush: paths first, since counters stand
 * on them, then households and counters, then search keys. */

static const char SQL_DOOR_OF[] = "SELECT door_id FROM household WHERE id = $1";
static const char SQL_BEHIND_DOOR[] = "SELECT id FROM household WHERE door_id = $1";
static const char SQL_OF_GROUP[] =
	"SELECT DISTINCT p.household_id FROM care c JOIN person p ON p.id = c.person_id WHERE c.until IS NULL AND "
	"c.care_group = coalesce($2, (SELECT code FROM code WHERE id = $1 AND list = 'care'))";
static const char SQL_NEED_HOUSEHOLD[] = "SELECT household_id FROM need WHERE id = $1";
static const char SQL_DROP_STAT[] = "DELETE FROM place_stat WHERE place_id = $1";

/* A door that changes its entrance takes its households' shares along. */
static enum wg_err touch_door_and_households(struct wg_tx *tx, int64_t id, struct wg_error *e)
{
	WG_VEC(int64_t) ids = {0};
	struct wg_stmt *st = wg_query(tx->db, SQL_BEHIND_DOOR);
	wg_bind_int(st, 1, id);
	while (wg_step(st))
		WG_PUSH(&ids, wg_int(st, 0));
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < ids.len; i++)
		err = wg__touch_household(tx, ids.at[i], e);
	WG_VEC_FREE(&ids);
	return err == WG_OK ? wg__touch_door(tx, id, e) : err;
}

static enum wg_err touch_household_and_door(struct wg_tx *tx, int64_t id, struct wg_error *e)
{
	enum wg_err err = wg__touch_household(tx, id, e);
	int64_t door = 0;
	struct wg_stmt *st = wg_query(tx->db, SQL_DOOR_OF);
	wg_bind_int(st, 1, id);
	if (err == WG_OK)
		err = wg_one_int(st, 0, &door, e);
	return err == WG_OK && door ? wg__touch_door(tx, door, e) : err;
}

/* What is pending goes up the chain as it stands now, before the chain changes. */
static enum wg_err place_before(struct wg_tx *tx, int64_t id, int col, struct wg_error *e)
{
	if (col != WG_PLACE_PARENT_ID && col != WG_ALL_COLUMNS)
		return WG_OK;
	if (tx->derive.shares.len > 0) {
		enum wg_err err = wg__derive_flush(tx, e);
		if (err != WG_OK)
			return err;
	}
	return col == WG_PLACE_PARENT_ID ? wg__counters_shift(tx, id, -1, e) : WG_OK;
}

static enum wg_err place_after(struct wg_tx *tx, int64_t id, int col, struct wg_error *e)
{
	if (col == WG_ALL_COLUMNS) {
		struct wg_stmt *st = wg_query(tx->db, SQL_DROP_STAT);
		wg_bind_int(st, 1, id);
		return wg_exec(st, e);
	}
	if (col != WG_PLACE_PARENT_ID && col != WG_PLACE_ORD)
		return WG_OK;
	int64_t parent = 0;
	enum wg_err err = wg__parent_of(tx, id, &parent, e);
	wg_map_put(&tx->derive.places, id, NULL);
	wg_map_put(&tx->derive.parents, parent, NULL);
	return err == WG_OK && col == WG_PLACE_PARENT_ID ? wg__counters_shift(tx, id, 1, e) : err;
}

/* The weight of a care group counts in every household that has a member in it. */
static enum wg_err touch_care_group(struct wg_tx *tx, int64_t code, const char *group, struct wg_error *e)
{
	WG_VEC(int64_t) ids = {0};
	struct wg_stmt *st = wg_query(tx->db, SQL_OF_GROUP);
	wg_bind_int(st, 1, code);
	wg_bind_text(st, 2, group);
	while (wg_step(st))
		WG_PUSH(&ids, wg_int(st, 0));
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < ids.len; i++)
		err = wg__touch_household(tx, ids.at[i], e);
	WG_VEC_FREE(&ids);
	return err;
}

/* A need counts at its household, or else at its place. */
static enum wg_err touch_need(struct wg_tx *tx, int64_t id, struct wg_error *e)
{
	int64_t household = 0;
	struct wg_stmt *st = wg_query(tx->db, SQL_NEED_HOUSEHOLD);
	wg_bind_int(st, 1, id);
	enum wg_err err = wg_one_int(st, 0, &household, e);
	if (err == WG_OK)
		err = wg__touch_need(tx, id, e);
	return err == WG_OK && household ? wg__touch_household(tx, household, e) : err;
}

enum wg_err wg__derive_insert(struct wg_tx *tx, enum wg_table_id t, int64_t id, const struct wg_value *v,
			      struct wg_error *e)
{
	struct wg__derive *d = &tx->derive;
	int64_t unit = 0;
	enum wg_err err = WG_OK;
	switch ((int)t) { /* of the others nothing is derived */
	case WG_T_PLACE:
		wg_map_put(&d->places, id, NULL);
		wg_map_put(&d->parents, v[WG_PLACE_PARENT_ID].i, NULL);
		return wg__counters_of_new(tx, id, e);
	case WG_T_DOOR:
		wg__touch_new(tx, &d->doors, id);
		wg_map_put(&d->entrances, v[WG_DOOR_ENTRANCE_ID].i, NULL);
		return WG_OK;
	case WG_T_HOUSEHOLD: /* its door is noted before it is no longer vacant */
		wg__touch_new(tx, &d->households, id);
		return wg__touch_door(tx, v[WG_HOUSEHOLD_DOOR_ID].i, e);
	case WG_T_PERSON:
		wg_map_put(&d->persons, id, NULL);
		return wg__touch_household(tx, v[WG_PERSON_HOUSEHOLD_ID].i, e);
	case WG_T_CONTACT:
		return wg__touch_household(tx, v[WG_CONTACT_HOUSEHOLD_ID].i, e);
	case WG_T_CARE:
		err = wg__unit_of(tx, WG_T_PERSON, v[WG_CARE_PERSON_ID].i, &unit, e);
		return err == WG_OK ? wg__touch_household(tx, unit, e) : err;
	case WG_T_NEED:
		wg__touch_new(tx, &d->needs, id);
		unit = v[WG_NEED_HOUSEHOLD_ID].i;
		return unit ? wg__touch_household(tx, unit, e) : WG_OK;
	case WG_T_ENTRY:
		wg_map_put(&d->postings, v[WG_ENTRY_POSTING_ID].i, NULL);
		return WG_OK;
	case WG_T_CODE:
		return strcmp(v[WG_CODE_LIST].s, "care") == 0 ? touch_care_group(tx, id, v[WG_CODE_CODE].s, e) : WG_OK;
	default:
		break;
	}
	return WG_OK;
}

enum wg_err wg__derive_before(struct wg_tx *tx, enum wg_table_id t, int64_t id, int col, struct wg_error *e)
{
	int64_t unit = 0;
	enum wg_err err = WG_OK;
	switch ((int)t) { /* of the others nothing is derived */
	case WG_T_PLACE:
		return place_before(tx, id, col, e);
	case WG_T_DOOR:
		return col == WG_DOOR_ENTRANCE_ID ? touch_door_and_households(tx, id, e) : wg__touch_door(tx, id, e);
	case WG_T_HOUSEHOLD:
		return touch_household_and_door(tx, id, e);
	case WG_T_PERSON:
	case WG_T_CARE:
	case WG_T_CONTACT:
		if (t == WG_T_PERSON && (col == WG_PERSON_NAME || col == WG_PERSON_PHONE || col == WG_ALL_COLUMNS))
			err = wg__keys_before(tx, id, e);
		if (err == WG_OK)
			err = wg__unit_of(tx, t, id, &unit, e);
		return err == WG_OK ? wg__touch_household(tx, unit, e) : err;
	case WG_T_NEED:
		return touch_need(tx, id, e);
	case WG_T_ENTRY:
		err = wg__unit_of(tx, t, id, &unit, e);
		wg_map_put(&tx->derive.postings, unit, NULL);
		return err;
	case WG_T_CODE:
		return touch_care_group(tx, id, NULL, e);
	default:
		break;
	}
	return WG_OK;
}

/* A row that has gone needs no second look; one that has changed may now count elsewhere. */
enum wg_err wg__derive_after(struct wg_tx *tx, enum wg_table_id t, int64_t id, int col, struct wg_error *e)
{
	if (t == WG_T_PLACE)
		return place_after(tx, id, col, e);
	if (t == WG_T_DOOR) {
		struct wg_stmt *st = wg_query(tx->db, "SELECT entrance_id FROM door WHERE id = $1");
		int64_t entrance;
		wg_bind_int(st, 1, id);
		enum wg_err err = wg_one_int(st, 0, &entrance, e);
		if (err == WG_OK && entrance)
			wg_map_put(&tx->derive.entrances, entrance, NULL);
		return err;
	}
	return col == WG_ALL_COLUMNS ? WG_OK : wg__derive_before(tx, t, id, col, e);
}

enum wg_err wg__derive_flush(struct wg_tx *tx, struct wg_error *e)
{
	enum wg_err err = wg__path_flush(tx, e);
	if (err == WG_OK)
		err = wg__counters_flush(tx, e);
	return err == WG_OK ? wg__keys_flush(tx, e) : err;
}
