#include "tests/test.h"

#include "base/random.h"
#include "view/list.h"

/* Rows whose ids are their numbers times ten, without those in gone. */
struct rows {
	int64_t n, gone;
};

static int64_t count(void *data)
{
	struct rows *r = data;
	return r->n - (r->gone > 0);
}

static int64_t id(void *data, int64_t row)
{
	struct rows *r = data;
	assert_true(row >= 0 && row < count(data)); /* the list asks for rows that exist, and for no others */
	int64_t number = row + 1;
	return 10 * (r->gone && number >= r->gone ? number + 1 : number);
}

static struct wg_list list_of(struct rows *r, int height)
{
	struct wg_list l;
	wg_list_init(&l, (struct wg_row_source){.data = r, .count = count, .id = id});
	wg_list_height(&l, height);
	return l;
}

static void the_cursor_stays_in_the_window(void **state)
{
	struct rows r = {.n = 857};
	struct wg_list l = list_of(&r, 20);
	char position[48];
	assert_true(wg_list_action(&l, WG_ACTION_UP));
	assert_int_equal(l.cursor, 0);
	wg_list_action(&l, WG_ACTION_PAGE_DOWN);
	assert_int_equal(l.cursor, 19);
	assert_int_equal(l.top, 19);
	wg_list_action(&l, WG_ACTION_LAST);
	assert_int_equal(l.cursor, 856);
	assert_int_equal(l.top, 837);
	wg_list_position(&l, position);
	assert_string_equal(position, "857/857");
	wg_list_action(&l, WG_ACTION_HALF_UP);
	assert_int_equal(l.cursor, 846);
	wg_list_action(&l, WG_ACTION_FIRST);
	assert_int_equal(l.top, 0);
	for (int i = 0; i < 20; i++)
		wg_list_action(&l, WG_ACTION_DOWN);
	assert_int_equal(l.top, 1);
	wg_list_height(&l, 5);
	assert_true(l.cursor >= l.top && l.cursor < l.top + 5);
	assert_false(wg_list_action(&l, WG_ACTION_ASSIGN));
	wg_list_free(&l);
}

static void an_empty_list_has_no_cursor(void **state)
{
	struct rows r = {.n = 0};
	struct wg_list l = list_of(&r, 20);
	struct wg_arena a = {0};
	int64_t *ids;
	wg_list_action(&l, WG_ACTION_DOWN);
	wg_list_action(&l, WG_ACTION_MARK);
	wg_list_action(&l, WG_ACTION_RANGE);
	wg_list_action(&l, WG_ACTION_MARK_ALL);
	assert_int_equal(l.cursor, -1);
	assert_int_equal(wg_list_working_set(&l, &a, &ids), 0);
	r.n = 3;
	wg_list_reload(&l);
	assert_int_equal(l.cursor, 0);
	wg_arena_free(&a);
	wg_list_free(&l);
}

static void cursor_and_marks_survive_a_reload(void **state)
{
	struct rows r = {.n = 100};
	struct wg_list l = list_of(&r, 10);
	struct wg_arena a = {0};
	int64_t *ids;
	wg_list_go_id(&l, 500);
	wg_list_action(&l, WG_ACTION_MARK);
	wg_list_action(&l, WG_ACTION_MARK);
	assert_int_equal(l.cursor_id, 520);
	int64_t above = l.cursor - l.top;
	r.gone = 50;
	wg_list_reload(&l);
	assert_int_equal(l.cursor_id, 520);
	assert_int_equal(l.cursor, 50);
	assert_int_equal(l.cursor - l.top, above);
	assert_int_equal(wg_list_hidden_marks(&l), 1);
	assert_int_equal(wg_list_working_set(&l, &a, &ids), 2);
	assert_int_equal(ids[0], 500);
	assert_int_equal(ids[1], 510);
	r.gone = 52;
	wg_list_reload(&l);
	assert_int_equal(l.cursor, 50); /* its row vanished: the number stays */
	r.n = 3;
	r.gone = 0;
	wg_list_reload(&l);
	assert_int_equal(l.cursor, 2);
	wg_arena_free(&a);
	wg_list_free(&l);
}

