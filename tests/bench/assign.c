/* libs: wangge sqlite3 libsodium libzip expat xlsxwriter yaml-0.1 libutf8proc */
/* assign OURS BARE RUNS: two copies of one office. In OURS 30 households are given to a cadre by the command `assign`;
 * in BARE the same rows are written by one bare transaction of SQLite with the same pragmas: contacts, derived columns,
 * counters, the journal, values taken from what the command wrote. In turns, RUNS times each; also for households that
 * change their contact. Prints for each of the two ways a line: OURS BARE, medians in ms. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conf/conf.h"
#include "wangge/command.h"

enum { N = 30, MOST = 1000, COLUMNS = 16 };

static const char PRAGMAS[] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
			      "PRAGMA cache_size=-4000; PRAGMA journal_size_limit=16777216; PRAGMA temp_store=MEMORY;"
			      "PRAGMA mmap_size=0; PRAGMA cell_size_check=ON";

/* What one batch wrote, table by table: how to read it from the one office and to write it into the other. */
static const struct part {
	const char *read, *write;
} parts[] = {
	{"SELECT row_id, new, (SELECT at FROM batch WHERE id = ?1) FROM change WHERE batch_id = ?1 AND op = 2",
	 "UPDATE contact SET until = ?2, version = version + 1, updated_at = ?3 WHERE id = ?1"},
	{"SELECT * FROM contact WHERE id IN (SELECT row_id FROM change WHERE batch_id = ?1 AND op = 1)",
	 "INSERT INTO contact VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"},
	{"SELECT id, pos, weight, people, gravest, contact_id FROM household WHERE id IN "
	 "(SELECT unit_id FROM change WHERE batch_id = ?1)",
	 "UPDATE household SET pos = ?2, weight = ?3, people = ?4, gravest = ?5, contact_id = ?6 WHERE id = ?1"},
	{"WITH RECURSIVE up(id) AS (SELECT d.entrance_id FROM change c JOIN household h ON h.id = c.unit_id "
	 "JOIN door d ON d.id = h.door_id WHERE c.batch_id = ?1 "
	 "UNION SELECT p.parent_id FROM up JOIN place p ON p.id = up.id WHERE p.parent_id IS NOT NULL) "
	 "SELECT s.place_id, s.covered FROM place_stat s JOIN up ON up.id = s.place_id",
	 "UPDATE place_stat SET covered = ?2 WHERE place_id = ?1"},
	{"SELECT * FROM change WHERE batch_id = ?1 ORDER BY seq",
	 "INSERT INTO change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"},
	{"SELECT * FROM batch WHERE id = ?1",
	 "INSERT INTO batch VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"},
	{"SELECT name, next FROM sequence WHERE ?1", "UPDATE sequence SET next = ?2 WHERE name = ?1"},
};
enum { PARTS = sizeof parts / sizeof *parts };

struct bare {
	sqlite3 *from, *to;
	sqlite3_stmt *read[PARTS], *write[PARTS], *begin, *commit;
	sqlite3_value *value[PARTS][MOST][COLUMNS]; /* read beforehand */
	int rows[PARTS];
};

static _Noreturn void die(const char *what, const char *why)
{
	fprintf(stderr, "assign: %s: %s\n", what, why);
	exit(1);
}

static void must(sqlite3 *db, int rc)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW)
		die(sqlite3_db_filename(db, "main"), sqlite3_errmsg(db));
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st = NULL;
	must(db, sqlite3_prepare_v2(db, sql, -1, &st, NULL));
	return st;
}

static struct bare *bare_open(const char *from, const char *to)
{
	struct bare *b = calloc(1, sizeof *b);
	must(b->from, sqlite3_open(from, &b->from));
	must(b->to, sqlite3_open(to, &b->to));
	must(b->to, sqlite3_exec(b->to, PRAGMAS, NULL, NULL, NULL));
	for (int p = 0; p < PARTS; p++) {
		b->read[p] = prepare(b->from, parts[p].read);
		b->write[p] = prepare(b->to, parts[p].write);
	}
	b->begin = prepare(b->to, "BEGIN IMMEDIATE");
	b->commit = prepare(b->to, "COMMIT");
	return b;
}

