#include "screen/menu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/menu_print.h"
#include "screen/overlay.h"
#include "view/fuzzy.h"
#include "wangge/person.h"
#include "wangge/worker.h"

enum { MOST = 60, SHOWN = 14, TYPED = 400 };

struct entry {
	const char *line, *text; /* line: opens the form; NULL = an action */
	enum wg_action action;
};

struct menu {
	struct entry entries[MOST];
	int n;
	struct wg_arena arena;
	struct wg_candidate candidates[MOST];
	struct wg_panel panel;
};

static void add(struct menu *m, const char *line, const char *text)
{
	if (m->n < MOST)
		m->entries[m->n++] = (struct entry){.line = line, .text = text};
}

static const struct wg_param *first_required(const struct wg_command *c)
{
	for (size_t i = 0; i < c->n_params; i++)
		if (c->params[i].flags & WG_PARAM_REQUIRED)
			return &c->params[i];
	return NULL;
}

static bool is_edit(const struct wg_command *c)
{
	return strncmp(c->name, "edit ", 5) == 0;
}

/* Commands about such a thing, in the order of the registry. subject: what to open them on. */
static void add_commands(struct menu *m, struct wg_screen *s, enum wg_param_type type, const char *subject)
{
	for (size_t i = 0; i < wg_command_count(); i++) {
		const struct wg_command *c = wg_command_at(i);
		const struct wg_param *p = first_required(c);
		unsigned odd = WG_COMMAND_SYSTEM | WG_COMMAND_APP | WG_COMMAND_BULK;
		if (!(c->flags & WG_COMMAND_WRITE) || c->flags & odd || is_edit(c) || !p || p->type != type ||
		    strncmp(c->name, "add ", 4) == 0)
			continue;
		bool said = subject && p->flags & WG_PARAM_POSITIONAL;
		add(m, said ? wg_arena_printf(&m->arena, "%s %s", c->name, subject) : c->name, s->ui->tr(c->summary));
	}
}

static const char *about(struct wg_screen *below, enum wg_param_type type, struct wg_arena *a)
{
	const struct wg_param p = {.name = "", .type = type};
	const char *text = below && below->ops->argument ? below->ops->argument(below, &p, a) : NULL;
	return text && *text ? text : NULL;
}

/* The people first, then the household, then what happens to them. */
static enum wg_err of_household(struct menu *m, struct wg_screen *s, struct wg_screen *below, struct wg_error *e)
{
	wg_translate *tr = s->ui->tr;
	const char *home = about(below, WG_PARAM_HOUSEHOLD, &m->arena);
	struct wg_persons people;
	if (!home)
		return wg_fail(e, WG_EUSAGE, N_("there is no household here"), "");
	enum wg_err err = wg_household_members(s->ui->face->office, strtoll(home + 1, NULL, 10), &m->arena, &people, e);
	for (size_t i = 0; err == WG_OK && i < people.n; i++) {
		const struct wg_person *p = &people.at[i];
		const char *ref = wg_ui_refs(&m->arena, &p->id, 1);
		add(m, wg_arena_printf(&m->arena, "edit person %s", ref),
		    wg_arena_printf(&m->arena, "%s  %s  %s", wg_ui_code(s->ui, "relation", p->relation), p->name,
				    p->phone));
	}
	add(m, wg_arena_printf(&m->arena, "edit household %s", home),
	    tr(N_("the household: note, registration, status")));
	add_commands(m, s, WG_PARAM_PERSON, people.n == 1 ? wg_ui_refs(&m->arena, &people.at[0].id, 1) : NULL);
	add_commands(m, s, WG_PARAM_HOUSEHOLD, home);
	return err;
}

static enum wg_err of_worker(struct menu *m, struct wg_screen *s, struct wg_screen *below, struct wg_error *e)
{
	const char *worker = about(below, WG_PARAM_WORKER, &m->arena);
	if (!worker)
		return wg_fail(e, WG_EUSAGE, N_("there is no cadre here"), "");
	add(m, wg_arena_printf(&m->arena, "edit worker %s", worker),
	    s->ui->tr(wg_command_find("edit worker")->summary));
	add_commands(m, s, WG_PARAM_WORKER, worker);
	return WG_OK;
}

static enum wg_err of_place(struct menu *m, struct wg_screen *s, struct wg_screen *below, struct wg_error *e)
{
	const char *place = about(below, WG_PARAM_PLACE, &m->arena);
	add_commands(m, s, WG_PARAM_PLACE, place);
	return m->n > 0 ? WG_OK : wg_fail(e, WG_EUSAGE, N_("this cannot be done here"), "");
}

