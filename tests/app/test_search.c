#include "tests/test.h"

#include "base/random.h"
#include "model/office.h"
#include "store/tx.h"
#include "text/match.h"
#include "wangge/search.h"

/* Two compounds; each household is one line. */
static const struct {
	const char *compound, *building, *room, *head, *phone, *member, *care;
} households[] = {
	{"晴岚家园", "1栋", "101", "张伟", "19900001234", "李秀英", NULL},
	{"晴岚家园", "1栋", "501", "曾国强", "19900005678", "张小敏", NULL},
	{"晴岚家园", "3栋", "501", "张秀兰", "19900000501", NULL, "alone"},
	{"晴岚家园", "3栋", "502", "欧阳娜", "19900002345", "王芳", "aged"},
	{"翠湖花园", "3栋", "501", "张独", "19900003456", NULL, NULL},
	{"翠湖花园", "3栋", "1203", "仇松涛", "19900001203", "仇乐", NULL},
};
enum { HOUSEHOLDS = sizeof households / sizeof *households };

static struct fixture {
	wg_office *office;
	struct wg_tx *tx;
	struct wg_arena arena;
	struct wg_code code[2];
	struct wg_codes codes;
	int64_t id[HOUSEHOLDS];
	struct wg_hits hits;
} f;

static int64_t insert(enum wg_table_id t, const struct wg_value *v)
{
	int64_t id = 0;
	assert_int_equal(wg_row_insert(f.tx, t, v, &id, NULL), WG_OK);
	return id;
}

static int64_t add_place(int64_t parent, int level, int ord, const char *name)
{
	struct wg_value v[WG_PLACE_COLUMNS] = {
		[WG_PLACE_PARENT_ID] = wg_int_or_null(parent, 0),
		[WG_PLACE_LEVEL] = wg_int_value(level),
		[WG_PLACE_ORD] = wg_int_value(ord),
		[WG_PLACE_NAME] = wg_text_value(name),
		[WG_PLACE_IMPLICIT] = wg_int_value(0),
	};
	return insert(WG_T_PLACE, v);
}

static int64_t add_person(int64_t household, const char *relation, const char *name, const char *phone)
{
	struct wg_value v[WG_PERSON_COLUMNS] = {
		[WG_PERSON_HOUSEHOLD_ID] = wg_int_value(household),
		[WG_PERSON_RELATION] = wg_text_value(relation),
		[WG_PERSON_NAME] = wg_text_value(name),
		[WG_PERSON_PHONE] = wg_text_value(phone),
	};
	return insert(WG_T_PERSON, v);
}

static int64_t add_household(int i, int64_t entrance)
{
	struct wg_value door[WG_DOOR_COLUMNS] = {
		[WG_DOOR_ENTRANCE_ID] = wg_int_value(entrance),
		[WG_DOOR_ORD] = wg_int_value(i + 1),
		[WG_DOOR_FLOOR] = wg_int_value(5),
		[WG_DOOR_ROOM] = wg_text_value(households[i].room),
		[WG_DOOR_KIND] = wg_text_value("home"),
	};
	struct wg_value household[WG_HOUSEHOLD_COLUMNS] = {
		[WG_HOUSEHOLD_DOOR_ID] = wg_int_value(insert(WG_T_DOOR, door)),
		[WG_HOUSEHOLD_STATUS] = wg_text_value("here"),
		[WG_HOUSEHOLD_CONTACT_LOCKED] = wg_int_value(0),
	};
	int64_t id = insert(WG_T_HOUSEHOLD, household),
		head = add_person(id, "head", households[i].head, households[i].phone);
	if (households[i].member)
		add_person(id, "spouse", households[i].member, NULL);
	if (households[i].care) {
		struct wg_value care[WG_CARE_COLUMNS] = {
			[WG_CARE_PERSON_ID] = wg_int_value(head),
			[WG_CARE_CARE_GROUP] = wg_text_value(households[i].care),
		};
		insert(WG_T_CARE, care);
	}
	return id;
}

static void add_worker(const char *name, const char *unit, const char *phone)
{
	struct wg_value v[WG_WORKER_COLUMNS] = {
		[WG_WORKER_NAME] = wg_text_value(name),         [WG_WORKER_KIND] = wg_text_value("grid_worker"),
		[WG_WORKER_UNIT] = wg_text_value(unit),         [WG_WORKER_PHONE] = wg_text_value(phone),
		[WG_WORKER_TAKES_HOUSEHOLDS] = wg_int_value(1),
	};
	insert(WG_T_WORKER, v);
}

