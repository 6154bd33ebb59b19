#include "tests/view/golden.h"

#include "view/facade.h"

enum { DOORS = 1000 };

/* A building as a table of rooms: "entrance floor room name letter", one door a line. */
struct wall {
	struct wg_facade f;
	struct wg_facade_door doors[DOORS];
	char text[DOORS][3][32];
	const char *heads[DOORS];
	int n, n_heads;
};

static void add(struct wall *w, int entrance, int floor, const char *room, const char *name, char letter)
{
	char(*t)[32] = w->text[w->n];
	snprintf(t[0], sizeof t[0], "%s", room);
	snprintf(t[1], sizeof t[1], "%s", name);
	w->doors[w->n] = (struct wg_facade_door){.id = w->n + 1,
						 .entrance = entrance,
						 .floor = floor,
						 .room = t[0],
						 .name = t[1],
						 .mark = "",
						 .letter = letter};
	w->n++;
	if (entrance == w->n_heads) {
		snprintf(t[2], sizeof t[2], "%d单元", entrance + 1);
		w->heads[w->n_heads++] = t[2];
	}
}

static void set(struct wall *w)
{
	wg_facade_set(&w->f, w->doors, w->n, w->heads, w->n_heads);
}

static void add_regular(struct wall *w, int entrances, int floors, int rooms)
{
	for (int i = 0; i < entrances * floors * rooms; i++) {
		char room[32];
		int floor = i / rooms % floors + 1;
		snprintf(room, sizeof room, "%d%02d", floor, i % rooms + 1);
		add(w, i / rooms / floors, floor, room, i % 3 ? "张伟" : "欧阳四海", (char)('A' + i / 7 % 26));
	}
}

static struct wall *begin(void)
{
	struct wall *w = wg_xmalloc(sizeof *w);
	memset(w, 0, sizeof *w);
	return w;
}

static void end(struct wall *w)
{
	wg_facade_free(&w->f);
	free(w);
}

static void act(struct wall *w, enum wg_action action, int times)
{
	for (int i = 0; i < times; i++)
		assert_true(wg_facade_action(&w->f, action));
}

static const char *room_under_cursor(const struct wall *w)
{
	return w->doors[wg_facade_cursor(&w->f)].room;
}

static void draw(struct wall *w, struct wg_cells *c, int rows, int cols)
{
	wg_cells_resize(c, rows, cols);
	wg_cells_clear(c);
	wg_facade_draw(&w->f, c, (struct wg_rect){0, 0, rows, cols});
}

static void floors_are_rows_from_the_top_and_entrances_stand_apart(void **state)
{
	struct wall *w = begin();
	struct wg_cells c = {0};
	add_regular(w, 2, 3, 2);
	w->doors[4].sign = '=';
	w->doors[5].mark = "独";
	set(w);
	draw(w, &c, 5, 46);
	assert_screen(&c, false,
		      "    1单元                2单元                \n"
		      "    01        02         01        02         \n"
		      " 3 =张伟    A 张伟  独A  张伟    B 张伟    B  \n"
		      " 2  张伟    A 欧阳四海A  张伟    B 欧阳四海B  \n"
		      " 1  欧阳四海A 张伟    A  欧阳四海A 张伟    B  \n");
	wg_cells_free(&c);
	end(w);
}

static void a_wider_screen_gives_names_more_room(void **state)
{
	struct wall *w = begin();
	struct wg_cells c = {0};
	add_regular(w, 1, 1, 2);
	w->doors[0].mark = "高";
	set(w);
	draw(w, &c, 3, 36);
	assert_screen(&c, false,
		      "      1单元                         \n"
		      "      01            02              \n"
		      "  1   欧阳四海 高 A 张伟        A   \n");
	draw(w, &c, 3, 31);
	assert_screen(&c, false,
		      "      1单元                    \n"
		      "      01          02           \n"
		      "  1   欧阳.. 高 A 张伟      A  \n");
	wg_cells_free(&c);
	end(w);
}

