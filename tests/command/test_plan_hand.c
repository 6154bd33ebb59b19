/* A plan in somebody's hands: borders moved and priced, households and borders pinned, the rest planned around them. */
#include "tests/command/office.h"
#include "tests/test.h"

#include <string.h>

#include "wangge/place.h"
#include "wangge/plan.h"

static wg_plan *open_plan(wg_office *office, enum wg_plan_mode mode)
{
	struct wg_arena a = {0};
	struct wg_plan_opts opts = {.mode = mode};
	wg_plan *plan = NULL;
	assert_int_equal(wg_node_find(office, "晴岚家园", &a, &opts.scope, NULL), WG_OK);
	assert_int_equal(wg_plan_open(office, &opts, &plan, NULL), WG_OK);
	wg_arena_free(&a);
	return plan;
}

static int cadres_of(const wg_plan *plan)
{
	size_t n;
	wg_plan_cadres(plan, &n);
	return (int)n;
}

static int64_t holder(const wg_plan *plan, int step)
{
	size_t n;
	const struct wg_plan_step *s = wg_plan_steps(plan, &n);
	assert_true(step >= 0 && step < (int)n);
	return s[step].cadre < 0 ? 0 : wg_plan_cadres(plan, &n)[s[step].cadre].worker.id;
}

/* One stretch each, within the band. */
static void holds_the_rules(const wg_plan *plan)
{
	size_t n, n_cadres;
	const struct wg_plan_step *s = wg_plan_steps(plan, &n);
	const struct wg_plan_cadre *k = wg_plan_cadres(plan, &n_cadres);
	for (size_t c = 0; c < n_cadres; c++) {
		int count = 0, runs = 0;
		for (size_t i = 0; i < n; i++) {
			count += s[i].cadre == (int)c;
			runs += s[i].cadre == (int)c && (i == 0 || s[i - 1].cadre != (int)c);
		}
		assert_int_equal(runs, 1);
		assert_int_equal(count, k[c].count);
		assert_true(count >= k[c].worker.lo && count <= k[c].worker.hi);
	}
}

static int64_t *holders(const wg_plan *plan, size_t *n)
{
	wg_plan_steps(plan, n);
	int64_t *who = calloc(*n, sizeof *who);
	for (size_t i = 0; i < *n; i++)
		who[i] = holder(plan, (int)i);
	return who;
}

static int floor_apart(const wg_plan *plan, int a, int b)
{
	size_t n;
	const struct wg_plan_step *s = wg_plan_steps(plan, &n);
	return s[a].entrance != s[b].entrance || s[a].floor != s[b].floor;
}

static void try_move(wg_plan *plan, int cadre, enum wg_plan_move move, int *done)
{
	size_t n, n_cadres;
	struct wg_plan_price now, then;
	struct wg_error e = {0};
	int64_t before = wg_plan_totals(plan)->objective, *old = holders(plan, &n);
	int64_t left = wg_plan_cadres(plan, &n_cadres)[cadre].worker.id, right;
	wg_plan_price(plan, cadre, WG_PLAN_STAY, &now);
	wg_plan_price(plan, cadre, move, &then);
	assert_int_equal(now.price, 0);
	if (then.bar != WG_PLAN_FREE) {
		assert_int_equal(wg_plan_move_border(plan, cadre, move, &e), WG_EREFUSED);
		free(old);
		return;
	}
	right = wg_plan_cadres(plan, &n_cadres)[then.right].worker.id;
	assert_int_equal(now.count[0] + now.count[1], then.count[0] + then.count[1]);
	assert_int_equal(now.load[0] + now.load[1], then.load[0] + then.load[1]);
	if (move == WG_PLAN_RIGHT || move == WG_PLAN_LEFT)
		assert_int_equal(then.count[0] - now.count[0], move == WG_PLAN_RIGHT ? 1 : -1);
	else
		assert_true(floor_apart(plan, then.first - 1, then.first));
	assert_int_equal(wg_plan_move_border(plan, cadre, move, &e), WG_OK);
	assert_true(wg_plan_totals(plan)->objective <= before + then.price);
	assert_true(wg_plan_totals(plan)->bound <= wg_plan_totals(plan)->objective);
	assert_int_equal(wg_plan_totals(plan)->bound, before); /* what was proven holds on */
	assert_int_equal(wg_plan_totals(plan)->pins, 1);
	assert_int_equal(holder(plan, then.first - 1), left);
	assert_int_equal(holder(plan, then.first), right);
	assert_true(wg_plan_steps(plan, &n)[then.first].border_pinned);
	holds_the_rules(plan);
	int64_t quick = wg_plan_totals(plan)->objective;
	assert_int_equal(wg_plan_prove(plan, 0, &e), WG_OK);
	assert_true(wg_plan_totals(plan)->proven && !wg_plan_unproven(plan));
	assert_true(wg_plan_totals(plan)->objective <= quick && wg_plan_totals(plan)->objective >= before);
	assert_int_equal(holder(plan, then.first - 1), left);
	assert_int_equal(holder(plan, then.first), right);
	holds_the_rules(plan);
	assert_true(wg_plan_unpin_last(plan));
	assert_int_equal(wg_plan_totals(plan)->objective, before);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(holder(plan, (int)i), old[i]);
	free(old);
	++*done;
}

