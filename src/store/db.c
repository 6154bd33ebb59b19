#include "store/db_int.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

/* SQLite says FULL of a full disk, but not of a quota or of a limit of the shell: then errno is still that of the
 * write. */
static bool disk_is_full(int rc)
{
	if (rc == SQLITE_IOERR_WRITE)
		return errno == EDQUOT || errno == EFBIG;
	return (rc & 0xFF) == SQLITE_FULL;
}

/* The sentence for a failed call: what a person can do about it comes first. */
enum wg_err wg__db_fail(struct wg_db *db, int rc, struct wg_error *e)
{
	const char *why = db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(rc);
	bool full = disk_is_full(rc);
	wg_log("sqlite %d (extended %d): %s", rc, db->handle ? sqlite3_extended_errcode(db->handle) : 0, why);
	if (full)
		return wg_fail(e, WG_EIO, N_("the disk is full; nothing was saved"), "");
	switch (rc & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return wg_fail(e, WG_EBUSY, N_("somebody else is writing to {1}; try again"), "s", db->path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return wg_fail(e, WG_EPERM, N_("{1} may not be written"), "s", db->path);
	case SQLITE_NOTADB:
		return wg_fail(e, WG_EDATA, N_("{1} is not a wangge office file"), "s", db->path);
	case SQLITE_CANTOPEN:
		return wg_fail(e, WG_ENOINPUT, N_("{1} cannot be opened: {2}"), "ss", db->path, why);
	case SQLITE_CORRUPT:
		return wg_fail(e, WG_EDATA, N_("{1} is damaged: {2}; restore it from a backup"), "ss", db->path, why);
	case SQLITE_CONSTRAINT:
		return wg_fail(e, WG_EREFUSED, N_("the database refuses: {1}"), "s", why);
	case SQLITE_INTERRUPT:
		return wg_fail(e, WG_ECANCELLED, N_("cancelled"), "");
	default:
		return wg_fail(e, WG_EIO, N_("{1}: {2}"), "ss", db->path, why);
	}
}

void wg_db_close(struct wg_db **p)
{
	struct wg_db *db = *p;
	if (!db)
		return;
	for (size_t i = 0; i < sizeof db->statements / sizeof *db->statements; i++) {
		for (struct wg_stmt *st = db->statements[i], *next; st; st = next) {
			next = st->next;
			sqlite3_finalize(st->handle);
			free(st);
		}
	}
	sqlite3_close(db->handle);
	free(db->path);
	free(db);
	*p = NULL;
}

const char *wg_db_path(const struct wg_db *db)
{
	return db->path;
}

bool wg_db_readonly(const struct wg_db *db)
{
	return db->mode == WG_OPEN_READ;
}

void wg_db_cache_mb(struct wg_db *db, int mb)
{
	if (db->mode == WG_OPEN_READ)
		return;
	char sql[64];
	snprintf(sql, sizeof sql, "PRAGMA cache_size=-%d", mb * 1000);
	(void)sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
}

/* SQLite numbers $1 $2 by first appearance, not by value: map them once. */
static void map_parameters(struct wg_stmt *st)
{
	for (int i = 1, all = sqlite3_bind_parameter_count(st->handle); i <= all; i++) {
		const char *name = sqlite3_bind_parameter_name(st->handle, i);
		long n = name ? strtol(name + 1, NULL, 10) : 0;
		if (n > 0 && n <= WG__MAX_PARAMS)
			st->param[n] = i;
	}
}

static struct wg_stmt *prepare(struct wg_db *db, const char *sql)
{
	struct wg_stmt *st = wg_xmalloc(sizeof *st);
	*st = (struct wg_stmt){.db = db, .sql = sql};
	st->rc = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &st->handle, NULL);
	if (st->rc == SQLITE_OK)
		map_parameters(st);
	else
		wg_log("cannot prepare: %s: %s", sqlite3_errmsg(db->handle), sql);
	return st;
}

struct wg_stmt *wg_query(struct wg_db *db, const char *sql)
{
	size_t slot = ((uintptr_t)sql >> 3) % (sizeof db->statements / sizeof *db->statements);
	struct wg_stmt *st = db->statements[slot];
	while (st && (st->sql != sql || st->busy))
		st = st->next;
	if (!st) {
		st = prepare(db, sql);
		st->next = db->statements[slot];
		db->statements[slot] = st;
	} else if (st->handle) {
		sqlite3_clear_bindings(st->handle);
	}
	if (st->handle)
		st->rc = SQLITE_OK;
	st->busy = true;
	return st;
}

struct wg_stmt *wg_query_once(struct wg_db *db, const char *sql)
{
	struct wg_stmt *st = prepare(db, sql);
	st->sql = NULL;
	st->busy = st->once = true;
	return st;
}

/* SQLite's index of $n; 0 when there is nothing to bind. */
static int parameter(const struct wg_stmt *st, int n)
{
	return st->handle ? st->param[n] : 0;
}

