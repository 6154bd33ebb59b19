#include <string.h>

#include "base/clock.h"
#include "model/match.h"

/* SQL: lifts stand at the entrance, or for all of the building or compound; the person, or else the head. */
#define WANT_COLUMNS                                                                                                   \
	"SELECT n.id, n.household_id, n.place_id, coalesce(h.pos, q.lo), q.level, q.lo, q.hi, n.title, n.urgency, "    \
	"n.state, n.services, n.persons, d.floor, coalesce(q.lift, q1.lift, q2.lift, 0), coalesce(m.sex, "             \
	"(SELECT k.sex FROM person k WHERE k.household_id = h.id AND k.relation = 'head' AND k.gone IS NULL "          \
	"ORDER BY k.id LIMIT 1)), n.due, n.every, n.version FROM need n LEFT JOIN household h ON h.id = "              \
	"n.household_id "                                                                                              \
	"LEFT JOIN door d ON d.id = h.door_id JOIN place q ON q.id = coalesce(d.entrance_id, n.place_id) "             \
	"LEFT JOIN place q1 ON q1.id = q.parent_id AND q1.level > 2 LEFT JOIN place q2 ON q2.id = q1.parent_id AND "   \
	"q2.level > 2 LEFT JOIN person m ON m.id = n.person_id "
static const char SQL_WANT[] = WANT_COLUMNS "WHERE n.id = $1";
static const char SQL_WANTS[] =
	WANT_COLUMNS "WHERE n.state NOT IN ('draft', 'closed', 'rejected', 'cancelled') AND n.state IN ('received', "
		     "'matching') AND coalesce(h.pos, q.lo) >= $2 AND coalesce(h.pos, q.hi) <= $3 "
		     "ORDER BY n.due IS NULL, n.due, n.id";

/* SQL: who ever served the household (or the place) of a need, the first time first, and what was said then. */
#define PAST                                                                                                           \
	"SELECT n.id, x.worker_id, (SELECT f.satisfaction FROM follow_up f WHERE f.need_id = o.id "                    \
	"ORDER BY f.at DESC, f.id DESC LIMIT 1) FROM need n JOIN need o ON "
#define SERVED                                                                                                         \
	" JOIN dispatch x ON x.need_id = o.id WHERE (x.state = 'done' OR EXISTS (SELECT 1 FROM work k WHERE "          \
	"k.need_id = o.id AND k.worker_id = x.worker_id)) AND "
#define PAST_HOME PAST "o.household_id = n.household_id" SERVED
#define PAST_PLACE PAST "o.place_id = n.place_id AND n.household_id IS NULL AND o.household_id IS NULL" SERVED
/* SQL: who is sent, or has returned it; who is related. */
#define SENT                                                                                                           \
	"SELECT n.id, x.worker_id, x.until IS NULL, x.state = 'returned' FROM need n JOIN dispatch x ON x.need_id = "  \
	"n.id WHERE "
#define RELATED                                                                                                        \
	"SELECT n.id, r.worker_id FROM need n JOIN recusal r ON r.household_id = n.household_id WHERE r.until IS "     \
	"NULL AND "
#define THIS "n.id = $1"
#define OPEN "n.state NOT IN ('draft', 'closed', 'rejected', 'cancelled') AND n.state IN ('received', 'matching')"
#define IN_ORDER " ORDER BY n.id, o.at, o.id"
static const char *const SQL_HOME[] = {PAST_HOME THIS IN_ORDER, PAST_HOME OPEN IN_ORDER};
static const char *const SQL_PLACE[] = {PAST_PLACE THIS IN_ORDER, PAST_PLACE OPEN IN_ORDER};
static const char *const SQL_SENT[] = {SENT THIS, SENT OPEN};
static const char *const SQL_RELATED[] = {RELATED THIS, RELATED OPEN};

enum { WINDOW_MOST = 3 * 14, WINDOW_OPEN = 3 * 7 };

typedef WG_VEC(struct wg__want) wants;

