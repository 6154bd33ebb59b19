#include "tests/test.h"

#include <iconv.h>

#include "base/clock.h"
#include "tests/command/roster.h"
#include "tests/store/dump.h"

/* The given list of helpers, and lists written for one test. */

#define UNDER "昭山镇/窑洲社区/晴岚家园"

static void take_library(wg_office *office)
{
	run_ok(office, "add place 昭山镇 --level subdistrict");
	run_ok(office, "add place 窑洲社区 --under 昭山镇 --level community");
	run_ok(office, "add place 晴岚家园 --under 窑洲社区 --level compound");
	run_ok(office, "import library %s", given("资源库.csv"));
}

/* The lines of the given file, as plain fields: it has no quotes. */
struct line {
	char field[8][160];
};

static size_t read_given(struct line *out, size_t most)
{
	static char raw[32768], text[65536];
	FILE *f = fopen(given("资源库.csv"), "rb");
	assert_non_null(f);
	size_t n = fread(raw, 1, sizeof raw, f), left = n, room = sizeof text - 1, lines = 0;
	fclose(f);
	char *in = raw, *to = text;
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	assert_int_not_equal(iconv(cd, &in, &left, &to, &room), (size_t)-1);
	iconv_close(cd);
	*to = '\0';
	for (char *p = text; *p && lines < most;) {
		char *end = p + strcspn(p, "\r\n");
		struct line *l = &out[lines++];
		memset(l, 0, sizeof *l);
		for (int i = 0; i < 8 && p <= end; i++) {
			size_t k = strcspn(p, ",\r\n");
			snprintf(l->field[i], sizeof l->field[i], "%.*s", (int)k, p);
			p += k + 1;
		}
		for (p = end; *p == '\r' || *p == '\n'; p++)
			;
	}
	return lines;
}

/* The words of the given file and what they mean, by hand from the list of services. */
static const struct {
	const char *word, *service, *certificate;
} meanings[] = {
	{"瑜伽", "S15", ""},	       {"法律咨询", "S10", ""},	      {"矛盾调解", "S11", ""},
	{"居家清洁", "S02", ""},       {"心理疏导", "S05", ""},	      {"健康检查", "S09", "护士证"},
	{"安全检查", "S03", "电工证"}, {"理发", "S08", ""},	      {"陪诊陪护", "S07", "护士证"},
	{"代购代办", "S06", ""},       {"书法", "S14", ""},	      {"家庭教育", "S13", ""},
	{"水电维修", "S04", "电工证"}, {"智能手机教学", "S16", ""},
};

static void given_library_is_taken_whole(void **state)
{
	wg_office *office = *state;
	static struct line lines[100];
	size_t n = read_given(lines, 100), skills = 0, able[14] = {0}, by_profession = 0, certificates = 0, evenings = 0;
	for (size_t i = 1; i < n; i++) {
		certificates += *lines[i].field[4] != '\0';
		evenings += strcmp(lines[i].field[5], "周一至周五晚") == 0;
		for (const char *p = lines[i].field[3]; *p;) {
			size_t k = 0, end = strstr(p, "、") ? (size_t)(strstr(p, "、") - p) : strlen(p);
			while (strlen(meanings[k].word) != end || strncmp(p, meanings[k].word, end) != 0)
				assert_true(++k < 14);
			skills++;
			able[k]++;
			by_profession += *meanings[k].certificate && strcmp(lines[i].field[4], meanings[k].certificate) == 0;
			p += end + (p[end] ? strlen("、") : 0);
		}
	}
	assert_int_equal(n, 91);
	take_library(office);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker"), 90);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE takes_households"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker_skill"), skills);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker_skill WHERE level = 3"), by_profession);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker_cert"), certificates);
	/* Monday to Friday, bits 2, 5, 8, 11, 14. */
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE slots = 4 + 32 + 256 + 2048 + 16384"), evenings);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE slots IS NULL OR note IS NOT NULL"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM serves s JOIN place p ON p.id = s.place_id WHERE p.name = "
					  "'晴岚家园'"), 90);
	for (size_t i = 0; i < 14; i++) {
		struct wg_outcome out;
		run_line(office, WG_OK, &out, "helpers 晴岚家园 --service %s", meanings[i].service);
		assert_int_equal(out.tables[0].n, able[i]);
		wg_outcome_free(&out);
	}
}

static void same_list_again_changes_nothing_and_says_so(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_library(office);
	const char *before = dump_of(office);
	run_line(office, WG_OK, &out, "import library %s", given("资源库.csv"));
	assert_int_equal(out.batch, 0);
	assert_non_null(strstr(out.said.msgid, "nothing changed"));
	wg_outcome_free(&out);
	assert_same_dump(dump_of(office), before);
}

