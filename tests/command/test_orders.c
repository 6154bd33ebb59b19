#include "tests/test.h"

#include "tests/command/needs.h"
#include "tests/store/dump.h"

/* Two buildings: 48 doors; five workers 甲一 … 甲五. The one who sits here is 王芳. */
static int set_up(void **state)
{
	*state = test_office(2, 5);
	return 0;
}

static int tear_down(void **state)
{
	wg_office *office = *state;
	wg_office_close(&office);
	return 0;
}

/* Story 5: forty minutes of two_helpers helpers for somebody who is never charged. */
static void closed_order_posts_the_hours_in_the_same_batch(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	struct wg_arena a = {0};
	run_ok(office, "care add 张伟1 --group 特困");
	int64_t id = add_line(office, "add need 1-1-101 灶打不着火 --service S03 --persons 2 --urgency urgent");
	put_order(office, id, "dispatched", two_helpers, "sent");
	run_ok(office, "need take #%lld", (long long)id);
	run_ok(office, "need start #%lld --by 甲一", (long long)id);
	run_ok(office, "need done #%lld --minutes 40", (long long)id);
	assert_state(office, "灶打", "follow_up");
	assert_int_equal(count_of(office, "SELECT count(*) FROM entry"), 0);
	rule_says(office, "甲一 was sent there", "follow up 灶打 --result good --by 甲一");
	run_line(office, WG_OK, &out, "follow up 灶打 --result 满意 --by 甲三 --channel 电话");
	assert_true(out.batch > 0);
	wg_outcome_free(&out);
	assert_state(office, "灶打", "closed");
	assert_int_equal(count_of(office, "SELECT count(*) FROM posting"), 1);
	assert_int_equal(count_of(office, "SELECT sum(e.minutes) FROM entry e JOIN account k ON k.id = e.account_id WHERE "
					  "k.kind = 'worker'"), 80);
	assert_int_equal(count_of(office, "SELECT sum(e.minutes) FROM entry e JOIN account k ON k.id = e.account_id WHERE "
					  "k.kind = 'pool'"), -80);
	assert_int_equal(count_of(office, "SELECT count(DISTINCT c.batch_id) FROM change c WHERE c.row_id IN (SELECT id "
					  "FROM posting) OR c.row_id IN (SELECT id FROM entry) OR c.row_id IN (SELECT id FROM "
					  "follow_up)"), 1);
	assert_whole(office);
	/* wrong minutes: reversed, and posted again */
	run_ok(office, "reverse 灶打 --reason 分钟记错");
	assert_int_equal(count_of(office, "SELECT coalesce(sum(e.minutes), 0) FROM entry e JOIN account k ON k.id = "
					  "e.account_id WHERE k.kind = 'worker'"), 0);
	assert_whole(office);
	run_ok(office, "repost 灶打 --minutes 甲一=35");
	assert_int_equal(count_of(office, "SELECT sum(e.minutes) FROM entry e JOIN account k ON k.id = e.account_id WHERE "
					  "k.kind = 'worker'"), 75);
	assert_int_equal(count_of(office, "SELECT count(*) FROM posting"), 3);
	rule_says(office, "no work waits", "repost 灶打 --minutes 30");
	assert_whole(office);
	run_line(office, WG_OK, &out, "ledger --worker 甲一");
	assert_int_equal(out.tables[0].n, 3);
	assert_int_equal(out.tables[1].n, 1);
	assert_int_equal(out.tables[1].at[3].i, 35);
	wg_outcome_free(&out);
	wg_arena_free(&a);
}

