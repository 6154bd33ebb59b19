/* A standing optimum through a long sequence of changes: after each it is certified and equal to a solution from
 * scratch. */
#include "tests/test.h"

#include "tests/plan/needs.h"

enum { NEEDS_MAX = 400 };

/* What the handle should hold by now. */
struct mirror {
	struct needs x;
	struct wg_match_need need[NEEDS_MAX];
	bool dropped[NEEDS_MAX];
	struct wg_match *m;
	struct wg_arena *arena;
	struct wg_random r;
};

static void check(struct mirror *t)
{
	struct wg_arena a = {0};
	struct wg_match_solution s;
	struct wg_match *fresh = NULL;
	int64_t total;
	int32_t pairs;
	wg_match_solution(t->m, &a, &s);
	assert_int_equal(wg_match_certify(&t->x.p, &s), WG_MATCH_CERTIFIED);
	assert_int_equal(wg_match_open(&t->x.p, NULL, &fresh, NULL), WG_OK);
	wg_match_value(fresh, &total, &pairs);
	assert_int_equal(s.total, total);
	wg_match_close(fresh);
	wg_arena_free(&a);
}

static void add(struct mirror *t, int degree, int has)
{
	struct needs one;
	int32_t number;
	needs_random(&one, t->arena, &t->r, 1, t->x.p.n_helper, degree, has & ~NEEDS_GROUPS);
	assert_int_equal(wg_match_add(t->m, &one.need[0], &number, NULL), WG_OK);
	assert_int_equal(number, t->x.p.n_need);
	t->need[t->x.p.n_need++] = one.need[0];
}

static void drop(struct mirror *t)
{
	int32_t i = wg_random_below(&t->r, t->x.p.n_need);
	struct wg_error e = {0};
	assert_int_equal(wg_match_drop(t->m, i, &e), t->dropped[i] ? WG_EUSAGE : WG_OK);
	t->dropped[i] = true;
	t->need[i].n_edge = 0;
}

static void set_cap(struct mirror *t)
{
	int32_t j = wg_random_below(&t->r, t->x.p.n_helper), cap = wg_random_below(&t->r, 5);
	assert_int_equal(wg_match_set_cap(t->m, j, cap, NULL), WG_OK);
	t->x.helper[j].cap = cap;
}

static void set_group_cap(struct mirror *t)
{
	if (!t->x.p.n_group)
		return;
	int32_t g = wg_random_below(&t->r, t->x.p.n_group), cap = wg_random_below(&t->r, 6);
	assert_int_equal(wg_match_set_group_cap(t->m, g, cap, NULL), WG_OK);
	t->x.group_cap[g] = cap;
}

/* What a pair is worth by now: the optimum without its edge, from scratch. */
static void check_why(struct mirror *t)
{
	int32_t i = wg_random_below(&t->r, t->x.p.n_need);
	struct wg_match_edge got[WG_MATCH_PERSONS_MAX];
	int n = wg_match_of(t->m, i, got);
	if (!n)
		return;
	struct wg_arena a = {0};
	struct wg_match *fresh = NULL;
	struct wg_match_why why;
	struct wg_match_need kept = t->need[i];
	struct wg_match_edge *edge = WG_NEW(&a, struct wg_match_edge, kept.n_edge);
	int32_t helper = got[wg_random_below(&t->r, n)].helper, pairs;
	int64_t total, without;
	t->need[i] = (struct wg_match_need){kept.persons, 0, edge};
	for (int32_t k = 0; k < kept.n_edge; k++)
		if (kept.edge[k].helper != helper)
			edge[t->need[i].n_edge++] = kept.edge[k];
	assert_int_equal(wg_match_open(&t->x.p, NULL, &fresh, NULL), WG_OK);
	wg_match_value(fresh, &without, &pairs);
	wg_match_value(t->m, &total, &pairs);
	assert_int_equal(wg_match_why(t->m, i, helper, &why, NULL), WG_OK);
	assert_int_equal(why.loss, total - without);
	t->need[i] = kept;
	wg_match_close(fresh);
	wg_arena_free(&a);
}

