#include "tests/view/golden.h"

#include "base/random.h"
#include "text/width.h"

static struct wg_cells grid(int rows, int cols)
{
	struct wg_cells c = {0};
	wg_cells_resize(&c, rows, cols);
	return c;
}

static void text_stays_inside_its_columns(void **state)
{
	struct wg_cells c = grid(1, 12);
	assert_int_equal(wg_cells_put(&c, 0, 2, 6, WG_ROLE_NORMAL, "欧阳娜娜", WG_PUT_ELL), 6);
	assert_screen(&c, false, "  欧阳..    \n");
	assert_int_equal(wg_cells_put(&c, 0, 8, 99, WG_ROLE_NORMAL, "窑洲社区", 0), 4);
	assert_screen(&c, false, "  欧阳..窑洲\n");
	assert_int_equal(wg_cells_put(&c, 0, 12, 4, WG_ROLE_NORMAL, "x", 0), 0);
	assert_int_equal(wg_cells_put(&c, 1, 0, 4, WG_ROLE_NORMAL, "x", 0), 0);
	assert_int_equal(wg_cells_put(&c, 0, -1, 4, WG_ROLE_NORMAL, "x", 0), 0);
	wg_cells_free(&c);
}

static void a_wide_character_is_never_split(void **state)
{
	struct wg_cells c = grid(1, 6);
	wg_cells_put(&c, 0, 0, 6, WG_ROLE_NORMAL, "张伟明", 0);
	wg_cells_put(&c, 0, 1, 1, WG_ROLE_NORMAL, "x", 0);
	assert_screen(&c, false, " x伟明\n");
	wg_cells_put(&c, 0, 4, 1, WG_ROLE_NORMAL, "y", 0);
	assert_screen(&c, false, " x伟y \n");
	wg_cells_put(&c, 0, 1, 4, WG_ROLE_NORMAL, "晴岚", 0);
	assert_screen(&c, false, " 晴岚 \n");
	wg_cells_put(&c, 0, 5, 1, WG_ROLE_NORMAL, "晴", 0);
	assert_screen(&c, false, " 晴岚 \n");
	wg_cells_free(&c);
}

static void numbers_stand_at_the_right(void **state)
{
	struct wg_cells c = grid(2, 8);
	wg_cells_put(&c, 0, 1, 6, WG_ROLE_NORMAL, "857", WG_PUT_RIGHT);
	wg_cells_put(&c, 1, 1, 6, WG_ROLE_MARK, "857", WG_PUT_PAD);
	assert_screen(&c, true, "    857 \n 857    \n........\n.vvvvvv.\n");
	wg_cells_free(&c);
}

static void marks_sit_on_their_base(void **state)
{
	struct wg_cells c = grid(1, 4);
	wg_cells_put(&c, 0, 0, 4, WG_ROLE_NORMAL,
		     "e\xCC\x81"
		     "x",
		     0);
	assert_int_equal(c.cell[0].mark[0], 0x301);
	assert_int_equal(c.cell[1].ch, 'x');
	assert_screen(&c, false, "e\xCC\x81x  \n");
	wg_cells_free(&c);
}

static void hostile_text_never_reaches_a_cell(void **state)
{
	static const char *const hostile[] = {"\033[31mRED\a",
					      "a\xC2\x9B"
					      "31mb",
					      "\xE2\x80\xAEgpj.exe",
					      "\r\n\t\v\f",
					      "\xC0\x80\xED\xA0\x80\xF0\x9F\x98",
					      "\xE2\x80\x8B\xEF\xBB\xBF",
					      "\x7F\x08\x08",
					      "\xF3\xA0\x80\x81"
					      "x",
					      "\xEE\x80\x80 \xF4\x8F\xBF\xBF"};
	struct wg_random r = {.state = 7};
	struct wg_cells c = grid(3, 20);
	for (int round = 0; round < 3000; round++) {
		char bytes[64];
		size_t n = (size_t)wg_random_below(&r, sizeof bytes);
		for (size_t i = 0; i < n; i++)
			bytes[i] = (char)wg_random_below(&r, 256);
		const char *fixed = hostile[round % (int)(sizeof hostile / sizeof hostile[0])];
		wg_cells_putn(&c, round % 3, wg_random_below(&r, 22) - 1, wg_random_below(&r, 24), WG_ROLE_NORMAL,
			      bytes, n, 0);
		wg_cells_put(&c, round % 3, wg_random_below(&r, 20), 9, WG_ROLE_NORMAL, fixed, WG_PUT_ELL);
		for (int i = 0; i < c.rows * c.cols; i++) {
			const struct wg_cell *cell = &c.cell[i];
			if (cell->width == 0) {
				assert_true(i % c.cols > 0 && cell[-1].width == 2);
				continue;
			}
			assert_true(cell->ch >= 0x20 && !(cell->ch >= 0x7F && cell->ch < 0xA0));
			assert_int_not_equal(wg_rune_kind(cell->ch), WG_RUNE_DROPPED);
			assert_int_not_equal(wg_rune_kind(cell->ch), WG_RUNE_REFUSED);
			assert_int_equal(cell->width, wg_rune_width(cell->ch, 1));
			if (cell->width == 2)
				assert_true(i % c.cols < c.cols - 1 && cell[1].width == 0);
		}
	}
	wg_cells_free(&c);
}

static void a_terminal_without_glyphs_gets_ascii(void **state)
{
	struct wg_cells c = grid(1, 10);
	assert_string_equal(wg_glyph(&c, WG_GLYPH_TICK), "✓");
	c.ascii = true;
	assert_string_equal(wg_glyph(&c, WG_GLYPH_TICK), "x");
	c.ambiguous_wide = true;
	wg_cells_put(&c, 0, 0, 10, WG_ROLE_NORMAL, "“a”", 0);
	assert_screen(&c, false, "\"a\"       \n");
	wg_cells_free(&c);
}

static void roles_are_found_by_their_names(void **state)
{
	for (int i = 0; i < WG_ROLE_COUNT; i++) {
		enum wg_role role;
		assert_true(wg_role_find(wg_role_name((enum wg_role)i), &role));
		assert_int_equal(role, i);
	}
	enum wg_role role = WG_ROLE_WARN;
	assert_false(wg_role_find("no such role", &role));
	assert_int_equal(role, WG_ROLE_WARN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_stays_inside_its_columns),
		cmocka_unit_test(a_wide_character_is_never_split),
		cmocka_unit_test(numbers_stand_at_the_right),
		cmocka_unit_test(marks_sit_on_their_base),
		cmocka_unit_test(hostile_text_never_reaches_a_cell),
		cmocka_unit_test(a_terminal_without_glyphs_gets_ascii),
		cmocka_unit_test(roles_are_found_by_their_names),
	};
	return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}
