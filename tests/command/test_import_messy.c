#include "tests/test.h"

#include "tests/command/roster.h"
#include "tests/exchange/make_xls.h"
#include "tests/store/dump.h"

/* Rosters as offices have them: each story is a file that somebody typed, and what the office must then hold. */

#define AT " --under 大镇/东村社区/翠湖苑"
#define ROOMS "SELECT group_concat(x, ' ') FROM (SELECT b.name || e.name || d.room AS x FROM door d JOIN place e ON " \
	"e.id = d.entrance_id JOIN place b ON b.id = e.parent_id ORDER BY d.pos)"
#define PEOPLE "SELECT group_concat(x, ' ') FROM (SELECT d.room || p.name || p.relation AS x FROM person p JOIN household h ON " \
	"h.id = p.household_id JOIN door d ON d.id = h.door_id ORDER BY d.pos, h.id, p.id)"

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

static void addresses_are_read_in_all_their_spellings(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take(office, &out, WG_OK, "门牌,姓名\n3-2-501,张一\n3栋2单元502室,张二\n３－２－５０３,张三\n三号楼二单元504,张四\nA座1203,张五\n881号,张六\n"
	     "翠湖苑3栋2单元601,张七\n3#2-602,张八\n大镇东村社区翠湖苑3幢2单元603号,张九\n", AT);
	assert_int_equal(out.n_errors, 0);
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, ROOMS), "3栋2单元501 3栋2单元502 3栋2单元503 3栋2单元504 3栋2单元601 "
			    "3栋2单元602 3栋2单元603 881号 A座1203");
}

