#include "tests/view/golden.h"

#include "view/bar.h"
#include "view/footer.h"
#include "view/form.h"
#include "view/page.h"
#include "view/panel.h"
#include "view/strip.h"

static struct wg_event key_event(const char *name)
{
	struct wg_event ev = {.kind = WG_EVENT_KEY};
	assert_true(wg_key_parse(name, strlen(name), &ev.key));
	return ev;
}

static void bars_show_their_share(void **state)
{
	struct wg_cells c = {0};
	char text[64];
	static const struct {
		int value;
		const char *bar;
	} bars[] = {{27, "#########░"}, {30, "##########"}, {29, "#########░"}, {14, "#####░░░░░"},
		    {1, "#░░░░░░░░░"},  {0, "░░░░░░░░░░"},  {45, "##########"}, {-3, "░░░░░░░░░░"}};
	for (size_t i = 0; i < sizeof bars / sizeof bars[0]; i++) {
		wg_bar_text(&c, 10, bars[i].value, 30, text, sizeof text);
		assert_string_equal(text, bars[i].bar);
	}
	wg_bar_text(&c, 4, 1, 0, text, sizeof text);
	assert_string_equal(text, "░░░░");
	wg_cells_resize(&c, 1, 6);
	c.ascii = true;
	wg_bar_text(&c, 4, 15, 30, text, sizeof text);
	assert_string_equal(text, "##..");
	wg_cells_free(&c);
}

static void a_strip_shows_who_has_which_doors(void **state)
{
	/* two entrances of five doors, one of one: pairs do not reach over an entrance */
	static const int cadre[] = {0, 0, 0, 1, 1, 1, 1, 26, 26, -1, 2};
	static const int entrance[] = {1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3};
	struct wg_strip s = {cadre, entrance, 11};
	struct wg_cells c = {0};
	wg_cells_resize(&c, 1, 12);
	wg_strip_draw(&s, &c, 0, 1, 11, 1);
	assert_screen(&c, true, " AAB|Ba?|C  \n.11!d!3wd3..\n");
	assert_int_equal(wg_strip_column(&s, 0), 0);
	assert_int_equal(wg_strip_column(&s, 3), 1);
	assert_int_equal(wg_strip_column(&s, 4), 2);
	assert_int_equal(wg_strip_column(&s, 5), 4);
	assert_int_equal(wg_strip_column(&s, 10), 8);
	wg_cells_clear(&c);
	wg_strip_draw(&s, &c, 0, 0, 4, -1);
	assert_screen(&c, false, "AAB|        \n");
	wg_cells_free(&c);
}

static const struct wg_candidate candidates[] = {
	{.id = 7, .name = "黄秋军", .text = "黄秋军   网格  区民政局   25 = > 30 =   紧邻这一段"},
	{.id = 8,
	 .name = "胡雪",
	 .text = "胡雪     网格  区教育局   27 = > 32 >   超 30，不连续",
	 .role = WG_ROLE_WARN},
};

static void the_assign_panel_shows_what_would_follow(void **state)
{
	static const struct wg_panel_line preview[] = {{"5 户 (3栋2单元 1101-1302，空置 1 格不计)", WG_ROLE_NORMAL},
						       {"之后        黄秋军 30 =       许英 24 =", WG_ROLE_NORMAL}};
	struct wg_cells c = {0};
	struct wg_panel p;
	wg_cells_resize(&c, 8, 60);
	wg_panel_open(&p, "交给谁", 0);
	wg_panel_candidates(&p, candidates, 2);
	p.hint = "数字直接选  Esc 不交";
	p.preview = preview;
	p.n_preview = 2;
	p.foot = "Enter 就这样   Esc 不交";
	p.foot_right = "之后 u 可撤销";
	struct wg_event h = key_event("h");
	assert_int_equal(wg_panel_event(&p, &h, 1), WG_PANEL_TYPED);
	wg_panel_draw(&p, &c, (struct wg_rect){1, 0, 7, 60});
	assert_screen(&c, false,
		      "                                                            \n"
		      " 交给谁: h                             数字直接选  Esc 不交 \n"
		      "   1 黄秋军   网格  区民政局   25 = > 30 =   紧邻这一段     \n"
		      "   2 胡雪     网格  区教育局   27 = > 32 >   超 30，不连续  \n"
		      "------------------------------------------------------------\n"
		      " 5 户 (3栋2单元 1101-1302，空置 1 格不计)                   \n"
		      " 之后        黄秋军 30 =       许英 24 =                    \n"
		      " Enter 就这样   Esc 不交                      之后 u 可撤销 \n");
	assert_int_equal(c.caret_row, 1);
	assert_int_equal(c.caret_col, 10);
	assert_int_equal(c.cell[2 * 60 + 20].role, WG_ROLE_CURSOR);
	wg_cells_free(&c);
}

