#include "wangge/household.h"

#include <string.h>

#include "base/clock.h"
#include "base/vec.h"
#include "model/household_list.h"
#include "model/office.h"

/* SQL: a door with its household (none when empty), the place names around it, the head, the contact, and who stands in
 * for the contact on day $6. */
#define ROW_COLUMNS                                                                                                    \
	"h.id, d.id, d.pos, b.name, en.name, d.room, d.floor, p.name, p.phone, h.people, h.weight, h.origin, "         \
	"h.registered_in, h.status, h.gravest, h.contact_id, w.name, c.since, h.contact_locked, d.kind, "              \
	"h.access_note, h.version, d.label, "                                                                          \
	"CASE WHEN h.gravest IS NOT NULL THEN (SELECT group_concat(g, ' ') FROM (SELECT DISTINCT k.code AS g, "        \
	"k.gravity FROM person m JOIN care r ON r.person_id = m.id AND r.until IS NULL JOIN code k ON "                \
	"k.list = 'care' AND k.code = r.care_group "                                                                   \
	"WHERE m.household_id = h.id AND m.gone IS NULL ORDER BY k.gravity DESC, k.code)) END, "                       \
	"(SELECT v.name FROM cover s JOIN worker v ON v.id = s.by_id WHERE s.worker_id = h.contact_id AND $6 "         \
	"BETWEEN s.since AND coalesce(s.until, $6) ORDER BY s.id DESC LIMIT 1), h.needs "
#define ROW_JOINS                                                                                                      \
	"JOIN place en ON en.id = d.entrance_id JOIN place b ON b.id = en.parent_id "                                  \
	"LEFT JOIN person p ON p.id = (SELECT min(id) FROM person x WHERE x.household_id = h.id AND x.relation = "     \
	"'head' "                                                                                                      \
	"AND x.gone IS NULL) "                                                                                         \
	"LEFT JOIN worker w ON w.id = h.contact_id "                                                                   \
	"LEFT JOIN contact c ON c.household_id = h.id AND c.until IS NULL "

static const char SQL_HOUSEHOLDS[] =
	"SELECT " ROW_COLUMNS "FROM household h JOIN door d ON d.id = h.door_id " ROW_JOINS
	"WHERE h.pos BETWEEN $1 AND $2 AND h.status <> 'gone' AND ($3 = 0 OR h.contact_id = $3) "
	"ORDER BY h.pos, h.id LIMIT $4 OFFSET $5";
static const char SQL_UNCOVERED[] = "SELECT " ROW_COLUMNS "FROM household h JOIN door d ON d.id = h.door_id " ROW_JOINS
				    "WHERE h.pos BETWEEN $1 AND $2 AND h.status = 'here' AND h.contact_id IS NULL "
				    "ORDER BY h.pos, h.id LIMIT $4 OFFSET $5";
static const char SQL_DOORS[] =
	"SELECT " ROW_COLUMNS "FROM door d LEFT JOIN household h ON h.door_id = d.id AND h.status <> 'gone' " ROW_JOINS
	"WHERE d.pos BETWEEN $1 AND $2 ORDER BY d.pos, h.id LIMIT $4 OFFSET $5";
static const char SQL_DOORS_BACK[] =
	"SELECT " ROW_COLUMNS "FROM door d LEFT JOIN household h ON h.door_id = d.id AND h.status <> 'gone' " ROW_JOINS
	"WHERE d.pos BETWEEN $1 AND $2 ORDER BY d.pos DESC, h.id DESC LIMIT $4 OFFSET $5";
static const char SQL_OF_CONTACT[] = "SELECT " ROW_COLUMNS "FROM household h JOIN door d ON d.id = h.door_id " ROW_JOINS
				     "WHERE h.contact_id = $3 AND h.pos BETWEEN $1 AND $2 AND h.status <> 'gone' ORDER "
				     "BY h.pos, h.id LIMIT $4 OFFSET $5";
static const char SQL_ONE[] =
	"SELECT " ROW_COLUMNS "FROM household h JOIN door d ON d.id = h.door_id " ROW_JOINS "WHERE h.id = $1";

