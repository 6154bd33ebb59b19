#include "screen/needs.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/need_act.h"
#include "screen/need_slip.h"
#include "screen/needs_state.h"

static int64_t row_count(void *data)
{
	return wg_sifted_count(&((const struct wg__needs *)data)->sifted);
}

static int64_t row_id(void *data, int64_t row)
{
	return wg__needs_row(data, row)->id;
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct wg__needs *st = s->state;
	st->ui = s->ui;
	wg_list_init(&st->list, (struct wg_row_source){.data = st, .count = row_count, .id = row_id});
	wg__needs_table(st);
	return argument ? wg__needs_scope(st, argument, e) : WG_OK; /* else the first load finds one */
}

static void close(struct wg_screen *s)
{
	struct wg__needs *st = s->state;
	wg_list_free(&st->list);
	wg_sifted_free(&st->sifted);
	wg_need_card_free(&st->card);
	wg_arena_free(&st->scope_arena);
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	return wg__needs_load(s->state, back, e);
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	out[0] = WG_SCOPE_ORDER;
	out[1] = WG_SCOPE_OFFICE;
	out[2] = WG_SCOPE_TABLE;
	out[3] = WG_SCOPE_LIST;
	return 4;
}

static struct wg_list *list(struct wg_screen *s)
{
	return &((struct wg__needs *)s->state)->list;
}

static struct wg_sift *sift(struct wg_screen *s, enum wg_action action)
{
	return &((struct wg__needs *)s->state)->sifted.sift;
}

static const char *why_not(const struct wg_screen *s, enum wg_action action)
{
	const struct wg_need *n = wg__needs_current(s->state);
	return n ? wg_need_why_not(n->state, action) : NULL;
}

/* Range, marks or the row: "#12 #13". */
static const char *refs(const struct wg__needs *st, struct wg_arena *a)
{
	int64_t *ids;
	const char *out = "";
	size_t n = wg_list_working_set(&st->list, a, &ids);
	for (size_t i = 0; i < n; i++)
		out = wg_arena_printf(a, "%s%s#%" PRId64, out, i ? " " : "", ids[i]);
	return out;
}

static const char *argument(struct wg_screen *s, const struct wg_param *param, struct wg_arena *a)
{
	const struct wg__needs *st = s->state;
	const struct wg_need *n = wg__needs_current(st);
	if (param->type == WG_PARAM_NEED && n)
		return wg_ui_refs(a, &n->id, 1);
	if ((param->type == WG_PARAM_HOUSEHOLD || param->type == WG_PARAM_SUBJECT) && n && n->household_id)
		return wg_ui_refs(a, &n->household_id, 1);
	if ((param->type == WG_PARAM_PLACE || param->type == WG_PARAM_SUBJECT) && n && n->place_id)
		return wg_ui_refs(a, &n->place_id, 1);
	if (param->type == WG_PARAM_PLACE && st->scope.kind == WG_NODE_PLACE)
		return wg_ui_refs(a, &st->scope.id, 1);
	return NULL;
}

static void done(struct wg_screen *s)
{
	struct wg__needs *st = s->state;
	wg_ids_clear(&st->list.marks);
	st->list.ranging = false;
}

static void tab(struct wg__needs *st, int to)
{
	wg_ids_clear(&st->list.marks);
	st->list.ranging = false;
	wg__needs_tab(st, to);
}

static void step_scope(struct wg_screen *s, int step)
{
	struct wg_error e = {0};
	if (wg__needs_step_scope(s->state, step, &e) != WG_OK)
		wg_ui_complain(s->ui, &e);
	s->stale = true;
}

static void open_need(struct wg_screen *s, const char *screen)
{
	struct wg_arena a = {0};
	const struct wg_need *n = wg__needs_current(s->state);
	if (n)
		wg_ui_open(s->ui, screen, wg_ui_refs(&a, &n->id, 1));
	wg_arena_free(&a);
}

/* A form about the need under the cursor. */
static void form(struct wg_screen *s, const char *command)
{
	struct wg_arena a = {0};
	const struct wg_need *n = wg__needs_current(s->state);
	if (n)
		wg_ui_open(s->ui, "form", wg_arena_printf(&a, "%s #%" PRId64, command, n->id));
	wg_arena_free(&a);
}

/* Of those that are chosen. */
static void print_slips(struct wg_screen *s)
{
	struct wg_arena a = {0};
	int64_t *ids;
	size_t n = wg_list_working_set(&((const struct wg__needs *)s->state)->list, &a, &ids);
	if (n > 0)
		wg_print_needs(s->ui, wg_ui_refs(&a, ids, n));
	wg_arena_free(&a);
}

/* All that wait in the scope. */
static void propose(struct wg_screen *s)
{
	struct wg_arena a = {0};
	const struct wg__needs *st = s->state;
	bool place = st->scope.kind == WG_NODE_PLACE;
	wg_ui_open(s->ui, "proposal", place ? wg_ui_refs(&a, &st->scope.id, 1) : NULL);
	wg_arena_free(&a);
}

