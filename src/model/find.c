#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/office.h"
#include "text/address.h"
#include "text/key.h"
#include "wangge/household.h"

/* A path is a list of names from above to below. What a name may stand for differs by level, so each is kept in the
 * spellings it can have: as typed, as a building, as an entrance. */
enum { MAX_NAMES = 12, SHOWN = 5 };

struct name {
	char typed[160], building[64], entrance[64];
};

struct path {
	struct name names[MAX_NAMES];
	int n;
	char room[64]; /* "" = the path ends at a place */
};

static const char SQL_BY_NAME[] =
	"SELECT id FROM place WHERE implicit = 0 AND (name = $1 OR (level = 4 AND name = $2) OR "
	"(level = 5 AND name = $3)) ORDER BY lo";
static const char SQL_AREA_BY_NAME[] = "SELECT id FROM area WHERE name = $1 ORDER BY ord";
static const char SQL_UP[] = "SELECT name, parent_id, level, implicit FROM place WHERE id = $1";
static const char SQL_AREAS_OF[] =
	"SELECT a.name FROM area_part x JOIN area a ON a.id = x.area_id WHERE x.place_id = $1";
static const char SQL_DOORS[] = "SELECT id, entrance_id FROM door WHERE room = $1 ORDER BY pos";
static const char SQL_DOORS_WITHIN[] =
	"SELECT id, pos FROM door WHERE room = $1 AND pos BETWEEN $2 AND $3 ORDER BY pos";
static const char SQL_DOORS_OF[] = "SELECT id FROM door WHERE pos BETWEEN $1 AND $2 ORDER BY pos";
static const char SQL_OF_DOOR[] = "SELECT id FROM household WHERE door_id = $1 AND status <> 'gone' ORDER BY id";
static const char SQL_DOOR_OF_ID[] =
	"SELECT id FROM door WHERE id = $1 UNION ALL SELECT door_id FROM household WHERE id = $1";
static const char SQL_ONLY_DOOR[] =
	"SELECT min(d.id) FROM place p JOIN door d ON d.pos BETWEEN p.lo AND p.hi WHERE p.id = $1 "
	"GROUP BY p.id HAVING count(*) = 1";
static const char SQL_DOOR_ADDRESS[] = "SELECT b.name, en.name, d.room FROM door d JOIN place en ON en.id = "
				       "d.entrance_id JOIN place b ON b.id = en.parent_id "
				       "WHERE d.id = $1";
static const char SQL_BY_PERSON[] =
	"SELECT DISTINCT p.household_id, p.relation = 'head' FROM name_key k JOIN person p ON p.id = k.person_id "
	"WHERE k.kind = 1 AND k.key = $1 AND p.name = $2 AND p.gone IS NULL";

static void add_name(struct path *p, const char *s, size_t len)
{
	if (p->n == MAX_NAMES || len == 0)
		return;
	struct name *name = &p->names[p->n++];
	struct wg_buf clean;
	wg_buf_init(&clean, sizeof name->typed - 1);
	wg_clean_text(&clean, s, len, WG_CLEAN_LINE);
	memcpy(name->typed, clean.len ? clean.data : "", clean.len + 1);
	wg_buf_free(&clean);
	wg_place_name(WG_ADDRESS_BUILDING, name->typed, name->building, sizeof name->building);
	wg_place_name(WG_ADDRESS_ENTRANCE, name->typed, name->entrance, sizeof name->entrance);
}

/* A piece between slashes may itself hold several levels: 3-2-501, 晴岚家园3栋2单元501. */
static void add_piece(struct path *p, const char *s, size_t len, bool last)
{
	char piece[400];
	struct wg_address parts;
	if (len >= sizeof piece)
		len = sizeof piece - 1;
	memcpy(piece, s, len);
	piece[len] = '\0';
	if (wg_address_parse(piece, &parts, NULL) != WG_OK || (parts.has_room && !last)) {
		add_name(p, s, len);
		return;
	}
	if (*parts.lead)
		add_name(p, parts.lead, strlen(parts.lead));
	if (parts.has_building)
		add_name(p, parts.building, strlen(parts.building));
	if (parts.has_entrance)
		add_name(p, parts.entrance, strlen(parts.entrance));
	if (parts.has_room)
		memcpy(p->room, parts.room, sizeof p->room);
}

/* whole: each piece is a name as it stands, also when it looks like an address. */
static void read_path(struct path *p, const char *text, bool whole)
{
	memset(p, 0, sizeof *p);
	while (*text) {
		size_t len = strcspn(text, "/");
		bool last = text[len] == '\0';
		if (whole)
			add_name(p, text, len);
		else
			add_piece(p, text, len, last);
		text += len + !last;
	}
}

