#include <string.h>

#include "command/contact.h"
#include "command/door.h"
#include "command/exec.h"
#include "command/family.h"

/* What can move or be taken apart is there, and not merged into another one. */
static bool is_there(struct wg_call *c, const struct wg__family *f)
{
	if (strcmp(f->status, "gone") != 0)
		return true;
	wg__family_refuse(c, f, N_("the household has left: `returns` brings it back"), "");
	return false;
}

static enum wg_err refuse_shared(struct wg_call *c, const struct wg__family *f, int64_t door, struct wg_error *e)
{
	int64_t others = 0;
	enum wg_err err = wg__door_others(c, door, f->id, &others, e);
	if (err == WG_OK && others > 0 && !wg__flag(c, "allow-shared"))
		wg__family_refuse(c, f, N_("a household lives at {1} already: --allow-shared adds another"),
				  wg__arg(c, "to"));
	return err;
}

/* A locked household keeps its contact, and so does one that is told to; else the new door's former contact takes it
 * where the rules allow. */
static enum wg_err move_contact(struct wg_call *c, const struct wg__family *f, int64_t door, struct wg_error *e)
{
	struct wg_give give = {.household = f->id};
	struct wg_give_opts opts = {.reason = "nearby", .yield = true};
	int64_t changed;
	enum wg_err err = WG_OK;
	if (f->locked || wg__flag(c, "keep-contact") || strcmp(f->status, "here") != 0)
		return WG_OK;
	if (!wg__flag(c, "no-contact"))
		err = wg__former_contact(c, door, f->id, &give.worker, e);
	if (err == WG_OK && give.worker != f->contact)
		err = wg__give(c, &give, 1, &opts, &changed, e);
	return err;
}

enum wg_err wg__exec_move(struct wg_call *c, struct wg_error *e)
{
	struct wg__family f;
	int64_t door = 0, day = 0;
	const char *to;
	enum wg_err err = wg__arg_family(c, "household", &f, e);
	if (err != WG_OK || (err = wg__arg_past(c, "date", &day, e)) != WG_OK ||
	    (err = wg__arg_door(c, "to", &door, e)) != WG_OK || !is_there(c, &f))
		return err;
	if (door == f.door)
		return wg_fail(e, WG_EREFUSED, N_("{1} lives there already"), "s", f.name);
	if ((err = refuse_shared(c, &f, door, e)) != WG_OK || (err = move_contact(c, &f, door, e)) != WG_OK ||
	    (err = wg__household_move(c, &f, door, day, e)) != WG_OK ||
	    (err = wg_door_address(c->office, door, false, c->a, &to, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} has moved inside the area: {2} to {3}"), "sss", f.name, f.address, to);
	return strcmp(f.status, "here") == 0 ? wg__say_contact(c, f.id, e) : WG_OK;
}

/* What a relation to the old head is to the new one, where that follows. */
static const char *relation_to(const char *head, const char *relation)
{
	static const struct {
		const char *head, *was, *is;
	} known[] = {
		{"son", "daughter_in_law", "spouse"},
		{"daughter", "son_in_law", "spouse"},
		{"son", "grandchild", "child"},
		{"daughter", "grandchild", "child"},
		{"spouse", "son", "son"},
		{"spouse", "daughter", "daughter"},
		{"spouse", "child", "child"},
		{"spouse", "head", "spouse"},
		{"head", "spouse", "spouse"},
		{"head", "son", "son"},
		{"head", "daughter", "daughter"},
		{"head", "child", "child"},
		{"head", "grandchild", "grandchild"},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(known[i].head, head) == 0 && strcmp(known[i].was, relation) == 0)
			return known[i].is;
	}
	return "other";
}

/* The members that go, each once; *n 0 after a refusal. */
static enum wg_err read_members(struct wg_call *c, const struct wg__family *f, const struct wg_person **out, size_t *n,
				struct wg_error *e)
{
	enum wg_err err = WG_OK;
	*n = 0;
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		const struct wg_person *p;
		bool twice = false;
		if (strcmp(c->args->at[i].name, "members") != 0)
			continue;
		err = wg__family_member(c, f, c->args->at[i].value, &p, e);
		for (size_t k = 0; err == WG_OK && k < *n; k++)
			twice = twice || out[k] == p;
		if (err == WG_OK && p && !twice)
			out[(*n)++] = p;
	}
	return err;
}

