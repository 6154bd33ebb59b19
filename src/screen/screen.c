#include "screen/screen.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "screen/export.h"
#include "screen/help.h"
#include "screen/sift.h"
#include "screen/verbs.h"

void wg_ui_init(struct wg_ui *ui, const struct wg_face *face, const struct wg_keys *keys, wg_translate *tr)
{
	*ui = (struct wg_ui){
		.face = face, .keys = keys, .tr = tr, .user = "", .file = "", .confirm_above = 20, .settled = true};
	wg_ui_resize(ui, WG_UI_MIN_ROWS, WG_UI_MIN_COLS);
}

static void close_screen(struct wg_screen *s)
{
	if (s->ops->close)
		s->ops->close(s);
	wg_arena_free(&s->front);
	wg_arena_free(&s->back);
	free(s->state);
	free(s);
}

/* A screen that takes itself off is still in the middle of what it does. */
static void close_gone(struct wg_ui *ui)
{
	while (ui->gone) {
		struct wg_screen *s = ui->gone;
		ui->gone = s->gone;
		close_screen(s);
	}
}

void wg_ui_free(struct wg_ui *ui)
{
	while (ui->n_layers > 0)
		wg_ui_pop(ui);
	close_gone(ui);
	while (ui->n_screens > 0)
		close_screen(ui->screens[--ui->n_screens]);
	wg_cells_free(&ui->cells);
}

static enum wg_err open_screen(struct wg_ui *ui, const struct wg_screen_ops *ops, const char *argument,
			       struct wg_screen **out, struct wg_error *e)
{
	struct wg_screen *s = wg_xmalloc(sizeof *s);
	*s = (struct wg_screen){.ops = ops, .ui = ui, .stale = true};
	s->state = wg_xmalloc(ops->state_size + 1);
	memset(s->state, 0, ops->state_size + 1);
	enum wg_err err = ops->open ? ops->open(s, argument, e) : WG_OK;
	if (err != WG_OK)
		close_screen(s);
	else
		*out = s;
	return err;
}

enum wg_err wg_ui_add(struct wg_ui *ui, const struct wg_screen_ops *ops, struct wg_error *e)
{
	if (ui->n_screens == WG_UI_SCREENS)
		return wg_fail(e, WG_EINTERNAL, N_("too many screens"), "");
	enum wg_err err = open_screen(ui, ops, NULL, &ui->screens[ui->n_screens], e);
	if (err == WG_OK)
		ui->n_screens++;
	return err;
}

bool wg_ui_go(struct wg_ui *ui, int number)
{
	for (int i = 0; i < ui->n_screens; i++)
		if (ui->screens[i]->ops->number == number) {
			while (ui->n_layers > 0)
				wg_ui_pop(ui);
			ui->current = i;
			return true;
		}
	return false;
}

bool wg_ui_show(struct wg_ui *ui, const char *name, const char *line)
{
	for (int i = 0; i < ui->n_screens; i++) {
		struct wg_screen *s = ui->screens[i];
		if (strcmp(s->ops->name, name) != 0 || !s->ops->show)
			continue;
		wg_ui_go(ui, s->ops->number);
		s->ops->show(s, line);
		return true;
	}
	return false;
}

enum wg_err wg_ui_push(struct wg_ui *ui, const struct wg_screen_ops *ops, const char *argument, struct wg_error *e)
{
	struct wg_screen *s;
	if (ui->n_layers == WG_UI_LAYERS)
		wg_ui_pop(ui);
	enum wg_err err = open_screen(ui, ops, argument, &s, e);
	if (err == WG_OK)
		ui->layers[ui->n_layers++] = s;
	return err;
}

bool wg_ui_open(struct wg_ui *ui, const char *name, const char *argument)
{
	struct wg_error e = {0};
	for (const struct wg_screen_ops *const *ops = ui->known; ops && *ops; ops++)
		if (strcmp((*ops)->name, name) == 0) {
			bool done = wg_ui_push(ui, *ops, argument, &e) == WG_OK;
			if (!done)
				wg_ui_complain(ui, &e);
			return done;
		}
	wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("there is no such screen yet")));
	return false;
}

