#include "tests/test.h"

#include <iconv.h>

#include "text/encoding.h"

static const char roster[] = "姓名,门牌,电话\r\n张伟,3栋2单元501,13900001234\r\n欧阳娜娜,3-2-502,\r\n𬱖㛃䶮,A座1203,\r\n";

/* text in another encoding, by the C library. */
static size_t encode(const char *to, const char *text, char *out, size_t cap)
{
	iconv_t cd = iconv_open(to, "UTF-8");
	char copy[4096];
	size_t left = strlen(text), room = cap;
	memcpy(copy, text, left);
	char *in = copy, *at = out;
	assert_int_equal(iconv(cd, &in, &left, &at, &room), 0);
	iconv_close(cd);
	return cap - room;
}

static struct wg_encoding_report report;
static struct wg_buf out;

static enum wg_err convert(const void *bytes, size_t n, enum wg_encoding force)
{
	wg_buf_free(&out);
	wg_buf_init(&out, 1 << 20);
	report = (struct wg_encoding_report){.encoding = force};
	return wg_text_to_utf8(bytes, n, &out, &report, NULL);
}

static void every_encoding_of_a_roster_is_found(void **state)
{
	static const struct {
		const char *iconv, *mark;
		enum wg_encoding want;
	} cases[] = {{"UTF-8", "", WG_ENCODING_UTF8}, {"UTF-8", "\xEF\xBB\xBF", WG_ENCODING_UTF8},
		{"GB18030", "", WG_ENCODING_GB18030}, {"UTF-16LE", "", WG_ENCODING_UTF16LE},
		{"UTF-16LE", "\xFF\xFE", WG_ENCODING_UTF16LE}, {"UTF-16BE", "", WG_ENCODING_UTF16BE},
		{"UTF-16BE", "\xFE\xFF", WG_ENCODING_UTF16BE}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char bytes[2048];
		size_t mark = strlen(cases[i].mark);
		memcpy(bytes, cases[i].mark, mark);
		size_t n = mark + encode(cases[i].iconv, roster, bytes + mark, sizeof bytes - mark);
		assert_int_equal(convert(bytes, n, WG_ENCODING_AUTO), WG_OK);
		assert_int_equal(report.encoding, cases[i].want);
		assert_int_equal(report.bom, mark > 0);
		assert_false(report.unsure);
		assert_int_equal(report.bad, 0);
		assert_int_equal(report.characters, 19);
		assert_string_equal(out.data, roster);
		assert_int_equal(convert(bytes, n, cases[i].want), WG_OK);
		assert_string_equal(out.data, roster);
	}
}

static void hanzi_far_behind_the_beginning_still_decide(void **state)
{
	static char bytes[200000];
	memset(bytes, 'a', sizeof bytes);
	size_t n = encode("GB18030", roster, bytes + 150000, 50000);
	assert_int_equal(convert(bytes, 150000 + n, WG_ENCODING_AUTO), WG_OK);
	assert_int_equal(report.encoding, WG_ENCODING_GB18030);
	assert_string_equal(out.data + 150000, roster);
}

static void plain_ascii_and_nothing_are_utf8(void **state)
{
	assert_int_equal(convert("a,b\n", 4, WG_ENCODING_AUTO), WG_OK);
	assert_int_equal(report.encoding, WG_ENCODING_UTF8);
	assert_false(report.unsure);
	assert_int_equal(convert("", 0, WG_ENCODING_AUTO), WG_OK);
	assert_int_equal(out.len, 0);
}

static void a_handful_of_bytes_is_not_sure(void **state)
{
	assert_int_equal(convert("\xD5\xC5\xCE\xB0", 4, WG_ENCODING_AUTO), WG_OK);
	assert_int_equal(report.encoding, WG_ENCODING_GB18030);
	assert_string_equal(out.data, "张伟");
	assert_true(report.unsure);
}

static void a_forced_encoding_is_obeyed(void **state)
{
	assert_int_equal(convert("\xCE\xB0", 2, WG_ENCODING_AUTO), WG_OK);
	assert_string_equal(out.data, "\u03b0");
	assert_int_equal(convert("\xCE\xB0", 2, WG_ENCODING_GB18030), WG_OK);
	assert_string_equal(out.data, "伟");
}

static void gb18030_ways_of_excel_are_known(void **state)
{
	assert_int_equal(convert("\xD5\xC5\x80", 3, WG_ENCODING_GB18030), WG_OK);
	assert_string_equal(out.data, "张€");
	assert_int_equal(convert("\x84\x31\x95\x33\xD5\xC5", 6, WG_ENCODING_AUTO), WG_OK);
	assert_string_equal(out.data, "张");
	assert_int_equal(convert("\xFE\x51\xFE\x59\x82\x30\xB7\x31", 8, WG_ENCODING_GB18030), WG_OK);
	assert_string_equal(out.data, "\U00020087\u9FB4\u36C3");
}