static void read_batch(struct bare *b, int64_t batch)
{
	for (int p = 0; p < PARTS; p++) {
		int n = 0;
		sqlite3_bind_int64(b->read[p], 1, batch);
		for (; sqlite3_step(b->read[p]) == SQLITE_ROW && n < MOST; n++) {
			for (int c = 0; c < sqlite3_column_count(b->read[p]); c++) {
				sqlite3_value_free(b->value[p][n][c]);
				b->value[p][n][c] = sqlite3_value_dup(sqlite3_column_value(b->read[p], c));
			}
		}
		must(b->from, sqlite3_reset(b->read[p]));
		b->rows[p] = n;
	}
}

static void step(struct bare *b, sqlite3_stmt *st)
{
	must(b->to, sqlite3_step(st));
	must(b->to, sqlite3_reset(st));
}

static void write_batch(struct bare *b)
{
	step(b, b->begin);
	for (int p = 0; p < PARTS; p++) {
		int columns = sqlite3_bind_parameter_count(b->write[p]);
		for (int n = 0; n < b->rows[p]; n++) {
			for (int c = 0; c < columns; c++)
				sqlite3_bind_value(b->write[p], c + 1, b->value[p][n][c]);
			step(b, b->write[p]);
		}
	}
	step(b, b->commit);
}

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int64_t run(wg_office *office, const char *name, const struct wg_args *args)
{
	struct wg_outcome out = {0};
	struct wg_error e = {0};
	if (wg_command_run(office, name, args, NULL, &out, &e) != WG_OK)
		die(name, e.message.msgid);
	int64_t batch = out.batch;
	wg_outcome_free(&out);
	return batch;
}

/* Two cadres and 30 households nobody has, as ids. */
static void choose(sqlite3 *db, const char *sql, char ids[][32], int n)
{
	sqlite3_stmt *st = prepare(db, sql);
	for (int i = 0; i < n && sqlite3_step(st) == SQLITE_ROW; i++)
		snprintf(ids[i], 32, "#%s", (const char *)sqlite3_column_text(st, 0));
	must(db, sqlite3_finalize(st));
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void measure(wg_office *office, struct bare *b, int runs, bool move)
{
	static double ours[10000], bare[10000];
	char household[N][32], worker[2][32];
	choose(b->from, "SELECT id FROM household WHERE contact_id IS NULL AND status = 'here' ORDER BY pos LIMIT 30",
	       household, N);
	choose(b->from, "SELECT id FROM worker WHERE takes_households = 1 AND band_hi >= 30 AND id NOT IN "
			"(SELECT contact_id FROM household WHERE contact_id IS NOT NULL) LIMIT 2", worker, 2);
	struct wg_args free_them = {0};
	for (int i = 0; i < N; i++)
		wg_args_add(&free_them, "households", household[i]);
	for (int i = -2; i < runs; i++) { /* two to warm up */
		struct wg_args give = {0};
		for (int k = 0; k < N; k++)
			wg_args_add(&give, "households", household[k]);
		wg_args_add(&give, "to", worker[i & 1]);
		double start = now_ms();
		int64_t batch = run(office, "assign", &give);
		double end = now_ms();
		read_batch(b, batch);
		double bare_start = now_ms();
		write_batch(b);
		double bare_end = now_ms();
		if (i >= 0) {
			ours[i] = end - start;
			bare[i] = bare_end - bare_start;
		}
		wg_args_free(&give);
		if (!move || i == runs - 1) {
			read_batch(b, run(office, "unassign", &free_them));
			write_batch(b);
		}
	}
	wg_args_free(&free_them);
	qsort(ours, runs, sizeof *ours, by_size);
	qsort(bare, runs, sizeof *bare, by_size);
	printf("%.3f %.3f\n", ours[runs / 2], bare[runs / 2]);
}

int main(int argc, char **argv)
{
	int runs = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 0;
	struct wg_conf *conf = NULL;
	struct wg_error e = {0};
	wg_office *office = NULL;
	if (runs < 1 || runs > 10000)
		return 64;
	if (wg_conf_open(NULL, &conf, &e) != WG_OK)
		die("conf", e.message.msgid);
	struct wg_office_opts opts = {.path = argv[1], .codes = wg_conf_codes(conf), .uid = 1000, .actor = "bench"};
	if (wg_office_open(&office, &opts, &e) != WG_OK)
		die(argv[1], e.message.msgid);
	struct bare *b = bare_open(argv[1], argv[2]);
	measure(office, b, runs, false);
	measure(office, b, runs, true);
	return 0;
}
