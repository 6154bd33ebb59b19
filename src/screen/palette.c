#include "screen/palette.h"

#include <stdlib.h>
#include <string.h>

#include "screen/overlay.h"
#include "view/fuzzy.h"
#include "view/panel.h"

enum { TEXT = 400, NAME = 20, KEYS = 10, SHOWN = 14, MOST = 400 };

/* Something that can be done: a command, or an action of what lies below. */
struct entry {
	const struct wg_command *command;
	enum wg_action action;
	const char *name, *says; /* says: translated */
	int fit;
};

struct palette {
	struct entry entries[MOST];
	int n;
	struct wg_arena arena; /* what fits what is typed now */
	const struct entry **fitting;
	struct wg_candidate *candidates;
	struct wg_panel panel;
};

/* Moving about needs no menu. */
static bool is_listed(enum wg_action action)
{
	return !(action >= WG_ACTION_UP && action <= WG_ACTION_OPEN) && action != WG_ACTION_PALETTE &&
	       action != WG_ACTION_BACK;
}

static void add_actions(struct palette *p, struct wg_screen *s)
{
	enum wg_scope stack[WG_SCOPES + 1] = {WG_SCOPE_LIST};
	const struct wg_screen *below = wg_ui_top(s->ui);
	int n = below && below->ops->scopes ? below->ops->scopes(below, stack) : 1;
	stack[n++] = WG_SCOPE_GLOBAL;
	for (int k = 0; k < n; k++)
		for (int i = 1; i < WG_ACTIONS && p->n < MOST; i++) {
			const struct wg_action_info *info = wg_action_info((enum wg_action)i);
			if (info->scope != stack[k] || !is_listed((enum wg_action)i) ||
			    (info->needs & WG_NEED_WRITES && !wg_ui_writes(s->ui)))
				continue;
			p->entries[p->n++] = (struct entry){
				.action = (enum wg_action)i, .name = info->name, .says = s->ui->tr(info->help)};
		}
}

static void add_commands(struct palette *p, struct wg_screen *s)
{
	for (size_t i = 0; i < wg_command_count() && p->n < MOST; i++) {
		const struct wg_command *c = wg_command_at(i);
		bool outside = c->flags & WG_COMMAND_APP && !(c->flags & WG_COMMAND_CONSOLE && s->ui->own);
		if (c->flags & WG_COMMAND_SYSTEM || outside || (c->flags & WG_COMMAND_WRITE && !wg_ui_writes(s->ui)))
			continue;
		p->entries[p->n++] = (struct entry){.command = c, .name = c->name, .says = s->ui->tr(c->summary)};
	}
}

/* The command whose whole name the line begins with; *rest: what follows it. */
static const struct wg_command *typed_command(const char *typed, const char **rest)
{
	const struct wg_command *best = NULL;
	size_t length = 0;
	for (size_t i = 0; i < wg_command_count(); i++) {
		const struct wg_command *c = wg_command_at(i);
		size_t n = strlen(c->name);
		if (n > length && strncmp(typed, c->name, n) == 0 && (typed[n] == ' ' || typed[n] == '\0')) {
			best = c;
			length = n;
			*rest = typed + n + strspn(typed + n, " ");
		}
	}
	return best;
}

static int fit_of(const struct entry *e, const char *typed)
{
	const char *rest = "";
	const struct wg_command *c = typed_command(typed, &rest);
	if (c && *rest)
		return e->command == c;
	int name = wg_fuzzy(typed, e->name), says = wg_fuzzy(typed, e->says);
	if (!*typed)
		return e->command ? 2 : 1;
	says += says > 0;
	return name == 0 ? says : says == 0 || name < says ? name : says;
}

static int by_fit(const void *a, const void *b)
{
	const struct entry *const *x = a, *const *y = b;
	if ((*x)->fit != (*y)->fit)
		return (*x)->fit - (*y)->fit;
	return (*x > *y) - (*x < *y);
}

static const char *entry_text(struct palette *p, struct wg_screen *s, const struct entry *e)
{
	char text[TEXT] = "", key[2 * WG_KEY_NAME] = "";
	if (!e->command)
		wg_keys_first(s->ui->keys, e->action, key);
	wg_pad(s->ui, text, sizeof text, key, KEYS, false);
	wg_pad(s->ui, text, sizeof text, e->name, NAME, false);
	wg_pad(s->ui, text, sizeof text, e->says, 0, false);
	return wg_arena_strdup(&p->arena, text);
}

