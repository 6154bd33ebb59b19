#include "tests/test.h"

#include "text/match.h"
#include "text/pinyin.h"

/* All spellings of a name, apart by blanks. */
static char spelled[2000];

static void collect(void *context, const char *spelling)
{
	size_t n = strlen(spelled);
	snprintf(spelled + n, sizeof spelled - n, "%s%s", n > 0 ? " " : "", spelling);
	++*(int *)context;
}

static const char *spell(const char *name, bool initials)
{
	int n = 0;
	spelled[0] = '\0';
	wg_name_spell(name, strlen(name), initials, collect, &n);
	assert_true(n <= WG_NAME_READINGS);
	return spelled;
}

static void check_first(const char *name, const char *want)
{
	struct wg_name read;
	char first[200] = "";
	wg_name_read(&read, name, strlen(name));
	for (int i = 0; i < read.n; i++)
		strncat(first, wg_syllable(read.runes[i].syllables[0]), sizeof first - strlen(first) - 1);
	assert_string_equal(first, want);
}

static void the_table_holds_what_the_database_holds(void **state)
{
	int read = 0, several = 0;
	assert_int_equal(wg_syllable_count(), 423);
	for (int i = 2; i <= wg_syllable_count(); i++)
		assert_true(strcmp(wg_syllable(i - 1), wg_syllable(i)) < 0);
	for (uint32_t r = 0; r <= 0x10FFFF; r++) {
		uint16_t ids[WG_READINGS_MAX];
		int n = wg_readings(r, ids);
		read += n > 0;
		several += n > 1;
		for (int i = 0; i < n; i++)
			assert_in_range(ids[i], 1, 423);
	}
	assert_int_equal(read, 41421);
	assert_int_equal(several, 841);
	assert_string_equal(wg_syllable(0), "");
	assert_string_equal(wg_syllable(424), "");
}

static void surnames_are_read_as_surnames(void **state)
{
	check_first("曾国藩", "zengguofan");
	check_first("单田芳", "shantianfang");
	check_first("仇英", "qiuying");
	check_first("解缙", "xiejin");
	check_first("盖叫天", "gejiaotian");
	check_first("乐嘉", "yuejia");
	check_first("黑明", "heming");
	check_first("能才", "naicai");
	check_first("尉迟恭", "yuchigong");
	check_first("单于", "chanyu");
	check_first("长孙无忌", "zhangsunwuji");
	check_first("万俟洛", "moqiluo");
	check_first("欧阳娜娜", "ouyangnana");
	check_first("阿依古丽", "ayiguli");
	check_first("朴树", "piaoshu");
	check_first("晟", "cheng");
}

static void rare_characters_have_readings(void **state)
{
	check_first("𬱖", "di");
	check_first("㛃", "jie");
	check_first("䶮", "yan");
}

static void a_name_is_spelled_once_for_each_reading(void **state)
{
	assert_string_equal(spell("张伟", false), "zhangwei");
	assert_string_equal(spell("张伟", true), "zw");
	assert_string_equal(spell("曾伟", false), "zengwei cengwei");
	assert_string_equal(spell("曾伟", true), "zw cw");
	assert_string_equal(spell("吕布", false), "lvbu lubu lyubu");
	assert_string_equal(spell("吕布", true), "lb");
	assert_string_equal(spell("Li 3", false), "li3");
	assert_string_equal(spell("", false), "");
	spell("乐乐乐乐乐乐乐乐乐乐乐乐乐乐乐乐乐乐", false);
	assert_non_null(strstr(spelled, "yuelelele"));
}

static int compare_keys(const char *a, const char *b)
{
	struct wg_buf x, y;
	wg_buf_init(&x, 1000);
	wg_buf_init(&y, 1000);
	wg_name_sort_key(&x, a, strlen(a));
	wg_name_sort_key(&y, b, strlen(b));
	int c = memcmp(x.data, y.data, x.len < y.len ? x.len : y.len);
	if (c == 0)
		c = (x.len > y.len) - (x.len < y.len);
	wg_buf_free(&x);
	wg_buf_free(&y);
	return c;
}

static void names_sort_by_sound_and_keep_surnames_together(void **state)
{
	static const char *const sorted[] = {"阿明", "𬱖", "㛃明", "李明", "李明华", "任伟", "单田芳", "沈一", "解缙",
		"曾国藩", "张三", "张伟",
		"张·伟强", "章三", "Anna"};
	for (size_t i = 1; i < sizeof sorted / sizeof sorted[0]; i++)
		if (compare_keys(sorted[i - 1], sorted[i]) >= 0)
			fail_msg("%s is not before %s", sorted[i - 1], sorted[i]);
	assert_int_equal(compare_keys("张　伟", "张伟"), 0);
}

