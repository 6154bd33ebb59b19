#include <string.h>

#include "command/import_rows.h"
#include "command/import_under.h"
#include "text/date.h"
#include "text/idno.h"
#include "text/key.h"
#include "text/number.h"
#include "text/phone.h"

/* Values of one record. What cannot be read is listed with its value and left empty. */

static const char *text_of(struct wg__roster *r, const struct wg__record *rec, int field, int how)
{
	const struct wg_cell *cell = &rec->at[field];
	if (cell->flags & WG_CELL_ERROR) {
		wg__problem(r->f, WG_NOTE_WARNING, rec, field, cell->text,
			    N_("an error of the spreadsheet; left empty"), "");
		return "";
	}
	return wg__clean(r->f, cell->text, how);
}

/* A word about the household as a whole: 人户分离, 已迁出. NULL when it is none. */
static const char *status_of(struct wg__roster *r, const char *word)
{
	const struct wg_code *code = *word ? wg__code_of(r->f, "status", word) : NULL;
	return code ? code->code : NULL;
}

static bool is_vacant_word(struct wg__roster *r, const char *text)
{
	const struct wg_code *code = *text ? wg__code_of(r->f, "door_kind", text) : NULL;
	return code && strcmp(code->code, "vacant") == 0;
}

/* The header's own words turn a 是 or 否 around: 是否空置, 是否入住, 是否人户分离. */
static const char *header_of(const struct wg__record *rec, int field)
{
	return rec->column[field] >= 0 ? rec->sheet->header.columns[rec->column[field]].text : "";
}

static bool status_is_vacant(struct wg__roster *r, const struct wg__record *rec, const char *text)
{
	int yes = wg__yes_no(text);
	if (yes < 0)
		return is_vacant_word(r, text);
	return strstr(header_of(rec, WG__F_STATUS), "空")   ? yes == 1
	       : strstr(header_of(rec, WG__F_STATUS), "住") ? yes == 0
							    : false;
}

enum wg__door_says wg__read_door(struct wg__roster *r, const struct wg__record *rec, const char *name,
				 const char **kind)
{
	const char *said = text_of(r, rec, WG__F_DOOR_KIND, WG_CLEAN_LINE);
	const char *status = text_of(r, rec, WG__F_STATUS, WG_CLEAN_LINE);
	const struct wg_code *code = *said ? wg__code_of(r->f, "door_kind", said) : NULL;
	*kind = NULL;
	if (*said && !code)
		wg__problem(r->f, WG_NOTE_INFO, rec, WG__F_DOOR_KIND, said,
			    N_("unknown use of a door; taken as a home"), "");
	if (code && strcmp(code->code, "vacant") != 0)
		*kind = code->code;
	const struct wg_code *named = *name ? wg__code_of(r->f, "door_kind", name) : NULL;
	if (named && strcmp(named->code, "vacant") != 0 && strcmp(named->code, "home") != 0)
		*kind = named->code;
	bool vacant = (code && strcmp(code->code, "vacant") == 0) || (*status && status_is_vacant(r, rec, status)) ||
		      is_vacant_word(r, name);
	if (!*name)
		vacant = vacant || is_vacant_word(r, wg__clean(r->f, rec->at[WG__F_NOTE].text, WG_CLEAN_LINE)) ||
			 is_vacant_word(r, wg__clean(r->f, rec->at[WG__F_CARE].text, WG_CLEAN_LINE)) ||
			 is_vacant_word(r, wg__clean(r->f, rec->at[WG__F_ORIGIN].text, WG_CLEAN_LINE));
	if (vacant)
		return WG__DOOR_VACANT;
	return *kind && strcmp(*kind, "home") != 0 ? WG__DOOR_BUSINESS : WG__DOOR_HOME;
}

