#include "wangge/place.h"

#include <string.h>

#include "base/vec.h"
#include "model/office.h"

#define PLACE_COLUMNS                                                                                                  \
	"p.id, p.level, p.name, p.lo, p.hi, s.households, s.covered, s.people, s.care, s.own, s.load, s.homes, "       \
	"s.vacant, s.needs, "                                                                                          \
	"EXISTS (SELECT 1 FROM place c WHERE c.parent_id = p.id AND (c.implicit = 0 OR EXISTS "                        \
	"(SELECT 1 FROM place g WHERE g.parent_id = c.id AND g.implicit = 0))), p.implicit, p.parent_id "
#define PLACE_FROM "FROM place p LEFT JOIN place_stat s ON s.place_id = p.id "

static const char SQL_PLACE[] = "SELECT " PLACE_COLUMNS PLACE_FROM "WHERE p.id = $1";
/* SQL: children that no grid of this parent holds; those that one holds stand below the grid. */
static const char SQL_CHILDREN[] =
	"SELECT " PLACE_COLUMNS PLACE_FROM "WHERE p.parent_id IS NOT DISTINCT FROM $1 AND NOT EXISTS (SELECT 1 FROM "
	"area_part x JOIN area a ON a.id = x.area_id "
	"WHERE x.place_id = p.id AND a.kind = 'grid') ORDER BY p.ord";
static const char SQL_PARTS[] =
	"SELECT " PLACE_COLUMNS
	"FROM area_part x JOIN place p ON p.id = x.place_id LEFT JOIN place_stat s ON s.place_id = p.id "
	"WHERE x.area_id = $1 ORDER BY p.lo";
static const char SQL_GRIDS_BELOW[] = "SELECT DISTINCT a.id, a.ord FROM area a JOIN area_part x ON x.area_id = a.id "
				      "JOIN place p ON p.id = x.place_id "
				      "WHERE p.parent_id = $1 AND a.kind = 'grid' ORDER BY a.ord";
static const char SQL_AREA[] = "SELECT a.name, a.community_id FROM area a WHERE a.id = $1";
static const char SQL_AREA_PARENT[] =
	"SELECT min(p.parent_id) FROM area_part x JOIN place p ON p.id = x.place_id WHERE x.area_id = $1";
static const char SQL_GRID_OF[] =
	"SELECT a.id FROM area_part x JOIN area a ON a.id = x.area_id WHERE x.place_id = $1 AND a.kind = 'grid'";
static const char SQL_AT[] =
	"SELECT " PLACE_COLUMNS PLACE_FROM "WHERE p.level = $1 AND p.lo <= $2 ORDER BY p.lo DESC LIMIT 1";
static const char SQL_BEFORE[] =
	"SELECT " PLACE_COLUMNS PLACE_FROM "WHERE p.level = $1 AND p.lo < $2 AND p.hi < $2 ORDER BY p.lo DESC LIMIT 1";
static const char SQL_BEHIND[] =
	"SELECT " PLACE_COLUMNS PLACE_FROM "WHERE p.level = $1 AND p.lo > $2 ORDER BY p.lo LIMIT 1";
static const char SQL_NOTES[] = "SELECT kind, management, group_note, note, lift FROM place WHERE id = $1";
static const char SQL_TOTAL[] =
	"SELECT sum(s.households), sum(s.covered), sum(s.people), sum(s.care), sum(s.own), "
	"sum(s.load), sum(s.homes), sum(s.vacant), sum(s.needs) FROM place p JOIN place_stat s ON "
	"s.place_id = p.id WHERE p.parent_id IS NULL";

typedef WG_VEC(struct wg_node) node_vec;

static void read_counters(struct wg_stmt *st, int first, struct wg_counters *c)
{
	int64_t *const to[] = {&c->households, &c->covered, &c->people, &c->care, &c->own,
			       &c->load,       &c->homes,   &c->vacant, &c->needs};
	for (int i = 0; i < 9; i++)
		*to[i] = wg_int(st, first + i);
}

