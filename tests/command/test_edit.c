#include "tests/test.h"

#include <string.h>

#include "tests/command/office.h"

/* Two buildings, 张伟1 at 1-1-101, 张丽2 at 1-1-102 …; two cadres. */
static int set_up(void **state)
{
	*state = test_office(2, 2);
	return 0;
}

static const char *text_of(wg_office *office, const char *sql)
{
	static char text[400];
	struct wg_stmt *st = wg_query(office->db, sql);
	assert_true(wg_step(st));
	snprintf(text, sizeof text, "%s", wg_text(st, 0) ? wg_text(st, 0) : "NULL");
	assert_int_equal(wg_done(st, NULL), WG_OK);
	return text;
}

static const struct wg_datum *field(const struct wg_outcome *out, const char *name)
{
	const struct wg_rows *t = &out->tables[0];
	assert_string_equal(t->key, "fields");
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->at[i * t->n_columns].s, name) == 0)
			return &t->at[i * t->n_columns];
	fail_msg("no field %s", name);
	return NULL;
}

static const char *now(const struct wg_outcome *out, const char *name)
{
	const struct wg_datum *d = field(out, name) + 1;
	return d->null ? "" : d->s;
}

static void refuses(wg_office *office, const char *name, const char *line)
{
	struct wg_outcome out;
	run_line(office, WG_EREFUSED, &out, "%s", line);
	assert_true(out.n_refusals > 0);
	bool named = false;
	for (size_t i = 0; i < out.n_notes; i++)
		named = named || strcmp(out.notes[i].column, name) == 0;
	if (!named)
		fail_msg("%s: %s is not named", line, name);
	wg_outcome_free(&out);
}

static void values_are_written_as_they_are_kept(void **state)
{
	wg_office *office = *state;
	run_ok(office, "edit person 张伟1 --phone '139 0000-1234' --birth 1950年3月2日 --sex female --note '  听力差 '");
	assert_string_equal(text_of(office, "SELECT phone || ' ' || birth || ' ' || sex || ' ' || note FROM person "
					    "WHERE name = '张伟1'"), "13900001234 -7245 2 听力差");
	run_ok(office, "edit person 1-1-101/张伟1 --note '' --birth ''");
	assert_string_equal(text_of(office, "SELECT coalesce(note, birth, 'none') FROM person WHERE name = '张伟1'"), "none");
	run_ok(office, "edit worker 甲一 --until 2027年3月25日 --lives 1-2-602 --takes-households no");
	assert_string_equal(text_of(office, "SELECT until || ' ' || takes_households || ' ' || (SELECT room FROM door d WHERE "
					    "d.id = lives_id) FROM worker WHERE name = '甲一'"), "20902 0 602");
}

static void without_a_field_it_says_what_there_is(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "edit worker 甲一 --lives 1-2-602 --until 2027-03-25");
	run_line(office, WG_OK, &out, "edit worker 甲一");
	assert_int_equal(out.batch, 0);
	assert_string_equal(now(&out, "lives"), "昭山镇/窑洲社区/晴岚家园/1栋/2单元/602");
	assert_string_equal(now(&out, "until"), "2027-03-25");
	assert_string_equal(now(&out, "band-lo"), "15");
	assert_string_equal(now(&out, "takes-households"), "yes");
	assert_string_equal(now(&out, "kind"), "resident_cadre");
	wg_outcome_free(&out);
}

static void wrong_values_are_refused_by_the_name_of_the_field(void **state)
{
	wg_office *office = *state;
	refuses(office, "phone", "edit person 张伟1 --phone 1390000");
	refuses(office, "phone", "edit worker 甲一 --phone 一二三");
	refuses(office, "birth", "edit person 张伟1 --birth 1950-02-30");
	refuses(office, "birth", "edit person 张伟1 --birth 2150-01-01");
	refuses(office, "id-no", "edit person 张伟1 --id-no 430101195003020011");
	refuses(office, "name", "edit person 张伟1 --name ''");
	refuses(office, "care", "edit person 张伟1 --care 独居,没有这类");
	refuses(office, "until", "edit worker 甲一 --until 月底");
	refuses(office, "lives", "edit worker 甲一 --lives 9-9-909");
	refuses(office, "band-hi", "edit worker 甲一 --band-hi 0");
	refuses(office, "band-hi", "edit worker 甲一 --band-lo 20 --band-hi 10");
	refuses(office, "band-lo", "edit worker 甲一 --band-lo ''");
	refuses(office, "status", "edit household 1-1-101 --status gone");
	refuses(office, "people", "edit household 1-1-101 --people 很多");
	assert_int_equal(count_of(office, "SELECT count(*) FROM batch WHERE flags = 0"), 0);
}

/* 430101195003020010: born 1950-03-02, serial 001, male; the check digit is computed here. */
static void number(char out[19], const char *first)
{
	static const int weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;
	for (int i = 0; i < 17; i++)
		sum += (first[i] - '0') * weight[i];
	snprintf(out, 19, "%.17s%c", first, "10X98765432"[sum % 11]);
}

