#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/argv.h"
#include "app/cli.h"
#include "app/i18n.h"
#include "app/print.h"
#ifdef WG_HAVE_TUI
#include "app/tui.h"
#endif

/* A closed standard descriptor would be given to the next file that is opened: the database. Each gets /dev/null the
 * wrong way round, so that using it is an error as it was before. */
static void hold_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
		    open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_exit(71);
	}
}

static void set_signals(void)
{
	signal(SIGPIPE, SIG_IGN); /* writing says so instead */
	signal(SIGXFSZ, SIG_IGN);
}

static int run_console(struct wg_app *app, struct wg_error *e)
{
#ifdef WG_HAVE_TUI
	(void)e;
	return wg_tui_main(app);
#else
	(void)app;
	wg_print_error(
		app,
		wg_fail(e, WG_EUNAVAILABLE, N_("this wangge was built without the console: see `wangge help`"), ""), e);
	return wg_err_status(WG_EUNAVAILABLE);
#endif
}

/* What was printed must have arrived: a full disk is told, a reader who has gone away is not. */
static int flush_output(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	char text[WG_I18N_BYTES];
	if (errno != EPIPE)
		fprintf(stderr, "wangge: %s\n",
			wg_i18n_say(text, N_("the output cannot be written: {1}"), "s", strerror(errno)));
	return wg_err_status(WG_EIO);
}

static int run(struct wg_app *app, int argc, char **argv)
{
	struct wg_error e = {0};
	enum wg_err err = wg_conf_open(NULL, &app->conf, &e);
	if (err == WG_OK)
		app->english = wg_option_is(wg_conf_options(app->conf), WG_OPTION_LANGUAGE, "en");
	if (err == WG_OK)
		err = wg_argv_read(app, argc, argv, &e);
	wg_i18n_language(app->english);
	if (err != WG_OK) {
		wg_print_error(app, err, &e);
		return wg_err_status(err);
	}
	return app->n_words == 0 && !app->help ? run_console(app, &e) : wg_cli_run(app);
}

int main(int argc, char **argv)
{
	struct wg_app app = {.cols = 80, .rows = 24};
	hold_descriptors();
	set_signals();
	umask(007);
	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		puts("wangge " WG_VERSION);
		return flush_output(EXIT_SUCCESS);
	}
	if (!wg_i18n_locale()) {
		fputs("wangge: no UTF-8 locale here (C.UTF-8 or zh_CN.UTF-8)\n", stderr);
		return wg_err_status(WG_ECONFIG);
	}
	int status = flush_output(run(&app, argc, argv));
	wg_app_close(&app);
	wg_conf_close(&app.conf);
	wg_arena_free(&app.arena);
	return status;
}