static void match(struct wg_screen *s)
{
	struct palette *p = s->state;
	char typed[TEXT];
	int n = 0;
	wg_line_text(&p->panel.line, typed, sizeof typed);
	wg_arena_reset(&p->arena);
	p->fitting = WG_NEW(&p->arena, const struct entry *, MOST);
	for (int i = 0; i < p->n; i++)
		if ((p->entries[i].fit = fit_of(&p->entries[i], typed)) > 0)
			p->fitting[n++] = &p->entries[i];
	if (n > 1)
		qsort(p->fitting, (size_t)n, sizeof *p->fitting, by_fit);
	p->candidates = WG_NEW(&p->arena, struct wg_candidate, n);
	for (int i = 0; i < n; i++)
		p->candidates[i] = (struct wg_candidate){
			.id = i, .name = p->fitting[i]->name, .text = entry_text(p, s, p->fitting[i])};
	wg_panel_candidates(&p->panel, p->candidates, n);
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct palette *p = s->state;
	add_actions(p, s);
	add_commands(p, s);
	wg_panel_open(&p->panel, s->ui->tr(N_("Command")), 0);
	p->panel.hint = s->ui->tr(N_("a word, pinyin initials, or a whole command"));
	if (argument)
		wg_line_set(&p->panel.line, argument);
	match(s);
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	wg_arena_free(&((struct palette *)s->state)->arena);
}

static bool needs_more(const struct wg_command *c)
{
	for (size_t i = 0; i < c->n_params; i++)
		if (c->params[i].flags & WG_PARAM_REQUIRED)
			return true;
	return false;
}

/* An edit that names only its subject. */
static bool changes_nothing(const struct wg_command *c, const struct wg_args *args)
{
	bool edits = false, other = false;
	for (size_t i = 0; i < c->n_params; i++) {
		edits = edits || strcmp(c->params[i].name, "version") == 0;
		other = other || (!(c->params[i].flags & WG_PARAM_REQUIRED) && wg_args_get(args, c->params[i].name));
	}
	return edits && !other;
}

/* What a line leaves out is asked for. */
static void propose(struct wg_ui *ui, const struct wg_command *c, const char *line)
{
	const struct wg_command *parsed;
	struct wg_args args = {0};
	char *copy = wg_xstrdup(line);
	bool missing = ui->face->parse(copy, &parsed, &args, NULL) != WG_OK;
	bool ask = !missing && changes_nothing(c, &args);
	for (size_t i = 0; missing && i < c->n_params; i++)
		ask = ask || (c->params[i].flags & WG_PARAM_REQUIRED && !wg_args_get(&args, c->params[i].name));
	wg_args_free(&args);
	free(copy);
	if (ask)
		wg_ui_open(ui, "form", line);
	else
		wg_ui_propose(ui, line);
}

/* What is to be done is kept apart from the prompt, which is gone by then. */
static void go(struct wg_screen *s)
{
	struct palette *p = s->state;
	struct wg_ui *ui = s->ui;
	char typed[TEXT];
	const char *rest = "";
	wg_line_text(&p->panel.line, typed, sizeof typed);
	const struct wg_command *command = typed_command(typed, &rest);
	if (command && *rest) {
		wg_ui_pop(ui);
		propose(ui, command, typed);
		return;
	}
	if (p->panel.chosen < 0) {
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("there is no such command")));
		return;
	}
	const struct entry chosen = *p->fitting[p->panel.chosen];
	wg_ui_pop(ui);
	if (!chosen.command)
		wg_ui_action(ui, chosen.action);
	else if (needs_more(chosen.command))
		wg_ui_open(ui, "form", chosen.command->name);
	else
		wg_ui_propose(ui, chosen.command->name);
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct palette *p = s->state;
	return wg_overlay_event(s, &p->panel, ev, match, go);
}

static const struct wg_footer_item keys[] = {
	{"Enter", N_("go")}, {"Tab", N_("complete")}, {"Up Down", N_("choose")}, {"Esc", N_("leave it")}, {0}};

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct palette *p = s->state;
	int shown = p->panel.n_candidates < SHOWN ? p->panel.n_candidates : SHOWN, most = r.rows * 2 / 3;
	if (shown < 3)
		shown = 3;
	struct wg_rect mine = wg_overlay(s, c, r, 1 + shown < most ? 1 + shown : most);
	wg_panel_draw(&p->panel, c, mine);
	for (int i = 0; i + 1 < mine.rows; i++) {
		bool chosen = p->panel.chosen >= 0 && i == p->panel.chosen - p->panel.first;
		wg_cells_put(c, mine.row + 1 + i, mine.col + 3, 1, chosen ? WG_ROLE_CURSOR : WG_ROLE_NORMAL, " ", 0);
	}
}

const struct wg_screen_ops wg_screen_palette = {
	.name = "palette",
	.title = N_("Command"),
	.state_size = sizeof(struct palette),
	.open = open,
	.close = close,
	.scopes = wg_overlay_scopes,
	.event = event,
	.paint = paint,
	.crumbs = wg_overlay_crumbs,
	.keys = keys,
};