/* A telephone; one that is masked (wangge's own export by somebody who may not see it) is passed over. */
static const char *read_phone(struct wg__roster *r, const struct wg__record *rec, int field)
{
	const char *text = text_of(r, rec, field, WG_CLEAN_LINE);
	char phone[WG_PHONE_TEXT];
	if (!*text || strstr(text, "***"))
		return "";
	enum wg_phone_fault fault = wg_phone_check(text, phone);
	if (fault == WG_PHONE_OK)
		return wg_arena_strdup(&r->f->arena, phone);
	if (fault != WG_PHONE_EMPTY)
		wg__problem(r->f, WG_NOTE_WARNING, rec, field, text, wg_phone_fault_text(fault), "");
	return "";
}

static void read_id_number(struct wg__roster *r, const struct wg__record *rec, int field, struct wg__roster_person *p)
{
	const char *text = text_of(r, rec, field, WG_CLEAN_LINE);
	struct wg_idno id;
	if (!*text)
		return;
	enum wg_idno_fault fault = rec->at[field].flags & WG_CELL_DAMAGED ? WG_IDNO_DAMAGED : wg_idno_check(text, &id);
	if (fault != WG_IDNO_OK) {
		if (fault != WG_IDNO_EMPTY)
			wg__problem(r->f, WG_NOTE_WARNING, rec, field, text, wg_idno_fault_text(fault), "");
		return;
	}
	bool is_new;
	int64_t *row = wg__names_put(&r->id_numbers, &r->f->arena, id.text, &is_new);
	if (is_new)
		*row = (int64_t)rec->row + 1;
	else if (*row != (int64_t)rec->row + 1)
		wg__problem(r->f, WG_NOTE_WARNING, rec, field, text, N_("the same id number stands in row {1}"), "l",
			    (long long)*row);
	p->id_no = wg_arena_strdup(&r->f->arena, id.text);
	p->sex = id.sex;
	p->birth = id.birth;
	p->has_birth = true;
}

static void read_sex_and_birth(struct wg__roster *r, const struct wg__record *rec, bool member,
			       struct wg__roster_person *p)
{
	int sex_field = member ? WG__F_MEMBER_SEX : WG__F_SEX, birth_field = member ? WG__F_MEMBER_BIRTH : WG__F_BIRTH;
	const char *sex = text_of(r, rec, sex_field, WG_CLEAN_LINE),
		   *birth = text_of(r, rec, birth_field, WG_CLEAN_LINE);
	bool male = strcmp(sex, "男") == 0 || strcmp(sex, "1") == 0 || strcmp(sex, "男性") == 0;
	bool female = strcmp(sex, "女") == 0 || strcmp(sex, "2") == 0 || strcmp(sex, "女性") == 0;
	if (!p->sex)
		p->sex = male ? 1 : female ? 2 : 0;
	if (*sex && !male && !female)
		wg__problem(r->f, WG_NOTE_WARNING, rec, sex_field, sex, N_("neither 男 nor 女; left empty"), "");
	if (p->has_birth || !*birth)
		return;
	if (wg_birth_parse(birth, &p->birth) > 0)
		p->has_birth = true;
	else
		wg__problem(r->f, WG_NOTE_WARNING, rec, birth_field, birth, N_("not a date; left empty"), "");
}

struct wg__roster_person *wg__read_person(struct wg__roster *r, const struct wg__record *rec, const char *name,
					  const char *relation, bool member)
{
	struct wg__roster_person *p = WG_NEW(&r->f->arena, struct wg__roster_person, 1);
	*p = (struct wg__roster_person){
		.relation = relation, .name = name, .phone = "", .id_no = "", .note = "", .care = " "};
	read_id_number(r, rec, member ? WG__F_MEMBER_ID_NO : WG__F_ID_NO, p);
	p->phone = read_phone(r, rec, member ? WG__F_MEMBER_PHONE : WG__F_PHONE);
	read_sex_and_birth(r, rec, member, p);
	return p;
}

/* The words of a care column. */
struct words {
	struct wg__roster *r;
	const struct wg__record *rec;
	int field;
	struct wg__roster_household *h;
	struct wg__roster_person *person;
};

static void add_note(struct wg__roster *r, const char **note, const char *text)
{
	if (!**note)
		*note = text;
	else if (!strstr(*note, text))
		*note = wg_arena_printf(&r->f->arena, "%s；%s", *note, text);
}

