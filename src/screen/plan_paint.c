#include "screen/plan_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/contacts_text.h"

/* Below BAR_COLS the bar gives way to the strips, from WIDE_COLS on kind and unit have room. */
enum {
	BAR_COLS = 96,
	WIDE_COLS = 130,
	TOTAL_ROWS = 4,
	WARNING_ROWS = 2,
	DETAIL_ROWS = 6,
	BAR = 10,
	MARK_ROWS = 1,
	SMALLEST_LIST = 4,
	MARGIN_MAX = 16
};

enum cadre_column { LETTER, NAME, HOME, KIND, COUNT, SIGN, LOAD, FILL, GAINED, LOST };

static const struct wg_column cadre_columns[WG_PLAN_CADRE_COLUMNS] = {
	[LETTER] = {"letter", "", 1, 0, 0, WG_LEFT, 0},        [NAME] = {"name", N_("cadre"), 8, 14, 1, WG_LEFT, 0},
	[HOME] = {"lives_here", "", 1, 0, 0, WG_LEFT, 0},      [KIND] = {"kind", N_("kind"), 8, 0, 0, WG_LEFT, 3},
	[COUNT] = {"count", N_("hh"), 3, 0, 0, WG_RIGHT, 0},   [SIGN] = {"sign", "", 1, 0, 0, WG_LEFT, 0},
	[LOAD] = {"load", N_("load"), 4, 0, 0, WG_RIGHT, 0},   [FILL] = {"fill", N_("0..limit"), BAR, 0, 0, WG_LEFT, 2},
	[GAINED] = {"gained", N_("in"), 3, 0, 0, WG_RIGHT, 1}, [LOST] = {"lost", N_("out"), 3, 0, 0, WG_RIGHT, 1},
};

enum step_column { DOOR, HEAD, WEIGHT, CARE, NOW };

static const struct wg_column step_columns[WG_PLAN_STEP_COLUMNS] = {
	[DOOR] = {"room", N_("door"), 12, 16, 1, WG_LEFT, 0},      [HEAD] = {"head", N_("head"), 8, 12, 1, WG_LEFT, 0},
	[WEIGHT] = {"weight", N_("load"), 4, 0, 0, WG_RIGHT, 1},   [CARE] = {"care", N_("care"), 8, 16, 1, WG_LEFT, 2},
	[NOW] = {"now", N_("contact now"), 11, 14, 1, WG_LEFT, 0},
};

enum choose_column { C_NAME, C_KIND, C_UNIT, C_COUNT, C_LOAD, C_BAND };

static const struct wg_column choose_columns[WG_PLAN_CHOOSE_COLUMNS] = {
	[C_NAME] = {"name", N_("cadre"), 8, 16, 1, WG_LEFT, 0}, [C_KIND] = {"kind", N_("kind"), 10, 14, 1, WG_LEFT, 0},
	[C_UNIT] = {"unit", N_("unit"), 12, 24, 2, WG_LEFT, 0}, [C_COUNT] = {"count", N_("hh"), 4, 0, 0, WG_RIGHT, 0},
	[C_LOAD] = {"load", N_("load"), 4, 0, 0, WG_RIGHT, 0},  [C_BAND] = {"band", N_("band"), 6, 0, 0, WG_RIGHT, 0},
};

struct wg_rect wg__plan_body(const struct wg_ui *ui)
{
	int tabs = ui->cells.rows >= WG_UI_TAB_ROWS;
	return (struct wg_rect){1 + tabs, 0, ui->cells.rows - 3 - tabs, ui->cells.cols};
}

static int margin(const struct wg__plan_screen *st)
{
	int width = 3;
	for (int i = 0; i < st->n_strips; i++) {
		int w = wg_cells_width(&st->ui->cells, st->strips[i].name);
		width = w > width ? w : width;
	}
	return (width < MARGIN_MAX ? width : MARGIN_MAX) + 1;
}

/* Lines of the i-th strip on show; head: its compound's name is one of them. */
static int strip_lines(const struct wg__plan_screen *st, int i, int width, bool *head)
{
	*head = wg__strip_has_head(i > 0 ? st->strips[i - 1].compound : NULL, st->strips[i].compound);
	return wg__strip_lines(&st->strips[i].strip, width) + *head;
}