void wg_ui_pop(struct wg_ui *ui)
{
	if (ui->n_layers == 0)
		return;
	struct wg_screen *s = ui->layers[--ui->n_layers];
	s->gone = ui->gone;
	ui->gone = s;
}

struct wg_screen *wg_ui_top(const struct wg_ui *ui)
{
	if (ui->n_layers > 0)
		return ui->layers[ui->n_layers - 1];
	return ui->n_screens > 0 ? ui->screens[ui->current] : NULL;
}

struct wg_screen *wg_ui_screen(const struct wg_ui *ui, const char *name)
{
	for (int i = ui->n_layers - 1; i >= 0; i--)
		if (strcmp(ui->layers[i]->ops->name, name) == 0)
			return ui->layers[i];
	for (int i = 0; i < ui->n_screens; i++)
		if (strcmp(ui->screens[i]->ops->name, name) == 0)
			return ui->screens[i];
	return NULL;
}

struct wg_screen *wg_ui_below(const struct wg_ui *ui, const struct wg_screen *s)
{
	for (int i = ui->n_layers - 1; i > 0; i--)
		if (ui->layers[i] == s)
			return ui->layers[i - 1];
	return ui->n_screens > 0 ? ui->screens[ui->current] : NULL;
}

const char *wg_ui_code(const struct wg_ui *ui, const char *list, const char *code)
{
	const struct wg_code *c = wg_code_find(wg_office_codes(ui->face->office), list, code);
	return !c ? code : ui->english && c->name_en ? c->name_en : c->name;
}

bool wg_ui_writes(const struct wg_ui *ui)
{
	return ui->face->run != NULL;
}

void wg_ui_stale(struct wg_ui *ui, unsigned topics)
{
	for (int i = 0; i < ui->n_screens; i++)
		if (ui->screens[i]->ops->depends & topics)
			ui->screens[i]->stale = true;
	for (int i = 0; i < ui->n_layers; i++)
		if (ui->layers[i]->ops->depends & topics)
			ui->layers[i]->stale = true;
}

void wg_ui_say(struct wg_ui *ui, enum wg_role role, const char *text)
{
	snprintf(ui->message, sizeof ui->message, "%s", text);
	ui->message_role = role;
	ui->working = false;
	if (!*text)
		return;
	struct wg_said *said = &ui->said[ui->n_said++ % WG_UI_SAID];
	said->at = wg_now();
	said->role = role;
	memcpy(said->text, ui->message, sizeof said->text);
}

void wg_ui_complain(struct wg_ui *ui, const struct wg_error *e)
{
	char text[sizeof ui->message];
	wg_ui_say(ui, WG_ROLE_ERROR, wg_ui_sentence(ui, &e->message, text, sizeof text));
}

/* The outcome in one sentence; after a write, how to take it back. */
static void say_outcome(struct wg_ui *ui, const struct wg_outcome *outcome)
{
	char text[600], line[sizeof ui->message];
	if (!outcome->said.msgid)
		return;
	wg_ui_sentence(ui, &outcome->said, text, sizeof text);
	snprintf(line, sizeof line, "%s%s%s", text, outcome->batch ? "   " : "",
		 outcome->batch ? ui->tr(N_("u takes it back")) : "");
	wg_ui_say(ui, outcome->n_warnings > 0 ? WG_ROLE_WARN : WG_ROLE_NORMAL, line);
}

