#include "tests/test.h"

#include "base/random.h"
#include "store/db.h"
#include "tests/command/roster.h"
#include "wangge/filter.h"
#include "wangge/household.h"
#include "wangge/worker.h"

/* Expressions over a compound of 858 households: what the store finds against what every row says of itself. */

#define UNDER "昭山镇/窑洲社区/晴岚家园"

static struct wg_node everywhere(wg_office *office, struct wg_arena *a)
{
	struct wg_node node;
	assert_int_equal(wg_node_get(office, WG_NODE_OFFICE, 0, a, &node, NULL), WG_OK);
	return node;
}

/* Notes, doors without telephone, households that live elsewhere, contacts of half the compound. */
static int start(void **state)
{
	static const char *const changes[] = {
		"UPDATE household SET access_note = '钥匙在物业' WHERE id % 7 = 0",
		"UPDATE household SET access_note = '晚七点后, 100%_在家' WHERE id % 11 = 0",
		"UPDATE household SET status = 'elsewhere' WHERE id % 13 = 0",
		"UPDATE household SET contact_locked = 1 WHERE id % 17 = 0",
		"UPDATE person SET phone = NULL WHERE id % 19 = 0",
	};
	if (start_roster(state) != 0)
		return -1;
	wg_office *office = *state;
	run_ok(office, "import households %s --under " UNDER, given("晴岚家园花名册.xlsx"));
	run_ok(office, "import cadres %s", given("驻守干部.csv"));
	run_ok(office, "plan --under 晴岚家园 --commit");
	run_ok(office, "unassign 晴岚家园/5栋");
	run_ok(office, "make rooms 晴岚家园/1栋1单元 30-31层×01-04室");
	run_ok(office, "make rooms 晴岚家园/4栋1单元 30层×01-02室");
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		assert_int_equal(wg_exec(wg_query(office->db, changes[i]), NULL), WG_OK);
	return 0;
}

static struct wg_datum cell(const void *household, size_t column)
{
	return wg_household_datum(household, column);
}

static struct wg_filter_table table_of_office(wg_office *office)
{
	return (struct wg_filter_table){wg_household_columns, WG_HH_COLUMNS, wg_office_codes(office), NULL};
}

/* What the store chooses is what each row in memory says of itself; gives how many. */
static size_t agree(wg_office *office, const char *where)
{
	struct wg_arena a = {0};
	struct wg_node node = everywhere(office, &a);
	struct wg_household_filter all = {0}, some = {.where = where};
	all.vacant = some.vacant = strstr(where, "空置") || strstr(where, "门类") || strstr(where, "kind");
	struct wg_households rows;
	struct wg_filter_table table = table_of_office(office);
	const struct wg_filter *f = NULL;
	struct wg_error e = {0};
	int64_t *ids, count = 0;
	size_t n = 0, at = 0;
	char said[600];
	if (wg_filter_parse(where, &table, &a, &f, NULL, &e) != WG_OK ||
	    wg_household_ids(office, &node, &some, 5000, &a, &ids, &n, NULL, &e) != WG_OK) {
		wg_message_text(&e.message, NULL, said, sizeof said);
		fail_msg("%s: %s", where, said);
	}
	assert_int_equal(wg_household_count(office, &node, &some, &count, &e), WG_OK);
	assert_int_equal(count, n);
	assert_int_equal(wg_household_list(office, &node, &all, 0, -1, &a, &rows, &e), WG_OK);
	for (size_t i = 0; i < rows.n; i++) {
		bool memory = wg_filter_fits(f, cell, &rows.at[i]),
		     store = at < n && ids[at] == (rows.at[i].id ? rows.at[i].id : -rows.at[i].door_id);
		if (memory != store)
			fail_msg("%s: %s%s%s %s is %sfound by the store", where, rows.at[i].building,
				 rows.at[i].entrance, rows.at[i].room, rows.at[i].head, store ? "" : "not ");
		at += store;
	}
	assert_int_equal(at, n);
	wg_arena_free(&a);
	return n;
}

static void what_a_clerk_asks_is_found(void **state)
{
	wg_office *office = *state;
	static const char *const asked[] = {
		"独居 & !联户 & 楼栋=5",
		"没有联系人的",
		"没有电话的",
		"备注~钥匙",
		"人口>3 楼栋=1,2 单元=1",
		"(独居 | 高龄) & 楼栋=3",
		"户籍=外村 关爱=无",
		"状态=人户分离",
		"锁定",
		"联系人~李 | 联系人~王",
		"户主~张",
		"房号=501",
		"楼层>=10 楼层<12",
		"care=alone",
		"关爱~低",
		"户籍!=外村",
		"楼栋=1栋,3",
		"备注~\"100%_\"",
		"无备注",
		"人口！=3",
		"（独居｜高龄）＆楼栋＝3",
		"起>2020-01-01",
		"联系人=无 且 楼栋=5",
	};
	size_t none = 0;
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		size_t n = agree(office, asked[i]);
		if (n == 0 || n == 858)
			print_message("# %s: %zu\n", asked[i], n);
		none += n == 0 || n == 858;
	}
	assert_int_equal(none, 0);
	assert_int_equal(agree(office, "  "), 858);
	assert_int_equal(agree(office, "户主~_"), 0);
	assert_int_equal(agree(office, "(独居) & (独居)"), agree(office, "独居"));
}