static const char SQL_DOOR[] =
	"SELECT " ROW_COLUMNS "FROM door d LEFT JOIN household h ON h.door_id = d.id AND h.status <> 'gone' " ROW_JOINS
	"WHERE d.id = $1 ORDER BY h.id LIMIT 1";

static const char SQL_N_HOUSEHOLDS[] =
	"SELECT count(*) FROM household WHERE pos BETWEEN $1 AND $2 AND status <> 'gone'";
static const char SQL_N_UNCOVERED[] =
	"SELECT count(*) FROM household WHERE pos BETWEEN $1 AND $2 AND status = 'here' AND contact_id IS NULL";
static const char SQL_N_OF_CONTACT[] =
	"SELECT count(*) FROM household WHERE contact_id = $3 AND pos BETWEEN $1 AND $2 AND status <> 'gone'";
/* SQL: a door is one row, and one more for each further household behind it. */
static const char SQL_N_DOORS[] =
	"SELECT (SELECT count(*) FROM door WHERE pos BETWEEN $1 AND $2) + (SELECT coalesce(sum(n - 1), 0) FROM "
	"(SELECT count(*) AS n FROM household WHERE pos BETWEEN $1 AND $2 AND status <> 'gone' GROUP BY pos))";

static const char SQL_CONTACTS[] =
	"SELECT c.id, c.worker_id, c.since, c.until, w.name, w.unit, c.reason, c.over_band, "
	"coalesce((SELECT min(batch_id) FROM change WHERE unit_id = c.household_id AND row_id = c.id AND op = 1), "
	"c.batch_id) "
	"FROM contact c JOIN worker w ON w.id = c.worker_id WHERE c.household_id = $1 ORDER BY c.since DESC, c.id DESC";
static const char SQL_ENTRANCE_OF[] =
	"SELECT d.entrance_id, d.room, d.label FROM household h JOIN door d ON d.id = h.door_id WHERE h.id = $1";

static const char *first_word(struct wg_arena *a, const char *s)
{
	return wg_arena_strndup(a, s, strcspn(s, " "));
}

static struct wg_household read_row(const wg_office *office, struct wg_stmt *st, struct wg_arena *a)
{
	const char *phone = wg__show_phone(office, a, wg_text(st, 8));
	const char *note = wg__show_note(office, a, wg_text(st, 20));
	struct wg_household r = {
		.id = wg_int(st, 0),
		.door_id = wg_int(st, 1),
		.pos = wg_int(st, 2),
		.building = wg__text_or_empty(st, 3, a),
		.entrance = wg__text_or_empty(st, 4, a),
		.room = wg__text_or_empty(st, 5, a),
		.floor = (int)wg_int(st, 6),
		.head = wg__text_or_empty(st, 7, a),
		.phone = phone ? phone : "",
		.people = (int)wg_int(st, 9),
		.weight = (int)wg_int(st, 10),
		.origin = wg__text_or_empty(st, 11, a),
		.registered_in = wg__text_or_empty(st, 12, a),
		.status = wg__text_or_empty(st, 13, a),
		.contact_id = wg_int(st, 15),
		.contact = wg__text_or_empty(st, 16, a),
		.since = wg_int(st, 17),
		.locked = wg_int(st, 18),
		.door_kind = wg__text_or_empty(st, 19, a),
		.note = note ? note : "",
		.version = wg_int(st, 21),
		.care = wg__text_or_empty(st, 23, a),
		.cover = wg__text_or_empty(st, 24, a),
		.needs = (int)wg_int(st, 25),
	};
	if (!*r.room)
		r.room = wg__text_or_empty(st, 22, a);
	r.gravest = *r.care ? first_word(a, r.care) : "";
	return r;
}

static const char *list_sql(const struct wg_household_filter *f)
{
	return f->uncovered ? SQL_UNCOVERED : f->contact_id ? SQL_OF_CONTACT : f->vacant ? SQL_DOORS : SQL_HOUSEHOLDS;
}

