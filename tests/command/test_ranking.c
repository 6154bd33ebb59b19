#include "tests/test.h"

#include "tests/command/match_office.h"

static int set_up(void **state)
{
	*state = match_office(2);
	return 0;
}

static int tear_down(void **state)
{
	wg_office *office = *state;
	wg_office_close(&office);
	return 0;
}

static struct wg_arena arena;

static struct wg_fits rank_at(wg_office *office, int64_t need, const char *when)
{
	struct wg_fits fits;
	struct wg_error e = {0};
	if (wg_fit_rank(office, &(struct wg_fit_query){.need = need, .when = when}, &arena, &fits, &e) != WG_OK) {
		char said[500];
		wg_message_text(&e.message, NULL, said, sizeof said);
		fail_msg("%s", said);
	}
	return fits;
}

static struct wg_fits rank(wg_office *office, int64_t need)
{
	return rank_at(office, need, NULL);
}

static const struct wg_fit *fit_of(const struct wg_fits *fits, int64_t worker)
{
	size_t i = 0;
	while (i < fits->n && fits->at[i].worker_id != worker)
		i++;
	assert_true(i < fits->n);
	return &fits->at[i];
}

static enum wg_left left_of(const struct wg_fits *fits, int64_t worker)
{
	for (size_t i = 0; i < fits->n_left; i++) {
		if (fits->left[i].worker_id == worker)
			return fits->left[i].left;
	}
	return WG_LEFT_NOT;
}

static const char *missing(const struct wg_fits *fits, size_t i)
{
	static char text[500];
	assert_true(i < fits->n_missing);
	wg_message_text(&fits->missing[i], NULL, text, sizeof text);
	return text;
}

/* Can do S01, lives at this door, serves 窑洲社区. */
static int64_t carer(wg_office *office, const char *name, const char *home)
{
	int64_t id = give_helper(office, name, "窑洲社区", home);
	give_skill(office, id, "S01", 1, false);
	return id;
}

static void each_term_stands_alone(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", "S01 S03", "normal"),
		old = give_need(office, "1-1-101", "S01", "normal");
	int64_t plain = give_helper(office, "乙一", "窑洲社区", NULL),
		level = give_helper(office, "乙二", "窑洲社区", NULL);
	int64_t seen = give_helper(office, "乙三", "窑洲社区", NULL),
		cert = give_helper(office, "乙四", "窑洲社区", NULL);
	int64_t same = carer(office, "乙五", "1-2-301"), compound = carer(office, "乙六", "2-1-301");
	int64_t busy = carer(office, "乙七", NULL), idle = carer(office, "乙八", NULL),
		again = carer(office, "乙九", NULL);
	give_skill(office, plain, "S01", 1, false);
	give_skill(office, level, "S01", 3, false);
	give_skill(office, seen, "S01", 2, true);
	give_skill(office, cert, "S03", 1, false);
	give_certificate(office, cert, "electrician", TEST_DAY + 100);
	give_order(office, old, busy, "sent", 0, 0);
	give_order(office, give_need(office, "2-1-101", "S01", "normal"), idle, "done", 0, TEST_NOW - 15 * 86400);
	give_order(office, old, again, "done", 0, TEST_NOW - 90 * 86400);
	give_follow_up(office, old, "good");
	struct wg_fits f = rank(office, need);
	assert_int_equal(f.n, 9);
	/* never sent: 30 for no order, 20 for long idle; 50 for the community */
	assert_int_equal(fit_of(&f, plain)->term[WG_FIT_SKILL], 20);
	assert_int_equal(fit_of(&f, plain)->term[WG_FIT_NEAR], 50);
	assert_int_equal(fit_of(&f, plain)->term[WG_FIT_ORDERS], 30);
	assert_int_equal(fit_of(&f, plain)->term[WG_FIT_IDLE], 20);
	assert_int_equal(fit_of(&f, plain)->total, 120);
	assert_int_equal(fit_of(&f, level)->term[WG_FIT_SKILL], 50);
	assert_int_equal(fit_of(&f, seen)->term[WG_FIT_SKILL], 50);
	assert_int_equal(fit_of(&f, cert)->term[WG_FIT_CERTIFICATE], 20);
	assert_string_equal(fit_of(&f, cert)->certificate, "electrician");
	assert_int_equal(fit_of(&f, same)->term[WG_FIT_NEAR], 200);
	assert_string_equal(fit_of(&f, same)->home, "1栋2单元");
	assert_int_equal(fit_of(&f, compound)->term[WG_FIT_NEAR], 120);
	assert_int_equal(fit_of(&f, busy)->term[WG_FIT_ORDERS], -20);
	assert_int_equal(fit_of(&f, busy)->term[WG_FIT_IDLE], 0);
	assert_int_equal(fit_of(&f, idle)->term[WG_FIT_IDLE], 10);
	assert_int_equal(fit_of(&f, again)->term[WG_FIT_AGAIN], 50);
	assert_int_equal(fit_of(&f, again)->term[WG_FIT_SATISFIED], 20);
	assert_int_equal(fit_of(&f, plain)->term[WG_FIT_AGAIN], 0);
	assert_ptr_equal(&f.at[0], fit_of(&f, same));
	for (size_t i = 1; i < f.n; i++)
		assert_true(f.at[i - 1].total >= f.at[i].total);
}

