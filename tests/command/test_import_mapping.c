#include "tests/test.h"

#include "store/db.h"
#include "tests/command/roster.h"

#define AT " --under 大镇/东村社区/翠湖苑"
#define PEOPLE "SELECT coalesce(group_concat(name, ' '), '') FROM (SELECT name FROM person ORDER BY id)"
#define FIELDS "SELECT coalesce((SELECT fields FROM mapping), '')"
#define NOTE "SELECT note FROM batch ORDER BY id DESC LIMIT 1"

/* 位置 and 业主大名 are words that no code list knows. */
static const char august[] = "位置,业主大名,备用\n3-2-501,张一,x\n3-2-502,张二,y\n";
static const char september[] = "位置,业主大名,备用\n3-2-503,张三,z\n";

static void take(wg_office *office, enum wg_err expected, struct wg_outcome *out, const char *name, const char *text,
		 const char *options)
{
	run_line(office, expected, out, "import households %s" AT " %s", put_text(name, NULL, text), options);
}

static void take_ok(wg_office *office, const char *name, const char *text, const char *options)
{
	struct wg_outcome out;
	take(office, WG_OK, &out, name, text, options);
	wg_outcome_free(&out);
}

static bool says(const struct wg_outcome *out, const char *part)
{
	char text[1000];
	for (size_t i = 0; i < out->n_notes; i++) {
		wg_message_text(&out->notes[i].message, NULL, text, sizeof text);
		if (strstr(text, part))
			return true;
	}
	return false;
}

static void columns_named_by_hand_are_known_the_next_month(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take(office, WG_EDATA, &out, "8月.csv", august, "");
	wg_outcome_free(&out);
	take(office, WG_OK, &out, "8月.csv", august, "--map 位置=address --map 业主大名=name");
	assert_true(says(&out, "remembered for the next file"));
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, FIELDS), "A=address B=name");
	take(office, WG_OK, &out, "9月.csv", september, "");
	assert_true(says(&out, "understood as remembered from 8月.csv (2026-03-26): A 位置=address、B 业主大名=name"));
	wg_outcome_free(&out);
	assert_string_equal(text_of_query(office, PEOPLE), "张一 张二 张三");
}

static void a_field_may_be_called_by_its_own_words(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_ok(office, "8月.csv", august, "--map 位置=地址 --map 业主大名=姓名");
	assert_string_equal(text_of_query(office, FIELDS), "A=address B=name");
	take(office, WG_EUSAGE, &out, "8月.csv", august, "--map 位置=天上");
	wg_outcome_free(&out);
}

static void another_header_is_not_meant(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_ok(office, "8月.csv", august, "--map 位置=address --map 业主大名=name");
	take(office, WG_EDATA, &out, "b.csv", "业主大名,位置,备用\n张三,3-2-503,z\n", "");
	wg_outcome_free(&out);
	run_line(office, WG_EDATA, &out, "import cadres %s", put_text("c.csv", NULL, september));
	wg_outcome_free(&out);
}

static void undo_forgets_with_the_rest(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	const char *before = dump_of(office);
	take_ok(office, "8月.csv", august, "--map 位置=address --map 业主大名=name");
	const char *after = dump_of(office);
	run_ok(office, "undo");
	assert_string_equal(dump_of(office), before);
	take(office, WG_EDATA, &out, "9月.csv", september, "");
	wg_outcome_free(&out);
	run_ok(office, "redo");
	assert_string_equal(dump_of(office), after);
	take_ok(office, "9月.csv", september, "");
}

static void a_new_wish_goes_before_what_is_remembered(void **state)
{
	wg_office *office = *state;
	take_ok(office, "8月.csv", august, "--map 位置=address --map 业主大名=name");
	take_ok(office, "9月.csv", "位置,业主大名,备用\n3-2-503,张三,13800138000\n", "--map 备用=phone");
	assert_string_equal(text_of_query(office, FIELDS), "A=address B=name C=phone");
	assert_string_equal(text_of_query(office, "SELECT phone FROM person WHERE name = '张三'"), "13800138000");
	assert_string_equal(text_of_query(office, "SELECT file FROM mapping"), "9月.csv");
	assert_int_equal(count_of(office, "SELECT count(*) FROM mapping"), 1);
	take_ok(office, "9月.csv", "位置,业主大名,备用\n3-2-504,张四,13800138001\n", "--map 备用=none");
	assert_string_equal(text_of_query(office, FIELDS), "A=address B=name C=none");
	assert_string_equal(text_of_query(office, "SELECT coalesce(phone, '') FROM person WHERE name = '张四'"), "");
}

