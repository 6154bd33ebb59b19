#include "command/import_compare.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/exec.h"
#include "command/family.h"

static const struct wg_rows_column difference_columns[] = {
	{"number", N_("No."), WG_ROWS_INT, NULL},
	{"kind", N_("Key"), WG_ROWS_TEXT, NULL},
	{"what", N_("What"), WG_ROWS_MSG, NULL},
	{"door", N_("Door"), WG_ROWS_TEXT, NULL},
	{"name", N_("Name"), WG_ROWS_TEXT, NULL},
	{"office", N_("In the office"), WG_ROWS_TEXT, NULL},
	{"file", N_("In the file"), WG_ROWS_TEXT, NULL},
	{"contact", N_("Contact of the door"), WG_ROWS_TEXT, NULL},
	{"suggestion", N_("Suggestion"), WG_ROWS_MSG, NULL},
	{"safe", N_("Safe"), WG_ROWS_YES, NULL},
	{"taken", N_("Taken"), WG_ROWS_YES, NULL},
	{"household", N_("id"), WG_ROWS_ID, NULL},
};

/* Without the compound when the whole file is of one. */
static const char *door_text(struct wg__compare *m, int door)
{
	const char *path = wg_arena_strdup(m->c->a, wg__door_path(m->r->places, door));
	const struct wg__place *base = m->r->base >= 0 ? &m->r->places->at.at[m->r->base] : NULL;
	size_t n = base && base->level == WG_LEVEL_COMPOUND ? strlen(base->name) : 0;
	return n > 0 && strncmp(path, base->name, n) == 0 && path[n] == '/' ? path + n + 1 : path;
}

static const char *names_of_old(struct wg__compare *m, const struct wg__old_household *o)
{
	const struct wg__old_person *head = wg__old_head(o);
	const char *names = head ? wg_arena_strdup(m->c->a, head->name) : "";
	for (const struct wg__old_person *p = o->persons; p; p = p->next) {
		if (p != head)
			names = wg_arena_printf(m->c->a, "%s%s%s", names, *names ? " " : "", p->name);
	}
	return names;
}

static const char *names_of_new(struct wg__compare *m, const struct wg__roster_household *h)
{
	const char *names = h->head ? wg_arena_strdup(m->c->a, h->head->name) : "";
	for (const struct wg__roster_person *p = h->persons; p; p = p->next) {
		if (p != h->head)
			names = wg_arena_printf(m->c->a, "%s%s%s", names, *names ? " " : "", p->name);
	}
	return names;
}

static const char *name_and_phone(struct wg__compare *m, const char *name, const char *phone)
{
	return phone && *phone ? wg_arena_printf(m->c->a, "%s %s", name, phone) : wg_arena_strdup(m->c->a, name);
}

/* What the office and the file say. */
static void say_sides(struct wg__compare *m, const struct wg__difference *d, const char **office, const char **file)
{
	const struct wg__old_person *head = d->former ? wg__old_head(d->former) : NULL;
	*office = *file = NULL;
	switch (d->kind) {
	case WG__DIFF_MOVED:
		*office = door_text(m, d->former->door);
		*file = door_text(m, d->door);
		break;
	case WG__DIFF_PHONE:
		*office = wg_arena_strdup(m->c->a, d->was->phone);
		*file = wg_arena_strdup(m->c->a, d->person->phone);
		break;
	case WG__DIFF_HEAD:
		*office = head ? wg_arena_strdup(m->c->a, head->name) : NULL;
		*file = name_and_phone(m, d->person->name, d->person->old ? NULL : d->person->phone);
		break;
	case WG__DIFF_JOINED:
		*file = name_and_phone(m, d->person->name, d->person->phone);
		break;
	case WG__DIFF_LEFT:
		*office = name_and_phone(m, d->was->name, d->was->phone);
		break;
	case WG__DIFF_LOOK:
		if (d->former)
			*office = wg_arena_printf(m->c->a, "%s %s", door_text(m, d->former->door), d->was->name);
		*file = names_of_new(m, d->household);
		break;
	case WG__DIFF_NEW:
	case WG__DIFF_REPLACED:
	case WG__DIFF_GONE:
	case WG__DIFF_EMPTY:
	case WG__DIFF_KINDS:
		*office = d->former ? names_of_old(m, d->former) : NULL;
		*file = d->household ? names_of_new(m, d->household) : NULL;
		break;
	}
}

