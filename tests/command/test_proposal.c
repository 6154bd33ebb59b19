#include "tests/test.h"

#include "tests/command/match_office.h"
#include "tests/store/dump.h"
#include "wangge/proposal.h"

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

static wg_proposal *propose(wg_office *office)
{
	wg_proposal *p = NULL;
	struct wg_proposal_opts opts = {.scope = {.kind = WG_NODE_OFFICE}};
	struct wg_error e = {0};
	if (wg_proposal_open(office, &opts, &p, &e) != WG_OK) {
		char said[400];
		wg_message_text(&e.message, NULL, said, sizeof said);
		fail_msg("%s", said);
	}
	return p;
}

static const struct wg_proposal_row *row_of(const wg_proposal *p, size_t i)
{
	size_t n;
	const struct wg_proposal_row *rows = wg_proposal_rows(p, &n);
	assert_true(i < n);
	return &rows[i];
}

static int64_t helper(wg_office *office, const char *name, const char *services, int cap)
{
	int64_t id = give_helper(office, name, "窑洲社区", NULL);
	char code[8];
	for (const char *s = services; *s; s += strlen(code) + (s[strlen(code)] == ' ')) {
		snprintf(code, sizeof code, "%.*s", (int)strcspn(s, " "), s);
		give_skill(office, id, code, 1, false);
	}
	set_worker(office, id, WG_WORKER_LOAD_CAP, wg_int_value(cap));
	return id;
}

/* The one who can do both is left for the need that nobody else can serve. */
static void all_needs_together_beat_one_after_the_other(void **state)
{
	wg_office *office = *state;
	int64_t both = helper(office, "乙一", "S01 S06", 1), one = helper(office, "乙二", "S01", 1);
	give_skill(office, both, "S12", 3, true);
	give_need(office, "1-1-101", "S01 S12", "normal");
	give_need(office, "1-1-102", "S06", "normal");
	wg_proposal *p = propose(office);
	assert_int_equal(row_of(p, 0)->helper[0].worker_id, one);
	assert_int_equal(row_of(p, 1)->helper[0].worker_id, both);
	assert_true(wg_proposal_totals(p)->certified);
	assert_int_equal(wg_proposal_totals(p)->unserved, 0);
	struct wg_proposal_why why;
	assert_int_equal(wg_proposal_why(p, 1, 0, &why, NULL), WG_OK);
	assert_int_equal(why.instead, 0);
	assert_true(why.loss > 0);
	wg_proposal_close(&p);
}

static void urgent_needs_come_before_others(void **state)
{
	wg_office *office = *state;
	helper(office, "乙一", "S01", 1);
	give_need(office, "1-1-101", "S01", "normal");
	give_need(office, "1-1-102", "S01", "urgent");
	wg_proposal *p = propose(office);
	assert_int_equal(row_of(p, 0)->n, 0);
	assert_int_equal(row_of(p, 1)->n, 1);
	struct wg_message missing[WG_FIT_SENTENCES];
	char text[400];
	assert_int_equal(wg_proposal_missing(p, 0, missing), 1);
	wg_message_text(&missing[0], NULL, text, sizeof text);
	assert_string_equal(text, "1 can do it, but others need them more");
	wg_proposal_close(&p);
}

static void rows_are_left_out_and_helpers_chosen_by_hand(void **state)
{
	wg_office *office = *state;
	int64_t near = helper(office, "乙一", "S01", 1), far = helper(office, "乙二", "S01", 1);
	give_skill(office, near, "S12", 3, true);
	give_need(office, "1-1-101", "S01 S12", "normal");
	give_need(office, "1-1-102", "S01", "urgent");
	wg_proposal *p = propose(office);
	int64_t score = wg_proposal_totals(p)->score;
	assert_int_equal(row_of(p, 0)->helper[0].worker_id, near);
	assert_int_equal(wg_proposal_choose(p, 0, far, true, NULL), WG_OK);
	assert_int_equal(row_of(p, 0)->helper[0].worker_id, far);
	assert_true(row_of(p, 0)->helper[0].chosen);
	assert_int_equal(row_of(p, 1)->helper[0].worker_id, near);
	assert_true(wg_proposal_totals(p)->score < score);
	assert_true(wg_proposal_totals(p)->certified);
	/* the same one cannot be chosen for both */
	assert_int_equal(wg_proposal_choose(p, 1, far, true, NULL), WG_EREFUSED);
	assert_int_equal(row_of(p, 0)->helper[0].worker_id, far);
	assert_int_equal(row_of(p, 1)->helper[0].worker_id, near);
	assert_int_equal(wg_proposal_choose(p, 1, near + 1000, true, NULL), WG_EREFUSED);
	assert_int_equal(wg_proposal_choose(p, 0, far, false, NULL), WG_OK);
	assert_int_equal(wg_proposal_totals(p)->score, score);
	assert_int_equal(wg_proposal_leave_out(p, 0, true, NULL), WG_OK);
	assert_int_equal(row_of(p, 0)->n, 0);
	assert_int_equal(wg_proposal_totals(p)->sent, 1);
	assert_int_equal(wg_proposal_leave_out(p, 0, false, NULL), WG_OK);
	assert_int_equal(wg_proposal_totals(p)->score, score);
	wg_proposal_close(&p);
}

