#include <stdio.h>
#include <string.h>

#include "screen/facade_state.h"

enum { LEGEND = 12, LEGEND_WIDE = 17, FOOT_FROM = 18, LONG_FOOT_FROM = 24, MARGIN = 1 };

static bool is_choosing(const struct facade *f)
{
	return f->view.ranging || f->view.marks.len > 0;
}

/* Read when there is time, or when somebody is choosing. */
static bool may_weigh(struct facade *f)
{
	if (!f->scales && !f->ui->settled && !is_choosing(f)) {
		f->ui->behind = true;
		return false;
	}
	return wg_ui_writes(f->ui);
}

/* What is chosen, and what it would mean for both cadres; where rows are few, in one line. */
static int say_choice(struct facade *f, char lines[FACADE_LINES][FACADE_TEXT], bool *warn)
{
	struct wg_arena a = {0};
	struct facade_choice choice;
	struct wg_weighed weighed;
	char proposal[FACADE_TEXT] = "";
	facade_choose(f, &a, &choice);
	if (choice.cells > 0)
		facade_say_chosen(f, &choice, lines[0]);
	if (choice.households > 0 && may_weigh(f) && facade_weigh(f, &choice, &weighed))
		*warn = facade_say_weighed(f, &weighed, proposal) && is_choosing(f);
	bool short_form = !facade_is_wide(f) && *proposal;
	if (short_form)
		facade_part(f, lines[0], "{1}", "s", proposal);
	else
		facade_say_holders(f, &choice, lines[0]);
	if (!short_form)
		snprintf(lines[1], FACADE_TEXT, "%s", proposal);
	wg_arena_free(&a);
	return *lines[1] ? 2 : 1;
}

static void draw_foot(struct facade *f, struct wg_cells *c, struct wg_rect r)
{
	char lines[FACADE_LINES][FACADE_TEXT] = {""};
	bool warn = false;
	int about = say_choice(f, lines, &warn), n = about;
	facade_say_door(f, lines[n++]);
	facade_say_building(f, lines[n++]);
	wg_cells_fill(c, (struct wg_rect){r.row, r.col, 1, r.cols}, '-', WG_ROLE_DIM);
	for (int i = 0; i < n && i + 1 < r.rows; i++)
		wg_cells_put(c, r.row + 1 + i, r.col + MARGIN, r.cols - 2 * MARGIN,
			     i + 1 == about && warn ? WG_ROLE_WARN
			     : i < about            ? WG_ROLE_STRONG
						    : WG_ROLE_NORMAL,
			     lines[i], WG_PUT_ELL);
}

void facade_paint(struct facade *f, struct wg_cells *c, struct wg_rect r)
{
	int foot = r.rows < FOOT_FROM        ? 0
		   : r.rows < LONG_FOOT_FROM ? 3
					     : 5,
	    legend = facade_is_wide(f) ? LEGEND_WIDE : LEGEND;
	int room = r.cols - legend, width = wg_facade_width(&f->view, room);
	struct wg_rect wall = {r.row, r.col, r.rows - foot - (foot > 3), width <= room ? width : room - 1};
	int spare = r.cols - wall.cols - legend, apart = spare > 2 ? 2 : spare;
	struct wg_rect side = {r.row + 2, r.col + wall.cols + apart, wall.rows - 2, spare - apart + legend};
	if (f->b.n_doors == 0) {
		wg_cells_put(c, r.row + 1, r.col + 1, r.cols - 2, WG_ROLE_NORMAL, f->ui->tr(N_("no doors yet")), 0);
		return;
	}
	if (facade_is_wide(f)) { /* the head of the legend stands beside those of the doors */
		side.row--;
		side.rows++;
	}
	side.cols = side.cols > 2 * legend ? 2 * legend : side.cols;
	wg_facade_draw(&f->view, c, wall);
	if (side.rows > 0)
		facade_draw_legend(f, c, side);
	if (foot > 0)
		draw_foot(f, c, (struct wg_rect){r.row + r.rows - foot, r.col, foot, r.cols});
}

void facade_crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	const struct facade *f = s->state;
	const char *path = f->b.path ? f->b.path : "", *title = f->draft ? f->draft->title : s->ui->tr(s->ops->title);
	struct wg_message m;
	wg_message_set(&m,
		       facade_is_wide(f) ? N_("{1} hh  cov. {2}  unc. {3}  vacant {4}")
					 : N_("{1}hh cov.{2} unc.{3} vacant{4}"),
		       "dddd", f->b.households, f->b.households - f->b.open, f->b.open, f->b.vacant);
	wg_ui_sentence(s->ui, &m, right, WG_CRUMBS);
	int room = s->ui->cells.cols - wg_cells_width(&s->ui->cells, right) - wg_cells_width(&s->ui->cells, title) - 6;
	for (const char *cut; wg_cells_width(&s->ui->cells, path) > room && (cut = strstr(path, " > "));)
		path = cut + 3;
	snprintf(left, WG_CRUMBS, "%s  %s", path, title);
}

static void put_key(const struct facade *f, struct wg_footer_item *item, enum wg_action action, const char *label,
		    char name[2 * WG_KEY_NAME])
{
	wg_keys_first(f->ui->keys, action, name);
	*item = (struct wg_footer_item){name, label};
}

int facade_foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	static const struct {
		enum wg_action action;
		const char *label;
	} items[] = {
		{WG_ACTION_RANGE, N_("rectangle")},
		{WG_ACTION_ASSIGN, N_("contact")},
		{WG_ACTION_OPEN, N_("card")},
		{WG_ACTION_COLOURS, N_("colours")},
		{WG_ACTION_BUILDING_DOWN, N_("next building")},
		{WG_ACTION_PRINT, N_("print")},
		{WG_ACTION_BACK, N_("back")},
		{WG_ACTION_HELP, N_("help")},
	};
	struct facade *f = s->state;
	int n = 0;
	for (size_t i = 0; i < sizeof items / sizeof *items && !f->draft; i++)
		if (wg_ui_writes(s->ui) || !(wg_action_info(items[i].action)->needs & WG_NEED_WRITES)) {
			put_key(f, &out[n], items[i].action, items[i].label, f->keys[n]);
			n++;
		}
	return n;
}

void facade_position(struct wg_screen *s, char out[WG_CRUMBS])
{
	const struct facade *f = s->state;
	struct wg_arena a = {0};
	struct facade_choice choice;
	char name[WG_CELL_TEXT], line[FACADE_TEXT] = "";
	int door = wg_facade_cursor(&f->view);
	out[0] = '\0';
	if (door < 0)
		return;
	facade_door_name(f, door, name);
	facade_choose(f, &a, &choice);
	facade_part(f, line, "{1}", "s", name);
	if (facade_is_wide(f) && f->b.cells[door].floor)
		facade_part(f, line, N_("floor {1}"), "d", f->b.cells[door].floor);
	if (is_choosing(f))
		facade_part(f, line, N_("chosen {1}"), "d", choice.households);
	snprintf(out, WG_CRUMBS, "%s", line);
	wg_arena_free(&a);
}
