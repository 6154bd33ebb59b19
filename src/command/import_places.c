#include "command/import_places.h"

#include <stdio.h>
#include <string.h>

#include "store/derive.h"
#include "text/key.h"

static const char SQL_UPPER[] =
	"SELECT id, parent_id, level, ord, name, implicit, lo, walk FROM place WHERE level <= 3 ORDER BY level, lo";
static const char SQL_LOWER[] =
	"SELECT id, parent_id, level, ord, name, implicit, lo, walk FROM place WHERE level = $1 AND "
	"lo BETWEEN $2 AND $3 ORDER BY lo";
static const char SQL_DOORS[] =
	"SELECT id, entrance_id, ord, floor, room, kind, label FROM door WHERE pos BETWEEN $1 AND $2 ORDER BY pos";
static const char SQL_HOUSEHOLDS[] =
	"SELECT h.id, h.door_id, h.origin, h.registered_in, h.status, h.stated_people, h.contact_locked, "
	"h.access_note, "
	"h.people, h.weight, c.worker_id, c.id, c.since FROM household h LEFT JOIN contact c ON c.household_id = h.id "
	"AND "
	"c.until IS NULL WHERE h.pos BETWEEN $1 AND $2 AND h.status <> 'gone' ORDER BY h.pos, h.id";
static const char SQL_PERSONS[] =
	"SELECT p.id, p.household_id, p.relation, p.name, p.sex, p.birth, p.phone, p.id_no, p.note, "
	"(SELECT group_concat(c.care_group, ' ') FROM care c WHERE c.person_id = p.id AND c.until IS NULL) "
	"FROM household h JOIN person p ON p.household_id = h.id WHERE h.pos BETWEEN $1 AND $2 AND p.gone IS NULL "
	"AND h.status <> 'gone' ORDER BY h.pos, h.id, p.id";

static bool ends_with(const char *s, const char *tail)
{
	size_t n = strlen(s), k = strlen(tail);
	return n > k && strcmp(s + n - k, tail) == 0;
}

/* What a place is looked up by: parent, level, folded name. */
static const char *place_key(int parent, enum wg_level level, const char *name, char *out, size_t cap)
{
	struct wg_buf b;
	size_t n = strlen(name);
	if (level == WG_LEVEL_COMPOUND && ends_with(name, "小区"))
		n -= strlen("小区");
	wg_buf_init(&b, cap / 2);
	wg_fold(&b, name, n);
	snprintf(out, cap, "%d\x1f%d\x1f%s", parent, (int)level, b.len ? b.data : "");
	wg_buf_free(&b);
	return out;
}

static int add_place(struct wg__places *p, struct wg__place place)
{
	char key[600];
	int64_t *slot =
		wg__names_put(&p->by_name, p->a,
			      place_key(place.parent, (enum wg_level)place.level, place.name, key, sizeof key), NULL);
	*slot = (int64_t)p->at.len;
	WG_PUSH(&p->at, place);
	return (int)p->at.len - 1;
}

int wg__place_of_id(const struct wg__places *p, int64_t id)
{
	const int64_t *i = wg_map_get(&p->by_id, id);
	return i ? (int)*i : -1;
}

static void read_place(struct wg__places *p, struct wg_stmt *st)
{
	int level = (int)wg_int(st, 2);
	struct wg__place place = {
		.id = wg_int(st, 0),
		.parent = wg_is_null(st, 1) ? -1 : wg__place_of_id(p, wg_int(st, 1)),
		.level = level,
		.ord = wg_int(st, 3),
		.old_ord = wg_int(st, 3),
		.name = wg_arena_strdup(p->a, wg_text(st, 4)),
		.implicit = wg_int(st, 5),
		.lo = wg_int(st, 6),
		.walk = wg_arena_strdup(p->a, wg_text(st, 7)),
	};
	if (level == WG_LEVEL_BUILDING)
		place.key = wg_place_order_key(WG_ADDRESS_BUILDING, place.name);
	else if (level == WG_LEVEL_ENTRANCE)
		place.key = wg_place_order_key(WG_ADDRESS_ENTRANCE, place.name);
	*wg_map_put(&p->by_id, place.id, NULL) = add_place(p, place);
}

enum wg_err wg__places_open(struct wg__places *p, struct wg_call *c, struct wg_arena *a, struct wg_error *e)
{
	*p = (struct wg__places){.c = c, .a = a};
	struct wg_stmt *st = wg_query(c->db, SQL_UPPER);
	while (wg_step(st))
		read_place(p, st);
	return wg_done(st, e);
}