static void irregular_buildings_stay_readable(void **state)
{
	struct wall *w = begin();
	struct wg_cells c = {0};
	add(w, 0, -1, "B102", "库房", ' ');
	add(w, 0, 1, "", "商铺", ' ');
	add(w, 0, 1, "", "商铺", ' ');
	add(w, 0, 1, "", "商铺", ' ');
	add(w, 0, 2, "201", "钱一", 'A');
	add(w, 0, 2, "202", "李三", 'A');
	add(w, 0, 3, "302", "周四", 'B');
	w->doors[6].above = 1; /* over two floors */
	add(w, 0, 4, "401", "吴五", 'B');
	add(w, 0, 0, "门卫室", "王七", '?');
	add(w, 1, 2, "201", "冯八", 'B');
	set(w);
	draw(w, &c, 8, 50);
	assert_screen(&c, false,
		      "    1单元                          2单元          \n"
		      "    01        02                   01             \n"
		      " 4  吴五    B 周四    B                           \n"
		      " 3            周四    B                           \n"
		      " 2  钱一    A 李三    A            冯八    B      \n"
		      " 1  商铺      商铺      商铺                      \n"
		      "-1            库房                                \n"
		      " -  王七    ?                                     \n");
	wg_cells_free(&c);
	end(w);
}

/* Rooms counted through the house say nothing about who lives above whom. */
static void doors_without_a_pattern_stand_as_they_come(void **state)
{
	struct wall *w = begin();
	for (int i = 0; i < 24; i++) {
		char room[32];
		snprintf(room, sizeof room, "%d%02d", i / 2 + 1, i + 1);
		add(w, 0, i / 2 + 1, room, "张伟", 'A');
	}
	set(w);
	assert_int_equal(w->f.cols, 2);
	assert_int_equal(w->f.rows, 12);
	assert_string_equal(w->f.columns[0].head, "");
	end(w);
}

/* Every door is reached by arrows alone, also where floors have other doors than their neighbours. */
static void arrows_reach_every_door(void **state)
{
	struct wall *w = begin();
	bool seen[DOORS] = {0};
	add(w, 0, 1, "101", "a", 'A');
	add(w, 0, 1, "102", "b", 'A');
	add(w, 0, 2, "203", "c", 'A');
	add(w, 0, 3, "301", "d", 'A');
	add(w, 0, 3, "302", "e", 'A');
	add(w, 1, 2, "201", "f", 'A');
	add(w, 1, 7, "701", "g", 'A');
	set(w);
	act(w, WG_ACTION_FIRST, 1);
	for (int row = 0; row < w->f.rows; row++) {
		act(w, WG_ACTION_DOOR_LEFT, 10);
		for (int i = 0; i < 10; i++) {
			seen[wg_facade_cursor(&w->f)] = true;
			act(w, WG_ACTION_DOOR_RIGHT, 1);
		}
		act(w, WG_ACTION_DOWN, 1);
	}
	for (int i = 0; i < w->n; i++)
		assert_true(seen[i]);
	end(w);
}

static void up_and_down_keep_the_column_past_a_missing_door(void **state)
{
	struct wall *w = begin();
	add(w, 0, 1, "101", "a", 'A');
	add(w, 0, 1, "102", "b", 'A');
	add(w, 0, 2, "201", "c", 'A');
	add(w, 0, 3, "301", "d", 'A');
	add(w, 0, 3, "302", "e", 'A');
	set(w);
	act(w, WG_ACTION_LAST, 1);
	assert_string_equal(room_under_cursor(w), "102");
	act(w, WG_ACTION_UP, 1);
	assert_string_equal(room_under_cursor(w), "201");
	act(w, WG_ACTION_UP, 1);
	assert_string_equal(room_under_cursor(w), "302");
	end(w);
}

static void labels_stay_while_forty_floors_of_twenty_doors_scroll(void **state)
{
	struct wall *w = begin();
	struct wg_cells c = {0};
	add_regular(w, 1, 40, 20);
	set(w);
	act(w, WG_ACTION_FIRST, 1);
	draw(w, &c, 5, 44);
	assert_screen(&c, false,
		      " v  1单元                                   \n"
		      " >  01        02        03        04        \n"
		      "40  欧阳四海H 张伟    H 张伟    H 欧阳四海H \n"
		      "39  张伟    E 张伟    E 欧阳四海E 张伟    F \n"
		      "38  张伟    B 欧阳四海B 张伟    C 张伟    C \n");
	act(w, WG_ACTION_LAST, 1);
	draw(w, &c, 5, 44);
	assert_screen(&c, false,
		      "^   1单元                                   \n"
		      "<   17        18        19        20        \n"
		      " 3  张伟    I 欧阳四海I 张伟    I 张伟    I \n"
		      " 2  欧阳四海F 张伟    F 张伟    F 欧阳四海F \n"
		      " 1  张伟    C 张伟    C 欧阳四海C 张伟    C \n");
	assert_string_equal(room_under_cursor(w), "120");
	wg_cells_free(&c);
	end(w);
}

