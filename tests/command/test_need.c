#include "tests/test.h"

#include "tests/command/needs.h"

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

static void need_is_classed_by_its_words_and_its_service(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	run_ok(office, "assign 1-1-101 --to 甲一");
	run_ok(office, "add need 1-1-101 灶打不着火 --service S04 --service S03 --urgency urgent --persons 2");
	struct wg_need n = need_of(office, "灶打", &a);
	assert_string_equal(n.life, "A2"); /* the word goes before the service */
	assert_string_equal(n.field, "B5");
	assert_string_equal(n.micro, "grid");
	assert_string_equal(n.services, "S04 S03");
	assert_string_equal(n.responsible, "甲一");
	assert_string_equal(n.who, "张伟1");
	assert_string_equal(n.where, "晴岚家园1栋1单元101");
	assert_int_equal(n.due - n.at, 24 * 3600);
	assert_false(n.shared || n.named);
	run_ok(office, "add need 1-1-102 办老年认证 --urgency pressing");
	n = need_of(office, "办老年", &a);
	assert_string_equal(n.services, "S23");
	assert_string_equal(n.field, "B9");
	assert_int_equal(n.due - n.at, 3 * 24 * 3600);
	run_ok(office, "add need 1栋 下水堵塞 --spot 甘南路881号 --life 行 --responsible 甲三 --due 2099-12-31");
	n = need_of(office, "下水", &a);
	assert_string_equal(n.life, "A4");
	assert_string_equal(n.where, "晴岚家园1栋 甘南路881号");
	assert_string_equal(n.responsible, "甲三");
	assert_true(n.shared && n.named && n.due > n.at);
	wg_arena_free(&a);
	assert_whole(office);
}

static void standing_need_is_recorded_for_many_households_at_once(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "add need 1-1-101,1-1-102、1-2-101 每周送餐 --service S06 --every 7");
	assert_int_equal(out.tables[0].n, 3);
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM need WHERE every = 7 AND due IS NULL AND urgency = "
					  "'standing'"), 3);
	run_line(office, WG_OK, &out, "needs --under 1栋1单元");
	assert_int_equal(out.tables[0].n, 2);
	wg_outcome_free(&out);
	assert_whole(office);
}

static void needs_without_rule_are_refused(void **state)
{
	wg_office *office = *state;
	fails(office, WG_EUSAGE, "add need 1-1-101");
	fails(office, WG_EUSAGE, "add need '' 漏水");
	fails(office, WG_EUSAGE, "add need , 漏水");
	fails(office, WG_EUSAGE, "add need 1-1-101 ''");
	fails(office, WG_EUSAGE, "add need 1-1-101 漏水 --service 魔法");
	fails(office, WG_EUSAGE, "add need 1-1-101 漏水 --phone 12");
	fails(office, WG_ENOTFOUND, "add need 9-9-909 漏水");
	fails(office, WG_EUSAGE, "add need 1单元 漏水");
	rule_says(office, "1 to 3 helpers", "add need 1-1-101 漏水 --persons 4");
	rule_says(office, "1 to 3 helpers", "add need 1-1-101 漏水 --persons 0");
	rule_says(office, "every 1 to", "add need 1-1-101 漏水 --every 0");
	rule_says(office, "comes to a place", "add need 1-1-101 漏水 --outsider 李四");
	run_ok(office, "leaves 1-1-101");
	rule_says(office, "has died or moved away", "add need 张伟1 漏水");
	assert_int_equal(count_of(office, "SELECT count(*) FROM need"), 0);
}

static void outsiders_are_served_at_a_place(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	run_ok(office, "add need 晴岚家园 车坏了 --outsider 李四 --phone 13900001234 --service S04");
	struct wg_need n = need_of(office, "车坏", &a);
	assert_string_equal(n.who, "李四");
	assert_string_equal(n.phone, "13900001234");
	assert_false(n.shared);
	assert_int_equal(count_of(office, "SELECT count(*) FROM batch WHERE command LIKE '%李四%' OR command LIKE "
					  "'%1390000%'"), 0);
	wg_arena_free(&a);
}

static void similar_needs_are_told_before_they_are_recorded_twice(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "add need 1-1-101 灶打不着火 --service S04");
	run_line(office, WG_OK, &out, "similar needs 1-1-101 灶台打不着");
	assert_int_equal(out.tables[0].n, 1);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "similar needs 1-1-101 送菜 --service S06");
	assert_int_equal(out.tables[0].n, 0);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "similar needs 1-1-102 灶打不着火");
	assert_int_equal(out.tables[0].n, 0);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "add need 1-1-101 灶打不着火了");
	assert_int_equal(out.n_warnings, 1);
	wg_outcome_free(&out);
	run_ok(office, "add need 1栋 路灯不亮");
	run_line(office, WG_OK, &out, "similar needs 1栋1单元 路灯不亮");
	assert_int_equal(out.tables[0].n, 1);
	wg_outcome_free(&out);
}

