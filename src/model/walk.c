#include "model/walk.h"

#include <string.h>

#include "base/vec.h"
#include "model/office.h"

#define STEP_COLUMNS                                                                                                   \
	"h.id, h.pos, d.id, d.entrance_id, en.parent_id, b.parent_id, d.floor, h.weight, h.contact_id, "               \
	"h.contact_locked, "                                                                                           \
	"h.gravest IS NOT NULL FROM household h JOIN door d ON d.id = h.door_id JOIN place en ON en.id = "             \
	"d.entrance_id "                                                                                               \
	"JOIN place b ON b.id = en.parent_id "

static const char SQL_RANGE[] =
	"SELECT " STEP_COLUMNS "WHERE h.pos BETWEEN $1 AND $2 AND h.status = 'here' ORDER BY h.pos, h.id";
static const char SQL_CONTACT[] =
	"SELECT " STEP_COLUMNS "WHERE h.contact_id = $1 AND h.status = 'here' ORDER BY h.pos, h.id";
static const char SQL_BEFORE[] =
	"SELECT " STEP_COLUMNS "WHERE (h.pos, h.id) < ($1, $2) AND h.pos >= $3 AND h.status = 'here' "
	"ORDER BY h.pos DESC, h.id DESC LIMIT 1";
static const char SQL_AFTER[] = "SELECT " STEP_COLUMNS "WHERE (h.pos, h.id) > ($1, $2) AND h.pos <= $3 AND "
				"h.status = 'here' ORDER BY h.pos, h.id LIMIT 1";
static const char SQL_COMMUNITY[] = "SELECT id, lo, hi FROM place WHERE level = 2 AND lo <= $1 AND hi >= $1";
static const char SQL_COMMUNITIES[] = "SELECT id FROM place WHERE level = 2 AND lo BETWEEN $1 AND $2 ORDER BY lo";

static struct wg_step read_step(struct wg_stmt *st)
{
	return (struct wg_step){
		.household = wg_int(st, 0),
		.pos = wg_int(st, 1),
		.door = wg_int(st, 2),
		.entrance = wg_int(st, 3),
		.building = wg_int(st, 4),
		.compound = wg_int(st, 5),
		.floor = (int)wg_int(st, 6),
		.weight = (int)wg_int(st, 7),
		.contact = wg_int(st, 8),
		.locked = wg_int(st, 9),
		.care = wg_int(st, 10),
	};
}

typedef WG_VEC(struct wg_step) step_vec;

static void keep(step_vec *all, struct wg_arena *a, struct wg_walk *out)
{
	out->n = all->len;
	out->at = WG_NEW(a, struct wg_step, all->len);
	if (all->len > 0)
		memcpy(out->at, all->at, all->len * sizeof *all->at);
}

enum wg_err wg_walk_of(wg_office *office, const struct wg_node *node, struct wg_arena *a, struct wg_walk *out,
		       struct wg_error *e)
{
	step_vec all = {0};
	struct wg_range *ranges;
	size_t n = 0;
	enum wg_err err = wg_node_ranges(office, node, a, &ranges, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		struct wg_stmt *st = wg_query(office->db, SQL_RANGE);
		wg_bind_int(st, 1, ranges[i].lo);
		wg_bind_int(st, 2, ranges[i].hi);
		while (wg_step(st))
			WG_PUSH(&all, read_step(st));
		err = wg_done(st, e);
	}
	if (err == WG_OK)
		keep(&all, a, out);
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_walk_of_contact(wg_office *office, int64_t worker, struct wg_arena *a, struct wg_walk *out,
			       struct wg_error *e)
{
	step_vec all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_CONTACT);
	wg_bind_int(st, 1, worker);
	while (wg_step(st))
		WG_PUSH(&all, read_step(st));
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK)
		keep(&all, a, out);
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_walk_beside(wg_office *office, const struct wg_step *step, int direction, struct wg_step *out,
			   struct wg_error *e)
{
	int64_t lo = 0, hi = INT64_MAX;
	struct wg_stmt *st = wg_query(office->db, SQL_COMMUNITY);
	wg_bind_int(st, 1, step->pos);
	if (wg_step(st)) {
		lo = wg_int(st, 1);
		hi = wg_int(st, 2);
	}
	enum wg_err err = wg_done(st, e);
	if (err != WG_OK)
		return err;
	st = wg_query(office->db, direction < 0 ? SQL_BEFORE : SQL_AFTER);
	wg_bind_int(st, 1, step->pos);
	wg_bind_int(st, 2, step->household);
	wg_bind_int(st, 3, direction < 0 ? lo : hi);
	struct wg_step found = {0};
	if (wg_step(st))
		found = read_step(st);
	if ((err = wg_done(st, e)) == WG_OK)
		*out = found;
	return err;
}

/* Where the floor is not known, two doors of an entrance count as on different floors. */
int wg_walk_common(const struct wg_step *a, const struct wg_step *b)
{
	if (a->compound != b->compound)
		return 0;
	if (a->building != b->building)
		return 1;
	if (a->entrance != b->entrance)
		return 2;
	if (a->door != b->door && (a->floor == 0 || a->floor != b->floor))
		return 3;
	return 4;
}

enum wg_err wg_community_at(wg_office *office, int64_t pos, struct wg_arena *a, struct wg_node *out, struct wg_error *e)
{
	int64_t id = 0;
	struct wg_stmt *st = wg_query(office->db, SQL_COMMUNITY);
	wg_bind_int(st, 1, pos);
	enum wg_err err = wg_one_int(st, 0, &id, e);
	return err == WG_OK ? wg_node_get(office, WG_NODE_PLACE, id, a, out, e) : err;
}

enum wg_err wg_communities_of(wg_office *office, const struct wg_node *node, struct wg_arena *a, struct wg_nodes *out,
			      struct wg_error *e)
{
	WG_VEC(int64_t) ids = {0};
	if (node->kind == WG_NODE_AREA || (node->kind == WG_NODE_PLACE && node->level >= WG_LEVEL_COMMUNITY)) {
		out->at = WG_NEW(a, struct wg_node, 1);
		out->at[0] = *node;
		out->n = 1;
		return WG_OK;
	}
	struct wg_stmt *st = wg_query(office->db, SQL_COMMUNITIES);
	wg_bind_int(st, 1, node->lo);
	wg_bind_int(st, 2, node->hi);
	while (wg_step(st))
		WG_PUSH(&ids, wg_int(st, 0));
	enum wg_err err = wg_done(st, e);
	out->n = ids.len;
	out->at = WG_NEW(a, struct wg_node, ids.len);
	for (size_t i = 0; err == WG_OK && i < ids.len; i++)
		err = wg_node_get(office, WG_NODE_PLACE, ids.at[i], a, &out->at[i], e);
	WG_VEC_FREE(&ids);
	return err;
}
