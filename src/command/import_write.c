#include "command/import_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "text/date.h"
#include "text/key.h"

enum { AGED = 80 };

/* Householders of one door in roster and office: the same head, else the only one of both. */
static void match_door(struct wg__door *d)
{
	size_t n_old = 0, n_new = 0;
	for (struct wg__old_household *o = d->old; o; o = o->next)
		n_old++;
	for (struct wg__roster_household *h = d->first; h; h = h->next) {
		n_new++;
		for (struct wg__old_household *o = d->old; o && !h->old; o = o->next) {
			for (struct wg__old_person *p = o->persons; p && !o->seen; p = p->next) {
				if (h->head && strcmp(p->relation, "head") == 0 &&
				    wg_same_text(p->name, h->head->name)) {
					h->old = o;
					o->seen = true;
				}
			}
		}
	}
	if (n_old == 1 && n_new == 1 && !d->first->old) {
		d->first->old = d->old;
		d->old->seen = true;
	}
}

void wg__import_match(struct wg__roster *r)
{
	for (size_t i = 0; i < r->places->doors.len; i++) {
		if (r->places->doors.at[i].first && r->places->doors.at[i].old)
			match_door(&r->places->doors.at[i]);
	}
}

struct in_walk {
	int64_t pos;
	size_t i;
};

static int by_walk(const void *x, const void *y)
{
	const struct in_walk *a = x, *b = y;
	if (a->pos != b->pos)
		return a->pos < b->pos ? -1 : 1;
	return (a->i > b->i) - (a->i < b->i);
}

/* Sets a column of a row that exists and remembers that it did. */
static enum wg_err set(struct wg__import *im, enum wg_table_id t, int64_t id, int col, struct wg_value v,
		       struct wg_error *e)
{
	im->touched = true;
	return wg_row_set(im->c->tx, t, id, col, v, e);
}

/* The same for a text that the roster has and the office has not so. */
static enum wg_err set_text(struct wg__import *im, enum wg_table_id t, int64_t id, int col, const char *now,
			    const char *old, struct wg_error *e)
{
	if (!*now || (old && strcmp(now, old) == 0))
		return WG_OK;
	return set(im, t, id, col, wg_text_value(now), e);
}

static struct wg_value text_or_null(const char *s)
{
	return wg_text_value(s && *s ? s : NULL);
}

enum wg_err wg__import_door(struct wg__import *im, struct wg__door *d, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	if (!d->id && d->used) {
		struct wg_value v[WG_DOOR_COLUMNS] = {
			[WG_DOOR_ENTRANCE_ID] = wg_int_value(im->r->places->at.at[d->entrance].id),
			[WG_DOOR_ORD] = wg_int_value(d->ord),
			[WG_DOOR_FLOOR] = wg_int_value(d->floor),
			[WG_DOOR_ROOM] = wg_text_value(d->room),
			[WG_DOOR_LABEL] = text_or_null(d->label),
			[WG_DOOR_KIND] = wg_text_value(d->kind ? d->kind : "home"),
		};
		im->n.doors++;
		im->n.vacant += !d->first && strcmp(d->kind ? d->kind : "home", "home") == 0;
		return wg_row_insert(im->c->tx, WG_T_DOOR, v, &d->id, e);
	}
	if (!d->id)
		return WG_OK;
	if (d->ord != d->old_ord)
		err = wg_row_set(im->c->tx, WG_T_DOOR, d->id, WG_DOOR_ORD, wg_int_value(d->ord), e);
	if (err == WG_OK && d->used && d->floor != d->old_floor)
		err = wg_row_set(im->c->tx, WG_T_DOOR, d->id, WG_DOOR_FLOOR, wg_int_value(d->floor), e);
	if (err == WG_OK && d->used && d->kind)
		err = set_text(im, WG_T_DOOR, d->id, WG_DOOR_KIND, d->kind, d->old_kind, e);
	if (err == WG_OK && d->used && d->label)
		err = set_text(im, WG_T_DOOR, d->id, WG_DOOR_LABEL, d->label, d->old_label, e);
	return err;
}

static void add_code(void *user, const char *code)
{
	WG_VEC(const char *) *codes = user;
	WG_PUSH(codes, code);
}

/* Opens the care rows that the person has in the roster and not in the office. */
static enum wg_err write_care(struct wg__import *im, const char *now, const char *old, int64_t person,
			      struct wg_error *e)
{
	WG_VEC(const char *) codes = {0};
	enum wg_err err = WG_OK;
	wg__each_word(im->r->f, now, add_code, &codes);
	for (size_t i = 0; err == WG_OK && i < codes.len; i++) {
		if (old && strstr(old, wg_arena_printf(&im->r->f->arena, " %s ", codes.at[i])))
			continue;
		int64_t id = 0;
		struct wg_value v[WG_CARE_COLUMNS] = {
			[WG_CARE_PERSON_ID] = wg_int_value(person),
			[WG_CARE_CARE_GROUP] = wg_text_value(codes.at[i]),
		};
		im->n.care++;
		im->touched = true;
		err = wg_row_insert(im->c->tx, WG_T_CARE, v, &id, e);
	}
	WG_VEC_FREE(&codes);
	return err;
}

