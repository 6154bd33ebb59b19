#include "tests/test.h"

#include "view/layout.h"

static void assert_layout(struct wg_box *root, int rows, int cols, const char *expected)
{
	struct wg_buf out;
	wg_buf_init(&out, 4096);
	wg_layout(root, (struct wg_rect){0, 0, rows, cols});
	wg_layout_print(root, &out);
	assert_string_equal(out.data, expected);
	wg_buf_free(&out);
}

static void the_grid_keeps_both_panes_as_long_as_it_can(void **state)
{
	struct wg_box panes[] = {{.name = "tree", .min = 24, .max = 42, .weight = 2, .drop = 1},
				 {.name = "rows", .min = 46, .weight = 3}};
	struct wg_box parts[] = {{.name = "tabs", .fixed = 1, .drop = 1},
				 {.name = "crumbs", .fixed = 1},
				 {.name = "body", .min = 5, .direction = WG_COLUMNS, .children = panes, .n = 2},
				 {.name = "status", .fixed = 1},
				 {.name = "keys", .fixed = 1}};
	struct wg_box screen = {.name = "screen", .direction = WG_ROWS, .children = parts, .n = 5};
	assert_layout(
		&screen, 30, 100,
		"screen 30x100+0+0 {tabs 1x100+0+0 crumbs 1x100+1+0 body 26x100+2+0 {tree 26x36+2+0 rows 26x64+2+36} "
		"status 1x100+28+0 keys 1x100+29+0}");
	assert_layout(
		&screen, 24, 160,
		"screen 24x160+0+0 {tabs 1x160+0+0 crumbs 1x160+1+0 body 20x160+2+0 {tree 20x42+2+0 rows 20x118+2+42} "
		"status 1x160+22+0 keys 1x160+23+0}");
	assert_layout(&screen, 8, 60,
		      "screen 8x60+0+0 {tabs 0x0+0+0 crumbs 1x60+0+0 body 5x60+1+0 {tree 0x0+1+0 rows 5x60+1+0} status "
		      "1x60+6+0 "
		      "keys 1x60+7+0}");
	assert_ptr_equal(wg_layout_find(&screen, "rows"), &panes[1]);
	assert_null(wg_layout_find(&screen, "card"));
	parts[0].hidden = true;
	wg_layout(&screen, (struct wg_rect){0, 0, 30, 100});
	assert_int_equal(parts[1].rect.row, 0);
}

static void children_never_leave_their_parent(void **state)
{
	for (int space = 0; space < 60; space++) {
		struct wg_box kids[] = {{.name = "a", .fixed = 7},
					{.name = "b", .min = 5, .max = 20, .weight = 3},
					{.name = "c", .min = 3, .drop = 2},
					{.name = "d", .min = 4, .max = 9, .drop = 1}};
		struct wg_box root = {.name = "root", .direction = WG_COLUMNS, .children = kids, .n = 4};
		wg_layout(&root, (struct wg_rect){2, 3, 5, space});
		int at = 3;
		for (int i = 0; i < 4; i++) {
			if (kids[i].rect.cols == 0)
				continue;
			assert_int_equal(kids[i].rect.col, at);
			at += kids[i].rect.cols;
			assert_true(kids[i].max == 0 || kids[i].rect.cols <= kids[i].max);
		}
		assert_true(at <= 3 + space);
		if (space >= 12)
			assert_int_equal(kids[0].rect.cols, 7);
		if (space >= 19)
			assert_int_equal(at, 3 + space);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_grid_keeps_both_panes_as_long_as_it_can),
		cmocka_unit_test(children_never_leave_their_parent),
	};
	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
