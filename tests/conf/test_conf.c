#include "tests/test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "conf/conf.h"

static char dir[64];

static int make_dir(void **state)
{
	snprintf(dir, sizeof dir, "/tmp/wangge-conf-XXXXXX");
	return mkdtemp(dir) ? 0 : -1;
}

static void put(const char *name, const char *text)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static int clear_dir(void **state)
{
	static const char *const names[] = {"wangge.yaml", "keymap.yaml", "theme.yaml", "codes.yaml"};
	for (size_t i = 0; i < 4; i++) {
		char path[128];
		snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		unlink(path);
	}
	return 0;
}

static int remove_dir(void **state)
{
	clear_dir(state);
	return rmdir(dir);
}

static struct wg_conf *open_conf(void)
{
	struct wg_conf *conf = NULL;
	struct wg_error e = {0};
	const char *dirs[WG_CONF_DIRS] = {NULL, dir};
	char sentence[500];
	if (wg_conf_open(dirs, &conf, &e) != WG_OK) {
		wg_message_text(&e.message, NULL, sentence, sizeof sentence);
		fail_msg("%s", sentence);
	}
	return conf;
}

/* What wg_conf_open() says of the files in dir, without the folder's name. */
static const char *complaint(void)
{
	static char sentence[500];
	struct wg_conf *conf = NULL;
	struct wg_error e = {0};
	const char *dirs[WG_CONF_DIRS] = {NULL, dir};
	assert_int_equal(wg_conf_open(dirs, &conf, &e), WG_ECONFIG);
	assert_null(conf);
	wg_message_text(&e.message, NULL, sentence, sizeof sentence);
	assert_memory_equal(sentence, dir, strlen(dir));
	return sentence + strlen(dir) + 1;
}

static const struct wg_code *code_of(const struct wg_conf *conf, const char *list, const char *code)
{
	const struct wg_codes *codes = wg_conf_codes(conf);
	for (size_t i = 0; i < codes->n_code; i++)
		if (strcmp(codes->code[i].list, list) == 0 && strcmp(codes->code[i].code, code) == 0)
			return &codes->code[i];
	return NULL;
}

static void the_settings_file_says_what_the_registry_says(void **state)
{
	struct wg_conf *conf = open_conf();
	struct wg_options presets = *wg_conf_options(conf);
	for (int i = 0; i < WG_OPTIONS; i++) {
		const struct wg_option_info *info = wg_option_info((enum wg_option)i);
		if (info->type == WG_OPTION_INT)
			assert_int_equal(presets.value[i], atoi(info->preset));
		else if (info->type == WG_OPTION_CHOICE)
			assert_true(wg_option_is(&presets, (enum wg_option)i, info->preset));
		else
			assert_int_equal(presets.value[i], strcmp(info->preset, "yes") == 0);
		assert_true(strlen(info->sentence) > 10);
	}
	wg_conf_close(&conf);
	assert_null(conf);
}

/* Copies a file of config/ into dir, so that it is read and parsed like a user's. */
static void put_default(const char *name)
{
	char path[512], text[65536];
	snprintf(path, sizeof path, "%s/config/%s", getenv("WANGGE_SOURCE"), name);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	size_t n = fread(text, 1, sizeof text - 1, f);
	fclose(f);
	text[n] = '\0';
	assert_true(n > 100 && n < sizeof text - 1);
	put(name, text);
}

static void assert_same_texts(const char *const *a, size_t n_a, const char *const *b, size_t n_b)
{
	assert_int_equal(n_a, n_b);
	for (size_t i = 0; i < n_a; i++) {
		assert_int_equal(a[i] == NULL, b[i] == NULL);
		if (a[i])
			assert_string_equal(a[i], b[i]);
	}
}