enum wg_err wg__import_person(struct wg__import *im, const struct wg__roster_person *p, int64_t household, int64_t *id,
			      struct wg_error *e)
{
	struct wg_value v[WG_PERSON_COLUMNS] = {
		[WG_PERSON_HOUSEHOLD_ID] = wg_int_value(household),
		[WG_PERSON_RELATION] = wg_text_value(p->relation),
		[WG_PERSON_NAME] = wg_text_value(p->name),
		[WG_PERSON_SEX] = wg_int_or_null(p->sex, 0),
		[WG_PERSON_BIRTH] = p->has_birth ? wg_int_value(p->birth) : (struct wg_value){0},
		[WG_PERSON_PHONE] = text_or_null(p->phone),
		[WG_PERSON_ID_NO] = text_or_null(p->id_no),
		[WG_PERSON_NOTE] = text_or_null(p->note),
	};
	im->n.persons++;
	im->n.aged += p->has_birth && !strstr(p->care, " aged ") &&
		      wg_age_on(p->birth, wg_day_of(wg_tx_at(im->c->tx))) >= AGED;
	im->touched = true;
	*id = 0;
	enum wg_err err = wg_row_insert(im->c->tx, WG_T_PERSON, v, id, e);
	return err == WG_OK ? write_care(im, p->care, NULL, *id, e) : err;
}

static enum wg_err update_person(struct wg__import *im, const struct wg__roster_person *p,
				 const struct wg__old_person *old, struct wg_error *e)
{
	bool better = strcmp(p->relation, "other") != 0;
	enum wg_err err = WG_OK;
	if (better)
		err = set_text(im, WG_T_PERSON, old->id, WG_PERSON_RELATION, p->relation, old->relation, e);
	if (err == WG_OK && p->sex && p->sex != old->sex)
		err = set(im, WG_T_PERSON, old->id, WG_PERSON_SEX, wg_int_value(p->sex), e);
	if (err == WG_OK && p->has_birth && (!old->has_birth || p->birth != old->birth))
		err = set(im, WG_T_PERSON, old->id, WG_PERSON_BIRTH, wg_int_value(p->birth), e);
	if (err == WG_OK)
		err = set_text(im, WG_T_PERSON, old->id, WG_PERSON_PHONE, p->phone, old->phone, e);
	if (err == WG_OK)
		err = set_text(im, WG_T_PERSON, old->id, WG_PERSON_ID_NO, p->id_no, old->id_no, e);
	if (err == WG_OK)
		err = set_text(im, WG_T_PERSON, old->id, WG_PERSON_NOTE, p->note, old->note, e);
	return err == WG_OK ? write_care(im, p->care, old->care, old->id, e) : err;
}

static bool is_same_person(const struct wg__roster_person *p, const struct wg__old_person *old)
{
	if (old->seen)
		return false;
	if (*p->id_no && old->id_no && strcmp(p->id_no, old->id_no) == 0)
		return true;
	return wg_same_text(p->name, old->name) && (!*p->id_no || !old->id_no || strcmp(p->id_no, old->id_no) == 0);
}

/* Another head behind a door that the office knows: nobody is removed, but somebody must look. */
static enum wg_err change_head(struct wg__import *im, const struct wg__roster_household *h, struct wg_error *e)
{
	for (struct wg__old_person *old = h->old->persons; old; old = old->next) {
		if (strcmp(old->relation, "head") != 0 || !h->head || is_same_person(h->head, old))
			continue;
		wg__note_at(im->c, WG_NOTE_WARNING, h->sheet->name, (int64_t)h->row + 1, NULL, h->head->name,
			    N_("{1}: the head was {2}, now {3}; both are kept"), "sss",
			    wg__door_path(im->r->places, h->door), old->name, h->head->name);
		enum wg_err err = set(im, WG_T_PERSON, old->id, WG_PERSON_RELATION, wg_text_value("other"), e);
		if (err != WG_OK)
			return err;
	}
	return WG_OK;
}

static enum wg_err write_persons(struct wg__import *im, const struct wg__roster_household *h, int64_t id,
				 struct wg_error *e)
{
	enum wg_err err = h->old ? change_head(im, h, e) : WG_OK;
	for (struct wg__roster_person *p = h->persons; err == WG_OK && p; p = p->next) {
		struct wg__old_person *old = h->old ? h->old->persons : NULL;
		while (old && !is_same_person(p, old))
			old = old->next;
		if (old)
			old->seen = true;
		int64_t person;
		err = old ? update_person(im, p, old, e) : wg__import_person(im, p, id, &person, e);
	}
	return err;
}

