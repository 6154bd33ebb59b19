#include "tests/test.h"

#include "store/tx.h"
#include "tests/command/office.h"
#include "wangge/person.h"

/* One building of 22 households: 张伟1 … with the telephones 19900000001 …; and three people whose names are of use. */
static int64_t add_person(wg_office *office, const char *name, int64_t birth, const char *phone)
{
	struct wg_tx *tx = NULL;
	struct wg_tx_opts opts = {.at = 1774486800, .label = "fill", .command = "fill", .flags = WG_BATCH_SYSTEM};
	int64_t id = 0, batch;
	struct wg_value p[WG_PERSON_COLUMNS] = {
		[WG_PERSON_HOUSEHOLD_ID] = wg_int_value(count_of(office, "SELECT min(id) FROM household")),
		[WG_PERSON_RELATION] = wg_text_value("other"), [WG_PERSON_NAME] = wg_text_value(name),
		[WG_PERSON_BIRTH] = wg_int_value(birth), [WG_PERSON_PHONE] = wg_text_value(phone),
	};
	assert_int_equal(wg_tx_begin(office->db, &opts, &tx, NULL), WG_OK);
	assert_int_equal(wg_row_insert(tx, WG_T_PERSON, p, &id, NULL), WG_OK);
	assert_int_equal(wg_tx_commit(&tx, &batch, NULL), WG_OK);
	return id;
}

static int set_up(void **state)
{
	wg_office *office = test_office(1, 1);
	add_person(office, "李秀英", -7000, "13900001234");
	add_person(office, "李秀英", 1000, NULL);
	add_person(office, "李秀瑛", -6990, NULL);
	*state = office;
	return 0;
}

static size_t similar(wg_office *office, const char *line, struct wg_outcome *out)
{
	run_line(office, WG_OK, out, "%s", line);
	return out->tables[0].n;
}

static const struct wg_datum *row(const struct wg_outcome *out, size_t i)
{
	return out->tables[0].at + i * out->tables[0].n_columns;
}

static void same_name_alone_is_shown(void **state)
{
	struct wg_outcome out;
	assert_int_equal(similar(*state, "similar 李秀英", &out), 2);
	wg_outcome_free(&out);
	assert_int_equal(similar(*state, "similar 秀英", &out), 0); /* the end of a name is another name */
	wg_outcome_free(&out);
}

static void other_year_of_birth_is_another_person(void **state)
{
	struct wg_outcome out;
	assert_int_equal(similar(*state, "similar 李秀英 --birth 1950", &out), 2);
	assert_int_equal(row(&out, 0)[8].i, 1); /* the same name first */
	assert_int_equal(row(&out, 0)[9].i, 1);
	assert_string_equal(row(&out, 1)[2].s, "李秀瑛"); /* then who sounds alike and is of the year */
	wg_outcome_free(&out);
	assert_int_equal(similar(*state, "similar 李秀英 --birth 1960", &out), 0);
	wg_outcome_free(&out);
}

static void same_telephone_is_shown_under_any_name(void **state)
{
	struct wg_outcome out;
	assert_int_equal(similar(*state, "similar 王 --phone 13900001234", &out), 1);
	assert_string_equal(row(&out, 0)[2].s, "李秀英");
	wg_outcome_free(&out);
	assert_int_equal(similar(*state, "similar 王 --phone 1234", &out), 0); /* a tail alone says nothing */
	wg_outcome_free(&out);
	assert_int_equal(similar(*state, "similar 李秀颖 --phone 1234", &out), 1);
	wg_outcome_free(&out);
}

static void wrong_birth_is_refused(void **state)
{
	struct wg_outcome out;
	run_line(*state, WG_EUSAGE, &out, "similar 李秀英 --birth soon");
	wg_outcome_free(&out);
}

static void person_is_found_by_name_door_and_tail(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	struct wg_person p;
	assert_int_equal(wg_person_find(office, "李秀英", &a, &p, NULL), WG_EUSAGE); /* two of them */
	assert_int_equal(wg_person_find(office, "李秀英:1234", &a, &p, NULL), WG_OK);
	assert_string_equal(p.phone, "13900001234");
	assert_int_equal(wg_person_find(office, "1-1-101/李秀瑛", &a, &p, NULL), WG_OK);
	assert_int_equal(p.birth, -6990);
	assert_int_equal(wg_person_find(office, "1-1-102/李秀瑛", &a, &p, NULL), WG_ENOTFOUND);
	int64_t id = p.id;
	char text[32];
	snprintf(text, sizeof text, "#%lld", (long long)(id & 0xFFFFFFFFFF));
	assert_int_equal(wg_person_find(office, text, &a, &p, NULL), WG_OK);
	assert_int_equal(p.id, id);
	wg_arena_free(&a);
}

static void add_family(wg_office *office)
{
	run_ok(office, "add person 1-1-101 --name 李芳 --birth 1960-05-01");
	run_ok(office, "add person 1-1-101 --name 张小明 --phone 13900007777");
}

static size_t rows_of(wg_office *office, const char *line)
{
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "%s", line);
	size_t n = out.tables[0].n;
	wg_outcome_free(&out);
	return n;
}

static void people_recorded_twice_are_listed_in_pairs(void **state)
{
	wg_office *office = *state;
	add_family(office);
	assert_int_equal(rows_of(office, "duplicates"), 0);
	run_ok(office, "add person 1-2-101 --name 李芳 --birth 1960-05-01");
	run_ok(office, "add person 1-2-202 --name 张小明 --phone 13900007777");
	run_ok(office, "add person 1-2-202 --name 李芳 --birth 1961-05-01"); /* of another year */
	assert_int_equal(rows_of(office, "duplicates"), 2);
	assert_int_equal(rows_of(office, "duplicates 1栋2单元"), 0);
	run_ok(office, "merge people 1-1-101/李芳 --other 1-2-101/李芳");
	assert_int_equal(rows_of(office, "duplicates"), 1);
}

static void who_is_gone_is_listed(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	add_family(office);
	run_ok(office, "leaves 1-1-101 --members 李芳,张小明 --to 外省 --date 2026-02-01");
	run_ok(office, "dies 张丽2 --date 2026-03-01");
	run_line(office, WG_OK, &out, "gone 1栋");
	assert_int_equal(out.tables[0].n, 3);
	assert_string_equal(out.tables[0].at[2].s, "张丽2");
	assert_string_equal(out.tables[0].at[7].s, "died");
	assert_string_equal(out.tables[0].at[out.tables[0].n_columns + 8].s, "外省");
	wg_outcome_free(&out);
	assert_int_equal(rows_of(office, "gone 1栋2单元"), 0);
	assert_int_equal(rows_of(office, "gone --limit 2"), 2);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, close_office)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(same_name_alone_is_shown),
		OFFICE(other_year_of_birth_is_another_person),
		OFFICE(same_telephone_is_shown_under_any_name),
		OFFICE(wrong_birth_is_refused),
		OFFICE(person_is_found_by_name_door_and_tail),
		OFFICE(people_recorded_twice_are_listed_in_pairs),
		OFFICE(who_is_gone_is_listed),
	};
	return cmocka_run_group_tests_name("similar", tests, NULL, NULL);
}