enum wg_err wg_ui_try(struct wg_ui *ui, const char *name, const struct wg_args *args, const char *expect,
		      struct wg_outcome *outcome, struct wg_error *e)
{
	if (!ui->face->run)
		return wg_fail(e, WG_EPERM, N_("read-only: nothing can be changed here"), "");
	struct wg_run_opts opts = wg_ui_opts(ui, WG_RUN);
	opts.expect = expect;
	ui->command = wg_command_find(name);
	enum wg_err err = ui->face->run(ui->face->office, name, args, &opts, outcome, e);
	if (err == WG_OK)
		say_outcome(ui, outcome);
	if (outcome->batch || err == WG_ESTALE)
		wg_ui_stale(ui, WG_TOPIC_ALL);
	return err;
}

bool wg_ui_run(struct wg_ui *ui, const char *name, const struct wg_args *args, const char *expect)
{
	struct wg_outcome outcome = {0};
	struct wg_error e = {0};
	enum wg_err err = wg_ui_try(ui, name, args, expect, &outcome, &e);
	if (err != WG_OK)
		wg_ui_complain(ui, &e);
	wg_outcome_free(&outcome);
	return err == WG_OK;
}

/* Lines that write are done at once, those that write a file likewise; the others are answered by a list. */
bool wg_ui_line(struct wg_ui *ui, const char *line)
{
	const struct wg_command *command;
	struct wg_args args = {0};
	struct wg_error e = {0};
	struct wg_outcome outcome = {0};
	char *copy = wg_xstrdup(line);
	bool done = false;
	if (ui->face->parse(copy, &command, &args, &e) != WG_OK) {
		wg_ui_complain(ui, &e);
	} else if (command->flags & WG_COMMAND_CONSOLE && ui->own) {
		done = ui->own(ui->app, command, &args);
	} else if (command->flags & WG_COMMAND_APP) {
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("this is for the command line, outside the console")));
	} else if (command->flags & WG_COMMAND_WRITE) {
		done = wg_ui_run(ui, command->name, &args, NULL);
	} else if (command->flags & WG_COMMAND_FILE || !ui->known) {
		done = wg_ui_read(ui, command->name, &args, &outcome, &e) == WG_OK;
		if (done)
			say_outcome(ui, &outcome);
		else
			wg_ui_complain(ui, &e);
	} else {
		done = wg_ui_open(ui, "rows", line);
	}
	wg_outcome_free(&outcome);
	wg_args_free(&args);
	free(copy);
	return done;
}

bool wg_ui_propose(struct wg_ui *ui, const char *line)
{
	const struct wg_command *command;
	struct wg_args args = {0};
	struct wg_error e = {0};
	char *copy = wg_xstrdup(line);
	bool write = ui->face->parse(copy, &command, &args, &e) == WG_OK && command->flags & WG_COMMAND_WRITE;
	wg_args_free(&args);
	free(copy);
	if (write && !wg_ui_writes(ui)) {
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("read-only: nothing can be changed here")));
		return false;
	}
	return write ? wg_ui_open(ui, "rows", line) : wg_ui_line(ui, line);
}

const char *wg_ui_refs(struct wg_arena *a, const int64_t *ids, size_t n)
{
	enum { EACH = 24 };
	char *text = wg_arena_alloc(a, n * EACH + 1);
	size_t at = 0;
	for (size_t i = 0; i < n; i++)
		at += (size_t)snprintf(text + at, EACH, "%s#%" PRId64, i ? "," : "", ids[i]);
	return text;
}

static struct wg_list *list_of(struct wg_screen *s)
{
	return s->ops->list ? s->ops->list(s) : NULL;
}

static int scopes_of(const struct wg_screen *s, enum wg_scope out[WG_SCOPES + 1])
{
	int n = 0;
	if (s && s->ops->scopes)
		n = s->ops->scopes(s, out);
	else
		out[n++] = WG_SCOPE_LIST;
	out[n++] = WG_SCOPE_GLOBAL;
	return n;
}

static void step_screen(struct wg_ui *ui, int step)
{
	int to = (ui->current + step + ui->n_screens) % ui->n_screens;
	wg_ui_go(ui, ui->screens[to]->ops->number);
}

