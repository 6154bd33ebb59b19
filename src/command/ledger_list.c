#include <string.h>

#include "command/exec.h"
#include "command/need.h"
#include "wangge/ledger.h"

#define N_COLUMNS(columns) (sizeof columns / sizeof *columns)

static const char *account_kind(const char *kind)
{
	return strcmp(kind, "worker") == 0      ? N_("helper")
	       : strcmp(kind, "household") == 0 ? N_("household")
						: N_("pool");
}

static void list_accounts(struct wg_call *c, const struct wg_accounts *list)
{
	static const struct wg_rows_column columns[] = {
		{"account_id", N_("id"), WG_ROWS_ID, NULL},    {"account_kind", N_("account"), WG_ROWS_MSG, NULL},
		{"account", N_("name"), WG_ROWS_TEXT, NULL},   {"balance", N_("minutes"), WG_ROWS_INT, NULL},
		{"entries", N_("entries"), WG_ROWS_INT, NULL},
	};
	struct wg_rows *t = wg__table(c, "accounts", N_("Accounts"), columns, N_COLUMNS(columns));
	for (size_t i = 0; i < list->n; i++) {
		const struct wg_account *k = &list->at[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(k->id);
		row[1] = wg__text(account_kind(k->kind));
		row[2] = wg__text(k->name);
		row[3] = wg__int(k->balance);
		row[4] = wg__int(k->entries);
	}
}

static void list_entries(struct wg_call *c, const struct wg_entries *list)
{
	static const struct wg_rows_column columns[] = {
		{"posting", N_("posting"), WG_ROWS_INT, NULL},
		{"at", N_("when"), WG_ROWS_TIME, NULL},
		{"account_kind", N_("account"), WG_ROWS_MSG, NULL},
		{"account", N_("name"), WG_ROWS_TEXT, NULL},
		{"minutes", N_("minutes"), WG_ROWS_INT, NULL},
		{"need_id", N_("need id"), WG_ROWS_ID, NULL},
		{"title", N_("need"), WG_ROWS_TEXT, NULL},
		{"reverses", N_("reverses"), WG_ROWS_INT, NULL},
		{"reversed_by", N_("reversed by"), WG_ROWS_INT, NULL},
		{"note", N_("note"), WG_ROWS_TEXT, NULL},
	};
	struct wg_rows *t = wg__table(c, "entries", NULL, columns, N_COLUMNS(columns));
	for (size_t i = 0; i < list->n; i++) {
		const struct wg_entry *n = &list->at[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(wg__need_number(n->posting_id));
		row[1] = wg__int(n->at);
		row[2] = wg__text(account_kind(n->account_kind));
		row[3] = wg__text(n->account);
		row[4] = wg__int(n->minutes);
		row[5] = wg__int_or_null(n->need_id);
		row[6] = wg__text(n->title);
		row[7] = wg__int_or_null(wg__need_number(n->reverses_id));
		row[8] = wg__int_or_null(wg__need_number(n->undone_by));
		row[9] = wg__text(n->note);
	}
}

static enum wg_err read_query(struct wg_call *c, struct wg_ledger_query *q, struct wg_error *e)
{
	struct wg_worker w;
	struct wg_need need;
	int64_t *ids;
	size_t n = 0;
	enum wg_err err = WG_OK;
	*q = (struct wg_ledger_query){0};
	if (wg__arg(c, "worker") && (err = wg__arg_worker(c, "worker", &w, e)) == WG_OK)
		q->worker_id = w.id;
	if (err == WG_OK && wg__arg(c, "need") && (err = wg__arg_need(c, "need", &need, e)) == WG_OK)
		q->need_id = need.id;
	if (err == WG_OK && wg__arg(c, "household")) {
		err = wg__arg_households(c, "household", &ids, &n, e);
		if (err == WG_OK && n != 1)
			err = wg_fail(e, WG_EUSAGE, N_("one household, please: {1} were found"), "d", (int)n);
		q->household_id = err == WG_OK ? ids[0] : 0;
	}
	return err;
}

enum wg_err wg__exec_ledger(struct wg_call *c, struct wg_error *e)
{
	struct wg_ledger_query q;
	struct wg_entries entries;
	struct wg_accounts accounts;
	int64_t earned = 0, sum = 0;
	enum wg_err err = read_query(c, &q, e);
	if (err == WG_OK)
		err = wg_ledger_list(c->office, &q, c->a, &entries, e);
	if (err == WG_OK)
		err = wg_ledger_accounts(c->office, &q, c->a, &accounts, e);
	if (err != WG_OK)
		return err;
	list_entries(c, &entries);
	list_accounts(c, &accounts);
	for (size_t i = 0; i < accounts.n; i++) {
		earned += accounts.at[i].worker_id ? accounts.at[i].balance : 0;
		sum += accounts.at[i].balance;
	}
	wg__say(c, N_("{1} entries; helpers have {2} minutes; all of it is {3}"), "lll", (long long)entries.n,
		(long long)earned, (long long)sum);
	return WG_OK;
}
