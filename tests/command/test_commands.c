#include "tests/test.h"

#include "tests/command/office.h"
#include "tests/store/dump.h"

/* Four buildings: 96 doors, 87 households; five cadres. */
static int set_up(void **state)
{
	*state = test_office(4, 5);
	return 0;
}

static void plan_covers_everybody_within_the_band(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "plan --under 晴岚家园 --commit");
	assert_true(out.batch > 0);
	char said[300];
	wg_message_text(&out.said, NULL, said, sizeof said);
	assert_non_null(strstr(said, "proven optimal"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE contact_id IS NULL"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM (SELECT contact_id FROM household GROUP BY contact_id "
					  "HAVING count(*) NOT BETWEEN 15 AND 30)"), 0);
	run_ok(office, "check --deep");
	assert_counters_right(office);
}

static void plan_that_is_kept_moves_nobody(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "plan --under 晴岚家园 --commit");
	run_line(office, WG_OK, &out, "plan --under 晴岚家园 --keep --commit");
	assert_int_equal(out.batch, 0);
	wg_outcome_free(&out);
}

static void too_few_cadres_give_the_exact_sentence(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	char said[300];
	run_line(office, WG_OK, &out, "plan --under 晴岚家园 --cadres 甲一,甲二");
	wg_message_text(&out.said, NULL, said, sizeof said);
	assert_string_equal(said, "87 households, 2 cadres: 27 uncovered, 1 more full-time cadres needed");
	wg_outcome_free(&out);
}

static void draft_is_kept_and_put_into_force_later(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "plan --under 晴岚家园 --save 草案一");
	assert_int_equal(count_of(office, "SELECT count(contact_id) FROM household"), 0);
	run_ok(office, "apply-plan 草案一");
	assert_int_equal(count_of(office, "SELECT count(contact_id) FROM household"), 87);
	run_line(office, WG_ESTALE, &out, "apply-plan 草案一");
	wg_outcome_free(&out);
	run_line(office, WG_ENOTFOUND, &out, "apply-plan 草案二");
	wg_outcome_free(&out);
}

static void assigned_with_counts_before_and_after(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "assign 1栋1单元 --to 甲一 --reason 就近");
	assert_int_equal(out.tables[0].at[3].i, 0);  /* before */
	assert_int_equal(out.tables[0].at[7].i, 11); /* after */
	assert_string_equal(out.tables[0].at[8].s, "<");
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE reason = 'nearby' AND until IS NULL"), 11);
	assert_counters_right(office);
}

static void second_assignment_closes_the_first(void **state)
{
	wg_office *office = *state;
	run_ok(office, "assign 1-1-101 --to 甲一");
	run_ok(office, "assign 1-1-101 --to 甲二");
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE until IS NOT NULL"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE until IS NULL"), 1);
	run_ok(office, "unassign 1-1-101");
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE until IS NULL"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact"), 2);
}

static void band_is_a_refusal_that_a_reason_overrides(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_EREFUSED, &out, "assign 1栋 2栋 --to 甲一");
	assert_int_equal(out.n_refusals, 1);
	assert_non_null(strstr(note(&out, 0), "would have 44 households, the band ends at 30"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact"), 0);
	run_ok(office, "assign 1栋 2栋 --to 甲一 --over-band 人手不够");
	run_line(office, WG_OK, &out, "check");
	assert_true(out.failed_check);
	bool listed = false;
	for (size_t i = 0; i < out.tables[0].n; i++) {
		const struct wg_datum *row = out.tables[0].at + i * out.tables[0].n_columns;
		listed = listed || strcmp(row[0].s, "over the band") == 0;
		if (strcmp(row[0].s, "over the band") == 0)
			assert_string_equal(row[2].s, "44 > 30: 人手不够");
	}
	assert_true(listed);
	wg_outcome_free(&out);
}

static void recusal_is_refused_everywhere(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "recuse 甲一 1-1-101 --reason 表亲");
	run_line(office, WG_EREFUSED, &out, "assign 1-1-101 --to 甲一");
	assert_int_equal(out.n_refusals, 1);
	wg_outcome_free(&out);
	run_ok(office, "plan --under 晴岚家园 --commit");
	assert_int_equal(count_of(office, "SELECT count(*) FROM household h JOIN recusal r ON r.household_id = h.id AND "
					  "r.worker_id = h.contact_id"), 0);
	run_ok(office, "recuse 甲一 1-1-101 --end");
	run_ok(office, "assign 1-1-101 --to 甲一 --over-band 试");
}

