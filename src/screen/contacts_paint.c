#include "screen/contacts_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/contacts_text.h"

/* Below BAR_COLS the kind and the bar give way to the strips, from WIDE_COLS on the unit has room. */
enum { BAR_COLS = 96, WIDE_COLS = 130, HOUSEHOLD_ROWS = 8, BAR = 10 };

enum cadre_column { LETTER, NAME, HOME, KIND, UNIT, COUNT, SIGN, LOAD, FILL };

static const struct wg_column cadre_columns[WG_CADRE_COLUMNS] = {
	[LETTER] = {"letter", "", 1, 0, 0, WG_LEFT, 0},
	[NAME] = {"name", N_("cadre"), 8, 14, 1, WG_LEFT, 0},
	[HOME] = {"lives_here", "", 1, 0, 0, WG_LEFT, 0},
	[KIND] = {"kind", N_("kind"), 4, 0, 0, WG_LEFT, 2},
	[UNIT] = {"unit", N_("unit"), 10, 16, 2, WG_LEFT, 3},
	[COUNT] = {"count", N_("hh"), 3, 0, 0, WG_RIGHT, 0},
	[SIGN] = {"sign", "", 1, 0, 0, WG_LEFT, 0},
	[LOAD] = {"load", N_("load"), 4, 0, 0, WG_RIGHT, 0},
	[FILL] = {"fill", N_("0..limit"), BAR, 0, 0, WG_LEFT, 1},
};

enum door_column { DOOR, HEAD, PEOPLE, CARE, SINCE, TAIL };

static const struct wg_column door_columns[WG_DOOR_COLUMNS] = {
	[DOOR] = {"room", N_("door"), 12, 16, 1, WG_LEFT, 0},    [HEAD] = {"head", N_("head"), 8, 12, 1, WG_LEFT, 0},
	[PEOPLE] = {"people", N_("size"), 4, 0, 0, WG_RIGHT, 2}, [CARE] = {"care", N_("care"), 8, 16, 1, WG_LEFT, 0},
	[SINCE] = {"since", N_("since"), 10, 0, 0, WG_LEFT, 0},  [TAIL] = {"tail", N_("tel"), 4, 6, 1, WG_LEFT, 3},
};

struct wg_rect wg__contacts_body(const struct wg_ui *ui)
{
	int tabs = ui->cells.rows >= WG_UI_TAB_ROWS;
	return (struct wg_rect){1 + tabs, 0, ui->cells.rows - 3 - tabs, ui->cells.cols};
}

static int cadre_cols(int cols)
{
	return cols >= WIDE_COLS ? 58 : cols >= BAR_COLS ? 41 : 24;
}

int wg__contacts_strip_lines(const struct wg__contacts *st, int i, int width, bool *head)
{
	*head = wg__strip_has_head(i > 0 ? st->strips[i - 1].compound : NULL, st->strips[i].compound);
	return wg__strip_lines(&st->strips[i].strip, width) + *head;
}

void wg__contacts_layout(const struct wg__contacts *st, struct wg_rect body, struct wg__contacts_panes *p)
{
	int left = cadre_cols(body.cols), right = body.col + left + 1, cols = body.cols - left - 1;
	int most = body.rows - HOUSEHOLD_ROWS - 1, strips = st->buildings.n + 1;
	bool head;
	int lines = 1, width = cols - wg__strip_margin(&st->ui->cells, &st->buildings);
	for (int i = 0; i < st->n_strips; i++)
		lines += wg__contacts_strip_lines(st, i, width, &head);
	strips = lines > strips ? lines : strips; /* a strip may take more than one line */
	if (strips > most)
		strips = most;
	if (strips < 2)
		strips = 2;
	p->most = most > 2 ? most : 2;
	p->cadres = (struct wg_rect){body.row, body.col, body.rows, left};
	p->strips = (struct wg_rect){body.row, right, strips, cols};
	p->rule = (struct wg_rect){body.row + strips, right, 1, cols};
	p->households = (struct wg_rect){body.row + strips + 1, right, body.rows - strips - 1, cols};
}

static void nobody_cell(const struct wg__contacts *st, int64_t count, int column, char scratch[WG_CELL_TEXT],
			struct wg_text *out)
{
	out->role = count > 0 ? WG_ROLE_WARN : WG_ROLE_DIM;
	if (column == LETTER)
		out->text = "?";
	else if (column == NAME)
		out->text = st->ui->tr(N_("no one"));
	else if (column == COUNT || column == LOAD)
		wg__put_nobody(count, column == LOAD, scratch, out);
}

static void cadre_cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct wg__contacts *st = data;
	int i = (int)wg_sifted_row(&st->sifted, row);
	const struct wg__cadre *k = &st->cadres[i];
	const struct wg_worker *w = &k->worker;
	if (w->id == WG_CONTACTS_NOBODY) {
		nobody_cell(st, w->count, column, scratch, out);
		return;
	}
	if (column == LETTER)
		wg__put_letter(i, scratch, out);
	else if (column == NAME && *k->cover)
		*out = (struct wg_text){.text = w->name, .role = WG_ROLE_WARN};
	else if (column == NAME)
		out->text = w->name;
	else if (column == HOME)
		out->text = k->lives_here > 0 ? "*" : "";
	else if (column == KIND && *k->cover)
		*out = (struct wg_text){.text = st->ui->tr(N_("c/o")), .role = WG_ROLE_WARN};
	else if (column == KIND)
		wg__put_kind(st->ui, w, st->table.width[KIND], scratch, out);
	else if (column == UNIT && *k->cover)
		*out = (struct wg_text){.text = k->cover, .role = WG_ROLE_WARN};
	else if (column == UNIT)
		out->text = w->unit;
	else if (column == COUNT)
		wg__put_count(w->count, scratch, out);
	else if (column == SIGN)
		wg__put_sign(w, w->count, scratch, out);
	else if (column == LOAD)
		wg__put_count(w->load, scratch, out);
	else if (column == FILL)
		wg__put_fill(st->ui, w, w->count, BAR, scratch, out);
}

