#include "command/import_library.h"

#include <string.h>

#include "base/clock.h"
#include "command/exec.h"
#include "command/import_lives.h"
#include "command/import_mapping.h"
#include "text/key.h"
#include "text/number.h"
#include "text/slots.h"

/* A list of helpers: one row a worker, known again by name and telephone. What the list does not say stays as it is;
 * what was verified is never made less by a list. */

#define FIELDS(X)                                                                                                      \
	X(SERIAL, "serial")                                                                                            \
	X(NAME, "name")                                                                                                \
	X(KIND, "kind")                                                                                                \
	X(UNIT, "unit")                                                                                                \
	X(PHONE, "phone") X(SKILLS, "skills") X(LEVEL, "level") X(CERTIFICATES, "certificates")                        \
		X(CERT_UNTIL, "cert_until") X(SLOTS, "slots") X(LIMITS, "limits") X(CAP, "cap") X(SERVES, "serves")    \
			X(LIVES, "lives") X(QUANTITY, "quantity") X(NOTE, "note")

enum field {
#define FIELD(f, key) F_##f,
	FIELDS(FIELD)
#undef FIELD
		N_FIELDS
};

static const char *const keys[] = {
#define KEY(f, key) key,
	FIELDS(KEY)
#undef KEY
};

enum { NOTE_MAX = 2000 };

static void read_kind(struct wg__library *l, struct wg__library_row *r, const char *said)
{
	const struct wg_codes *codes = wg_office_codes(l->in.c->office);
	const struct wg_code *code = *said ? wg__code_of(l->in.f, "worker_kind", said) : NULL;
	r->kind_said = code != NULL;
	r->kind = code ? code : wg_code_find(codes, "worker_kind", "volunteer");
	if (!code && *said)
		r->resource = wg__code_of(l->in.f, "resource_kind", said);
	if (*said && !code && !r->resource)
		wg__library_unread(l, r, F_KIND, said, "worker_kind");
}

static void read_slots(struct wg__library *l, struct wg__library_row *r, const char *said)
{
	r->has_slots = *said && wg_slots_parse(said, &r->slots);
	if (*said && !r->has_slots)
		wg__library_unread(l, r, F_SLOTS, said, NULL);
}

static void read_cap(struct wg__library *l, struct wg__library_row *r, const char *said)
{
	if (*said && (!wg_number_parse(said, &r->cap) || r->cap < 1 || r->cap > WG__CAP_MAX)) {
		wg__problem(l->in.f, WG_NOTE_WARNING, r->rec, F_CAP, said, N_("not a number from 1 to {1}"), "d",
			    WG__CAP_MAX);
		r->cap = 0;
	}
}

/* False after a listed error: without a name there is no helper. */
static bool read_row(struct wg__library *l, const struct wg__record *rec, struct wg__library_row *r)
{
	const char *cell[N_FIELDS];
	for (int i = 0; i < N_FIELDS; i++)
		cell[i] = wg__list_text(&l->in, rec, i,
					i == F_NAME   ? WG_CLEAN_NAME
					: i == F_NOTE ? WG_CLEAN_NOTE
						      : WG_CLEAN_LINE);
	*r = (struct wg__library_row){.rec = rec, .name = cell[F_NAME], .unit = cell[F_UNIT], .limits = ""};
	if (!*r->name) {
		wg__problem(l->in.f, WG_NOTE_ERROR, rec, F_NAME, "", N_("no name"), "");
		return false;
	}
	r->phone = wg__list_phone(&l->in, rec, F_PHONE);
	read_kind(l, r, cell[F_KIND]);
	if (*cell[F_NOTE])
		WG_PUSH(&r->pieces, cell[F_NOTE]);
	wg__library_skills(l, r, F_SKILLS, cell[F_SKILLS], wg__library_level(l, cell[F_LEVEL]));
	wg__library_certs(l, r, F_CERTIFICATES, cell[F_CERTIFICATES], cell[F_CERT_UNTIL]);
	wg__library_limits(l, r, F_LIMITS, cell[F_LIMITS]);
	read_slots(l, r, cell[F_SLOTS]);
	read_cap(l, r, cell[F_CAP]);
	return true;
}

struct wg_value wg__library_note(struct wg__library *l, const struct wg__library_row *r, struct wg_value old)
{
	const char *note = old.type == WG_TEXT ? old.s : "";
	for (size_t i = 0; i < r->pieces.len; i++) {
		if (strstr(note, r->pieces.at[i]) || strlen(note) + strlen(r->pieces.at[i]) > NOTE_MAX)
			continue;
		note = wg_arena_printf(&l->in.f->arena, "%s%s%s", note, *note ? "；" : "", r->pieces.at[i]);
	}
	return wg_text_value(*note ? note : NULL);
}

