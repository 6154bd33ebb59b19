#include "tests/test.h"

#include <sys/stat.h>
#include <zip.h>

#include "exchange/book.h"
#include "store/db.h"
#include "text/fit.h"
#include "tests/command/roster.h"

static void assert_lines_are_at_most(const char *text, int cols)
{
	for (const char *p = text; *p;) {
		size_t n = strcspn(p, "\n");
		if (wg_text_width_n(p, n, 0) > cols)
			fail_msg("wider than %d: %.*s", cols, (int)n, p);
		p += n + (p[n] == '\n');
	}
}

static void assert_names_no_resident(const char *text)
{
	static const char *const residents[] = {"张伟", "李娜", "王强", "赵四", "钱五", "孙六", "周七", "吴八", "1990000000", "199 0000 000", "独居", "低保"};
	for (size_t i = 0; i < sizeof residents / sizeof *residents; i++)
		assert_null(strstr(text, residents[i]));
}

/* A part of a workbook's zip. */
static char *part_of(const char *path, const char *name)
{
	static char text[200000];
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	assert_non_null(zip);
	zip_file_t *file = zip_fopen(zip, name, 0);
	assert_non_null(file);
	zip_int64_t n = zip_fread(file, text, sizeof text - 1);
	assert_true(n > 0);
	text[n] = '\0';
	zip_fclose(file);
	zip_discard(zip);
	return text;
}

static struct wg_book *book_of(const char *path)
{
	struct wg_book *book = NULL;
	assert_int_equal(wg_book_open(&book, path, NULL, NULL), WG_OK);
	return book;
}

static void a_notice_hangs_at_each_entrance_and_names_no_resident(void **state)
{
	wg_office *office = *state;
	run_ok(office, "print notice %s --under 1栋", file_path("n.txt"));
	const char *text = content_of(file_path("n.txt"));
	assert_names_no_resident(strstr(text, "社区") ? text : "张伟");
	assert_string_equal(text,
		"+------------------------------------------------------------------------------+\n"
		"|                                                                              |\n"
		"|                    翠湖苑  1栋 1单元    联 系 干 部 公 示                    |\n"
		"|                                                                              |\n"
		"|          101 - 201    许英     区民政局               电话 199 0000 7391     |\n"
		"|                202    石伟     区住建局               电话 199 0000 0048     |\n"
		"|                                                                              |\n"
		"|      有困难、有想法，先找联系干部。                   东村社区  2026年3月    |\n"
		"|                                                                              |\n"
		"+------------------------------------------------------------------------------+\n"
		"\f"
		"+------------------------------------------------------------------------------+\n"
		"|                                                                              |\n"
		"|                    翠湖苑  1栋 2单元    联 系 干 部 公 示                    |\n"
		"|                                                                              |\n"
		"|               1 层    许英     区民政局               电话 199 0000 7391     |\n"
		"|               2 层    石伟     区住建局               电话 199 0000 0048     |\n"
		"|                                                                              |\n"
		"|      有困难、有想法，先找联系干部。                   东村社区  2026年3月    |\n"
		"|                                                                              |\n"
		"+------------------------------------------------------------------------------+\n");
	run_ok(office, "print notice %s --under 2栋", file_path("m.txt"));
	assert_non_null(strstr(content_of(file_path("m.txt")), "               全部    待定   "));
}

static void posts_around_an_entrance_stand_on_its_notice(void **state)
{
	wg_office *office = *state;
	static const char *const sql[] = {
		"INSERT INTO role (id, worker_id, place_id, kind, version, updated_at) SELECT 1, w.id, p.id, 'building_head', 1, 1 "
		"FROM worker w, place p WHERE w.name = '石伟' AND p.name = '1栋'",
		"INSERT INTO role (id, worker_id, place_id, kind, version, updated_at) SELECT 2, w.id, p.id, 'grid_worker', 1, 1 "
		"FROM worker w, place p WHERE w.name = '许英' AND p.name = '翠湖苑'",
		"INSERT INTO role (id, worker_id, place_id, kind, until, version, updated_at) SELECT 3, w.id, p.id, 'property', 20000, 1, 1 "
		"FROM worker w, place p WHERE w.name = '许英' AND p.name = '翠湖苑'",
		"UPDATE worker SET lives_id = (SELECT id FROM door WHERE room = '202') WHERE name = '石伟'"};
	for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
		assert_int_equal(wg_exec(wg_query(office->db, sql[i]), NULL), WG_OK);
	run_ok(office, "print notice %s --under 1栋/1单元", file_path("n.txt"));
	const char *text = content_of(file_path("n.txt"));
	assert_non_null(strstr(text, "|      楼栋长  石伟 202                  网格员  许英 199 0000 7391            |\n"));
	assert_null(strstr(text, "物业"));
	run_ok(office, "print notice %s --under 2栋", file_path("n.txt"));
	assert_null(strstr(content_of(file_path("n.txt")), "楼栋长"));
}