static const char *count_sql(const struct wg_household_filter *f)
{
	return f->uncovered    ? SQL_N_UNCOVERED
	       : f->contact_id ? SQL_N_OF_CONTACT
	       : f->vacant     ? SQL_N_DOORS
			       : SQL_N_HOUSEHOLDS;
}

static enum wg_err count_range(wg_office *office, struct wg_range range, const struct wg_household_filter *f,
			       int64_t *n, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, count_sql(f));
	wg_bind_int(st, 1, range.lo);
	wg_bind_int(st, 2, range.hi);
	wg_bind_int(st, 3, f->contact_id);
	return wg_one_int(st, 0, n, e);
}

enum wg_err wg_household_count(wg_office *office, const struct wg_node *node, const struct wg_household_filter *filter,
			       int64_t *n, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_range *ranges;
	size_t n_ranges = 0;
	int64_t sum = 0;
	struct wg_household_filter f = *filter;
	if (wg__household_chosen(filter))
		return wg__household_chosen_count(office, node, filter, n, e);
	f.uncovered |= node->kind == WG_NODE_UNCOVERED;
	enum wg_err err = wg_node_ranges(office, node, &a, &ranges, &n_ranges, e);
	for (size_t i = 0; err == WG_OK && i < n_ranges; i++) {
		int64_t one = 0;
		err = count_range(office, ranges[i], &f, &one, e);
		sum += one;
	}
	if (err == WG_OK)
		*n = sum;
	wg_arena_free(&a);
	return err;
}

/* Rows of the ranges one after another: offset and limit run through all of them. */
enum wg_err wg_household_list(wg_office *office, const struct wg_node *node, const struct wg_household_filter *filter,
			      int64_t offset, int64_t limit, struct wg_arena *a, struct wg_households *out,
			      struct wg_error *e)
{
	WG_VEC(struct wg_household) rows = {0};
	struct wg_range *ranges;
	size_t n_ranges = 0;
	struct wg_household_filter f = *filter;
	if (wg__household_chosen(filter))
		return wg__household_chosen_list(office, node, filter, offset, limit, a, out, e);
	f.uncovered |= node->kind == WG_NODE_UNCOVERED;
	enum wg_err err = wg_node_ranges(office, node, a, &ranges, &n_ranges, e);
	for (size_t i = 0; err == WG_OK && i < n_ranges && (limit < 0 || (int64_t)rows.len < limit); i++) {
		if (n_ranges > 1 && offset > 0) {
			int64_t here = 0;
			if ((err = count_range(office, ranges[i], &f, &here, e)) != WG_OK)
				break;
			if (here <= offset) {
				offset -= here;
				continue;
			}
		}
		struct wg_stmt *st = wg_query(office->db, list_sql(&f));
		wg_bind_int(st, 1, ranges[i].lo);
		wg_bind_int(st, 2, ranges[i].hi);
		wg_bind_int(st, 3, f.contact_id);
		wg_bind_int(st, 4, limit < 0 ? -1 : limit - (int64_t)rows.len);
		wg_bind_int(st, 5, offset);
		wg_bind_int(st, 6, wg_today());
		while (wg_step(st))
			WG_PUSH(&rows, read_row(office, st, a));
		err = wg_done(st, e);
		offset = 0;
	}
	if (err == WG_OK) {
		out->n = rows.len;
		out->at = WG_NEW(a, struct wg_household, rows.len);
		if (rows.len > 0)
			memcpy(out->at, rows.at, rows.len * sizeof *rows.at);
	}
	WG_VEC_FREE(&rows);
	return err;
}

enum wg_err wg_household_last(wg_office *office, const struct wg_node *node, int64_t skip, int64_t limit,
			      struct wg_arena *a, struct wg_households *out, struct wg_error *e)
{
	struct wg_household *rows = WG_NEW(a, struct wg_household, limit);
	int64_t n = 0;
	struct wg_stmt *st = wg_query(office->db, SQL_DOORS_BACK);
	wg_bind_int(st, 1, node->lo);
	wg_bind_int(st, 2, node->hi);
	wg_bind_int(st, 4, limit);
	wg_bind_int(st, 5, skip);
	while (wg_step(st) && n < limit) /* the last one first: put down from the end */
		rows[limit - ++n] = read_row(office, st, a);
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK)
		*out = (struct wg_households){rows + (limit - n), (size_t)n};
	return err;
}