static void every_border_can_be_moved_and_taken_back(void **state)
{
	wg_plan *plan = open_plan(*state, WG_PLAN_FRESH);
	int done = 0;
	for (int c = 0; c < cadres_of(plan); c++)
		for (int move = WG_PLAN_RIGHT; move < WG_PLAN_MOVES; move++)
			try_move(plan, c, (enum wg_plan_move)move, &done);
	assert_true(done >= 8);
	assert_false(wg_plan_unpin_last(plan));
	wg_plan_close(&plan);
}

static void a_raw_move_costs_what_was_said(void **state)
{
	wg_plan *plan = open_plan(*state, WG_PLAN_FRESH);
	struct wg_plan_price p;
	int64_t before = wg_plan_totals(plan)->objective;
	for (int c = 0; c + 1 < cadres_of(plan); c++)
		assert_int_equal(wg_plan_pin_border(plan, c, NULL), WG_OK);
	assert_int_equal(wg_plan_totals(plan)->pins, cadres_of(plan) - 1);
	assert_int_equal(wg_plan_totals(plan)->objective, before);
	assert_true(wg_plan_totals(plan)->proven);
	for (int move = WG_PLAN_RIGHT; move < WG_PLAN_MOVES; move++) {
		wg_plan_price(plan, 1, (enum wg_plan_move)move, &p);
		if (p.bar != WG_PLAN_FREE)
			continue;
		assert_int_equal(wg_plan_move_border(plan, 1, (enum wg_plan_move)move, NULL), WG_OK);
		assert_int_equal(wg_plan_totals(plan)->objective, before + p.price);
		assert_true(wg_plan_unpin_last(plan));
	}
	wg_plan_close(&plan);
}

static void a_pinned_border_stays_when_others_move(void **state)
{
	wg_plan *plan = open_plan(*state, WG_PLAN_FRESH);
	struct wg_plan_price first, p;
	size_t n;
	wg_plan_price(plan, 0, WG_PLAN_STAY, &first);
	int64_t left = holder(plan, first.first - 1), right = holder(plan, first.first);
	assert_int_equal(wg_plan_pin_border(plan, 0, NULL), WG_OK);
	assert_true(wg_plan_steps(plan, &n)[first.first].border_pinned);
	for (int move = WG_PLAN_RIGHT; move < WG_PLAN_MOVES; move++) {
		wg_plan_price(plan, 1, (enum wg_plan_move)move, &p);
		if (p.bar == WG_PLAN_FREE)
			assert_int_equal(wg_plan_move_border(plan, 1, (enum wg_plan_move)move, NULL), WG_OK);
		assert_int_equal(wg_plan_prove(plan, 0, NULL), WG_OK);
		assert_int_equal(holder(plan, first.first - 1), left);
		assert_int_equal(holder(plan, first.first), right);
	}
	assert_int_equal(wg_plan_pin_border(plan, 0, NULL), WG_OK);
	wg_plan_price(plan, 0, WG_PLAN_STAY, &p);
	assert_false(p.pinned);
	wg_plan_close(&plan);
}

