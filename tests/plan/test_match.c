/* Small instances of needs and helpers against the best of all solutions; what a pair is worth; the certificate; what
 * is refused. */
#include "tests/test.h"

#include "tests/plan/needs.h"

static struct wg_match *open_match(const struct wg_match_problem *p)
{
	struct wg_match *m = NULL;
	assert_int_equal(wg_match_open(p, NULL, &m, NULL), WG_OK);
	return m;
}

static int64_t total_of(const struct wg_match *m)
{
	int64_t total;
	int32_t pairs;
	wg_match_value(m, &total, &pairs);
	return total;
}

static int64_t certified_total(const struct wg_match_problem *p, const struct wg_match *m, struct wg_arena *a)
{
	struct wg_match_solution s;
	wg_match_solution(m, a, &s);
	assert_int_equal(wg_match_certify(p, &s), WG_MATCH_CERTIFIED);
	assert_int_equal(s.total, total_of(m));
	return s.total;
}

static void compare_many(int has, int rounds)
{
	struct wg_random r = {(uint64_t)has + 11};
	for (int round = 0; round < rounds; round++) {
		struct wg_arena a = {0};
		struct needs x;
		needs_random(&x, &a, &r, wg_random_below(&r, 7), 1 + wg_random_below(&r, 6), 4, has);
		struct wg_match *m = open_match(&x.p);
		assert_int_equal(certified_total(&x.p, m, &a), needs_brute_force(&x.p));
		wg_match_close(m);
		wg_arena_free(&a);
	}
}

#define KIND(name, has)                                                                                                \
	static void name(void **state)                                                                                 \
	{                                                                                                              \
		compare_many(has, 1500);                                                                               \
	}

KIND(small_matchings_are_the_best_of_all, 0)
KIND(ties_are_matched_best, NEEDS_TIES)
KIND(scarce_helpers_are_matched_best, NEEDS_SCARCE)
KIND(urgent_needs_are_matched_best, NEEDS_URGENT | NEEDS_SCARCE)
KIND(groups_are_matched_best, NEEDS_GROUPS)
KIND(scarce_groups_with_ties_are_matched_best, NEEDS_GROUPS | NEEDS_SCARCE | NEEDS_TIES)
KIND(urgent_groups_are_matched_best, NEEDS_GROUPS | NEEDS_URGENT)

static void empty_sides_give_an_empty_matching(void **state)
{
	struct wg_arena a = {0};
	const struct wg_match_need need[] = {{2, 0, NULL}, {1, 0, NULL}};
	const struct wg_match_helper helper[] = {{3, -1}, {0, -1}};
	const struct wg_match_problem problem[] = {{0, 0, 0, NULL, NULL, NULL},
						   {2, 0, 0, need, NULL, NULL},
						   {0, 2, 0, NULL, helper, NULL},
						   {2, 2, 0, need, helper, NULL}};
	for (size_t i = 0; i < sizeof problem / sizeof *problem; i++) {
		struct wg_match *m = open_match(&problem[i]);
		assert_int_equal(certified_total(&problem[i], m, &a), 0);
		wg_match_close(m);
	}
	wg_arena_free(&a);
}

static void a_need_gets_as_many_helpers_as_it_wants_and_no_helper_twice(void **state)
{
	struct wg_arena a = {0};
	const struct wg_match_edge edge[] = {{1, 5}, {0, 9}, {2, 7}, {3, 1}};
	const struct wg_match_need need[] = {{3, 4, edge}};
	const struct wg_match_helper helper[] = {{3, -1}, {3, -1}, {3, -1}, {3, -1}};
	const struct wg_match_problem p = {1, 4, 0, need, helper, NULL};
	struct wg_match_edge got[WG_MATCH_PERSONS_MAX];
	struct wg_match *m = open_match(&p);
	assert_int_equal(certified_total(&p, m, &a), 21);
	assert_int_equal(wg_match_of(m, 0, got), 3);
	assert_int_equal(got[0].helper, 0);
	assert_int_equal(got[1].helper, 2);
	assert_int_equal(got[2].helper, 1);
	assert_int_equal(got[2].score, 5);
	assert_int_equal(wg_match_of(m, 1, got), 0);
	wg_match_close(m);
	wg_arena_free(&a);
}