static void take_bytes(wg_office *office, const char *name, const void *bytes, size_t n)
{
	FILE *f = fopen(file_path(name), "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	fclose(f);
	run_ok(office, "import households %s" AT, file_path(name));
}

/* The same two households as an old workbook, as a web page and as XML, all called .xls. */
static void files_called_xls_are_read_whatever_they_are(void **state)
{
	static const struct made_cell cells[] = {
		{0, 0, MADE_TEXT, "楼栋", 0, 0},  {0, 1, MADE_TEXT, "单元", 0, 0}, {0, 2, MADE_TEXT, "房号", 0, 0},
		{0, 3, MADE_TEXT, "姓名", 0, 0},  {0, 4, MADE_TEXT, "电话", 0, 0}, {1, 0, MADE_TEXT, "3栋", 0, 0},
		{1, 1, MADE_TEXT, "2", 0, 0},     {1, 2, MADE_RK, NULL, 501, 0},   {1, 3, MADE_TEXT, "张一", 0, 0},
		{1, 4, MADE_NUMBER, NULL, 13800138000.0, 0}, {2, 2, MADE_FORMULA, NULL, 502, 0}, {2, 3, MADE_FORMULA_TEXT, "张二", 0, 0}};
	static const char page[] = "<html><table><tr><td colspan=5>花名册</td></tr><tr><th>楼栋<th>单元<th>房号<th>姓名<th>电话"
				   "<tr><td rowspan=2>3栋<td rowspan=2>2<td>501<td>张一<td>13800138000<tr><td>502<td>张&nbsp;二</table>",
			  xml[] = "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"s\"><Worksheet ss:Name=\"a\"><Table>"
				  "<Row><Cell><Data ss:Type=\"String\">楼栋</Data></Cell><Cell><Data ss:Type=\"String\">单元</Data></Cell>"
				  "<Cell><Data ss:Type=\"String\">房号</Data></Cell><Cell><Data ss:Type=\"String\">姓名</Data></Cell></Row>"
				  "<Row><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">3栋</Data></Cell><Cell ss:MergeDown=\"1\">"
				  "<Data ss:Type=\"Number\">2</Data></Cell><Cell><Data ss:Type=\"Number\">501</Data></Cell>"
				  "<Cell><Data ss:Type=\"String\">张一</Data></Cell></Row><Row><Cell ss:Index=\"3\">"
				  "<Data ss:Type=\"Number\">502</Data></Cell><Cell><Data ss:Type=\"String\">张二</Data></Cell></Row>"
				  "</Table></Worksheet></Workbook>";
	const struct made_xls_sheet sheet = {"花名册", cells, sizeof cells / sizeof *cells, {1, 2, 0, 0}, 0};
	wg_office *office = *state;
	size_t n;
	void *bytes = make_xls(&(struct made_xls){.sheets = &sheet, .n_sheets = 1}, &n);
	take_bytes(office, "旧.xls", bytes, n);
	free(bytes);
	assert_string_equal(text_of_query(office, PEOPLE), "501张一head 502张二head");
	assert_string_equal(text_of_query(office, ROOMS), "3栋2单元501 3栋2单元502");
	assert_string_equal(text_of_query(office, "SELECT phone FROM person WHERE name = '张一'"), "13800138000");
	run_ok(office, "undo");
	take_bytes(office, "网页.xls", page, sizeof page - 1);
	assert_string_equal(text_of_query(office, ROOMS), "3栋2单元501 3栋2单元502");
	assert_int_equal(count_of(office, "SELECT count(*) FROM person"), 2);
	int64_t batches = count_of(office, "SELECT count(*) FROM batch");
	take_bytes(office, "表.xls", xml, sizeof xml - 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM person"), 2);
	assert_int_equal(count_of(office, "SELECT count(*) FROM batch"), batches);
}

static void a_street_beside_the_door_is_no_building(void **state)
{
	wg_office *office = *state;
	take_ok(office, "地址,楼栋,单元,房号,姓名\n翠湖路18号,3栋,2单元,501,张一\n翠湖路18号翠湖苑,3栋,2单元,502,张二\n,3栋,2单元,503,张三\n"
		"翠湖路18号翠湖苑3栋2单元504,,,,张四\n");
	take_ok(office, "房号,户主\n3-2-505,张五\n翠湖苑4栋1单元101,张六\n");
	assert_string_equal(text_of_query(office, ROOMS), "3栋2单元501 3栋2单元502 3栋2单元503 3栋2单元504 3栋2单元505 4栋1单元101");
}

static void new_doors_fall_in_as_they_are_walked(void **state)
{
	wg_office *office = *state;
	take_ok(office, "房号,户主\n1-1-101,张一\n1-1-201,张二\n1-1-301,张三\n2-1-101,李一\n2-1-201,李二\n");
	run_ok(office, "order 1栋 --by top-down");
	take_ok(office, "房号,户主\n1-1-202,张四\n1-1-401,张五\n2-1-102,李三\n");
	assert_string_equal(text_of_query(office, ROOMS), "1栋1单元401 1栋1单元301 1栋1单元201 1栋1单元202 1栋1单元101 "
			    "2栋1单元101 2栋1单元102 2栋1单元201");
}

static void too_many_doors_name_their_place(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	static char text[200000];
	size_t n = (size_t)snprintf(text, sizeof text, "地址,姓名\n");
	for (int i = 0; i < 4096; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "1栋1单元%d,张%d\n", 10000 + i, i);
	take(office, &out, WG_EREFUSED, text, AT);
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place"), 0);
}

static void files_of_any_encoding_give_the_same_office(void **state)
{
	static const char tabs[] = "房号\t户主\t联系电话\n1-1-101\t张伟\t19900000001\n1-1-102\t李㛃\t19900000002\n";
	static const char *const encodings[] = {"GB18030", "UTF-16", "UTF-16LE", "UTF-8"};
	wg_office *office = *state;
	const char *first = NULL;
	for (size_t i = 0; i < 4; i++) {
		run_ok(office, "import households %s" AT, put_text("r.txt", encodings[i], tabs));
		assert_string_equal(text_of_query(office, PEOPLE), "101张伟head 102李㛃head");
		const char *dump = dump_of(office);
		if (first)
			assert_same_dump(dump, first);
		first = dump;
	}
	run_ok(office, "import households %s" AT, put_text("r.csv", NULL, "\xEF\xBB\xBFsep=;\n房号;户主\n1-1-101;张伟\n"));
	assert_int_equal(count_of(office, "SELECT count(*) FROM household"), 2);
}

static void two_row_header_and_merged_buildings(void **state)
{
	static const struct made_sheet sheet = {
		"名册", "翠湖苑住户花名册\n填报单位：大镇东村社区\n序号|房屋地址|||户主信息||家庭成员||备注\n|楼栋|单元|房号|姓名|电话|关系|姓名|\n"
		"1|1栋|1单元|101|张伟|19900000001|妻|李娜|\n|||||||王奶奶|\n2||2单元|101|赵强|||||\n3|2栋|1单元|101|孙丽|||||\n合计|3户||||||||\n",
		"A1:I1 A2:I2 B3:D3 E3:F3 G3:H3 A3:A4 I3:I4 B5:B7 C5:C6 D5:D6 E5:E6 F5:F6 A5:A6", false};
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_EUSAGE, &out, "import households %s", put_workbook("r.xlsx", &sheet, 1));
	assert_string_equal(table_of(&out, "proposal")->at[0].s, "大镇/东村社区/翠湖苑");
	wg_outcome_free(&out);
	run_ok(office, "import households %s --yes", file_path("r.xlsx"));
	assert_string_equal(text_of_query(office, ROOMS), "1栋1单元101 1栋2单元101 2栋1单元101");
	assert_string_equal(text_of_query(office, PEOPLE), "101张伟head 101李娜spouse 101王奶奶other 101赵强head 101孙丽head");
}

static void a_sheet_for_each_building_and_a_hidden_one(void **state)
{
	static const struct made_sheet sheets[] = {
		{"1栋", "单元|房号|户主\n1|101|张伟\n1|102|李娜\n", NULL, false},
		{"2栋", "单元|房号|户主\n1|101|王强\n", NULL, false},
		{"旧表3栋", "单元|房号|户主\n1|101|旧人\n", NULL, true},
		{"说明", "这是说明\n", NULL, false},
	};
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "import households %s" AT, put_workbook("r.xlsx", sheets, 4));
	assert_string_equal(text_of_query(office, ROOMS), "1栋1单元101 1栋1单元102 2栋1单元101");
	assert_string_equal(out.notes[0].sheet, "旧表3栋");
	wg_outcome_free(&out);
	run_ok(office, "import households %s --sheet 旧表3栋" AT, file_path("r.xlsx"));
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE name = '旧人'"), 1);
	run_line(office, WG_EUSAGE, &out, "import households %s --sheet 没有" AT, file_path("r.xlsx"));
	wg_outcome_free(&out);
}