static bool add_care(struct words *w, const char *word)
{
	const struct wg_code *code = wg__code_of(w->r->f, "care", word);
	if (!code || !w->person)
		return false;
	const char *key = wg_arena_printf(&w->r->f->arena, " %s ", code->code);
	if (!strstr(w->person->care, key))
		w->person->care = wg_arena_printf(&w->r->f->arena, "%s%s ", w->person->care, code->code);
	return true;
}

static void take_word(void *user, const char *word)
{
	static const char *const plain[] = {"无",     "否",   "正常",     "普通",   "一般",     "普通居民", "普通户",
					    "一般户", "常住", "常住人口", "常住户", "户籍人口", "居民",     "群众",
					    "其他",   "健康", "非重点",   "-",      "非农",     "农业"};
	struct words *w = user;
	const struct wg_code *origin;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		if (strcmp(word, plain[i]) == 0)
			return;
	}
	if (add_care(w, word))
		return;
	if (status_of(w->r, word)) {
		w->h->status = status_of(w->r, word);
		return;
	}
	if ((origin = wg__code_of(w->r->f, "origin", word))) {
		if (!*w->h->origin)
			w->h->origin = origin->code;
		return;
	}
	wg__problem(w->r->f, WG_NOTE_INFO, w->rec, w->field, word, N_("no care group; kept as a note"), "");
	add_note(w->r, w->person ? &w->person->note : &w->h->note, word);
}

/* A column called 低保户: 是, √, 低保 … */
static void read_tick(struct words *w, size_t column)
{
	const struct wg_code *code = w->rec->sheet->care[column];
	struct wg_cell cell = wg_book_cell(w->r->f->book, w->rec->sheet->index, w->rec->row, column);
	const char *text = wg__clean(w->r->f, cell.text, WG_CLEAN_LINE);
	const struct wg_code *said = *text ? wg__code_of(w->r->f, "care", text) : NULL;
	if (*text && (wg__yes_no(text) == 1 || said))
		add_care(w, said ? text : code->name);
}

void wg__read_aside(struct wg__roster *r, const struct wg__record *rec, int field, struct wg__roster_household *h,
		    struct wg__roster_person *person, const char *text)
{
	struct words w = {r, rec, field, h, person};
	if (!add_care(&w, text))
		wg__each_word(r->f, text, take_word, &w);
}

void wg__read_care(struct wg__roster *r, const struct wg__record *rec, int field, struct wg__roster_household *h,
		   struct wg__roster_person *person)
{
	struct words w = {r, rec, field, h, person};
	for (size_t c = 0; person && c < rec->sheet->header.n_columns; c++) {
		if (field == WG__F_CARE && rec->sheet->care[c])
			read_tick(&w, c);
		if (rec->sheet->field[c] != field)
			continue;
		struct wg__record one = *rec;
		one.column[field] = (int)c;
		one.at[field] = wg_book_cell(r->f->book, rec->sheet->index, rec->row, c);
		const char *text = wg__is_continued(r->f, &one, field) ? "" : text_of(r, &one, field, WG_CLEAN_NOTE);
		w.rec = &one;
		if (*text && !add_care(&w, text))
			wg__each_word(r->f, text, take_word, &w);
		w.rec = rec;
	}
}

static void read_origin(struct wg__roster *r, const struct wg__record *rec, struct wg__roster_household *h)
{
	const char *origin = text_of(r, rec, WG__F_ORIGIN, WG_CLEAN_LINE);
	const char *registered = text_of(r, rec, WG__F_REGISTERED, WG_CLEAN_LINE);
	int entrance = r->places->doors.at[h->door].entrance;
	int community = wg__place_above(r->places, entrance, WG_LEVEL_COMMUNITY);
	const char *said = *origin ? origin : registered;
	if (!*said)
		return;
	const struct wg_code *code = wg__code_of(r->f, "origin", said);
	const char *name = community >= 0 ? r->places->at.at[community].name : "";
	if (wg__is_community(r->places, community, said) || (!*origin && *name && strstr(registered, name)))
		h->origin = "own";
	else if (code)
		h->origin = code->code;
	else if (*origin && strlen(origin) > strlen("社区") &&
		 strcmp(origin + strlen(origin) - strlen("社区"), "社区") == 0)
		h->origin = "neighbor";
	h->registered_in = *registered ? registered : origin;
}