static bool name_fits(const struct name *name, const char *place, int64_t level)
{
	return strcmp(name->typed, place) == 0 || (level == WG_LEVEL_BUILDING && strcmp(name->building, place) == 0) ||
	       (level == WG_LEVEL_ENTRANCE && strcmp(name->entrance, place) == 0);
}

static enum wg_err area_fits(wg_office *office, int64_t place, const struct name *name, bool *fits, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_AREAS_OF);
	wg_bind_int(st, 1, place);
	while (!*fits && wg_step(st))
		*fits = strcmp(name->typed, wg_text(st, 0)) == 0;
	return wg_done(st, e);
}

/* Are the first n names of the path met, from below to above, at the place or over it? Levels may be left out. */
static enum wg_err fits_above(wg_office *office, const struct path *p, int n, int64_t place, bool *fits,
			      struct wg_error *e)
{
	while (n > 0 && place) {
		struct wg_stmt *st = wg_query(office->db, SQL_UP);
		wg_bind_int(st, 1, place);
		int64_t up = 0;
		if (wg_step(st)) {
			up = wg_is_null(st, 1) ? 0 : wg_int(st, 1);
			if (!wg_int(st, 3) && name_fits(&p->names[n - 1], wg_text(st, 0), wg_int(st, 2)))
				n--;
		}
		enum wg_err err = wg_done(st, e);
		bool area = false;
		if (err == WG_OK && n > 0)
			err = area_fits(office, place, &p->names[n - 1], &area, e);
		if (err != WG_OK)
			return err;
		n -= area;
		place = up;
	}
	*fits = n == 0;
	return WG_OK;
}

/* Everything a path may mean. */
struct found {
	WG_VEC(struct wg_ref) at;
};

static enum wg_err find_places(wg_office *office, const struct path *p, struct found *found, struct wg_error *e)
{
	const struct name *last = &p->names[p->n - 1];
	struct wg_stmt *st = wg_query(office->db, SQL_BY_NAME);
	enum wg_err err = WG_OK;
	wg_bind_text(st, 1, last->typed);
	wg_bind_text(st, 2, last->building);
	wg_bind_text(st, 3, last->entrance);
	while (err == WG_OK && wg_step(st)) {
		bool fits = false;
		int64_t id = wg_int(st, 0);
		err = fits_above(office, p, p->n, id, &fits, e);
		if (fits)
			WG_PUSH(&found->at,
				(struct wg_ref){.kind = WG_REF_NODE, .node.kind = WG_NODE_PLACE, .node.id = id});
	}
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	return err != WG_OK ? err : done;
}

static enum wg_err find_areas(wg_office *office, const struct path *p, struct found *found, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_AREA_BY_NAME);
	enum wg_err err = WG_OK;
	wg_bind_text(st, 1, p->names[p->n - 1].typed);
	while (err == WG_OK && wg_step(st)) {
		bool fits = false;
		int64_t part = 0, id = wg_int(st, 0);
		struct wg_stmt *first = wg_query(office->db, "SELECT min(place_id) FROM area_part WHERE area_id = $1");
		wg_bind_int(first, 1, id);
		if ((err = wg_one_int(first, 0, &part, e)) == WG_OK)
			err = fits_above(office, p, p->n, part, &fits, e);
		if (fits)
			WG_PUSH(&found->at,
				(struct wg_ref){.kind = WG_REF_NODE, .node.kind = WG_NODE_AREA, .node.id = id});
	}
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	return err != WG_OK ? err : done;
}

static enum wg_err find_doors(wg_office *office, const struct path *p, struct found *found, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_DOORS);
	enum wg_err err = WG_OK;
	wg_bind_text(st, 1, p->room);
	while (err == WG_OK && wg_step(st)) {
		bool fits = false;
		err = fits_above(office, p, p->n, wg_int(st, 1), &fits, e);
		if (fits)
			WG_PUSH(&found->at, (struct wg_ref){.kind = WG_REF_DOOR, .id = wg_int(st, 0)});
	}
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	return err != WG_OK ? err : done;
}

