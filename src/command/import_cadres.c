#include <string.h>

#include "base/clock.h"
#include "base/map.h"
#include "command/exec.h"
#include "command/import_lives.h"
#include "command/import_mapping.h"
#include "command/import_under.h"
#include "text/date.h"
#include "text/key.h"
#include "text/number.h"
#include "text/phone.h"

/* A list of cadres: one row a worker, known again by name and telephone. */

#define FIELDS(X)                                                                                                      \
	X(SERIAL, "serial")                                                                                            \
	X(NAME, "name") X(KIND, "kind") X(UNIT, "unit") X(PHONE, "phone") X(SERVES, "serves") X(TAKES, "takes")        \
		X(BAND_LO, "band_lo") X(BAND_HI, "band_hi") X(UNTIL, "until") X(LIVES, "lives")                        \
			X(PART_TIME, "part_time") X(NOTE, "note")

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

static const char SQL_NAMED[] = "SELECT id, phone FROM worker WHERE name = $1 ORDER BY id";
static const char SQL_SERVES[] = "SELECT 1 FROM serves WHERE worker_id = $1 AND until IS NULL AND "
				 "(place_id = $2 OR area_id = $3) LIMIT 1";
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

struct list {
	struct wg_call *c;
	struct wg__file *f;
	struct wg_node under;   /* kind WG_NODE_OFFICE: not given */
	struct wg_map seen;     /* workers of the list */
	struct wg__names named; /* name and telephone to the row */
	int64_t n_new, n_takers, n_updated, n_unchanged;
	bool touched;
};

static const char *text(struct list *l, const struct wg__record *rec, int field, int how)
{
	return rec->at[field].flags & WG_CELL_ERROR ? "" : wg__clean(l->f, rec->at[field].text, how);
}

