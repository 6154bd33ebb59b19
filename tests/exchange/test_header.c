#include "tests/test.h"

#include "base/arena.h"
#include "exchange/header.h"
#include "tests/exchange/check_book.h"
#include "tests/exchange/make_xlsx.h"

#define WORD(key, ...) \
	{key, (const char *[]){__VA_ARGS__}, sizeof(const char *[]){__VA_ARGS__} / sizeof(const char *)}

static const struct wg_header_word words[] = {
	WORD("address", "住址", "地址", "房屋地址", "门牌"),
	WORD("building", "楼栋", "栋号"),
	WORD("entrance", "单元"),
	WORD("room", "房号", "室号"),
	WORD("head", "户主姓名", "户主", "姓名"),
	WORD("head_id", "身份证号码", "身份证号"),
	WORD("phone", "联系电话", "电话", "联系电话/手机"),
	WORD("relation", "与户主关系"),
	WORD("worker", "干部/姓名"),
	WORD("member", "家庭成员/姓名"),
	WORD("member_id", "家庭成员/身份证号码"),
	WORD("origin", "户籍所属"),
	WORD("care", "人员类别", "类别"),
	WORD("note", "备注"),
};

enum { N_WORDS = sizeof words / sizeof *words };

static void keys_are(const struct wg_header *h, const char *expected)
{
	char all[1000] = "";
	size_t n = 0;
	for (size_t c = 0; c < h->n_columns; c++)
		n += (size_t)snprintf(all + n, sizeof all - n, "%s%s", c ? " " : "",
				      h->columns[c].key ? h->columns[c].key : "-");
	assert_string_equal(all, expected);
}

struct found {
	struct wg_book *book;
	struct wg_arena arena;
	struct wg_header header;
};

static void find_in(struct found *f, struct wg_book *book)
{
	*f = (struct found){.book = book};
	assert_true(wg_header_find(book, 0, words, N_WORDS, &f->arena, &f->header));
}

static void find(struct found *f, const char *text)
{
	find_in(f, book_of_bytes("a.csv", text, strlen(text)));
}

static void done(struct found *f)
{
	wg_arena_free(&f->arena);
	wg_book_close(&f->book);
}

static void a_header_of_two_rows_below_title_and_unit_is_found(void **state)
{
	struct found f;
	(void)state;
	find_in(&f, book_of_data("晴岚家园花名册.xlsx"));
	assert_int_equal(f.header.row, 2);
	assert_int_equal(f.header.n_rows, 2);
	assert_int_equal(f.header.data, 4);
	keys_are(&f.header, "- building entrance room head head_id phone relation member member_id origin care note");
	assert_int_equal(f.header.n_known, 12);
	assert_int_equal(f.header.percent, 92);
	assert_string_equal(f.header.columns[4].text, "姓名");
	assert_string_equal(f.header.columns[4].group, "户主信息");
	assert_string_equal(f.header.columns[8].group, "家庭成员");
	assert_string_equal(f.header.columns[0].text, "序号");
	assert_string_equal(f.header.columns[0].group, "");
	assert_int_equal(f.header.n_above, 4);
	assert_string_equal(f.header.above[0], "晴岚家园小区住户信息花名册");
	assert_string_equal(f.header.above[1], "填报单位:昭山镇窑洲社区");
	assert_string_equal(f.header.above[3], "2026年3月26日");
	size_t totals = 0, empty = 0, again = 0;
	for (size_t r = f.header.data; r < wg_book_rows(f.book, 0); r++) {
		totals += wg_row_is_total(f.book, 0, r);
		empty += wg_row_is_empty(f.book, 0, r);
		again += wg_row_is_header(f.book, 0, r, &f.header);
	}
	assert_int_equal(totals, 1);
	assert_true(wg_row_is_total(f.book, 0, 1430));
	assert_int_equal(empty, 0);
	assert_int_equal(again, 0);
	done(&f);
}

static void a_plain_header_in_the_first_row_is_found(void **state)
{
	struct found f;
	(void)state;
	find_in(&f, book_of_data("新华社区住户.csv"));
	assert_int_equal(f.header.row, 0);
	assert_int_equal(f.header.n_rows, 1);
	assert_int_equal(f.header.data, 1);
	assert_int_equal(f.header.n_above, 0);
	keys_are(&f.header, "- address head phone - care note");
	assert_true(wg_row_is_total(f.book, 0, 720));
	done(&f);
}