static struct wg_value text_or_null(const char *s)
{
	return wg_text_value(*s ? s : NULL);
}

static enum wg_err insert(struct wg__library *l, const struct wg__library_row *r, int64_t *id, struct wg_error *e)
{
	struct wg_value v[WG_WORKER_COLUMNS] = {
		[WG_WORKER_NAME] = wg_text_value(r->name),
		[WG_WORKER_KIND] = wg_text_value(r->kind->code),
		[WG_WORKER_UNIT] = text_or_null(r->unit),
		[WG_WORKER_PHONE] = text_or_null(r->phone),
		[WG_WORKER_TAKES_HOUSEHOLDS] = wg_int_value(0),
		[WG_WORKER_PERSON_ID] = wg_int_or_null(r->person, 0),
		[WG_WORKER_LIVES_ID] = wg_int_or_null(r->lives, 0),
		[WG_WORKER_SLOTS] = r->has_slots ? wg_int_value(r->slots) : (struct wg_value){0},
		[WG_WORKER_LIMITS] = text_or_null(r->limits),
		[WG_WORKER_LOAD_CAP] = wg_int_or_null(r->cap, 0),
		[WG_WORKER_NOTE] = wg__library_note(l, r, (struct wg_value){0}),
	};
	l->in.n_new++;
	return wg_row_insert(l->in.c->tx, WG_T_WORKER, v, id, e);
}

/* Only what the list says. A cadre who is also in the library stays a cadre. */
static enum wg_err update(struct wg__library *l, const struct wg__library_row *r, int64_t id, struct wg_error *e)
{
	struct wg_value old[WG_WORKER_COLUMNS];
	enum wg_err err = wg_row_get(l->in.c->db, WG_T_WORKER, id, old, &l->in.f->arena, e);
	if (err != WG_OK)
		return err;
	const struct {
		bool said;
		int col;
		struct wg_value v;
	} cells[] = {
		{r->kind_said && !old[WG_WORKER_TAKES_HOUSEHOLDS].i, WG_WORKER_KIND, wg_text_value(r->kind->code)},
		{*r->unit, WG_WORKER_UNIT, wg_text_value(r->unit)},
		{*r->phone, WG_WORKER_PHONE, wg_text_value(r->phone)},
		{r->lives != 0, WG_WORKER_LIVES_ID, wg_int_value(r->lives)},
		{r->person != 0, WG_WORKER_PERSON_ID, wg_int_value(r->person)},
		{r->has_slots, WG_WORKER_SLOTS, wg_int_value(r->slots)},
		{*r->limits, WG_WORKER_LIMITS, wg_text_value(r->limits)},
		{r->cap > 0, WG_WORKER_LOAD_CAP, wg_int_value(r->cap)},
		{r->pieces.len > 0, WG_WORKER_NOTE, wg__library_note(l, r, old[WG_WORKER_NOTE])},
	};
	for (size_t i = 0; err == WG_OK && i < sizeof cells / sizeof *cells; i++) {
		if (cells[i].said)
			err = wg__list_set(&l->in, id, cells[i].col, old, cells[i].v, e);
	}
	return err;
}

/* Does a certificate of the row that is valid today cover the service? */
static bool is_certified(struct wg__library *l, const struct wg__library_row *r, const char *service)
{
	const struct wg_codes *codes = wg_office_codes(l->in.c->office);
	for (size_t i = 0; i < r->certs.len; i++) {
		const struct wg__cert *k = &r->certs.at[i];
		const struct wg_code *code = wg_code_find(codes, "certificate", k->certificate);
		if (!code || (k->has_until && k->until < wg_today()))
			continue;
		for (size_t s = 0; s < code->n_services; s++) {
			if (strcmp(code->services[s], service) == 0)
				return true;
		}
	}
	return false;
}

/* A skill that was verified, or is better than the list says without saying how good, stays as it is. */
static enum wg_err write_skill(struct wg__library *l, const struct wg__library_row *r, const struct wg__skill *s,
			       int64_t worker, struct wg_error *e)
{
	bool certified = is_certified(l, r, s->service);
	int level = certified ? 3 : s->level ? s->level : 1;
	struct wg__skill_row old;
	if (s->level == 3 && !certified) {
		wg__problem(l->in.f, WG_NOTE_WARNING, r->rec, F_SKILLS,
			    wg_office_code_name(l->in.c->office, "service", s->service),
			    N_("by profession, but no valid certificate is listed; taken as good at it"), "");
		level = 2;
	}
	enum wg_err err = wg__skill_find(l->in.c, worker, s->service, &old, e);
	if (err != WG_OK || (old.id && (old.verified || (!s->level && old.level > level))))
		return err;
	l->n_skills += !old.id;
	return wg__skill_write(l->in.c, worker, s->service, &old, level, false, &l->in.touched, e);
}

