#include "tests/test.h"

#include "base/buf.h"
#include "base/random.h"
#include "tests/command/roster.h"
#include "tests/store/dump.h"
#include "wangge/person.h"

/* A month's roster is imported and given to two cadres; the next month's is compared with the office. */

#define UNDER " --under 昭山镇/窑洲社区/晴岚家园"
#define HEADER "地址,姓名,与户主关系,出生日期,联系电话\n"

static const char month_1[] = HEADER "1栋1单元101,张伟,户主,1950-03-04,13900000001\n"
				     "1栋1单元101,李芳,配偶,1952-06-07,\n"
				     "1栋1单元102,王强,户主,1970-05-06,13900000002\n"
				     "1栋1单元201,赵敏,户主,1981-02-03,13900000003\n"
				     "1栋1单元202,冯旧,户主,1960-02-03,13900000004\n"
				     "1栋2单元101,孙丽,户主,1990-11-12,13900000005\n"
				     "1栋2单元101,周明,配偶,1989-10-11,\n"
				     "1栋2单元102,吴刚,户主,1965-08-09,13900000006\n"
				     "2栋1单元101,郑华,户主,1977-07-08,13900000007\n"
				     "2栋1单元102,钱进,户主,1955-01-02,13900000008\n"
				     "2栋1单元103,尤旧,户主,1958-01-03,13900000009\n"
				     "2栋1单元202,何旧,户主,1959-01-04,13900000010\n";

/* 冯旧, 尤旧 and 何旧 have left by then. 许英 has three households, all that the band allows. */
static const char month_2[] = HEADER "1栋1单元101,李芳,户主,1952-06-07,\n"
				     "1栋1单元101,张伟,配偶,1950-03-04,13900000001\n"
				     "1栋1单元201,赵敏,户主,1981-02-03,13900000033\n"
				     "1栋1单元202,陈新,户主,1993-04-05,13900000011\n"
				     "1栋2单元102,吴刚,户主,1965-08-09,13900000006\n"
				     "2栋1单元101,郑华,户主,1977-07-08,13900000007\n"
				     "2栋1单元102,钱进,户主,1955-01-02,13900000008\n"
				     "2栋1单元103,卫新,户主,1994-05-06,13900000012\n"
				     "2栋1单元103,蒋新,配偶,1995-06-07,\n"
				     "2栋1单元202,孙丽,户主,1990-11-12,13900000005\n"
				     "2栋1单元202,周明,配偶,1989-10-11,\n";

static void plan_month_1(wg_office *office)
{
	run_ok(office, "import households %s" UNDER, put_text("一月.csv", NULL, month_1));
	run_ok(office, "import cadres %s --under 窑洲社区",
	       put_text("干部.csv", NULL,
			"姓名,身份,单位,参加联户,下限,上限\n许英,驻守干部,区教育局,是,1,6\n"
			"石琴,驻守干部,区民政局,是,1,9\n"));
	run_ok(office, "assign 1栋1单元 --to 许英");
	run_ok(office, "assign 1栋2单元 --to 石琴");
	run_ok(office, "assign 2栋 --to 石琴");
	run_ok(office, "leaves 1-1-202");
	run_ok(office, "leaves 2-1-103");
	run_ok(office, "leaves 2-1-202");
	run_ok(office, "edit worker 许英 --band-lo 1 --band-hi 3");
}

static const struct wg_datum *row_of(const struct wg_outcome *out, size_t number)
{
	const struct wg_rows *t = table_of(out, "differences");
	assert_true(number >= 1 && number <= t->n);
	return &t->at[(number - 1) * t->n_columns];
}

static void assert_row(const struct wg_outcome *out, size_t number, const char *kind, const char *door,
		       const char *name, const char *office, const char *file)
{
	const struct wg_datum *row = row_of(out, number);
	const char *const expected[] = {kind, door, name, office, file};
	static const int columns[] = {1, 3, 4, 5, 6};
	assert_int_equal(row[0].i, number);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(row[columns[i]].null ? "" : row[columns[i]].s, expected[i]);
}

static size_t n_differences(const struct wg_outcome *out)
{
	return table_of(out, "differences")->n;
}

