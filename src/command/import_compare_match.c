#include "command/import_compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "text/key.h"

enum { TAIL = 4 };

/* One of those with the same name, or the same number. */
struct known_person {
	struct wg__old_household *household;
	struct wg__old_person *person;
	struct known_person *next;
};

struct wg__known {
	struct wg__names by_name, by_number, gone_by_name, gone_by_number;
};

static const char SQL_GONE[] =
	"SELECT id, name, birth, phone, id_no FROM person WHERE gone IS NOT NULL AND gone_how = 'moved' ORDER BY id";

enum likeness { OTHER, PERHAPS, SURELY };

const struct wg__old_person *wg__old_head(const struct wg__old_household *o)
{
	for (const struct wg__old_person *p = o->persons; p; p = p->next) {
		if (strcmp(p->relation, "head") == 0)
			return p;
	}
	return NULL;
}

static const char *text_of(const char *s)
{
	return s ? s : "";
}

/* -1 they differ, 0 one is not known, 1 the same year, 2 the same day. The first of a January is how a year alone is
 * kept. */
static int same_birth(const struct wg__roster_person *p, const struct wg__old_person *old)
{
	int y1, m1, d1, y2, m2, d2;
	if (!p->has_birth || !old->has_birth)
		return 0;
	wg_date_from_day(p->birth, &y1, &m1, &d1);
	wg_date_from_day(old->birth, &y2, &m2, &d2);
	if (y1 != y2)
		return -1;
	if (p->birth == old->birth)
		return m1 == 1 && d1 == 1 ? 1 : 2;
	return (m1 == 1 && d1 == 1) || (m2 == 1 && d2 == 1) ? 1 : -1;
}

/* The same for the last four digits of the telephone: -1, 0 or 1. */
static int same_tail(const char *a, const char *b)
{
	size_t n = strlen(a), k = strlen(b);
	if (n < TAIL || k < TAIL)
		return 0;
	return strcmp(a + n - TAIL, b + k - TAIL) == 0 ? 1 : -1;
}

/* By the number when both have one, else by name, birth and telephone. */
static enum likeness like(const struct wg__roster_person *p, const struct wg__old_person *old)
{
	const char *id = text_of(old->id_no);
	if (*p->id_no && *id)
		return strcmp(p->id_no, id) == 0 ? SURELY : OTHER;
	int birth = same_birth(p, old), tail = same_tail(p->phone, text_of(old->phone));
	if (birth < 0 || !wg_same_text(p->name, old->name))
		return OTHER;
	return birth == 2 || tail == 1 ? SURELY : PERHAPS;
}

/* Within one household a name is enough, unless the numbers differ. */
static bool is_member(const struct wg__roster_person *p, const struct wg__old_person *old)
{
	const char *id = text_of(old->id_no);
	if (*p->id_no && *id)
		return strcmp(p->id_no, id) == 0;
	return wg_same_text(p->name, old->name);
}

static void pair_people(struct wg__roster_household *h, struct wg__old_household *o)
{
	h->old = o;
	o->seen = true;
	for (struct wg__roster_person *p = h->persons; p; p = p->next) {
		for (struct wg__old_person *old = o->persons; old && !p->old; old = old->next) {
			if (old->seen || !is_member(p, old))
				continue;
			p->old = old;
			old->seen = true;
		}
	}
}

static bool same_head(const struct wg__roster_household *h, const struct wg__old_household *o)
{
	const struct wg__old_person *head = wg__old_head(o);
	return h->head && head && is_member(h->head, head);
}

static bool share_somebody(const struct wg__roster_household *h, const struct wg__old_household *o)
{
	for (const struct wg__roster_person *p = h->persons; p; p = p->next) {
		for (const struct wg__old_person *old = o->persons; old; old = old->next) {
			if (is_member(p, old))
				return true;
		}
	}
	return false;
}

static void match_door(struct wg__door *d)
{
	static bool (*const ways[])(const struct wg__roster_household *,
				    const struct wg__old_household *) = {same_head, share_somebody};
	for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
		for (struct wg__roster_household *h = d->first; h; h = h->next) {
			for (struct wg__old_household *o = d->old; o && !h->old; o = o->next) {
				if (!o->seen && ways[way](h, o))
					pair_people(h, o);
			}
		}
	}
}

static const char *folded(struct wg__compare *m, const char *name)
{
	struct wg_buf b;
	wg_buf_init(&b, 4096);
	wg_fold(&b, name, strlen(name));
	const char *key = b.len ? wg_arena_strndup(&m->r->f->arena, b.data, b.len) : "";
	wg_buf_free(&b);
	return key;
}