static void notices_are_set_up_for_the_printer(void **state)
{
	wg_office *office = *state;
	run_ok(office, "print notice %s", file_path("n.xlsx"));
	struct wg_book *book = book_of(file_path("n.xlsx"));
	assert_int_equal(wg_book_sheets(book), 1);
	assert_string_equal(wg_book_cell(book, 0, 1, 0).text, "翠湖苑  1栋 1单元    联 系 干 部 公 示");
	assert_string_equal(wg_book_cell(book, 0, 3, 1).text, "许英");
	assert_string_equal(wg_book_cell(book, 0, 3, 3).text, "电话 199 0000 7391");
	wg_book_close(&book);
	const char *sheet = part_of(file_path("n.xlsx"), "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(sheet, "<pageSetup paperSize=\"9\" orientation=\"landscape\""));
	/* One page an entrance: breaks above the second and the third. Fitting to the width would undo them. */
	assert_non_null(strstr(sheet, "<rowBreaks count=\"2\" manualBreakCount=\"2\">"));
	assert_null(strstr(sheet, "fitToPage"));
}

static void cards_are_ten_to_a_page_and_name_no_resident(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "print cards %s", file_path("c.txt"));
	assert_string_equal(wg_message_arg(&out.said, 1), "7");
	assert_int_equal(out.n_warnings, 1);
	wg_outcome_free(&out);
	const char *text = content_of(file_path("c.txt"));
	assert_names_no_resident(text);
	assert_lines_are_at_most(text, 80);
	assert_int_equal(strncmp(text,
		"+--------------------------------------+--------------------------------------+\n"
		"| 东村社区联户联系卡                   | 东村社区联户联系卡                   |\n"
		"| 翠湖苑 1栋1单元101                   | 翠湖苑 1栋1单元102                   |\n"
		"| 联系干部  许英  区民政局             | 联系干部  许英  区民政局             |\n"
		"| 电话  199 0000 7391                  | 电话  199 0000 7391                  |\n"
		"| 有困难、有想法，先找联系干部。       | 有困难、有想法，先找联系干部。       |\n"
		"| 2026年3月                            | 2026年3月                            |\n"
		"+--------------------------------------+--------------------------------------+\n", 600), 0);
	run_ok(office, "import households %s --under 大镇/东村社区/翠湖苑",
	       put_text("m.csv", NULL, "地址,姓名\n3-1-101,甲\n3-1-102,乙\n3-1-201,丙\n3-1-202,丁\n"));
	run_ok(office, "assign 3栋 --to 许英");
	run_ok(office, "print cards %s --contact 许英", file_path("c.xlsx"));
	struct wg_book *book = book_of(file_path("c.xlsx"));
	assert_int_equal(wg_book_cols(book, 0), 2);
	assert_int_equal(wg_book_rows(book, 0), 5);
	wg_book_close(&book);
	run_ok(office, "print cards %s", file_path("c.xlsx"));
	book = book_of(file_path("c.xlsx"));
	assert_int_equal(wg_book_rows(book, 0), 6);
	assert_string_equal(wg_book_cell(book, 0, 5, 1).text, "");
	wg_book_close(&book);
	assert_non_null(strstr(part_of(file_path("c.xlsx"), "xl/worksheets/sheet1.xml"),
			       "<rowBreaks count=\"1\" manualBreakCount=\"1\"><brk id=\"5\""));
}

static void rounds_list_a_contacts_households_in_walking_order(void **state)
{
	wg_office *office = *state;
	run_ok(office, "print rounds %s --contact 许英", file_path("r.txt"));
	const char *text = content_of(file_path("r.txt"));
	assert_lines_are_at_most(text, 80);
	assert_string_equal(text,
		"                                                                        内部资料\n"
		"\n"
		"                                   联户走访表\n"
		"联系人 许英  区民政局    5 户 5 人  关爱 2 户    1栋1单元101 - 1栋2单元102\n"
		"走访  序 门牌           户主     人口 关爱       联系电话    走访情况\n"
		"--------------------------------------------------------------------------------\n"
		"[ ]    1 1栋1单元101    张伟        1 独居       19900000001\n"
		"[ ]    2 1栋1单元102    =李娜       1\n"
		"[ ]    3 1栋1单元201    王强        1            19900000003\n"
		"[ ]    4 1栋2单元101    钱五        1 低保、高龄\n"
		"[ ]    5 1栋2单元102    孙六        1\n"
		"\n"
		"2026-03-26                          内部资料                           第 1/1 页\n");
}