/* 200 rows of three hanzi each, with what is broken in row 120. */
static size_t long_file(const char *encoding, const char *broken, char *bytes, size_t cap)
{
	size_t n = 0;
	for (int row = 1; row <= 200; row++) {
		n += encode(encoding, "王小明\n", bytes + n, cap - n);
		if (row == 119) {
			memcpy(bytes + n, broken, strlen(broken));
			n += strlen(broken);
		}
	}
	return n;
}

static void a_broken_character_is_counted_and_placed(void **state)
{
	char bytes[8000];
	size_t n = long_file("GB18030", "\xFF,", bytes, sizeof bytes);
	assert_int_equal(convert(bytes, n, WG_ENCODING_AUTO), WG_OK);
	assert_int_equal(report.encoding, WG_ENCODING_GB18030);
	assert_int_equal(report.bad, 1);
	assert_int_equal(report.places[0].line, 120);
	assert_int_equal(report.places[0].offset, 119 * 7);
	assert_non_null(strstr(out.data, "\n\uFFFD,王小明\n"));

	n = long_file("UTF-8", "\xE4\xB8,", bytes, sizeof bytes);
	assert_int_equal(convert(bytes, n, WG_ENCODING_AUTO), WG_OK);
	assert_int_equal(report.encoding, WG_ENCODING_UTF8);
	assert_int_equal(report.bad, 1);
	assert_int_equal(report.places[0].line, 120);
	assert_non_null(strstr(out.data, "\n\uFFFD,王小明\n"));
}

static void a_lone_surrogate_is_counted_and_placed(void **state)
{
	char bytes[8000];
	size_t n = 0;
	for (int row = 1; row <= 200; row++) {
		n += encode("UTF-16LE", "王小明\n", bytes + n, sizeof bytes - n);
		if (row == 2) {
			memcpy(bytes + n, "\x00\xD8", 2);
			n += 2;
		}
	}
	assert_int_equal(convert(bytes, n, WG_ENCODING_UTF16LE), WG_OK);
	assert_int_equal(report.bad, 1);
	assert_int_equal(report.places[0].line, 3);
	assert_int_equal(report.places[0].offset, 16);
}

static void more_than_one_in_a_hundred_is_refused(void **state)
{
	char bytes[8000];
	struct wg_error e = {0};
	size_t n = long_file("GB18030", "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", bytes, sizeof bytes);
	struct wg_buf b;
	wg_buf_init(&b, 1 << 20);
	wg_buf_puts(&b, "kept");
	struct wg_encoding_report r = {.encoding = WG_ENCODING_AUTO};
	assert_int_equal(wg_text_to_utf8(bytes, n, &b, &r, &e), WG_EDATA);
	assert_string_equal(b.data, "kept");
	assert_int_equal(r.bad, 10);
	assert_string_equal(wg_message_arg(&e.message, 0), "GB18030");
	assert_string_equal(wg_message_arg(&e.message, 3), "120");
	wg_buf_free(&b);
	assert_int_equal(convert("\xEF\xBB\xBF\xD5\xC5\xCE\xB0", 7, WG_ENCODING_AUTO), WG_EDATA);
}

static void text_larger_than_allowed_is_refused(void **state)
{
	struct wg_buf b;
	struct wg_encoding_report r = {.encoding = WG_ENCODING_AUTO};
	wg_buf_init(&b, 10);
	assert_int_equal(wg_text_to_utf8(roster, strlen(roster), &b, &r, NULL), WG_EDATA);
	assert_int_equal(b.len, 0);
	assert_false(b.toobig);
	wg_buf_free(&b);
}

static void names_are_understood_in_any_case(void **state)
{
	enum wg_encoding e;
	assert_true(wg_encoding_parse("utf-8", &e));
	assert_int_equal(e, WG_ENCODING_UTF8);
	assert_true(wg_encoding_parse("GBK", &e));
	assert_int_equal(e, WG_ENCODING_GB18030);
	assert_true(wg_encoding_parse("UTF-16be", &e));
	assert_int_equal(e, WG_ENCODING_UTF16BE);
	assert_false(wg_encoding_parse("latin1", &e));
	assert_string_equal(wg_encoding_name(WG_ENCODING_GB18030), "GB18030");
	assert_string_equal(wg_encoding_name(WG_ENCODING_AUTO), "auto");
}

static int forget(void **state)
{
	wg_buf_free(&out);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_encoding_of_a_roster_is_found),
		cmocka_unit_test(hanzi_far_behind_the_beginning_still_decide),
		cmocka_unit_test(plain_ascii_and_nothing_are_utf8),
		cmocka_unit_test(a_handful_of_bytes_is_not_sure),
		cmocka_unit_test(a_forced_encoding_is_obeyed),
		cmocka_unit_test(gb18030_ways_of_excel_are_known),
		cmocka_unit_test(a_broken_character_is_counted_and_placed),
		cmocka_unit_test(a_lone_surrogate_is_counted_and_placed),
		cmocka_unit_test(more_than_one_in_a_hundred_is_refused),
		cmocka_unit_test(text_larger_than_allowed_is_refused),
		cmocka_unit_test(names_are_understood_in_any_case),
	};
	return cmocka_run_group_tests_name("encoding", tests, NULL, forget);
}
