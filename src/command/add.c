#include <string.h>

#include "base/clock.h"
#include "command/contact.h"
#include "command/door.h"
#include "command/exec.h"
#include "command/family.h"
#include "text/date.h"
#include "text/idno.h"
#include "text/key.h"
#include "text/phone.h"

enum { SHOWN = 5, TEXT_MAX = 4000 };

static const char *clean(struct wg_call *c, const char *name, enum wg_clean how)
{
	const char *s = wg__arg(c, name);
	struct wg_buf b;
	wg_buf_init(&b, TEXT_MAX);
	if (s)
		wg_clean_text(&b, s, strlen(s), how);
	const char *text = b.len ? wg_arena_strndup(c->a, b.data, b.len) : NULL;
	wg_buf_free(&b);
	return text;
}

static void refuse(struct wg_call *c, const char *param, const char *value, const char *msgid)
{
	wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, param, value, msgid, "");
}

/* The number says when somebody was born and which sex, and must agree with what else is given. */
static void read_number(struct wg_call *c, struct wg_value *v)
{
	const char *typed = wg__arg(c, "id-no");
	struct wg_idno id;
	if (!typed || !*typed)
		return;
	enum wg_idno_fault fault = wg_idno_check(typed, &id);
	if (fault != WG_IDNO_OK) {
		refuse(c, "id-no", typed, wg_idno_fault_text(fault));
		return;
	}
	v[WG_PERSON_ID_NO] = wg_text_value(wg_arena_strdup(c->a, id.text));
	if (v[WG_PERSON_SEX].type != WG_NULL && v[WG_PERSON_SEX].i != id.sex)
		refuse(c, "sex", typed, id.sex == 1 ? N_("the id number says male") : N_("the id number says female"));
	v[WG_PERSON_SEX] = wg_int_value(id.sex);
	v[WG_PERSON_BIRTH] = wg_int_value(id.birth);
}

/* What the parameters say of a person; what is wrong with them is a refusal that names the parameter. */
static void read_person(struct wg_call *c, struct wg_value *v)
{
	char phone[WG_PHONE_TEXT];
	const char *sex = wg__arg(c, "sex"), *birth = wg__arg(c, "birth"), *typed = wg__arg(c, "phone");
	int64_t day;
	if (sex && *sex)
		v[WG_PERSON_SEX] = wg_int_value(strcmp(sex, "male") == 0 ? 1 : 2);
	if (birth && *birth) {
		if (wg_birth_parse(birth, &day) > 0 && day <= wg_day_of(wg_tx_at(c->tx)))
			v[WG_PERSON_BIRTH] = wg_int_value(day);
		else
			refuse(c, "birth", birth, N_("it is no date of birth"));
	}
	if (typed && *typed) {
		enum wg_phone_fault fault = wg_phone_check(typed, phone);
		if (fault == WG_PHONE_OK)
			v[WG_PERSON_PHONE] = wg_text_value(wg_arena_strdup(c->a, phone));
		else
			refuse(c, "phone", typed, wg_phone_fault_text(fault));
	}
	read_number(c, v);
}

/* Somebody like that may be recorded already: it is said, and a person decides. */
static enum wg_err warn_similar(struct wg_call *c, const struct wg_value *v, struct wg_error *e)
{
	struct wg_similars found;
	struct wg_likeness of = {
		.name = v[WG_PERSON_NAME].s,
		.phone = v[WG_PERSON_PHONE].s,
		.id_no = v[WG_PERSON_ID_NO].s,
		.birth = v[WG_PERSON_BIRTH].i,
		.precision = v[WG_PERSON_BIRTH].type == WG_NULL ? 0 : 3,
	};
	enum wg_err err = wg_person_similar(c->office, &of, SHOWN, c->a, &found, e);
	for (size_t i = 0; err == WG_OK && i < found.n; i++) {
		const struct wg_similar *s = &found.at[i];
		wg__note_at(c, WG_NOTE_WARNING, NULL, 0, s->address, s->person.name,
			    s->person.gone || s->left
				    ? N_("somebody like that has left here: `returns` brings them back")
				    : N_("somebody like that lives here already"),
			    "");
	}
	return err;
}

static enum wg_err add_care(struct wg_call *c, int64_t person, int64_t since, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		const struct wg_arg *arg = &c->args->at[i];
		int64_t id = 0;
		if (strcmp(arg->name, "care") != 0 || !*arg->value)
			continue;
		const struct wg_code *group = wg_code_find(wg_office_codes(c->office), "care", arg->value);
		if (!group) {
			refuse(c, "care", arg->value, N_("it is no care group"));
			continue;
		}
		struct wg_value v[WG_CARE_COLUMNS] = {
			[WG_CARE_PERSON_ID] = wg_int_value(person),
			[WG_CARE_CARE_GROUP] = wg_text_value(group->code),
			[WG_CARE_SINCE] = wg_int_value(since),
		};
		err = wg_row_insert(c->tx, WG_T_CARE, v, &id, e);
	}
	return err;
}

/* With an explicit contact the rules refuse; the door's former one yields to them. */
static enum wg_err give_contact(struct wg_call *c, int64_t household, int64_t door, struct wg_error *e)
{
	const char *typed = wg__arg(c, "contact");
	struct wg_give give = {.household = household};
	struct wg_give_opts opts = {.reason = "first", .yield = !typed};
	struct wg_worker worker;
	int64_t changed;
	enum wg_err err = WG_OK;
	if (typed && *typed) {
		err = wg__arg_worker(c, "contact", &worker, e);
		give.worker = worker.id;
	} else if (!wg__flag(c, "no-contact")) {
		err = wg__former_contact(c, door, household, &give.worker, e);
	}
	if (err == WG_OK && give.worker)
		err = wg__give(c, &give, 1, &opts, &changed, e);
	return err == WG_OK ? wg__say_contact(c, household, e) : err;
}