static enum wg_err describe(wg_office *office, const struct wg_ref *r, struct wg_arena *a, const char **out,
			    struct wg_error *e)
{
	struct wg_node n;
	enum wg_err err;
	if (r->kind == WG_REF_HOUSEHOLD)
		return wg_household_address(office, r->id, true, a, out, e);
	if (r->kind == WG_REF_NODE) {
		if ((err = wg_node_get(office, r->node.kind, r->node.id, a, &n, e)) != WG_OK)
			return err;
		return wg_node_path(office, &n, "/", a, out, e);
	}
	int64_t entrance = 0;
	struct wg_stmt *st = wg_query(office->db, "SELECT entrance_id FROM door WHERE id = $1");
	wg_bind_int(st, 1, r->id);
	if ((err = wg_one_int(st, 0, &entrance, e)) != WG_OK ||
	    (err = wg_node_get(office, WG_NODE_PLACE, entrance, a, &n, e)) != WG_OK)
		return err;
	return wg_node_path(office, &n, "/", a, out, e);
}

static enum wg_err several(wg_office *office, const char *text, const struct found *found, struct wg_arena *a,
			   struct wg_error *e)
{
	const char *list = "";
	for (size_t i = 0; i < found->at.len && i < SHOWN; i++) {
		const char *one = "";
		enum wg_err err = describe(office, &found->at.at[i], a, &one, e);
		if (err != WG_OK)
			return err;
		list = wg_arena_printf(a, "%s%s%s", list, i ? ", " : "", one);
	}
	return wg_fail(e, WG_EUSAGE, N_("{1} could be any of {2}: {3} …; say more of the path"), "sds", text,
		       (int)found->at.len, list);
}

/* "#123": the id, with or without the office. */
static bool read_id(wg_office *office, const char *text, int64_t *id)
{
	char *end;
	if (*text != '#')
		return false;
	*id = strtoll(text + 1, &end, 10);
	if (*end || end == text + 1)
		return false;
	*id = wg__full_id(office, *id);
	return true;
}

enum wg_err wg_node_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_node *out,
			 struct wg_error *e)
{
	struct path p;
	struct found found = {0};
	int64_t id;
	if (!*text || strcmp(text, "/") == 0)
		return wg_node_get(office, WG_NODE_OFFICE, 0, a, out, e);
	if (read_id(office, text, &id)) {
		if (wg_node_get(office, WG_NODE_PLACE, id, a, out, NULL) == WG_OK)
			return WG_OK;
		enum wg_err err = wg_node_get(office, WG_NODE_AREA, id, a, out, e);
		return err == WG_ENOTFOUND ? wg_fail(e, err, N_("there is no place {1}"), "s", text) : err;
	}
	read_path(&p, text, true);
	enum wg_err err = p.n ? find_places(office, &p, &found, e) : WG_OK;
	if (err == WG_OK && p.n && found.at.len == 0)
		err = find_areas(office, &p, &found, e);
	if (err == WG_OK && found.at.len == 0) {
		read_path(&p, text, false);
		if (p.n && !*p.room)
			err = find_places(office, &p, &found, e);
	}
	if (err == WG_OK && found.at.len == 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("there is no place {1}"), "s", text);
	else if (err == WG_OK && found.at.len > 1)
		err = several(office, text, &found, a, e);
	if (err == WG_OK)
		err = wg_node_get(office, found.at.at[0].node.kind, found.at.at[0].node.id, a, out, e);
	WG_VEC_FREE(&found.at);
	return err;
}

static enum wg_err ids_of(struct wg_stmt *st, struct wg_arena *a, int64_t **ids, size_t *n, struct wg_error *e)
{
	WG_VEC(int64_t) all = {0};
	while (wg_step(st))
		WG_PUSH(&all, wg_int(st, 0));
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		*n = all.len;
		*ids = WG_NEW(a, int64_t, all.len);
		if (all.len > 0)
			memcpy(*ids, all.at, all.len * sizeof **ids);
	}
	WG_VEC_FREE(&all);
	return err;
}

static enum wg_err only(struct wg_arena *a, int64_t id, int64_t **ids, size_t *n)
{
	*ids = WG_NEW(a, int64_t, 1);
	**ids = id;
	*n = 1;
	return WG_OK;
}

/* A room alone inside a place. */
static enum wg_err find_doors_within(wg_office *office, const char *room, const struct wg_node *within,
				     struct found *found, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_DOORS_WITHIN);
	wg_bind_text(st, 1, room);
	wg_bind_int(st, 2, within->lo);
	wg_bind_int(st, 3, within->hi);
	while (wg_step(st))
		WG_PUSH(&found->at, (struct wg_ref){.kind = WG_REF_DOOR, .id = wg_int(st, 0)});
	return wg_done(st, e);
}

