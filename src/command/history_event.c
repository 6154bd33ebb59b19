#include <stdlib.h>
#include <string.h>

#include "command/history.h"
#include "text/date.h"
#include "wangge/person.h"

/* The code list whose codes a column holds; NULL when it holds none. */
static const char *list_of(enum wg_table_id t, int col)
{
	static const struct {
		enum wg_table_id t;
		int col;
		const char *list;
	} lists[] = {
		{WG_T_CONTACT, WG_CONTACT_REASON, "reason"},     {WG_T_HOUSEHOLD, WG_HOUSEHOLD_ORIGIN, "origin"},
		{WG_T_HOUSEHOLD, WG_HOUSEHOLD_STATUS, "status"}, {WG_T_PERSON, WG_PERSON_RELATION, "relation"},
		{WG_T_CARE, WG_CARE_CARE_GROUP, "care"},
	};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		if (lists[i].t == t && lists[i].col == col)
			return lists[i].list;
	}
	return NULL;
}

static bool is_day(enum wg_table_id t, int col)
{
	return (wg_table_info[t].column[col].flags & WG_COLUMN_CLOCK) || (t == WG_T_PERSON && col == WG_PERSON_BIRTH);
}

/* What a column refers to, by name; the id where that is gone. */
static const char *name_of(struct wg_call *c, int table, const char *id)
{
	static const char *const sql[WG_TABLES] = {
		[WG_T_WORKER] = "SELECT name FROM worker WHERE id = $1",
		[WG_T_PERSON] = "SELECT name FROM person WHERE id = $1",
	};
	int64_t row = strtoll(id, NULL, 10);
	const char *name = "";
	if (table == WG_T_DOOR && wg_door_address(c->office, row, false, c->a, &name, NULL) == WG_OK && *name)
		return name;
	if (table == WG_T_HOUSEHOLD && wg_household_address(c->office, row, false, c->a, &name, NULL) == WG_OK)
		return name;
	if (!sql[table])
		return wg_arena_strdup(c->a, id);
	struct wg_stmt *st = wg_query(c->db, sql[table]);
	wg_bind_int(st, 1, row);
	name = wg_arena_strdup(c->a, wg_step(st) ? wg_text(st, 0) : id);
	(void)wg_done(st, NULL);
	return name;
}

const char *wg__value_text(struct wg_call *c, enum wg_table_id t, int col, const char *stored)
{
	char date[16];
	const char *list = list_of(t, col);
	if (!stored)
		return NULL;
	if ((wg_table_info[t].column[col].flags & WG_COLUMN_MASKED) && wg_office_read_only(c->office))
		return "***";
	if (list)
		return wg_arena_strdup(c->a, wg_office_code_name(c->office, list, stored));
	if (wg_column_ref(t, col) >= 0)
		return name_of(c, wg_column_ref(t, col), stored);
	if (!is_day(t, col))
		return wg_arena_strdup(c->a, stored);
	wg_date_text(strtoll(stored, NULL, 10), date, sizeof date);
	return wg_arena_strdup(c->a, date);
}

struct telling {
	struct wg_call *c;
	const struct wg__row_change *r;
	struct wg__event *out;
	int n;
	const char *who;
};

static const char *old_text(const struct telling *t, int col)
{
	return wg__value_text(t->c, t->r->t, col, t->r->old[col]);
}

static const char *new_text(const struct telling *t, int col)
{
	return wg__value_text(t->c, t->r->t, col, t->r->new[col]);
}

static void tell(struct telling *t, const char *what, const char *old, const char *new)
{
	if (t->n < WG__EVENTS)
		t->out[t->n++] = (struct wg__event){.what = what, .who = t->who, .old = old, .new = new};
}

static bool has(const struct telling *t, int col)
{
	return t->r->written & (1u << col);
}

static bool is(const char *value, const char *word)
{
	return value && strcmp(value, word) == 0;
}

/* A field that changed and is no event of its own. */
static void tell_field(struct telling *t, int col, const char *what)
{
	if (has(t, col))
		tell(t, what, old_text(t, col), new_text(t, col));
}

