#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "command/exec.h"
#include "command/place_edit.h"
#include "command/walk_doors.h"
#include "text/address.h"
#include "text/rooms.h"

static const char SQL_ENTRANCES[] = "SELECT id, name FROM place WHERE parent_id = $1 ORDER BY ord";
static const char SQL_ROOMS_AROUND[] =
	"SELECT floor, room FROM door WHERE pos BETWEEN $1 AND $2 AND floor > 0 ORDER BY pos LIMIT 500";
static const char SQL_ROOM[] = "SELECT count(*) FROM door WHERE entrance_id = $1 AND room = $2";
static const char SQL_ABOVE[] = "SELECT q.lo, q.hi FROM place p JOIN place q ON q.lo <= p.lo AND q.hi >= p.hi WHERE "
				"p.id = $1 AND q.level BETWEEN 3 AND p.level ORDER BY q.level DESC";

enum { SKIP_MAX = 40, STYLES = 2 };

/* How many digits the number on the floor has behind that of the floor: 501, 5001. */
static const int styles[STYLES] = {2, 3};

/* 501 from 5 and 1; 5A from 5 and A; below ground 负101; without floors the door's own number. */
static const char *number_door(struct wg_arena *a, int style, int floor, const struct wg_room_side *side)
{
	const char *below = floor < 0 ? "负" : "";
	int up = floor < 0 ? -floor : floor;
	if (floor == 0)
		return side->letter ? wg_arena_printf(a, "%c", side->letter) : wg_arena_printf(a, "%d", side->number);
	if (side->letter)
		return wg_arena_printf(a, "%s%d%c", below, up, side->letter);
	int digits = side->digits > style ? side->digits : style;
	return wg_arena_printf(a, "%s%d%0*d", below, up, digits, side->number);
}

/* Could a door of that style have this number? */
static bool is_styled(int style, int floor, const char *room)
{
	char text[32];
	for (int side = 1; side <= 60; side++) {
		snprintf(text, sizeof text, "%d%0*d", floor, style, side);
		if (strcmp(text, room) == 0)
			return true;
	}
	return false;
}

/* As the rest of the building is numbered, else of the compound. */
static enum wg_err find_style(struct wg_call *c, int64_t place, int *out, struct wg_error *e)
{
	int votes[STYLES] = {0}, seen = 0;
	enum wg_err err = WG_OK;
	struct wg_stmt *up = wg_query(c->db, SQL_ABOVE);
	wg_bind_int(up, 1, place);
	while (err == WG_OK && seen == 0 && wg_step(up)) {
		struct wg_stmt *st = wg_query(c->db, SQL_ROOMS_AROUND);
		wg_bind_int(st, 1, wg_int(up, 0));
		wg_bind_int(st, 2, wg_int(up, 1));
		while (wg_step(st)) {
			seen++;
			for (int i = 0; i < STYLES; i++)
				votes[i] += is_styled(styles[i], (int)wg_int(st, 0), wg_text(st, 1));
		}
		err = wg_done(st, e);
	}
	enum wg_err done = wg_done(up, err == WG_OK ? e : NULL);
	int best = 0;
	for (int i = 1; i < STYLES; i++)
		best = votes[i] > votes[best] ? i : best;
	*out = styles[best];
	return err != WG_OK ? err : done;
}

struct making {
	struct wg_call *c;
	struct wg_rooms_pattern p;
	int style;
	const char *kind;
	int64_t made, there;
	struct wg_rows *rows;
};

static bool listed(const int *list, int n, int number)
{
	for (int i = 0; i < n; i++) {
		if (list[i] == number)
			return true;
	}
	return false;
}

static enum wg_err leave_out(struct making *m, struct wg_error *e)
{
	int floors[SKIP_MAX], rooms[SKIP_MAX], n_floors = 0, n_rooms = 0, kept = 0;
	const char *skip = wg__arg(m->c, "skip-floors");
	enum wg_err err = skip ? wg_number_list_parse(skip, floors, SKIP_MAX, &n_floors, e) : WG_OK;
	skip = wg__arg(m->c, "skip-rooms");
	if (err == WG_OK && skip)
		err = wg_number_list_parse(skip, rooms, SKIP_MAX, &n_rooms, e);
	if (err != WG_OK)
		return err;
	bool no_floors = m->p.n_floors == 0;
	for (int i = 0; i < m->p.n_floors; i++) {
		if (!listed(floors, n_floors, m->p.floor[i]))
			m->p.floor[kept++] = m->p.floor[i];
	}
	m->p.n_floors = kept;
	kept = 0;
	for (int i = 0; i < m->p.n_sides; i++) {
		if (m->p.side[i].letter || !listed(rooms, n_rooms, m->p.side[i].number))
			m->p.side[kept++] = m->p.side[i];
	}
	m->p.n_sides = kept;
	if (kept == 0 || (m->p.n_floors == 0 && !no_floors))
		return wg_fail(e, WG_EUSAGE, N_("nothing is left to make"), "");
	return WG_OK;
}

