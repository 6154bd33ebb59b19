#include "screen/grid_draw.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "view/panel.h"

enum { WIDE = 100, TREE_FROM = 70, NEEDS_FROM = 140 };

enum tree_column { PLACE, HOUSEHOLDS, COVERED, UNCOVERED, CARE, NEEDS, TREE_COLUMNS };
enum table_column { ROOM, HEAD, PEOPLE, ORIGIN, GROUPS, CONTACT, SINCE, PHONE, NOTE, TABLE_COLUMNS };

static bool is_wide(const struct grid *g)
{
	return g->screen->ui->cells.cols >= WIDE;
}

/* A zero is "-" so that the eye finds what is not zero. */
static const char *number(int64_t n, char scratch[WG_CELL_TEXT])
{
	if (n == 0)
		return "-";
	snprintf(scratch, WG_CELL_TEXT, "%" PRId64, n);
	return scratch;
}

void grid_tree_cell(void *grid, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct grid *g = grid;
	const struct wg_node *n = grid_node(g, row);
	if (!n)
		return;
	bool uncovered = n->kind == WG_NODE_UNCOVERED;
	int64_t open = n->counters.households - n->counters.covered;
	bool seen_through = n->kind == WG_NODE_PLACE && n->level <= WG_LEVEL_COMPOUND && g->tree.rows.at[row].unfolded;
	out->role = uncovered ? (open > 0 ? WG_ROLE_WARN : WG_ROLE_DIM) : seen_through ? WG_ROLE_DIM : WG_ROLE_NORMAL;
	if (column == PLACE)
		out->text = n->name;
	else if (column == HOUSEHOLDS)
		out->text = number(n->counters.households, scratch);
	else if (column == COVERED)
		out->text = uncovered ? "" : number(n->counters.covered, scratch);
	else if (column == UNCOVERED) {
		out->text = number(open, scratch);
		if (open > 0)
			out->role = WG_ROLE_WARN;
		else
			out->role = WG_ROLE_DIM;
	} else if (column == CARE)
		out->text = uncovered ? "" : number(n->counters.care, scratch);
	else if (column == NEEDS)
		out->text = uncovered ? "" : number(n->counters.needs, scratch);
}

void grid_codes(const struct wg_ui *ui, const char *list, const char *codes, char *out, size_t cap)
{
	char one[64];
	out[0] = '\0';
	for (const char *s = codes; *s;) {
		size_t n = strcspn(s, " "), have = strlen(out);
		snprintf(one, sizeof one, "%.*s", (int)(n < 63 ? n : 63), s);
		snprintf(out + have, cap - have, "%s%s", have ? (ui->english ? ", " : " ") : "",
			 wg_ui_code(ui, list, one));
		s += n + (s[n] == ' ');
	}
}

void grid_date(int64_t day, char out[16])
{
	int year, month, mday;
	out[0] = '\0';
	if (day == 0)
		return;
	wg_date_from_day(day, &year, &month, &mday);
	snprintf(out, 16, "%04d-%02d-%02d", year % 10000, month, mday);
}

/* "3栋" is 3 before a room: 3-2-1102. What is no number stays as it is. */
static size_t short_name(const char *name)
{
	size_t n = 0;
	while ((name[n] >= '0' && name[n] <= '9') || (name[n] >= 'A' && name[n] <= 'Z'))
		n++;
	return n ? n : strlen(name);
}

void grid_door(const struct grid *g, const struct wg_household *h, char out[WG_CELL_TEXT])
{
	bool entrance = g->node.kind == WG_NODE_PLACE && g->node.level == WG_LEVEL_ENTRANCE;
	bool building = g->node.kind == WG_NODE_PLACE && g->node.level >= WG_LEVEL_BUILDING;
	int with_building = building ? 0 : (int)short_name(h->building),
	    with_entrance = entrance ? 0 : (int)short_name(h->entrance);
	snprintf(out, WG_CELL_TEXT, "%.*s%s%.*s%s%s", with_building, h->building, with_building ? "-" : "",
		 with_entrance, h->entrance, with_entrance ? "-" : "", h->room);
}

