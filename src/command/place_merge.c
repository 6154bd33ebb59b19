#include <string.h>

#include "base/vec.h"
#include "command/exec.h"
#include "command/place_edit.h"
#include "command/walk_doors.h"
#include "store/refer.h"

/* A place that was entered twice: what stands below one of them goes below the other; doors of the same number become
 * one. */

static const char SQL_CHILDREN[] = "SELECT id, name, implicit FROM place WHERE parent_id = $1 ORDER BY ord";
static const char SQL_NAMELESS[] = "SELECT id FROM place WHERE parent_id = $1 AND implicit = 1 ORDER BY ord LIMIT 1";
static const char SQL_DOORS[] = "SELECT id, floor, room, label, kind FROM door WHERE entrance_id = $1 ORDER BY ord";
static const char SQL_SAME_ROOM[] = "SELECT id FROM door WHERE entrance_id = $1 AND room = $2";
static const char SQL_HEADS[] =
	"SELECT coalesce((SELECT p.name FROM person p WHERE p.household_id = h.id AND p.gone IS NULL ORDER BY "
	"p.relation <> 'head', p.id LIMIT 1), '') FROM household h WHERE h.door_id = $1 AND h.status <> 'gone' ORDER "
	"BY "
	"h.id";
static const char SQL_ENDS[] = "SELECT p.name, q.name FROM place p JOIN place q ON q.id = p.parent_id WHERE p.id = $1";

static const struct wg_rows_column columns[] = {
	{"place", N_("place"), WG_ROWS_TEXT, NULL},
	{"room", N_("room"), WG_ROWS_TEXT, NULL},
	{"what", N_("what"), WG_ROWS_MSG, NULL},
	{"heads", N_("heads"), WG_ROWS_TEXT, NULL},
};

struct merge {
	struct wg_call *c;
	struct wg_rows *rows;
	int64_t joined, moved, shared;
};

struct child {
	int64_t id;
	const char *name;
	bool implicit;
};
typedef WG_VEC(struct child) child_vec;

static enum wg_err children_of(struct wg_call *c, int64_t place, child_vec *out, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_CHILDREN);
	wg_bind_int(st, 1, place);
	while (wg_step(st))
		WG_PUSH(out, (struct child){wg_int(st, 0), wg_arena_strdup(c->a, wg_text(st, 1)), wg_int(st, 2)});
	return wg_done(st, e);
}

/* Names of the heads behind a door, and how many households there are. */
static enum wg_err heads_of(struct wg_call *c, int64_t door, const char **out, int64_t *n, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_HEADS);
	wg_bind_int(st, 1, door);
	*out = "";
	*n = 0;
	while (wg_step(st)) {
		*out = wg_arena_printf(c->a, "%s%s%s", *out, *n ? " " : "", wg_text(st, 0));
		++*n;
	}
	return wg_done(st, e);
}

static enum wg_err report(struct merge *m, int64_t entrance, const char *room, int64_t door, const char *what,
			  int64_t *n, struct wg_error *e)
{
	struct wg_call *c = m->c;
	const char *heads = "", *place = "";
	enum wg_err err = heads_of(c, door, &heads, n, e);
	struct wg_stmt *st = wg_query(c->db, SQL_ENDS);
	wg_bind_int(st, 1, entrance);
	if (wg_step(st))
		place = wg_arena_printf(c->a, "%s%s", wg_text(st, 1), wg_text(st, 0));
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	struct wg_datum *row = wg__row(c, m->rows);
	row[0] = wg__text(place);
	row[1] = wg__text(room);
	row[2] = wg__text(what);
	row[3] = wg__text(heads);
	return err != WG_OK ? err : done;
}

/* Whatever refers to one row refers to the other from now on. A duty or a service that is there already goes; an area
 * that the other is in, or whose kind it has, is not joined twice. */
