#include "tests/command/office.h"
#include "tests/test.h"

#include "wangge/household.h"
#include "wangge/scales.h"

static const char FIRST[] = "SELECT min(pos) FROM household";

/* The n-th household along the walk. */
static int64_t nth(wg_office *office, int n)
{
	int64_t id = 0;
	struct wg_stmt *st = wg_query(office->db, "SELECT id FROM household ORDER BY pos, id LIMIT 1 OFFSET $1");
	wg_bind_int(st, 1, n);
	assert_int_equal(wg_one_int(st, 0, &id, NULL), WG_OK);
	return id;
}

static int64_t contact_of(wg_office *office, int64_t household)
{
	struct wg_arena a = {0};
	struct wg_household h;
	assert_int_equal(wg_household_get(office, household, &a, &h, NULL), WG_OK);
	wg_arena_free(&a);
	return h.contact_id;
}

static int64_t held(wg_office *office, int64_t worker)
{
	int64_t n = 0;
	struct wg_stmt *st = wg_query(office->db, "SELECT count(*) FROM household WHERE contact_id = $1");
	wg_bind_int(st, 1, worker);
	assert_int_equal(wg_one_int(st, 0, &n, NULL), WG_OK);
	return n;
}

/* How often a worker's households begin along the walk. */
static int stretches(wg_office *office, int64_t worker, int households)
{
	int n = 0;
	int64_t last = -1;
	for (int i = 0; i < households; i++) {
		int64_t now = contact_of(office, nth(office, i));
		n += now == worker && last != worker;
		last = now;
	}
	return n;
}

static void weigh(wg_office *office, const int64_t *ids, size_t n, int64_t to, struct wg_weighed *out)
{
	wg_scales *scales = NULL;
	assert_int_equal(wg_scales_open(office, count_of(office, FIRST), NULL, NULL, &scales, NULL), WG_OK);
	wg_weigh(scales, ids, n, to, out);
	wg_scales_close(&scales);
}

/* What was foretold is what is there when it has been done; and the way back costs the opposite, but for the changes,
 * which cost 12 each both ways. */
static void what_is_foretold_comes_true(void **state)
{
	wg_office *office = test_office(6, 7);
	run_ok(office, "plan --under 窑洲社区 --commit");
	uint32_t seed = 3;
	for (int round = 0; round < 25; round++) {
		struct wg_weighed there, back;
		int64_t ids[4];
		seed = seed * 1664525 + 1013904223;
		int at = (int)(seed >> 16) % 120, n = 1 + (int)(seed >> 8) % 4;
		for (int i = 0; i < n; i++)
			ids[i] = nth(office, at + i);
		int64_t from = contact_of(office, ids[0]);
		if (contact_of(office, ids[n - 1]) != from)
			continue;
		weigh(office, ids, (size_t)n, 0, &there);
		assert_int_equal(there.n_sides, 2);
		assert_int_equal(there.changed, n);
		assert_int_equal(there.sides[1].worker.id, from);
		assert_int_equal(there.sides[0].before, held(office, there.sides[0].worker.id));
		for (int i = 0; i < n; i++)
			run_ok(office, "assign #%lld --to #%lld --over-band x", (long long)ids[i],
			       (long long)there.sides[0].worker.id);
		for (int i = 0; i < 2; i++) {
			int64_t worker = there.sides[i].worker.id;
			assert_int_equal(there.sides[i].after, held(office, worker));
			assert_int_equal(there.sides[i].stretches_after, stretches(office, worker, 130));
		}
		weigh(office, ids, (size_t)n, from, &back);
		assert_true(there.priced && back.priced);
		assert_int_equal(there.price + back.price, 24 * n);
		for (int i = 0; i < n; i++)
			run_ok(office, "undo");
	}
	wg_office_close(&office);
}

