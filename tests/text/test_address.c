#include "tests/test.h"

#include "text/address.h"

/* Reads text and shows it as lead|building|entrance|floor|room, (note); levels that are missing are empty. */
static const char *show(const struct wg_address *a)
{
	static char out[600];
	char floor[16] = "";
	if (a->floor)
		snprintf(floor, sizeof floor, "%d", a->floor);
	snprintf(out, sizeof out, "%s|%s|%s|%s|%s%s%s", a->lead, a->building, a->entrance, floor, a->room,
		a->note[0] ? "|" : "", a->note);
	assert_int_equal(a->has_building, a->building[0] != '\0');
	assert_int_equal(a->has_building, a->building_key != 0);
	assert_int_equal(a->has_entrance, a->entrance[0] != '\0');
	assert_int_equal(a->has_entrance, a->entrance_key != 0);
	assert_int_equal(a->has_room, a->room[0] != '\0');
	assert_int_equal(a->has_room, a->room_key != 0);
	return out;
}

static void check(const char *text, const char *want)
{
	struct wg_address a;
	struct wg_error e = {0};
	char sentence[500];
	if (wg_address_parse(text, &a, &e) != WG_OK) {
		wg_message_text(&e.message, NULL, sentence, sizeof sentence);
		fail_msg("%s: %s", text, sentence);
	}
	if (strcmp(show(&a), want) != 0)
		fail_msg("%s: got %s, wanted %s", text, show(&a), want);
}

static void refuse(const char *text, const char *reason)
{
	struct wg_address a;
	struct wg_error e = {0};
	memset(&a, 7, sizeof a);
	if (wg_address_parse(text, &a, &e) == WG_OK)
		fail_msg("%s was read as %s", text, show(&a));
	assert_int_equal(e.code, WG_EDATA);
	if (!strstr(e.message.msgid, reason))
		fail_msg("%s: %s", text, e.message.msgid);
	assert_int_equal(a.building[0], 7);
}

static void numbers_go_by_their_place(void **state)
{
	check("3-2-501", "|3栋|2单元|5|501");
	check("３－２－５０１", "|3栋|2单元|5|501");
	check("3/2/501", "|3栋|2单元|5|501");
	check("3 2 501", "|3栋|2单元|5|501");
	check("3——2——501", "|3栋|2单元|5|501");
	check("3—2—501", "|3栋|2单元|5|501");
	check("3一2一501", "|3栋|2单元|5|501");
	check("3.2.501", "|3栋|2单元|5|501");
	check("3-2-501A", "|3栋|2单元|5|501A");
	check("3-2-501a", "|3栋|2单元|5|501A");
	check("3-501", "|3栋||5|501");
	check("12-1203", "|12栋||12|1203");
	check("3-2", "|3栋|2单元||");
	check("0501", "|||5|501");
	check("1501", "|||15|1501");
	check("03-02-0501", "|3栋|2单元|5|501");
	check("3-2-5", "|3栋|2单元||5");
	check("A-1203", "|A座||12|1203");
	check("B1203", "|||12|B1203");
	check("负1", "|||-1|负1");
	check("3-2-负101", "|3栋|2单元|-1|负101");
}

static void words_say_what_a_number_is(void **state)
{
	check("3栋2单元501室", "|3栋|2单元|5|501");
	check("三号楼二单元501", "|3栋|2单元|5|501");
	check("1号楼1单元101室", "|1栋|1单元|1|101");
	check("3#2-501", "|3栋|2单元|5|501");
	check("3#楼2单元501", "|3栋|2单元|5|501");
	check("二十一栋十单元一〇二", "|21栋|10单元|1|102");
	check("二十一栋十单元一○二室", "|21栋|10单元|1|102");
	check("3幢501", "|3栋||5|501");
	check("3号楼501", "|3栋||5|501");
	check("1栋1201", "|1栋||12|1201");
	check("3栋2-501", "|3栋|2单元|5|501");
	check("3-2-501室", "|3栋|2单元|5|501");
	check("3-2单元501", "|3栋|2单元|5|501");
	check("3-501室", "|3栋||5|501");
	check("3栋2单元501号", "|3栋|2单元|5|501");
	check("3 栋 2 单元 501 室", "|3栋|2单元|5|501");
	check("3栋2单元501室。", "|3栋|2单元|5|501");
	check("3-0-501", "|3栋||5|501");
	check("东1栋301", "|东1栋||3|301");
	check("3栋 2单元 501", "|3栋|2单元|5|501");
	check("3栋2单元5", "|3栋|2单元||5");
	check("3号楼2门501", "|3栋|2单元|5|501");
	check("1501室", "|||15|1501");
	check("3座501", "|3座||5|501");
	check("3排5号", "|3排|||5");
	check("A座1203", "|A座||12|1203");
	check("A栋1203", "|A栋||12|1203");
	check("B3栋2单元501", "|B3栋|2单元|5|501");
	check("3A栋501", "|3A栋||5|501");
	check("3栋A单元501", "|3栋|A单元|5|501");
}

