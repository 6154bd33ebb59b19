#include <string.h>

#include "store/counter.h"

/* Before a row changes, what its household or door adds to the counters is noted once; at the flush it is taken again
 * and the difference goes up the parents. */

static const char SQL_HOUSEHOLD_NOW[] =
	"SELECT " WG__HOUSEHOLD_NOW ", " WG__HOUSEHOLD_STORED ", d.entrance_id, "
	"h.status, h.origin FROM household h JOIN door d ON d.id = h.door_id WHERE h.id = $1";
static const char SQL_SET_HOUSEHOLD[] = "UPDATE household SET pos = $2, weight = $3, people = $4, gravest = $5, "
					"contact_id = $6, needs = $7 WHERE id = $1";
static const char SQL_SET_CARE[] =
	"UPDATE care SET pos = CASE WHEN care.until IS NULL AND p.gone IS NULL THEN $2 END FROM person p WHERE "
	"p.household_id = $1 AND care.person_id = p.id AND care.pos IS DISTINCT FROM CASE WHEN care.until IS NULL AND "
	"p.gone IS NULL THEN $2 END";
static const char SQL_HOUSEHOLD_SHARE[] =
	"SELECT h.weight, h.people, h.gravest, h.contact_id, h.needs, d.entrance_id, h.status, h.origin "
	"FROM household h JOIN door d ON d.id = h.door_id WHERE h.id = $1";
static const char SQL_DOOR_SHARE[] =
	"SELECT d.entrance_id, d.kind = 'home', EXISTS (SELECT 1 FROM household h WHERE h.door_id = d.id AND "
	"h.status <> 'gone') FROM door d WHERE d.id = $1";
/* A need of a household counts with the household. */
static const char SQL_NEED_SHARE[] =
	"SELECT place_id, " WG__NEED_OPEN " FROM need WHERE id = $1 AND household_id IS NULL";
static const char SQL_ADD_STAT[] =
	"INSERT INTO place_stat VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (place_id) DO UPDATE SET "
	"households = households + excluded.households, covered = covered + excluded.covered, "
	"people = people + excluded.people, care = care + excluded.care, own = own + excluded.own, "
	"load = load + excluded.load, homes = homes + excluded.homes, vacant = vacant + excluded.vacant, "
	"needs = needs + excluded.needs";
static const char SQL_STAT[] =
	"SELECT households, covered, people, care, own, load, homes, vacant, needs FROM place_stat WHERE place_id = $1";
static const char SQL_PARENT[] = "SELECT parent_id FROM place WHERE id = $1";

static bool says(const char *text, const char *word)
{
	return text && strcmp(text, word) == 0;
}

/* What a household adds to its entrance. From column `derived` on: weight, people, gravest, contact, needs; from
 * `place` on: entrance, status, origin. */
static struct wg__share read_share(struct wg_stmt *st, int derived, int place)
{
	struct wg__share share = {.place = wg_int(st, place)};
	share.n[WG_C_NEEDS] = (int32_t)wg_int(st, derived + 4);
	if (!says(wg_text(st, place + 1), "here"))
		return share;
	share.n[WG_C_HOUSEHOLDS] = 1;
	share.n[WG_C_OWN] = says(wg_text(st, place + 2), "own");
	share.n[WG_C_LOAD] = (int32_t)wg_int(st, derived);
	share.n[WG_C_PEOPLE] = (int32_t)wg_int(st, derived + 1);
	share.n[WG_C_CARE] = !wg_is_null(st, derived + 2);
	share.n[WG_C_COVERED] = !wg_is_null(st, derived + 3);
	return share;
}

/* From the row's derived columns as they stand. */
static enum wg_err household_share(struct wg_tx *tx, int64_t id, struct wg__share *share, struct wg_error *e)
{
	*share = (struct wg__share){0};
	struct wg_stmt *st = wg_query(tx->db, SQL_HOUSEHOLD_SHARE);
	wg_bind_int(st, 1, id);
	if (wg_step(st))
		*share = read_share(st, 0, 5);
	return wg_done(st, e);
}

static enum wg_err door_share(struct wg_tx *tx, int64_t id, struct wg__share *share, struct wg_error *e)
{
	*share = (struct wg__share){0};
	struct wg_stmt *st = wg_query(tx->db, SQL_DOOR_SHARE);
	wg_bind_int(st, 1, id);
	if (wg_step(st)) {
		share->place = wg_int(st, 0);
		share->n[WG_C_HOMES] = (int32_t)wg_int(st, 1);
		share->n[WG_C_VACANT] = wg_int(st, 1) && !wg_int(st, 2);
	}
	return wg_done(st, e);
}