static void assert_same(const struct wg_match_solution *x, const struct wg_match_solution *y,
			const struct wg_match_problem *p)
{
	assert_int_equal(x->n_pair, y->n_pair);
	assert_memory_equal(x->pair, y->pair, sizeof *x->pair * (size_t)x->n_pair);
	assert_memory_equal(x->helper_price, y->helper_price, sizeof *x->helper_price * (size_t)p->n_helper);
}

static void the_order_of_a_needs_edges_does_not_matter(void **state)
{
	struct wg_random r = {5};
	for (int round = 0; round < 200; round++) {
		struct wg_arena a = {0};
		struct needs x;
		struct wg_match_solution first, second;
		needs_random(&x, &a, &r, 60, 25, 10, round % (NEEDS_ALL + 1));
		struct wg_match *m = open_match(&x.p);
		wg_match_solution(m, &a, &first);
		wg_match_close(m);
		needs_shuffle(&x, &r);
		m = open_match(&x.p);
		wg_match_solution(m, &a, &second);
		wg_match_close(m);
		assert_same(&first, &second, &x.p);
		wg_arena_free(&a);
	}
}

/* The best total without the pair, by another way: its edge is left out. */
static int64_t total_without(const struct wg_match_problem *p, int32_t need, int32_t helper, struct wg_arena *a)
{
	struct wg_match_problem q = *p;
	struct wg_match_need *all = WG_NEW(a, struct wg_match_need, p->n_need);
	struct wg_match_edge *edge = WG_NEW(a, struct wg_match_edge, p->need[need].n_edge);
	memcpy(all, p->need, sizeof *all * (size_t)p->n_need);
	int32_t n = 0;
	for (int32_t k = 0; k < all[need].n_edge; k++)
		if (all[need].edge[k].helper != helper)
			edge[n++] = all[need].edge[k];
	all[need] = (struct wg_match_need){all[need].persons, n, edge};
	q.need = all;
	return needs_brute_force(&q);
}

/* All solutions with a given total in which one need has given helpers and a given number of others have not those that
 * they have now; edges as bits. */
struct hunt {
	const struct wg_match_problem *p;
	int32_t helper_left[8], group_left[8];
	unsigned now[8];
	int32_t need;
	unsigned then;
	int32_t moved;
};

static bool hunt(struct hunt *t, int32_t need, int32_t edge, unsigned taken, int64_t left)
{
	const struct wg_match_problem *p = t->p;
	if (need == p->n_need)
		return left == 0 && t->moved == 0;
	if (edge == p->need[need].n_edge) {
		if (__builtin_popcount(taken) > p->need[need].persons || (need == t->need && taken != t->then))
			return false;
		bool moved = need != t->need && taken != t->now[need];
		t->moved -= moved;
		bool found = hunt(t, need + 1, 0, 0, left);
		t->moved += moved;
		return found;
	}
	if (hunt(t, need, edge + 1, taken, left))
		return true;
	struct wg_match_edge x = p->need[need].edge[edge];
	int32_t g = p->helper[x.helper].group, none = 1, *group = g >= 0 ? &t->group_left[g] : &none;
	if (t->helper_left[x.helper] == 0 || *group == 0)
		return false;
	t->helper_left[x.helper]--;
	--*group;
	bool found = hunt(t, need, edge + 1, taken | 1U << edge, left - x.score);
	t->helper_left[x.helper]++;
	++*group;
	return found;
}

static unsigned bit_of(const struct wg_match_need *need, int32_t helper)
{
	unsigned bit = 0;
	for (int32_t k = 0; k < need->n_edge; k++)
		bit |= need->edge[k].helper == helper ? 1U << k : 0;
	return bit;
}