static void one_row_a_member_with_the_door_in_each(void **state)
{
	wg_office *office = *state;
	take_ok(office, "姓名,与户主关系,楼栋,单元,房号,性别,出生日期\n张伟,户主,1,1,101,男,1950年3月\n李娜,妻,1,1,101,女,\n张小,长子,1,1,101,,\n"
		"王强,本人,1,1,102,,\n王妈,母亲,1,1,102,,\n");
	assert_string_equal(text_of_query(office, PEOPLE), "101张伟head 101李娜spouse 101张小son 102王强head 102王妈mother");
	assert_int_equal(count_of(office, "SELECT sex FROM person WHERE name = '李娜'"), 2);
	assert_int_equal(count_of(office, "SELECT birth FROM person WHERE name = '张伟'"), -7246);
}

static void members_before_their_head_and_the_head_named_beside(void **state)
{
	wg_office *office = *state;
	take_ok(office, "户主姓名,姓名,与户主关系,地址\n张伟,李娜,配偶,1-1-101\n张伟,张伟,户主,1-1-101\n王强,王强,户主,1-1-102\n");
	assert_string_equal(text_of_query(office, PEOPLE), "101李娜spouse 101张伟head 102王强head");
}

static void csv_that_lost_its_merged_cells(void **state)
{
	wg_office *office = *state;
	take_ok(office, "楼栋,单元,房号,户主,家庭成员,与户主关系,,,\n1栋,1单元,101,张伟,李娜,妻,,,\n,,,,张小,子,,,\n,,102,赵强,,,,,\n,2单元,101,孙丽,,,,,\n"
		"2栋,1单元,101,周红,,,,,\n,,102,吴刚,,,,,\n小计,,,2户,,,,,\n");
	assert_string_equal(text_of_query(office, ROOMS), "1栋1单元101 1栋1单元102 1栋2单元101 2栋1单元101 2栋1单元102");
	assert_string_equal(text_of_query(office, PEOPLE), "101张伟head 101李娜spouse 101张小son 102赵强head 101孙丽head 101周红head 102吴刚head");
}

static void rows_that_are_no_households_are_passed_over(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take(office, &out, WG_OK, "翠湖苑,,,\n序号,地址,姓名,备注\n1,1-1-101,张伟,\"门禁\n坏了\"\n序号,地址,姓名,备注\n2,1-1-102,李娜,\n3,,,\n合计,,2户,\n"
	     "制表人：王芳,,,\n", AT);
	assert_int_equal(out.n_errors + out.n_warnings, 0);
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household"), 2);
	assert_string_equal(text_of_query(office, "SELECT access_note FROM household ORDER BY id LIMIT 1"), "门禁\n坏了");
}

static void building_headings_stand_over_their_rows(void **state)
{
	wg_office *office = *state;
	take_ok(office, "单元,房号,姓名\n1栋,,\n1,101,张伟\n2,101,李娜\n2栋,,\n1,101,王强\n");
	assert_string_equal(text_of_query(office, ROOMS), "1栋1单元101 1栋2单元101 2栋1单元101");
}