static void change_often(uint64_t seed, int n, int h, int degree, int has, int steps)
{
	static struct mirror t;
	struct wg_arena a = {0};
	t = (struct mirror){.arena = &a, .r = {seed}};
	needs_random(&t.x, &a, &t.r, n, h, degree, has);
	memcpy(t.need, t.x.need, sizeof *t.need * (size_t)n);
	t.x.p.need = t.need;
	assert_int_equal(wg_match_open(&t.x.p, NULL, &t.m, NULL), WG_OK);
	for (int step = 0; step < steps; step++) {
		int what = wg_random_below(&t.r, 10);
		if (what < 4 && t.x.p.n_need < NEEDS_MAX)
			add(&t, degree, has);
		else if (what < 7 && t.x.p.n_need)
			drop(&t);
		else if (what < 9)
			set_cap(&t);
		else
			set_group_cap(&t);
		check(&t);
		if (t.x.p.n_need)
			check_why(&t);
	}
	wg_match_close(t.m);
	wg_arena_free(&a);
}

static void change_all_kinds(int has)
{
	for (uint64_t seed = 1; seed <= 40; seed++)
		change_often(seed, 12, 8, 5, has, 60);
	change_often(77, 150, 60, 12, has, 250);
}

#define KIND(name, has)                                                                                                \
	static void name(void **state)                                                                                 \
	{                                                                                                              \
		change_all_kinds(has);                                                                                 \
	}

KIND(changes_keep_the_optimum, 0)
KIND(changes_among_ties_keep_the_optimum, NEEDS_TIES)
KIND(changes_with_scarce_helpers_keep_the_optimum, NEEDS_SCARCE | NEEDS_URGENT)
KIND(changes_with_groups_keep_the_optimum, NEEDS_GROUPS)
KIND(changes_with_scarce_groups_and_ties_keep_the_optimum, NEEDS_GROUPS | NEEDS_SCARCE | NEEDS_TIES)

static void a_refused_need_changes_nothing(void **state)
{
	const struct wg_match_edge edge[] = {{0, 5}}, twice[] = {{0, 9}, {0, 9}};
	const struct wg_match_need need[] = {{1, 1, edge}}, bad = {1, 2, twice};
	const struct wg_match_helper helper[] = {{1, -1}};
	const struct wg_match_problem p = {1, 1, 0, need, helper, NULL};
	struct wg_match *m = NULL;
	struct wg_error e = {0};
	int32_t number = -7, pairs;
	int64_t total;
	assert_int_equal(wg_match_open(&p, NULL, &m, NULL), WG_OK);
	assert_int_equal(wg_match_add(m, &bad, &number, &e), WG_EUSAGE);
	assert_int_equal(number, -7);
	assert_int_equal(wg_match_set_cap(m, 1, 1, &e), WG_EUSAGE);
	assert_int_equal(wg_match_set_cap(m, 0, -1, &e), WG_EUSAGE);
	assert_int_equal(wg_match_set_group_cap(m, 0, 1, &e), WG_EUSAGE);
	assert_int_equal(wg_match_drop(m, 1, &e), WG_EUSAGE);
	wg_match_value(m, &total, &pairs);
	assert_int_equal(total, 5);
	assert_int_equal(wg_match_add(m, &need[0], &number, NULL), WG_OK);
	assert_int_equal(number, 1);
	wg_match_close(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_keep_the_optimum),
		cmocka_unit_test(changes_among_ties_keep_the_optimum),
		cmocka_unit_test(changes_with_scarce_helpers_keep_the_optimum),
		cmocka_unit_test(changes_with_groups_keep_the_optimum),
		cmocka_unit_test(changes_with_scarce_groups_and_ties_keep_the_optimum),
		cmocka_unit_test(a_refused_need_changes_nothing),
	};
	return cmocka_run_group_tests_name("needs and helpers that change", tests, NULL, NULL);
}