static void locked_household_stays(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "assign 4-2-602 --to 甲一");
	run_ok(office, "lock 4-2-602");
	run_line(office, WG_EREFUSED, &out, "assign 4-2-602 --to 甲二");
	wg_outcome_free(&out);
	run_line(office, WG_EREFUSED, &out, "lock 4-2-601");
	wg_outcome_free(&out);
	run_ok(office, "plan --under 晴岚家园 --fresh --commit");
	run_line(office, WG_OK, &out, "households --contact 甲一");
	bool there = false;
	for (size_t i = 0; i < out.tables[0].n; i++)
		there = there || out.tables[0].at[i * out.tables[0].n_columns + 14].i == 1;
	assert_true(there);
	wg_outcome_free(&out);
	run_ok(office, "unlock 4-2-602");
	run_ok(office, "assign 4-2-602 --to 甲二 --over-band 试");
}

static void more_locks_than_the_band_are_refused(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "assign 1栋 2栋 --to 甲一 --over-band 人手不够");
	run_line(office, WG_EREFUSED, &out, "lock 1栋 2栋");
	assert_non_null(strstr(note(&out, 0), "would have 44 locked households, the band ends at 30"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT sum(contact_locked) FROM household"), 0);
	run_ok(office, "lock 1栋");
}

static void swap_exchanges_all(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "assign 1栋1单元 --to 甲一");
	run_ok(office, "assign 1栋2单元 --to 甲二");
	run_ok(office, "swap 甲一 甲二");
	run_line(office, WG_OK, &out, "households 1栋1单元 --contact 甲二");
	assert_int_equal(out.tables[0].n, 11);
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "swap 甲一 甲一");
	wg_outcome_free(&out);
}

static void handover_gives_all_to_the_neighbours(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "assign 1栋1单元 --to 甲一");
	run_ok(office, "assign 1栋2单元 --to 甲二");
	run_ok(office, "assign 2栋1单元 --to 甲三");
	run_ok(office, "handover 甲二");
	run_line(office, WG_OK, &out, "households --contact 甲二");
	assert_int_equal(out.tables[0].n, 0);
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(contact_id) FROM household"), 33);
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE reason = 'handover'"), 11);
	run_line(office, WG_EREFUSED, &out, "handover 甲二");
	wg_outcome_free(&out);
	assert_counters_right(office);
}

static void handover_refuses_who_cannot_take_all(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "assign 1栋 --to 甲一");
	run_ok(office, "assign 2栋 --to 甲二");
	run_line(office, WG_EREFUSED, &out, "handover 甲一 --to 甲二");
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE until IS NOT NULL"), 0);
	run_ok(office, "handover 甲一 --to 甲二,甲三,甲四");
	run_ok(office, "undo");
	run_ok(office, "handover 甲一 --to 甲二 --over-band 暂代");
	run_line(office, WG_EUSAGE, &out, "handover 甲二 --to 甲二");
	wg_outcome_free(&out);
}

static void grid_stands_in_the_tree(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "grid 第1网格 --parts 1栋,2栋 --under 晴岚家园");
	run_line(office, WG_OK, &out, "tree 第1网格 --depth 1");
	assert_int_equal(out.tables[0].n, 2);
	wg_outcome_free(&out);
	run_line(office, WG_EREFUSED, &out, "grid 第2网格 --parts 2栋,3栋 --under 晴岚家园");
	wg_outcome_free(&out);
	run_ok(office, "plan --under 第1网格 --cadres 甲一,甲二 --commit");
	assert_int_equal(count_of(office, "SELECT count(contact_id) FROM household"), 44);
	run_ok(office, "check 第1网格");
}

static void why_names_the_next_best(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "plan --under 晴岚家园 --commit");
	run_line(office, WG_OK, &out, "why 2-1-101");
	assert_int_equal(out.tables[0].n, 1);
	assert_true(out.tables[0].at[1].i >= 0);
	wg_outcome_free(&out);
}

