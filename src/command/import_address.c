#include <stdio.h>
#include <string.h>

#include "command/import_rows.h"
#include "command/import_under.h"
#include "text/key.h"

/* The door that a row is about. */

bool wg__is_own_export(struct wg__file *f)
{
	static const struct {
		const char *name;
		int field;
	} columns[] = {
		{"街道", WG__F_SUBDISTRICT},
		{"社区", WG__F_COMMUNITY},
		{"小区", WG__F_COMPOUND},
		{"楼栋", WG__F_BUILDING},
		{"单元", WG__F_ENTRANCE},
		{"楼层", WG__F_FLOOR},
		{"房号", WG__F_ROOM},
		{"户主", WG__F_HEAD},
		{"联系电话", WG__F_PHONE},
		{"人口", WG__F_PEOPLE},
		{"权重", WG__F_WEIGHT},
		{"联系人", WG__F_CONTACT},
		{"联系人单位", WG__F_CONTACT_UNIT},
		{"联系人电话", WG__F_CONTACT_PHONE},
		{"起始日期", WG__F_SINCE},
		{"锁定", WG__F_LOCKED},
	};
	size_t n = sizeof columns / sizeof *columns;
	for (size_t s = 0; s < f->n_sheets; s++) {
		const struct wg_header *h = &f->sheets[s].header;
		if (h->n_columns < n)
			return false;
		for (size_t c = 0; c < h->n_columns; c++) {
			const char *text = h->columns[c].text;
			bool stands_in = c == n && strcmp(text, "代班") == 0; /* today's business: not taken back in */
			if (!stands_in && strcmp(text, c < n ? columns[c].name : "") != 0)
				return false;
		}
	}
	for (size_t s = 0; s < f->n_sheets; s++) {
		struct wg__sheet *sheet = &f->sheets[s];
		memset(sheet->has, 0, sizeof sheet->has);
		for (size_t c = 0; c < n; c++) {
			sheet->field[c] = columns[c].field;
			sheet->has[columns[c].field] = true;
		}
	}
	return true;
}

const char *wg__line(struct wg__roster *r, const struct wg__record *rec, int field)
{
	return wg__clean(r->f, rec->at[field].text, WG_CLEAN_LINE);
}

static const char *fill(const char **last, const char *now)
{
	if (*now)
		*last = now;
	return *last;
}

/* The address columns of the row, with what is filled in from above. */
static struct wg_address_columns address_columns(struct wg__roster *r, const struct wg__record *rec)
{
	struct wg__roster_cursor *at = r->at;
	struct wg_address_columns c = {
		.building = wg__line(r, rec, WG__F_BUILDING),
		.entrance = wg__line(r, rec, WG__F_ENTRANCE),
		.floor = wg__line(r, rec, WG__F_FLOOR),
		.room = wg__line(r, rec, WG__F_ROOM),
	};
	if (*c.building && strcmp(c.building, at->building) != 0)
		at->entrance = at->floor = "";
	if (*c.entrance && strcmp(c.entrance, at->entrance) != 0)
		at->floor = "";
	fill(&at->building, c.building);
	fill(&at->entrance, c.entrance);
	fill(&at->floor, c.floor);
	/* Where the building says itself which entrance it is, or the room is a whole address, nothing is filled in. */
	struct wg_address whole;
	bool alone = *c.room && wg_address_parse(c.room, &whole, NULL) == WG_OK && whole.has_building;
	if (!*c.building && !alone)
		c.building = *at->building ? at->building : at->sheet_building;
	if (!*c.entrance && !alone)
		c.entrance = at->entrance;
	if (!*c.floor && *c.room && strlen(c.room) <= 2)
		c.floor = at->floor;
	return c;
}

/* wangge's own names are taken as they stand. */
static void own_address(struct wg__roster *r, const struct wg__record *rec, struct wg_address *a)
{
	int64_t floor = 0;
	*a = (struct wg_address){0};
	const struct {
		int field;
		char *to;
		size_t cap;
	} names[] = {
		{WG__F_BUILDING, a->building, sizeof a->building},
		{WG__F_ENTRANCE, a->entrance, sizeof a->entrance},
		{WG__F_ROOM, a->room, sizeof a->room},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *s = rec->at[names[i].field].text;
		size_t n = strlen(s);
		if (n < names[i].cap)
			memcpy(names[i].to, s, n + 1);
	}
	const char *s = rec->at[WG__F_FLOOR].text;
	bool below = *s == '-';
	for (s += below; *s >= '0' && *s <= '9' && floor < 1000; s++)
		floor = floor * 10 + (*s - '0');
	a->floor = (int)(below ? -floor : floor);
	a->has_floor = a->floor != 0;
	a->building_key = wg_place_order_key(WG_ADDRESS_BUILDING, a->building);
	a->entrance_key = wg_place_order_key(WG_ADDRESS_ENTRANCE, a->entrance);
	a->room_key = wg_place_order_key(WG_ADDRESS_ROOM, a->room);
}

