#include "conf/theme.h"

#include <string.h>

#include "conf/read.h"

static const struct {
	const char *name;
	int colour;
} colours[] = {
	{"default", -1},       {"black", 0},         {"red", 1},
	{"green", 2},          {"yellow", 3},        {"blue", 4},
	{"magenta", 5},        {"cyan", 6},          {"white", 7},
	{"bright-black", 8},   {"bright-red", 9},    {"bright-green", 10},
	{"bright-yellow", 11}, {"bright-blue", 12},  {"bright-magenta", 13},
	{"bright-cyan", 14},   {"bright-white", 15},
};

static const struct {
	const char *name;
	unsigned attr;
} attrs[] = {
	{"bold", WG_THEME_BOLD},
	{"dim", WG_THEME_DIM},
	{"underline", WG_THEME_UNDERLINE},
	{"reverse", WG_THEME_REVERSE},
};

static enum wg_err read_colour(const struct wg_yaml *node, int *out, struct wg_error *e)
{
	const char *text = node->text ? node->text : "";
	for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
		if (strcmp(text, colours[i].name) == 0) {
			*out = colours[i].colour;
			return WG_OK;
		}
	}
	if (*text >= '0' && *text <= '9')
		return wg_yaml_int(node, 0, 255, out, e);
	return wg_yaml_fail(node, N_("{1}: there is no colour {2}"), text, e);
}

static enum wg_err read_attrs(const struct wg_yaml *node, struct wg_arena *arena, unsigned *out, struct wg_error *e)
{
	const char **words;
	size_t n;
	unsigned sum = 0;
	enum wg_err err = wg_yaml_texts(node, arena, &words, &n, e);
	if (err)
		return err;
	for (size_t i = 0; i < n; i++) {
		unsigned attr = 0;
		for (size_t k = 0; k < sizeof attrs / sizeof *attrs; k++)
			if (strcmp(words[i], attrs[k].name) == 0)
				attr = attrs[k].attr;
		if (!attr)
			return wg_yaml_fail(node, N_("{1}: there is no attribute {2}"), words[i], e);
		sum |= attr;
	}
	*out = sum;
	return WG_OK;
}

static enum wg_err read_role(const struct wg_yaml *node, struct wg_arena *arena, struct wg_theme_role *role,
			     struct wg_error *e)
{
	*role = (struct wg_theme_role){.name = node->key, .fg = -1, .bg = -1};
	if (node->kind != WG_YAML_MAP)
		return wg_yaml_fail(node, N_("{1}: keys and values are expected here"), "", e);
	for (const struct wg_yaml *c = node->first; c; c = c->next) {
		enum wg_err err;
		if (strcmp(c->key, "fg") == 0)
			err = read_colour(c, &role->fg, e);
		else if (strcmp(c->key, "bg") == 0)
			err = read_colour(c, &role->bg, e);
		else if (strcmp(c->key, "attr") == 0)
			err = read_attrs(c, arena, &role->attr, e);
		else if (strcmp(c->key, "plain") == 0)
			err = read_attrs(c, arena, &role->plain, e);
		else
			err = wg_yaml_fail(c, N_("{1}: unknown key {2}"), c->key, e);
		if (err)
			return err;
	}
	return WG_OK;
}

enum wg_err wg_theme_read(const struct wg_yaml *root, struct wg_arena *arena, struct wg_theme *out, struct wg_error *e)
{
	struct wg_theme theme = {0};
	size_t n = 0;
	for (const struct wg_yaml *c = root->first; c; c = c->next)
		n++;
	theme.role = WG_NEW(arena, struct wg_theme_role, n);
	for (const struct wg_yaml *c = root->first; c; c = c->next) {
		enum wg_err err = read_role(c, arena, &theme.role[theme.n++], e);
		if (err)
			return err;
	}
	*out = theme;
	return WG_OK;
}

const struct wg_theme_role *wg_theme_find(const struct wg_theme *theme, const char *name)
{
	for (size_t i = 0; i < theme->n; i++)
		if (strcmp(theme->role[i].name, name) == 0)
			return &theme->role[i];
	return NULL;
}
