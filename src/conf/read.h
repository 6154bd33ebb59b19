/* read.h: from trees of YAML to the plain structs. Inside conf/ only.
 * Each fills *out whole or not at all; what it points to lies in the arena, as does the tree. */
#ifndef WANGGE_CONF_READ_H
#define WANGGE_CONF_READ_H

#include "conf/keymap.h"
#include "conf/options.h"
#include "conf/theme.h"
#include "conf/tree.h"
#include "wangge/codes.h"

enum wg_err wg_options_read(const struct wg_yaml *root, struct wg_options *out, struct wg_error *e);
enum wg_err wg_keymap_read(const struct wg_yaml *root, struct wg_arena *arena, struct wg_keymap *out,
			   struct wg_error *e);
enum wg_err wg_theme_read(const struct wg_yaml *root, struct wg_arena *arena, struct wg_theme *out, struct wg_error *e);

/* The lists and the columns; not the weights of the plan, which are options. */
enum wg_err wg_codes_read(const struct wg_yaml *root, struct wg_arena *arena, struct wg_codes *out, struct wg_error *e);

#endif