static void read_number(struct wg__roster *r, const struct wg__record *rec, int field, int64_t *out)
{
	static const char *const tails[] = {"人", "口", "个", "口人"};
	const char *text = text_of(r, rec, field, WG_CLEAN_LINE);
	size_t n = strlen(text);
	int64_t value;
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		size_t k = strlen(tails[i]);
		if (n > k && memcmp(text + n - k, tails[i], k) == 0)
			n -= k;
	}
	if (n == 0)
		return;
	if (wg_number_parse(wg_arena_strndup(&r->f->arena, text, n), &value) && value >= 0 && value < 1000)
		*out = value;
	else
		wg__problem(r->f, WG_NOTE_WARNING, rec, field, text, N_("not a number; left empty"), "");
}

static void read_contact(struct wg__roster *r, const struct wg__record *rec, struct wg__roster_household *h)
{
	const char *name = text_of(r, rec, WG__F_CONTACT, WG_CLEAN_NAME);
	const char *since = text_of(r, rec, WG__F_SINCE, WG_CLEAN_LINE);
	const char *locked = text_of(r, rec, WG__F_LOCKED, WG_CLEAN_LINE);
	if (*name) {
		h->contact = name;
		h->contact_phone = read_phone(r, rec, WG__F_CONTACT_PHONE);
		h->contact_unit = text_of(r, rec, WG__F_CONTACT_UNIT, WG_CLEAN_LINE);
	}
	if (*since && !wg_date_parse(since, &h->since))
		wg__problem(r->f, WG_NOTE_WARNING, rec, WG__F_SINCE, since, N_("not a date; left empty"), "");
	if (*locked && (h->locked = wg__yes_no(locked)) < 0)
		wg__problem(r->f, WG_NOTE_WARNING, rec, WG__F_LOCKED, locked, N_("neither 是 nor 否; left empty"), "");
}

static void read_status(struct wg__roster *r, const struct wg__record *rec, struct wg__roster_household *h)
{
	const char *status = text_of(r, rec, WG__F_STATUS, WG_CLEAN_LINE);
	if (!*status)
		return;
	if (status_of(r, status))
		h->status = status_of(r, status);
	else if (strstr(header_of(rec, WG__F_STATUS), "分离") && wg__yes_no(status) >= 0)
		h->status = wg__yes_no(status) ? "elsewhere" : "here";
	else if (wg__code_of(r->f, "door_kind", status) || wg__yes_no(status) >= 0)
		h->status = "here";
	else
		wg__problem(r->f, WG_NOTE_INFO, rec, WG__F_STATUS, status, N_("unknown state of living; not taken"),
			    "");
}

void wg__read_household(struct wg__roster *r, const struct wg__record *rec, struct wg__roster_household *h,
			struct wg__roster_person *person, bool of_head)
{
	const char *note = wg__is_continued(r->f, rec, WG__F_NOTE) ? "" : text_of(r, rec, WG__F_NOTE, WG_CLEAN_NOTE);
	if (of_head || (!*h->origin && !*h->registered_in))
		read_origin(r, rec, h);
	if (of_head || h->people < 0)
		read_number(r, rec, WG__F_PEOPLE, &h->people);
	if (of_head || !*h->contact)
		read_contact(r, rec, h);
	if (of_head) {
		read_number(r, rec, WG__F_WEIGHT, &h->weight);
		read_status(r, rec, h);
	}
	if (*note && status_of(r, note))
		h->status = status_of(r, note);
	else if (*note)
		add_note(r, of_head || !person ? &h->note : &person->note, note);
	wg__read_care(r, rec, WG__F_CARE, h, person);
}
