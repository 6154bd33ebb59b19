#include "tests/view/golden.h"

#include "view/tree.h"

static const struct wg_column columns[] = {
	{.key = "room", .title = "房号", .min = 5, .align = WG_RIGHT},
	{.key = "head", .title = "户主", .min = 6, .max = 10, .weight = 1},
	{.key = "people", .title = "人口", .min = 4, .align = WG_RIGHT, .drop = 2},
	{.key = "care", .title = "关爱", .min = 4, .drop = 1},
	{.key = "contact", .title = "联系人", .min = 6},
};

static const char *const rows[][5] = {
	{"701", "黎春强", "2", "高龄", "黄秋军"},
	{"902", "杜秀桐", "5", "", ""},
	{"1101", "万俟淑怡", "2", "高龄", "许英"},
	{"1102", "阿依古丽·买买提", "3", "", "许英"},
};

static int64_t count(void *data)
{
	return 4;
}

static int64_t id(void *data, int64_t row)
{
	return row + 1;
}

static void cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	if (column == WG_TABLE_SIGN) {
		*out = (struct wg_text){row == 1 ? "!" : NULL, WG_ROLE_WARN};
	} else if (column == 4 && !*rows[row][4]) {
		snprintf(scratch, WG_CELL_TEXT, "未%s", "分配");
		*out = (struct wg_text){scratch, WG_ROLE_WARN};
	} else {
		out->text = rows[row][column];
	}
}

static void a_table_shows_cursor_marks_and_signs(void **state)
{
	struct wg_cells c = {0};
	struct wg_table t;
	struct wg_list l;
	wg_cells_resize(&c, 6, 36);
	wg_table_init(&t, columns, 5, cell, NULL);
	wg_list_init(&l, (struct wg_row_source){.count = count, .id = id});
	wg_list_go(&l, 2);
	wg_ids_add(&l.marks, 3);
	wg_table_draw(&t, &l, &c, (struct wg_rect){0, 1, 5, 34}, true);
	assert_screen(&c, true,
		      "    房号 户主      人口 关爱 联系人 \n"
		      "     701 黎春强       2 高龄 黄秋军 \n"
		      "  !  902 杜秀桐       5      未分配 \n"
		      " >✓ 1101 万俟淑怡     2 高龄 许英   \n"
		      "    1102 阿依古..     3      许英   \n"
		      "                                    \n"
		      "...sssss.hhhh......hhhh.hhhh.hhhhhh.\n"
		      "....................................\n"
		      "..w..........................wwwwww.\n"
		      ".>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>.\n"
		      "....................................\n"
		      "....................................\n");
	wg_list_free(&l);
	wg_cells_free(&c);
}

static void pinned_rows_stay_in_sight(void **state)
{
	struct wg_cells c = {0};
	struct wg_table t;
	struct wg_list l;
	wg_cells_resize(&c, 3, 36);
	wg_table_init(&t, columns, 2, cell, NULL);
	t.pinned = 1;
	t.prefix = 1;
	wg_list_init(&l, (struct wg_row_source){.count = count, .id = id});
	wg_list_height(&l, 2);
	wg_list_go(&l, 3);
	wg_table_draw(&t, &l, &c, (struct wg_rect){0, 0, 3, 20}, true);
	assert_screen(&c, false,
		      "  房号 户主                         \n"
		      "   701 黎春强                       \n"
		      "> 1102 阿依古丽..                   \n");
	wg_list_go(&l, 2); /* the first row of the window is under the pinned one: it comes out */
	wg_table_draw(&t, &l, &c, (struct wg_rect){0, 0, 3, 20}, true);
	assert_int_equal(l.top, 1);
	wg_list_go(&l, 0);
	wg_table_draw(&t, &l, &c, (struct wg_rect){0, 0, 3, 20}, true);
	assert_int_equal(l.top, 0);
	wg_list_free(&l);
	wg_cells_free(&c);
}

static void a_narrow_table_drops_columns_in_order(void **state)
{
	struct wg_table t;
	wg_table_init(&t, columns, 5, cell, NULL);
	wg_table_fit(&t, 33);
	assert_true(t.width[2] == 4 && t.width[3] == 4);
	wg_table_fit(&t, 29);
	assert_true(t.width[2] == 0 && t.width[3] == 4);
	wg_table_fit(&t, 22);
	assert_true(t.width[2] == 0 && t.width[3] == 0 && t.width[1] == 7);
	wg_table_fit(&t, 100);
	assert_int_equal(t.width[1], 10);
	bool resort;
	assert_true(wg_table_action(&t, WG_ACTION_COLUMN_RIGHT, &resort));
	assert_true(wg_table_action(&t, WG_ACTION_SORT_DOWN, &resort));
	assert_true(resort && t.sorted == 1 && t.descending);
	assert_true(wg_table_action(&t, WG_ACTION_SORT_REVERSE, &resort));
	assert_false(t.descending);
	assert_false(wg_table_action(&t, WG_ACTION_UP, &resort));
}

