#include "tests/test.h"

#include "tests/command/office.h"
#include "wangge/duty.h"
#include "wangge/household.h"

/* Four buildings, five cadres; 甲一 holds 1栋. Today is 2026-03-26. */
static int set_up(void **state)
{
	*state = test_office(4, 5);
	run_ok(*state, "assign 1栋 --to 甲一");
	return 0;
}

/* Who is called for the households of a cadre on a day; "" = the cadre. */
static const char *called(wg_office *office, const char *cadre, int64_t day)
{
	static char name[64];
	struct wg_arena a = {0};
	struct wg_worker w;
	struct wg_cover k;
	assert_int_equal(wg_worker_find(office, cadre, &a, &w, NULL), WG_OK);
	assert_int_equal(wg_cover_on(office, w.id, day, &a, &k, NULL), WG_OK);
	snprintf(name, sizeof name, "%s", k.id ? k.by : "");
	wg_arena_free(&a);
	return name;
}

enum { TODAY = 20538 }; /* 2026-03-26 */

static void absent_cadre_is_covered_from_day_to_day(void **state)
{
	wg_office *office = *state;
	run_ok(office, "cover 甲一 --by 甲二 --since 2026-03-28 --until 2026-04-02 --reason 休假");
	assert_string_equal(called(office, "甲一", TODAY + 1), "");
	assert_string_equal(called(office, "甲一", TODAY + 2), "甲二");
	assert_string_equal(called(office, "甲一", TODAY + 7), "甲二");
	assert_string_equal(called(office, "甲一", TODAY + 8), "");
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE until IS NULL"), 22);
	assert_int_equal(count_of(office, "SELECT count(DISTINCT contact_id) FROM household"), 1);
	run_ok(office, "check");
}

static void who_is_back_is_called_again(void **state)
{
	wg_office *office = *state;
	run_ok(office, "cover 甲一 --by 甲二");
	assert_string_equal(called(office, "甲一", TODAY), "甲二");
	assert_string_equal(called(office, "甲一", TODAY + 300), "甲二");
	run_ok(office, "cover 甲一 --end --until 2026-03-30");
	assert_string_equal(called(office, "甲一", TODAY + 4), "甲二");
	assert_string_equal(called(office, "甲一", TODAY + 5), "");
	run_ok(office, "cover 甲一 --end");
	assert_string_equal(called(office, "甲一", TODAY), "");
	refused(office, WG_ENOTFOUND, "cover 甲一 --end", "nobody stands in");
	run_ok(office, "cover 甲一 --by 甲三 --since 2026-05-01");
	run_ok(office, "cover 甲一 --end");
	assert_string_equal(called(office, "甲一", TODAY + 100), "");
}

static void nobody_is_covered_by_who_is_not_there(void **state)
{
	wg_office *office = *state;
	run_ok(office, "edit worker 甲四 --until 2026-04-10");
	run_ok(office, "cover 甲一 --by 甲二 --since 2026-04-01 --until 2026-04-20");
	refused(office, WG_EREFUSED, "cover 甲二 --by 甲二", "cannot stand in for");
	refused(office, WG_EREFUSED, "cover 甲一 --by 甲三 --since 2026-04-20", "end that first");
	refused(office, WG_EREFUSED, "cover 甲三 --by 甲一 --since 2026-04-10 --until 2026-04-12", "is absent from 2026-04-01");
	refused(office, WG_EREFUSED, "cover 甲二 --by 甲三 --since 2026-04-19", "give that to somebody else");
	refused(office, WG_EREFUSED, "cover 甲三 --by 甲四 --until 2026-04-11", "until 2026-04-10 only");
	refused(office, WG_EUSAGE, "cover 甲三 --by 甲五 --since 2026-04-02 --until 2026-04-01", "before it begins");
	refused(office, WG_EUSAGE, "cover 甲三 --by 甲五 --until 2026-03-01 --since 2026-02-01", "before it begins");
	refused(office, WG_EUSAGE, "cover 甲三 --by 甲五 --until 明天", "not a date");
	refused(office, WG_EUSAGE, "cover 甲三", "--by");
	run_ok(office, "cover 甲三 --by 甲四 --until 2026-04-10");
	run_ok(office, "cover 甲三 --by 甲一 --since 2026-04-21");
}

