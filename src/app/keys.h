/* keys.h: `wangge keys`: which keys do what, keymap.yaml of the office and the user included. */
#ifndef WANGGE_APP_KEYS_H
#define WANGGE_APP_KEYS_H

#include "app/app.h"

enum wg_err wg_keys_show(const struct wg_app *app, struct wg_error *e);

#endif