static void bound(struct wg_stmt *st, int rc)
{
	if (rc != SQLITE_OK && st->rc == SQLITE_OK)
		st->rc = rc;
}

void wg_bind_int(struct wg_stmt *st, int n, int64_t value)
{
	if (parameter(st, n))
		bound(st, sqlite3_bind_int64(st->handle, st->param[n], value));
}

void wg_bind_text(struct wg_stmt *st, int n, const char *text)
{
	if (parameter(st, n) && text)
		bound(st, sqlite3_bind_text(st->handle, st->param[n], text, -1, SQLITE_STATIC));
}

void wg_bind_blob(struct wg_stmt *st, int n, const void *bytes, int length)
{
	if (parameter(st, n))
		bound(st, sqlite3_bind_blob(st->handle, st->param[n], bytes, length, SQLITE_STATIC));
}

bool wg_step(struct wg_stmt *st)
{
	if (st->rc != SQLITE_OK && st->rc != SQLITE_ROW)
		return false;
	st->rc = sqlite3_step(st->handle);
	return st->rc == SQLITE_ROW;
}

int64_t wg_int(struct wg_stmt *st, int col)
{
	return sqlite3_column_int64(st->handle, col);
}

const char *wg_text(struct wg_stmt *st, int col)
{
	return (const char *)sqlite3_column_text(st->handle, col);
}

bool wg_is_null(struct wg_stmt *st, int col)
{
	return sqlite3_column_type(st->handle, col) == SQLITE_NULL;
}

enum wg_err wg_done(struct wg_stmt *st, struct wg_error *e)
{
	int rc = st->rc;
	enum wg_err err = WG_OK;
	if (rc != SQLITE_OK && rc != SQLITE_ROW && rc != SQLITE_DONE)
		err = wg__db_fail(st->db, rc, e);
	if (st->once) {
		sqlite3_finalize(st->handle);
		free(st);
		return err;
	}
	if (st->handle) {
		sqlite3_reset(st->handle);
		st->rc = SQLITE_OK;
	}
	st->busy = false;
	return err;
}

enum wg_err wg_exec(struct wg_stmt *st, struct wg_error *e)
{
	while (wg_step(st))
		;
	return wg_done(st, e);
}

enum wg_err wg_one_int(struct wg_stmt *st, int64_t otherwise, int64_t *value, struct wg_error *e)
{
	int64_t got = wg_step(st) && !wg_is_null(st, 0) ? wg_int(st, 0) : otherwise;
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK)
		*value = got;
	return err;
}

enum wg_err wg_meta_get(struct wg_db *db, const char *key, char *out, size_t cap, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(db, "SELECT value FROM meta WHERE key = $1");
	wg_bind_text(st, 1, key);
	bool found = wg_step(st);
	if (found)
		snprintf(out, cap, "%s", wg_text(st, 0));
	enum wg_err err = wg_done(st, e);
	return err != WG_OK ? err : found ? WG_OK : WG_ENOTFOUND;
}

enum wg_err wg_meta_set(struct wg_db *db, const char *key, const char *value, struct wg_error *e)
{
	struct wg_stmt *st =
		wg_query(db, "INSERT INTO meta VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
	wg_bind_text(st, 1, key);
	wg_bind_text(st, 2, value);
	return wg_exec(st, e);
}

enum wg_err wg_read_begin(struct wg_db *db, struct wg_error *e)
{
	if (db->read_depth++ > 0 || !sqlite3_get_autocommit(db->handle))
		return WG_OK;
	enum wg_err err = wg_exec(wg_query(db, "BEGIN"), e);
	if (err != WG_OK)
		db->read_depth--;
	return err;
}

void wg_read_end(struct wg_db *db)
{
	if (--db->read_depth == 0 && db->mode >= WG_OPEN_READ && !sqlite3_get_autocommit(db->handle) &&
	    sqlite3_txn_state(db->handle, "main") != SQLITE_TXN_WRITE)
		(void)wg_exec(wg_query(db, "COMMIT"), NULL);
}

enum wg_err wg__script(struct wg_db *db, const char *sql, struct wg_error *e)
{
	int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK ? WG_OK : wg__db_fail(db, rc, e);
}

static int ask(void *data)
{
	struct wg_db *db = data;
	return !db->go_on(db->user);
}

void wg_db_watch(struct wg_db *db, bool (*go_on)(void *user), void *user)
{
	enum { EVERY = 20000 }; /* instructions of SQLite's machine: some tenths of a millisecond */
	db->go_on = go_on;
	db->user = user;
	sqlite3_progress_handler(db->handle, EVERY, go_on ? ask : NULL, db);
}

int64_t wg_data_version(struct wg_db *db)
{
	int64_t version = 0;
	(void)wg_one_int(wg_query(db, "PRAGMA data_version"), 0, &version, NULL);
	return version;
}
