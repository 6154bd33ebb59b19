/* app.h: one run of the program: what was asked for on the command line, the settings, and the open office. */
#ifndef WANGGE_APP_APP_H
#define WANGGE_APP_APP_H

#include "base/arena.h"
#include "conf/conf.h"
#include "wangge/command.h"

enum wg_format {
	WG_FORMAT_TEXT,
	WG_FORMAT_JSON,
	WG_FORMAT_CSV,
};

/* Words are borrowed from argv, paths from the arena. */
struct wg_app {
	struct wg_arena arena;
	struct wg_conf *conf;
	const char *user;   /* login name, "" when the account has none; known once the office is open */
	wg_office *office;  /* NULL until wg_app_open() */
	const char *db;     /* the office file */
	bool db_is_default; /* neither --db nor $WANGGE_DB said it: its folder is made when it is not there */
	bool english;
	enum wg_format format;
	bool dry_run, yes, read_only;
	const char *script; /* --script FILE: the console without a terminal; NULL = none */
	int cols, rows;     /* --size 80x24, with --script */
	char **words;       /* the verb and what follows it, global options taken out */
	size_t n_words;
	bool help; /* --help, or no need of an office */
};

/* The office file opened for writing (for reading with --read-only), its code lists brought up to date. */
enum wg_err wg_app_open(struct wg_app *app, struct wg_error *e);

/* A new, empty office with this number (0 = at random), with its code lists. The file must not exist. */
enum wg_err wg_app_create(struct wg_app *app, int number, struct wg_error *e);

/* Closes the office that is open; none is no error. */
void wg_app_close(struct wg_app *app);

/* Ctrl-C was pressed: for ticks. A second one ends the program. */
bool wg_app_interrupted(void);

#endif
