#include "tests/test.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "base/clock.h"
#include "exchange/book.h"
#include "tests/command/match_office.h"
#include "tests/command/roster.h"
#include "tests/store/dump.h"
#include "wangge/order.h"

enum { DAY = 86400, NEEDS = 24 };
#define MARCH 1772294400LL /* 2026-03-01 00:00, Asia/Shanghai */
#define APRIL 1774972800LL /* 2026-04-01 00:00 */

static int64_t put(wg_office *office, enum wg_table_id table, const struct wg_value *v)
{
	struct wg_tx *tx = NULL;
	struct wg_tx_opts opts = {.at = TEST_NOW, .label = "fill", .command = "fill", .flags = WG_BATCH_SYSTEM};
	int64_t id = 0, batch;
	assert_int_equal(wg_tx_begin(office->db, &opts, &tx, NULL), WG_OK);
	assert_int_equal(wg_row_insert(tx, table, v, &id, NULL), WG_OK);
	assert_int_equal(wg_tx_commit(&tx, &batch, NULL), WG_OK);
	return id;
}

static void put_step(wg_office *office, int64_t need, int64_t at, const char *action, const char *state)
{
	struct wg_value v[WG_STEP_COLUMNS] = {
		[WG_STEP_NEED_ID] = wg_int_value(need),  [WG_STEP_AT] = wg_int_value(at),
		[WG_STEP_ACTOR] = wg_text_value("王芳"), [WG_STEP_ACTION] = wg_text_value(action),
		[WG_STEP_STATE] = wg_text_value(state),
	};
	put(office, WG_T_STEP, v);
}

static void put_work(wg_office *office, int64_t need, int64_t worker, int64_t day, int64_t minutes)
{
	struct wg_value v[WG_WORK_COLUMNS] = {
		[WG_WORK_NEED_ID] = wg_int_value(need),
		[WG_WORK_WORKER_ID] = wg_int_value(worker),
		[WG_WORK_DAY] = wg_int_value(day),
		[WG_WORK_MINUTES] = wg_int_value(minutes),
	};
	put(office, WG_T_WORK, v);
}

static void put_follow_up(wg_office *office, int64_t need, int64_t at, const char *satisfaction)
{
	struct wg_value v[WG_FOLLOW_UP_COLUMNS] = {
		[WG_FOLLOW_UP_NEED_ID] = wg_int_value(need),
		[WG_FOLLOW_UP_AT] = wg_int_value(at),
		[WG_FOLLOW_UP_BY_NAME] = wg_text_value("王芳"),
		[WG_FOLLOW_UP_CHANNEL] = wg_text_value("phone"),
		[WG_FOLLOW_UP_SATISFACTION] = wg_text_value(satisfaction),
	};
	put(office, WG_T_FOLLOW_UP, v);
}

static void put_sent(wg_office *office, int64_t need, int64_t worker, int64_t at, const char *state, int64_t home)
{
	struct wg_value v[WG_DISPATCH_COLUMNS] = {
		[WG_DISPATCH_NEED_ID] = wg_int_value(need),      [WG_DISPATCH_WORKER_ID] = wg_int_value(worker),
		[WG_DISPATCH_LEADS] = wg_int_value(1),           [WG_DISPATCH_STATE] = wg_text_value(state),
		[WG_DISPATCH_HOME_ID] = wg_int_or_null(home, 0), [WG_DISPATCH_AT] = wg_int_value(at),
	};
	put(office, WG_T_DISPATCH, v);
}

