/* schema.h: the schema of an office file and its migrations. */
#ifndef WANGGE_STORE_SCHEMA_H
#define WANGGE_STORE_SCHEMA_H

#include "store/db.h"

enum {
	WG_APPLICATION_ID = 0x57414747, /* "WAGG" */
	WG_SCHEMA_VERSION = 7,
	WG_OFFICE_MAX = 8191,
};

/* Called by wg_db_open(). An empty file that is being created gets the newest schema; an older one is migrated in
 * one transaction when it is opened for writing; a newer one, and a file that is no office, is refused. */
enum wg_err wg_schema_check(struct wg_db *db, enum wg_open mode, struct wg_error *e);

/* Gives a new office its number (1 … WG_OFFICE_MAX), its sequences and the key of its journal. Once, after creation. */
enum wg_err wg_office_number(struct wg_db *db, int office, struct wg_error *e);

/* Number of a batch or a row as people see it: without the office. */
int64_t wg_short_id(int64_t id);

#endif
