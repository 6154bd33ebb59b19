#include "screen/helpers.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "screen/copy.h"
#include "screen/helpers_state.h"
#include "screen/need_text.h"

static int64_t row_count(void *data)
{
	return wg_sifted_count(&((const struct wg__helpers *)data)->sifted);
}

static int64_t row_id(void *data, int64_t row)
{
	const struct wg_helper *h = wg__helpers_person(data, row);
	const struct wg_resource *r = wg__helpers_thing(data, row);
	return h ? h->id : r ? r->id : 0;
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct wg__helpers *st = s->state;
	st->ui = s->ui;
	wg_list_init(&st->list, (struct wg_row_source){.data = st, .count = row_count, .id = row_id});
	wg__helpers_table(st);
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	struct wg__helpers *st = s->state;
	wg_list_free(&st->list);
	wg_sifted_free(&st->sifted);
	wg_arena_free(&st->orders_arena);
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	return wg__helpers_load(s->state, back, e);
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	out[0] = WG_SCOPE_OFFICE;
	out[1] = WG_SCOPE_TABLE;
	out[2] = WG_SCOPE_LIST;
	return 3;
}

static struct wg_list *list(struct wg_screen *s)
{
	return &((struct wg__helpers *)s->state)->list;
}

static struct wg_sift *sift(struct wg_screen *s, enum wg_action action)
{
	return &((struct wg__helpers *)s->state)->sifted.sift;
}

static const struct wg_helper *person(struct wg_screen *s)
{
	const struct wg__helpers *st = s->state;
	return wg__helpers_person(st, wg__helpers_cursor(st));
}

static const struct wg_resource *thing(struct wg_screen *s)
{
	const struct wg__helpers *st = s->state;
	return wg__helpers_thing(st, wg__helpers_cursor(st));
}

static const char *argument(struct wg_screen *s, const struct wg_param *param, struct wg_arena *a)
{
	const struct wg_helper *h = person(s);
	const struct wg_resource *r = thing(s);
	if (param->type == WG_PARAM_WORKER && h)
		return wg_ui_refs(a, &h->id, 1);
	if (param->type == WG_PARAM_HOUSEHOLD && h && h->household_id)
		return wg_ui_refs(a, &h->household_id, 1);
	if (param->type == WG_PARAM_PLACE && r && r->place_id)
		return wg_ui_refs(a, &r->place_id, 1);
	return NULL;
}

static void form(struct wg_screen *s, const char *command, int64_t id)
{
	struct wg_arena a = {0};
	wg_ui_open(s->ui, "form", wg_arena_printf(&a, "%s #%" PRId64, command, id));
	wg_arena_free(&a);
}

static void edit(struct wg_screen *s)
{
	const struct wg_helper *h = person(s);
	const struct wg_resource *r = thing(s);
	if (h)
		form(s, "edit helper", h->id);
	else if (r)
		form(s, "edit resource", r->id);
}

static void add(struct wg_screen *s)
{
	const struct wg__helpers *st = s->state;
	wg_ui_open(s->ui, "form",
		   st->tab == WG_HELPERS_THINGS  ? "add resource"
		   : st->tab == WG_HELPERS_UNITS ? "add helper --kind unit"
						 : "add helper");
}

/* Everything about the helper: the worker's page. */
static void open_row(struct wg_screen *s)
{
	struct wg_arena a = {0};
	const struct wg_helper *h = person(s);
	if (h)
		wg_ui_open(s->ui, "rows",
			   wg_arena_printf(&a, "show #%" PRId64 "\nneeds --all --worker #%" PRId64, h->id, h->id));
	else
		edit(s);
	wg_arena_free(&a);
}