/* The gravest group where there is room for one hanzi, else all of them. */
static const char *groups_of(const struct grid *g, const struct wg_household *h, char scratch[WG_CELL_TEXT])
{
	const struct wg_ui *ui = g->screen->ui;
	if (is_wide(g)) {
		grid_codes(ui, "care", h->care, scratch, WG_CELL_TEXT);
		return scratch;
	}
	const struct wg_code *c =
		*h->gravest ? wg_code_find(wg_office_codes(ui->face->office), "care", h->gravest) : NULL;
	return !c ? "" : c->mark ? c->mark : c->name;
}

/* The last four digits, masked or not. */
static const char *tail(const char *phone)
{
	size_t n = strcspn(phone, "/");
	return phone[n] || n < 4 ? phone : phone + n - 4;
}

void grid_table_cell(void *grid, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	struct grid *g = grid;
	const struct wg_ui *ui = g->screen->ui;
	const struct wg_household *h = grid_row(g, row);
	bool here = h && strcmp(h->status, "here") == 0, open = here && !h->contact_id;
	if (!h)
		return;
	if (column == WG_TABLE_SIGN) {
		bool calls = open || h->needs > 0;
		out->text = calls ? "!" : h->locked ? "=" : NULL;
		out->role = calls ? WG_ROLE_WARN : WG_ROLE_DIM;
		return;
	}
	out->role = h->id ? WG_ROLE_NORMAL : WG_ROLE_DIM;
	if (column == ROOM) {
		grid_door(g, h, scratch);
		out->text = scratch;
	} else if (column == HEAD) {
		out->text = h->id ? h->head : ui->tr(N_("(vacant)"));
	} else if (column == CONTACT && !h->id) {
		out->text = "-";
	} else if (column == CONTACT && *h->cover) {
		const char *instead = ui->tr(N_("c/o"));
		snprintf(scratch, WG_CELL_TEXT, "%s %s", instead, h->cover);
		if (wg_cells_width(&ui->cells, scratch) > g->table.width[CONTACT])
			snprintf(scratch, WG_CELL_TEXT, "%s%s", instead, h->cover);
		out->text = scratch;
	} else if (column == CONTACT) {
		out->text = h->contact_id ? h->contact : here ? ui->tr(N_("no one")) : ui->tr(N_("not here"));
		out->role = h->contact_id ? WG_ROLE_NORMAL : open ? WG_ROLE_WARN : WG_ROLE_DIM;
	} else if (!h->id) {
		return;
	} else if (column == PEOPLE) {
		out->text = number(h->people, scratch);
	} else if (column == ORIGIN) {
		out->text = wg_ui_code(ui, "origin", h->origin);
	} else if (column == GROUPS) {
		out->text = groups_of(g, h, scratch);
	} else if (column == SINCE) {
		grid_date(h->since, scratch);
		out->text = scratch;
	} else if (column == PHONE) {
		out->text = tail(h->phone);
	} else if (column == NOTE) {
		out->text = h->note;
	}
}

static int digits(int64_t n)
{
	int d = 1;
	while (n >= 10) {
		n /= 10;
		d++;
	}
	return d;
}

static int max(int a, int b)
{
	return a > b ? a : b;
}

/* Counters are as wide as the office is large. */
static void draw_tree(struct grid *g, struct wg_cells *c, struct wg_rect r)
{
	wg_translate *tr = g->screen->ui->tr;
	bool wide = is_wide(g);
	int n = max(4, digits(g->office.counters.households));
	const struct wg_column columns[TREE_COLUMNS] = {
		[PLACE] = {"place", tr(N_("place")), 8, 0, 1, WG_LEFT, 0, 0},
		[HOUSEHOLDS] = {"households", tr(N_("hh")), n, 0, 0, WG_RIGHT, 0, 0},
		[COVERED] = {"covered", tr(N_("cov.")), n, 0, 0, WG_RIGHT, wide ? 0 : 2, 0},
		[UNCOVERED] = {"uncovered", tr(N_("unc.")), n, 0, 0, WG_RIGHT, 0, 0},
		[CARE] = {"care", tr(N_("care")), n, 0, 0, WG_RIGHT, wide ? 1 : 2, 0},
		[NEEDS] = {"needs", tr(N_("needs")), 5, 0, 0, WG_RIGHT, 2, 0},
	};
	struct wg_column shown[TREE_COLUMNS];
	memcpy(shown, columns, sizeof shown);
	if (!wide) /* 已联 and 关爱 go */
		shown[COVERED].min = shown[CARE].min = 1000;
	if (c->cols < NEEDS_FROM)
		shown[NEEDS].min = 1000;
	g->tree.indent = wide ? 2 : 1;
	g->tree.table.columns = shown;
	wg_tree_draw(&g->tree, c, r, !g->right);
	g->tree.table.columns = NULL;
}

