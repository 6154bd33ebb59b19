/* print.h: what came of a command, on standard output: as text, JSON or CSV. Nothing that was data reaches the terminal
 * as it is: controls and invisible characters are taken out of text and CSV, and written as escapes in JSON.
 *
 * Text: the sentence, the tables, the notes grouped by how grave they are. JSON: stable English keys, see wangge(1).
 * CSV: the first table, its keys as the header; sentence and notes go to standard error. */
#ifndef WANGGE_APP_PRINT_H
#define WANGGE_APP_PRINT_H

#include "app/app.h"

/* err is what the run returned; then *e is printed too. */
void wg_print_outcome(const struct wg_app *app, const struct wg_outcome *outcome, enum wg_err err,
		      const struct wg_error *e);

/* An error without an outcome: `wangge: …` on standard error, or {"error": …} on standard output with --json. */
void wg_print_error(const struct wg_app *app, enum wg_err err, const struct wg_error *e);

/* One sentence that the program itself says. */
void wg_print_said(const struct wg_app *app, const char *text);

#endif
