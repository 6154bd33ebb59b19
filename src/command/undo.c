#include "store/undo.h"

#include <stdio.h>
#include <string.h>

#include "command/exec.h"
#include "command/need.h"
#include "wangge/journal.h"
#include "wangge/ledger.h"

/* An account is called by whose it is. */
static enum wg_err account_name(struct wg_call *c, int64_t id, const char **out, struct wg_error *e)
{
	struct wg_ledger_query everything = {0};
	struct wg_accounts all;
	enum wg_err err = wg_ledger_accounts(c->office, &everything, c->a, &all, e);
	for (size_t i = 0; err == WG_OK && i < all.n; i++) {
		if (all.at[i].id == id && *all.at[i].name)
			*out = all.at[i].name;
	}
	return err;
}

/* What a person calls the record: a household by address and head, a place by its path, a worker by name, a need by its
 * number and title. */
static enum wg_err name_of(struct wg_call *c, const struct wg_undo_kept *k, const char **out, struct wg_error *e)
{
	struct wg_household h;
	struct wg_node n;
	struct wg_worker w;
	struct wg_need need;
	*out = wg_table_info[k->table].name;
	if (wg_household_get(c->office, k->unit, c->a, &h, NULL) == WG_OK) {
		const char *address;
		enum wg_err err = wg_household_address(c->office, k->unit, false, c->a, &address, e);
		if (err == WG_OK)
			*out = wg_arena_printf(c->a, "%s %s", address, h.head);
		return err;
	}
	if (wg_need_get(c->office, k->unit, c->a, &need, NULL) == WG_OK)
		*out = wg_arena_printf(c->a, "#%lld %s", wg__need_number(need.id), need.title);
	if (k->table == WG_T_ACCOUNT)
		return account_name(c, k->unit, out, e);
	if (k->table == WG_T_POSTING || k->table == WG_T_ENTRY)
		*out = wg_arena_printf(c->a, "#%lld", wg__need_number(k->unit));
	if (k->table == WG_T_PLACE && wg_node_get(c->office, WG_NODE_PLACE, k->unit, c->a, &n, NULL) == WG_OK)
		return wg_node_path(c->office, &n, "/", c->a, out, e);
	if (k->table == WG_T_WORKER && wg_worker_get(c->office, k->unit, c->a, &w, NULL) == WG_OK)
		*out = w.name;
	return WG_OK;
}

static enum wg_err list_kept(struct wg_call *c, const struct wg_undo_report *r, struct wg_error *e)
{
	for (size_t i = 0; i < r->n_kept; i++) {
		const char *name = "";
		enum wg_err err = name_of(c, &r->kept[i], &name, e);
		if (err != WG_OK)
			return err;
		if (r->kept[i].later)
			wg__note_at(c, WG_NOTE_WARNING, NULL, 0, NULL, name,
				    N_("left as it is: batch {1} has changed it since"), "l",
				    (long long)wg_batch_number(r->kept[i].later));
		else
			wg__note_at(c, WG_NOTE_WARNING, NULL, 0, NULL, name,
				    N_("left as it is: something else refers to it"), "");
	}
	return WG_OK;
}

/* named: the batch that is spoken of. */
static enum wg_err take_back(struct wg_call *c, const struct wg_batch *b, const struct wg_batch *named,
			     const char *said, struct wg_error *e)
{
	struct wg_undo_report report;
	wg_tx_undoes(c->tx, b->id);
	enum wg_err err = wg_undo_batch(c->tx, b->id, c->a, &report, e);
	enum wg_err listed = list_kept(c, &report, err == WG_OK ? e : NULL);
	if (err != WG_OK || listed != WG_OK)
		return err != WG_OK ? err : listed;
	if (report.units == 0 && report.n_kept > 0)
		return wg_fail(e, WG_EREFUSED,
			       N_("batch {1} ({2}): everything it did has changed since; nothing was taken back"), "ls",
			       (long long)wg_batch_number(b->id), b->label);
	if (report.reordered)
		wg__note(c, WG_NOTE_INFO,
			 N_("{1} places in the walk were taken meanwhile: the nearest free ones were used"), "l",
			 (long long)report.reordered);
	wg__say(c, said, "lsl", (long long)wg_batch_number(named->id), named->label, (long long)report.units);
	return WG_OK;
}

enum wg_err wg__exec_undo(struct wg_call *c, struct wg_error *e)
{
	struct wg_batch b;
	int64_t batch = 0;
	enum wg_err err = wg__arg_int(c, "batch", 0, &batch, e);
	if (err == WG_OK && !wg__flag(c, "batch"))
		err = wg_journal_to_undo(c->office, &batch, e);
	if (err != WG_OK || (err = wg_journal_get(c->office, batch, c->a, &b, e)) != WG_OK)
		return err;
	if (b.undone)
		return wg_fail(e, WG_EREFUSED, N_("batch {1} is taken back already"), "l",
			       (long long)wg_batch_number(b.id));
	return take_back(c, &b, &b, N_("batch {1} ({2}) taken back: {3} records"), e);
}

enum wg_err wg__exec_redo(struct wg_call *c, struct wg_error *e)
{
	struct wg_batch b = {0}, first;
	int64_t batch = 0;
	enum wg_err err = wg_journal_to_redo(c->office, &batch, e);
	if (err == WG_OK)
		err = wg_journal_get(c->office, batch, c->a, &b, e);
	first = b;
	while (err == WG_OK && first.undo_of) /* people know what they did, not the undoing of it */
		err = wg_journal_get(c->office, first.undo_of, c->a, &first, e);
	if (err != WG_OK)
		return err;
	return take_back(c, &b, &first, N_("done again: batch {1} ({2}), {3} records"), e);
}