static void assert_same_codes(const struct wg_codes *a, const struct wg_codes *b)
{
	assert_true(a->digest == b->digest);
	assert_memory_equal(&a->plan, &b->plan, sizeof a->plan);
	assert_int_equal(a->n_code, b->n_code);
	for (size_t i = 0; i < a->n_code; i++) {
		const struct wg_code *p = &a->code[i], *q = &b->code[i];
		const char *these[] = {p->list, p->code, p->name, p->name_en, p->mark};
		const char *those[] = {q->list, q->code, q->name, q->name_en, q->mark};
		assert_same_texts(these, 5, those, 5);
		assert_same_texts(p->also, p->n_also, q->also, q->n_also);
		assert_int_equal(p->weight, q->weight);
		assert_int_equal(p->gravity, q->gravity);
		assert_int_equal(p->band_lo * 1000 + p->band_hi, q->band_lo * 1000 + q->band_hi);
		assert_int_equal(p->part_lo * 1000 + p->part_hi, q->part_lo * 1000 + q->part_hi);
	}
	assert_int_equal(a->n_column, b->n_column);
	for (size_t i = 0; i < a->n_column; i++) {
		assert_string_equal(a->column[i].table, b->column[i].table);
		assert_string_equal(a->column[i].key, b->column[i].key);
		assert_same_texts(a->column[i].words, a->column[i].n_words, b->column[i].words, b->column[i].n_words);
	}
}

static void what_is_built_in_is_what_the_files_say(void **state)
{
	struct wg_conf *conf = open_conf();
	put_default("wangge.yaml");
	put_default("theme.yaml");
	put_default("codes.yaml");
	struct wg_conf *parsed = open_conf();
	assert_memory_equal(wg_conf_options(conf), wg_conf_options(parsed), sizeof(struct wg_options));
	assert_int_equal(wg_conf_keymap(conf)->n, 0); /* the registry of actions has the default keys */
	const struct wg_theme *theme = wg_conf_theme(conf), *other = wg_conf_theme(parsed);
	assert_int_equal(theme->n, other->n);
	for (size_t i = 0; i < theme->n; i++) {
		const struct wg_theme_role *p = &theme->role[i], *q = wg_theme_find(other, p->name);
		assert_true(q && p->fg == q->fg && p->bg == q->bg && p->attr == q->attr && p->plain == q->plain);
	}
	assert_same_codes(wg_conf_codes(conf), wg_conf_codes(parsed));
	wg_conf_close(&conf);
	wg_conf_close(&parsed);
}

static void what_a_user_sets_wins_and_the_rest_stays(void **state)
{
	put("wangge.yaml", "language: en\nplan: {cut: {floor: 300}}\n");
	struct wg_conf *conf = open_conf();
	const struct wg_options *options = wg_conf_options(conf);
	assert_true(wg_option_is(options, WG_OPTION_LANGUAGE, "en"));
	assert_false(wg_option_is(options, WG_OPTION_LANGUAGE, "zh"));
	assert_int_equal(options->value[WG_OPTION_PLAN_CUT_FLOOR], 300);
	assert_int_equal(options->value[WG_OPTION_PLAN_CUT_ENTRANCE], 60);
	assert_int_equal(wg_conf_codes(conf)->plan.cut[4], 300);
	assert_int_equal(wg_conf_codes(conf)->plan.cut[0], 0);
	assert_int_equal(wg_conf_codes(conf)->plan.move, 12);
	wg_conf_close(&conf);
}

static void a_wrong_option_is_refused_with_its_place(void **state)
{
	put("wangge.yaml", "language: klingon\n");
	assert_string_equal(complaint(), "wangge.yaml:1:11: one of these is expected here: zh en");
	put("wangge.yaml", "plan:\n  cut:\n    floor: -1\n");
	assert_string_equal(complaint(), "wangge.yaml:3:12: a number of 0–100000 is expected here");
	put("wangge.yaml", "plan:\n  cuts: 1\n");
	assert_string_equal(complaint(), "wangge.yaml:2:9: there is no option plan.cuts");
	put("wangge.yaml", "plan: 3\n");
	assert_string_equal(complaint(), "wangge.yaml:1:7: keys and values are expected here");
	put("wangge.yaml", "search: {fuzzy-pinyin: perhaps}\n");
	assert_string_equal(complaint(), "wangge.yaml:1:24: yes or no is expected here");
}