static void of_new(struct menu *m, struct wg_screen *s)
{
	for (size_t i = 0; i < wg_command_count(); i++) {
		const struct wg_command *c = wg_command_at(i);
		if (strncmp(c->name, "add ", 4) == 0 && c->flags & WG_COMMAND_WRITE)
			add(m, c->name, s->ui->tr(c->summary));
	}
	add(m, NULL, s->ui->tr(wg_action_info(WG_ACTION_IMPORT)->help));
	m->entries[m->n - 1].action = WG_ACTION_IMPORT;
}

static void of_print(struct menu *m, struct wg_screen *s, struct wg_screen *below)
{
	struct wg__print_choice prints[WG_PRINTS];
	int n = wg__print_choices(s->ui, about(below, WG_PARAM_PLACE, &m->arena),
				  about(below, WG_PARAM_WORKER, &m->arena), &m->arena, prints);
	for (int i = 0; i < n; i++)
		add(m, prints[i].line, prints[i].text);
}

static const char *title_of(const char *what)
{
	if (strcmp(what, "add") == 0)
		return N_("New");
	return strcmp(what, "print") == 0 ? N_("Print") : N_("Change");
}

static void match(struct wg_screen *s)
{
	struct menu *m = s->state;
	char typed[TYPED];
	int n = 0;
	wg_line_text(&m->panel.line, typed, sizeof typed);
	for (int i = 0; i < m->n; i++)
		if (wg_fuzzy(typed, m->entries[i].text) > 0)
			m->candidates[n++] =
				(struct wg_candidate){.id = i, .name = m->entries[i].text, .text = m->entries[i].text};
	wg_panel_candidates(&m->panel, m->candidates, n);
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct menu *m = s->state;
	struct wg_screen *below = wg_ui_top(s->ui);
	enum wg_err err = WG_OK;
	const char *what = argument ? argument : "";
	if (strcmp(what, "add") == 0)
		of_new(m, s);
	else if (strcmp(what, "print") == 0)
		of_print(m, s, below);
	else if (strcmp(what, "worker") == 0)
		err = of_worker(m, s, below, e);
	else if (strcmp(what, "place") == 0)
		err = of_place(m, s, below, e);
	else
		err = of_household(m, s, below, e);
	wg_panel_open(&m->panel, s->ui->tr(title_of(what)), wg_monotonic_ns());
	m->panel.hint = s->ui->tr(N_("a digit, or a word"));
	match(s);
	return err;
}

static void close(struct wg_screen *s)
{
	wg_arena_free(&((struct menu *)s->state)->arena);
}

static void go(struct wg_screen *s)
{
	struct menu *m = s->state;
	struct wg_ui *ui = s->ui;
	if (m->panel.chosen < 0)
		return;
	const struct entry chosen = m->entries[m->candidates[m->panel.chosen].id];
	wg_ui_pop(ui);
	if (chosen.line)
		wg_ui_open(ui, "form", chosen.line);
	else
		wg_ui_action(ui, chosen.action);
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct menu *m = s->state;
	struct wg_key key = wg_key_fold(ev->key);
	if (ev->kind != WG_EVENT_KEY && ev->kind != WG_EVENT_PASTE)
		return false;
	bool digit = ev->kind == WG_EVENT_KEY && key.mods == 0 && key.code >= '1' && key.code <= '9';
	int at = digit ? m->panel.first + (int)(key.code - '1') : 0;
	switch (wg_panel_event(&m->panel, ev, wg_monotonic_ns())) {
	case WG_PANEL_IGNORED:
		return false;
	case WG_PANEL_TYPED:
		match(s);
		break;
	case WG_PANEL_GO:
		go(s);
		break;
	case WG_PANEL_CANCEL:
		wg_ui_pop(s->ui);
		break;
	case WG_PANEL_MOVED:
	case WG_PANEL_CHOSE:
	case WG_PANEL_ZERO:
		if (digit && at < m->panel.n_candidates)
			go(s);
		break;
	}
	return true;
}

static const struct wg_footer_item keys[] = {{"1-9 Enter", N_("choose")}, {"Esc", N_("leave it")}, {0}};

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct menu *m = s->state;
	int shown = m->n < SHOWN ? m->n : SHOWN, most = r.rows * 2 / 3;
	wg_panel_draw(&m->panel, c, wg_overlay(s, c, r, 1 + shown < most ? 1 + shown : most));
}

const struct wg_screen_ops wg_screen_menu = {
	.name = "menu",
	.title = N_("Change"),
	.state_size = sizeof(struct menu),
	.open = open,
	.close = close,
	.scopes = wg_overlay_scopes,
	.event = event,
	.paint = paint,
	.crumbs = wg_overlay_crumbs,
	.keys = keys,
};