static const char *contact_of(wg_office *office, const char *name)
{
	static char text[200];
	struct wg_arena a = {0};
	struct wg_person p;
	struct wg_household h;
	assert_int_equal(wg_person_find(office, name, &a, &p, NULL), WG_OK);
	assert_int_equal(wg_household_get(office, p.household_id, &a, &h, NULL), WG_OK);
	snprintf(text, sizeof text, "%s", h.contact);
	wg_arena_free(&a);
	return text;
}

static void assert_holds(wg_office *office)
{
	assert_counters_right(office);
	assert_int_equal(count_of(office,
				  "SELECT count(*) FROM household h WHERE h.status <> 'gone' AND (SELECT count(*) "
				  "FROM person p WHERE p.household_id = h.id AND p.gone IS NULL AND p.relation = "
				  "'head') <> 1"),
			 0);
	assert_int_equal(count_of(office,
				  "SELECT count(*) FROM household h JOIN contact c ON c.household_id = h.id WHERE "
				  "h.status = 'gone' AND c.until IS NULL"),
			 0);
}

static void each_difference_of_the_month_is_a_numbered_row(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	plan_month_1(office);
	run_line(office, WG_OK, &out, "import compare %s" UNDER, put_text("二月.csv", NULL, month_2));
	assert_int_equal(out.batch, 0);
	assert_int_equal(n_differences(&out), 6);
	assert_row(&out, 1, "moved", "2栋/1单元/202", "孙丽", "1栋/2单元/101", "2栋/1单元/202");
	assert_row(&out, 2, "new", "1栋/1单元/202", "陈新", "", "陈新");
	assert_row(&out, 3, "new", "2栋/1单元/103", "卫新", "", "卫新 蒋新");
	assert_row(&out, 4, "head", "1栋/1单元/101", "李芳", "张伟", "李芳");
	assert_row(&out, 5, "phone", "1栋/1单元/201", "赵敏", "13900000003", "13900000033");
	assert_row(&out, 6, "gone", "1栋/1单元/102", "王强", "王强", "");
	assert_string_equal(row_of(&out, 2)[7].s, "许英");
	assert_string_equal(row_of(&out, 3)[7].s, "石琴");
	for (size_t i = 1; i <= 6; i++)
		assert_int_equal(row_of(&out, i)[9].i, i < 6);
	wg_outcome_free(&out);
}

static void only_compound_of_a_community_needs_no_name(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	plan_month_1(office);
	run_line(office, WG_OK, &out, "import compare %s --under 窑洲社区", put_text("二月.csv", NULL, month_2));
	assert_int_equal(n_differences(&out), 6);
	assert_int_equal(out.n_warnings, 0);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "import compare %s --under 窑洲社区/别的小区", file_path("二月.csv"));
	assert_int_equal(out.n_warnings, 1); /* another place: nobody is where the file says */
	wg_outcome_free(&out);
}

static void doors_of_a_community_without_compounds_are_named_whole(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office, "import households %s --under 昭山镇/新华社区", put_text("一月.csv", NULL, month_1));
	run_line(office, WG_OK, &out, "import compare %s --under 新华社区", put_text("二月.csv", NULL, month_2));
	assert_row(&out, 1, "moved", "2栋/1单元/202", "孙丽", "1栋/2单元/101", "2栋/1单元/202");
	wg_outcome_free(&out);
}

static void who_comes_back_is_not_recorded_twice(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	plan_month_1(office);
	const char *file = put_text("回来.csv", NULL,
				    HEADER "2栋1单元101,郑华,户主,1977-07-08,13900000007\n"
					   "2栋1单元102,钱进,户主,1955-01-02,13900000008\n"
					   "2栋1单元103,尤旧,户主,1958-01-03,\n");
	run_line(office, WG_OK, &out, "import compare %s" UNDER " --take safe", file);
	assert_int_equal(out.batch, 0);
	assert_int_equal(n_differences(&out), 1);
	assert_row(&out, 1, "look", "2栋/1单元/103", "尤旧", "", "尤旧");
	wg_outcome_free(&out);
	run_ok(office, "returns 尤旧");
	run_line(office, WG_OK, &out, "import compare %s" UNDER, file);
	assert_int_equal(n_differences(&out), 0);
	wg_outcome_free(&out);
}

