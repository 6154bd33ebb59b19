#include "tests/test.h"

#include <locale.h>
#include <wchar.h>

#include "text/fit.h"
#include "text/utf8.h"
#include "text/width.h"

static void check(const char *src, int cols, unsigned flags, const char *want, int want_cols)
{
	char out[256];
	int n = wg_fit(out, sizeof out, src, strlen(src), cols, flags);
	assert_string_equal(out, want);
	assert_int_equal(n, want_cols);
}

static void a_wide_character_is_never_split(void **state)
{
	check("张伟", 3, 0, "张 ", 3);
	check("张伟", 1, 0, " ", 1);
	check("张伟", 0, 0, "", 0);
	check("张伟", 4, 0, "张伟", 4);
}

static void what_is_cut_ends_in_two_dots(void **state)
{
	check("欧阳娜娜", 6, WG_FIT_ELL, "欧阳..", 6);
	check("欧阳娜娜", 7, WG_FIT_ELL, "欧阳.. ", 7);
	check("欧阳娜娜", 8, WG_FIT_ELL, "欧阳娜娜", 8);
	check("abc张伟", 5, WG_FIT_ELL, "abc..", 5);
	check("欧阳娜娜", 2, WG_FIT_ELL, "..", 2);
	check("欧阳娜娜", 1, WG_FIT_ELL, " ", 1);
}

static void padding_fills_the_side_that_is_asked_for(void **state)
{
	check("张伟", 6, WG_FIT_PAD, "张伟  ", 6);
	check("31", 5, WG_FIT_RIGHT, "   31", 5);
	check("", 3, WG_FIT_PAD, "   ", 3);
	check("张伟", 3, WG_FIT_RIGHT, "张 ", 3);
	check("张伟", 6, 0, "张伟", 4);
}

static void controls_are_shown_as_question_marks(void **state)
{
	check("A\033[31mRED\a", 40, 0, "A?[31mRED?", 10);
	check("x\xC2\x9B" "31m", 40, 0, "x?31m", 5);
	check("a\x7f", 40, 0, "a?", 2);
	check("a\r\n\tb", 40, 0, "a b", 3);
	check("a\n\u200B\nb", 40, 0, "a b", 3);
}

static void ill_formed_bytes_are_shown_as_question_marks(void **state)
{
	check("\xC0\x80", 9, 0, "??", 2);
	check("\xED\xA0\x80", 9, 0, "???", 3);
	check("\xE4\xB8" "A", 9, 0, "?A", 2);
	check("张\xE4\xBC", 9, 0, "张?", 3);
	check("\xF0\x9F\x98", 9, 0, "?", 1);
}

static void invisible_characters_are_dropped(void **state)
{
	check("a\u202Eb\u200B\uFEFFc", 40, 0, "abc", 3);
	check("👨\u200D👩", 4, 0, "👨👩", 4);
	check("❤\uFE0F", 1, 0, "❤", 1);
	check("\u00AD\u061C\u2066x\U000E0041", 9, 0, "x", 1);
}

static void a_cell_carries_at_most_two_marks(void **state)
{
	check("e\u0301\u0302\u0303\u0304", 9, 0, "e\u0301\u0302", 1);
	check("\u0301e", 9, 0, "e", 1);
	check("\n\u0301e", 9, 0, " e", 2);
}

static void characters_without_a_sure_width_get_a_stand_in(void **state)
{
	check("\U00031350", 9, 0, "〓", 2); /* too young for the C library */
	check("\uE000", 9, 0, "?", 1);
	check("\U000F0000", 9, 0, "?", 1);
	check("\uFFFE", 9, 0, "?", 1);
	check("𬱖㛃䶮", 9, 0, "𬱖㛃䶮", 6);
}

static void ambiguous_characters_have_narrow_look_alikes(void **state)
{
	check("“张”…—·①⑳α", 40, WG_FIT_NARROW, "\"张\"..--.(1)(20)?", 17);
	check("“张”…", 40, 0, "“张”…", 5);
	check("a⑳", 3, WG_FIT_NARROW, "a  ", 3);
	assert_int_equal(wg_rune_width(0x2014, 2), 2);
	assert_int_equal(wg_rune_width(0x2014, 1), 1);
}

static void a_small_buffer_is_never_overrun(void **state)
{
	char out[6];
	memset(out, 'x', sizeof out);
	assert_int_equal(wg_fit(out, 5, "张伟", 6, 20, WG_FIT_PAD), 3);
	assert_string_equal(out, "张 ");
	assert_int_equal(out[5], 'x');
	assert_int_equal(wg_fit(out, 1, "a", 1, 20, WG_FIT_RIGHT), 0);
	assert_string_equal(out, "");
}

static void the_width_is_that_of_the_whole_string(void **state)
{
	assert_int_equal(wg_text_width("张伟 a\u0301\n", 0), 7);
	assert_int_equal(wg_text_width("", 0), 0);
	assert_int_equal(wg_text_width_n("张伟", 3, 0), 2);
}

static void a_whole_line_comes_out_safe_and_uncut(void **state)
{
	struct wg_buf b;
	wg_buf_init(&b, 1000);
	wg_fit_all(&b, "张\033[2J\u202E伟", strlen("张\033[2J\u202E伟"), 0);
	assert_string_equal(b.data, "张?[2J伟");
	wg_buf_free(&b);
}

static void widths_agree_with_the_c_library_wherever_a_character_is_drawn(void **state)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8") || wcwidth(0x9FFF) != 2)
		skip();
	for (uint32_t r = 0x20; r <= 0x10FFFF; r++) {
		enum wg_rune_kind kind = wg_rune_kind(r);
		if (kind == WG_RUNE_DROPPED || kind == WG_RUNE_REFUSED || kind == WG_RUNE_UNDRAWN)
			continue;
		if (wcwidth((wchar_t)r) != wg_rune_width(r, 1))
			fail_msg("U+%04X: %d here, %d in the C library", r, wg_rune_width(r, 1), wcwidth((wchar_t)r));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wide_character_is_never_split),
		cmocka_unit_test(what_is_cut_ends_in_two_dots),
		cmocka_unit_test(padding_fills_the_side_that_is_asked_for),
		cmocka_unit_test(controls_are_shown_as_question_marks),
		cmocka_unit_test(ill_formed_bytes_are_shown_as_question_marks),
		cmocka_unit_test(invisible_characters_are_dropped),
		cmocka_unit_test(a_cell_carries_at_most_two_marks),
		cmocka_unit_test(characters_without_a_sure_width_get_a_stand_in),
		cmocka_unit_test(ambiguous_characters_have_narrow_look_alikes),
		cmocka_unit_test(a_small_buffer_is_never_overrun),
		cmocka_unit_test(the_width_is_that_of_the_whole_string),
		cmocka_unit_test(a_whole_line_comes_out_safe_and_uncut),
		cmocka_unit_test(widths_agree_with_the_c_library_wherever_a_character_is_drawn),
	};
	return cmocka_run_group_tests_name("fit", tests, NULL, NULL);
}