void wg__plan_layout(const struct wg__plan_screen *st, struct wg_rect body, struct wg__plan_panes *p)
{
	int left = body.cols >= WIDE_COLS ? 58 : body.cols >= BAR_COLS ? 44 : 24;
	int right = body.col + left + 1, cols = body.cols - left - 1, strips = 1 + MARK_ROWS;
	const struct wg_plan_totals *t = wg_plan_totals(st->plan);
	int totals = TOTAL_ROWS + (t->uncovered || t->cadres_surplus ? WARNING_ROWS : 0);
	int most = body.rows - totals - DETAIL_ROWS - 1;
	p->most = most > 2 ? most : 2;
	bool head;
	for (int i = 0; i < st->n_strips; i++)
		strips += strip_lines(st, i, cols - margin(st), &head);
	if (strips > p->most)
		strips = p->most;
	int row = body.row + strips, end = body.row + body.rows - totals;
	p->cadres = (struct wg_rect){body.row, body.col, body.rows, left};
	p->strips = (struct wg_rect){body.row, right, strips, cols};
	p->rule = (struct wg_rect){row, right, 1, cols};
	p->detail = (struct wg_rect){row + 1, right, end - row - 1, cols};
	p->totals = (struct wg_rect){end, right, totals, cols};
}

static void nobody_cell(const struct wg__plan_screen *st, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	out->role = WG_ROLE_WARN;
	if (column == LETTER)
		out->text = "?";
	else if (column == NAME)
		out->text = st->ui->tr(N_("no one"));
	else if (column == COUNT || column == LOAD)
		wg__put_nobody(wg_plan_totals(st->plan)->uncovered, column == LOAD, scratch, out);
}

/* The border behind a cadre's stretch. */
static bool border_pinned(const struct wg__plan_screen *st, const struct wg_plan_cadre *k)
{
	size_t n;
	const struct wg_plan_step *steps = wg_plan_steps(st->plan, &n);
	size_t next = (size_t)k->last + 1;
	while (k->last >= 0 && next < n && steps[next].locked)
		next++;
	return k->last >= 0 && next < n && steps[next].border_pinned;
}

static void cadre_cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct wg__plan_screen *st = data;
	const struct wg_plan_cadre *k = wg__plan_cadre(st, row);
	if (!k)
		nobody_cell(st, column, scratch, out);
	else if (column == WG_TABLE_SIGN)
		out->text = border_pinned(st, k) ? "L" : "";
	else if (column == LETTER)
		wg__put_letter((int)row, scratch, out);
	else if (column == NAME)
		out->text = k->worker.name;
	else if (column == HOME)
		out->text = st->table.prefix < 2 && border_pinned(st, k) ? "L" : k->lives_here ? "*" : "";
	else if (column == KIND)
		wg__put_kind(st->ui, &k->worker, st->table.width[KIND], scratch, out);
	else if (column == COUNT)
		wg__put_count(k->count, scratch, out);
	else if (column == SIGN)
		wg__put_sign(&k->worker, k->count, scratch, out);
	else if (column == LOAD)
		wg__put_count(k->load, scratch, out);
	else if (column == FILL)
		wg__put_fill(st->ui, &k->worker, k->count, BAR, scratch, out);
	else if (column == GAINED)
		wg__put_count(k->gained, scratch, out);
	else if (column == LOST)
		wg__put_count(k->lost, scratch, out);
}

static bool is_pinned(const struct wg__plan_screen *st, size_t i)
{
	size_t n;
	return wg_plan_steps(st->plan, &n)[st->mine.at[i]].pinned;
}

static void step_cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	struct wg__plan_screen *st = data;
	size_t i = wg_sifted_row(&st->step_sifted, row);
	const struct wg_household *h = wg__plan_household(st, i);
	const struct wg_plan_cadre *k = wg__plan_cadre(st, st->mine_of);
	if (!h || !h->head)
		return;
	bool moves = h->contact_id && (!k || k->worker.id != h->contact_id);
	if (column == WG_TABLE_SIGN) {
		out->text = h->locked || is_pinned(st, i) ? "L" : moves ? "+" : "";
	} else if (column == DOOR) {
		wg__put_address(h, scratch, out);
	} else if (column == HEAD) {
		out->text = h->head;
	} else if (column == WEIGHT) {
		wg__put_count(h->weight, scratch, out);
	} else if (column == CARE && *h->gravest) {
		out->text = wg_ui_code(st->ui, "care", h->gravest);
	} else if (column == NOW) {
		out->text = h->contact_id ? h->contact : "-";
		out->role = moves ? WG_ROLE_STRONG : WG_ROLE_DIM;
	}
}

