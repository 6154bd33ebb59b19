#include "app/app.h"

#include <errno.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal)
{
	(void)signal;
	interrupted = 1;
}

bool wg_app_interrupted(void)
{
	static bool watching;
	if (!watching) {
		struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND | SA_RESTART};
		sigaction(SIGINT, &action, NULL);
		watching = true;
	}
	return interrupted != 0;
}

static struct wg_office_opts office_opts(struct wg_app *app)
{
	const struct passwd *user = getpwuid(getuid());
	app->user = user ? wg_arena_strdup(&app->arena, user->pw_name) : "";
	return (struct wg_office_opts){
		.path = app->db,
		.codes = wg_conf_codes(app->conf),
		.read_only = app->read_only,
		.uid = (int64_t)getuid(),
		.actor = *app->user ? app->user : wg_arena_printf(&app->arena, "%ld", (long)getuid()),
	};
}

static enum wg_err sync_codes(struct wg_app *app, struct wg_error *e)
{
	struct wg_outcome outcome;
	if (!wg_office_codes_differ(app->office))
		return WG_OK;
	enum wg_err err = wg_command_run(app->office, "sync-codes", NULL, NULL, &outcome, e);
	wg_outcome_free(&outcome);
	return err;
}

enum wg_err wg_app_open(struct wg_app *app, struct wg_error *e)
{
	struct wg_office_opts opts = office_opts(app);
	enum wg_err err = wg_office_open(&app->office, &opts, e);
	if (err == WG_OK && !app->read_only && !app->dry_run)
		err = sync_codes(app, e);
	if (err != WG_OK)
		wg_app_close(app);
	return err;
}

/* The folders above the office file, for this user alone. */
static enum wg_err make_folders(struct wg_app *app, struct wg_error *e)
{
	char *path = wg_arena_strdup(&app->arena, app->db);
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return wg_fail(e, WG_ECANTCREAT, N_("the folder {1} cannot be made: {2}"), "ss", path,
				       strerror(errno));
		*slash = '/';
	}
	return WG_OK;
}

/* 660, as the umask alone cannot give it: SQLite makes its files 644. The two files beside it follow. */
static void share_with_group(struct wg_app *app)
{
	static const char *const endings[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		(void)chmod(wg_arena_printf(&app->arena, "%s%s", app->db, endings[i]), 0660);
}

enum wg_err wg_app_create(struct wg_app *app, int number, struct wg_error *e)
{
	struct wg_office_opts opts = office_opts(app);
	opts.read_only = false;
	enum wg_err err = app->db_is_default ? make_folders(app, e) : WG_OK;
	if (err == WG_OK)
		err = wg_office_create(&app->office, &opts, number, e);
	if (err != WG_OK)
		return err;
	share_with_group(app);
	if ((err = sync_codes(app, e)) != WG_OK)
		wg_app_close(app);
	return err;
}

void wg_app_close(struct wg_app *app)
{
	wg_office_close(&app->office);
}
