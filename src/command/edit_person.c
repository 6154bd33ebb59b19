#include <string.h>

#include "base/clock.h"
#include "command/edit.h"
#include "command/exec.h"
#include "text/date.h"
#include "text/idno.h"
#include "wangge/person.h"

enum { GROUPS = 32 };

static const char SQL_HEADS[] =
	"SELECT count(*) FROM person WHERE household_id = $1 AND relation = 'head' AND gone IS NULL AND id <> $2";
static const char SQL_CARE[] = "SELECT id, care_group FROM care WHERE person_id = $1 AND until IS NULL ORDER BY id";

static const struct wg__edit_field fields[] = {
	{.param = "name", .col = WG_PERSON_NAME, .kind = WG__EDIT_NAME, .must = true},
	{.param = "relation", .col = WG_PERSON_RELATION, .kind = WG__EDIT_CODE, .list = "relation", .must = true},
	{.param = "id-no", .col = WG_PERSON_ID_NO, .kind = WG__EDIT_IDNO},
	{.param = "sex", .col = WG_PERSON_SEX, .kind = WG__EDIT_CHOICE, .words = {"male", "female"}, .base = 1},
	{.param = "birth", .col = WG_PERSON_BIRTH, .kind = WG__EDIT_BIRTH},
	{.param = "phone", .col = WG_PERSON_PHONE, .kind = WG__EDIT_PHONE},
	{.param = "note", .col = WG_PERSON_NOTE, .kind = WG__EDIT_LINE},
};

/* The care groups that hold and those that are wanted. */
struct care {
	int64_t id[GROUPS];
	const char *now[GROUPS];
	int n_now;
	const char *wanted[GROUPS];
	int n_wanted;
	bool given;
};

static bool is_in(const char *code, const char *const *list, int n)
{
	for (int i = 0; i < n; i++)
		if (strcmp(list[i], code) == 0)
			return true;
	return false;
}

/* Words between blanks, commas and 、. */
static void read_groups(struct wg__edit *m, struct care *k, const char *typed)
{
	static const char *const gaps[] = {" ", ",", "，", "、", "/", ";", "；", "　"};
	const struct wg_codes *codes = wg_office_codes(m->c->office);
	for (const char *s = typed; *s;) {
		size_t len = 0, gap = 0;
		for (; s[len] && !gap; len += !gap)
			for (size_t i = 0; i < sizeof gaps / sizeof *gaps && !gap; i++)
				gap = strncmp(s + len, gaps[i], strlen(gaps[i])) == 0 ? strlen(gaps[i]) : 0;
		const char *word = wg_arena_strndup(m->c->a, s, len);
		const struct wg_code *code = len ? wg_code_find(codes, "care", word) : NULL;
		if (len && !code)
			wg__edit_refuse(m, "care", word, N_("{1} is no care group"), "s", word);
		else if (code && k->n_wanted < GROUPS && !is_in(code->code, k->wanted, k->n_wanted))
			k->wanted[k->n_wanted++] = code->code;
		s += len + gap;
	}
}

static const char *join(struct wg_call *c, const char *const *codes, int n)
{
	const char *all = "";
	for (int i = 0; i < n; i++)
		all = wg_arena_printf(c->a, "%s%s%s", all, i ? " " : "", codes[i]);
	return all;
}

static enum wg_err read_care(struct wg__edit *m, struct care *k, struct wg_error *e)
{
	struct wg_call *c = m->c;
	struct wg_stmt *st = wg_query(c->db, SQL_CARE);
	wg_bind_int(st, 1, m->id);
	while (wg_step(st) && k->n_now < GROUPS) {
		k->id[k->n_now] = wg_int(st, 0);
		k->now[k->n_now++] = wg_arena_strdup(c->a, wg_text(st, 1));
	}
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, "care") != 0)
			continue;
		k->given = true;
		read_groups(m, k, c->args->at[i].value);
	}
	if (err == WG_OK)
		wg__edit_other(m, "care", join(c, k->now, k->n_now), k->given ? join(c, k->wanted, k->n_wanted) : NULL);
	return err;
}

