#include "tests/test.h"

#include "text/slots.h"

/* Seven groups of three, Monday first: x or . for morning, afternoon, evening. Blanks do not count. */
static int64_t mask_of(const char *picture)
{
	int64_t mask = 0;
	int bit = 0;
	for (; *picture; picture++) {
		if (*picture == ' ')
			continue;
		mask |= *picture == 'x' ? (int64_t)1 << bit : 0;
		bit++;
	}
	assert_int_equal(bit, 21);
	return mask;
}

static void time_is_understood_as_people_say_it(void **state)
{
	static const struct {
		const char *text, *picture;
	} said[] = {
		{"工作日白天", "xx. xx. xx. xx. xx. ... ..."},
		{"周一至周五晚", "..x ..x ..x ..x ..x ... ..."},
		{"周末", "... ... ... ... ... xxx xxx"},
		{"随时", "xxx xxx xxx xxx xxx xxx xxx"},
		{"周二周四下午", "... .x. ... .x. ... ... ..."},
		{"周二、周四下午", "... .x. ... .x. ... ... ..."},
		{"周二,周四 下午", "... .x. ... .x. ... ... ..."},
		{"每天上午", "x.. x.. x.. x.. x.. x.. x.."},
		{"节假日", "... ... ... ... ... xxx xxx"},
		{"周一三五晚上", "..x ... ..x ... ..x ... ..."},
		{"星期一到五 上午", "x.. x.. x.. x.. x.. ... ..."},
		{"礼拜天", "... ... ... ... ... ... xxx"},
		{"周1-3", "xxx xxx xxx ... ... ... ..."},
		{"周末、工作日晚上", "..x ..x ..x ..x ..x xxx xxx"},
		{"周末、节假日上午", "... ... ... ... ... x.. x.."},
		{"周六上午、周日下午", "... ... ... ... ... x.. .x."},
		{"上午", "x.. x.. x.. x.. x.. x.. x.."},
		{"周三18:00-20:00", "... ... ..x ... ... ... ..."},
		{"晚上7点以后", "..x ..x ..x ..x ..x ..x ..x"},
		{"周五下午2点到5点", "... ... ... ... .x. ... ..."},
		{"8点至17点", "xx. xx. xx. xx. xx. xx. xx."},
		{"下班后", "..x ..x ..x ..x ..x ... ..."},
		{"周末都可以", "... ... ... ... ... xxx xxx"},
		{"周五至周一", "xxx ... ... ... xxx xxx xxx"},
		{"没空", "... ... ... ... ... ... ..."},
		{"Weekday evenings", "..x ..x ..x ..x ..x ... ..."},
		{"Mon-Wed morning; Sun", "x.. x.. x.. ... ... ... xxx"},
		{"（周末）", "... ... ... ... ... xxx xxx"},
	};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		int64_t mask = -1;
		if (!wg_slots_parse(said[i].text, &mask) || mask != mask_of(said[i].picture))
			fail_msg("%s is read as %llx", said[i].text, (unsigned long long)mask);
	}
	(void)state;
}

static void what_is_no_time_is_not_guessed(void **state)
{
	static const char *const texts[] = {"",	      "看情况",	  "周",	      "周八",	"周一至",	"不定",
					    "初一十五", "周末没空", "25点以后", "18:00", "20:00-18:00", "除周末外",
					    "下雨天",   "周一至周五晚看情况"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		int64_t mask = 77;
		if (wg_slots_parse(texts[i], &mask) || mask != 77)
			fail_msg("%s is read as %llx", texts[i], (unsigned long long)mask);
	}
	(void)state;
}

static void shortest_words_are_given(void **state)
{
	static const struct {
		const char *picture, *chinese, *english;
	} shown[] = {
		{"xxx xxx xxx xxx xxx xxx xxx", "随时", "any time"},
		{"... ... ... ... ... ... ...", "没空", "never"},
		{"xx. xx. xx. xx. xx. ... ...", "工作日白天", "weekday daytime"},
		{"..x ..x ..x ..x ..x xxx xxx", "工作日晚；周末", "weekday evenings; weekends"},
		{"... .x. ... .x. ... ... ...", "周二、周四下午", "Tue, Thu afternoons"},
		{"xxx xxx xxx ... ... xxx ...", "周一至周三、周六", "Mon-Wed, Sat"},
		{"x.x x.x x.x x.x x.x x.x x.x", "每天上午、晚", "every day mornings, evenings"},
	};
	char text[WG_SLOTS_TEXT];
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		assert_string_equal(wg_slots_text(mask_of(shown[i].picture), false, text), shown[i].chinese);
		assert_string_equal(wg_slots_text(mask_of(shown[i].picture), true, text), shown[i].english);
	}
	(void)state;
}

/* Every 1009th of the 2^21 sets: a prime, so that all days and parts meet. */
static void words_for_a_set_mean_that_set(void **state)
{
	char text[WG_SLOTS_TEXT];
	for (int64_t mask = 0; mask <= WG_SLOTS_ALL; mask += 1009) {
		for (int english = 0; english < 2; english++) {
			int64_t back = -1;
			wg_slots_text(mask, english, text);
			if (!wg_slots_parse(text, &back) || back != mask)
				fail_msg("%llx is \"%s\", which is %llx", (unsigned long long)mask, text,
					 (unsigned long long)back);
		}
	}
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(time_is_understood_as_people_say_it),
		cmocka_unit_test(what_is_no_time_is_not_guessed),
		cmocka_unit_test(shortest_words_are_given),
		cmocka_unit_test(words_for_a_set_mean_that_set),
	};
	return cmocka_run_group_tests_name("slots", tests, NULL, NULL);
}
