#include "screen/proposal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/contacts_text.h"
#include "screen/need_text.h"
#include "screen/sift.h"
#include "view/table.h"
#include "wangge/proposal.h"

enum column { NUMBER, TITLE, WHERE, URGENCY, DUE, WANTED, HELPERS, POINTS, COLUMNS };

/* Rows below the list: who would go, and why not somebody else. */
enum { FOOT = WG_PROPOSAL_HELPERS + 2 };

static const struct wg_column specs[COLUMNS] = {
	[NUMBER] = {"id", N_("No."), 5, 7, 0, WG_RIGHT, 0, 0},
	[TITLE] = {"title", N_("need"), 12, 30, 2, WG_LEFT, 0, 0},
	[WHERE] = {"where", N_("where"), 12, 30, 2, WG_LEFT, 1, 0},
	[URGENCY] = {"urgency", N_("urg."), 4, 8, 0, WG_LEFT, 3, 0},
	[DUE] = {"due", N_("due"), 11, 14, 0, WG_LEFT, 2, 0},
	[WANTED] = {"wanted", N_("found"), 5, 0, 0, WG_RIGHT, 0, 0},
	[HELPERS] = {"helpers", N_("who goes"), 18, 40, 3, WG_LEFT, 0, 0},
	[POINTS] = {"points", N_("total"), 5, 0, 0, WG_RIGHT, 0, 0},
};

struct proposal {
	struct wg_ui *ui;
	struct wg_node scope;
	struct wg_arena scope_arena, needs_arena;
	wg_proposal *plan;
	const struct wg_proposal_row *rows;
	size_t n;
	const char **where; /* of each row */
	struct wg_list list;
	struct wg_table table;
	struct wg_column columns[COLUMNS];
	/* What the row under the cursor is worth, once keys have paused. */
	int64_t why_of;
	struct wg_proposal_why why[WG_PROPOSAL_HELPERS];
};

static int64_t row_count(void *data)
{
	return (int64_t)((const struct proposal *)data)->n;
}

static int64_t row_id(void *data, int64_t row)
{
	return ((const struct proposal *)data)->rows[row].need_id;
}

static void helpers_cell(const struct wg_proposal_row *r, char scratch[WG_CELL_TEXT])
{
	size_t at = 0;
	for (int i = 0; i < r->n && at < WG_CELL_TEXT; i++)
		at += (size_t)snprintf(scratch + at, WG_CELL_TEXT - at, "%s%s", i ? "、" : "", r->helper[i].name);
}

static void cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct proposal *p = data;
	const struct wg_proposal_row *r = &p->rows[row];
	char text[WG_NEED_TEXT];
	int total = 0;
	scratch[0] = '\0';
	out->text = scratch;
	for (int i = 0; i < r->n; i++)
		total += r->helper[i].total;
	if (column == WG_TABLE_SIGN)
		*out = (struct wg_text){r->out ? "-" : r->n < r->wanted ? "!" : "", WG_ROLE_WARN};
	else if (column == NUMBER)
		snprintf(scratch, WG_CELL_TEXT, "%lld", wg_need_number(r->need_id));
	else if (column == TITLE)
		out->text = r->title;
	else if (column == WHERE)
		out->text = p->where[row];
	else if (column == URGENCY)
		out->text = wg_ui_code(p->ui, "urgency", r->urgency);
	else if (column == DUE)
		snprintf(scratch, WG_CELL_TEXT, "%s", wg_need_moment(p->ui, r->due, text));
	else if (column == WANTED)
		snprintf(scratch, WG_CELL_TEXT, "%d/%d", r->n, r->wanted);
	else if (column == HELPERS)
		helpers_cell(r, scratch);
	else if (r->n > 0)
		snprintf(scratch, WG_CELL_TEXT, "%d", total);
	if (r->out && column != WG_TABLE_SIGN)
		out->role = WG_ROLE_DIM;
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct proposal *p = s->state;
	p->ui = s->ui;
	wg__columns(s->ui, specs, COLUMNS, p->columns);
	wg_table_init(&p->table, p->columns, COLUMNS, cell, p);
	p->table.column = -1;
	wg_list_init(&p->list, (struct wg_row_source){.data = p, .count = row_count, .id = row_id});
	return wg_node_find(s->ui->face->office, argument ? argument : "", &p->scope_arena, &p->scope, e);
}