static void variants_share_a_class_and_names_apart_do_not(void **state)
{
	static const char *const same[][2] = {{"乾", "干"}, {"干", "幹"}, {"鍾", "钟"}, {"鐘", "钟"}, {"後", "后"},
		{"葉", "叶"}, {"餘", "余"},
		{"瀋", "沈"}, {"範", "范"}, {"於", "于"}, {"徵", "征"}, {"呂", "吕"}, {"户", "戶"}, {"戶", "戸"}};
	static const char *const apart[][2] = {{"峯", "峰"}, {"閆", "阎"}, {"昇", "升"}, {"甦", "苏"}, {"淩", "凌"},
		{"喆", "哲"}, {"郤", "郄"}};
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		struct wg_name a, b;
		wg_name_read(&a, same[i][0], strlen(same[i][0]));
		wg_name_read(&b, same[i][1], strlen(same[i][1]));
		assert_true(a.runes[0].variant != 0);
		assert_int_equal(a.runes[0].variant, b.runes[0].variant);
	}
	for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++) {
		struct wg_name a, b;
		wg_name_read(&a, apart[i][0], strlen(apart[i][0]));
		wg_name_read(&b, apart[i][1], strlen(apart[i][1]));
		assert_true(a.runes[0].variant == 0 || a.runes[0].variant != b.runes[0].variant);
	}
	assert_int_equal(wg_variant_class('a'), 0);
	assert_int_equal(wg_variant_class(0x10FFFF), 0);
}

/* The rank with which word finds name, -1 when it does not. */
static int rank_of(const char *word, const char *name, uint64_t *highlight)
{
	struct wg_query q;
	struct wg_name n;
	struct wg_match m = {.rank = -1};
	wg_query_read(&q, word, strlen(word));
	wg_name_read(&n, name, strlen(name));
	if (!wg_match_name(&q, &n, &m))
		return -1;
	if (highlight)
		*highlight = m.highlight;
	return m.rank;
}