static void household_that_was_not_satisfied_costs_points(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", "S01", "normal"), w = carer(office, "乙一", NULL);
	give_order(office, need, w, "done", 0, TEST_NOW - 3600);
	give_follow_up(office, need, "poor");
	struct wg_fits f = rank(office, need);
	assert_int_equal(fit_of(&f, w)->term[WG_FIT_SATISFIED], -60);
	assert_int_equal(fit_of(&f, w)->term[WG_FIT_AGAIN], 50);
}

static void who_serves_a_place_is_near_it(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", "S01", "normal");
	int64_t building = give_helper(office, "乙一", "1栋", NULL),
		compound = give_helper(office, "乙二", "晴岚家园", NULL);
	give_skill(office, building, "S01", 1, false);
	give_skill(office, compound, "S01", 1, false);
	struct wg_fits f = rank(office, need);
	assert_int_equal(fit_of(&f, building)->near, WG_NEAR_BUILDING);
	assert_int_equal(fit_of(&f, compound)->near, WG_NEAR_COMPOUND);
}

static void lapsed_certificate_leaves_out_where_the_service_demands_one(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", "S04", "normal"),
		both = give_need(office, "1-1-101", "S04 S03", "normal");
	int64_t none = give_helper(office, "乙一", "窑洲社区", NULL),
		lapsed = give_helper(office, "乙二", "窑洲社区", NULL);
	int64_t last_day = give_helper(office, "乙三", "窑洲社区", NULL),
		other = give_helper(office, "乙四", "窑洲社区", NULL);
	int64_t all[] = {none, lapsed, last_day, other};
	for (int i = 0; i < 4; i++)
		give_skill(office, all[i], "S04", 2, true);
	give_skill(office, lapsed, "S03", 1, false);
	give_certificate(office, lapsed, "electrician", TEST_DAY - 1);
	give_certificate(office, last_day, "electrician", TEST_DAY);
	give_certificate(office, other, "counsellor", 0);
	struct wg_fits f = rank(office, need);
	assert_int_equal(f.n, 1);
	assert_int_equal(f.at[0].worker_id, last_day);
	assert_int_equal(f.count[WG_LEFT_CERTIFICATE], 3);
	f = rank_at(office, need, "03-27");
	assert_int_equal(f.n, 0);
	assert_string_equal(missing(&f, 0), "no one with a certificate for 水电维修 in 窑洲社区");
	/* the other service will do, and needs none */
	f = rank(office, both);
	assert_string_equal(fit_of(&f, lapsed)->service, "S03");
	assert_string_equal(fit_of(&f, last_day)->service, "S04");
}