static void close(struct wg_screen *s)
{
	struct proposal *p = s->state;
	wg_list_free(&p->list);
	if (p->plan)
		wg_proposal_close(&p->plan);
	wg_arena_free(&p->needs_arena);
	wg_arena_free(&p->scope_arena);
}

static void look(struct proposal *p)
{
	p->rows = wg_proposal_rows(p->plan, &p->n);
	p->why_of = 0;
	wg_list_reload(&p->list);
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	struct proposal *p = s->state;
	wg_proposal *plan = NULL;
	const struct wg_proposal_opts opts = {.scope = p->scope, .tick = wg_ui_tick, .user = s->ui};
	wg_ui_begin(s->ui);
	enum wg_err err = wg_proposal_open(s->ui->face->office, &opts, &plan, e);
	if (err != WG_OK)
		return err;
	if (p->plan)
		wg_proposal_close(&p->plan);
	p->plan = plan;
	p->rows = wg_proposal_rows(plan, &p->n);
	wg_arena_reset(&p->needs_arena);
	p->where = WG_NEW(&p->needs_arena, const char *, p->n + 1);
	for (size_t i = 0; err == WG_OK && i < p->n; i++) {
		struct wg_need need;
		err = wg_need_get(s->ui->face->office, p->rows[i].need_id, &p->needs_arena, &need, e);
		p->where[i] = err == WG_OK ? need.where : "";
	}
	look(p);
	return err;
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	out[0] = WG_SCOPE_MATCH;
	out[1] = WG_SCOPE_OFFICE;
	out[2] = WG_SCOPE_LIST;
	return 3;
}

static struct wg_list *list(struct wg_screen *s)
{
	return &((struct proposal *)s->state)->list;
}

static const struct wg_proposal_row *current(const struct proposal *p)
{
	return p->list.cursor >= 0 && p->list.cursor < (int64_t)p->n ? &p->rows[p->list.cursor] : NULL;
}

static const char *argument(struct wg_screen *s, const struct wg_param *param, struct wg_arena *a)
{
	const struct proposal *p = s->state;
	const struct wg_proposal_row *r = current(p);
	if (param->type == WG_PARAM_NEED && r)
		return wg_ui_refs(a, &r->need_id, 1);
	if (param->type == WG_PARAM_PLACE && p->scope.kind == WG_NODE_PLACE)
		return wg_ui_refs(a, &p->scope.id, 1);
	return NULL;
}

/* The rest is solved around it at once. */
static void leave_out(struct wg_screen *s)
{
	struct proposal *p = s->state;
	struct wg_error e = {0};
	const struct wg_proposal_row *r = current(p);
	if (!r)
		return;
	if (wg_proposal_leave_out(p->plan, (size_t)p->list.cursor, !r->out, &e) != WG_OK)
		wg_ui_complain(s->ui, &e);
	look(p);
	wg_list_go(&p->list, p->list.cursor + 1);
}

static void send(struct wg_screen *s)
{
	struct proposal *p = s->state;
	struct wg_args args = {0};
	wg_proposal_args(p->plan, &args);
	if (args.n == 0)
		wg_ui_say(s->ui, WG_ROLE_WARN, s->ui->tr(N_("there is nobody to be sent")));
	else if (wg_ui_run(s->ui, "dispatch all", &args, NULL))
		wg_ui_pop(s->ui);
	wg_args_free(&args);
}

static void why(struct wg_screen *s)
{
	struct wg_arena a = {0};
	const struct wg_proposal_row *r = current(s->state);
	if (r && r->n > 0)
		wg_ui_open(
			s->ui, "rows",
			wg_arena_printf(&a, "match #%" PRId64 " --why #%" PRId64, r->need_id, r->helper[0].worker_id));
	else if (r)
		wg_ui_open(s->ui, "match", wg_ui_refs(&a, &r->need_id, 1));
	wg_arena_free(&a);
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	if (action == WG_ACTION_SEND)
		send(s);
	else if (action == WG_ACTION_MARK || action == WG_ACTION_LET_GO)
		leave_out(s);
	else if (action == WG_ACTION_FIT_WHY)
		why(s);
	else
		return action > WG_ACTION_OPEN && action <= WG_ACTION_MARK_NONE; /* there are no marks here */
	return true;
}

