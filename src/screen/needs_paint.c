#include "screen/needs_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/contacts_text.h"
#include "screen/need_text.h"

/* From WIDE columns on what was done stands beside what was before. */
enum { WIDE = 130, CARD_LOW = 8, CARD = 10, CARD_HIGH = 16, BODY_LEAST = 14, BODY_HIGH = 36 };

enum column { NUMBER, TITLE, WHO, WHERE, SERVICES, URGENCY, DUE, STATE, RESPONSIBLE, HELPERS, AGE };

static const char *const keys[WG_NEEDS_COLUMNS] = {"id",  "title", "who",         "where",   "services", "urgency",
						   "due", "state", "responsible", "helpers", "at"};

static const struct wg_column specs[WG_NEEDS_COLUMNS] = {
	[NUMBER] = {"id", N_("No."), 5, 7, 0, WG_RIGHT, 0, 0},
	[TITLE] = {"title", N_("need"), 12, 30, 3, WG_LEFT, 0, 0},
	[WHO] = {"who", N_("whose"), 8, 12, 1, WG_LEFT, 0, 0},
	[WHERE] = {"where", N_("where"), 12, 26, 2, WG_LEFT, 2, 0},
	[SERVICES] = {"services", N_("service"), 8, 22, 1, WG_LEFT, 5, 0},
	[URGENCY] = {"urgency", N_("urg."), 4, 8, 0, WG_LEFT, 4, 0},
	[DUE] = {"due", N_("due"), 11, 14, 1, WG_LEFT, 0, 0},
	[STATE] = {"state", N_("state"), 6, 14, 0, WG_LEFT, 1, 0},
	[RESPONSIBLE] = {"responsible", N_("responsible"), 6, 10, 1, WG_LEFT, 6, 0},
	[HELPERS] = {"helpers", N_("who goes"), 8, 20, 1, WG_LEFT, 3, 0},
	[AGE] = {"at", N_("age"), 6, 7, 0, WG_RIGHT, 7, 0},
};

static void number_cell(const struct wg_need *n, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	snprintf(scratch, WG_CELL_TEXT, "%lld", wg_need_number(n->id));
	out->text = scratch;
	out->role = WG_ROLE_DIM;
}

static void services_cell(const struct wg_ui *ui, const struct wg_need *n, char scratch[WG_CELL_TEXT],
			  struct wg_text *out)
{
	struct wg_arena a = {0};
	snprintf(scratch, WG_CELL_TEXT, "%s", wg_need_names(ui, "service", n->services, &a));
	out->text = scratch;
	wg_arena_free(&a);
}

/* Without the compound, when all are in one. */
static const char *within(const struct wg__needs *st, const char *where)
{
	const char *rest = where + st->common;
	if (strncmp(where, st->compound, st->common) != 0 || !*rest)
		return where;
	return rest + strspn(rest, " ");
}

static void time_cell(const struct wg_ui *ui, const struct wg_need *n, int column, char scratch[WG_CELL_TEXT],
		      struct wg_text *out)
{
	char text[WG_NEED_TEXT];
	bool over = !wg_need_state_info[n->state].open;
	if (column == AGE)
		wg_need_since(ui, n->at, text);
	else if (over)
		wg_need_moment(ui, n->closed, text);
	else
		wg_need_due(ui, n, text);
	snprintf(scratch, WG_CELL_TEXT, "%s", text);
	out->text = scratch;
	out->role = column == DUE && n->late ? WG_ROLE_WARN : over ? WG_ROLE_DIM : WG_ROLE_NORMAL;
}