static const char *name_of(struct wg__compare *m, const struct wg__difference *d)
{
	const struct wg__old_person *head = d->former ? wg__old_head(d->former) : NULL;
	const char *name = d->person ? d->person->name : d->was ? d->was->name : head ? head->name : "";
	return wg_arena_strdup(m->c->a, name);
}

/* Who would be the contact at a new door, where the band allows. */
static enum wg_err contact_of(struct wg__compare *m, const struct wg__difference *d, const char **name,
			      struct wg_error *e)
{
	struct wg_worker w;
	int64_t worker = 0, door = m->r->places->doors.at[d->door].id;
	bool comes = d->kind == WG__DIFF_MOVED || d->kind == WG__DIFF_NEW || d->kind == WG__DIFF_REPLACED;
	*name = NULL;
	if (!comes || !door)
		return WG_OK;
	enum wg_err err = wg__former_contact(m->c, door, d->kind == WG__DIFF_MOVED ? d->former->id : 0, &worker, e);
	if (err == WG_OK && worker && (err = wg_worker_get(m->c->office, worker, m->c->a, &w, e)) == WG_OK)
		*name = w.name;
	return err;
}

static enum wg_err show_differences(struct wg__compare *m, const struct wg_rows **rows, struct wg_error *e)
{
	struct wg_rows *t = wg__table(m->c, "differences", N_("Differences"), difference_columns,
				      sizeof difference_columns / sizeof *difference_columns);
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < m->at.len; i++) {
		const struct wg__difference *d = &m->at.at[i];
		const char *office, *file, *contact;
		if ((err = contact_of(m, d, &contact, e)) != WG_OK)
			break;
		say_sides(m, d, &office, &file);
		struct wg_datum *row = wg__row(m->c, t);
		row[0] = wg__int((int64_t)i + 1);
		row[1] = wg__text(wg__difference_words[d->kind].key);
		row[2] = wg__text(wg__difference_words[d->kind].name);
		row[3] = wg__text(door_text(m, d->door));
		row[4] = wg__text(name_of(m, d));
		row[5] = wg__text(office);
		row[6] = wg__text(file);
		row[7] = wg__text(contact);
		row[8] = wg__text(d->suggestion);
		row[9] = wg__int(wg__difference_is_safe(d->kind));
		row[10] = wg__int(0);
		row[11] = wg__int_or_null(d->former ? d->former->id : 0);
	}
	*rows = t;
	return err;
}

static void show_counts(struct wg__compare *m)
{
	static const struct wg_rows_column columns[] = {
		{"kind", N_("Key"), WG_ROWS_TEXT, NULL},
		{"what", N_("What"), WG_ROWS_MSG, NULL},
		{"count", N_("Number"), WG_ROWS_INT, NULL},
		{"taken", N_("Taken"), WG_ROWS_INT, NULL},
	};
	struct wg_rows *t = wg__table(m->c, "counts", N_("How many"), columns, 4);
	for (int kind = 0; kind < WG__DIFF_KINDS; kind++) {
		int64_t n = 0, taken = 0;
		for (size_t i = 0; i < m->at.len; i++) {
			n += (int)m->at.at[i].kind == kind;
			taken += (int)m->at.at[i].kind == kind && m->at.at[i].taken;
		}
		if (n == 0)
			continue;
		struct wg_datum *row = wg__row(m->c, t);
		row[0] = wg__text(wg__difference_words[kind].key);
		row[1] = wg__text(wg__difference_words[kind].name);
		row[2] = wg__int(n);
		row[3] = wg__int(taken);
	}
}

