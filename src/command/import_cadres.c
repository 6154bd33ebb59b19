#include <string.h>

#include "command/exec.h"
#include "command/import_lives.h"
#include "command/import_mapping.h"
#include "command/import_workers.h"
#include "text/date.h"
#include "text/key.h"
#include "text/number.h"

/* A list of cadres: one row a worker, known again by name and telephone. */

#define FIELDS(X)                                                                                                      \
	X(SERIAL, "serial")                                                                                            \
	X(NAME, "name")                                                                                                \
	X(KIND, "kind") X(UNIT, "unit") X(PHONE, "phone") X(SERVES, "serves") X(TAKES, "takes") X(BAND_LO, "band_lo")  \
		X(BAND_HI, "band_hi") X(UNTIL, "until") X(LIVES, "lives") X(PART_TIME, "part_time") X(NOTE, "note")

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

static const char SQL_SERVING[] =
	"SELECT w.id, w.name, w.unit FROM worker w WHERE EXISTS (SELECT 1 FROM serves s JOIN place p "
	"ON p.id = s.place_id WHERE s.worker_id = w.id AND s.until IS NULL AND p.lo <= $2 AND "
	"p.hi >= $1) ORDER BY w.id";

/* A row as understood. Numbers are -1, texts "" where the list does not say. */
struct cadre {
	const char *name, *phone, *unit, *note;
	const struct wg_code *kind;
	bool kind_said, part_time, has_until;
	int takes;
	int64_t lo, hi, until;
	int64_t lives, person; /* 0 = not known */
};

static void read_band(struct wg__worker_list *l, const struct wg__record *rec, int field, int64_t *out)
{
	const char *s = wg__list_text(l, rec, field, WG_CLEAN_LINE);
	size_t n = strlen(s), tail = strlen("户");
	if (n > tail && memcmp(s + n - tail, "户", tail) == 0)
		s = wg_arena_strndup(&l->f->arena, s, n - tail);
	*out = -1;
	if (*s && (!wg_number_parse(s, out) || *out < 0 || *out > 10000)) {
		wg__problem(l->f, WG_NOTE_WARNING, rec, field, s, N_("not a number; left empty"), "");
		*out = -1;
	}
}

static bool says_part_time(const char *s)
{
	return strstr(s, "半职") || strstr(s, "兼职") || strstr(s, "兼任") || wg__yes_no(s) == 1;
}

static void read_kind(struct wg__worker_list *l, const struct wg__record *rec, struct cadre *k)
{
	const char *s = wg__list_text(l, rec, F_KIND, WG_CLEAN_LINE);
	const struct wg_code *code = *s ? wg__code_of(l->f, "worker_kind", s) : NULL;
	static const char *const ways[] = {"半职", "兼职", "专职", "全职"};
	for (size_t i = 0; *s && !code && i < sizeof ways / sizeof *ways; i++) {
		if (strncmp(s, ways[i], strlen(ways[i])) == 0)
			code = wg__code_of(l->f, "worker_kind", s + strlen(ways[i]));
	}
	k->kind_said = code != NULL;
	k->part_time = strstr(s, "半职") || strstr(s, "兼职") ||
		       says_part_time(wg__list_text(l, rec, F_PART_TIME, WG_CLEAN_LINE));
	if (*s && !code)
		wg__problem(l->f, WG_NOTE_WARNING, rec, F_KIND, s, N_("unknown kind of worker; taken as 驻守干部"), "");
	k->kind = code ? code : wg_code_find(wg_office_codes(l->c->office), "worker_kind", "resident_cadre");
}

/* False after a listed error: without a name there is no worker, and a band cannot end before it begins. */
static bool read_cadre(struct wg__worker_list *l, const struct wg__record *rec, struct cadre *k)
{
	*k = (struct cadre){.name = wg__list_text(l, rec, F_NAME, WG_CLEAN_NAME),
			    .phone = "",
			    .unit = wg__list_text(l, rec, F_UNIT, WG_CLEAN_LINE),
			    .note = wg__list_text(l, rec, F_NOTE, WG_CLEAN_NOTE)};
	const char *takes = wg__list_text(l, rec, F_TAKES, WG_CLEAN_LINE);
	const char *until = wg__list_text(l, rec, F_UNTIL, WG_CLEAN_LINE);
	if (!*k->name) {
		wg__problem(l->f, WG_NOTE_ERROR, rec, F_NAME, "", N_("no name"), "");
		return false;
	}
	k->phone = wg__list_phone(l, rec, F_PHONE);
	read_kind(l, rec, k);
	read_band(l, rec, F_BAND_LO, &k->lo);
	read_band(l, rec, F_BAND_HI, &k->hi);
	k->takes = *takes ? wg__yes_no(takes) : -1;
	if (*takes && k->takes < 0)
		wg__problem(l->f, WG_NOTE_WARNING, rec, F_TAKES, takes, N_("neither 是 nor 否; left empty"), "");
	k->has_until = *until && wg_date_parse(until, &k->until);
	if (*until && !k->has_until)
		wg__problem(l->f, WG_NOTE_WARNING, rec, F_UNTIL, until, N_("not a date; left empty"), "");
	if (k->lo >= 0 && k->hi >= 0 && k->lo > k->hi) {
		wg__problem(l->f, WG_NOTE_ERROR, rec, F_BAND_LO, rec->at[F_BAND_LO].text,
			    N_("{1}: the band ends at {2}, before it begins"), "sl", k->name, (long long)k->hi);
		return false;
	}
	return true;
}