static enum wg_err new_head_of(struct wg_call *c, const struct wg__family *f, const struct wg_person **members,
			       size_t n, const struct wg_person **head, struct wg_error *e)
{
	const char *typed = wg__arg(c, "new-head");
	*head = members[0];
	if (!typed || !*typed)
		return WG_OK;
	enum wg_err err = wg__family_member(c, f, typed, head, e);
	for (size_t i = 0; err == WG_OK && *head && i < n; i++) {
		if (members[i] == *head)
			return WG_OK;
	}
	if (err == WG_OK && *head)
		wg__family_refuse(c, f, N_("{1} does not go along and cannot be the head of the new household"),
				  (*head)->name);
	return err;
}

/* Relatives of a worker may be in either part. */
static enum wg_err copy_recusals(struct wg_call *c, int64_t from, int64_t to, struct wg_error *e)
{
	int64_t ids[32], n = 0;
	enum wg_err err;
	struct wg_stmt *st =
		wg_query(c->db, "SELECT id FROM recusal WHERE household_id = $1 AND until IS NULL ORDER BY id");
	wg_bind_int(st, 1, from);
	while (n < 32 && wg_step(st))
		ids[n++] = wg_int(st, 0);
	err = wg_done(st, e);
	for (int64_t i = 0; err == WG_OK && i < n; i++) {
		struct wg_value v[WG_RECUSAL_COLUMNS];
		int64_t id = 0, known = 0;
		if ((err = wg_row_get(c->db, WG_T_RECUSAL, ids[i], v, c->a, e)) != WG_OK)
			break;
		st = wg_query(c->db,
			      "SELECT 1 FROM recusal WHERE household_id = $1 AND worker_id = $2 AND until IS NULL");
		wg_bind_int(st, 1, to);
		wg_bind_int(st, 2, v[WG_RECUSAL_WORKER_ID].i);
		if ((err = wg_one_int(st, 0, &known, e)) != WG_OK || known)
			continue;
		v[WG_RECUSAL_HOUSEHOLD_ID] = wg_int_value(to);
		err = wg_row_insert(c->tx, WG_T_RECUSAL, v, &id, e);
	}
	return err;
}

static enum wg_err insert_part(struct wg_call *c, const struct wg__family *f, int64_t door, int64_t *id,
			       struct wg_error *e)
{
	struct wg_value old[WG_HOUSEHOLD_COLUMNS];
	enum wg_err err = wg_row_get(c->db, WG_T_HOUSEHOLD, f->id, old, c->a, e);
	struct wg_value v[WG_HOUSEHOLD_COLUMNS] = {
		[WG_HOUSEHOLD_DOOR_ID] = wg_int_value(door),
		[WG_HOUSEHOLD_ORIGIN] = old[WG_HOUSEHOLD_ORIGIN],
		[WG_HOUSEHOLD_REGISTERED_IN] = old[WG_HOUSEHOLD_REGISTERED_IN],
		[WG_HOUSEHOLD_STATUS] = wg_text_value("here"),
		[WG_HOUSEHOLD_CONTACT_LOCKED] = wg_int_value(0),
		[WG_HOUSEHOLD_FROM_ID] = wg_int_value(f->id),
	};
	return err == WG_OK ? wg_row_insert(c->tx, WG_T_HOUSEHOLD, v, id, e) : err;
}

