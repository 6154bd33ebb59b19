/* tx.h: one write transaction = one batch of the journal, and the row writer: the only way rows are written.
 *
 *	wg_tx_begin(db, &opts, &tx, e);
 *	struct wg_value v[WG_DOOR_COLUMNS] = {[WG_DOOR_ROOM] = wg_text_value("501"), …};
 *	wg_row_insert(tx, WG_T_DOOR, v, &id, e);
 *	wg_row_set(tx, WG_T_DOOR, id, WG_DOOR_FLOOR, wg_int_value(5), e);
 *	wg_tx_commit(&tx, &batch, e);
 *
 * Each written value is a row of `change`; counters, keys and other derived values follow (derive.h). */
#ifndef WANGGE_STORE_TX_H
#define WANGGE_STORE_TX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "store/db.h"
#include "store/table.h"

struct wg_tx;

/* NULL, an integer or a text; text is borrowed for the call. */
struct wg_value {
	enum { WG_NULL, WG_INT, WG_TEXT } type;
	int64_t i;
	const char *s;
};

struct wg_value wg_int_value(int64_t i);
struct wg_value wg_text_value(const char *s);            /* NULL gives NULL */
struct wg_value wg_int_or_null(int64_t i, int64_t none); /* NULL when i == none */
bool wg_value_equal(struct wg_value a, struct wg_value b);

enum { WG_BATCH_WHOLE = 1, WG_BATCH_SYSTEM = 2, WG_BATCH_BULK = 4 };

/* What the journal says about the batch; texts are borrowed until commit.
 * BULK: inserted rows carry the batch and have no changes of their own. */
struct wg_tx_opts {
	const char *op_id, *actor, *command, *label;
	int64_t uid, at;
	unsigned flags;
	int64_t undo_of; /* 0 = no undo */
};

enum wg_err wg_tx_begin(struct wg_db *db, const struct wg_tx_opts *opts, struct wg_tx **tx, struct wg_error *e);

/* Derived values, then the structural invariants, the batch row and COMMIT. A transaction that changed nothing leaves
 * no batch: *batch = 0. Afterwards *tx is NULL, also on error (then nothing was written). */
enum wg_err wg_tx_commit(struct wg_tx **tx, int64_t *batch, struct wg_error *e);
void wg_tx_rollback(struct wg_tx **tx);

int64_t wg_tx_at(const struct wg_tx *tx);
void wg_tx_note(struct wg_tx *tx, const char *note); /* for the batch row; part of its hash */
void wg_tx_undoes(struct wg_tx *tx, int64_t batch);  /* this batch takes another one back */

/* Brings the derived values up to date in the middle of a transaction, so that its reads see them. */
enum wg_err wg_tx_settle(struct wg_tx *tx, struct wg_error *e);

/* Checks what every state must satisfy; wg_tx_commit() does it too. */
enum wg_err wg_tx_check(struct wg_tx *tx, struct wg_error *e);

int64_t wg_tx_changes(const struct wg_tx *tx); /* changed values so far, rows created in bulk included */

/* Two runs that would do the same have the same digest: ids of new rows count by order of appearance; batch, clock
 * and versions do not count. 32 hexadecimal digits. */
void wg_tx_digest(const struct wg_tx *tx, char out[33]);

/* v: one value a column, NULL for the rest. *id 0 asks for a new id. */
enum wg_err wg_row_insert(struct wg_tx *tx, enum wg_table_id t, const struct wg_value *v, int64_t *id,
			  struct wg_error *e);

/* A value that is already there is no change. WG_ENOTFOUND when there is no such row. */
enum wg_err wg_row_set(struct wg_tx *tx, enum wg_table_id t, int64_t id, int col, struct wg_value v,
		       struct wg_error *e);

enum wg_err wg_row_delete(struct wg_tx *tx, enum wg_table_id t, int64_t id, struct wg_error *e);

/* All columns of a row, texts in the arena. WG_ENOTFOUND, without a sentence, when there is none. */
enum wg_err wg_row_get(struct wg_db *db, enum wg_table_id t, int64_t id, struct wg_value *v, struct wg_arena *a,
		       struct wg_error *e);

#endif
