#include "base/clock.h"
#include "command/exec.h"
#include "text/date.h"
#include "wangge/duty.h"

/* Who stands in for an absent cadre. The contacts stay: every household still has exactly one; only who is called on
 * these days is somebody else. */

static const char SQL_OF_BY[] = "SELECT w.name FROM cover k JOIN worker w ON w.id = k.worker_id WHERE k.by_id = $1 AND "
				"k.since <= $3 AND coalesce(k.until, $2) >= $2 AND coalesce(k.until, k.since) >= "
				"k.since LIMIT 1";

enum { OPEN_END = 1 << 28 }; /* a day behind all others */

static const char *day_text(struct wg_call *c, int64_t day)
{
	char text[16];
	if (!day)
		return "…";
	wg_date_text(day, text, sizeof text);
	return wg_arena_strdup(c->a, text);
}

/* The cover of a worker that shares a day with since..until; id 0 = none. */
static enum wg_err overlapping(struct wg_call *c, int64_t worker, int64_t since, int64_t until, struct wg_cover *out,
			       struct wg_error *e)
{
	struct wg_covers list;
	enum wg_err err = wg_cover_list(c->office, worker, since, c->a, &list, e);
	*out = (struct wg_cover){0};
	for (size_t i = 0; err == WG_OK && i < list.n; i++) {
		if (list.at[i].since <= until)
			*out = list.at[i];
	}
	return err;
}

static enum wg_err check_absent(struct wg_call *c, const struct wg_worker *w, int64_t since, int64_t until,
				struct wg_error *e)
{
	struct wg_cover other;
	enum wg_err err = overlapping(c, w->id, since, until, &other, e);
	if (err != WG_OK)
		return err;
	if (other.id)
		return wg_fail(e, WG_EREFUSED, N_("{1} stands in for {2} from {3} to {4} already: end that first"),
			       "ssss", other.by, w->name, day_text(c, other.since), day_text(c, other.until));
	struct wg_stmt *st = wg_query(c->db, SQL_OF_BY);
	wg_bind_int(st, 1, w->id);
	wg_bind_int(st, 2, since);
	wg_bind_int(st, 3, until);
	const char *name = wg_step(st) ? wg_arena_strdup(c->a, wg_text(st, 0)) : NULL;
	err = wg_done(st, e);
	if (err == WG_OK && name)
		err = wg_fail(e, WG_EREFUSED,
			      N_("{1} stands in for {2} in that time: give that to somebody else first"), "ss", w->name,
			      name);
	return err;
}

static enum wg_err check_by(struct wg_call *c, const struct wg_worker *by, int64_t since, int64_t until,
			    struct wg_error *e)
{
	struct wg_cover other;
	enum wg_err err = overlapping(c, by->id, since, until, &other, e);
	if (err != WG_OK)
		return err;
	if (other.id)
		return wg_fail(e, WG_EREFUSED, N_("{1} is absent from {2} to {3}"), "sss", by->name,
			       day_text(c, other.since), day_text(c, other.until));
	int64_t last = until == OPEN_END ? since : until;
	if (by->until && by->until < last)
		return wg_fail(e, WG_EREFUSED, N_("{1} serves until {2} only"), "ss", by->name, day_text(c, by->until));
	return WG_OK;
}

static enum wg_err begin_cover(struct wg_call *c, const struct wg_worker *w, struct wg_error *e)
{
	struct wg_worker by;
	int64_t since = 0, until = 0, id = 0, today = wg_day_of(wg_tx_at(c->tx));
	if (!wg__arg(c, "by"))
		return wg_fail(e, WG_EUSAGE, N_("say with --by who stands in for {1}"), "s", w->name);
	enum wg_err err = wg__arg_worker(c, "by", &by, e);
	if (err == WG_OK)
		err = wg__arg_date(c, "since", today, &since, e);
	if (err == WG_OK)
		err = wg__arg_date(c, "until", 0, &until, e);
	if (err != WG_OK)
		return err;
	if (by.id == w->id)
		return wg_fail(e, WG_EREFUSED, N_("{1} cannot stand in for {1}"), "s", w->name);
	if (until && (until < since || until < today))
		return wg_fail(e, WG_EUSAGE, N_("a cover that ends on {1} is over before it begins"), "s",
			       day_text(c, until));
	if ((err = check_absent(c, w, since, until ? until : OPEN_END, e)) != WG_OK ||
	    (err = check_by(c, &by, since, until ? until : OPEN_END, e)) != WG_OK)
		return err;
	const char *typed = wg__arg(c, "reason");
	const struct wg_code *code = typed ? wg_code_find(wg_office_codes(c->office), "reason", typed) : NULL;
	struct wg_value v[WG_COVER_COLUMNS] = {
		[WG_COVER_WORKER_ID] = wg_int_value(w->id),
		[WG_COVER_BY_ID] = wg_int_value(by.id),
		[WG_COVER_SINCE] = wg_int_value(since),
		[WG_COVER_UNTIL] = wg_int_or_null(until, 0),
		[WG_COVER_REASON] = wg_text_value(code ? code->code : typed),
	};
	if ((err = wg_row_insert(c->tx, WG_T_COVER, v, &id, e)) != WG_OK)
		return err;
	wg__say(c, N_("{1} stands in for {2} from {3} to {4}: {5} households, besides {6} of the own"), "ssssll",
		by.name, w->name, day_text(c, since), day_text(c, until), (long long)w->count, (long long)by.count);
	return WG_OK;
}