static void a_border_does_not_go_over_a_pinned_household(void **state)
{
	wg_plan *plan = open_plan(*state, WG_PLAN_FRESH);
	struct wg_plan_price p;
	struct wg_error e = {0};
	size_t n;
	wg_plan_price(plan, 0, WG_PLAN_STAY, &p);
	assert_int_equal(wg_plan_pin(plan, (size_t)p.first, NULL), WG_OK);
	assert_true(wg_plan_steps(plan, &n)[p.first].pinned);
	wg_plan_price(plan, 0, WG_PLAN_RIGHT, &p);
	assert_int_equal(p.bar, WG_PLAN_PINNED);
	assert_int_equal(wg_plan_move_border(plan, 0, WG_PLAN_RIGHT, &e), WG_EREFUSED);
	assert_true(wg_plan_unpin_last(plan));
	wg_plan_price(plan, 0, WG_PLAN_RIGHT, &p);
	assert_int_not_equal(p.bar, WG_PLAN_PINNED);
	wg_plan_close(&plan);
}

static void a_border_does_not_go_beyond_the_band(void **state)
{
	wg_plan *plan = open_plan(*state, WG_PLAN_FRESH);
	struct wg_plan_price p;
	int moves = 0;
	do {
		wg_plan_price(plan, 0, WG_PLAN_RIGHT, &p);
		if (p.bar == WG_PLAN_FREE)
			assert_int_equal(wg_plan_move_border(plan, 0, WG_PLAN_RIGHT, NULL), WG_OK);
	} while (p.bar == WG_PLAN_FREE && moves++ < 30);
	assert_true(p.bar == WG_PLAN_OVER ? p.limit == 30 && p.count[0] == 31
					  : p.bar == WG_PLAN_UNDER && p.limit == 15 && p.count[1] == 14);
	holds_the_rules(plan);
	wg_plan_close(&plan);
}

static void a_border_does_not_give_a_relative_his_own_family(void **state)
{
	wg_office *office = *state;
	wg_plan *plan = open_plan(office, WG_PLAN_FRESH);
	struct wg_plan_price p;
	size_t n;
	wg_plan_price(plan, 0, WG_PLAN_STAY, &p);
	long long household = wg_plan_steps(plan, &n)[p.first].household;
	run_ok(office, "recuse #%lld #%lld", (long long)wg_plan_cadres(plan, &n)[0].worker.id, household);
	wg_plan_close(&plan);
	plan = open_plan(office, WG_PLAN_FRESH);
	wg_plan_price(plan, 0, WG_PLAN_STAY, &p);
	if (wg_plan_steps(plan, &n)[p.first].household == household) {
		wg_plan_price(plan, 0, WG_PLAN_RIGHT, &p);
		assert_int_equal(p.bar, WG_PLAN_RECUSED);
	}
	wg_plan_close(&plan);
}

static void a_household_goes_where_it_is_pinned(void **state)
{
	wg_plan *plan = open_plan(*state, WG_PLAN_FRESH);
	size_t n;
	int last = cadres_of(plan) - 1;
	int64_t household = wg_plan_steps(plan, &n)[0].household;
	int64_t worker = wg_plan_cadres(plan, &n)[last].worker.id, before = wg_plan_totals(plan)->objective;
	assert_int_equal(wg_plan_pin_to(plan, household, worker, NULL), WG_OK);
	assert_true(wg_plan_unproven(plan));
	assert_int_equal(wg_plan_prove(plan, 0, NULL), WG_OK);
	assert_int_equal(holder(plan, 0), worker);
	assert_true(wg_plan_totals(plan)->proven);
	assert_true(wg_plan_totals(plan)->objective >= before);
	holds_the_rules(plan);
	assert_int_equal(wg_plan_cadres(plan, &n)[0].worker.id, worker);
	assert_int_equal(wg_plan_pin_to(plan, household + 1000000, worker, NULL), WG_EREFUSED);
	assert_int_equal(wg_plan_pin_to(plan, household, 1, NULL), WG_EREFUSED);
	wg_plan_close(&plan);
}

