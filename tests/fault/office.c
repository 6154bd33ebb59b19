#include "tests/fault/office.h"

#include <unistd.h>

#include "store/chain.h"
#include "store/derive.h"
#include "tests/codes.h"
#include "tests/test.h"

static char folder[64];

static const char *path_in(char path[100], const char *name)
{
	snprintf(path, 100, "%s/%s", folder, name);
	return path;
}

void make_folder(void)
{
	snprintf(folder, sizeof folder, "/tmp/wangge-fault-XXXXXX");
	assert_non_null(mkdtemp(folder));
}

static void remove_office(void)
{
	char path[110];
	for (const char *const *s = (const char *const[]){"", "-wal", "-shm", NULL}; *s; s++) {
		snprintf(path, sizeof path, "%s%s", office_path(), *s);
		remove(path);
	}
}

void remove_folder(void)
{
	char path[100];
	remove_office();
	remove(path_in(path, "roster.csv"));
	remove(path_in(path, "cadres.csv"));
	remove(path_in(path, "said"));
	assert_int_equal(rmdir(folder), 0);
}

const char *office_path(void)
{
	static char path[100];
	return path_in(path, "office.db");
}

const char *roster_of(int compound)
{
	static char path[100];
	FILE *f = fopen(path_in(path, "roster.csv"), "w");
	if (!f)
		return path;
	fputs("小区,楼栋,单元,房号,户主,联系电话,人员类别\n", f);
	for (int i = 0; i < HOUSEHOLDS; i++)
		fprintf(f, "第%d小区,%d栋,1单元,%d0%d,%s%d,138%04d%04d,%s\n", compound, i / 12 + 1, i % 12 / 2 + 1, i % 2 + 1,
			i % 3 ? "张伟" : "李秀英", i, compound, i, i % 7 ? "" : "独居");
	fclose(f);
	return path;
}

static const char *cadres(void)
{
	static char path[100];
	FILE *f = fopen(path_in(path, "cadres.csv"), "w");
	assert_non_null(f);
	fputs("姓名,身份,单位,电话,服务社区,参加联户,下限,上限\n", f);
	for (int i = 0; i < CADRES; i++)
		fprintf(f, "王干部%d,驻守干部,街道办,1990000%04d,窑洲社区,是,15,30\n", i, i);
	fclose(f);
	return path;
}

static _Noreturn void die(const char *what, const struct wg_error *e)
{
	char said[WG_MESSAGE_BYTES];
	wg_message_text(&e->message, NULL, said, sizeof said);
	fprintf(stderr, "# %s: %s\n", what, said);
	_exit(2);
}

static struct wg_office_opts office_opts(void)
{
	return (struct wg_office_opts){.path = office_path(), .codes = shipped_codes(), .uid = 1000, .actor = "王芳"};
}

wg_office *open_office(void)
{
	wg_office *office = NULL;
	struct wg_error e = {0};
	struct wg_office_opts opts = office_opts();
	if (wg_office_open(&office, &opts, &e) != WG_OK)
		die("open", &e);
	return office;
}

int64_t run_or_die(wg_office *office, const char *format, ...)
{
	char line[400], shown[400];
	struct wg_args args = {0};
	const struct wg_command *command = NULL;
	struct wg_outcome out = {0};
	struct wg_error e = {0};
	va_list ap;
	va_start(ap, format);
	vsnprintf(line, sizeof line, format, ap);
	va_end(ap);
	memcpy(shown, line, sizeof shown);
	enum wg_err err = wg_command_parse(line, &command, &args, &e);
	if (err == WG_OK)
		err = wg_command_run(office, command->name, &args, NULL, &out, &e);
	if (err != WG_OK)
		die(shown, &e);
	int64_t batch = out.batch;
	wg_args_free(&args);
	wg_outcome_free(&out);
	return batch;
}

void make_office(int compounds)
{
	wg_office *office = NULL;
	struct wg_office_opts opts = office_opts();
	remove_office();
	assert_int_equal(wg_office_create(&office, &opts, 1, NULL), WG_OK);
	run_or_die(office, "sync-codes");
	for (int i = 1; i <= compounds; i++)
		run_or_die(office, "import households %s --under 昭山镇/窑洲社区", roster_of(i));
	run_or_die(office, "import cadres %s --under 昭山镇/窑洲社区", cadres());
	wg_office_close(&office);
}

static void differs(void *user, const char *what, int64_t id)
{
	(void)user;
	fail_msg("recount: %s of %lld", what, (long long)id);
}

static int64_t one(struct wg_db *db, const char *sql)
{
	int64_t n = -1;
	assert_int_equal(wg_one_int(wg_query(db, sql), 0, &n, NULL), WG_OK);
	return n;
}

static struct wg_db *open_file(void)
{
	struct wg_db *db = NULL;
	struct wg_error e = {0};
	if (wg_db_open(&db, office_path(), WG_OPEN_WRITE, &e) != WG_OK)
		fail_msg("the office cannot be opened: %s", e.message.msgid);
	return db;
}

struct holding check_office(void)
{
	struct wg_db *db = open_file();
	int64_t broken = -1;
	struct wg_stmt *st = wg_query(db, "PRAGMA integrity_check");
	assert_true(wg_step(st));
	assert_string_equal(wg_text(st, 0), "ok");
	assert_int_equal(wg_done(st, NULL), WG_OK);
	assert_int_equal(one(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
	assert_int_equal(wg_recount(db, differs, NULL, NULL), WG_OK);
	assert_int_equal(wg_chain_verify(db, &broken, NULL), WG_OK);
	assert_int_equal(broken, 0);
	st = wg_query(db, "SELECT p.name, s.households, s.covered FROM place p JOIN place_stat s ON s.place_id = p.id "
			  "WHERE p.level = 3");
	while (wg_step(st)) {
		if (wg_int(st, 1) != HOUSEHOLDS || (wg_int(st, 2) != 0 && wg_int(st, 2) != HOUSEHOLDS))
			fail_msg("%s is torn: %d households, %d covered", wg_text(st, 0), (int)wg_int(st, 1),
				 (int)wg_int(st, 2));
	}
	assert_int_equal(wg_done(st, NULL), WG_OK);
	struct holding h = {one(db, "SELECT count(*) FROM batch"), one(db, "SELECT count(*) FROM household"),
			    one(db, "SELECT count(*) FROM contact WHERE until IS NULL")};
	wg_db_close(&db);
	return h;
}

void assert_all_there(const int64_t *batches, size_t n)
{
	struct wg_db *db = n > 0 ? open_file() : NULL;
	for (size_t i = 0; i < n; i++) {
		int64_t found = 0;
		struct wg_stmt *st = wg_query(db, "SELECT 1 FROM batch WHERE id = $1");
		wg_bind_int(st, 1, batches[i]);
		assert_int_equal(wg_one_int(st, 0, &found, NULL), WG_OK);
		assert_int_equal(found, 1);
	}
	wg_db_close(&db);
}
