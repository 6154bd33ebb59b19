#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "store/tx_int.h"

static const char SQL_NEXT_BATCH[] = "SELECT next FROM sequence WHERE name = 'batch'";
static const char SQL_SET_SEQUENCE[] = "UPDATE sequence SET next = $2 WHERE name = $1";

static const char SQL_POSTING_SUM[] = "SELECT sum(minutes) FROM entry WHERE posting_id = $1";

static void keep_texts(struct wg_tx *tx)
{
	struct wg_tx_opts *o = &tx->opts;
	unsigned char random[16];
	char hex[33];
	wg_random_bytes(random, sizeof random);
	sodium_bin2hex(hex, sizeof hex, random, sizeof random);
	o->op_id = wg_arena_strdup(&tx->arena, o->op_id ? o->op_id : hex);
	o->actor = wg_arena_strdup(&tx->arena, o->actor ? o->actor : "");
	o->command = wg_arena_strdup(&tx->arena, o->command ? o->command : "");
	o->label = wg_arena_strdup(&tx->arena, o->label ? o->label : "");
}

enum wg_err wg_tx_begin(struct wg_db *db, const struct wg_tx_opts *opts, struct wg_tx **out, struct wg_error *e)
{
	if (wg_db_readonly(db))
		return wg_fail(e, WG_EPERM, N_("read-only: nothing is written"), "");
	enum wg_err err = wg_exec(wg_query(db, "BEGIN IMMEDIATE"), e);
	if (err != WG_OK)
		return err;
	struct wg_tx *tx = wg_xmalloc(sizeof *tx);
	memset(tx, 0, sizeof *tx);
	tx->db = db;
	tx->opts = *opts;
	keep_texts(tx);
	if ((err = wg__chain_key(db, tx->key, e)) == WG_OK)
		err = wg_one_int(wg_query(db, SQL_NEXT_BATCH), 1, &tx->batch, e);
	if (err != WG_OK) {
		wg_tx_rollback(&tx);
		return err;
	}
	wg__journal_start(tx);
	*out = tx;
	return WG_OK;
}

static void forget_derived(struct wg__derive *d)
{
	struct wg_map *maps[] = {&d->households, &d->doors,     &d->persons, &d->places,
				 &d->parents,    &d->entrances, &d->needs,   &d->postings};
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
		wg_map_free(maps[i]);
	WG_VEC_FREE(&d->shares);
}

static void forget(struct wg_tx **p)
{
	struct wg_tx *tx = *p;
	forget_derived(&tx->derive);
	wg_arena_free(&tx->arena);
	free(tx);
	*p = NULL;
}

void wg_tx_rollback(struct wg_tx **p)
{
	if (!*p)
		return;
	wg_db_watch((*p)->db, NULL, NULL);
	(void)wg_exec(wg_query((*p)->db, "ROLLBACK"), NULL);
	forget(p);
}

enum wg_err wg_tx_settle(struct wg_tx *tx, struct wg_error *e)
{
	return wg__derive_flush(tx, e);
}

/* What one gets another gives: the entries of a posting sum to zero. */
static enum wg_err check_postings(struct wg_tx *tx, struct wg_error *e)
{
	const struct wg_map *postings = &tx->derive.postings;
	for (size_t i = 0; i < postings->len; i++) {
		int64_t sum = 0;
		struct wg_stmt *st = wg_query(tx->db, SQL_POSTING_SUM);
		wg_bind_int(st, 1, postings->entries[i].key);
		enum wg_err err = wg_one_int(st, 0, &sum, e);
		if (err != WG_OK)
			return err;
		if (sum != 0)
			return wg_fail(e, WG_EINTERNAL, N_("the entries of posting {1} do not sum to zero"), "l",
				       (long long)postings->entries[i].key);
	}
	return WG_OK;
}

enum wg_err wg_tx_check(struct wg_tx *tx, struct wg_error *e)
{
	enum wg_err err = wg__derive_flush(tx, e);
	if (err == WG_OK)
		err = wg__order_check(tx, e);
	return err == WG_OK ? check_postings(tx, e) : err;
}

static enum wg_err set_sequence(struct wg_tx *tx, const char *name, int64_t next, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(tx->db, SQL_SET_SEQUENCE);
	wg_bind_text(st, 1, name);
	wg_bind_int(st, 2, next);
	return wg_exec(st, e);
}

enum wg_err wg_tx_commit(struct wg_tx **p, int64_t *batch, struct wg_error *e)
{
	struct wg_tx *tx = *p;
	int64_t id = 0;
	enum wg_err err = WG_OK;
	if (wg_tx_changes(tx) == 0) {
		wg_tx_rollback(p);
		*batch = 0;
		return WG_OK;
	}
	id = tx->batch;
	if ((err = wg_tx_check(tx, e)) == WG_OK && (err = wg__journal_batch(tx, e)) == WG_OK &&
	    (err = set_sequence(tx, "batch", tx->batch + 1, e)) == WG_OK && tx->next_row)
		err = set_sequence(tx, "row", tx->next_row, e);
	wg_db_watch(tx->db, NULL, NULL); /* a commit that is half through cannot be called back */
	if (err == WG_OK)
		err = wg_exec(wg_query(tx->db, "COMMIT"), e);
	if (err != WG_OK) {
		wg_tx_rollback(p);
		return err;
	}
	forget(p);
	*batch = id;
	return WG_OK;
}

int64_t wg_tx_at(const struct wg_tx *tx)
{
	return tx->opts.at;
}

void wg_tx_note(struct wg_tx *tx, const char *note)
{
	tx->note = wg_arena_strdup(&tx->arena, note);
}

void wg_tx_undoes(struct wg_tx *tx, int64_t batch)
{
	tx->opts.undo_of = batch;
}

int64_t wg_tx_changes(const struct wg_tx *tx)
{
	return tx->seq + tx->created;
}