static void care_groups_have_the_weights_of_the_design(void **state)
{
	static const struct {
		const char *code, *name;
		int weight;
	} expected[] = {
		{"alone", "独居", 1}, {"aged", "高龄", 1}, {"empty_nest", "空巢", 1}, {"dependent", "失能", 2},
		{"lost_child", "失独", 1}, {"destitute", "特困", 1}, {"subsistence", "低保", 1}, {"disabled", "残疾", 1},
		{"orphan", "孤儿", 2}, {"ill", "重病", 0}, {"veteran", "军人", 0},
	};
	struct wg_conf *conf = open_conf();
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		const struct wg_code *c = code_of(conf, "care", expected[i].code);
		assert_non_null(c);
		assert_string_equal(c->name, expected[i].name);
		assert_int_equal(c->weight, expected[i].weight);
		assert_int_equal(strlen(c->mark), 3); /* one hanzi */
	}
	wg_conf_close(&conf);
}

static void marks_and_gravities_of_care_groups_differ(void **state)
{
	struct wg_conf *conf = open_conf();
	const struct wg_codes *codes = wg_conf_codes(conf);
	for (size_t i = 0; i < codes->n_code; i++)
		for (size_t k = 0; k < i; k++) {
			if (strcmp(codes->code[i].list, "care") != 0 || strcmp(codes->code[k].list, "care") != 0)
				continue;
			assert_string_not_equal(codes->code[i].mark, codes->code[k].mark);
			assert_int_not_equal(codes->code[i].gravity, codes->code[k].gravity);
		}
	wg_conf_close(&conf);
}

static void resident_cadres_and_part_timers_have_their_bands(void **state)
{
	struct wg_conf *conf = open_conf();
	const struct wg_code *cadre = code_of(conf, "worker_kind", "resident_cadre");
	assert_int_equal(cadre->band_lo, 15);
	assert_int_equal(cadre->band_hi, 30);
	assert_int_equal(cadre->part_lo, 8);
	assert_int_equal(cadre->part_hi, 15);
	assert_int_equal(code_of(conf, "worker_kind", "building_head")->band_hi, 0);
	wg_conf_close(&conf);
}

static const char *key_of(const struct wg_conf *conf, const char *table, const char *word)
{
	const struct wg_codes *codes = wg_conf_codes(conf);
	const char *key = NULL;
	for (size_t i = 0; i < codes->n_column; i++)
		for (size_t k = 0; k < codes->column[i].n_words; k++)
			if (strcmp(codes->column[i].table, table) == 0 && strcmp(codes->column[i].words[k], word) == 0) {
				assert_null(key); /* a word that means two fields helps nobody */
				key = codes->column[i].key;
			}
	return key ? key : "";
}

static void headers_of_rosters_mean_their_fields(void **state)
{
	struct wg_conf *conf = open_conf();
	assert_string_equal(key_of(conf, "households", "户主姓名"), "head");
	assert_string_equal(key_of(conf, "households", "家庭成员/姓名"), "member_name");
	assert_string_equal(key_of(conf, "households", "与户主关系"), "relation");
	assert_string_equal(key_of(conf, "households", "类别"), "care");
	assert_string_equal(key_of(conf, "households", "联系电话"), "phone");
	assert_string_equal(key_of(conf, "households", "包户干部"), "contact");
	assert_string_not_equal(key_of(conf, "households", "联系人"), "contact");
	assert_string_equal(key_of(conf, "cadres", "参加联户"), "takes");
	assert_string_equal(key_of(conf, "cadres", "驻守截止"), "until");
	wg_conf_close(&conf);
}

static void no_header_word_means_two_fields(void **state)
{
	struct wg_conf *conf = open_conf();
	const struct wg_codes *codes = wg_conf_codes(conf);
	assert_true(codes->n_column > 30);
	for (size_t i = 0; i < codes->n_column; i++)
		for (size_t k = 0; k < codes->column[i].n_words; k++)
			assert_string_equal(key_of(conf, codes->column[i].table, codes->column[i].words[k]), codes->column[i].key);
	wg_conf_close(&conf);
}

