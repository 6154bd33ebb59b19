#include "tests/test.h"

#include "base/clock.h"
#include "exchange/book.h"
#include "store/db.h"
#include "tests/command/roster.h"
#include "wangge/helper.h"

/* Helpers and resources by hand; what is printed of them. Today is 2026-03-26. */

static int start(void **state)
{
	int failed = start_roster(state);
	wg_office *office = *state;
	run_ok(office, "import households %s --under 昭山镇/窑洲社区/晴岚家园",
	       put_text("户.csv", NULL, "楼栋,单元,房号,户主,电话\n1栋,1单元,101,李一,13900000001\n1栋,1单元,102,王二,13900000002\n"));
	return failed;
}

#define ADD "add helper 李师傅 --phone 13900001234 --services 水电维修:熟练,S08 --certificates 电工证:2099-05-01 --free 周末 "       \
	    "--limits 不爬楼、仅电话 --cap 3 --serves 晴岚家园"

static void helper_is_recorded_with_everything_at_once(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, ADD " --kind 党员 --unit 物业公司");
	run_line(office, WG_OK, &out, "helpers 晴岚家园");
	const struct wg_datum *d = out.tables[0].at;
	assert_int_equal(out.tables[0].n, 1);
	assert_string_equal(d[1].s, "李师傅");
	assert_string_equal(d[2].s, "party_member");
	assert_string_equal(d[3].s, "物业公司");
	assert_string_equal(d[4].s, "13900001234");
	assert_string_equal(d[5].s, "S04 S08");
	assert_string_equal(d[6].s, "electrician");
	assert_int_equal(d[7].i, 63 << 15);
	assert_string_equal(d[8].s, "no_stairs phone_only");
	assert_int_equal(d[10].i, 3);
	assert_string_equal(d[14].s, "晴岚家园");
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE takes_households"), 0);
}

static void resident_who_helps_serves_the_compound_of_the_home(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add helper 李一 --phone 13900000001 --services 理发");
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker w JOIN person p ON p.id = w.person_id JOIN serves s ON "
					  "s.worker_id = w.id JOIN place c ON c.id = s.place_id WHERE p.name = '李一' AND "
					  "c.name = '晴岚家园'"), 1);
	run_ok(office, "add helper 赵四 --services 理发 --lives 1-1-102");
	assert_int_equal(count_of(office, "SELECT count(*) FROM serves"), 2);
}

static void what_cannot_be_is_refused_by_name(void **state)
{
	wg_office *office = *state;
	run_ok(office, ADD);
	refused(office, WG_EREFUSED, "add helper 李师傅 --phone 13900001234 --serves 晴岚家园", "with this telephone serves already");
	refused(office, WG_EREFUSED, "add helper 李师傅 --serves 晴岚家园", "or say the telephone");
	refused(office, WG_EUSAGE, "add helper 王五 --services 修水表 --serves 晴岚家园", "nearest: 水电维修");
	refused(office, WG_EUSAGE, "add helper 王五 --services 理发,理发缝补 --serves 晴岚家园", "is there twice");
	refused(office, WG_EUSAGE, "add helper 王五 --services 理发:大师 --serves 晴岚家园", "大师 is not in the list");
	refused(office, WG_EUSAGE, "add helper 王五 --certificates 潜水证 --serves 晴岚家园", "潜水证 is not in the list");
	refused(office, WG_EUSAGE, "add helper 王五 --certificates 电工证:明年 --serves 晴岚家园", "not a date");
	refused(office, WG_EUSAGE, "add helper 王五 --free 看情况 --serves 晴岚家园", "no time of the week");
	refused(office, WG_EUSAGE, "add helper 王五 --limits 怕狗 --serves 晴岚家园", "怕狗 is not in the list");
	refused(office, WG_EUSAGE, "add helper 王五 --cap 0 --serves 晴岚家园", "1 to 99 open orders");
	refused(office, WG_EUSAGE, "add helper 王五 --cap 100 --serves 晴岚家园", "1 to 99 open orders");
	refused(office, WG_EREFUSED, "add helper 王五 --services 理发", "nobody says where 王五 serves");
	refused(office, WG_EUSAGE, "edit helper 李师傅 --cap 100", "1 to 99 open orders");
	refused(office, WG_EREFUSED, "skill 李师傅 书法 --end", "has no such skill");
	refused(office, WG_EREFUSED, "certificate 李师傅 护士证 --end", "has no such certificate");
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker"), 1);
}