static void a_name_is_found_in_every_way_it_is_typed(void **state)
{
	static const struct {
		const char *word, *name;
		int rank;
	} cases[] = {{"张伟", "张伟", 0}, {"zhangwei", "张伟", 0}, {"ZhangWei", "张伟", 0}, {"zhang'wei", "张伟", 0},
		{"zw", "张伟", WG_MATCH_PREFIX}, {"zhw", "张伟", WG_MATCH_PREFIX}, {"zhangw", "张伟", WG_MATCH_PREFIX},
		{"zwei", "张伟", WG_MATCH_PREFIX}, {"张w", "张伟", WG_MATCH_PREFIX}, {"z伟", "张伟", WG_MATCH_PREFIX},
		{"张", "张伟", 0}, {"zha", "张伟", WG_MATCH_PREFIX}, {"zhangwe", "张伟", WG_MATCH_PREFIX},
		{"wei", "张伟", WG_MATCH_INSIDE}, {"伟", "张伟", WG_MATCH_INSIDE}, {"w", "张伟",
		WG_MATCH_INSIDE | WG_MATCH_PREFIX},
		{"xian", "西安", 0}, {"xian", "先", 0}, {"zh", "张辉", WG_MATCH_PREFIX}, {"ｚｗ", "张伟",
		WG_MATCH_PREFIX},
		{"lv", "吕布", 0}, {"lu", "吕布", 0}, {"lyu", "吕布", 0}, {"lü", "吕布", 0}, {"nv", "女娲", 0}, {"nu",
		"女娲", 0},
		{"zeng", "曾伟", 0}, {"ceng", "曾伟", WG_MATCH_READING}, {"yue", "乐嘉", 0}, {"le", "乐嘉",
		WG_MATCH_READING},
		{"chongyi", "重一", 0}, {"zhongyi", "重一", WG_MATCH_READING}, {"sheng", "李晟",
		WG_MATCH_INSIDE | WG_MATCH_READING},
		{"zangwei", "张伟", WG_MATCH_FUZZY}, {"zhanwei", "张伟", WG_MATCH_FUZZY}, {"zanwei", "张伟",
		WG_MATCH_FUZZY},
		{"lina", "倪娜", WG_MATCH_FUZZY}, {"huang", "方一", -1}, {"fu", "胡一", WG_MATCH_FUZZY}, {"lin", "凌一",
		WG_MATCH_PREFIX},
		{"ling", "林一", WG_MATCH_FUZZY}, {"zhen", "曾一", WG_MATCH_FUZZY}, {"叶", "葉伟", WG_MATCH_VARIANT},
		{"葉伟", "叶伟", WG_MATCH_VARIANT}, {"李?", "李䶮", 0}, {"李？明", "李䶮明", 0}, {"?", "张伟", 0},
		{"mmt", "买买提·阿不都", WG_MATCH_PREFIX}, {"买买提阿不都", "买买提·阿不都", 0}, {"买买提·阿",
		"买买提·阿不都", 0},
		{"oyn", "欧阳娜娜", WG_MATCH_PREFIX}, {"anna", "Anna", 0}, {"", "张伟", 0}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (rank_of(cases[i].word, cases[i].name, NULL) != cases[i].rank)
			fail_msg("%s, %s: rank %d, not %d", cases[i].word, cases[i].name,
				rank_of(cases[i].word, cases[i].name, NULL), cases[i].rank);
}

static void another_name_is_not_found(void **state)
{
	static const char *const pairs[][2] = {{"zhangwen", "张伟"}, {"zhangweiq", "张伟"}, {"lw", "李志伟"}, {"李",
		"张伟"}, {"l", "倪伟"},
		{"峰", "峯"}, {"张伟伟", "张伟"}, {"wz", "张伟"}, {"a", ""}, {"😀", "张伟"}};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if (rank_of(pairs[i][0], pairs[i][1], NULL) >= 0)
			fail_msg("%s finds %s", pairs[i][0], pairs[i][1]);
}

static void near_alike_sounds_can_be_switched_off(void **state)
{
	struct wg_query q;
	struct wg_name n;
	struct wg_match m = {.rank = 77};
	wg_query_read(&q, "zangwei", 7);
	wg_name_read(&n, "张伟", strlen("张伟"));
	assert_true(q.fuzzy);
	q.fuzzy = false;
	assert_false(wg_match_name(&q, &n, &m));
	assert_int_equal(m.rank, 77);
}

static void the_characters_that_were_hit_are_marked(void **state)
{
	uint64_t hit;
	assert_true(rank_of("zw", "张伟强", &hit) >= 0);
	assert_int_equal(hit, 3);
	assert_true(rank_of("强", "张伟强", &hit) >= 0);
	assert_int_equal(hit, 4);
	assert_true(rank_of("wq", "张伟强", &hit) >= 0);
	assert_int_equal(hit, 6);
	struct wg_name n;
	wg_name_read(&n, "买·提", strlen("买·提"));
	assert_int_equal(n.n, 2);
	assert_int_equal(n.runes[1].at, strlen("买·"));
	assert_int_equal(n.runes[1].length, 3);
}

/* Every reading of every name finds it, whole and by initials: an oracle that knows nothing of the matcher. */
static void whatever_a_name_is_spelled_finds_it(void **state)
{
	static const char *const names[] = {"张伟", "曾单解", "欧阳娜娜", "吕绿", "重长朝乐晟", "尉迟恭",
		"买买提·阿不都", "𬱖㛃䶮", "Anna王3"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		for (int initials = 0; initials < 2; initials++) {
			char all[2000];
			snprintf(all, sizeof all, "%s", spell(names[i], initials));
			char *rest = all;
			for (char *one; (one = strsep(&rest, " ")) != NULL;)
				if (rank_of(one, names[i], NULL) < 0 || rank_of(one, names[i],
					NULL) >= WG_MATCH_VARIANT)
					fail_msg("%s does not find %s", one, names[i]);
		}
}

static void a_long_query_over_a_long_name_ends(void **state)
{
	char name[400] = "", word[64] = "";
	for (int i = 0; i < 70; i++)
		strncat(name, "恩", sizeof name - strlen(name) - 1);
	for (int i = 0; i < 20; i++)
		strncat(word, "en", sizeof word - strlen(word) - 1);
	assert_int_equal(rank_of(word, name, NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_holds_what_the_database_holds),
		cmocka_unit_test(surnames_are_read_as_surnames),
		cmocka_unit_test(rare_characters_have_readings),
		cmocka_unit_test(a_name_is_spelled_once_for_each_reading),
		cmocka_unit_test(names_sort_by_sound_and_keep_surnames_together),
		cmocka_unit_test(variants_share_a_class_and_names_apart_do_not),
		cmocka_unit_test(a_name_is_found_in_every_way_it_is_typed),
		cmocka_unit_test(another_name_is_not_found),
		cmocka_unit_test(near_alike_sounds_can_be_switched_off),
		cmocka_unit_test(the_characters_that_were_hit_are_marked),
		cmocka_unit_test(whatever_a_name_is_spelled_finds_it),
		cmocka_unit_test(a_long_query_over_a_long_name_ends),
	};
	return cmocka_run_group_tests_name("pinyin", tests, NULL, NULL);
}