int64_t wg__half_day_time(const struct wg__pool *p, int64_t half_day, bool end)
{
	int minute = end ? wg_half_day_ends(half_day) : wg_half_day_begins(half_day);
	int64_t day = half_day / 3, ahead = day - p->today;
	return (ahead >= 0 && ahead < WG__DAYS_AHEAD ? p->day_begins[ahead] : wg_day_begins(day)) +
	       INT64_C(60) * minute;
}

/* From now until it is due; a week when it is standing or overdue. At least the next half-day. */
static struct wg_when until_due(const struct wg__pool *p, int64_t due)
{
	struct wg_when w = {.from = 3 * p->today, .mask = -1};
	while (wg__half_day_time(p, w.from, true) <= p->now)
		w.from++;
	w.to = w.from + WINDOW_OPEN - 1;
	if (due > p->now) {
		int64_t last = 3 * wg_day_of(due) + 2;
		while (last > w.from && wg__half_day_time(p, last, false) >= due)
			last--;
		w.to = last < w.from ? w.from : last - w.from >= WINDOW_MOST ? w.from + WINDOW_MOST - 1 : last;
	}
	return w;
}

static void read_services(const struct wg__pool *p, const char *codes, struct wg__want *w)
{
	const struct wg_codes *all = p->office->codes;
	w->service = WG_NEW(p->a, const struct wg_code *, (strlen(codes) + 2) / 2);
	for (const char *s = codes; *s;) {
		size_t n = strcspn(s, " ");
		for (size_t i = 0; i < all->n_code; i++) {
			const struct wg_code *c = &all->code[i];
			if (strcmp(c->list, "service") == 0 && strlen(c->code) == n && strncmp(c->code, s, n) == 0)
				w->service[w->n_service++] = c;
		}
		s += n + strspn(s + n, " ");
	}
}

/* The community around a position; a place above communities stands for itself. */
static void read_community(const struct wg__pool *p, struct wg__want *w, int64_t lo, int64_t hi)
{
	w->lo = lo;
	w->hi = hi;
	for (size_t i = 0; i < p->community.len; i++) {
		const struct wg__community *c = &p->community.at[i];
		if (c->lo <= w->pos && w->pos <= c->hi && w->level >= 2) {
			w->lo = c->lo;
			w->hi = c->hi;
		}
	}
}

static struct wg__want read_want(const struct wg__pool *p, struct wg_stmt *st)
{
	struct wg__want w = {
		.id = wg_int(st, 0),
		.household = wg_int(st, 1),
		.place = wg_int(st, 2),
		.pos = wg_int(st, 3),
		.level = wg_int(st, 1) ? 6 : (int)wg_int(st, 4),
		.title = wg__text_or_empty(st, 7, p->a),
		.urgency = wg__text_or_empty(st, 8, p->a),
		.state = wg__text_or_empty(st, 9, p->a),
		.persons = (int)wg_int(st, 11),
		.floor = (int)wg_int(st, 12),
		.lift = wg_int(st, 13) > 0,
		.sex = (int)wg_int(st, 14),
		.due = wg_int(st, 15),
		.standing = wg_int(st, 16) > 0,
		.version = wg_int(st, 17),
	};
	read_community(p, &w, wg_int(st, 5), wg_int(st, 6));
	read_services(p, wg_text(st, 10) ? wg_text(st, 10) : "", &w);
	return w;
}

typedef WG_VEC(struct wg__tie) ties;

static struct wg__tie *tie_of(ties *list, int64_t worker)
{
	for (size_t i = 0; i < list->len; i++) {
		if (list->at[i].worker == worker)
			return &list->at[i];
	}
	WG_PUSH(list, (struct wg__tie){.worker = worker});
	return &list->at[list->len - 1];
}

static ties *ties_of(const struct wg_map *needs, ties *all, int64_t need)
{
	const int64_t *at = wg_map_get(needs, need);
	return at ? &all[*at] : NULL;
}

static enum wg_err add_past(struct wg_stmt *st, const struct wg_map *needs, ties *all, struct wg_error *e)
{
	while (wg_step(st)) {
		ties *list = ties_of(needs, all, wg_int(st, 0));
		const char *said = wg_text(st, 2);
		if (!list)
			continue;
		struct wg__tie *t = tie_of(list, wg_int(st, 1));
		t->again = true;
		if (said)
			t->satisfied = strcmp(said, "good") == 0 ? 1 : strcmp(said, "poor") == 0 ? -1 : 0;
	}
	return wg_done(st, e);
}