enum wg_err wg_household_rows(wg_office *office, const int64_t *ids, size_t n, struct wg_arena *a,
			      struct wg_households *out, struct wg_error *e)
{
	struct wg_household *rows = WG_NEW(a, struct wg_household, n);
	enum wg_err err = WG_OK;
	size_t found = 0;
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		struct wg_stmt *st = wg_query(office->db, ids[i] < 0 ? SQL_DOOR : SQL_ONE);
		wg_bind_int(st, 1, ids[i] < 0 ? -ids[i] : ids[i]);
		wg_bind_int(st, 6, wg_today());
		if (wg_step(st))
			rows[found++] = read_row(office, st, a);
		err = wg_done(st, e);
	}
	if (err == WG_OK)
		*out = (struct wg_households){rows, found};
	return err;
}

enum wg_err wg_household_pos(wg_office *office, int64_t id, int64_t *pos, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, "SELECT pos FROM household WHERE id = $1");
	wg_bind_int(st, 1, id);
	int64_t found = 0;
	enum wg_err err = wg_one_int(st, -1, &found, e);
	if (err == WG_OK && found < 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("this household is no longer there"), "");
	if (err == WG_OK)
		*pos = found;
	return err;
}

enum wg_err wg_household_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_household *out,
			     struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_ONE);
	wg_bind_int(st, 1, id);
	wg_bind_int(st, 6, wg_today());
	bool found = wg_step(st);
	struct wg_household row = {0};
	if (found)
		row = read_row(office, st, a);
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && !found)
		err = wg_fail(e, WG_ENOTFOUND, N_("this household is no longer there"), "");
	if (err == WG_OK)
		*out = row;
	return err;
}

enum wg_err wg_household_address(wg_office *office, int64_t id, bool full, struct wg_arena *a, const char **out,
				 struct wg_error *e)
{
	struct wg_household h;
	struct wg_node entrance;
	const char *path;
	enum wg_err err = wg_household_get(office, id, a, &h, e);
	if (err != WG_OK)
		return err;
	if (!full) {
		*out = wg_arena_printf(a, "%s%s%s", h.building, h.entrance, h.room);
		return WG_OK;
	}
	int64_t entrance_id = 0;
	struct wg_stmt *st = wg_query(office->db, SQL_ENTRANCE_OF);
	wg_bind_int(st, 1, id);
	if ((err = wg_one_int(st, 0, &entrance_id, e)) != WG_OK ||
	    (err = wg_node_get(office, WG_NODE_PLACE, entrance_id, a, &entrance, e)) != WG_OK ||
	    (err = wg_node_path(office, &entrance, "/", a, &path, e)) != WG_OK)
		return err;
	*out = *h.room ? wg_arena_printf(a, "%s/%s", path, h.room) : path;
	return WG_OK;
}

enum wg_err wg_household_contacts(wg_office *office, int64_t id, struct wg_arena *a, struct wg_contacts *out,
				  struct wg_error *e)
{
	WG_VEC(struct wg_contact) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_CONTACTS);
	wg_bind_int(st, 1, id);
	while (wg_step(st)) {
		struct wg_contact c = {
			.id = wg_int(st, 0),
			.worker_id = wg_int(st, 1),
			.since = wg_int(st, 2),
			.until = wg_int(st, 3),
			.worker = wg__text_or_empty(st, 4, a),
			.unit = wg__text_or_empty(st, 5, a),
			.reason = wg__text_or_empty(st, 6, a),
			.over_band = wg__text_or_empty(st, 7, a),
			.batch = wg_int(st, 8),
		};
		WG_PUSH(&all, c);
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		out->n = all.len;
		out->at = WG_NEW(a, struct wg_contact, all.len);
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}