static void skills_are_rated_verified_and_replaced(void **state)
{
	wg_office *office = *state;
	run_ok(office, ADD);
	run_ok(office, "skill 李师傅 理发 --verified yes");
	assert_int_equal(count_of(office, "SELECT verified FROM worker_skill WHERE service = 'S08'"), 1);
	/* Another level is another claim. */
	run_ok(office, "skill 李师傅 理发 --level 熟练");
	assert_int_equal(count_of(office, "SELECT 10 * level + verified FROM worker_skill WHERE service = 'S08'"), 20);
	run_ok(office, "skill 李师傅 理发 --verified yes");
	/* The whole set: what is not named goes, what is named without a level stays as it is. */
	run_ok(office, "edit helper 李师傅 --services 理发,书法:2 --certificates ''");
	assert_string_equal(text_of_query(office, "SELECT group_concat(service || level || verified, ' ') FROM (SELECT * FROM "
						  "worker_skill ORDER BY service)"), "S0821 S1420");
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker_cert"), 0);
	run_ok(office, "edit helper 李师傅 --free '' --limits '' --cap ''");
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE slots IS NULL AND limits IS NULL AND load_cap IS NULL"),
			 1);
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "edit helper 李师傅");
	assert_int_equal(out.batch, 0);
	assert_string_equal(out.tables[0].at[4 * 9 + 1].s, "理发缝补:2、书法美术:2");
	wg_outcome_free(&out);
}

static void lapsed_certificates_are_warned_of_and_listed(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, ADD);
	assert_int_equal(out.n_warnings, 0);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "certificate 李师傅 护士证 --until 2026-03-25");
	assert_true(has_note(&out, WG_NOTE_WARNING, 0, "", "护士证"));
	wg_outcome_free(&out);
	run_ok(office, "add helper 王五 --certificates 教师证:2026-04-25 --serves 晴岚家园");
	run_ok(office, "add helper 赵六 --certificates 教师证:2026-04-26,社工证 --serves 晴岚家园");
	run_line(office, WG_OK, &out, "lapsing 晴岚家园");
	assert_int_equal(out.tables[0].n, 2);
	assert_string_equal(out.tables[0].at[4].s, "nurse");
	assert_int_equal(out.tables[0].at[6].i, 1);
	assert_string_equal(out.tables[0].at[7 + 1].s, "王五");
	assert_int_equal(out.tables[0].at[7 + 6].i, 0);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "overview");
	const struct wg_rows *t = table_of(&out, "today");
	bool found = false;
	for (size_t i = 0; i < t->n; i++) {
		if (strcmp(t->at[5 * i].s, "certificates lapse within 30 days") == 0) {
			assert_int_equal(t->at[5 * i + 1].i, 2);
			assert_string_equal(t->at[5 * i + 4].s, "lapsing");
			found = true;
		}
	}
	assert_true(found);
	wg_outcome_free(&out);
}

static void only_a_valid_certificate_counts(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	struct wg_helper h;
	run_ok(office, ADD);
	assert_int_equal(wg_helper_get(office, count_of(office, "SELECT id FROM worker"), &a, &h, NULL), WG_OK);
	int64_t last = wg_day_from_date(2099, 5, 1);
	assert_true(wg_helper_certified(wg_office_codes(office), &h, "S04", last));
	assert_false(wg_helper_certified(wg_office_codes(office), &h, "S04", last + 1));
	assert_false(wg_helper_certified(wg_office_codes(office), &h, "S09", last));
	wg_arena_free(&a);
}

