#include "tests/test.h"

#include "view/fuzzy.h"

static void words_are_found_by_their_letters(void **state)
{
	assert_int_equal(wg_fuzzy("", "households"), 1);
	assert_int_equal(wg_fuzzy("hous", "households"), 1);
	assert_int_equal(wg_fuzzy("HOUS", "households"), 1);
	assert_int_equal(wg_fuzzy("hold", "households"), 2);
	assert_int_equal(wg_fuzzy("ihh", "import households"), 5);
	assert_int_equal(wg_fuzzy("oh", "import households"), 0); /* no word begins with o */
	assert_int_equal(wg_fuzzy("houset", "households"), 0);
}

static void hanzi_are_found_by_pinyin_and_initials(void **state)
{
	assert_int_equal(wg_fuzzy("联系", "把住户交给联系人"), 2);
	assert_int_equal(wg_fuzzy("ba", "把住户交给联系人"), 3);
	assert_int_equal(wg_fuzzy("lxr", "把住户交给联系人"), 4);
	assert_int_equal(wg_fuzzy("jiaogei", "把住户交给联系人"), 4);
	assert_int_equal(wg_fuzzy("zzz", "把住户交给联系人"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_by_their_letters),
		cmocka_unit_test(hanzi_are_found_by_pinyin_and_initials),
	};
	return cmocka_run_group_tests_name("fuzzy", tests, NULL, NULL);
}
