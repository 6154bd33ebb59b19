/* help.h: `wangge help` and `wangge help VERB`, from the registry of commands. */
#ifndef WANGGE_APP_HELP_H
#define WANGGE_APP_HELP_H

#include "app/app.h"

/* The words after help (or with --help, the verb) name what is explained; none: everything, one line each.
 * WG_EUSAGE when there is no such command. */
enum wg_err wg_help(const struct wg_app *app, struct wg_error *e);

#endif
