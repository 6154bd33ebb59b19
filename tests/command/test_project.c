#include "tests/test.h"

#include "tests/command/office.h"

/* Two needs, one who helps, one room: what a project is made of. */
static int set_up(void **state)
{
	wg_office *office = test_office(2, 2);
	run_ok(office, "add need 1-1-101 每周送餐 --service S06");
	run_ok(office, "add need 1-1-102 没人买菜 --service S06");
	run_ok(office, "add helper 李师傅 --phone 13900001234 --services S06 --serves 1栋");
	run_ok(office, "add resource 食堂 --place 晴岚家园");
	*state = office;
	return 0;
}

/* A refusal whose only note says this. */
static void refuses(wg_office *office, const char *line, const char *says)
{
	struct wg_outcome out;
	run_line(office, WG_EREFUSED, &out, "%s", line);
	assert_int_equal(out.n_refusals, 1);
	assert_string_equal(out.notes[0].message.msgid, says);
	wg_outcome_free(&out);
}

static void a_project_cites_needs_and_resources(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "add project 暖心送餐 --needs 送餐,买菜 --helpers 李师傅 --resources 食堂 --micro love --leader 甲一");
	run_line(office, WG_OK, &out, "project 暖心送餐");
	assert_int_equal(out.tables[0].at[7].i, 2); /* needs */
	assert_int_equal(out.tables[0].at[8].i, 2); /* open */
	assert_int_equal(out.tables[0].at[9].i, 2); /* resources */
	assert_int_equal(out.tables[1].n, 4);
	assert_string_equal(out.tables[1].at[2].s, "每周送餐");
	assert_string_equal(out.tables[1].at[8].s, "李师傅");
	assert_string_equal(out.tables[1].at[11].s, "食堂");
	wg_outcome_free(&out);
	run_ok(office, "need cancel 买菜 --note 孩子回来了");
	run_line(office, WG_OK, &out, "projects");
	assert_int_equal(out.tables[0].at[8].i, 1);
	wg_outcome_free(&out);
}

static void without_a_need_or_a_resource_it_is_none(void **state)
{
	wg_office *office = *state;
	refuses(office, "add project 空话 --helpers 李师傅", "a project cites at least one need");
	refuses(office, "add project 空话 --needs 送餐", "a project cites at least one helper, unit or resource");
	run_ok(office, "add project 送餐 --needs 送餐 --resources 食堂");
	refuses(office, "uncite 送餐 --resources 食堂", "a project cites at least one helper, unit or resource");
	refuses(office, "uncite 送餐 --helpers 李师傅", "{1} does not cite it");
	refuses(office, "add project 送餐 --needs 买菜 --resources 食堂", "there is a project of this name");
	refuses(office, "edit project 送餐 --until 2020-01-01", "it would end before it begins");
	refused(office, WG_ENOTFOUND, "project 没有的", "there is no project");
	refused(office, WG_EUSAGE, "cite 送餐", "say which");
}

static void what_is_cited_twice_counts_once(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add project 送餐 --needs 送餐 --resources 食堂");
	run_ok(office, "cite 送餐 --needs 送餐,买菜 --helpers 李师傅");
	assert_int_equal(count_of(office, "SELECT count(*) FROM project_part"), 4);
	run_ok(office, "uncite 送餐 --needs 送餐");
	assert_int_equal(count_of(office, "SELECT count(*) FROM project_part"), 3);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, close_office)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(a_project_cites_needs_and_resources),
		OFFICE(without_a_need_or_a_resource_it_is_none),
		OFFICE(what_is_cited_twice_counts_once),
	};
	return cmocka_run_group_tests_name("projects", tests, NULL, NULL);
}