static void time_that_was_said_counts_and_none_said_is_to_be_asked(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", "S01", "normal");
	int64_t evenings = carer(office, "乙一", NULL), silent = carer(office, "乙二", NULL),
		never = carer(office, "乙三", NULL);
	set_worker(office, evenings, WG_WORKER_SLOTS, wg_int_value(1 << 8)); /* Wednesday evening */
	set_worker(office, never, WG_WORKER_SLOTS, wg_int_value(0));
	struct wg_fits f = rank_at(office, need, "周三晚");
	assert_int_equal(f.n, 2);
	assert_false(fit_of(&f, evenings)->ask_time);
	assert_true(fit_of(&f, silent)->ask_time);
	assert_int_equal(f.at[0].worker_id, evenings);
	assert_int_equal(fit_of(&f, evenings)->begins, TEST_NOW + 6 * 86400 + 10 * 3600);
	assert_int_equal(left_of(&f, never), WG_LEFT_TIME);
	f = rank_at(office, need, "周三下午");
	assert_int_equal(left_of(&f, evenings), WG_LEFT_TIME);
	/* until it is due, in seven days, there is a Wednesday */
	f = rank(office, need);
	assert_int_equal(f.n, 2);
	set_need(office, need, WG_NEED_DUE, wg_int_value(TEST_NOW + 86400));
	f = rank(office, need);
	assert_int_equal(left_of(&f, evenings), WG_LEFT_TIME);
	assert_int_equal(fit_of(&f, silent)->begins, TEST_NOW);
	struct wg_fit_query q = {.need = need, .when = "某天"};
	assert_int_equal(wg_fit_rank(office, &q, &arena, &f, NULL), WG_EUSAGE);
}

static void absent_or_busy_then_is_left_out(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", "S01", "normal"),
		other = give_need(office, "2-1-101", "S01", "normal");
	int64_t busy = carer(office, "乙一", NULL);
	carer(office, "乙二", NULL);
	give_order(office, other, busy, "sent", TEST_NOW + 86400 + 5 * 3600, 0); /* 03-27 14:00 to 17:00 */
	run_ok(office, "cover 乙二 --by 甲一 --since 2026-03-27 --until 2026-03-28");
	struct wg_fits f = rank_at(office, need, "03-27 下午");
	assert_int_equal(f.count[WG_LEFT_OVERLAP], 1);
	assert_int_equal(f.count[WG_LEFT_TIME], 1);
	assert_int_equal(left_of(&f, busy), WG_LEFT_OVERLAP);
	assert_string_equal(missing(&f, 0), "2 can do it, none of them is free on 03-27 下午");
	assert_string_equal(missing(&f, 1), "the first to be free is 乙一, on 03-27 in the morning");
	f = rank_at(office, need, "03-27 上午");
	assert_int_equal(f.n, 1);
	f = rank_at(office, need, "03-29");
	assert_int_equal(f.n, 2);
}

static void as_many_orders_as_can_be_are_enough(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", "S01", "normal"), w = carer(office, "乙一", NULL),
		own = carer(office, "乙二", NULL);
	set_worker(office, own, WG_WORKER_LOAD_CAP, wg_int_value(1));
	for (int i = 0; i < 2; i++)
		give_order(office, give_need(office, "2-1-101", "S01", "normal"), w, "sent", 0, 0);
	give_order(office, give_need(office, "2-1-101", "S01", "normal"), own, "sent", 0, 0);
	struct wg_fits f = rank(office, need);
	assert_int_equal(fit_of(&f, w)->open, 2);
	assert_int_equal(left_of(&f, own), WG_LEFT_CAP);
	give_order(office, give_need(office, "2-1-101", "S01", "normal"), w, "accepted", 0, 0);
	f = rank(office, need);
	assert_int_equal(f.count[WG_LEFT_CAP], 2);
	assert_string_equal(missing(&f, 0), "2 can do it, all of them have as many orders as can be");
}

static void limits_look_at_the_door_and_at_the_person(void **state)
{
	wg_office *office = *state;
	int64_t low = give_need(office, "1-1-201", "S01", "normal"),
		high = give_need(office, "1-1-301", "S01", "normal");
	int64_t stairs = carer(office, "乙一", NULL), women = carer(office, "乙二", NULL),
		phone = carer(office, "乙三", NULL);
	int64_t talk = give_need(office, "1-1-301", "S12", "normal");
	give_skill(office, phone, "S12", 1, false);
	set_worker(office, stairs, WG_WORKER_LIMITS, wg_text_value("no_stairs"));
	set_worker(office, women, WG_WORKER_LIMITS, wg_text_value("women_only no_stairs"));
	set_worker(office, phone, WG_WORKER_LIMITS, wg_text_value("phone_only"));
	struct wg_fits f = rank(office, low);
	assert_int_equal(f.n, 2);
	assert_int_equal(left_of(&f, phone), WG_LEFT_PHONE);
	assert_true(fit_of(&f, women)->ask_sex);
	f = rank(office, high);
	assert_int_equal(f.count[WG_LEFT_STAIRS], 2);
	run_ok(office, "rename 1栋 1栋 --lift 2");
	f = rank(office, high);
	assert_int_equal(left_of(&f, stairs), WG_LEFT_NOT);
	run_ok(office, "rename 1栋1单元 1单元 --lift 0");
	f = rank(office, high);
	assert_int_equal(left_of(&f, stairs), WG_LEFT_STAIRS);
	run_ok(office, "edit person %s --sex male", "张伟3");
	f = rank(office, low);
	assert_int_equal(left_of(&f, women), WG_LEFT_SEX);
	run_ok(office, "edit person %s --sex female", "张伟3");
	f = rank(office, low);
	assert_false(fit_of(&f, women)->ask_sex);
	f = rank(office, talk);
	assert_int_equal(f.at[0].worker_id, phone);
}