static void proposal_is_put_into_force_once(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	struct wg_args args = {0};
	helper(office, "乙一", "S01", 2);
	helper(office, "乙二", "S01", 1);
	int64_t need = give_need(office, "1-1-101", "S01", "normal");
	set_need(office, need, WG_NEED_PERSONS, wg_int_value(2));
	give_need(office, "1-1-102", "S01", "urgent");
	struct wg_arena a = {0};
	const char *before = dump_office(office->db, &a);
	wg_proposal *p = propose(office);
	wg_proposal_args(p, &args);
	assert_int_equal(wg_command_run(office, "dispatch all", &args, NULL, &out, NULL), WG_OK);
	wg_outcome_free(&out);
	assert_int_equal(count_of(office, "SELECT count(*) FROM dispatch WHERE state = 'sent'"), 3);
	assert_int_equal(count_of(office, "SELECT sum(leads) FROM dispatch"), 2);
	assert_int_equal(wg_command_run(office, "dispatch all", &args, NULL, &out, NULL), WG_ESTALE);
	wg_outcome_free(&out);
	const char *after = dump_office(office->db, &a);
	run_ok(office, "undo");
	assert_string_equal(before, dump_office(office->db, &a));
	run_ok(office, "redo");
	assert_string_equal(after, dump_office(office->db, &a));
	run_ok(office, "undo");
	run_ok(office, "match all --commit");
	assert_int_equal(count_of(office, "SELECT count(*) FROM dispatch"), 3);
	run_line(office, WG_OK, &out, "match all");
	assert_int_equal(out.tables[0].n, 0);
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "dispatch all --send x");
	wg_outcome_free(&out);
	wg_args_free(&args);
	wg_arena_free(&a);
	wg_proposal_close(&p);
}

/* Every way of sending somebody: needs one after another, each with each set of candidates. */
static int64_t best_of(const struct wg_fits *fits, const int *wanted, int n, int i, size_t from, int taken, int *left,
		       const int64_t *ids, int n_ids)
{
	if (i == n)
		return 0;
	int64_t best = best_of(fits, wanted, n, i + 1, 0, 0, left, ids, n_ids);
	for (size_t k = from; taken < wanted[i] && k < fits[i].n; k++) {
		int h = 0;
		while (h < n_ids && ids[h] != fits[i].at[k].worker_id)
			h++;
		if (left[h] == 0)
			continue;
		left[h]--;
		int64_t rest = best_of(fits, wanted, n, i, k + 1, taken + 1, left, ids, n_ids);
		int64_t score = fits[i].urgency + fits[i].at[k].total;
		best = score + rest > best ? score + rest : best;
		left[h]++;
	}
	return best;
}

static int roll(uint64_t *seed, int n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (int)(*seed >> 33) % n;
}

static void total_is_that_of_trying_everything(void **state)
{
	static const char *const services[] = {"S01", "S06", "S01 S06", "S03", "S12 S01"};
	static const char *const urgencies[] = {"urgent", "pressing", "normal", "standing"};
	static const char *const doors[] = {"1-1-101", "1-1-201", "1-2-302", "2-1-401", "2-2-502"};
	uint64_t seed = 7;
	(void)state;
	for (int round = 0; round < 12; round++) {
		wg_office *office = match_office(2);
		struct wg_arena a = {0};
		int64_t ids[6];
		int left[6], wanted[5], n_ids = 4 + roll(&seed, 3), n = 3 + roll(&seed, 3);
		struct wg_fits fits[5];
		for (int h = 0; h < n_ids; h++) {
			char name[20];
			snprintf(name, sizeof name, "乙%d", h);
			left[h] = 1 + roll(&seed, 2);
			ids[h] = give_helper(office, name, "窑洲社区", roll(&seed, 2) ? doors[roll(&seed, 5)] : NULL);
			give_skill(office, ids[h], roll(&seed, 2) ? "S01" : "S06", 1 + roll(&seed, 3), roll(&seed, 2));
			if (roll(&seed, 2))
				give_skill(office, ids[h], "S12", 1 + roll(&seed, 3), roll(&seed, 2));
			set_worker(office, ids[h], WG_WORKER_LOAD_CAP, wg_int_value(left[h]));
		}
		for (int i = 0; i < n; i++) {
			int64_t need = give_need(office, doors[i], services[roll(&seed, 5)], urgencies[roll(&seed, 4)]);
			wanted[i] = 1 + roll(&seed, 2);
			set_need(office, need, WG_NEED_PERSONS, wg_int_value(wanted[i]));
			assert_int_equal(wg_fit_rank(office, &(struct wg_fit_query){.need = need}, &a, &fits[i], NULL),
					 WG_OK);
		}
		wg_proposal *p = propose(office);
		assert_int_equal(wg_proposal_totals(p)->score, best_of(fits, wanted, n, 0, 0, 0, left, ids, n_ids));
		assert_true(wg_proposal_totals(p)->certified);
		wg_proposal_close(&p);
		wg_arena_free(&a);
		wg_office_close(&office);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_needs_together_beat_one_after_the_other, set_up, tear_down),
		cmocka_unit_test_setup_teardown(urgent_needs_come_before_others, set_up, tear_down),
		cmocka_unit_test_setup_teardown(rows_are_left_out_and_helpers_chosen_by_hand, set_up, tear_down),
		cmocka_unit_test_setup_teardown(proposal_is_put_into_force_once, set_up, tear_down),
		cmocka_unit_test(total_is_that_of_trying_everything),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
