#include "wangge/worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/office.h"
#include "text/phone.h"

#define WORKER_COLUMNS                                                                                                 \
	"w.id, w.version, w.name, w.kind, w.unit, w.phone, w.takes_households, coalesce(w.band_lo, 0), "               \
	"coalesce(w.band_hi, 0), coalesce(w.share, w.band_hi, 0), w.person_id, w.lives_id, w.until, "                  \
	"(SELECT count(*) FROM household h WHERE h.contact_id = w.id AND h.status = 'here'), "                         \
	"(SELECT sum(weight) FROM household h WHERE h.contact_id = w.id AND h.status = 'here'), "                      \
	"(SELECT min(pos) FROM household h WHERE h.contact_id = w.id) AS first_pos FROM worker w "
#define WALK_ORDER " ORDER BY first_pos IS NULL, first_pos, w.id"

#define EVERYONE "WHERE $1 = 0 OR w.takes_households"
/* SQL: serving here, at a place above, or at one below; an area serves where its parts are. */
#define SERVING                                                                                                        \
	"WHERE ($1 = 0 OR w.takes_households) AND EXISTS (SELECT 1 FROM serves s "                                     \
	"LEFT JOIN area_part x ON x.area_id = s.area_id JOIN place p ON p.id = coalesce(s.place_id, x.place_id) "      \
	"WHERE s.worker_id = w.id AND s.until IS NULL AND p.lo <= $3 AND p.hi >= $2)"

static const char SQL_ALL[] = "SELECT " WORKER_COLUMNS EVERYONE WALK_ORDER;
static const char SQL_SERVING[] = "SELECT " WORKER_COLUMNS SERVING WALK_ORDER;
static const char SQL_N_ALL[] = "SELECT count(*) FROM worker w " EVERYONE;
static const char SQL_N_SERVING[] = "SELECT count(*) FROM worker w " SERVING;
static const char SQL_ONE[] = "SELECT " WORKER_COLUMNS "WHERE w.id = $1";
static const char SQL_NAMED[] = "SELECT id, phone, unit FROM worker WHERE name = $1 ORDER BY id";

const struct wg_rows_column wg_worker_columns[WG_WORKER_KEYS] = {
	{"id", N_("id"), WG_ROWS_ID, NULL},
	{"name", N_("name"), WG_ROWS_TEXT, NULL},
	{"kind", N_("kind"), WG_ROWS_CODE, "worker_kind"},
	{"unit", N_("unit"), WG_ROWS_TEXT, NULL},
	{"phone", N_("telephone"), WG_ROWS_TEXT, NULL},
	{"takes_households", N_("takes households"), WG_ROWS_YES, NULL},
	{"households", N_("households"), WG_ROWS_INT, NULL},
	{"sign", N_("band"), WG_ROWS_TEXT, NULL},
	{"band_lo", N_("from"), WG_ROWS_INT, NULL},
	{"band_hi", N_("to"), WG_ROWS_INT, NULL},
	{"load", N_("load"), WG_ROWS_INT, NULL},
	{"until", N_("until"), WG_ROWS_DATE, NULL},
};

struct wg_datum wg_worker_datum(const struct wg_worker *w, size_t column)
{
	char sign = wg_band_sign(w, w->count);
	const char *band = sign == '<' ? "<" : sign == '>' ? ">" : sign == '=' ? "=" : "";
	const char *const texts[WG_WORKER_KEYS] = {NULL, w->name, w->kind, w->unit, w->phone, NULL, NULL, band};
	const int64_t numbers[WG_WORKER_KEYS] = {w->id,    0, 0,     0,     0,       w->takes_households,
						 w->count, 0, w->lo, w->hi, w->load, w->until};
	bool zero_is_null = column == 8 || column == 9 || column == 11;
	if (texts[column])
		return (struct wg_datum){.null = !*texts[column], .s = *texts[column] ? texts[column] : NULL};
	return (struct wg_datum){.null = zero_is_null && numbers[column] == 0, .i = numbers[column]};
}

