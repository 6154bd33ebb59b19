#include "command/family.h"

#include <string.h>

#include "base/clock.h"
#include "command/contact.h"
#include "command/open_work.h"

static const char SQL_OTHERS[] = "SELECT count(*) FROM household WHERE door_id = $1 AND id <> $2 AND status <> 'gone'";
static const char SQL_OF_NEIGHBOR[] =
	"SELECT c.worker_id FROM household h JOIN contact c ON c.household_id = h.id AND c.until IS NULL "
	"WHERE h.door_id = $1 AND h.id <> $2 AND h.status = 'here' ORDER BY h.id LIMIT 1";
/* SQL: who left the door for another one, or is gone from it, and with which contact. */
static const char SQL_OF_FORMER[] =
	"SELECT worker_id FROM (SELECT worker_id, until, id FROM residence WHERE door_id = $1 AND worker_id IS NOT "
	"NULL "
	"UNION ALL SELECT c.worker_id, c.until, c.id FROM household h JOIN contact c ON c.household_id = h.id "
	"WHERE h.door_id = $1 AND h.status <> 'here' AND c.until IS NOT NULL) AS former ORDER BY until DESC, id DESC "
	"LIMIT 1";
static const char SQL_LEFT_WITH[] =
	"SELECT id FROM person WHERE household_id = $1 AND gone = $2 AND gone_how = 'moved' ORDER BY id";
static const char SQL_OPEN_CARE[] = "SELECT id FROM care WHERE person_id = $1 AND until IS NULL ORDER BY id";
static const char SQL_SERVES[] = "SELECT w.name, count(h.id) FROM worker w JOIN household h ON h.contact_id = w.id "
				 "WHERE w.person_id = $1 GROUP BY w.id, w.name ORDER BY w.id";
static const char SQL_CONTACT[] = "SELECT w.name, w.id FROM contact c JOIN worker w ON w.id = c.worker_id "
				  "WHERE c.household_id = $1 AND c.until IS NULL";

enum { GROUPS = 64 };

enum wg_err wg__family_load(struct wg_call *c, int64_t household, struct wg__family *f, struct wg_error *e)
{
	struct wg_value v[WG_HOUSEHOLD_COLUMNS];
	struct wg_household h;
	enum wg_err err = wg_household_get(c->office, household, c->a, &h, e);
	if (err != WG_OK || (err = wg_row_get(c->db, WG_T_HOUSEHOLD, household, v, c->a, e)) != WG_OK)
		return err;
	*f = (struct wg__family){
		.id = household,
		.door = h.door_id,
		.contact = h.contact_id,
		.stated = v[WG_HOUSEHOLD_STATED_PEOPLE].type == WG_NULL ? -1 : v[WG_HOUSEHOLD_STATED_PEOPLE].i,
		.gone = v[WG_HOUSEHOLD_GONE].i,
		.into = v[WG_HOUSEHOLD_INTO_ID].i,
		.status = h.status,
		.locked = h.locked,
		.address = wg_arena_printf(c->a, "%s%s%s", h.building, h.entrance, h.room),
	};
	f->name = *h.head ? h.head : f->address;
	if ((err = wg_household_members(c->office, household, c->a, &f->members, e)) == WG_OK && f->members.n > 0 &&
	    strcmp(f->members.at[0].relation, "head") == 0)
		f->head = f->members.at[0].id;
	return err;
}

enum wg_err wg__arg_family(struct wg_call *c, const char *name, struct wg__family *f, struct wg_error *e)
{
	int64_t *ids;
	size_t n = 0;
	enum wg_err err = wg__arg_households(c, name, &ids, &n, e);
	if (err == WG_OK && n != 1)
		err = wg_fail(e, WG_EUSAGE, N_("one household, please: {1} were found"), "d", (int)n);
	return err == WG_OK ? wg__family_load(c, ids[0], f, e) : err;
}

void wg__family_refuse(struct wg_call *c, const struct wg__family *f, const char *msgid, const char *arg)
{
	wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, f->address, f->name, msgid, "s", arg);
}

static bool is_called(const struct wg_person *p, const char *text)
{
	size_t n = strcspn(text, ":"), k = strlen(p->phone);
	const char *tail = text[n] ? text + n + 1 : "";
	if (strlen(p->name) != n || strncmp(p->name, text, n) != 0)
		return false;
	return strlen(tail) <= k && strcmp(p->phone + k - strlen(tail), tail) == 0;
}