static void masked_handle_shows_a_cadre_s_telephone_and_no_volunteer_s(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, ADD " --note 心脏不好");
	run_ok(office, "import cadres %s --under 窑洲社区", put_text("干部.csv", NULL, "姓名,身份,电话\n周七,驻守干部,13900000007\n"));
	run_ok(office, "skill 周七 政策宣讲");
	run_ok(office, "add resource 轮椅 --supplier 李师傅");
	office->masked = true;
	run_line(office, WG_OK, &out, "helpers");
	assert_int_equal(out.tables[0].n, 2);
	assert_string_equal(out.tables[0].at[4].s, "139****1234");
	assert_true(out.tables[0].at[8].null && out.tables[0].at[17].null);
	assert_string_equal(out.tables[0].at[18 + 4].s, "13900000007");
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "cadres --all --sort name");
	for (size_t i = 0; i < out.tables[0].n; i++) {
		const struct wg_datum *d = &out.tables[0].at[i * out.tables[0].n_columns];
		assert_string_equal(d[4].s, strcmp(d[1].s, "周七") == 0 ? "13900000007" : "139****1234");
	}
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "resources");
	assert_string_equal(out.tables[0].at[9].s, "139****1234");
	wg_outcome_free(&out);
	office->masked = false;
}

static void show_tells_what_a_helper_can_do(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, ADD);
	run_line(office, WG_OK, &out, "show 李师傅");
	assert_int_equal(table_of(&out, "skills")->n, 2);
	assert_string_equal(table_of(&out, "skills")->at[0].s, "S04");
	assert_int_equal(table_of(&out, "skills")->at[3].i, 1);
	assert_int_equal(table_of(&out, "certificates")->n, 1);
	wg_outcome_free(&out);
}

static void resources_are_recorded_changed_and_found(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, ADD);
	run_ok(office, "add resource 议事厅 --place 晴岚家园 --quantity 1 --measure 间 --free 工作日白天 --services 场地");
	run_ok(office, "add resource 轮椅 --kind 物资 --supplier 李师傅 --quantity 5 --measure 台 --place 窑洲社区");
	refused(office, WG_EREFUSED, "add resource 议事厅 --place 晴岚家园", "is recorded there already");
	refused(office, WG_EREFUSED, "add resource 雨棚 --free 看情况", "no time of the week");
	refused(office, WG_EREFUSED, "add resource 雨棚 --services 修表", "is not in the list");
	refused(office, WG_EREFUSED, "add resource 雨棚 --quantity 许多", "not a number");
	refused(office, WG_ENOTFOUND, "edit resource 雨棚 --quantity 1", "there is no resource 雨棚");
	run_ok(office, "edit resource 轮椅 --quantity 4 --phone 13900001111 --free 随时");
	run_line(office, WG_OK, &out, "resources 晴岚家园 --where 类型=物资 --sort -quantity");
	const struct wg_datum *d = out.tables[0].at;
	assert_int_equal(out.tables[0].n, 1);
	assert_string_equal(d[2].s, "轮椅");
	assert_int_equal(d[4].i, 4);
	assert_int_equal(d[7].i, (1 << 21) - 1);
	assert_string_equal(d[8].s, "李师傅");
	assert_string_equal(d[9].s, "13900001111");
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "resources 1栋");
	assert_int_equal(out.tables[0].n, 2);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "resources --where 空闲=周六上午");
	assert_int_equal(out.tables[0].n, 1);
	wg_outcome_free(&out);
}

static void resource_of_a_project_is_not_deleted(void **state)
{
	wg_office *office = *state;
	static const char *const sql[] = {
		"INSERT INTO project (id, name, since, version, updated_at) VALUES (1, '冬暖', 0, 1, 1)",
		"INSERT INTO project_part (id, project_id, resource_id, version, updated_at) SELECT 2, 1, id, 1, 1 FROM resource"};
	run_ok(office, "add resource 轮椅");
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(wg_exec(wg_query(office->db, sql[i]), NULL), WG_OK);
	refused(office, WG_EREFUSED, "delete resource 轮椅", "belongs to the project 冬暖");
	assert_int_equal(wg_exec(wg_query(office->db, "DELETE FROM project_part"), NULL), WG_OK);
	run_ok(office, "delete resource 轮椅");
	assert_int_equal(count_of(office, "SELECT count(*) FROM resource"), 0);
}