static void street_numbers_are_buildings(void **state)
{
	check("881号", "|881号|||");
	check("甘南路881号3单元502", "甘南路|881号|3单元|5|502");
	check("别墅 18号", "别墅|18号|||");
	check("中山路100号1201", "中山路|100号||12|1201");
	check("中山路100号2栋501", "中山路100号|2栋||5|501");
	check("881号3号", "|881号|||3");
	check("甘南路881弄12号501室", "甘南路881弄|12号||5|501");
}

static void floors_are_said_or_taken_from_the_room(void **state)
{
	check("1层101", "|||1|101");
	check("3栋2单元5层501室", "|3栋|2单元|5|501");
	check("3栋2单元5楼501", "|3栋|2单元|5|501");
	check("3栋2单元5-501", "|3栋|2单元|5|501");
	check("3栋2单元5层02室", "|3栋|2单元|5|502");
	check("3栋负1层02室", "|3栋||-1|负102");
	check("3栋地下一层5号", "|3栋||-1|负105");
	check("3栋2单元负101", "|3栋|2单元|-1|负101");
	check("1001", "|||10|1001");
}

static void directions_are_entrances_and_doors(void **state)
{
	check("3栋东单元501", "|3栋|东单元|5|501");
	check("3栋2单元5楼东户", "|3栋|2单元|5|东户");
	check("3栋2单元501东", "|3栋|2单元|5|501东");
	check("3栋2单元501(东)", "|3栋|2单元|5|501东");
	check("3栋2单元501东户", "|3栋|2单元|5|501东");
	check("幸福园南楼501", "幸福园|南楼||5|501");
	check("3栋甲单元501", "|3栋|甲单元|5|501");
	check("3栋底商3", "|3栋||1|底商3");
	check("底商3", "|||1|底商3");
	check("3号楼门面2号", "|3栋||1|门面2");
}

static void what_stands_before_the_building_is_kept(void **state)
{
	check("晴岚家园2栋1单元201", "晴岚家园|2栋|1单元|2|201");
	check("昭山镇窑洲社区晴岚家园3栋2单元501", "昭山镇窑洲社区晴岚家园|3栋|2单元|5|501");
	check("幸福里小区B区3栋2单元501", "幸福里小区B区|3栋|2单元|5|501");
	check("幸福里小区Ｂ区3栋", "幸福里小区B区|3栋|||");
	check("东风路12号院3号楼2单元501", "东风路12号院|3栋|2单元|5|501");
	check("晴岚家园3-2-501", "晴岚家园|3栋|2单元|5|501");
	check("晴岚家园(二期) 3栋501", "晴岚家园(二期)|3栋||5|501");
	check("东区3-2-501", "东区|3栋|2单元|5|501");
	check("SOHO3栋501", "SOHO|3栋||5|501");
	check("晴岚家园501", "晴岚家园|||5|501");
	check("阳光2000 3栋2单元501", "阳光2000|3栋|2单元|5|501");
}

static void names_are_not_eaten_as_numbers(void **state)
{
	check("东风路3栋501", "东风路|3栋||5|501");
	check("一心村2栋301", "一心村|2栋||3|301");
	check("三里屯12-1203", "三里屯|12栋||12|1203");
	check("万达3-2-501", "万达|3栋|2单元|5|501");
	check("百合苑五栋一单元101", "百合苑|5栋|1单元|1|101");
	check("八一小区三栋二单元三〇一", "八一小区|3栋|2单元|3|301");
	check("五一路12号", "五一路|12号|||");
	check("城东3栋501", "城东|3栋||5|501");
	check("三门峡路8号2单元301", "三门峡路|8号|2单元|3|301");
	check("七七厂宿舍4栋402", "七七厂宿舍|4栋||4|402");
	check("统一3栋501", "统一|3栋||5|501");
	check("十里铺小区十栋十单元一千零一", "十里铺小区|10栋|10单元|10|1001");
}