static void a_rectangle_is_chosen_and_becomes_marks(void **state)
{
	struct wall *w = begin();
	struct wg_cells c = {0};
	struct wg_arena a = {0};
	int *doors;
	add_regular(w, 2, 3, 2);
	set(w);
	assert_int_equal(wg_facade_working_set(&w->f, &a, &doors), 1);
	act(w, WG_ACTION_UP, 1);
	act(w, WG_ACTION_DOOR_RIGHT, 1);
	act(w, WG_ACTION_RANGE, 1);
	act(w, WG_ACTION_UP, 1);
	act(w, WG_ACTION_RANGE_RIGHT, 1);
	assert_int_equal(wg_facade_working_set(&w->f, &a, &doors), 4);
	assert_int_equal(doors[0], 3);
	assert_int_equal(doors[3], 10);
	draw(w, &c, 5, 46);
	assert_screen(&c, true,
		      "    1单元                2单元                \n"
		      "    01        02         01        02         \n"
		      " 3  张伟    A[张伟    A  张伟    B]张伟    B  \n"
		      " 2  张伟    A[欧阳四海A  张伟    B]欧阳四海B  \n"
		      " 1  欧阳四海A 张伟    A  欧阳四海A 张伟    B  \n"
		      "....hhhhh................hhhhh................\n"
		      "....hh........hh.........hh........hh.........\n"
		      "ss...........!!!!!!!!!!!!!!!!!!!!!!...........\n"
		      "hh...........!!!!!!!!!!!!!!!!!!!!!!...........\n"
		      "hh............................................\n");
	act(w, WG_ACTION_MARK, 1);
	assert_false(w->f.ranging);
	assert_int_equal(w->f.marks.len, 4);
	act(w, WG_ACTION_MARK, 1); /* the door under the cursor was one of them */
	assert_int_equal(wg_facade_working_set(&w->f, &a, &doors), 3);
	act(w, WG_ACTION_MARK_NONE, 1);
	act(w, WG_ACTION_MARK_SUBTREE, 1);
	assert_int_equal(w->f.marks.len, 6);
	wg_arena_free(&a);
	wg_cells_free(&c);
	end(w);
}

static void the_whole_rectangle_stays_in_sight_where_it_has_room(void **state)
{
	struct wall *w = begin();
	struct wg_cells c = {0};
	add_regular(w, 1, 40, 2);
	set(w);
	act(w, WG_ACTION_FIRST, 1);
	act(w, WG_ACTION_HALF_DOWN, 20);
	act(w, WG_ACTION_RANGE, 1);
	act(w, WG_ACTION_RANGE_DOWN, 5);
	draw(w, &c, 30, 44);
	act(w, WG_ACTION_UP, 4);
	draw(w, &c, 8, 44); /* a panel has taken the rows below */
	assert_int_equal(wg_facade_range(&w->f).rows, 2);
	assert_true(w->f.top <= wg_facade_range(&w->f).row);
	act(w, WG_ACTION_DOWN, 3);
	draw(w, &c, 8, 44);
	assert_int_equal(wg_facade_range(&w->f).rows, 5);
	assert_true(w->f.top <= wg_facade_range(&w->f).row);
	assert_true(w->f.top + w->f.height >= wg_facade_range(&w->f).row + 5);
	wg_cells_free(&c);
	end(w);
}

static void cursor_range_and_marks_are_found_again_by_their_doors(void **state)
{
	struct wall *w = begin();
	add_regular(w, 1, 4, 2);
	set(w);
	assert_true(wg_facade_go(&w->f, 5));
	act(w, WG_ACTION_RANGE, 1);
	act(w, WG_ACTION_DOOR_RIGHT, 1);
	for (int i = 0; i + 2 < w->n; i++) /* the first floor is gone */
		w->doors[i] = w->doors[i + 2];
	w->n -= 2;
	set(w);
	assert_string_equal(room_under_cursor(w), "302");
	assert_true(w->f.ranging);
	assert_int_equal(wg_facade_range(&w->f).cols, 2);
	for (int i = 0; i + 3 < w->n; i++) /* and where the range began */
		w->doors[i] = w->doors[i + 3];
	w->n -= 3;
	set(w);
	assert_string_equal(room_under_cursor(w), "302");
	assert_false(w->f.ranging);
	w->n = 0;
	set(w);
	assert_int_equal(wg_facade_cursor(&w->f), -1);
	assert_false(wg_facade_action(&w->f, WG_ACTION_UP));
	end(w);
}