static void one_door_with_two_heads_is_an_error_unless_shared(void **state)
{
	static const char text[] = "地址,姓名\n1-1-101,张伟\n1-1-102,李娜\n1-1-101,王强\n";
	wg_office *office = *state;
	struct wg_outcome out;
	take(office, &out, WG_EDATA, text, AT);
	assert_int_equal(out.n_errors, 1);
	assert_true(has_note(&out, WG_NOTE_ERROR, 4, "姓名", "王强"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place"), 0);
	take(office, &out, WG_OK, text, AT " --skip-bad");
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, PEOPLE), "101张伟head 102李娜head");
	take(office, &out, WG_OK, text, AT " --allow-shared");
	assert_int_equal(created(&out, "new households"), 1);
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, PEOPLE), "101张伟head 101王强head 102李娜head");
	take(office, &out, WG_OK, text, AT " --allow-shared");
	assert_int_equal(out.batch, 0);
	wg_outcome_free(&out);
}

static void rows_without_address_or_name_are_errors(void **state)
{
	static const char text[] = "地址,姓名,电话\n1-1-101,张伟,\n,李娜,19900000001\n3栋左边那家,王强,\n1-1-104,,\n1-2,钱六,\n5,孙七,\n";
	wg_office *office = *state;
	struct wg_outcome out;
	take(office, &out, WG_EDATA, text, AT);
	assert_int_equal(out.n_errors, 4);
	assert_true(has_note(&out, WG_NOTE_ERROR, 3, "地址", ""));
	assert_true(has_note(&out, WG_NOTE_ERROR, 4, "A 地址", "3栋左边那家"));
	assert_true(has_note(&out, WG_NOTE_ERROR, 5, "姓名", ""));
	assert_true(has_note(&out, WG_NOTE_ERROR, 7, "地址", "5"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household"), 0);
	take(office, &out, WG_OK, text, AT " --skip-bad");
	assert_int_equal(out.n_errors, 4);
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household"), 2);
	/* Doors of rows that were left out are not made. */
	assert_int_equal(count_of(office, "SELECT count(*) FROM door"), 2);
}

static void damaged_values_are_listed_and_left_empty(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take(office, &out, WG_OK, "地址,姓名,身份证号,联系电话,出生日期\n1-1-101,张伟,4.40101E+17,1.38E+10,昨天\n1-1-102,李娜,999999199212199841,123,\n"
	     "1-1-103,王强,'999999199212199840,199-0000 0003,\n", AT);
	assert_int_equal(out.n_warnings, 5);
	assert_true(has_note(&out, WG_NOTE_WARNING, 2, "C 身份证号", "4.40101E+17"));
	assert_true(has_note(&out, WG_NOTE_WARNING, 2, "联系电话", "1.38E+10"));
	assert_true(has_note(&out, WG_NOTE_WARNING, 2, "出生日期", "昨天"));
	assert_true(has_note(&out, WG_NOTE_WARNING, 3, "身份证号", "999999199212199841"));
	assert_true(has_note(&out, WG_NOTE_WARNING, 3, "联系电话", "123"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household"), 3);
	assert_string_equal(text_of_query(office, "SELECT group_concat(id_no || phone) FROM person"), "99999919921219984019900000003");
	assert_int_equal(count_of(office, "SELECT sex FROM person WHERE name = '王强'"), 2);
	assert_int_equal(count_of(office, "SELECT birth FROM person WHERE name = '王强'"), 8388);
}

static void id_number_of_somebody_else_is_pointed_out(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take(office, &out, WG_OK, "地址,姓名,身份证号\n1-1-101,张伟,999999199212199840\n1-1-102,李娜,999999199212199840\n1-1-103,王强,\n1-1-104,赵四,\n", AT);
	assert_true(has_note(&out, WG_NOTE_WARNING, 3, "身份证号", "999999199212199840"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household"), 4);
}

static void empty_homes_and_shops_are_doors_without_households(void **state)
{
	wg_office *office = *state;
	take_ok(office, "地址,姓名,房屋用途,居住状态,备注\n1-1-101,张伟,自住,,\n1-1-102,,,空置,\n1-1-103,,,,无人居住\n1-1-104,空房,,,\n1-1-105,老业主,,空置,\n"
		"1栋底商3,张记面馆,商铺,,\n1-1-106,,办公,,\n");
	assert_int_equal(count_of(office, "SELECT count(*) FROM household"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM door"), 7);
	assert_int_equal(count_of(office, "SELECT s.vacant FROM place p JOIN place_stat s ON s.place_id = p.id WHERE level = 1"), 4);
	assert_string_equal(text_of_query(office, "SELECT label FROM door WHERE kind = 'shop'"), "张记面馆");
	assert_int_equal(count_of(office, "SELECT count(*) FROM door WHERE kind = 'office'"), 1);
}

static void words_of_care_go_to_the_right_person_and_no_word_is_lost(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take(office, &out, WG_OK, "地址,姓名,与户主关系,人员类别,备注\n1-1-101,张伟,户主,独居老人、高龄,\n1-1-102,李娜,户主,,\n1-1-102,李妈,母亲,残疾人/低保户,坐轮椅\n"
	     "1-1-103,王强,户主,爱唱戏,\n1-1-104,赵四,户主,人户分离,\n1-1-105,钱五,户主,流动人口,\n", AT);
	assert_true(has_note(&out, WG_NOTE_INFO, 5, "人员类别", "爱唱戏"));
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, "SELECT group_concat(x, ' ') FROM (SELECT p.name || c.care_group AS x FROM care c JOIN person p "
			    "ON p.id = c.person_id ORDER BY c.id)"), "张伟alone 张伟aged 李妈disabled 李妈subsistence");
	assert_string_equal(text_of_query(office, "SELECT note FROM person WHERE name = '王强'"), "爱唱戏");
	assert_string_equal(text_of_query(office, "SELECT note FROM person WHERE name = '李妈'"), "坐轮椅");
	assert_string_equal(text_of_query(office, "SELECT h.status FROM household h JOIN person p ON p.household_id = h.id "
			    "WHERE p.name = '赵四'"), "elsewhere");
	assert_string_equal(text_of_query(office, "SELECT h.origin FROM household h JOIN person p ON p.household_id = h.id "
			    "WHERE p.name = '钱五'"), "newcomer");
}

static void numbered_members_ticked_groups_and_brackets(void **state)
{
	wg_office *office = *state;
	take_ok(office, "地址,户主姓名,家庭成员1,与户主关系1,家庭成员2,与户主关系2,低保户,独居老人\n1-1-101,张伟（高龄）,李娜,妻,张小,子,是,\n"
		"1-1-102,王强(租户),,,王妈,母亲,否,√\n1-1-103,车库,,,,,,\n");
	assert_string_equal(text_of_query(office, PEOPLE), "101张伟head 101李娜spouse 101张小son 102王强head 102王妈mother");
	assert_string_equal(text_of_query(office, "SELECT group_concat(x, ' ') FROM (SELECT p.name || c.care_group AS x FROM care c JOIN person p "
			    "ON p.id = c.person_id ORDER BY p.id, c.id)"), "张伟subsistence 张伟aged 王强alone");
	assert_string_equal(text_of_query(office, "SELECT note FROM person WHERE name = '王强'"), "租户");
	assert_string_equal(text_of_query(office, "SELECT kind FROM door WHERE room = '103'"), "other");
}

static void titles_of_all_kinds_propose_the_place(void **state)
{
	static const char *const titles[][2] = {
		{"2024年东方花园小区常住人口登记表\n填表单位：东风镇红星社区居民委员会,填表时间：2024.3.5", "东风镇/红星社区/东方花园"},
		{"湘潭市岳塘区昭山镇窑洲社区晴岚家园住户花名册", "昭山镇/窑洲社区/晴岚家园"},
		{"某某街道办事处新华社区居民信息台账", "某某街道/新华社区"},
		{"阳光小区住户信息表\n社区：红星社区", "红星社区/阳光小区"},
		{"城关乡李家村村民委员会村民花名册", "城关乡/李家村"},
	};
	wg_office *office = *state;
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		struct wg_outcome out;
		char text[1000];
		snprintf(text, sizeof text, "%s\n地址,姓名,电话\n1-1-101,张伟,\n", titles[i][0]);
		take(office, &out, WG_EUSAGE, text, "");
		if (!table_of(&out, "proposal"))
			fail_msg("no proposal: %s", titles[i][0]);
		assert_string_equal(table_of(&out, "proposal")->at[0].s, titles[i][1]);
		wg_outcome_free(&out);
	}
}

static void where_a_household_is_registered(void **state)
{
	wg_office *office = *state;
	take_ok(office, "地址,姓名,户籍所属\n1-1-101,甲,东村社区\n1-1-102,乙,大镇东村社区\n1-1-103,丙,外村\n1-1-104,丁,西村社区\n1-1-105,戊,湖南省湘潭市\n1-1-106,己,\n");
	assert_string_equal(text_of_query(office, "SELECT group_concat(x, ' ') FROM (SELECT p.name || coalesce(h.origin, '-') AS x FROM household h "
			    "JOIN person p ON p.household_id = h.id ORDER BY h.pos)"),
			    "甲own 乙own 丙other_village 丁neighbor 戊- 己-");
	assert_string_equal(text_of_query(office, "SELECT registered_in FROM household WHERE origin IS NULL ORDER BY pos"), "湖南省湘潭市");
}

static void only_a_column_for_it_names_the_contact(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_ok(office, "地址,联系人,联系电话\n1-1-101,张伟,19900000001\n");
	run_ok(office, "import cadres %s --under 东村社区", put_text("c.csv", NULL, "姓名,电话\n许英,19900007391\n石伟,1\n石伟,19900000048\n"));
	take(office, &out, WG_OK, "地址,姓名,联系电话,包户干部,包户干部电话\n1-1-101,张伟,19900000001,许英,19900007391\n1-1-102,李娜,,许英,\n"
	     "1-1-103,王强,,没有这人,\n1-1-104,赵四,,石伟,\n1-1-105,钱五,,石伟,19900000048\n", AT);
	assert_true(has_note(&out, WG_NOTE_WARNING, 4, "", "没有这人"));
	assert_true(has_note(&out, WG_NOTE_WARNING, 5, "", "石伟"));
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, "SELECT group_concat(x, ' ') FROM (SELECT d.room || w.name AS x FROM household h JOIN worker w "
			    "ON w.id = h.contact_id JOIN door d ON d.id = h.door_id ORDER BY h.pos)"), "101许英 102许英 105石伟");
}

static void contact_changed_by_a_roster_is_undone_and_done_again(void **state)
{
	wg_office *office = *state;
	take_ok(office, "地址,姓名\n1-1-101,张伟\n1-1-102,李娜\n");
	run_ok(office, "import cadres %s --under 东村社区", put_text("c.csv", NULL, "姓名,电话\n许英,19900007391\n石伟,19900000048\n"));
	take_ok(office, "地址,姓名,包户干部\n1-1-101,张伟,许英\n1-1-102,李娜,许英\n");
	run_ok(office, "lock 1-1-102");
	const char *before = dump_of(office);
	take_ok(office, "地址,姓名,包户干部,类别\n1-1-101,张伟,石伟,独居\n1-1-102,李娜,石伟,\n1-1-103,王强,石伟,\n");
	const char *after = dump_of(office);
	/* What is locked stays. */
	assert_string_equal(text_of_query(office, "SELECT group_concat(x, ' ') FROM (SELECT w.name AS x FROM household h JOIN worker w "
			    "ON w.id = h.contact_id ORDER BY h.pos)"), "石伟 许英 石伟");
	assert_int_equal(count_of(office, "SELECT count(*) FROM contact WHERE until IS NOT NULL"), 1);
	for (int i = 0; i < 2; i++) {
		run_ok(office, "undo");
		assert_same_dump(dump_of(office), before);
		run_ok(office, "redo");
		assert_same_dump(dump_of(office), after);
	}
}

static void later_roster_updates_adds_removes_nothing_and_lists_who_is_missing(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_ok(office, "地址,姓名,联系电话,人口数,备注\n1-1-101,张伟,19900000001,2,甲\n1-1-102,李娜,19900000002,,\n1-1-103,王强,,,\n2-1-101,赵四,,,\n");
	take(office, &out, WG_OK, "地址,姓名,联系电话,人口数,备注\n1-1-101,张伟,19900000009,3,\n1-1-103,王小强,,,\n1-1-201,钱五,,,\n", AT);
	assert_int_equal(created(&out, "new households"), 1);
	assert_int_equal(created(&out, "households updated"), 2);
	assert_int_equal(table_of(&out, "missing")->n, 1);
	assert_string_equal(table_of(&out, "missing")->at[2].s, "李娜");
	assert_true(has_note(&out, WG_NOTE_WARNING, 3, "", "王小强"));
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, "SELECT p.phone || h.stated_people || h.access_note FROM household h JOIN person p ON "
			    "p.household_id = h.id WHERE p.name = '张伟'"), "199000000093甲");
	assert_string_equal(text_of_query(office, PEOPLE), "101张伟head 102李娜head 103王强other 103王小强head 201钱五head 101赵四head");
	const char *after = dump_of(office);
	run_ok(office, "undo");
	run_ok(office, "redo");
	assert_same_dump(dump_of(office), after);
}

static void new_doors_fit_into_the_walk_between_the_old_ones(void **state)
{
	wg_office *office = *state;
	char text[4000] = "地址,姓名\n";
	take_ok(office, "地址,姓名\n1-1-101,a\n1-1-201,b\n3-1-101,c\n");
	for (int i = 2; i <= 90; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "1-1-1%02d,n%d\n", i, i);
	take_ok(office, "地址,姓名\n2-1-101,d\n");
	take_ok(office, text);
	assert_string_equal(text_of_query(office, "SELECT group_concat(x, '') FROM (SELECT p.name AS x FROM household h JOIN person p ON "
			    "p.household_id = h.id WHERE p.name NOT LIKE 'n%' ORDER BY h.pos)"), "abdc");
	assert_string_equal(text_of_query(office, "SELECT p.name FROM household h JOIN person p ON p.household_id = h.id ORDER BY h.pos LIMIT 1 OFFSET 90"), "b");
	assert_int_equal(count_of(office, "SELECT count(*) - count(DISTINCT pos) FROM door"), 0);
}

static void rows_name_compounds_of_their_own_below_a_community(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take(office, &out, WG_OK, "小区,地址,姓名\n翠湖苑,1-1-101,张伟\n,1-1-102,李娜\n东方家园小区,1-1-101,王强\n", "--under 大镇/东村社区");
	wg_outcome_free(&out);
	take(office, &out, WG_OK, "住址,姓名\n大镇东村社区翠湖苑1栋1单元103,赵四\n人民路12号东方家园1栋1单元102,钱五\n", "--under 东村社区");
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, "SELECT group_concat(x, ' ') FROM (SELECT p.name || s.households AS x FROM place p JOIN place_stat s ON "
			    "s.place_id = p.id WHERE level = 3 ORDER BY lo)"), "翠湖苑3 东方家园小区2");
	take(office, &out, WG_EDATA, "小区,地址,姓名\n别的苑,1-1-101,张伟\n", AT);
	assert_true(has_note(&out, WG_NOTE_ERROR, 2, "小区", "别的苑"));
	wg_outcome_free(&out);
}

