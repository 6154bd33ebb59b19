#include "wangge/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "model/match.h"
#include "store/derive.h"

static const char SQL_SERVICES[] = "SELECT services FROM need WHERE id = $1";
/* SQL: compounds, buildings and entrances of a community, to name the homes of its helpers. */
static const char SQL_PLACES[] =
	"SELECT level, lo, hi, name FROM place WHERE level = $1 AND lo BETWEEN $2 AND $3 ORDER BY lo";
/* SQL: helpers of the community $1 … $2: who serve in it or above it, or serve nowhere and live there, or do neither.
 * CROSS JOIN: from its few places to those who serve there. */
#define POOL                                                                                                           \
	"FROM worker w LEFT JOIN person m ON m.id = w.person_id WHERE w.id IN (SELECT s.worker_id FROM place p "       \
	"CROSS JOIN serves s WHERE p.level IN (2, 3, 4, 5) AND p.lo BETWEEN $1 AND $2 AND s.place_id = p.id AND "      \
	"s.until IS NULL UNION SELECT s.worker_id FROM place p CROSS JOIN serves s WHERE p.level IN (1, 2) AND "       \
	"p.lo <= $1 AND p.hi >= $2 AND s.place_id = p.id AND s.until IS NULL UNION SELECT s.worker_id FROM area_part " \
	"x JOIN place p ON p.id = x.place_id JOIN serves s ON s.area_id = x.area_id WHERE s.until IS NULL AND "        \
	"p.lo <= $2 AND p.hi >= $1 UNION SELECT y.id FROM worker y WHERE y.id NOT IN (SELECT s.worker_id FROM serves " \
	"s WHERE s.until IS NULL) AND coalesce((SELECT d.pos FROM door d WHERE d.id = y.lives_id), "                   \
	"(SELECT h.pos FROM person k JOIN household h ON h.id = k.household_id WHERE k.id = y.person_id), $1) "        \
	"BETWEEN $1 AND $2) AND (w.until IS NULL OR w.until >= $3) AND (m.gone_how IS NULL OR m.gone_how <> 'died') "  \
	"AND EXISTS (SELECT 1 FROM worker_skill k WHERE k.worker_id = w.id)"
static const char SQL_POOL_COUNT[] = "SELECT count(*) " POOL;
static const char SQL_POOL[] = "SELECT w.id, w.name, w.kind " POOL " ORDER BY w.name, w.id";

const char *const wg_fit_term_names[WG_FIT_TERMS] = {
	[WG_FIT_SKILL] = N_("skill"),
	[WG_FIT_CERTIFICATE] = N_("certified"),
	[WG_FIT_NEAR] = N_("nearness"),
	[WG_FIT_ORDERS] = N_("open orders"),
	[WG_FIT_IDLE] = N_("long idle"),
	[WG_FIT_AGAIN] = N_("served before"),
	[WG_FIT_SATISFIED] = N_("satisfaction then"),
};

const char *const wg_near_names[WG_NEAR_LEVELS] = {
	[WG_NEAR_UNKNOWN] = N_("farther or not known"),
	[WG_NEAR_COMMUNITY] = N_("same community"),
	[WG_NEAR_COMPOUND] = N_("same compound"),
	[WG_NEAR_BUILDING] = N_("same building"),
};

const char *const wg_left_names[WG_LEFT_REASONS] = {
	[WG_LEFT_NOT] = "",
	[WG_LEFT_SENT] = N_("already sent"),
	[WG_LEFT_SKILL] = N_("no such skill"),
	[WG_LEFT_RELATED] = N_("relative or own household"),
	[WG_LEFT_CERTIFICATE] = N_("no valid certificate"),
	[WG_LEFT_PHONE] = N_("by telephone only"),
	[WG_LEFT_STAIRS] = N_("climbs no stairs"),
	[WG_LEFT_SEX] = N_("serves the other sex only"),
	[WG_LEFT_TIME] = N_("not available then"),
	[WG_LEFT_OVERLAP] = N_("has another order then"),
	[WG_LEFT_CAP] = N_("has as many orders as can be"),
	[WG_LEFT_RETURNED] = N_("has returned it before"),
};

enum column {
	WORKER_ID,
	NAME,
	KIND,
	SERVICE,
	LEVEL,
	VERIFIED,
	CERTIFICATE,
	HOME,
	TERM,
	TOTAL = TERM + WG_FIT_TERMS,
	OPEN,
	CAP,
	NEAR,
	COMMUNITY,
	BEGINS,
	ENDS,
	ASK_TIME,
	ASK_SEX,
	PHONE,
};