static void relatives_and_the_own_household_are_left_out(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", "S01", "normal"), kin = carer(office, "乙一", NULL),
		own = carer(office, "乙二", NULL);
	struct wg_stmt *st = wg_query(office->db, "SELECT id FROM person WHERE household_id = $1");
	int64_t person = 0;
	wg_bind_int(st, 1, id_of(office, "1-1-101"));
	assert_int_equal(wg_one_int(st, 0, &person, NULL), WG_OK);
	set_worker(office, own, WG_WORKER_PERSON_ID, wg_int_value(person));
	run_ok(office, "recuse 乙一 1-1-101 --reason 表亲");
	struct wg_fits f = rank(office, need);
	assert_int_equal(f.n, 0);
	assert_int_equal(f.count[WG_LEFT_RELATED], 2);
	run_ok(office, "recuse 乙一 1-1-101 --end");
	f = rank(office, need);
	assert_int_equal(fit_of(&f, kin)->left, WG_LEFT_NOT);
}

static void who_is_sent_or_has_returned_it_is_not_asked_again(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", "S01", "normal"), sent = carer(office, "乙一", NULL),
		back = carer(office, "乙二", NULL);
	set_need(office, need, WG_NEED_PERSONS, wg_int_value(3));
	give_order(office, need, sent, "sent", 0, 0);
	give_order(office, need, back, "returned", 0, TEST_NOW - 60);
	struct wg_fits f = rank(office, need);
	assert_int_equal(f.wanted, 2);
	assert_int_equal(left_of(&f, sent), WG_LEFT_SENT);
	assert_int_equal(left_of(&f, back), WG_LEFT_RETURNED);
}

static void other_communities_are_counted_apart(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", "S04", "normal");
	int64_t here = give_helper(office, "乙一", "窑洲社区", NULL), nobody = give_helper(office, "乙四", NULL, NULL);
	for (int i = 0; i < 2; i++) {
		int64_t w = give_helper(office, i ? "乙二" : "乙三", "东苑社区", "东1栋-101");
		give_skill(office, w, "S04", 2, false);
		give_certificate(office, w, "electrician", 0);
	}
	give_skill(office, here, "S04", 2, false);
	give_skill(office, nobody, "S01", 2, false); /* serves nowhere, lives nowhere: counts everywhere */
	struct wg_fits f = rank(office, need);
	assert_int_equal(f.n, 0);
	assert_int_equal(f.n_outside, 2);
	assert_int_equal(f.pool, 2);
	assert_int_equal(f.count[WG_LEFT_SKILL], 1);
	assert_string_equal(f.outside[0].community, "东苑社区");
	assert_string_equal(missing(&f, 0), "no one with a certificate for 水电维修 in 窑洲社区");
	assert_string_equal(missing(&f, 1), "2 in 东苑社区 could be asked in");
	assert_int_equal(
		wg_fit_rank(office, &(struct wg_fit_query){.need = need, .all_communities = true}, &arena, &f, NULL),
		WG_OK);
	assert_int_equal(f.n, 2);
	struct wg_fit_name *names;
	size_t n;
	assert_int_equal(wg_fit_unskilled(office, need, &arena, &names, &n, NULL), WG_OK);
	assert_int_equal(n, 1);
	assert_string_equal(names[0].name, "乙四");
}

static void need_of_a_place_is_nobodys_neighbour(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", "S01", "normal"), w = carer(office, "乙一", "1-1-101");
	struct wg_node node;
	assert_int_equal(wg_node_find(office, "晴岚家园", &arena, &node, NULL), WG_OK);
	set_need(office, need, WG_NEED_PLACE_ID, wg_int_value(node.id));
	set_need(office, need, WG_NEED_HOUSEHOLD_ID, wg_text_value(NULL));
	struct wg_fits f = rank(office, need);
	assert_int_equal(fit_of(&f, w)->near, WG_NEAR_COMPOUND);
}

