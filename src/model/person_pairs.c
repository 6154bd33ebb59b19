#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "model/person.h"

/* SQL: everybody who lives in a stretch of the walk, as little of them as tells whether somebody may be there twice. */
static const char SQL_ALL[] =
	"SELECT p.id, p.name, p.birth, p.phone, p.id_no, h.pos FROM household h JOIN person p ON p.household_id = h.id "
	"WHERE h.pos BETWEEN $1 AND $2 AND h.status <> 'gone' AND p.gone IS NULL";
static const char SQL_PERSON[] = "SELECT " WG__PERSON_COLUMNS " FROM person p WHERE p.id = $1";
typedef WG_VEC(struct wg_pair) pair_vec;

/* A name together with a birth, a telephone or an id number, as a number: equal ones are looked at closely. */
struct trait {
	uint64_t hash;
	int64_t person;
};
typedef WG_VEC(struct trait) trait_vec;
typedef WG_VEC(struct wg_person) person_vec;

static unsigned compare(const struct wg_person *a, const struct wg_person *b)
{
	unsigned same = 0;
	if (*a->id_no && *b->id_no)
		return strcmp(a->id_no, b->id_no) == 0 ? WG_SAME_ID | WG_SAME_NAME : 0;
	if (a->has_birth && b->has_birth && a->birth == b->birth)
		same |= WG_SAME_BIRTH;
	if (*a->phone && strcmp(a->phone, b->phone) == 0)
		same |= WG_SAME_PHONE;
	return same ? same | WG_SAME_NAME : 0;
}

static uint64_t mix(uint64_t hash, const char *text)
{
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001B3);
	return (hash ^ 0xFF) * UINT64_C(0x100000001B3);
}

/* what: names apart who have the same value in different columns. */
static void add_trait(trait_vec *traits, int64_t person, const char *name, char what, const char *value)
{
	char kind[] = {what, '\0'};
	if (value && *value)
		WG_PUSH(traits, (struct trait){mix(mix(mix(UINT64_C(0xCBF29CE484222325), kind), name), value), person});
}

static int by_hash(const void *x, const void *y)
{
	const struct trait *a = x, *b = y;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->person > b->person) - (a->person < b->person);
}

static int by_name(const void *x, const void *y)
{
	const struct wg_person *a = x, *b = y;
	int order = strcmp(a->name, b->name);
	return order ? order : (a->id > b->id) - (a->id < b->id);
}

static bool is_inside(const struct wg_range *ranges, size_t n, int64_t pos)
{
	for (size_t i = 0; i < n; i++) {
		if (pos >= ranges[i].lo && pos <= ranges[i].hi)
			return true;
	}
	return false;
}

/* Several stretches are read as one: two records may be far apart. */
static enum wg_err read_traits(wg_office *office, const struct wg_range *ranges, size_t n, trait_vec *traits,
			       struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_ALL);
	wg_bind_int(st, 1, ranges[0].lo);
	wg_bind_int(st, 2, ranges[n - 1].hi);
	while (wg_step(st)) {
		if (!is_inside(ranges, n, wg_int(st, 5)))
			continue;
		add_trait(traits, wg_int(st, 0), wg_text(st, 1), 'b', wg_text(st, 2));
		add_trait(traits, wg_int(st, 0), wg_text(st, 1), 'p', wg_text(st, 3));
		add_trait(traits, wg_int(st, 0), wg_text(st, 1), 'i', wg_text(st, 4));
	}
	return wg_done(st, e);
}

/* Those who share a trait with somebody, each once, in the order of their names. */
static enum wg_err read_suspects(wg_office *office, trait_vec *traits, struct wg_arena *a, person_vec *out,
				 struct wg_error *e)
{
	struct wg_map seen = {0};
	enum wg_err err = WG_OK;
	if (traits->len > 1)
		qsort(traits->at, traits->len, sizeof *traits->at, by_hash);
	for (size_t i = 0; err == WG_OK && i < traits->len; i++) {
		const struct trait *t = &traits->at[i];
		bool alone = (i == 0 || t[-1].hash != t->hash) && (i + 1 == traits->len || t[1].hash != t->hash), new;
		if (alone || (wg_map_put(&seen, t->person, &new), !new))
			continue;
		struct wg_stmt *st = wg_query(office->db, SQL_PERSON);
		wg_bind_int(st, 1, t->person);
		if (wg_step(st))
			WG_PUSH(out, wg__person_row(office, st, a));
		err = wg_done(st, e);
	}
	if (out->len > 1)
		qsort(out->at, out->len, sizeof *out->at, by_name);
	wg_map_free(&seen);
	return err;
}

static enum wg_err read_pairs(wg_office *office, const struct wg_range *ranges, size_t n, size_t limit,
			      struct wg_arena *a, pair_vec *pairs, struct wg_error *e)
{
	trait_vec traits = {0};
	person_vec suspects = {0};
	enum wg_err err = read_traits(office, ranges, n, &traits, e);
	if (err == WG_OK)
		err = read_suspects(office, &traits, a, &suspects, e);
	for (size_t i = 0; err == WG_OK && i < suspects.len && pairs->len <= limit; i++)
		for (size_t k = i + 1; k < suspects.len && strcmp(suspects.at[i].name, suspects.at[k].name) == 0; k++) {
			unsigned same = compare(&suspects.at[i], &suspects.at[k]);
			if (same)
				WG_PUSH(pairs,
					(struct wg_pair){.a = suspects.at[i], .b = suspects.at[k], .same = same});
		}
	WG_VEC_FREE(&traits);
	WG_VEC_FREE(&suspects);
	return err;
}

enum wg_err wg_person_pairs(wg_office *office, const struct wg_node *node, size_t limit, struct wg_arena *a,
			    struct wg_pairs *out, struct wg_error *e)
{
	pair_vec pairs = {0};
	struct wg_range *ranges;
	size_t n = 0;
	enum wg_err err = wg_node_ranges(office, node, a, &ranges, &n, e);
	if (err == WG_OK && n > 0 && !office->masked)
		err = read_pairs(office, ranges, n, limit, a, &pairs, e);
	size_t shown = pairs.len < limit ? pairs.len : limit;
	struct wg_pair *at = WG_NEW(a, struct wg_pair, shown);
	for (size_t i = 0; err == WG_OK && i < shown; i++) {
		at[i] = pairs.at[i];
		err = wg_household_address(office, at[i].a.household_id, false, a, &at[i].address_a, e);
		if (err == WG_OK)
			err = wg_household_address(office, at[i].b.household_id, false, a, &at[i].address_b, e);
	}
	if (err == WG_OK)
		*out = (struct wg_pairs){.at = at, .n = shown, .more = pairs.len > limit};
	WG_VEC_FREE(&pairs);
	return err;
}