static int room_width(const struct grid *g)
{
	if (g->node.kind != WG_NODE_PLACE || g->node.level < WG_LEVEL_BUILDING)
		return 9;
	return g->node.level == WG_LEVEL_BUILDING ? 6 : 4;
}

static void draw_table(struct grid *g, struct wg_cells *c, struct wg_rect r)
{
	wg_translate *tr = g->screen->ui->tr;
	bool wide = is_wide(g);
	int room = room_width(g);
	const struct wg_column columns[TABLE_COLUMNS] = {
		[ROOM] = {"room", tr(N_("room")), room, 0, 0, WG_LEFT, 0, wide ? 2 : 1},
		[HEAD] = {"head", tr(N_("head")), room > 4 ? 6 : 8,
			  wide       ? 10
			  : room > 4 ? 6
				     : 8,
			  1, WG_LEFT, 0, wide},
		[PEOPLE] = {"people", wide ? tr(N_("ppl")) : tr(N_("p.")), wide ? 4 : 2, 0, 0, WG_RIGHT, 0, wide},
		[ORIGIN] = {"origin", tr(N_("reg.")), !wide && room > 4 ? 4 : 8, wide ? 10 : 8, 1, WG_LEFT, 6, 1},
		[GROUPS] = {"care", wide ? tr(N_("care")) : tr(N_("c.")), wide ? room > 6 ? 4 : 9 : 2, wide ? 16 : 2,
			    wide * 2, WG_LEFT, 0, wide},
		[CONTACT] = {"contact", wide || room <= 4 ? tr(N_("contact")) : tr(N_("cont.")),
			     wide       ? 7
			     : room > 4 ? 6
					: 8,
			     wide       ? 10
			     : room > 4 ? 8
					: 0,
			     wide || room > 4, WG_LEFT, 0, wide || room > 4 ? 1 : 2},
		[SINCE] = {"since", tr(N_("since")), 10, 0, 0, WG_LEFT, 8, 1},
		[PHONE] = {"phone", tr(N_("tail")), 4, 0, 0, WG_LEFT, 0, wide || room > 4 ? 0 : 1},
		[NOTE] = {"note", tr(N_("note")), 8, 40, 3, WG_LEFT, 9, 1},
	};
	g->table.columns = columns;
	wg_table_draw(&g->table, &g->list, c, r, g->right);
	g->table.columns = NULL;
}

struct text {
	struct wg_cells *c;
	struct wg_rect r;
	int row, col;
};

static void put(struct text *t, enum wg_role role, const char *text)
{
	int end = t->r.col + t->r.cols - 1;
	if (t->row < t->r.row + t->r.rows && t->col < end)
		t->col += wg_cells_put(t->c, t->row, t->col, end - t->col, role, text, WG_PUT_ELL);
}

static void line(struct text *t)
{
	t->row++;
	t->col = t->r.col + 1;
}

static void next_line(struct text *t, int col)
{
	t->row++;
	t->col = col;
}

static void label(struct text *t, const char *name)
{
	put(t, WG_ROLE_DIM, name);
	put(t, WG_ROLE_NORMAL, " ");
}

static void gap(struct text *t)
{
	put(t, WG_ROLE_NORMAL, "  ");
}

static int age_of(const struct wg_person *p)
{
	int year, month, day, by, bm, bd;
	wg_date_from_day(wg_today(), &year, &month, &day);
	wg_date_from_day(p->birth, &by, &bm, &bd);
	return year - by - (month < bm || (month == bm && day < bd));
}