static void need_without_a_service_says_so(void **state)
{
	wg_office *office = *state;
	int64_t need = give_need(office, "1-1-101", NULL, "normal");
	carer(office, "乙一", NULL);
	struct wg_fits f = rank(office, need);
	assert_int_equal(f.n, 0);
	assert_string_equal(missing(&f, 0), "no service is named: edit the need first");
	f = rank(office, give_need(office, "1-1-101", "S06", "normal"));
	assert_string_equal(missing(&f, 0), "nobody in 窑洲社区 can do 代购代办");
	struct wg_fit_query q = {.need = need + 1000};
	assert_int_equal(wg_fit_rank(office, &q, &arena, &f, NULL), WG_ENOTFOUND);
}

/* The same, thought through for one helper at a time, with a question to the store for each thing. */
static int64_t ask(wg_office *office, const char *sql, int64_t worker, int64_t need)
{
	int64_t value = 0;
	struct wg_stmt *st = wg_query(office->db, sql);
	wg_bind_int(st, 1, worker);
	wg_bind_int(st, 2, need);
	assert_int_equal(wg_one_int(st, 0, &value, NULL), WG_OK);
	return value;
}

/* The best points of a skill that is allowed; −1 when there is none. */
static int best_skill(wg_office *office, int64_t w, int64_t need)
{
	static const char *const services[] = {"S01", "S03", "S04", "S05", "S12"};
	static const int level_points[] = {0, 20, 40, 50};
	bool electric = ask(office,
			    "SELECT count(*) FROM worker_cert WHERE worker_id = $1 AND certificate = 'electrician' "
			    "AND (until IS NULL OR until >= 20538)",
			    w, need) > 0;
	bool talking = ask(office,
			   "SELECT count(*) FROM worker_cert WHERE worker_id = $1 AND certificate = 'counsellor' "
			   "AND (until IS NULL OR until >= 20538)",
			   w, need) > 0;
	bool phone = ask(office, "SELECT coalesce(limits, '') LIKE '%phone_only%' FROM worker WHERE id = $1", w, need);
	int best = -1;
	for (int i = 0; i < 5; i++) {
		struct wg_stmt *st =
			wg_query(office->db, "SELECT 10 * k.level + k.verified FROM worker_skill k, need n WHERE "
					     "k.worker_id = $1 AND n.id = $2 AND k.service = $3 AND "
					     "n.services LIKE '%' || $3 || '%'");
		int64_t skill = 0;
		wg_bind_int(st, 1, w);
		wg_bind_int(st, 2, need);
		wg_bind_text(st, 3, services[i]);
		assert_int_equal(wg_one_int(st, 0, &skill, NULL), WG_OK);
		bool certified = i == 1 || i == 2 ? electric : i == 3 && talking, demanded = i == 2 || i == 3;
		if (!skill || (demanded && !certified) || (phone && i < 3))
			continue;
		int points = level_points[skill / 10] + (int)(skill % 10) * 10 + certified * 20;
		best = points > best ? points : best;
	}
	return best;
}

#define HOME_OF_NEED                                                                                                   \
	"FROM need n JOIN household h ON h.id = n.household_id JOIN door d ON d.id = h.door_id JOIN place e ON e.id "  \
	"= "                                                                                                           \
	"d.entrance_id JOIN place b ON b.id = e.parent_id JOIN place c ON c.id = b.parent_id "
#define HOME_OF_HELPER                                                                                                 \
	"JOIN worker w ON w.id = $1 JOIN door d2 ON d2.id = w.lives_id JOIN place e2 ON e2.id = d2.entrance_id JOIN "  \
	"place b2 ON b2.id = e2.parent_id JOIN place c2 ON c2.id = b2.parent_id "
#define SERVED "JOIN serves s ON s.worker_id = $1 AND s.until IS NULL "

