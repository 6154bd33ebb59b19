#include "command/exec.h"
#include "command/family.h"

static const char SQL_OPEN[] = "SELECT id FROM care WHERE person_id = $1 AND care_group = $2 AND until IS NULL";

struct caring {
	struct wg_person person;
	const struct wg_code *group;
	int64_t open, day; /* open: the row that holds now; 0 = none */
};

static enum wg_err read_care(struct wg_call *c, const char *date, struct caring *k, struct wg_error *e)
{
	enum wg_err err = wg__arg_person(c, "person", &k->person, e);
	if (err != WG_OK || (err = wg__arg_code(c, "group", "care", &k->group, e)) != WG_OK ||
	    (err = wg__arg_past(c, date, &k->day, e)) != WG_OK)
		return err;
	if (!k->group)
		return wg_fail(e, WG_EUSAGE, N_("--{1} is empty"), "s", "group");
	if (k->person.gone)
		return wg_fail(e, WG_EREFUSED, N_("{1} is recorded as gone already"), "s", k->person.name);
	struct wg_stmt *st = wg_query(c->db, SQL_OPEN);
	wg_bind_int(st, 1, k->person.id);
	wg_bind_text(st, 2, k->group->code);
	return wg_one_int(st, 0, &k->open, e);
}

enum wg_err wg__exec_care_add(struct wg_call *c, struct wg_error *e)
{
	struct caring k;
	int64_t id = 0;
	enum wg_err err = read_care(c, "since", &k, e);
	if (err != WG_OK)
		return err;
	if (k.open)
		return wg_fail(e, WG_EREFUSED, N_("{1} is in the group {2} already"), "ss", k.person.name,
			       k.group->name);
	struct wg_value v[WG_CARE_COLUMNS] = {
		[WG_CARE_PERSON_ID] = wg_int_value(k.person.id),
		[WG_CARE_CARE_GROUP] = wg_text_value(k.group->code),
		[WG_CARE_SINCE] = wg_int_value(k.day),
	};
	wg__say(c, N_("{1} is in the group {2} now"), "ss", k.person.name, k.group->name);
	return wg_row_insert(c->tx, WG_T_CARE, v, &id, e);
}

enum wg_err wg__exec_care_end(struct wg_call *c, struct wg_error *e)
{
	struct caring k;
	enum wg_err err = read_care(c, "date", &k, e);
	if (err != WG_OK)
		return err;
	if (!k.open)
		return wg_fail(e, WG_EREFUSED, N_("{1} is not in the group {2}"), "ss", k.person.name, k.group->name);
	wg__say(c, N_("{1} is no longer in the group {2}"), "ss", k.person.name, k.group->name);
	return wg_row_set(c->tx, WG_T_CARE, k.open, WG_CARE_UNTIL, wg_int_value(k.day), e);
}