static void a_plan_by_hand_is_put_into_force(void **state)
{
	wg_office *office = *state;
	wg_plan *plan = open_plan(office, WG_PLAN_FRESH);
	struct wg_args args = {0};
	struct wg_outcome out = {0};
	struct wg_plan_price p;
	enum wg_plan_move move = WG_PLAN_RIGHT;
	wg_plan_price(plan, 0, move, &p);
	if (p.bar != WG_PLAN_FREE)
		move = WG_PLAN_LEFT;
	assert_int_equal(wg_plan_move_border(plan, 0, move, NULL), WG_OK);
	size_t n;
	int64_t *who = holders(plan, &n);
	wg_plan_args(plan, &args);
	assert_int_equal(wg_command_run(office, "apply-plan", &args, NULL, &out, NULL), WG_OK);
	wg_args_free(&args);
	wg_outcome_free(&out);
	wg_plan *kept = open_plan(office, WG_PLAN_KEEP);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(wg_plan_steps(kept, &n)[i].now, who[i]);
	free(who);
	wg_plan_close(&plan);
	wg_plan_close(&kept);
	run_ok(office, "check --deep");
}

static void keep(wg_office *office, wg_plan *plan, const char *name)
{
	struct wg_args args = {0};
	struct wg_outcome out = {0};
	wg_args_add(&args, "name", name);
	wg_args_add(&args, "scope", "晴岚家园");
	wg_plan_draft_args(plan, &args);
	assert_int_equal(wg_command_run(office, "save-plan", &args, NULL, &out, NULL), WG_OK);
	wg_args_free(&args);
	wg_outcome_free(&out);
}

static void same_plan(const wg_plan *a, const wg_plan *b)
{
	size_t n, m;
	wg_plan_steps(a, &n);
	wg_plan_steps(b, &m);
	assert_int_equal(n, m);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(holder(a, (int)i), holder(b, (int)i));
}

static void a_draft_opens_as_it_was_kept(void **state)
{
	wg_office *office = *state;
	wg_plan *plan = open_plan(office, WG_PLAN_FRESH), *draft = NULL;
	struct wg_plan_price p;
	int64_t stale = -1;
	size_t n;
	wg_plan_price(plan, 0, WG_PLAN_LEFT, &p);
	enum wg_plan_move move = p.bar == WG_PLAN_FREE ? WG_PLAN_LEFT : WG_PLAN_RIGHT;
	assert_int_equal(wg_plan_move_border(plan, 0, move, NULL), WG_OK);
	assert_int_equal(wg_plan_pin(plan, 3, NULL), WG_OK);
	assert_int_equal(wg_plan_prove(plan, 0, NULL), WG_OK);
	keep(office, plan, "甲案");
	assert_int_equal(wg_plan_open_draft(office, "甲案", NULL, &draft, &stale, NULL), WG_OK);
	assert_int_equal(stale, 0);
	same_plan(plan, draft);
	assert_int_equal(wg_plan_totals(draft)->objective, wg_plan_totals(plan)->objective);
	assert_int_equal(wg_plan_totals(draft)->pins, 2);
	assert_true(wg_plan_totals(draft)->proven);
	assert_true(wg_plan_steps(draft, &n)[3].pinned);
	wg_plan_price(draft, 0, WG_PLAN_STAY, &p);
	assert_true(p.pinned);
	wg_plan_close(&draft);
	assert_int_equal(wg_plan_open_draft(office, "乙案", NULL, &draft, &stale, NULL), WG_ENOTFOUND);
	wg_plan_close(&plan);
}