static void back(struct wg_ui *ui, struct wg_screen *s)
{
	struct wg_list *l = list_of(s);
	if (!(l && l->ranging) && wg_sift_peel(s))
		return;
	if (s->ops->back && s->ops->back(s))
		return;
	if (l && l->ranging)
		l->ranging = false;
	else
		wg_ui_pop(ui);
}

static void undo(struct wg_ui *ui, const char *command)
{
	struct wg_args none = {0};
	wg_ui_run(ui, command, &none, NULL);
	wg_args_free(&none);
}

static void help(struct wg_ui *ui)
{
	struct wg_error e = {0};
	if (wg_ui_top(ui)->ops == &wg_screen_help)
		wg_ui_pop(ui);
	else if (wg_ui_push(ui, &wg_screen_help, NULL, &e) != WG_OK)
		wg_ui_complain(ui, &e);
}

static void everywhere(struct wg_ui *ui, struct wg_screen *s, enum wg_action action)
{
	if (action >= WG_ACTION_SCREEN_1 && action <= WG_ACTION_SCREEN_9) {
		if (!wg_ui_go(ui, (int)(action - WG_ACTION_SCREEN_1) + 1))
			wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("there is no such screen yet")));
	} else if (action == WG_ACTION_SCREEN_NEXT || action == WG_ACTION_SCREEN_PREVIOUS)
		step_screen(ui, action == WG_ACTION_SCREEN_NEXT ? 1 : -1);
	else if (action == WG_ACTION_UNDO || action == WG_ACTION_REDO)
		undo(ui, action == WG_ACTION_UNDO ? "undo" : "redo");
	else if (action == WG_ACTION_SAVED)
		wg_ui_say(ui, WG_ROLE_NORMAL, ui->tr(N_("everything is saved as soon as it is done")));
	else if (action == WG_ACTION_HELP)
		help(ui);
	else if (action == WG_ACTION_MESSAGES)
		wg_ui_open(ui, "messages", NULL);
	else if (action == WG_ACTION_REFRESH)
		wg_ui_stale(ui, WG_TOPIC_ALL);
	else if (action == WG_ACTION_REDRAW)
		ui->redraw = true;
	else if (action == WG_ACTION_BACK)
		back(ui, s);
	else if (action == WG_ACTION_CLOSE)
		wg_ui_pop(ui);
	else if (action == WG_ACTION_QUIT)
		ui->quit = true;
	else if (action == WG_ACTION_PALETTE)
		wg_ui_open(ui, "palette", NULL);
	else if (wg_sift_action(ui, s, action))
		;
	else if (action == WG_ACTION_EXPORT)
		wg_export_ask(ui, s);
	else if (action == WG_ACTION_FIND || action == WG_ACTION_SEARCH)
		wg_ui_open(ui, "find", NULL);
	else if (action == WG_ACTION_RECORD)
		wg_ui_open(ui, "form", "add need");
	else if (!s->ops->argument || !wg_verb(ui, s, action))
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("this cannot be done here")));
}

void wg_ui_action(struct wg_ui *ui, enum wg_action action)
{
	struct wg_screen *s = wg_ui_top(ui);
	if (!s || action == WG_ACTION_NONE)
		return;
	unsigned needs = wg_action_info(action)->needs;
	struct wg_list *l = list_of(s);
	const char *why = s->ops->why_not ? s->ops->why_not(s, action) : NULL;
	if (needs & WG_NEED_WRITES && !wg_ui_writes(ui))
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("read-only: nothing can be changed here")));
	else if (needs & WG_NEED_ROW && l && l->cursor < 0)
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("there is no row here")));
	else if (needs & WG_NEED_MARKS && l && l->marks.len == 0 && !l->ranging)
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("mark rows first")));
	else if (why)
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(why));
	else if ((!s->ops->action || !s->ops->action(s, action)) && (!l || !wg_list_action(l, action)))
		everywhere(ui, s, action);
}

