#include "wangge/ledger.h"

#include <string.h>

#include "base/vec.h"
#include "model/office.h"

/* SQL: the name of account k: a worker w, or the household behind door d with its head p. */
#define ACCOUNT_NAME "coalesce(w.name, b.name || en.name || coalesce(d.room, '') || coalesce(' ' || p.name, ''), '')"
#define ACCOUNT_JOINS                                                                                                  \
	"LEFT JOIN worker w ON w.id = k.worker_id LEFT JOIN household h ON h.id = k.household_id "                     \
	"LEFT JOIN door d ON d.id = h.door_id LEFT JOIN place en ON en.id = d.entrance_id "                            \
	"LEFT JOIN place b ON b.id = en.parent_id LEFT JOIN person p ON p.id = (SELECT min(id) FROM person x WHERE "   \
	"x.household_id = h.id AND x.relation = 'head' AND x.gone IS NULL) "

static const char SQL_ENTRIES[] =
	"SELECT e.id, e.posting_id, o.at, o.need_id, o.kind, k.kind, " ACCOUNT_NAME ", n.title, o.note, e.account_id, "
	"e.minutes, o.reverses_id, (SELECT r.id FROM posting r WHERE r.reverses_id = o.id) "
	"FROM entry e JOIN posting o ON o.id = e.posting_id JOIN account k ON k.id = e.account_id " ACCOUNT_JOINS
	"LEFT JOIN need n ON n.id = o.need_id "
	"WHERE ($1 = 0 OR k.worker_id = $1) AND ($2 = 0 OR k.household_id = $2) AND ($3 = 0 OR o.need_id = $3) AND "
	"($4 = 0 OR o.id = $4) AND o.at >= $5 AND o.at < $6 ORDER BY o.at DESC, o.id DESC, e.id";
static const char SQL_ACCOUNTS[] =
	"SELECT k.id, k.worker_id, k.household_id, k.kind, " ACCOUNT_NAME ", sum(e.minutes), count(*) "
	"FROM account k JOIN entry e ON e.account_id = k.id JOIN posting o ON o.id = e.posting_id " ACCOUNT_JOINS
	"WHERE ($1 = 0 OR k.worker_id = $1) AND ($2 = 0 OR k.household_id = $2) AND ($3 = 0 OR o.need_id = $3) AND "
	"($4 = 0 OR o.id = $4) AND o.at >= $5 AND o.at < $6 "
	"GROUP BY k.id, k.worker_id, k.household_id, k.kind, w.name, b.name, en.name, d.room, p.name "
	"ORDER BY k.kind = 'worker' DESC, k.kind = 'pool' DESC, sum(e.minutes) DESC, k.id";

static struct wg_stmt *ask(wg_office *office, const char *sql, const struct wg_ledger_query *q)
{
	struct wg_stmt *st = wg_query(office->db, sql);
	wg_bind_int(st, 1, q->worker_id);
	wg_bind_int(st, 2, q->household_id);
	wg_bind_int(st, 3, q->need_id);
	wg_bind_int(st, 4, q->posting_id);
	wg_bind_int(st, 5, q->since);
	wg_bind_int(st, 6, q->until ? q->until : INT64_MAX);
	return st;
}

enum wg_err wg_ledger_list(wg_office *office, const struct wg_ledger_query *query, struct wg_arena *a,
			   struct wg_entries *out, struct wg_error *e)
{
	WG_VEC(struct wg_entry) all = {0};
	struct wg_stmt *st = ask(office, SQL_ENTRIES, query);
	while (wg_step(st)) {
		const char *note = wg__show_note(office, a, wg_text(st, 8));
		struct wg_entry n = {
			.id = wg_int(st, 0),
			.posting_id = wg_int(st, 1),
			.at = wg_int(st, 2),
			.need_id = wg_int(st, 3),
			.kind = wg__text_or_empty(st, 4, a),
			.account_kind = wg__text_or_empty(st, 5, a),
			.account = wg__text_or_empty(st, 6, a),
			.title = wg__text_or_empty(st, 7, a),
			.note = note ? note : "",
			.account_id = wg_int(st, 9),
			.minutes = wg_int(st, 10),
			.reverses_id = wg_int(st, 11),
			.undone_by = wg_int(st, 12),
		};
		WG_PUSH(&all, n);
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		*out = (struct wg_entries){.at = WG_NEW(a, struct wg_entry, all.len), .n = all.len};
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_ledger_accounts(wg_office *office, const struct wg_ledger_query *query, struct wg_arena *a,
			       struct wg_accounts *out, struct wg_error *e)
{
	WG_VEC(struct wg_account) all = {0};
	struct wg_stmt *st = ask(office, SQL_ACCOUNTS, query);
	while (wg_step(st)) {
		struct wg_account k = {
			.id = wg_int(st, 0),
			.worker_id = wg_int(st, 1),
			.household_id = wg_int(st, 2),
			.kind = wg__text_or_empty(st, 3, a),
			.name = wg__text_or_empty(st, 4, a),
			.balance = wg_int(st, 5),
			.entries = wg_int(st, 6),
		};
		WG_PUSH(&all, k);
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		*out = (struct wg_accounts){.at = WG_NEW(a, struct wg_account, all.len), .n = all.len};
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}