static void a_draft_that_is_not_the_best_is_not_improved(void **state)
{
	wg_office *office = *state;
	wg_plan *plan = open_plan(office, WG_PLAN_FRESH), *draft = NULL;
	struct wg_plan_price p;
	int64_t stale = -1;
	for (int c = 0; c + 1 < cadres_of(plan); c++)
		assert_int_equal(wg_plan_pin_border(plan, c, NULL), WG_OK);
	wg_plan_price(plan, 1, WG_PLAN_RIGHT, &p);
	enum wg_plan_move move = p.bar == WG_PLAN_FREE ? WG_PLAN_RIGHT : WG_PLAN_LEFT;
	assert_int_equal(wg_plan_move_border(plan, 1, move, NULL), WG_OK);
	int64_t cost = wg_plan_totals(plan)->objective;
	struct wg_args args = {0};
	struct wg_outcome out = {0};
	wg_args_add(&args, "name", "丙案");
	wg_args_add(&args, "scope", "晴岚家园");
	wg_args_add(&args, "fresh", "");
	wg_plan_args(plan, &args); /* the runs alone: nothing is pinned */
	assert_int_equal(wg_command_run(office, "save-plan", &args, NULL, &out, NULL), WG_OK);
	wg_args_free(&args);
	wg_outcome_free(&out);
	assert_int_equal(wg_plan_open_draft(office, "丙案", NULL, &draft, &stale, NULL), WG_OK);
	same_plan(plan, draft);
	assert_int_equal(wg_plan_totals(draft)->objective, cost);
	assert_false(wg_plan_totals(draft)->proven);
	assert_true(wg_plan_totals(draft)->bound < cost);
	wg_plan_close(&draft);
	wg_plan_close(&plan);
}

static void an_overtaken_draft_says_so(void **state)
{
	wg_office *office = *state;
	wg_plan *plan = open_plan(office, WG_PLAN_FRESH), *draft = NULL;
	int64_t stale = -1;
	keep(office, plan, "丁案");
	run_ok(office, "assign 1栋1单元101 --to 甲四");
	assert_int_equal(wg_plan_open_draft(office, "丁案", NULL, &draft, &stale, NULL), WG_OK);
	assert_int_equal(stale, 1);
	same_plan(plan, draft);
	wg_plan_close(&draft);
	wg_plan_close(&plan);
}

static void two_plans_are_laid_side_by_side(void **state)
{
	wg_office *office = *state;
	wg_plan *plan = open_plan(office, WG_PLAN_FRESH), *other = open_plan(office, WG_PLAN_FRESH);
	struct wg_plan_comparison d;
	struct wg_plan_price p;
	struct wg_arena a = {0};
	size_t n, differ = 0;
	wg_plan_compare(plan, other, &a, &d);
	assert_int_equal(d.n_households, 0);
	wg_plan_price(other, 0, WG_PLAN_LEFT, &p);
	enum wg_plan_move move = p.bar == WG_PLAN_FREE ? WG_PLAN_LEFT : WG_PLAN_RIGHT;
	assert_int_equal(wg_plan_move_border(other, 0, move, NULL), WG_OK);
	wg_plan_compare(plan, other, &a, &d);
	wg_plan_steps(plan, &n);
	for (size_t i = 0; i < n; i++)
		differ += holder(plan, (int)i) != holder(other, (int)i);
	assert_true(differ > 0);
	assert_int_equal(d.n_households, differ);
	assert_int_equal(d.n_cadres, 4);
	for (size_t i = 0; i < d.n_cadres; i++)
		assert_int_equal(d.cadres[i].a->worker.id, d.cadres[i].b->worker.id);
	wg_arena_free(&a);
	wg_plan_close(&plan);
	wg_plan_close(&other);
}

