#include "tests/test.h"

#include "store/db.h"
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
	run_line(office, WG_OK, &out, "similar needs 1栋1单元 路灯坏了");
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

/* A day of the stopped clock. */
static void set_day(int days)
{
	char now[32];
	snprintf(now, sizeof now, "%lld", 1774486800LL + days * 86400LL);
	setenv("WANGGE_NOW", now, 1);
}

static const struct wg_datum *cell(const struct wg_outcome *out, const char *table, size_t row, const char *key)
{
	for (size_t t = 0; t < out->n_tables; t++) {
		const struct wg_rows *r = &out->tables[t];
		if (strcmp(r->key, table) != 0)
			continue;
		for (size_t k = 0; k < r->n_columns && row < r->n; k++) {
			if (strcmp(r->columns[k].key, key) == 0)
				return &r->at[row * r->n_columns + k];
		}
	}
	fail_msg("no %s in row %zu of %s", key, row, table);
	return NULL;
}

static void overdue_needs_name_who_is_to_be_told(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	static const struct {
		int day, late_days;
		bool late;
		const char *tell;
	} when[] = {{6, 0, false, NULL}, {8, 1, true, NULL}, {10, 3, true, "grid lead"}, {14, 7, true, "community"}};
	run_ok(office, "assign 1-1-101 --to 甲二");
	run_ok(office, "appoint 1栋 网格长 甲三");
	run_ok(office, "add need 1-1-101 厨房漏水 --service S04");
	run_ok(office, "add need 1-1-102 每周送餐 --service S06 --every 7");
	for (size_t i = 0; i < sizeof when / sizeof *when; i++) {
		set_day(when[i].day);
		run_line(office, WG_OK, &out, "needs --late");
		assert_int_equal(out.tables[0].n, when[i].late);
		if (when[i].late) {
			assert_int_equal(cell(&out, "needs", 0, "late_days")->i, when[i].late_days);
			const char *tell = cell(&out, "needs", 0, "tell")->s;
			assert_string_equal(tell ? tell : "", when[i].tell ? when[i].tell : "");
		}
		wg_outcome_free(&out);
		run_line(office, WG_OK, &out, "show need 漏水");
		assert_int_equal(out.n_warnings, when[i].tell != NULL);
		if (when[i].tell)
			assert_non_null(strstr(wg_message_arg(&out.notes[out.n_notes - 1].message, 1), "甲三"));
		wg_outcome_free(&out);
		run_line(office, WG_OK, &out, "check");
		bool found = false;
		for (size_t k = 0; k < out.tables[0].n; k++)
			found = found || strcmp(cell(&out, "findings", k, "rule")->s, "long overdue") == 0;
		assert_int_equal(found, when[i].tell != NULL);
		wg_outcome_free(&out);
	}
	set_day(0);
}

static bool finds(wg_office *office, const char *rule)
{
	struct wg_outcome out;
	bool found = false;
	run_line(office, WG_OK, &out, "check");
	for (size_t k = 0; k < out.tables[0].n; k++)
		found = found || strcmp(cell(&out, "findings", k, "rule")->s, rule) == 0;
	wg_outcome_free(&out);
	return found;
}

static void check_finds_what_does_not_hold_of_needs(void **state)
{
	wg_office *office = *state;
	int64_t id = add_line(office, "add need 1-1-101 厨房漏水 --service S04 --responsible 甲四");
	assert_false(finds(office, "need of who is gone") || finds(office, "who is responsible has left"));
	run_ok(office, "edit worker 甲四 --until 2026-03-01");
	assert_true(finds(office, "who is responsible has left"));
	put_order(office, id, "closed", two_helpers, "done");
	assert_true(finds(office, "closed without a follow-up"));
	id = add_line(office, "add need 1-1-102 水管漏水 --service S04");
	put_order(office, id, "serving", two_helpers, "serving");
	run_ok(office, "need done 水管 --minutes 20");
	run_ok(office, "follow up 水管 --result good");
	assert_false(finds(office, "hours wait to be posted"));
	run_ok(office, "reverse 水管 --reason 错");
	assert_true(finds(office, "hours wait to be posted"));
	assert_int_equal(wg_exec(wg_query(office->db, "UPDATE entry SET minutes = minutes + 1 WHERE minutes > 0"), NULL), WG_OK);
	assert_true(finds(office, "posting does not sum to zero"));
}

