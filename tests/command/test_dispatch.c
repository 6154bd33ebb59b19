#include "tests/test.h"

#include "tests/command/match_office.h"

/* 乙一 and 乙二 can do repairs and have the certificate; 乙三 has none; 乙四 can do errands; 乙五 is of 东苑社区. */
static int set_up(void **state)
{
	wg_office *office = match_office(2);
	static const struct {
		const char *name, *community, *service;
		bool certified;
	} helpers[] = {
		{"乙一", "窑洲社区", "S04", true},  {"乙二", "窑洲社区", "S04", true},
		{"乙三", "窑洲社区", "S04", false}, {"乙四", "窑洲社区", "S06", false},
		{"乙五", "东苑社区", "S04", true},
	};
	for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++) {
		int64_t id = give_helper(office, helpers[i].name, helpers[i].community, NULL);
		give_skill(office, id, helpers[i].service, 2, true);
		if (helpers[i].certified)
			give_certificate(office, id, "electrician", TEST_DAY + 300);
	}
	run_ok(office, "add need 1-1-101 灶打不着火 --service S04 --urgency urgent");
	*state = office;
	return 0;
}

static int tear_down(void **state)
{
	wg_office *office = *state;
	wg_office_close(&office);
	return 0;
}

static void assert_refused(wg_office *office, const char *line, const char *rule)
{
	struct wg_outcome out;
	char text[500] = "";
	bool found = false;
	int64_t before = count_of(office, "SELECT count(*) FROM dispatch");
	run_line(office, WG_EREFUSED, &out, "%s", line);
	for (size_t i = 0; i < out.n_notes; i++) {
		wg_message_text(&out.notes[i].message, NULL, text, sizeof text);
		found = found || (out.notes[i].kind == WG_NOTE_REFUSAL && strstr(text, rule));
	}
	wg_outcome_free(&out);
	if (!found)
		fail_msg("%s: \"%s\" instead of \"%s\"", line, text, rule);
	assert_int_equal(count_of(office, "SELECT count(*) FROM dispatch"), before);
}