enum wg_err wg__family_member(struct wg_call *c, const struct wg__family *f, const char *text,
			      const struct wg_person **out, struct wg_error *e)
{
	struct wg_person by_id = {0};
	int n = 0;
	*out = NULL;
	if (*text == '#') {
		enum wg_err err = wg_person_find(c->office, text, c->a, &by_id, e);
		if (err != WG_OK)
			return err;
	}
	for (size_t i = 0; i < f->members.n; i++) {
		const struct wg_person *p = &f->members.at[i];
		if (by_id.id ? p->id != by_id.id : !is_called(p, text))
			continue;
		*out = p;
		n++;
	}
	if (n == 1)
		return WG_OK;
	*out = NULL;
	wg__family_refuse(c, f,
			  n ? N_("several members are called {1}: say name:telephone tail, or #id")
			    : N_("{1} is no member"),
			  by_id.id ? by_id.name : text);
	return WG_OK;
}

enum wg_err wg__arg_past(const struct wg_call *c, const char *name, int64_t *day, struct wg_error *e)
{
	int64_t today = wg_day_of(wg_tx_at(c->tx));
	enum wg_err err = wg__arg_day(c, name, today, day, e);
	if (err == WG_OK && *day > today)
		err = wg_fail(e, WG_EUSAGE, N_("--{1} {2} is still to come"), "ss", name, wg__arg(c, name));
	return err;
}

enum wg_err wg__door_others(struct wg_call *c, int64_t door, int64_t household, int64_t *n, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_OTHERS);
	wg_bind_int(st, 1, door);
	wg_bind_int(st, 2, household);
	return wg_one_int(st, 0, n, e);
}

enum wg_err wg__former_contact(struct wg_call *c, int64_t door, int64_t household, int64_t *worker, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_OF_NEIGHBOR);
	wg_bind_int(st, 1, door);
	wg_bind_int(st, 2, household);
	enum wg_err err = wg_one_int(st, 0, worker, e);
	if (err != WG_OK || *worker)
		return err;
	st = wg_query(c->db, SQL_OF_FORMER);
	wg_bind_int(st, 1, door);
	return wg_one_int(st, 0, worker, e);
}

enum wg_err wg__household_move(struct wg_call *c, const struct wg__family *f, int64_t door, int64_t day,
			       struct wg_error *e)
{
	int64_t id = 0;
	struct wg_value v[WG_RESIDENCE_COLUMNS] = {
		[WG_RESIDENCE_HOUSEHOLD_ID] = wg_int_value(f->id),
		[WG_RESIDENCE_DOOR_ID] = wg_int_value(f->door),
		[WG_RESIDENCE_WORKER_ID] = wg_int_or_null(f->contact, 0),
		[WG_RESIDENCE_UNTIL] = wg_int_value(day),
	};
	enum wg_err err = wg_row_insert(c->tx, WG_T_RESIDENCE, v, &id, e);
	return err == WG_OK ? wg_row_set(c->tx, WG_T_HOUSEHOLD, f->id, WG_HOUSEHOLD_DOOR_ID, wg_int_value(door), e)
			    : err;
}

enum wg_err wg__household_unlock(struct wg_call *c, const struct wg__family *f, struct wg_error *e)
{
	if (!f->locked)
		return WG_OK;
	wg__note_at(c, WG_NOTE_INFO, NULL, 0, f->address, f->name, N_("the lock is lifted"), "");
	return wg_row_set(c->tx, WG_T_HOUSEHOLD, f->id, WG_HOUSEHOLD_CONTACT_LOCKED, wg_int_value(0), e);
}

enum wg_err wg__household_away(struct wg_call *c, const struct wg__family *f, int64_t day, const char *to, int64_t into,
			       struct wg_error *e)
{
	const struct {
		int col;
		struct wg_value v;
	} set[] = {
		{WG_HOUSEHOLD_STATUS, wg_text_value("gone")},
		{WG_HOUSEHOLD_GONE, wg_int_value(day)},
		{WG_HOUSEHOLD_GONE_TO, wg_text_value(to)},
		{WG_HOUSEHOLD_INTO_ID, wg_int_or_null(into, 0)},
	};
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < f->members.n && !into; i++)
		err = wg__person_away(c, f->members.at[i].id, WG__MOVED, day, to, 0, e);
	for (size_t i = 0; err == WG_OK && i < sizeof set / sizeof *set; i++)
		err = wg_row_set(c->tx, WG_T_HOUSEHOLD, f->id, set[i].col, set[i].v, e);
	return err == WG_OK ? wg__work_of_household(c, f->id, into, e) : err;
}