static struct wg_worker read_worker(const struct wg_office *office, struct wg_stmt *st, struct wg_arena *a)
{
	const char *kind = wg__text_or_empty(st, 3, a), *phone = wg__text_or_empty(st, 5, a);
	return (struct wg_worker){
		.id = wg_int(st, 0),
		.version = wg_int(st, 1),
		.name = wg__text_or_empty(st, 2, a),
		.kind = kind,
		.unit = wg__text_or_empty(st, 4, a),
		.phone = wg__show_worker_phone(office, a, kind, wg_int(st, 6), phone),
		.takes_households = wg_int(st, 6),
		.lo = (int)wg_int(st, 7),
		.hi = (int)wg_int(st, 8),
		.share = (int)wg_int(st, 9),
		.person_id = wg_int(st, 10),
		.lives_id = wg_int(st, 11),
		.until = wg_int(st, 12),
		.count = wg_int(st, 13),
		.load = wg_int(st, 14),
		.first_pos = wg_int(st, 15),
	};
}

static struct wg_stmt *serving(wg_office *office, const struct wg_node *node, bool takers, const char *everyone,
			       const char *here)
{
	bool all = node->kind == WG_NODE_OFFICE || node->kind == WG_NODE_UNCOVERED;
	struct wg_stmt *st = wg_query(office->db, all ? everyone : here);
	wg_bind_int(st, 1, takers);
	wg_bind_int(st, 2, node->lo);
	wg_bind_int(st, 3, node->hi);
	return st;
}

enum wg_err wg_worker_list(wg_office *office, const struct wg_node *node, bool takers, struct wg_arena *a,
			   struct wg_workers *out, struct wg_error *e)
{
	WG_VEC(struct wg_worker) all = {0};
	struct wg_stmt *st = serving(office, node, takers, SQL_ALL, SQL_SERVING);
	while (wg_step(st))
		WG_PUSH(&all, read_worker(office, st, a));
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		out->n = all.len;
		out->at = WG_NEW(a, struct wg_worker, all.len);
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_worker_count(wg_office *office, const struct wg_node *node, bool takers, int64_t *n, struct wg_error *e)
{
	return wg_one_int(serving(office, node, takers, SQL_N_ALL, SQL_N_SERVING), 0, n, e);
}

enum wg_err wg_worker_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_worker *out, struct wg_error *e)
{
	struct wg_worker w = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_ONE);
	wg_bind_int(st, 1, id);
	bool found = wg_step(st);
	if (found)
		w = read_worker(office, st, a);
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && !found)
		err = wg_fail(e, WG_ENOTFOUND, N_("this worker is no longer there"), "");
	if (err == WG_OK)
		*out = w;
	return err;
}

/* Does the telephone end as typed? An empty tail fits every number. */
static bool tail_fits(const char *phone, const char *tail)
{
	size_t n = phone ? strcspn(phone, "/") : 0, t = strlen(tail);
	return t <= n && strncmp(phone ? phone + n - t : "", tail, t) == 0;
}

enum wg_err wg_worker_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_worker *out,
			   struct wg_error *e)
{
	if (*text == '#')
		return wg_worker_get(office, wg__full_id(office, strtoll(text + 1, NULL, 10)), a, out, e);
	size_t n = strcspn(text, ":");
	const char *name = wg_arena_strndup(a, text, n), *tail = text[n] ? text + n + 1 : "";
	int64_t id = 0;
	int hits = 0;
	const char *list = "";
	struct wg_stmt *st = wg_query(office->db, SQL_NAMED);
	wg_bind_text(st, 1, name);
	while (wg_step(st)) {
		if (!tail_fits(wg_text(st, 1), tail))
			continue;
		char last[5] = "";
		wg_phone_tail(wg_text(st, 1) ? wg_text(st, 1) : "", last);
		list = wg_arena_printf(a, "%s%s%s:%s", list, hits ? ", " : "", name, last);
		id = wg_int(st, 0);
		hits++;
	}
	enum wg_err err = wg_done(st, e);
	if (err != WG_OK)
		return err;
	if (hits == 0)
		return wg_fail(e, WG_ENOTFOUND, N_("there is no worker {1}"), "s", text);
	if (hits > 1)
		return wg_fail(e, WG_EUSAGE, N_("{1} is the name of {2} workers: say {3}"), "sds", name, hits, list);
	return wg_worker_get(office, id, a, out, e);
}

char wg_band_sign(const struct wg_worker *worker, int64_t count)
{
	if (worker->hi <= 0)
		return ' ';
	return count < worker->lo ? '<' : count > worker->hi ? '>' : '=';
}
