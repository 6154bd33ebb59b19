#include <string.h>

#include "base/clock.h"
#include "model/match.h"

/* SQL: each table for everybody, for those who have the skill $1, for the worker $1. $2: today. */
enum { EVERYBODY, SKILLED, ONE, WHOSE };
#define WHO(select, worker, rest)                                                                                      \
	{                                                                                                              \
		[EVERYBODY] = select " WHERE " rest,                                                                   \
		[SKILLED] = select " WHERE " worker                                                                    \
				   " IN (SELECT worker_id FROM worker_skill WHERE service = $1) AND " rest,            \
		[ONE] = select " WHERE " worker " = $1 AND " rest,                                                     \
	}

#define HELPER_COLUMNS                                                                                                 \
	"SELECT w.id, w.name, w.kind, w.phone, w.slots, w.limits, w.load_cap, h.id, coalesce(d.pos, h.pos), "          \
	"(SELECT max(x.until) FROM dispatch x WHERE x.worker_id = w.id), s.service, s.level, s.verified, "             \
	"w.takes_households FROM "
#define HOMES                                                                                                          \
	" LEFT JOIN person m ON m.id = w.person_id LEFT JOIN household h ON h.id = m.household_id "                    \
	"LEFT JOIN door d ON d.id = w.lives_id WHERE (w.until IS NULL OR w.until >= $2) AND "                          \
	"(m.gone_how IS NULL OR m.gone_how <> 'died')"
static const char *const SQL_HELPERS[WHOSE] = {
	[EVERYBODY] = HELPER_COLUMNS "worker_skill s JOIN worker w ON w.id = s.worker_id" HOMES,
	[SKILLED] = HELPER_COLUMNS "worker_skill s JOIN worker w ON w.id = s.worker_id" HOMES " AND s.service = $1",
	[ONE] = HELPER_COLUMNS "worker w LEFT JOIN worker_skill s ON s.worker_id = w.id" HOMES " AND w.id = $1",
};
static const char *const SQL_CERTS[WHOSE] = WHO("SELECT c.worker_id, c.certificate, c.until FROM worker_cert c",
						"c.worker_id", "(c.until IS NULL OR c.until >= $2)");
static const char *const SQL_SERVES[WHOSE] =
	WHO("SELECT s.worker_id, p.lo, p.hi, p.level FROM serves s LEFT JOIN area_part x ON x.area_id = s.area_id "
	    "JOIN place p ON p.id = coalesce(s.place_id, x.place_id)",
	    "s.worker_id", "s.until IS NULL");
static const char *const SQL_BUSY[WHOSE] =
	WHO("SELECT x.worker_id, x.begins, x.ends FROM dispatch x", "x.worker_id", "x.until IS NULL");
static const char *const SQL_AWAY[WHOSE] = WHO("SELECT k.worker_id, k.since, k.until FROM cover k", "k.worker_id",
					       "(k.until IS NULL OR (k.until >= $2 AND k.until >= k.since))");
static const char SQL_COMMUNITIES[] = "SELECT id, lo, hi, name FROM place WHERE level = 2 ORDER BY lo";

static unsigned limits_of(const char *codes)
{
	static const char *const names[] = {"no_stairs", "phone_only", "women_only", "men_only"};
	unsigned limits = 0;
	for (const char *s = codes ? codes : ""; *s;) {
		size_t n = strcspn(s, " ");
		for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
			limits |= (unsigned)(strlen(names[i]) == n && strncmp(s, names[i], n) == 0) << i;
		s += n + strspn(s + n, " ");
	}
	return limits;
}

/* Rows of one service come together: the last code found is looked at first. */
static const struct wg_code *code_of(const struct wg__pool *p, const char *list, const char *code,
				     const struct wg_code *last)
{
	const struct wg_codes *codes = p->office->codes;
	if (last && strcmp(last->code, code) == 0)
		return last;
	for (size_t i = 0; i < codes->n_code; i++) {
		if (strcmp(codes->code[i].code, code) == 0 && strcmp(codes->code[i].list, list) == 0)
			return &codes->code[i];
	}
	return NULL;
}

static struct wg__candidate *helper_of(struct wg__pool *p, int64_t worker, int pass)
{
	const int64_t *at = wg_map_get(&p->by_id, worker);
	return at && p->helper.at[*at].pass == pass ? &p->helper.at[*at] : NULL;
}

static void add_helper(struct wg__pool *p, struct wg_stmt *st, int pass)
{
	bool has_slots = !wg_is_null(st, 4), has_cap = !wg_is_null(st, 6);
	WG_PUSH(&p->helper, (struct wg__candidate){
				    .id = wg_int(st, 0),
				    .name = wg__text_or_empty(st, 1, p->a),
				    .kind = wg__text_or_empty(st, 2, p->a),
				    .phone = wg__text_or_empty(st, 3, p->a),
				    .slots = has_slots ? wg_int(st, 4) : -1,
				    .limits = limits_of(wg_text(st, 5)),
				    .cap = has_cap ? (int)wg_int(st, 6) : p->office->codes->match.load_cap,
				    .household = wg_int(st, 7),
				    .pos = wg_int(st, 8),
				    .last = wg_int(st, 9),
				    .takes_households = wg_int(st, 13) != 0,
				    .pass = pass,
				    .skill = -1,
				    .cert = -1,
				    .serves = -1,
				    .busy = -1,
				    .away = -1,
			    });
}

