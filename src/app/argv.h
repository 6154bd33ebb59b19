/* argv.h: the global options, taken out of the command line wherever they stand. */
#ifndef WANGGE_APP_ARGV_H
#define WANGGE_APP_ARGV_H

#include "app/app.h"

/* Fills in the options, db, words and help of *app. An option that the verb has under the same name (--yes) is the
 * verb's when it stands behind it; what stands behind -- or is an option's value is never taken for a global one.
 * WG_EUSAGE. */
enum wg_err wg_argv_read(struct wg_app *app, int argc, char **argv, struct wg_error *e);

#endif