/* Those that no longer hold end today; they are never taken out. */
static enum wg_err write_care(struct wg__edit *m, const struct care *k, int *changed, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	int64_t today = wg_day_of(wg_tx_at(m->c->tx));
	for (int i = 0; k->given && err == WG_OK && i < k->n_now; i++) {
		if (is_in(k->now[i], k->wanted, k->n_wanted))
			continue;
		++*changed;
		err = wg_row_set(m->c->tx, WG_T_CARE, k->id[i], WG_CARE_UNTIL, wg_int_value(today), e);
	}
	for (int i = 0; k->given && err == WG_OK && i < k->n_wanted; i++) {
		if (is_in(k->wanted[i], k->now, k->n_now))
			continue;
		struct wg_value v[WG_CARE_COLUMNS] = {
			[WG_CARE_PERSON_ID] = wg_int_value(m->id),
			[WG_CARE_CARE_GROUP] = wg_text_value(k->wanted[i]),
			[WG_CARE_SINCE] = wg_int_value(today),
		};
		int64_t id = 0;
		++*changed;
		err = wg_row_insert(m->c->tx, WG_T_CARE, v, &id, e);
	}
	return err;
}

/* A birth of which only the year or the month was known is kept as its first day. */
static bool is_rough(int64_t birth, int64_t exact)
{
	int y0, m0, d0, y1, m1, d1;
	wg_date_from_day(birth, &y0, &m0, &d0);
	wg_date_from_day(exact, &y1, &m1, &d1);
	return y0 == y1 && d0 == 1 && (m0 == m1 || m0 == 1);
}

/* The number says when somebody was born and which sex: it fills in what is not known, and must agree with the rest. */
static void check_number(struct wg__edit *m)
{
	struct wg_value *birth = &m->after[WG_PERSON_BIRTH], *sex = &m->after[WG_PERSON_SEX];
	const char *text = m->after[WG_PERSON_ID_NO].s;
	bool touched = wg__arg(m->c, "id-no") || wg__arg(m->c, "birth") || wg__arg(m->c, "sex");
	struct wg_idno id;
	char day[16];
	if (!touched || m->after[WG_PERSON_ID_NO].type != WG_TEXT || wg_idno_check(text, &id) != WG_IDNO_OK)
		return;
	wg_date_text(id.birth, day, sizeof day);
	if (birth->type == WG_NULL || is_rough(birth->i, id.birth))
		*birth = wg_int_value(id.birth);
	else if (birth->i != id.birth)
		wg__edit_refuse(m, "birth", text, N_("the id number says born {1}"), "s", day);
	if (sex->type == WG_NULL)
		*sex = wg_int_value(id.sex);
	else if (sex->i != id.sex)
		wg__edit_refuse(m, "sex", text,
				id.sex == 1 ? N_("the id number says male") : N_("the id number says female"), "");
}

/* Who becomes head instead is recorded for itself: a household has one. */
static enum wg_err check_head(struct wg__edit *m, struct wg_error *e)
{
	const char *before = m->before[WG_PERSON_RELATION].s, *after = m->after[WG_PERSON_RELATION].s;
	int64_t others = 0;
	if (!after || strcmp(before, after) == 0)
		return WG_OK;
	struct wg_stmt *st = wg_query(m->c->db, SQL_HEADS);
	wg_bind_int(st, 1, m->before[WG_PERSON_HOUSEHOLD_ID].i);
	wg_bind_int(st, 2, m->id);
	enum wg_err err = wg_one_int(st, 0, &others, e);
	if (err == WG_OK && strcmp(after, "head") == 0 && others > 0)
		wg__edit_refuse(m, "relation", after, N_("the household has a head already"), "");
	else if (err == WG_OK && strcmp(before, "head") == 0 && others == 0)
		wg__edit_refuse(m, "relation", after, N_("the household would be without a head"), "");
	return err;
}

enum wg_err wg__exec_edit_person(struct wg_call *c, struct wg_error *e)
{
	struct wg__edit m = {.c = c, .table = WG_T_PERSON, .fields = fields, .n = sizeof fields / sizeof *fields};
	struct care k = {0};
	struct wg_person p = {0};
	int n = 0;
	enum wg_err err = wg__arg_person(c, "person", &p, e);
	m.id = p.id;
	if (err != WG_OK || (err = wg__edit_open(&m, e)) != WG_OK || (err = read_care(&m, &k, e)) != WG_OK ||
	    (err = wg__edit_stale(&m, p.name, e)) != WG_OK || (err = check_head(&m, e)) != WG_OK)
		return err;
	check_number(&m);
	if (c->out->n_refusals == 0)
		err = write_care(&m, &k, &n, e);
	return err == WG_OK ? wg__edit_write(&m, p.name, n, e) : err;
}