/* Needs of every class and in every state, of January to March; some of places, one without class. */
static void fill(wg_office *office)
{
	static const char *const doors[] = {"1-1-101", "1-2-102", "2-1-301", "2-2-402"};
	static const char *const services[] = {"S03", "S06 S03", "S23"}, *const lives[] = {"A3", "A2", "A4"};
	static const char *const fields[] = {"B5", "B2", "B9"}, *const micros[] = {"grid", "love", "grid"};
	static const char *const forms[] = {"need", "wish", "errand", "suggestion"};
	static const char *const satisfactions[] = {"good", "good", "fair", "poor"};
	int64_t helper = give_helper(office, "乙一", "窑洲社区", NULL),
		guest = give_helper(office, "乙二", "东苑社区", NULL);
	int64_t home = count_of(office, "SELECT id FROM place WHERE name = '东苑社区'");
	for (int i = 0; i < NEEDS; i++) {
		int64_t id = give_need(office, doors[i % 4], services[i % 3], "normal");
		int64_t at = TEST_NOW - (int64_t)i * 3 * DAY;
		const char *state = wg_need_state_info[i % WG_STATES].code;
		bool closed = strcmp(state, "closed") == 0;
		set_need(office, id, WG_NEED_AT, wg_int_value(at));
		set_need(office, id, WG_NEED_DUE,
			 i % 5 == 0 ? wg_int_or_null(0, 0) : wg_int_value(at + (i % 2 ? 1 : 9) * DAY));
		set_need(office, id, WG_NEED_LIFE, wg_text_value(i == 5 ? NULL : lives[i % 3]));
		set_need(office, id, WG_NEED_FIELD, wg_text_value(fields[i % 3]));
		set_need(office, id, WG_NEED_MICRO, wg_text_value(micros[i % 3]));
		set_need(office, id, WG_NEED_FORM, wg_text_value(forms[i % 4]));
		set_need(office, id, WG_NEED_SOURCE, wg_text_value(i % 2 ? "phone" : "counter"));
		put_step(office, id, at, "add", "received");
		put_step(office, id, at + DAY / 2, "accept", state);
		set_need(office, id, WG_NEED_STATE, wg_text_value(state));
		if (closed)
			set_need(office, id, WG_NEED_CLOSED, wg_int_value(at + 2 * DAY));
		put_sent(office, id, helper, at, i % 6 ? "done" : "returned", 0);
		put_work(office, id, helper, wg_day_of(at), 30 + i);
		if (i % 3 == 0)
			put_sent(office, id, guest, at, i % 4 ? "done" : "returned", home);
		if (i % 2 == 0)
			put_follow_up(office, id, at, satisfactions[i / 2 % 4]);
		if (i % 7 == 0)
			put_step(office, id, at + 1, i ? "follow_up" : "reopen", "matching");
	}
}

static int set_up(void **state)
{
	if (start_roster(state) != 0)
		return -1;
	wg_office *given = *state;
	wg_office_close(&given);
	*state = match_office(2);
	fill(*state);
	return 0;
}

static int64_t oracle(wg_office *office, const char *format, ...) __attribute__((format(printf, 2, 3)));
static int64_t oracle(wg_office *office, const char *format, ...)
{
	char sql[1500];
	int64_t n = -1;
	va_list ap;
	va_start(ap, format);
	vsnprintf(sql, sizeof sql, format, ap);
	va_end(ap);
	assert_int_equal(wg_one_int(wg_query_once(office->db, sql), 0, &n, NULL), WG_OK);
	return n;
}

static const struct wg_datum *cell(const struct wg_rows *t, size_t row, const char *key)
{
	for (size_t i = 0; i < t->n_columns; i++)
		if (strcmp(t->columns[i].key, key) == 0)
			return &t->at[row * t->n_columns + i];
	fail_msg("no column %s", key);
	return NULL;
}