static void draw_members(struct grid *g, struct text *t)
{
	char age[16];
	for (size_t i = 0; i < g->members.n && i < GRID_PEOPLE; i++) {
		const struct wg_person *p = &g->members.at[i];
		put(t, WG_ROLE_NORMAL, p->name);
		put(t, WG_ROLE_NORMAL, " ");
		put(t, WG_ROLE_NORMAL, wg_ui_code(g->screen->ui, "relation", p->relation));
		if (p->has_birth) {
			snprintf(age, sizeof age, " %d", age_of(p));
			put(t, WG_ROLE_NORMAL, age);
		}
		put(t, WG_ROLE_NORMAL, "   ");
	}
}

static void draw_contact(struct grid *g, const struct wg_household *h, struct text *t, bool short_form)
{
	wg_translate *tr = g->screen->ui->tr;
	char date[16];
	if (!short_form)
		label(t, tr(N_("contact")));
	if (!h->contact_id) {
		put(t, WG_ROLE_WARN, tr(N_("without contact")));
		return;
	}
	put(t, WG_ROLE_STRONG, h->contact);
	if (!short_form && g->contacts.n > 0 && *g->contacts.at[0].unit) {
		put(t, WG_ROLE_NORMAL, " (");
		put(t, WG_ROLE_NORMAL, g->contacts.at[0].unit);
		put(t, WG_ROLE_NORMAL, ")");
	}
	if (*h->cover) {
		put(t, WG_ROLE_WARN, " ");
		put(t, WG_ROLE_WARN, tr(N_("c/o")));
		put(t, WG_ROLE_WARN, " ");
		put(t, WG_ROLE_WARN, h->cover);
	}
	grid_date(h->since, date);
	put(t, WG_ROLE_NORMAL, short_form ? " " : "  ");
	put(t, WG_ROLE_NORMAL, date);
	put(t, WG_ROLE_NORMAL, " ");
	put(t, WG_ROLE_DIM, tr(N_("on")));
	if (h->locked) {
		gap(t);
		put(t, WG_ROLE_NORMAL, tr(N_("locked")));
	}
	for (size_t i = 1; !short_form && i < g->contacts.n && i < 2; i++) {
		gap(t);
		label(t, tr(N_("before")));
		put(t, WG_ROLE_NORMAL, g->contacts.at[i].worker);
	}
}

static void draw_care(const struct grid *g, const struct wg_household *h, struct text *t)
{
	char codes[WG_CELL_TEXT];
	if (!*h->care)
		return;
	grid_codes(g->screen->ui, "care", h->care, codes, sizeof codes);
	label(t, g->screen->ui->tr(N_("care")));
	put(t, WG_ROLE_NORMAL, codes);
	gap(t);
}

/* 199 0000 6738, as it is read out. */
static void spaced(const char *phone, char out[64])
{
	bool mobile = strlen(phone) == 11 && strspn(phone, "0123456789*") == 11;
	if (mobile)
		snprintf(out, 64, "%.3s %.4s %s", phone, phone + 3, phone + 7);
	else
		snprintf(out, 64, "%s", phone);
}

static void draw_note(const struct grid *g, const struct wg_household *h, struct text *t)
{
	if (!*h->note)
		return;
	label(t, g->screen->ui->tr(N_("note")));
	put(t, WG_ROLE_NORMAL, h->note);
}

/* What is open, and what was before. */
static void draw_needs(const struct grid *g, struct text *t, bool past)
{
	const char *text = past ? g->past : g->needs;
	if (!g->card_id || !*text)
		return;
	label(t, g->screen->ui->tr(past ? N_("past needs") : N_("needs")));
	put(t, past ? WG_ROLE_NORMAL : WG_ROLE_WARN, text);
	line(t);
}

static void draw_address(const struct grid *g, const struct wg_household *h, bool full, struct text *t)
{
	char door[WG_CELL_TEXT];
	if (full)
		snprintf(door, sizeof door, "%s%s%s", h->building, h->entrance, h->room);
	else
		grid_door(g, h, door);
	put(t, WG_ROLE_STRONG, door);
}