static void the_same_two_rows_saved_as_text_lose_nothing(void **state)
{
	struct found f;
	(void)state;
	find(&f, "花名册,,,,,,,\n单位：昭山,,,,,,,\n"
		 "序号,房屋地址,,户主信息,,家庭成员,,备注\n"
		 ",楼栋,房号,姓名,联系电话,姓名,身份证号码,\n"
		 "1,1栋,101,张伟,199,李四,9,\n");
	assert_int_equal(f.header.row, 2);
	assert_int_equal(f.header.data, 4);
	keys_are(&f.header, "- building room head phone member member_id note");
	assert_string_equal(f.header.columns[2].group, "房屋地址");
	assert_string_equal(f.header.columns[7].text, "备注");
	assert_int_equal(f.header.n_above, 2);
	done(&f);
}

static void one_group_beside_plain_columns_is_understood(void **state)
{
	struct found f;
	(void)state;
	find(&f, "楼栋,单元,房号,户主,电话,家庭成员情况,,备注\n,,,,,姓名,与户主关系,\n1,1,101,张伟,199,李四,妻,\n");
	assert_int_equal(f.header.n_rows, 2);
	keys_are(&f.header, "building entrance room head phone member relation note");
	assert_string_equal(f.header.columns[7].group, "");
	done(&f);
}

static void a_unit_row_that_holds_known_words_stays_above(void **state)
{
	struct found f;
	(void)state;
	find(&f, "单位：昭山,,,备注,联系电话\n楼栋,房号,姓名,,\n1,101,张伟,,\n");
	assert_int_equal(f.header.row, 1);
	assert_int_equal(f.header.n_rows, 1);
	keys_are(&f.header, "building room head - -");
	assert_int_equal(f.header.n_above, 3);
	done(&f);
}

static void a_group_that_speaks_of_two_says_nothing(void **state)
{
	struct found f;
	(void)state;
	find(&f, "楼栋,房号,干部及家庭成员情况,,其他家庭成员,\n,,姓名,电话,姓名,身份证号码\n1,101,张伟,199,李四,9\n");
	keys_are(&f.header, "building room head phone member member_id");
	done(&f);
}

static void three_rows_are_read_as_one_header(void **state)
{
	struct found f;
	(void)state;
	find(&f, "名册,,,,,\n房屋,,住户信息,,,备注\n,,户主,,家庭成员,\n楼栋,房号,姓名,电话,姓名,\n1,101,张伟,199,李四,\n");
	assert_int_equal(f.header.row, 1);
	assert_int_equal(f.header.n_rows, 3);
	keys_are(&f.header, "building room head phone member note");
	assert_string_equal(f.header.columns[3].group, "户主");
	done(&f);
}

static void headers_are_folded_before_they_are_compared(void **state)
{
	struct found f;
	(void)state;
	find(&f, "\"户主\n姓 名*\",身份证号（18位）,【房号】：,\u3000备　注,联系电话/手机,备（附）注\n张伟,9,101,,199,\n");
	keys_are(&f.header, "head head_id room note phone note");
	done(&f);
}

static void group_and_leaf_in_one_word_and_merged_cells_count(void **state)
{
	size_t n;
	struct found f;
	void *bytes = make_xlsx(&(struct made_book){
		.sheet = "<sheetData><row><c t=\"str\"><v>昭山镇窑洲社区</v></c><c/><c t=\"str\"><v>二〇二六</v></c></row>"
			 "<row><c t=\"str\"><v>户主</v></c><c/><c t=\"str\"><v>门牌</v></c><c t=\"str\"><v>附</v></c></row>"
			 "<row><c t=\"str\"><v>姓名</v></c><c t=\"str\"><v>电话</v></c><c/><c t=\"str\"><v>备注</v></c></row>"
			 "<row><c t=\"str\"><v>张伟</v></c></row></sheetData><mergeCells><mergeCell ref=\"A2:B2\"/>"
			 "<mergeCell ref=\"C2:C3\"/></mergeCells>"}, &n);
	(void)state;
	find_in(&f, book_of_bytes("a.xlsx", bytes, n));
	free(bytes);
	assert_int_equal(f.header.row, 1);
	assert_int_equal(f.header.n_rows, 2);
	keys_are(&f.header, "head phone address note");
	assert_string_equal(f.header.columns[0].group, "户主");
	assert_string_equal(f.header.columns[2].group, "");
	assert_int_equal(f.header.n_above, 2);
	done(&f);
}

