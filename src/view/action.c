#include "view/action.h"

#include <string.h>

#define NEED_ROW WG_NEED_ROW
#define NEED_MARKS WG_NEED_MARKS
#define WRITES WG_NEED_WRITES
#define FOOT WG_NEED_FOOT

static const struct wg_action_info actions[WG_ACTIONS] = {
#define ACTION(id, name, keys, scope, needs, label, help)                                                              \
	[WG_ACTION_##id] = {name, keys, WG_SCOPE_##scope, needs, label, help},
#include "view/action.def"
#undef ACTION
};

static const struct {
	const char *name, *title;
} scopes[WG_SCOPES] = {
	[WG_SCOPE_GLOBAL] = {"global", N_("Everywhere")},
	[WG_SCOPE_LIST] = {"list", N_("Lists")},
	[WG_SCOPE_TREE] = {"tree", N_("Trees")},
	[WG_SCOPE_TABLE] = {"table", N_("Tables")},
	[WG_SCOPE_FACADE] = {"facade", N_("A building as on the wall")},
	[WG_SCOPE_OFFICE] = {"office", N_("Households and cadres")},
	[WG_SCOPE_ORDER] = {"order", N_("Needs and orders")},
	[WG_SCOPE_MATCH] = {"match", N_("Helpers for a need")},
	[WG_SCOPE_PLAN] = {"plan", N_("A plan")},
	[WG_SCOPE_PANEL] = {"panel", N_("Prompts")},
	[WG_SCOPE_FORM] = {"form", N_("Forms")},
};

const struct wg_action_info *wg_action_info(enum wg_action action)
{
	return &actions[action];
}

enum wg_action wg_action_find(const char *name, size_t len)
{
	for (int i = 1; i < WG_ACTIONS; i++)
		if (strlen(actions[i].name) == len && memcmp(actions[i].name, name, len) == 0)
			return (enum wg_action)i;
	return WG_ACTION_NONE;
}

const char *wg_scope_name(enum wg_scope scope)
{
	return scopes[scope].name;
}

const char *wg_scope_title(enum wg_scope scope)
{
	return scopes[scope].title;
}

bool wg_scope_find(const char *name, enum wg_scope *out)
{
	for (int i = 0; i < WG_SCOPES; i++)
		if (strcmp(scopes[i].name, name) == 0) {
			*out = (enum wg_scope)i;
			return true;
		}
	return false;
}

static bool same_sequence(const struct wg_key *a, int n_a, const struct wg_key *b, int n_b)
{
	if (n_a != n_b)
		return false;
	for (int i = 0; i < n_a; i++)
		if (!wg_key_same(a[i], b[i]))
			return false;
	return true;
}

/* Takes the key from whatever had it in the scope, then gives it to b unless b does nothing. */
static void bind(struct wg_keys *keys, struct wg_binding b)
{
	size_t kept = 0;
	for (size_t i = 0; i < keys->bindings.len; i++) {
		struct wg_binding *old = &keys->bindings.at[i];
		if (old->scope != b.scope || !same_sequence(old->key, old->n_keys, b.key, b.n_keys))
			keys->bindings.at[kept++] = *old;
	}
	keys->bindings.len = kept;
	if (b.action != WG_ACTION_NONE || b.command)
		WG_PUSH(&keys->bindings, b);
}

void wg_keys_init(struct wg_keys *keys)
{
	*keys = (struct wg_keys){0};
	for (int i = 1; i < WG_ACTIONS; i++)
		for (const char *at = actions[i].keys; *at;) {
			size_t len = strcspn(at, " ");
			struct wg_binding b = {.scope = actions[i].scope, .action = (enum wg_action)i};
			b.n_keys = wg_key_parse_sequence(at, len, b.key);
			bind(keys, b);
			at += len;
			at += strspn(at, " ");
		}
}

void wg_keys_free(struct wg_keys *keys)
{
	WG_VEC_FREE(&keys->bindings);
	wg_arena_free(&keys->arena);
}

enum wg_err wg_keys_bind(struct wg_keys *keys, const char *scope, const char *key, const char *text, struct wg_error *e)
{
	struct wg_binding b = {0};
	if (!wg_scope_find(scope, &b.scope))
		return wg_fail(e, WG_ECONFIG, N_("{1} is no section of keys"), "s", scope);
	b.n_keys = wg_key_parse_sequence(key, strlen(key), b.key);
	if (b.n_keys == 0)
		return wg_fail(e, WG_ECONFIG, N_("{1} is no key"), "s", key);
	b.action = wg_action_find(text, strlen(text));
	if (b.action == WG_ACTION_NONE && *text)
		b.command = wg_arena_strdup(&keys->arena, text);
	bind(keys, b);
	return WG_OK;
}

enum wg_err wg_keys_apply(struct wg_keys *keys, const struct wg_keymap *map, struct wg_error *e)
{
	for (size_t i = 0; i < map->n; i++) {
		const struct wg_keymap_line *line = &map->line[i];
		enum wg_scope scope;
		struct wg_key key[WG_KEY_SEQUENCE];
		if (!wg_scope_find(line->scope, &scope))
			return wg_fail(e, WG_ECONFIG, N_("{1}: {2} is no section of keys"), "ss", line->place,
				       line->scope);
		if (wg_key_parse_sequence(line->key, strlen(line->key), key) == 0)
			return wg_fail(e, WG_ECONFIG, N_("{1}: {2} is no key"), "ss", line->place, line->key);
		enum wg_err err = wg_keys_bind(keys, line->scope, line->key, line->text, e);
		if (err != WG_OK)
			return err;
	}
	return WG_OK;
}

enum wg_key_match wg_keys_find(const struct wg_keys *keys, const enum wg_scope *stack, int n_scopes,
			       const struct wg_key *sequence, int n, const struct wg_binding **out)
{
	for (int s = 0; s < n_scopes; s++) {
		bool prefix = false;
		for (size_t i = 0; i < keys->bindings.len; i++) {
			const struct wg_binding *b = &keys->bindings.at[i];
			if (b->scope != stack[s] || b->n_keys < n || !same_sequence(b->key, n, sequence, n))
				continue;
			if (b->n_keys == n) {
				*out = b;
				return WG_KEY_BOUND;
			}
			prefix = true;
		}
		if (prefix)
			return WG_KEY_PREFIX;
	}
	return WG_KEY_UNBOUND;
}

static void add_text(char *out, size_t cap, const char *text)
{
	size_t have = strlen(out), n = strlen(text);
	if (have + n + 1 <= cap)
		memcpy(out + have, text, n + 1);
}

void wg_keys_of(const struct wg_keys *keys, enum wg_action action, char *out, size_t cap)
{
	out[0] = '\0';
	for (size_t i = 0; i < keys->bindings.len; i++) {
		const struct wg_binding *b = &keys->bindings.at[i];
		if (b->action != action)
			continue;
		char name[2 * WG_KEY_NAME + 1] = "";
		if (*out)
			add_text(name, sizeof name, " ");
		for (int k = 0; k < b->n_keys; k++) {
			char one[WG_KEY_NAME];
			wg_key_print(b->key[k], one);
			add_text(name, sizeof name, one);
		}
		add_text(out, cap, name);
	}
}

void wg_keys_first(const struct wg_keys *keys, enum wg_action action, char out[2 * WG_KEY_NAME])
{
	char all[512];
	wg_keys_of(keys, action, all, sizeof all);
	size_t n = strcspn(all, " ");
	if (n >= 2 * WG_KEY_NAME)
		n = 2 * WG_KEY_NAME - 1;
	memcpy(out, all, n);
	out[n] = '\0';
}