static void empty_homes_are_found_where_they_are_asked_for(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	size_t vacant = agree(office, "空置"), alone = agree(office, "独居");
	assert_int_equal(vacant, count_of(office, "SELECT count(*) FROM door d WHERE kind = 'home' AND NOT EXISTS "
						  "(SELECT 1 FROM household h WHERE h.door_id = d.id)"));
	assert_true(vacant > 0 && vacant < 500);
	assert_int_equal(agree(office, "户主=空置"), vacant);
	assert_int_equal(agree(office, "门类=空置"), vacant);
	assert_int_equal(agree(office, "空置 | 独居"), vacant + alone);
	assert_int_equal(agree(office, "!空置"), 858);
	assert_int_equal(agree(office, "户主!=空置"), 858);
	assert_int_equal(agree(office, "空置 & 楼栋=1") + agree(office, "空置 & !楼栋=1"), vacant);
	assert_int_equal(agree(office, "空置 & (独居 | 联户 | 锁定 | 备注 | 人口>0 | id)"), 0);
	assert_int_equal(agree(office, "空置 & 人口=0 & !联户 & 状态=无"), vacant);
	assert_int_equal(agree(office, "门类=住宅 楼层>=10"), agree(office, "楼层>=10"));
	assert_int_equal(agree(office, "公司"), 0); /* a word of the notes, not every office */
	run_line(office, WG_OK, &out, "households --where 空置");
	assert_int_equal(table_of(&out, "households")->n, vacant);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "households --where 空置 --sort -floor");
	assert_int_equal(table_of(&out, "households")->n, vacant);
	wg_outcome_free(&out);
}

static void answers_of_the_compound_are_those_counted_by_hand(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	assert_int_equal(agree(office, "户籍=本社区"), 96);
	assert_int_equal(agree(office, "楼栋=5"), agree(office, "没有联系人"));
	assert_int_equal(agree(office, "楼栋=5") + agree(office, "!楼栋=5"), 858);
	assert_int_equal(agree(office, "备注~钥匙"),
			 count_of(office, "SELECT count(*) FROM household WHERE access_note LIKE '%钥匙%'"));
	run_line(office, WG_OK, &out, "households --where 联系人=无");
	assert_int_equal(table_of(&out, "households")->n, agree(office, "楼栋=5"));
	wg_outcome_free(&out);
}

static const char *one_of(struct wg_random *r, const char *const *words, int n)
{
	return words[wg_random_below(r, n)];
}

static void random_term(struct wg_random *r, char *out, size_t cap)
{
	static const char *const terms[] = {
		"独居",      "高龄",      "联户",         "锁定",      "楼栋=3",    "楼栋=1栋,9",   "单元=2",
		"人口>2",    "人口<=4",   "人口!=3",      "权重>=2",   "户籍=外村", "户籍=无",      "关爱",
		"备注",      "备注~物业", "电话=无",      "状态=在住", "楼层=7",    "房号=601",     "户主~丽",
		"联系人~芳", "起=无",     "没有联系人的", "尾号=0556", "备注~%",    "关爱=无,独居", "锁定=否",
		"锁=是",     "单元!=1,2", "户主=无",      "id>0",
	};
	snprintf(out, cap, "%s", one_of(r, terms, (int)(sizeof terms / sizeof *terms)));
}

static void random_expression(struct wg_random *r, int depth, char *out, size_t cap)
{
	static const char *const joints[] = {" & ", " | ", " ", "&", "｜"};
	char left[400], right[400];
	int kind = wg_random_below(r, 5);
	if (depth == 0 || kind == 0) {
		random_term(r, out, cap);
		return;
	}
	random_expression(r, depth - 1, left, sizeof left);
	random_expression(r, depth - 1, right, sizeof right);
	if (kind == 1)
		snprintf(out, cap, "!(%.380s)", left);
	else
		snprintf(out, cap, "(%.180s)%s(%.180s)", left, one_of(r, joints, (int)(sizeof joints / sizeof *joints)),
			 right);
}

static void store_and_memory_agree_on_any_expression(void **state)
{
	struct wg_random r = {20261122};
	size_t found = 0;
	for (int i = 0; i < 100; i++) {
		char text[400];
		random_expression(&r, i % 4, text, sizeof text);
		found += agree(*state, text);
	}
	assert_true(found > 5000);
}