static void choose_cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct wg__plan_screen *st = data;
	const struct wg_worker *w = &st->workers.at[wg_sifted_row(&st->choose_sifted, row)];
	if (column == C_NAME)
		out->text = w->name;
	else if (column == C_KIND)
		wg__put_kind(st->ui, w, st->choose_table.width[C_KIND], scratch, out);
	else if (column == C_UNIT)
		out->text = w->unit;
	else if (column == C_COUNT)
		wg__put_count(w->count, scratch, out);
	else if (column == C_LOAD)
		wg__put_count(w->load, scratch, out);
	else if (column == C_BAND) {
		snprintf(scratch, WG_CELL_TEXT, "%d-%d", w->lo, w->hi);
		out->text = scratch;
	}
}

void wg__plan_tables(struct wg__plan_screen *st)
{
	wg__columns(st->ui, cadre_columns, WG_PLAN_CADRE_COLUMNS, st->columns);
	wg__columns(st->ui, step_columns, WG_PLAN_STEP_COLUMNS, st->step_columns);
	wg__columns(st->ui, choose_columns, WG_PLAN_CHOOSE_COLUMNS, st->choose_columns);
	wg_table_init(&st->table, st->columns, WG_PLAN_CADRE_COLUMNS, cadre_cell, st);
	wg_table_init(&st->step_table, st->step_columns, WG_PLAN_STEP_COLUMNS, step_cell, st);
	wg_table_init(&st->choose_table, st->choose_columns, WG_PLAN_CHOOSE_COLUMNS, choose_cell, st);
}

/* The door of the i-th strip on show that the chosen border stands before; one beyond its last: between buildings. */
static int border_door(const struct wg__plan_screen *st, int i)
{
	const struct wg__plan_block *b = &st->blocks.at[st->strips[i].block];
	int first = st->price[WG_PLAN_STAY].first - b->from;
	return wg__plan_has_border(st) && first > 0 && first <= b->n ? first : 0;
}

static void paint_strips(const struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect r)
{
	int space = margin(st), row = r.row + 1, end = r.row + r.rows;
	int current = wg__plan_cadre(st, st->list.cursor) ? (int)st->list.cursor : -1;
	wg_cells_put(c, r.row, r.col, r.cols, WG_ROLE_HEAD,
		     st->ui->tr(N_("two households a letter, | between entrances")), WG_PUT_ELL);
	for (int i = 0; i < st->n_strips && row < end; i++) {
		const struct wg__plan_strip *s = &st->strips[i];
		bool head;
		int lines = strip_lines(st, i, r.cols - space, &head);
		if (head) {
			wg_cells_put(c, row++, r.col, r.cols, WG_ROLE_DIM, s->compound, WG_PUT_ELL);
			lines--;
		}
		int border = border_door(st, i);
		lines += border > 0;
		lines = lines < end - row ? lines : end - row;
		wg__strip_paint(s->name, &s->strip, c, (struct wg_rect){row, r.col, lines, r.cols}, space, current,
				border);
		row += lines;
	}
}

struct span {
	int64_t least, most;
};

static void widen(struct span *s, int64_t n)
{
	s->least = s->least < 0 || n < s->least ? n : s->least;
	s->most = n > s->most ? n : s->most;
}

/* Lines from *line on; a long sentence goes on in the next. */
static void put(const struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect r, int *line, enum wg_role role,
		const struct wg_message *m)
{
	char buffer[WG_ANSWER_BYTES];
	for (const char *text = wg_ui_sentence(st->ui, m, buffer, sizeof buffer); *text && *line < r.rows; (*line)++) {
		size_t n = wg__fill(c, text, r.cols - 1);
		if (n == 0)
			return;
		wg_cells_putn(c, r.row + *line, r.col, r.cols - 1, role, text, n, 0);
		text += n;
	}
}

