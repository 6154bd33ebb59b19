#include "app/help.h"

#include <stdio.h>
#include <string.h>

#include "app/i18n.h"
#include "base/buf.h"
#include "text/fit.h"

enum { NAME_COLUMNS = 22, TEXT_MAX = 4096 };

static void put_pair(const char *name, const char *text)
{
	int blanks = NAME_COLUMNS - wg_text_width(name, 0);
	printf("  %s%*s%s\n", name, blanks > 2 ? blanks : 2, "", text);
}

static void put_options(void)
{
	static const struct {
		const char *name, *help;
	} options[] = {
		{"--db FILE", N_("the office; else $WANGGE_DB, else ~/.local/share/wangge/office.db")},
		{"--lang zh|en", N_("language of screens and messages")},
		{"--json", N_("the result as JSON")},
		{"--csv", N_("the first table of the result as CSV")},
		{"--dry-run", N_("show what would be done and change nothing")},
		{"--yes", N_("accept what would otherwise be asked for")},
		{"--read-only", N_("no path that writes; telephones and id numbers masked")},
		{"--script FILE", N_("run the console without a terminal")},
		{"--size WxH", N_("its size, 80x24 when not given")},
		{"--version", N_("the version")},
		{"--help", N_("this text, or that of a verb")},
	};
	printf("\n%s\n", _(N_("Options")));
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		put_pair(options[i].name, _(options[i].help));
}

static void put_all(void)
{
	printf("%s\n", _(N_("Usage: wangge [OPTION …] [VERB …]")));
	printf("%s\n\n%s\n", _(N_("Without a verb the console opens.")), _(N_("Verbs")));
	for (size_t i = 0; i < wg_command_count(); i++) {
		const struct wg_command *c = wg_command_at(i);
		if (!(c->flags & WG_COMMAND_SYSTEM))
			put_pair(c->name, _(c->summary));
	}
	put_pair("help VERB", _(N_("How a verb is used")));
	put_options();
}

/* FILE, HOUSEHOLD …: what stands for the value in a line of use. */
static void add_value(struct wg_buf *b, const struct wg_param *p)
{
	if (p->type == WG_PARAM_CHOICE) {
		wg_buf_puts(b, p->choices);
		return;
	}
	for (const char *s = p->name; *s; s++)
		wg_buf_putc(b, (char)(*s >= 'a' && *s <= 'z' ? *s - 'a' + 'A' : *s));
}

/* As in a manual: [--under PLACE], HOUSEHOLDS … */
static void add_param(struct wg_buf *b, const struct wg_param *p, bool brackets)
{
	bool optional = brackets && !(p->flags & WG_PARAM_REQUIRED), positional = p->flags & WG_PARAM_POSITIONAL;
	if (optional)
		wg_buf_putc(b, '[');
	if (!positional)
		wg_buf_printf(b, "--%s", p->name);
	if (!positional && p->type != WG_PARAM_FLAG)
		wg_buf_putc(b, ' ');
	if (p->type != WG_PARAM_FLAG)
		add_value(b, p);
	if (p->flags & WG_PARAM_MANY)
		wg_buf_puts(b, positional ? " …" : "[,…]");
	if (optional)
		wg_buf_putc(b, ']');
}

static void put_command(const struct wg_command *c)
{
	struct wg_buf b;
	wg_buf_init(&b, TEXT_MAX);
	printf("%s\n\n%s wangge %s", _(c->summary), _(N_("Usage:")), c->name);
	for (size_t i = 0; i < c->n_params; i++) {
		wg_buf_clear(&b);
		add_param(&b, &c->params[i], true);
		printf(" %s", b.data);
	}
	printf("%s", c->n_params ? "\n\n" : "\n");
	for (size_t i = 0; i < c->n_params; i++) {
		wg_buf_clear(&b);
		add_param(&b, &c->params[i], false);
		put_pair(b.data, _(c->params[i].help));
	}
	wg_buf_free(&b);
}

/* `import` alone explains import households and import cadres. */
static bool begins_with(const struct wg_command *c, const char *word)
{
	size_t len = strlen(word);
	return strncmp(c->name, word, len) == 0 && (c->name[len] == '\0' || c->name[len] == ' ');
}

enum wg_err wg_help(const struct wg_app *app, struct wg_error *e)
{
	size_t from = app->n_words > 0 && strcmp(app->words[0], "help") == 0, n = app->n_words - from;
	if (n == 0) {
		put_all();
		return WG_OK;
	}
	size_t shown = 0;
	for (size_t i = 0; i < wg_command_count(); i++) {
		const struct wg_command *c = wg_command_at(i);
		const char *second = strchr(c->name, ' ');
		if (!begins_with(c, app->words[from]) ||
		    (second && n > 1 && strcmp(second + 1, app->words[from + 1]) != 0))
			continue;
		if (shown++)
			putchar('\n');
		put_command(c);
	}
	if (shown == 0)
		return wg_fail(e, WG_EUSAGE, N_("there is no command {1}: see `wangge help`"), "s", app->words[from]);
	return WG_OK;
}