static void stock_menu(wg_office *office)
{
	run_ok(office, ADD);
	run_ok(office, "add helper 王五 --phone 13900005555 --services 水电维修,量血压,理发 --free 工作日晚 --serves 晴岚家园");
	run_ok(office, "add helper 赵六 --phone 13900006666 --services 理发 --serves 窑洲社区");
	run_ok(office, "add resource 议事厅 --place 晴岚家园 --quantity 1 --measure 间 --free 工作日白天 --phone 13900007777");
	run_ok(office, "add resource 爱心基金 --kind 资金 --place 晴岚家园 --quantity 20000 --measure 元");
	run_ok(office, "import cadres %s --under 窑洲社区", put_text("干部.csv", NULL, "姓名,身份,电话\n周七,网格员,13900000007\n"));
	run_ok(office, "appoint 晴岚家园 网格员 周七");
	run_ok(office, "appoint 1栋 楼栋长 李一");
}

static void menu_says_what_is_on_offer_and_names_nobody_who_helps(void **state)
{
	wg_office *office = *state;
	stock_menu(office);
	run_ok(office, "print menu %s", file_path("m.txt"));
	const char *text = content_of(file_path("m.txt"));
	/* 水电维修 wants a certificate, which only one has; nobody has one for 健康检查. */
	assert_string_equal(text,
			    "                          晴岚家园  点 单 服 务\n"
			    "窑洲社区  2026年3月\n"
			    "\n"
			    "可以点的服务         有几人、几样 什么时候\n"
			    "--------------------------------------------------------------------------\n"
			    "水电维修                 1 人     周末\n"
			    "理发缝补                 3 人     工作日晚；周末；其余面商\n"
			    "议事厅                   1 间     工作日白天\n"
			    "\n"
			    "怎么点单：给下面的人打电话，或到社区说一声。\n"
			    "  网格员  周七 139 0000 0007\n"
			    "服务不收费。派谁来、什么时候来，社区会先告诉您。\n");
	static const char *const nobody[] = {"李师傅", "王五", "赵六", "李一", "1234", "5555", "6666", "7777", "爱心基金"};
	for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++)
		assert_null(strstr(text, nobody[i]));
}

static void menu_of_a_building_is_that_of_its_compound_and_a_workbook_says_the_same(void **state)
{
	wg_office *office = *state;
	struct wg_book *book = NULL;
	stock_menu(office);
	run_ok(office, "print menu %s --under 1栋", file_path("m.xlsx"));
	assert_int_equal(wg_book_open(&book, file_path("m.xlsx"), NULL, NULL), WG_OK);
	assert_int_equal(wg_book_sheets(book), 1);
	assert_string_equal(wg_book_sheet_name(book, 0), "晴岚家园");
	assert_string_equal(wg_book_cell(book, 0, 0, 0).text, "晴岚家园  点 单 服 务");
	assert_string_equal(wg_book_cell(book, 0, 5, 0).text, "理发缝补");
	assert_string_equal(wg_book_cell(book, 0, 5, 1).text, "3 人");
	wg_book_close(&book);
}

static void menu_of_nothing_is_not_printed(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_ENOTFOUND, &out, "print menu %s", file_path("m.txt"));
	wg_outcome_free(&out);
}

#define HELPERS(test) cmocka_unit_test_setup_teardown(test, start, end_roster)

int main(void)
{
	const struct CMUnitTest tests[] = {
		HELPERS(helper_is_recorded_with_everything_at_once),
		HELPERS(resident_who_helps_serves_the_compound_of_the_home),
		HELPERS(what_cannot_be_is_refused_by_name),
		HELPERS(skills_are_rated_verified_and_replaced),
		HELPERS(lapsed_certificates_are_warned_of_and_listed),
		HELPERS(only_a_valid_certificate_counts),
		HELPERS(masked_handle_shows_a_cadre_s_telephone_and_no_volunteer_s),
		HELPERS(show_tells_what_a_helper_can_do),
		HELPERS(resources_are_recorded_changed_and_found),
		HELPERS(resource_of_a_project_is_not_deleted),
		HELPERS(menu_says_what_is_on_offer_and_names_nobody_who_helps),
		HELPERS(menu_of_a_building_is_that_of_its_compound_and_a_workbook_says_the_same),
		HELPERS(menu_of_nothing_is_not_printed),
	};
	return cmocka_run_group_tests_name("helpers", tests, NULL, NULL);
}