static enum wg_err add_sent(struct wg_stmt *st, const struct wg_map *needs, ties *all, struct wg__want *w,
			    struct wg_error *e)
{
	while (wg_step(st)) {
		const int64_t *at = wg_map_get(needs, wg_int(st, 0));
		if (!at)
			continue;
		struct wg__tie *t = tie_of(&all[*at], wg_int(st, 1));
		t->sent = t->sent || wg_int(st, 2) != 0;
		t->returned = t->returned || wg_int(st, 3) != 0;
		w[*at].sent += wg_int(st, 2) != 0;
	}
	return wg_done(st, e);
}

static enum wg_err add_related(struct wg_stmt *st, const struct wg_map *needs, ties *all, struct wg_error *e)
{
	while (wg_step(st)) {
		ties *list = ties_of(needs, all, wg_int(st, 0));
		if (list)
			tie_of(list, wg_int(st, 1))->related = true;
	}
	return wg_done(st, e);
}

static struct wg_stmt *query(struct wg__pool *p, const char *const sql[2], int64_t need)
{
	struct wg_stmt *st = wg_query(p->office->db, sql[need ? 0 : 1]);
	if (need)
		wg_bind_int(st, 1, need);
	return st;
}

static enum wg_err read_ties(struct wg__pool *p, int64_t need, struct wg__want *w, size_t n, struct wg_error *e)
{
	struct wg_map needs = {0};
	ties *all = WG_NEW(p->a, ties, n);
	for (size_t i = 0; i < n; i++)
		*wg_map_put(&needs, w[i].id, NULL) = (int64_t)i;
	enum wg_err err = add_past(query(p, SQL_HOME, need), &needs, all, e);
	if (err == WG_OK)
		err = add_past(query(p, SQL_PLACE, need), &needs, all, e);
	if (err == WG_OK)
		err = add_sent(query(p, SQL_SENT, need), &needs, all, w, e);
	if (err == WG_OK)
		err = add_related(query(p, SQL_RELATED, need), &needs, all, e);
	for (size_t i = 0; i < n; i++) {
		w[i].n_tie = all[i].len;
		w[i].tie = WG_NEW(p->a, struct wg__tie, all[i].len);
		if (all[i].len > 0)
			memcpy(w[i].tie, all[i].at, all[i].len * sizeof *all[i].at);
		WG_VEC_FREE(&all[i]);
	}
	wg_map_free(&needs);
	return err;
}

static enum wg_err set_when(const struct wg__pool *p, const char *when, struct wg__want *w, struct wg_error *e)
{
	if (!when)
		w->when = until_due(p, w->due);
	else if (!wg_when_parse(when, p->today, &w->when))
		return wg_fail(e, WG_EUSAGE, N_("{1} is no time that is understood: 周三晚, 明天下午, 11-25 上午"), "s",
			       when);
	/* What is over today cannot be chosen. */
	while (when && w->when.from < w->when.to && wg__half_day_time(p, w->when.from, true) <= p->now)
		w->when.from++;
	w->day = w->when.from / 3;
	return WG_OK;
}

enum wg_err wg__want_read(struct wg__pool *p, int64_t need, int64_t lo, int64_t hi, const char *when,
			  struct wg__want **out, size_t *n, struct wg_error *e)
{
	wants all = {0};
	struct wg_stmt *st = wg_query(p->office->db, need ? SQL_WANT : SQL_WANTS);
	wg_bind_int(st, 1, need);
	wg_bind_int(st, 2, lo);
	wg_bind_int(st, 3, hi);
	while (wg_step(st))
		WG_PUSH(&all, read_want(p, st));
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < all.len; i++)
		err = set_when(p, when, &all.at[i], e);
	if (err == WG_OK && need && all.len == 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("this need is no longer there"), "");
	if (err == WG_OK)
		err = read_ties(p, need, all.at, all.len, e);
	if (err == WG_OK) {
		*n = all.len;
		*out = WG_NEW(p->a, struct wg__want, all.len);
		if (all.len > 0)
			memcpy(*out, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}