static enum wg_err has_room(struct making *m, int64_t entrance, const char *room, bool *there, struct wg_error *e)
{
	int64_t n = 0;
	struct wg_stmt *st = wg_query(m->c->db, SQL_ROOM);
	wg_bind_int(st, 1, entrance);
	wg_bind_text(st, 2, room);
	enum wg_err err = wg_one_int(st, 0, &n, e);
	*there = n > 0;
	return err;
}

/* Doors of one entrance that are not there yet. */
static enum wg_err make_doors(struct making *m, int64_t entrance, const char *path, struct wg_error *e)
{
	struct wg_arena *a = m->c->a;
	WG_VEC(struct wg__door_in) fresh = {0};
	enum wg_err err = WG_OK;
	int floors = m->p.n_floors ? m->p.n_floors : 1;
	for (int f = 0; err == WG_OK && f < floors; f++) {
		int floor = m->p.n_floors ? m->p.floor[f] : 0;
		for (int i = 0; err == WG_OK && i < m->p.n_sides; i++) {
			char room[64];
			bool there = false;
			wg_place_name(WG_ADDRESS_ROOM, number_door(a, m->style, floor, &m->p.side[i]), room,
				      sizeof room);
			if ((err = has_room(m, entrance, room, &there, e)) != WG_OK)
				break;
			m->there += there;
			if (there)
				continue;
			struct wg__door_in d = {.floor = floor, .room = wg_arena_strdup(a, room), .kind = m->kind};
			WG_PUSH(&fresh, d);
			struct wg_datum *row = wg__row(m->c, m->rows);
			row[0] = wg__text(path);
			row[1] = wg__int_or_null(floor);
			row[2] = wg__text(d.room);
		}
	}
	if (err == WG_OK && fresh.len > 0)
		err = wg__doors_enter(m->c, entrance, fresh.at, fresh.len, e);
	m->made += (int64_t)fresh.len;
	WG_VEC_FREE(&fresh);
	return err;
}

static enum wg_err make_in(struct making *m, const struct wg_node *node, struct wg_error *e)
{
	WG_VEC(int64_t) entrances = {0};
	enum wg_err err = WG_OK;
	if (node->level == WG_LEVEL_ENTRANCE) {
		WG_PUSH(&entrances, node->id);
	} else {
		struct wg_stmt *st = wg_query(m->c->db, SQL_ENTRANCES);
		wg_bind_int(st, 1, node->id);
		while (wg_step(st))
			WG_PUSH(&entrances, wg_int(st, 0));
		err = wg_done(st, e);
	}
	if (err == WG_OK && entrances.len == 0) {
		int64_t id = node->id;
		err = wg__down_to(m->c, &id, node->level, WG_LEVEL_ENTRANCE, e);
		WG_PUSH(&entrances, id);
	}
	for (size_t i = 0; err == WG_OK && i < entrances.len; i++) {
		const char *path = "";
		if ((err = wg__path_of(m->c, entrances.at[i], &path, e)) == WG_OK)
			err = make_doors(m, entrances.at[i], path, e);
	}
	WG_VEC_FREE(&entrances);
	return err;
}

enum wg_err wg__exec_make_rooms(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"place", N_("place"), WG_ROWS_TEXT, NULL},
		{"floor", N_("floor"), WG_ROWS_INT, NULL},
		{"room", N_("room"), WG_ROWS_TEXT, NULL},
	};
	struct wg_node node;
	struct making m = {.c = c};
	const char *path = "";
	enum wg_err err = wg__arg_place(c, "place", &node, e);
	if (err != WG_OK)
		return err;
	if (node.kind != WG_NODE_PLACE || node.level < WG_LEVEL_BUILDING)
		return wg_fail(e, WG_EREFUSED, N_("doors are made in a building or an entrance"), "");
	if ((err = wg_rooms_parse(wg__arg(c, "rooms"), &m.p, e)) != WG_OK || (err = leave_out(&m, e)) != WG_OK ||
	    (err = wg__door_kind(c, "kind", &m.kind, e)) != WG_OK ||
	    (err = find_style(c, node.id, &m.style, e)) != WG_OK || (err = wg__path_of(c, node.id, &path, e)) != WG_OK)
		return err;
	m.rows = wg__table(c, "made", N_("New doors"), columns, sizeof columns / sizeof *columns);
	if ((err = make_in(&m, &node, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1}: {2} doors made, {3} were there"), "sll", path, (long long)m.made, (long long)m.there);
	return WG_OK;
}
