#include "tests/test.h"

#include "command/walk_doors.h"
#include "tests/command/office.h"
#include "tests/store/dump.h"

/* Four buildings of two entrances with twelve doors each: 96 doors, 87 households; five cadres. */
static int set_up(void **state)
{
	*state = test_office(4, 5);
	return 0;
}

/* Whatever a story did: it is taken back batch by batch to the office as it was. */
static int tear_down(void **state)
{
	wg_office *office = *state;
	assert_counters_right(office);
	wg_office_close(&office);
	return 0;
}

static int64_t households_in(wg_office *office, const char *path)
{
	struct wg_arena a = {0};
	struct wg_node node;
	assert_int_equal(wg_node_find(office, path, &a, &node, NULL), WG_OK);
	int64_t n = node.counters.households;
	wg_arena_free(&a);
	return n;
}

/* The rooms of an entrance in walking order, with blanks between. */
static const char *walk(wg_office *office, const char *path)
{
	static char text[2000];
	struct wg_arena a = {0};
	struct wg_node node;
	struct wg_households list;
	size_t n = 0;
	text[0] = '\0';
	assert_int_equal(wg_node_find(office, path, &a, &node, NULL), WG_OK);
	assert_int_equal(wg_household_list(office, &node, &(struct wg_household_filter){.vacant = true}, 0, -1, &a, &list,
					   NULL), WG_OK);
	for (size_t i = 0; i < list.n; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i ? " " : "", list.at[i].room);
	wg_arena_free(&a);
	return text;
}

static void place_is_called_otherwise(void **state)
{
	wg_office *office = *state;
	run_ok(office, "rename 3栋 文化楼 --lift 2 --note 门禁码问物业 --management 物业");
	assert_int_equal(households_in(office, "晴岚家园/文化楼"), 21);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE lift = 2 AND note = '门禁码问物业'"), 1);
	run_ok(office, "rename 文化楼 --lift '' --note ''");
	assert_int_equal(count_of(office, "SELECT count(lift) + count(note) FROM place"), 0);
	run_ok(office, "rename 文化楼 3");
	assert_int_equal(households_in(office, "晴岚家园/3栋"), 21);
	refused(office, WG_EREFUSED, "rename 3栋 四号楼", "merge places");
	refused(office, WG_EUSAGE, "rename 3栋 ''", "no name");
	refused(office, WG_EUSAGE, "rename 3栋 a/b", "no name");
	refused(office, WG_EUSAGE, "rename 3栋 --lift 两部梯", "not a number");
}

static void nameless_place_gets_a_name(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add place 9栋 --under 晴岚家园");
	run_ok(office, "make rooms 9栋 1-2层×01-02室");
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE implicit = 1"), 1);
	run_ok(office, "rename 9栋 1 --level entrance");
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE implicit = 1"), 0);
	assert_string_equal(walk(office, "9栋/1单元"), "101 102 201 202");
	refused(office, WG_ENOTFOUND, "rename 9栋 2 --level entrance", "no nameless place");
}

static void grid_is_called_otherwise(void **state)
{
	wg_office *office = *state;
	run_ok(office, "grid 第1网格 --parts 1栋,2栋 --under 晴岚家园");
	run_ok(office, "rename 第1网格 东网格 --code 001");
	assert_int_equal(households_in(office, "东网格"), 44);
	refused(office, WG_EUSAGE, "rename 东网格 --lift 2", "name and a code only");
}

static void new_place_falls_in_by_its_number(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add place 10 --under 晴岚家园");
	run_ok(office, "add place 5栋 --under 晴岚家园");
	run_ok(office, "add place 门卫室 --under 晴岚家园 --before 1栋");
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "tree 晴岚家园 --depth 1");
	static const char *const names[] = {"门卫室", "1栋", "2栋", "3栋", "4栋", "5栋", "10栋"};
	assert_int_equal(out.tables[0].n, 7);
	for (size_t i = 0; i < 7; i++)
		assert_string_equal(out.tables[0].at[i * out.tables[0].n_columns + 3].s, names[i]);
	wg_outcome_free(&out);
	refused(office, WG_EREFUSED, "add place 五号楼 --under 晴岚家园", "already");
	refused(office, WG_EREFUSED, "add place 6 --under 1-1", "make rooms");
	refused(office, WG_EREFUSED, "add place 6 --under 1栋 --level compound", "does not stand below");
	refused(office, WG_EUSAGE, "add place 6 --under 晴岚家园 --before 2单元", "could be any");
}