static void check_why(const struct wg_match_problem *p, struct wg_match *m, int32_t need, struct wg_arena *a)
{
	struct wg_match_edge got[WG_MATCH_PERSONS_MAX];
	struct hunt t = {.p = p, .need = need};
	for (int32_t i = 0; i < p->n_need; i++)
		for (int k = wg_match_of(m, i, got); k > 0; k--)
			t.now[i] |= bit_of(&p->need[i], got[k - 1].helper);
	for (int32_t j = 0; j < p->n_helper; j++)
		t.helper_left[j] = p->helper[j].cap;
	for (int32_t g = 0; g < p->n_group; g++)
		t.group_left[g] = p->group_cap[g];
	int n = wg_match_of(m, need, got);
	for (int k = 0; k < n; k++) {
		struct wg_match_why why;
		assert_int_equal(wg_match_why(m, need, got[k].helper, &why, NULL), WG_OK);
		int64_t without = total_without(p, need, got[k].helper, a);
		assert_int_equal(why.loss, total_of(m) - without);
		t.then = t.now[need] & ~bit_of(&p->need[need], got[k].helper);
		t.then |= why.instead >= 0 ? bit_of(&p->need[need], why.instead) : 0;
		t.moved = why.moved;
		assert_true(hunt(&t, 0, 0, 0, without));
	}
}

static void a_pair_is_worth_what_is_lost_without_it(void **state)
{
	struct wg_random r = {17};
	for (int round = 0; round < 600; round++) {
		struct wg_arena a = {0};
		struct needs x;
		needs_random(&x, &a, &r, 2 + wg_random_below(&r, 3), 2 + wg_random_below(&r, 4), 4,
			     round % (NEEDS_ALL + 1));
		struct wg_match *m = open_match(&x.p);
		struct wg_match_solution before, after;
		wg_match_solution(m, &a, &before);
		for (int32_t i = 0; i < x.p.n_need; i++)
			check_why(&x.p, m, i, &a);
		wg_match_solution(m, &a, &after);
		assert_same(&before, &after, &x.p);
		wg_match_close(m);
		wg_arena_free(&a);
	}
}

static void why_counts_who_would_move_and_refuses_what_is_no_pair(void **state)
{
	const struct wg_match_edge a[] = {{0, 10}, {1, 8}}, b[] = {{1, 9}, {2, 6}};
	const struct wg_match_need need[] = {{1, 2, a}, {1, 2, b}};
	const struct wg_match_helper helper[] = {{1, -1}, {1, -1}, {1, -1}};
	const struct wg_match_problem p = {2, 3, 0, need, helper, NULL};
	struct wg_match *m = open_match(&p);
	struct wg_match_why why;
	struct wg_error e = {0};
	assert_int_equal(wg_match_why(m, 0, 0, &why, NULL), WG_OK);
	assert_int_equal(why.loss, 5);
	assert_int_equal(why.instead, 1);
	assert_int_equal(why.moved, 1);
	assert_int_equal(wg_match_why(m, 1, 1, &why, NULL), WG_OK);
	assert_int_equal(why.loss, 3);
	assert_int_equal(why.instead, 2);
	assert_int_equal(why.moved, 0);
	assert_int_equal(wg_match_why(m, 0, 1, &why, &e), WG_EUSAGE);
	assert_int_equal(wg_match_why(m, 7, 1, &why, &e), WG_EUSAGE);
	wg_match_close(m);
}

static void what_is_out_of_range_is_refused(void **state)
{
	const struct wg_match_edge edge[] = {{0, 5}, {1, 5}}, twice[] = {{0, 5}, {0, 6}}, none[] = {{2, 5}},
				   low[] = {{-1, 5}}, zero[] = {{0, 0}}, negative[] = {{0, -5}},
				   much[] = {{0, WG_MATCH_SCORE_MAX + 1}};
	const struct wg_match_need bad[] = {{1, 2, twice}, {1, 1, none}, {1, 1, low},  {1, 1, zero}, {1, 1, negative},
					    {1, 1, much},  {0, 2, edge}, {4, 2, edge}, {1, -1, edge}};
	const struct wg_match_helper helper[] = {{1, -1}, {1, -1}}, bad_cap[] = {{1, -1}, {-1, -1}},
				     bad_group[] = {{1, -1}, {1, 1}};
	const int32_t cap[] = {1}, bad_group_cap[] = {-1};
	const struct wg_match_need good = {1, 2, edge};
	struct wg_match *m = NULL;
	struct wg_error e = {0};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const struct wg_match_problem p = {1, 2, 0, &bad[i], helper, NULL};
		assert_int_equal(wg_match_open(&p, NULL, &m, &e), WG_EUSAGE);
		assert_null(m);
	}
	const struct wg_match_problem more[] = {{1, 2, 0, &good, bad_cap, NULL},
						{1, 2, 1, &good, bad_group, cap},
						{1, 2, 1, &good, helper, bad_group_cap},
						{-1, 2, 0, &good, helper, NULL}};
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		assert_int_equal(wg_match_open(&more[i], NULL, &m, &e), WG_EUSAGE);
	assert_null(m);
}

