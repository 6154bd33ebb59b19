#include "conf/read.h"

/* Lines of one scope; its keys are the map's keys. */
static enum wg_err read_scope(const struct wg_yaml *scope, struct wg_arena *arena, struct wg_keymap *map,
			      struct wg_error *e)
{
	if (scope->kind != WG_YAML_MAP)
		return wg_yaml_fail(scope, N_("{1}: keys and values are expected here"), "", e);
	for (const struct wg_yaml *c = scope->first; c; c = c->next) {
		const char *text;
		enum wg_err err = wg_yaml_text(c, &text, e);
		if (err)
			return err;
		map->line[map->n++] = (struct wg_keymap_line){scope->key, c->key, text, wg_yaml_place(c, arena)};
	}
	return WG_OK;
}

enum wg_err wg_keymap_read(const struct wg_yaml *root, struct wg_arena *arena, struct wg_keymap *out,
			   struct wg_error *e)
{
	struct wg_keymap map = {0};
	size_t n = 0;
	for (const struct wg_yaml *scope = root->first; scope; scope = scope->next)
		for (const struct wg_yaml *c = scope->first; c; c = c->next)
			n++;
	map.line = WG_NEW(arena, struct wg_keymap_line, n);
	for (const struct wg_yaml *scope = root->first; scope; scope = scope->next) {
		enum wg_err err = read_scope(scope, arena, &map, e);
		if (err)
			return err;
	}
	*out = map;
	return WG_OK;
}