static void add_counters(struct wg_counters *sum, const struct wg_counters *c)
{
	sum->households += c->households;
	sum->covered += c->covered;
	sum->people += c->people;
	sum->care += c->care;
	sum->own += c->own;
	sum->load += c->load;
	sum->homes += c->homes;
	sum->vacant += c->vacant;
	sum->needs += c->needs;
}

static struct wg_node read_place(struct wg_stmt *st, struct wg_arena *a)
{
	struct wg_node n = {
		.kind = WG_NODE_PLACE,
		.id = wg_int(st, 0),
		.level = (enum wg_level)wg_int(st, 1),
		.name = wg_arena_strdup(a, wg_text(st, 2)),
		.lo = wg_int(st, 3),
		.hi = wg_int(st, 4),
		.has_children = wg_int(st, 14),
	};
	read_counters(st, 5, &n.counters);
	return n;
}

static enum wg_err area_node(wg_office *office, int64_t id, struct wg_arena *a, struct wg_node *out, struct wg_error *e)
{
	struct wg_node n = {.kind = WG_NODE_AREA, .id = id, .lo = INT64_MAX};
	struct wg_stmt *st = wg_query(office->db, SQL_AREA);
	wg_bind_int(st, 1, id);
	bool found = wg_step(st);
	if (found)
		n.name = wg_arena_strdup(a, wg_text(st, 0));
	enum wg_err err = wg_done(st, e);
	if (err != WG_OK || !found)
		return err != WG_OK ? err : WG_ENOTFOUND;
	st = wg_query(office->db, SQL_PARTS);
	wg_bind_int(st, 1, id);
	while (wg_step(st)) {
		struct wg_node part = read_place(st, a);
		add_counters(&n.counters, &part.counters);
		n.lo = part.lo < n.lo ? part.lo : n.lo;
		n.hi = part.hi > n.hi ? part.hi : n.hi;
		n.level = part.level;
		n.has_children = true;
	}
	if ((err = wg_done(st, e)) == WG_OK)
		*out = n;
	return err;
}

static enum wg_err office_node(wg_office *office, enum wg_node_kind kind, struct wg_node *out, struct wg_error *e)
{
	struct wg_node n = {.kind = kind, .name = "", .hi = INT64_MAX, .has_children = kind == WG_NODE_OFFICE};
	struct wg_stmt *st = wg_query(office->db, SQL_TOTAL);
	if (wg_step(st))
		read_counters(st, 0, &n.counters);
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK)
		*out = n;
	return err;
}

enum wg_err wg_node_get(wg_office *office, enum wg_node_kind kind, int64_t id, struct wg_arena *a, struct wg_node *out,
			struct wg_error *e)
{
	if (kind == WG_NODE_OFFICE || kind == WG_NODE_UNCOVERED)
		return office_node(office, kind, out, e);
	if (kind == WG_NODE_AREA)
		return area_node(office, id, a, out, e);
	struct wg_stmt *st = wg_query(office->db, SQL_PLACE);
	wg_bind_int(st, 1, id);
	bool found = wg_step(st);
	struct wg_node n = {0};
	if (found)
		n = read_place(st, a);
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && found)
		*out = n;
	return err != WG_OK ? err : found ? WG_OK : wg_fail(e, WG_ENOTFOUND, N_("this place is no longer there"), "");
}

enum wg_err wg_node_at(wg_office *office, enum wg_level level, int64_t pos, int step, struct wg_arena *a,
		       struct wg_node *out, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, step < 0 ? SQL_BEFORE : step > 0 ? SQL_BEHIND : SQL_AT);
	wg_bind_int(st, 1, level);
	wg_bind_int(st, 2, pos);
	bool found = wg_step(st);
	struct wg_node n = {0};
	if (found)
		n = read_place(st, a);
	enum wg_err err = wg_done(st, e);
	found = found && (step != 0 || n.hi >= pos);
	if (err == WG_OK && found)
		*out = n;
	return err != WG_OK ? err : found ? WG_OK : wg_fail(e, WG_ENOTFOUND, N_("there is no place here"), "");
}

