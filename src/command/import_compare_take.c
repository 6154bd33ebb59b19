#include "command/import_compare.h"

#include <string.h>

#include "command/contact.h"
#include "command/family.h"
#include "command/import_mapping.h"

/* What is done about one difference that is ticked: who leaves, who comes. */
struct taken {
	struct wg__difference *d;
	struct wg__family family; /* the former one; id 0 = none */
	int64_t household;        /* the one that arrives; 0 = none does */
	int64_t worker;           /* the contact of its door until now */
};

struct taking {
	struct wg__compare *m;
	struct taken *at;
	size_t n;
	int64_t day;
};

static bool arrives(const struct wg__difference *d)
{
	return d->kind == WG__DIFF_MOVED || d->kind == WG__DIFF_NEW || d->kind == WG__DIFF_REPLACED;
}

static bool departs(const struct wg__difference *d)
{
	return d->kind == WG__DIFF_REPLACED || d->kind == WG__DIFF_GONE || d->kind == WG__DIFF_EMPTY;
}

static const struct wg__difference *taken_of(const struct wg__compare *m, enum wg__difference_kind kind,
					     const struct wg__old_household *o)
{
	for (size_t i = 0; i < m->at.len; i++) {
		const struct wg__difference *d = &m->at.at[i];
		if (d->kind == kind && d->former == o && d->taken)
			return d;
	}
	return NULL;
}

static void refuse(struct wg__compare *m, const struct wg__difference *d, const char *msgid, const char *arg)
{
	const char *name = d->person ? d->person->name : d->was ? d->was->name : "";
	wg__note_at(m->c, WG_NOTE_REFUSAL, NULL, d - m->at.at + 1, wg__door_path(m->r->places, d->door), name, msgid,
		    "s", arg);
}

/* Nobody moves in with a family that is still there unless the roster has both. */
static void check_door(struct wg__compare *m, const struct wg__difference *d)
{
	for (const struct wg__old_household *o = m->r->places->doors.at[d->door].old; o && !m->r->shared; o = o->next) {
		if (o == d->former || strcmp(o->status, "here") != 0 || taken_of(m, WG__DIFF_MOVED, o) ||
		    taken_of(m, WG__DIFF_GONE, o) || taken_of(m, WG__DIFF_EMPTY, o) ||
		    taken_of(m, WG__DIFF_REPLACED, o))
			continue;
		const struct wg__old_person *head = wg__old_head(o);
		refuse(m, d, N_("{1} still lives there: take that change too, or --allow-shared"),
		       head ? head->name : "");
	}
}

static void check(struct wg__compare *m)
{
	for (size_t i = 0; i < m->at.len; i++) {
		const struct wg__difference *d = &m->at.at[i];
		if (!d->taken)
			continue;
		if (arrives(d))
			check_door(m, d);
		if (d->kind == WG__DIFF_LEFT && strcmp(d->was->relation, "head") == 0 &&
		    !taken_of(m, WG__DIFF_HEAD, d->former))
			refuse(m, d, N_("is the head: take the new head too"), "");
	}
}

/* Places and doors that are new, as far as somebody moves there. */
static enum wg_err make_doors(struct taking *t, struct wg_error *e)
{
	struct wg__places *places = t->m->r->places;
	enum wg_err err = WG_OK;
	for (size_t i = 0; i < places->at.len; i++)
		places->at.at[i].used = false;
	for (size_t i = 0; i < places->doors.len; i++)
		places->doors.at[i].used = false;
	for (size_t i = 0; i < t->n; i++) {
		if (arrives(t->at[i].d))
			wg__door_use(places, t->at[i].d->door);
	}
	if ((err = wg__places_order(places, e)) == WG_OK)
		err = wg__places_write(places, t->m->im.n.places, e);
	for (size_t i = 0; err == WG_OK && i < places->doors.len; i++)
		err = wg__import_door(&t->m->im, &places->doors.at[i], e);
	return err;
}

static enum wg_err add_person(struct taking *t, const struct wg__roster_person *p, int64_t household, int64_t *id,
			      struct wg_error *e)
{
	enum wg_err err = wg__import_person(&t->m->im, p, household, id, e);
	return err == WG_OK ? wg_row_set(t->m->c->tx, WG_T_PERSON, *id, WG_PERSON_SINCE, wg_int_value(t->day), e) : err;
}

/* Who comes is there, and who was the contact of each door is known, before anything of the old ones is written: undo
 * takes them the other way round. */
static enum wg_err arrive(struct taking *t, struct wg_error *e)
{
	struct wg__compare *m = t->m;
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < t->n; i++) {
		struct taken *x = &t->at[i];
		if (!arrives(x->d))
			continue;
		if (x->d->kind == WG__DIFF_MOVED)
			x->household = x->family.id;
		err = wg__former_contact(m->c, m->r->places->doors.at[x->d->door].id, x->household, &x->worker, e);
	}
	for (size_t i = 0; err == WG_OK && i < t->n; i++) {
		struct taken *x = &t->at[i];
		if (!arrives(x->d) || x->household)
			continue;
		err = wg__import_household(&m->im, x->d->household, &x->household, e);
		for (const struct wg__roster_person *p = x->d->household->persons; err == WG_OK && p; p = p->next) {
			int64_t person;
			err = add_person(t, p, x->household, &person, e);
		}
	}
	return err == WG_OK ? wg_tx_settle(m->c->tx, e) : err;
}