static void draw_people(const struct grid *g, const struct wg_household *h, struct text *t)
{
	char people[64];
	snprintf(people, sizeof people, "%d%s", h->people, g->screen->ui->tr(N_(" ppl")));
	put(t, WG_ROLE_NORMAL, people);
}

/* Two lines where rows are few. */
static void draw_short_card(struct grid *g, const struct wg_household *h, struct text *t)
{
	draw_address(g, h, false, t);
	put(t, WG_ROLE_NORMAL, " ");
	put(t, WG_ROLE_STRONG, h->id ? h->head : g->screen->ui->tr(N_("(vacant)")));
	if (!h->id)
		return;
	put(t, WG_ROLE_NORMAL, " ");
	draw_people(g, h, t);
	gap(t);
	draw_contact(g, h, t, true);
	line(t);
	char phone[64];
	spaced(h->phone, phone);
	put(t, WG_ROLE_NORMAL, phone);
	if (*phone)
		gap(t);
	draw_care(g, h, t);
	draw_note(g, h, t);
	line(t);
	draw_needs(g, t, false);
	draw_members(g, t);
}

static void draw_long_card(struct grid *g, const struct wg_household *h, struct text *t)
{
	draw_address(g, h, true, t);
	gap(t);
	put(t, WG_ROLE_STRONG, h->id ? h->head : g->screen->ui->tr(N_("(vacant)")));
	if (!h->id)
		return;
	gap(t);
	draw_people(g, h, t);
	gap(t);
	put(t, WG_ROLE_NORMAL, wg_ui_code(g->screen->ui, "origin", h->origin));
	gap(t);
	char phone[64];
	spaced(h->phone, phone);
	int width = wg_cells_width(t->c, phone), at = t->r.col + t->r.cols - 2 - width;
	if (at > t->col)
		wg_cells_put(t->c, t->row, at, width, WG_ROLE_NORMAL, phone, 0);
	line(t);
	draw_members(g, t);
	line(t);
	draw_contact(g, h, t, false);
	line(t);
	draw_care(g, h, t);
	if (*h->care)
		line(t);
	draw_needs(g, t, false);
	draw_note(g, h, t);
	if (*h->note)
		line(t);
	draw_needs(g, t, true);
}

static void draw_card(struct grid *g, struct wg_cells *c, struct wg_rect r)
{
	const struct wg_household *h = grid_row(g, g->list.cursor);
	wg_cells_fill(c, (struct wg_rect){r.row, r.col, 1, r.cols}, '-', WG_ROLE_DIM);
	struct text t = {c, r, r.row, 0};
	line(&t);
	if (!h)
		return;
	bool other = h->id != g->card_id;
	if (other && h->id && !g->screen->ui->settled) {
		g->screen->ui->behind = true;
		if (!g->card_id)
			return;
	} else if (other) {
		grid_card(g);
	}
	h = h->id ? &g->card : h;
	if (r.rows > 4)
		draw_long_card(g, h, &t);
	else
		draw_short_card(g, h, &t);
}

/* Building head 康永超 702, grid worker 王芳: those who have a duty here. */
static void draw_duties(const struct grid *g, struct text *t, int col)
{
	const struct wg_ui *ui = g->screen->ui;
	for (size_t i = 0; i < g->duties.n && t->row + 1 < t->r.row + t->r.rows; i++) {
		const struct wg_duty *r = &g->duties.at[i];
		next_line(t, col);
		label(t, wg_ui_code(ui, "role", r->kind));
		put(t, WG_ROLE_NORMAL, r->worker);
		if (*r->home) {
			put(t, WG_ROLE_NORMAL, " ");
			put(t, WG_ROLE_NORMAL, r->home);
		}
	}
}