static void id_number_fills_in_and_must_agree(void **state)
{
	wg_office *office = *state;
	char male[19], line[200];
	number(male, "43010119500302001");
	run_ok(office, "edit person 张伟1 --birth 1950 --id-no %s", male);
	assert_string_equal(text_of(office, "SELECT birth || ' ' || sex FROM person WHERE name = '张伟1'"), "-7245 1");
	refuses(office, "sex", "edit person 张伟1 --sex female");
	refuses(office, "birth", "edit person 张伟1 --birth 1951-03-02");
	run_ok(office, "edit person 张丽2 --sex female");
	snprintf(line, sizeof line, "edit person 张丽2 --id-no %s", male);
	refuses(office, "sex", line);
	run_ok(office, "edit person 张丽2 --sex male --id-no %s", male);
}

static void care_groups_end_and_begin_but_are_not_removed(void **state)
{
	wg_office *office = *state;
	run_ok(office, "edit person 张伟1 --care 独居");
	assert_int_equal(count_of(office, "SELECT weight FROM household h JOIN person p ON p.household_id = h.id WHERE p.name = "
					  "'张伟1'"), 2);
	run_ok(office, "edit person 张伟1 --care ''");
	assert_int_equal(count_of(office, "SELECT count(*) FROM care c JOIN person p ON p.id = c.person_id WHERE p.name = "
					  "'张伟1' AND c.until IS NOT NULL"), 1);
	assert_int_equal(count_of(office, "SELECT weight FROM household h JOIN person p ON p.household_id = h.id WHERE p.name = "
					  "'张伟1'"), 1);
}

static void household_keeps_exactly_one_head(void **state)
{
	wg_office *office = *state;
	refuses(office, "relation", "edit person 张伟1 --relation 子");
}

static void who_has_households_still_takes_them(void **state)
{
	wg_office *office = *state;
	run_ok(office, "assign 1栋1单元 --to 甲一");
	refuses(office, "takes-households", "edit worker 甲一 --takes-households no");
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "edit worker 甲一 --band-lo 1 --band-hi 5");
	assert_int_equal(out.n_warnings, 1);
	wg_outcome_free(&out);
}

/* Two people open the same resident; who saves second is shown both values and has changed nothing. */
static void second_to_save_sees_both_values(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	char version[32];
	run_line(office, WG_OK, &out, "edit person 张伟1");
	snprintf(version, sizeof version, "%lld", (long long)field(&out, "name")[3].i);
	wg_outcome_free(&out);
	run_ok(office, "edit person 张伟1 --phone 13900001111 --version %s", version);
	run_line(office, WG_ESTALE, &out, "edit person 张伟1 --phone 13900002222 --note 耳背 --version %s", version);
	assert_string_equal(now(&out, "phone"), "13900001111");
	assert_string_equal(field(&out, "phone")[2].s, "13900002222");
	assert_string_equal(now(&out, "note"), "");
	assert_string_equal(field(&out, "note")[2].s, "耳背");
	assert_true(field(&out, "name")[2].null);
	snprintf(version, sizeof version, "%lld", (long long)field(&out, "name")[3].i);
	wg_outcome_free(&out);
	assert_string_equal(text_of(office, "SELECT phone || coalesce(note, '') FROM person WHERE name = '张伟1'"), "13900001111");
	run_ok(office, "edit person 张伟1 --note 耳背 --version %s", version);
	assert_string_equal(text_of(office, "SELECT phone || note FROM person WHERE name = '张伟1'"), "13900001111耳背");
}

static void personal_values_are_not_repeated_in_the_journal(void **state)
{
	wg_office *office = *state;
	run_ok(office, "edit person 张伟1 --phone 13900001111 --note 耳背 --relation head");
	const char *command = text_of(office, "SELECT command FROM batch ORDER BY id DESC LIMIT 1");
	assert_null(strstr(command, "13900001111"));
	assert_null(strstr(command, "耳背"));
	assert_non_null(strstr(command, "--phone ***"));
	assert_non_null(strstr(command, "--relation head"));
}

static void several_of_one_name_are_told_apart_by_door(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "edit person 张丽2 --name 张伟1");
	run_line(office, WG_EUSAGE, &out, "edit person 张伟1 --note x");
	wg_outcome_free(&out);
	run_ok(office, "edit person 1-1-102/张伟1 --note 后来的");
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE note = '后来的'"), 1);
	run_line(office, WG_ENOTFOUND, &out, "edit person 1-1-102/张三");
	wg_outcome_free(&out);
	run_line(office, WG_ENOTFOUND, &out, "edit person 张三");
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "edit household 1栋 --note x");
	wg_outcome_free(&out);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, close_office)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(values_are_written_as_they_are_kept),
		OFFICE(without_a_field_it_says_what_there_is),
		OFFICE(wrong_values_are_refused_by_the_name_of_the_field),
		OFFICE(id_number_fills_in_and_must_agree),
		OFFICE(care_groups_end_and_begin_but_are_not_removed),
		OFFICE(household_keeps_exactly_one_head),
		OFFICE(who_has_households_still_takes_them),
		OFFICE(second_to_save_sees_both_values),
		OFFICE(personal_values_are_not_repeated_in_the_journal),
		OFFICE(several_of_one_name_are_told_apart_by_door),
	};
	return cmocka_run_group_tests_name("edit", tests, NULL, NULL);
}
