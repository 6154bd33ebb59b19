#include "tests/test.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"

static void memory_is_zeroed_also_after_a_reset(void **state)
{
	struct wg_arena a = {0};
	for (int round = 0; round < 3; round++) {
		unsigned char *p = wg_arena_alloc(&a, 5000);
		for (int i = 0; i < 5000; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xAA, 5000);
		assert_true(a.in_use >= 5000);
		wg_arena_reset(&a);
		assert_int_equal(a.in_use, 0);
	}
	wg_arena_free(&a);
}

static void a_large_piece_gets_its_own_block(void **state)
{
	struct wg_arena a = {0};
	char *small = wg_arena_strdup(&a, "3栋");
	memset(wg_arena_alloc(&a, 1 << 20), 1, 1 << 20);
	assert_string_equal(small, "3栋");
	assert_string_equal(wg_arena_printf(&a, "%d-%s", 3, small), "3-3栋");
	wg_arena_free(&a);
}

static void a_buffer_says_when_it_is_full(void **state)
{
	struct wg_buf b;
	wg_buf_init(&b, 10);
	wg_buf_puts(&b, "12345");
	wg_buf_printf(&b, "%d", 678);
	assert_string_equal(b.data, "12345678");
	wg_buf_puts(&b, "901");
	assert_true(b.toobig);
	assert_int_equal(b.len, 8);
	wg_buf_free(&b);
}

static void a_vector_grows(void **state)
{
	WG_VEC(int) v = {0};
	for (int i = 0; i < 1000; i++)
		WG_PUSH(&v, i);
	assert_int_equal(v.len, 1000);
	assert_int_equal(v.at[999], 999);
	WG_VEC_FREE(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_also_after_a_reset),
		cmocka_unit_test(a_large_piece_gets_its_own_block),
		cmocka_unit_test(a_buffer_says_when_it_is_full),
		cmocka_unit_test(a_vector_grows),
	};
	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
