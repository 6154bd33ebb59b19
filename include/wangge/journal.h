/* journal.h: what was done, read back. */
#ifndef WANGGE_JOURNAL_H
#define WANGGE_JOURNAL_H

#include "base/arena.h"
#include "wangge/office.h"

struct wg_batch {
	int64_t id, at, uid, changes, undo_of; /* undo_of 0 = no undo */
	const char *actor, *command, *label, *note;
	unsigned flags;
	bool undone; /* taken back, and not redone */
};

struct wg_batches {
	struct wg_batch *at;
	size_t n;
};

/* The newest first. */
enum wg_err wg_journal_list(wg_office *office, int64_t limit, struct wg_arena *a, struct wg_batches *out,
			    struct wg_error *e);

/* By id, or by the number that people see. */
enum wg_err wg_journal_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_batch *out, struct wg_error *e);

/* The batch that `undo` takes back next: the last of this user that is no undo, not undone and not of the system.
 * WG_EREFUSED when there is none. */
enum wg_err wg_journal_to_undo(wg_office *office, int64_t *batch, struct wg_error *e);

/* The undo that `redo` takes back next: the last one of this user, as long as the user has not written since. */
enum wg_err wg_journal_to_redo(wg_office *office, int64_t *batch, struct wg_error *e);

/* Number of a batch as people see it: without the office. */
int64_t wg_batch_number(int64_t id);

#endif