/* Who it is and what they can do; whoever helps is called, so the telephone is whole. */
static void copy(struct wg_screen *s)
{
	struct wg_arena a = {0};
	struct wg_buf b;
	const struct wg_helper *h = person(s);
	const struct wg_resource *r = thing(s);
	wg_buf_init(&b, sizeof s->ui->copy);
	if (h)
		wg_buf_printf(&b, "%s（%s）%s%s\n%s\n", h->name, wg_ui_code(s->ui, "worker_kind", h->kind),
			      *h->phone ? " " : "", h->phone, wg_need_names(s->ui, "service", h->services, &a));
	else if (r)
		wg_buf_printf(&b, "%s（%s）%s\n%s %s\n", r->name, wg_ui_code(s->ui, "resource_kind", r->kind), r->where,
			      r->supplier, r->phone);
	if (h || r)
		wg_copy_text(s->ui, b.data);
	wg_buf_free(&b);
	wg_arena_free(&a);
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct wg__helpers *st = s->state;
	bool resort;
	if (action == WG_ACTION_PANE_NEXT || action == WG_ACTION_PANE_PREVIOUS)
		wg__helpers_tab(st, st->tab + (action == WG_ACTION_PANE_NEXT ? 1 : -1));
	else if (action == WG_ACTION_COLUMN_LEFT || action == WG_ACTION_COLUMN_RIGHT)
		return wg_table_action(&st->table, action, &resort);
	else if (action == WG_ACTION_OPEN)
		open_row(s);
	else if (action == WG_ACTION_EDIT)
		edit(s);
	else if (action == WG_ACTION_ADD)
		add(s);
	else if (action == WG_ACTION_COPY || action == WG_ACTION_CANCEL)
		copy(s);
	else
		return false;
	return true;
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	int n = 0;
	bool writes = wg_ui_writes(s->ui);
	out[n++] = (struct wg_footer_item){"Enter", N_("open")};
	if (writes) {
		out[n++] = (struct wg_footer_item){"i", N_("new")};
		out[n++] = (struct wg_footer_item){"e", N_("change")};
		out[n++] = (struct wg_footer_item){"I", N_("import")};
	}
	out[n++] = (struct wg_footer_item){"Tab", N_("next group")};
	out[n++] = (struct wg_footer_item){"/", N_("find")};
	out[n++] = (struct wg_footer_item){"f", N_("values")};
	out[n++] = (struct wg_footer_item){"x", N_("export")};
	out[n++] = (struct wg_footer_item){"?", N_("help")};
	return n;
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	wg__helpers_paint(s->state, c, r);
}

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	const struct wg__helpers *st = s->state;
	wg_translate *tr = s->ui->tr;
	snprintf(left, WG_CRUMBS, "%s", tr(N_("Resources")));
	snprintf(right, WG_CRUMBS, "%s %" PRId64 "  %s %" PRId64, tr(N_("helpers in all")),
		 st->count[WG_HELPERS_PEOPLE] + st->count[WG_HELPERS_UNITS], tr(N_("lapsed")), st->lapsed);
}

static enum wg_err listed(struct wg_screen *s, int64_t from, struct wg_arena *a, struct wg_rows *out,
			  struct wg_error *e)
{
	wg_sifted_listed(&((struct wg__helpers *)s->state)->sifted, from, a, out);
	return WG_OK;
}

static void remember(struct wg_screen *s, char out[WG_CRUMBS])
{
	const struct wg__helpers *st = s->state;
	snprintf(out, WG_CRUMBS, "%d %" PRId64, st->tab, st->list.cursor_id);
}

static void recall(struct wg_screen *s, const char *where)
{
	struct wg__helpers *st = s->state;
	int64_t id = 0;
	int tab = 0;
	if (sscanf(where, "%d %" SCNd64, &tab, &id) != 2 || tab < 0 || tab >= WG_HELPERS_TABS)
		return;
	wg__helpers_tab(st, tab);
	st->list.cursor_id = id;
}

const struct wg_screen_ops wg_screen_helpers = {
	.name = "helpers",
	.title = N_("Resources"),
	.number = 5,
	.state_size = sizeof(struct wg__helpers),
	.depends = WG_TOPIC_ALL,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.list = list,
	.sift = sift,
	.listed = listed,
	.action = action,
	.argument = argument,
	.remember = remember,
	.recall = recall,
	.foot = foot,
	.paint = paint,
	.crumbs = crumbs,
};
