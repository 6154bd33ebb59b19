/* Keys that nobody would press in this order, at sizes that nobody has: nothing breaks, nothing is lost, and what was
 * written in passing can be taken back. The first argument is the number of keys for each seed; $WANGGE_SEED
 * takes another seed, $WANGGE_TRACE prints each step. */
#include "tests/app/test_whole.h"

#include <unistd.h>

#include "base/random.h"
#include "store/db.h"
#include "tests/command/roster.h"
#include "tests/store/dump.h"

enum { RUNS = 5 };

static int keys = 2000;

static const char *const texts[] = {
	"张",
	"伟",
	"3栋",
	"3-2-501",
	"zw",
	"zhang",
	"黄秋军",
	"独居",
	"１２０１",
	"楼栋=3",
	"户数>3 & 独居",
	"：",
	"？",
	"／",
	"《",
	"》",
	"、",
	"0",
	"2026-03-01",
	"13900001234",
	"名单.csv",
	"%s%n",
	"\xcc\x81",
	"é",
	"𠮷",
	"\xe2\x80\xae",
	"\xc2\x9b",
	"👨‍👩‍👧",
	"'",
	"\"",
	"#",
	"#1",
	"--to",
	"王家大院",
	"晴岚家园",
	"老\t人",
	"a\nb",
	"\x1b[31m",
	"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
};

static const char *const lines[] = {
	"check",
	"log",
	"tree",
	"cadres",
	"plans",
	"households --under 2栋",
	"duplicates",
	"roles",
	"covers",
	"leaving",
	"gone",
	"similar 张伟",
	"history 1-1-101",
	"show 2栋",
	"plan",
	"plan --save 草稿",
	"forget-plan 草稿",
	"compare 草稿",
	"unassign 3栋",
	"lock 1-1-102",
	"unlock 1-1-102",
	"assign",
	"swap",
	"edit person",
	"rename 2栋",
	"add household",
	"add person",
	"leaves 2-1-301",
	"dies",
	"returns",
	"split",
	"merge",
	"make rooms 5栋 7-9层×01-03室",
	"order 2栋 --by top-down",
	"overview 1栋",
	"export contacts",
	"print notice",
	"print cards",
	"import cadres",
	"undo",
	"redo",
	"why 1-2-102",
	"handover",
	"cover",
	"appoint",
	"search 张",
	"no such command",
	"grid 第9网格 --parts 1栋",
	"edit household 1-1-101 --note 狗",
	"delete place 5栋",
	"add need",
	"needs --late",
	"need accept 陪诊",
	"need hold 陪诊 --note 出门了",
	"show need 灶打不着火",
	"move place 5栋 --before 1栋",
	"assign 2栋 --to 甲一 --skip-refused",
};

#define ONE_OF(r, list) ((list)[wg_random_below((r), (int)(sizeof(list) / sizeof *(list)))])

static const uint32_t prompts[] = {WG_KEY_ENTER,     WG_KEY_ENTER,  WG_KEY_ENTER, WG_KEY_ESC, WG_KEY_TAB,
				   WG_KEY_BACKSPACE, WG_KEY_LEFT,   WG_KEY_RIGHT, WG_KEY_UP,  WG_KEY_DOWN,
				   WG_KEY_DOWN,      WG_KEY_DELETE, ' '};

static struct wg_event key_of(uint32_t code, int mods)
{
	return (struct wg_event){.kind = WG_EVENT_KEY, .key = {.code = code, .mods = (uint8_t)mods}};
}

static struct wg_event text_of(enum wg_event_kind kind, const char *text)
{
	return (struct wg_event){.kind = kind, .text = text, .len = strlen(text)};
}

static struct wg_event pointer(struct wg_random *r, const struct wg_cells *c)
{
	static const uint32_t buttons[] = {1, 1, 1, 2, 3, WG_KEY_UP, WG_KEY_DOWN};
	return (struct wg_event){.kind = WG_EVENT_MOUSE,
				 .key.code = ONE_OF(r, buttons),
				 .row = wg_random_below(r, c->rows),
				 .col = wg_random_below(r, c->cols)};
}

static struct wg_event other_size(struct wg_random *r, struct whole *w)
{
	bool small = wg_random_below(r, 8) == 0;
	int rows = small ? 1 + wg_random_below(r, 24) : 24 + wg_random_below(r, 77);
	int cols = small ? 1 + wg_random_below(r, 80) : 80 + wg_random_below(r, 221);
	wg_ui_resize(&w->ui, rows, cols);
	w->ui.cells.ascii = wg_random_below(r, 4) == 0;
	w->ui.cells.ambiguous_wide = wg_random_below(r, 4) == 0;
	return (struct wg_event){.kind = WG_EVENT_RESIZE};
}