static void levels_that_are_not_there_are_made_nameless(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add place 老街12号 --under 窑洲社区 --level building");
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE level = 3 AND implicit = 1"), 1);
	run_ok(office, "delete place 老街12号");
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE implicit = 1"), 0);
	run_ok(office, "undo");
	run_ok(office, "undo");
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE implicit = 1"), 0);
}

static void place_is_added_to_the_grid_it_is_put_under(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "grid 第1网格 --parts 1栋,2栋 --under 晴岚家园");
	run_ok(office, "add place 5栋 --under 第1网格");
	assert_int_equal(count_of(office, "SELECT count(*) FROM area_part"), 3);
	run_line(office, WG_OK, &out, "add place 6栋 --under 晴岚家园");
	assert_int_equal(out.n_warnings, 1);
	assert_non_null(strstr(note(&out, 0), "in no grid"));
	wg_outcome_free(&out);
}

static void building_moves_with_everything_in_it(void **state)
{
	wg_office *office = *state;
	run_ok(office, "assign 2栋 --to 甲一");
	run_ok(office, "add place 新苑 --under 窑洲社区");
	run_ok(office, "move place 2栋 --under 新苑");
	assert_int_equal(households_in(office, "晴岚家园"), 65);
	assert_int_equal(households_in(office, "新苑/2栋/1单元"), 11);
	assert_counters_right(office);
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE contact_id IS NOT NULL"), 22);
	refused(office, WG_EREFUSED, "move place 新苑 --under 1栋", "level does not fit");
	refused(office, WG_EREFUSED, "move place 1栋 --under 2栋", "level does not fit");
	run_ok(office, "add place 2栋 --under 晴岚家园");
	refused(office, WG_EREFUSED, "move place 新苑/2栋 --under 晴岚家园", "merge places");
}

static void place_moves_along_the_walk(void **state)
{
	wg_office *office = *state;
	run_ok(office, "move place 4栋 --before 1栋");
	assert_int_equal(count_of(office, "SELECT count(*) FROM place a JOIN place b ON b.name = '1栋' WHERE a.name = "
					  "'4栋' AND a.hi < b.lo"), 1);
	refused(office, WG_EUSAGE, "move place 4栋 --before 4栋", "does not stand beside");
}

static void grids_do_not_overlap_after_a_move(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "grid 第1网格 --parts 1栋,2栋 --under 晴岚家园");
	run_ok(office, "grid 第2网格 --parts 3栋 --under 晴岚家园");
	run_ok(office, "move place 2栋 --under 第2网格");
	assert_int_equal(households_in(office, "第1网格"), 22);
	assert_int_equal(households_in(office, "第2网格"), 43);
	run_ok(office, "add place 新苑 --under 窑洲社区");
	run_line(office, WG_OK, &out, "move place 2栋 --under 新苑");
	assert_non_null(strstr(note(&out, 0), "no longer belongs to"));
	wg_outcome_free(&out);
	assert_int_equal(households_in(office, "第2网格"), 21);
	run_line(office, WG_OK, &out, "move place 3栋 --under 第1网格");
	assert_int_equal(count_of(office, "SELECT count(*) FROM area"), 1); /* nothing was left in the second */
	wg_outcome_free(&out);
	run_ok(office, "undo");
	assert_int_equal(count_of(office, "SELECT count(*) FROM area"), 2);
}

static void grid_follows_its_compound_into_another_community(void **state)
{
	wg_office *office = *state;
	run_ok(office, "grid 第1网格 --parts 1栋,2栋 --under 晴岚家园");
	run_ok(office, "add place 东苑社区 --under 昭山镇");
	run_ok(office, "move place 晴岚家园 --under 东苑社区");
	assert_int_equal(households_in(office, "东苑社区"), 87);
	assert_int_equal(count_of(office, "SELECT count(*) FROM area a JOIN place p ON p.id = a.community_id WHERE "
					  "p.name = '东苑社区'"), 1);
}

static void lived_in_place_is_not_deleted(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_EREFUSED, &out, "delete place 1栋1单元");
	assert_int_equal(out.n_refusals, 1);
	assert_string_equal(note(&out, 0), "11 households are recorded here: 1栋1单元101 张伟1, 1栋1单元102 张丽2, "
			    "1栋1单元201 张伟3 …");
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE level = 4"), 4);
}

