/* undo.h: taking a batch back, from its changes alone.
 *
 * Unit by unit (the record a person thinks in). A unit is set back whole when every value that the batch wrote there
 * still stands and no other row refers to a row that would go; otherwise nothing of it is touched and it is reported
 * with the later batch. Taking back an undo is the redo. */
#ifndef WANGGE_STORE_UNDO_H
#define WANGGE_STORE_UNDO_H

#include "store/tx.h"

/* A unit that stays as it is. */
struct wg_undo_kept {
	int64_t unit;
	enum wg_table_id table; /* of a row of it */
	int64_t row;
	int64_t later; /* the batch that changed it since; 0 = something else refers to it */
};

struct wg_undo_report {
	int64_t units;                   /* set back */
	const struct wg_undo_kept *kept; /* in the arena */
	size_t n_kept;
	int64_t reordered; /* places or doors whose place in the walk was taken: they got the nearest free one */
};

/* Within tx, whose undo_of is the batch. A batch that is flagged WHOLE and cannot be set back whole changes nothing
 * and gives WG_EREFUSED with the report filled in. */
enum wg_err wg_undo_batch(struct wg_tx *tx, int64_t batch, struct wg_arena *a, struct wg_undo_report *report,
			  struct wg_error *e);

#endif