static void household_that_can_pay_gives_the_hours(void **state)
{
	wg_office *office = *state;
	int64_t id = add_line(office, "add need 1-1-101 厨房漏水 --service S04");
	put_order(office, id, "serving", two_helpers, "serving");
	run_ok(office, "need done 漏水 --minutes 甲一=40,甲二=30");
	run_ok(office, "follow up 漏水 --result fair");
	assert_int_equal(count_of(office, "SELECT sum(e.minutes) FROM entry e JOIN account k ON k.id = e.account_id WHERE "
					  "k.kind = 'household'"), -70);
	id = add_line(office, "add need 1栋 路灯不亮 --service S04");
	put_order(office, id, "serving", two_helpers, "serving");
	run_ok(office, "need done 路灯 --minutes 20");
	run_ok(office, "follow up 路灯 --result good");
	assert_int_equal(count_of(office, "SELECT sum(e.minutes) FROM entry e JOIN account k ON k.id = e.account_id WHERE "
					  "k.kind = 'pool'"), -40);
	assert_int_equal(count_of(office, "SELECT count(*) FROM account"), 4);
	assert_whole(office);
}

static void closing_is_taken_back_whole_with_its_hours(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	int64_t id = add_line(office, "add need 1-1-101 厨房漏水 --service S04");
	put_order(office, id, "serving", two_helpers, "serving");
	run_ok(office, "need done 漏水 --minutes 40");
	const char *before = dump_office(office->db, &a);
	run_ok(office, "follow up 漏水 --result good");
	const char *after = dump_office(office->db, &a);
	run_ok(office, "undo");
	assert_same_dump(before, dump_office(office->db, &a));
	run_ok(office, "redo");
	assert_same_dump(after, dump_office(office->db, &a));
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "log --limit 1");
	int64_t batch = out.tables[0].at[0].i;
	wg_outcome_free(&out);
	run_ok(office, "reverse 漏水 --reason 记错");
	fails(office, WG_EREFUSED, wg_arena_printf(&a, "undo %lld", (long long)batch));
	assert_whole(office);
	wg_arena_free(&a);
}

static void posting_is_reversed_once(void **state)
{
	wg_office *office = *state;
	int64_t id = add_line(office, "add need 1-1-101 厨房漏水 --service S04");
	put_order(office, id, "serving", two_helpers, "serving");
	run_ok(office, "need work 漏水 --minutes 40");
	rule_says(office, "posted with the follow-up", "repost 漏水");
	fails(office, WG_ENOTFOUND, "reverse 漏水 --reason 试");
	fails(office, WG_ENOTFOUND, "reverse 999999 --reason 试");
	run_ok(office, "need done 漏水 --minutes 40");
	run_ok(office, "follow up 漏水 --result good");
	int64_t posting = count_of(office, "SELECT max(id) FROM posting");
	run_ok(office, "reverse %lld --reason 试", (long long)posting);
	rule_says(office, "reversed already", "reverse %lld --reason 试", (long long)posting);
	posting = count_of(office, "SELECT max(id) FROM posting");
	rule_says(office, "a reversal itself", "reverse %lld --reason 试", (long long)posting);
	assert_whole(office);
}

static void who_was_there_does_not_ask(void **state)
{
	wg_office *office = *state;
	int64_t id = add_line(office, "add need 1-1-101 厨房漏水 --service S04");
	put_order(office, id, "serving", two_helpers, "serving");
	run_ok(office, "need return 漏水 --by 甲二 --note 病了");
	assert_state(office, "漏水", "serving");
	rule_says(office, "is not sent there", "need done 漏水 --by 甲二 --minutes 40");
	run_ok(office, "need done 漏水 --minutes 40");
	rule_says(office, "甲一 was sent there", "follow up 漏水 --result good --by 甲一");
	rule_says(office, "甲二 was sent there", "follow up 漏水 --result good --by 甲二");
	/* the one who sits here is a helper himself */
	run_ok(office, "edit worker 甲一 --name 王芳");
	rule_says(office, "王芳 was sent there", "follow up 漏水 --result good");
	run_ok(office, "follow up 漏水 --result good --by 甲三");
	assert_whole(office);
}

