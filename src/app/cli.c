#include "app/cli.h"

#include <string.h>

#include "app/demo.h"
#include "app/help.h"
#include "app/keys.h"
#include "app/i18n.h"
#include "app/print.h"
#include "store/schema.h"
#include "text/number.h"

static bool go_on(void *user, double done)
{
	(void)user;
	(void)done;
	return !wg_app_interrupted();
}

static enum wg_err read_number(const struct wg_args *args, const char *name, int64_t *out, struct wg_error *e)
{
	const char *s = wg_args_get(args, name);
	if (s && !wg_number_parse(s, out))
		return wg_fail(e, WG_EUSAGE, N_("{1}: {2} is not a number"), "ss", name, s);
	return WG_OK;
}

static enum wg_err run_init(struct wg_app *app, const struct wg_args *args, struct wg_error *e)
{
	int64_t number = 0;
	char text[WG_I18N_BYTES];
	enum wg_err err = read_number(args, "office", &number, e);
	if (err == WG_OK && wg_args_get(args, "office") && (number < 1 || number > WG_OFFICE_MAX))
		err = wg_fail(e, WG_EUSAGE, N_("the number of an office is from 1 to {1}"), "d", WG_OFFICE_MAX);
	if (err == WG_OK)
		err = wg_app_create(app, (int)number, e);
	if (err == WG_OK)
		wg_print_said(app, wg_i18n_say(text, N_("an empty office was made: {1}"), "s", app->db));
	return err;
}

static enum wg_err run_demo(struct wg_app *app, const struct wg_args *args, struct wg_error *e)
{
	int64_t households = 0, seed = 1;
	char text[WG_I18N_BYTES];
	enum wg_err err = read_number(args, "households", &households, e);
	if (err == WG_OK)
		err = read_number(args, "seed", &seed, e);
	if (err == WG_OK && wg_args_get(args, "households") && (households < 1 || households > WG_DEMO_MAX))
		err = wg_fail(e, WG_EUSAGE, N_("--households: from 1 to {1}"), "d", WG_DEMO_MAX);
	if (err == WG_OK)
		err = wg_demo_run(app, households, (uint64_t)seed, wg_args_get(args, "bare"), &households, e);
	if (err == WG_OK)
		wg_print_said(app, wg_i18n_say(text, N_("an office of {1} households was made: {2}"), "ls",
					       (long long)households, app->db));
	return err;
}

static enum wg_err run_keys(struct wg_app *app, struct wg_error *e)
{
#ifdef WG_HAVE_TUI
	return wg_keys_show(app, e);
#else
	(void)app;
	return wg_fail(e, WG_EUNAVAILABLE, N_("this wangge was built without the console: see `wangge help`"), "");
#endif
}

/* init and demo are the program's own: there is no office yet in which to run a command. */
static enum wg_err run_own(struct wg_app *app, const struct wg_command *command, const struct wg_args *args,
			   struct wg_error *e)
{
	if (strcmp(command->name, "keys") == 0)
		return run_keys(app, e);
	if (strcmp(command->name, "export list") == 0)
		return wg_fail(e, WG_EUSAGE, N_("{1} is for the console; here --csv gives any list"), "s",
			       command->name);
	if (command->flags & WG_COMMAND_CONSOLE)
		return wg_fail(e, WG_EUSAGE, N_("{1} is for the console; here wangge.yaml says it"), "s",
			       command->name);
	if (app->read_only)
		return wg_fail(e, WG_EPERM, N_("read-only: {1} is not possible"), "s", command->name);
	if (app->dry_run)
		return wg_fail(e, WG_EUSAGE, N_("{1} cannot be tried with --dry-run"), "s", command->name);
	return strcmp(command->name, "init") == 0 ? run_init(app, args, e) : run_demo(app, args, e);
}

static enum wg_err run_command(struct wg_app *app, const struct wg_command *command, const struct wg_args *args,
			       int *status, struct wg_error *e)
{
	struct wg_outcome outcome;
	struct wg_run_opts opts = {.run = app->dry_run ? WG_PREVIEW : WG_RUN, .tick = go_on};
	if (app->read_only && (command->flags & WG_COMMAND_WRITE))
		return wg_fail(e, WG_EPERM, N_("read-only: {1} is not possible"), "s", command->name);
	enum wg_err err = wg_app_open(app, e);
	if (err != WG_OK)
		return err;
	wg_app_interrupted();
	err = wg_command_run(app->office, command->name, args, &opts, &outcome, e);
	wg_print_outcome(app, &outcome, err, e);
	*status = err == WG_OK ? outcome.failed_check : wg_err_status(err);
	wg_outcome_free(&outcome);
	return WG_OK;
}

int wg_cli_run(struct wg_app *app)
{
	struct wg_args args = {0};
	struct wg_error e = {0};
	const struct wg_command *command = NULL;
	int status = 0;
	enum wg_err err;
	if (app->help || strcmp(app->words[0], "help") == 0) {
		err = wg_help(app, &e);
	} else {
		err = wg_command_words(app->words, app->n_words, &command, &args, &e);
		if (err == WG_OK && (command->flags & WG_COMMAND_APP))
			err = run_own(app, command, &args, &e);
		else if (err == WG_OK)
			err = run_command(app, command, &args, &status, &e);
	}
	wg_args_free(&args);
	if (err == WG_OK)
		return status;
	wg_print_error(app, err, &e);
	return wg_err_status(err);
}