static void call_becomes_an_order_with_two_helpers(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	char said[400];
	run_line(office, WG_OK, &out, "match 灶打不着火");
	wg_message_text(&out.said, NULL, said, sizeof said);
	assert_string_equal(said, "灶打不着火: 2 of 4 helpers can be sent, 乙一 first");
	assert_string_equal(out.tables[0].key, "candidates");
	assert_int_equal(out.tables[0].n, 2);
	assert_string_equal(out.tables[1].key, "left_out");
	assert_int_equal(out.tables[1].n, 2); /* no such skill, no certificate */
	wg_outcome_free(&out);
	run_ok(office, "dispatch 灶打不着火 --to 乙二,乙四 --at 今天下午");
	assert_int_equal(count_of(office, "SELECT count(*) FROM dispatch x JOIN worker w ON w.id = x.worker_id WHERE "
					  "x.leads AND w.name = '乙二' AND x.service = 'S04' AND x.score = 170 AND "
					  "x.begins = 1774504800 AND x.ends = x.begins + 3 * 3600"),
			 1);
	assert_int_equal(count_of(office,
				  "SELECT count(*) FROM dispatch x JOIN worker w ON w.id = x.worker_id WHERE NOT "
				  "x.leads AND w.name = '乙四' AND x.score IS NULL AND x.service IS NULL"),
			 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM need WHERE state = 'dispatched'"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM step WHERE action = 'dispatch' AND worker_id > 0"), 2);
	run_ok(office, "undo");
	assert_int_equal(count_of(office, "SELECT count(*) FROM dispatch"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM need WHERE state = 'received'"), 1);
}

static void what_no_reason_helps_against_is_refused(void **state)
{
	wg_office *office = *state;
	assert_refused(office, "dispatch 灶打不着火 --to 乙一,乙一 --anyway 急", "is named twice for one order");
	assert_refused(office, "dispatch 灶打不着火 --to 乙三 --anyway 急", "has no valid certificate");
	assert_refused(office, "dispatch 灶打不着火 --to 乙四 --anyway 急", "has no valid certificate");
	assert_refused(office, "dispatch 灶打不着火 --to 乙一,乙三 --anyway 急", "has no valid certificate");
	run_ok(office, "recuse 乙二 1-1-101 --reason 表亲");
	assert_refused(office, "dispatch 灶打不着火 --to 乙二 --anyway 急", "is related, or it is the own household");
	run_ok(office, "dispatch 灶打不着火 --to 乙一 --at '今天下午'");
	assert_refused(office, "dispatch 灶打不着火 --to 乙一", "is sent for it already");
	run_ok(office, "add need 1-1-102 跳闸 --service S04");
	assert_refused(office, "dispatch 跳闸 --to 乙一 --at 今天下午 --anyway 急", "has another order then");
	run_ok(office, "dispatch 跳闸 --to 乙一 --at 今天上午");
}

static void overlap_is_found_behind_a_time_that_was_never_offered(void **state)
{
	wg_office *office = *state;
	run_ok(office, "dispatch 灶打不着火 --to 乙一 --at 今天下午");
	struct wg_stmt *st = wg_query(office->db, "SELECT id FROM worker WHERE name = '乙一'");
	int64_t id = 0;
	assert_int_equal(wg_one_int(st, 0, &id, NULL), WG_OK);
	set_worker(office, id, WG_WORKER_SLOTS, wg_int_value(0));
	run_ok(office, "add need 1-1-102 跳闸 --service S04");
	assert_refused(office, "dispatch 跳闸 --to 乙一 --at 今天下午 --anyway 急", "has another order then");
	assert_refused(office, "dispatch 跳闸 --to 乙一 --at 明天下午", "is not available then");
	run_ok(office, "dispatch 跳闸 --to 乙一 --at 明天下午 --anyway 本人同意");
}

static void what_a_reason_helps_against_is_kept_with_the_step(void **state)
{
	wg_office *office = *state;
	for (int i = 2; i <= 4; i++) {
		run_ok(office, "add need 1-1-20%d 送菜%d --service S06", 1 + i % 2, i);
		run_ok(office, "dispatch 送菜%d --to 乙四", i);
	}
	run_ok(office, "add need 1-1-102 送药 --service S06");
	assert_refused(office, "dispatch 送药 --to 乙四", "has as many orders as can be");
	run_ok(office, "dispatch 送药 --to 乙四 --anyway 顺路");
	assert_int_equal(count_of(office, "SELECT count(*) FROM step WHERE note = '顺路'"), 1);
	run_ok(office, "add need 1-1-101 送报 --service S06");
	assert_refused(office, "dispatch 送报 --to 乙一", "has none of the skills and cannot lead");
	run_ok(office, "dispatch 送报 --to 乙一 --anyway 顺路");
}

static void helpers_are_added_and_the_lead_changes(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "dispatch 灶打不着火 --to 乙一");
	run_ok(office, "need start 灶打不着火");
	run_ok(office, "dispatch 灶打不着火 --to 乙二 --lead 乙二");
	assert_int_equal(count_of(office, "SELECT count(*) FROM need WHERE state = 'serving'"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM dispatch x JOIN worker w ON w.id = x.worker_id WHERE "
					  "x.leads AND w.name = '乙二'"),
			 1);
	assert_int_equal(count_of(office, "SELECT sum(leads) FROM dispatch"), 1);
	assert_refused(office, "dispatch 灶打不着火 --to 乙四,乙五", "has three helpers at most");
	run_line(office, WG_EUSAGE, &out, "dispatch 灶打不着火 --to 乙四 --lead 甲一");
	wg_outcome_free(&out);
	run_ok(office, "dispatch 灶打不着火 --to 乙四");
}

static void need_that_is_closed_gets_nobody(void **state)
{
	wg_office *office = *state;
	run_ok(office, "need cancel 灶打不着火 --note 好了");
	int64_t id = count_of(office, "SELECT id FROM need");
	char line[200];
	snprintf(line, sizeof line, "dispatch #%lld --to 乙一", (long long)id);
	assert_refused(office, line, "this step does not follow from there");
}