/* Who leaves has no contact any more; who comes gets that of the door where the band allows. A locked household takes
 * its contact along. */
static enum wg_err give(struct taking *t, struct wg_error *e)
{
	struct wg_call *c = t->m->c;
	struct wg_give *gives = WG_NEW(c->a, struct wg_give, 2 * t->n + 1);
	const struct wg_give_opts opts = {.reason = "nearby", .yield = true};
	size_t n = 0;
	int64_t changed;
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < t->n; i++) {
		struct taken *x = &t->at[i];
		if (!departs(x->d))
			continue;
		err = wg__household_unlock(c, &x->family, e);
		if (x->family.contact)
			gives[n++] = (struct wg_give){.household = x->family.id};
	}
	for (size_t i = 0; i < t->n; i++) {
		const struct taken *x = &t->at[i];
		bool moved = x->d->kind == WG__DIFF_MOVED;
		if (!x->household || (moved && x->family.locked))
			continue;
		const char *status = moved ? x->family.status : x->d->household->status;
		if (!*status || strcmp(status, "here") == 0)
			gives[n++] = (struct wg_give){x->household, x->worker};
	}
	return err == WG_OK && n > 0 ? wg__give(c, gives, n, &opts, &changed, e) : err;
}

static enum wg_err new_head(struct taking *t, struct taken *x, struct wg_error *e)
{
	const struct wg__difference *d = x->d;
	const struct wg__old_person *was = wg__old_head(d->former);
	const char *former = "other";
	int64_t person = d->person->old ? d->person->old->id : 0;
	struct wg__roster_person joining = *d->person;
	enum wg_err err = WG_OK;
	for (const struct wg__roster_person *p = d->household->persons; p; p = p->next) {
		if (was && p->old == was)
			former = p->relation;
	}
	joining.relation = "other";
	if (!person)
		err = add_person(t, &joining, x->family.id, &person, e);
	return err == WG_OK ? wg__head_becomes(t->m->c, &x->family, person, former, e) : err;
}

static enum wg_err change(struct taking *t, struct taken *x, struct wg_error *e)
{
	struct wg_call *c = t->m->c;
	const struct wg__difference *d = x->d;
	int64_t person;
	switch (d->kind) {
	case WG__DIFF_MOVED:
		return wg__household_move(c, &x->family, t->m->r->places->doors.at[d->door].id, t->day, e);
	case WG__DIFF_HEAD:
		return new_head(t, x, e);
	case WG__DIFF_PHONE:
		return wg_row_set(c->tx, WG_T_PERSON, d->was->id, WG_PERSON_PHONE, wg_text_value(d->person->phone), e);
	case WG__DIFF_JOINED:
		return add_person(t, d->person, d->former->id, &person, e);
	case WG__DIFF_LEFT:
		return wg__person_away(c, d->was->id, WG__MOVED, t->day, NULL, 0, e);
	case WG__DIFF_REPLACED:
	case WG__DIFF_GONE:
	case WG__DIFF_EMPTY:
		return wg__household_away(c, &x->family, t->day, NULL, 0, e);
	case WG__DIFF_NEW:
	case WG__DIFF_LOOK:
	case WG__DIFF_KINDS:
		break;
	}
	return WG_OK;
}

/* The number of people that was stated goes along with who joins and leaves, when the file says it. */
static enum wg_err state_people(struct taking *t, const struct taken *x, struct wg_error *e)
{
	const struct wg__difference *d = x->d;
	bool counts =
		d->kind == WG__DIFF_JOINED || d->kind == WG__DIFF_LEFT || (d->kind == WG__DIFF_HEAD && !d->person->old);
	if (!counts || t->m->r->own || d->household->people < 0)
		return WG_OK;
	return wg_row_set(t->m->c->tx, WG_T_HOUSEHOLD, d->former->id, WG_HOUSEHOLD_STATED_PEOPLE,
			  wg_int_value(d->household->people), e);
}

enum wg_err wg__compare_take(struct wg__compare *m, struct wg_error *e)
{
	struct taking t = {.m = m, .at = WG_NEW(m->c->a, struct taken, m->at.len + 1)};
	enum wg_err err = wg__arg_past(m->c, "date", &t.day, e);
	for (size_t i = 0; err == WG_OK && i < m->at.len; i++) {
		struct wg__difference *d = &m->at.at[i];
		if (!d->taken)
			continue;
		struct taken *x = &t.at[t.n++];
		x->d = d;
		if (d->former)
			err = wg__family_load(m->c, d->former->id, &x->family, e);
	}
	if (err != WG_OK || t.n == 0)
		return err;
	check(m);
	if ((err = make_doors(&t, e)) != WG_OK || (err = arrive(&t, e)) != WG_OK || (err = give(&t, e)) != WG_OK)
		return err;
	for (size_t i = 0; err == WG_OK && i < t.n; i++) {
		if ((err = change(&t, &t.at[i], e)) == WG_OK)
			err = state_people(&t, &t.at[i], e);
	}
	for (size_t i = 0; err == WG_OK && i < t.n; i++) {
		if (t.at[i].household)
			err = wg__say_contact(m->c, t.at[i].household, e);
	}
	return err == WG_OK ? wg__mapping_keep(m->r->f, e) : err;
}