static void a_digit_chooses_and_enter_waits_a_moment(void **state)
{
	static const int64_t MS = 1000000;
	struct wg_panel p;
	wg_panel_open(&p, "交给谁", 5000 * MS);
	wg_panel_candidates(&p, candidates, 2);
	struct wg_event enter = key_event("Enter"), two = key_event("２"), three = key_event("3"),
			zero = key_event("0");
	struct wg_event tab = key_event("Tab"), esc = key_event("Esc"), f2 = key_event("F2"), up = key_event("Up");
	assert_int_equal(wg_panel_event(&p, &enter, 5299 * MS), WG_PANEL_MOVED);
	assert_int_equal(wg_panel_event(&p, &two, 5100 * MS), WG_PANEL_CHOSE);
	assert_int_equal(p.chosen, 1);
	assert_int_equal(wg_panel_event(&p, &three, 5100 * MS), WG_PANEL_MOVED);
	assert_int_equal(wg_panel_event(&p, &zero, 5100 * MS), WG_PANEL_MOVED);
	p.zero = true;
	assert_int_equal(wg_panel_event(&p, &zero, 5100 * MS), WG_PANEL_ZERO);
	assert_int_equal(wg_panel_event(&p, &tab, 5100 * MS), WG_PANEL_TYPED);
	char text[64];
	wg_line_text(&p.line, text, sizeof text);
	assert_string_equal(text, "胡雪");
	assert_int_equal(wg_panel_event(&p, &up, 5100 * MS), WG_PANEL_CHOSE);
	assert_int_equal(wg_panel_event(&p, &f2, 5100 * MS), WG_PANEL_IGNORED);
	assert_int_equal(wg_panel_event(&p, &enter, 5300 * MS), WG_PANEL_GO);
	assert_int_equal(wg_panel_event(&p, &esc, 5300 * MS), WG_PANEL_CANCEL);
}

static void a_form_takes_text_and_choices(void **state)
{
	static const char *const by[] = {"按负荷", "按户数"};
	struct wg_field fields[] = {
		{.key = "note", .label = "方案", .kind = WG_FIELD_NOTE},
		{.key = "under", .label = "范围", .kind = WG_FIELD_TEXT},
		{.key = "by", .label = "均衡", .kind = WG_FIELD_PICK, .choices = by, .n_choices = 2},
	};
	struct wg_cells c = {0};
	struct wg_form f;
	char value[64];
	wg_cells_resize(&c, 7, 36);
	wg_form_open(&f, "做方案", fields, 3);
	assert_int_equal(f.focus, 1);
	struct wg_event paste = {.kind = WG_EVENT_PASTE, .text = "晴岚家园", .len = 12};
	assert_int_equal(wg_form_event(&f, &paste), WG_FORM_CHANGED);
	struct wg_event tab = key_event("Tab"), back = key_event("S-Tab"), right = key_event("Right"),
			two = key_event("2");
	struct wg_event enter = key_event("Enter"), esc = key_event("Esc");
	assert_int_equal(wg_form_event(&f, &tab), WG_FORM_MOVED);
	assert_int_equal(wg_form_event(&f, &two), WG_FORM_CHANGED);
	wg_form_value(&f, "by", value, sizeof value);
	assert_string_equal(value, "按户数");
	wg_form_event(&f, &right);
	wg_form_value(&f, "by", value, sizeof value);
	assert_string_equal(value, "按负荷");
	wg_form_event(&f, &tab);
	assert_int_equal(f.focus, 1);
	wg_form_event(&f, &back);
	assert_int_equal(f.focus, 2);
	wg_form_complain(&f, "under", "没有这个地方");
	assert_int_equal(f.focus, 1);
	wg_form_draw(&f, &c, wg_cells_all(&c));
	assert_screen(&c, false,
		      " 做方案                             \n"
		      "                                    \n"
		      " 方案                               \n"
		      ">范围   晴岚家园                    \n"
		      "        没有这个地方                \n"
		      " 均衡   [按负荷]  按户数            \n"
		      "                                    \n");
	wg_form_value(&f, "under", value, sizeof value);
	assert_string_equal(value, "晴岚家园");
	struct wg_event x = key_event("x");
	wg_form_event(&f, &x);
	assert_string_equal(fields[1].message, "");
	assert_int_equal(wg_form_event(&f, &enter), WG_FORM_SUBMIT);
	assert_int_equal(wg_form_event(&f, &esc), WG_FORM_CANCEL);
	wg_cells_free(&c);
}