static void a_hole_in_a_stretch_is_told(void **state)
{
	wg_office *office = test_office(6, 7);
	struct wg_weighed w;
	run_ok(office, "plan --under 窑洲社区 --commit");
	int64_t middle = nth(office, 5), first = nth(office, 0);
	weigh(office, &middle, 1, 0, &w);
	assert_false(w.whole);
	assert_int_equal(w.sides[1].stretches_after, 2);
	run_ok(office, "lock #%lld", (long long)middle);
	weigh(office, &middle, 1, 0, &w);
	assert_int_equal(w.locked, 1);
	assert_int_equal(w.changed, 0);
	run_ok(office, "recuse 甲二 #%lld", (long long)first);
	weigh(office, &first, 1, 0, &w);
	assert_int_equal(w.recused, 1);
	wg_office_close(&office);
}

static void households_of_nobody_go_to_the_neighbour_who_carries_less(void **state)
{
	wg_office *office = test_office(2, 3);
	struct wg_weighed w;
	int64_t ids[2] = {nth(office, 7), nth(office, 8)};
	weigh(office, ids, 2, 0, &w);
	assert_int_equal(w.n_sides, 0); /* nobody is there */
	run_ok(office, "plan --under 窑洲社区 --commit");
	run_ok(office, "unassign #%lld #%lld", (long long)ids[0], (long long)ids[1]);
	weigh(office, ids, 2, 0, &w);
	assert_int_equal(w.n_sides, 1);
	assert_int_equal(w.sides[0].after, w.sides[0].before + 2);
	assert_true(w.whole);
	assert_int_equal(w.sides[0].stretches_before, 2);
	assert_int_equal(w.sides[0].stretches_after, 1);
	weigh(office, ids, 0, 0, &w);
	assert_int_equal(w.n_sides, 0);
	wg_office_close(&office);
}

static void a_band_without_room_is_passed_over(void **state)
{
	wg_office *office = test_office(6, 7);
	struct wg_weighed w;
	run_ok(office, "plan --under 窑洲社区 --commit");
	int at = 1; /* the first household of the second stretch, and so between two cadres when nobody has it */
	while (contact_of(office, nth(office, at)) == contact_of(office, nth(office, 0)))
		at++;
	int64_t id = nth(office, at);
	run_ok(office, "unassign #%lld", (long long)id);
	weigh(office, &id, 1, 0, &w);
	int64_t first = w.sides[0].worker.id;
	run_ok(office, "edit worker #%lld --band-hi %d", (long long)first, (int)w.sides[0].before);
	weigh(office, &id, 1, 0, &w);
	assert_int_equal(w.n_sides, 1);
	assert_int_not_equal(w.sides[0].worker.id, first);
	wg_office_close(&office);
}

static int64_t all_with(void *user, int64_t household, int64_t now)
{
	(void)household;
	(void)now;
	return *(int64_t *)user;
}

static void a_draft_is_weighed_instead_of_the_office(void **state)
{
	wg_office *office = test_office(2, 3);
	wg_scales *scales = NULL;
	struct wg_weighed w;
	run_ok(office, "plan --under 窑洲社区 --commit");
	int64_t one = count_of(office, "SELECT id FROM worker WHERE name = '甲一'"), id = nth(office, 30);
	int64_t other = count_of(office, "SELECT id FROM worker WHERE name = '甲二'");
	assert_int_equal(wg_scales_open(office, count_of(office, FIRST), all_with, &one, &scales, NULL), WG_OK);
	wg_weigh(scales, &id, 1, other, &w);
	assert_int_equal(w.sides[0].before, 0);
	assert_int_equal(w.sides[1].before, count_of(office, "SELECT count(*) FROM household"));
	wg_scales_close(&scales);
	wg_office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_foretold_comes_true),
		cmocka_unit_test(a_hole_in_a_stretch_is_told),
		cmocka_unit_test(households_of_nobody_go_to_the_neighbour_who_carries_less),
		cmocka_unit_test(a_band_without_room_is_passed_over),
		cmocka_unit_test(a_draft_is_weighed_instead_of_the_office),
	};
	return cmocka_run_group_tests_name("scales", tests, NULL, NULL);
}