static void an_office_may_change_a_weight_and_add_a_code(void **state)
{
	struct wg_conf *conf = open_conf();
	uint64_t before = wg_conf_codes(conf)->digest;
	size_t n = wg_conf_codes(conf)->n_code;
	wg_conf_close(&conf);
	put("codes.yaml", "care:\n  ill: {weight: 2}\n  rare: {name: 罕见病, mark: 罕, gravity: 81}\n");
	conf = open_conf();
	assert_int_equal(code_of(conf, "care", "ill")->weight, 2);
	assert_string_equal(code_of(conf, "care", "ill")->name, "重病");
	assert_string_equal(code_of(conf, "care", "rare")->name_en, "rare");
	assert_int_equal(wg_conf_codes(conf)->n_code, n + 1);
	assert_true(wg_conf_codes(conf)->digest != before);
	wg_conf_close(&conf);
}

static void the_digest_is_that_of_the_codes_not_of_the_text(void **state)
{
	struct wg_conf *conf = open_conf();
	uint64_t before = wg_conf_codes(conf)->digest;
	wg_conf_close(&conf);
	put("codes.yaml", "# a comment\ncare: {ill: {weight: 0}}\ncolumns: {cadres: {note: [批注]}}\n");
	conf = open_conf();
	assert_true(wg_conf_codes(conf)->digest == before);
	wg_conf_close(&conf);
}

static void wrong_codes_are_refused_with_their_place(void **state)
{
	put("codes.yaml", "care:\n  ill: {weight: 9}\n");
	assert_string_equal(complaint(), "codes.yaml:2:17: a number of 0–3 is expected here");
	put("codes.yaml", "care:\n  x: {weight: 1}\n");
	assert_string_equal(complaint(), "codes.yaml:2:6: x has no name");
	put("codes.yaml", "care:\n  x: {name: 独居老人}\n");
	assert_string_equal(complaint(), "codes.yaml:2:6: 独居老人 already means another code of the list");
	put("codes.yaml", "worker_kind:\n  grid_lead: {band: [30, 15]}\n");
	assert_string_equal(complaint(), "codes.yaml:2:26: a number of 30–10000 is expected here");
	put("codes.yaml", "worker_kind:\n  grid_lead: {band: 15}\n");
	assert_string_equal(complaint(), "codes.yaml:2:21: a band is two numbers: [15, 30]");
	put("codes.yaml", "origin:\n  own: {weight: 1}\n");
	assert_string_equal(complaint(), "codes.yaml:2:17: unknown key weight");
	put("codes.yaml", "cares: {}\n");
	assert_string_equal(complaint(), "codes.yaml:1:8: unknown key cares");
	put("codes.yaml", "columns: {dogs: {name: [名]}}\n");
	assert_string_equal(complaint(), "codes.yaml:1:17: columns are those of households, cadres or library");
}

static struct wg_keymap_line line_of(const struct wg_conf *conf, const char *key)
{
	const struct wg_keymap *map = wg_conf_keymap(conf);
	for (size_t i = 0; i < map->n; i++)
		if (strcmp(map->line[i].key, key) == 0)
			return map->line[i];
	return (struct wg_keymap_line){"no", "such", "line", "here"};
}

static void keys_are_listed_scope_by_scope_with_their_places(void **state)
{
	put("keymap.yaml", "list:\n  j: \"\"\n  g5: lock 3-2-501\n");
	struct wg_conf *conf = open_conf();
	assert_string_equal(line_of(conf, "j").text, "");
	struct wg_keymap_line command = line_of(conf, "g5");
	assert_string_equal(command.scope, "list");
	assert_string_equal(command.text, "lock 3-2-501");
	assert_string_equal(command.place + strlen(dir), "/keymap.yaml:3:7");
	wg_conf_close(&conf);
	put("keymap.yaml", "list:\n  j: [a, b]\n");
	assert_string_equal(complaint(), "keymap.yaml:2:6: a single value is expected here");
	put("keymap.yaml", "list: j\n");
	assert_string_equal(complaint(), "keymap.yaml:1:7: keys and values are expected here");
}