static void columns_are_given_by_hand(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take(office, &out, WG_OK, "哪里,谁,电话\n1-1-101,张伟,19900000001\n", AT " --map 哪里=address --map B=name");
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, PEOPLE), "101张伟head");
	take(office, &out, WG_EUSAGE, "地址,姓名\n1-1-101,张伟\n", AT " --map 地址=nothing");
	wg_outcome_free(&out);
	take(office, &out, WG_EUSAGE, "地址,姓名\n1-1-101,张伟\n", AT " --map 没有=address");
	wg_outcome_free(&out);
}

static void files_that_are_no_rosters_are_refused(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_ENOINPUT, &out, "import households /nonexistent/r.csv" AT);
	wg_outcome_free(&out);
	take(office, &out, WG_EDATA, "甲,乙\n1,2\n", AT);
	wg_outcome_free(&out);
	run_line(office, WG_EDATA, &out, "import households %s" AT, put_text("r.xlsx", NULL, "PK\003\004 broken"));
	wg_outcome_free(&out);
	take(office, &out, WG_EUSAGE, "地址,姓名\n1-1-101,张伟\n", "");
	wg_outcome_free(&out);
	take(office, &out, WG_EUSAGE, "地址,姓名\n1-1-101,张伟\n", "--under 大镇/东村社区/翠湖苑/三期");
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place"), 0);
}