static void only_looking_changes_nothing(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	plan_month_1(office);
	const char *before = dump_of(office);
	run_line(office, WG_OK, &out, "import compare %s" UNDER, put_text("二月.csv", NULL, month_2));
	assert_int_equal(out.batch, 0);
	assert_int_equal(out.changes, 0);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "import compare %s" UNDER " --take empty", file_path("二月.csv"));
	assert_int_equal(out.batch, 0);
	wg_outcome_free(&out);
	assert_same_dump(dump_of(office), before);
}

static void safe_changes_are_one_batch_and_one_undo(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	plan_month_1(office);
	const char *before = dump_of(office);
	run_line(office, WG_OK, &out, "import compare %s" UNDER " --take safe", put_text("二月.csv", NULL, month_2));
	assert_int_not_equal(out.batch, 0);
	assert_true(has_note(&out, WG_NOTE_WARNING, 0, "", "许英"));
	wg_outcome_free(&out);
	const char *after = dump_of(office);
	assert_string_equal(contact_of(office, "卫新"), "石琴");
	assert_string_equal(contact_of(office, "陈新"), ""); /* the band of 许英 is full */
	assert_string_equal(contact_of(office, "孙丽"), "石琴");
	assert_string_equal(contact_of(office, "李芳"), "许英");
	assert_string_equal(contact_of(office, "王强"), "许英");
	assert_string_equal(text_of_query(office, "SELECT phone FROM person WHERE name = '赵敏'"), "13900000033");
	assert_string_equal(text_of_query(office, "SELECT relation FROM person WHERE name = '张伟'"), "spouse");
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE name = '孙丽'"), 1);
	assert_int_equal(count_of(office, "SELECT count(*) FROM residence"), 1);
	assert_holds(office);
	run_ok(office, "undo");
	assert_same_dump(dump_of(office), before);
	run_ok(office, "redo");
	assert_same_dump(dump_of(office), after);
	run_line(office, WG_OK, &out, "import compare %s" UNDER, file_path("二月.csv"));
	assert_int_equal(n_differences(&out), 1);
	assert_row(&out, 1, "gone", "1栋/1单元/102", "王强", "王强", "");
	wg_outcome_free(&out);
}

static void who_is_gone_makes_room_for_who_comes(void **state)
{
	wg_office *office = *state;
	plan_month_1(office);
	run_ok(office, "lock 1-1-102");
	const char *before = dump_of(office);
	run_ok(office, "import compare %s" UNDER " --take safe,6", put_text("二月.csv", NULL, month_2));
	assert_string_equal(contact_of(office, "陈新"), "许英");
	assert_int_equal(count_of(office, "SELECT count(*) FROM household WHERE status = 'gone'"), 4);
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE name = '王强' AND gone_how = 'moved'"), 1);
	assert_holds(office);
	run_ok(office, "undo");
	assert_same_dump(dump_of(office), before);
}

static void one_number_is_one_change(void **state)
{
	wg_office *office = *state;
	plan_month_1(office);
	run_ok(office, "import compare %s" UNDER " --take 5", put_text("二月.csv", NULL, month_2));
	assert_string_equal(text_of_query(office, "SELECT phone FROM person WHERE name = '赵敏'"), "13900000033");
	assert_int_equal(count_of(office, "SELECT count(*) FROM person WHERE name = '陈新'"), 0);
	assert_string_equal(text_of_query(office, "SELECT relation FROM person WHERE name = '张伟'"), "head");
}

static void list_that_has_changed_is_not_taken(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	char word[40];
	plan_month_1(office);
	run_line(office, WG_OK, &out, "import compare %s" UNDER, put_text("二月.csv", NULL, month_2));
	snprintf(word, sizeof word, "%s", table_of(&out, "comparison")->at[0].s);
	wg_outcome_free(&out);
	run_ok(office, "edit person 赵敏 --phone 13900000033");
	const char *before = dump_of(office);
	run_line(office, WG_ESTALE, &out, "import compare %s" UNDER " --take 5 --state %s", file_path("二月.csv"),
		 word);
	wg_outcome_free(&out);
	assert_same_dump(dump_of(office), before);
	run_ok(office, "undo");
	run_ok(office, "import compare %s" UNDER " --take 5 --state %s", file_path("二月.csv"), word);
}