/* Back today: the cover ends yesterday; one that has not begun never does. */
static enum wg_err end_cover(struct wg_call *c, const struct wg_worker *w, struct wg_error *e)
{
	struct wg_covers list;
	int64_t today = wg_day_of(wg_tx_at(c->tx)), last = 0;
	enum wg_err err = wg__arg_date(c, "until", today - 1, &last, e);
	if (err == WG_OK && wg__arg(c, "by"))
		return wg_fail(e, WG_EUSAGE, N_("--end needs only the name of who is back"), "");
	if (err == WG_OK)
		err = wg_cover_list(c->office, w->id, today, c->a, &list, e);
	if (err == WG_OK && list.n == 0)
		return wg_fail(e, WG_ENOTFOUND, N_("nobody stands in for {1}"), "s", w->name);
	for (size_t i = 0; err == WG_OK && i < list.n; i++) {
		const struct wg_cover *k = &list.at[i];
		if (k->until && last >= k->until)
			return wg_fail(e, WG_EUSAGE, N_("it ends on {1} anyway"), "s", day_text(c, k->until));
		int64_t until = last < k->since ? k->since - 1 : last;
		err = wg_row_set(c->tx, WG_T_COVER, k->id, WG_COVER_UNTIL, wg_int_value(until), e);
	}
	if (err == WG_OK)
		wg__say(c, N_("{1} is called again for the {2} own households from {3} on"), "sls", w->name,
			(long long)w->count, day_text(c, last + 1));
	return err;
}

enum wg_err wg__exec_cover(struct wg_call *c, struct wg_error *e)
{
	struct wg_worker w;
	enum wg_err err = wg__arg_worker(c, "worker", &w, e);
	if (err != WG_OK)
		return err;
	return wg__flag(c, "end") ? end_cover(c, &w, e) : begin_cover(c, &w, e);
}

enum wg_err wg__exec_covers(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"worker_id", N_("id"), WG_ROWS_ID, NULL},        {"worker", N_("absent"), WG_ROWS_TEXT, NULL},
		{"by", N_("stands in"), WG_ROWS_TEXT, NULL},      {"by_phone", N_("telephone"), WG_ROWS_TEXT, NULL},
		{"since", N_("since"), WG_ROWS_DATE, NULL},       {"until", N_("until"), WG_ROWS_DATE, NULL},
		{"reason", N_("reason"), WG_ROWS_CODE, "reason"}, {"households", N_("households"), WG_ROWS_INT, NULL},
		{"now", N_("today"), WG_ROWS_YES, NULL},
	};
	struct wg_covers list;
	int64_t today = wg_today(), now = 0;
	enum wg_err err = wg_cover_list(c->office, 0, wg__flag(c, "all") ? 0 : today, c->a, &list, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "covers", NULL, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < list.n; i++) {
		const struct wg_cover *k = &list.at[i];
		bool in_force = k->since <= today && (!k->until || k->until >= today);
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(k->worker_id);
		row[1] = wg__text(k->worker);
		row[2] = wg__text(k->by);
		row[3] = wg__text(k->by_phone);
		row[4] = wg__int(k->since);
		row[5] = wg__int_or_null(k->until);
		row[6] = wg__text(k->reason);
		row[7] = wg__int(k->households);
		row[8] = wg__int(in_force);
		now += in_force;
	}
	wg__say(c, N_("{1} cadres are absent today"), "l", (long long)now);
	return WG_OK;
}

enum wg_err wg__exec_leaving(struct wg_call *c, struct wg_error *e)
{
	enum { DAYS = 30 };
	static const struct wg_rows_column columns[] = {
		{"id", N_("id"), WG_ROWS_ID, NULL},
		{"name", N_("name"), WG_ROWS_TEXT, NULL},
		{"unit", N_("unit"), WG_ROWS_TEXT, NULL},
		{"phone", N_("telephone"), WG_ROWS_TEXT, NULL},
		{"until", N_("until"), WG_ROWS_DATE, NULL},
		{"days", N_("days left"), WG_ROWS_INT, NULL},
		{"households", N_("households"), WG_ROWS_INT, NULL},
		{"load", N_("load"), WG_ROWS_INT, NULL},
	};
	struct wg_node node;
	struct wg_workers list;
	int64_t days = DAYS, today = wg_today(), households = 0;
	enum wg_err err = wg__arg_int(c, "days", DAYS, &days, e);
	if (err == WG_OK)
		err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg_worker_list(c->office, &node, false, c->a, &list, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "leaving", NULL, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < list.n; i++) {
		const struct wg_worker *w = &list.at[i];
		if (!w->until || w->until >= today + days || (w->until < today && w->count == 0))
			continue;
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(w->id);
		row[1] = wg__text(w->name);
		row[2] = wg__text(w->unit);
		row[3] = wg__text(w->phone);
		row[4] = wg__int(w->until);
		row[5] = wg__int(w->until - today);
		row[6] = wg__int(w->count);
		row[7] = wg__int(w->load);
		households += w->count;
	}
	wg__say(c, N_("the stationing of {1} cadres ends within {2} days; they hold {3} households"), "lll",
		(long long)t->n, (long long)days, (long long)households);
	return WG_OK;
}