static void what_is_wrong_is_said_with_its_place(void **state)
{
	static const struct {
		const char *text;
		size_t at;
	} wrong[] = {
		{"户主=", 7},     {"(独居", 7},   {"人口>x", 7},      {"颜色=红", 0}, {"独居 & ", 9},
		{"户籍=火星", 7}, {"独居 ) ", 7}, {"备注~\"钥匙", 7}, {"起>昨天", 4}, {"独居 & | 高龄", 9},
		{"楼栋>3", 6},    {"= 3", 0},     {"人口~3", 6},
	};
	struct wg_filter_table table = table_of_office(*state);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct wg_arena a = {0};
		const struct wg_filter *f = NULL;
		struct wg_error e = {0};
		size_t fault = 999;
		assert_int_equal(wg_filter_parse(wrong[i].text, &table, &a, &f, &fault, &e), WG_EUSAGE);
		if (fault != wrong[i].at)
			fail_msg("%s: at %zu, not %zu", wrong[i].text, fault, wrong[i].at);
		assert_true(e.message.n >= 1);
		wg_arena_free(&a);
	}
}

static void ticked_values_are_an_expression_that_finds_them(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	struct wg_node node = everywhere(office, &a);
	struct wg_filter_table table = table_of_office(office);
	static const enum wg_household_column columns[] = {WG_HH_BUILDING, WG_HH_ENTRANCE, WG_HH_FLOOR,   WG_HH_PEOPLE,
							   WG_HH_ORIGIN,   WG_HH_CARE,     WG_HH_CONTACT, WG_HH_SINCE,
							   WG_HH_STATUS,   WG_HH_NOTE,     WG_HH_LOCKED};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		struct wg_value_counts values;
		struct wg_household_filter all = {0};
		assert_int_equal(wg_household_values(office, &node, &all, columns[i], 500, &a, &values, NULL), WG_OK);
		assert_true(values.n > 1 && !values.more);
		int64_t sum = 0;
		for (size_t k = 0; k < values.n; k++) {
			const char *where = wg_filter_condition(&table, columns[i], &values.at[k].value, 1, &a);
			size_t n = agree(office, where);
			if ((int64_t)n != values.at[k].n)
				fail_msg("%s: %zu, not %lld", where, n, (long long)values.at[k].n);
			sum += values.at[k].n;
		}
		assert_true(columns[i] == WG_HH_CARE ? sum >= 858 : sum == 858);
	}
	wg_arena_free(&a);
}

static void sorted_rows_are_in_order_and_all_there(void **state)
{
	wg_office *office = *state;
	struct wg_filter_table table = table_of_office(office);
	for (size_t k = 0; k < WG_HH_COLUMNS; k++) {
		for (int down = 0; down < 2; down++) {
			struct wg_arena a = {0};
			struct wg_node node = everywhere(office, &a);
			struct wg_households rows;
			struct wg_household_filter f = {.sort = wg_household_columns[k].key, .descending = down};
			assert_int_equal(wg_household_list(office, &node, &f, 0, -1, &a, &rows, NULL), WG_OK);
			assert_int_equal(rows.n, 858);
			for (size_t i = 1; i < rows.n; i++) {
				struct wg_datum x = wg_household_datum(&rows.at[i - 1], k),
						y = wg_household_datum(&rows.at[i], k);
				bool walk = k == WG_HH_BUILDING;
				if (walk ? (down ? rows.at[i - 1].pos < rows.at[i].pos
						 : rows.at[i - 1].pos > rows.at[i].pos)
					 : k != WG_HH_ROOM && wg_filter_compare(&table, k, down, x, y) > 0)
					fail_msg("%s: row %zu", wg_household_columns[k].key, i);
				assert_true(k != WG_HH_ROOM || down || strtol(x.s, NULL, 10) <= strtol(y.s, NULL, 10));
			}
			wg_arena_free(&a);
		}
	}
}

static void last_rows_are_those_of_the_walk(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	struct wg_node node = everywhere(office, &a);
	struct wg_household_filter doors = {.vacant = true};
	struct wg_households all, last;
	assert_int_equal(wg_household_list(office, &node, &doors, 0, -1, &a, &all, NULL), WG_OK);
	for (int64_t skip = 0; skip <= (int64_t)all.n + 5; skip += 97) {
		int64_t left = (int64_t)all.n - skip, n = left < 0 ? 0 : left < 30 ? left : 30;
		assert_int_equal(wg_household_last(office, &node, skip, 30, &a, &last, NULL), WG_OK);
		assert_int_equal(last.n, n);
		for (int64_t i = 0; i < n; i++)
			assert_int_equal(last.at[i].door_id, all.at[left - n + i].door_id);
	}
	wg_arena_free(&a);
}