static void brackets_at_the_end_are_a_note(void **state)
{
	check("3栋2单元501（出租）", "|3栋|2单元|5|501|出租");
	check("3-2-501【空置】", "|3栋|2单元|5|501|空置");
}

static void join(const struct wg_address_columns *columns, const char *want)
{
	struct wg_address a;
	struct wg_error e = {0};
	char sentence[500];
	if (wg_address_join(columns, &a, &e) != WG_OK) {
		wg_message_text(&e.message, NULL, sentence, sizeof sentence);
		fail_msg("%s: %s", want, sentence);
	}
	if (strcmp(show(&a), want) != 0)
		fail_msg("got %s, wanted %s", show(&a), want);
}

#define JOIN(want, ...) join(&(struct wg_address_columns){__VA_ARGS__}, want)

static void a_home_over_two_floors_is_one_door(void **state)
{
	check("3-2-301-401", "|3栋|2单元|3|301-401");
	check("3栋2单元301/401", "|3栋|2单元|3|301-401");
	check("3栋2单元301、401室", "|3栋|2单元|3|301-401");
	check("3栋2单元301室/401室", "|3栋|2单元|3|301-401");
	check("3栋901-1001", "|3栋||9|901-1001");
	check("3-1201-1301", "|3栋||12|1201-1301");
	check("晴岚家园3栋2单元501/601/", "晴岚家园|3栋|2单元|5|501-601");
	JOIN("|3栋|2单元|3|301-401", .building = "3", .entrance = "2", .room = "301-401");
	JOIN("|3栋|2单元|3|301-401", .building = "3", .entrance = "2", .room = "301/401");
	JOIN("|3栋|2单元|3|301-401", .building = "3", .entrance = "2", .room = "３０１／４０１室");
	JOIN("|3栋|2单元|3|301-401", .building = "3", .entrance = "2", .floor = "3", .room = "301-401");
	JOIN("|3栋|2单元|3|301-401", .room = "3-2-301-401");
	int64_t home = wg_place_order_key(WG_ADDRESS_ROOM, "301-401");
	assert_true(wg_place_order_key(WG_ADDRESS_ROOM, "301") < home);
	assert_true(home < wg_place_order_key(WG_ADDRESS_ROOM, "302"));
}

static void two_rooms_that_are_not_above_each_other_are_not_one_door(void **state)
{
	check("101-201", "|101栋||2|201"); /* as ever: the 101st building */
	check("3-2-1201", "|3栋|2单元|12|1201");
	refuse("3栋2单元301/402", "more numbers");
	refuse("3-2-401-301", "more numbers");
	refuse("3-2-301-801", "more numbers");
	refuse("3-2-301-401-501", "more numbers");
	refuse("3栋2单元301A/401A", "more numbers");
}

static void what_can_be_read_in_two_ways_is_refused(void **state)
{
	refuse("3-1-2-201", "more numbers");
	refuse("3-2-501-1", "more numbers");
	refuse("晴岚家园3-1-2-201", "more numbers");
	refuse("3栋2单元501、502", "more numbers");
	refuse("3栋2-5-501", "more numbers");
	refuse("3栋 2号 501", "more numbers");
	refuse("5楼501", "two ways");
	refuse("18", "two ways");
	refuse("4号楼2东", "two ways");
	refuse("3栋02", "two ways");
	refuse("人民路25号附3号", "before the last numbers");
	refuse("0-0-501", "before the last numbers");
	refuse("3栋2单元(501)", "no building or room");
	refuse("3-5号", "two ways");
	refuse("881-1号", "two ways");
	refuse("1-5栋301", "before the last numbers");
}