/* Every figure of a row, counted again need by need; which: a condition on need n. */
static void assert_figures(wg_office *office, const struct wg_rows *t, size_t row, const char *which)
{
	static const struct {
		const char *key, *sql;
	} counted[] = {
		{"new", "need n WHERE n.at >= %lld AND n.at < %lld"},
		{"done", "need n WHERE n.state = 'closed' AND n.closed >= %lld AND n.closed < %lld"},
		{"errands", "need n WHERE n.form = 'errand' AND n.at >= %lld AND n.at < %lld"},
		{"reopened", "need n, step s WHERE s.need_id = n.id AND s.state = 'matching' AND s.action IN "
			     "('reopen', 'follow_up') AND s.at >= %lld AND s.at < %lld"},
		{"good", "need n, follow_up f WHERE f.need_id = n.id AND f.satisfaction = 'good' AND f.at >= %lld AND "
			 "f.at < %lld"},
		{"fair", "need n, follow_up f WHERE f.need_id = n.id AND f.satisfaction = 'fair' AND f.at >= %lld AND "
			 "f.at < %lld"},
		{"poor", "need n, follow_up f WHERE f.need_id = n.id AND f.satisfaction = 'poor' AND f.at >= %lld AND "
			 "f.at < %lld"},
		{"turns", "need n, work k WHERE k.need_id = n.id AND k.day * 86400 - 28800 >= %lld AND k.day * 86400 - "
			  "28800 < %lld"},
		{"asked_in",
		 "need n, dispatch x WHERE x.need_id = n.id AND x.home_id > 0 AND x.state = 'done' AND x.at >= "
		 "%lld AND x.at < %lld"},
		/* the period has not ended: what is open is open now */
		{"open", "need n WHERE n.state NOT IN ('draft', 'closed', 'rejected', 'cancelled') AND %lld < %lld"},
		{"overdue",
		 "need n WHERE n.state NOT IN ('draft', 'closed', 'rejected', 'cancelled') AND n.due < 1774486800 "
		 "AND %lld < %lld"},
	};
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
		char sql[500];
		snprintf(sql, sizeof sql, counted[i].sql, MARCH, APRIL);
		int64_t n = oracle(office, "SELECT count(*) FROM %s AND n.state <> 'draft' AND %s", sql, which);
		if (cell(t, row, counted[i].key)->i != n)
			fail_msg("%s where %s: %lld instead of %lld", counted[i].key, which,
				 (long long)cell(t, row, counted[i].key)->i, (long long)n);
	}
	assert_int_equal(cell(t, row, "minutes")->i,
			 oracle(office,
				"SELECT coalesce(sum(k.minutes), 0) FROM need n, work k WHERE k.need_id = n.id AND "
				"k.day BETWEEN %d AND %d AND n.state <> 'draft' AND %s",
				TEST_DAY - 25, TEST_DAY + 5, which));
	int64_t good = cell(t, row, "good")->i + cell(t, row, "fair")->i, asked = good + cell(t, row, "poor")->i;
	assert_int_equal(cell(t, row, "satisfaction")->null, asked == 0);
	assert_int_equal(cell(t, row, "satisfaction")->i,
			 asked ? (int64_t)(100.0 * (double)good / (double)asked + 0.5) : 0);
}

static void every_figure_is_the_one_that_is_counted_by_hand(void **state)
{
	static const struct {
		const char *by, *column;
	} ways[] = {{"life", "life"}, {"field", "field"},   {"micro", "micro"},
		    {"form", "form"}, {"source", "source"}, {"state", "state"}};
	wg_office *office = *state;
	for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
		struct wg_outcome out;
		int64_t new = 0;
		run_line(office, WG_OK, &out, "report --since 2026-03-01 --until 2026-03-31 --by %s", ways[w].by);
		const struct wg_rows *t = &out.tables[0];
		for (size_t i = 0; i < t->n; i++) {
			char which[200];
			const char *class = cell(t, i, "class")->s;
			snprintf(which, sizeof which, class ? "n.%s = '%s'" : "n.%s IS NULL", ways[w].column, class);
			assert_figures(office, t, i, which);
			new += cell(t, i, "new")->i;
		}
		assert_true(t->n > 1);
		assert_figures(office, &out.tables[1], 0, "1 = 1");
		assert_int_equal(cell(&out.tables[1], 0, "new")->i, new);
		assert_true(new > 5);
		wg_outcome_free(&out);
	}
}

static void places_divide_the_whole(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "report --since 2026-03-01 --until 2026-03-31 --under 晴岚家园");
	const struct wg_rows *t = &out.tables[0];
	assert_int_equal(t->n, 2);
	for (size_t i = 0; i < t->n; i++) {
		char which[500];
		snprintf(
			which, sizeof which,
			"n.household_id IN (SELECT h.id FROM household h JOIN door d ON d.id = h.door_id JOIN place e "
			"ON e.id = d.entrance_id JOIN place b ON b.id = e.parent_id WHERE b.name = '%s' AND b.name NOT "
			"LIKE '东%%')",
			cell(t, i, "class")->s);
		assert_figures(office, t, i, which);
	}
	wg_outcome_free(&out);
	/* one asked in here is one lent out there */
	run_line(office, WG_OK, &out, "report --since 2026-03-01 --until 2026-03-31");
	t = &out.tables[0];
	assert_int_equal(t->n, 2);
	assert_string_equal(cell(t, 1, "class")->s, "东苑社区");
	assert_true(cell(t, 0, "asked_in")->i > 0);
	assert_int_equal(cell(t, 0, "asked_in")->i, cell(t, 1, "lent_out")->i);
	assert_int_equal(cell(t, 0, "lent_out")->i, 0);
	assert_int_equal(cell(t, 1, "asked_in")->i, 0);
	wg_outcome_free(&out);
	/* what concerns the whole compound is no building's */
	run_ok(office, "add need 晴岚家园 大门坏了");
	run_line(office, WG_OK, &out, "report --since 2026-03-01 --under 晴岚家园");
	assert_int_equal(out.tables[0].n, 3);
	assert_string_equal(cell(&out.tables[0], 2, "class")->s, "晴岚家园");
	assert_int_equal(cell(&out.tables[0], 2, "new")->i, 1);
	wg_outcome_free(&out);
}