static enum wg_err read_helpers(struct wg__pool *p, struct wg_stmt *st, int pass, struct wg_error *e)
{
	const struct wg_code *service = NULL;
	while (wg_step(st)) {
		bool is_new;
		int64_t *at = wg_map_put(&p->by_id, wg_int(st, 0), &is_new);
		if (is_new) {
			*at = (int64_t)p->helper.len;
			add_helper(p, st, pass);
		}
		service = wg_is_null(st, 10) ? NULL : code_of(p, "service", wg_text(st, 10), service);
		struct wg__candidate *h = &p->helper.at[*at];
		if (!service)
			continue;
		WG_PUSH(&p->skill, (struct wg__skill){service, (int)wg_int(st, 11), h->skill, wg_int(st, 12) != 0});
		h->skill = (int)p->skill.len - 1;
	}
	return wg_done(st, e);
}

static enum wg_err read_certs(struct wg__pool *p, struct wg_stmt *st, int pass, struct wg_error *e)
{
	while (wg_step(st)) {
		struct wg__candidate *h = helper_of(p, wg_int(st, 0), pass);
		const struct wg_code *c = h ? code_of(p, "certificate", wg_text(st, 1), NULL) : NULL;
		if (!c)
			continue;
		WG_PUSH(&p->cert, (struct wg__cert){c, wg_int(st, 2), h->cert});
		h->cert = (int)p->cert.len - 1;
	}
	return wg_done(st, e);
}

static enum wg_err read_serves(struct wg__pool *p, struct wg_stmt *st, int pass, struct wg_error *e)
{
	while (wg_step(st)) {
		struct wg__candidate *h = helper_of(p, wg_int(st, 0), pass);
		if (!h)
			continue;
		WG_PUSH(&p->serves, (struct wg__serves){wg_int(st, 1), wg_int(st, 2), (int)wg_int(st, 3), h->serves});
		h->serves = (int)p->serves.len - 1;
	}
	return wg_done(st, e);
}

/* An order without a time counts, but overlaps nothing. */
static enum wg_err read_busy(struct wg__pool *p, struct wg_stmt *st, int pass, struct wg_error *e)
{
	while (wg_step(st)) {
		struct wg__candidate *h = helper_of(p, wg_int(st, 0), pass);
		if (!h)
			continue;
		h->open++;
		if (wg_is_null(st, 1))
			continue;
		WG_PUSH(&p->busy, (struct wg__busy){wg_int(st, 1), wg_int(st, 2), h->busy});
		h->busy = (int)p->busy.len - 1;
	}
	return wg_done(st, e);
}

static enum wg_err read_away(struct wg__pool *p, struct wg_stmt *st, int pass, struct wg_error *e)
{
	while (wg_step(st)) {
		struct wg__candidate *h = helper_of(p, wg_int(st, 0), pass);
		if (!h)
			continue;
		int64_t until = wg_is_null(st, 2) ? INT64_MAX : wg_int(st, 2);
		WG_PUSH(&p->busy, (struct wg__busy){wg_int(st, 1), until, h->away});
		h->away = (int)p->busy.len - 1;
	}
	return wg_done(st, e);
}

static struct wg_stmt *query(struct wg__pool *p, const char *const sql[WHOSE], int whose, const char *service,
			     int64_t worker)
{
	struct wg_stmt *st = wg_query(p->office->db, sql[whose]);
	if (whose == SKILLED)
		wg_bind_text(st, 1, service);
	if (whose == ONE)
		wg_bind_int(st, 1, worker);
	wg_bind_int(st, 2, p->today);
	return st;
}

/* Those who are new in this pass with all that hangs on them. */
static enum wg_err read_pass(struct wg__pool *p, int pass, int whose, const char *service, int64_t worker,
			     struct wg_error *e)
{
	enum wg_err err = read_helpers(p, query(p, SQL_HELPERS, whose, service, worker), pass, e);
	if (err == WG_OK)
		err = read_certs(p, query(p, SQL_CERTS, whose, service, worker), pass, e);
	if (err == WG_OK)
		err = read_serves(p, query(p, SQL_SERVES, whose, service, worker), pass, e);
	if (err == WG_OK)
		err = read_busy(p, query(p, SQL_BUSY, whose, service, worker), pass, e);
	if (err == WG_OK)
		err = read_away(p, query(p, SQL_AWAY, whose, service, worker), pass, e);
	return err;
}

static enum wg_err read_communities(struct wg__pool *p, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(p->office->db, SQL_COMMUNITIES);
	while (wg_step(st))
		WG_PUSH(&p->community, (struct wg__community){wg_int(st, 0), wg_int(st, 1), wg_int(st, 2),
							      wg__text_or_empty(st, 3, p->a)});
	return wg_done(st, e);
}

void wg__pool_begin(struct wg__pool *p, wg_office *office, struct wg_arena *a)
{
	int64_t now = wg_now();
	*p = (struct wg__pool){.office = office, .a = a, .now = now, .today = wg_day_of(now)};
	for (int64_t i = 0; i < WG__DAYS_AHEAD; i++)
		p->day_begins[i] = wg_day_begins(p->today + i);
}

enum wg_err wg__pool_read(struct wg__pool *p, const char *const *services, size_t n, int64_t also, struct wg_error *e)
{
	int pass = 1;
	enum wg_err err = p->community.len == 0 ? read_communities(p, e) : WG_OK;
	if (err == WG_OK && also)
		err = read_pass(p, pass++, ONE, NULL, also, e);
	if (err == WG_OK && !services && !also)
		err = read_pass(p, pass, EVERYBODY, NULL, 0, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = read_pass(p, pass++, SKILLED, services[i], 0, e);
	return err;
}

void wg__pool_free(struct wg__pool *p)
{
	WG_VEC_FREE(&p->helper);
	WG_VEC_FREE(&p->skill);
	WG_VEC_FREE(&p->cert);
	WG_VEC_FREE(&p->serves);
	WG_VEC_FREE(&p->busy);
	WG_VEC_FREE(&p->community);
	wg_map_free(&p->by_id);
}