static bool act(struct wg_screen *s, enum wg_action action)
{
	struct wg_arena a = {0};
	bool taken = wg_need_act(s->ui, refs(s->state, &a), action);
	wg_arena_free(&a);
	return taken;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct wg__needs *st = s->state;
	const struct wg_need *n = wg__needs_current(st);
	bool resort;
	if (action == WG_ACTION_PANE_NEXT || action == WG_ACTION_PANE_PREVIOUS)
		tab(st, st->tab + (action == WG_ACTION_PANE_NEXT ? 1 : -1));
	else if (action == WG_ACTION_GROUP_UP || action == WG_ACTION_GROUP_DOWN)
		step_scope(s, action == WG_ACTION_GROUP_UP ? -1 : 1);
	else if (action == WG_ACTION_COLUMN_LEFT || action == WG_ACTION_COLUMN_RIGHT)
		return wg_table_action(&st->table, action, &resort);
	else if (action == WG_ACTION_OPEN)
		open_need(s, "need");
	else if (action == WG_ACTION_MATCH_ALL)
		propose(s);
	else if (action == WG_ACTION_PRINT && n)
		print_slips(s);
	else if (action == WG_ACTION_EDIT)
		form(s, "edit need");
	else if (action == WG_ACTION_ADD)
		wg_ui_open(s->ui, "form", "add need");
	else if ((action == WG_ACTION_COPY || action == WG_ACTION_CANCEL) && n)
		wg_copy_need(s->ui, n->id);
	else
		return act(s, action);
	return true;
}

/* One household's needs give way to everybody's. */
static bool back(struct wg_screen *s)
{
	struct wg__needs *st = s->state;
	if (!st->household)
		return false;
	st->household = 0;
	s->stale = true;
	return true;
}

static const struct {
	const char *word;
	int tab;
} groups[] = {
	{"to-send", WG_ORDER_TO_SEND}, {"serving", WG_ORDER_SERVING}, {"to-follow-up", WG_ORDER_TO_FOLLOW},
	{"done", WG_ORDER_DONE},       {"aside", WG_ORDER_EXIT},
};

/* needs --group …, --late, --under …, --household #id */
static void show(struct wg_screen *s, const char *line)
{
	struct wg__needs *st = s->state;
	const struct wg_command *command;
	struct wg_args args = {0};
	struct wg_error e = {0};
	char *copy = wg_xstrdup(line);
	if (st->ui->face->parse(copy, &command, &args, &e) == WG_OK) {
		const char *group = wg_args_get(&args, "group"), *household = wg_args_get(&args, "household");
		int to = WG_NEEDS_OPEN;
		for (size_t i = 0; group && i < sizeof groups / sizeof *groups; i++)
			if (strcmp(groups[i].word, group) == 0)
				to = groups[i].tab;
		st->household = household && *household == '#' ? strtoll(household + 1, NULL, 10) : 0;
		(void)wg__needs_scope(st, wg_args_get(&args, "under"), &e);
		wg_sift_clear(&st->sifted.sift);
		tab(st, to);
		if (wg_args_get(&args, "late"))
			(void)wg_sift_set_where(&st->sifted.sift, st->ui->tr(N_("overdue")), &e);
		s->stale = true;
	}
	if (e.code)
		wg_ui_complain(st->ui, &e);
	wg_args_free(&args);
	free(copy);
}

static void remember(struct wg_screen *s, char out[WG_CRUMBS])
{
	const struct wg__needs *st = s->state;
	snprintf(out, WG_CRUMBS, "%" PRId64 " %d %" PRId64, st->left_at ? st->left_at : st->scope.id, st->tab,
		 st->list.cursor_id);
}

static void recall(struct wg_screen *s, const char *where)
{
	struct wg__needs *st = s->state;
	int64_t scope = 0, need = 0;
	int to = 0;
	if (sscanf(where, "%" SCNd64 " %d %" SCNd64, &scope, &to, &need) != 3 || to < 0 || to >= WG_NEEDS_TABS)
		return;
	st->left_at = scope;
	st->tab = to;
	st->list.cursor_id = need;
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	struct wg__needs *st = s->state;
	const struct wg_need *need = wg__needs_current(st);
	int n = 0;
	if (need)
		out[n++] = (struct wg_footer_item){"Enter", N_("open")};
	if (need && wg_need_state_info[need->state].group == WG_ORDER_TO_SEND)
		out[n++] = (struct wg_footer_item){"m", N_("match")};
	if (st->count[WG_ORDER_TO_SEND] > 1 && st->tab == WG_ORDER_TO_SEND)
		out[n++] = (struct wg_footer_item){"p", N_("match all")};
	if (need)
		n += wg_need_foot(s->ui, need->state, out + n, WG_UI_FOOT - 7, st->keys);
	if (wg_ui_writes(s->ui))
		out[n++] = (struct wg_footer_item){"o", N_("record a need")};
	out[n++] = (struct wg_footer_item){"Tab", N_("next group")};
	out[n++] = (struct wg_footer_item){"/", N_("find")};
	out[n++] = (struct wg_footer_item){"?", N_("help")};
	return n;
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	wg__needs_paint(s->state, c, r);
}

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	wg__needs_crumbs(s->state, left, right);
}

static enum wg_err listed(struct wg_screen *s, int64_t from, struct wg_arena *a, struct wg_rows *out,
			  struct wg_error *e)
{
	wg_sifted_listed(&((struct wg__needs *)s->state)->sifted, from, a, out);
	return WG_OK;
}

const struct wg_screen_ops wg_screen_needs = {
	.name = "needs",
	.title = N_("Needs"),
	.number = 4,
	.state_size = sizeof(struct wg__needs),
	.depends = WG_TOPIC_ALL,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.list = list,
	.sift = sift,
	.listed = listed,
	.why_not = why_not,
	.action = action,
	.back = back,
	.argument = argument,
	.done = done,
	.show = show,
	.remember = remember,
	.recall = recall,
	.foot = foot,
	.paint = paint,
	.crumbs = crumbs,
};
