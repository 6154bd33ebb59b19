#include "command/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/vec.h"
#include "command/exec.h"
#include "command/need_serve.h"

static const char SQL_WAITING[] =
	"SELECT id, worker_id, minutes, day FROM work WHERE need_id = $1 AND posting_id IS NULL "
	"ORDER BY id";
static const char SQL_ACCOUNT_OF_WORKER[] = "SELECT id FROM account WHERE worker_id = $1";
static const char SQL_ACCOUNT_OF_HOUSEHOLD[] = "SELECT id FROM account WHERE household_id = $1";
static const char SQL_POOL[] = "SELECT id FROM account WHERE kind = 'pool'";
static const char SQL_GROUPS[] = "SELECT DISTINCT k.care_group FROM care k JOIN person p ON p.id = k.person_id WHERE "
				 "p.household_id = $1 AND p.gone IS NULL AND k.until IS NULL";
static const char SQL_ENTRIES_OF[] = "SELECT account_id, minutes FROM entry WHERE posting_id = $1 ORDER BY id";
static const char SQL_WORK_OF[] = "SELECT id FROM work WHERE posting_id = $1 ORDER BY id";
static const char SQL_REVERSED[] = "SELECT count(*) FROM posting WHERE reverses_id = $1";

static const char SQL_LAST_OF_NEED[] =
	"SELECT max(o.id) FROM posting o WHERE o.need_id = $1 AND o.kind = 'service' AND NOT EXISTS (SELECT 1 FROM "
	"posting r WHERE r.reverses_id = o.id)";

/* Work that waits to be posted; was: its minutes as they are written. */
struct waiting {
	int64_t id, worker_id, minutes, day, was;
};
typedef WG_VEC(struct waiting) waiting_vec;

static enum wg_err read_waiting(struct wg_call *c, int64_t need, waiting_vec *out, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_WAITING);
	wg_bind_int(st, 1, need);
	while (wg_step(st)) {
		struct waiting w = {wg_int(st, 0), wg_int(st, 1), wg_int(st, 2), wg_int(st, 3), wg_int(st, 2)};
		WG_PUSH(out, w);
	}
	return wg_done(st, e);
}

/* The account of a worker, of a household, or with neither the pool; made when it is first needed. */
static enum wg_err account_of(struct wg_call *c, int64_t worker, int64_t household, int64_t *id, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, worker      ? SQL_ACCOUNT_OF_WORKER
					     : household ? SQL_ACCOUNT_OF_HOUSEHOLD
							 : SQL_POOL);
	wg_bind_int(st, 1, worker ? worker : household);
	*id = 0;
	enum wg_err err = wg_one_int(st, 0, id, e);
	if (err != WG_OK || *id)
		return err;
	struct wg_value v[WG_ACCOUNT_COLUMNS] = {
		[WG_ACCOUNT_KIND] = wg_text_value(worker      ? "worker"
						  : household ? "household"
							      : "pool"),
		[WG_ACCOUNT_WORKER_ID] = wg_int_or_null(worker, 0),
		[WG_ACCOUNT_HOUSEHOLD_ID] = wg_int_or_null(household, 0),
	};
	return wg_row_insert(c->tx, WG_T_ACCOUNT, v, id, e);
}

static enum wg_err never_charged(struct wg_call *c, int64_t household, bool *yes, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_GROUPS);
	wg_bind_int(st, 1, household);
	*yes = false;
	while (wg_step(st)) {
		const struct wg_code *k = wg_code_find(wg_office_codes(c->office), "care", wg_text(st, 0));
		*yes = *yes || (k && k->free);
	}
	return wg_done(st, e);
}

/* Who gives the hours. */
static enum wg_err payer_of(struct wg_call *c, const struct wg_need *need, int64_t *account, struct wg_error *e)
{
	bool free = true;
	enum wg_err err = need->household_id ? never_charged(c, need->household_id, &free, e) : WG_OK;
	return err == WG_OK ? account_of(c, 0, free ? 0 : need->household_id, account, e) : err;
}

static enum wg_err write_posting(struct wg_call *c, const char *kind, int64_t need, int64_t reverses, const char *note,
				 int64_t *id, struct wg_error *e)
{
	struct wg_value v[WG_POSTING_COLUMNS] = {
		[WG_POSTING_AT] = wg_int_value(wg_tx_at(c->tx)), [WG_POSTING_KIND] = wg_text_value(kind),
		[WG_POSTING_NEED_ID] = wg_int_or_null(need, 0),  [WG_POSTING_REVERSES_ID] = wg_int_or_null(reverses, 0),
		[WG_POSTING_NOTE] = wg_text_value(note),
	};
	*id = 0;
	return wg_row_insert(c->tx, WG_T_POSTING, v, id, e);
}