static void read_band(struct list *l, const struct wg__record *rec, int field, int64_t *out)
{
	const char *s = text(l, rec, field, WG_CLEAN_LINE);
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

static void read_kind(struct list *l, const struct wg__record *rec, struct cadre *k)
{
	const char *s = text(l, rec, F_KIND, WG_CLEAN_LINE);
	const struct wg_code *code = *s ? wg__code_of(l->f, "worker_kind", s) : NULL;
	static const char *const ways[] = {"半职", "兼职", "专职", "全职"};
	for (size_t i = 0; *s && !code && i < sizeof ways / sizeof *ways; i++) {
		if (strncmp(s, ways[i], strlen(ways[i])) == 0)
			code = wg__code_of(l->f, "worker_kind", s + strlen(ways[i]));
	}
	k->kind_said = code != NULL;
	k->part_time =
		strstr(s, "半职") || strstr(s, "兼职") || says_part_time(text(l, rec, F_PART_TIME, WG_CLEAN_LINE));
	if (*s && !code)
		wg__problem(l->f, WG_NOTE_WARNING, rec, F_KIND, s, N_("unknown kind of worker; taken as 驻守干部"), "");
	k->kind = code ? code : wg_code_find(wg_office_codes(l->c->office), "worker_kind", "resident_cadre");
}

/* False after a listed error: without a name there is no worker, and a band cannot end before it begins. */
static bool read_cadre(struct list *l, const struct wg__record *rec, struct cadre *k)
{
	char phone[WG_PHONE_TEXT];
	*k = (struct cadre){.name = text(l, rec, F_NAME, WG_CLEAN_NAME),
			    .phone = "",
			    .unit = text(l, rec, F_UNIT, WG_CLEAN_LINE),
			    .note = text(l, rec, F_NOTE, WG_CLEAN_NOTE)};
	const char *said = text(l, rec, F_PHONE, WG_CLEAN_LINE), *takes = text(l, rec, F_TAKES, WG_CLEAN_LINE);
	const char *until = text(l, rec, F_UNTIL, WG_CLEAN_LINE);
	if (!*k->name) {
		wg__problem(l->f, WG_NOTE_ERROR, rec, F_NAME, "", N_("no name"), "");
		return false;
	}
	enum wg_phone_fault fault = wg_phone_check(said, phone);
	if (fault == WG_PHONE_OK)
		k->phone = wg_arena_strdup(&l->f->arena, phone);
	else if (*said)
		wg__problem(l->f, WG_NOTE_WARNING, rec, F_PHONE, said, wg_phone_fault_text(fault), "");
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

/* The list may say a name and telephone once only. */
static bool is_twice(struct list *l, const struct wg__record *rec, const struct cadre *k)
{
	bool is_new;
	const char *key = wg_arena_printf(&l->f->arena, "%s\x1f%s", k->name, k->phone);
	int64_t *row = wg__names_put(&l->named, &l->f->arena, key, &is_new);
	if (is_new) {
		*row = (int64_t)rec->row + 1;
		return false;
	}
	wg__problem(l->f, WG_NOTE_WARNING, rec, F_NAME, k->name, N_("stands in row {1} already; the first is taken"),
		    "l", (long long)*row);
	return true;
}

/* The worker of this name and telephone. A telephone that one side does not know fits. */
static enum wg_err find_worker(struct list *l, const struct wg__record *rec, const struct cadre *k, int64_t *id,
			       struct wg_error *e)
{
	int64_t exact = 0, open = 0;
	int n_open = 0, n = 0;
	struct wg_stmt *st = wg_query(l->c->db, SQL_NAMED);
	wg_bind_text(st, 1, k->name);
	while (wg_step(st)) {
		const char *phone = wg_text(st, 1) ? wg_text(st, 1) : "";
		if (wg_map_get(&l->seen, wg_int(st, 0)))
			continue; /* two rows of one list are two people */
		n++;
		if (strcmp(phone, k->phone) == 0)
			exact = wg_int(st, 0);
		else if (!*phone || !*k->phone) {
			open = wg_int(st, 0);
			n_open++;
		}
	}
	*id = exact ? exact : n_open == 1 && n == 1 ? open : 0;
	if (!*id && n > 0)
		wg__problem(l->f, WG_NOTE_WARNING, rec, F_PHONE, k->phone,
			    N_("a worker {1} with another telephone is there; this one is taken as somebody else"), "s",
			    k->name);
	return wg_done(st, e);
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

static enum wg_err insert(struct list *l, const struct cadre *k, int64_t *id, struct wg_error *e)
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

static enum wg_err set(struct list *l, int64_t id, int col, const struct wg_value *old, struct wg_value v,
		       struct wg_error *e)
{
	if (wg_value_equal(old[col], v))
		return WG_OK;
	l->touched = true;
	return wg_row_set(l->c->tx, WG_T_WORKER, id, col, v, e);
}

/* Only what the list says. */
static enum wg_err update(struct list *l, const struct cadre *k, int64_t id, struct wg_error *e)
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
			err = set(l, id, cells[i].col, old, cells[i].v, e);
	}
	return err;
}

static enum wg_err serve(struct list *l, int64_t worker, const struct wg_node *node, struct wg_error *e)
{
	int64_t there = 0, id = 0;
	bool area = node->kind == WG_NODE_AREA;
	struct wg_stmt *st = wg_query(l->c->db, SQL_SERVES);
	wg_bind_int(st, 1, worker);
	wg_bind_int(st, area ? 3 : 2, node->id);
	enum wg_err err = wg_one_int(st, 0, &there, e);
	if (err != WG_OK || there)
		return err;
	struct wg_value v[WG_SERVES_COLUMNS] = {
		[WG_SERVES_WORKER_ID] = wg_int_value(worker),
		[WG_SERVES_SINCE] = wg_int_value(wg_day_of(wg_tx_at(l->c->tx))),
	};
	v[area ? WG_SERVES_AREA_ID : WG_SERVES_PLACE_ID] = wg_int_value(node->id);
	l->touched = true;
	return wg_row_insert(l->c->tx, WG_T_SERVES, v, &id, e);
}

/* A name where a worker serves: as it stands, else below --under. */
struct served {
	struct list *l;
	const struct wg__record *rec;
	int64_t worker;
	int n;
	enum wg_err err;
	struct wg_error *e;
};

static void serve_word(void *user, const char *word)
{
	struct served *s = user;
	struct list *l = s->l;
	struct wg_node node;
	const char *path;
	if (s->err != WG_OK)
		return;
	enum wg_err err = wg_node_find(l->c->office, word, &l->f->arena, &node, NULL);
	if (err == WG_ENOTFOUND)
		err = wg_node_find(l->c->office, wg_arena_printf(&l->f->arena, "%s社区", word), &l->f->arena, &node,
				   NULL);
	if (err == WG_EUSAGE && l->under.kind == WG_NODE_PLACE &&
	    wg_node_path(l->c->office, &l->under, "/", &l->f->arena, &path, NULL) == WG_OK) {
		/* Several places are called so: the one meant is --under itself, or below it. */
		const char *below = wg_arena_printf(&l->f->arena, "%s/%s", path, word);
		err = strcmp(l->under.name, word) == 0 ? WG_OK
						       : wg_node_find(l->c->office, below, &l->f->arena, &node, NULL);
		if (strcmp(l->under.name, word) == 0)
			node = l->under;
	}
	if (err == WG_OK && (node.kind == WG_NODE_PLACE || node.kind == WG_NODE_AREA)) {
		s->n++;
		s->err = serve(l, s->worker, &node, s->e);
	} else if (err == WG_ENOTFOUND || err == WG_EUSAGE || err == WG_OK) {
		wg__problem(l->f, WG_NOTE_WARNING, s->rec, F_SERVES, word,
			    err == WG_EUSAGE ? N_("more than one place is called so; say its path")
					     : N_("no such place in the office"),
			    "");
	} else {
		s->err = err;
	}
}

static enum wg_err write_serves(struct list *l, const struct wg__record *rec, int64_t worker, struct wg_error *e)
{
	struct served s = {.l = l, .rec = rec, .worker = worker, .e = e};
	const char *said = text(l, rec, F_SERVES, WG_CLEAN_LINE);
	struct wg_node node;
	/* A path has slashes, which also part words. */
	if (*said && strchr(said, '/') && wg_node_find(l->c->office, said, &l->f->arena, &node, NULL) == WG_OK)
		return serve(l, worker, &node, e);
	if (*said)
		wg__each_word(l->f, said, serve_word, &s);
	if (s.err == WG_OK && s.n == 0 && l->under.kind != WG_NODE_OFFICE)
		return serve(l, worker, &l->under, e);
	if (s.err == WG_OK && s.n == 0)
		wg__problem(l->f, WG_NOTE_ERROR, rec, F_SERVES, said,
			    N_("nobody says where this worker serves: name the place (--under)"), "");
	return s.err;
}

static enum wg_err find_home(struct list *l, const struct wg__record *rec, struct cadre *k, struct wg_error *e)
{
	struct wg__home home = {.name = k->name,
				.phone = k->phone,
				.address = text(l, rec, F_LIVES, WG_CLEAN_LINE),
				.under = &l->under};
	enum wg_err err = wg__find_home(l->f, rec, F_LIVES, &home, e);
	k->lives = home.door;
	k->person = home.person;
	return err;
}

static enum wg_err take(struct list *l, const struct wg__record *rec, struct wg_error *e)
{
	struct cadre k;
	int64_t id;
	if (!read_cadre(l, rec, &k) || is_twice(l, rec, &k))
		return WG_OK;
	enum wg_err err = find_worker(l, rec, &k, &id, e);
	bool known = id != 0;
	l->touched = false;
	if (err == WG_OK)
		err = find_home(l, rec, &k, e);
	if (err == WG_OK)
		err = known ? update(l, &k, id, e) : insert(l, &k, &id, e);
	if (err == WG_OK)
		err = write_serves(l, rec, id, e);
	l->n_updated += known && l->touched;
	l->n_unchanged += known && !l->touched;
	*wg_map_put(&l->seen, id, NULL) = 1;
	return err;
}

static enum wg_err show_missing(struct list *l, struct wg_error *e)
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

static bool is_no_row(const struct wg__record *rec)
{
	for (int i = 0; i < N_FIELDS; i++) {
		if (i != F_SERIAL && *rec->at[i].text)
			return false;
	}
	return true;
}

static enum wg_err import(struct list *l, struct wg_error *e)
{
	struct wg__record rec;
	size_t sheet = 0, row = 0;
	enum wg_err err = WG_OK;
	while (err == WG_OK && wg__file_next(l->f, &sheet, &row, &rec)) {
		if (!is_no_row(&rec))
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

/* --under; a sub-district or community that the office has not yet is made, so that cadres may come before rosters. */
static enum wg_err settle_under(struct list *l, struct wg_error *e)
{
	struct wg_call *c = l->c;
	struct wg__places p = {0};
	struct wg_error mine = {0};
	int64_t n_new[WG_LEVEL_ENTRANCE + 1] = {0};
	int place = -1;
	enum wg_err err = wg__arg_place(c, "under", &l->under, &mine);
	if (err != WG_ENOTFOUND) {
		if (err != WG_OK && e)
			*e = mine;
		return err;
	}
	if ((err = wg__places_open(&p, c, &l->f->arena, e)) == WG_OK)
		err = wg__under_path(&p, wg__arg(c, "under"), &place, e);
	if (err == WG_OK && p.at.at[place].level > WG_LEVEL_COMMUNITY) {
		if (e)
			*e = mine;
		err = WG_ENOTFOUND;
	}
	if (err == WG_OK) {
		wg__place_use(&p, place);
		if ((err = wg__places_order(&p, e)) == WG_OK && (err = wg__places_write(&p, n_new, e)) == WG_OK &&
		    (err = wg_tx_settle(c->tx, e)) == WG_OK)
			err = wg_node_get(c->office, WG_NODE_PLACE, p.at.at[place].id, c->a, &l->under, e);
		wg__note(c, WG_NOTE_INFO, N_("{1} is new"), "s", wg__arg(c, "under"));
	}
	wg__places_free(&p);
	return err;
}

enum wg_err wg__exec_import_cadres(struct wg_call *c, struct wg_error *e)
{
	struct wg__file f = {0};
	struct list l = {.c = c, .f = &f};
	enum wg_err err = wg__file_open(&f, c, "cadres", keys, N_FIELDS, e);
	if (err == WG_OK)
		err = settle_under(&l, e);
	if (err == WG_OK)
		err = import(&l, e);
	wg_map_free(&l.seen);
	wg__names_free(&l.named);
	wg__file_close(&f);
	return err;
}