static void rounds_repeat_their_head_on_every_page(void **state)
{
	wg_office *office = *state;
	static char rows[8000];
	size_t n = (size_t)snprintf(rows, sizeof rows, "地址,姓名\n");
	for (int i = 0; i < 60; i++)
		n += (size_t)snprintf(rows + n, sizeof rows - n, "9-1-%d,户%d\n", 101 + i / 2 * 100 + i % 2, i);
	run_ok(office, "import households %s --under 大镇/东村社区/翠湖苑", put_text("m.csv", NULL, rows));
	run_ok(office, "print rounds %s --under 9栋", file_path("r.txt"));
	const char *text = content_of(file_path("r.txt")), *second = strchr(text, '\f');
	assert_non_null(second);
	assert_non_null(strstr(second, "联户走访表\n"));
	assert_non_null(strstr(second, "走访  序 门牌"));
	assert_non_null(strstr(second, "第 2/2 页\n"));
	assert_null(strchr(second + 1, '\f'));
	size_t lines = 0;
	for (const char *p = text; p < second; p++)
		lines += *p == '\n';
	assert_int_equal(lines, 60);
}

static void rounds_are_a_sheet_for_each_contact_set_up_for_the_printer(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "print rounds %s", file_path("r.xlsx"));
	assert_string_equal(wg_message_arg(&out.said, 2), "3");
	wg_outcome_free(&out);
	struct wg_book *book = book_of(file_path("r.xlsx"));
	assert_int_equal(wg_book_sheets(book), 3);
	assert_string_equal(wg_book_sheet_name(book, 0), "许英");
	assert_string_equal(wg_book_sheet_name(book, 1), "石伟");
	assert_string_equal(wg_book_sheet_name(book, 2), "未分配");
	assert_string_equal(wg_book_cell(book, 0, 0, 0).text, "联户走访表");
	assert_string_equal(wg_book_cell(book, 0, 2, 2).text, "门牌");
	assert_string_equal(wg_book_cell(book, 0, 3, 0).text, "□");
	assert_string_equal(wg_book_cell(book, 0, 4, 3).text, "=李娜");
	assert_int_equal(wg_book_cell(book, 0, 3, 6).flags, 0);
	assert_string_equal(wg_book_cell(book, 1, 4, 2).text, "1栋2单元201");
	wg_book_close(&book);
	const char *sheet = part_of(file_path("r.xlsx"), "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(sheet, "<pageSetUpPr fitToPage=\"1\"/>"));
	assert_non_null(strstr(sheet, "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"portrait\""));
	assert_non_null(strstr(sheet, "内部资料</oddHeader>"));
	assert_non_null(strstr(sheet, "<oddFooter>&amp;L2026-03-26&amp;C内部资料&amp;R&amp;P/&amp;N</oddFooter>"));
	assert_non_null(strstr(part_of(file_path("r.xlsx"), "xl/workbook.xml"), "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'许英'!$1:$3</definedName>"));
}

static void who_stands_in_is_named_on_every_paper_as_long_as_it_holds(void **state)
{
	static const char *const prints[] = {"print notice %s", "print cards %s", "print rounds %s"};
	wg_office *office = *state;
	run_ok(office, "cover 许英 --by 石伟 --until 2026-04-02");
	run_ok(office, "print notice %s --under 1栋/1单元", file_path("n.txt"));
	const char *text = content_of(file_path("n.txt"));
	assert_names_no_resident(text);
	assert_non_null(strstr(text,
		"|          101 - 201    许英     区民政局               电话 199 0000 7391     |\n"
		"|               代班    石伟     至 2026-04-02          电话 199 0000 0048     |\n"
		"|                202    石伟 "));
	run_ok(office, "print cards %s --contact 许英", file_path("c.txt"));
	text = content_of(file_path("c.txt"));
	assert_lines_are_at_most(text, 80);
	assert_non_null(strstr(text, "| 代班  石伟  199 0000 0048            | 代班  石伟  199 0000 0048            |\n"
				     "| 至 2026-04-02                        | 至 2026-04-02                        |\n"));
	run_ok(office, "print rounds %s --contact 许英", file_path("r.txt"));
	assert_non_null(strstr(content_of(file_path("r.txt")), "代班 石伟  199 0000 0048  至 2026-04-02\n"));
	run_ok(office, "cover 许英 --end");
	run_ok(office, "cover 石伟 --by 许英 --since 2026-05-01");
	for (size_t i = 0; i < sizeof prints / sizeof *prints; i++) {
		run_ok(office, prints[i], file_path("x.txt"));
		assert_null(strstr(content_of(file_path("x.txt")), "代班"));
	}
}