static void what_is_no_address_is_refused(void **state)
{
	static const char *const bad[] = {"", " ", "无", "晴岚家园", "张伟", "东单元", "2单元", "3栋2单元501后面平房",
		"---", "\xFF\xFE", "()", "(3-2-501)"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		refuse(bad[i], "no building or room");
	refuse("99999999999-1-101", "before the last numbers");
	refuse("一百三栋501", "before the last numbers");
	refuse("3二单元501", "before the last numbers");
	refuse("2024/1/5", "before the last numbers");
	refuse("综合楼501", "before the last numbers");
	refuse("3-2-", "ends where");
	refuse("3栋-", "ends where");
	char longer[2000];
	memset(longer, '1', sizeof longer);
	longer[sizeof longer - 1] = '\0';
	refuse(longer, "no building or room");
}

static void columns_are_read_each_by_its_level(void **state)
{
	JOIN("晴岚家园|3栋|2单元|5|501", .lead = "晴岚家园 ", .building = "3", .entrance = "2", .floor = "5",
		.room = "501");
	JOIN("|3栋|2单元|5|501", .building = "3栋", .entrance = "二单元", .room = "0501室");
	JOIN("|A座||12|1203", .building = "A", .room = "1203");
	JOIN("|881号||5|502", .building = "881号", .entrance = "-", .room = "502");
	JOIN("|3栋|东单元|5|501", .building = "三号楼", .entrance = "东", .floor = "五层", .room = "501");
	JOIN("|3栋|2单元|5|501", .building = "3栋2单元", .room = "501");
	JOIN("晴岚家园|3栋|2单元|5|501", .lead = "晴岚家园", .building = "晴岚家园3栋", .entrance = "2", .room = "501");
	JOIN("晴岚家园B区|3栋||5|501", .lead = "晴岚家园", .building = "B区3栋", .room = "501");
	JOIN("|综合楼||2|201", .building = "综合楼", .room = "201");
	JOIN("|3栋|||门卫室", .building = "3", .room = "门卫室");
	JOIN("|3栋|2单元|5|501", .room = "3-2-501");
	JOIN("|3栋|2单元|5|502", .building = "3", .entrance = "2", .floor = "5", .room = "2");
	JOIN("|3栋||-1|负102", .building = "3", .floor = "B1", .room = "02");
	JOIN("|3栋||-1|负1", .building = "3", .room = "-1");
	JOIN("|3栋||-1|负101", .building = "3", .room = "－１０１");
	JOIN("|3栋||5|501-1", .building = "3", .room = "501-1");
	JOIN("|东楼||5|501", .building = "东楼", .entrance = "无", .room = "501");
	JOIN("|1栋|1单元||5", .building = "1", .entrance = "1", .room = "5");
}

static void columns_that_contradict_or_say_nothing_are_refused(void **state)
{
	static const struct wg_address_columns bad[] = {{.building = "3栋", .room = "4-2-501"}, {.building = "",
		.room = NULL},
		{.lead = "晴岚家园"}, {.entrance = "2"}, {.building = "3-1-2-201", .room = "1"}, {.building = "3",
		.floor = "顶",
		.room = "501"}, {.building = "3", .entrance = "a2-", .room = "501"}, {.building = "3",
		.room = "501、502"}};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct wg_address a;
		struct wg_error e = {0};
		if (wg_address_join(&bad[i], &a, &e) != WG_EDATA)
			fail_msg("case %zu was read as %s", i, show(&a));
		assert_non_null(e.message.msgid);
		assert_int_equal(wg_address_join(&bad[i], &a, NULL), WG_EDATA);
	}
}

static void names_sort_in_walking_order(void **state)
{
	static const char *const rooms[] = {"负2", "负1", "底商1", "底商3", "101", "102", "201", "501", "501A", "501B",
		"501东",
		"501西", "502", "1001", "A101", "A102", "B101", "东户", "西户"};
	static const char *const buildings[] = {"一栋", "2栋", "3A栋", "三B栋", "10栋", "21栋", "881号", "A座", "A1栋",
		"A2栋", "B座",
		"东楼", "南楼", "西楼", "北楼"};
	static const char *const entrances[] = {"1单元", "二单元", "三单元", "10单元", "A单元", "东单元", "中单元",
		"西单元", "甲单元", "乙单元"};
	static const struct {
		const char *const *names;
		size_t n;
		enum wg_address_level level;
	} lists[] = {{rooms, sizeof rooms / sizeof *rooms, WG_ADDRESS_ROOM},
		{buildings, sizeof buildings / sizeof *buildings, WG_ADDRESS_BUILDING},
		{entrances, sizeof entrances / sizeof *entrances, WG_ADDRESS_ENTRANCE}};
	for (size_t k = 0; k < 3; k++)
		for (size_t i = 1; i < lists[k].n; i++)
			if (wg_place_order_key(lists[k].level, lists[k].names[i - 1]) >=
				wg_place_order_key(lists[k].level, lists[k].names[i]))
				fail_msg("%s is not before %s", lists[k].names[i - 1], lists[k].names[i]);
	assert_true(wg_place_order_key(WG_ADDRESS_ENTRANCE, "南单元") < wg_place_order_key(WG_ADDRESS_ENTRANCE,
		"北单元"));
	assert_true(wg_place_order_key(WG_ADDRESS_ENTRANCE, "前单元") < wg_place_order_key(WG_ADDRESS_ENTRANCE,
		"后单元"));
	assert_true(wg_place_order_key(WG_ADDRESS_ENTRANCE, "左单元") < wg_place_order_key(WG_ADDRESS_ENTRANCE,
		"右单元"));
	assert_true(wg_place_order_key(WG_ADDRESS_BUILDING, "综合楼") > wg_place_order_key(WG_ADDRESS_BUILDING, "B座"));
	assert_true(wg_place_order_key(WG_ADDRESS_BUILDING, "综合楼") != wg_place_order_key(WG_ADDRESS_BUILDING,
		"综合站"));
	assert_int_equal(wg_place_order_key(WG_ADDRESS_BUILDING, ""), 0);
}

