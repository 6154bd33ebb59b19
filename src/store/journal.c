#include <stdio.h>
#include <string.h>

#include "store/chain.h"
#include "store/tx_int.h"

static const char SQL_LAST_HASH[] = "SELECT hash FROM batch ORDER BY id DESC LIMIT 1";
static const char SQL_CHANGE[] = "INSERT INTO change VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
static const char SQL_BATCH[] = "INSERT INTO batch (id, op_id, at, uid, actor, command, label, flags, undo_of, "
				"n_changes, rows_hash, note, hash) "
				"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

enum { HASH_BYTES = 16, HASH_TEXT = 2 * HASH_BYTES + 1 };

static void add_int(crypto_generichash_state *h, int64_t i)
{
	crypto_generichash_update(h, (const unsigned char *)&i, sizeof i);
}

/* Length first, so that no two lists of fields look alike. */
static void add_text(crypto_generichash_state *h, const char *s)
{
	int64_t n = s ? (int64_t)strlen(s) : -1;
	add_int(h, n);
	if (n > 0)
		crypto_generichash_update(h, (const unsigned char *)s, (unsigned long long)n);
}

static void add_value(crypto_generichash_state *h, struct wg_value v)
{
	add_int(h, v.type);
	if (v.type == WG_INT)
		add_int(h, v.i);
	else if (v.type == WG_TEXT)
		add_text(h, v.s);
}

static void finish(const crypto_generichash_state *h, char out[HASH_TEXT])
{
	crypto_generichash_state copy = *h;
	unsigned char bytes[HASH_BYTES];
	crypto_generichash_final(&copy, bytes, sizeof bytes);
	sodium_bin2hex(out, HASH_TEXT, bytes, sizeof bytes);
}

void wg__journal_start(struct wg_tx *tx)
{
	crypto_generichash_init(&tx->macs, NULL, 0, HASH_BYTES);
	crypto_generichash_init(&tx->rows, tx->key, sizeof tx->key, HASH_BYTES);
	crypto_generichash_init(&tx->digest, NULL, 0, HASH_BYTES);
}

/* An id as it is the same in every run: new rows count from the first of the batch. */
static int64_t stable_id(const struct wg_tx *tx, int64_t id)
{
	return tx->first_new_row && id >= tx->first_new_row ? -(id - tx->first_new_row) - 1 : id;
}

static void digest_value(struct wg_tx *tx, enum wg_table_id t, int col, struct wg_value v)
{
	if (wg_table_info[t].column[col].flags & WG_COLUMN_CLOCK)
		v = (struct wg_value){.type = v.type == WG_NULL ? WG_NULL : WG_INT};
	else if (v.type == WG_INT && wg_column_ref(t, col) >= 0)
		v.i = stable_id(tx, v.i);
	add_value(&tx->digest, v);
}

/* Values as the journal keeps them: text, so that every engine stores them alike. */
static const char *journal_text(struct wg_value v, char digits[24])
{
	if (v.type == WG_INT)
		snprintf(digits, 24, "%lld", (long long)v.i);
	return v.type == WG_NULL ? NULL : v.type == WG_INT ? digits : v.s;
}

/* fields: seq, op, table, row, unit, column. */
static void change_mac(const unsigned char key[32], const int64_t fields[6], const char *old, const char *new,
		       char out[HASH_TEXT])
{
	crypto_generichash_state h;
	crypto_generichash_init(&h, key, 32, HASH_BYTES);
	for (int i = 0; i < 6; i++)
		add_int(&h, fields[i]);
	add_text(&h, old);
	add_text(&h, new);
	finish(&h, out);
}

enum wg_err wg__journal_change(struct wg_tx *tx, int op, enum wg_table_id t, int64_t id, int64_t unit, int col,
			       struct wg_value old, struct wg_value new, struct wg_error *e)
{
	char old_digits[24], new_digits[24], mac[HASH_TEXT];
	const char *old_text = journal_text(old, old_digits), *new_text = journal_text(new, new_digits);
	int64_t fields[6] = {++tx->seq, op, t, id, unit, col};
	change_mac(tx->key, fields, old_text, new_text, mac);
	add_text(&tx->macs, mac);
	for (int i = 1; i < 6; i++)
		add_int(&tx->digest, i == 3 || i == 4 ? stable_id(tx, fields[i]) : fields[i]);
	digest_value(tx, t, col, old);
	digest_value(tx, t, col, new);
	struct wg_stmt *st = wg_query(tx->db, SQL_CHANGE);
	wg_bind_int(st, 1, tx->batch);
	for (int i = 0; i < 6; i++)
		wg_bind_int(st, i + 2, fields[i]);
	wg_bind_text(st, 8, old_text);
	wg_bind_text(st, 9, new_text);
	wg_bind_text(st, 10, mac);
	return wg_exec(st, e);
}