static void rows_that_are_no_data_are_known(void **state)
{
	struct found f;
	(void)state;
	find(&f, "楼栋,房号,姓名\n1,2,3\n1栋,101,张伟\n,1栋小计：,1户\n楼栋,房号,姓名\n \u3000,,\n1栋,102,房号\n合　计,,2\n");
	assert_int_equal(f.header.data, 2);
	static const bool total[] = {0, 0, 0, 1, 0, 0, 0, 1}, again[] = {1, 0, 0, 0, 1, 0, 0, 0},
			  empty[] = {0, 0, 0, 0, 0, 1, 0, 0};
	for (size_t r = 0; r < 8; r++) {
		assert_int_equal(wg_row_is_total(f.book, 0, r), total[r]);
		assert_int_equal(wg_row_is_header(f.book, 0, r, &f.header), again[r]);
		assert_int_equal(wg_row_is_empty(f.book, 0, r), empty[r]);
	}
	done(&f);
}

static void a_sheet_without_known_words_has_no_header(void **state)
{
	static const char *const texts[] = {"a,b\n1,2\n", "姓名,b\n张伟,2\n", "房号,房号\n", ",\n"};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct wg_book *book = book_of_bytes("a.csv", texts[i], strlen(texts[i]));
		struct wg_arena arena = {0};
		struct wg_header h = {.row = 77};
		assert_false(wg_header_find(book, 0, words, N_WORDS, &arena, &h));
		assert_int_equal(h.row, 77);
		wg_arena_free(&arena);
		wg_book_close(&book);
	}
	struct found f;
	find(&f, "姓名\n张伟\n");
	keys_are(&f.header, "head");
	done(&f);
}

static void columns_can_be_given_by_name_group_or_letter(void **state)
{
	struct found f;
	(void)state;
	find(&f, "房号,编 号,户主信息,\n,,姓名,联系方式\n101,7,张伟,199\n");
	keys_are(&f.header, "room - head -");
	assert_int_equal(wg_header_map(&f.header, "编号", "id"), 1);
	assert_int_equal(wg_header_map(&f.header, "户主信息/联系方式", "phone"), 1);
	assert_int_equal(wg_header_map(&f.header, "A", "address"), 1);
	assert_int_equal(wg_header_map(&f.header, "没有", "address"), 0);
	keys_are(&f.header, "address id head phone");
	assert_int_equal(f.header.n_known, 4);
	assert_int_equal(f.header.percent, 100);
	done(&f);
}

static void folding_never_overflows(void **state)
{
	char out[8];
	(void)state;
	assert_string_equal(wg_header_fold("ＡB 张伟李", out, sizeof out), "ab张");
	assert_string_equal(wg_header_fold("\xFF", out, sizeof out), "\uFFFD");
	assert_string_equal(wg_header_fold("（*）：", out, sizeof out), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_header_of_two_rows_below_title_and_unit_is_found),
		cmocka_unit_test(a_plain_header_in_the_first_row_is_found),
		cmocka_unit_test(the_same_two_rows_saved_as_text_lose_nothing),
		cmocka_unit_test(one_group_beside_plain_columns_is_understood),
		cmocka_unit_test(a_unit_row_that_holds_known_words_stays_above),
		cmocka_unit_test(a_group_that_speaks_of_two_says_nothing),
		cmocka_unit_test(three_rows_are_read_as_one_header),
		cmocka_unit_test(headers_are_folded_before_they_are_compared),
		cmocka_unit_test(group_and_leaf_in_one_word_and_merged_cells_count),
		cmocka_unit_test(rows_that_are_no_data_are_known),
		cmocka_unit_test(a_sheet_without_known_words_has_no_header),
		cmocka_unit_test(columns_can_be_given_by_name_group_or_letter),
		cmocka_unit_test(folding_never_overflows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
