#include "wangge/overview.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/office.h"

#define IN_RANGE "h.pos BETWEEN $1 AND $2 AND h.status = 'here' "

static const char SQL_CARE[] =
	"SELECT c.care_group, count(DISTINCT h.id), count(DISTINCT CASE WHEN h.contact_id IS NOT NULL THEN h.id END) "
	"FROM household h JOIN person p ON p.household_id = h.id JOIN care c ON c.person_id = p.id "
	"WHERE " IN_RANGE "AND h.gravest IS NOT NULL AND c.until IS NULL AND p.gone IS NULL GROUP BY c.care_group";
static const char SQL_CARE_UNCOVERED[] =
	"SELECT count(*) FROM household h WHERE " IN_RANGE "AND h.contact_id IS NULL AND h.gravest IS NOT NULL";
static const char SQL_NO_PHONE[] = "SELECT count(*) FROM household h WHERE " IN_RANGE
				   "AND NOT EXISTS (SELECT 1 FROM person p WHERE p.household_id = h.id AND p.gone IS "
				   "NULL AND p.phone IS NOT NULL)";

typedef WG_VEC(struct wg_care_count) care_vec;

static void add_care(care_vec *all, const char *group, int64_t households, int64_t covered, struct wg_arena *a)
{
	for (size_t i = 0; i < all->len; i++) {
		if (strcmp(all->at[i].group, group) == 0) {
			all->at[i].households += households;
			all->at[i].covered += covered;
			return;
		}
	}
	WG_PUSH(all, (struct wg_care_count){wg_arena_strdup(a, group), households, covered});
}

static int most_first(const void *a, const void *b)
{
	const struct wg_care_count *x = a, *y = b;
	return x->households != y->households ? (x->households < y->households) - (x->households > y->households)
					      : strcmp(x->group, y->group);
}

enum wg_err wg_care_count(wg_office *office, const struct wg_node *node, struct wg_arena *a, struct wg_care_counts *out,
			  struct wg_error *e)
{
	care_vec all = {0};
	struct wg_range *range = NULL;
	size_t n = 0;
	enum wg_err err = wg_node_ranges(office, node, a, &range, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		struct wg_stmt *st = wg_query(office->db, SQL_CARE);
		wg_bind_int(st, 1, range[i].lo);
		wg_bind_int(st, 2, range[i].hi);
		while (wg_step(st))
			add_care(&all, wg_text(st, 0), wg_int(st, 1), wg_int(st, 2), a);
		err = wg_done(st, e);
	}
	if (err == WG_OK) {
		out->n = all.len;
		out->at = WG_NEW(a, struct wg_care_count, all.len);
		if (all.len > 0) {
			qsort(all.at, all.len, sizeof *all.at, most_first);
			memcpy(out->at, all.at, all.len * sizeof *all.at);
		}
	}
	WG_VEC_FREE(&all);
	return err;
}

/* Sums a count over the stretches of a node. sql is static. */
static enum wg_err count_in(wg_office *office, const struct wg_node *node, const char *sql, int64_t *n,
			    struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_range *range = NULL;
	size_t n_ranges = 0;
	int64_t sum = 0, one;
	enum wg_err err = wg_node_ranges(office, node, &a, &range, &n_ranges, e);
	for (size_t i = 0; err == WG_OK && i < n_ranges; i++) {
		struct wg_stmt *st = wg_query(office->db, sql);
		wg_bind_int(st, 1, range[i].lo);
		wg_bind_int(st, 2, range[i].hi);
		if ((err = wg_one_int(st, 0, &one, e)) == WG_OK)
			sum += one;
	}
	wg_arena_free(&a);
	if (err == WG_OK)
		*n = sum;
	return err;
}

enum wg_err wg_care_uncovered(wg_office *office, const struct wg_node *node, int64_t *n, struct wg_error *e)
{
	return count_in(office, node, SQL_CARE_UNCOVERED, n, e);
}

enum wg_err wg_count_without_phone(wg_office *office, const struct wg_node *node, int64_t *n, struct wg_error *e)
{
	return count_in(office, node, SQL_NO_PHONE, n, e);
}
