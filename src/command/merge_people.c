#include <string.h>

#include "command/contact.h"
#include "command/exec.h"
#include "command/family.h"

static const char SQL_CARE[] =
	"SELECT id, care_group, since FROM care WHERE person_id = $1 AND until IS NULL ORDER BY id";
static const char SQL_IN_GROUP[] = "SELECT 1 FROM care WHERE person_id = $1 AND care_group = $2 AND until IS NULL";
static const char SQL_WORKERS[] = "SELECT id FROM worker WHERE person_id = $1 ORDER BY id";

enum { ROWS = 64 };

/* The fields that a record may take from the other; household is apart. */
static const struct {
	const char *name;
	int col;
} fields[] = {
	{"name", WG_PERSON_NAME},   {"phone", WG_PERSON_PHONE}, {"sex", WG_PERSON_SEX},
	{"birth", WG_PERSON_BIRTH}, {"id-no", WG_PERSON_ID_NO}, {"relation", WG_PERSON_RELATION},
	{"note", WG_PERSON_NOTE},
};

struct twins {
	struct wg_call *c;
	struct wg_person stays, goes;
	struct wg__family home, other; /* of each */
	int64_t day;
};

static bool takes(const struct wg_call *c, const char *field)
{
	for (size_t i = 0; i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, "take") == 0 && strcmp(c->args->at[i].value, field) == 0)
			return true;
	}
	return false;
}

/* What the record that stays does not know it takes from the other, and what it is told to. */
static enum wg_err take_fields(struct twins *t, struct wg_error *e)
{
	struct wg_value mine[WG_PERSON_COLUMNS], its[WG_PERSON_COLUMNS];
	struct wg_call *c = t->c;
	enum wg_err err = wg_row_get(c->db, WG_T_PERSON, t->stays.id, mine, c->a, e);
	if (err == WG_OK)
		err = wg_row_get(c->db, WG_T_PERSON, t->goes.id, its, c->a, e);
	for (size_t i = 0; err == WG_OK && i < sizeof fields / sizeof *fields; i++) {
		int col = fields[i].col;
		bool wanted = takes(c, fields[i].name) && (col != WG_PERSON_RELATION || t->home.id == t->other.id);
		if (its[col].type != WG_NULL && (wanted || mine[col].type == WG_NULL))
			err = wg_row_set(c->tx, WG_T_PERSON, t->stays.id, col, its[col], e);
	}
	return err;
}

struct care {
	int64_t id, since;
	const char *group;
	bool dated;
};

static enum wg_err take_care(struct twins *t, struct wg_error *e)
{
	struct wg_call *c = t->c;
	struct care rows[ROWS];
	size_t n = 0;
	struct wg_stmt *st = wg_query(c->db, SQL_CARE);
	wg_bind_int(st, 1, t->goes.id);
	while (n < ROWS && wg_step(st)) {
		rows[n] = (struct care){.id = wg_int(st, 0), .since = wg_int(st, 2), .dated = !wg_is_null(st, 2)};
		rows[n++].group = wg_arena_strdup(c->a, wg_text(st, 1));
	}
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		int64_t has = 0, id = 0;
		st = wg_query(c->db, SQL_IN_GROUP);
		wg_bind_int(st, 1, t->stays.id);
		wg_bind_text(st, 2, rows[i].group);
		if ((err = wg_one_int(st, 0, &has, e)) != WG_OK || has)
			continue;
		struct wg_value v[WG_CARE_COLUMNS] = {
			[WG_CARE_PERSON_ID] = wg_int_value(t->stays.id),
			[WG_CARE_CARE_GROUP] = wg_text_value(rows[i].group),
			[WG_CARE_SINCE] = rows[i].dated ? wg_int_value(rows[i].since) : (struct wg_value){0},
		};
		err = wg_row_insert(c->tx, WG_T_CARE, v, &id, e);
	}
	return err;
}