static void a_name_alone_has_the_key_it_has_in_an_address(void **state)
{
	struct wg_address a;
	assert_int_equal(wg_address_parse("三号楼东单元0501a", &a, NULL), WG_OK);
	assert_true(a.building_key == wg_place_order_key(WG_ADDRESS_BUILDING, "3栋"));
	assert_true(a.building_key == wg_place_order_key(WG_ADDRESS_BUILDING, "3"));
	assert_true(a.entrance_key == wg_place_order_key(WG_ADDRESS_ENTRANCE, "东单元"));
	assert_true(a.room_key == wg_place_order_key(WG_ADDRESS_ROOM, "501A"));
}

static void a_canonical_name_stays_as_it_is(void **state)
{
	static const struct {
		enum wg_address_level level;
		const char *name, *want;
	} cases[] = {{WG_ADDRESS_BUILDING, "三号楼", "3栋"}, {WG_ADDRESS_BUILDING, "３幢", "3栋"}, {WG_ADDRESS_BUILDING,
		"A", "A座"},
		{WG_ADDRESS_BUILDING, "881号", "881号"}, {WG_ADDRESS_BUILDING, " 综合楼 ", "综合楼"},
		{WG_ADDRESS_BUILDING, "东楼", "东楼"},
		{WG_ADDRESS_ENTRANCE, "二", "2单元"}, {WG_ADDRESS_ENTRANCE, "东", "东单元"}, {WG_ADDRESS_ROOM, "0501室",
		"501"},
		{WG_ADDRESS_ROOM, "501-1", "501-1"}, {WG_ADDRESS_ROOM, "底商3", "底商3"}, {WG_ADDRESS_ROOM, "负1",
		"负1"}};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char once[64], twice[64];
		wg_place_name(cases[i].level, cases[i].name, once, sizeof once);
		assert_string_equal(once, cases[i].want);
		wg_place_name(cases[i].level, once, twice, sizeof twice);
		assert_string_equal(twice, once);
		assert_true(wg_place_order_key(cases[i].level, once) == wg_place_order_key(cases[i].level,
			cases[i].name));
	}
	char little[5];
	wg_place_name(WG_ADDRESS_BUILDING, "综合楼", little, sizeof little);
	assert_string_equal(little, "综");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_go_by_their_place),
		cmocka_unit_test(words_say_what_a_number_is),
		cmocka_unit_test(street_numbers_are_buildings),
		cmocka_unit_test(floors_are_said_or_taken_from_the_room),
		cmocka_unit_test(directions_are_entrances_and_doors),
		cmocka_unit_test(what_stands_before_the_building_is_kept),
		cmocka_unit_test(names_are_not_eaten_as_numbers),
		cmocka_unit_test(brackets_at_the_end_are_a_note),
		cmocka_unit_test(a_home_over_two_floors_is_one_door),
		cmocka_unit_test(two_rooms_that_are_not_above_each_other_are_not_one_door),
		cmocka_unit_test(what_can_be_read_in_two_ways_is_refused),
		cmocka_unit_test(what_is_no_address_is_refused),
		cmocka_unit_test(columns_are_read_each_by_its_level),
		cmocka_unit_test(columns_that_contradict_or_say_nothing_are_refused),
		cmocka_unit_test(names_sort_in_walking_order),
		cmocka_unit_test(a_name_alone_has_the_key_it_has_in_an_address),
		cmocka_unit_test(a_canonical_name_stays_as_it_is),
	};
	return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