static void preview_shows_and_changes_nothing(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	struct wg_outcome shown, done;
	struct wg_args args = {0};
	struct wg_run_opts preview = {.run = WG_PREVIEW}, run = {.expect = shown.digest};
	const char *before = dump_office(office->db, &a);
	wg_args_add(&args, "households", "1-1-101");
	wg_args_add(&args, "to", "甲一");
	assert_int_equal(wg_command_run(office, "assign", &args, &preview, &shown, NULL), WG_OK);
	assert_same_dump(before, dump_office(office->db, &a));
	assert_int_equal(wg_command_run(office, "assign", &args, &run, &done, NULL), WG_OK);
	assert_string_equal(shown.digest, done.digest);
	wg_outcome_free(&done);
	run_ok(office, "assign 1-1-101 --to 甲二");
	assert_int_equal(wg_command_run(office, "assign", &args, &run, &done, NULL), WG_ESTALE);
	wg_outcome_free(&done);
	wg_outcome_free(&shown);
	wg_args_free(&args);
	wg_arena_free(&a);
}

static void same_intent_twice_is_done_once(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	struct wg_args args = {0};
	struct wg_run_opts opts = {.op_id = "intent-1"};
	wg_args_add(&args, "households", "1-1-101");
	wg_args_add(&args, "to", "甲一");
	assert_int_equal(wg_command_run(office, "assign", &args, &opts, &out, NULL), WG_OK);
	int64_t batch = out.batch;
	wg_outcome_free(&out);
	assert_int_equal(wg_command_run(office, "assign", &args, &opts, &out, NULL), WG_OK);
	assert_int_equal(out.batch, batch);
	wg_outcome_free(&out);
	wg_args_free(&args);
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact"), 1);
}

static void wrong_words_say_what_is_wrong(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	static const struct {
		const char *line;
		enum wg_err err;
	} wrong[] = {
		{"frobnicate", WG_EUSAGE}, {"assign 1-1-101", WG_EUSAGE}, {"assign --to 甲一", WG_EUSAGE},
		{"assign 1-1-101 --to 甲一 --loudly", WG_EUSAGE}, {"plan --under 晴岚家园 --by age", WG_EUSAGE},
		{"assign 9-9-909 --to 甲一", WG_ENOTFOUND}, {"assign 1-1-101 --to 无名氏", WG_ENOTFOUND},
		{"tree 月球", WG_ENOTFOUND}, {"show 1单元", WG_EUSAGE}, {"undo 99", WG_ENOTFOUND}, {"undo", WG_EREFUSED},
		{"redo", WG_EREFUSED}, {"why 1-1-602x", WG_ENOTFOUND}, {"households 'unclosed", WG_EUSAGE},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		run_line(office, wrong[i].err, &out, "%s", wrong[i].line);
		wg_outcome_free(&out);
	}
}

#define NEED "add need 1-1-101 厨房漏水 --service S04; "
#define WISH "add need 1-1-101 厨房漏水 --service S04 --form wish; "
#define HELPER "add helper 李师傅 --services S04,S03:2 --certificates 电工证 --serves 晴岚家园"
#define DONE WISH "claim 漏水 --by 甲一; need done 漏水 --minutes 40; "
#define FAMILY "add person 1-1-101 --name 李芳; add person 1-1-101 --name 张小明; "

/* Commands with a ; between them. */
static void run_all(wg_office *office, const char *lines)
{
	while (*(lines += strspn(lines, " "))) {
		size_t n = strcspn(lines, ";");
		run_ok(office, "%.*s", (int)n, lines);
		lines += n + (lines[n] == ';');
	}
}

/* run → undo gives an equal dump; run → undo → redo equals run; counters equal a recount. For every WRITE command of
 * the registry: a new one without a line here fails. */
