#include "tests/test.h"

#include "tests/command/roster.h"
#include "tests/store/dump.h"

/* What a roster states about doors and households: over two floors, whose contact, who lives elsewhere, who is back. */

#define AT " --under 大镇/东村社区/翠湖苑"

static void take(wg_office *office, struct wg_outcome *out, enum wg_err expected, const char *text, const char *options)
{
	run_line(office, expected, out, "import households %s %s", put_text("r.csv", NULL, text), options);
}

static void take_ok(wg_office *office, const char *text)
{
	struct wg_outcome out;
	take(office, &out, WG_OK, text, AT);
	wg_outcome_free(&out);
}

#define ROOMS "SELECT group_concat(x, ' ') FROM (SELECT b.name || e.name || d.room AS x FROM door d JOIN place e ON " \
	"e.id = d.entrance_id JOIN place b ON b.id = e.parent_id ORDER BY d.pos)"

static void a_home_over_two_floors_is_one_door_of_the_lower_one(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take(office, &out, WG_OK, "楼栋,单元,房号,姓名\n3,2,302,张三\n3,2,301/401,张一\n3,2,402,张四\n3栋,2单元,501-601,张五\n", AT);
	assert_int_equal(out.n_errors, 0);
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, ROOMS), "3栋2单元301-401 3栋2单元302 3栋2单元402 3栋2单元501-601");
	assert_string_equal(text_of_query(office, "SELECT group_concat(x, ' ') FROM (SELECT floor AS x FROM door ORDER BY pos)"),
			    "3 3 4 5");
	/* The next roster writes it differently. */
	take_ok(office, "门牌,姓名,电话\n3栋2单元301-401室,张一,13800138000\n3-2-501/601,张五,13900139000\n");
	assert_int_equal(count_of(office, "SELECT count(*) FROM door"), 4);
	assert_int_equal(count_of(office, "SELECT count(phone) FROM person"), 2);
	run_ok(office, "undo");
	run_line(office, WG_OK, &out, "show 3-2-301-401");
	wg_outcome_free(&out);
}

/* A roster states who is whose contact: more than the band allows is taken, said at once and listed later. */
static void contacts_beyond_the_band_are_taken_said_and_listed(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_ok(office, "地址,姓名\n1-1-101,张伟\n");
	run_ok(office, "import cadres %s --under 东村社区",
	       put_text("c.csv", NULL, "姓名,电话,上限,下限\n许英,19900007391,2,1\n石伟,19900000048,2,1\n"));
	const char *before = dump_of(office);
	const char *roster = put_text("r.csv", NULL, "地址,姓名,包户干部\n1-1-101,张伟,许英\n1-1-102,李娜,许英\n"
				      "1-1-103,王强,许英\n1-1-104,赵四,石伟\n1-1-105,钱五,石伟\n");
	run_line(office, WG_OK, &out, "import households %s" AT, roster);
	assert_true(has_note(&out, WG_NOTE_WARNING, 0, "", "许英"));
	assert_false(has_note(&out, WG_NOTE_WARNING, 0, "", "石伟"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE until IS NULL AND reason = 'import'"), 5);
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE over_band = 'import'"), 3);
	run_line(office, WG_OK, &out, "check");
	const struct wg_rows *found = table_of(&out, "findings");
	assert_int_equal(found->n, 1);
	assert_string_equal(found->at[0].s, "over the band");
	assert_string_equal(found->at[1].s, "许英");
	assert_string_equal(found->at[2].s, "3 > 2: 导入");
	wg_outcome_free(&out);
	run_ok(office, "undo");
	assert_same_dump(dump_of(office), before);
}

static void who_lives_elsewhere_by_the_roster_has_no_contact(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_ok(office, "地址,姓名\n1-1-101,张伟\n1-1-102,李娜\n1-1-103,王强\n");
	run_ok(office, "import cadres %s --under 东村社区", put_text("c.csv", NULL, "姓名,电话\n许英,19900007391\n"));
	take_ok(office, "地址,姓名,包户干部\n1-1-101,张伟,许英\n1-1-102,李娜,许英\n1-1-103,王强,许英\n");
	run_ok(office, "lock 1-1-102");
	const char *before = dump_of(office);
	take(office, &out, WG_OK, "地址,姓名,居住状态,包户干部\n1-1-101,张伟,人户分离,\n1-1-102,李娜,人户分离,\n1-1-103,王强,在住,\n"
	     "1-1-104,赵四,人户分离,许英\n", AT);
	assert_true(has_note(&out, WG_NOTE_WARNING, 5, "", "许英"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE status = 'elsewhere'"), 3);
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE until IS NULL"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE contact_locked = 1"), 0);
	run_line(office, WG_OK, &out, "check --deep");
	wg_outcome_free(&out);
	run_ok(office, "undo");
	assert_same_dump(dump_of(office), before);
	run_ok(office, "redo");
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE until IS NULL"), 1);
}

static void who_had_moved_away_is_not_entered_a_second_time(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_ok(office, "地址,姓名,电话\n1-1-101,张伟,13800000101\n1-1-102,李娜,13800000102\n");
	run_ok(office, "leaves 1-1-101");
	const char *next = "地址,姓名,电话\n1-1-101,张伟,13800000101\n1-1-102,李娜,13800000102\n1-1-103,张伟,13900000103\n";
	take(office, &out, WG_EDATA, next, AT);
	assert_true(has_note(&out, WG_NOTE_ERROR, 2, "", "张伟"));
	wg_outcome_free(&out);
	/* Left out, the others are taken: the namesake with another number is somebody else. */
	take(office, &out, WG_OK, next, AT " --skip-bad");
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household"), 3);
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE phone = '13800000101'"), 1);
	run_ok(office, "returns #%lld", (long long)count_of(office, "SELECT id FROM person WHERE phone = '13800000101'"));
	take_ok(office, next);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE status = 'here'"), 3);
}

#define STORY(f) cmocka_unit_test_setup_teardown(f, start_roster, end_roster)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_home_over_two_floors_is_one_door_of_the_lower_one),
		STORY(contacts_beyond_the_band_are_taken_said_and_listed),
		STORY(who_lives_elsewhere_by_the_roster_has_no_contact),
		STORY(who_had_moved_away_is_not_entered_a_second_time),
	};
	return cmocka_run_group_tests_name("import_stated", tests, NULL, NULL);
}
