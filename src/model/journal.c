#include "wangge/journal.h"

#include <string.h>

#include "base/vec.h"
#include "model/office.h"
#include "store/schema.h"
#include "store/tx.h"

/* SQL: undone = somebody took it back, and that undo stands. An undo stands unless it was itself taken back by a
 * redo that stands; redos of redos do not occur, since a redo is taken back by a new undo of the first batch. */
#define UNDONE                                                                                                         \
	"EXISTS (SELECT 1 FROM batch u WHERE u.undo_of = b.id AND NOT EXISTS (SELECT 1 FROM batch r WHERE r.undo_of "  \
	"= u.id))"
#define BATCH_COLUMNS                                                                                                  \
	"b.id, b.at, b.uid, b.n_changes, b.undo_of, b.actor, b.command, b.label, b.note, b.flags, " UNDONE             \
	" FROM batch b "

static const char SQL_LIST[] = "SELECT " BATCH_COLUMNS "ORDER BY b.id DESC LIMIT $1";
static const char SQL_ONE[] = "SELECT " BATCH_COLUMNS "WHERE b.id = $1";
static const char SQL_TO_UNDO[] =
	"SELECT b.id FROM batch b WHERE b.uid = $1 AND b.undo_of IS NULL AND (b.flags & 2) = 0 "
	"AND NOT " UNDONE " ORDER BY b.id DESC LIMIT 1";
/* SQL: newest first; is_redo = takes back an undo. */
static const char SQL_RECENT[] =
	"SELECT b.id, b.undo_of IS NOT NULL, EXISTS (SELECT 1 FROM batch o WHERE o.id = b.undo_of AND o.undo_of IS NOT "
	"NULL), " UNDONE " FROM batch b WHERE b.uid = $1 AND (b.flags & 2) = 0 ORDER BY b.id DESC";

static struct wg_batch read_batch(struct wg_stmt *st, struct wg_arena *a)
{
	return (struct wg_batch){
		.id = wg_int(st, 0),
		.at = wg_int(st, 1),
		.uid = wg_int(st, 2),
		.changes = wg_int(st, 3),
		.undo_of = wg_int(st, 4),
		.actor = wg__text_or_empty(st, 5, a),
		.command = wg__text_or_empty(st, 6, a),
		.label = wg__text_or_empty(st, 7, a),
		.note = wg__text_or_empty(st, 8, a),
		.flags = (unsigned)wg_int(st, 9),
		.undone = wg_int(st, 10),
	};
}

enum wg_err wg_journal_list(wg_office *office, int64_t limit, struct wg_arena *a, struct wg_batches *out,
			    struct wg_error *e)
{
	WG_VEC(struct wg_batch) all = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_LIST);
	wg_bind_int(st, 1, limit);
	while (wg_step(st))
		WG_PUSH(&all, read_batch(st, a));
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		out->n = all.len;
		out->at = WG_NEW(a, struct wg_batch, all.len);
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_journal_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_batch *out, struct wg_error *e)
{
	id = wg__full_id(office, id);
	struct wg_batch b = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_ONE);
	wg_bind_int(st, 1, id);
	bool found = wg_step(st);
	if (found)
		b = read_batch(st, a);
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && !found)
		err = wg_fail(e, WG_ENOTFOUND, N_("there is no batch {1}"), "l", (long long)wg_short_id(id));
	if (err == WG_OK)
		*out = b;
	return err;
}

enum wg_err wg_journal_to_undo(wg_office *office, int64_t *batch, struct wg_error *e)
{
	int64_t id = 0;
	struct wg_stmt *st = wg_query(office->db, SQL_TO_UNDO);
	wg_bind_int(st, 1, office->uid);
	enum wg_err err = wg_one_int(st, 0, &id, e);
	if (err == WG_OK && !id)
		err = wg_fail(e, WG_EREFUSED, N_("there is nothing to undo"), "");
	if (err == WG_OK)
		*batch = id;
	return err;
}

enum wg_err wg_journal_to_redo(wg_office *office, int64_t *batch, struct wg_error *e)
{
	int64_t id = 0;
	bool wrote = false;
	struct wg_stmt *st = wg_query(office->db, SQL_RECENT);
	wg_bind_int(st, 1, office->uid);
	while (!id && !wrote && wg_step(st)) {
		bool takes_back = wg_int(st, 1), is_redo = wg_int(st, 2), undone = wg_int(st, 3);
		if (!takes_back)
			wrote = !undone;
		else if (!is_redo && !undone)
			id = wg_int(st, 0);
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && !id)
		err = wg_fail(e, WG_EREFUSED, N_("there is nothing to redo"), "");
	if (err == WG_OK)
		*batch = id;
	return err;
}

int64_t wg_batch_number(int64_t id)
{
	return wg_short_id(id);
}