static void door_cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	struct wg__contacts *st = data;
	const struct wg_household *h = wg__window_row(&st->window, row);
	if (!h)
		return;
	if (column == WG_TABLE_SIGN) {
		out->text = h->locked ? "L" : h->contact_id ? "" : "!";
		out->role = h->contact_id ? WG_ROLE_DIM : WG_ROLE_WARN;
	} else if (column == DOOR) {
		wg__put_address(h, scratch, out);
	} else if (column == HEAD) {
		out->text = h->head;
	} else if (column == PEOPLE) {
		wg__put_count(h->people, scratch, out);
	} else if (column == CARE && *h->gravest) {
		out->text = wg_ui_code(st->ui, "care", h->gravest);
	} else if (column == SINCE) {
		wg__put_day(h->since, scratch, out);
	} else if (column == TAIL) {
		size_t n = strlen(h->phone);
		out->text = n > 4 ? h->phone + n - 4 : h->phone;
	}
}

void wg__contacts_tables(struct wg__contacts *st)
{
	wg__columns(st->ui, cadre_columns, WG_CADRE_COLUMNS, st->cadre_columns);
	wg__columns(st->ui, door_columns, WG_DOOR_COLUMNS, st->door_columns);
	wg_table_init(&st->table, st->cadre_columns, WG_CADRE_COLUMNS, cadre_cell, st);
	st->table.column = NAME;
	wg_table_init(&st->doors, st->door_columns, WG_DOOR_COLUMNS, door_cell, st);
	st->doors.column = HEAD;
}

static void paint_strips(const struct wg__contacts *st, struct wg_cells *c, struct wg_rect r)
{
	int margin = wg__strip_margin(c, &st->buildings), row = r.row + 1, end = r.row + r.rows;
	int current = wg__contacts_index(st) + 1 < st->n_cadres ? wg__contacts_index(st) : -1;
	wg_cells_put(c, r.row, r.col, r.cols, WG_ROLE_HEAD,
		     st->ui->tr(N_("two households a letter, | between entrances")), WG_PUT_ELL);
	for (int i = 0; i < st->n_strips && row < end; i++) {
		const struct wg__shown_strip *s = &st->strips[i];
		bool head;
		int lines = wg__contacts_strip_lines(st, i, r.cols - margin, &head) - 1;
		if (head)
			wg_cells_put(c, row++, r.col, r.cols, WG_ROLE_DIM, s->compound, WG_PUT_ELL);
		else
			lines++;
		if (row == end)
			break;
		wg__strip_paint(s->name, &s->strip, c,
				(struct wg_rect){row, r.col, end - row < lines ? end - row : lines, r.cols}, margin,
				current, 0);
		row += lines;
	}
}

static void paint_rule(const struct wg__contacts *st, struct wg_cells *c, struct wg_rect r)
{
	const struct wg__cadre *k = wg__contacts_cadre(st);
	char title[WG_CELL_TEXT] = "";
	wg_cells_fill(c, r, '-', WG_ROLE_DIM);
	if (!k)
		return;
	if (k->worker.id == WG_CONTACTS_NOBODY)
		snprintf(title, sizeof title, " ? %s ", st->ui->tr(N_("without contact")));
	else if (*k->cover)
		snprintf(title, sizeof title, " %c %s  %s %s ", wg_cadre_letter(wg__contacts_index(st)), k->worker.name,
			 st->ui->tr(N_("c/o")), k->cover);
	else
		snprintf(title, sizeof title, " %c %s  %s  %s ", wg_cadre_letter(wg__contacts_index(st)),
			 k->worker.name, k->worker.unit, k->worker.phone);
	wg_cells_put(c, r.row, r.col + 1, r.cols - 2, st->focus == WG_FOCUS_HOUSEHOLDS ? WG_ROLE_STRONG : WG_ROLE_DIM,
		     title, WG_PUT_ELL);
}

void wg__contacts_paint(struct wg__contacts *st, struct wg_cells *c, struct wg_rect body)
{
	struct wg__contacts_panes p;
	wg__contacts_layout(st, body, &p);
	if (st->scope.kind == WG_NODE_OFFICE && st->buildings.n == 0) {
		wg_cells_put(c, body.row + 1, body.col + 1, body.cols - 2, WG_ROLE_NORMAL,
			     st->ui->tr(N_("No households yet: I reads a roster from a file.")), 0);
		return;
	}
	st->table.prefix = body.cols >= BAR_COLS ? 2 : 1;
	wg_table_draw(&st->table, &st->list, c, p.cadres, st->focus == WG_FOCUS_CADRES);
	paint_strips(st, c, p.strips);
	paint_rule(st, c, p.rule);
	if (wg__contacts_cadre(st))
		wg_table_draw(&st->doors, &st->households, c, p.households, st->focus == WG_FOCUS_HOUSEHOLDS);
}

void wg__contacts_crumbs(const struct wg__contacts *st, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	wg_translate *tr = st->ui->tr;
	const struct wg_counters *n = &st->scope.counters;
	snprintf(left, WG_CRUMBS, "%s", st->path ? st->path : "");
	snprintf(right, WG_CRUMBS, "%" PRId64 " %s  %d %s  %s %" PRId64 "  %s %" PRId64, n->households,
		 tr(N_("households")), st->n_cadres > 0 ? st->n_cadres - 1 : 0, tr(N_("cadres")), tr(N_("without")),
		 n->households - n->covered, tr(N_("over")), st->over);
}