static void cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct wg__needs *st = data;
	const struct wg_need *n = wg__needs_row(st, row);
	bool urgent = strcmp(n->urgency, "urgent") == 0, open = wg_need_state_info[n->state].open;
	if (column == WG_TABLE_SIGN)
		*out = (struct wg_text){n->late || (urgent && open) ? "!" : "", WG_ROLE_WARN};
	else if (column == NUMBER)
		number_cell(n, scratch, out);
	else if (column == TITLE)
		out->text = n->title;
	else if (column == WHO)
		out->text = n->who;
	else if (column == WHERE)
		out->text = within(st, n->where);
	else if (column == SERVICES)
		services_cell(st->ui, n, scratch, out);
	else if (column == URGENCY)
		*out = (struct wg_text){wg_ui_code(st->ui, "urgency", n->urgency),
					urgent && open ? WG_ROLE_WARN : WG_ROLE_NORMAL};
	else if (column == STATE)
		out->text = wg_ui_code(st->ui, "need_state", wg_need_state_info[n->state].code);
	else if (column == RESPONSIBLE)
		out->text = n->responsible;
	else if (column == HELPERS)
		out->text = n->helpers;
	else
		time_cell(st->ui, n, column, scratch, out);
}

static struct wg_datum datum(void *needs, size_t row, size_t column)
{
	const struct wg__needs *st = needs;
	return wg_need_datum(&st->all.at[st->row[row]], column);
}

/* Names of codes and of days are as wide as the language has them. */
static void widen(struct wg__needs *st, int column, int width)
{
	struct wg_column *c = &st->columns[column];
	c->min = width > c->min ? width : c->min;
	c->max = c->max && c->max < c->min ? c->min : c->max;
}

static void fit_columns(struct wg__needs *st)
{
	const struct wg_codes *codes = wg_office_codes(st->ui->face->office);
	for (size_t i = 0; i < codes->n_code; i++) {
		const struct wg_code *k = &codes->code[i];
		int column = strcmp(k->list, "urgency") == 0      ? URGENCY
			     : strcmp(k->list, "need_state") == 0 ? STATE
								  : -1;
		if (column >= 0)
			widen(st, column, wg_cells_width(&st->ui->cells, wg_ui_code(st->ui, k->list, k->code)));
	}
	widen(st, DUE, wg_cells_width(&st->ui->cells, st->ui->tr(N_("tomorrow"))) + 6);
}

void wg__needs_table(struct wg__needs *st)
{
	const struct wg_codes *codes = wg_office_codes(st->ui->face->office);
	wg__columns(st->ui, specs, WG_NEEDS_COLUMNS, st->columns);
	fit_columns(st);
	wg_table_init(&st->table, st->columns, WG_NEEDS_COLUMNS, cell, st);
	st->table.column = TITLE;
	wg_sifted_init(&st->sifted, st, datum, &st->list, &st->table);
	st->sifted.sift.keys = keys;
	st->sifted.sift.columns = (struct wg_filter_table){wg_need_columns, WG_NEED_KEYS, codes, st->ui->tr};
}

static const char *tab_name(int tab)
{
	return tab == WG_NEEDS_OPEN ? N_("all open") : wg_order_group_names[tab];
}

static void paint_tabs(const struct wg__needs *st, struct wg_cells *c, struct wg_rect r)
{
	char text[WG_CELL_TEXT];
	struct wg_message m;
	int col = r.col + 1;
	for (int tab = 0; tab < WG_NEEDS_TABS && col < r.cols; tab++) {
		bool now = tab == st->tab;
		snprintf(text, sizeof text, "%c%s %" PRId64 "%c", now ? '[' : ' ', st->ui->tr(tab_name(tab)),
			 st->count[tab], now ? ']' : ' ');
		col += wg_cells_put(c, r.row, col, r.col + r.cols - col, now ? WG_ROLE_TAB_CURRENT : WG_ROLE_TAB, text,
				    0) +
		       1;
	}
	if (st->tab != WG_ORDER_DONE && st->tab != WG_ORDER_EXIT)
		return;
	wg_message_set(&m, N_("closed: those of the last {1} days"), "d", (int)WG_NEEDS_DAYS);
	wg_ui_sentence(st->ui, &m, text, sizeof text);
	int width = wg_cells_width(c, text);
	if (col + width + 2 < r.col + r.cols)
		wg_cells_put(c, r.row, r.col + r.cols - 1 - width, width, WG_ROLE_DIM, text, 0);
}