static enum wg_err same_there(struct wg_call *c, const struct wg_referrer *r, int64_t to, bool *same,
			      struct wg_error *e)
{
	static const char *const sql[WG_TABLES] = {
		[WG_T_SERVES] = "SELECT count(*) FROM serves x JOIN serves y ON y.worker_id = x.worker_id AND "
				"y.place_id = $2 AND y.until IS NOT DISTINCT FROM x.until WHERE x.id = $1",
		[WG_T_ROLE] =
			"SELECT count(*) FROM role x JOIN role y ON y.worker_id = x.worker_id AND y.kind = x.kind "
			"AND y.place_id = $2 AND y.until IS NOT DISTINCT FROM x.until WHERE x.id = $1",
		[WG_T_AREA_PART] =
			"SELECT count(*) FROM area_part x JOIN area a ON a.id = x.area_id JOIN area_part y ON "
			"y.place_id = $2 JOIN area b ON b.id = y.area_id AND b.kind = a.kind WHERE x.id = $1",
	};
	int64_t n = 0;
	*same = false;
	if (!sql[r->t])
		return WG_OK;
	struct wg_stmt *st = wg_query(c->db, sql[r->t]);
	wg_bind_int(st, 1, r->id);
	wg_bind_int(st, 2, to);
	enum wg_err err = wg_one_int(st, 0, &n, e);
	*same = n > 0;
	return err;
}

static enum wg_err redirect(struct wg_call *c, enum wg_table_id t, int64_t from, int64_t to, struct wg_error *e)
{
	struct wg_referrer *r;
	size_t n = 0;
	enum wg_err err = wg_row_referrers(c->db, t, from, c->a, &r, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		struct wg_value v[WG_MAX_COLUMNS];
		bool same = false;
		if ((err = same_there(c, &r[i], to, &same, e)) != WG_OK ||
		    (err = wg_row_get(c->db, r[i].t, r[i].id, v, c->a, e)) != WG_OK)
			break;
		err = same ? wg_row_delete(c->tx, r[i].t, r[i].id, e)
			   : wg_row_set(c->tx, r[i].t, r[i].id, r[i].col, wg_int_value(to), e);
		if (err == WG_OK && same && r[i].t == WG_T_AREA_PART)
			err = wg__area_prune(c, v[WG_AREA_PART_AREA_ID].i, e);
	}
	return err;
}

/* Households of the door that goes move behind the one that stays. */
static enum wg_err join_door(struct merge *m, int64_t entrance, const struct wg__door_in *d, int64_t into,
			     struct wg_error *e)
{
	struct wg_call *c = m->c;
	int64_t n = 0;
	enum wg_err err = redirect(c, WG_T_DOOR, d->id, into, e);
	if (err == WG_OK)
		err = wg_row_delete(c->tx, WG_T_DOOR, d->id, e);
	if (err == WG_OK)
		err = report(m, entrance, d->room, into, N_("joined"), &n, e);
	m->joined++;
	m->shared += n > 1;
	return err;
}

static enum wg_err merge_doors(struct merge *m, int64_t from, int64_t into, struct wg_error *e)
{
	struct wg_call *c = m->c;
	WG_VEC(struct wg__door_in) all = {0}, moved = {0};
	struct wg_stmt *st = wg_query(c->db, SQL_DOORS);
	wg_bind_int(st, 1, from);
	while (wg_step(st))
		WG_PUSH(&all, (struct wg__door_in){wg_int(st, 0), (int)wg_int(st, 1),
						   wg_arena_strdup(c->a, wg_text(st, 2)), NULL, NULL});
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < all.len; i++) {
		int64_t same = 0, n = 0;
		st = wg_query(c->db, SQL_SAME_ROOM);
		wg_bind_int(st, 1, into);
		wg_bind_text(st, 2, all.at[i].room);
		if ((err = wg_one_int(st, 0, &same, e)) != WG_OK)
			break;
		if (same) {
			err = join_door(m, into, &all.at[i], same, e);
		} else {
			WG_PUSH(&moved, all.at[i]);
			err = report(m, into, all.at[i].room, all.at[i].id, N_("moved"), &n, e);
		}
	}
	if (err == WG_OK && moved.len > 0)
		err = wg__doors_enter(c, into, moved.at, moved.len, e);
	m->moved += (int64_t)moved.len;
	WG_VEC_FREE(&all);
	WG_VEC_FREE(&moved);
	return err;
}

