#include "conf/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct wg_yaml *wg_yaml_get(const struct wg_yaml *node, const char *key)
{
	for (struct wg_yaml *c = node && node->kind == WG_YAML_MAP ? node->first : NULL; c; c = c->next)
		if (c->key && strcmp(c->key, key) == 0)
			return c;
	return NULL;
}

static void replace(struct wg_yaml *old, const struct wg_yaml *with)
{
	struct wg_yaml *next = old->next;
	*old = *with;
	old->next = next;
}

void wg_yaml_merge(struct wg_yaml *base, struct wg_yaml *over)
{
	for (struct wg_yaml *c = over->first, *next; c; c = next) {
		struct wg_yaml *old = wg_yaml_get(base, c->key);
		next = c->next;
		if (old && old->kind == WG_YAML_MAP && c->kind == WG_YAML_MAP) {
			wg_yaml_merge(old, c);
		} else if (old) {
			replace(old, c);
		} else {
			struct wg_yaml **tail = &base->first;
			while (*tail)
				tail = &(*tail)->next;
			c->next = NULL;
			*tail = c;
		}
	}
}

const char *wg_yaml_place(const struct wg_yaml *node, struct wg_arena *arena)
{
	if (node->line == 0) /* no file: an option set by hand */
		return node->file;
	return wg_arena_printf(arena, "%s:%d:%d", node->file, node->line, node->column);
}

enum wg_err wg_yaml_fail(const struct wg_yaml *node, const char *msgid, const char *what, struct wg_error *e)
{
	struct wg_arena scratch = {0};
	enum wg_err err = wg_fail(e, WG_ECONFIG, msgid, "ss", wg_yaml_place(node, &scratch), what);
	wg_arena_free(&scratch);
	return err;
}

enum wg_err wg_yaml_int(const struct wg_yaml *node, int lo, int hi, int *out, struct wg_error *e)
{
	const char *text = node->kind == WG_YAML_TEXT ? node->text : "";
	char *end = NULL;
	char range[40];
	long value = strtol(text, &end, 10);
	snprintf(range, sizeof range, "%d–%d", lo, hi);
	if (!*text || *end || value < lo || value > hi)
		return wg_yaml_fail(node, N_("{1}: a number of {2} is expected here"), range, e);
	*out = (int)value;
	return WG_OK;
}

enum wg_err wg_yaml_bool(const struct wg_yaml *node, bool *out, struct wg_error *e)
{
	const char *text = node->kind == WG_YAML_TEXT ? node->text : "";
	bool yes = strcmp(text, "yes") == 0 || strcmp(text, "true") == 0;
	bool no = strcmp(text, "no") == 0 || strcmp(text, "false") == 0;
	if (!yes && !no)
		return wg_yaml_fail(node, N_("{1}: yes or no is expected here"), "", e);
	*out = yes;
	return WG_OK;
}

enum wg_err wg_yaml_text(const struct wg_yaml *node, const char **out, struct wg_error *e)
{
	if (node->kind != WG_YAML_TEXT)
		return wg_yaml_fail(node, N_("{1}: a single value is expected here"), "", e);
	*out = node->text;
	return WG_OK;
}

enum wg_err wg_yaml_texts(const struct wg_yaml *node, struct wg_arena *arena, const char ***out, size_t *n,
			  struct wg_error *e)
{
	size_t count = node->kind == WG_YAML_TEXT;
	for (const struct wg_yaml *c = node->first; c; c = c->next)
		count++;
	if (node->kind == WG_YAML_MAP)
		return wg_yaml_fail(node, N_("{1}: a list is expected here"), "", e);
	const char **texts = WG_NEW(arena, const char *, count);
	size_t i = 0;
	if (node->kind == WG_YAML_TEXT)
		texts[i++] = node->text;
	for (const struct wg_yaml *c = node->first; c; c = c->next) {
		enum wg_err err = wg_yaml_text(c, &texts[i++], e);
		if (err)
			return err;
	}
	*out = texts;
	*n = count;
	return WG_OK;
}
