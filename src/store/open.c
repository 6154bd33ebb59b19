#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "store/db_int.h"
#include "store/schema.h"

enum { BUSY_MS = 15000 };

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
		return wg__db_fail(db, rc, e);
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
		return wg_fail(e, WG_ENOINPUT,
			       N_("there is no office at {1}: run `wangge init` or `wangge demo` first"), "s",
			       db->path);
	if (there && !S_ISREG(s.st_mode))
		return wg_fail(e, WG_ENOINPUT, N_("{1} is not a file"), "s", db->path);
	return WG_OK;
}

static enum wg_err read_only_failed(const struct wg_db *db, int rc, struct wg_error *e)
{
	if ((rc & 0xFF) != SQLITE_CANTOPEN && (rc & 0xFF) != SQLITE_READONLY)
		return WG_OK;
	return wg_fail(
		e, WG_EUNAVAILABLE,
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
	enum wg_err err = rc == SQLITE_OK ? set_up(db, e) : wg__db_fail(db, rc, e);
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
