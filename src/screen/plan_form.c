#include "screen/plan_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static wg_office *office_of(const struct wg__plan_screen *st)
{
	return st->ui->face->office;
}

/* A plan is of a community or of what lies in one. */
static enum wg_err find_scope(struct wg__plan_screen *st, const char *text, struct wg_arena *a, struct wg_node *out,
			      struct wg_error *e)
{
	return wg_node_find(office_of(st), text, a, out, e);
}

static enum wg_err read_workers(struct wg__plan_screen *st, const struct wg_node *scope, struct wg_error *e)
{
	struct wg_arena people = {0};
	struct wg_workers workers;
	enum wg_err err = wg_worker_list(office_of(st), scope, true, &people, &workers, e);
	if (err != WG_OK) {
		wg_arena_free(&people);
		return err;
	}
	wg_arena_free(&st->people);
	st->people = people;
	st->workers = workers;
	wg_ids_clear(&st->choose.marks);
	for (size_t i = 0; i < workers.n; i++)
		wg_ids_add(&st->choose.marks, workers.at[i].id);
	wg_sift_clear(&st->choose_sifted.sift);
	(void)wg_sifted_rows(&st->choose_sifted, workers.n, NULL);
	wg_list_go(&st->choose, 0);
	return WG_OK;
}

static void set_pick(struct wg__plan_screen *st, enum wg__plan_field which, const char *key, const char *label, int row,
		     const char *first, const char *second)
{
	st->choices[row][0] = first;
	st->choices[row][1] = second;
	st->fields[which] = (struct wg_field){
		.key = key, .label = label, .kind = WG_FIELD_PICK, .choices = st->choices[row], .n_choices = 2};
}

enum wg_err wg__plan_ask(struct wg__plan_screen *st, const char *argument, struct wg_error *e)
{
	wg_translate *tr = st->ui->tr;
	struct wg_node scope;
	const char *path;
	enum wg_err err = find_scope(st, argument ? argument : "", &st->arena, &scope, e);
	if (err == WG_OK)
		err = wg_node_path(office_of(st), &scope, "/", &st->arena, &path, e);
	if (err == WG_OK)
		err = read_workers(st, &scope, e);
	if (err != WG_OK)
		return err;
	struct wg_message m;
	char all[200];
	wg_message_set(&m, N_("all who serve there: {1}"), "d", (int)st->workers.n);
	st->fields[WG_ASK_SCOPE] = (struct wg_field){.key = "scope", .label = tr(N_("Scope")), .kind = WG_FIELD_TEXT};
	wg_line_set(&st->fields[WG_ASK_SCOPE].line, path);
	set_pick(st, WG_ASK_CADRES, "cadres", tr(N_("Cadres")), 0,
		 wg_arena_strdup(&st->arena, wg_ui_sentence(st->ui, &m, all, sizeof all)),
		 tr(N_("choose from a list")));
	set_pick(st, WG_ASK_MODE, "mode", tr(N_("Contacts")), 1, tr(N_("change as few as possible")),
		 tr(N_("from scratch")));
	set_pick(st, WG_ASK_BY, "by", tr(N_("Balance")), 2, tr(N_("load")), tr(N_("number of households")));
	st->fields[WG_ASK_MODE].choice = scope.counters.covered == 0;
	wg_form_open(&st->form, tr(N_("Plan the contacts")), st->fields, WG_ASK_FIELDS);
	st->stage = WG_STAGE_ASK;
	return WG_OK;
}

static void complain_scope(struct wg__plan_screen *st, const struct wg_error *e)
{
	char text[WG_FIELD_MESSAGE];
	wg_form_complain(&st->form, "scope", wg_ui_sentence(st->ui, &e->message, text, sizeof text));
}

/* The plan of what the form says; *e says why there is none. */
static enum wg_err compute(struct wg__plan_screen *st, wg_plan **plan, const char **path, struct wg_error *e)
{
	char text[WG_LINE_MAX * 4];
	struct wg_plan_opts opts = {
		.mode = st->fields[WG_ASK_MODE].choice ? WG_PLAN_FRESH : WG_PLAN_KEEP,
		.by_count = st->fields[WG_ASK_BY].choice == 1,
		.tick = wg_ui_tick,
		.user = st->ui,
	};
	int64_t *ids = WG_NEW(&st->arena, int64_t, st->choose.marks.len);
	wg_form_value(&st->form, "scope", text, sizeof text);
	enum wg_err err = find_scope(st, text, &st->arena, &opts.scope, e);
	if (err == WG_OK)
		err = wg_node_path(office_of(st), &opts.scope, " > ", &st->arena, path, e);
	if (err != WG_OK)
		return err;
	if (st->fields[WG_ASK_CADRES].choice == 1) {
		wg_ids_sorted(&st->choose.marks, ids);
		opts.cadres = ids;
		opts.n_cadres = st->choose.marks.len;
	}
	wg_ui_begin(st->ui);
	return wg_plan_open(office_of(st), &opts, plan, e);
}

void wg__plan_compute(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	struct wg_error e = {0};
	wg_plan *plan = NULL;
	const char *path;
	if (compute(st, &plan, &path, &e) != WG_OK) {
		st->stage = WG_STAGE_ASK;
		if (e.code == WG_ENOTFOUND || e.code == WG_EUSAGE)
			complain_scope(st, &e);
		else
			wg_ui_complain(st->ui, &e);
		return;
	}
	wg_plan_close(&st->plan);
	wg__plan_forget(st);
	st->plan = plan;
	st->path = path;
	st->stage = WG_STAGE_RESULT;
	wg__plan_take(st);
	s->stale = true;
}

/* The scope may have been typed anew: its cadres are read before they are chosen from. */
static void choose(struct wg__plan_screen *st)
{
	char text[WG_LINE_MAX * 4];
	struct wg_arena a = {0};
	struct wg_node scope;
	struct wg_error e = {0};
	wg_form_value(&st->form, "scope", text, sizeof text);
	enum wg_err err = find_scope(st, text, &a, &scope, &e);
	if (err == WG_OK)
		err = read_workers(st, &scope, &e);
	if (err == WG_OK)
		st->stage = WG_STAGE_CHOOSE;
	else
		complain_scope(st, &e);
	wg_arena_free(&a);
}

static void submit(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	if (st->fields[WG_ASK_CADRES].choice == 1)
		choose(st);
	else
		wg__plan_compute(s);
}

bool wg__plan_form_event(struct wg_screen *s, const struct wg_event *ev)
{
	struct wg__plan_screen *st = s->state;
	enum wg_form_result result = wg_form_event(&st->form, ev);
	if (result == WG_FORM_SUBMIT)
		submit(s);
	else if (result == WG_FORM_CANCEL)
		wg_ui_pop(s->ui);
	return result != WG_FORM_IGNORED;
}