const struct wg_rows_column wg_fit_columns[WG_FIT_KEYS] = {
	[WORKER_ID] = {"worker_id", N_("id"), WG_ROWS_ID, NULL},
	[NAME] = {"name", N_("name"), WG_ROWS_TEXT, NULL},
	[KIND] = {"kind", N_("kind"), WG_ROWS_CODE, "worker_kind"},
	[SERVICE] = {"service", N_("service"), WG_ROWS_CODE, "service"},
	[LEVEL] = {"level", N_("level"), WG_ROWS_CODE, "level"},
	[VERIFIED] = {"verified", N_("seen by the office"), WG_ROWS_YES, NULL},
	[CERTIFICATE] = {"certificate", N_("certificate"), WG_ROWS_CODE, "certificate"},
	[HOME] = {"home", N_("lives"), WG_ROWS_TEXT, NULL},
	[TERM + WG_FIT_SKILL] = {"points_skill", N_("skill"), WG_ROWS_INT, NULL},
	[TERM + WG_FIT_CERTIFICATE] = {"points_certificate", N_("certified"), WG_ROWS_INT, NULL},
	[TERM + WG_FIT_NEAR] = {"points_near", N_("nearness"), WG_ROWS_INT, NULL},
	[TERM + WG_FIT_ORDERS] = {"points_orders", N_("open orders"), WG_ROWS_INT, NULL},
	[TERM + WG_FIT_IDLE] = {"points_idle", N_("long idle"), WG_ROWS_INT, NULL},
	[TERM + WG_FIT_AGAIN] = {"points_again", N_("served before"), WG_ROWS_INT, NULL},
	[TERM + WG_FIT_SATISFIED] = {"points_satisfied", N_("satisfaction then"), WG_ROWS_INT, NULL},
	[TOTAL] = {"total", N_("total"), WG_ROWS_INT, NULL},
	[OPEN] = {"open", N_("orders now"), WG_ROWS_INT, NULL},
	[CAP] = {"cap", N_("at most"), WG_ROWS_INT, NULL},
	[NEAR] = {"near", N_("how near"), WG_ROWS_MSG, NULL},
	[COMMUNITY] = {"community", N_("other community"), WG_ROWS_TEXT, NULL},
	[BEGINS] = {"begins", N_("free from"), WG_ROWS_TIME, NULL},
	[ENDS] = {"ends", N_("free until"), WG_ROWS_TIME, NULL},
	[ASK_TIME] = {"ask_time", N_("ask whether there is time"), WG_ROWS_YES, NULL},
	[ASK_SEX] = {"ask_sex", N_("ask whether it fits"), WG_ROWS_YES, NULL},
	[PHONE] = {"phone", N_("telephone"), WG_ROWS_TEXT, NULL},
};

struct wg_datum wg_fit_datum(const struct wg_fit *f, size_t column)
{
	static const char *const levels[] = {"", "1", "2", "3"};
	const char *const texts[WG_FIT_KEYS] = {
		[NAME] = f->name,
		[KIND] = f->kind,
		[SERVICE] = f->service,
		[LEVEL] = levels[f->level],
		[CERTIFICATE] = f->certificate,
		[HOME] = f->home,
		[NEAR] = wg_near_names[f->near],
		[COMMUNITY] = f->community,
		[PHONE] = f->phone,
	};
	const int64_t numbers[WG_FIT_KEYS] = {
		[WORKER_ID] = f->worker_id, [VERIFIED] = f->verified, [TOTAL] = f->total,
		[OPEN] = f->open,           [CAP] = f->cap,           [BEGINS] = f->begins,
		[ENDS] = f->ends,           [ASK_TIME] = f->ask_time, [ASK_SEX] = f->ask_sex,
	};
	if (texts[column])
		return (struct wg_datum){.null = !*texts[column], .s = *texts[column] ? texts[column] : NULL};
	if (column >= TERM && column < TOTAL)
		return (struct wg_datum){.i = f->term[column - TERM]};
	return (struct wg_datum){.null = (column == BEGINS || column == ENDS) && !numbers[column],
				 .i = numbers[column]};
}

/* One reading of everything that one need's ranking takes. */
struct ranking {
	wg_office *office;
	struct wg_arena *a;
	struct wg__pool pool;
	struct wg__want *want;
};

/* The need's services as a list of texts. */
static enum wg_err read_services(wg_office *office, int64_t need, struct wg_arena *a, const char ***out, size_t *n,
				 struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_SERVICES);
	wg_bind_int(st, 1, need);
	char *codes = wg_step(st) && wg_text(st, 0) ? wg_arena_strdup(a, wg_text(st, 0)) : wg_arena_strdup(a, "");
	*out = WG_NEW(a, const char *, strlen(codes) + 1);
	*n = 0;
	for (char *save = NULL, *s = strtok_r(codes, " ", &save); s; s = strtok_r(NULL, " ", &save))
		(*out)[(*n)++] = s;
	return wg_done(st, e);
}

