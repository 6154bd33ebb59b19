#include "tests/view/golden.h"

#include "view/line.h"

static void press(struct wg_line *l, const char *names)
{
	while (*names) {
		size_t n = strcspn(names, " ");
		struct wg_key key;
		assert_true(wg_key_parse(names, n, &key));
		wg_line_key(l, key);
		names += n;
		names += strspn(names, " ");
	}
}

static void assert_text(const struct wg_line *l, const char *expected, int caret)
{
	char text[4 * WG_LINE_MAX];
	wg_line_text(l, text, sizeof text);
	assert_string_equal(text, expected);
	assert_int_equal(l->caret, caret);
}

static void hanzi_are_typed_and_taken_back_one_by_one(void **state)
{
	struct wg_line l = {0};
	wg_line_set(&l, "朝阳小区三栋");
	press(&l, "BS");
	assert_text(&l, "朝阳小区三", 5);
	press(&l, "Left Left Del 里");
	assert_text(&l, "朝阳小里三", 4);
	press(&l, "Home Del End 幢");
	assert_text(&l, "阳小里三幢", 5);
}

static void a_base_and_its_marks_are_one(void **state)
{
	struct wg_line l = {0};
	wg_line_set(&l, "ae\xCC\x81z");
	assert_int_equal(l.len, 4);
	press(&l, "Left Left");
	assert_int_equal(l.caret, 1);
	press(&l, "Del");
	assert_text(&l, "az", 1);
}

static void words_and_ends_are_cut_and_put_back(void **state)
{
	struct wg_line l = {0};
	wg_line_set(&l, "3栋 张 独居");
	press(&l, "C-w");
	assert_text(&l, "3栋 张 ", 5);
	press(&l, "C-w");
	assert_text(&l, "3栋 ", 3);
	press(&l, "C-y");
	assert_text(&l, "3栋 张 ", 5);
	press(&l, "C-a C-f C-k");
	assert_text(&l, "3", 1);
	press(&l, "C-u");
	assert_text(&l, "", 0);
	press(&l, "C-y C-e");
	assert_text(&l, "3", 1);
	assert_int_equal(wg_line_key(&l, (struct wg_key){.code = WG_KEY_F1}), WG_LINE_IGNORED);
	assert_int_equal(wg_line_key(&l, (struct wg_key){.code = 'x', .mods = WG_CTRL}), WG_LINE_IGNORED);
}

static void a_line_has_a_limit_and_no_control_characters(void **state)
{
	struct wg_line l = {.limit = 4};
	struct wg_event paste = {.kind = WG_EVENT_PASTE,
				 .text = "a\033b\n\xFF\xE2\x80\xAE"
					 "cde",
				 .len = 11};
	assert_int_equal(wg_line_event(&l, &paste), WG_LINE_CHANGED);
	assert_text(&l, "ab c", 4);
	press(&l, "x");
	assert_text(&l, "ab c", 4);
	assert_int_equal(wg_line_event(&l, &paste), WG_LINE_MOVED);
	char small[4];
	wg_line_set(&l, "张伟");
	wg_line_text(&l, small, sizeof small);
	assert_string_equal(small, "张");
}

static void a_long_line_scrolls_with_its_caret(void **state)
{
	struct wg_cells c = {0};
	struct wg_line l = {0};
	wg_cells_resize(&c, 1, 12);
	wg_line_set(&l, "一二三四五六七八");
	wg_line_draw(&l, &c, 0, 1, 10, WG_ROLE_NORMAL, true);
	assert_screen(&c, false, " <五六七八  \n");
	assert_int_equal(c.caret_col, 10);
	press(&l, "Home");
	wg_line_draw(&l, &c, 0, 1, 10, WG_ROLE_NORMAL, true);
	assert_screen(&c, false, " 一二三四 > \n");
	assert_int_equal(c.caret_col, 1);
	for (int i = 0; i < 8; i++) {
		wg_line_draw(&l, &c, 0, 1, 10, WG_ROLE_NORMAL, true);
		const struct wg_cell *under = &c.cell[c.caret_col];
		assert_int_equal(under->ch, l.ch[l.caret]); /* the caret stands on the character that it is before */
		press(&l, "Right");
	}
	for (int i = 0; i < 8; i++) {
		press(&l, "Left");
		wg_line_draw(&l, &c, 0, 1, 10, WG_ROLE_NORMAL, true);
		assert_int_equal(c.cell[c.caret_col].ch, l.ch[l.caret]);
	}
	wg_cells_free(&c);
}

static void the_caret_never_leaves_a_narrow_field(void **state)
{
	struct wg_cells c = {0};
	struct wg_line l = {0};
	wg_cells_resize(&c, 1, 8);
	wg_line_set(&l, "a张b伟c欧阳");
	for (int width = 1; width <= 8; width++)
		for (l.caret = 0; l.caret <= l.len; l.caret++) {
			wg_cells_clear(&c);
			wg_line_draw(&l, &c, 0, 0, width, WG_ROLE_NORMAL, true);
			assert_true(c.caret_col >= 0 && c.caret_col < width);
			for (int i = width; i < 8; i++)
				assert_int_equal(c.cell[i].ch, ' ');
		}
	wg_cells_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hanzi_are_typed_and_taken_back_one_by_one),
		cmocka_unit_test(a_base_and_its_marks_are_one),
		cmocka_unit_test(words_and_ends_are_cut_and_put_back),
		cmocka_unit_test(a_line_has_a_limit_and_no_control_characters),
		cmocka_unit_test(a_long_line_scrolls_with_its_caret),
		cmocka_unit_test(the_caret_never_leaves_a_narrow_field),
	};
	return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