static void needs_count_once_and_where_they_belong(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "report --since 2026-01-01 --by service");
	for (size_t i = 0; i < out.tables[0].n; i++) {
		const char *code = cell(&out.tables[0], i, "class")->s;
		assert_int_equal(cell(&out.tables[0], i, "new")->i,
				 oracle(office,
					"SELECT count(*) FROM need WHERE state <> 'draft' AND services LIKE '%s%%'",
					code));
	}
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "report --since 2026-01-01 --by micro --against form");
	int64_t new = 0;
	for (size_t i = 0; i < out.tables[0].n; i++) {
		int64_t n = oracle(office,
				   "SELECT count(*) FROM need WHERE state <> 'draft' AND micro = '%s' AND form = '%s'",
				   cell(&out.tables[0], i, "class")->s, cell(&out.tables[0], i, "against")->s);
		assert_int_equal(cell(&out.tables[0], i, "new")->i, n);
		new += n;
	}
	assert_int_equal(out.tables[0].n, 8);
	assert_int_equal(new, count_of(office, "SELECT count(*) FROM need WHERE state <> 'draft'"));
	wg_outcome_free(&out);
	/* recorded twice is recorded once */
	int64_t one = count_of(office, "SELECT min(id) FROM need WHERE state <> 'draft'");
	set_need(office, one, WG_NEED_INTO_ID, wg_int_value(count_of(office, "SELECT max(id) FROM need")));
	run_line(office, WG_OK, &out, "report --since 2026-01-01");
	assert_int_equal(cell(&out.tables[1], 0, "new")->i, new - 1);
	wg_outcome_free(&out);
}

static void a_past_period_is_told_as_it_ended(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	int64_t id = give_need(office, "1-1-101", "S03", "urgent"), at = MARCH - 20 * DAY;
	set_need(office, id, WG_NEED_FIELD, wg_text_value("B77"));
	set_need(office, id, WG_NEED_AT, wg_int_value(at));
	set_need(office, id, WG_NEED_DUE, wg_int_value(at + DAY));
	put_step(office, id, at, "add", "received");
	put_step(office, id, MARCH + DAY, "follow_up", "closed");
	set_need(office, id, WG_NEED_STATE, wg_text_value("closed"));
	set_need(office, id, WG_NEED_CLOSED, wg_int_value(MARCH + DAY));
	run_line(office, WG_OK, &out, "report --period month --until 2026-02-28 --by field");
	const struct wg_rows *t = &out.tables[0];
	assert_string_equal(cell(t, t->n - 1, "class")->s, "B77");
	assert_int_equal(cell(t, t->n - 1, "new")->i, 1);
	assert_int_equal(cell(t, t->n - 1, "open")->i, 1);
	assert_int_equal(cell(t, t->n - 1, "overdue")->i, 1);
	assert_int_equal(cell(t, t->n - 1, "done")->i, 0);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "report --period month --by field");
	t = &out.tables[0];
	assert_int_equal(cell(t, t->n - 1, "open")->i, 0);
	assert_int_equal(cell(t, t->n - 1, "done")->i, 1);
	assert_false(cell(t, t->n - 1, "on_time")->null);
	assert_int_equal(cell(t, t->n - 1, "on_time")->i, 0);
	wg_outcome_free(&out);
}

static void a_week_stands_beside_the_weeks_before(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "report --period week");
	const struct wg_rows *t = &out.tables[1];
	assert_int_equal(t->n, 4);
	assert_int_equal(cell(t, 0, "since")->i, TEST_DAY - 3); /* Monday */
	assert_int_equal(cell(t, 0, "until")->i, TEST_DAY);
	assert_int_equal(cell(t, 1, "since")->i, TEST_DAY - 10);
	assert_int_equal(cell(t, 1, "until")->i, TEST_DAY - 4);
	assert_int_equal(cell(t, 2, "since")->i, TEST_DAY - 17);
	assert_int_equal(cell(t, 3, "since")->i, TEST_DAY - 3 - 56);
	int64_t monday = TEST_NOW - 9 * 3600 - 3 * (int64_t)DAY;
	int64_t all = oracle(office, "SELECT count(*) FROM need WHERE state <> 'draft' AND at >= %lld AND at < %lld",
			     (long long)(monday - 56 * DAY), (long long)monday);
	assert_int_equal(cell(t, 3, "new")->i, (all + 4) / 8);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "report --period quarter --until 2026-02-10");
	assert_int_equal(cell(&out.tables[1], 0, "since")->i, TEST_DAY - 84); /* 2026-01-01 */
	assert_int_equal(cell(&out.tables[1], 1, "since")->i, TEST_DAY - 84 - 92);
	wg_outcome_free(&out);
}

