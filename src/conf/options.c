#include "conf/options.h"

#include <stdio.h>
#include <string.h>

#include "conf/read.h"

static const struct wg_option_info infos[WG_OPTIONS] = {
#define OPTION(id, key, type, lo, hi, preset, choices, unit, sentence)                                                 \
	{key, WG_OPTION_##type, lo, hi, preset, choices, unit, sentence},
#include "conf/option.def"
#undef OPTION
};

const struct wg_option_info *wg_option_info(enum wg_option option)
{
	return &infos[option];
}

/* The n-th of the blank-separated words: its start and length; NULL when there are fewer. */
static const char *nth_word(const char *words, int n, size_t *len)
{
	for (const char *s = words; *s; s += strspn(s, " ")) {
		*len = strcspn(s, " ");
		if (n-- == 0)
			return s;
		s += *len;
	}
	return NULL;
}

static enum wg_err read_choice(const struct wg_yaml *node, const char *choices, int *out, struct wg_error *e)
{
	const char *text = NULL, *word;
	size_t len;
	enum wg_err err = wg_yaml_text(node, &text, e);
	if (err)
		return err;
	for (int i = 0; (word = nth_word(choices, i, &len)) != NULL; i++) {
		if (strlen(text) == len && memcmp(text, word, len) == 0) {
			*out = i;
			return WG_OK;
		}
	}
	return wg_yaml_fail(node, N_("{1}: one of these is expected here: {2}"), choices, e);
}

static enum wg_err read_value(const struct wg_yaml *node, const struct wg_option_info *info, int *out,
			      struct wg_error *e)
{
	bool yes = false;
	enum wg_err err;
	switch (info->type) {
	case WG_OPTION_CHOICE:
		return read_choice(node, info->choices, out, e);
	case WG_OPTION_INT:
		return wg_yaml_int(node, info->lo, info->hi, out, e);
	case WG_OPTION_BOOL:
		err = wg_yaml_bool(node, &yes, e);
		if (!err)
			*out = yes;
		return err;
	}
	return WG_EINTERNAL;
}

/* Is path the key of an option, or the beginning of one? */
static int option_of(const char *path, bool *is_group)
{
	size_t n = strlen(path);
	*is_group = false;
	for (int i = 0; i < WG_OPTIONS; i++) {
		if (strcmp(infos[i].key, path) == 0)
			return i;
		if (strncmp(infos[i].key, path, n) == 0 && infos[i].key[n] == '.')
			*is_group = true;
	}
	return -1;
}

static enum wg_err read_group(const struct wg_yaml *map, const char *prefix, struct wg_options *out, struct wg_error *e)
{
	for (const struct wg_yaml *c = map->first; c; c = c->next) {
		char path[100];
		bool is_group;
		snprintf(path, sizeof path, "%.40s%s%.50s", prefix, *prefix ? "." : "", c->key);
		int option = option_of(path, &is_group);
		enum wg_err err = WG_OK;
		if (option >= 0)
			err = read_value(c, &infos[option], &out->value[option], e);
		else if (is_group && c->kind == WG_YAML_MAP)
			err = read_group(c, path, out, e);
		else if (is_group)
			err = wg_yaml_fail(c, N_("{1}: keys and values are expected here"), "", e);
		else
			err = wg_yaml_fail(c, N_("{1}: there is no option {2}"), path, e);
		if (err)
			return err;
	}
	return WG_OK;
}

enum wg_err wg_options_read(const struct wg_yaml *root, struct wg_options *out, struct wg_error *e)
{
	struct wg_options options;
	for (int i = 0; i < WG_OPTIONS; i++) {
		struct wg_yaml preset = {.kind = WG_YAML_TEXT, .text = infos[i].preset, .file = infos[i].key};
		enum wg_err err = read_value(&preset, &infos[i], &options.value[i], e);
		if (err)
			return err;
	}
	enum wg_err err = read_group(root, "", &options, e);
	if (!err)
		*out = options;
	return err;
}

static bool ends_in(const char *key, const char *part)
{
	size_t n = strlen(key), m = strlen(part);
	return n > m && key[n - m - 1] == '.' && strcmp(key + n - m, part) == 0;
}

enum wg_err wg_options_set(struct wg_options *options, const char *key, const char *value, enum wg_option *which,
			   struct wg_error *e)
{
	int found = -1, n = 0, new_value = 0;
	for (int i = 0; i < WG_OPTIONS; i++) {
		bool whole = strcmp(infos[i].key, key) == 0;
		if (whole || ends_in(infos[i].key, key)) {
			found = i;
			n = whole ? 1 : n + 1;
			if (whole)
				break;
		}
	}
	if (n != 1)
		return wg_fail(e, WG_ECONFIG, N_("there is no option {1}"), "s", key);
	struct wg_yaml node = {.kind = WG_YAML_TEXT, .text = value, .file = infos[found].key};
	enum wg_err err = read_value(&node, &infos[found], &new_value, e);
	if (err)
		return err;
	options->value[found] = new_value;
	*which = (enum wg_option)found;
	return WG_OK;
}

bool wg_option_is(const struct wg_options *options, enum wg_option option, const char *word)
{
	size_t len;
	const char *set = nth_word(infos[option].choices, options->value[option], &len);
	return set && strlen(word) == len && memcmp(set, word, len) == 0;
}