static void covers_are_listed(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "cover 甲一 --by 甲二 --until 2026-04-02 --reason 体检");
	run_ok(office, "cover 甲三 --by 甲二 --since 2026-05-01");
	run_line(office, WG_OK, &out, "covers");
	assert_int_equal(out.tables[0].n, 2);
	assert_string_equal(out.tables[0].at[1].s, "甲一");
	assert_string_equal(out.tables[0].at[2].s, "甲二");
	assert_int_equal(out.tables[0].at[7].i, 22);
	assert_int_equal(out.tables[0].at[8].i, 1);
	assert_int_equal(out.tables[0].at[9 + 8].i, 0);
	wg_outcome_free(&out);
	run_ok(office, "cover 甲一 --end");
	run_line(office, WG_OK, &out, "covers");
	assert_int_equal(out.tables[0].n, 1);
	wg_outcome_free(&out);
}

static void lists_say_who_stands_in_today(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	struct wg_households list;
	struct wg_node node;
	run_ok(office, "cover 甲一 --by 甲二");
	assert_int_equal(wg_node_find(office, "1栋/1单元", &a, &node, NULL), WG_OK);
	assert_int_equal(wg_household_list(office, &node, &(struct wg_household_filter){0}, 0, -1, &a, &list, NULL), WG_OK);
	assert_string_equal(list.at[0].contact, "甲一");
	assert_string_equal(list.at[0].cover, "甲二");
	run_ok(office, "cover 甲一 --end");
	assert_int_equal(wg_household_list(office, &node, &(struct wg_household_filter){0}, 0, -1, &a, &list, NULL), WG_OK);
	assert_string_equal(list.at[0].cover, "");
	wg_arena_free(&a);
}

static void ends_of_stationing_are_known_thirty_days_before(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "edit worker 甲一 --until 2026-04-24");
	run_ok(office, "edit worker 甲二 --until 2026-04-25");
	run_ok(office, "edit worker 甲三 --until 2026-03-01");
	run_line(office, WG_OK, &out, "leaving");
	assert_int_equal(out.tables[0].n, 1);
	assert_string_equal(out.tables[0].at[1].s, "甲一");
	assert_int_equal(out.tables[0].at[5].i, 29);
	assert_int_equal(out.tables[0].at[6].i, 22);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "leaving 晴岚家园 --days 31");
	assert_int_equal(out.tables[0].n, 2);
	wg_outcome_free(&out);
}

static bool found(const struct wg_outcome *out, const char *rule, const char *where)
{
	for (size_t i = 0; i < out->tables[0].n; i++) {
		const struct wg_datum *row = out->tables[0].at + i * out->tables[0].n_columns;
		if (strcmp(row[0].s, rule) == 0 && strcmp(row[1].s, where) == 0)
			return true;
	}
	return false;
}

static void check_names_who_has_left_and_who_covers_in_vain(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "cover 甲一 --by 甲二");
	run_ok(office, "edit worker 甲二 --until 2026-03-20");
	run_line(office, WG_OK, &out, "check");
	assert_true(found(&out, "who stands in is not there", "甲一"));
	assert_false(found(&out, "stationing has ended", "甲二")); /* holds no households */
	wg_outcome_free(&out);
	run_ok(office, "edit worker 甲一 --until 2026-03-25");
	run_line(office, WG_OK, &out, "check");
	assert_true(found(&out, "stationing has ended", "甲一"));
	wg_outcome_free(&out);
}