static void paint_spans(const struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect r, int *line)
{
	struct span count = {-1, -1}, load = {-1, -1}, target = {-1, -1};
	const struct wg_plan_cadre *k;
	struct wg_message m;
	for (int64_t i = 0; (k = wg__plan_cadre(st, i)) != NULL; i++) {
		if (k->count == 0)
			continue;
		widen(&count, k->count);
		widen(&load, k->load);
		widen(&target, k->target);
	}
	if (count.least < 0)
		return;
	wg_message_set(&m, N_("households {1}-{2}  load {3}-{4} (fair {5}-{6})"), "llllll", (long long)count.least,
		       (long long)count.most, (long long)load.least, (long long)load.most, (long long)target.least,
		       (long long)target.most);
	put(st, c, r, line, WG_ROLE_NORMAL, &m);
}

static void paint_totals(const struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect r)
{
	const struct wg_plan_totals *t = wg_plan_totals(st->plan);
	const int64_t *b = t->borders;
	struct wg_message m;
	int line = 0;
	if (t->uncovered || t->cadres_surplus) {
		wg__plan_say(st, &m);
		put(st, c, r, &line, WG_ROLE_WARN, &m);
	}
	wg_message_set(&m, N_("borders {1}: building {2}, entrance {3}, floor {4}, cut {5}"), "lllll",
		       (long long)(b[0] + b[1] + b[2] + b[3] + b[4]), (long long)(b[0] + b[1]), (long long)b[2],
		       (long long)b[3], (long long)b[4]);
	put(st, c, r, &line, WG_ROLE_NORMAL, &m);
	paint_spans(st, c, r, &line);
	if (t->moved)
		wg_message_set(&m, N_("against now: {1} households change their contact"), "l", (long long)t->moved);
	else
		wg_message_set(&m, N_("against now: no household changes its contact"), "");
	put(st, c, r, &line, WG_ROLE_NORMAL, &m);
	if (t->pins)
		wg_message_set(&m, N_("cost {1}, of it {2} for {3} locked by hand; no plan below {4}"), "llll",
			       (long long)t->objective, (long long)(t->objective - t->start), (long long)t->pins,
			       (long long)t->bound);
	else if (t->locked)
		wg_message_set(&m, N_("cost {1}, no plan below {2}; {3} households locked"), "lll",
			       (long long)t->objective, (long long)t->bound, (long long)t->locked);
	else
		wg_message_set(&m, N_("cost {1}, no plan below {2}"), "ll", (long long)t->objective,
			       (long long)t->bound);
	put(st, c, r, &line, WG_ROLE_DIM, &m);
}

static void paint_rule(const struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect r)
{
	const struct wg_plan_cadre *k = wg__plan_cadre(st, st->list.cursor);
	char title[3 * WG_CELL_TEXT];
	wg_cells_fill(c, r, '-', WG_ROLE_DIM);
	if (!st->right && k)
		snprintf(title, sizeof title, " %s ",
			 wg_cells_width(c, st->border) > r.cols - 4 ? st->border_brief : st->border);
	else if (k)
		snprintf(title, sizeof title, " %c %s  %s ", wg_cadre_letter((int)st->list.cursor), k->worker.name,
			 k->worker.unit);
	else
		snprintf(title, sizeof title, " ? %s ", st->ui->tr(N_("without contact")));
	bool strong = st->right || wg__plan_has_border(st);
	wg_cells_put(c, r.row, r.col + 1, r.cols - 2, strong ? WG_ROLE_STRONG : WG_ROLE_DIM, title, WG_PUT_ELL);
}

static void paint_prompt(struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect body)
{
	struct wg_rect r = {body.row + body.rows - 3, body.col, 3, body.cols};
	wg_cells_fill(c, r, ' ', WG_ROLE_NORMAL);
	wg_cells_fill(c, (struct wg_rect){r.row, r.col, 1, r.cols}, '-', WG_ROLE_DIM);
	bool name = st->stage == WG_STAGE_NAME;
	const char *help =
		name ? N_("Enter keeps it   an empty name throws the plan away   Esc back to the plan")
		     : N_("Enter plans with so many: those with fewest households stand back, idle ones come in");
	struct wg_message m;
	char label[WG_CELL_TEXT];
	wg_message_set(&m, name ? N_("Keep as a draft named: ") : N_("Number of cadres (now {1}): "), "l",
		       (long long)wg_plan_totals(st->plan)->cadres);
	int at = 1 + wg_cells_put(c, r.row + 1, 1, r.cols - 2, WG_ROLE_STRONG,
				  wg_ui_sentence(st->ui, &m, label, sizeof label), 0);
	wg_line_draw(&st->name, c, r.row + 1, at, r.cols - at - 1, WG_ROLE_FIELD, true);
	wg_cells_put(c, r.row + 2, 1, r.cols - 2, WG_ROLE_DIM, st->ui->tr(help), WG_PUT_ELL);
}