static void what_cannot_be_is_refused(void **state)
{
	static const struct {
		const char *take;
		enum wg_err expected;
	} wrong[] = {
		{"7", WG_EUSAGE}, {"0", WG_EUSAGE},    {"3-2", WG_EUSAGE}, {"1-99", WG_EUSAGE},
		{"x", WG_EUSAGE}, {"look", WG_EUSAGE}, {"1-", WG_EUSAGE},  {"18446744073709551617", WG_EUSAGE},
	};
	wg_office *office = *state;
	struct wg_outcome out;
	plan_month_1(office);
	put_text("二月.csv", NULL, month_2);
	const char *before = dump_of(office);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		run_line(office, wrong[i].expected, &out, "import compare %s" UNDER " --take %s", file_path("二月.csv"),
			 wrong[i].take);
		wg_outcome_free(&out);
	}
	run_line(office, WG_EUSAGE, &out, "import compare %s" UNDER " --take safe --date 2999-01-01",
		 file_path("二月.csv"));
	wg_outcome_free(&out);
	assert_same_dump(dump_of(office), before);
}

static void other_family_at_the_door_is_one_row_and_not_safe(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	plan_month_1(office);
	const char *file = put_text("换户.csv", NULL,
				    HEADER "2栋1单元101,沈新,户主,1993-04-05,13900000021\n"
					   "2栋1单元102,空置,,,\n");
	run_line(office, WG_OK, &out, "import compare %s" UNDER, file);
	assert_int_equal(n_differences(&out), 2);
	assert_row(&out, 1, "replaced", "2栋/1单元/101", "沈新", "郑华", "沈新");
	assert_row(&out, 2, "empty", "2栋/1单元/102", "钱进", "钱进", "");
	assert_int_equal(row_of(&out, 1)[9].i, 0);
	assert_int_equal(table_of(&out, "comparison")->at[2].i, 5); /* those of 1栋 are not gone */
	wg_outcome_free(&out);
	const char *before = dump_of(office);
	run_ok(office, "import compare %s" UNDER " --take replaced,empty --date 2026-01-02", file);
	assert_string_equal(contact_of(office, "沈新"), "石琴");
	assert_int_equal(count_of(office, "SELECT gone FROM person WHERE name = '郑华'"),
			 count_of(office, "SELECT gone FROM person WHERE name = '钱进'"));
	assert_holds(office);
	run_ok(office, "undo");
	assert_same_dump(dump_of(office), before);
}

static void families_that_change_doors_change_contacts(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	plan_month_1(office);
	const char *file = put_text("对调.csv", NULL,
				    HEADER "1栋1单元101,张伟,户主,1950-03-04,13900000001\n"
					   "1栋1单元102,钱进,户主,1955-01-02,13900000008\n"
					   "1栋1单元201,赵敏,户主,1981-02-03,13900000003\n"
					   "2栋1单元101,郑华,户主,1977-07-08,13900000007\n"
					   "2栋1单元102,王强,户主,1970-05-06,13900000002\n");
	run_line(office, WG_OK, &out, "import compare %s" UNDER, file);
	assert_row(&out, 1, "moved", "1栋/1单元/102", "钱进", "2栋/1单元/102", "1栋/1单元/102");
	assert_row(&out, 2, "moved", "2栋/1单元/102", "王强", "1栋/1单元/102", "2栋/1单元/102");
	wg_outcome_free(&out);
	run_line(office, WG_EREFUSED, &out, "import compare %s" UNDER " --take 1", file);
	assert_true(has_note(&out, WG_NOTE_REFUSAL, 1, "", "钱进"));
	wg_outcome_free(&out);
	run_ok(office, "edit worker 石琴 --band-lo 1 --band-hi 4"); /* both are full */
	const char *before = dump_of(office);
	run_ok(office, "import compare %s" UNDER " --take moved", file);
	assert_string_equal(contact_of(office, "钱进"), "许英");
	assert_string_equal(contact_of(office, "王强"), "石琴");
	assert_holds(office);
	run_ok(office, "undo");
	assert_same_dump(dump_of(office), before);
}