/* The card follows the cursor when keys have paused. */
static bool read_card(struct wg__needs *st)
{
	const struct wg_need *n = wg__needs_current(st);
	struct wg_error e = {0};
	if (!n)
		return false;
	if (st->card.need.id == n->id)
		return true;
	if (!st->ui->settled) {
		st->ui->behind = true;
		return st->card.need.id != 0;
	}
	return wg_need_card_read(&st->card, st->ui, n->id, &e) == WG_OK;
}

static void paint_card(struct wg__needs *st, struct wg_cells *c, struct wg_rect r)
{
	char title[WG_CELL_TEXT];
	const struct wg_need *n = &st->card.need;
	bool wide = r.cols >= WIDE;
	wg_cells_fill(c, (struct wg_rect){r.row, r.col, 1, r.cols}, '-', WG_ROLE_DIM);
	if (!read_card(st))
		return;
	snprintf(title, sizeof title, " #%lld %s  %s ", wg_need_number(n->id), n->title,
		 wg_ui_code(st->ui, "need_state", wg_need_state_info[n->state].code));
	wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_STRONG, title, WG_PUT_ELL);
	struct wg_rect rest = {r.row + 1 + WG_NEED_HEAD_LINES, r.col, r.rows - 1 - WG_NEED_HEAD_LINES, r.cols};
	wg_need_card_head(&st->card, st->ui, c, (struct wg_rect){r.row + 1, r.col, WG_NEED_HEAD_LINES, r.cols});
	int past = wide || st->card.n_past == 0 ? 0 : st->card.n_past == 1 || rest.rows < 5 ? 1 : 2;
	int used = wg_need_card_story(
		&st->card, st->ui, c,
		(struct wg_rect){rest.row, rest.col, rest.rows - past, wide ? rest.cols * 3 / 5 : rest.cols});
	if (wide)
		wg_need_card_past(&st->card, st->ui, c,
				  (struct wg_rect){rest.row, rest.col + rest.cols * 3 / 5, rest.rows,
						   rest.cols - rest.cols * 3 / 5});
	else if (rest.rows > used)
		wg_need_card_past(&st->card, st->ui, c,
				  (struct wg_rect){rest.row + used, rest.col, rest.rows - used, rest.cols});
}

void wg__needs_paint(struct wg__needs *st, struct wg_cells *c, struct wg_rect body)
{
	int card = body.rows < BODY_LEAST ? 0 : body.rows < 24 ? CARD_LOW : body.rows < BODY_HIGH ? CARD : CARD_HIGH;
	struct wg_rect table = {body.row + 1, body.col, body.rows - 1 - card, body.cols};
	paint_tabs(st, c, (struct wg_rect){body.row, body.col, 1, body.cols});
	wg_table_draw(&st->table, &st->list, c, table, true);
	if (wg_sifted_count(&st->sifted) == 0)
		wg_cells_put(c, table.row + 1, table.col + 2, table.cols - 4, WG_ROLE_DIM,
			     st->ui->tr(wg_sift_is_set(&st->sifted.sift) ? N_("nothing fits")
									 : N_("nothing here: o records a need")),
			     WG_PUT_ELL);
	if (card > 0)
		paint_card(st, c, (struct wg_rect){body.row + body.rows - card, body.col, card, body.cols});
}

void wg__needs_crumbs(const struct wg__needs *st, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	wg_translate *tr = st->ui->tr;
	const struct wg_need *n = st->household ? wg__needs_current(st) : NULL;
	snprintf(left, WG_CRUMBS, "%s%s%s > %s %" PRId64, st->path ? st->path : "", st->path && *st->path ? " > " : "",
		 n ? n->who : tr(N_("Needs")), tr(tab_name(st->tab)), st->count[st->tab]);
	snprintf(right, WG_CRUMBS, "%s %" PRId64 "  %s %" PRId64, tr(N_("not over")), st->count[WG_NEEDS_OPEN],
		 tr(N_("overdue")), st->late);
}