static void library_is_taken_back_and_taken_again(void **state)
{
	wg_office *office = *state;
	take_library(office);
	const char *full = dump_of(office);
	run_ok(office, "undo");
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker_skill"), 0);
	run_ok(office, "redo");
	assert_same_dump(dump_of(office), full);
}

static void make_place(wg_office *office)
{
	run_ok(office, "add place 昭山镇 --level subdistrict");
	run_ok(office, "add place 窑洲社区 --under 昭山镇 --level community");
}

#define HEAD "姓名,身份,电话,专长,证书,可服务时间,限制\n"

static void skills_are_understood_as_people_write_them(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	make_place(office);
	run_line(office, WG_OK, &out, "import library %s --under 窑洲社区",
		 put_text("人.csv", NULL, HEAD "李一,小区党员,13900000001,精通水电维修、会理发,,随时,\n"
					  "李二,志愿者,13900000002,量血压（熟练）、里发、家电维修师傅,护士证（2020-01-01）,周末,不上楼\n"
					  "李三,退役军人,13900000003,理发、理发熟练,电工证至2099年5月/护士证2099/6/1,,只接电话、不爬楼\n"));
	assert_int_equal(out.n_errors, 0);
	assert_true(has_note(&out, WG_NOTE_WARNING, 3, "专长", "里发"));
	assert_true(has_note(&out, WG_NOTE_WARNING, 3, "证书", "护士证"));
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, "SELECT group_concat(w.name || s.service || s.level, ' ') FROM (SELECT * FROM "
						  "worker_skill ORDER BY worker_id, service) s JOIN worker w ON w.id = s.worker_id"),
			    "李一S042 李一S081 李二S041 李二S081 李二S092 李三S082");
	assert_string_equal(text_of_query(office, "SELECT limits FROM worker WHERE name = '李三'"), "phone_only no_stairs");
	assert_int_equal(count_of(office, "SELECT until FROM worker_cert WHERE certificate = 'electrician'"),
			 wg_day_from_date(2099, 5, 31));
	assert_int_equal(count_of(office, "SELECT until FROM worker_cert WHERE certificate = 'nurse' ORDER BY until DESC LIMIT 1"),
			 wg_day_from_date(2099, 6, 1));
	assert_string_equal(text_of_query(office, "SELECT kind FROM worker WHERE name = '李一'"), "party_member");
}

static void what_is_not_understood_is_listed_and_kept(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	make_place(office);
	const char *file = put_text("人.csv", NULL, HEAD "李一,热心人,13900000001,理发、修表,潜水证,看情况,怕狗\n");
	run_line(office, WG_OK, &out, "import library %s --under 窑洲社区", file);
	const struct wg_rows *t = table_of(&out, "not_understood");
	assert_int_equal(t->n, 5);
	assert_int_equal(t->at[1].i, 2);
	assert_string_equal(t->at[2].s, "身份");
	assert_string_equal(t->at[6 + 4].s, "修表");
	assert_non_null(strstr(t->at[6 + 5].s, "水电维修"));
	assert_int_equal(out.n_warnings, 5);
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, "SELECT note FROM worker"),
			    "身份：热心人；专长：修表；证书：潜水证；限制：怕狗；可服务时间：看情况");
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker_skill"), 1);
	const char *before = dump_of(office);
	run_line(office, WG_OK, &out, "import library %s --under 窑洲社区", file);
	assert_int_equal(out.batch, 0);
	wg_outcome_free(&out);
	assert_same_dump(dump_of(office), before);
}

static void cadre_in_the_library_stays_a_cadre(void **state)
{
	wg_office *office = *state;
	make_place(office);
	run_ok(office, "import cadres %s --under 窑洲社区",
	       put_text("干部.csv", NULL, "姓名,身份,电话\n李一,驻守干部,13900000001\n"));
	run_ok(office, "import library %s --under 窑洲社区",
	       put_text("人.csv", NULL, HEAD "李一,志愿者,13900000001,理发,,周末,\n"));
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE kind = 'resident_cadre' AND takes_households"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker_skill"), 1);
}

static void better_skill_is_not_made_less_by_a_list_that_is_vague(void **state)
{
	wg_office *office = *state;
	make_place(office);
	run_ok(office, "import library %s --under 窑洲社区",
	       put_text("人.csv", NULL, HEAD "李一,志愿者,13900000001,熟练理发,,,\n"));
	run_ok(office, "import library %s --under 窑洲社区", put_text("人2.csv", NULL, HEAD "李一,志愿者,13900000001,理发,,,\n"));
	assert_int_equal(count_of(office, "SELECT level FROM worker_skill"), 2);
}

