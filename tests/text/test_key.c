#include "tests/test.h"

#include "text/key.h"
#include "text/number.h"

static void check_fold(const char *text, const char *want)
{
	struct wg_buf b;
	wg_buf_init(&b, 1000);
	wg_fold(&b, text, strlen(text));
	assert_string_equal(b.data ? b.data : "", want);
	wg_buf_free(&b);
}

static void keys_do_not_see_how_a_thing_was_typed(void **state)
{
	check_fold("３栋２单元５０１", "3栋2单元501");
	check_fold("Ａ座", "a座");
	check_fold("3—2–501", "3-2-501");
	check_fold("⼦", "子");
	check_fold("①", "1");
	check_fold("（东）", "(东)");
	check_fold("买买提·阿不都", "买买提阿不都");
	check_fold("买买提•阿不都", "买买提阿不都");
	check_fold("买买提・阿不都", "买买提阿不都");
	check_fold("买买提．阿不都", "买买提阿不都");
	check_fold("张　伟", "张伟");
	check_fold("a\u200Bb\uFEFF", "ab");
	check_fold("e\u0301", "\u00e9");
	check_fold("x\xFF", "x\uFFFD");
	check_fold("", "");
	assert_true(wg_same_text("联系 电话", "联系电话"));
	assert_true(wg_same_text("", " "));
	assert_false(wg_same_text("张伟", "张玮"));
}

static void a_folded_text_is_cut_at_the_capacity(void **state)
{
	uint32_t runes[3];
	assert_int_equal(wg_fold_runes("张伟强甲", strlen("张伟强甲"), 0, runes, 3), 3);
	assert_int_equal(runes[2], 0x5F3A);
	assert_int_equal(wg_fold_runes("A B", 3, 0, runes, 3), 3);
	assert_int_equal(runes[0], 'A');
	assert_int_equal(runes[1], ' ');
}

static void check_clean(const char *text, enum wg_clean how, const char *want, unsigned met)
{
	struct wg_buf b;
	wg_buf_init(&b, 1000);
	assert_int_equal(wg_clean_text(&b, text, strlen(text), how), met);
	assert_string_equal(b.data ? b.data : "", want);
	wg_buf_free(&b);
}

static void stored_text_is_trimmed_and_composed(void **state)
{
	check_clean(" 张　伟 ", WG_CLEAN_NAME, "张伟", 0);
	check_clean("　张 伟\u00A0", WG_CLEAN_LINE, "张 伟", 0);
	check_clean("Anna  Maria", WG_CLEAN_NAME, "Anna Maria", 0);
	check_clean("买买提·阿不都", WG_CLEAN_NAME, "买买提·阿不都", 0);
	check_clean("e\u0301", WG_CLEAN_NAME, "\u00e9", 0);
	check_clean("３栋", WG_CLEAN_LINE, "３栋", 0);
	check_clean("a\r\n\tb", WG_CLEAN_LINE, "a b", 0);
	check_clean("a\r\nb\rc\n", WG_CLEAN_NOTE, "a\nb\nc", 0);
	check_clean("", WG_CLEAN_NAME, "", 0);
	check_clean("李*", WG_CLEAN_NAME, "李*", 0);
	check_clean("李■", WG_CLEAN_NAME, "李■", 0);
	check_clean("李？", WG_CLEAN_NAME, "李？", 0);
}

static void what_nobody_can_see_is_removed_and_told(void **state)
{
	check_clean("张\u202E伟\u200B", WG_CLEAN_NAME, "张伟", WG_CLEAN_INVISIBLE);
	check_clean("张\033[2J", WG_CLEAN_LINE, "张[2J", WG_CLEAN_INVISIBLE);
	check_clean("a\x7f" "b\xC2\x85", WG_CLEAN_LINE, "ab", WG_CLEAN_INVISIBLE);
	check_clean("张\xFF", WG_CLEAN_NAME, "张\uFFFD", WG_CLEAN_BAD);
}

static void private_characters_are_mapped_or_kept(void **state)
{
	check_clean("\uE816\uE864", WG_CLEAN_NAME, "\U00020087\u9FBB", WG_CLEAN_MAPPED);
	check_clean("\uE78D", WG_CLEAN_LINE, "\uFE10", WG_CLEAN_MAPPED);
	check_clean("李\uE000", WG_CLEAN_NAME, "李\uE000", WG_CLEAN_PRIVATE);
}

static void check_number(const char *text, int64_t want)
{
	int64_t v = -99;
	if (!wg_number_parse(text, &v) || v != want)
		fail_msg("%s: %lld", text, (long long)v);
}

static void numbers_are_read_in_every_script(void **state)
{
	check_number("501", 501);
	check_number(" ５０１ ", 501);
	check_number("0501", 501);
	check_number("二十一", 21);
	check_number("十", 10);
	check_number("十二", 12);
	check_number("一〇二", 102);
	check_number("一○二", 102);
	check_number("一百零三", 103);
	check_number("一百三十", 130);
	check_number("一百一十五", 115);
	check_number("一千零一", 1001);
	check_number("两百", 200);
	check_number("负一", -1);
	check_number("-1", -1);
}

static void what_is_no_number_is_refused(void **state)
{
	static const char *const bad[] = {"", "一百三", "百", "十十", "一二十", "3二", "99999999", "12a", "一 二",
		"两三", "-",
		"一百零", "1.5"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		int64_t v = -99;
		if (wg_number_parse(bad[i], &v))
			fail_msg("%s was read as %lld", bad[i], (long long)v);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_do_not_see_how_a_thing_was_typed),
		cmocka_unit_test(a_folded_text_is_cut_at_the_capacity),
		cmocka_unit_test(stored_text_is_trimmed_and_composed),
		cmocka_unit_test(what_nobody_can_see_is_removed_and_told),
		cmocka_unit_test(private_characters_are_mapped_or_kept),
		cmocka_unit_test(numbers_are_read_in_every_script),
		cmocka_unit_test(what_is_no_number_is_refused),
	};
	return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
