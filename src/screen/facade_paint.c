#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/contacts_text.h"
#include "screen/facade_state.h"
#include "screen/grid_draw.h"

enum { WIDE = 100, LEGEND = 12, LEGEND_WIDE = 17, FOOT_FROM = 14, LONG_FOOT_FROM = 24, TEXT = 400, MARGIN = 1 };

static bool is_wide(const struct facade *f)
{
	return f->ui->cells.cols >= WIDE;
}

/* "3栋" is 3 before a room. */
static void put_short(char *out, const char *name)
{
	size_t n = strspn(name, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), have = strlen(out);
	snprintf(out + have, WG_CELL_TEXT - have, "%.*s%s", (int)(n ? n : strlen(name)), name, *name ? "-" : "");
}

/* "2-1301" */
static void door_name(const struct facade *f, int door, char out[WG_CELL_TEXT])
{
	const struct wg_household *h = &f->b.rows.at[f->b.doors[door].first];
	out[0] = '\0';
	put_short(out, h->entrance);
	size_t have = strlen(out);
	snprintf(out + have, WG_CELL_TEXT - have, "%s", h->room);
}

/* One more part of a line, two blanks before it. */
static void part(const struct facade *f, char line[TEXT], const char *msgid, const char *types, ...)
{
	struct wg_message m;
	char text[TEXT];
	va_list ap;
	va_start(ap, types);
	wg_message_vset(&m, msgid, types, ap);
	va_end(ap);
	wg_ui_sentence(f->ui, &m, text, sizeof text);
	size_t have = strlen(line);
	snprintf(line + have, TEXT - have, "%s%s", have ? "  " : "", text);
}

/* "11-13", "-1-2", or "" where no floor is known */
static void floors_of(const struct facade *f, const struct facade_choice *choice, char out[32])
{
	int lo = 0, hi = 0;
	for (int i = 0; i < choice->cells; i++) {
		int floor = f->b.cells[choice->doors[i]].floor;
		lo = floor && (!lo || floor < lo) ? floor : lo;
		hi = floor && (!hi || floor > hi) ? floor : hi;
	}
	out[0] = '\0';
	if (lo == hi && lo)
		snprintf(out, 32, "%d", lo);
	else if (lo)
		snprintf(out, 32, "%d-%d", lo, hi);
}

/* "选中 6 格 (2单元 11-13 层) 实为 5 户，空置 1 格不计。" */
static void chosen(const struct facade *f, const struct facade_choice *choice, char line[TEXT])
{
	char where[TEXT] = "", floors[32], name[WG_CELL_TEXT];
	const char *first = f->b.rows.at[f->b.doors[choice->doors[0]].first].entrance;
	const char *last = f->b.rows.at[f->b.doors[choice->doors[choice->cells - 1]].first].entrance;
	if (!is_wide(f)) {
		part(f, line, N_("chosen {1} hh"), "d", choice->households);
		if (choice->vacant > 0)
			part(f, line, N_("({1} vacant not counted)"), "d", choice->vacant);
		return;
	}
	floors_of(f, choice, floors);
	if (choice->cells == 1) {
		door_name(f, choice->doors[0], name);
		snprintf(where, sizeof where, "%s", name);
	} else {
		snprintf(where, sizeof where, "%s%s%s", first, strcmp(first, last) != 0 ? "-" : "",
			 strcmp(first, last) != 0 ? last : "");
		if (*floors)
			part(f, where, N_("floors {1}"), "s", floors);
	}
	part(f, line, N_("doors chosen {1} ({2}), households {3}"), "dsd", choice->cells, where, choice->households);
	if (choice->vacant > 0)
		part(f, line, N_("{1} vacant not counted"), "d", choice->vacant);
	if (choice->elsewhere > 0)
		part(f, line, N_("{1} living elsewhere not counted"), "d", choice->elsewhere);
	if (choice->locked > 0)
		part(f, line, N_("{1} locked"), "d", choice->locked);
}

/* Whose they are now. */
static void holders(const struct facade *f, const struct facade_choice *choice, char line[TEXT])
{
	bool begun = false;
	int open = choice->households;
	for (int k = 0; k < f->b.n_cadres; k++) {
		int n = 0;
		for (int i = 0; i < choice->households; i++)
			n += choice->contacts[i] == f->b.cadres[k].worker.id;
		open -= n;
		if (n == 0)
			continue;
		if (!begun)
			part(f, line, N_("now with {1} {2}"), "sd", f->b.cadres[k].worker.name, n);
		else
			part(f, line, N_("{1} {2}"), "sd", f->b.cadres[k].worker.name, n);
		begun = true;
	}
	if (open > 0)
		part(f, line, N_("without contact {1}"), "d", open);
}