enum wg_err wg__import_household(struct wg__import *im, const struct wg__roster_household *h, int64_t *id,
				 struct wg_error *e)
{
	struct wg_value v[WG_HOUSEHOLD_COLUMNS] = {
		[WG_HOUSEHOLD_DOOR_ID] = wg_int_value(im->r->places->doors.at[h->door].id),
		[WG_HOUSEHOLD_ORIGIN] = text_or_null(h->origin),
		[WG_HOUSEHOLD_REGISTERED_IN] = text_or_null(h->registered_in),
		[WG_HOUSEHOLD_STATUS] = wg_text_value(*h->status ? h->status : "here"),
		[WG_HOUSEHOLD_STATED_PEOPLE] = im->r->own ? (struct wg_value){0} : wg_int_or_null(h->people, -1),
		[WG_HOUSEHOLD_CONTACT_LOCKED] = wg_int_value(h->locked == 1),
		[WG_HOUSEHOLD_ACCESS_NOTE] = text_or_null(h->note),
	};
	im->n.households++;
	*id = 0;
	return wg_row_insert(im->c->tx, WG_T_HOUSEHOLD, v, id, e);
}

/* 人口 and 权重 of wangge's own file follow from the rest: where they differ, it is said. */
static void compare_derived(struct wg__import *im, const struct wg__roster_household *h)
{
	const struct wg__old_household *o = h->old;
	if (h->people >= 0 && h->people != o->people)
		wg__problem(im->r->f, WG_NOTE_INFO, NULL, -1, wg__door_path(im->r->places, h->door),
			    N_("人口 is {1} in the file and {2} here; it is counted, not taken"), "ld",
			    (long long)h->people, o->people);
	if (h->weight > 0 && h->weight != o->weight)
		wg__problem(im->r->f, WG_NOTE_INFO, NULL, -1, wg__door_path(im->r->places, h->door),
			    N_("权重 is {1} in the file and {2} here; it is counted, not taken"), "ld",
			    (long long)h->weight, o->weight);
}

static enum wg_err update_household(struct wg__import *im, const struct wg__roster_household *h, struct wg_error *e)
{
	const struct wg__old_household *o = h->old;
	enum wg_err err = set_text(im, WG_T_HOUSEHOLD, o->id, WG_HOUSEHOLD_ORIGIN, h->origin, o->origin, e);
	if (err == WG_OK)
		err = set_text(im, WG_T_HOUSEHOLD, o->id, WG_HOUSEHOLD_REGISTERED_IN, h->registered_in,
			       o->registered_in, e);
	if (err == WG_OK)
		err = set_text(im, WG_T_HOUSEHOLD, o->id, WG_HOUSEHOLD_STATUS, h->status, o->status, e);
	if (err == WG_OK)
		err = set_text(im, WG_T_HOUSEHOLD, o->id, WG_HOUSEHOLD_ACCESS_NOTE, h->note, o->note, e);
	if (err == WG_OK && !im->r->own && h->people >= 0 && h->people != o->stated_people)
		err = set(im, WG_T_HOUSEHOLD, o->id, WG_HOUSEHOLD_STATED_PEOPLE, wg_int_value(h->people), e);
	if (err == WG_OK && h->locked >= 0 && h->locked != o->locked)
		err = set(im, WG_T_HOUSEHOLD, o->id, WG_HOUSEHOLD_CONTACT_LOCKED, wg_int_value(h->locked), e);
	if (im->r->own)
		compare_derived(im, h);
	return err;
}

static enum wg_err write_household(struct wg__import *im, struct wg__roster_household *h, struct wg_error *e)
{
	int64_t id = h->old ? h->old->id : 0;
	im->touched = false;
	enum wg_err err = h->old ? update_household(im, h, e) : wg__import_household(im, h, &id, e);
	if (err == WG_OK)
		err = write_persons(im, h, id, e);
	if (err == WG_OK)
		err = wg__import_contact(im, h, id, e);
	if (h->old) {
		im->n.updated += im->touched;
		im->n.unchanged += !im->touched;
	}
	return err;
}

enum wg_err wg__import_write(struct wg__import *im, struct wg_error *e)
{
	struct wg__places *p = im->r->places;
	struct in_walk *order = WG_NEW(p->a, struct in_walk, p->doors.len);
	enum wg_err err = wg__places_write(p, im->n.places, e);
	for (size_t i = 0; i < p->doors.len; i++)
		order[i] = (struct in_walk){p->doors.at[i].pos, i};
	if (p->doors.len > 1)
		qsort(order, p->doors.len, sizeof *order, by_walk);
	for (size_t i = 0; err == WG_OK && i < p->doors.len; i++) {
		struct wg__door *d = &p->doors.at[order[i].i];
		err = wg__import_door(im, d, e);
		for (struct wg__roster_household *h = d->first; err == WG_OK && h; h = h->next)
			err = write_household(im, h, e);
		if (err == WG_OK && i % 1024 == 0 && !wg__tick(im->c, 0.4 + 0.2 * (double)i / (double)p->doors.len))
			err = wg_fail(e, WG_ECANCELLED, N_("cancelled; nothing was changed"), "");
	}
	return err == WG_OK ? wg__import_contacts(im, e) : err;
}