/* Who works in the place under the tree's cursor. */
static void draw_about(const struct grid *g, struct wg_cells *c, struct wg_rect r)
{
	wg_translate *tr = g->screen->ui->tr;
	const struct wg_counters *n = &g->node.counters;
	char text[96];
	struct text t = {c, r, r.row, r.col + 1};
	if (g->node_id == 0 || g->node.kind == WG_NODE_UNCOVERED)
		return;
	put(&t, WG_ROLE_STRONG, g->node.name);
	gap(&t);
	int col = t.col;
	snprintf(text, sizeof text, "%s %" PRId64, tr(N_("residents")), n->people);
	put(&t, WG_ROLE_NORMAL, text);
	if (is_wide(g))
		gap(&t);
	else
		next_line(&t, col);
	snprintf(text, sizeof text, "%s %" PRId64, tr(N_("load")), n->load);
	put(&t, WG_ROLE_NORMAL, text);
	draw_duties(g, &t, col);
	if (g->cadres > 0) {
		next_line(&t, col);
		snprintf(text, sizeof text, "%s %" PRId64, tr(N_("cadres")), g->cadres);
		put(&t, WG_ROLE_NORMAL, text);
	}
	for (int i = 0; i < g->n_shares && (i % 2 || t.row + 1 < r.row + r.rows); i++) {
		if (i % 2 == 0)
			next_line(&t, col);
		snprintf(text, sizeof text, "%s %" PRId64 "  ", g->shares[i].name, g->shares[i].n);
		put(&t, WG_ROLE_NORMAL, text);
	}
}

void grid_draw(struct grid *g, struct wg_cells *c, struct wg_rect r)
{
	bool wide = is_wide(g);
	int tree = wide ? 40 + (c->cols - WIDE) / 6 : 28, between = wide ? 1 : 2;
	if (wide)
		tree += max(0, 3 * (digits(g->office.counters.households) - 4));
	if (c->rows < WG_UI_TAB_ROWS) { /* air below the crumbs, where tabs would stand */
		r.row++;
		r.rows--;
	}
	int card = r.rows < 14 ? 0 : r.rows < 24 ? 4 : r.rows < 40 ? 8 : 10; /* a prompt may have taken its rows */
	struct wg_rect left = {r.row, r.col, r.rows - card, tree},
		       right = {r.row, r.col + tree + between, r.rows - card, 0};
	if (c->cols < TREE_FROM && g->right)
		right.col = r.col;
	right.cols = r.col + r.cols - right.col;
	if (c->cols >= TREE_FROM || !g->right) {
		draw_tree(g, c, left);
		draw_about(g, c, (struct wg_rect){left.row + left.rows + 1, left.col, card - 1, left.cols});
	}
	if (c->cols < TREE_FROM && !g->right)
		return;
	draw_table(g, c, right);
	if (card > 0)
		draw_card(g, c, (struct wg_rect){right.row + right.rows, right.col, card, right.cols});
}

void grid_crumbs(const struct grid *g, int cols, char out[WG_CRUMBS])
{
	const char *names[16];
	int n = 0, width = 0;
	int64_t row = g->tree.list.cursor;
	for (int depth = 1 << 30; row >= 0 && n < 16; row--) {
		if (g->tree.rows.at[row].depth >= depth)
			continue;
		depth = g->tree.rows.at[row].depth;
		names[n++] = grid_node(g, row)->name;
	}
	for (int i = 0; i < n; i++) {
		width += wg_cells_width(&g->screen->ui->cells, names[i]) + 3;
		if (i > 0 && width > cols) {
			n = i;
			break;
		}
	}
	out[0] = '\0';
	for (int i = n - 1; i >= 0; i--) {
		size_t have = strlen(out);
		snprintf(out + have, WG_CRUMBS - have, "%s%s", have ? " > " : "", names[i]);
	}
}

void grid_counters(const struct grid *g, bool narrow, char out[WG_CRUMBS])
{
	wg_translate *tr = g->screen->ui->tr;
	const struct wg_counters *n = &g->node.counters;
	long long all = (long long)n->households, covered = (long long)n->covered;
	if (narrow)
		snprintf(out, WG_CRUMBS, "%lld%s %s%lld %s%lld", all, tr(N_("hh")), tr(N_("unc.")), all - covered,
			 tr(N_("vacant")), (long long)n->vacant);
	else
		snprintf(out, WG_CRUMBS, "%lld %s  %s %lld  %s %lld  %s %lld", all, tr(N_("hh")), tr(N_("cov.")),
			 covered, tr(N_("unc.")), all - covered, tr(N_("vacant")), (long long)n->vacant);
}
