/* db.h: one open office file and its prepared statements. store/ is the only room that knows SQLite.
 *
 *	struct wg_stmt *st = wg_query(db, SQL_CHILDREN);
 *	wg_bind_int(st, 1, parent);
 *	while (wg_step(st))
 *		add(wg_int(st, 0), wg_text(st, 1));
 *	return wg_done(st, e);
 *
 * A statement that failed steps no further; wg_done() gives the error once, at the end. */
#ifndef WANGGE_STORE_DB_H
#define WANGGE_STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "wangge/error.h"

struct wg_db;
struct wg_stmt;

enum wg_open {
	WG_OPEN_READ,   /* no path that writes: read-only file, default-deny authorizer, nothing attached */
	WG_OPEN_WRITE,  /* an office that exists; migrated when its schema is older */
	WG_OPEN_CREATE, /* a file that must not exist yet */
	WG_OPEN_MEMORY, /* an empty office in memory, for tests */
};

/* Refuses what is not an office file, and one written by a newer program. */
enum wg_err wg_db_open(struct wg_db **db, const char *path, enum wg_open mode, struct wg_error *e);
void wg_db_close(struct wg_db **db);

const char *wg_db_path(const struct wg_db *db);
bool wg_db_readonly(const struct wg_db *db);
void wg_db_cache_mb(struct wg_db *db, int mb); /* page cache; small for a console, larger for a bulk load */

/* The prepared statement of a static SQL text with parameters $1 $2 …, reset and with all parameters NULL.
 * Prepared once for a handle; the text must stay where it is. Never to be used twice at the same time: a nested
 * use of a text gets a statement of its own. */
struct wg_stmt *wg_query(struct wg_db *db, const char *sql);

/* A statement whose text was put together for this once: gone after wg_done(). The text may go at once. Whatever people
 * typed is bound, never part of the text. */
struct wg_stmt *wg_query_once(struct wg_db *db, const char *sql);

/* A parameter that the text does not use is left alone, so that texts of one family are bound alike. */
void wg_bind_int(struct wg_stmt *st, int n, int64_t value);
void wg_bind_text(struct wg_stmt *st, int n, const char *text); /* NULL binds NULL; borrowed until wg_done() */
void wg_bind_blob(struct wg_stmt *st, int n, const void *bytes, int length); /* borrowed until wg_done() */

bool wg_step(struct wg_stmt *st); /* true: there is a row */

/* Columns of the row, 0-based; text and blob are borrowed until the next step. */
int64_t wg_int(struct wg_stmt *st, int col);      /* NULL gives 0 */
const char *wg_text(struct wg_stmt *st, int col); /* NULL gives NULL */
bool wg_is_null(struct wg_stmt *st, int col);

enum wg_err wg_done(struct wg_stmt *st, struct wg_error *e);

/* Steps a statement that returns no rows, and ends it. */
enum wg_err wg_exec(struct wg_stmt *st, struct wg_error *e);

/* One integer of the first row; otherwise, when there is none. Ends the statement. */
enum wg_err wg_one_int(struct wg_stmt *st, int64_t otherwise, int64_t *value, struct wg_error *e);

/* meta(key): text is copied into out (cut when longer). WG_ENOTFOUND when the key is not there. */
enum wg_err wg_meta_get(struct wg_db *db, const char *key, char *out, size_t cap, struct wg_error *e);
enum wg_err wg_meta_set(struct wg_db *db, const char *key, const char *value, struct wg_error *e);

/* A read transaction: all reads between see one state. They nest; the outermost counts. */
enum wg_err wg_read_begin(struct wg_db *db, struct wg_error *e);
void wg_read_end(struct wg_db *db);

/* While it works the store asks go_on now and then; false stops the statement with WG_ECANCELLED. Asked no more from
 * the COMMIT of a batch on, and with go_on NULL. go_on must not use db. */
void wg_db_watch(struct wg_db *db, bool (*go_on)(void *user), void *user);

/* A number that changes when another connection has committed. */
int64_t wg_data_version(struct wg_db *db);

#endif