static enum wg_err open_ranking(struct ranking *r, wg_office *office, const struct wg_fit_query *q, int64_t worker,
				struct wg_arena *a, struct wg_error *e)
{
	const char **services;
	size_t n = 0;
	*r = (struct ranking){.office = office, .a = a};
	wg__pool_begin(&r->pool, office, a);
	enum wg_err err = read_services(office, q->need, a, &services, &n, e);
	if (err == WG_OK)
		err = wg__pool_read(&r->pool, worker ? NULL : services, worker ? 0 : n, worker, e);
	if (err == WG_OK)
		err = wg__want_read(&r->pool, q->need, 0, 0, q->when, &r->want, &n, e);
	if (err != WG_OK)
		wg__pool_free(&r->pool);
	return err;
}

static void complete(struct wg__pool *p, const struct wg__candidate *h, int64_t half_day, struct wg_fit *fit)
{
	fit->phone = wg__show_worker_phone(p->office, p->a, h->kind, h->takes_households, h->phone);
	fit->begins = wg__half_day_time(p, half_day, false);
	fit->ends = wg__half_day_time(p, half_day, true);
}

/* Best first; of equals who has said when, then the one recorded first. */
static int by_total(const void *x, const void *y)
{
	const struct wg_fit *a = x, *b = y;
	if (a->total != b->total)
		return a->total > b->total ? -1 : 1;
	if (a->ask_time != b->ask_time)
		return a->ask_time ? 1 : -1;
	return (a->worker_id > b->worker_id) - (a->worker_id < b->worker_id);
}

static int by_reason(const void *x, const void *y)
{
	const struct wg_fit *a = x, *b = y;
	if (a->left != b->left)
		return a->left < b->left ? -1 : 1;
	int order = strcmp(a->name, b->name);
	return order ? order : (a->worker_id > b->worker_id) - (a->worker_id < b->worker_id);
}

struct homes {
	struct wg__community *at;
	size_t n;
};

static enum wg_err read_places(struct ranking *r, int level, struct homes *out, struct wg_error *e)
{
	WG_VEC(struct wg__community) all = {0};
	struct wg_stmt *st = wg_query(r->office->db, SQL_PLACES);
	wg_bind_int(st, 1, level);
	wg_bind_int(st, 2, r->want->lo);
	wg_bind_int(st, 3, r->want->hi);
	while (wg_step(st))
		WG_PUSH(&all, (struct wg__community){0, wg_int(st, 1), wg_int(st, 2), wg__text_or_empty(st, 3, r->a)});
	enum wg_err err = wg_done(st, e);
	out->n = all.len;
	out->at = WG_NEW(r->a, struct wg__community, all.len);
	if (all.len > 0)
		memcpy(out->at, all.at, all.len * sizeof *all.at);
	WG_VEC_FREE(&all);
	return err;
}

static const char *place_name(const struct homes *places, int64_t pos)
{
	size_t lo = 0, hi = places->n;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (places->at[mid].lo <= pos)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo > 0 && pos <= places->at[lo - 1].hi ? places->at[lo - 1].name : "";
}

/* Where the helpers live: the building and entrance in the same compound, otherwise the compound. */
static enum wg_err name_homes(struct ranking *r, struct wg_fit *fits, size_t n, struct wg_error *e)
{
	struct homes places[3];
	enum wg_err err = WG_OK;
	for (int i = 0; err == WG_OK && i < 3; i++)
		err = read_places(r, 3 + i, &places[i], e);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		int64_t pos = r->pool.helper.at[*wg_map_get(&r->pool.by_id, fits[i].worker_id)].pos;
		if (!pos)
			continue;
		bool near = pos >> wg_level_shift(3) == r->want->pos >> wg_level_shift(3);
		fits[i].home =
			near ? wg_arena_printf(r->a, "%s%s", place_name(&places[1], pos), place_name(&places[2], pos))
			     : place_name(&places[0], pos);
	}
	return err;
}