static void not_satisfied_goes_back_to_matching(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	int64_t id = add_line(office, "add need 1-1-101 厨房漏水 --service S04");
	put_order(office, id, "serving", two_helpers, "serving");
	run_ok(office, "need done 漏水 --minutes 40");
	run_ok(office, "follow up 漏水 --result 不满意 --note 还在漏");
	struct wg_need n = need_of(office, "漏水", &a);
	assert_int_equal(n.state, WG_STATE_MATCHING);
	assert_int_equal(n.reopened, 1);
	assert_int_equal(n.closed, 0);
	assert_string_equal(n.helpers, "");
	assert_int_equal(count_of(office, "SELECT needs FROM household WHERE needs > 0"), 1);
	assert_whole(office);
	wg_arena_free(&a);
}

static void nobody_earns_hours_at_home(void **state)
{
	wg_office *office = *state;
	run_ok(office, "recuse 甲一 1-1-101 --reason 表亲");
	run_ok(office, "add need 1-1-101 想要一床被子 --form wish --service S06");
	rule_says(office, "is related", "claim 被子 --by 甲一");
	rule_says(office, "is related", "need done 被子 --by 甲二,甲一 --minutes 60");
	run_ok(office, "need done 被子 --by 甲二 --minutes 60");
	run_ok(office, "follow up 被子 --result good");
	assert_whole(office);
}

/* A helper chosen by hand is sent, and everything else follows. */
static void order_that_is_dispatched_is_served_and_followed_up(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add helper 李师傅 --services S04,S03:2 --certificates 电工证 --serves 晴岚家园");
	run_ok(office, "add need 1-1-101 厨房漏水 --service S04");
	run_ok(office, "dispatch 漏水 --to 李师傅");
	assert_state(office, "漏水", "dispatched");
	run_ok(office, "need start 漏水");
	run_ok(office, "need done 漏水 --minutes 25");
	rule_says(office, "李师傅 was sent there", "follow up 漏水 --result good --by 李师傅");
	run_ok(office, "follow up 漏水 --result good --by 甲三");
	assert_state(office, "漏水", "closed");
	assert_int_equal(count_of(office, "SELECT max(minutes) FROM entry"), 25);
	assert_whole(office);
}

static void order_goes_back_when_nobody_is_left(void **state)
{
	wg_office *office = *state;
	int64_t id = add_line(office, "add need 1-1-101 厨房漏水 --service S04");
	put_order(office, id, "dispatched", two_helpers, "sent");
	fails(office, WG_EUSAGE, "need return 漏水 --by 甲一");
	run_ok(office, "need return 漏水 --by 甲一 --note 没空");
	assert_state(office, "漏水", "dispatched");
	run_ok(office, "need return 漏水 --by 甲二 --note 没空");
	assert_state(office, "漏水", "matching");
	assert_int_equal(count_of(office, "SELECT count(*) FROM dispatch WHERE state = 'returned' AND until IS NOT NULL"), 2);
	assert_whole(office);
}

static void standing_order_goes_on_from_occasion_to_occasion(void **state)
{
	wg_office *office = *state;
	int64_t id = add_line(office, "add need 1-1-101 每周送餐 --service S06 --every 7");
	rule_says(office, "is not in service", "need work 送餐 --minutes 30");
	put_order(office, id, "serving", two_helpers, "serving");
	rule_says(office, "1 to 1440", "need work 送餐 --minutes 2000");
	rule_says(office, "is not sent there", "need work 送餐 --minutes 甲三=30");
	run_ok(office, "need work 送餐 --minutes 30 --date 2026-03-01");
	run_ok(office, "need work 送餐 --minutes 30 --by 甲一 --date 2026-03-08");
	assert_state(office, "送餐", "serving");
	assert_int_equal(count_of(office, "SELECT sum(minutes) FROM work WHERE posting_id IS NULL"), 90);
	run_ok(office, "follow up 送餐 --result good");
	assert_state(office, "送餐", "serving");
	assert_int_equal(count_of(office, "SELECT count(*) FROM work WHERE posting_id IS NULL"), 0);
	run_ok(office, "need work 送餐 --minutes 甲二=45");
	run_ok(office, "need done 送餐 --minutes 30");
	run_ok(office, "follow up 送餐 --result good");
	assert_int_equal(count_of(office, "SELECT -sum(e.minutes) FROM entry e JOIN account k ON k.id = e.account_id WHERE "
					  "k.kind = 'household'"), 90 + 45 + 60);
	run_ok(office, "reverse 送餐 --reason 记错");
	rule_says(office, "say which day", "repost 送餐 --minutes 甲二=40");
	run_ok(office, "repost 送餐");
	assert_whole(office);
}