static void press(struct wg_ui *ui, struct wg_screen *s, struct wg_key key)
{
	enum wg_scope stack[WG_SCOPES + 1];
	int n = scopes_of(s, stack);
	const struct wg_binding *b = NULL;
	if (ui->n_held == WG_KEY_SEQUENCE)
		ui->n_held = 0;
	ui->held[ui->n_held++] = key;
	enum wg_key_match match = wg_keys_find(ui->keys, stack, n, ui->held, ui->n_held, &b);
	if (match == WG_KEY_UNBOUND && ui->n_held > 1) { /* g, then something else: the second key for itself */
		ui->n_held = 0;
		ui->held[ui->n_held++] = key;
		match = wg_keys_find(ui->keys, stack, n, ui->held, ui->n_held, &b);
	}
	if (match == WG_KEY_PREFIX)
		return;
	ui->n_held = 0;
	if (match == WG_KEY_UNBOUND) {
		if (key.code > 0x7F && key.code < WG_KEY_NAMED)
			wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("no such key; is an input method switched on?")));
	} else if (b->command) {
		wg_ui_line(ui, b->command);
	} else {
		wg_ui_action(ui, b->action);
	}
}

static void dispatch(struct wg_ui *ui, const struct wg_event *ev)
{
	struct wg_screen *s = wg_ui_top(ui);
	if (!s)
		return;
	if (ev->kind == WG_EVENT_NOT_UTF8) {
		wg_ui_say(ui, WG_ROLE_ERROR, ui->tr(N_("the terminal's encoding is not UTF-8")));
		return;
	}
	if (ev->kind == WG_EVENT_KEY || ev->kind == WG_EVENT_ACTION || ev->kind == WG_EVENT_COMMAND)
		wg_ui_say(ui, WG_ROLE_NORMAL, "");
	if (s->ops->event && s->ops->event(s, ev))
		return;
	if (ev->kind == WG_EVENT_KEY)
		press(ui, s, wg_key_fold(ev->key));
	else if (ev->kind == WG_EVENT_MOUSE)
		wg_ui_pointer(ui, s, ev);
	else if (ev->kind == WG_EVENT_ACTION)
		wg_ui_action(ui, wg_action_find(ev->text, ev->len));
	else if (ev->kind == WG_EVENT_COMMAND)
		wg_ui_line(ui, ev->text);
	else if (ev->kind == WG_EVENT_INTERRUPT)
		wg_ui_action(ui, WG_ACTION_CANCEL);
	else if (ev->kind == WG_EVENT_TERMINATE || ev->kind == WG_EVENT_HANGUP || ev->kind == WG_EVENT_END)
		ui->quit = true;
}

void wg_ui_event(struct wg_ui *ui, const struct wg_event *ev)
{
	dispatch(ui, ev);
	close_gone(ui);
}

static void load_screen(struct wg_ui *ui, struct wg_screen *s)
{
	struct wg_error e = {0};
	s->stale = false;
	if (!s->ops->load)
		return;
	if (s->ops->load(s, &s->back, &e) != WG_OK) {
		wg_arena_reset(&s->back);
		if (!s->loaded && ui->n_layers > 0 && s == wg_ui_top(ui))
			wg_ui_pop(ui);
		wg_ui_complain(ui, &e);
		return;
	}
	s->loaded = true;
	struct wg_arena old = s->front;
	s->front = s->back;
	s->back = old;
	wg_arena_reset(&s->back);
}

void wg_ui_load(struct wg_ui *ui)
{
	struct wg_screen *s = wg_ui_top(ui), *below = s ? wg_ui_below(ui, s) : NULL;
	if (below && below != s && below->stale) /* in sight above a prompt */
		load_screen(ui, below);
	if (s && s->stale)
		load_screen(ui, s);
	if (wg_ui_top(ui) != s)
		wg_ui_load(ui);
	else if (s && ui->settled && s->ops->rest)
		s->ops->rest(s);
}