/* Who would go; who would go instead, and what that would cost all together. */
static void paint_why(struct proposal *p, struct wg_cells *c, struct wg_rect r)
{
	struct wg_message m;
	char text[WG_UI_MESSAGE];
	const struct wg_proposal_row *row = current(p);
	size_t at = (size_t)p->list.cursor;
	struct wg_error e = {0};
	wg_cells_fill(c, (struct wg_rect){r.row, r.col, 1, r.cols}, '-', WG_ROLE_DIM);
	if (!row)
		return;
	if (p->why_of != row->need_id && !p->ui->settled) {
		p->ui->behind = true;
		return;
	}
	for (int i = 0; p->why_of != row->need_id && i < row->n; i++)
		if (wg_proposal_why(p->plan, at, i, &p->why[i], &e) != WG_OK)
			p->why[i] = (struct wg_proposal_why){.name = ""};
	p->why_of = row->need_id;
	for (int i = 0; i < row->n; i++) {
		const struct wg_proposal_helper *h = &row->helper[i];
		const struct wg_proposal_why *w = &p->why[i];
		if (w->instead)
			wg_message_set(&m, N_("{1}, {2}, {3} points; {4} instead: {5} points less, {6} others moved"),
				       "ssdsld", h->name, wg_ui_code(p->ui, "service", h->service), h->total, w->name,
				       (long long)w->loss, w->moved);
		else
			wg_message_set(&m, N_("{1}, {2}, {3} points; without, nobody goes: {4} points less"), "ssdl",
				       h->name, wg_ui_code(p->ui, "service", h->service), h->total, (long long)w->loss);
		wg_cells_put(c, r.row + 1 + i, r.col + 1, r.cols - 2, h->ask_time ? WG_ROLE_WARN : WG_ROLE_NORMAL,
			     wg_ui_sentence(p->ui, &m, text, sizeof text), WG_PUT_ELL);
	}
	struct wg_message missing[WG_FIT_SENTENCES];
	size_t n = row->n < row->wanted ? wg_proposal_missing(p->plan, at, missing) : 0;
	for (size_t i = 0; i < n && row->n + (int)i + 1 < r.rows; i++)
		wg_cells_put(c, r.row + 1 + row->n + (int)i, r.col + 1, r.cols - 2, WG_ROLE_WARN,
			     wg_ui_sentence(p->ui, &missing[i], text, sizeof text), WG_PUT_ELL);
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct proposal *p = s->state;
	if (!p->plan)
		return;
	int foot = r.rows > 3 * FOOT ? FOOT : 0;
	wg_table_draw(&p->table, &p->list, c, (struct wg_rect){r.row, r.col, r.rows - foot, r.cols}, true);
	if (p->n == 0)
		wg_cells_put(c, r.row + 1, r.col + 2, r.cols - 4, WG_ROLE_DIM, s->ui->tr(N_("no need waits")),
			     WG_PUT_ELL);
	if (foot > 0)
		paint_why(p, c, (struct wg_rect){r.row + r.rows - foot, r.col, foot, r.cols});
}

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	const struct proposal *p = s->state;
	wg_translate *tr = s->ui->tr;
	struct wg_message m;
	snprintf(left, WG_CRUMBS, "%s > %s (%s)", tr(N_("Needs")), tr(N_("matched together")), tr(N_("not sent yet")));
	if (!p->plan)
		return;
	const struct wg_proposal_totals *t = wg_proposal_totals(p->plan);
	wg_message_set(&m,
		       t->certified ? N_("{1} needs  wanted {2}  found {3}  nobody for {4}  proven optimal")
				    : N_("{1} needs  wanted {2}  found {3}  nobody for {4}"),
		       "llll", (long long)t->needs, (long long)t->wanted, (long long)t->sent, (long long)t->unserved);
	wg_ui_sentence(s->ui, &m, right, WG_CRUMBS);
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	int n = 0;
	if (wg_ui_writes(s->ui))
		out[n++] = (struct wg_footer_item){"Enter", N_("send all")};
	out[n++] = (struct wg_footer_item){s->ui->tr(N_("Space")), N_("leave out")};
	out[n++] = (struct wg_footer_item){"m", N_("match")};
	out[n++] = (struct wg_footer_item){"w", N_("why")};
	out[n++] = (struct wg_footer_item){"Esc", N_("leave it")};
	out[n++] = (struct wg_footer_item){"?", N_("help")};
	return n;
}

const struct wg_screen_ops wg_screen_proposal = {
	.name = "proposal",
	.title = N_("Matched together"),
	.state_size = sizeof(struct proposal),
	.depends = WG_TOPIC_ALL,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.list = list,
	.action = action,
	.argument = argument,
	.foot = foot,
	.paint = paint,
	.crumbs = crumbs,
};