static enum wg_err add_children(wg_office *office, int64_t place, struct wg_arena *a, node_vec *out,
				struct wg_error *e);

/* Takes the places of a statement; an implicit one gives its place to its own children. */
static enum wg_err add_places(wg_office *office, struct wg_stmt *st, struct wg_arena *a, node_vec *out,
			      struct wg_error *e)
{
	node_vec found = {0};
	WG_VEC(bool) implicit = {0};
	while (wg_step(st)) {
		WG_PUSH(&found, read_place(st, a));
		WG_PUSH(&implicit, wg_int(st, 15) != 0);
	}
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < found.len; i++) {
		if (implicit.at[i])
			err = add_children(office, found.at[i].id, a, out, e);
		else
			WG_PUSH(out, found.at[i]);
	}
	WG_VEC_FREE(&found);
	WG_VEC_FREE(&implicit);
	return err;
}

static enum wg_err add_children(wg_office *office, int64_t place, struct wg_arena *a, node_vec *out, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_GRIDS_BELOW);
	WG_VEC(int64_t) grids = {0};
	wg_bind_int(st, 1, place);
	while (place && wg_step(st))
		WG_PUSH(&grids, wg_int(st, 0));
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < grids.len; i++) {
		struct wg_node n;
		if ((err = area_node(office, grids.at[i], a, &n, e)) == WG_OK)
			WG_PUSH(out, n);
	}
	WG_VEC_FREE(&grids);
	if (err != WG_OK)
		return err;
	st = wg_query(office->db, SQL_CHILDREN);
	if (place)
		wg_bind_int(st, 1, place);
	return add_places(office, st, a, out, e);
}

enum wg_err wg_node_children(wg_office *office, const struct wg_node *parent, struct wg_arena *a, struct wg_nodes *out,
			     struct wg_error *e)
{
	node_vec all = {0};
	enum wg_err err = WG_OK;
	if (parent->kind == WG_NODE_AREA) {
		struct wg_stmt *st = wg_query(office->db, SQL_PARTS);
		wg_bind_int(st, 1, parent->id);
		err = add_places(office, st, a, &all, e);
	} else if (parent->kind != WG_NODE_UNCOVERED) {
		err = add_children(office, parent->id, a, &all, e);
	}
	if (err == WG_OK) {
		out->at = WG_NEW(a, struct wg_node, all.len);
		out->n = all.len;
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}

static enum wg_err grid_of(wg_office *office, int64_t place, int64_t *grid, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_GRID_OF);
	wg_bind_int(st, 1, place);
	return wg_one_int(st, 0, grid, e);
}

/* The place above, its name and whether it is implicit; *parent 0 at the top. */
static enum wg_err place_above(wg_office *office, int64_t place, int64_t *parent, bool *implicit, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_PLACE);
	wg_bind_int(st, 1, place);
	*parent = 0;
	*implicit = false;
	if (wg_step(st)) {
		*implicit = wg_int(st, 15);
		*parent = wg_is_null(st, 16) ? 0 : wg_int(st, 16);
	}
	return wg_done(st, e);
}

static enum wg_err explicit_place(wg_office *office, int64_t place, struct wg_arena *a, struct wg_node *out,
				  struct wg_error *e)
{
	while (place) {
		int64_t up;
		bool implicit;
		enum wg_err err = place_above(office, place, &up, &implicit, e);
		if (err != WG_OK)
			return err;
		if (!implicit)
			return wg_node_get(office, WG_NODE_PLACE, place, a, out, e);
		place = up;
	}
	return wg_node_get(office, WG_NODE_OFFICE, 0, a, out, e);
}