static void members_come_and_go_by_name(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	plan_month_1(office);
	const char *file = put_text("成员.csv", NULL,
				    HEADER "1栋1单元101,李芳,户主,1952-06-07,\n"
					   "1栋1单元101,张小,子,1985-06-07,13900000031\n"
					   "1栋1单元102,王强,户主,1970-05-06,13900000002\n"
					   "1栋1单元201,赵敏,户主,1981-02-03,13900000003\n"
					   "1栋2单元101,孙丽,户主,1990-11-12,13900000005\n"
					   "1栋2单元101,周明,配偶,1989-10-11,\n"
					   "1栋2单元102,吴刚,户主,1965-08-09,13900000006\n");
	run_line(office, WG_OK, &out, "import compare %s" UNDER, file);
	assert_int_equal(n_differences(&out), 3);
	assert_row(&out, 1, "head", "1栋/1单元/101", "李芳", "张伟", "李芳");
	assert_row(&out, 2, "joined", "1栋/1单元/101", "张小", "", "张小 13900000031");
	assert_row(&out, 3, "left", "1栋/1单元/101", "张伟", "张伟 13900000001", "");
	wg_outcome_free(&out);
	run_line(office, WG_EREFUSED, &out, "import compare %s" UNDER " --take left", file);
	wg_outcome_free(&out);
	const char *before = dump_of(office);
	run_ok(office, "import compare %s" UNDER " --take 1-3", file);
	assert_holds(office);
	run_line(office, WG_OK, &out, "import compare %s" UNDER, file);
	assert_int_equal(n_differences(&out), 0);
	wg_outcome_free(&out);
	run_ok(office, "undo");
	assert_same_dump(dump_of(office), before);
}

static void doubtful_ones_are_left_to_be_looked_at(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	plan_month_1(office);
	/* 王强 without birth and telephone may be that of 102; 周明 is recorded as a member elsewhere. */
	const char *file = put_text("疑问.csv", NULL,
				    HEADER "1栋1单元202,王强,户主,,\n"
					   "2栋1单元103,周明,户主,1989-10-11,\n"
					   "1栋2单元101,孙丽,户主,1990-11-12,13900000005\n");
	run_line(office, WG_OK, &out, "import compare %s" UNDER " --take safe", file);
	assert_int_equal(out.batch, 0);
	const struct wg_rows *t = table_of(&out, "differences");
	size_t looks = 0;
	for (size_t i = 1; i <= t->n; i++)
		looks += strcmp(row_of(&out, i)[1].s, "look") == 0;
	assert_int_equal(looks, 2);
	assert_row(&out, t->n - 1, "look", "1栋/1单元/202", "王强", "1栋/1单元/102 王强", "王强");
	assert_row(&out, t->n, "look", "2栋/1单元/103", "周明", "1栋/2单元/101 周明", "周明");
	size_t n = t->n;
	wg_outcome_free(&out);
	run_line(office, WG_EREFUSED, &out, "import compare %s" UNDER " --take %zu", file, n);
	wg_outcome_free(&out);
}

/* Families of a random month: each number is a family with a name and a birth of its own. */
struct month {
	int family[24], phone[24];
};

static const char *write_month(const char *name, const struct month *m)
{
	struct wg_buf b;
	wg_buf_init(&b, 1 << 16);
	wg_buf_puts(&b, HEADER);
	for (int i = 0; i < 24; i++) {
		int f = m->family[i];
		if (f == 0) {
			wg_buf_printf(&b, "%d栋1单元%d0%d,空置,,,\n", i / 8 + 1, i / 2 % 4 + 1, i % 2 + 1);
			continue;
		}
		wg_buf_printf(&b, "%d栋1单元%d0%d,户主%d,户主,19%02d-03-%02d,139%08d\n", i / 8 + 1, i / 2 % 4 + 1,
			      i % 2 + 1, f, f % 90 + 10, f % 27 + 1, m->phone[i]);
		if (f % 3 == 0)
			wg_buf_printf(&b, "%d栋1单元%d0%d,家人%d,配偶,,\n", i / 8 + 1, i / 2 % 4 + 1, i % 2 + 1, f);
	}
	const char *path = put_text(name, NULL, b.data);
	wg_buf_free(&b);
	return path;
}