/* FNV-1a over all that is shown: two lists with the same word have the same numbers. */
static const char *state_of(struct wg__compare *m, const struct wg_rows *t)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < t->n * t->n_columns; i++) {
		char number[24];
		const struct wg_datum *d = &t->at[i];
		snprintf(number, sizeof number, "%" PRId64, d->i);
		for (const char *s = d->null ? "" : d->s ? d->s : number;; s++) {
			hash = (hash ^ (unsigned char)*s) * UINT64_C(1099511628211);
			if (!*s)
				break;
		}
	}
	return wg_arena_printf(m->c->a, "%016" PRIx64, hash);
}

static enum wg_err check_state(struct wg__compare *m, const struct wg_rows *t, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"state", N_("State"), WG_ROWS_TEXT, NULL},
		{"same", N_("Households without a difference"), WG_ROWS_INT, NULL},
		{"elsewhere", N_("Households in buildings that the file does not name"), WG_ROWS_INT, NULL},
	};
	const char *expected = wg__arg(m->c, "state"), *state = state_of(m, t);
	struct wg_rows *summary = wg__table(m->c, "comparison", N_("Comparison"), columns, 3);
	struct wg_datum *row = wg__row(m->c, summary);
	row[0] = wg__text(state);
	row[1] = wg__int(m->same);
	row[2] = wg__int(m->elsewhere);
	if (expected && strcmp(expected, state) != 0)
		return wg_fail(e, WG_ESTALE, N_("somebody has changed this meanwhile; look at it again"), "");
	return WG_OK;
}

static bool tick_kind(struct wg__compare *m, const char *word)
{
	bool known = strcmp(word, "safe") == 0;
	for (size_t i = 0; i < m->at.len; i++) {
		enum wg__difference_kind kind = m->at.at[i].kind;
		if (kind != WG__DIFF_LOOK &&
		    (known ? wg__difference_is_safe(kind) : strcmp(word, wg__difference_words[kind].key) == 0))
			m->at.at[i].taken = true;
	}
	for (int kind = 0; kind < WG__DIFF_LOOK; kind++)
		known = known || strcmp(word, wg__difference_words[kind].key) == 0;
	return known;
}

/* 7 or 7-12. */
static bool read_numbers(const char *word, size_t *first, size_t *last)
{
	char *end;
	if (!isdigit((unsigned char)*word))
		return false;
	*first = *last = strtoul(word, &end, 10);
	if (*end == '-' && isdigit((unsigned char)end[1]))
		*last = strtoul(end + 1, &end, 10);
	return !*end;
}

static enum wg_err tick(struct wg__compare *m, const char *word, struct wg_error *e)
{
	size_t first, last;
	if (!*word || tick_kind(m, word))
		return WG_OK;
	if (!read_numbers(word, &first, &last))
		return wg_fail(
			e, WG_EUSAGE,
			N_("--take {1}: say safe, moved, new, head, phone, joined, replaced, left, gone, empty, or "
			   "numbers such as 3 or 7-12"),
			"s", word);
	if (first < 1 || last < first || last > m->at.len)
		return wg_fail(e, WG_EUSAGE, N_("--take {1}: the list has the numbers 1 to {2}"), "sl", word,
			       (long long)m->at.len);
	for (size_t i = first; i <= last; i++) {
		if (m->at.at[i - 1].kind == WG__DIFF_LOOK)
			return wg_fail(e, WG_EREFUSED, N_("number {1} is to be looked at and done by hand"), "l",
				       (long long)i);
		m->at.at[i - 1].taken = true;
	}
	return WG_OK;
}