static const char *same(const char *msgid)
{
	return strcmp(msgid, "help") == 0 ? "帮助" : strcmp(msgid, "Space") == 0 ? "空格" : msgid;
}

static void help_is_never_dropped_from_the_foot(void **state)
{
	static const enum wg_scope stack[] = {WG_SCOPE_OFFICE, WG_SCOPE_LIST, WG_SCOPE_GLOBAL};
	struct wg_keys keys;
	struct wg_cells c = {0};
	wg_keys_init(&keys);
	wg_cells_resize(&c, 2, 60);
	wg_footer_keys(&c, 0, &keys, stack, 3, true, same);
	wg_footer_keys(&c, 1, &keys, stack, 3, false, same);
	assert_screen(&c, false,
		      " a contact  p plan  b facade  e change  空格 mark    ? 帮助 \n"
		      " p plan  b facade  空格 mark  v range  / find        ? 帮助 \n");
	wg_cells_resize(&c, 1, 8);
	wg_footer_keys(&c, 0, &keys, stack, 3, true, same);
	assert_screen(&c, false, " ? 帮助 \n");
	wg_cells_free(&c);
	wg_keys_free(&keys);
}

static void the_message_gives_way_to_the_position(void **state)
{
	struct wg_cells c = {0};
	wg_cells_resize(&c, 1, 30);
	wg_footer_status(&c, 0, "已存 902 杜秀桐，还没有联系人", WG_ROLE_NORMAL, "24/32  ✓2");
	assert_screen(&c, false, " 已存 902 杜秀桐..  24/32  ✓2 \n");
	wg_cells_free(&c);
}

static void help_lists_the_keys_that_work_now(void **state)
{
	static const enum wg_scope stack[] = {WG_SCOPE_TREE, WG_SCOPE_GLOBAL};
	const struct wg_page_line *lines;
	struct wg_keys keys;
	struct wg_error e = {0};
	struct wg_arena a = {0};
	struct wg_page p;
	wg_keys_init(&keys);
	assert_int_equal(wg_keys_bind(&keys, "tree", "h", "", &e), WG_OK);
	int n = wg_page_help(&keys, stack, 2, &(struct wg_help_lacks){.needs = WG_NEED_WRITES}, same, &a, &lines);
	assert_string_equal(lines[0].text, "Trees");
	assert_string_equal(lines[1].left, "Left");
	wg_page_init(&p, lines, n);
	int undo = 0;
	while (undo < n && !strstr(lines[undo].text, "Take back"))
		undo++;
	assert_true(undo < n);
	assert_int_equal(lines[undo].role, WG_ROLE_DIM);
	assert_non_null(strstr(lines[undo].text, "(not in read-only)"));
	struct wg_cells c = {0};
	wg_cells_resize(&c, 3, 40);
	wg_page_draw(&p, &c, wg_cells_all(&c));
	assert_screen(&c, false,
		      " Trees                                  \n"
		      "  Left     Fold, or go to the place a.. \n"
		      "  l Right  Unfold, or go into the place \n");
	wg_page_action(&p, WG_ACTION_LAST);
	assert_int_equal(p.top, n - 3);
	wg_cells_free(&c);
	wg_keys_free(&keys);
	wg_arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bars_show_their_share),
		cmocka_unit_test(a_strip_shows_who_has_which_doors),
		cmocka_unit_test(the_assign_panel_shows_what_would_follow),
		cmocka_unit_test(a_digit_chooses_and_enter_waits_a_moment),
		cmocka_unit_test(a_form_takes_text_and_choices),
		cmocka_unit_test(help_is_never_dropped_from_the_foot),
		cmocka_unit_test(the_message_gives_way_to_the_position),
		cmocka_unit_test(help_lists_the_keys_that_work_now),
	};
	return cmocka_run_group_tests_name("widgets", tests, NULL, NULL);
}