static void fewer_cadres_keep_what_they_had(void **state)
{
	wg_office *office = *state;
	wg_plan *plan = open_plan(office, WG_PLAN_FRESH), *fewer = NULL, *more = NULL;
	struct wg_error e = {0};
	size_t n, same = 0;
	assert_int_equal(wg_plan_pin_border(plan, 0, NULL), WG_OK);
	assert_int_equal(wg_plan_resize(plan, 3, &fewer, &e), WG_OK);
	assert_int_equal(cadres_of(fewer), 3);
	assert_true(wg_plan_totals(fewer)->proven);
	assert_int_equal(wg_plan_totals(fewer)->pins, 1);
	holds_the_rules(fewer);
	wg_plan_steps(plan, &n);
	for (size_t i = 0; i < n; i++)
		same += holder(plan, (int)i) == holder(fewer, (int)i);
	assert_true(same > n / 2);
	assert_int_equal(wg_plan_resize(fewer, 4, &more, &e), WG_OK);
	assert_int_equal(cadres_of(more), 4);
	assert_int_equal(wg_plan_resize(plan, 5, &more, &e), WG_EREFUSED);
	assert_int_equal(wg_plan_resize(plan, 1, &more, &e), WG_EREFUSED); /* two are pinned */
	wg_plan_close(&more);
	wg_plan_close(&fewer);
	wg_plan_close(&plan);
}

static void pins_and_drafts_are_commands_too(void **state)
{
	wg_office *office = *state;
	struct wg_outcome out;
	run_line(office, WG_OK, &out, "plan --under 晴岚家园 --fresh --pin 1栋1单元101=甲四 --save 戊案");
	assert_int_equal(out.tables[0].at[0].i, count_of(office, "SELECT id FROM worker WHERE name = '甲四'"));
	wg_outcome_free(&out);
	run_ok(office, "plan --under 晴岚家园 --fresh --save 己案");
	run_line(office, WG_OK, &out, "plans");
	assert_int_equal(out.tables[0].n, 2);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "compare 戊案 己案");
	assert_int_equal(out.n_tables, 3);
	assert_true(out.tables[2].n > 0);
	wg_outcome_free(&out);
	run_line(office, WG_OK, &out, "compare 戊案");
	assert_int_equal(out.tables[2].n, 87); /* nobody has a contact yet */
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "plan --under 晴岚家园 --draft 戊案");
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "plan --under 晴岚家园 --pin 1栋1单元101");
	wg_outcome_free(&out);
	run_line(office, WG_EUSAGE, &out, "plan");
	wg_outcome_free(&out);
	run_ok(office, "plan --draft 戊案 --commit");
	assert_int_equal(count_of(office, "SELECT count(contact_id) FROM household"), 87);
	assert_int_equal(count_of(office, "SELECT contact_id FROM household ORDER BY pos LIMIT 1"),
			 count_of(office, "SELECT id FROM worker WHERE name = '甲四'"));
	run_ok(office, "forget-plan 戊案");
	run_line(office, WG_ENOTFOUND, &out, "plan --draft 戊案");
	wg_outcome_free(&out);
}

static int setup(void **state)
{
	*state = test_office(4, 4);
	return 0;
}

static int teardown(void **state)
{
	wg_office *office = *state;
	wg_office_close(&office);
	return 0;
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE(every_border_can_be_moved_and_taken_back),
		OFFICE(a_raw_move_costs_what_was_said),
		OFFICE(a_pinned_border_stays_when_others_move),
		OFFICE(a_border_does_not_go_over_a_pinned_household),
		OFFICE(a_border_does_not_go_beyond_the_band),
		OFFICE(a_border_does_not_give_a_relative_his_own_family),
		OFFICE(a_household_goes_where_it_is_pinned),
		OFFICE(a_plan_by_hand_is_put_into_force),
		OFFICE(a_draft_opens_as_it_was_kept),
		OFFICE(a_draft_that_is_not_the_best_is_not_improved),
		OFFICE(an_overtaken_draft_says_so),
		OFFICE(two_plans_are_laid_side_by_side),
		OFFICE(fewer_cadres_keep_what_they_had),
		OFFICE(pins_and_drafts_are_commands_too),
	};
	return cmocka_run_group_tests_name("plan by hand", tests, NULL, NULL);
}