static void more_than_two_hundred_problems_are_counted(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	static char text[20000];
	snprintf(text, sizeof text, "地址,姓名\n");
	for (int i = 0; i < 300; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "哪里%d里,张伟\n", i);
	take(office, &out, WG_EDATA, text, AT);
	assert_int_equal(out.n_errors, 300);
	assert_in_range(out.n_notes, 200, 210);
	wg_outcome_free(&out);
}

static void own_file_with_other_people_or_weight_is_noted_not_taken(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_ok(office, "地址,姓名,人口数\n1-1-101,=张伟,2\n");
	run_ok(office, "export contacts %s", file_path("a.csv"));
	take(office, &out, WG_OK, "街道,社区,小区,楼栋,单元,楼层,房号,户主,联系电话,人口,权重,联系人,联系人单位,联系人电话,起始日期,锁定\n"
	     "大镇,东村社区,翠湖苑,1栋,1单元,1,101,'=张伟,,9,4,,,,,否\n", "");
	assert_int_equal(out.batch, 0);
	assert_int_equal(out.n_notes, 2);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "import households %s", file_path("a.csv"));
	assert_int_equal(out.batch + (int64_t)out.n_notes, 0);
	wg_outcome_free(&out);
}

static void cadre_lists_in_their_own_words(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	const char *list = put_text("c.csv", "GB18030", "东村社区联户干部名单,,,,,,,,\n序号,姓名,职务,工作单位及职务,手机号码,所驻社区,是否联户,最多户数,驻守截止\n"
				    "1,张三,下沉干部,区财政局,13800000001,东村社区,√,20,2026年12月31日\n2,李四,兼职网格员,,13800000002,东村,,,\n"
				    "3,王五,社区书记,,13800000003,东村社区、别的社区,×,,\n4,赵六,半职驻守干部,,1.38E+10,,是,,明年\n5,,,,,,,,\n合计,4人,,,,,,,\n");
	run_line(office, WG_OK, &out, "import cadres %s --under 大镇/东村社区", list);
	assert_true(has_note(&out, WG_NOTE_WARNING, 5, "所驻社区", "别的社区"));
	assert_true(has_note(&out, WG_NOTE_WARNING, 6, "手机号码", "1.38E+10"));
	assert_true(has_note(&out, WG_NOTE_WARNING, 6, "驻守截止", "明年"));
	assert_int_equal(out.n_warnings, 3);
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, "SELECT group_concat(x, ' ') FROM (SELECT name || kind || takes_households || ':' || coalesce(band_lo, '') || '-' || "
			    "coalesce(band_hi, '') || ':' || coalesce(until, '') AS x FROM worker ORDER BY id)"),
			    "张三resident_cadre1:15-20:20818 李四grid_worker1:8-15: 王五social_worker0:-: 赵六resident_cadre1:8-15:");
	assert_int_equal(count_of(office, "SELECT count(*) FROM serves s JOIN place p ON p.id = s.place_id WHERE p.name = '东村社区'"), 4);
	run_line(office, WG_OK, &out, "import cadres %s --under 东村社区", put_text("d.csv", NULL, "姓名,电话,单位,上限\n张三,13800000001,区教育局,25\n钱七,1990000001,,\n"));
	assert_int_equal(table_of(&out, "missing")->n, 3);
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, "SELECT unit || band_lo || band_hi FROM worker WHERE name = '张三'"), "区教育局1525");
}