enum wg_err wg_place_notes(wg_office *office, int64_t place, struct wg_arena *a, struct wg_place_notes *out,
			   struct wg_error *e)
{
	struct wg_place_notes found = {"", "", "", "", -1};
	struct wg_stmt *st = wg_query(office->db, SQL_NOTES);
	wg_bind_int(st, 1, place);
	if (wg_step(st))
		found = (struct wg_place_notes){
			.kind = wg__text_or_empty(st, 0, a),
			.management = wg__text_or_empty(st, 1, a),
			.group = wg__text_or_empty(st, 2, a),
			.note = wg__text_or_empty(st, 3, a),
			.lifts = wg_is_null(st, 4) ? -1 : (int)wg_int(st, 4),
		};
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK)
		*out = found;
	return err;
}

enum wg_err wg_node_parent(wg_office *office, const struct wg_node *node, struct wg_arena *a, struct wg_node *out,
			   struct wg_error *e)
{
	int64_t up = 0, grid = 0;
	bool implicit;
	enum wg_err err = WG_OK;
	if (node->kind == WG_NODE_AREA) {
		struct wg_stmt *st = wg_query(office->db, SQL_AREA_PARENT);
		wg_bind_int(st, 1, node->id);
		err = wg_one_int(st, 0, &up, e);
		return err == WG_OK ? explicit_place(office, up, a, out, e) : err;
	}
	if (node->kind != WG_NODE_PLACE)
		return wg_node_get(office, WG_NODE_OFFICE, 0, a, out, e);
	if ((err = grid_of(office, node->id, &grid, e)) != WG_OK)
		return err;
	if (grid)
		return area_node(office, grid, a, out, e);
	if ((err = place_above(office, node->id, &up, &implicit, e)) != WG_OK)
		return err;
	return explicit_place(office, up, a, out, e);
}

enum wg_err wg_node_path(wg_office *office, const struct wg_node *node, const char *separator, struct wg_arena *a,
			 const char **out, struct wg_error *e)
{
	const char *path = wg_arena_strdup(a, node->name ? node->name : "");
	struct wg_node at = *node;
	while (at.kind == WG_NODE_PLACE || at.kind == WG_NODE_AREA) {
		struct wg_node up;
		enum wg_err err = wg_node_parent(office, &at, a, &up, e);
		if (err != WG_OK)
			return err;
		if (up.kind == WG_NODE_PLACE)
			path = *path ? wg_arena_printf(a, "%s%s%s", up.name, separator, path) : up.name;
		at = up;
	}
	*out = path;
	return WG_OK;
}

enum wg_err wg_node_ranges(wg_office *office, const struct wg_node *node, struct wg_arena *a, struct wg_range **out,
			   size_t *n, struct wg_error *e)
{
	WG_VEC(struct wg_range) ranges = {0};
	enum wg_err err = WG_OK;
	if (node->kind != WG_NODE_AREA) {
		WG_PUSH(&ranges, (struct wg_range){node->lo, node->hi});
	} else {
		struct wg_stmt *st = wg_query(office->db, SQL_PARTS);
		wg_bind_int(st, 1, node->id);
		while (wg_step(st)) {
			struct wg_range r = {wg_int(st, 3), wg_int(st, 4)};
			if (ranges.len > 0 && ranges.at[ranges.len - 1].hi + 1 == r.lo)
				ranges.at[ranges.len - 1].hi = r.hi;
			else
				WG_PUSH(&ranges, r);
		}
		err = wg_done(st, e);
	}
	if (err == WG_OK) {
		*n = ranges.len;
		*out = WG_NEW(a, struct wg_range, ranges.len);
		if (ranges.len > 0)
			memcpy(*out, ranges.at, ranges.len * sizeof **out);
	}
	WG_VEC_FREE(&ranges);
	return err;
}