static enum wg_err write_entry(struct wg_call *c, int64_t posting, int64_t account, int64_t minutes, struct wg_error *e)
{
	int64_t id = 0;
	struct wg_value v[WG_ENTRY_COLUMNS] = {
		[WG_ENTRY_POSTING_ID] = wg_int_value(posting),
		[WG_ENTRY_ACCOUNT_ID] = wg_int_value(account),
		[WG_ENTRY_MINUTES] = wg_int_value(minutes),
	};
	return wg_row_insert(c->tx, WG_T_ENTRY, v, &id, e);
}

/* One sum for each helper. */
static void add_up(const waiting_vec *work, struct waiting *sums, size_t *n, int64_t *all)
{
	*n = 0;
	*all = 0;
	for (size_t i = 0; i < work->len; i++) {
		size_t k = 0;
		while (k < *n && sums[k].worker_id != work->at[i].worker_id)
			k++;
		if (k == *n)
			sums[(*n)++] = (struct waiting){.worker_id = work->at[i].worker_id};
		sums[k].minutes += work->at[i].minutes;
		*all += work->at[i].minutes;
	}
}

/* Accounts are made before the posting, and that before what refers to it: taken back, they go in turn. */
static enum wg_err post(struct wg_call *c, const struct wg_need *need, const waiting_vec *work, int64_t *minutes,
			struct wg_error *e)
{
	struct waiting *sums = WG_NEW(c->a, struct waiting, work->len);
	int64_t payer = 0, posting = 0;
	size_t n = 0;
	add_up(work, sums, &n, minutes);
	enum wg_err err = payer_of(c, need, &payer, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = account_of(c, sums[i].worker_id, 0, &sums[i].id, e);
	if (err == WG_OK)
		err = write_posting(c, "service", need->id, 0, NULL, &posting, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = write_entry(c, posting, sums[i].id, sums[i].minutes, e);
	if (err == WG_OK)
		err = write_entry(c, posting, payer, -*minutes, e);
	for (size_t i = 0; err == WG_OK && i < work->len; i++) {
		const struct waiting *w = &work->at[i];
		err = wg_row_set(c->tx, WG_T_WORK, w->id, WG_WORK_POSTING_ID, wg_int_value(posting), e);
		if (err == WG_OK && w->minutes != w->was)
			err = wg_row_set(c->tx, WG_T_WORK, w->id, WG_WORK_MINUTES, wg_int_value(w->minutes), e);
	}
	return err;
}

enum wg_err wg__post_work(struct wg_call *c, const struct wg_need *need, int64_t *minutes, struct wg_error *e)
{
	waiting_vec work = {0};
	*minutes = 0;
	enum wg_err err = read_waiting(c, need->id, &work, e);
	if (err == WG_OK && work.len > 0)
		err = post(c, need, &work, minutes, e);
	WG_VEC_FREE(&work);
	return err;
}

/* The opposite of each entry. */
static enum wg_err write_opposite(struct wg_call *c, int64_t of, int64_t posting, struct wg_error *e)
{
	WG_VEC(struct waiting) entries = {0};
	struct wg_stmt *st = wg_query(c->db, SQL_ENTRIES_OF);
	wg_bind_int(st, 1, of);
	while (wg_step(st)) {
		struct waiting w = {.id = wg_int(st, 0), .minutes = wg_int(st, 1)};
		WG_PUSH(&entries, w);
	}
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < entries.len; i++)
		err = write_entry(c, posting, entries.at[i].id, -entries.at[i].minutes, e);
	WG_VEC_FREE(&entries);
	return err;
}

/* The work waits again to be posted. */
static enum wg_err release_work(struct wg_call *c, int64_t posting, struct wg_error *e)
{
	WG_VEC(int64_t) ids = {0};
	struct wg_stmt *st = wg_query(c->db, SQL_WORK_OF);
	wg_bind_int(st, 1, posting);
	while (wg_step(st))
		WG_PUSH(&ids, wg_int(st, 0));
	enum wg_err err = wg_done(st, e);
	for (size_t i = 0; err == WG_OK && i < ids.len; i++)
		err = wg_row_set(c->tx, WG_T_WORK, ids.at[i], WG_WORK_POSTING_ID, (struct wg_value){0}, e);
	WG_VEC_FREE(&ids);
	return err;
}

static struct wg_stmt *posting_of_id(struct wg_call *c, int64_t id)
{
	struct wg_stmt *st = wg_query(c->db, "SELECT id FROM posting WHERE id = $1");
	wg_bind_int(st, 1, id);
	return st;
}

/* By its number, or the last one of a need that still counts. */
static enum wg_err find_posting(struct wg_call *c, const char *typed, int64_t *id, struct wg_error *e)
{
	struct wg_need need;
	const char *digits = typed + (*typed == '#');
	if (*digits && digits[strspn(digits, "0123456789")] == '\0')
		*id = wg__full_id(c->office, strtoll(digits, NULL, 10));
	if (*id && wg_one_int(posting_of_id(c, *id), 0, id, e) == WG_OK && *id)
		return WG_OK;
	enum wg_err err = wg_need_find(c->office, typed, c->a, &need, e);
	if (err != WG_OK)
		return err == WG_ENOTFOUND ? wg_fail(e, err, N_("there is no posting {1}"), "s", typed) : err;
	struct wg_stmt *st = wg_query(c->db, SQL_LAST_OF_NEED);
	wg_bind_int(st, 1, need.id);
	err = wg_one_int(st, 0, id, e);
	if (err == WG_OK && !*id)
		err = wg_fail(e, WG_ENOTFOUND, N_("no hours of {1} are posted"), "s", need.title);
	return err;
}

static enum wg_err read_posting(struct wg_call *c, int64_t *id, struct wg_value *v, struct wg_error *e)
{
	*id = 0;
	enum wg_err err = find_posting(c, wg__arg(c, "posting"), id, e);
	return err == WG_OK ? wg_row_get(c->db, WG_T_POSTING, *id, v, c->a, e) : err;
}

enum wg_err wg__exec_reverse(struct wg_call *c, struct wg_error *e)
{
	struct wg_value v[WG_POSTING_COLUMNS];
	int64_t id, posting = 0, reversed = 0;
	enum wg_err err = read_posting(c, &id, v, e);
	if (err != WG_OK)
		return err;
	struct wg_stmt *st = wg_query(c->db, SQL_REVERSED);
	wg_bind_int(st, 1, id);
	if ((err = wg_one_int(st, 0, &reversed, e)) != WG_OK)
		return err;
	const char *number = wg_arena_printf(c->a, "#%lld", wg__need_number(id));
	if (v[WG_POSTING_REVERSES_ID].type != WG_NULL)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "posting", number, N_("is a reversal itself"), "");
	if (reversed)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "posting", number, N_("has been reversed already"), "");
	if (c->out->n_refusals > 0)
		return WG_OK;
	err = write_posting(c, "reversal", v[WG_POSTING_NEED_ID].i, id, wg__arg(c, "reason"), &posting, e);
	if (err == WG_OK)
		err = write_opposite(c, id, posting, e);
	if (err == WG_OK)
		err = release_work(c, id, e);
	if (err == WG_OK)
		wg__say(c, N_("posting {1} is reversed by {2}"), "sl", number, wg__need_number(posting));
	return err;
}