/* The new household is there before anything of the old one is written: undo takes them the other way round. */
static enum wg_err split_off(struct wg_call *c, const struct wg__family *f, const struct wg_person **members, size_t n,
			     const struct wg_person *head, int64_t door, struct wg_error *e)
{
	struct wg_give give = {0};
	struct wg_give_opts opts = {.reason = "nearby", .yield = true};
	int64_t *ids = WG_NEW(c->a, int64_t, n), day = 0, changed;
	bool ends = false;
	for (size_t i = 0; i < n; i++)
		ids[i] = members[i]->id;
	enum wg_err err = wg__arg_past(c, "date", &day, e);
	if (err != WG_OK || (err = insert_part(c, f, door, &give.household, e)) != WG_OK)
		return err;
	if (!wg__flag(c, "no-contact") && (err = wg__former_contact(c, door, give.household, &give.worker, e)) != WG_OK)
		return err;
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = wg__person_join(c, ids[i], give.household,
				      members[i] == head ? "head" : relation_to(head->relation, members[i]->relation),
				      day, e);
	if (err != WG_OK || (err = wg__family_without(c, f, ids, n, &ends, e)) != WG_OK ||
	    (err = copy_recusals(c, f->id, give.household, e)) != WG_OK)
		return err;
	if ((err = wg_tx_settle(c->tx, e)) == WG_OK && give.worker)
		err = wg__give(c, &give, 1, &opts, &changed, e);
	return err == WG_OK ? wg__say_contact(c, give.household, e) : err;
}

enum wg_err wg__exec_split(struct wg_call *c, struct wg_error *e)
{
	struct wg__family f;
	const struct wg_person *head = NULL;
	size_t n = 0;
	const char *address;
	enum wg_err err = wg__arg_family(c, "household", &f, e);
	if (err != WG_OK || !is_there(c, &f))
		return err;
	int64_t door = f.door;
	const struct wg_person **members = WG_NEW(c->a, const struct wg_person *, c->args->n);
	if ((err = read_members(c, &f, members, &n, e)) != WG_OK || n == 0)
		return err;
	if (n == f.members.n && f.stated <= (int64_t)n)
		return wg_fail(e, WG_EREFUSED, N_("all of them go: that is `move`, not `split`"), "");
	if (wg__arg(c, "to") && (err = wg__arg_door(c, "to", &door, e)) != WG_OK)
		return err;
	if ((door != f.door && (err = refuse_shared(c, &f, door, e)) != WG_OK) ||
	    (err = new_head_of(c, &f, members, n, &head, e)) != WG_OK || !head ||
	    (err = split_off(c, &f, members, n, head, door, e)) != WG_OK ||
	    (err = wg_door_address(c->office, door, false, c->a, &address, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} of {2} are a household of their own at {3}, head {4}"), "lsss", (long long)n, f.name,
		address, head->name);
	return WG_OK;
}

/* The head of the household that is taken in becomes --relation to the head of the other. */
static enum wg_err join_all(struct wg_call *c, const struct wg__family *from, const struct wg__family *into,
			    const struct wg_code *relation, int64_t day, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < from->members.n; i++) {
		const struct wg_person *p = &from->members.at[i];
		bool head = p->id == from->head;
		const char *is = head && relation ? relation->code : head ? (into->head ? "other" : "head") : "other";
		err = wg__person_join(c, p->id, into->id, is, day, e);
	}
	if (err == WG_OK && (from->stated > 0 || into->stated > 0)) {
		int64_t a = from->stated > 0 ? from->stated : (int64_t)from->members.n;
		int64_t b = into->stated > 0 ? into->stated : (int64_t)into->members.n;
		err = wg_row_set(c->tx, WG_T_HOUSEHOLD, into->id, WG_HOUSEHOLD_STATED_PEOPLE, wg_int_value(a + b), e);
	}
	return err;
}

/* The one that stays keeps its contact; when it has none it gets that of the other. */
static enum wg_err merge_contacts(struct wg_call *c, const struct wg__family *from, const struct wg__family *into,
				  struct wg_error *e)
{
	struct wg_give gives[] = {{from->id, 0}, {into->id, into->contact ? into->contact : from->contact}};
	struct wg_give_opts opts = {.reason = "adjust", .yield = true};
	int64_t changed;
	if (strcmp(into->status, "here") != 0)
		gives[1].worker = into->contact;
	return wg__give(c, gives, 2, &opts, &changed, e);
}