static void venues_and_goods_among_the_helpers_are_resources(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	make_place(office);
	const char *file = put_text("库.csv", NULL, "姓名,身份,单位,电话,专长,可服务时间,数量\n蓝天公司,单位,,0731-5823456,物资,工作日白天,\n"
						    "议事厅,场地,社区,,场地,周末,1间\n轮椅,物资,蓝天公司,,,随时,若干\n");
	run_line(office, WG_OK, &out, "import library %s --under 窑洲社区", file);
	assert_int_equal(out.n_errors, 0);
	assert_int_equal(table_of(&out, "not_understood")->n, 1);
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, "SELECT group_concat(kind || name, ' ') FROM worker"), "unit蓝天公司");
	assert_int_equal(count_of(office, "SELECT count(*) FROM resource r JOIN place p ON p.id = r.place_id WHERE p.name = "
					  "'窑洲社区'"), 2);
	assert_string_equal(text_of_query(office, "SELECT kind || services || quantity || measure || note FROM resource WHERE name = "
						  "'议事厅'"), "venueS221间社区");
	assert_int_equal(count_of(office, "SELECT count(*) FROM resource r JOIN worker w ON w.id = r.supplier_id WHERE w.name = "
					  "'蓝天公司' AND r.quantity IS NULL AND r.note = '数量：若干'"), 1);
	const char *before = dump_of(office);
	run_line(office, WG_OK, &out, "import library %s --under 窑洲社区", file);
	assert_int_equal(out.batch, 0);
	wg_outcome_free(&out);
	assert_same_dump(dump_of(office), before);
	run_ok(office, "undo");
	assert_int_equal(count_of(office, "SELECT count(*) FROM resource"), 0);
}

static void column_named_by_hand_is_remembered(void **state)
{
	wg_office *office = *state;
	make_place(office);
	const char *file = put_text("人.csv", NULL, "姓名,电话,本事\n李一,13900000001,理发\n");
	run_ok(office, "import library %s --under 窑洲社区 --map 本事=专长", file);
	assert_int_equal(count_of(office, "SELECT count(*) FROM mapping WHERE kind = 'library'"), 1);
	run_ok(office, "import library %s --under 窑洲社区",
	       put_text("人2.csv", NULL, "姓名,电话,本事\n李二,13900000002,书法\n"));
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker_skill"), 2);
}

static void resident_of_that_name_and_telephone_is_the_helper(void **state)
{
	wg_office *office = *state;
	run_ok(office, "import households %s --under " UNDER,
	       put_text("户.csv", NULL, "楼栋,单元,房号,户主,电话\n1栋,1单元,101,李一,13900000001\n1栋,1单元,102,李一,13900000009\n"));
	run_ok(office, "import library %s --under 晴岚家园",
	       put_text("人.csv", NULL, HEAD "李一,志愿者,13900000001,理发,,周末,\n"));
	assert_string_equal(text_of_query(office, "SELECT p.phone FROM worker w JOIN person p ON p.id = w.person_id"),
			    "13900000001");
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "helpers");
	assert_string_equal(out.tables[0].at[13].s, "晴岚家园1栋1单元101");
	wg_outcome_free(&out);
}

static void helpers_are_chosen_by_time_and_by_any_column(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	make_place(office);
	run_ok(office, "import library %s --under 窑洲社区",
	       put_text("人.csv", NULL, HEAD "李一,志愿者,13900000001,理发,,周末,\n李二,志愿者,13900000002,理发、书法,,周一至周五晚,\n"
					     "赵三,志愿者,13900000003,书法,,,\n"));
	run_line(office, WG_OK, &out, "helpers --free 周三晚");
	assert_int_equal(out.tables[0].n, 1);
	assert_string_equal(out.tables[0].at[1].s, "李二");
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "helpers --where '空闲=周六上午 | 专长=书法' --sort -name");
	assert_int_equal(out.tables[0].n, 3);
	assert_string_equal(out.tables[0].at[1].s, "赵三");
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "helpers --free 看情况");
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "helpers --where 空闲>周末");
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "helpers --service 修表");
	wg_outcome_free(&out);
}

#define LIBRARY(test) cmocka_unit_test_setup_teardown(test, start_roster, end_roster)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LIBRARY(given_library_is_taken_whole),
		LIBRARY(same_list_again_changes_nothing_and_says_so),
		LIBRARY(library_is_taken_back_and_taken_again),
		LIBRARY(skills_are_understood_as_people_write_them),
		LIBRARY(what_is_not_understood_is_listed_and_kept),
		LIBRARY(cadre_in_the_library_stays_a_cadre),
		LIBRARY(better_skill_is_not_made_less_by_a_list_that_is_vague),
		LIBRARY(venues_and_goods_among_the_helpers_are_resources),
		LIBRARY(column_named_by_hand_is_remembered),
		LIBRARY(resident_of_that_name_and_telephone_is_the_helper),
		LIBRARY(helpers_are_chosen_by_time_and_by_any_column),
	};
	return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