static void default_band(const struct cadre *k, int64_t *lo, int64_t *hi)
{
	bool part = k->part_time && k->kind->part_hi > 0;
	int64_t kind_lo = part ? k->kind->part_lo : k->kind->band_lo,
		kind_hi = part ? k->kind->part_hi : k->kind->band_hi;
	*lo = k->lo >= 0 ? k->lo : k->hi >= 0 && kind_lo > k->hi ? k->hi : kind_lo;
	*hi = k->hi >= 0 ? k->hi : kind_hi < *lo ? *lo : kind_hi;
}

static struct wg_value text_or_null(const char *s)
{
	return wg_text_value(*s ? s : NULL);
}

static enum wg_err insert(struct wg__worker_list *l, const struct cadre *k, int64_t *id, struct wg_error *e)
{
	int64_t lo, hi;
	default_band(k, &lo, &hi);
	bool takes = k->takes >= 0 ? k->takes == 1 : hi > 0;
	/* Who takes households needs a band, also where the kind has none. */
	if (takes && hi == 0) {
		const struct wg_code *cadre =
			wg_code_find(wg_office_codes(l->c->office), "worker_kind", "resident_cadre");
		lo = cadre ? (k->part_time ? cadre->part_lo : cadre->band_lo) : 0;
		hi = cadre ? (k->part_time ? cadre->part_hi : cadre->band_hi) : 0;
	}
	struct wg_value v[WG_WORKER_COLUMNS] = {
		[WG_WORKER_NAME] = wg_text_value(k->name),
		[WG_WORKER_KIND] = wg_text_value(k->kind->code),
		[WG_WORKER_UNIT] = text_or_null(k->unit),
		[WG_WORKER_PHONE] = text_or_null(k->phone),
		[WG_WORKER_TAKES_HOUSEHOLDS] = wg_int_value(takes),
		[WG_WORKER_BAND_LO] = takes ? wg_int_value(lo) : (struct wg_value){0},
		[WG_WORKER_BAND_HI] = takes ? wg_int_value(hi) : (struct wg_value){0},
		[WG_WORKER_PERSON_ID] = wg_int_or_null(k->person, 0),
		[WG_WORKER_LIVES_ID] = wg_int_or_null(k->lives, 0),
		[WG_WORKER_UNTIL] = k->has_until ? wg_int_value(k->until) : (struct wg_value){0},
		[WG_WORKER_NOTE] = text_or_null(k->note),
	};
	l->n_new++;
	l->n_takers += takes;
	return wg_row_insert(l->c->tx, WG_T_WORKER, v, id, e);
}

/* Only what the list says. */
static enum wg_err update(struct wg__worker_list *l, const struct cadre *k, int64_t id, struct wg_error *e)
{
	struct wg_value old[WG_WORKER_COLUMNS];
	enum wg_err err = wg_row_get(l->c->db, WG_T_WORKER, id, old, &l->f->arena, e);
	const struct {
		bool said;
		int col;
		struct wg_value v;
	} cells[] = {
		{k->kind_said, WG_WORKER_KIND, wg_text_value(k->kind->code)},
		{*k->unit, WG_WORKER_UNIT, wg_text_value(k->unit)},
		{*k->phone, WG_WORKER_PHONE, wg_text_value(k->phone)},
		{k->takes >= 0, WG_WORKER_TAKES_HOUSEHOLDS, wg_int_value(k->takes == 1)},
		{k->lo >= 0, WG_WORKER_BAND_LO, wg_int_value(k->lo)},
		{k->hi >= 0, WG_WORKER_BAND_HI, wg_int_value(k->hi)},
		{k->has_until, WG_WORKER_UNTIL, wg_int_value(k->until)},
		{k->lives != 0, WG_WORKER_LIVES_ID, wg_int_value(k->lives)},
		{k->person != 0, WG_WORKER_PERSON_ID, wg_int_value(k->person)},
		{*k->note, WG_WORKER_NOTE, wg_text_value(k->note)},
	};
	for (size_t i = 0; err == WG_OK && i < sizeof cells / sizeof *cells; i++) {
		if (cells[i].said)
			err = wg__list_set(l, id, cells[i].col, old, cells[i].v, e);
	}
	return err;
}