static void twice_recorded_need_becomes_one(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	run_ok(office, "add need 1-1-101 厨房漏水 --service S04");
	run_ok(office, "add need 1-1-101 水管漏水 --service S04");
	rule_says(office, "with itself", "merge needs 厨房 --into 厨房");
	int64_t kitchen = need_of(office, "厨房", &a).id;
	run_ok(office, "merge needs 厨房 --into 水管");
	struct wg_need gone;
	assert_int_equal(wg_need_get(office, kitchen, &a, &gone, NULL), WG_OK);
	assert_int_equal(gone.state, WG_STATE_CANCELLED);
	assert_int_equal(gone.into_id, need_of(office, "水管", &a).id);
	run_ok(office, "add need 1-1-101 厕所漏水 --service S04");
	rule_says(office, "is over", "merge needs 厕所 --into 厨房");
	put_order(office, need_of(office, "厕所", &a).id, "matching", two_helpers, "done");
	rule_says(office, "somebody has been sent there", "merge needs 厕所 --into 水管");
	wg_arena_free(&a);
}

static void wish_is_claimed_and_a_need_is_not(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add need 1-1-101 想要一床被子 --form wish --service S06");
	run_ok(office, "add need 1-1-102 厨房漏水 --service S04");
	rule_says(office, "is no wish", "claim 漏水 --by 甲一");
	run_ok(office, "claim 被子 --by 甲一");
	assert_state(office, "被子", "accepted");
	rule_says(office, "does not follow", "claim 被子 --by 甲二");
	assert_whole(office);
}

static void errand_is_closed_counted_and_some_are_drawn(void **state)
{
	wg_office *office = *state;
	rule_says(office, "one person's", "errand 1栋 老年认证");
	rule_says(office, "one person's", "errand 1-1-101,1-1-102 老年认证");
	fails(office, WG_EUSAGE, "errand 1-1-101 魔法");
	for (int i = 0; i < 60; i++)
		run_ok(office, "errand 1-1-10%d %s", 1 + i % 2, i % 3 ? "老年认证" : "S23");
	run_ok(office, "errand 晴岚家园 失业证 --outsider 李四");
	assert_int_equal(count_of(office, "SELECT count(*) FROM need WHERE form = 'errand' AND state = 'closed' AND source "
					  "= 'counter' AND closed = at AND due IS NULL"), 61);
	assert_int_equal(count_of(office, "SELECT count(*) FROM need WHERE title = '老年认证'"), 40);
	assert_int_equal(count_of(office, "SELECT sum(needs) FROM household"), 0);
	int64_t drawn = count_of(office, "SELECT count(*) FROM need WHERE sampled = 1");
	assert_in_range(drawn, 2, 14);
	int64_t one = count_of(office, "SELECT min(id) FROM need WHERE sampled = 1");
	run_ok(office, "follow up #%lld --result good", (long long)one);
	run_ok(office, "follow up #%lld --result poor --note 没盖章", (long long)one);
	assert_int_equal(count_of(office, "SELECT count(*) FROM need WHERE state = 'matching' AND reopened = 1"), 1);
	assert_whole(office);
}

static void corrected_need_follows_its_urgency_and_service(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	struct wg_outcome out;
	run_ok(office, "add need 1-1-101 厨房漏水 --service S04");
	struct wg_need old = need_of(office, "漏水", &a);
	run_ok(office, "edit need 漏水 --urgency urgent --service S06,S03 --responsible 甲二");
	struct wg_need n = need_of(office, "漏水", &a);
	assert_int_equal(n.due, n.at + 24 * 3600);
	assert_string_equal(n.services, "S06 S03");
	assert_string_equal(n.life, "A2");
	assert_string_equal(n.responsible, "甲二");
	run_ok(office, "edit need 漏水 --responsible '' --due 2099-12-31 --life 住");
	n = need_of(office, "漏水", &a);
	assert_false(n.named);
	assert_string_equal(n.life, "A3");
	rule_says(office, "1 to 3 helpers", "edit need 漏水 --persons 5");
	rule_says(office, "comes to a place", "edit need 漏水 --outsider 李四");
	rule_says(office, "at the counter", "edit need 漏水 --form errand");
	rule_says(office, "not in the list", "edit need 漏水 --service 魔法");
	run_line(office, WG_ESTALE, &out, "edit need 漏水 --title 不漏了 --version %lld", (long long)old.version);
	wg_outcome_free(&out);
	wg_arena_free(&a);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(need_is_classed_by_its_words_and_its_service),
		OFFICE(standing_need_is_recorded_for_many_households_at_once),
		OFFICE(needs_without_rule_are_refused),
		OFFICE(outsiders_are_served_at_a_place),
		OFFICE(similar_needs_are_told_before_they_are_recorded_twice),
		OFFICE(twice_recorded_need_becomes_one),
		OFFICE(wish_is_claimed_and_a_need_is_not),
		OFFICE(errand_is_closed_counted_and_some_are_drawn),
		OFFICE(corrected_need_follows_its_urgency_and_service),
	};
	return cmocka_run_group_tests_name("need", tests, NULL, NULL);
}