/* An oracle of its own: no two doors side by side or one above the other, of two groups, have one colour. */
static void neighbours_never_have_the_same_colour(void **state)
{
	struct wall *w = begin();
	int group[DOORS];
	enum wg_role role[64];
	add_regular(w, 3, 16, 4);
	set(w);
	for (int i = 0; i < w->n; i++)
		group[i] = i / 11;
	int groups = group[w->n - 1] + 1;
	wg_facade_colours(&w->f, group, groups, role);
	for (int i = 0; i < w->n; i++)
		for (int k = 0; k < w->n; k++) {
			int far = abs(w->f.home[i] - w->f.home[k]) + abs(w->f.home_col[i] - w->f.home_col[k]);
			if (far == 1 && group[i] != group[k])
				assert_int_not_equal(role[group[i]], role[group[k]]);
		}
	for (int g = 0; g < groups; g++)
		assert_in_range(role[g], WG_ROLE_CONTACT_1, WG_ROLE_CONTACT_6);
	end(w);
}

/* Keys of every kind on buildings of every kind: the cursor stands on a door, always. */
static void the_cursor_always_stands_on_a_door(void **state)
{
	uint32_t seed = 7;
	for (int round = 0; round < 60; round++) {
		struct wall *w = begin();
		struct wg_cells c = {0};
		int n = 1 + round * 3;
		for (int i = 0, entrance = 0; i < n; i++) {
			char room[32];
			seed = seed * 1664525 + 1013904223;
			int floor = (int)(seed >> 20) % 9 - 2;
			snprintf(room, sizeof room, "%d%02d", floor, (int)(seed >> 8) % 4);
			entrance += i > 0 && (seed >> 27) % 6 == 0;
			add(w, entrance, floor, (seed >> 5) % 4 ? room : "东", "张", 'A');
			w->doors[i].above = (seed >> 12) % 9 == 0;
		}
		set(w);
		for (int k = 0; k < 300; k++) {
			static const enum wg_action keys[] = {
				WG_ACTION_UP,	    WG_ACTION_DOWN,	   WG_ACTION_DOOR_LEFT, WG_ACTION_DOOR_RIGHT,
				WG_ACTION_GROUP_UP, WG_ACTION_GROUP_DOWN,  WG_ACTION_FIRST,	WG_ACTION_LAST,
				WG_ACTION_RANGE,    WG_ACTION_RANGE_RIGHT, WG_ACTION_MARK,	WG_ACTION_HALF_UP};
			seed = seed * 1664525 + 1013904223;
			wg_facade_action(&w->f, keys[(seed >> 16) % (sizeof keys / sizeof *keys)]);
			int door = wg_facade_cursor(&w->f);
			assert_in_range(door, 0, w->n - 1);
			assert_int_equal(w->f.cursor_id, w->doors[door].id);
			if (k % 50 == 0)
				draw(w, &c, 3 + k / 20, 20 + round);
		}
		for (int i = 0; i < w->n; i++)
			assert_int_equal(wg_facade_door_at(&w->f, w->f.home[i], w->f.home_col[i]), i);
		wg_cells_free(&c);
		end(w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(floors_are_rows_from_the_top_and_entrances_stand_apart),
		cmocka_unit_test(a_wider_screen_gives_names_more_room),
		cmocka_unit_test(irregular_buildings_stay_readable),
		cmocka_unit_test(doors_without_a_pattern_stand_as_they_come),
		cmocka_unit_test(arrows_reach_every_door),
		cmocka_unit_test(up_and_down_keep_the_column_past_a_missing_door),
		cmocka_unit_test(labels_stay_while_forty_floors_of_twenty_doors_scroll),
		cmocka_unit_test(a_rectangle_is_chosen_and_becomes_marks),
		cmocka_unit_test(the_whole_rectangle_stays_in_sight_where_it_has_room),
		cmocka_unit_test(cursor_range_and_marks_are_found_again_by_their_doors),
		cmocka_unit_test(neighbours_never_have_the_same_colour),
		cmocka_unit_test(the_cursor_always_stands_on_a_door),
	};
	return cmocka_run_group_tests_name("facade", tests, NULL, NULL);
}
