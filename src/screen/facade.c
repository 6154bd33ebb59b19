#include "screen/facade.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/copy.h"
#include "screen/facade_state.h"

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct facade *f = s->state;
	f->ui = s->ui;
	return facade_find(f, argument, e);
}

static void close(struct wg_screen *s)
{
	struct facade *f = s->state;
	wg_facade_free(&f->view);
	wg_scales_close(&f->scales);
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	return facade_load(s->state, back, e);
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	const struct facade *f = s->state;
	int n = 0;
	out[n++] = WG_SCOPE_FACADE;
	if (!f->draft)
		out[n++] = WG_SCOPE_OFFICE;
	else if (f->draft->action)
		out[n++] = WG_SCOPE_PLAN;
	out[n++] = WG_SCOPE_LIST;
	return n;
}

/* Doors are no rows: the facade has no list, but it has marks. */
static struct wg_list *list(struct wg_screen *s)
{
	(void)s;
	return NULL;
}

static void done(struct wg_screen *s)
{
	struct facade *f = s->state;
	wg_ids_clear(&f->view.marks);
	f->view.ranging = false;
}

/* To the building beside this one, also across compounds and communities. */
static void step_building(struct wg_screen *s, int step)
{
	struct facade *f = s->state;
	struct wg_arena a = {0};
	struct wg_error e = {0};
	struct wg_node n;
	enum wg_err err = wg_node_at(s->ui->face->office, WG_LEVEL_BUILDING, f->b.node.lo, step, &a, &n, &e);
	if (err == WG_OK) {
		f->building = n.id;
		f->want_pos = n.lo;
		f->view.ranging = false;
		f->view.top = f->view.left = 0;
		f->same_office = true;
		s->stale = true;
	} else if (err == WG_ENOTFOUND) {
		wg_ui_say(s->ui, WG_ROLE_WARN,
			  s->ui->tr(step < 0 ? N_("this is the first building") : N_("this is the last building")));
	} else {
		wg_ui_complain(s->ui, &e);
	}
	wg_arena_free(&a);
}

static void next_colour(struct facade *f)
{
	do {
		f->colour = (enum facade_colour)((f->colour + 1) % FACADE_COLOURS);
	} while (!facade_has(f, f->colour));
	facade_recolour(f);
}

/* Everybody behind the door. */
static void open_card(struct facade *f)
{
	struct wg_arena a = {0};
	const char *lines = "";
	int door = wg_facade_cursor(&f->view), first = door >= 0 ? f->b.doors[door].first : 0;
	for (int i = first; door >= 0 && i < first + f->b.doors[door].n; i++)
		if (f->b.rows.at[i].id)
			lines = wg_arena_printf(&a, "%s%sshow #%" PRId64, lines, *lines ? "\n" : "",
						f->b.rows.at[i].id);
	if (*lines && f->b.doors[door].n == 1)
		lines = wg_arena_printf(&a, "%s\nhistory #%" PRId64, lines, f->b.rows.at[first].id);
	if (*lines)
		wg_ui_open(f->ui, "rows", lines);
	else
		wg_ui_say(f->ui, WG_ROLE_WARN, f->ui->tr(N_("nobody lives here")));
	wg_arena_free(&a);
}

static bool draft_action(struct facade *f, enum wg_action action)
{
	struct wg_arena a = {0};
	struct facade_choice choice;
	bool of_plan = wg_action_info(action)->scope == WG_SCOPE_PLAN || action == WG_ACTION_UNDO;
	if (!f->draft || !f->draft->action || !of_plan)
		return false;
	facade_choose(f, &a, &choice);
	bool taken = f->draft->action(f->draft->user, action, choice.ids, (size_t)choice.households);
	wg_arena_free(&a);
	return taken;
}

static void copy_door(struct facade *f)
{
	const struct wg_household *h = facade_household(f);
	if (h)
		wg_copy_household(f->ui, h->id);
}

static bool move(struct facade *f, enum wg_action action)
{
	bool taken = wg_facade_action(&f->view, action);
	if (taken && f->view.ranging && wg_ui_writes(f->ui) && !f->draft)
		wg_ui_say(f->ui, WG_ROLE_NORMAL, f->ui->tr(N_("a gives the rectangle a contact, Esc lets it go")));
	return taken;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct facade *f = s->state;
	if (draft_action(f, action))
		s->stale = true;
	else if (action == WG_ACTION_BUILDING_UP || action == WG_ACTION_BUILDING_DOWN)
		step_building(s, action == WG_ACTION_BUILDING_UP ? -1 : 1);
	else if (action == WG_ACTION_COLOURS)
		next_colour(f);
	else if (action == WG_ACTION_OPEN)
		open_card(f);
	else if (action == WG_ACTION_FACADE)
		wg_ui_pop(s->ui);
	else if (action == WG_ACTION_COPY || action == WG_ACTION_CANCEL)
		copy_door(f);
	else
		return move(f, action);
	return true;
}

static bool back(struct wg_screen *s)
{
	struct facade *f = s->state;
	bool was = f->view.ranging;
	f->view.ranging = false;
	return was;
}

static const char *argument(struct wg_screen *s, const struct wg_param *param, struct wg_arena *a)
{
	struct facade *f = s->state;
	const struct wg_household *h = facade_household(f);
	const char *path = NULL;
	struct facade_choice choice;
	if (param->type == WG_PARAM_PLACE)
		return wg_node_path(s->ui->face->office, &f->b.node, "/", a, &path, NULL) == WG_OK ? path : NULL;
	if (param->type == WG_PARAM_WORKER && h && h->contact_id)
		return wg_ui_refs(a, &h->contact_id, 1);
	if (param->type != WG_PARAM_HOUSEHOLD)
		return NULL;
	if (!(param->flags & WG_PARAM_MANY))
		return h ? wg_ui_refs(a, &h->id, 1) : NULL;
	facade_choose(f, a, &choice);
	return choice.households > 0 ? wg_ui_refs(a, choice.ids, (size_t)choice.households) : NULL;
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	facade_paint(s->state, c, r);
}

bool wg_facade_open_draft(struct wg_ui *ui, const char *argument, const struct wg_facade_draft *draft)
{
	struct wg_error e = {0};
	if (wg_ui_push(ui, &wg_screen_facade, argument, &e) != WG_OK) {
		wg_ui_complain(ui, &e);
		return false;
	}
	((struct facade *)wg_ui_top(ui)->state)->draft = draft;
	return true;
}

const struct wg_screen_ops wg_screen_facade = {
	.name = "facade",
	.title = N_("Facade"),
	.state_size = sizeof(struct facade),
	.depends = WG_TOPIC_ALL,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.list = list,
	.action = action,
	.back = back,
	.done = done,
	.argument = argument,
	.paint = paint,
	.crumbs = facade_crumbs,
	.foot = facade_foot,
	.position = facade_position,
};
