#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/vec.h"
#include "store/schema.h"

enum { MAX_PARAMS = 32, BUSY_MS = 15000 };

struct wg_stmt {
	struct wg_db *db;
	sqlite3_stmt *handle;
	const char *sql;
	struct wg_stmt *next;
	int param[MAX_PARAMS + 1]; /* $n -> SQLite's index; 0 = the text does not use it */
	int rc;
	bool busy;
};

struct wg_db {
	sqlite3 *handle;
	char *path;
	struct wg_stmt *statements[256]; /* by hash of the text's address */
	enum wg_open mode;
	int read_depth;
};

/* The sentence for a failed call: what a person can do about it comes first. */
static enum wg_err fail(struct wg_db *db, int rc, struct wg_error *e)
{
	const char *why = db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(rc);
	wg_log("sqlite %d (extended %d): %s", rc, db->handle ? sqlite3_extended_errcode(db->handle) : 0, why);
	switch (rc & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return wg_fail(e, WG_EBUSY, N_("somebody else is writing to {1}; try again"), "s", db->path);
	case SQLITE_FULL:
		return wg_fail(e, WG_EIO, N_("the disk is full; nothing was saved"), "");
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

static int only_reads(void *user, int action, const char *a, const char *b, const char *database, const char *inner)
{
	(void)user, (void)b, (void)database, (void)inner;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
	case SQLITE_TRANSACTION:
		return SQLITE_OK;
	case SQLITE_PRAGMA:
		return a && strcmp(a, "data_version") == 0 ? SQLITE_OK : SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}

static void harden(sqlite3 *h)
{
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_limit(h, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(h, SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024);
	sqlite3_limit(h, SQLITE_LIMIT_VARIABLE_NUMBER, 64);
	sqlite3_limit(h, SQLITE_LIMIT_EXPR_DEPTH, 40);
}

/* A viewer of another account can open the file only while -wal and -shm are there: keep them on close. */
static void keep_wal(sqlite3 *h)
{
	int on = 1;
	sqlite3_file_control(h, "main", SQLITE_FCNTL_PERSIST_WAL, &on);
}

static enum wg_err set_up(struct wg_db *db, struct wg_error *e)
{
	bool reads = db->mode == WG_OPEN_READ;
	const char *pragmas = reads ? "PRAGMA query_only=ON; PRAGMA cache_size=-2000; PRAGMA temp_store=MEMORY;"
				      "PRAGMA mmap_size=0; PRAGMA cell_size_check=ON;"
				    : "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
				      "PRAGMA cache_size=-4000; PRAGMA journal_size_limit=16777216;"
				      "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; PRAGMA cell_size_check=ON;";
	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_busy_timeout(db->handle, BUSY_MS);
	int rc = sqlite3_exec(db->handle, pragmas, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return fail(db, rc, e);
	harden(db->handle);
	if (!reads)
		keep_wal(db->handle);
	return WG_OK;
}

/* -wal and -shm from the start, so that the first viewer finds them; SQLite gives them the file's mode. */
static void precreate_wal(const char *path)
{
	char name[4096];
	static const char *const suffix[] = {"-wal", "-shm"};
	for (int i = 0; i < 2; i++) {
		snprintf(name, sizeof name, "%s%s", path, suffix[i]);
		int fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0660);
		if (fd >= 0)
			close(fd);
	}
}

static enum wg_err check_file(const struct wg_db *db, struct wg_error *e)
{
	struct stat s;
	bool there = stat(db->path, &s) == 0;
	if (db->mode == WG_OPEN_CREATE && there)
		return wg_fail(e, WG_ECANTCREAT, N_("{1} is already there; nothing was changed"), "s", db->path);
	if (db->mode != WG_OPEN_CREATE && !there)
		return wg_fail(e, WG_ENOINPUT, N_("there is no office at {1}: run `wangge init` or `wangge demo` first"), "s",
			       db->path);
	if (there && !S_ISREG(s.st_mode))
		return wg_fail(e, WG_ENOINPUT, N_("{1} is not a file"), "s", db->path);
	return WG_OK;
}

static enum wg_err read_only_failed(const struct wg_db *db, int rc, struct wg_error *e)
{
	if ((rc & 0xFF) != SQLITE_CANTOPEN && (rc & 0xFF) != SQLITE_READONLY)
		return WG_OK;
	return wg_fail(e, WG_EUNAVAILABLE,
		       N_("{1} cannot be read while nobody has it open: its folder must have mode 2770 and group wangge, "
			  "and {1}-wal and {1}-shm must be there; let somebody with write access open it once"),
		       "s", db->path);
}

static enum wg_err open_handle(struct wg_db *db, struct wg_error *e)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
	flags |= db->mode == WG_OPEN_READ     ? SQLITE_OPEN_READONLY
		 : db->mode == WG_OPEN_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
		 : db->mode == WG_OPEN_MEMORY ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY
					      : SQLITE_OPEN_READWRITE;
	mode_t mask = umask(0007);
	int rc = sqlite3_open_v2(db->path, &db->handle, flags, NULL);
	if (rc == SQLITE_OK && db->mode == WG_OPEN_CREATE) {
		precreate_wal(db->path);
	}
	enum wg_err err = rc == SQLITE_OK ? set_up(db, e) : fail(db, rc, e);
	if (err == WG_OK)
		err = wg_schema_check(db, db->mode, e);
	if (err == WG_OK && db->mode == WG_OPEN_READ)
		sqlite3_set_authorizer(db->handle, only_reads, NULL);
	else if (err != WG_OK && db->mode == WG_OPEN_READ && db->handle &&
		 read_only_failed(db, sqlite3_extended_errcode(db->handle), e) != WG_OK)
		err = e ? e->code : WG_EUNAVAILABLE;
	umask(mask);
	return err;
}

enum wg_err wg_db_open(struct wg_db **out, const char *path, enum wg_open mode, struct wg_error *e)
{
	/* No statistics of memory: they take a lock at every allocation. Only the first call counts. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	struct wg_db *db = wg_xmalloc(sizeof *db);
	*db = (struct wg_db){.mode = mode, .path = wg_xstrdup(mode == WG_OPEN_MEMORY ? ":memory:" : path)};
	enum wg_err err = mode == WG_OPEN_MEMORY ? WG_OK : check_file(db, e);
	if (err == WG_OK)
		err = open_handle(db, e);
	if (err != WG_OK) {
		wg_db_close(&db);
		return err;
	}
	*out = db;
	return WG_OK;
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
	char name[8];
	for (int n = 1; n <= MAX_PARAMS; n++) {
		snprintf(name, sizeof name, "$%d", n);
		st->param[n] = sqlite3_bind_parameter_index(st->handle, name);
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
		err = fail(st->db, rc, e);
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
	struct wg_stmt *st = wg_query(
		db, "INSERT INTO meta VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value");
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
	return rc == SQLITE_OK ? WG_OK : fail(db, rc, e);
}

int64_t wg_data_version(struct wg_db *db)
{
	int64_t version = 0;
	(void)wg_one_int(wg_query(db, "PRAGMA data_version"), 0, &version, NULL);
	return version;
}