static void it_can_be_forgotten(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_ok(office, "8月.csv", "位置,姓名,房号\n翠湖苑,张一,3-2-501\n", "--map 位置=none");
	assert_string_equal(text_of_query(office, FIELDS), "A=none");
	take(office, WG_OK, &out, "9月.csv", "位置,姓名,房号\n翠湖苑,张二,3-2-502\n", "--no-remembered");
	assert_true(says(&out, "which is forgotten: A 位置=none"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM mapping"), 0);
}

static void a_list_of_cadres_is_remembered_too(void **state)
{
	wg_office *office = *state;
	take_ok(office, "8月.csv", august, "--map 位置=address --map 业主大名=name");
	run_ok(office, "import cadres %s --under 大镇/东村社区 --map 大名=name", put_text("干部.csv", NULL, "大名,单位\n黄秋军,区民政局\n"));
	run_ok(office, "import cadres %s --under 大镇/东村社区", put_text("干部2.csv", NULL, "大名,单位\n许英,区住建局\n"));
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE name IN ('黄秋军', '许英')"), 2);
	assert_int_equal(count_of(office, "SELECT count(*) FROM mapping"), 2);
}

static void the_same_file_again_changes_nothing(void **state)
{
	wg_office *office = *state;
	take_ok(office, "8月.csv", august, "--map 位置=address --map 业主大名=name");
	int64_t batches = count_of(office, "SELECT count(*) FROM batch");
	take_ok(office, "8月.csv", august, "--map 位置=address --map 业主大名=name");
	take_ok(office, "8月.csv", august, "");
	assert_int_equal(count_of(office, "SELECT count(*) FROM batch"), batches);
}

static bool chain_is_broken(wg_office *office)
{
	struct wg_outcome out;
	bool broken = false;
	run_line(office, WG_OK, &out, "check --deep");
	const struct wg_rows *t = table_of(&out, "findings");
	for (size_t i = 0; i < t->n; i++)
		broken |= strcmp(t->at[i * t->n_columns].s, "the journal was changed from outside") == 0;
	wg_outcome_free(&out);
	return broken;
}

/* The digest of the file is that of Python's hashlib.blake2b(…, digest_size=32). */
static void the_batch_says_which_file_it_took_and_how_it_was_understood(void **state)
{
	wg_office *office = *state;
	take_ok(office, "8月.csv", august, "--map 位置=address --map 业主大名=name");
	assert_string_equal(text_of_query(office, NOTE),
			    "blake2b 6b40474983e5d9515f97db3f76be10f7414e2c7cc1477d41186f107f7c49020f 8月.csv\n8月.csv: A=address B=name");
	assert_false(chain_is_broken(office));
}

static void a_batch_whose_file_was_changed_breaks_the_chain(void **state)
{
	wg_office *office = *state;
	take_ok(office, "8月.csv", august, "--map 位置=address --map 业主大名=name");
	struct wg_stmt *st = wg_query(office->db, "UPDATE batch SET note = replace(note, 'B=name', 'B=head')");
	assert_int_equal(wg_exec(st, NULL), WG_OK);
	assert_true(chain_is_broken(office));
}

int main(void)
{
#define STORY(name) cmocka_unit_test_setup_teardown(name, start_roster, end_roster)
	const struct CMUnitTest tests[] = {
		STORY(columns_named_by_hand_are_known_the_next_month),
		STORY(a_field_may_be_called_by_its_own_words),
		STORY(another_header_is_not_meant),
		STORY(undo_forgets_with_the_rest),
		STORY(a_new_wish_goes_before_what_is_remembered),
		STORY(it_can_be_forgotten),
		STORY(a_list_of_cadres_is_remembered_too),
		STORY(the_same_file_again_changes_nothing),
		STORY(the_batch_says_which_file_it_took_and_how_it_was_understood),
		STORY(a_batch_whose_file_was_changed_breaks_the_chain),
	};
	return cmocka_run_group_tests_name("import mapping", tests, NULL, NULL);
}
