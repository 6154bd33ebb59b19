/* print_out.h: the three forms of an outcome. Inside app/ only; print.h chooses between them. */
#ifndef WANGGE_APP_PRINT_OUT_H
#define WANGGE_APP_PRINT_OUT_H

#include <stdio.h>

#include "app/app.h"

/* One JSON value; an error, when err is one, beside what is known. */
void wg_print_json(const struct wg_app *app, const struct wg_outcome *outcome, enum wg_err err,
		   const struct wg_error *e);

/* The first table; nothing when there is none. */
void wg_print_csv(const struct wg_outcome *outcome);

#endif