static enum wg_err find_home(struct wg__worker_list *l, const struct wg__record *rec, struct cadre *k,
			     struct wg_error *e)
{
	struct wg__home home = {.name = k->name,
				.phone = k->phone,
				.address = wg__list_text(l, rec, F_LIVES, WG_CLEAN_LINE),
				.under = &l->under};
	enum wg_err err = wg__find_home(l->f, rec, F_LIVES, &home, e);
	k->lives = home.door;
	k->person = home.person;
	return err;
}

static enum wg_err take(struct wg__worker_list *l, const struct wg__record *rec, struct wg_error *e)
{
	struct cadre k;
	int64_t id;
	if (!read_cadre(l, rec, &k) || wg__list_twice(l, rec, F_NAME, k.name, k.phone))
		return WG_OK;
	enum wg_err err = wg__list_worker(l, rec, F_PHONE, k.name, k.phone, &id, e);
	bool known = id != 0;
	l->touched = false;
	if (err == WG_OK)
		err = find_home(l, rec, &k, e);
	if (err == WG_OK)
		err = known ? update(l, &k, id, e) : insert(l, &k, &id, e);
	if (err == WG_OK)
		err = wg__list_serves(l, rec, F_SERVES, id, e);
	wg__list_took(l, id, known);
	return err;
}

static enum wg_err show_missing(struct wg__worker_list *l, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"worker", N_("id"), WG_ROWS_ID, NULL},
		{"name", N_("Name"), WG_ROWS_TEXT, NULL},
		{"unit", N_("Unit"), WG_ROWS_TEXT, NULL},
	};
	struct wg_rows *t = NULL;
	struct wg_stmt *st = wg_query(l->c->db, SQL_SERVING);
	wg_bind_int(st, 1, l->under.lo);
	wg_bind_int(st, 2, l->under.hi);
	while (l->under.kind == WG_NODE_PLACE && wg_step(st)) {
		if (wg_map_get(&l->seen, wg_int(st, 0)))
			continue;
		if (!t)
			t = wg__table(l->c, "missing", N_("In the office, not in the file; kept"), columns, 3);
		struct wg_datum *d = wg__row(l->c, t);
		d[0] = wg__int(wg_int(st, 0));
		d[1] = wg__text(wg_arena_strdup(l->c->a, wg_text(st, 1)));
		d[2] = wg__text(wg_arena_strdup(l->c->a, wg_text(st, 2)));
	}
	if (t)
		wg__note(l->c, WG_NOTE_INFO, N_("{1} are in the office and not in this file; nothing was removed"), "l",
			 (long long)t->n);
	return wg_done(st, e);
}

static enum wg_err import(struct wg__worker_list *l, struct wg_error *e)
{
	struct wg__record rec;
	size_t sheet = 0, row = 0;
	enum wg_err err = WG_OK;
	while (err == WG_OK && wg__file_next(l->f, &sheet, &row, &rec)) {
		if (!wg__list_no_row(l->f, &rec, F_SERIAL))
			err = take(l, &rec, e);
	}
	if (err == WG_OK)
		err = show_missing(l, e);
	if (err != WG_OK)
		return err;
	wg__problems_end(l->f);
	size_t bad = l->f->counted[WG_NOTE_ERROR];
	if (bad > 0 && !wg__flag(l->c, "skip-bad"))
		return wg_fail(e, WG_EDATA,
			       N_("{1} rows cannot be taken; nothing was written. --skip-bad leaves them out"), "l",
			       (long long)bad);
	if (wg_tx_changes(l->c->tx) == 0)
		wg__say(l->c, N_("everything is already as in the file: {1} workers, nothing changed"), "l",
			(long long)l->n_unchanged);
	else
		wg__say(l->c, N_("{1} new workers, {2} of them take households; {3} updated, {4} unchanged"), "llll",
			(long long)l->n_new, (long long)l->n_takers, (long long)l->n_updated,
			(long long)l->n_unchanged);
	return wg__mapping_keep(l->f, e);
}

enum wg_err wg__exec_import_cadres(struct wg_call *c, struct wg_error *e)
{
	struct wg__file f = {0};
	struct wg__worker_list l = {.c = c, .f = &f};
	enum wg_err err = wg__file_open(&f, c, "cadres", keys, N_FIELDS, e);
	if (err == WG_OK)
		err = wg__list_under(&l, e);
	if (err == WG_OK)
		err = import(&l, e);
	wg__list_free(&l);
	wg__file_close(&f);
	return err;
}