static int nearness(wg_office *office, int64_t w, int64_t need)
{
	if (ask(office, "SELECT count(*) " HOME_OF_NEED HOME_OF_HELPER "WHERE n.id = $2 AND b.id = b2.id", w, need) ||
	    ask(office, "SELECT count(*) " HOME_OF_NEED SERVED "WHERE n.id = $2 AND s.place_id IN (b.id, e.id)", w,
		need))
		return 200;
	if (ask(office, "SELECT count(*) " HOME_OF_NEED HOME_OF_HELPER "WHERE n.id = $2 AND c.id = c2.id", w, need) ||
	    ask(office, "SELECT count(*) " HOME_OF_NEED SERVED "WHERE n.id = $2 AND s.place_id = c.id", w, need))
		return 120;
	return ask(office,
		   "SELECT count(*) " HOME_OF_NEED HOME_OF_HELPER "WHERE n.id = $2 AND c.parent_id = c2.parent_id", w,
		   need) || ask(office,
				"SELECT count(*) " HOME_OF_NEED SERVED "WHERE n.id = $2 AND s.place_id = c.parent_id",
				w, need)
		       ? 50
		       : 0;
}

/* All but 东苑社区 lies in the community of the needs. */
static bool of_the_community(wg_office *office, int64_t w)
{
	return ask(office,
		   "SELECT count(*) FROM serves s JOIN place p ON p.id = s.place_id WHERE s.worker_id = $1 AND s.until "
		   "IS "
		   "NULL AND p.name <> '东苑社区'",
		   w, 0) > 0;
}

/* False: left out. */
static bool expected(wg_office *office, int64_t w, int64_t need, int *total)
{
	int skill = best_skill(office, w, need);
	int64_t open = ask(office, "SELECT count(*) FROM dispatch WHERE worker_id = $1 AND until IS NULL", w, need);
	int64_t cap = ask(office, "SELECT coalesce(load_cap, 3) FROM worker WHERE id = $1", w, need);
	int64_t slots = ask(office, "SELECT coalesce(slots, -1) FROM worker WHERE id = $1", w, need);
	int64_t floor = ask(office, "SELECT d.floor " HOME_OF_NEED "WHERE n.id = $2", w, need);
	bool stairs = ask(office, "SELECT coalesce(limits, '') LIKE '%no_stairs%' FROM worker WHERE id = $1", w, need);
	bool lift = ask(office, "SELECT coalesce(b.lift, 0) " HOME_OF_NEED "WHERE n.id = $2", w, need);
	bool again =
		ask(office,
		    "SELECT count(*) FROM dispatch x JOIN need o ON o.id = x.need_id JOIN need n ON n.household_id = "
		    "o.household_id WHERE x.worker_id = $1 AND n.id = $2 AND x.state = 'done'",
		    w, need);
	int64_t said =
		ask(office,
		    "SELECT CASE f.satisfaction WHEN 'good' THEN 20 WHEN 'poor' THEN -60 ELSE 0 END FROM dispatch "
		    "x JOIN need o ON o.id = x.need_id JOIN need n ON n.household_id = o.household_id JOIN "
		    "follow_up f ON f.need_id = o.id WHERE x.worker_id = $1 AND n.id = $2 AND x.state = 'done' "
		    "ORDER BY o.at DESC, o.id DESC LIMIT 1",
		    w, need);
	int64_t last = ask(office, "SELECT max(until) FROM dispatch WHERE worker_id = $1", w, need);
	int64_t days = last ? (TEST_NOW - last) / 86400 : 30;
	bool related = ask(office,
			   "SELECT count(*) FROM recusal r JOIN need n ON n.household_id = r.household_id WHERE "
			   "r.worker_id = $1 AND n.id = $2 AND r.until IS NULL",
			   w, need);
	/* due tomorrow at nine: this morning, this afternoon, this evening, of a Thursday */
	bool time = slots == -1 || (slots & 07000) != 0;
	*total = skill + nearness(office, w, need) + (open ? 0 : 30) - 20 * (int)open +
		 (open ? 0 : (int)(20 * (days < 30 ? days : 30) / 30)) + again * 50 + (int)said;
	return skill >= 0 && open < cap && time && !(stairs && floor > 2 && !lift) && !related &&
	       of_the_community(office, w);
}

static int roll(uint64_t *seed, int n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (int)(*seed >> 33) % n;
}