void wg__rank(struct wg__pool *p, const struct wg__want *w, const int *who, size_t n, bool all_communities,
	      struct wg_arena *a, struct wg_fits *out)
{
	struct wg_fit *can = WG_NEW(a, struct wg_fit, n), *left = WG_NEW(a, struct wg_fit, n);
	struct wg_fit *elsewhere = WG_NEW(a, struct wg_fit, n);
	for (size_t i = 0; i < n; i++) {
		const struct wg__candidate *h = &p->helper.at[who ? (size_t)who[i] : i];
		struct wg_fit fit;
		int64_t half_day;
		bool here = wg__judge(p, h, w, &fit, &half_day);
		complete(p, h, half_day, &fit);
		if (fit.left == WG_LEFT_NOT)
			*(here || all_communities ? &can[out->n++] : &elsewhere[out->n_outside++]) = fit;
		else if (here || all_communities)
			left[out->n_left++] = fit;
		out->count[fit.left] += fit.left != WG_LEFT_NOT && (here || all_communities);
		out->pool += here;
	}
	out->at = can;
	out->left = left;
	out->outside = elsewhere;
	qsort(can, out->n, sizeof *can, by_total);
	qsort(elsewhere, out->n_outside, sizeof *elsewhere, by_total);
	qsort(left, out->n_left, sizeof *left, by_reason);
}

static struct wg_stmt *pool_query(struct ranking *r, const char *sql)
{
	struct wg_stmt *st = wg_query(r->office->db, sql);
	wg_bind_int(st, 1, r->want->lo);
	wg_bind_int(st, 2, r->want->hi);
	wg_bind_int(st, 3, r->pool.today);
	return st;
}

static enum wg_err rank_one(wg_office *office, const struct wg_fit_query *q, struct wg_arena *a, struct wg_fits *out,
			    struct wg_error *e)
{
	struct ranking r;
	int64_t pool = 0;
	enum wg_err err = open_ranking(&r, office, q, 0, a, e);
	if (err != WG_OK)
		return err;
	const struct wg__want *w = r.want;
	struct wg_fits fits = {
		.need = w->id,
		.urgency = wg__urgency(&r.pool, w),
		.persons = w->persons,
		.wanted = w->persons > w->sent ? w->persons - w->sent : 0,
		.from = wg__half_day_time(&r.pool, w->when.from, false),
		.until = wg__half_day_time(&r.pool, w->when.to, true),
	};
	wg__rank(&r.pool, w, NULL, r.pool.helper.len, q->all_communities, a, &fits);
	err = wg_one_int(pool_query(&r, SQL_POOL_COUNT), 0, &pool, e);
	if (err == WG_OK)
		err = name_homes(&r, fits.at, fits.n, e);
	if (err == WG_OK) {
		fits.count[WG_LEFT_SKILL] += pool - fits.pool;
		fits.pool = pool;
		wg__say_missing(&r.pool, w, q->when, &fits);
		*out = fits;
	}
	wg__pool_free(&r.pool);
	return err;
}

/* One state for all its statements, and one lock. */
enum wg_err wg_fit_rank(wg_office *office, const struct wg_fit_query *q, struct wg_arena *a, struct wg_fits *out,
			struct wg_error *e)
{
	enum wg_err err = wg_office_read_begin(office, e);
	if (err == WG_OK) {
		err = rank_one(office, q, a, out, e);
		wg_office_read_end(office);
	}
	return err;
}

enum wg_err wg_fit_one(wg_office *office, const struct wg_fit_query *q, int64_t worker, struct wg_arena *a,
		       struct wg_fit *out, struct wg_error *e)
{
	struct ranking r;
	int64_t half_day;
	struct wg_fit fit;
	enum wg_err err = open_ranking(&r, office, q, worker, a, e);
	if (err != WG_OK)
		return err;
	if (r.pool.helper.len == 0) {
		err = wg_fail(e, WG_EREFUSED, N_("this worker no longer serves"), "");
	} else {
		wg__judge(&r.pool, &r.pool.helper.at[0], r.want, &fit, &half_day);
		complete(&r.pool, &r.pool.helper.at[0], half_day, &fit);
		err = name_homes(&r, &fit, 1, e);
	}
	if (err == WG_OK)
		*out = fit;
	wg__pool_free(&r.pool);
	return err;
}

enum wg_err wg_fit_unskilled(wg_office *office, int64_t need, struct wg_arena *a, struct wg_fit_name **out, size_t *n,
			     struct wg_error *e)
{
	struct ranking r;
	WG_VEC(struct wg_fit_name) all = {0};
	enum wg_err err = open_ranking(&r, office, &(struct wg_fit_query){.need = need}, 0, a, e);
	if (err != WG_OK)
		return err;
	struct wg_stmt *st = pool_query(&r, SQL_POOL);
	while (wg_step(st)) {
		if (!wg_map_get(&r.pool.by_id, wg_int(st, 0)))
			WG_PUSH(&all, (struct wg_fit_name){wg_int(st, 0), wg__text_or_empty(st, 1, a),
							   wg__text_or_empty(st, 2, a)});
	}
	err = wg_done(st, e);
	if (err == WG_OK) {
		*n = all.len;
		*out = WG_NEW(a, struct wg_fit_name, all.len);
		if (all.len > 0)
			memcpy(*out, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	wg__pool_free(&r.pool);
	return err;
}
