#include "store/schema.h"

#include <sodium.h>
#include <stdio.h>

#include "base/random.h"
#include "store/db_int.h"

/* data/sql/001_office.sql and what follows it: the n-th brings version n - 1 to n. */
extern const char wg_embedded_001_office_sql[], wg_embedded_002_places_sql[], wg_embedded_003_changes_sql[],
	wg_embedded_004_mapping_sql[], wg_embedded_005_needs_sql[], wg_embedded_006_search_sql[],
	wg_embedded_007_mapping_sql[];

static const char *const migrations[WG_SCHEMA_VERSION] = {wg_embedded_001_office_sql,  wg_embedded_002_places_sql,
							  wg_embedded_003_changes_sql, wg_embedded_004_mapping_sql,
							  wg_embedded_005_needs_sql,   wg_embedded_006_search_sql,
							  wg_embedded_007_mapping_sql};

static enum wg_err pragma(struct wg_db *db, const char *sql, int64_t *value, struct wg_error *e)
{
	return wg_one_int(wg_query(db, sql), 0, value, e);
}

static enum wg_err migrate(struct wg_db *db, int64_t from, struct wg_error *e)
{
	char stamp[96];
	enum wg_err err = wg__script(db, "BEGIN IMMEDIATE", e);
	for (int64_t v = from; err == WG_OK && v < WG_SCHEMA_VERSION; v++)
		err = wg__script(db, migrations[v], e);
	snprintf(stamp, sizeof stamp, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", WG_APPLICATION_ID,
		 WG_SCHEMA_VERSION);
	if (err == WG_OK)
		err = wg__script(db, stamp, e);
	if (err != WG_OK)
		(void)wg__script(db, "ROLLBACK", NULL);
	return err;
}

enum wg_err wg_schema_check(struct wg_db *db, enum wg_open mode, struct wg_error *e)
{
	int64_t application = 0, version = 0;
	if (mode == WG_OPEN_CREATE || mode == WG_OPEN_MEMORY)
		return migrate(db, 0, e);
	enum wg_err err = pragma(db, "PRAGMA application_id", &application, e);
	if (err == WG_OK)
		err = pragma(db, "PRAGMA user_version", &version, e);
	if (err != WG_OK)
		return err;
	if (application != WG_APPLICATION_ID)
		return wg_fail(e, WG_EDATA, N_("{1} is not a wangge office file"), "s", wg_db_path(db));
	if (version > WG_SCHEMA_VERSION)
		return wg_fail(e, WG_EUNAVAILABLE, N_("{1} was written by a newer wangge: update the program first"),
			       "s", wg_db_path(db));
	if (version == WG_SCHEMA_VERSION)
		return WG_OK;
	if (mode == WG_OPEN_READ)
		return wg_fail(e, WG_EUNAVAILABLE, N_("{1} is of an older version: open it once for writing"), "s",
			       wg_db_path(db));
	return migrate(db, version, e);
}

enum wg_err wg_office_number(struct wg_db *db, int office, struct wg_error *e)
{
	unsigned char key[32];
	char hex[65], digits[16];
	wg_random_bytes(key, sizeof key);
	sodium_bin2hex(hex, sizeof hex, key, sizeof key);
	snprintf(digits, sizeof digits, "%d", office);
	enum wg_err err = wg_meta_set(db, "office", digits, e);
	if (err == WG_OK)
		err = wg_meta_set(db, "chain_key", hex, e);
	static const char *const names[] = {"row", "batch"};
	for (int i = 0; err == WG_OK && i < 2; i++) {
		struct wg_stmt *st = wg_query(db, "INSERT INTO sequence VALUES ($1, $2)");
		wg_bind_text(st, 1, names[i]);
		wg_bind_int(st, 2, ((int64_t)office << 40) + 1);
		err = wg_exec(st, e);
	}
	return err;
}

int64_t wg_short_id(int64_t id)
{
	return id & ((INT64_C(1) << 40) - 1);
}