static void roles_have_colours_and_a_stand_in_for_them(void **state)
{
	put("theme.yaml", "warn: {fg: bright-red, bg: 17, attr: [bold, underline]}\n");
	struct wg_conf *conf = open_conf();
	const struct wg_theme_role *warn = wg_theme_find(wg_conf_theme(conf), "warn");
	assert_int_equal(warn->fg, 9);
	assert_int_equal(warn->bg, 17);
	assert_int_equal(warn->attr, WG_THEME_BOLD | WG_THEME_UNDERLINE);
	assert_int_equal(warn->plain, WG_THEME_BOLD); /* from the default */
	assert_null(wg_theme_find(wg_conf_theme(conf), "nobody"));
	wg_conf_close(&conf);
	put("theme.yaml", "warn: {fg: pinkish}\n");
	assert_string_equal(complaint(), "theme.yaml:1:12: there is no colour pinkish");
	put("theme.yaml", "warn: {fg: 256}\n");
	assert_string_equal(complaint(), "theme.yaml:1:12: a number of 0–255 is expected here");
	put("theme.yaml", "warn: {attr: shiny}\n");
	assert_string_equal(complaint(), "theme.yaml:1:14: there is no attribute shiny");
}

static void the_users_folder_wins_over_the_machines(void **state)
{
	struct wg_conf *conf = NULL;
	char machine[80], path[128];
	snprintf(machine, sizeof machine, "%s/machine", dir);
	snprintf(path, sizeof path, "%s/wangge.yaml", machine);
	assert_int_equal(mkdir(machine, 0700), 0);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("confirm-above: 5\nplan: {move: 7}\n", f);
	assert_int_equal(fclose(f), 0);
	put("wangge.yaml", "confirm-above: 6\n");
	const char *dirs[WG_CONF_DIRS] = {machine, dir};
	assert_int_equal(wg_conf_open(dirs, &conf, NULL), WG_OK);
	assert_int_equal(wg_conf_options(conf)->value[WG_OPTION_CONFIRM_ABOVE], 6);
	assert_int_equal(wg_conf_options(conf)->value[WG_OPTION_PLAN_MOVE], 7);
	wg_conf_close(&conf);
	unlink(path);
	rmdir(machine);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_settings_file_says_what_the_registry_says, clear_dir),
		cmocka_unit_test_teardown(what_is_built_in_is_what_the_files_say, clear_dir),
		cmocka_unit_test_teardown(what_a_user_sets_wins_and_the_rest_stays, clear_dir),
		cmocka_unit_test_teardown(a_wrong_option_is_refused_with_its_place, clear_dir),
		cmocka_unit_test_teardown(care_groups_have_the_weights_of_the_design, clear_dir),
		cmocka_unit_test_teardown(marks_and_gravities_of_care_groups_differ, clear_dir),
		cmocka_unit_test_teardown(resident_cadres_and_part_timers_have_their_bands, clear_dir),
		cmocka_unit_test_teardown(headers_of_rosters_mean_their_fields, clear_dir),
		cmocka_unit_test_teardown(no_header_word_means_two_fields, clear_dir),
		cmocka_unit_test_teardown(an_office_may_change_a_weight_and_add_a_code, clear_dir),
		cmocka_unit_test_teardown(the_digest_is_that_of_the_codes_not_of_the_text, clear_dir),
		cmocka_unit_test_teardown(wrong_codes_are_refused_with_their_place, clear_dir),
		cmocka_unit_test_teardown(keys_are_listed_scope_by_scope_with_their_places, clear_dir),
		cmocka_unit_test_teardown(roles_have_colours_and_a_stand_in_for_them, clear_dir),
		cmocka_unit_test_teardown(the_users_folder_wins_over_the_machines, clear_dir),
	};
	return cmocka_run_group_tests_name("conf", tests, make_dir, remove_dir);
}