static enum wg_err doors_of_node(wg_office *office, const char *text, struct wg_arena *a, int64_t **ids, size_t *n,
				 struct wg_error *e)
{
	struct wg_node node;
	struct wg_range *ranges;
	size_t n_ranges = 0;
	WG_VEC(int64_t) all = {0};
	enum wg_err err = wg_node_find(office, text, a, &node, e);
	if (err == WG_OK)
		err = wg_node_ranges(office, &node, a, &ranges, &n_ranges, e);
	for (size_t i = 0; err == WG_OK && i < n_ranges; i++) {
		struct wg_stmt *st = wg_query(office->db, SQL_DOORS_OF);
		wg_bind_int(st, 1, ranges[i].lo);
		wg_bind_int(st, 2, ranges[i].hi);
		while (wg_step(st))
			WG_PUSH(&all, wg_int(st, 0));
		err = wg_done(st, e);
	}
	if (err == WG_OK) {
		*n = all.len;
		*ids = WG_NEW(a, int64_t, all.len);
		if (all.len > 0)
			memcpy(*ids, all.at, all.len * sizeof **ids);
	}
	WG_VEC_FREE(&all);
	return err;
}

/* By a member's name: a head goes before other members. */
static enum wg_err find_person(wg_office *office, const char *name, struct found *found, struct wg_error *e)
{
	struct wg_buf key;
	WG_VEC(int64_t) heads = {0}, members = {0};
	wg_buf_init(&key, 4096);
	wg_fold(&key, name, strlen(name));
	struct wg_stmt *st = wg_query(office->db, SQL_BY_PERSON);
	wg_bind_text(st, 1, key.len ? key.data : "");
	wg_bind_text(st, 2, name);
	while (wg_step(st)) {
		if (wg_int(st, 1))
			WG_PUSH(&heads, wg_int(st, 0));
		else
			WG_PUSH(&members, wg_int(st, 0));
	}
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; i < heads.len; i++)
		WG_PUSH(&found->at, (struct wg_ref){.kind = WG_REF_HOUSEHOLD, .id = heads.at[i]});
	for (size_t i = 0; heads.len == 0 && i < members.len; i++)
		WG_PUSH(&found->at, (struct wg_ref){.kind = WG_REF_HOUSEHOLD, .id = members.at[i]});
	WG_VEC_FREE(&heads);
	WG_VEC_FREE(&members);
	wg_buf_free(&key);
	return err;
}

static enum wg_err all_of_node(wg_office *office, const struct wg_node *node, struct wg_arena *a, int64_t **ids,
			       size_t *n, struct wg_error *e)
{
	struct wg_households list;
	struct wg_household_filter filter = {0};
	enum wg_err err = wg_household_list(office, node, &filter, 0, -1, a, &list, e);
	if (err != WG_OK)
		return err;
	*ids = WG_NEW(a, int64_t, list.n);
	*n = list.n;
	for (size_t i = 0; i < list.n; i++)
		(*ids)[i] = list.at[i].id;
	return WG_OK;
}

enum wg_err wg_household_find(wg_office *office, const char *text, struct wg_arena *a, int64_t **ids, size_t *n,
			      struct wg_error *e)
{
	struct path p;
	struct found found = {0};
	struct wg_node node;
	struct wg_household one;
	int64_t id;
	if (read_id(office, text, &id) && wg_household_get(office, id, a, &one, NULL) == WG_OK)
		return only(a, id, ids, n);
	read_path(&p, text, false);
	enum wg_err err = *p.room ? find_doors(office, &p, &found, e) : WG_OK;
	if (err == WG_OK && found.at.len == 0)
		err = find_person(office, text, &found, e);
	if (err == WG_OK && found.at.len > 1)
		err = several(office, text, &found, a, e);
	if (err == WG_OK && found.at.len == 0) {
		struct wg_error node_error = {0};
		err = wg_node_find(office, text, a, &node, &node_error);
		if (err == WG_OK)
			err = all_of_node(office, &node, a, ids, n, e);
		else if (err == WG_ENOTFOUND)
			err = wg_fail(e, err, N_("there is no household {1}"), "s", text);
		else if (e)
			*e = node_error;
	} else if (err == WG_OK && found.at.at[0].kind == WG_REF_HOUSEHOLD) {
		err = only(a, found.at.at[0].id, ids, n);
	} else if (err == WG_OK) {
		struct wg_stmt *st = wg_query(office->db, SQL_OF_DOOR);
		wg_bind_int(st, 1, found.at.at[0].id);
		err = ids_of(st, a, ids, n, e);
		if (err == WG_OK && *n == 0)
			err = wg_fail(e, WG_ENOTFOUND, N_("nobody lives at {1}"), "s", text);
	}
	WG_VEC_FREE(&found.at);
	return err;
}

