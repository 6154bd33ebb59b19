#include <string.h>

#include "command/exec.h"
#include "command/import_compare.h"
#include "command/import_mapping.h"
#include "command/import_under.h"
#include "command/import_write.h"

static const char *const keys[] = {
#define WG__KEY(f, key) key,
	WG__HOUSEHOLD_FIELDS(WG__KEY)
#undef WG__KEY
};

/* Where the file belongs: --under, else what its title proposes, which somebody must agree to. */
static enum wg_err settle_base(struct wg__roster *r, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {{"under", N_("Place"), WG_ROWS_TEXT, NULL}};
	struct wg_call *c = r->f->c;
	const char *under = wg__arg(c, "under");
	r->base = -1;
	if (under && *under)
		return wg__under_path(r->places, under, &r->base, e);
	if (r->own)
		return WG_OK;
	const char *proposal = wg_arena_strdup(c->a, wg__under_propose(r->f));
	if (!*proposal)
		return wg_fail(e, WG_EUSAGE,
			       N_("the file does not say which community it is of: name the place (--under)"), "");
	struct wg_rows *t = wg__table(c, "proposal", N_("Proposed place"), columns, 1);
	wg__row(c, t)[0] = wg__text(proposal);
	if (!wg__flag(c, "yes"))
		return wg_fail(e, WG_EUSAGE, N_("the title proposes --under {1}: say so, or --yes"), "s", proposal);
	return wg__under_path(r->places, proposal, &r->base, e);
}

/* The first three households, as understood. */
static void show_sample(struct wg__roster *r)
{
	static const struct wg_rows_column columns[] = {
		{"door", N_("Door"), WG_ROWS_TEXT, NULL},         {"head", N_("Head"), WG_ROWS_TEXT, NULL},
		{"phone", N_("Telephone"), WG_ROWS_TEXT, NULL},   {"people", N_("People"), WG_ROWS_TEXT, NULL},
		{"origin", N_("Origin"), WG_ROWS_CODE, "origin"}, {"care", N_("Care"), WG_ROWS_TEXT, NULL},
		{"contact", N_("Contact"), WG_ROWS_TEXT, NULL},
	};
	struct wg_call *c = r->f->c;
	struct wg_rows *t = wg__table(c, "sample", N_("Understood as"), columns, 7);
	for (size_t i = 0; i < r->households.len && i < 3; i++) {
		const struct wg__roster_household *h = r->households.at[i];
		const char *people = "", *care = "";
		for (const struct wg__roster_person *p = h->persons; p; p = p->next) {
			people = wg_arena_printf(c->a, "%s%s%s", people, *people ? " " : "", p->name);
			care = wg_arena_printf(c->a, "%s%s", care, p->care + 1);
		}
		struct wg_datum *d = wg__row(c, t);
		d[0] = wg__text(wg_arena_strdup(c->a, wg__door_path(r->places, h->door)));
		d[1] = wg__text(h->head ? wg_arena_strdup(c->a, h->head->name) : NULL);
		d[2] = wg__text(h->head ? wg_arena_strdup(c->a, h->head->phone) : NULL);
		d[3] = wg__text(people);
		d[4] = wg__text(h->origin);
		d[5] = wg__text(care);
		d[6] = wg__text(wg_arena_strdup(c->a, h->contact));
	}
}

static void show_created(struct wg__import *im)
{
	static const struct wg_rows_column columns[] = {
		{"what", N_("What"), WG_ROWS_MSG, NULL},
		{"count", N_("Number"), WG_ROWS_INT, NULL},
	};
	const struct wg__import_counts *n = &im->n;
	const struct {
		const char *what;
		int64_t count;
	} lines[] = {
		{N_("new sub-districts"), n->places[WG_LEVEL_SUBDISTRICT]},
		{N_("new communities"), n->places[WG_LEVEL_COMMUNITY]},
		{N_("new compounds"), n->places[WG_LEVEL_COMPOUND]},
		{N_("new buildings"), n->places[WG_LEVEL_BUILDING]},
		{N_("new entrances"), n->places[WG_LEVEL_ENTRANCE]},
		{N_("new doors"), n->doors},
		{N_("of these, empty homes"), n->vacant},
		{N_("new households"), n->households},
		{N_("new residents"), n->persons},
		{N_("new care entries"), n->care},
		{N_("new contacts"), n->contacts},
		{N_("households updated"), n->updated},
		{N_("households unchanged"), n->unchanged},
	};
	struct wg_rows *t = wg__table(im->c, "created", N_("What the import does"), columns, 2);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		if (lines[i].count == 0)
			continue;
		struct wg_datum *d = wg__row(im->c, t);
		d[0] = wg__text(lines[i].what);
		d[1] = wg__int(lines[i].count);
	}
}

static const char *head_of(const struct wg__old_household *o)
{
	for (const struct wg__old_person *p = o->persons; p; p = p->next) {
		if (strcmp(p->relation, "head") == 0)
			return p->name;
	}
	return "";
}

/* Who is in the office and not in the roster: nothing is removed. Of buildings that the roster does not speak of, only
 * the number is said. */
