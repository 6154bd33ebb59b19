#include <stdio.h>
#include <string.h>

#include "screen/palette.h"
#include "view/form.h"

enum { LABEL = 36, FIELDS = 16, CHOICES = 9, VALUE = 2048 };

struct ask {
	const struct wg_command *command;
	struct wg_arena arena;
	struct wg_field fields[FIELDS];
	struct wg_form form;
};

static void choices_of(struct ask *k, const struct wg_param *p, struct wg_field *f, wg_translate *tr)
{
	const char **list = WG_NEW(&k->arena, const char *, CHOICES);
	int n = 0;
	list[n++] = p->type == WG_PARAM_FLAG ? tr(N_("no")) : "-";
	if (p->type == WG_PARAM_FLAG)
		list[n++] = tr(N_("yes"));
	for (const char *s = p->choices; s && *s && n < CHOICES;) {
		size_t len = strcspn(s, "|");
		list[n++] = wg_arena_strndup(&k->arena, s, len);
		s += len + (s[len] == '|');
	}
	f->kind = WG_FIELD_PICK;
	f->choices = list;
	f->n_choices = n;
}

/* A label short enough to leave room for the value; the whole sentence stands below the form. */
static const char *label(struct ask *k, struct wg_screen *s, const char *help)
{
	char out[256];
	size_t n = 0;
	for (const char *p = help; *p && n + 4 < sizeof out;) {
		size_t len = 1;
		while (((unsigned char)p[len] & 0xC0) == 0x80)
			len++;
		memcpy(out + n, p, len);
		out[n + len] = '\0';
		if (wg_cells_width(&s->ui->cells, out) > LABEL) {
			out[n] = '\0';
			break;
		}
		n += len;
		p += len;
	}
	out[n] = '\0';
	return wg_arena_strdup(&k->arena, out);
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct ask *k = s->state;
	struct wg_screen *below = wg_ui_top(s->ui);
	int first = -1;
	k->command = argument ? wg_command_find(argument) : NULL;
	if (!k->command)
		return wg_fail(e, WG_EUSAGE, N_("there is no command {1}: see `wangge help`"), "s", argument);
	int n = k->command->n_params < FIELDS ? (int)k->command->n_params : FIELDS;
	for (int i = 0; i < n; i++) {
		const struct wg_param *p = &k->command->params[i];
		struct wg_field *f = &k->fields[i];
		f->key = p->name;
		f->label = label(k, s, s->ui->tr(p->help));
		if (p->type == WG_PARAM_FLAG || p->type == WG_PARAM_CHOICE)
			choices_of(k, p, f, s->ui->tr);
		const char *about = below && below->ops->argument ? below->ops->argument(below, p, &k->arena) : NULL;
		if (f->kind == WG_FIELD_TEXT && about)
			wg_line_set(&f->line, about);
		if (first < 0 && f->kind == WG_FIELD_TEXT && !about)
			first = i;
	}
	wg_form_open(&k->form, s->ui->tr(k->command->summary), k->fields, n);
	if (first >= 0)
		k->form.focus = first;
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	wg_arena_free(&((struct ask *)s->state)->arena);
}

static void add_value(struct wg_buf *line, const char *value)
{
	const char *quote = !strpbrk(value, " \t'\"") ? "" : strchr(value, '"') ? "'" : "\"";
	wg_buf_printf(line, "%s%s%s", quote, value, quote);
}

/* Several values are separated by commas; each stands for itself in the line. */
static void add_values(struct wg_buf *line, const struct wg_param *p, char *value)
{
	for (char *at = value; at;) {
		char *comma = p->flags & WG_PARAM_MANY ? strchr(at, ',') : NULL;
		if (comma)
			*comma = '\0';
		wg_buf_printf(line, " --%s ", p->name);
		add_value(line, at);
		at = comma ? comma + 1 : NULL;
	}
}

/* The line as it would have been typed; false when something that must be said is missing. */
static bool build(struct wg_screen *s, struct wg_buf *line)
{
	struct ask *k = s->state;
	char value[VALUE];
	wg_buf_puts(line, k->command->name);
	for (int i = 0; i < k->form.n; i++) {
		const struct wg_param *p = &k->command->params[i];
		struct wg_field *f = &k->fields[i];
		bool pick = f->kind == WG_FIELD_PICK;
		wg_form_value(&k->form, f->key, value, sizeof value);
		if (pick ? f->choice == 0 : !*value) {
			if (!(p->flags & WG_PARAM_REQUIRED))
				continue;
			wg_form_complain(&k->form, f->key, s->ui->tr(N_("this must be filled in")));
			return false;
		}
		if (p->type == WG_PARAM_FLAG)
			wg_buf_printf(line, " --%s", p->name);
		else
			add_values(line, p, value);
	}
	return true;
}

static void submit(struct wg_screen *s)
{
	struct wg_ui *ui = s->ui;
	struct wg_buf line;
	struct wg_error e = {0};
	struct wg_args args = {0};
	const struct wg_command *command;
	wg_buf_init(&line, 64 * 1024);
	if (build(s, &line) && !line.toobig) {
		char *copy = wg_xstrdup(line.data);
		bool well = ui->face->parse(copy, &command, &args, &e) == WG_OK;
		wg_args_free(&args);
		free(copy);
		if (well) {
			wg_ui_pop(ui);
			wg_ui_propose(ui, line.data);
		} else {
			wg_ui_complain(ui, &e);
		}
	}
	wg_buf_free(&line);
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct ask *k = s->state;
	enum wg_form_result result = wg_form_event(&k->form, ev);
	if (result == WG_FORM_SUBMIT)
		submit(s);
	else if (result == WG_FORM_CANCEL)
		wg_ui_pop(s->ui);
	return result != WG_FORM_IGNORED;
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	out[0] = WG_SCOPE_FORM;
	return 1;
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	wg_translate *tr = s->ui->tr;
	out[0] = (struct wg_footer_item){"Enter", tr(N_("go on"))};
	out[1] = (struct wg_footer_item){"Tab", tr(N_("next"))};
	out[2] = (struct wg_footer_item){"Esc", tr(N_("leave it"))};
	return 3;
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct ask *k = s->state;
	wg_form_draw(&k->form, c, (struct wg_rect){r.row + 1, r.col, r.rows - 3, r.cols});
	if (k->form.n > 0)
		wg_cells_put(c, r.row + r.rows - 1, r.col + 1, r.cols - 2, WG_ROLE_DIM,
			     s->ui->tr(k->command->params[k->form.focus].help), WG_PUT_ELL);
}

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	snprintf(left, WG_CRUMBS, "%s", ((struct ask *)s->state)->command->name);
}

const struct wg_screen_ops wg_screen_ask = {
	.name = "ask",
	.title = N_("Command"),
	.state_size = sizeof(struct ask),
	.open = open,
	.close = close,
	.scopes = scopes,
	.event = event,
	.paint = paint,
	.crumbs = crumbs,
	.foot = foot,
};