static void referred_and_held_come_back(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	int64_t id = add_line(office, "add need 1-1-101 厨房漏水 --service S04");
	put_order(office, id, "dispatched", two_helpers, "sent");
	fails(office, WG_EUSAGE, "need refer 漏水 --to 区住建局");
	run_ok(office, "need refer 漏水 --to 区住建局 --due 2099-12-31");
	struct wg_need n = need_of(office, "漏水", &a);
	assert_string_equal(n.referred_to, "区住建局");
	assert_string_equal(n.helpers, "");
	run_ok(office, "need hold 漏水 --note 等批复 --until 2099-12-30");
	rule_says(office, "a reason must be given", "need cancel 漏水 --note ''");
	run_ok(office, "need resume 漏水");
	assert_state(office, "漏水", "matching");
	assert_whole(office);
	wg_arena_free(&a);
}

/* Each action from each state, beside the table. */
static const struct {
	const char *action, *line;
} ways[] = {
	{"accept", "need accept #%lld"},          {"take", "need take #%lld"},
	{"start", "need start #%lld"},            {"done", "need done #%lld --minutes 30"},
	{"return", "need return #%lld --note 没空"}, {"refer", "need refer #%lld --to 区住建局 --due 2099-12-31"},
	{"hold", "need hold #%lld --note 等"},      {"resume", "need resume #%lld"},
	{"reject", "need reject #%lld --note 不归"}, {"cancel", "need cancel #%lld --note 不要了"},
	{"reopen", "need reopen #%lld --note 又坏"}, {"follow_up", "follow up #%lld --result good --by 甲五"},
	{"claim", "claim #%lld --by 甲四"},         {"merge", "merge needs #%lld --into 另一条"},
};

static void every_step_follows_the_table_and_no_other(void **unused)
{
	(void)unused;
	for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
		wg_office *office = test_office(1, 5);
		const struct wg_order_action *k = wg_order_action_find(ways[w].action);
		char line[200];
		assert_non_null(k);
		run_ok(office, "add need 1-1-101 另一条 --service S06");
		for (int s = 0; s < WG_STATES; s++) {
			const char *code = wg_need_state_info[s].code;
			bool sent = s == WG_STATE_DISPATCHED || s == WG_STATE_ACCEPTED || s == WG_STATE_SERVING;
			int64_t id = add_line(office, "add need 1-1-101 漏水 --service S04 --form wish --urgency standing");
			put_order(office, id, code, sent ? two_helpers : NULL, "sent");
			snprintf(line, sizeof line, ways[w].line, (long long)id);
			if (wg_order_allows(k, (enum wg_need_state)s)) {
				run_ok(office, "%s", line);
				run_ok(office, "undo");
			} else {
				rule_says(office, wg_office_code_name(office, "need_state", code), "%s", line);
			}
		}
		wg_office_close(&office);
	}
}

static void every_way_of_the_table_is_walked_here(void **unused)
{
	static const char *const others[] = {"add", "errand", "dispatch"};
	(void)unused;
	for (size_t i = 0; i < wg_order_action_count(); i++) {
		bool known = false;
		for (size_t w = 0; w < sizeof ways / sizeof *ways; w++)
			known = known || strcmp(ways[w].action, wg_order_actions[i].code) == 0;
		for (size_t k = 0; k < sizeof others / sizeof *others; k++)
			known = known || strcmp(others[k], wg_order_actions[i].code) == 0;
		if (!known)
			fail_msg("no test walks %s", wg_order_actions[i].code);
	}
}