static enum wg_err tick_all(struct wg__compare *m, const struct wg_rows *t, size_t *n, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	*n = 0;
	for (size_t i = 0; err == WG_OK && i < m->c->args->n; i++) {
		if (strcmp(m->c->args->at[i].name, "take") == 0)
			err = tick(m, m->c->args->at[i].value, e);
	}
	for (size_t i = 0; i < m->at.len; i++) {
		t->at[i * t->n_columns + 10].i = m->at.at[i].taken;
		*n += m->at.at[i].taken;
	}
	return err;
}

/* A roster of a community that has one compound is that compound's, also when it does not name it. Of several, all are
 * read, so that who has moved from one to another is found. */
static enum wg_err know_compounds(struct wg__compare *m, struct wg_error *e)
{
	struct wg__places *p = m->r->places;
	int base = m->r->base, only = -1, n = 0;
	enum wg_err err = WG_OK;
	for (size_t i = 0, known = p->at.len; err == WG_OK && base >= 0 && i < known; i++) {
		const struct wg__place *place = &p->at.at[i];
		if (place->level != WG_LEVEL_COMPOUND ||
		    wg__place_above(p, (int)i, (enum wg_level)p->at.at[base].level) != base)
			continue;
		only = (int)i;
		n++;
		err = wg__places_load(p, (int)i, e);
	}
	if (n == 1)
		m->r->base = only;
	return err;
}

/* A roster that is taken for that of another place would double it. */
static void warn_strange(struct wg__compare *m)
{
	size_t strange = 0;
	for (size_t i = 0; i < m->at.len; i++)
		strange += m->at.at[i].kind == WG__DIFF_NEW || m->at.at[i].kind == WG__DIFF_MOVED;
	if (strange > 3 && strange * 2 > m->r->households.len)
		wg__note(m->c, WG_NOTE_WARNING,
			 N_("{1} of {2} households are not at the doors of the file: is it the right place (--under)?"),
			 "ll", (long long)strange, (long long)m->r->households.len);
}

static enum wg_err compare(struct wg__compare *m, struct wg_error *e)
{
	const struct wg_rows *rows;
	size_t n = 0;
	enum wg_err err = know_compounds(m, e);
	if (err == WG_OK)
		err = wg__roster_read(m->r, e);
	if (err == WG_OK)
		err = wg__roster_end(m->r, e);
	if (err != WG_OK)
		return err;
	if ((err = wg__compare_match(m, e)) != WG_OK)
		return err;
	wg__compare_find(m);
	warn_strange(m);
	if ((err = show_differences(m, &rows, e)) != WG_OK || (err = check_state(m, rows, e)) != WG_OK ||
	    (err = tick_all(m, rows, &n, e)) != WG_OK)
		return err;
	show_counts(m);
	if (m->elsewhere > 0)
		wg__note(m->c, WG_NOTE_INFO, N_("{1} households are in buildings that this file does not name"), "l",
			 (long long)m->elsewhere);
	if (m->at.len == 0)
		wg__say(m->c, N_("the file and the office agree: {1} households"), "l", (long long)m->same);
	else if (n == 0)
		wg__say(m->c, N_("{1} differences; nothing was changed, --take takes what is named"), "l",
			(long long)m->at.len);
	else
		wg__say(m->c, N_("{1} of {2} differences taken"), "ll", (long long)n, (long long)m->at.len);
	return wg__compare_take(m, e);
}

enum wg_err wg__exec_import_compare(struct wg_call *c, struct wg_error *e)
{
	struct wg__file f = {0};
	struct wg__places places = {0};
	struct wg__roster r = {.f = &f, .places = &places};
	struct wg__compare m = {.c = c, .r = &r, .im = {.c = c, .r = &r}};
	enum wg_err err = wg__roster_open(&r, c, e);
	if (err == WG_OK)
		err = compare(&m, e);
	wg__compare_free(&m);
	wg__names_free(&m.im.workers);
	wg__roster_free(&r);
	wg__places_free(&places);
	wg__file_close(&f);
	return err;
}
