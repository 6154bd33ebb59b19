#include "conf/settings.h"

enum wg_err wg_settings_read(struct wg_yaml *const root[WG_SETTINGS_FILES], struct wg_arena *arena,
			     struct wg_settings *s, struct wg_error *e)
{
	enum wg_err err =
		root[WG_SETTINGS_OPTIONS] ? wg_options_read(root[WG_SETTINGS_OPTIONS], &s->options, e) : WG_OK;
	if (!err && root[WG_SETTINGS_KEYMAP])
		err = wg_keymap_read(root[WG_SETTINGS_KEYMAP], arena, &s->keymap, e);
	if (!err && root[WG_SETTINGS_THEME])
		err = wg_theme_read(root[WG_SETTINGS_THEME], arena, &s->theme, e);
	if (!err && root[WG_SETTINGS_CODES])
		err = wg_codes_read(root[WG_SETTINGS_CODES], arena, &s->codes, e);
	return err;
}