static enum wg_err door_of_id(wg_office *office, const char *text, int64_t id, int64_t *door, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_DOOR_OF_ID);
	int64_t found = 0;
	wg_bind_int(st, 1, id);
	enum wg_err err = wg_one_int(st, 0, &found, e);
	if (err == WG_OK && !found)
		err = wg_fail(e, WG_ENOTFOUND, N_("there is no door {1}"), "s", text);
	if (err == WG_OK)
		*door = found;
	return err;
}

/* A place that is one home: 881号, without entrances and rooms. */
static enum wg_err only_door(wg_office *office, const struct path *p, struct found *found, struct wg_error *e)
{
	struct found places = {0};
	enum wg_err err = find_places(office, p, &places, e);
	for (size_t i = 0; err == WG_OK && i < places.at.len; i++) {
		struct wg_stmt *st = wg_query(office->db, SQL_ONLY_DOOR);
		int64_t id = 0;
		wg_bind_int(st, 1, places.at.at[i].node.id);
		err = wg_one_int(st, 0, &id, e);
		if (id)
			WG_PUSH(&found->at, (struct wg_ref){.kind = WG_REF_DOOR, .id = id});
	}
	WG_VEC_FREE(&places.at);
	return err;
}

static enum wg_err door_of_person(wg_office *office, const char *name, struct wg_arena *a, struct found *found,
				  struct wg_error *e)
{
	struct found people = {0};
	enum wg_err err = find_person(office, name, &people, e);
	for (size_t i = 0; err == WG_OK && i < people.at.len; i++) {
		struct wg_household h;
		if ((err = wg_household_get(office, people.at.at[i].id, a, &h, e)) == WG_OK)
			WG_PUSH(&found->at, (struct wg_ref){.kind = WG_REF_DOOR, .id = h.door_id});
	}
	WG_VEC_FREE(&people.at);
	return err;
}

enum wg_err wg_door_find(wg_office *office, const char *text, struct wg_arena *a, int64_t *door, struct wg_error *e)
{
	struct path p;
	struct found found = {0};
	int64_t id;
	if (read_id(office, text, &id))
		return door_of_id(office, text, id, door, e);
	read_path(&p, text, false);
	enum wg_err err = *p.room ? find_doors(office, &p, &found, e) : p.n ? only_door(office, &p, &found, e) : WG_OK;
	if (err == WG_OK && found.at.len == 0 && !*p.room)
		err = door_of_person(office, text, a, &found, e);
	if (err == WG_OK && found.at.len == 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("there is no door {1}"), "s", text);
	else if (err == WG_OK && found.at.len > 1)
		err = several(office, text, &found, a, e);
	if (err == WG_OK)
		*door = found.at.at[0].id;
	WG_VEC_FREE(&found.at);
	return err;
}

enum wg_err wg_doors_find(wg_office *office, const char *text, const struct wg_node *within, struct wg_arena *a,
			  int64_t **ids, size_t *n, struct wg_error *e)
{
	struct path p;
	struct found found = {0};
	int64_t door = 0;
	read_path(&p, text, false);
	if (!*p.room)
		return doors_of_node(office, text, a, ids, n, e);
	enum wg_err err = WG_OK;
	if (within && p.n == 0)
		err = find_doors_within(office, p.room, within, &found, e);
	if (err == WG_OK && found.at.len > 1)
		err = several(office, text, &found, a, e);
	else if (err == WG_OK && found.at.len == 1)
		door = found.at.at[0].id;
	else if (err == WG_OK)
		err = within && p.n == 0 ? wg_fail(e, WG_ENOTFOUND, N_("there is no door {1}"), "s", text)
					 : wg_door_find(office, text, a, &door, e);
	WG_VEC_FREE(&found.at);
	return err == WG_OK ? only(a, door, ids, n) : err;
}

enum wg_err wg_door_address(wg_office *office, int64_t door, bool full, struct wg_arena *a, const char **out,
			    struct wg_error *e)
{
	const char *place = "", *room = "";
	struct wg_stmt *st = wg_query(office->db, SQL_DOOR_ADDRESS);
	wg_bind_int(st, 1, door);
	if (wg_step(st)) {
		place = wg_arena_printf(a, "%s%s", wg_text(st, 0), wg_text(st, 1));
		room = wg__text_or_empty(st, 2, a);
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && full)
		err = describe(office, &(struct wg_ref){.kind = WG_REF_DOOR, .id = door}, a, &place, e);
	if (err == WG_OK)
		*out = wg_arena_printf(a, "%s%s%s", place, full && *room ? "/" : "", room);
	return err;
}