static void what_makes_no_sense_is_refused(void **state)
{
	wg_office *office = *state;
	refused(office, WG_EUSAGE, "report --since 2026-13-01", "is not a date");
	refused(office, WG_EUSAGE, "report --since 2026-03-02 --until 2026-03-01", "would end before it begins");
	refused(office, WG_EUSAGE, "report --since 2026-03-02 --period week", "not both");
	refused(office, WG_EUSAGE, "report --by life --against life", "same class twice");
	refused(office, WG_ENOTFOUND, "report --under 无名社区", "无名社区");
}

static void the_report_goes_into_a_file(void **state)
{
	wg_office *office = *state;
	run_ok(office, "export report %s --since 2026-01-01 --by micro", file_path("r.csv"));
	char want[200];
	const char *text = content_of(file_path("r.csv"));
	assert_non_null(strstr(text, "四微,新增,办结,未办结,超期,按时率%,满意率%,服务分钟,服务人次,"
				     "重办,窗口,满意,基本满意,不满意,请进来,走出去"));
	snprintf(want, sizeof want, "合计,%lld,",
		 (long long)count_of(office, "SELECT count(*) FROM need WHERE state <> 'draft'"));
	assert_non_null(strstr(text, want));
	assert_non_null(strstr(text, "微爱心,"));
}

static void a_slip_says_what_the_helper_must_know(void **state)
{
	wg_office *office = *state;
	struct wg_arena a = {0};
	struct wg_outcome out;
	run_ok(office, "care add 张伟1 --group 独居");
	run_ok(office, "add need 1-1-101 灯不亮 --service S06 --urgency urgent --phone 19900001234 --note 敲门要久");
	run_ok(office, "dispatch 灯不亮 --to 乙一 --at 今天下午 --anyway 急");
	set_worker(office, count_of(office, "SELECT id FROM worker WHERE name = '乙一'"), WG_WORKER_PHONE,
		   wg_text_value("19900007777"));
	const char *before = dump_office(office->db, &a);
	run_line(office, WG_OK, &out, "print slips %s --needs 灯不亮", file_path("s.txt"));
	wg_outcome_free(&out);
	assert_same_dump(before, dump_office(office->db, &a));
	static const char *const says[] = {"灯不亮",
					   "紧急  2026-03-27 09:00",
					   "199 0000 1234",
					   "1栋1单元101",
					   "代购代办",
					   "独居；敲门要久",
					   "乙一（主办）199 0000 7777",
					   "2026-03-26 14:00 - 17:00",
					   "用时",
					   "签字",
					   "回访",
					   "内部资料"};
	const char *text = content_of(file_path("s.txt"));
	for (size_t i = 0; i < sizeof says / sizeof *says; i++)
		if (!strstr(text, says[i]))
			fail_msg("no %s in\n%s", says[i], text);
	office->masked = true;
	run_ok(office, "print slips %s --needs 灯不亮", file_path("m.txt"));
	office->masked = false;
	text = content_of(file_path("m.txt"));
	assert_null(strstr(text, "19900001234"));
	assert_null(strstr(text, "0000 1234"));
	assert_null(strstr(text, "00007777"));
	assert_null(strstr(text, "0000 7777"));
	assert_null(strstr(text, "敲门要久"));
	wg_arena_free(&a);
}

static void a_long_note_goes_on_below_itself(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_ok(office,
	       "add need 1-1-101 送药 --service S06 --note "
	       "家里有狗要先打电话再上楼老人耳背敲门要重一点药放在门口的蓝色箱子里不要放地上楼梯间灯坏了当心脚下"
	       "如果没有人应门请马上联系女儿不要自己进门最后一句");
	run_line(office, WG_OK, &out, "print slips %s --needs 送药", file_path("n.txt"));
	wg_outcome_free(&out);
	const char *text = content_of(file_path("n.txt"));
	assert_non_null(strstr(text, "\n| 当心    家里有狗"));
	assert_non_null(strstr(text, "最后一句"));
	assert_null(strstr(text, ".."));
}