static void add_code(const struct wg_code *c, int gravity)
{
	struct wg_value v[WG_CODE_COLUMNS] = {
		[WG_CODE_LIST] = wg_text_value(c->list),   [WG_CODE_CODE] = wg_text_value(c->code),
		[WG_CODE_NAME] = wg_text_value(c->name),   [WG_CODE_WEIGHT] = wg_int_value(1),
		[WG_CODE_GRAVITY] = wg_int_value(gravity), [WG_CODE_RETIRED] = wg_int_value(0),
	};
	insert(WG_T_CODE, v);
}

static void fill(void)
{
	struct wg_tx_opts opts = {.at = 1774486800, .label = "test", .command = "test"};
	int64_t town, community, compound = 0, building = 0, entrance = 0, batch;
	assert_int_equal(wg_tx_begin(f.office->db, &opts, &f.tx, NULL), WG_OK);
	for (size_t i = 0; i < f.codes.n_code; i++)
		add_code(&f.code[i], (int)i + 1);
	town = add_place(0, 1, 1, "昭山镇");
	community = add_place(town, 2, 1, "窑洲社区");
	for (int i = 0; i < HOUSEHOLDS; i++) {
		bool other = i == 0 || strcmp(households[i].compound, households[i - 1].compound) != 0;
		if (other)
			compound = add_place(community, 3, i + 1, households[i].compound);
		if (other || strcmp(households[i].building, households[i - 1].building) != 0) {
			building = add_place(compound, 4, i + 1, households[i].building);
			entrance = add_place(building, 5, 1, "2单元");
		}
		f.id[i] = add_household(i, entrance);
	}
	add_worker("张英", "区教育局", "19900007777");
	add_worker("许英", "区民政局", "19900008888");
	assert_int_equal(wg_tx_commit(&f.tx, &batch, NULL), WG_OK);
}

static int start(void **state)
{
	f.code[0] = (struct wg_code){.list = "care", .code = "alone", .name = "独居", .mark = "独"};
	f.code[1] = (struct wg_code){.list = "care", .code = "aged", .name = "高龄", .mark = "高"};
	f.codes = (struct wg_codes){.code = f.code, .n_code = 2};
	struct wg_office_opts opts = {.codes = &f.codes};
	assert_int_equal(wg_office_create(&f.office, &opts, 1, NULL), WG_OK);
	fill();
	return 0;
}

static int stop(void **state)
{
	wg_office_close(&f.office);
	wg_arena_free(&f.arena);
	return 0;
}

/* What is found, names in order with blanks between. */
static const char *found_in(const char *text, const struct wg_node *scope, size_t limit)
{
	const char *names = "";
	struct wg_error e = {0};
	if (wg_search(f.office, text, scope, limit, &f.arena, &f.hits, &e) != WG_OK)
		fail_msg("%s: %s %s", text, wg_message_arg(&e.message, 0), wg_message_arg(&e.message, 1));
	for (size_t i = 0; i < f.hits.n; i++)
		names = wg_arena_printf(&f.arena, "%s%s%s", names, i ? " " : "", f.hits.at[i].name);
	return names;
}

static const char *found(const char *text)
{
	return found_in(text, NULL, 100);
}

static void a_name_is_found_by_hanzi_pinyin_initials_and_mixtures(void **state)
{
	static const char *const ways[] = {"欧阳娜", "欧阳", "娜",   "ouyangna", "ouyang",
					   "oyn",    "欧y",  "oyna", "OuYang",   "ouyagn"};
	for (size_t i = 0; i + 1 < sizeof ways / sizeof *ways; i++)
		assert_string_equal(found(ways[i]), "欧阳娜");
	assert_string_equal(found("ouyagn"), "");
}

static void a_surname_is_found_by_its_own_reading(void **state)
{
	assert_string_equal(found("zengguoqiang"), "曾国强");
	assert_string_equal(found("qiusongtao"), "仇松涛");
	assert_string_equal(found("qst"), "仇松涛");
}