void wg__places_free(struct wg__places *p)
{
	WG_VEC_FREE(&p->at);
	WG_VEC_FREE(&p->doors);
	wg__names_free(&p->by_name);
	wg__names_free(&p->by_room);
	wg_map_free(&p->by_id);
}

int wg__place_find(const struct wg__places *p, int parent, enum wg_level level, const char *name)
{
	char key[600];
	const int64_t *i = wg__names_get(&p->by_name, place_key(parent, level, name, key, sizeof key));
	return i ? (int)*i : -1;
}

int wg__place_under(struct wg__places *p, int parent, enum wg_level level, const char *name, int64_t key)
{
	int found = wg__place_find(p, parent, level, name);
	if (found >= 0)
		return found;
	return add_place(p, (struct wg__place){
				    .parent = parent,
				    .level = (int)level,
				    .name = wg_arena_strdup(p->a, name),
				    .implicit = !*name,
				    .key = key,
			    });
}

int wg__place_down(struct wg__places *p, int place, enum wg_level level)
{
	int at = place < 0 ? WG_LEVEL_OFFICE : p->at.at[place].level;
	while (at < (int)level)
		place = wg__place_under(p, place, (enum wg_level)++ at, "", 0);
	return place;
}

int wg__place_above(const struct wg__places *p, int place, enum wg_level level)
{
	while (place >= 0 && p->at.at[place].level > (int)level)
		place = p->at.at[place].parent;
	return place;
}

static const char *door_key(int entrance, const char *room, char *out, size_t cap)
{
	snprintf(out, cap, "%d\x1f%s", entrance, room);
	return out;
}

static int add_door(struct wg__places *p, struct wg__door door)
{
	char key[200];
	int64_t *slot = wg__names_put(&p->by_room, p->a, door_key(door.entrance, door.room, key, sizeof key), NULL);
	*slot = (int64_t)p->doors.len;
	WG_PUSH(&p->doors, door);
	return (int)p->doors.len - 1;
}

static const char *keep(struct wg__places *p, struct wg_stmt *st, int col)
{
	return wg_arena_strdup(p->a, wg_text(st, col));
}

static enum wg_err load_doors(struct wg__places *p, int64_t lo, int64_t hi, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(p->c->db, SQL_DOORS);
	wg_bind_int(st, 1, lo);
	wg_bind_int(st, 2, hi);
	while (wg_step(st)) {
		struct wg__door d = {
			.id = wg_int(st, 0),
			.entrance = wg__place_of_id(p, wg_int(st, 1)),
			.ord = wg_int(st, 2),
			.old_ord = wg_int(st, 2),
			.floor = (int)wg_int(st, 3),
			.old_floor = (int)wg_int(st, 3),
			.room = keep(p, st, 4),
			.old_kind = keep(p, st, 5),
			.old_label = keep(p, st, 6),
		};
		d.key = wg_place_order_key(WG_ADDRESS_ROOM, d.room);
		*wg_map_put(&p->by_id, d.id, NULL) = add_door(p, d);
	}
	return wg_done(st, e);
}

static enum wg_err load_persons(struct wg__places *p, const struct wg_map *households, int64_t lo, int64_t hi,
				struct wg_error *e)
{
	struct wg__old_person *last = NULL;
	int64_t of = 0;
	struct wg_stmt *st = wg_query(p->c->db, SQL_PERSONS);
	wg_bind_int(st, 1, lo);
	wg_bind_int(st, 2, hi);
	while (wg_step(st)) {
		struct wg__old_person *x = WG_NEW(p->a, struct wg__old_person, 1);
		*x = (struct wg__old_person){
			.id = wg_int(st, 0),
			.relation = keep(p, st, 2),
			.name = keep(p, st, 3),
			.sex = (int)wg_int(st, 4),
			.has_birth = !wg_is_null(st, 5),
			.birth = wg_int(st, 5),
			.phone = keep(p, st, 6),
			.id_no = keep(p, st, 7),
			.note = keep(p, st, 8),
			.care = wg_arena_printf(p->a, " %s ", wg_text(st, 9) ? wg_text(st, 9) : ""),
		};
		const int64_t *h = wg_map_get(households, wg_int(st, 1));
		if (!h)
			continue;
		if (last && of == wg_int(st, 1))
			last->next = x;
		else
			((struct wg__old_household *)(intptr_t)*h)->persons = x;
		last = x;
		of = wg_int(st, 1);
	}
	return wg_done(st, e);
}