static void tell_status(struct telling *t)
{
	const char *old = t->r->old[WG_HOUSEHOLD_STATUS], *new = t->r->new[WG_HOUSEHOLD_STATUS];
	if (is(new, "gone") && t->r->new[WG_HOUSEHOLD_INTO_ID])
		tell(t, N_("merged into another household"), NULL, new_text(t, WG_HOUSEHOLD_INTO_ID));
	else if (is(new, "gone"))
		tell(t, N_("moved away"), NULL, new_text(t, WG_HOUSEHOLD_GONE_TO));
	else if (is(new, "here") && old)
		tell(t, N_("came back"), NULL, NULL);
	else
		tell(t, N_("status"), old_text(t, WG_HOUSEHOLD_STATUS), new_text(t, WG_HOUSEHOLD_STATUS));
}

static void tell_household(struct telling *t)
{
	if (t->r->op == 1) {
		if (t->r->new[WG_HOUSEHOLD_FROM_ID])
			tell(t, N_("split off"), new_text(t, WG_HOUSEHOLD_FROM_ID), new_text(t, WG_HOUSEHOLD_DOOR_ID));
		else
			tell(t, N_("entered"), NULL, new_text(t, WG_HOUSEHOLD_DOOR_ID));
		return;
	}
	if (has(t, WG_HOUSEHOLD_DOOR_ID))
		tell(t, N_("moved inside the area"), old_text(t, WG_HOUSEHOLD_DOOR_ID),
		     new_text(t, WG_HOUSEHOLD_DOOR_ID));
	if (has(t, WG_HOUSEHOLD_STATUS))
		tell_status(t);
	if (has(t, WG_HOUSEHOLD_CONTACT_LOCKED))
		tell(t, is(t->r->new[WG_HOUSEHOLD_CONTACT_LOCKED], "1") ? N_("contact locked") : N_("contact unlocked"),
		     NULL, NULL);
	tell_field(t, WG_HOUSEHOLD_ORIGIN, N_("origin"));
	tell_field(t, WG_HOUSEHOLD_REGISTERED_IN, N_("registered at"));
	tell_field(t, WG_HOUSEHOLD_STATED_PEOPLE, N_("stated people"));
	tell_field(t, WG_HOUSEHOLD_ACCESS_NOTE, N_("note"));
}

static void tell_going(struct telling *t)
{
	const char *how = t->r->new[WG_PERSON_GONE_HOW];
	if (!t->r->new[WG_PERSON_GONE])
		tell(t, N_("came back"), NULL, NULL);
	else if (is(how, "died"))
		tell(t, N_("died"), NULL, new_text(t, WG_PERSON_GONE));
	else if (is(how, "merged"))
		tell(t, N_("recorded twice, now one"), NULL, NULL);
	else
		tell(t, N_("moved away"), NULL, new_text(t, WG_PERSON_GONE_TO));
}

/* Coming to a household is written in its record as the day since when. */
static void tell_person(struct telling *t)
{
	if (t->r->op == 1) {
		tell(t, N_("new member"), NULL, new_text(t, WG_PERSON_RELATION));
		return;
	}
	bool came = has(t, WG_PERSON_SINCE) && !has(t, WG_PERSON_GONE) && !has(t, WG_PERSON_HOUSEHOLD_ID);
	if (has(t, WG_PERSON_HOUSEHOLD_ID))
		tell(t, N_("went to another household"), NULL, new_text(t, WG_PERSON_HOUSEHOLD_ID));
	if (came)
		tell(t, N_("joined the household"), NULL, new_text(t, WG_PERSON_SINCE));
	if (has(t, WG_PERSON_GONE))
		tell_going(t);
	if (has(t, WG_PERSON_RELATION) && is(t->r->new[WG_PERSON_RELATION], "head"))
		tell(t, N_("became head"), old_text(t, WG_PERSON_RELATION), NULL);
	else if (!came)
		tell_field(t, WG_PERSON_RELATION, N_("relation"));
	tell_field(t, WG_PERSON_NAME, N_("name"));
	tell_field(t, WG_PERSON_BIRTH, N_("born"));
	tell_field(t, WG_PERSON_PHONE, N_("telephone"));
	tell_field(t, WG_PERSON_ID_NO, N_("id number"));
	tell_field(t, WG_PERSON_NOTE, N_("note"));
}