/* Who lives behind the door under the cursor. */
static void under_cursor(const struct facade *f, char line[TEXT])
{
	char name[WG_CELL_TEXT], codes[WG_CELL_TEXT];
	int door = wg_facade_cursor(&f->view);
	if (door < 0)
		return;
	const struct facade_door *d = &f->b.doors[door];
	door_name(f, door, name);
	snprintf(line, TEXT, "%s", name);
	if (!f->b.rows.at[d->first].id)
		part(f, line, "{1}", "s", f->b.cells[door].name);
	for (int i = d->first; i < d->first + d->n && f->b.rows.at[i].id; i++) {
		const struct wg_household *h = &f->b.rows.at[i];
		part(f, line, N_("{1}, household of {2}"), "sd", h->head, h->people);
		if (*h->origin)
			part(f, line, "{1}", "s", wg_ui_code(f->ui, "origin", h->origin));
		grid_codes(f->ui, "care", h->care, codes, sizeof codes);
		if (*codes)
			part(f, line, "{1}", "s", codes);
		if (strlen(h->phone) >= 4 && !strchr(h->phone, '/'))
			part(f, line, N_("phone ends {1}"), "s", h->phone + strlen(h->phone) - 4);
		if (strcmp(h->status, "here") != 0)
			part(f, line, "{1}", "s", wg_ui_code(f->ui, "status", h->status));
		else if (!f->b.contact[i])
			part(f, line, "{1}", "s", f->ui->tr(N_("without contact")));
		if (h->locked)
			part(f, line, "{1}", "s", f->ui->tr(N_("locked")));
		if (*h->note)
			part(f, line, "{1}", "s", h->note);
	}
}

static void about_building(const struct facade *f, char line[TEXT])
{
	const struct wg_counters *n = &f->b.node.counters;
	snprintf(line, TEXT, "%s", f->b.node.name);
	part(f, line, N_("{1} residents"), "l", (long long)n->people);
	part(f, line, N_("load {1}"), "l", (long long)n->load);
	part(f, line, N_("households in care {1}"), "l", (long long)n->care);
	part(f, line, N_("contacts {1}"), "d", f->b.n_cadres);
	if (f->b.elsewhere > 0)
		part(f, line, N_("living elsewhere {1}"), "d", f->b.elsewhere);
}

static void draw_foot(const struct facade *f, struct wg_cells *c, struct wg_rect r)
{
	struct wg_arena a = {0};
	struct facade_choice choice;
	char lines[4][TEXT] = {"", "", "", ""};
	int n = 0;
	facade_choose(f, &a, &choice);
	wg_cells_fill(c, (struct wg_rect){r.row, r.col, 1, r.cols}, '-', WG_ROLE_DIM);
	if (choice.cells > 0) {
		chosen(f, &choice, lines[n]);
		holders(f, &choice, lines[n++]);
	}
	under_cursor(f, lines[n++]);
	about_building(f, lines[n++]);
	for (int i = 0; i < n && i + 1 < r.rows; i++)
		wg_cells_put(c, r.row + 1 + i, r.col + MARGIN, r.cols - 2 * MARGIN,
			     i == 0 ? WG_ROLE_STRONG : WG_ROLE_NORMAL, lines[i], WG_PUT_ELL);
	wg_arena_free(&a);
}

void facade_paint(struct facade *f, struct wg_cells *c, struct wg_rect r)
{
	int foot = r.rows < FOOT_FROM ? 0 : r.rows < LONG_FOOT_FROM ? 3 : 5, legend = is_wide(f) ? LEGEND_WIDE : LEGEND;
	int width = wg_facade_width(&f->view, r.cols - legend);
	struct wg_rect wall = {r.row, r.col, r.rows - foot - (foot > 3),
			       width < r.cols - legend ? width : r.cols - legend};
	int spare = r.cols - wall.cols - legend, apart = spare > 2 ? 2 : spare;
	struct wg_rect side = {r.row + 2, r.col + wall.cols + apart, wall.rows - 2, spare - apart + legend};
	if (f->b.n_doors == 0) {
		wg_cells_put(c, r.row + 1, r.col + 1, r.cols - 2, WG_ROLE_NORMAL, f->ui->tr(N_("no doors yet")), 0);
		return;
	}
	if (is_wide(f)) { /* the head of the legend stands beside those of the doors */
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
	wg_message_set(
		&m, is_wide(f) ? N_("{1} hh  cov. {2}  unc. {3}  vacant {4}") : N_("{1}hh cov.{2} unc.{3} vacant{4}"),
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
	*item = (struct wg_footer_item){name, f->ui->tr(label)};
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
	char name[WG_CELL_TEXT], line[TEXT] = "";
	int door = wg_facade_cursor(&f->view);
	out[0] = '\0';
	if (door < 0)
		return;
	door_name(f, door, name);
	facade_choose(f, &a, &choice);
	part(f, line, "{1}", "s", name);
	if (is_wide(f) && f->b.cells[door].floor)
		part(f, line, N_("floor {1}"), "d", f->b.cells[door].floor);
	if (f->view.ranging || f->view.marks.len > 0)
		part(f, line, N_("chosen {1}"), "d", choice.households);
	snprintf(out, WG_CRUMBS, "%s", line);
	wg_arena_free(&a);
}