static enum wg_err need_share(struct wg_tx *tx, int64_t id, struct wg__share *share, struct wg_error *e)
{
	*share = (struct wg__share){0};
	struct wg_stmt *st = wg_query(tx->db, SQL_NEED_SHARE);
	wg_bind_int(st, 1, id);
	if (wg_step(st)) {
		share->place = wg_int(st, 0);
		share->n[WG_C_NEEDS] = (int32_t)wg_int(st, 1);
	}
	return wg_done(st, e);
}

typedef enum wg_err share_fn(struct wg_tx *, int64_t, struct wg__share *, struct wg_error *);

/* A new household or door added nothing before. */
void wg__touch_new(struct wg_tx *tx, struct wg_map *map, int64_t id)
{
	bool is_new;
	int64_t *slot = wg_map_put(map, id, &is_new);
	if (is_new) {
		*slot = (int64_t)tx->derive.shares.len;
		WG_PUSH(&tx->derive.shares, (struct wg__share){0});
	}
}

/* Notes the share of a household or door before its first change. */
static enum wg_err touch(struct wg_tx *tx, struct wg_map *map, share_fn *share_of, int64_t id, struct wg_error *e)
{
	bool is_new;
	int64_t *slot = wg_map_put(map, id, &is_new);
	if (!is_new)
		return WG_OK;
	*slot = (int64_t)tx->derive.shares.len;
	WG_PUSH(&tx->derive.shares, (struct wg__share){0});
	struct wg__share share;
	enum wg_err err = share_of(tx, id, &share, e);
	if (err == WG_OK)
		tx->derive.shares.at[tx->derive.shares.len - 1] = share;
	return err;
}

enum wg_err wg__touch_household(struct wg_tx *tx, int64_t id, struct wg_error *e)
{
	return touch(tx, &tx->derive.households, household_share, id, e);
}

enum wg_err wg__touch_door(struct wg_tx *tx, int64_t id, struct wg_error *e)
{
	return touch(tx, &tx->derive.doors, door_share, id, e);
}

enum wg_err wg__touch_need(struct wg_tx *tx, int64_t id, struct wg_error *e)
{
	return touch(tx, &tx->derive.needs, need_share, id, e);
}

static enum wg_err add_stat(struct wg_tx *tx, int64_t place, const int32_t n[WG_COUNTERS], int sign, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(tx->db, SQL_ADD_STAT);
	wg_bind_int(st, 1, place);
	for (int i = 0; i < WG_COUNTERS; i++)
		wg_bind_int(st, i + 2, sign * n[i]);
	return wg_exec(st, e);
}

enum wg_err wg__parent_of(struct wg_tx *tx, int64_t place, int64_t *parent, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(tx->db, SQL_PARENT);
	wg_bind_int(st, 1, place);
	return wg_one_int(st, 0, parent, e);
}

/* Adds the totals of a place that changes its parent to the chain above it, or takes them away. */
enum wg_err wg__counters_shift(struct wg_tx *tx, int64_t place, int sign, struct wg_error *e)
{
	int32_t n[WG_COUNTERS] = {0};
	struct wg_stmt *st = wg_query(tx->db, SQL_STAT);
	wg_bind_int(st, 1, place);
	if (wg_step(st)) {
		for (int i = 0; i < WG_COUNTERS; i++)
			n[i] = (int32_t)wg_int(st, i);
	}
	enum wg_err err = wg_done(st, e);
	int64_t up = 0;
	if (err == WG_OK)
		err = wg__parent_of(tx, place, &up, e);
	while (err == WG_OK && up) {
		if ((err = add_stat(tx, up, n, sign, e)) == WG_OK)
			err = wg__parent_of(tx, up, &up, e);
	}
	return err;
}

const char *wg__household_differs(struct wg_stmt *st, int first)
{
	static const char *const what[] = {"pos", "weight", "people", "care group", "contact", "needs"};
	enum { DERIVED = sizeof what / sizeof *what };
	for (int i = first; i < first + DERIVED; i++) {
		const char *now = wg_text(st, i), *stored = wg_text(st, i + DERIVED);
		if (now != stored && (!now || !stored || strcmp(now, stored) != 0))
			return what[i - first];
	}
	return NULL;
}

static enum wg_err set_household(struct wg_tx *tx, int64_t id, struct wg_stmt *now, struct wg_error *e)
{
	struct wg_stmt *set = wg_query(tx->db, SQL_SET_HOUSEHOLD);
	wg_bind_int(set, 1, id);
	for (int i = 0; i < 3; i++)
		wg_bind_int(set, i + 2, wg_int(now, i));
	wg_bind_text(set, 5, wg_text(now, 3));
	if (!wg_is_null(now, 4))
		wg_bind_int(set, 6, wg_int(now, 4));
	wg_bind_int(set, 7, wg_int(now, 5));
	return wg_exec(set, e);
}

static enum wg_err set_care(struct wg_tx *tx, int64_t id, int64_t pos, struct wg_error *e)
{
	struct wg_stmt *set = wg_query(tx->db, SQL_SET_CARE);
	wg_bind_int(set, 1, id);
	wg_bind_int(set, 2, pos);
	return wg_exec(set, e);
}