/* A community with two compounds of three buildings each; buildings are leaves. */
static int asked;

static void children(void *data, int64_t parent, wg_tree_add *add, void *tree)
{
	asked++;
	if (parent == 0) {
		add(tree, (struct wg_tree_node){.id = 9, .leaf = true, .sign = '!'});
		add(tree, (struct wg_tree_node){.id = 1});
	} else if (parent == 1) {
		add(tree, (struct wg_tree_node){.id = 11});
		add(tree, (struct wg_tree_node){.id = 12});
	} else {
		for (int i = 1; i <= 3; i++)
			add(tree, (struct wg_tree_node){.id = parent * 10 + i, .leaf = true});
	}
}

static void place(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct wg_tree *t = data;
	int64_t node = t->rows.at[row].node.id;
	if (column == 1)
		snprintf(scratch, WG_CELL_TEXT, "%d", (int)node);
	else if (node == 9)
		snprintf(scratch, WG_CELL_TEXT, "未分配");
	else
		snprintf(scratch, WG_CELL_TEXT, "%s%d",
			 node < 10    ? "社区"
			 : node < 100 ? "小区"
				      : "楼",
			 (int)(node % 10));
	out->text = scratch;
}

static const struct wg_column places[] = {
	{.key = "place", .title = "地方", .min = 10, .weight = 1},
	{.key = "n", .title = "户", .min = 4, .align = WG_RIGHT},
};

static void places_fold_and_unfold(void **state)
{
	struct wg_cells c = {0};
	struct wg_tree t;
	wg_cells_resize(&c, 7, 22);
	wg_tree_init(&t, places, 2, children, place, NULL);
	t.data = &t;
	asked = 0;
	wg_tree_reload(&t);
	assert_int_equal(asked, 1);
	wg_tree_draw(&t, &c, wg_cells_all(&c), true);
	wg_list_go(&t.list, 1);
	assert_true(wg_tree_action(&t, WG_ACTION_OPEN));
	assert_true(wg_tree_action(&t, WG_ACTION_UNFOLD));
	assert_true(wg_tree_action(&t, WG_ACTION_UNFOLD));
	assert_int_equal(asked, 3);
	wg_cells_clear(&c);
	wg_tree_draw(&t, &c, wg_cells_all(&c), true);
	assert_screen(&c, false,
		      " 地方               户\n"
		      " ! 未分配            9\n"
		      " ▾ 社区1             1\n"
		      ">  ▾ 小区1          11\n"
		      "       楼1         111\n"
		      "       楼2         112\n"
		      "       楼3         113\n");
	assert_int_equal(wg_tree_current(&t)->depth, 1);
	wg_list_action(&t.list, WG_ACTION_DOWN);
	wg_list_action(&t.list, WG_ACTION_DOWN);
	wg_tree_reload(&t);
	assert_int_equal(wg_tree_current(&t)->node.id, 112);
	assert_int_equal(asked, 6);
	wg_tree_action(&t, WG_ACTION_FOLD);
	assert_int_equal(wg_tree_current(&t)->node.id, 11);
	wg_list_go(&t.list, 4);
	wg_tree_fold(&t, 1);
	assert_int_equal(wg_tree_current(&t)->node.id, 1);
	assert_int_equal(t.rows.len, 2);
	c.ascii = true;
	t.indent = 1;
	wg_cells_clear(&c);
	wg_tree_draw(&t, &c, (struct wg_rect){0, 0, 3, 20}, false);
	assert_screen(
		&c, false,
		" 地方             户  \n"
		" !未分配           9  \n"
		">+社区1            1  \n"
		"                      \n                      \n                      \n                      \n");
	wg_tree_unfold(&t, 1); /* what was open inside is open again */
	assert_int_equal(t.rows.len, 7);
	wg_tree_free(&t);
	wg_cells_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_shows_cursor_marks_and_signs),
		cmocka_unit_test(pinned_rows_stay_in_sight),
		cmocka_unit_test(a_narrow_table_drops_columns_in_order),
		cmocka_unit_test(places_fold_and_unfold),
	};
	return cmocka_run_group_tests_name("table and tree", tests, NULL, NULL);
}
