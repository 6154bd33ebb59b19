#include "store/db.h"
#include "store/schema.h"
#include "store/tx.h"
#include "tests/test.h"

static int64_t one(struct wg_db *db, const char *sql)
{
	int64_t n = -1;
	assert_int_equal(wg_one_int(wg_query(db, sql), -1, &n, NULL), WG_OK);
	return n;
}

/* A file as version 1 left it: opened for writing it is brought up to date, for reading it is refused. */
static void older_office_is_brought_up_to_date(void **state)
{
	static const char *const back[] = {
		"DROP INDEX care_walk", "ALTER TABLE care DROP COLUMN pos", "DROP TABLE project_part", "DROP TABLE project", "DROP TABLE entry", "DROP TABLE work",
		"DROP TABLE posting", "DROP TABLE account", "DROP TABLE follow_up", "DROP TABLE step",
		"DROP TABLE dispatch", "DROP TABLE need", "DROP TABLE resource", "DROP TABLE worker_cert",
		"DROP TABLE worker_skill", "ALTER TABLE worker DROP COLUMN slots",
		"ALTER TABLE worker DROP COLUMN limits", "ALTER TABLE worker DROP COLUMN load_cap",
		"ALTER TABLE household DROP COLUMN needs", "ALTER TABLE place_stat DROP COLUMN needs",
		"DROP TABLE mapping", "DROP TABLE cover", "DROP TABLE role", "ALTER TABLE place DROP COLUMN walk",
		"DROP TABLE residence", "DROP INDEX household_from", "DROP INDEX household_into",
		"DROP INDEX person_same", "ALTER TABLE household DROP COLUMN gone",
		"ALTER TABLE household DROP COLUMN gone_to", "ALTER TABLE household DROP COLUMN from_id",
		"ALTER TABLE household DROP COLUMN into_id", "ALTER TABLE person DROP COLUMN since",
		"ALTER TABLE person DROP COLUMN gone_how", "ALTER TABLE person DROP COLUMN gone_to",
		"ALTER TABLE person DROP COLUMN same_id", "PRAGMA user_version = 1",
	};
	struct wg_db *db = NULL;
	struct wg_error e = {0};
	char dir[] = "/tmp/wgXXXXXX", path[64];
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/a.db", dir);
	assert_int_equal(wg_db_open(&db, path, WG_OPEN_CREATE, &e), WG_OK);
	assert_int_equal(wg_office_number(db, 7, NULL), WG_OK);
	for (size_t i = 0; i < sizeof back / sizeof *back; i++)
		assert_int_equal(wg_exec(wg_query(db, back[i]), &e), WG_OK);
	wg_db_close(&db);
	assert_int_equal(wg_db_open(&db, path, WG_OPEN_READ, &e), WG_EUNAVAILABLE);
	assert_int_equal(wg_db_open(&db, path, WG_OPEN_WRITE, &e), WG_OK);
	assert_int_equal(one(db, "PRAGMA user_version"), WG_SCHEMA_VERSION);
	assert_int_equal(one(db, "SELECT count(*) FROM cover"), 0);
	assert_int_equal(one(db, "SELECT count(*) FROM role"), 0);
	assert_int_equal(one(db, "SELECT count(*) FROM mapping"), 0);
	assert_int_equal(one(db, "SELECT count(walk) FROM place"), 0);
	assert_int_equal(one(db, "SELECT count(gone) + count(gone_to) + count(from_id) + count(into_id) FROM household"), 0);
	assert_int_equal(one(db, "SELECT count(since) + count(gone_how) + count(gone_to) + count(same_id) FROM person"), 0);
	assert_int_equal(one(db, "SELECT count(*) FROM residence"), 0);
	assert_int_equal(one(db, "SELECT count(*) FROM meta WHERE key = 'office' AND value = '7'"), 1);
	wg_db_close(&db);
	for (const char *const *s = (const char *const[]){"", "-wal", "-shm", NULL}; *s; s++) {
		snprintf(path, sizeof path, "%s/a.db%s", dir, *s);
		remove(path);
	}
	remove(dir);
}

/* What was remembered of headers stays, and lists of helpers may be remembered, too. */
static void remembered_headers_survive(void **state)
{
	static const char *const before[] = {
		"INSERT INTO mapping VALUES (5, 'cadres', '姓名', 'A=name', 'a.csv', 0, NULL, 1, 0)",
		"PRAGMA user_version = 6",
	};
	struct wg_db *db = NULL;
	char dir[] = "/tmp/wgXXXXXX", path[64];
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/a.db", dir);
	assert_int_equal(wg_db_open(&db, path, WG_OPEN_CREATE, NULL), WG_OK);
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		assert_int_equal(wg_exec(wg_query(db, before[i]), NULL), WG_OK);
	wg_db_close(&db);
	assert_int_equal(wg_db_open(&db, path, WG_OPEN_WRITE, NULL), WG_OK);
	assert_int_equal(one(db, "SELECT count(*) FROM mapping WHERE id = 5 AND fields = 'A=name'"), 1);
	assert_int_equal(wg_exec(wg_query(db, "INSERT INTO mapping VALUES (6, 'library', '姓名', 'A=name', 'b.csv', 0, "
					      "NULL, 1, 0)"), NULL), WG_OK);
	assert_int_not_equal(wg_exec(wg_query(db, "INSERT INTO mapping VALUES (7, 'library', '姓名', '', '', 0, NULL, 1, 0)"),
				     NULL), WG_OK);
	wg_db_close(&db);
	for (const char *const *s = (const char *const[]){"", "-wal", "-shm", NULL}; *s; s++) {
		snprintf(path, sizeof path, "%s/a.db%s", dir, *s);
		remove(path);
	}
	remove(dir);
}

static void read_only_handle_cannot_write(void **state)
{
	struct wg_db *db = NULL;
	struct wg_error e = {0};
	char dir[] = "/tmp/wgXXXXXX", path[64];
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/a.db", dir);
	assert_int_equal(wg_db_open(&db, path, WG_OPEN_CREATE, &e), WG_OK);
	assert_int_equal(wg_office_number(db, 7, NULL), WG_OK);
	wg_db_close(&db);
	assert_int_equal(wg_db_open(&db, path, WG_OPEN_CREATE, &e), WG_ECANTCREAT);
	assert_int_equal(wg_db_open(&db, path, WG_OPEN_READ, &e), WG_OK);
	assert_int_equal(wg_exec(wg_query(db, "DELETE FROM meta"), &e), WG_EPERM);
	assert_int_equal(wg_exec(wg_query(db, "VACUUM INTO '/tmp/wg-copy.db'"), NULL), WG_EPERM);
	struct wg_tx *tx = NULL;
	struct wg_tx_opts opts = {0};
	assert_int_equal(wg_tx_begin(db, &opts, &tx, &e), WG_EPERM);
	wg_db_close(&db);
	assert_int_equal(wg_db_open(&db, "/etc/hostname", WG_OPEN_WRITE, &e), WG_EDATA);
	assert_int_equal(wg_db_open(&db, "/nowhere/a.db", WG_OPEN_WRITE, &e), WG_ENOINPUT);
	for (const char *const *s = (const char *const[]){"", "-wal", "-shm", NULL}; *s; s++) {
		snprintf(path, sizeof path, "%s/a.db%s", dir, *s);
		remove(path);
	}
	remove(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(older_office_is_brought_up_to_date),
		cmocka_unit_test(remembered_headers_survive),
		cmocka_unit_test(read_only_handle_cannot_write),
	};
	return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