static void what_hangs_on_a_deleted_place_is_named(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "add place 5栋 --under 晴岚家园");
	run_ok(office, "make rooms 5栋 1-3层×01-02室");
	run_ok(office, "grid 小网格 --parts 5栋 --under 晴岚家园");
	run_line(office, WG_OK, &out, "delete place 5栋");
	assert_int_equal(out.n_warnings, 1);
	assert_string_equal(out.notes[0].value, "小网格");
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM area"), 0);
	assert_int_equal(count_of(office, "SELECT count(*) FROM door"), 96);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place_stat"), count_of(office, "SELECT count(*) FROM place"));
	run_ok(office, "undo");
	assert_int_equal(count_of(office, "SELECT count(*) FROM door"), 102);
	assert_int_equal(count_of(office, "SELECT count(*) FROM area_part"), 1);
	run_ok(office, "delete place 小网格");
	assert_int_equal(count_of(office, "SELECT count(*) FROM door"), 102);
}

static void building_entered_twice_becomes_one(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "add place 三号 --under 晴岚家园");
	run_ok(office, "make rooms 三号 7-8层×01-02室");
	run_ok(office, "rename 三号 1单元 --level entrance");
	run_ok(office, "make rooms 三号/1单元 1层×01-02室");
	run_ok(office, "assign 3栋 --to 甲一");
	run_line(office, WG_OK, &out, "merge places 3栋 --into 三号");
	assert_int_equal(out.tables[0].n, 12); /* the doors of 1单元; 2单元 moved as it is */
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE level = 4"), 4);
	assert_int_equal(households_in(office, "三号"), 21);
	assert_string_equal(walk(office, "三号/1单元"),
			    "101 102 201 202 301 302 401 402 501 502 601 602 701 702 801 802");
	assert_int_equal(count_of(office, "SELECT count(contact_id) FROM household"), 21);
	assert_counters_right(office);
	run_ok(office, "undo");
	assert_int_equal(households_in(office, "三号"), 0);
	refused(office, WG_EUSAGE, "merge places 三号 --into 三号", "same place");
	refused(office, WG_EREFUSED, "merge places 三号 --into 3栋/1单元", "not of one level");
}

static void two_households_behind_one_door_are_said(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "merge places 2栋 --into 1栋");
	assert_int_equal(out.n_warnings, 1);
	assert_non_null(strstr(note(&out, 0), "several households"));
	wg_outcome_free(&out);
	assert_int_equal(households_in(office, "1栋"), 44);
	assert_int_equal(count_of(office, "SELECT count(*) FROM door"), 72);
}

static void doors_are_numbered_as_the_building_is(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "make rooms 4栋1单元 '6-8层 × 1-2室'");
	assert_int_equal(out.tables[0].n, 4); /* the sixth floor is there */
	assert_string_equal(out.tables[0].at[2].s, "701");
	wg_outcome_free(&out);
	run_ok(office, "add place 5栋 --under 晴岚家园");
	run_ok(office, "add place 1单元 --under 5栋");
	run_ok(office, "add place 2单元 --under 5栋");
	run_ok(office, "make rooms 5栋 2-5,-1层×01-05室 --skip-floors 4 --skip-rooms 4 --kind 商铺");
	assert_string_equal(walk(office, "5栋/2单元"), "负105 负103 负102 负101 201 202 203 205 301 302 303 305 501 502 503 505");
	assert_int_equal(count_of(office, "SELECT count(*) FROM door WHERE kind = 'shop'"), 32);
	refused(office, WG_EREFUSED, "make rooms 晴岚家园 1层×01室", "building or an entrance");
	refused(office, WG_EUSAGE, "make rooms 5栋 1层×01 --kind 房子", "no kind of door");
	refused(office, WG_EUSAGE, "make rooms 5栋 6-1层×01", "cannot be read");
	refused(office, WG_EUSAGE, "make rooms 5栋 4层×01 --skip-floors 4", "nothing is left");
}

static void other_ways_of_numbering_are_kept(void **state)
{
	wg_office *office = *state;
	run_ok(office, "add place 5栋 --under 晴岚家园");
	run_ok(office, "make rooms 5栋 1-3层×001-002");
	assert_string_equal(walk(office, "5栋"), "1001 1002 2001 2002 3001 3002");
	run_ok(office, "make rooms 5栋 4层×1-2");
	assert_non_null(strstr(walk(office, "5栋"), " 4001 4002"));
	run_ok(office, "add place 6栋 --under 晴岚家园");
	run_ok(office, "make rooms 6栋 1-2层×A-C");
	assert_string_equal(walk(office, "6栋"), "1A 1B 1C 2A 2B 2C");
	run_ok(office, "add place 7栋 --under 晴岚家园");
	run_ok(office, "make rooms 7栋 1-12号");
	assert_string_equal(walk(office, "7栋"), "1 2 3 4 5 6 7 8 9 10 11 12");
}

