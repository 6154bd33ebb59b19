#include "command/import_rows.h"

#include <stdio.h>
#include <string.h>

#include "text/key.h"

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

static struct wg__roster_household *add_household(struct wg__roster *r, const struct wg__record *rec, int door)
{
	struct wg__roster_household *h = WG_NEW(&r->f->arena, struct wg__roster_household, 1);
	*h = (struct wg__roster_household){
		.sheet = rec->sheet,
		.row = rec->row,
		.door = door,
		.origin = "",
		.registered_in = "",
		.status = "",
		.note = "",
		.contact = "",
		.contact_phone = "",
		.contact_unit = "",
		.people = -1,
		.locked = -1,
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
			    wg__door_path(r->places, door), (long long)last->row + 1,
			    last->head ? last->head->name : "");
		return NULL;
	}
	return add_household(r, rec, door);
}

static const char *relation_code(struct wg__roster *r, const struct wg__record *rec, const char *otherwise)
{
	const char *text = wg__line(r, rec, WG__F_RELATION);
	const struct wg_code *code = *text ? wg__code_of(r->f, "relation", text) : NULL;
	if (*text && !code)
		wg__problem(r->f, WG_NOTE_INFO, rec, WG__F_RELATION, text,
			    N_("unknown relation; taken as another member"), "");
	return code ? code->code : *text ? "other" : otherwise;
}

/* Who a row names: one who may be the head, and one who is a member. */
struct who {
	const char *name, *relation, *head_name; /* head_name: of the household, when the row says it beside a member */
	int field;
	const char *aside; /* what stood in brackets behind the name */
	const char *member, *member_relation;
};

/* 张伟（租户） is 张伟; a name that is all brackets stays as it is. */
static const char *take_aside(struct wg__roster *r, const char *name, const char **aside)
{
	size_t n = strlen(name), open = strcspn(name, "(");
	const char *wide = strstr(name, "（");
	size_t at = wide && (size_t)(wide - name) < open ? (size_t)(wide - name) : open;
	size_t width = at == open ? 1 : strlen("（");
	bool closed = n > 0 && (name[n - 1] == ')' || (n > 3 && strcmp(name + n - strlen("）"), "）") == 0));
	*aside = "";
	if (at == 0 || at >= n || !closed)
		return name;
	size_t tail = name[n - 1] == ')' ? 1 : strlen("）");
	if (n - tail > at + width)
		*aside = wg_arena_strndup(&r->f->arena, name + at + width, n - tail - at - width);
	return wg_arena_strndup(&r->f->arena, name, at);
}