enum wg_err wg__household_back(struct wg_call *c, const struct wg__family *f, int64_t door, bool alone,
			       struct wg_error *e)
{
	static const int cleared[] = {WG_HOUSEHOLD_GONE, WG_HOUSEHOLD_GONE_TO, WG_HOUSEHOLD_INTO_ID};
	int64_t ids[GROUPS];
	size_t n = 0;
	struct wg_stmt *st = wg_query(c->db, SQL_LEFT_WITH);
	wg_bind_int(st, 1, f->id);
	wg_bind_int(st, 2, f->gone);
	while (!alone && n < GROUPS && wg_step(st))
		ids[n++] = wg_int(st, 0);
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = wg__person_back(c, ids[i], 0, e);
	for (size_t i = 0; err == WG_OK && i < sizeof cleared / sizeof *cleared; i++)
		err = wg_row_set(c->tx, WG_T_HOUSEHOLD, f->id, cleared[i], (struct wg_value){0}, e);
	if (err == WG_OK && door != f->door)
		err = wg_row_set(c->tx, WG_T_HOUSEHOLD, f->id, WG_HOUSEHOLD_DOOR_ID, wg_int_value(door), e);
	return err == WG_OK ? wg_row_set(c->tx, WG_T_HOUSEHOLD, f->id, WG_HOUSEHOLD_STATUS, wg_text_value("here"), e)
			    : err;
}

static enum wg_err end_care(struct wg_call *c, int64_t person, int64_t day, struct wg_error *e)
{
	int64_t ids[GROUPS];
	size_t n = 0;
	struct wg_stmt *st = wg_query(c->db, SQL_OPEN_CARE);
	wg_bind_int(st, 1, person);
	while (n < GROUPS && wg_step(st))
		ids[n++] = wg_int(st, 0);
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = wg_row_set(c->tx, WG_T_CARE, ids[i], WG_CARE_UNTIL, wg_int_value(day), e);
	return err;
}

/* A resident who serves too: their own households must be handed over. */
static enum wg_err warn_server(struct wg_call *c, int64_t person, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_SERVES);
	wg_bind_int(st, 1, person);
	while (wg_step(st))
		wg__note_at(c, WG_NOTE_WARNING, NULL, 0, NULL, wg_text(st, 0),
			    N_("serves too and has {1} households: `handover` gives them to others"), "l",
			    (long long)wg_int(st, 1));
	return wg_done(st, e);
}

enum wg_err wg__person_away(struct wg_call *c, int64_t person, enum wg__how how, int64_t day, const char *to,
			    int64_t same, struct wg_error *e)
{
	static const char *const words[] = {"died", "moved", "merged"};
	const struct {
		int col;
		struct wg_value v;
	} set[] = {
		{WG_PERSON_GONE, wg_int_value(day)},
		{WG_PERSON_GONE_HOW, wg_text_value(words[how])},
		{WG_PERSON_GONE_TO, wg_text_value(to)},
		{WG_PERSON_SAME_ID, wg_int_or_null(same, 0)},
	};
	enum wg_err err = how == WG__MOVED ? WG_OK : end_care(c, person, day, e);
	if (err == WG_OK && how != WG__MERGED)
		err = warn_server(c, person, e);
	for (size_t i = 0; err == WG_OK && i < sizeof set / sizeof *set; i++)
		err = wg_row_set(c->tx, WG_T_PERSON, person, set[i].col, set[i].v, e);
	if (err == WG_OK && how == WG__MERGED)
		return wg__work_of_twin(c, person, same, e);
	return err == WG_OK && how == WG__DIED ? wg__work_of_gone(c, person, e) : err;
}

enum wg_err wg__person_back(struct wg_call *c, int64_t person, int64_t day, struct wg_error *e)
{
	static const int cleared[] = {WG_PERSON_GONE, WG_PERSON_GONE_HOW, WG_PERSON_GONE_TO};
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < sizeof cleared / sizeof *cleared; i++)
		err = wg_row_set(c->tx, WG_T_PERSON, person, cleared[i], (struct wg_value){0}, e);
	if (err == WG_OK && day)
		err = wg_row_set(c->tx, WG_T_PERSON, person, WG_PERSON_SINCE, wg_int_value(day), e);
	return err;
}

/* The household comes first: the rest is then written in the record of the new one. */
enum wg_err wg__person_join(struct wg_call *c, int64_t person, int64_t household, const char *relation, int64_t day,
			    struct wg_error *e)
{
	enum wg_err err = wg_row_set(c->tx, WG_T_PERSON, person, WG_PERSON_HOUSEHOLD_ID, wg_int_value(household), e);
	if (err == WG_OK)
		err = wg_row_set(c->tx, WG_T_PERSON, person, WG_PERSON_RELATION, wg_text_value(relation), e);
	if (err == WG_OK)
		err = wg_row_set(c->tx, WG_T_PERSON, person, WG_PERSON_SINCE, wg_int_value(day), e);
	return err == WG_OK ? wg__work_of_joined(c, person, household, e) : err;
}

