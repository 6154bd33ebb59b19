/* db_int.h: the inside of an open file, for db.c, which uses it, and open.c, which makes it. */
#ifndef WANGGE_STORE_DB_INT_H
#define WANGGE_STORE_DB_INT_H

#include <sqlite3.h>

#include "store/db.h"

enum { WG__MAX_PARAMS = 160 };

struct wg_stmt {
	struct wg_db *db;
	sqlite3_stmt *handle;
	const char *sql;
	struct wg_stmt *next;
	int param[WG__MAX_PARAMS + 1]; /* $n -> SQLite's index; 0 = the text does not use it */
	int rc;
	bool busy, once;
};

struct wg_db {
	sqlite3 *handle;
	char *path;
	struct wg_stmt *statements[256]; /* by hash of the text's address */
	enum wg_open mode;
	int read_depth;
	bool (*go_on)(void *user); /* NULL = nobody watches */
	void *user;
};

/* The error of a failed call of SQLite as a sentence: what a person can do about it comes first. */
enum wg_err wg__db_fail(struct wg_db *db, int rc, struct wg_error *e);

/* Runs a text of several statements, without parameters and results. */
enum wg_err wg__script(struct wg_db *db, const char *sql, struct wg_error *e);

#endif
