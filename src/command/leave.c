#include <string.h>

#include "command/contact.h"
#include "command/door.h"
#include "command/exec.h"
#include "command/family.h"
#include "command/open_work.h"

static enum wg_err give_nobody(struct wg_call *c, const struct wg__family *f, struct wg_error *e)
{
	const struct wg_give give = {.household = f->id};
	const struct wg_give_opts opts = {0};
	int64_t changed;
	enum wg_err err = wg__household_unlock(c, f, e);
	return err == WG_OK && f->contact ? wg__give(c, &give, 1, &opts, &changed, e) : err;
}

/* Nobody is left, or those who are go too. */
static enum wg_err close_household(struct wg_call *c, const struct wg__family *f, int64_t day, const char *to,
				   struct wg_error *e)
{
	struct wg__family rest;
	enum wg_err err = give_nobody(c, f, e);
	if (err != WG_OK || (err = wg__family_load(c, f->id, &rest, e)) != WG_OK)
		return err;
	wg__note_at(c, WG_NOTE_INFO, NULL, 0, f->address, f->name, N_("the household has nobody left and is closed"),
		    "");
	return wg__household_away(c, &rest, day, to, 0, e);
}

enum wg_err wg__exec_dies(struct wg_call *c, struct wg_error *e)
{
	struct wg_person p;
	struct wg__family f;
	int64_t day = 0;
	bool ends = false;
	enum wg_err err = wg__arg_person(c, "person", &p, e);
	if (err != WG_OK || (err = wg__family_load(c, p.household_id, &f, e)) != WG_OK ||
	    (err = wg__arg_past(c, "date", &day, e)) != WG_OK)
		return err;
	if (p.gone)
		return wg_fail(e, WG_EREFUSED, N_("{1} is recorded as gone already"), "s", p.name);
	if ((err = wg__person_away(c, p.id, WG__DIED, day, NULL, 0, e)) != WG_OK ||
	    (err = wg__family_without(c, &f, &p.id, 1, &ends, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} has died; the record is kept"), "s", p.name);
	return ends ? close_household(c, &f, day, wg__arg(c, "to"), e) : WG_OK;
}

/* Registered here, but living elsewhere: neither in the band nor in the coverage. */
static enum wg_err live_elsewhere(struct wg_call *c, const struct wg__family *f, struct wg_error *e)
{
	const char *to = wg__arg(c, "to");
	enum wg_err err = give_nobody(c, f, e);
	if (err == WG_OK)
		err = wg_row_set(c->tx, WG_T_HOUSEHOLD, f->id, WG_HOUSEHOLD_GONE_TO, wg_text_value(to), e);
	if (err == WG_OK)
		err = wg_row_set(c->tx, WG_T_HOUSEHOLD, f->id, WG_HOUSEHOLD_STATUS, wg_text_value("elsewhere"), e);
	wg__say(c, N_("{1} lives elsewhere and stays registered at {2}"), "ss", f->name, f->address);
	return err;
}

static enum wg_err leave_all(struct wg_call *c, const struct wg__family *f, int64_t day, struct wg_error *e)
{
	if (wg__flag(c, "stays-registered"))
		return live_elsewhere(c, f, e);
	enum wg_err err = give_nobody(c, f, e);
	wg__say(c, N_("{1} has moved away from {2}; the record is kept"), "ss", f->name, f->address);
	return err == WG_OK ? wg__household_away(c, f, day, wg__arg(c, "to"), 0, e) : err;
}

static enum wg_err leave_some(struct wg_call *c, const struct wg__family *f, int64_t day, struct wg_error *e)
{
	int64_t *ids = WG_NEW(c->a, int64_t, c->args->n);
	size_t n = 0;
	bool ends = false;
	enum wg_err err = WG_OK;
	const char *names = "";
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		const struct wg_person *p;
		if (strcmp(c->args->at[i].name, "members") != 0)
			continue;
		if ((err = wg__family_member(c, f, c->args->at[i].value, &p, e)) == WG_OK && p) {
			ids[n++] = p->id;
			names = wg_arena_printf(c->a, "%s%s%s", names, *names ? " " : "", p->name);
		}
	}
	if (err != WG_OK || c->out->n_refusals > 0)
		return err;
	if ((err = wg__family_without(c, f, ids, n, &ends, e)) != WG_OK)
		return err;
	for (size_t i = 0; err == WG_OK && i < n; i++)
		if ((err = wg__person_away(c, ids[i], WG__MOVED, day, wg__arg(c, "to"), 0, e)) == WG_OK)
			err = wg__work_of_gone(c, ids[i], e);
	wg__say(c, N_("moved away: {1}; the records are kept"), "s", names);
	return err == WG_OK && ends ? close_household(c, f, day, wg__arg(c, "to"), e) : err;
}

enum wg_err wg__exec_leaves(struct wg_call *c, struct wg_error *e)
{
	struct wg__family f;
	int64_t day = 0;
	enum wg_err err = wg__arg_family(c, "household", &f, e);
	if (err != WG_OK || (err = wg__arg_past(c, "date", &day, e)) != WG_OK)
		return err;
	if (strcmp(f.status, "gone") == 0)
		return wg_fail(e, WG_EREFUSED, N_("{1} has left already"), "s", f.name);
	return wg__arg(c, "members") ? leave_some(c, &f, day, e) : leave_all(c, &f, day, e);
}

enum wg_err wg__exec_new_head(struct wg_call *c, struct wg_error *e)
{
	struct wg__family f;
	const struct wg_person *head = NULL;
	const struct wg_code *former = NULL;
	enum wg_err err = wg__arg_family(c, "household", &f, e);
	if (err != WG_OK || (err = wg__arg_code(c, "relation", "relation", &former, e)) != WG_OK ||
	    (err = wg__family_member(c, &f, wg__arg(c, "head"), &head, e)) != WG_OK || !head)
		return err;
	if (head->id == f.head)
		return wg_fail(e, WG_EREFUSED, N_("{1} is the head already"), "s", head->name);
	if (former && strcmp(former->code, "head") == 0)
		return wg_fail(e, WG_EUSAGE, N_("a household has one head"), "");
	if ((err = wg__head_becomes(c, &f, head->id, former ? former->code : "other", e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} is the head of the household at {2} now"), "ss", head->name, f.address);
	return WG_OK;
}

/* A person alone, into a household that is there. */
static enum wg_err return_person(struct wg_call *c, const struct wg_person *p, const struct wg__family *f, int64_t day,
				 struct wg_error *e)
{
	enum wg_err err = wg__person_back(c, p->id, day, e);
	if (err == WG_OK && f->head && strcmp(p->relation, "head") == 0)
		err = wg_row_set(c->tx, WG_T_PERSON, p->id, WG_PERSON_RELATION, wg_text_value("other"), e);
	if (err == WG_OK && f->stated >= 0)
		err = wg_row_set(c->tx, WG_T_HOUSEHOLD, f->id, WG_HOUSEHOLD_STATED_PEOPLE, wg_int_value(f->stated + 1),
				 e);
	wg__say(c, N_("{1} is back in the household of {2}"), "ss", p->name, f->name);
	return err;
}

static enum wg_err return_contact(struct wg_call *c, const struct wg__family *f, int64_t worker, struct wg_error *e)
{
	const struct wg_give give = {.household = f->id, .worker = worker};
	const struct wg_give_opts opts = {.reason = "nearby", .yield = true};
	int64_t changed;
	enum wg_err err = wg_tx_settle(c->tx, e);
	if (err == WG_OK && worker)
		err = wg__give(c, &give, 1, &opts, &changed, e);
	return err == WG_OK ? wg__say_contact(c, f->id, e) : err;
}

/* The household, to its door or to another, with those who left on the same day. */
static enum wg_err return_household(struct wg_call *c, const struct wg_person *p, const struct wg__family *f,
				    int64_t day, struct wg_error *e)
{
	int64_t door = f->door, others = 0, worker = 0;
	const char *address;
	bool was_gone = strcmp(f->status, "gone") == 0;
	enum wg_err err = wg__arg(c, "door") ? wg__arg_door(c, "door", &door, e) : WG_OK;
	if (err == WG_OK)
		err = wg__door_others(c, door, f->id, &others, e);
	if (err == WG_OK && !wg__flag(c, "no-contact"))
		err = wg__former_contact(c, door, f->id, &worker, e);
	if (err == WG_OK)
		err = wg_door_address(c->office, door, false, c->a, &address, e);
	if (err != WG_OK)
		return err;
	if (others > 0 && !wg__flag(c, "allow-shared"))
		wg__family_refuse(c, f, N_("somebody lives at {1} now: say another --door, or --allow-shared"),
				  address);
	err = wg__household_back(c, f, door, wg__flag(c, "alone") || !was_gone, e);
	if (err == WG_OK && p->gone)
		err = wg__person_back(c, p->id, day, e);
	wg__say(c, N_("{1} is back at {2}; the record is the same"), "ss", p->name, address);
	return err == WG_OK ? return_contact(c, f, worker, e) : err;
}

/* A household needs a head: who comes back alone is one when nobody else is. */
static enum wg_err settle_head(struct wg_call *c, int64_t household, int64_t person, struct wg_error *e)
{
	struct wg__family f;
	enum wg_err err = wg__family_load(c, household, &f, e);
	if (err == WG_OK && !f.head && f.members.n > 0)
		err = wg__head_becomes(c, &f, person, "other", e);
	return err;
}

enum wg_err wg__exec_returns(struct wg_call *c, struct wg_error *e)
{
	struct wg_person p;
	struct wg__family f;
	struct wg_value v[WG_PERSON_COLUMNS];
	int64_t day = 0;
	enum wg_err err = wg__arg_person(c, "person", &p, e);
	if (err != WG_OK || (err = wg__family_load(c, p.household_id, &f, e)) != WG_OK ||
	    (err = wg__arg_past(c, "date", &day, e)) != WG_OK ||
	    (err = wg_row_get(c->db, WG_T_PERSON, p.id, v, c->a, e)) != WG_OK)
		return err;
	const char *how = v[WG_PERSON_GONE_HOW].s ? v[WG_PERSON_GONE_HOW].s : "";
	bool here = strcmp(f.status, "here") == 0;
	if (here && !p.gone)
		return wg_fail(e, WG_EREFUSED, N_("{1} lives here already"), "s", p.name);
	if (strcmp(how, "died") == 0)
		return wg_fail(e, WG_EREFUSED, N_("{1} is recorded as dead: `undo` takes a mistake back"), "s", p.name);
	if (strcmp(how, "merged") == 0)
		return wg_fail(e, WG_EREFUSED, N_("{1} was recorded twice; the other record stands"), "s", p.name);
	if (f.into)
		return wg_fail(e, WG_EREFUSED, N_("the household was merged into another: `split` parts them again"),
			       "");
	err = here ? return_person(c, &p, &f, day, e) : return_household(c, &p, &f, day, e);
	return err == WG_OK ? settle_head(c, f.id, p.id, e) : err;
}