static void doors_are_walked_in_the_order_that_was_said(void **state)
{
	wg_office *office = *state;
	run_ok(office, "order 1栋1单元 --by top-down");
	assert_string_equal(walk(office, "1栋/1单元"), "601 602 501 502 401 402 301 302 201 202 101 102");
	run_ok(office, "order 1栋 --by serpentine");
	assert_string_equal(walk(office, "1栋/1单元"), "101 102 202 201 301 302 402 401 501 502 602 601");
	assert_string_equal(walk(office, "1栋/2单元"), "101 102 202 201 301 302 402 401 501 502 602 601");
	run_ok(office, "make rooms 1栋1单元 1-2层×03-04室");
	assert_string_equal(walk(office, "1栋/1单元"), "101 102 103 104 204 203 202 201 301 302 402 401 501 502 602 601");
	run_ok(office, "order 1栋1单元 --by odd-even");
	assert_string_equal(walk(office, "1栋/1单元"), "101 103 102 104 201 203 202 204 301 302 401 402 501 502 601 602");
	run_ok(office, "order 1栋 --by ascending");
	assert_int_equal(count_of(office, "SELECT count(walk) FROM place"), 1);
	assert_string_equal(walk(office, "1栋/1单元"), "101 102 103 104 201 202 203 204 301 302 401 402 501 502 601 602");
}

static void order_by_hand_is_kept_when_doors_are_added(void **state)
{
	wg_office *office = *state;
	run_ok(office, "order 1栋1单元 --list 602,601,101");
	assert_string_equal(walk(office, "1栋/1单元"), "602 601 101 102 201 202 301 302 401 402 501 502");
	run_ok(office, "make rooms 1栋1单元 3层×03");
	assert_int_equal(count_of(office, "SELECT count(*) FROM place WHERE walk = 'hand'"), 1);
	assert_non_null(strstr(walk(office, "1栋/1单元"), "101 102 201 202 301 302"));
	assert_non_null(strstr(walk(office, "1栋/1单元"), "303"));
	refused(office, WG_ENOTFOUND, "order 1栋1单元 --list 909", "no door");
	refused(office, WG_EUSAGE, "order 1栋1单元 --by hand", "--list");
	refused(office, WG_EUSAGE, "order 1栋1单元 --by top-down --list 101", "--list");
}

static void buildings_are_walked_in_the_order_that_was_said(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "order 晴岚家园 --list 3栋,1栋");
	run_line(office, WG_OK, &out, "tree 晴岚家园 --depth 1");
	static const char *const names[] = {"3栋", "1栋", "2栋", "4栋"};
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(out.tables[0].at[i * out.tables[0].n_columns + 3].s, names[i]);
	wg_outcome_free(&out);
	refused(office, WG_EUSAGE, "order 晴岚家园 --list 3栋,9栋", "directly below");
}

static void every_order_ranks_every_door_once(void **state)
{
	static const char *const modes[] = {NULL, "ascending", "top-down", "odd-even", "serpentine", "hand"};
	static const char *const rooms[] = {"501A", "501", "底商3", "负1", "1201", "", "A", "东", "502", "0502"};
	(void)state;
	for (size_t m = 0; m < sizeof modes / sizeof *modes; m++) {
		struct wg_arena a = {0};
		struct wg__walk_door d[10];
		bool seen[11] = {false};
		for (size_t i = 0; i < 10; i++)
			d[i] = (struct wg__walk_door){(int)(i * 7 % 4) - 1, rooms[i], 0};
		wg__walk_rank(modes[m], d, 10, &a);
		for (size_t i = 0; i < 10; i++) {
			assert_in_range(d[i].rank, 1, 10);
			assert_false(seen[d[i].rank]);
			seen[d[i].rank] = true;
		}
		wg_arena_free(&a);
	}
}

static void doors_are_of_a_kind(void **state)
{
	wg_office *office = *state;
	run_ok(office, "kind 1-1-101 1-1-102 --is shop");
	assert_int_equal(count_of(office, "SELECT count(*) FROM door WHERE kind = 'shop'"), 2);
	run_ok(office, "kind 2栋 --is 商铺");
	assert_int_equal(count_of(office, "SELECT count(*) FROM door WHERE kind = 'shop'"), 26);
	refused(office, WG_EUSAGE, "kind 2栋 --is 空置", "no kind of door");
	refused(office, WG_ENOTFOUND, "kind 1-1-909 --is shop", "1-1-909");
}