static enum wg_err write_cert(struct wg__library *l, const struct wg__cert *k, int64_t worker, struct wg_error *e)
{
	struct wg__cert_row old;
	enum wg_err err = wg__cert_find(l->in.c, worker, k->certificate, &old, e);
	if (err != WG_OK || (old.id && !k->has_until))
		return err;
	l->n_certs += !old.id;
	return wg__cert_write(l->in.c, worker, k, &old, &l->in.touched, e);
}

static enum wg_err find_home(struct wg__library *l, struct wg__library_row *r, struct wg_error *e)
{
	struct wg__home home = {.name = r->name,
				.phone = r->phone,
				.address = wg__list_text(&l->in, r->rec, F_LIVES, WG_CLEAN_LINE),
				.under = &l->in.under};
	enum wg_err err = wg__find_home(l->in.f, r->rec, F_LIVES, &home, e);
	r->lives = home.door;
	r->person = home.person;
	return err;
}

static enum wg_err take(struct wg__library *l, struct wg__library_row *r, struct wg_error *e)
{
	int64_t id = 0;
	enum wg_err err = wg__list_worker(&l->in, r->rec, F_PHONE, r->name, r->phone, &id, e);
	bool known = id != 0;
	l->in.touched = false;
	if (err == WG_OK)
		err = find_home(l, r, e);
	if (err == WG_OK)
		err = known ? update(l, r, id, e) : insert(l, r, &id, e);
	for (size_t i = 0; err == WG_OK && i < r->skills.len; i++)
		err = write_skill(l, r, &r->skills.at[i], id, e);
	for (size_t i = 0; err == WG_OK && i < r->certs.len; i++)
		err = write_cert(l, &r->certs.at[i], id, e);
	if (err == WG_OK)
		err = wg__list_serves(&l->in, r->rec, F_SERVES, id, e);
	wg__list_took(&l->in, id, known);
	return err;
}

static enum wg_err import(struct wg__library *l, struct wg_error *e)
{
	struct wg__record rec;
	size_t sheet = 0, row = 0;
	const struct wg__library_cells cells = {F_SERVES, F_QUANTITY};
	enum wg_err err = WG_OK;
	while (err == WG_OK && wg__file_next(l->in.f, &sheet, &row, &rec)) {
		struct wg__library_row r = {0};
		if (wg__list_no_row(l->in.f, &rec, F_SERIAL))
			continue;
		bool read = read_row(l, &rec, &r);
		if (read && r.resource)
			err = wg__library_resource(l, &r, r.resource, &cells, e);
		else if (read && !wg__list_twice(&l->in, &rec, F_NAME, r.name, r.phone))
			err = take(l, &r, e);
		wg__library_row_free(&r);
	}
	if (err != WG_OK)
		return err;
	wg__problems_end(l->in.f);
	size_t bad = l->in.f->counted[WG_NOTE_ERROR];
	if (bad > 0 && !wg__flag(l->in.c, "skip-bad"))
		return wg_fail(e, WG_EDATA,
			       N_("{1} rows cannot be taken; nothing was written. --skip-bad leaves them out"), "l",
			       (long long)bad);
	if (wg_tx_changes(l->in.c->tx) == 0)
		wg__say(l->in.c, N_("everything is already as in the file: {1} helpers, nothing changed"), "l",
			(long long)l->in.n_unchanged);
	else
		wg__say(l->in.c,
			N_("{1} new helpers, {2} updated, {3} unchanged; {4} skills and {5} certificates recorded"),
			"lllll", (long long)l->in.n_new, (long long)l->in.n_updated, (long long)l->in.n_unchanged,
			(long long)l->n_skills, (long long)l->n_certs);
	if (l->n_resources > 0)
		wg__note(l->in.c, WG_NOTE_INFO, N_("{1} rows are venues, goods or money: see resources"), "l",
			 (long long)l->n_resources);
	return wg__mapping_keep(l->in.f, e);
}

enum wg_err wg__exec_import_library(struct wg_call *c, struct wg_error *e)
{
	struct wg__file f = {0};
	struct wg__library l = {.in = {.c = c, .f = &f}};
	enum wg_err err = wg__file_open(&f, c, "library", keys, N_FIELDS, e);
	if (err == WG_OK)
		err = wg__list_under(&l.in, e);
	if (err == WG_OK)
		err = import(&l, e);
	wg__list_free(&l.in);
	wg__file_close(&f);
	return err;
}