static void heads_come_before_members_and_beginnings_before_middles(void **state)
{
	assert_string_equal(found("秀"), "张秀兰 李秀英");
	assert_string_equal(found("李秀英"), "李秀英");
	assert_string_equal(f.hits.at[0].head, "张伟");
	assert_string_equal(f.hits.at[0].address, "1栋2单元101");
	assert_int_equal(f.hits.at[0].household_id, f.id[0]);
	assert_int_equal(f.hits.at[0].kind, WG_HIT_PERSON);
	assert_int_equal(f.hits.at[0].highlight, 7);
}

static void the_ways_to_write_a_room(void **state)
{
	assert_string_equal(found("3-2-502"), "欧阳娜");
	assert_int_equal(f.hits.at[0].kind, WG_HIT_DOOR);
	assert_string_equal(found("３栋２单元502"), "欧阳娜");
	assert_string_equal(found("502"), "欧阳娜");
	assert_string_equal(found("3栋501"), "张秀兰 张独");
	assert_string_equal(found("晴岚家园3栋2单元501"), "张秀兰");
	assert_string_equal(found("9栋"), "");
}

static void four_digits_are_a_room_and_the_end_of_a_telephone_number(void **state)
{
	assert_string_equal(found("1203"), "仇松涛");
	assert_string_equal(found("1234"), "张伟");
	assert_string_equal(found("19900005678"), "曾国强");
	assert_string_equal(found("0501"), "张秀兰");
	assert_string_equal(found("234"), "");
}

static void words_fit_together_in_any_order(void **state)
{
	assert_string_equal(found("3栋 张 独居"), "张秀兰");
	assert_string_equal(found("独居 3栋 张"), "张秀兰");
	assert_string_equal(found("张　晴岚　501"), "张秀兰 张小敏");
	assert_string_equal(found("翠湖 张"), "张独");
	assert_string_equal(found("张 高龄"), "");
	assert_string_equal(found("王 高龄"), "王芳");
}

static void a_care_group_is_found_by_its_name_and_its_mark(void **state)
{
	assert_string_equal(found("高龄"), "欧阳娜");
	assert_string_equal(f.hits.at[0].care, "aged");
	assert_string_equal(found("独"), "张独 张秀兰");
}

static void a_place_alone_gives_its_households_in_walking_order(void **state)
{
	assert_string_equal(found("翠湖"), "张独 仇松涛");
	assert_string_equal(found("晴岚家园3栋"), "张秀兰 欧阳娜");
}

static void workers_are_found_too(void **state)
{
	assert_string_equal(found("许英"), "许英");
	assert_int_equal(f.hits.at[0].kind, WG_HIT_WORKER);
	assert_string_equal(f.hits.at[0].address, "区民政局");
	assert_string_equal(found("xuy"), "许英");
	assert_string_equal(found("张英"), "张英");
	assert_string_equal(found("7777"), "张英");
	assert_string_equal(found("英 区教育局"), "张英");
}

static void a_scope_leaves_out_the_rest(void **state)
{
	struct wg_node node;
	assert_int_equal(wg_node_find(f.office, "翠湖花园", &f.arena, &node, NULL), WG_OK);
	assert_string_equal(found_in("张", &node, 100), "张独");
	assert_string_equal(found_in("501", &node, 100), "张独");
}

static void a_limit_says_that_there_is_more(void **state)
{
	assert_string_equal(found_in("3栋", NULL, 2), "张秀兰 欧阳娜");
	assert_true(f.hits.more);
	found("3栋");
	assert_false(f.hits.more);
}

static void nothing_and_nonsense_find_nothing(void **state)
{
	static const char *const nothing[] = {"",  " ",        "　",     "%", "_",  "'", "*",
					      "?", "\xFF\xFE", "zzzzzz", "-", "3-", "栋"};
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
		if (*found(nothing[i]) && *nothing[i] != '?')
			fail_msg("'%s' finds %s", nothing[i], found(nothing[i]));
	}
}

static void near_alike_sounds_find_each_other(void **state)
{
	assert_string_equal(found("zangwei"), "张伟");
	assert_string_equal(found("ouyanla"), "欧阳娜");
}

/* An office of made-up names that is too large to be gone through row by row. */
enum { MANY_HOUSEHOLDS = 1800, MANY_PERSONS = 2 * MANY_HOUSEHOLDS, MANY_BUILDINGS = 18 };