static void a_handover_has_three_lines_to_sign(void **state)
{
	wg_office *office = *state;
	run_ok(office, "print handover %s --worker 石伟", file_path("h.txt"));
	assert_string_equal(content_of(file_path("h.txt")),
		"                                                                        内部资料\n"
		"\n"
		"                                   联户交接单\n"
		"移交人 石伟  区住建局    共 2 户 2 人  关爱 0 户\n"
		" 序 门牌           户主     人口 关爱       联系电话    接收人   交接说明\n"
		"--------------------------------------------------------------------------------\n"
		"  1 1栋1单元202    赵四        1\n"
		"  2 1栋2单元201    周七        1\n"
		"\n"
		"以上各户情况、未办事项和钥匙、资料已当面交接清楚。\n"
		"\n"
		"移 交 人 ______________________    日期 ________年____月____日\n"
		"\n"
		"接 收 人 ______________________    日期 ________年____月____日\n"
		"\n"
		"监 交 人 ______________________    日期 ________年____月____日\n"
		"\n"
		"2026-03-26                          内部资料                           第 1/1 页\n");
	/* Once handed over, the sheet says to whom. */
	run_ok(office, "handover 石伟 --to 许英");
	run_ok(office, "print handover %s --worker 石伟", file_path("h.txt"));
	assert_non_null(strstr(content_of(file_path("h.txt")), "  1 1栋1单元202    赵四        1                        许英\n"));
}

static void a_masked_handle_prints_masked_telephones(void **state)
{
	wg_office *office = *state;
	office->masked = true;
	run_ok(office, "print rounds %s --contact 许英", file_path("r.txt"));
	run_ok(office, "print handover %s --worker 许英", file_path("h.txt"));
	office->masked = false;
	assert_non_null(strstr(content_of(file_path("r.txt")), "199****0001"));
	assert_null(strstr(content_of(file_path("r.txt")), "19900000001"));
	assert_null(strstr(content_of(file_path("h.txt")), "19900000001"));
}

static void printing_changes_nothing(void **state)
{
	wg_office *office = *state;
	const char *before = dump_of(office);
	int64_t batches = count_of(office, "SELECT count(*) FROM batch");
	run_ok(office, "print notice %s", file_path("a.xlsx"));
	run_ok(office, "print cards %s", file_path("a.xlsx"));
	run_ok(office, "print rounds %s", file_path("a.xlsx"));
	run_ok(office, "print handover %s --worker 许英", file_path("a.xlsx"));
	assert_string_equal(dump_of(office), before);
	assert_int_equal(count_of(office, "SELECT count(*) FROM batch"), batches);
}

static void prints_appear_whole_or_not_at_all(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	struct stat st;
	run_line(office, WG_EUSAGE, &out, "print cards %s", file_path("a.doc"));
	wg_outcome_free(&out);
	run_line(office, WG_ECANTCREAT, &out, "print notice %s", "/nonexistent/a.txt");
	wg_outcome_free(&out);
	run_line(office, WG_ECANTCREAT, &out, "print notice %s", "/nonexistent/a.xlsx");
	wg_outcome_free(&out);
	run_line(office, WG_ENOTFOUND, &out, "print rounds %s --under 没有", file_path("a.txt"));
	wg_outcome_free(&out);
	run_ok(office, "unassign 1栋");
	run_line(office, WG_ENOTFOUND, &out, "print cards %s", file_path("a.txt"));
	wg_outcome_free(&out);
	assert_int_not_equal(stat(file_path("a.txt"), &st), 0);
	struct wg_args args = {0};
	struct wg_run_opts preview = {.run = WG_PREVIEW};
	wg_args_add(&args, "file", file_path("a.txt"));
	assert_int_equal(wg_command_run(office, "print notice", &args, &preview, &out, NULL), WG_OK);
	wg_outcome_free(&out);
	wg_args_free(&args);
	assert_int_not_equal(stat(file_path("a.txt"), &st), 0);
}

#define STORY(f) cmocka_unit_test_setup_teardown(f, start_small, end_roster)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_notice_hangs_at_each_entrance_and_names_no_resident),
		STORY(posts_around_an_entrance_stand_on_its_notice),
		STORY(notices_are_set_up_for_the_printer),
		STORY(cards_are_ten_to_a_page_and_name_no_resident),
		STORY(rounds_list_a_contacts_households_in_walking_order),
		STORY(rounds_repeat_their_head_on_every_page),
		STORY(rounds_are_a_sheet_for_each_contact_set_up_for_the_printer),
		STORY(who_stands_in_is_named_on_every_paper_as_long_as_it_holds),
		STORY(a_handover_has_three_lines_to_sign),
		STORY(a_masked_handle_prints_masked_telephones),
		STORY(printing_changes_nothing),
		STORY(prints_appear_whole_or_not_at_all),
	};
	return cmocka_run_group_tests_name("print", tests, NULL, NULL);
}