/* Of the address column and the others; they may each say a part. */
static enum wg_err read_address(struct wg__roster *r, const struct wg__record *rec, struct wg_address *out,
				struct wg_error *e)
{
	if (r->own) {
		own_address(r, rec, out);
		return WG_OK;
	}
	const char *text = wg__line(r, rec, WG__F_ADDRESS);
	struct wg_address_columns c = address_columns(r, rec);
	struct wg_address one;
	if (!*text)
		return wg_address_join(&c, out, e);
	enum wg_err err = wg_address_parse(text, &one, e);
	char building[64] = "";
	if (*wg__line(r, rec, WG__F_BUILDING))
		wg_place_name(WG_ADDRESS_BUILDING, c.building, building, sizeof building);
	bool other = err == WG_OK && *building && one.has_building && strcmp(building, one.building) != 0;
	if (other || (err != WG_OK && (*c.building || *c.room))) {
		/* The address column is a street, the door stands in columns of its own. */
		c.lead = text;
		return wg_address_join(&c, out, e);
	}
	if (err != WG_OK)
		return err;
	if (!one.has_building)
		snprintf(one.building, sizeof one.building, "%s", c.building);
	if (!one.has_entrance && !*one.entrance)
		snprintf(one.entrance, sizeof one.entrance, "%s", c.entrance);
	if (!one.has_room)
		snprintf(one.room, sizeof one.room, "%s", c.room);
	c = (struct wg_address_columns){
		.lead = one.lead, .building = one.building, .entrance = one.entrance, .room = one.room};
	char floor[16];
	if (one.has_floor) {
		snprintf(floor, sizeof floor, "%d", one.floor);
		c.floor = floor;
	}
	return wg_address_join(&c, out, e);
}

static const char *place_cell(struct wg__roster *r, const struct wg__record *rec, int field, const char **last)
{
	const char *s = wg__line(r, rec, field);
	return r->own ? s : fill(last, s);
}

enum wg_err wg__roster_door(struct wg__roster *r, const struct wg__record *rec, int *door, struct wg_error *e)
{
	struct wg_address a;
	struct wg_error mine = {0};
	const char *why = NULL;
	struct wg__where where = {
		.subdistrict = place_cell(r, rec, WG__F_SUBDISTRICT, &r->at->subdistrict),
		.community = place_cell(r, rec, WG__F_COMMUNITY, &r->at->community),
		.compound = place_cell(r, rec, WG__F_COMPOUND, &r->at->compound),
		.lead = "",
	};
	*door = -1;
	if (read_address(r, rec, &a, &mine) != WG_OK) {
		int field = *rec->at[WG__F_ADDRESS].text || !rec->sheet->has[WG__F_ROOM] ? WG__F_ADDRESS : WG__F_ROOM;
		wg__problem_said(r->f, WG_NOTE_ERROR, rec, field, rec->at[field].text, &mine.message);
		return WG_OK;
	}
	where.lead = a.lead;
	int compound = -1;
	if (r->own) {
		int community = wg__place_under(
			r->places, wg__place_under(r->places, -1, WG_LEVEL_SUBDISTRICT, where.subdistrict, 0),
			WG_LEVEL_COMMUNITY, where.community, 0);
		compound = wg__place_under(r->places, community, WG_LEVEL_COMPOUND, where.compound, 0);
	} else {
		compound = wg__under_compound(r->places, r->base, &where, &why);
	}
	if (compound < 0) {
		wg__problem(r->f, WG_NOTE_ERROR, rec, *where.compound ? WG__F_COMPOUND : WG__F_ADDRESS,
			    *where.compound ? where.compound : where.community, why, "");
		return WG_OK;
	}
	enum wg_err err = wg__places_load(r->places, compound, e);
	if (err == WG_OK)
		*door = wg__door_at(r->places, compound, &a);
	return err;
}

const char *wg__building_of_sheet(struct wg__roster *r, const struct wg__sheet *s)
{
	struct wg_address a;
	if (!strstr(s->name, "栋") && !strstr(s->name, "楼") && !strstr(s->name, "幢") && !strstr(s->name, "座") &&
	    !strstr(s->name, "#"))
		return "";
	if (s->has[WG__F_BUILDING] || wg_address_parse(s->name, &a, NULL) != WG_OK || !a.has_building || a.has_room)
		return "";
	return wg_arena_strdup(&r->f->arena, a.building);
}