static void cadres_are_chosen_and_sorted_in_memory(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "cadres --where 户数>0 --sort -load");
	const struct wg_rows *t = table_of(&out, "cadres");
	assert_true(t->n > 10);
	for (size_t i = 0; i < t->n; i++) {
		assert_true(t->at[i * t->n_columns + 6].i > 0);
		assert_true(i == 0 || t->at[(i - 1) * t->n_columns + 10].i >= t->at[i * t->n_columns + 10].i);
	}
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "cadres --sort colour");
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "households --sort colour");
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "households --where 颜色=红");
	wg_outcome_free(&out);
}

static void masked_office_is_not_searched_by_what_it_masks(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	office->masked = true;
	run_line(office, WG_EPERM, &out, "households --where 尾号=0556");
	wg_outcome_free(&out);
	run_line(office, WG_EPERM, &out, "households --where '独居 | !备注~钥匙'");
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "households --where 钥匙");
	assert_int_equal(table_of(&out, "households")->n, 0);
	wg_outcome_free(&out);
	office->masked = false;
}

/* The Chinese of a msgid that stands in one line. */
static bool translated(const char *po, const char *msgid, char out[100])
{
	char look[200];
	snprintf(look, sizeof look, "\nmsgid \"%s\"\nmsgstr \"", msgid);
	const char *at = strstr(po, look);
	if (at)
		snprintf(out, 100, "%.*s", (int)strcspn(at + strlen(look), "\""), at + strlen(look));
	return at != NULL;
}

static void columns_are_understood_by_their_titles(void **state)
{
	static char po[1 << 20];
	char path[1000], title[100];
	snprintf(path, sizeof path, "%s/data/po/zh_CN.po", getenv("WANGGE_SOURCE"));
	FILE *in = fopen(path, "rb");
	assert_non_null(in);
	po[fread(po, 1, sizeof po - 1, in)] = '\0';
	fclose(in);
	const struct wg_filter_table tables[] = {{wg_household_columns, WG_HH_COLUMNS, NULL, NULL},
						 {wg_worker_columns, WG_WORKER_KEYS, NULL, NULL}};
	for (size_t t = 0; t < 2; t++)
		for (size_t i = 0; i < tables[t].n; i++) {
			if (tables[t].columns[i].type == WG_ROWS_ID)
				continue;
			assert_true(translated(po, tables[t].columns[i].title, title));
			if (wg_filter_column(&tables[t], title) != (int)i)
				fail_msg("%s: %s", tables[t].columns[i].key, title);
		}
}

static bool hints(wg_office *office, const char *text, const char *word, int values_of)
{
	struct wg_arena a = {0};
	struct wg_filter_hints h;
	struct wg_filter_table table = table_of_office(office);
	wg_filter_complete(text, &table, &a, &h);
	bool has = !word;
	for (size_t i = 0; word && i < h.n; i++)
		has = has || strcmp(h.at[i].word, word) == 0;
	has = has && h.values_of == values_of && h.from <= strlen(text);
	wg_arena_free(&a);
	return has;
}

static void what_may_follow_is_offered(void **state)
{
	wg_office *office = *state;
	assert_true(hints(office, "", "building", -1));
	assert_true(hints(office, "独居 & fl", "floor", -1));
	assert_true(hints(office, "关爱=独", "独居", -1));
	assert_true(hints(office, "关爱=高龄,独", "独居", -1));
	assert_true(hints(office, "户籍=", "外村", -1));
	assert_true(hints(office, "户籍!=", "外村", -1));
	assert_true(hints(office, "(独", "独居", -1));
	assert_true(hints(office, "联系人=", NULL, WG_HH_CONTACT));
	assert_true(hints(office, "独居 & 楼栋=1,", NULL, WG_HH_BUILDING));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_clerk_asks_is_found),
		cmocka_unit_test(answers_of_the_compound_are_those_counted_by_hand),
		cmocka_unit_test(empty_homes_are_found_where_they_are_asked_for),
		cmocka_unit_test(store_and_memory_agree_on_any_expression),
		cmocka_unit_test(what_is_wrong_is_said_with_its_place),
		cmocka_unit_test(ticked_values_are_an_expression_that_finds_them),
		cmocka_unit_test(sorted_rows_are_in_order_and_all_there),
		cmocka_unit_test(last_rows_are_those_of_the_walk),
		cmocka_unit_test(cadres_are_chosen_and_sorted_in_memory),
		cmocka_unit_test(masked_office_is_not_searched_by_what_it_masks),
		cmocka_unit_test(columns_are_understood_by_their_titles),
		cmocka_unit_test(what_may_follow_is_offered),
	};
	return cmocka_run_group_tests(tests, start, end_roster);
}
