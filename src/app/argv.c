#include "app/argv.h"

#include <stdlib.h>
#include <string.h>

#include "text/number.h"

struct reader {
	struct wg_app *app;
	char **argv;
	int argc, i;
	const struct wg_command *command; /* once the verb was met */
};

static const struct wg_param *find_param(const struct wg_command *c, const char *word)
{
	size_t len = strcspn(word + 2, "=");
	for (size_t i = 0; c && i < c->n_params; i++) {
		if (strlen(c->params[i].name) == len && strncmp(c->params[i].name, word + 2, len) == 0)
			return &c->params[i];
	}
	return NULL;
}

static void keep(struct reader *r, char *word)
{
	r->app->words[r->app->n_words++] = word;
}

/* Two words may be one verb: import households. */
static void look_for_command(struct reader *r)
{
	struct wg_app *app = r->app;
	if (r->command || app->n_words == 0 || app->n_words > 2)
		return;
	const char *name = app->words[0];
	if (app->n_words == 2)
		name = wg_arena_printf(&app->arena, "%s %s", name, app->words[1]);
	r->command = wg_command_find(name);
}

/* --name VALUE or --name=VALUE; *value NULL when the word is another option. */
static enum wg_err take_value(struct reader *r, const char *name, const char **value, struct wg_error *e)
{
	const char *word = r->argv[r->i];
	size_t len = strlen(name);
	*value = NULL;
	if (strncmp(word, name, len) != 0 || (word[len] && word[len] != '='))
		return WG_OK;
	if (word[len] == '=')
		*value = word + len + 1;
	else if (r->i + 1 < r->argc)
		*value = r->argv[++r->i];
	else
		return wg_fail(e, WG_EUSAGE, N_("{1} needs a value"), "s", name);
	return WG_OK;
}

static enum wg_err read_language(struct wg_app *app, const char *value, struct wg_error *e)
{
	app->english = strcmp(value, "en") == 0;
	if (!app->english && strcmp(value, "zh") != 0)
		return wg_fail(e, WG_EUSAGE, N_("--lang {1}: it must be zh or en"), "s", value);
	return WG_OK;
}

static enum wg_err read_size(struct wg_app *app, const char *value, struct wg_error *e)
{
	char *end;
	long cols = strtol(value, &end, 10), rows = 0;
	if (*end == 'x')
		rows = strtol(end + 1, &end, 10);
	if (*end || cols < 1 || rows < 1 || cols > 1000 || rows > 1000)
		return wg_fail(e, WG_EUSAGE, N_("--size {1}: columns and rows, as in 80x24"), "s", value);
	app->cols = (int)cols;
	app->rows = (int)rows;
	return WG_OK;
}

static bool read_switch(struct wg_app *app, const char *word)
{
	if (strcmp(word, "--json") == 0)
		app->format = WG_FORMAT_JSON;
	else if (strcmp(word, "--csv") == 0)
		app->format = WG_FORMAT_CSV;
	else if (strcmp(word, "--dry-run") == 0)
		app->dry_run = true;
	else if (strcmp(word, "--yes") == 0)
		app->yes = true;
	else if (strcmp(word, "--read-only") == 0)
		app->read_only = true;
	else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		app->help = true;
	else
		return false;
	return true;
}

static enum wg_err read_global(struct reader *r, bool *taken, struct wg_error *e)
{
	struct wg_app *app = r->app;
	const char *value;
	enum wg_err err;
	*taken = true;
	if (read_switch(app, r->argv[r->i]))
		return WG_OK;
	if ((err = take_value(r, "--db", &value, e)) != WG_OK || value) {
		app->db = value;
		return err;
	}
	if ((err = take_value(r, "--lang", &value, e)) != WG_OK || value)
		return err != WG_OK ? err : read_language(app, value, e);
	if ((err = take_value(r, "--size", &value, e)) != WG_OK || value)
		return err != WG_OK ? err : read_size(app, value, e);
	if ((err = take_value(r, "--script", &value, e)) != WG_OK || value) {
		app->script = value;
		return err;
	}
	*taken = false;
	return WG_OK;
}

/* An option of the verb, with its value when it has one. */
static void keep_option(struct reader *r, const struct wg_param *p)
{
	char *word = r->argv[r->i];
	keep(r, word);
	if (p->type != WG_PARAM_FLAG && !strchr(word, '=') && r->i + 1 < r->argc)
		keep(r, r->argv[++r->i]);
}

/* $WANGGE_DB, else $XDG_DATA_HOME/wangge/office.db. */
static void default_database(struct wg_app *app)
{
	const char *env = getenv("WANGGE_DB"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	if (app->db)
		return;
	if (env && *env) {
		app->db = env;
		return;
	}
	app->db_is_default = true;
	if (data && *data == '/')
		app->db = wg_arena_printf(&app->arena, "%s/wangge/office.db", data);
	else
		app->db = wg_arena_printf(&app->arena, "%s/.local/share/wangge/office.db", home ? home : "");
}

enum wg_err wg_argv_read(struct wg_app *app, int argc, char **argv, struct wg_error *e)
{
	struct reader r = {.app = app, .argv = argv, .argc = argc};
	bool options = true;
	enum wg_err err = WG_OK;
	app->words = WG_NEW(&app->arena, char *, argc + 2);
	for (r.i = 1; err == WG_OK && r.i < argc; r.i++) {
		char *word = argv[r.i];
		bool taken = false, option = options && word[0] == '-' && word[1];
		const struct wg_param *p = option ? find_param(r.command, word) : NULL;
		if (p) {
			keep_option(&r, p);
			continue;
		}
		if (option && strcmp(word, "--") == 0)
			options = false;
		else if (option)
			err = read_global(&r, &taken, e);
		if (err == WG_OK && option && options && !taken && !r.command)
			err = wg_fail(e, WG_EUSAGE, N_("there is no option {1}: see `wangge help`"), "s", word);
		if (err != WG_OK || taken)
			continue;
		keep(&r, word);
		look_for_command(&r);
	}
	if (err == WG_OK && app->yes && find_param(r.command, "--yes"))
		keep(&r, wg_arena_strdup(&app->arena, "--yes"));
	default_database(app);
	return err;
}