static const char *group_of(struct wg_call *c, int64_t care)
{
	const char *code = NULL;
	struct wg_stmt *st = wg_query(c->db, "SELECT care_group FROM care WHERE id = $1");
	wg_bind_int(st, 1, care);
	if (wg_step(st))
		code = wg_arena_strdup(c->a, wg_text(st, 0));
	(void)wg_done(st, NULL);
	return wg__value_text(c, WG_T_CARE, WG_CARE_CARE_GROUP, code);
}

static const char *person_of(struct wg_call *c, int64_t care)
{
	const char *name = NULL;
	struct wg_stmt *st =
		wg_query(c->db, "SELECT p.name FROM care k JOIN person p ON p.id = k.person_id WHERE k.id = $1");
	wg_bind_int(st, 1, care);
	if (wg_step(st))
		name = wg_arena_strdup(c->a, wg_text(st, 0));
	(void)wg_done(st, NULL);
	return name;
}

static void tell_care(struct telling *t)
{
	t->who = person_of(t->c, t->r->row);
	if (t->r->op == 1)
		tell(t, N_("care group"), NULL, new_text(t, WG_CARE_CARE_GROUP));
	else if (t->r->op == 3)
		tell(t, N_("care group taken back"), old_text(t, WG_CARE_CARE_GROUP), NULL);
	else if (t->r->new[WG_CARE_UNTIL])
		tell(t, N_("care group ended"), group_of(t->c, t->r->row), NULL);
	else
		tell(t, N_("care group"), NULL, group_of(t->c, t->r->row));
}

int wg__events_of(struct wg_call *c, const struct wg__row_change *r, struct wg__event out[WG__EVENTS])
{
	struct telling t = {.c = c, .r = r, .out = out};
	if (r->t == WG_T_PERSON)
		t.who = r->op == 1   ? r->new[WG_PERSON_NAME]
			: r->op == 3 ? r->old[WG_PERSON_NAME]
				     : name_of(c, WG_T_PERSON, wg_arena_printf(c->a, "%lld", (long long)r->row));
	if (r->t == WG_T_CARE)
		tell_care(&t);
	else if (r->op == 3 && (r->t == WG_T_HOUSEHOLD || r->t == WG_T_PERSON))
		tell(&t, N_("entry taken back"), NULL, NULL);
	else if (r->t == WG_T_HOUSEHOLD)
		tell_household(&t);
	else if (r->t == WG_T_PERSON)
		tell_person(&t);
	return t.n;
}

/* The contact of an interval: in its changes, else in its row. */
static const char *worker_of(struct wg_call *c, const struct wg__row_change *r)
{
	const char *id = r->old[WG_CONTACT_WORKER_ID] ? r->old[WG_CONTACT_WORKER_ID] : r->new[WG_CONTACT_WORKER_ID];
	if (id)
		return name_of(c, WG_T_WORKER, id);
	const char *name = NULL;
	struct wg_stmt *st =
		wg_query(c->db, "SELECT w.name FROM contact c JOIN worker w ON w.id = c.worker_id WHERE c.id = $1");
	wg_bind_int(st, 1, r->row);
	if (wg_step(st))
		name = wg_arena_strdup(c->a, wg_text(st, 0));
	(void)wg_done(st, NULL);
	return name;
}

bool wg__contact_event(struct wg_call *c, const struct wg__row_change *closed, const struct wg__row_change *opened,
		       struct wg__event *out)
{
	if (!closed && !opened)
		return false;
	*out = (struct wg__event){
		.what = opened ? N_("contact") : N_("contact ended"),
		.who = opened ? wg__value_text(c, WG_T_CONTACT, WG_CONTACT_REASON, opened->new[WG_CONTACT_REASON])
			      : NULL,
		.old = closed ? worker_of(c, closed) : NULL,
		.new = opened ? worker_of(c, opened) : NULL,
	};
	return true;
}
