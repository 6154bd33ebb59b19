#include "tests/test.h"

#include "base/clock.h"
#include "tests/command/roster.h"
#include "tests/store/dump.h"

/* The rosters of two real compounds' shape, from file to committed plan and back. */

#define UNDER "昭山镇/窑洲社区/晴岚家园"

static void take_compound(wg_office *office)
{
	run_ok(office, "import households %s --under " UNDER, given("晴岚家园花名册.xlsx"));
}

static void office_roster_becomes_its_households_and_residents(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	int64_t before = wg_monotonic_ns();
	run_line(office, WG_OK, &out, "import households %s --under " UNDER, given("晴岚家园花名册.xlsx"));
	print_message("# %.0f ms\n", (double)(wg_monotonic_ns() - before) / 1e6);
	assert_int_equal(out.n_errors + out.n_warnings, 0);
	assert_int_equal(created(&out, "new buildings"), 9);
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household"), 858);
	assert_int_equal(count_of(office, "SELECT count(*) FROM person"), 2112);
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE relation = 'head'"), 858);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE origin = 'own'"), 96);
	assert_int_equal(count_of(office, "SELECT s.own FROM place p JOIN place_stat s ON s.place_id = p.id WHERE p.level = 1"), 96);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE level = 4 AND implicit = 0"), 9);
	assert_int_equal(count_of(office, "SELECT count(*) FROM care"), 247);
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE id_no IS NOT NULL AND birth IS NULL"), 0);
	/* In walking order, households are in the order of buildings, entrances and rooms. */
	assert_string_equal(text_of_query(office, "SELECT b.name || d.room FROM household h JOIN door d ON d.id = h.door_id JOIN "
						  "place e ON e.id = d.entrance_id JOIN place b ON b.id = e.parent_id "
						  "ORDER BY h.pos DESC LIMIT 1"), "9栋1601");
	assert_counters_right(office);
}

static void address_in_one_column_needs_no_compound(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "import households %s --under 安宁区某街道/新华社区", given("新华社区住户.csv"));
	assert_int_equal(out.n_errors, 0);
	assert_string_equal(table_of(&out, "file")->at[1].s, "GB18030");
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household"), 719);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE level = 4"), 12);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE level = 3 AND implicit = 1"), 1);
	assert_counters_right(office);
}

static void same_file_again_changes_nothing_and_says_so(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_compound(office);
	const char *before = dump_of(office);
	run_line(office, WG_OK, &out, "import households %s --under " UNDER, given("晴岚家园花名册.xlsx"));
	assert_int_equal(out.batch, 0);
	assert_non_null(strstr(out.said.msgid, "nothing changed"));
	assert_int_equal(created(&out, "households unchanged"), 858);
	wg_outcome_free(&out);
	assert_same_dump(dump_of(office), before);
}

static void import_is_undone_and_done_again_as_a_whole(void **state)
{
	wg_office *office = *state;
	const char *empty = dump_of(office);
	take_compound(office);
	const char *full = dump_of(office);
	run_ok(office, "undo");
	assert_same_dump(dump_of(office), empty);
	assert_counters_right(office);
	run_ok(office, "redo");
	assert_same_dump(dump_of(office), full);
	assert_counters_right(office);
}

static void preview_writes_nothing_and_says_what_the_run_will_do(void **state)
{
	wg_office *office = *state;
	struct wg_outcome seen, done;
	struct wg_args args = {0};
	struct wg_run_opts preview = {.run = WG_PREVIEW};
	const char *empty = dump_of(office);
	wg_args_add(&args, "file", given("晴岚家园花名册.xlsx"));
	wg_args_add(&args, "under", UNDER);
	assert_int_equal(wg_command_run(office, "import households", &args, &preview, &seen, NULL), WG_OK);
	assert_same_dump(dump_of(office), empty);
	assert_int_equal(table_of(&seen, "sample")->n, 3);
	assert_int_equal(table_of(&seen, "columns")->n, 13);
	struct wg_run_opts run = {.run = WG_RUN, .expect = seen.digest};
	assert_int_equal(wg_command_run(office, "import households", &args, &run, &done, NULL), WG_OK);
	assert_string_equal(done.digest, seen.digest);
	wg_outcome_free(&seen);
	wg_outcome_free(&done);
	wg_args_free(&args);
}

static void title_and_unit_rows_propose_the_place(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_EUSAGE, &out, "import households %s", given("晴岚家园花名册.xlsx"));
	assert_string_equal(table_of(&out, "proposal")->at[0].s, UNDER);
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place"), 0);
	run_ok(office, "import households %s --yes", given("晴岚家园花名册.xlsx"));
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE name = '晴岚家园'"), 1);
}

