/* ledger.h: hours of service, in double entry: what a helper earns a household or the pool gives. */
#ifndef WANGGE_LEDGER_H
#define WANGGE_LEDGER_H

#include "base/arena.h"
#include "wangge/office.h"

/* One entry of a posting. Texts are never NULL. kind: service or reversal. account: the helper's name, the household's
 * door and head, or "" for the pool. */
struct wg_entry {
	int64_t id, posting_id, at, need_id; /* need_id 0 = of no need */
	const char *kind, *account_kind, *account, *title, *note;
	int64_t account_id, minutes;    /* earned +, spent − */
	int64_t reverses_id, undone_by; /* posting that it reverses; that reverses it; 0 = none */
};

struct wg_entries {
	struct wg_entry *at;
	size_t n;
};

/* What is asked for; zero = no condition. */
struct wg_ledger_query {
	int64_t worker_id, household_id, need_id, posting_id;
	int64_t since, until; /* posted at: since ≤ at < until */
};

/* The newest posting first. Of a need or a posting all entries; of a worker or a household those of its account. */
enum wg_err wg_ledger_list(wg_office *office, const struct wg_ledger_query *query, struct wg_arena *a,
			   struct wg_entries *out, struct wg_error *e);

/* An account and what stands on it. */
struct wg_account {
	int64_t id, worker_id, household_id; /* 0 = not that; the pool has neither */
	const char *kind, *name;
	int64_t balance, entries;
};

struct wg_accounts {
	struct wg_account *at;
	size_t n;
};

/* Every account that the query asks for, helpers first, the greatest balance first. Together they are zero. */
enum wg_err wg_ledger_accounts(wg_office *office, const struct wg_ledger_query *query, struct wg_arena *a,
			       struct wg_accounts *out, struct wg_error *e);

#endif
