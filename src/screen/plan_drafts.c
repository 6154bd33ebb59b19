/* Drafts by name: one is opened in the plan's place, or laid beside it. */
#include "screen/plan_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/contacts_text.h"
#include "screen/rows_value.h"

enum column { NAME, PLACE, KEPT, CHANGES, COST, BOUND };

static const struct wg_column columns[WG_PLAN_DRAFT_COLUMNS] = {
	[NAME] = {"name", N_("draft"), 14, 30, 2, WG_LEFT, 0},
	[PLACE] = {"scope", N_("place"), 14, 40, 1, WG_LEFT, 2},
	[KEPT] = {"at", N_("kept"), 16, 0, 0, WG_LEFT, 1},
	[CHANGES] = {"households", N_("change contact"), 14, 0, 0, WG_RIGHT, 0},
	[COST] = {"objective", N_("cost"), 8, 0, 0, WG_RIGHT, 0},
	[BOUND] = {"bound", N_("no plan below"), 13, 0, 0, WG_RIGHT, 3},
};

static int64_t count(void *data)
{
	return (int64_t)((const struct wg__plan_screen *)data)->drafts.n;
}

static int64_t id(void *data, int64_t row)
{
	return ((const struct wg__plan_screen *)data)->drafts.at[row].id;
}

static void cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	static const struct wg_rows_column time = {"at", "", WG_ROWS_TIME, NULL};
	const struct wg__plan_screen *st = data;
	const struct wg_plan_draft *d = &st->drafts.at[row];
	if (column == NAME)
		out->text = d->name;
	else if (column == PLACE)
		out->text = d->scope;
	else if (column == KEPT)
		out->text = wg_rows_value(st->ui, &time, &(struct wg_datum){.i = d->at}, scratch, WG_CELL_TEXT);
	else if (column == CHANGES)
		wg__put_count(d->households, scratch, out);
	else if (column == COST)
		wg__put_count(d->objective, scratch, out);
	else if (column == BOUND)
		wg__put_count(d->bound, scratch, out);
}

void wg__plan_drafts_init(struct wg__plan_screen *st)
{
	wg_list_init(&st->draft_list, (struct wg_row_source){.data = st, .count = count, .id = id});
	wg__columns(st->ui, columns, WG_PLAN_DRAFT_COLUMNS, st->draft_columns);
	wg_table_init(&st->draft_table, st->draft_columns, WG_PLAN_DRAFT_COLUMNS, cell, st);
}

void wg__plan_drafts_free(struct wg__plan_screen *st)
{
	wg_list_free(&st->draft_list);
	wg_arena_free(&st->drafts_arena);
}

void wg__plan_drafts(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	struct wg_arena a = {0};
	struct wg_plan_drafts drafts;
	struct wg_error e = {0};
	if (wg_plan_draft_list(st->ui->face->office, &a, &drafts, &e) != WG_OK) {
		wg_ui_complain(st->ui, &e);
		wg_arena_free(&a);
		return;
	}
	wg_arena_free(&st->drafts_arena);
	st->drafts_arena = a;
	st->drafts = drafts;
	if (drafts.n == 0) {
		wg_ui_say(st->ui, WG_ROLE_NORMAL, st->ui->tr(N_("no drafts are kept: D keeps this plan as one")));
		return;
	}
	wg_list_go(&st->draft_list, 0);
	st->stage = WG_STAGE_DRAFTS;
}

/* The draft under the cursor; NULL: it was said why not. */
static wg_plan *open_draft(struct wg__plan_screen *st)
{
	const struct wg_plan_draft *d = &st->drafts.at[st->draft_list.cursor];
	struct wg_plan_opts how = {.tick = wg_ui_tick, .user = st->ui};
	struct wg_error e = {0};
	struct wg_message m;
	char text[300];
	wg_plan *plan = NULL;
	int64_t stale = 0;
	wg_ui_begin(st->ui);
	if (wg_plan_open_draft(st->ui->face->office, d->name, &how, &plan, &stale, &e) != WG_OK) {
		wg_ui_complain(st->ui, &e);
		return NULL;
	}
	if (stale)
		wg_message_set(&m, N_("the office has overtaken {1} households of draft {2}"), "ls", (long long)stale,
			       d->name);
	else
		wg_message_set(&m, N_("draft {1}, as it was kept"), "s", d->name);
	wg_ui_say(st->ui, stale ? WG_ROLE_WARN : WG_ROLE_NORMAL, wg_ui_sentence(st->ui, &m, text, sizeof text));
	snprintf(st->other_name, sizeof st->other_name, "%s", d->name);
	return plan;
}

static void show_draft(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	const char *path, *scope = st->drafts.at[st->draft_list.cursor].scope;
	wg_plan *plan = open_draft(st);
	if (!plan)
		return;
	wg_line_set(&st->fields[WG_ASK_SCOPE].line, scope);
	if (wg_node_path(st->ui->face->office, wg_plan_scope(plan), " > ", &st->arena, &path, NULL) == WG_OK)
		st->path = path;
	st->stage = WG_STAGE_RESULT;
	st->current = true;
	wg__plan_replace(s, plan);
}

static void compare_draft(struct wg__plan_screen *st)
{
	wg_plan *plan = open_draft(st);
	if (!plan)
		return;
	if (st->other)
		wg_plan_close(&st->other);
	st->other = plan;
	st->stage = WG_STAGE_COMPARE;
	st->right = false;
	wg__plan_compare(st);
}

bool wg__plan_drafts_action(struct wg_screen *s, enum wg_action action)
{
	struct wg__plan_screen *st = s->state;
	bool list = st->stage == WG_STAGE_DRAFTS;
	if (list && action == WG_ACTION_OPEN)
		show_draft(s);
	else if (list && action == WG_ACTION_MARK)
		compare_draft(st);
	else if (!list && (action == WG_ACTION_PANE_NEXT || action == WG_ACTION_PANE_PREVIOUS))
		st->right = !st->right;
	else
		return false;
	return true;
}

void wg__plan_drafts_paint(struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect body)
{
	wg_table_draw(&st->draft_table, &st->draft_list, c, body, true);
}
