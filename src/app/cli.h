/* cli.h: a verb from the command line: found, run, printed. */
#ifndef WANGGE_APP_CLI_H
#define WANGGE_APP_CLI_H

#include "app/app.h"

/* Carries out app->words, prints what comes of it and returns the exit status. */
int wg_cli_run(struct wg_app *app);

#endif