static struct wg_event any_event(struct wg_random *r, struct whole *w)
{
	int dice = wg_random_below(r, 100);
	const struct wg_binding *b = &w->keys.bindings.at[wg_random_below(r, (int)w->keys.bindings.len)];
	if (dice < 45)
		return (struct wg_event){.kind = WG_EVENT_KEY, .key = b->key[wg_random_below(r, b->n_keys)]};
	if (dice < 67)
		return key_of(ONE_OF(r, prompts), wg_random_below(r, 12) ? 0 : wg_random_below(r, 8));
	if (dice < 73)
		return key_of('0' + (uint32_t)wg_random_below(r, 10), 0);
	if (dice < 79)
		return key_of(' ' + (uint32_t)wg_random_below(r, 95), 0);
	if (dice < 81)
		return key_of((uint32_t)wg_random_below(r, WG_KEY_LIMIT), wg_random_below(r, 8));
	if (dice < 83)
		return key_of(WG_KEY_F1 + (uint32_t)wg_random_below(r, 12), wg_random_below(r, 8));
	if (dice < 88)
		return text_of(WG_EVENT_PASTE, ONE_OF(r, texts));
	if (dice < 92)
		return pointer(r, &w->ui.cells);
	if (dice < 97)
		return text_of(WG_EVENT_COMMAND, ONE_OF(r, lines));
	return other_size(r, w);
}

static bool sometimes(void *random)
{
	return wg_random_below(random, 20) != 0;
}

/* What no hand may bring about. */
static void holds(wg_office *office)
{
	static const char *const allowed[] = {"no contact", "over the band", "contact takes no households",
					      "stationing has ended", "who stands in is not there"};
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "check --deep");
	const struct wg_rows *found = table_of(&out, "findings");
	assert_non_null(found);
	for (size_t i = 0; i < found->n; i++) {
		const struct wg_datum *row = &found->at[i * 4];
		bool fine = false;
		for (size_t k = 0; k < sizeof allowed / sizeof *allowed; k++)
			fine = fine || strcmp(row[0].s, allowed[k]) == 0;
		if (!fine)
			fail_msg("check: %s: %s: %s", row[0].s, row[1].s, row[2].s ? row[2].s : "");
	}
	wg_outcome_free(&out);
}

static void take_back(wg_office *office)
{
	for (;;) {
		char line[] = "undo";
		struct wg_args args = {0};
		struct wg_outcome out = {0};
		const struct wg_command *c = NULL;
		struct wg_error e = {0};
		assert_int_equal(wg_command_parse(line, &c, &args, &e), WG_OK);
		enum wg_err err = wg_command_run(office, c->name, &args, NULL, &out, &e);
		wg_outcome_free(&out);
		wg_args_free(&args);
		if (err != WG_OK)
			return;
	}
}

static void keys_of_seed(wg_office *office, int seed)
{
	static struct whole w;
	const char *trace = getenv("WANGGE_TRACE");
	struct wg_random r = {.state = (uint64_t)seed};
	printf("# seed %d, %d keys\n", seed, keys);
	fflush(stdout);
	open_whole(&w, office);
	w.ui.glance = sometimes;
	w.ui.app = &r;
	for (int i = 0; i < keys; i++) {
		struct wg_event ev = any_event(&r, &w);
		if (trace)
			fprintf(stderr, "%d on %s, before: %s\n", i, topmost(&w), w.last);
		step(&w, &ev);
	}
	close_whole(&w);
}

static const char CHANGED[] = "SELECT count(*) FROM batch";

static void random_keys_break_no_row_and_no_office(void **state)
{
	const char *seed = getenv("WANGGE_SEED");
	struct wg_arena a = {0};
	wg_office *office = *state;
	run_ok(office, "import households '%s' --under 昭山镇/窑洲社区/晴岚家园", given("晴岚家园花名册.xlsx"));
	run_ok(office, "import cadres '%s' --under 窑洲社区", given("驻守干部.csv"));
	run_ok(office, "plan --under 窑洲社区 --commit");
	run_ok(office, "add need 1-1-101 灶打不着火 --service S03,S04 --urgency urgent --note 听力差");
	run_ok(office, "add need 2-1-302 陪诊 --service S07");
	run_ok(office, "add need 晴岚家园 下水道堵了 --service S18 --spot 3单元门口");
	run_ok(office, "add need 1-2-201 送餐 --service S06 --every 7");
	run_ok(office, "add need 2-2-401 老年认证 --service S06");
	run_ok(office, "need done 老年认证");
	put_text("名单.csv", NULL, "房号,户主,电话\n1-1-101,张三,13900001234\n3-9-101,李四,13900001235\n");
	office->uid++; /* so that u does not take back what was here before */
	const char *before = dump_office(office->db, &a);
	int64_t batches = count_of(office, CHANGED);
	for (int i = 0; i < (seed ? 1 : RUNS); i++) {
		keys_of_seed(office, seed ? (int)strtol(seed, NULL, 10) : i + 1);
		holds(office);
	}
	printf("# %lld batches written\n", (long long)(count_of(office, CHANGED) - batches));
	assert_true(seed || count_of(office, CHANGED) > batches + RUNS * keys / 250);
	take_back(office);
	holds(office);
	assert_same_dump(dump_office(office->db, &a), before);
	wg_arena_free(&a);
}

static int start(void **state)
{
	int failed = start_roster(state);
	setenv("HOME", file_path("."), 1);
	return failed || chdir(file_path(".")) != 0;
}

int main(int argc, char **argv)
{
	if (argc > 1)
		keys = (int)strtol(argv[1], NULL, 10);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(random_keys_break_no_row_and_no_office, start, end_roster),
	};
	return cmocka_run_group_tests_name("random keys", tests, NULL, NULL);
}
