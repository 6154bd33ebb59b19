#include "command/import_rows.h"

#include <stdio.h>
#include <string.h>

#include "command/import_under.h"
#include "text/key.h"

/* Where the reading is. Cells that a CSV lost with its merged ranges are filled from above: the building when a room is
 * there without one, the entrance as long as the building is the same; a row of member data without any door belongs to
 * the household above. */
struct wg__roster_cursor {
	const char *building, *entrance, *floor, *compound, *community, *subdistrict;
	const char *sheet_building; /* the sheet is called 3栋 */
	struct wg__roster_household *household;
	bool bad; /* the row above was left out, and so are its members */
};

bool wg__is_own_export(struct wg__file *f)
{
	static const struct {
		const char *name;
		int field;
	} columns[] = {
		{"街道", WG__F_SUBDISTRICT}, {"社区", WG__F_COMMUNITY}, {"小区", WG__F_COMPOUND}, {"楼栋", WG__F_BUILDING},
		{"单元", WG__F_ENTRANCE}, {"楼层", WG__F_FLOOR}, {"房号", WG__F_ROOM}, {"户主", WG__F_HEAD},
		{"联系电话", WG__F_PHONE}, {"人口", WG__F_PEOPLE}, {"权重", WG__F_WEIGHT}, {"联系人", WG__F_CONTACT},
		{"联系人单位", WG__F_CONTACT_UNIT}, {"联系人电话", WG__F_CONTACT_PHONE}, {"起始日期", WG__F_SINCE},
		{"锁定", WG__F_LOCKED},
	};
	size_t n = sizeof columns / sizeof *columns;
	for (size_t s = 0; s < f->n_sheets; s++) {
		const struct wg_header *h = &f->sheets[s].header;
		if (h->n_columns < n)
			return false;
		for (size_t c = 0; c < h->n_columns; c++) {
			if (strcmp(h->columns[c].text, c < n ? columns[c].name : "") != 0)
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

static const char *line(struct wg__roster *r, const struct wg__record *rec, int field)
{
	return wg__clean(r->f, rec->at[field].text, WG_CLEAN_LINE);
}

static const char *person_name(struct wg__roster *r, const struct wg__record *rec, int field)
{
	if (wg__is_continued(r->f, rec, field) || (rec->at[field].flags & WG_CELL_ERROR))
		return "";
	return wg__clean(r->f, rec->at[field].text, WG_CLEAN_NAME);
}

/* The last of the address columns that the sheet has: where it is empty, the row has no door of its own. */
static int door_field(const struct wg__record *rec)
{
	static const int order[] = {WG__F_ROOM, WG__F_ADDRESS, WG__F_FLOOR, WG__F_ENTRANCE, WG__F_BUILDING};
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		if (rec->sheet->has[order[i]])
			return order[i];
	}
	return -1;
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
		.building = line(r, rec, WG__F_BUILDING),
		.entrance = line(r, rec, WG__F_ENTRANCE),
		.floor = line(r, rec, WG__F_FLOOR),
		.room = line(r, rec, WG__F_ROOM),
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
	const char *text = line(r, rec, WG__F_ADDRESS);
	struct wg_address_columns c = address_columns(r, rec);
	struct wg_address one;
	if (!*text)
		return wg_address_join(&c, out, e);
	enum wg_err err = wg_address_parse(text, &one, e);
	if (err != WG_OK && (*c.building || *c.room)) {
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
	c = (struct wg_address_columns){.lead = one.lead, .building = one.building, .entrance = one.entrance, .room = one.room};
	char floor[16];
	if (one.has_floor) {
		snprintf(floor, sizeof floor, "%d", one.floor);
		c.floor = floor;
	}
	return wg_address_join(&c, out, e);
}

static const char *place_cell(struct wg__roster *r, const struct wg__record *rec, int field, const char **last)
{
	const char *s = line(r, rec, field);
	return r->own ? s : fill(last, s);
}

/* The door of a row, made when it is new; -1 after a listed error. */
static enum wg_err find_door(struct wg__roster *r, const struct wg__record *rec, int *door, struct wg_error *e)
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
		int community = wg__place_under(r->places, wg__place_under(r->places, -1, WG_LEVEL_SUBDISTRICT,
									   where.subdistrict, 0),
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

static struct wg__roster_household *add_household(struct wg__roster *r, const struct wg__record *rec, int door)
{
	struct wg__roster_household *h = WG_NEW(&r->f->arena, struct wg__roster_household, 1);
	*h = (struct wg__roster_household){
		.sheet = rec->sheet, .row = rec->row, .door = door, .origin = "", .registered_in = "", .status = "", .note = "",
		.contact = "", .contact_phone = "", .contact_unit = "", .people = -1, .locked = -1,
	};
	struct wg__door *d = &r->places->doors.at[door];
	if (d->last)
		d->last->next = h;
	else
		d->first = h;
	d->last = h;
	WG_PUSH(&r->households, h);
	wg__door_use(r->places, door);
	return h;
}

/* A person named again (the head among the members) is one person; what was not known is filled in. */
static struct wg__roster_person *add_person(struct wg__roster_household *h, struct wg__roster_person *p)
{
	struct wg__roster_person **end = &h->persons;
	for (; *end; end = &(*end)->next) {
		struct wg__roster_person *x = *end;
		bool same_id = !*x->id_no || !*p->id_no || strcmp(x->id_no, p->id_no) == 0;
		if (strcmp(x->name, p->name) != 0 || !same_id)
			continue;
		x->phone = *x->phone ? x->phone : p->phone;
		x->id_no = *x->id_no ? x->id_no : p->id_no;
		x->sex = x->sex ? x->sex : p->sex;
		if (!x->has_birth) {
			x->has_birth = p->has_birth;
			x->birth = p->birth;
		}
		if (strcmp(p->relation, "head") == 0 && !h->head) {
			x->relation = "head";
			h->head = x;
		}
		return x;
	}
	*end = p;
	if (strcmp(p->relation, "head") == 0) {
		if (h->head)
			p->relation = "other";
		else
			h->head = p;
	}
	return p;
}

/* The household behind a door whose head has this name. */
static struct wg__roster_household *headed_by(struct wg__roster *r, int door, const char *name)
{
	for (struct wg__roster_household *h = r->places->doors.at[door].first; h; h = h->next) {
		if (h->head && wg_same_text(h->head->name, name))
			return h;
	}
	return NULL;
}

/* The household of a head at a door. NULL after a listed error. */
static struct wg__roster_household *household_of_head(struct wg__roster *r, const struct wg__record *rec, int door,
						      const char *name, int field)
{
	struct wg__roster_household *h = headed_by(r, door, name), *last = r->places->doors.at[door].last;
	if (h)
		return h;
	if (last && !last->head && last->persons)
		return last;
	if (last && !r->shared) {
		wg__problem(r->f, WG_NOTE_ERROR, rec, field, name,
			    N_("{1} has another head in row {2}: {3}; --allow-shared takes both"), "sls",
			    wg__door_path(r->places, door), (long long)last->row + 1, last->head ? last->head->name : "");
		return NULL;
	}
	return add_household(r, rec, door);
}

static const char *relation_code(struct wg__roster *r, const struct wg__record *rec, const char *otherwise)
{
	const char *text = line(r, rec, WG__F_RELATION);
	const struct wg_code *code = *text ? wg__code_of(r->f, "relation", text) : NULL;
	if (*text && !code)
		wg__problem(r->f, WG_NOTE_INFO, rec, WG__F_RELATION, text, N_("unknown relation; taken as another member"), "");
	return code ? code->code : *text ? "other" : otherwise;
}

/* Who a row names: one who may be the head, and one who is a member. */
struct who {
	const char *name, *relation, *head_name; /* head_name: of the household, when the row says it beside a member */
	int field;
	const char *member, *member_relation;
};

static struct who read_who(struct wg__roster *r, const struct wg__record *rec)
{
	const bool *has = rec->sheet->has;
	struct who w = {.relation = "head", .name = "", .head_name = "", .field = WG__F_HEAD, .member_relation = "other"};
	w.member = person_name(r, rec, WG__F_MEMBER_NAME);
	if (has[WG__F_HEAD]) {
		w.name = person_name(r, rec, WG__F_HEAD);
		const char *named = person_name(r, rec, WG__F_NAME);
		const char *head = wg__clean(r->f, rec->at[WG__F_HEAD].text, WG_CLEAN_NAME);
		if (*named) {
			/* One row a person, each with the head's name beside. */
			bool is_head = !*head || wg_same_text(named, head);
			w.field = WG__F_NAME;
			w.name = named;
			w.head_name = head;
			w.relation = relation_code(r, rec, is_head ? "head" : "other");
			if (is_head)
				w.relation = "head";
			return w;
		}
	} else if (has[WG__F_NAME]) {
		w.field = WG__F_NAME;
		w.name = person_name(r, rec, WG__F_NAME);
		if (!has[WG__F_MEMBER_NAME])
			w.relation = relation_code(r, rec, "");
	} else {
		w.field = WG__F_OWN_CONTACT;
		w.name = person_name(r, rec, WG__F_OWN_CONTACT);
	}
	if (*w.member)
		w.member_relation = relation_code(r, rec, "other");
	return w;
}

/* 张三、李四 in one cell. */
struct names {
	struct wg__roster *r;
	const struct wg__record *rec;
	struct wg__roster_household *h;
	const char *relation;
	size_t n;
};

static void add_member(void *user, const char *name)
{
	struct names *m = user;
	struct wg__roster *r = m->r;
	const char *relation = m->n++ ? "other" : m->relation;
	if (wg__code_of(r->f, "door_kind", name) || wg__code_of(r->f, "relation", name))
		return;
	if (m->h->head && strcmp(relation, "head") == 0 && !wg_same_text(m->h->head->name, name))
		relation = "other";
	struct wg__roster_person *p = add_person(m->h, wg__read_person(r, m->rec, name, relation, true));
	if (m->n == 1)
		wg__read_household(r, m->rec, m->h, p, false);
}

/* A row of members for a household that is known. */
static void add_members(struct wg__roster *r, const struct wg__record *rec, const struct who *w,
			struct wg__roster_household *h)
{
	if (*w->name) {
		const char *relation = *w->relation ? w->relation : "other";
		struct wg__roster_person *p = add_person(h, wg__read_person(r, rec, w->name, relation, false));
		wg__read_household(r, rec, h, p, p == h->head);
	}
	if (*w->member) {
		struct names m = {r, rec, h, w->member_relation, 0};
		wg__each_word(r->f, w->member, add_member, &m);
	}
}

/* The row is about the household above: its door cell is merged with it or empty, and it names members only. */
static bool continues(struct wg__roster *r, const struct wg__record *rec, const struct who *w)
{
	int field = door_field(rec);
	bool empty = field < 0 || !*line(r, rec, field);
	bool merged = field >= 0 && wg__is_continued(r->f, rec, field);
	bool is_head = *w->name && strcmp(w->relation, "head") == 0;
	if (r->own || (!empty && !merged) || is_head)
		return false;
	if (field == WG__F_ROOM && empty && *line(r, rec, WG__F_ADDRESS))
		return false;
	return merged || *w->member || (*w->name && (*w->relation || !rec->sheet->has[WG__F_RELATION]) &&
					rec->sheet->has[WG__F_RELATION]);
}

/* A door where nobody lives, as the roster says it. */
static void take_door(struct wg__roster *r, const struct wg__record *rec, int door, const char *name, const char *kind,
		      enum wg__door_says says)
{
	struct wg__door *d = &r->places->doors.at[door];
	bool word = *name && wg__code_of(r->f, "door_kind", name);
	wg__door_use(r->places, door);
	d->kind = kind ? kind : "home";
	if (!*name || word)
		return;
	d->label = name;
	wg__problem(r->f, WG_NOTE_INFO, rec, -1, name,
		    says == WG__DOOR_BUSINESS ? N_("a shop or office is no household; the name is kept with the door")
					      : N_("nobody lives here; the name is kept with the door"), "");
}

static bool is_shop_room(const char *room)
{
	static const char *const words[] = {"底商", "商铺", "门面", "门市", "铺", "店"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strncmp(room, words[i], strlen(words[i])) == 0)
			return true;
	}
	return false;
}

/* A row with a door of its own. */
static enum wg_err take_row(struct wg__roster *r, const struct wg__record *rec, const struct who *w, struct wg_error *e)
{
	struct wg__roster_cursor *at = r->at;
	int door;
	const char *kind;
	at->household = NULL;
	at->bad = true;
	enum wg_err err = find_door(r, rec, &door, e);
	if (err != WG_OK || door < 0)
		return err;
	enum wg__door_says says = wg__read_door(r, rec, w->name, &kind);
	if (says == WG__DOOR_HOME && !kind && is_shop_room(r->places->doors.at[door].room)) {
		says = WG__DOOR_BUSINESS;
		kind = "shop";
	}
	if (says != WG__DOOR_HOME && !r->own) {
		take_door(r, rec, door, w->name, kind, says);
		at->bad = false;
		return WG_OK;
	}
	bool is_head = strcmp(w->relation, "head") == 0 || !*w->relation;
	struct wg__roster_household *h = NULL;
	const struct wg__door *d = &r->places->doors.at[door];
	if (!*w->name && !*w->member && !r->own) {
		wg__problem(r->f, WG_NOTE_ERROR, rec, w->field, "", N_("{1}: no name"), "s", wg__door_path(r->places, door));
		return WG_OK;
	}
	if (*w->name && is_head) {
		if (!(h = household_of_head(r, rec, door, w->name, w->field)))
			return WG_OK;
		if (h->head && h->row != rec->row && !*w->member)
			wg__problem(r->f, WG_NOTE_INFO, rec, w->field, w->name, N_("the same household stands in row {1}"), "l",
				    (long long)h->row + 1);
		struct who head = *w;
		head.relation = "head";
		add_members(r, rec, &head, h);
	} else {
		h = *w->head_name ? headed_by(r, door, w->head_name) : NULL;
		if (!h && (!*w->head_name || (d->last && !d->last->head)))
			h = d->last;
		h = h ? h : add_household(r, rec, door);
		add_members(r, rec, w, h);
		if (r->own)
			wg__read_household(r, rec, h, NULL, true);
	}
	if (kind)
		r->places->doors.at[door].kind = kind;
	at->household = h;
	at->bad = false;
	return WG_OK;
}

/* 3栋2单元 alone in a row is a heading: what follows is in it. */
static bool is_heading(struct wg__roster *r, const struct wg__record *rec)
{
	const char *only = NULL;
	struct wg_address a;
	size_t n = 0;
	for (size_t c = 0; c < rec->sheet->header.n_columns; c++) {
		struct wg_cell cell = wg_book_cell(r->f->book, rec->sheet->index, rec->row, c);
		if (!*cell.text)
			continue;
		if (only && strcmp(only, cell.text) != 0)
			return false;
		only = cell.text;
		n++;
	}
	only = only ? wg__clean(r->f, only, WG_CLEAN_LINE) : "";
	if (!*only || (n == 1 && *rec->at[WG__F_ROOM].text))
		return false;
	if (!strstr(only, "栋") && !strstr(only, "楼") && !strstr(only, "幢") && !strstr(only, "座") && !strstr(only, "单元"))
		return false;
	if (wg_address_parse(only, &a, NULL) != WG_OK || a.has_room || !a.has_building)
		return false;
	r->at->building = wg_arena_strdup(&r->f->arena, a.building);
	r->at->entrance = wg_arena_strdup(&r->f->arena, a.entrance);
	r->at->floor = "";
	return true;
}

/* Signatures below the table, numbered lines that nobody filled in. */
static bool is_no_row(struct wg__roster *r, const struct wg__record *rec)
{
	static const char *const words[] = {"制表", "填表", "审核", "负责人", "填报", "备注:", "备注：", "说明:", "说明：", "注:", "注："};
	bool serial_only = true;
	for (int i = 0; i < WG__HOUSEHOLD_N; i++)
		serial_only &= i == WG__F_SERIAL || !*rec->at[i].text;
	for (size_t c = 0; c < rec->sheet->header.n_columns && c < 4; c++) {
		const char *s = wg_book_cell(r->f->book, rec->sheet->index, rec->row, c).text;
		for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
			if (strncmp(s, words[i], strlen(words[i])) == 0)
				return true;
		}
	}
	return serial_only;
}

static enum wg_err take_record(struct wg__roster *r, const struct wg__record *rec, struct wg_error *e)
{
	struct wg__roster_cursor *at = r->at;
	if (is_no_row(r, rec) || is_heading(r, rec))
		return WG_OK;
	struct who w = read_who(r, rec);
	if (continues(r, rec, &w)) {
		if (at->household)
			add_members(r, rec, &w, at->household);
		else if (!at->bad && (*w.name || *w.member))
			wg__problem(r->f, WG_NOTE_ERROR, rec, -1, *w.name ? w.name : w.member,
				    N_("a member without a household above"), "");
		return WG_OK;
	}
	return take_row(r, rec, &w, e);
}

/* Households whose rows name no head: the first of them is it. */
static void settle_heads(struct wg__roster *r)
{
	for (size_t i = 0; i < r->households.len; i++) {
		struct wg__roster_household *h = r->households.at[i];
		if (h->head || !h->persons)
			continue;
		h->head = h->persons;
		h->head->relation = "head";
		wg__note_at(r->f->c, WG_NOTE_WARNING, h->sheet->name, (int64_t)h->row + 1, NULL, h->head->name,
			    N_("no head is named; taken for it"), "");
	}
}

static const char *building_of_sheet(struct wg__roster *r, const struct wg__sheet *s)
{
	struct wg_address a;
	if (!strstr(s->name, "栋") && !strstr(s->name, "楼") && !strstr(s->name, "幢") && !strstr(s->name, "座") &&
	    !strstr(s->name, "#"))
		return "";
	if (s->has[WG__F_BUILDING] || wg_address_parse(s->name, &a, NULL) != WG_OK || !a.has_building || a.has_room)
		return "";
	return wg_arena_strdup(&r->f->arena, a.building);
}

enum wg_err wg__roster_read(struct wg__roster *r, struct wg_error *e)
{
	struct wg__roster_cursor cursor;
	struct wg__record rec;
	enum wg_err err = WG_OK;
	r->at = &cursor;
	for (size_t s = 0; err == WG_OK && s < r->f->n_sheets; s++) {
		struct wg__sheet *sheet = &r->f->sheets[s];
		cursor = (struct wg__roster_cursor){.building = "", .entrance = "", .floor = "", .compound = "", .community = "",
						    .subdistrict = "", .sheet_building = building_of_sheet(r, sheet)};
		r->members |= sheet->has[WG__F_MEMBER_NAME] || sheet->has[WG__F_RELATION];
		for (size_t row = sheet->header.data; err == WG_OK && row < wg_book_rows(r->f->book, sheet->index); row++) {
			if (wg__file_record(r->f, sheet, row, &rec))
				err = take_record(r, &rec, e);
			if (row % 1024 == 0 && !wg__tick(r->f->c, 0.3 * (double)row / (double)sheet->n_rows))
				err = wg_fail(e, WG_ECANCELLED, N_("cancelled; nothing was changed"), "");
		}
	}
	r->at = NULL;
	settle_heads(r);
	return err;
}

void wg__roster_free(struct wg__roster *r)
{
	WG_VEC_FREE(&r->households);
	wg__names_free(&r->id_numbers);
}