enum wg_err wg__unit_of(struct wg_tx *tx, enum wg_table_id t, int64_t id, int64_t *unit, struct wg_error *e)
{
	static const char *const sql[WG_TABLES] = {
		[WG_T_PERSON] = "SELECT household_id FROM person WHERE id = $1",
		[WG_T_CONTACT] = "SELECT household_id FROM contact WHERE id = $1",
		[WG_T_RESIDENCE] = "SELECT household_id FROM residence WHERE id = $1",
		[WG_T_WORKER_SKILL] = "SELECT worker_id FROM worker_skill WHERE id = $1",
		[WG_T_WORKER_CERT] = "SELECT worker_id FROM worker_cert WHERE id = $1",
		[WG_T_DISPATCH] = "SELECT need_id FROM dispatch WHERE id = $1",
		[WG_T_WORK] = "SELECT need_id FROM work WHERE id = $1",
		[WG_T_STEP] = "SELECT need_id FROM step WHERE id = $1",
		[WG_T_FOLLOW_UP] = "SELECT need_id FROM follow_up WHERE id = $1",
		[WG_T_ENTRY] = "SELECT posting_id FROM entry WHERE id = $1",
		[WG_T_PROJECT_PART] = "SELECT project_id FROM project_part WHERE id = $1",
		[WG_T_CARE] = "SELECT p.household_id FROM care c JOIN person p ON p.id = c.person_id WHERE c.id = $1",
	};
	*unit = id;
	if (!sql[t])
		return WG_OK;
	struct wg_stmt *st = wg_query(tx->db, sql[t]);
	wg_bind_int(st, 1, id);
	return wg_one_int(st, id, unit, e);
}

void wg__journal_created(struct wg_tx *tx, enum wg_table_id t, int64_t id, int col, struct wg_value v)
{
	if (col == 0) {
		add_int(&tx->rows, t);
		add_int(&tx->rows, id);
		add_int(&tx->digest, t);
		add_int(&tx->digest, stable_id(tx, id));
	}
	add_value(&tx->rows, v);
	digest_value(tx, t, col, v);
}

void wg_tx_digest(const struct wg_tx *tx, char out[33])
{
	finish(&tx->digest, out);
}

/* What a link of the chain is made of, as it stands in the batch row. */
struct link {
	int64_t numbers[6];   /* id, at, uid, flags, undo_of, n_changes */
	const char *texts[6]; /* op_id, actor, command, label, note, rows_hash */
};

static void link_hash(const unsigned char key[32], const char *previous, const struct link *l,
		      const crypto_generichash_state *macs, char out[HASH_TEXT])
{
	crypto_generichash_state h;
	char macs_hash[HASH_TEXT];
	finish(macs, macs_hash);
	crypto_generichash_init(&h, key, 32, HASH_BYTES);
	add_text(&h, previous);
	for (size_t i = 0; i < sizeof l->numbers / sizeof *l->numbers; i++)
		add_int(&h, l->numbers[i]);
	for (size_t i = 0; i < sizeof l->texts / sizeof *l->texts; i++)
		add_text(&h, l->texts[i]);
	add_text(&h, macs_hash);
	finish(&h, out);
}