static enum wg_err move_child(struct wg_call *c, const struct child *x, enum wg_level level, int64_t into,
			      struct wg_error *e)
{
	int64_t ord = 0;
	enum wg_err err = wg__child_ord(c, into, level, x->name, 0, x->id, &ord, e);
	if (err == WG_OK)
		err = wg_row_set(c->tx, WG_T_PLACE, x->id, WG_PLACE_PARENT_ID, wg_int_value(into), e);
	return err == WG_OK ? wg_row_set(c->tx, WG_T_PLACE, x->id, WG_PLACE_ORD, wg_int_value(ord), e) : err;
}

static enum wg_err partner_of(struct wg_call *c, const struct child *x, enum wg_level level, int64_t into, int64_t *id,
			      struct wg_error *e)
{
	if (!x->implicit)
		return wg__child_named(c, into, level, x->name, 0, id, e);
	struct wg_stmt *st = wg_query(c->db, SQL_NAMELESS);
	wg_bind_int(st, 1, into);
	return wg_one_int(st, 0, id, e);
}

/* Depth is at most the number of levels. */
static enum wg_err merge_into(struct merge *m, int64_t from, int64_t into, enum wg_level level, struct wg_error *e)
{
	struct wg_call *c = m->c;
	child_vec children = {0};
	enum wg_err err = children_of(c, from, &children, e);
	for (size_t i = 0; err == WG_OK && i < children.len; i++) {
		const struct child *x = &children.at[i];
		int64_t partner = 0;
		enum wg_level below = (enum wg_level)(level + 1);
		if ((err = partner_of(c, x, below, into, &partner, e)) == WG_OK)
			err = partner ? merge_into(m, x->id, partner, below, e) : move_child(c, x, below, into, e);
	}
	WG_VEC_FREE(&children);
	if (err == WG_OK && level == WG_LEVEL_ENTRANCE)
		err = merge_doors(m, from, into, e);
	if (err == WG_OK)
		err = redirect(c, WG_T_PLACE, from, into, e);
	return err == WG_OK ? wg_row_delete(c->tx, WG_T_PLACE, from, e) : err;
}

static enum wg_err check_pair(const struct wg_node *from, const struct wg_node *into, struct wg_error *e)
{
	if (from->kind != WG_NODE_PLACE || into->kind != WG_NODE_PLACE)
		return wg_fail(e, WG_EUSAGE, N_("places are merged, not grids"), "");
	if (from->id == into->id)
		return wg_fail(e, WG_EUSAGE, N_("{1} is the same place"), "s", from->name);
	if (from->level != into->level)
		return wg_fail(e, WG_EREFUSED, N_("{1} and {2} are not of one level"), "ss", from->name, into->name);
	return WG_OK;
}

enum wg_err wg__exec_merge_places(struct wg_call *c, struct wg_error *e)
{
	struct wg_node from, into;
	struct wg_value v[WG_PLACE_COLUMNS];
	struct merge m = {.c = c};
	const char *gone = "", *stays = "";
	enum wg_err err = wg__arg_place(c, "place", &from, e);
	if (err == WG_OK)
		err = wg__arg_place(c, "into", &into, e);
	if (err == WG_OK)
		err = check_pair(&from, &into, e);
	if (err != WG_OK || (err = wg__path_of(c, from.id, &gone, e)) != WG_OK ||
	    (err = wg__path_of(c, into.id, &stays, e)) != WG_OK ||
	    (err = wg_row_get(c->db, WG_T_PLACE, from.id, v, c->a, e)) != WG_OK)
		return err;
	m.rows = wg__table(c, "doors", N_("What becomes of the doors"), columns, sizeof columns / sizeof *columns);
	if ((err = merge_into(&m, from.id, into.id, from.level, e)) != WG_OK ||
	    (v[WG_PLACE_PARENT_ID].i && (err = wg__prune(c, v[WG_PLACE_PARENT_ID].i, e)) != WG_OK) ||
	    (err = wg__areas_follow(c, into.id, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} went into {2}: {3} doors joined, {4} moved"), "ssll", gone, stays, (long long)m.joined,
		(long long)m.moved);
	if (m.shared > 0)
		wg__note(c, WG_NOTE_WARNING,
			 N_("behind {1} doors there are several households now: merge those that are one"), "l",
			 (long long)m.shared);
	return WG_OK;
}
