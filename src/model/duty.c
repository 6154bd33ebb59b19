#include "wangge/duty.h"

#include <string.h>

#include "base/vec.h"
#include "model/office.h"

#define COVER_COLUMNS                                                                                                  \
	"SELECT k.id, k.worker_id, k.by_id, k.since, k.until, k.reason, w.name, v.name, v.phone, "                     \
	"(SELECT count(*) FROM household h WHERE h.contact_id = w.id AND h.status = 'here') "                          \
	"FROM cover k JOIN worker w ON w.id = k.worker_id JOIN worker v ON v.id = k.by_id "

static const char SQL_COVERS[] = COVER_COLUMNS
	"WHERE ($1 = 0 OR k.worker_id = $1) AND coalesce(k.until, $2) >= $2 AND coalesce(k.until, k.since) >= k.since "
	"ORDER BY w.name, k.worker_id, k.since, k.id";
static const char SQL_COVER_ON[] = COVER_COLUMNS
	"WHERE k.worker_id = $1 AND $2 BETWEEN k.since AND coalesce(k.until, $2) ORDER BY k.id DESC LIMIT 1";

/* SQL: duties of the area $5 itself, of places and areas over lo $1 .. hi $2, and ($3) of those below it. Areas stand
 * between compounds and buildings. */
static const char SQL_ROLES[] =
	"SELECT r.id, r.worker_id, r.place_id, r.area_id, r.kind, r.since, r.until, w.name, w.phone, a.name, "
	"d.room, p.level >= 4 AND d.pos BETWEEN p.lo AND p.hi, b.name, en.name, m.phone "
	"FROM role r JOIN worker w ON w.id = r.worker_id LEFT JOIN place p ON p.id = r.place_id "
	"LEFT JOIN area a ON a.id = r.area_id LEFT JOIN person m ON m.id = w.person_id "
	"LEFT JOIN household h ON h.id = m.household_id LEFT JOIN door d ON d.id = coalesce(h.door_id, w.lives_id) "
	"LEFT JOIN place en ON en.id = d.entrance_id LEFT JOIN place b ON b.id = en.parent_id "
	"WHERE ($4 = 1 OR r.until IS NULL) AND (r.area_id = $5 OR (p.lo <= $1 AND p.hi >= $2) OR ($3 = 1 AND p.lo "
	"BETWEEN $1 AND $2) OR EXISTS (SELECT 1 FROM area_part x JOIN place q ON q.id = x.place_id WHERE x.area_id = "
	"r.area_id AND ((q.lo <= $1 AND q.hi >= $2) OR ($3 = 1 AND q.lo BETWEEN $1 AND $2)))) "
	"ORDER BY r.until IS NOT NULL, CASE WHEN p.id IS NULL THEN 7 ELSE 2 * p.level END DESC, p.lo, a.ord, r.kind, "
	"r.id";

static struct wg_cover read_cover(struct wg_stmt *st, struct wg_arena *a)
{
	return (struct wg_cover){
		.id = wg_int(st, 0),
		.worker_id = wg_int(st, 1),
		.by_id = wg_int(st, 2),
		.since = wg_int(st, 3),
		.until = wg_int(st, 4),
		.reason = wg__text_or_empty(st, 5, a),
		.worker = wg__text_or_empty(st, 6, a),
		.by = wg__text_or_empty(st, 7, a),
		.by_phone = wg__text_or_empty(st, 8, a),
		.households = wg_int(st, 9),
	};
}

enum wg_err wg_cover_list(wg_office *office, int64_t worker, int64_t from, struct wg_arena *a, struct wg_covers *out,
			  struct wg_error *e)
{
	WG_VEC(struct wg_cover) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_COVERS);
	wg_bind_int(st, 1, worker);
	wg_bind_int(st, 2, from);
	while (wg_step(st))
		WG_PUSH(&all, read_cover(st, a));
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		out->n = all.len;
		out->at = WG_NEW(a, struct wg_cover, all.len);
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_cover_on(wg_office *office, int64_t worker, int64_t day, struct wg_arena *a, struct wg_cover *out,
			struct wg_error *e)
{
	struct wg_cover found = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_COVER_ON);
	wg_bind_int(st, 1, worker);
	wg_bind_int(st, 2, day);
	if (wg_step(st))
		found = read_cover(st, a);
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK)
		*out = found;
	return err;
}

static const char *home_of(struct wg_stmt *st, struct wg_arena *a)
{
	const char *room = wg__text_or_empty(st, 10, a);
	if (wg_is_null(st, 10) || wg_int(st, 11))
		return room;
	return wg_arena_printf(a, "%s%s%s", wg__text_or_empty(st, 12, a), wg__text_or_empty(st, 13, a), room);
}

/* A resident's own number is personal; one given for those who serve is not. */
static struct wg_duty read_role(const wg_office *office, struct wg_stmt *st, struct wg_arena *a)
{
	const char *own = wg__show_phone(office, a, wg_text(st, 14));
	return (struct wg_duty){
		.id = wg_int(st, 0),
		.worker_id = wg_int(st, 1),
		.place_id = wg_int(st, 2),
		.area_id = wg_int(st, 3),
		.kind = wg__text_or_empty(st, 4, a),
		.since = wg_int(st, 5),
		.until = wg_int(st, 6),
		.worker = wg__text_or_empty(st, 7, a),
		.phone = !wg_is_null(st, 8) || !own ? wg__text_or_empty(st, 8, a) : own,
		.where = wg__text_or_empty(st, 9, a),
		.home = home_of(st, a),
	};
}

/* The path of a duty's place; an area is called by its name. */
static enum wg_err where_of(wg_office *office, struct wg_duty *r, struct wg_arena *a, struct wg_error *e)
{
	struct wg_node node;
	if (!r->place_id)
		return WG_OK;
	enum wg_err err = wg_node_get(office, WG_NODE_PLACE, r->place_id, a, &node, e);
	return err == WG_OK ? wg_node_path(office, &node, "/", a, &r->where, e) : err;
}

enum wg_err wg_duty_list(wg_office *office, const struct wg_node *node, enum wg_duty_scope scope, bool past,
			 struct wg_arena *a, struct wg_duties *out, struct wg_error *e)
{
	WG_VEC(struct wg_duty) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_ROLES);
	wg_bind_int(st, 1, node->lo);
	wg_bind_int(st, 2, node->hi);
	wg_bind_int(st, 3, scope == WG_DUTIES_BELOW);
	wg_bind_int(st, 4, past);
	wg_bind_int(st, 5, node->kind == WG_NODE_AREA ? node->id : 0);
	while (wg_step(st))
		WG_PUSH(&all, read_role(office, st, a));
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < all.len; i++)
		err = where_of(office, &all.at[i], a, e);
	if (err == WG_OK) {
		out->n = all.len;
		out->at = WG_NEW(a, struct wg_duty, all.len);
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}