static struct many {
	struct person {
		int64_t id;
		char name[16];
	} person[MANY_PERSONS]; /* 2 i and 2 i + 1 are household i */
	bool alone[MANY_HOUSEHOLDS], aged[MANY_HOUSEHOLDS];
} many;

static const char *const runes[] = {"张", "王", "刘", "李", "易", "伊", "孙", "外", "曾", "秀",
				    "国", "乐", "独", "高", "詹", "安", "欧", "娜", "國"};
enum { RUNES = sizeof runes / sizeof *runes };

static void fill_many(void)
{
	struct wg_tx_opts opts = {.at = 1774486800, .label = "test", .command = "test", .flags = WG_BATCH_BULK};
	struct wg_random r = {.state = 5};
	int64_t entrance = 0, compound = 0, batch;
	assert_int_equal(wg_tx_begin(f.office->db, &opts, &f.tx, NULL), WG_OK);
	int64_t community = add_place(add_place(0, 1, 2, "长街道"), 2, 1, "远社区");
	for (int i = 0; i < MANY_HOUSEHOLDS; i++) {
		int building = i * MANY_BUILDINGS / MANY_HOUSEHOLDS, door = i % (MANY_HOUSEHOLDS / MANY_BUILDINGS);
		if (door == 0 && building % 6 == 0)
			compound = add_place(community, 3, building + 1,
					     building ? building > 6 ? "丙苑" : "乙苑" : "甲苑");
		if (door == 0)
			entrance = add_place(add_place(compound, 4, building + 1,
						       wg_arena_printf(&f.arena, "%d栋", building % 6 + 1)),
					     5, 1, "1单元");
		const char *room = wg_arena_printf(&f.arena, "%d", door + 101);
		struct wg_value d[WG_DOOR_COLUMNS] = {
			[WG_DOOR_ENTRANCE_ID] = wg_int_value(entrance),
			[WG_DOOR_ORD] = wg_int_value(door + 1),
			[WG_DOOR_FLOOR] = wg_int_value(1),
			[WG_DOOR_ROOM] = wg_text_value(room),
			[WG_DOOR_KIND] = wg_text_value("home"),
		};
		struct wg_value h[WG_HOUSEHOLD_COLUMNS] = {
			[WG_HOUSEHOLD_DOOR_ID] = wg_int_value(insert(WG_T_DOOR, d)),
			[WG_HOUSEHOLD_STATUS] = wg_text_value("here"),
			[WG_HOUSEHOLD_CONTACT_LOCKED] = wg_int_value(0),
		};
		int64_t household = insert(WG_T_HOUSEHOLD, h);
		for (int k = 0; k < 2; k++) {
			struct person *p = &many.person[2 * i + k];
			snprintf(p->name, sizeof p->name, "%s%s%s", runes[wg_random_below(&r, RUNES)],
				 runes[wg_random_below(&r, RUNES)],
				 wg_random_below(&r, 3) ? runes[wg_random_below(&r, RUNES)] : "");
			p->id = add_person(household, k ? "spouse" : "head", p->name, NULL);
			for (int g = 0; g < 2; g++) {
				struct wg_value care[WG_CARE_COLUMNS] = {
					[WG_CARE_PERSON_ID] = wg_int_value(p->id),
					[WG_CARE_CARE_GROUP] = wg_text_value(f.code[g].code),
				};
				if (wg_random_below(&r, 10) > 0)
					continue;
				insert(WG_T_CARE, care);
				*(g ? &many.aged[i] : &many.alone[i]) = true;
			}
		}
	}
	assert_int_equal(wg_tx_commit(&f.tx, &batch, NULL), WG_OK);
}

/* Row by row: does the person fit the word, by something else or by the name? */
enum { NOT, ELSE, NAME };

static int fits_word(int person, const char *word)
{
	struct wg_query query;
	struct wg_name name;
	struct wg_match m;
	int household = person / 2, building = household * MANY_BUILDINGS / MANY_HOUSEHOLDS % 6 + 1;
	if (strchr("123456789", word[0]))
		return *word - '0' == building ? ELSE : NOT;
	wg_query_read(&query, word, strlen(word));
	wg_name_read(&name, many.person[person].name, strlen(many.person[person].name));
	if (wg_match_name(&query, &name, &m))
		return NAME;
	return (many.alone[household] && (strcmp(word, "独居") == 0 || strcmp(word, "独") == 0)) ||
			       (many.aged[household] && (strcmp(word, "高龄") == 0 || strcmp(word, "高") == 0))
		       ? ELSE
		       : NOT;
}

