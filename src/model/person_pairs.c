#include <string.h>

#include "base/vec.h"
#include "model/person.h"

/* SQL: everybody who lives in a stretch of the walk, those of one name together. */
static const char SQL_BY_NAME[] =
	"SELECT " WG__PERSON_COLUMNS
	", h.pos FROM household h JOIN person p ON p.household_id = h.id WHERE h.pos BETWEEN $1 AND $2 "
	"AND h.status <> 'gone' AND p.gone IS NULL ORDER BY p.name, p.id";
typedef WG_VEC(struct wg_pair) pair_vec;

/* Those of one name; they are compared with each other when the next name begins. */
struct group {
	struct wg_arena arena;
	WG_VEC(struct wg_person) at;
};

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

static struct wg_person keep(struct wg_arena *a, const struct wg_person *p)
{
	struct wg_person copy = *p;
	const char **texts[] = {&copy.relation, &copy.name, &copy.phone, &copy.id_no, &copy.care, &copy.note};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = wg_arena_strdup(a, *texts[i]);
	return copy;
}

static void end_group(struct group *g, struct wg_arena *a, pair_vec *pairs)
{
	for (size_t i = 0; i < g->at.len; i++) {
		for (size_t k = i + 1; k < g->at.len; k++) {
			unsigned same = compare(&g->at.at[i], &g->at.at[k]);
			if (same)
				WG_PUSH(pairs, (struct wg_pair){.a = keep(a, &g->at.at[i]),
								.b = keep(a, &g->at.at[k]),
								.same = same});
		}
	}
	g->at.len = 0;
	wg_arena_free(&g->arena);
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
static enum wg_err read_pairs(wg_office *office, const struct wg_range *ranges, size_t n, size_t limit,
			      struct wg_arena *a, pair_vec *pairs, struct wg_error *e)
{
	struct group g = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_BY_NAME);
	wg_bind_int(st, 1, ranges[0].lo);
	wg_bind_int(st, 2, ranges[n - 1].hi);
	while (pairs->len <= limit && wg_step(st)) {
		if (!is_inside(ranges, n, wg_int(st, WG__PERSON_COLUMN_COUNT)))
			continue;
		if (g.at.len > 0 && strcmp(g.at.at[0].name, wg_text(st, 4)) != 0)
			end_group(&g, a, pairs);
		WG_PUSH(&g.at, wg__person_row(office, st, &g.arena));
	}
	end_group(&g, a, pairs);
	WG_VEC_FREE(&g.at);
	return wg_done(st, e);
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