static void a_range_is_marked_as_a_whole(void **state)
{
	struct rows r = {.n = 30};
	struct wg_list l = list_of(&r, 10);
	struct wg_arena a = {0};
	int64_t *ids;
	wg_list_go(&l, 5);
	wg_list_action(&l, WG_ACTION_RANGE);
	wg_list_action(&l, WG_ACTION_UP);
	wg_list_action(&l, WG_ACTION_UP);
	assert_true(wg_list_in_range(&l, 4));
	assert_false(wg_list_in_range(&l, 6));
	assert_int_equal(wg_list_working_set(&l, &a, &ids), 3);
	assert_int_equal(ids[0], 40);
	wg_list_action(&l, WG_ACTION_MARK);
	assert_false(l.ranging);
	assert_int_equal(l.marks.len, 3);
	wg_list_action(&l, WG_ACTION_MARK_INVERT);
	assert_int_equal(l.marks.len, 27);
	assert_false(wg_list_marked(&l, 4));
	wg_list_action(&l, WG_ACTION_MARK_NONE);
	wg_list_action(&l, WG_ACTION_RANGE_DOWN);
	wg_list_action(&l, WG_ACTION_RANGE_DOWN);
	assert_int_equal(wg_list_working_set(&l, &a, &ids), 3);
	wg_list_action(&l, WG_ACTION_RANGE);
	assert_int_equal(wg_list_working_set(&l, &a, &ids), 1);
	wg_arena_free(&a);
	wg_list_free(&l);
}

static void a_set_of_ids_agrees_with_a_plain_table(void **state)
{
	struct wg_random r = {.state = 3};
	struct wg_ids set = {0};
	bool in[500] = {false};
	size_t n = 0;
	for (int i = 0; i < 20000; i++) {
		int at = wg_random_below(&r, 500);
		int64_t key = ((int64_t)1 << 40) + 1 + at * 4096; /* ids that collide in their low bits */
		if (wg_random_below(&r, 2)) {
			assert_int_equal(wg_ids_add(&set, key), !in[at]);
			n += !in[at];
			in[at] = true;
		} else {
			assert_int_equal(wg_ids_remove(&set, key), in[at]);
			n -= in[at];
			in[at] = false;
		}
		assert_int_equal(set.len, n);
		int probe = wg_random_below(&r, 500);
		assert_int_equal(wg_ids_has(&set, ((int64_t)1 << 40) + 1 + probe * 4096), in[probe]);
	}
	assert_false(wg_ids_add(&set, 0));
	wg_ids_free(&set);
}

static void a_prompt_that_opens_and_closes_leaves_the_window_as_it_was(void **state)
{
	struct rows r = {.n = 100};
	struct wg_list l = list_of(&r, 20);
	wg_list_go(&l, 50);
	wg_list_go(&l, 45);
	assert_int_equal(l.top, 31);
	wg_list_height(&l, 6);
	assert_int_equal(l.top, 40);
	wg_list_height(&l, 20);
	assert_int_equal(l.top, 31);
	wg_list_height(&l, 6);
	wg_list_go(&l, 60);
	wg_list_height(&l, 20);
	assert_int_equal(l.top, 55); /* who has moved meanwhile stays there */
	wg_list_free(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cursor_stays_in_the_window),
		cmocka_unit_test(an_empty_list_has_no_cursor),
		cmocka_unit_test(cursor_and_marks_survive_a_reload),
		cmocka_unit_test(a_range_is_marked_as_a_whole),
		cmocka_unit_test(a_prompt_that_opens_and_closes_leaves_the_window_as_it_was),
		cmocka_unit_test(a_set_of_ids_agrees_with_a_plain_table),
	};
	return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