static void know(struct wg__compare *m, struct wg__names *names, const char *key, struct wg__old_household *o,
		 struct wg__old_person *p)
{
	struct wg_arena *a = &m->r->f->arena;
	struct known_person *k = WG_NEW(a, struct known_person, 1);
	int64_t *slot = wg__names_put(names, a, key, NULL);
	*k = (struct known_person){o, p, (struct known_person *)(intptr_t)*slot};
	*slot = (int64_t)(intptr_t)k;
}

static void know_all(struct wg__compare *m)
{
	const struct wg__places *places = m->r->places;
	for (size_t i = 0; i < places->doors.len; i++) {
		for (struct wg__old_household *o = places->doors.at[i].old; o; o = o->next) {
			for (struct wg__old_person *p = o->persons; p; p = p->next) {
				know(m, &m->known->by_name, folded(m, p->name), o, p);
				if (*text_of(p->id_no))
					know(m, &m->known->by_number, p->id_no, o, p);
			}
		}
	}
}

enum wg_err wg__compare_know_gone(struct wg__compare *m, struct wg_error *e)
{
	if (!m->known)
		m->known = WG_NEW(&m->r->f->arena, struct wg__known, 1);
	struct wg_arena *a = &m->r->f->arena;
	struct wg_stmt *st = wg_query(m->c->db, SQL_GONE);
	while (wg_step(st)) {
		struct wg__old_person *p = WG_NEW(a, struct wg__old_person, 1);
		*p = (struct wg__old_person){
			.id = wg_int(st, 0),
			.name = wg_arena_strdup(a, wg_text(st, 1)),
			.has_birth = !wg_is_null(st, 2),
			.birth = wg_int(st, 2),
			.phone = wg_arena_strdup(a, wg_text(st, 3)),
			.id_no = wg_arena_strdup(a, wg_text(st, 4)),
		};
		know(m, &m->known->gone_by_name, folded(m, p->name), NULL, p);
		if (*text_of(p->id_no))
			know(m, &m->known->gone_by_number, p->id_no, NULL, p);
	}
	return wg_done(st, e);
}

static const struct known_person *first_of(const struct wg__names *names, const char *key)
{
	const int64_t *slot = wg__names_get(names, key);
	return slot ? (const struct known_person *)(intptr_t)*slot : NULL;
}

bool wg__compare_sight(struct wg__compare *m, const struct wg__roster_person *p, struct wg__sighting *out)
{
	const struct known_person *by_number = *p->id_no ? first_of(&m->known->by_number, p->id_no) : NULL;
	enum likeness best = OTHER;
	int n = 0;
	*out = (struct wg__sighting){0};
	for (const struct known_person *k = by_number ? by_number : first_of(&m->known->by_name, folded(m, p->name)); k;
	     k = k->next) {
		enum likeness l = like(p, k->person);
		if (l == OTHER || l < best || (l == PERHAPS && k->household->seen))
			continue;
		n = l > best ? 1 : n + 1;
		best = l;
		*out = (struct wg__sighting){k->household, k->person, l == PERHAPS};
	}
	out->doubtful |= n > 1;
	return best != OTHER;
}

const struct wg__old_person *wg__compare_gone(struct wg__compare *m, const struct wg__roster_person *p)
{
	const struct known_person *k = *p->id_no ? first_of(&m->known->gone_by_number, p->id_no) : NULL;
	for (k = k ? k : first_of(&m->known->gone_by_name, folded(m, p->name)); k; k = k->next) {
		if (like(p, k->person) == SURELY)
			return k->person;
	}
	return NULL;
}

/* A family that has another door in the roster: the former head is among them, and nobody lives at the former door of
 * whom the roster says that it is the same family. */
static void match_elsewhere(struct wg__compare *m, struct wg__roster_household *h)
{
	for (const struct wg__roster_person *p = h->persons; p && !h->old; p = p->next) {
		struct wg__sighting s;
		if (!wg__compare_sight(m, p, &s) || s.doubtful || s.household->seen)
			continue;
		if (s.person == wg__old_head(s.household))
			pair_people(h, s.household);
	}
}

enum wg_err wg__compare_match(struct wg__compare *m, struct wg_error *e)
{
	struct wg__roster *r = m->r;
	for (size_t i = 0; i < r->places->doors.len; i++) {
		if (r->places->doors.at[i].first && r->places->doors.at[i].old)
			match_door(&r->places->doors.at[i]);
	}
	m->known = WG_NEW(&r->f->arena, struct wg__known, 1);
	know_all(m);
	for (size_t i = 0; i < r->households.len; i++) {
		if (!r->households.at[i]->old)
			match_elsewhere(m, r->households.at[i]);
	}
	return wg__compare_know_gone(m, e);
}

void wg__compare_free(struct wg__compare *m)
{
	if (m->known) {
		wg__names_free(&m->known->by_name);
		wg__names_free(&m->known->by_number);
		wg__names_free(&m->known->gone_by_name);
		wg__names_free(&m->known->gone_by_number);
	}
	WG_VEC_FREE(&m->at);
}