/* Doors were made, somebody moved into one of them: taking the making back leaves that one. */
static void made_doors_that_are_lived_in_stay(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "make rooms 4栋1单元 7-8层×01-02室");
	long long made = (long long)(out.batch & 0xFFFFFFFFFF);
	wg_outcome_free(&out);
	run_ok(office, "move 1-1-101 --to 4-1-701");
	run_line(office, WG_OK, &out, "undo %lld", made);
	assert_int_equal(out.n_warnings, 1);
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM door WHERE floor > 6"), 1);
}

/* A place that moved goes back whole; what was written in it meanwhile stays. */
static void moved_place_goes_back_with_later_work_in_it(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "add place 新苑 --under 窑洲社区");
	run_line(office, WG_OK, &out, "move place 2栋 --under 新苑");
	long long moved = (long long)(out.batch & 0xFFFFFFFFFF);
	wg_outcome_free(&out);
	run_ok(office, "assign 2栋 --to 甲一");
	run_ok(office, "undo %lld", moved);
	assert_int_equal(households_in(office, "晴岚家园/2栋"), 22);
	assert_int_equal(count_of(office, "SELECT count(contact_id) FROM household"), 22);
	run_line(office, WG_OK, &out, "move place 2栋 --under 新苑");
	moved = (long long)(out.batch & 0xFFFFFFFFFF);
	wg_outcome_free(&out);
	run_ok(office, "move place 2栋 --under 晴岚家园 --before 1栋");
	run_line(office, WG_EREFUSED, &out, "undo %lld", moved);
	wg_outcome_free(&out);
}

/* A preview writes nothing and has the digest of the run that follows. */
static void place_commands_show_what_they_would_do(void **state)
{
	static const char *const lines[] = {"move place 2栋 --before 1栋", "merge places 2栋 --into 1栋",
					    "make rooms 4栋 7-8层×01-04室", "order 1栋 --by serpentine", "rename 3栋 文化楼"};
	wg_office *office = *state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct wg_arena a = {0};
		struct wg_outcome shown, done;
		struct wg_args args = {0};
		struct wg_run_opts preview = {.run = WG_PREVIEW}, run = {.expect = shown.digest};
		const struct wg_command *command = NULL;
		char line[200];
		const char *before = dump_office(office->db, &a);
		snprintf(line, sizeof line, "%s", lines[i]);
		assert_int_equal(wg_command_parse(line, &command, &args, NULL), WG_OK);
		assert_int_equal(wg_command_run(office, command->name, &args, &preview, &shown, NULL), WG_OK);
		assert_same_dump(before, dump_office(office->db, &a));
		assert_int_equal(wg_command_run(office, command->name, &args, &run, &done, NULL), WG_OK);
		assert_true(done.batch > 0);
		wg_outcome_free(&done);
		wg_outcome_free(&shown);
		wg_args_free(&args);
		wg_arena_free(&a);
		run_ok(office, "undo");
	}
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(place_is_called_otherwise),
		OFFICE(nameless_place_gets_a_name),
		OFFICE(grid_is_called_otherwise),
		OFFICE(new_place_falls_in_by_its_number),
		OFFICE(levels_that_are_not_there_are_made_nameless),
		OFFICE(place_is_added_to_the_grid_it_is_put_under),
		OFFICE(building_moves_with_everything_in_it),
		OFFICE(place_moves_along_the_walk),
		OFFICE(grids_do_not_overlap_after_a_move),
		OFFICE(grid_follows_its_compound_into_another_community),
		OFFICE(lived_in_place_is_not_deleted),
		OFFICE(what_hangs_on_a_deleted_place_is_named),
		OFFICE(building_entered_twice_becomes_one),
		OFFICE(two_households_behind_one_door_are_said),
		OFFICE(doors_are_numbered_as_the_building_is),
		OFFICE(other_ways_of_numbering_are_kept),
		OFFICE(doors_are_walked_in_the_order_that_was_said),
		OFFICE(order_by_hand_is_kept_when_doors_are_added),
		OFFICE(buildings_are_walked_in_the_order_that_was_said),
		cmocka_unit_test(every_order_ranks_every_door_once),
		OFFICE(doors_are_of_a_kind),
		OFFICE(made_doors_that_are_lived_in_stay),
		OFFICE(moved_place_goes_back_with_later_work_in_it),
		OFFICE(place_commands_show_what_they_would_do),
	};
	return cmocka_run_group_tests_name("places", tests, NULL, NULL);
}