static void every_write_is_undone_and_redone(void **state)
{
	static const struct {
		const char *command, *before, *line;
	} samples[] = {
		{"apply-plan", "plan --under 晴岚家园 --save 草案", "apply-plan 草案"},
		{"forget-plan", "plan --under 晴岚家园 --save 草案", "forget-plan 草案"},
		{"save-plan", NULL, "plan --under 晴岚家园 --save 草案"},
		{"assign", NULL, "assign 1栋1单元 --to 甲一"},
		{"unassign", "assign 1栋1单元 --to 甲一", "unassign 1-1-101 1-1-102"},
		{"swap", "plan --under 晴岚家园 --commit", "swap 甲一 甲二 --over-band 试"},
		{"lock", "assign 1-1-101 --to 甲一", "lock 1-1-101"},
		{"unlock", "assign 1-1-101 --to 甲一; lock 1-1-101", "unlock 1-1-101"},
		{"recuse", NULL, "recuse 甲一 1-1-101"},
		{"handover", "plan --under 晴岚家园 --fresh --cadres 甲一,甲二,甲三,甲四 --commit", "handover 甲一 --to 甲五"},
		{"edit household", NULL, "edit household 1-1-101 --note 白天无人 --people 3 --registered-in 外省"},
		{"edit person", NULL, "edit person 张伟1 --name 张卫 --phone 13900001234 --birth 1950 --sex male --care alone"},
		{"edit worker", NULL, "edit worker 甲一 --unit 区民政局 --lives 1-1-101 --until 2027-03-25 --band-hi 20"},
		{"add household", "assign 1栋1单元 --to 甲一", "add household 1-1-801 --head 李芳 --phone 13900001234 --birth 1950 "
							      "--people 3 --care alone --new-door"},
		{"add person", NULL, "add person 1-1-101 --name 李芳 --sex female --care alone --note 常在外"},
		{"move", "assign 1栋1单元 --to 甲一; assign 1栋2单元 --to 甲二; move 1-2-101 --to 1-1-502", "move 1-1-102 --to 1-2-101"},
		{"split", FAMILY "recuse 甲五 1-1-101", "split 1-1-101 --members 李芳,张小明 --to 1-1-502"},
		{"split", FAMILY "assign 1-1-101 --to 甲一", "split 1-1-101 --members 张伟1 --head 李芳 --to 5-1-101 --new-door"},
		{"merge", FAMILY "assign 1-1-101 --to 甲一; lock 1-1-101; recuse 甲五 1-1-101", "merge 1-1-101 --into 1-1-102 --head 李芳"},
		{"merge people", FAMILY "add person 1-1-102 --name 李芳芳 --phone 13900001234 --care alone",
		 "merge people 李芳 --other 李芳芳 --take household"},
		{"merge people", "assign 1-1-102 --to 甲一", "merge people 张伟1 --other 张丽2 --take phone"},
		{"join", FAMILY, "join 张伟1 1-1-102 --head 李芳"},
		{"join", "assign 1-1-101 --to 甲一", "join 张伟1 1-1-102"},
		{"new-head", FAMILY, "new-head 1-1-101 --head 李芳"},
		{"dies", FAMILY "care add 张伟1 --group alone", "dies 张伟1 --head 张小明"},
		{"dies", "assign 1-1-101 --to 甲一; lock 1-1-101", "dies 张伟1"},
		{"leaves", FAMILY "assign 1-1-101 --to 甲一; lock 1-1-101", "leaves 1-1-101 --to 外省"},
		{"leaves", FAMILY, "leaves 1-1-101 --members 李芳,张小明 --to 外省"},
		{"returns", FAMILY "assign 1-1-101 --to 甲一; leaves 1-1-101", "returns 李芳"},
		{"returns", FAMILY "leaves 1-1-101; assign 1-2-101 --to 甲一", "returns 李芳 --alone --door 1-2-101 --allow-shared"},
		{"care add", NULL, "care add 张伟1 --group alone"},
		{"move", "care add 张伟1 --group alone", "move 1-1-101 --to 1-1-502"},
		{"join", FAMILY "care add 李芳 --group alone", "join 李芳 1-1-102"},
		{"leaves", FAMILY "care add 李芳 --group alone", "leaves 1-1-101 --members 李芳 --to 外省"},
		{"order", "care add 张伟1 --group alone", "order 1栋1单元 --by top-down"},
		{"care end", "care add 张伟1 --group 独居", "care end 张伟1 --group alone"},
		{"rename", NULL, "rename 3栋 文化楼 --lift 2"},
		{"add place", NULL, "add place 9栋 --under 窑洲社区 --level building"},
		{"move place", "add place 新苑 --under 窑洲社区", "move place 2栋 --under 新苑"},
		{"delete place", "add place 9栋 --under 晴岚家园", "delete place 9栋"},
		{"merge places", "grid 第1网格 --parts 2栋 --under 晴岚家园", "merge places 2栋 --into 1栋"},
		{"rename", "add place 9栋 --under 晴岚家园; make rooms 9栋 1-2层×01-02", "rename 9栋 1单元 --level entrance --note 无门禁"},
		{"add place", "grid 第1网格 --parts 1栋,2栋 --under 晴岚家园", "add place 9栋 --under 第1网格 --before 2栋"},
		{"move place", "grid 第1网格 --parts 1栋,2栋 --under 晴岚家园; grid 第2网格 --parts 3栋 --under 晴岚家园",
		 "move place 3栋 --under 第1网格"},
		{"move place", "grid 第1网格 --parts 1栋,2栋 --under 晴岚家园; add place 东苑社区 --under 昭山镇; plan --under 晴岚家园 --commit",
		 "move place 晴岚家园 --under 东苑社区"},
		{"move place", "add place 平房 --under 窑洲社区 --level building; make rooms 平房 1-6号", "move place 平房 --under 晴岚家园 --before 2栋"},
		{"delete place", "add place 9栋 --under 晴岚家园; make rooms 9栋 1-2层×01-02; grid 小网格 --parts 9栋 --under 晴岚家园; "
				 "appoint 9栋 楼栋长 甲一; appoint 小网格 网格员 甲二; edit worker 甲三 --lives 9-101",
		 "delete place 9栋"},
		{"delete place", "grid 第1网格 --parts 1栋,2栋 --under 晴岚家园; appoint 第1网格 网格员 甲二", "delete place 第1网格"},
		{"merge places", "assign 2栋 --to 甲一; lock 2-1-101; appoint 2栋 楼栋长 甲二; appoint 1栋 楼栋长 甲二; edit worker 甲三 --lives 2-1-101; "
				 "make rooms 2栋1单元 7-8层×01-04; order 1栋 --by top-down",
		 "merge places 2栋 --into 1栋"},
		{"make rooms", "order 4栋 --by serpentine", "make rooms 4栋 2-8层×03-04室"},
		{"make rooms", "add place 9栋 --under 晴岚家园", "make rooms 9栋 1-2层×01-02室"},
		{"order", NULL, "order 1栋1单元 --list 602,101"},
		{"order", "order 1栋1单元 --by top-down", "order 晴岚家园 --by odd-even"},
		{"order", NULL, "order 晴岚家园 --list 3栋,1栋"},
		{"make rooms", NULL, "make rooms 4栋 5-8层×01-04室"},
		{"kind", NULL, "kind 1栋1单元 --is shop"},
		{"order", NULL, "order 1栋 --by serpentine"},
		{"cover", "assign 1栋 --to 甲一", "cover 甲一 --by 甲二 --until 2026-04-02 --reason 休假"},
		{"cover", "cover 甲一 --by 甲二", "cover 甲一 --end --until 2026-04-02"},
		{"appoint", "appoint 1栋 楼栋长 甲一", "appoint 1栋 楼栋长 张伟1 --instead"},
		{"dismiss", "appoint 1栋 楼栋长 甲一", "dismiss 1栋 楼栋长"},
		{"grid", NULL, "grid 第1网格 --parts 1栋,2栋 --under 晴岚家园"},
		{"add helper", NULL, "add helper 李师傅 --phone 13900001234 --services S04:2,S03 --certificates 电工证:2099-05-01 --free 周末 "
				     "--limits 不爬楼 --cap 3 --lives 1-1-101 --serves 1栋 --unit 物业"},
		{"edit helper", HELPER, "edit helper 李师傅 --services S06,S04:3 --certificates 心理咨询师 --free 工作日晚 --limits '' --cap 5"},
		{"skill", HELPER, "skill 李师傅 S04 --level 熟练 --verified yes"},
		{"skill", HELPER, "skill 李师傅 S04 --end"},
		{"certificate", HELPER, "certificate 李师傅 电工证 --until 2099-01-01 --number 甲007"},
		{"certificate", HELPER, "certificate 李师傅 电工证 --end"},
		{"add resource", HELPER, "add resource 议事厅 --place 晴岚家园 --supplier 李师傅 --services S06 --quantity 1 --measure 间 "
					 "--free 周末 --phone 13900001111"},
		{"edit resource", "add resource 议事厅", "edit resource 议事厅 --name 会议室 --kind 物资 --place 1栋 --free 随时 --quantity 0"},
		{"delete resource", "add resource 议事厅 --place 晴岚家园", "delete resource 议事厅"},
		{"dispatch", "add need 1-1-101 送菜 --service S06", "dispatch 送菜 --to 甲一,甲二 --anyway 人手不够"},
		{"dispatch", "add need 1-1-101 送菜 --service S06; dispatch 送菜 --to 甲一 --anyway 顺路; need start 送菜",
		 "dispatch 送菜 --to 甲二 --lead 甲二 --at 明天下午 --anyway 顺路"},
		{"add need", NULL, "add need 1-1-101 灶打不着火 --service S03 --service S04 --urgency urgent --persons 2 --phone 13900001234"},
		{"add need", "assign 1-1-101 --to 甲一", "add need 1-1-101,1-1-102,4栋 每周送餐 --every 7 --responsible 甲二 --draft"},
		{"need accept", NEED, "need accept 漏水"},
		{"need take", WISH "claim 漏水 --by 甲一", "need take 漏水"},
		{"need start", WISH "claim 漏水 --by 甲一", "need start 漏水 --by 甲一"},
		{"need done", WISH "claim 漏水 --by 甲一", "need done 漏水 --minutes 40"},
		{"need done", NEED, "need done 漏水 --by 甲一,甲二 --minutes 甲一=40,甲二=30"},
		{"need return", WISH "claim 漏水 --by 甲一", "need return 漏水 --note 没空"},
		{"need refer", NEED, "need refer 漏水 --to 区住建局 --due 2026-12-31"},
		{"need hold", WISH "claim 漏水 --by 甲一", "need hold 漏水 --note 等配件 --until 2026-12-31"},
		{"need resume", NEED "need hold 漏水 --note 等配件", "need resume 漏水"},
		{"need reject", NEED, "need reject 漏水 --note 不归社区管"},
		{"need cancel", WISH "claim 漏水 --by 甲一", "need cancel 漏水 --note 自己修好了"},
		{"need reopen", NEED "need cancel 漏水 --note 自己修好了", "need reopen 漏水 --note 又漏了"},
		{"claim", WISH, "claim 漏水 --by 甲一"},
		{"add project", NEED, "add project 修水管 --needs 漏水 --helpers 甲一 --micro love --leader 甲二 --until 2099-01-01"},
		{"edit project", NEED "add project 修水管 --needs 漏水 --helpers 甲一", "edit project 修水管 --name 修管道 --place 1栋"},
		{"cite", NEED "add project 修水管 --needs 漏水 --helpers 甲一", "cite 修水管 --helpers 甲二"},
		{"uncite", NEED "add project 修水管 --needs 漏水 --helpers 甲一,甲二", "uncite 修水管 --helpers 甲二"},
		{"need work", WISH "claim 漏水 --by 甲一; need start 漏水", "need work 漏水 --minutes 40 --date 2026-03-20"},
		{"follow up", DONE, "follow up 漏水 --result good --note 修得好"},
		{"follow up", DONE "care add 张伟1 --group 特困", "follow up 漏水 --result poor --by 甲三 --channel door"},
		{"reverse", DONE "follow up 漏水 --result good", "reverse 漏水 --reason 记错了"},
		{"repost", DONE "follow up 漏水 --result good; reverse 漏水 --reason 记错了", "repost 漏水 --minutes 甲一=30"},
		{"edit need", NEED, "edit need 漏水 --service S03,S06 --urgency urgent --persons 2 --responsible 甲二 --note 有狗 --shared yes"},
		{"merge needs", NEED "add need 1-1-101 水管漏水 --service S04", "merge needs 厨房 --into 水管"},
		{"errand", NULL, "errand 1-1-101 老年认证 本人来办"},
	};
	static const char *const elsewhere[] = {"import households", "import compare", "import cadres", "import library", "undo", "redo", "sync-codes", "dispatch all"};
	for (size_t i = 0; i < wg_command_count(); i++) {
		const struct wg_command *c = wg_command_at(i);
		bool known = !(c->flags & WG_COMMAND_WRITE);
		for (size_t k = 0; k < sizeof elsewhere / sizeof *elsewhere; k++)
			known = known || strcmp(c->name, elsewhere[k]) == 0;
		for (size_t k = 0; k < sizeof samples / sizeof *samples; k++)
			known = known || strcmp(c->name, samples[k].command) == 0;
		if (!known)
			fail_msg("%s writes, but nothing here undoes it", c->name);
	}
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		wg_office *office = test_office(4, 5);
		struct wg_arena a = {0};
		if (samples[i].before)
			run_all(office, samples[i].before);
		const char *before = dump_office(office->db, &a);
		run_ok(office, "%s", samples[i].line);
		const char *after = dump_office(office->db, &a);
		assert_string_not_equal(before, after);
		run_ok(office, "undo");
		assert_same_dump(before, dump_office(office->db, &a));
		run_ok(office, "redo");
		assert_same_dump(after, dump_office(office->db, &a));
		assert_counters_right(office);
		run_ok(office, "undo");
		assert_same_dump(before, dump_office(office->db, &a));
		wg_arena_free(&a);
		wg_office_close(&office);
	}
	(void)state;
}