static void cadre_lists_that_cannot_be_taken(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	const char *list = put_text("c.csv", NULL, "姓名,电话,下限,上限\n张三,13800000001,30,15\n,13800000002,,\n李四,13800000003,15,30\n");
	run_line(office, WG_EDATA, &out, "import cadres %s --under 大镇/东村社区", list);
	assert_int_equal(out.n_errors, 2);
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place"), 0);
	run_line(office, WG_ENOTFOUND, &out, "import cadres %s --under 没有", list);
	wg_outcome_free(&out);
	run_line(office, WG_EDATA, &out, "import cadres %s", list);
	assert_int_equal(out.n_errors, 3);
	wg_outcome_free(&out);
	run_ok(office, "import cadres %s --under 大镇/东村社区 --skip-bad", list);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker"), 1);
}

#define STORY(f) cmocka_unit_test_setup_teardown(f, start_roster, end_roster)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(addresses_are_read_in_all_their_spellings),
		STORY(files_called_xls_are_read_whatever_they_are),
		STORY(a_street_beside_the_door_is_no_building),
		STORY(new_doors_fall_in_as_they_are_walked),
		STORY(too_many_doors_name_their_place),
		STORY(files_of_any_encoding_give_the_same_office),
		STORY(two_row_header_and_merged_buildings),
		STORY(a_sheet_for_each_building_and_a_hidden_one),
		STORY(one_row_a_member_with_the_door_in_each),
		STORY(members_before_their_head_and_the_head_named_beside),
		STORY(csv_that_lost_its_merged_cells),
		STORY(rows_that_are_no_households_are_passed_over),
		STORY(building_headings_stand_over_their_rows),
		STORY(one_door_with_two_heads_is_an_error_unless_shared),
		STORY(rows_without_address_or_name_are_errors),
		STORY(damaged_values_are_listed_and_left_empty),
		STORY(id_number_of_somebody_else_is_pointed_out),
		STORY(empty_homes_and_shops_are_doors_without_households),
		STORY(words_of_care_go_to_the_right_person_and_no_word_is_lost),
		STORY(numbered_members_ticked_groups_and_brackets),
		STORY(titles_of_all_kinds_propose_the_place),
		STORY(where_a_household_is_registered),
		STORY(only_a_column_for_it_names_the_contact),
		STORY(contact_changed_by_a_roster_is_undone_and_done_again),
		STORY(later_roster_updates_adds_removes_nothing_and_lists_who_is_missing),
		STORY(new_doors_fit_into_the_walk_between_the_old_ones),
		STORY(rows_name_compounds_of_their_own_below_a_community),
		STORY(columns_are_given_by_hand),
		STORY(files_that_are_no_rosters_are_refused),
		STORY(more_than_two_hundred_problems_are_counted),
		STORY(cadre_lists_in_their_own_words),
		STORY(cadre_lists_that_cannot_be_taken),
		STORY(own_file_with_other_people_or_weight_is_noted_not_taken),
	};
	return cmocka_run_group_tests_name("import_messy", tests, NULL, NULL);
}