static enum wg_err refuse_shared(struct wg_call *c, int64_t door, struct wg_error *e)
{
	int64_t others = 0;
	const char *address;
	enum wg_err err = wg__door_others(c, door, 0, &others, e);
	if (err == WG_OK)
		err = wg_door_address(c->office, door, false, c->a, &address, e);
	if (err == WG_OK && others > 0 && !wg__flag(c, "allow-shared"))
		refuse(c, address, wg__arg(c, "door"),
		       N_("a household lives there already: --allow-shared adds another"));
	return err;
}

static enum wg_err insert_household(struct wg_call *c, int64_t door, int64_t *id, struct wg_error *e)
{
	const struct wg_code *origin = NULL;
	int64_t people = 0;
	enum wg_err err = wg__arg_code(c, "origin", "origin", &origin, e);
	if (err == WG_OK)
		err = wg__arg_int(c, "people", 0, &people, e);
	if (err != WG_OK)
		return err;
	struct wg_value v[WG_HOUSEHOLD_COLUMNS] = {
		[WG_HOUSEHOLD_DOOR_ID] = wg_int_value(door),
		[WG_HOUSEHOLD_ORIGIN] = wg_text_value(origin ? origin->code : NULL),
		[WG_HOUSEHOLD_REGISTERED_IN] = wg_text_value(clean(c, "registered-in", WG_CLEAN_LINE)),
		[WG_HOUSEHOLD_STATUS] = wg_text_value("here"),
		[WG_HOUSEHOLD_STATED_PEOPLE] = wg_int_or_null(people, 0),
		[WG_HOUSEHOLD_CONTACT_LOCKED] = wg_int_value(0),
		[WG_HOUSEHOLD_ACCESS_NOTE] = wg_text_value(clean(c, "note", WG_CLEAN_LINE)),
	};
	if (people < 0 || people > 99)
		refuse(c, "people", wg__arg(c, "people"), N_("it must be 1 to 99"));
	return wg_row_insert(c->tx, WG_T_HOUSEHOLD, v, id, e);
}

enum wg_err wg__exec_add_household(struct wg_call *c, struct wg_error *e)
{
	struct wg_value v[WG_PERSON_COLUMNS] = {0};
	int64_t door = 0, household = 0, person = 0, since = 0;
	const char *name = clean(c, "head", WG_CLEAN_NAME), *address;
	if (!name)
		return wg_fail(e, WG_EUSAGE, N_("--{1} is empty"), "s", "head");
	v[WG_PERSON_NAME] = wg_text_value(name);
	read_person(c, v);
	enum wg_err err = wg__arg_past(c, "since", &since, e);
	if (err != WG_OK || (err = warn_similar(c, v, e)) != WG_OK ||
	    (err = wg__arg_door(c, "door", &door, e)) != WG_OK || (err = refuse_shared(c, door, e)) != WG_OK ||
	    (err = insert_household(c, door, &household, e)) != WG_OK)
		return err;
	v[WG_PERSON_HOUSEHOLD_ID] = wg_int_value(household);
	v[WG_PERSON_RELATION] = wg_text_value("head");
	v[WG_PERSON_SINCE] = wg_int_value(since);
	if ((err = wg_row_insert(c->tx, WG_T_PERSON, v, &person, e)) != WG_OK ||
	    (err = add_care(c, person, since, e)) != WG_OK || (err = wg_tx_settle(c->tx, e)) != WG_OK ||
	    (err = give_contact(c, household, door, e)) != WG_OK ||
	    (err = wg_door_address(c->office, door, false, c->a, &address, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} lives at {2}"), "ss", name, address);
	return WG_OK;
}

enum wg_err wg__exec_add_person(struct wg_call *c, struct wg_error *e)
{
	struct wg_value v[WG_PERSON_COLUMNS] = {0};
	struct wg__family f;
	const struct wg_code *relation = NULL;
	int64_t person = 0, since = 0;
	const char *name = clean(c, "name", WG_CLEAN_NAME);
	if (!name)
		return wg_fail(e, WG_EUSAGE, N_("--{1} is empty"), "s", "name");
	enum wg_err err = wg__arg_family(c, "household", &f, e);
	if (err != WG_OK || (err = wg__arg_past(c, "since", &since, e)) != WG_OK ||
	    (err = wg__arg_code(c, "relation", "relation", &relation, e)) != WG_OK)
		return err;
	bool head = relation && strcmp(relation->code, "head") == 0;
	if (strcmp(f.status, "gone") == 0)
		wg__family_refuse(c, &f, N_("the household has left: `returns` brings it back"), "");
	if (head && f.head)
		wg__family_refuse(c, &f, N_("the household has a head: `new-head` changes it"), "");
	v[WG_PERSON_HOUSEHOLD_ID] = wg_int_value(f.id);
	v[WG_PERSON_RELATION] = wg_text_value(relation ? relation->code : f.head ? "other" : "head");
	v[WG_PERSON_NAME] = wg_text_value(name);
	v[WG_PERSON_NOTE] = wg_text_value(clean(c, "note", WG_CLEAN_LINE));
	v[WG_PERSON_SINCE] = wg_int_value(since);
	read_person(c, v);
	if ((err = warn_similar(c, v, e)) != WG_OK ||
	    (err = wg_row_insert(c->tx, WG_T_PERSON, v, &person, e)) != WG_OK ||
	    (err = add_care(c, person, since, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} is a member of the household of {2}"), "ss", name, f.name);
	return WG_OK;
}