enum wg_err wg__journal_batch(struct wg_tx *tx, struct wg_error *e)
{
	char previous[HASH_TEXT] = "", rows_hash[HASH_TEXT], hash[HASH_TEXT];
	struct wg_stmt *st = wg_query(tx->db, SQL_LAST_HASH);
	if (wg_step(st))
		snprintf(previous, sizeof previous, "%s", wg_text(st, 0));
	enum wg_err err = wg_done(st, e);
	if (err != WG_OK)
		return err;
	finish(&tx->rows, rows_hash);
	const char *bulk = tx->opts.flags & WG_BATCH_BULK ? rows_hash : NULL;
	const struct wg_tx_opts *o = &tx->opts;
	const struct link l = {{tx->batch, o->at, o->uid, o->flags, o->undo_of, tx->seq + tx->created},
			       {o->op_id, o->actor, o->command, o->label, tx->note, bulk}};
	link_hash(tx->key, previous, &l, &tx->macs, hash);
	st = wg_query(tx->db, SQL_BATCH);
	wg_bind_int(st, 1, tx->batch);
	wg_bind_text(st, 2, tx->opts.op_id);
	wg_bind_int(st, 3, tx->opts.at);
	wg_bind_int(st, 4, tx->opts.uid);
	wg_bind_text(st, 5, tx->opts.actor);
	wg_bind_text(st, 6, tx->opts.command);
	wg_bind_text(st, 7, tx->opts.label);
	wg_bind_int(st, 8, tx->opts.flags);
	if (tx->opts.undo_of)
		wg_bind_int(st, 9, tx->opts.undo_of);
	wg_bind_int(st, 10, tx->seq + tx->created);
	wg_bind_text(st, 11, bulk);
	wg_bind_text(st, 12, tx->note);
	wg_bind_text(st, 13, hash);
	return wg_exec(st, e);
}

static const char SQL_CHAIN[] = "SELECT id, at, uid, flags, coalesce(undo_of, 0), n_changes, op_id, actor, command, "
				"label, note, rows_hash, hash FROM batch ORDER BY id";
static const char SQL_MACS[] =
	"SELECT seq, op, tbl, row_id, unit_id, col, old, new, mac FROM change WHERE batch_id = $1 ORDER BY seq";

/* The macs of one batch, each computed again; *good = false when one does not fit. */
static enum wg_err verify_macs(struct wg_db *db, const unsigned char key[32], int64_t batch,
			       crypto_generichash_state *macs, bool *good, struct wg_error *e)
{
	crypto_generichash_init(macs, NULL, 0, HASH_BYTES);
	struct wg_stmt *st = wg_query(db, SQL_MACS);
	wg_bind_int(st, 1, batch);
	while (wg_step(st)) {
		int64_t fields[6];
		char mac[HASH_TEXT];
		for (int i = 0; i < 6; i++)
			fields[i] = wg_int(st, i);
		change_mac(key, fields, wg_text(st, 6), wg_text(st, 7), mac);
		*good = *good && strcmp(mac, wg_text(st, 8)) == 0;
		add_text(macs, mac);
	}
	return wg_done(st, e);
}

enum wg_err wg__chain_key(struct wg_db *db, unsigned char key[32], struct wg_error *e)
{
	char hex[80];
	enum wg_err err = wg_meta_get(db, "chain_key", hex, sizeof hex, e);
	if (err != WG_OK || sodium_hex2bin(key, 32, hex, strlen(hex), NULL, NULL, NULL) != 0)
		return wg_fail(e, WG_EDATA, N_("{1} has no journal key: it is damaged"), "s", wg_db_path(db));
	return WG_OK;
}

enum wg_err wg_chain_verify(struct wg_db *db, int64_t *broken, struct wg_error *e)
{
	unsigned char key[32];
	char previous[HASH_TEXT] = "";
	int64_t bad = 0;
	enum wg_err err = wg__chain_key(db, key, e);
	if (err != WG_OK)
		return err;
	struct wg_stmt *st = wg_query(db, SQL_CHAIN);
	while (err == WG_OK && !bad && wg_step(st)) {
		crypto_generichash_state macs;
		char hash[HASH_TEXT];
		bool good = true;
		struct link l;
		for (int i = 0; i < 6; i++) {
			l.numbers[i] = wg_int(st, i);
			l.texts[i] = wg_text(st, i + 6);
		}
		err = verify_macs(db, key, l.numbers[0], &macs, &good, e);
		link_hash(key, previous, &l, &macs, hash);
		if (err == WG_OK && (!good || strcmp(hash, wg_text(st, 12)) != 0))
			bad = l.numbers[0];
		snprintf(previous, sizeof previous, "%s", hash);
	}
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	if (err != WG_OK || done != WG_OK)
		return err != WG_OK ? err : done;
	*broken = bad;
	return WG_OK;
}