static void slips_are_for_those_who_are_sent_four_to_a_page(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	char said[300];
	run_line(office, WG_OK, &out, "print slips %s", file_path("all.txt"));
	wg_message_text(&out.said, NULL, said, sizeof said);
	int64_t n = count_of(office, "SELECT count(*) FROM need WHERE state IN ('dispatched', 'accepted', 'serving')");
	assert_true(n > 4);
	char want[40];
	snprintf(want, sizeof want, ": %lld slips", (long long)n);
	assert_non_null(strstr(said, want));
	wg_outcome_free(&out);
	int pages = 0;
	for (const char *p = content_of(file_path("all.txt")); (p = strstr(p, "页")); p++)
		pages++;
	assert_int_equal(pages, (n + 3) / 4);
	run_ok(office, "print slips %s --state 服务中", file_path("all.xlsx"));
	run_line(office, WG_EUSAGE, &out, "print slips %s", file_path("all.doc"));
	wg_outcome_free(&out);
	run_line(office, WG_ENOTFOUND, &out, "print slips %s --under 东苑社区", file_path("none.txt"));
	wg_outcome_free(&out);
}

/* The texts of a workbook stand in one part of its zip. */
static bool says(const char *path, const char *text)
{
	static char all[200000];
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	assert_non_null(zip);
	zip_file_t *file = zip_fopen(zip, "xl/sharedStrings.xml", 0);
	assert_non_null(file);
	zip_int64_t n = zip_fread(file, all, sizeof all - 1);
	assert_true(n > 0);
	all[n] = '\0';
	zip_fclose(file);
	zip_discard(zip);
	return strstr(all, text) != NULL;
}

static void the_three_lists_cite_each_other(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	struct wg_arena a = {0};
	struct wg_book *book = NULL;
	char text[200];
	run_ok(office, "add need 1-1-101 楼道灯不亮 --service S06");
	run_ok(office, "add resource 梯子");
	run_ok(office, "add project 亮灯行动 --needs 楼道灯不亮 --helpers 乙一 --resources 梯子");
	const char *before = dump_office(office->db, &a);
	run_line(office, WG_OK, &out, "export lists %s --under 晴岚家园", file_path("l.xlsx"));
	wg_outcome_free(&out);
	assert_same_dump(before, dump_office(office->db, &a));
	assert_int_equal(wg_book_open(&book, file_path("l.xlsx"), NULL, NULL), WG_OK);
	assert_int_equal(wg_book_sheets(book), 3);
	wg_book_close(&book);
	assert_true(says(file_path("l.xlsx"), "亮灯行动"));
	const long long need = (long long)(count_of(office, "SELECT id FROM need WHERE title = '楼道灯不亮'") &
					   0xffffffffff),
			helper = (long long)(count_of(office, "SELECT id FROM worker WHERE name = '乙一'") &
					     0xffffffffff),
			goods = (long long)(count_of(office, "SELECT id FROM resource") & 0xffffffffff);
	snprintf(text, sizeof text, ">%lld 楼道灯不亮<", need);
	assert_true(says(file_path("l.xlsx"), text));
	snprintf(text, sizeof text, ">%lld 乙一、%lld 梯子<", helper, goods);
	assert_true(says(file_path("l.xlsx"), text));
	run_line(office, WG_EUSAGE, &out, "export lists %s", file_path("l.csv"));
	wg_outcome_free(&out);
	assert_int_not_equal(access(file_path("l.csv"), F_OK), 0);
	wg_arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, end_roster)
		T(every_figure_is_the_one_that_is_counted_by_hand),
		T(places_divide_the_whole),
		T(needs_count_once_and_where_they_belong),
		T(a_past_period_is_told_as_it_ended),
		T(a_week_stands_beside_the_weeks_before),
		T(what_makes_no_sense_is_refused),
		T(the_report_goes_into_a_file),
		T(a_slip_says_what_the_helper_must_know),
		T(the_three_lists_cite_each_other),
		T(a_long_note_goes_on_below_itself),
		T(slips_are_for_those_who_are_sent_four_to_a_page),
	};
	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