/* The border; the households below it, or instead of it when they have the focus. */
static void paint_detail(struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect r)
{
	bool border = !st->right && wg__plan_cadre(st, st->list.cursor);
	if (border)
		wg__plan_border_paint(st, c, r);
	int rows = border ? (wg__plan_has_border(st) ? DETAIL_ROWS + 1 : 0) : 0;
	if (r.rows - rows >= SMALLEST_LIST)
		wg_table_draw(&st->step_table, &st->steps, c,
			      (struct wg_rect){r.row + rows, r.col, r.rows - rows, r.cols}, st->right);
}

void wg__plan_paint(struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect body)
{
	struct wg__plan_panes p;
	if (st->stage == WG_STAGE_ASK) {
		wg_form_draw(&st->form, c, body);
		return;
	}
	if (st->stage == WG_STAGE_CHOOSE) {
		wg_table_draw(&st->choose_table, &st->choose, c, body, true);
		return;
	}
	if (st->stage == WG_STAGE_DRAFTS) {
		wg__plan_drafts_paint(st, c, body);
		return;
	}
	if (st->stage == WG_STAGE_COMPARE) {
		wg__plan_compare_paint(st, c, body);
		return;
	}
	wg__plan_layout(st, body, &p);
	st->table.prefix = body.cols >= BAR_COLS ? 2 : 1;
	wg_table_draw(&st->table, &st->list, c, p.cadres, !st->right);
	paint_strips(st, c, p.strips);
	paint_totals(st, c, p.totals);
	paint_rule(st, c, p.rule);
	paint_detail(st, c, p.detail);
	wg__answer_paint(&st->answer, c, body);
	if (st->stage == WG_STAGE_NAME || st->stage == WG_STAGE_NUMBER)
		paint_prompt(st, c, body);
}

static int64_t count_over(const struct wg__plan_screen *st)
{
	const struct wg_plan_cadre *k;
	int64_t n = 0;
	for (int64_t i = 0; (k = wg__plan_cadre(st, i)) != NULL; i++)
		n += wg_band_sign(&k->worker, k->count) == '>';
	return n;
}

void wg__plan_crumbs(const struct wg__plan_screen *st, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	wg_translate *tr = st->ui->tr;
	if (st->stage == WG_STAGE_ASK || st->stage == WG_STAGE_CHOOSE) {
		snprintf(left, WG_CRUMBS, "%s", tr(N_("Plan")));
		return;
	}
	const struct wg_plan_totals *t = wg_plan_totals(st->plan);
	bool one_each = t->uncovered == 0;
	const struct wg_node *scope = wg_plan_scope(st->plan);
	const char *title = tr(N_("Plan: draft (not in force)"));
	snprintf(right, WG_CRUMBS, "%" PRId64 " %s  %" PRId64 " %s  %s %s  %s %" PRId64 "  %s", t->households,
		 tr(N_("households")), t->cadres, tr(N_("cadres")), tr(N_("one each")),
		 one_each ? wg_glyph(&st->ui->cells, WG_GLYPH_TICK) : "!", tr(N_("over")), count_over(st),
		 t->proven ? tr(N_("proven")) : tr(N_("not proven")));
	snprintf(left, WG_CRUMBS, "%s  %s", st->path, title);
	const struct wg_cells *c = &st->ui->cells;
	if (wg_cells_width(c, left) + wg_cells_width(c, right) + 4 > c->cols && *scope->name)
		snprintf(left, WG_CRUMBS, "%s  %s", scope->name, title);
	if (wg_cells_width(c, left) + wg_cells_width(c, right) + 4 > c->cols && *scope->name)
		snprintf(left, WG_CRUMBS, "%s  %s", scope->name, tr(N_("Plan: draft")));
}
