/* settings.h: all that is set, in one piece. Inside conf/ and for tools/defaults, which prints wg_defaults. */
#ifndef WANGGE_CONF_SETTINGS_H
#define WANGGE_CONF_SETTINGS_H

#include "conf/read.h"

/* The files. The first ones are in config/ too; the default keys come from the registry of actions. */
enum {
	WG_SETTINGS_OPTIONS,
	WG_SETTINGS_THEME,
	WG_SETTINGS_CODES,
	WG_SETTINGS_DEFAULTS,
	WG_SETTINGS_KEYMAP = WG_SETTINGS_DEFAULTS,
	WG_SETTINGS_FILES
};

struct wg_settings {
	struct wg_options options;
	struct wg_keymap keymap;
	struct wg_theme theme;
	struct wg_codes codes; /* without the weights of the plan */
};

/* What the files of config/ say. */
extern const struct wg_settings wg_defaults;

/* Reads each tree that is not NULL into its part of *s; what was there is left where it is. */
enum wg_err wg_settings_read(struct wg_yaml *const root[WG_SETTINGS_FILES], struct wg_arena *arena,
			     struct wg_settings *s, struct wg_error *e);

#endif