static void need_is_shown_with_its_household_steps_and_hours(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "edit household 1-1-101 --note 有狗");
	run_ok(office, "rename 1栋 1栋 --note 门禁密码问楼长");
	int64_t id = add_line(office, "add need 1-1-101 厨房漏水 --service S04");
	put_order(office, id, "serving", two_helpers, "serving");
	run_ok(office, "need done 漏水 --minutes 20");
	run_ok(office, "follow up 漏水 --result good --note 修好了");
	run_line(office, WG_OK, &out, "show #%lld", (long long)id);
	assert_string_equal(cell(&out, "household", 0, "note")->s, "有狗");
	assert_string_equal(cell(&out, "sent", 1, "helper")->s, "甲二");
	assert_int_equal(cell(&out, "sent", 1, "minutes")->i, 20);
	assert_int_equal(cell(&out, "work", 0, "minutes")->i, 20);
	assert_false(cell(&out, "work", 0, "posting")->null);
	assert_string_equal(cell(&out, "steps", 0, "action")->s, "recorded");
	assert_string_equal(cell(&out, "steps", 3, "satisfaction")->s, "good");
	assert_string_equal(cell(&out, "steps", 3, "note")->s, "修好了");
	assert_int_equal(out.n_notes, 1);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "history 1-1-101");
	static const char *const events[] = {"recorded", "served", "followed up"};
	size_t told = 0;
	for (size_t k = out.tables[0].n; k-- > 0;) /* the newest first */
		told += told < 3 && strcmp(cell(&out, "history", k, "event")->s, events[told]) == 0;
	assert_int_equal(told, 3);
	wg_outcome_free(&out);
}

static void masked_handle_shows_neither_telephone_nor_outsider_nor_note(void **state)
{
	static const char *const secrets[] = {"13900001234", "李四", "有狗", "修好了", "找李四"};
	static const char *const lines[] = {"needs --all", "show need 车坏", "show need 漏水", "similar needs 1-1-101", "ledger",
					    "history 1-1-101", "needs --all --where 李四"};
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "add need 晴岚家园 车坏了 --outsider 李四 --phone 13900001234 --note 找李四 --service S04");
	int64_t id = add_line(office, "add need 1-1-101 厨房漏水 --service S04 --phone 13900001234 --note 有狗");
	put_order(office, id, "serving", two_helpers, "serving");
	run_ok(office, "need done 漏水 --minutes 20 --note 修好了");
	run_ok(office, "follow up 漏水 --result good --note 修好了");
	run_ok(office, "reverse 漏水 --reason 找李四");
	office->masked = true;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		run_line(office, WG_OK, &out, "%s", lines[i]);
		for (size_t t = 0; t < out.n_tables; t++) {
			const struct wg_rows *r = &out.tables[t];
			for (size_t k = 0; k < r->n * r->n_columns; k++) {
				for (size_t x = 0; x < sizeof secrets / sizeof *secrets; x++)
					assert_false(r->columns[k % r->n_columns].type != WG_ROWS_INT && r->at[k].s &&
						     strstr(r->at[k].s, secrets[x]));
			}
		}
		if (strstr(lines[i], "--where"))
			assert_int_equal(out.tables[0].n, 0);
		wg_outcome_free(&out);
	}
	office->masked = false;
}

static void list_is_narrowed_and_sorted_by_expressions(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "add need 1-1-101 厨房漏水 --service S04 --urgency urgent");
	run_ok(office, "add need 1-1-102 买菜 --service S06");
	run_ok(office, "add need 2栋 路灯不亮 --service S04 --form suggestion");
	run_line(office, WG_OK, &out, "needs --where '生活面=食 | 形式=建议'");
	assert_int_equal(out.tables[0].n, 2);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "needs --sort -due");
	assert_string_equal(cell(&out, "needs", 2, "title")->s, "厨房漏水");
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "needs");
	assert_string_equal(cell(&out, "needs", 0, "title")->s, "厨房漏水");
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "needs 2栋 --group to-send");
	assert_int_equal(out.tables[0].n, 1);
	wg_outcome_free(&out);
	fails(office, WG_EUSAGE, "needs --sort 魔法");
	fails(office, WG_EUSAGE, "needs --state 魔法");
	fails(office, WG_EUSAGE, "needs --where '('");
	fails(office, WG_EUSAGE, "needs --household 1栋");
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
		OFFICE(overdue_needs_name_who_is_to_be_told),
		OFFICE(check_finds_what_does_not_hold_of_needs),
		OFFICE(need_is_shown_with_its_household_steps_and_hours),
		OFFICE(masked_handle_shows_neither_telephone_nor_outsider_nor_note),
		OFFICE(list_is_narrowed_and_sorted_by_expressions),
	};
	return cmocka_run_group_tests_name("need", tests, NULL, NULL);
}
