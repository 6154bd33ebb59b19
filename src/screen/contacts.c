#include "screen/contacts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/contacts_handover.h"
#include "screen/copy.h"
#include "screen/contacts_state.h"

static int64_t cadre_count(void *data)
{
	return wg_sifted_count(&((const struct wg__contacts *)data)->sifted);
}

static int64_t cadre_id(void *data, int64_t row)
{
	const struct wg__contacts *st = data;
	return st->cadres[wg_sifted_row(&st->sifted, row)].worker.id;
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct wg__contacts *st = s->state;
	st->ui = s->ui;
	wg_list_init(&st->list, (struct wg_row_source){.data = st, .count = cadre_count, .id = cadre_id});
	wg_list_init(&st->households, wg__window_source(&st->window));
	wg__contacts_tables(st);
	wg__contacts_sifts(st);
	return argument ? wg__contacts_scope(st, argument, e) : WG_OK; /* else the first load finds one */
}

static void close(struct wg_screen *s)
{
	struct wg__contacts *st = s->state;
	wg_list_free(&st->list);
	wg_sifted_free(&st->sifted);
	wg_sift_free(&st->sift);
	wg_chosen_free(&st->chosen);
	wg_list_free(&st->households);
	wg__window_free(&st->window);
	wg_arena_free(&st->strips_arena);
	wg_arena_free(&st->scope_arena);
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	return wg__contacts_load(s->state, back, e);
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
	struct wg__contacts *st = s->state;
	return st->focus == WG_FOCUS_CADRES ? &st->list : &st->households;
}

static struct wg_sift *sift(struct wg_screen *s, enum wg_action action)
{
	struct wg__contacts *st = s->state;
	return st->focus == WG_FOCUS_CADRES ? &st->sifted.sift : &st->sift;
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	if (ev->kind == WG_EVENT_RESIZE)
		s->stale = true; /* another number of strips */
	return false;
}

static bool is_movement(enum wg_action action)
{
	return action >= WG_ACTION_UP && action <= WG_ACTION_HALF_DOWN;
}

static void follow(struct wg__contacts *st)
{
	struct wg_error e = {0};
	if (wg__contacts_follow(st, &e) != WG_OK)
		wg_ui_complain(st->ui, &e);
}

static void step_scope(struct wg_screen *s, int step)
{
	struct wg__contacts *st = s->state;
	struct wg_error e = {0};
	if (wg__contacts_step_scope(st, step, &e) != WG_OK)
		wg_ui_complain(st->ui, &e);
	wg_ids_clear(&st->list.marks);
	st->list.cursor_id = 0;
	st->list.cursor = 0;
	st->first = 0;
	st->window_of = 0;
	s->stale = true;
}

/* The cadre stands for all of the households: they are whole again when the cadres have the focus. */
static void focus(struct wg__contacts *st, enum wg__focus to)
{
	st->focus = to;
	if (to == WG_FOCUS_CADRES)
		wg__contacts_whole(st);
}

static void show_households(struct wg__contacts *st, bool mark)
{
	if (st->window.count == 0) {
		wg_ui_say(st->ui, WG_ROLE_WARN, st->ui->tr(N_("no households")));
		return;
	}
	focus(st, WG_FOCUS_HOUSEHOLDS);
	if (mark)
		wg_list_action(&st->households, WG_ACTION_MARK_ALL);
}

/* The chosen households, or all of the cadre's. */
static const char *refs(struct wg__contacts *st, struct wg_arena *a)
{
	int64_t *ids;
	size_t n = 0;
	if (st->focus == WG_FOCUS_HOUSEHOLDS) {
		n = wg_list_working_set(&st->households, a, &ids);
	} else {
		ids = WG_NEW(a, int64_t, st->window.count);
		for (int64_t i = 0; i < st->window.count; i++) {
			const struct wg_household *h = wg__window_row(&st->window, i);
			if (h)
				ids[n++] = h->id;
		}
	}
	return n > 0 ? wg_ui_refs(a, ids, n) : NULL;
}

static const char *argument(struct wg_screen *s, const struct wg_param *param, struct wg_arena *a)
{
	struct wg__contacts *st = s->state;
	const struct wg__cadre *k = wg__contacts_cadre(st);
	if (param->type == WG_PARAM_SUBJECT && st->focus == WG_FOCUS_HOUSEHOLDS)
		return refs(st, a);
	if (param->type == WG_PARAM_PLACE || param->type == WG_PARAM_SUBJECT)
		return st->scope.id ? wg_arena_printf(a, "#%" PRId64, st->scope.id) : NULL;
	if (param->type == WG_PARAM_HOUSEHOLD)
		return refs(st, a);
	if (param->type == WG_PARAM_WORKER && k && k->worker.id != WG_CONTACTS_NOBODY)
		return wg_arena_printf(a, "#%" PRId64, k->worker.id);
	return NULL;
}

static void done(struct wg_screen *s)
{
	struct wg__contacts *st = s->state;
	wg_ids_clear(&st->households.marks);
	st->households.ranging = false;
}