enum wg_err wg__head_becomes(struct wg_call *c, const struct wg__family *f, int64_t person, const char *former,
			     struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < f->members.n; i++) {
		const struct wg_person *p = &f->members.at[i];
		if (p->id != person && strcmp(p->relation, "head") == 0)
			err = wg_row_set(c->tx, WG_T_PERSON, p->id, WG_PERSON_RELATION, wg_text_value(former), e);
	}
	return err == WG_OK ? wg_row_set(c->tx, WG_T_PERSON, person, WG_PERSON_RELATION, wg_text_value("head"), e)
			    : err;
}

static bool is_among(int64_t id, const int64_t *ids, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (ids[i] == id)
			return true;
	}
	return false;
}

/* The number that was stated goes down with those who go. */
static enum wg_err state_fewer(struct wg_call *c, const struct wg__family *f, size_t n, struct wg_error *e)
{
	if (f->stated < 0)
		return WG_OK;
	int64_t left = f->stated > (int64_t)n ? f->stated - (int64_t)n : 0;
	return wg_row_set(c->tx, WG_T_HOUSEHOLD, f->id, WG_HOUSEHOLD_STATED_PEOPLE, wg_int_value(left), e);
}

static enum wg_err follow(struct wg_call *c, const struct wg__family *f, const int64_t *going, size_t n,
			  struct wg_error *e)
{
	const char *typed = wg__arg(c, "head"), *names = "";
	const struct wg_person *head = NULL;
	if (!typed) {
		for (size_t i = 0; i < f->members.n; i++) {
			if (!is_among(f->members.at[i].id, going, n))
				names = wg_arena_printf(c->a, "%s%s%s", names, *names ? " " : "",
							f->members.at[i].name);
		}
		wg__family_refuse(c, f, N_("loses its head: say who follows with --head ({1}), or --dissolve"), names);
		return WG_OK;
	}
	enum wg_err err = wg__family_member(c, f, typed, &head, e);
	if (err != WG_OK || !head)
		return err;
	if (is_among(head->id, going, n)) {
		wg__family_refuse(c, f, N_("{1} goes too and cannot be the head"), head->name);
		return WG_OK;
	}
	wg__note_at(c, WG_NOTE_INFO, NULL, 0, f->address, head->name, N_("is the head now"), "");
	return wg_row_set(c->tx, WG_T_PERSON, head->id, WG_PERSON_RELATION, wg_text_value("head"), e);
}

enum wg_err wg__family_without(struct wg_call *c, const struct wg__family *f, const int64_t *going, size_t n,
			       bool *ends, struct wg_error *e)
{
	size_t left = 0;
	for (size_t i = 0; i < f->members.n; i++)
		left += !is_among(f->members.at[i].id, going, n);
	bool unnamed = f->stated > (int64_t)f->members.n;
	*ends = wg__flag(c, "dissolve") || (left == 0 && !unnamed);
	if (*ends)
		return WG_OK;
	if (left == 0) {
		wg__family_refuse(
			c, f, N_("other people are said to live there, but none is named: add one, or --dissolve"), "");
		return WG_OK;
	}
	enum wg_err err = state_fewer(c, f, n, e);
	if (err != WG_OK || !is_among(f->head, going, n))
		return err;
	return follow(c, f, going, n, e);
}

enum wg_err wg__say_contact(struct wg_call *c, int64_t household, struct wg_error *e)
{
	const char *name = NULL, *why = NULL;
	int64_t worker = 0;
	struct wg_household h;
	struct wg_stmt *st = wg_query(c->db, SQL_CONTACT);
	wg_bind_int(st, 1, household);
	if (wg_step(st)) {
		name = wg_arena_strdup(c->a, wg_text(st, 0));
		worker = wg_int(st, 1);
	}
	enum wg_err err = wg_done(st, e);
	if (err != WG_OK || (err = wg_household_get(c->office, household, c->a, &h, e)) != WG_OK ||
	    (worker && (err = wg__recused(c, worker, household, &why, e)) != WG_OK))
		return err;
	const char *address = wg_arena_printf(c->a, "%s%s%s", h.building, h.entrance, h.room);
	if (name)
		wg__note_at(c, WG_NOTE_INFO, NULL, 0, address, h.head, N_("the contact is {1}"), "s", name);
	else
		wg__note_at(c, WG_NOTE_WARNING, NULL, 0, address, h.head, N_("has no contact"), "");
	if (why)
		wg__note_at(c, WG_NOTE_WARNING, NULL, 0, address, h.head, why, "");
	return WG_OK;
}