static void ranking_is_what_one_gets_by_thinking_of_each_helper(void **state)
{
	static const char *const places[] = {"窑洲社区", "窑洲社区", "晴岚家园", "2栋", "东苑社区"};
	static const char *const doors[] = {"1-1-101", "1-1-302", "1-2-401", "2-1-202", "2-2-601", "东1栋-301"};
	static const char *const services[] = {"S01", "S03", "S04", "S05", "S12"};
	static const char *const wanted[] = {"S01", "S03 S04", "S05 S12", "S04", "S12 S01", "S01 S05"};
	static const char *const limits[] = {NULL, NULL, "no_stairs", "phone_only", "no_stairs phone_only"};
	wg_office *office = *state;
	int64_t workers[40], needs[6], served = 0;
	uint64_t seed = 11;
	run_ok(office, "rename 2栋 2栋 --lift 1");
	for (int i = 0; i < 40; i++) {
		char name[20];
		snprintf(name, sizeof name, "丙%d", i);
		workers[i] = give_helper(office, name, places[roll(&seed, 5)],
					 roll(&seed, 3) ? doors[roll(&seed, 6)] : NULL);
		for (int k = roll(&seed, 5), n = 1 + roll(&seed, 3); n > 0; n--, k = (k + 1) % 5)
			give_skill(office, workers[i], services[k], 1 + roll(&seed, 3), roll(&seed, 2));
		if (roll(&seed, 2))
			give_certificate(office, workers[i], roll(&seed, 2) ? "electrician" : "counsellor",
					 roll(&seed, 3) ? 0 : TEST_DAY - 2 + roll(&seed, 4));
		if (roll(&seed, 3) == 0)
			set_worker(office, workers[i], WG_WORKER_SLOTS, wg_int_value(roll(&seed, 1 << 21)));
		set_worker(office, workers[i], WG_WORKER_LIMITS, wg_text_value(limits[roll(&seed, 5)]));
		if (roll(&seed, 4) == 0)
			set_worker(office, workers[i], WG_WORKER_LOAD_CAP, wg_int_value(1 + roll(&seed, 2)));
	}
	for (int i = 0; i < 60; i++) {
		int64_t past = give_need(office, doors[roll(&seed, 5)], "S01", "normal");
		bool done = roll(&seed, 2);
		set_need(office, past, WG_NEED_STATE, wg_text_value(done ? "closed" : "dispatched"));
		give_order(office, past, workers[roll(&seed, 40)], done ? "done" : "sent", 0,
			   done ? TEST_NOW - roll(&seed, 50) * 86400 : 0);
		if (done && roll(&seed, 2))
			give_follow_up(office, past, roll(&seed, 2) ? "good" : "poor");
	}
	for (int i = 0; i < 6; i++) {
		needs[i] = give_need(office, doors[roll(&seed, 5)], wanted[i], "normal");
		set_need(office, needs[i], WG_NEED_DUE, wg_int_value(TEST_NOW + 86400));
		run_ok(office, "recuse 丙%d %s", i, doors[i % 5]);
	}
	for (int i = 0; i < 6; i++) {
		struct wg_fits f = rank(office, needs[i]);
		size_t n = 0;
		for (int k = 0; k < 40; k++) {
			int total;
			if (!expected(office, workers[k], needs[i], &total))
				continue;
			assert_int_equal(fit_of(&f, workers[k])->total, total);
			n++;
		}
		assert_int_equal(f.n, n);
		served += (int64_t)n;
		for (size_t k = 1; k < f.n; k++)
			assert_true(f.at[k - 1].total >= f.at[k].total);
		int64_t out = 0;
		for (int r = 0; r < WG_LEFT_REASONS; r++)
			out += f.count[r];
		assert_int_equal((int64_t)f.n + out, f.pool);
	}
	assert_true(served > 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_term_stands_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(household_that_was_not_satisfied_costs_points, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_serves_a_place_is_near_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lapsed_certificate_leaves_out_where_the_service_demands_one, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(time_that_was_said_counts_and_none_said_is_to_be_asked, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(absent_or_busy_then_is_left_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(as_many_orders_as_can_be_are_enough, set_up, tear_down),
		cmocka_unit_test_setup_teardown(limits_look_at_the_door_and_at_the_person, set_up, tear_down),
		cmocka_unit_test_setup_teardown(relatives_and_the_own_household_are_left_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_is_sent_or_has_returned_it_is_not_asked_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(other_communities_are_counted_apart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(need_of_a_place_is_nobodys_neighbour, set_up, tear_down),
		cmocka_unit_test_setup_teardown(need_without_a_service_says_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(ranking_is_what_one_gets_by_thinking_of_each_helper, set_up, tear_down),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	wg_arena_free(&arena);
	return failed;
}