/* Which waiting work of a helper the right minutes are for; NULL after a refusal. */
static struct waiting *work_of(struct wg_call *c, const struct wg_need *need, const waiting_vec *work,
			       const struct wg__worked *right, int64_t day)
{
	struct waiting *found = NULL;
	int n = 0;
	for (size_t i = 0; i < work->len; i++) {
		struct waiting *w = &work->at[i];
		if (w->worker_id != right->worker_id || (day && w->day != day))
			continue;
		found = w;
		n++;
	}
	if (n == 0)
		wg__need_note(c, WG_NOTE_REFUSAL, need, N_("no work of {1} waits to be posted"), "s", right->name);
	else if (n > 1)
		wg__need_note(c, WG_NOTE_REFUSAL, need, N_("{1} was there {2} times: say which day"), "sd", right->name,
			      n);
	return n == 1 ? found : NULL;
}

static enum wg_err put_right(struct wg_call *c, const struct wg_need *need, waiting_vec *work, struct wg_error *e)
{
	struct wg__minutes m;
	int64_t day;
	enum wg_err err = wg__arg_minutes(c, &m, e);
	if (err == WG_OK)
		err = wg__arg_day(c, "date", 0, &day, e);
	if (err != WG_OK)
		return err;
	for (size_t i = 0; m.each > 0 && i < work->len; i++) {
		if (!day || work->at[i].day == day)
			work->at[i].minutes = m.each;
	}
	for (size_t i = 0; i < m.n; i++) {
		struct waiting *w = work_of(c, need, work, &m.at[i], day);
		if (w)
			w->minutes = m.at[i].minutes;
	}
	return WG_OK;
}

enum wg_err wg__exec_repost(struct wg_call *c, struct wg_error *e)
{
	struct wg_need need;
	waiting_vec work = {0};
	int64_t minutes = 0;
	enum wg_err err = wg__arg_need(c, "need", &need, e);
	if (err == WG_OK)
		err = read_waiting(c, need.id, &work, e);
	if (err == WG_OK && work.len == 0)
		wg__need_note(c, WG_NOTE_REFUSAL, &need, N_("no work waits to be posted"), "");
	else if (err == WG_OK && need.state != WG_STATE_CLOSED)
		wg__need_note(c, WG_NOTE_REFUSAL, &need, N_("its hours are posted with the follow-up"), "");
	if (err == WG_OK && c->out->n_refusals == 0)
		err = put_right(c, &need, &work, e);
	if (err == WG_OK && c->out->n_refusals == 0)
		err = post(c, &need, &work, &minutes, e);
	WG_VEC_FREE(&work);
	if (err == WG_OK)
		wg__say(c, N_("{1}: {2} minutes posted"), "sl", need.title, (long long)minutes);
	return err;
}