static enum wg_err load_households(struct wg__places *p, int64_t lo, int64_t hi, struct wg_error *e)
{
	struct wg_map households = {0};
	struct wg__old_household *last = NULL;
	struct wg_stmt *st = wg_query(p->c->db, SQL_HOUSEHOLDS);
	wg_bind_int(st, 1, lo);
	wg_bind_int(st, 2, hi);
	while (wg_step(st)) {
		struct wg__old_household *h = WG_NEW(p->a, struct wg__old_household, 1);
		*h = (struct wg__old_household){
			.id = wg_int(st, 0),
			.door = wg__place_of_id(p, wg_int(st, 1)),
			.origin = keep(p, st, 2),
			.registered_in = keep(p, st, 3),
			.status = keep(p, st, 4),
			.stated_people = wg_int(st, 5),
			.locked = wg_int(st, 6),
			.note = keep(p, st, 7),
			.people = (int)wg_int(st, 8),
			.weight = (int)wg_int(st, 9),
			.worker = wg_int(st, 10),
			.contact = wg_int(st, 11),
			.since = wg_int(st, 12),
		};
		if (last && last->door == h->door)
			last->next = h;
		else
			p->doors.at[h->door].old = h;
		last = h;
		*wg_map_put(&households, h->id, NULL) = (int64_t)(intptr_t)h;
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK)
		err = load_persons(p, &households, lo, hi, e);
	wg_map_free(&households);
	return err;
}

enum wg_err wg__places_load(struct wg__places *p, int compound, struct wg_error *e)
{
	struct wg__place *place = &p->at.at[compound];
	if (place->loaded || place->id == 0)
		return WG_OK;
	place->loaded = true;
	int64_t lo = place->lo, hi = lo + (INT64_C(1) << wg_level_shift(WG_LEVEL_COMPOUND)) - 1;
	for (int level = WG_LEVEL_BUILDING; level <= WG_LEVEL_ENTRANCE; level++) {
		struct wg_stmt *st = wg_query(p->c->db, SQL_LOWER);
		wg_bind_int(st, 1, level);
		wg_bind_int(st, 2, lo);
		wg_bind_int(st, 3, hi);
		while (wg_step(st))
			read_place(p, st);
		enum wg_err err = wg_done(st, e);
		if (err != WG_OK)
			return err;
	}
	enum wg_err err = load_doors(p, lo, hi, e);
	return err == WG_OK ? load_households(p, lo, hi, e) : err;
}

int wg__door_at(struct wg__places *p, int compound, const struct wg_address *a)
{
	char key[200];
	int building = wg__place_under(p, compound, WG_LEVEL_BUILDING, a->building, a->building_key);
	int entrance = wg__place_under(p, building, WG_LEVEL_ENTRANCE, a->entrance, a->entrance_key);
	const int64_t *found = wg__names_get(&p->by_room, door_key(entrance, a->room, key, sizeof key));
	if (found) {
		struct wg__door *d = &p->doors.at[*found];
		if (a->floor && (a->has_floor || !d->floor))
			d->floor = a->floor;
		return (int)*found;
	}
	return add_door(p, (struct wg__door){
				   .entrance = entrance,
				   .key = a->room_key,
				   .floor = a->floor,
				   .room = wg_arena_strdup(p->a, a->room),
			   });
}

void wg__place_use(struct wg__places *p, int place)
{
	for (; place >= 0 && !p->at.at[place].used; place = p->at.at[place].parent)
		p->at.at[place].used = true;
}

void wg__door_use(struct wg__places *p, int door)
{
	p->doors.at[door].used = true;
	wg__place_use(p, p->doors.at[door].entrance);
}

const char *wg__door_path(const struct wg__places *p, int door)
{
	const char *path = p->doors.at[door].room;
	for (int i = p->doors.at[door].entrance; i >= 0 && p->at.at[i].level >= WG_LEVEL_COMPOUND;
	     i = p->at.at[i].parent) {
		const char *name = p->at.at[i].name;
		if (*name)
			path = *path ? wg_arena_printf(p->a, "%s/%s", name, path) : name;
	}
	return path;
}