static void who_comes_from_another_community_is_counted(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "match 灶打不着火");
	assert_string_equal(out.tables[out.n_tables - 1].key, "outside");
	wg_outcome_free(&out);
	run_ok(office, "dispatch 灶打不着火 --to 乙五,乙一");
	assert_int_equal(count_of(office,
				  "SELECT count(*) FROM dispatch x JOIN place p ON p.id = x.home_id WHERE p.name = "
				  "'东苑社区'"),
			 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM dispatch WHERE home_id IS NULL"), 1);
	run_ok(office, "add need 1-1-102 跳闸 --service S04");
	run_ok(office, "dispatch 跳闸 --to 乙五");
	run_line(office, WG_OK, &out, "lent");
	assert_int_equal(out.tables[0].n, 1);
	assert_string_equal(out.tables[0].at[1].s, "东苑社区");
	assert_string_equal(out.tables[0].at[3].s, "窑洲社区");
	assert_int_equal(out.tables[0].at[4].i, 2); /* orders */
	assert_int_equal(out.tables[0].at[5].i, 1); /* helpers */
	wg_outcome_free(&out);
	run_ok(office, "need return 跳闸 --note 来不了");
	run_line(office, WG_OK, &out, "lent 东苑社区");
	assert_int_equal(out.tables[0].at[4].i, 1);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "lent --until 昨天");
	assert_int_equal(out.tables[0].n, 0);
	wg_outcome_free(&out);
}

/* Story: the stove of an old woman who lives alone will not light; property service and a Party member go. */
static void stove_is_seen_to_from_words_alone(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "add helper 黎平庆 --services 安全检查:熟练 --certificates 电工证:2027-05-01 --lives 1-2-302");
	run_ok(office,
	       "add helper 物业值班 --services 安全检查:持证 --certificates 电工证 --serves 晴岚家园 --free 随时");
	run_ok(office, "add helper 周刚涛 --services 安全检查:会 --lives 2-1-101 --limits 仅电话");
	run_ok(office, "add need 1-1-401 燃气打不着 --service S03 --urgency urgent --persons 2");
	run_line(office, WG_OK, &out, "match 燃气打不着");
	assert_int_equal(out.tables[0].n, 2);
	assert_string_equal(out.tables[0].at[1].s, "黎平庆");
	wg_outcome_free(&out);
	assert_refused(office, "dispatch 燃气打不着 --to 周刚涛", "helps by telephone only");
	run_ok(office, "dispatch 燃气打不着 --to 黎平庆,物业值班 --at 今天下午");
	run_ok(office, "need take 燃气打不着");
	run_ok(office, "need done 燃气打不着 --minutes 40");
	assert_int_equal(
		count_of(office, "SELECT count(*) FROM need WHERE title = '燃气打不着' AND state = 'follow_up'"), 1);
	give_follow_up(office, count_of(office, "SELECT id FROM need WHERE title = '燃气打不着'"), "good");
	/* the next time the household is known to them */
	run_ok(office, "add need 1-1-401 跳闸了 --service S03");
	run_line(office, WG_OK, &out, "match 跳闸了 --why 物业值班");
	assert_int_equal(out.tables[0].at[3 * WG_FIT_AGAIN + 1].i, 50);
	assert_int_equal(out.tables[0].at[3 * WG_FIT_SATISFIED + 1].i, 20);
	wg_outcome_free(&out);
}

static void why_is_told_in_words(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	char said[400], text[400] = "";
	run_line(office, WG_OK, &out, "match 灶打不着火 --why 乙二");
	wg_message_text(&out.said, NULL, said, sizeof said);
	assert_string_equal(said, "乙二 is number 2 of 2 who can be sent, with 170 points");
	assert_int_equal(out.tables[0].n, WG_FIT_TERMS);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "match 灶打不着火 --why 乙三 --names");
	wg_message_text(&out.said, NULL, said, sizeof said);
	assert_string_equal(said, "乙三 is left out");
	wg_message_text(&out.notes[0].message, NULL, text, sizeof text);
	assert_string_equal(text, "乙三 has no valid certificate, and the service demands one");
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "match 灶打不着火 --names");
	assert_string_equal(out.tables[out.n_tables - 1].key, "left_names");
	assert_int_equal(out.tables[out.n_tables - 1].n, 2);
	wg_outcome_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(call_becomes_an_order_with_two_helpers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_no_reason_helps_against_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(overlap_is_found_behind_a_time_that_was_never_offered, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_a_reason_helps_against_is_kept_with_the_step, set_up, tear_down),
		cmocka_unit_test_setup_teardown(helpers_are_added_and_the_lead_changes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(need_that_is_closed_gets_nobody, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_comes_from_another_community_is_counted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(stove_is_seen_to_from_words_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(why_is_told_in_words, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