static void hand_over(struct wg_screen *s)
{
	struct wg_arena a = {0};
	struct wg_error e = {0};
	const struct wg_param worker = {.name = "worker", .type = WG_PARAM_WORKER};
	const char *leaver = argument(s, &worker, &a);
	if (!leaver)
		wg_ui_say(s->ui, WG_ROLE_WARN, s->ui->tr(N_("there is no cadre here")));
	else if (wg_ui_push(s->ui, &wg_screen_handover, leaver, &e) != WG_OK)
		wg_ui_complain(s->ui, &e);
	wg_arena_free(&a);
}

/* The cadre, also when the cadre's households could be meant. */
static void edit(struct wg_screen *s)
{
	struct wg_arena a = {0};
	const struct wg_param worker = {.name = "worker", .type = WG_PARAM_WORKER};
	const char *who = argument(s, &worker, &a);
	if (who)
		wg_ui_open(s->ui, "form", wg_arena_printf(&a, "edit worker %s", who));
	else
		wg_ui_say(s->ui, WG_ROLE_WARN, s->ui->tr(N_("there is no cadre here")));
	wg_arena_free(&a);
}

/* The cadre, not the cadre's households. */
static void copy(struct wg_screen *s)
{
	const struct wg__cadre *k = wg__contacts_cadre(s->state);
	if (k && k->worker.id != WG_CONTACTS_NOBODY)
		wg_copy_worker(s->ui, k->worker.id);
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct wg__contacts *st = s->state;
	bool cadres = st->focus == WG_FOCUS_CADRES, resort;
	if (action == WG_ACTION_PANE_NEXT || action == WG_ACTION_PANE_PREVIOUS) {
		focus(st, cadres ? WG_FOCUS_HOUSEHOLDS : WG_FOCUS_CADRES);
	} else if (action == WG_ACTION_GROUP_UP || action == WG_ACTION_GROUP_DOWN) {
		step_scope(s, action == WG_ACTION_GROUP_UP ? -1 : 1);
	} else if (cadres && (action == WG_ACTION_OPEN || action == WG_ACTION_MARK_SUBTREE)) {
		show_households(st, action == WG_ACTION_MARK_SUBTREE);
	} else if (cadres && action == WG_ACTION_COPY) {
		copy(s);
	} else if (cadres && action == WG_ACTION_EDIT) {
		edit(s);
	} else if (action == WG_ACTION_COLUMN_LEFT || action == WG_ACTION_COLUMN_RIGHT) {
		return wg_table_action(cadres ? &st->table : &st->doors, action, &resort);
	} else if (action == WG_ACTION_HANDOVER) {
		hand_over(s);
	} else if (cadres && is_movement(action)) {
		wg_list_action(&st->list, action);
		follow(st);
	} else if (cadres && (action == WG_ACTION_WHY || action == WG_ACTION_HISTORY)) {
		wg_ui_say(st->ui, WG_ROLE_WARN, st->ui->tr(N_("choose a household: Tab goes to the list")));
	} else {
		return false;
	}
	return true;
}

static bool back(struct wg_screen *s)
{
	struct wg__contacts *st = s->state;
	struct wg_list *l = list(s);
	if (l->ranging) {
		l->ranging = false;
		return true;
	}
	bool was = st->focus == WG_FOCUS_HOUSEHOLDS;
	focus(st, WG_FOCUS_CADRES);
	return was;
}

static void remember(struct wg_screen *s, char out[WG_CRUMBS])
{
	const struct wg__contacts *st = s->state;
	snprintf(out, WG_CRUMBS, "%" PRId64 " %" PRId64, st->left_at ? st->left_at : st->scope.id, st->list.cursor_id);
}

static void recall(struct wg_screen *s, const char *where)
{
	struct wg__contacts *st = s->state;
	int64_t scope = 0, cadre = 0;
	if (sscanf(where, "%" SCNd64 " %" SCNd64, &scope, &cadre) != 2)
		return;
	st->left_at = scope;
	st->list.cursor_id = cadre;
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	wg__contacts_paint(s->state, c, r);
}

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	wg__contacts_crumbs(s->state, left, right);
}

static enum wg_err listed(struct wg_screen *s, int64_t from, struct wg_arena *a, struct wg_rows *out,
			  struct wg_error *e)
{
	struct wg__contacts *st = s->state;
	wg_office *office = s->ui->face->office;
	if (st->focus != WG_FOCUS_CADRES)
		return wg_chosen_listed(&st->chosen, office, &st->scope, &st->only, from, a, out, e);
	wg_sifted_listed(&st->sifted, from, a, out);
	return WG_OK;
}

const struct wg_screen_ops wg_screen_contacts = {
	.name = "contacts",
	.title = N_("Contacts"),
	.number = 3,
	.state_size = sizeof(struct wg__contacts),
	.depends = WG_TOPIC_PLACE | WG_TOPIC_HOUSEHOLD | WG_TOPIC_WORKER | WG_TOPIC_CONTACT,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.list = list,
	.sift = sift,
	.listed = listed,
	.event = event,
	.action = action,
	.back = back,
	.argument = argument,
	.done = done,
	.remember = remember,
	.recall = recall,
	.paint = paint,
	.crumbs = crumbs,
};
