#include "command/door.h"

#include <stdio.h>
#include <string.h>

#include "command/import_places.h"

static const char SQL_COMPOUNDS[] = "SELECT count(*), min(id) FROM place WHERE level = 3";

/* An address as it is typed: the places above the building, and the rest of it. */
struct typed {
	const char *above; /* "" = not said */
	struct wg_address address;
};

/* The first piece between slashes that reads as an address begins it: 晴岚家园/3栋/2单元/501. */
static enum wg_err read_typed(struct wg_call *c, const char *text, struct typed *t, struct wg_error *e)
{
	struct wg_address first;
	const char *rest = text, *above = "";
	while (*rest) {
		size_t n = strcspn(rest, "/");
		const char *piece = wg_arena_strndup(c->a, rest, n);
		if (wg_address_parse(piece, &first, NULL) == WG_OK)
			break;
		above = wg_arena_printf(c->a, "%s%s%s", above, *above ? "/" : "", piece);
		rest += n + (rest[n] == '/');
	}
	char *whole = wg_arena_strdup(c->a, rest);
	size_t k = 0;
	for (size_t i = 0; whole[i]; i++) {
		if (whole[i] != '/')
			whole[k++] = whole[i];
	}
	whole[k] = '\0';
	enum wg_err err = wg_address_parse(whole, &t->address, e);
	if (err == WG_OK)
		t->above = *t->address.lead ? wg_arena_printf(c->a, "%s%s%s", above, *above ? "/" : "", t->address.lead)
					    : above;
	return err;
}

/* The place that the address is counted from: --under, what stands before it, or the only compound there is. */
static enum wg_err find_base(struct wg_call *c, const struct typed *t, struct wg_node *base, struct wg_error *e)
{
	const char *under = wg__arg(c, "under");
	if (under && *under)
		return wg_node_find(c->office, under, c->a, base, e);
	if (*t->above)
		return wg_node_find(c->office, t->above, c->a, base, e);
	struct wg_stmt *st = wg_query(c->db, SQL_COMPOUNDS);
	int64_t n = 0, id = 0;
	if (wg_step(st)) {
		n = wg_int(st, 0);
		id = wg_int(st, 1);
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && n != 1)
		err = wg_fail(e, WG_EUSAGE, N_("in which compound? Say it with --under"), "");
	return err == WG_OK ? wg_node_get(c->office, WG_NODE_PLACE, id, c->a, base, e) : err;
}

/* What the base says already is not said twice. */
static void add_level(const struct wg__places *p, int place, struct wg_address *a)
{
	const struct wg__place *x = &p->at.at[place];
	if (x->level == WG_LEVEL_BUILDING && !a->has_building) {
		snprintf(a->building, sizeof a->building, "%s", x->name);
		a->building_key = x->key;
	} else if (x->level == WG_LEVEL_ENTRANCE && !a->has_entrance) {
		snprintf(a->entrance, sizeof a->entrance, "%s", x->name);
		a->entrance_key = x->key;
	}
}

static bool has_entrances(const struct wg__places *p, int building)
{
	for (size_t i = 0; i < p->at.len; i++) {
		if (p->at.at[i].parent == building && !p->at.at[i].implicit)
			return true;
	}
	return false;
}

static enum wg_err write_doors(struct wg_call *c, struct wg__places *p, int new, int64_t *id, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < p->doors.len; i++) {
		struct wg__door *d = &p->doors.at[i];
		if (d->id && d->ord != d->old_ord)
			err = wg_row_set(c->tx, WG_T_DOOR, d->id, WG_DOOR_ORD, wg_int_value(d->ord), e);
	}
	const struct wg__door *d = &p->doors.at[new];
	struct wg_value v[WG_DOOR_COLUMNS] = {
		[WG_DOOR_ENTRANCE_ID] = wg_int_value(p->at.at[d->entrance].id),
		[WG_DOOR_ORD] = wg_int_value(d->ord),
		[WG_DOOR_FLOOR] = wg_int_value(d->floor),
		[WG_DOOR_ROOM] = wg_text_value(d->room),
		[WG_DOOR_KIND] = wg_text_value("home"),
	};
	return err == WG_OK ? wg_row_insert(c->tx, WG_T_DOOR, v, id, e) : err;
}

static enum wg_err make(struct wg_call *c, struct wg__places *p, struct typed *t, const struct wg_node *base,
			int64_t *id, struct wg_error *e)
{
	int64_t n_new[WG_LEVEL_ENTRANCE + 1] = {0};
	int at = wg__place_of_id(p, base->id), compound = at;
	struct wg_error none;
	if (at < 0) { /* below a compound: known once that is read */
		struct wg_node up = *base;
		while (up.kind == WG_NODE_PLACE && up.level > WG_LEVEL_COMPOUND)
			if (wg_node_parent(c->office, &up, c->a, &up, &none) != WG_OK)
				break;
		compound = wg__place_of_id(p, up.id);
	}
	if (compound < 0 || p->at.at[compound].level != WG_LEVEL_COMPOUND)
		return wg_fail(e, WG_EUSAGE, N_("{1} is no compound: say it with --under"), "s", base->name);
	enum wg_err err = wg__places_load(p, compound, e);
	for (int up = wg__place_of_id(p, base->id); err == WG_OK && up >= 0 && up != compound; up = p->at.at[up].parent)
		add_level(p, up, &t->address);
	if (err != WG_OK)
		return err;
	int building = wg__place_find(p, compound, WG_LEVEL_BUILDING, t->address.building);
	if (!*t->address.entrance && building >= 0 && has_entrances(p, building))
		return wg_fail(e, WG_EUSAGE, N_("{1} has several entrances: say which"), "s", t->address.building);
	int door = wg__door_at(p, compound, &t->address);
	*id = p->doors.at[door].id;
	if (*id)
		return WG_OK;
	wg__door_use(p, door);
	if ((err = wg__places_order(p, e)) != WG_OK || (err = wg__places_write(p, n_new, e)) != WG_OK)
		return err;
	wg__note(c, WG_NOTE_INFO, N_("new door: {1}"), "s", wg__door_path(p, door));
	return write_doors(c, p, door, id, e);
}

enum wg_err wg__arg_door(struct wg_call *c, const char *name, int64_t *door, struct wg_error *e)
{
	const char *text = wg__arg(c, name), *under = wg__arg(c, "under");
	struct wg__places places = {0};
	struct wg_error why = {0};
	struct typed t;
	struct wg_node base;
	enum wg_err err = wg_door_find(c->office, text, c->a, door, &why);
	if (err != WG_OK && under && *under && *text != '#' &&
	    wg_door_find(c->office, wg_arena_printf(c->a, "%s/%s", under, text), c->a, door, NULL) == WG_OK)
		return WG_OK;
	if (err != WG_ENOTFOUND || *text == '#') {
		if (err != WG_OK && e)
			*e = why;
		return err;
	}
	if (!wg__flag(c, "new-door"))
		return wg_fail(e, WG_ENOTFOUND, N_("there is no door {1}: --new-door makes it"), "s", text);
	if ((err = read_typed(c, text, &t, e)) != WG_OK || (err = find_base(c, &t, &base, e)) != WG_OK ||
	    (err = wg__places_open(&places, c, c->a, e)) != WG_OK)
		return err;
	err = make(c, &places, &t, &base, door, e);
	wg__places_free(&places);
	return err;
}