static unsigned next_random(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

/* Anything in any order, refused or not, taken back now and then: what must hold holds. */
static void random_actions_keep_everything_whole(void **unused)
{
	static const char *const results[] = {"good", "fair", "poor"};
	(void)unused;
	wg_office *office = test_office(2, 5);
	unsigned seed = 7;
	int done = 0;
	int64_t ids[40];
	int n = 0;
	for (int i = 0; i < 2500; i++) {
		char line[300];
		unsigned what = next_random(&seed, 20);
		long long id = n ? (long long)ids[next_random(&seed, (unsigned)n)] : 0;
		if (n == 0 || (what == 0 && n < 40)) {
			snprintf(line, sizeof line, "add need %s-1-10%u 漏水%d --service S04 --form %s%s",
				 next_random(&seed, 2) ? "1" : "2", 1 + next_random(&seed, 2), i, next_random(&seed, 3) ? "wish" : "need",
				 next_random(&seed, 4) ? "" : " --every 7");
			ids[n++] = add_line(office, line);
			continue;
		}
		if (what == 1)
			snprintf(line, sizeof line, "undo");
		else if (what == 2)
			snprintf(line, sizeof line, "redo");
		else if (what == 3)
			snprintf(line, sizeof line, "reverse #%lld --reason 试", id);
		else if (what == 4)
			snprintf(line, sizeof line, "repost #%lld --minutes %u", id, 1 + next_random(&seed, 90));
		else if (what == 5)
			snprintf(line, sizeof line, "need work #%lld --minutes %u", id, 1 + next_random(&seed, 90));
		else if (what == 6)
			snprintf(line, sizeof line, "errand 1-1-101 老年认证");
		else if (what < 10)
			snprintf(line, sizeof line, "follow up #%lld --result %s --by 甲五", id, results[next_random(&seed, 3)]);
		else if (what < 13)
			snprintf(line, sizeof line, "claim #%lld --by %s", id, next_random(&seed, 2) ? "甲一" : "甲二");
		else
			snprintf(line, sizeof line, ways[next_random(&seed, 11)].line, id);
		struct wg_args args = {0};
		struct wg_outcome out;
		const struct wg_command *command = NULL;
		assert_int_equal(wg_command_parse(line, &command, &args, NULL), WG_OK);
		enum wg_err err = wg_command_run(office, command->name, &args, NULL, &out, NULL);
		if (err != WG_OK && err != WG_EREFUSED && err != WG_ENOTFOUND)
			fail_msg("%s: %d", line, err);
		done += err == WG_OK;
		/* an undo may take an id away, and a redo bring it back */
		wg_outcome_free(&out);
		wg_args_free(&args);
		if (i % 100 == 0)
			assert_whole(office);
	}
	assert_whole(office);
	assert_in_range(done, 300, 3000);
	wg_office_close(&office);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(closed_order_posts_the_hours_in_the_same_batch),
		OFFICE(household_that_can_pay_gives_the_hours),
		OFFICE(closing_is_taken_back_whole_with_its_hours),
		OFFICE(posting_is_reversed_once),
		OFFICE(who_was_there_does_not_ask),
		OFFICE(not_satisfied_goes_back_to_matching),
		OFFICE(nobody_earns_hours_at_home),
		OFFICE(order_that_is_dispatched_is_served_and_followed_up),
		OFFICE(order_goes_back_when_nobody_is_left),
		OFFICE(standing_order_goes_on_from_occasion_to_occasion),
		OFFICE(referred_and_held_come_back),
		cmocka_unit_test(every_step_follows_the_table_and_no_other),
		cmocka_unit_test(every_way_of_the_table_is_walked_here),
		cmocka_unit_test(random_actions_keep_everything_whole),
	};
	return cmocka_run_group_tests_name("orders", tests, NULL, NULL);
}