static void cadre_list_says_who_serves_where_with_which_band(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	take_compound(office);
	run_line(office, WG_OK, &out, "import cadres %s --under 窑洲社区", given("驻守干部.csv"));
	/* Six live in flats that the roster gives to others. */
	assert_int_equal(out.n_warnings, 6);
	assert_true(has_note(&out, WG_NOTE_WARNING, 2, "居住地址", "晴岚家园2栋1单元201"));
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE takes_households = 1"), 36);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE takes_households = 0"), 2);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE band_lo = 8 AND band_hi = 15"), 4);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker WHERE lives_id IS NOT NULL"), 8);
	assert_int_equal(count_of(office, "SELECT count(*) FROM worker w JOIN person p ON p.id = w.person_id AND p.name = w.name "
					  "WHERE w.kind IN ('building_head', 'neighbor_head')"), 2);
	assert_int_equal(count_of(office, "SELECT count(*) FROM serves s JOIN place p ON p.id = s.place_id WHERE p.name = '窑洲社区'"), 38);
	const char *before = dump_of(office);
	run_line(office, WG_OK, &out, "import cadres %s --under 窑洲社区", given("驻守干部.csv"));
	assert_int_equal(out.batch, 0);
	wg_outcome_free(&out);
	assert_same_dump(dump_of(office), before);
}

static void cadre_list_is_undone_whole(void **state)
{
	wg_office *office = *state;
	take_compound(office);
	const char *before = dump_of(office);
	run_ok(office, "import cadres %s --under 窑洲社区", given("驻守干部.csv"));
	const char *after = dump_of(office);
	run_ok(office, "undo");
	assert_same_dump(dump_of(office), before);
	run_ok(office, "redo");
	assert_same_dump(dump_of(office), after);
}

static void compare_files(const char *a, const char *b)
{
	char command[500];
	snprintf(command, sizeof command, "cmp '%s' '%s'", a, b);
	assert_int_equal(system(command), 0);
}

static void planned_office(wg_office *office)
{
	take_compound(office);
	run_ok(office, "import cadres %s --under 窑洲社区", given("驻守干部.csv"));
	run_ok(office, "plan --under 晴岚家园 --commit");
	run_ok(office, "lock 晴岚家园/3栋/2单元/501");
	run_ok(office, "unassign 晴岚家园/3栋/2单元/502");
}

static void exported_contacts_come_back_unchanged(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	planned_office(office);
	run_line(office, WG_OK, &out, "export contacts %s --under 晴岚家园", file_path("a.csv"));
	wg_outcome_free(&out);
	run_ok(office, "export contacts %s", file_path("a.xlsx"));
	const char *before = dump_of(office);
	const char *names[] = {"a.csv", "a.xlsx"};
	for (size_t i = 0; i < 2; i++) {
		run_line(office, WG_OK, &out, "import households %s", file_path(names[i]));
		assert_int_equal(out.batch, 0);
		assert_int_equal(out.n_notes, 0);
		wg_outcome_free(&out);
		assert_same_dump(dump_of(office), before);
	}
}

static void exported_contacts_restore_an_empty_office_with_the_same_cadres(void **state)
{
	wg_office *office = *state, *other = NULL;
	struct wg_office_opts opts = {.codes = office->codes, .uid = 1, .actor = "李"};
	planned_office(office);
	run_ok(office, "export contacts %s", file_path("a.csv"));
	assert_int_equal(wg_office_create(&other, &opts, 2, NULL), WG_OK);
	run_ok(other, "sync-codes");
	run_ok(other, "import cadres %s --under 昭山镇/窑洲社区", given("驻守干部.csv"));
	run_ok(other, "import households %s", file_path("a.csv"));
	run_ok(other, "export contacts %s", file_path("b.csv"));
	assert_int_equal(count_of(other, "SELECT count(*) FROM contact WHERE until IS NULL"), 857);
	assert_int_equal(count_of(other, "SELECT count(*) FROM household WHERE contact_locked = 1"), 1);
	assert_string_equal(text_of_query(other, "SELECT count(*) || '/' || sum(people) FROM household"), "858/858");
	/* Weights and people are counted, never taken: all else is the same. */
	char command[600];
	snprintf(command, sizeof command, "cut -d, -f1-9,12-16 '%s' > '%s.cut'; cut -d, -f1-9,12-16 '%s' > '%s.cut'",
		 file_path("a.csv"), file_path("a.csv"), file_path("b.csv"), file_path("b.csv"));
	assert_int_equal(system(command), 0);
	compare_files(file_path("a.csv.cut"), file_path("b.csv.cut"));
	wg_office_close(&other);
}

#define STORY(f) cmocka_unit_test_setup_teardown(f, start_roster, end_roster)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(office_roster_becomes_its_households_and_residents),
		STORY(address_in_one_column_needs_no_compound),
		STORY(same_file_again_changes_nothing_and_says_so),
		STORY(import_is_undone_and_done_again_as_a_whole),
		STORY(preview_writes_nothing_and_says_what_the_run_will_do),
		STORY(title_and_unit_rows_propose_the_place),
		STORY(cadre_list_says_who_serves_where_with_which_band),
		STORY(cadre_list_is_undone_whole),
		STORY(exported_contacts_come_back_unchanged),
		STORY(exported_contacts_restore_an_empty_office_with_the_same_cadres),
	};
	return cmocka_run_group_tests_name("import_given", tests, NULL, NULL);
}