/* The named case: A, then B on the same rows, undo A lists them with B's number and leaves them. */
static void undo_of_an_older_batch_leaves_newer_work(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "assign 1栋1单元 --to 甲一");
	int64_t a = out.batch & 0xFFFFFFFFFF;
	wg_outcome_free(&out);
	run_ok(office, "assign 1-1-101 --to 甲二");
	run_line(office, WG_OK, &out, "undo %lld", (long long)a);
	assert_int_equal(out.n_warnings, 1);
	assert_non_null(strstr(out.notes[0].value, "1栋1单元101"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(contact_id) FROM household"), 1);
	run_line(office, WG_EREFUSED, &out, "undo %lld", (long long)a);
	wg_outcome_free(&out);
}

static void redo_ends_with_the_next_write(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "assign 1-1-101 --to 甲一");
	run_ok(office, "assign 1-1-102 --to 甲一");
	run_ok(office, "undo");
	run_ok(office, "undo");
	run_ok(office, "redo");
	run_ok(office, "redo");
	assert_int_equal(count_of(office, "SELECT count(contact_id) FROM household"), 2);
	run_line(office, WG_EREFUSED, &out, "redo");
	wg_outcome_free(&out);
	run_ok(office, "undo");
	run_ok(office, "assign 2-1-101 --to 甲一");
	run_line(office, WG_EREFUSED, &out, "redo");
	wg_outcome_free(&out);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, close_office)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(plan_covers_everybody_within_the_band),
		OFFICE(plan_that_is_kept_moves_nobody),
		OFFICE(too_few_cadres_give_the_exact_sentence),
		OFFICE(draft_is_kept_and_put_into_force_later),
		OFFICE(assigned_with_counts_before_and_after),
		OFFICE(second_assignment_closes_the_first),
		OFFICE(band_is_a_refusal_that_a_reason_overrides),
		OFFICE(recusal_is_refused_everywhere),
		OFFICE(locked_household_stays),
		OFFICE(more_locks_than_the_band_are_refused),
		OFFICE(swap_exchanges_all),
		OFFICE(handover_gives_all_to_the_neighbours),
		OFFICE(handover_refuses_who_cannot_take_all),
		OFFICE(grid_stands_in_the_tree),
		OFFICE(why_names_the_next_best),
		OFFICE(preview_shows_and_changes_nothing),
		OFFICE(same_intent_twice_is_done_once),
		OFFICE(wrong_words_say_what_is_wrong),
		cmocka_unit_test(every_write_is_undone_and_redone),
		OFFICE(undo_of_an_older_batch_leaves_newer_work),
		OFFICE(redo_ends_with_the_next_write),
	};
	return cmocka_run_group_tests_name("commands", tests, NULL, NULL);
}
