/* tx_int.h: the inside of a transaction, for the files of store/ only. */
#ifndef WANGGE_STORE_TX_INT_H
#define WANGGE_STORE_TX_INT_H

#include <sodium.h>

#include "base/map.h"
#include "base/vec.h"
#include "store/tx.h"

/* What a household, a door or a need adds to the counters of its place; the columns of place_stat. */
enum wg_counter {
	WG_C_HOUSEHOLDS,
	WG_C_COVERED,
	WG_C_PEOPLE,
	WG_C_CARE,
	WG_C_OWN,
	WG_C_LOAD,
	WG_C_HOMES,
	WG_C_VACANT,
	WG_C_NEEDS,
	WG_COUNTERS
};

struct wg__share {
	int64_t place; /* the entrance; a need's own place; 0 = counts nowhere */
	int32_t n[WG_COUNTERS];
};

/* What a batch has touched, and what it added to the counters before that. */
struct wg__derive {
	struct wg_map households, doors, needs; /* id -> index into shares */
	WG_VEC(struct wg__share) shares;
	struct wg_map persons;   /* id -> 0: new keys to be made, the old ones are gone */
	struct wg_map places;    /* id -> 0: path to be recomputed */
	struct wg_map parents;   /* id -> 0: order of the children to be checked */
	struct wg_map entrances; /* id -> 0: order of the doors to be checked */
	struct wg_map postings;  /* id -> 0: sum of the entries to be checked */
};

struct wg_tx {
	struct wg_db *db;
	struct wg_tx_opts opts;
	struct wg_arena arena;
	int64_t batch, seq;
	int64_t next_row, first_new_row; /* ids; 0 = none asked for yet */
	int64_t created;                 /* rows created in bulk */
	int64_t born;                    /* undo: the bulk batch whose rows come back; 0 = none */
	unsigned char key[32];           /* of the chain */
	crypto_generichash_state macs;   /* over the macs of the changes */
	crypto_generichash_state rows;   /* over the rows created in bulk */
	crypto_generichash_state digest;
	struct wg__derive derive;
	char *note;
};

/* derive.c. Before a row is inserted, and before and after it is changed or deleted; what is touched is recomputed by
 * wg__derive_flush(). */
enum wg_err wg__derive_insert(struct wg_tx *tx, enum wg_table_id t, int64_t id, const struct wg_value *v,
			      struct wg_error *e);
enum wg_err wg__derive_before(struct wg_tx *tx, enum wg_table_id t, int64_t id, int col, struct wg_error *e);
enum wg_err wg__derive_after(struct wg_tx *tx, enum wg_table_id t, int64_t id, int col, struct wg_error *e);
enum wg_err wg__derive_flush(struct wg_tx *tx, struct wg_error *e);

enum { WG_ALL_COLUMNS = -1 }; /* col of derive_before/after for a delete */

/* SQL: what the derived columns of household h behind door d should be, and what they are. A care group counts once
 * for a household, however many members are in it. */
#define WG__OF_MEMBERS                                                                                                 \
	"FROM person p JOIN care c ON c.person_id = p.id AND c.until IS NULL "                                         \
	"JOIN code k ON k.list = 'care' AND k.code = c.care_group WHERE p.household_id = h.id AND p.gone IS NULL"
/* Of the index need_open. */
#define WG__NEED_OPEN "state NOT IN ('draft', 'closed', 'rejected', 'cancelled')"
#define WG__HOUSEHOLD_NOW                                                                                              \
	"d.pos, min(4, 1 + coalesce((SELECT sum(weight) FROM (SELECT DISTINCT c.care_group, k.weight " WG__OF_MEMBERS  \
	")), 0)), max(coalesce(h.stated_people, 0), "                                                                  \
	"(SELECT count(*) FROM person p WHERE p.household_id = h.id AND p.gone IS NULL)), "                            \
	"(SELECT c.care_group " WG__OF_MEMBERS " ORDER BY k.gravity DESC, c.care_group LIMIT 1), "                     \
	"(SELECT worker_id FROM contact WHERE household_id = h.id AND until IS NULL), "                                \
	"(SELECT count(*) FROM need WHERE household_id = h.id AND " WG__NEED_OPEN ")"
#define WG__HOUSEHOLD_STORED "h.pos, h.weight, h.people, h.gravest, h.contact_id, h.needs"

/* path.c: lo, hi of the touched places and pos of what stands in them. */
enum wg_err wg__path_flush(struct wg_tx *tx, struct wg_error *e);
enum wg_err wg__order_check(struct wg_tx *tx, struct wg_error *e);

/* keys.c: search keys and order of the touched persons. Before a name or a telephone number changes, the keys that
 * follow from it are removed: nothing but the name tells which they are. */
enum wg_err wg__keys_before(struct wg_tx *tx, int64_t person, struct wg_error *e);
enum wg_err wg__keys_flush(struct wg_tx *tx, struct wg_error *e);

/* journal.c: the record a person thinks of when the row changes. */
enum wg_err wg__unit_of(struct wg_tx *tx, enum wg_table_id t, int64_t id, int64_t *unit, struct wg_error *e);

/* journal.c */
enum wg_err wg__chain_key(struct wg_db *db, unsigned char key[32], struct wg_error *e);
void wg__journal_start(struct wg_tx *tx);
enum wg_err wg__journal_change(struct wg_tx *tx, int op, enum wg_table_id t, int64_t id, int64_t unit, int col,
			       struct wg_value old, struct wg_value new, struct wg_error *e);
void wg__journal_created(struct wg_tx *tx, enum wg_table_id t, int64_t id, int col, struct wg_value v);
enum wg_err wg__journal_batch(struct wg_tx *tx, struct wg_error *e);

#endif