static struct who read_names(struct wg__roster *r, const struct wg__record *rec)
{
	const bool *has = rec->sheet->has;
	struct who w = {
		.relation = "head", .name = "", .head_name = "", .field = WG__F_HEAD, .member_relation = "other"};
	struct wg__record first = *rec;
	bool member = wg__file_column(r->f, &first, WG__F_MEMBER_NAME, 0);
	w.member = member ? person_name(r, &first, WG__F_MEMBER_NAME) : "";
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

static struct who read_who(struct wg__roster *r, const struct wg__record *rec)
{
	struct who w = read_names(r, rec);
	w.name = take_aside(r, w.name, &w.aside);
	return w;
}

/* 张三、李四 in one cell. */
struct names {
	struct wg__roster *r;
	const struct wg__record *rec;
	struct wg__roster_household *h;
	const char *relation;
	size_t n;
	bool alone; /* the row names no head: its note and care words are the member's */
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
	if (m->n > 1)
		return;
	if (m->alone)
		wg__read_household(r, m->rec, m->h, p, false);
	wg__read_care(r, m->rec, WG__F_MEMBER_CARE, m->h, p);
}

/* 家庭成员1, 关系1, 家庭成员2, 关系2 …: the n-th of each kind of column belong together. */
static void add_further_members(struct wg__roster *r, const struct wg__record *rec, struct wg__roster_household *h)
{
	static const int fields[] = {WG__F_RELATION,   WG__F_MEMBER_ID_NO, WG__F_MEMBER_PHONE,
				     WG__F_MEMBER_SEX, WG__F_MEMBER_BIRTH, WG__F_MEMBER_CARE};
	struct wg__record one = *rec;
	for (size_t n = 1; wg__file_column(r->f, &one, WG__F_MEMBER_NAME, n); n++) {
		for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
			wg__file_column(r->f, &one, fields[i], n);
		const char *name = person_name(r, &one, WG__F_MEMBER_NAME);
		struct names m = {r, &one, h, *name ? relation_code(r, &one, "other") : "", 0, false};
		if (*name)
			wg__each_word(r->f, name, add_member, &m);
	}
}

/* A row of members for a household that is known. */
static void add_members(struct wg__roster *r, const struct wg__record *rec, const struct who *w,
			struct wg__roster_household *h)
{
	if (*w->name) {
		const char *relation = *w->relation ? w->relation : "other";
		struct wg__roster_person *p = add_person(h, wg__read_person(r, rec, w->name, relation, false));
		wg__read_household(r, rec, h, p, p == h->head);
		if (*w->aside)
			wg__read_aside(r, rec, w->field, h, p, w->aside);
	}
	if (*w->member) {
		struct names m = {r, rec, h, w->member_relation, 0, !*w->name};
		wg__each_word(r->f, w->member, add_member, &m);
	}
	add_further_members(r, rec, h);
}

/* The row is about the household above: its door cell is merged with it or empty, and it names members only. */
static bool continues(struct wg__roster *r, const struct wg__record *rec, const struct who *w)
{
	int field = door_field(rec);
	bool empty = field < 0 || !*wg__line(r, rec, field);
	bool merged = field >= 0 && wg__is_continued(r->f, rec, field);
	bool is_head = *w->name && strcmp(w->relation, "head") == 0;
	if (r->own || (!empty && !merged) || is_head)
		return false;
	if (field == WG__F_ROOM && empty && *wg__line(r, rec, WG__F_ADDRESS))
		return false;
	return merged || *w->member ||
	       (*w->name && (*w->relation || !rec->sheet->has[WG__F_RELATION]) && rec->sheet->has[WG__F_RELATION]);
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
					      : N_("nobody lives here; the name is kept with the door"),
		    "");
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
	enum wg_err err = wg__roster_door(r, rec, &door, e);
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
		wg__problem(r->f, WG_NOTE_ERROR, rec, w->field, "", N_("{1}: no name"), "s",
			    wg__door_path(r->places, door));
		return WG_OK;
	}
	if (*w->name && is_head) {
		if (!(h = household_of_head(r, rec, door, w->name, w->field)))
			return WG_OK;
		if (h->head && h->row != rec->row && !*w->member)
			wg__problem(r->f, WG_NOTE_INFO, rec, w->field, w->name,
				    N_("the same household stands in row {1}"), "l", (long long)h->row + 1);
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
	if (!strstr(only, "栋") && !strstr(only, "楼") && !strstr(only, "幢") && !strstr(only, "座") &&
	    !strstr(only, "单元"))
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
	static const char *const words[] = {
		"制表", "填表", "审核", "负责人", "填报", "备注:", "备注：", "说明:", "说明：", "注:", "注："};
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

enum wg_err wg__roster_read(struct wg__roster *r, struct wg_error *e)
{
	struct wg__roster_cursor cursor;
	struct wg__record rec;
	enum wg_err err = WG_OK;
	r->at = &cursor;
	for (size_t s = 0; err == WG_OK && s < r->f->n_sheets; s++) {
		struct wg__sheet *sheet = &r->f->sheets[s];
		cursor = (struct wg__roster_cursor){.building = "",
						    .entrance = "",
						    .floor = "",
						    .compound = "",
						    .community = "",
						    .subdistrict = "",
						    .sheet_building = wg__building_of_sheet(r, sheet)};
		r->members |= sheet->has[WG__F_MEMBER_NAME] || sheet->has[WG__F_RELATION];
		for (size_t row = sheet->header.data; err == WG_OK && row < wg_book_rows(r->f->book, sheet->index);
		     row++) {
			if (wg__file_record(r->f, sheet, row, &rec))
				err = take_record(r, &rec, e);
			if (row % 1024 == 0 && !wg__tick(r->f->c, 0.4 * (double)row / (double)sheet->n_rows))
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