enum wg_err wg__exec_merge(struct wg_call *c, struct wg_error *e)
{
	struct wg__family from, into;
	const struct wg_code *relation = NULL;
	const struct wg_person *head = NULL;
	const char *typed = wg__arg(c, "head");
	int64_t day = 0;
	enum wg_err err = wg__arg_family(c, "household", &from, e);
	if (err != WG_OK || (err = wg__arg_family(c, "into", &into, e)) != WG_OK ||
	    (err = wg__arg_code(c, "relation", "relation", &relation, e)) != WG_OK ||
	    (err = wg__arg_past(c, "date", &day, e)) != WG_OK)
		return err;
	if (from.id == into.id)
		return wg_fail(e, WG_EUSAGE, N_("{1} is one household already"), "s", from.name);
	if (!is_there(c, &from) || !is_there(c, &into))
		return WG_OK;
	if ((err = wg__household_unlock(c, &from, e)) != WG_OK || (err = merge_contacts(c, &from, &into, e)) != WG_OK ||
	    (err = join_all(c, &from, &into, relation, day, e)) != WG_OK ||
	    (err = copy_recusals(c, from.id, into.id, e)) != WG_OK ||
	    (err = wg__household_away(c, &from, day, NULL, into.id, e)) != WG_OK)
		return err;
	if (typed && *typed) {
		if ((err = wg__family_load(c, into.id, &into, e)) != WG_OK ||
		    (err = wg__family_member(c, &into, typed, &head, e)) != WG_OK || !head ||
		    (err = wg__head_becomes(c, &into, head->id, "other", e)) != WG_OK)
			return err;
	}
	wg__say(c, N_("{1} ({2}) and {3} ({4}) are one household now"), "ssss", from.name, from.address, into.name,
		into.address);
	return wg__say_contact(c, into.id, e);
}

enum wg_err wg__exec_join(struct wg_call *c, struct wg_error *e)
{
	struct wg_person p;
	struct wg__family from, into;
	const struct wg_code *relation = NULL;
	int64_t day = 0, changed;
	bool ends = false;
	enum wg_err err = wg__arg_person(c, "person", &p, e);
	if (err != WG_OK || (err = wg__arg_family(c, "household", &into, e)) != WG_OK ||
	    (err = wg__family_load(c, p.household_id, &from, e)) != WG_OK ||
	    (err = wg__arg_code(c, "relation", "relation", &relation, e)) != WG_OK ||
	    (err = wg__arg_past(c, "date", &day, e)) != WG_OK)
		return err;
	if (from.id == into.id)
		return wg_fail(e, WG_EREFUSED, N_("{1} lives there already"), "s", p.name);
	if (p.gone)
		return wg_fail(e, WG_EREFUSED, N_("{1} has left: `returns` comes first"), "s", p.name);
	if (!is_there(c, &from) || !is_there(c, &into))
		return WG_OK;
	if (relation && strcmp(relation->code, "head") == 0 && into.head)
		wg__family_refuse(c, &into, N_("the household has a head: `new-head` changes it"), "");
	if ((err = wg__person_join(c, p.id, into.id,
				   relation    ? relation->code
				   : into.head ? "other"
					       : "head",
				   day, e)) != WG_OK ||
	    (err = wg__family_without(c, &from, &p.id, 1, &ends, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} belongs to the household of {2} now"), "ss", p.name, into.name);
	if (strcmp(into.status, "here") == 0 && (err = wg__say_contact(c, into.id, e)) != WG_OK)
		return err;
	if (!ends)
		return WG_OK;
	const struct wg_give give = {.household = from.id};
	const struct wg_give_opts opts = {.reason = "adjust"};
	if ((err = wg__household_unlock(c, &from, e)) != WG_OK ||
	    (err = wg__give(c, &give, 1, &opts, &changed, e)) != WG_OK ||
	    (err = wg__family_load(c, from.id, &from, e)) != WG_OK)
		return err;
	wg__note_at(c, WG_NOTE_INFO, NULL, 0, from.address, from.name,
		    N_("the household has nobody left and is closed"), "");
	return wg__household_away(c, &from, day, NULL, from.members.n ? 0 : into.id, e);
}