static bool is_hit(int64_t person)
{
	for (size_t i = 0; i < f.hits.n; i++)
		if (f.hits.at[i].person_id == person)
			return true;
	return false;
}

static void indexes_find_who_is_found_row_by_row(void **state)
{
	/* The last can be read in several ways (w + ang), of which the rare ones are looked for only where few are
	 * found. */
	static const char *const words[] = {"张",   "王",  "刘",  "易",    "安",   "独",   "高",  "独居",
					    "高龄", "liu", "yi",  "guo",   "ou",   "ouna", "3栋", "5栋",
					    "安娜", "秀",  "y安", "zhang", "wang", "zhan"};
	enum { WORDS = sizeof words / sizeof *words, PLAIN = WORDS - 3 };
	struct wg_node node;
	struct wg_random r = {.state = 20};
	int whole = 0;
	fill_many();
	assert_int_equal(wg_node_find(f.office, "长街道", &f.arena, &node, NULL), WG_OK);
	for (int i = 0; i < 400; i++) {
		int some = i % 2 ? WORDS : PLAIN, n = 2 + (i % 3 == 0), fit = 0;
		const char *w[3] = {words[wg_random_below(&r, some)], words[wg_random_below(&r, some)],
				    words[wg_random_below(&r, some)]};
		const char *text = wg_arena_printf(&f.arena, "%s %s %s", w[0], w[1], n > 2 ? w[2] : "");
		found_in(text, &node, WG_SEARCH_CANDIDATES);
		for (int p = 0; p < MANY_PERSONS; p++) {
			int x = fits_word(p, w[0]), y = fits_word(p, w[1]), z = n < 3 ? ELSE : fits_word(p, w[2]);
			bool fits = x && y && z, hit = is_hit(many.person[p].id);
			if (fits && x < NAME && y < NAME && z < NAME) /* found by the door: one hit for the household */
				hit = hit || is_hit(many.person[p ^ 1].id);
			if (!fits && hit)
				fail_msg("'%s' finds %s", text, many.person[p].name);
			if (fits && !hit && !f.hits.more && some == PLAIN)
				fail_msg("'%s' does not find %s", text, many.person[p].name);
			fit += fits;
		}
		whole += !f.hits.more && fit > 0;
	}
	assert_true(whole > 100);
	found_in("王 国", &node, WG_SEARCH_CANDIDATES); /* simplified finds traditional */
	int traditional = 0;
	for (int p = 0; p < MANY_PERSONS; p++) {
		bool has = strstr(many.person[p].name, "國");
		if (fits_word(p, "王") && fits_word(p, "国") != is_hit(many.person[p].id) * NAME)
			fail_msg("王 国: %s", many.person[p].name);
		traditional += has && is_hit(many.person[p].id);
	}
	assert_true(traditional > 0 && !f.hits.more);
	wg_arena_reset(&f.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_found_by_hanzi_pinyin_initials_and_mixtures),
		cmocka_unit_test(a_surname_is_found_by_its_own_reading),
		cmocka_unit_test(near_alike_sounds_find_each_other),
		cmocka_unit_test(heads_come_before_members_and_beginnings_before_middles),
		cmocka_unit_test(the_ways_to_write_a_room),
		cmocka_unit_test(four_digits_are_a_room_and_the_end_of_a_telephone_number),
		cmocka_unit_test(words_fit_together_in_any_order),
		cmocka_unit_test(a_care_group_is_found_by_its_name_and_its_mark),
		cmocka_unit_test(a_place_alone_gives_its_households_in_walking_order),
		cmocka_unit_test(workers_are_found_too),
		cmocka_unit_test(a_scope_leaves_out_the_rest),
		cmocka_unit_test(a_limit_says_that_there_is_more),
		cmocka_unit_test(nothing_and_nonsense_find_nothing),
		cmocka_unit_test(indexes_find_who_is_found_row_by_row),
	};
	return cmocka_run_group_tests_name("search", tests, start, stop);
}