/* A worker who is the resident that goes is the one that stays. */
static enum wg_err take_workers(struct twins *t, struct wg_error *e)
{
	int64_t ids[ROWS];
	size_t n = 0;
	struct wg_stmt *st = wg_query(t->c->db, SQL_WORKERS);
	wg_bind_int(st, 1, t->goes.id);
	while (n < ROWS && wg_step(st))
		ids[n++] = wg_int(st, 0);
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = wg_row_set(t->c->tx, WG_T_WORKER, ids[i], WG_WORKER_PERSON_ID, wg_int_value(t->stays.id), e);
	return err;
}

/* The household that loses one of the two records: its head, its end. */
static enum wg_err part_from(struct twins *t, const struct wg__family *f, int64_t person, struct wg_error *e)
{
	struct wg_call *c = t->c;
	const struct wg_give give = {.household = f->id};
	const struct wg_give_opts opts = {.reason = "adjust"};
	struct wg__family rest;
	int64_t changed;
	bool ends = false;
	enum wg_err err = wg__family_without(c, f, &person, 1, &ends, e);
	if (err != WG_OK || !ends)
		return err;
	if ((err = wg__household_unlock(c, f, e)) != WG_OK ||
	    (f->contact && (err = wg__give(c, &give, 1, &opts, &changed, e)) != WG_OK) ||
	    (err = wg__family_load(c, f->id, &rest, e)) != WG_OK)
		return err;
	wg__note_at(c, WG_NOTE_INFO, NULL, 0, f->address, f->name, N_("the household has nobody left and is closed"),
		    "");
	return wg__household_away(c, &rest, t->day, NULL, 0, e);
}

/* With two households: the record that stays may belong to the other's. Then it takes that one's part there. */
static enum wg_err settle_households(struct twins *t, struct wg_error *e)
{
	struct wg_call *c = t->c;
	if (t->home.id == t->other.id) {
		bool head = t->goes.id == t->home.head, ends = false;
		if (head)
			return wg__head_becomes(c, &t->home, t->stays.id, "other", e);
		return wg__family_without(c, &t->home, &t->goes.id, 1, &ends, e);
	}
	if (!takes(c, "household"))
		return part_from(t, &t->other, t->goes.id, e);
	enum wg_err err = wg__person_join(c, t->stays.id, t->other.id, t->goes.relation, t->day, e);
	return err == WG_OK ? part_from(t, &t->home, t->stays.id, e) : err;
}

enum wg_err wg__exec_merge_people(struct wg_call *c, struct wg_error *e)
{
	struct twins t = {.c = c};
	enum wg_err err = wg__arg_person(c, "person", &t.stays, e);
	if (err != WG_OK || (err = wg__arg_person(c, "other", &t.goes, e)) != WG_OK ||
	    (err = wg__family_load(c, t.stays.household_id, &t.home, e)) != WG_OK ||
	    (err = wg__family_load(c, t.goes.household_id, &t.other, e)) != WG_OK ||
	    (err = wg__arg_past(c, "date", &t.day, e)) != WG_OK)
		return err;
	if (t.stays.id == t.goes.id)
		return wg_fail(e, WG_EUSAGE, N_("{1} is one person already"), "s", t.stays.name);
	if (t.stays.gone || t.goes.gone)
		return wg_fail(e, WG_EREFUSED, N_("{1} is recorded as gone already"), "s",
			       t.stays.gone ? t.stays.name : t.goes.name);
	if ((err = take_fields(&t, e)) != WG_OK || (err = take_care(&t, e)) != WG_OK ||
	    (err = take_workers(&t, e)) != WG_OK ||
	    (err = wg__person_away(c, t.goes.id, WG__MERGED, t.day, NULL, t.stays.id, e)) != WG_OK ||
	    (err = settle_households(&t, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} ({2}) stands for both records now"), "ss", t.stays.name,
		takes(c, "household") ? t.other.address : t.home.address);
	return WG_OK;
}