static void show_missing(struct wg__roster *r)
{
	static const struct wg_rows_column columns[] = {
		{"household", N_("id"), WG_ROWS_ID, NULL},
		{"door", N_("Door"), WG_ROWS_TEXT, NULL},
		{"name", N_("Name"), WG_ROWS_TEXT, NULL},
		{"whole", N_("Whole household"), WG_ROWS_YES, NULL},
	};
	struct wg_call *c = r->f->c;
	struct wg_rows *t = NULL;
	int64_t elsewhere = 0, n = 0;
	for (size_t i = 0; i < r->places->doors.len; i++) {
		const struct wg__door *d = &r->places->doors.at[i];
		int building = wg__place_above(r->places, d->entrance, WG_LEVEL_BUILDING);
		for (const struct wg__old_household *o = d->old; o; o = o->next) {
			if (!o->seen && !r->places->at.at[building].used) {
				elsewhere++;
				continue;
			}
			for (const struct wg__old_person *p = o->persons; p; p = p->next) {
				bool head = strcmp(p->relation, "head") == 0;
				if (o->seen ? p->seen || !r->members : !head)
					continue;
				if (!t)
					t = wg__table(c, "missing", N_("In the office, not in the file; kept"), columns,
						      4);
				struct wg_datum *row = wg__row(c, t);
				row[0] = wg__int(o->id);
				row[1] = wg__text(wg_arena_strdup(c->a, wg__door_path(r->places, (int)i)));
				row[2] = wg__text(wg_arena_strdup(c->a, o->seen ? p->name : head_of(o)));
				row[3] = wg__int(!o->seen);
				n++;
			}
		}
	}
	if (n > 0)
		wg__note(c, WG_NOTE_INFO, N_("{1} are in the office and not in this file; nothing was removed"), "l",
			 (long long)n);
	if (elsewhere > 0)
		wg__note(c, WG_NOTE_INFO, N_("{1} households are in buildings that this file does not name"), "l",
			 (long long)elsewhere);
}

static void say(struct wg__import *im)
{
	const struct wg__import_counts *n = &im->n;
	if (wg_tx_changes(im->c->tx) == 0)
		wg__say(im->c, N_("everything is already as in the file: {1} households, nothing changed"), "l",
			(long long)n->unchanged);
	else
		wg__say(im->c, N_("{1} new households with {2} residents, {3} updated, {4} unchanged"), "llll",
			(long long)n->households, (long long)n->persons, (long long)n->updated,
			(long long)n->unchanged);
}

enum wg_err wg__roster_end(struct wg__roster *r, struct wg_error *e)
{
	size_t bad = r->f->counted[WG_NOTE_ERROR];
	wg__problems_end(r->f);
	if (bad > 0 && !wg__flag(r->f->c, "skip-bad"))
		return wg_fail(e, WG_EDATA,
			       N_("{1} rows cannot be taken; nothing was written. --skip-bad leaves them out"), "l",
			       (long long)bad);
	return WG_OK;
}

static void leave_out(struct wg__roster *r, struct wg__roster_household *h)
{
	struct wg__roster_household **at = &r->places->doors.at[h->door].first;
	while (*at && *at != h)
		at = &(*at)->next;
	if (*at)
		*at = h->next;
}

/* Who has moved away and comes back keeps the old record: the roster must not make a second one. */
static enum wg_err leave_out_returned(struct wg__roster *r, struct wg_error *e)
{
	struct wg__compare m = {.c = r->f->c, .r = r};
	enum wg_err err = wg__compare_know_gone(&m, e);
	for (size_t i = 0; err == WG_OK && i < r->households.len; i++) {
		struct wg__roster_household *h = r->households.at[i];
		if (h->old || !h->head || !wg__compare_gone(&m, h->head))
			continue;
		wg__note_at(r->f->c, WG_NOTE_ERROR, h->sheet->name, (int64_t)h->row + 1, NULL, h->head->name,
			    N_("{1}: had moved away: `returns` brings the record back"), "s",
			    wg__door_path(r->places, h->door));
		r->f->counted[WG_NOTE_ERROR]++;
		leave_out(r, h);
	}
	wg__compare_free(&m);
	return err;
}

static enum wg_err import(struct wg__roster *r, struct wg_error *e)
{
	struct wg_call *c = r->f->c;
	struct wg__import im = {.c = c, .r = r};
	enum wg_err err = wg__roster_read(r, e);
	if (err != WG_OK)
		return err;
	show_sample(r);
	wg__import_match(r);
	if ((err = leave_out_returned(r, e)) == WG_OK && (err = wg__places_order(r->places, e)) == WG_OK)
		err = wg__import_write(&im, e);
	wg__names_free(&im.workers);
	WG_VEC_FREE(&im.gives);
	if (err != WG_OK)
		return err;
	show_created(&im);
	show_missing(r);
	if (im.n.aged > 0)
		wg__note(c, WG_NOTE_INFO,
			 N_("{1} of the new residents are 80 or older and not called 高龄 in the file"), "l",
			 (long long)im.n.aged);
	if ((err = wg__roster_end(r, e)) != WG_OK)
		return err;
	say(&im);
	return wg__mapping_keep(r->f, e);
}

enum wg_err wg__roster_open(struct wg__roster *r, struct wg_call *c, struct wg_error *e)
{
	enum wg_err err = wg__file_open(r->f, c, "households", keys, WG__HOUSEHOLD_N, e);
	if (err == WG_OK)
		err = wg__places_open(r->places, c, &r->f->arena, e);
	if (err != WG_OK)
		return err;
	r->own = wg__is_own_export(r->f);
	r->shared = r->own || wg__flag(c, "allow-shared");
	return settle_base(r, e);
}

enum wg_err wg__exec_import_households(struct wg_call *c, struct wg_error *e)
{
	struct wg__file f = {0};
	struct wg__places places = {0};
	struct wg__roster r = {.f = &f, .places = &places};
	enum wg_err err = wg__roster_open(&r, c, e);
	if (err == WG_OK)
		err = import(&r, e);
	wg__roster_free(&r);
	wg__places_free(&places);
	wg__file_close(&f);
	return err;
}