/* A proven solution spoilt in every way that the certificate names. */
static void a_spoilt_certificate_does_not_hold(void **state)
{
	const struct wg_match_edge a[] = {{0, 10}, {1, 4}}, b[] = {{0, 7}};
	const struct wg_match_need need[] = {{1, 2, a}, {1, 1, b}};
	const struct wg_match_helper helper[] = {{1, -1}, {2, -1}};
	const struct wg_match_problem p = {2, 2, 0, need, helper, NULL};
	const struct wg_match_pair best[] = {{0, 1}, {1, 0}}, other[] = {{0, 0}}, no_edge[] = {{0, 0}, {1, 1}},
				   over[] = {{0, 0}, {1, 0}}, twice[] = {{0, 0}, {0, 0}};
	static const int32_t u[] = {4, 1}, v[] = {6, 0}, low[] = {3, 1}, high[] = {4, 2}, below[] = {4, -1},
			     idle[] = {6, 1};
	const struct {
		struct wg_match_solution s;
		enum wg_match_fault fault;
	} spoilt[] = {
		{{11, 2, best, u, v, NULL}, WG_MATCH_CERTIFIED},
		{{10, 1, other, u, v, NULL}, WG_MATCH_IDLE_PRICE},
		{{10, 2, no_edge, u, v, NULL}, WG_MATCH_NO_EDGE},
		{{17, 2, over, u, v, NULL}, WG_MATCH_OVERFULL},
		{{20, 2, twice, u, v, NULL}, WG_MATCH_OVERFULL},
		{{11, 2, best, low, v, NULL}, WG_MATCH_UNDERPRICED},
		{{11, 2, best, high, v, NULL}, WG_MATCH_OVERPRICED},
		{{11, 2, best, below, v, NULL}, WG_MATCH_NEGATIVE},
		{{11, 2, best, u, idle, NULL}, WG_MATCH_IDLE_PRICE},
		{{12, 2, best, u, v, NULL}, WG_MATCH_WRONG_TOTAL},
	};
	for (size_t i = 0; i < sizeof spoilt / sizeof *spoilt; i++)
		assert_int_equal(wg_match_certify(&p, &spoilt[i].s), spoilt[i].fault);
}

static bool stop_at_once(void *user, double done)
{
	++*(int *)user;
	return done < 0;
}

static void a_matching_can_be_cancelled(void **state)
{
	struct wg_random r = {3};
	struct wg_arena a = {0};
	struct needs x;
	struct wg_match *m = NULL;
	struct wg_error e = {0};
	int asked = 0;
	const struct wg_match_options options = {stop_at_once, &asked};
	needs_random(&x, &a, &r, 300, 50, 10, 0);
	assert_int_equal(wg_match_open(&x.p, &options, &m, &e), WG_ECANCELLED);
	assert_null(m);
	assert_int_equal(asked, 1);
	wg_arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_matchings_are_the_best_of_all),
		cmocka_unit_test(ties_are_matched_best),
		cmocka_unit_test(scarce_helpers_are_matched_best),
		cmocka_unit_test(urgent_needs_are_matched_best),
		cmocka_unit_test(groups_are_matched_best),
		cmocka_unit_test(scarce_groups_with_ties_are_matched_best),
		cmocka_unit_test(urgent_groups_are_matched_best),
		cmocka_unit_test(empty_sides_give_an_empty_matching),
		cmocka_unit_test(a_need_gets_as_many_helpers_as_it_wants_and_no_helper_twice),
		cmocka_unit_test(the_order_of_a_needs_edges_does_not_matter),
		cmocka_unit_test(a_pair_is_worth_what_is_lost_without_it),
		cmocka_unit_test(why_counts_who_would_move_and_refuses_what_is_no_pair),
		cmocka_unit_test(what_is_out_of_range_is_refused),
		cmocka_unit_test(a_spoilt_certificate_does_not_hold),
		cmocka_unit_test(a_matching_can_be_cancelled),
	};
	return cmocka_run_group_tests_name("needs and helpers", tests, NULL, NULL);
}