/* Writes the household's derived columns when they differ from what follows from the rest; *share is what it adds to
 * its entrance then. */
static enum wg_err refresh_household(struct wg_tx *tx, int64_t id, struct wg__share *share, struct wg_error *e)
{
	struct wg_stmt *now = wg_query(tx->db, SQL_HOUSEHOLD_NOW);
	enum wg_err err = WG_OK;
	*share = (struct wg__share){0};
	wg_bind_int(now, 1, id);
	if (wg_step(now)) {
		*share = read_share(now, 1, 12);
		if (wg__household_differs(now, 0))
			err = set_household(tx, id, now, e);
		if (err == WG_OK && (!wg_is_null(now, 3) || !wg_is_null(now, 9)))
			err = set_care(tx, id, wg_int(now, 0), e);
	}
	enum wg_err done = wg_done(now, err == WG_OK ? e : NULL);
	return err != WG_OK ? err : done;
}

/* Adds sign * share to its place in sums, an array of WG_COUNTERS for each place of the map. */
struct sums {
	struct wg_map places;
	WG_VEC(int32_t) n;
};

static int32_t *sum_of(struct sums *s, int64_t place)
{
	bool is_new;
	int64_t *slot = wg_map_put(&s->places, place, &is_new);
	if (is_new) {
		*slot = (int64_t)s->n.len;
		for (int i = 0; i < WG_COUNTERS; i++)
			WG_PUSH(&s->n, 0);
	}
	return s->n.at + *slot;
}

static void add_share(struct sums *s, const struct wg__share *share, int sign)
{
	if (!share->place)
		return;
	int32_t *n = sum_of(s, share->place);
	for (int i = 0; i < WG_COUNTERS; i++)
		n[i] += sign * share->n[i];
}

static enum wg_err add_differences(struct wg_tx *tx, struct wg_map *map, share_fn *share_of, struct sums *s,
				   struct wg_error *e)
{
	for (size_t i = 0; i < map->len; i++) {
		struct wg__share now;
		enum wg_err err = share_of(tx, map->entries[i].key, &now, e);
		if (err != WG_OK)
			return err;
		add_share(s, &tx->derive.shares.at[map->entries[i].value], -1);
		add_share(s, &now, 1);
	}
	return WG_OK;
}

static bool all_zero(const int32_t *n)
{
	for (int i = 0; i < WG_COUNTERS; i++) {
		if (n[i])
			return false;
	}
	return true;
}

/* Each place's difference goes to every place above it; one write a place. */
static enum wg_err flush_sums(struct wg_tx *tx, struct sums *s, struct wg_error *e)
{
	struct wg_arena arena = {0};
	enum wg_err err = WG_OK;
	size_t touched = s->places.len;
	int32_t *first = WG_NEW(&arena, int32_t, s->n.len);
	if (touched > 0)
		memcpy(first, s->n.at, s->n.len * sizeof *first);
	for (size_t i = 0; err == WG_OK && i < touched; i++) {
		int64_t up = s->places.entries[i].key;
		const int32_t *own = first + s->places.entries[i].value;
		if (all_zero(own))
			continue;
		while ((err = wg__parent_of(tx, up, &up, e)) == WG_OK && up) {
			int32_t *sum = sum_of(s, up);
			for (int k = 0; k < WG_COUNTERS; k++)
				sum[k] += own[k];
		}
	}
	for (size_t i = 0; err == WG_OK && i < s->places.len; i++) {
		const int32_t *n = s->n.at + s->places.entries[i].value;
		if (!all_zero(n))
			err = add_stat(tx, s->places.entries[i].key, n, 1, e);
	}
	wg_arena_free(&arena);
	return err;
}

enum wg_err wg__counters_flush(struct wg_tx *tx, struct wg_error *e)
{
	struct wg__derive *d = &tx->derive;
	struct sums sums = {0};
	enum wg_err err = add_differences(tx, &d->households, refresh_household, &sums, e);
	if (err == WG_OK)
		err = add_differences(tx, &d->doors, door_share, &sums, e);
	if (err == WG_OK)
		err = add_differences(tx, &d->needs, need_share, &sums, e);
	if (err == WG_OK)
		err = flush_sums(tx, &sums, e);
	wg_map_free(&sums.places);
	WG_VEC_FREE(&sums.n);
	wg_map_clear(&d->households);
	wg_map_clear(&d->doors);
	wg_map_clear(&d->needs);
	d->shares.len = 0;
	return err;
}

enum wg_err wg__counters_of_new(struct wg_tx *tx, int64_t place, struct wg_error *e)
{
	static const int32_t nothing[WG_COUNTERS];
	return add_stat(tx, place, nothing, 1, e);
}