static void shake(struct wg_random *r, struct month *m, int *next)
{
	for (int n = 0; n < 6; n++) {
		int i = (int)wg_random_below(r, 24), k = (int)wg_random_below(r, 24);
		switch (wg_random_below(r, 4)) {
		case 0:
			m->family[i] = ++*next;
			m->phone[i] = *next;
			break;
		case 1:
			m->family[i] = 0;
			break;
		case 2:
			m->phone[i] = ++*next;
			break;
		default: {
			struct month old = *m;
			m->family[i] = old.family[k];
			m->phone[i] = old.phone[k];
			m->family[k] = old.family[i];
			m->phone[k] = old.phone[i];
		}
		}
	}
}

static void all_of_any_month_taken_leaves_no_difference_and_is_undone(void **state)
{
	wg_office *office = *state;
	struct wg_random r = {20261122};
	struct month m;
	int next = 24;
	for (int i = 0; i < 24; i++)
		m.family[i] = m.phone[i] = i + 1;
	run_ok(office, "import households %s" UNDER, write_month("月.csv", &m));
	run_ok(office, "import cadres %s --under 窑洲社区",
	       put_text("干部.csv", NULL,
			"姓名,身份,单位,参加联户,下限,上限\n许英,驻守干部,区教育局,是,1,13\n"
			"石琴,驻守干部,区民政局,是,1,13\n"));
	run_ok(office, "plan --under 晴岚家园 --commit");
	for (int month = 0; month < 12; month++) {
		struct wg_outcome out;
		const char *before = dump_of(office);
		shake(&r, &m, &next);
		write_month("月.csv", &m);
		run_ok(office, "import compare %s" UNDER " --take safe,replaced,left,gone,empty", file_path("月.csv"));
		assert_holds(office);
		const char *after = dump_of(office);
		run_line(office, WG_OK, &out, "import compare %s" UNDER, file_path("月.csv"));
		if (n_differences(&out) > 0)
			fail_msg("month %d: %s %s %s", month, row_of(&out, 1)[1].s, row_of(&out, 1)[3].s,
				 row_of(&out, 1)[4].s);
		wg_outcome_free(&out);
		run_line(office, WG_OK, &out, "import households %s" UNDER, file_path("月.csv"));
		wg_outcome_free(&out);
		assert_same_dump(dump_of(office), after);
		run_ok(office, "undo");
		assert_same_dump(dump_of(office), before);
		run_ok(office, "redo");
		assert_same_dump(dump_of(office), after);
	}
}

int main(void)
{
#define STORY(name) cmocka_unit_test_setup_teardown(name, start_roster, end_roster)
	const struct CMUnitTest tests[] = {
		STORY(each_difference_of_the_month_is_a_numbered_row),
		STORY(only_compound_of_a_community_needs_no_name),
		STORY(doors_of_a_community_without_compounds_are_named_whole),
		STORY(who_comes_back_is_not_recorded_twice),
		STORY(only_looking_changes_nothing),
		STORY(safe_changes_are_one_batch_and_one_undo),
		STORY(who_is_gone_makes_room_for_who_comes),
		STORY(one_number_is_one_change),
		STORY(list_that_has_changed_is_not_taken),
		STORY(what_cannot_be_is_refused),
		STORY(other_family_at_the_door_is_one_row_and_not_safe),
		STORY(families_that_change_doors_change_contacts),
		STORY(members_come_and_go_by_name),
		STORY(doubtful_ones_are_left_to_be_looked_at),
		STORY(all_of_any_month_taken_leaves_no_difference_and_is_undone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