static void resident_becomes_building_head(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	struct wg_duties list;
	struct wg_node node;
	run_ok(office, "grid 第1网格 --parts 1栋,2栋 --under 晴岚家园");
	run_ok(office, "appoint 1栋 楼栋长 张伟1");
	run_ok(office, "appoint 第1网格 网格员 甲一");
	run_ok(office, "appoint 晴岚家园 物业 甲五");
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE person_id IS NOT NULL AND phone IS NULL"), 1);
	assert_int_equal(wg_node_find(office, "1栋/2单元", &a, &node, NULL), WG_OK);
	assert_int_equal(wg_duty_list(office, &node, WG_DUTIES_HERE, false, &a, &list, NULL), WG_OK);
	assert_int_equal(list.n, 3);
	assert_string_equal(list.at[0].kind, "building_head");
	assert_string_equal(list.at[0].worker, "张伟1");
	assert_string_equal(list.at[0].home, "101");
	assert_string_equal(list.at[1].kind, "grid_worker");
	assert_string_equal(list.at[1].where, "第1网格");
	assert_string_equal(list.at[2].kind, "property");
	assert_int_equal(wg_node_find(office, "3栋", &a, &node, NULL), WG_OK);
	assert_int_equal(wg_duty_list(office, &node, WG_DUTIES_HERE, false, &a, &list, NULL), WG_OK);
	assert_int_equal(list.n, 1);
	wg_arena_free(&a);
	refused(office, WG_EREFUSED, "appoint 1栋 楼栋长 张伟1", "already");
	refused(office, WG_EUSAGE, "appoint 1栋 皇帝 张伟1", "no duty");
	refused(office, WG_ENOTFOUND, "appoint 1栋 楼栋长 无名氏", "无名氏");
}

static void one_duty_follows_another(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "appoint 1栋 楼栋长 张伟1");
	run_ok(office, "appoint 1栋 楼栋长 张伟3 --instead");
	assert_int_equal(count_of(office, "SELECT count(*) FROM role WHERE until IS NULL"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM role"), 2);
	run_ok(office, "appoint 1栋 楼栋长 甲一");
	refused(office, WG_EUSAGE, "dismiss 1栋 楼栋长", "say which");
	run_ok(office, "dismiss 1栋 楼栋长 甲一");
	run_line(office, WG_OK, &out, "roles 晴岚家园");
	assert_int_equal(out.tables[0].n, 1);
	assert_string_equal(out.tables[0].at[3].s, "张伟3");
	wg_outcome_free(&out);
	run_ok(office, "dismiss 1栋 楼栋长");
	refused(office, WG_ENOTFOUND, "dismiss 1栋 楼栋长", "like that");
	run_line(office, WG_OK, &out, "roles --all");
	assert_int_equal(out.tables[0].n, 3);
	wg_outcome_free(&out);
}

static void duties_go_with_their_place(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "add place 9栋 --under 晴岚家园");
	run_ok(office, "appoint 9栋 楼栋长 甲二");
	run_line(office, WG_OK, &out, "delete place 9栋");
	assert_int_equal(out.n_warnings, 1);
	assert_string_equal(out.notes[0].value, "甲二");
	wg_outcome_free(&out);
	run_ok(office, "appoint 2栋 楼栋长 甲二");
	run_ok(office, "appoint 1栋 楼栋长 甲二");
	run_ok(office, "merge places 2栋 --into 1栋");
	assert_int_equal(count_of(office, "SELECT count(*) FROM role"), 1);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, close_office)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(absent_cadre_is_covered_from_day_to_day),
		OFFICE(who_is_back_is_called_again),
		OFFICE(nobody_is_covered_by_who_is_not_there),
		OFFICE(covers_are_listed),
		OFFICE(lists_say_who_stands_in_today),
		OFFICE(ends_of_stationing_are_known_thirty_days_before),
		OFFICE(check_names_who_has_left_and_who_covers_in_vain),
		OFFICE(resident_becomes_building_head),
		OFFICE(one_duty_follows_another),
		OFFICE(duties_go_with_their_place),
	};
	return cmocka_run_group_tests_name("duties", tests, NULL, NULL);
}
