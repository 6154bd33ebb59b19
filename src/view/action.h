/* action.h: the actions of action.def, and which keys reach them.
 * A key means the first thing that one of the scopes on the stack binds it to, innermost scope first. */
#ifndef WANGGE_VIEW_ACTION_H
#define WANGGE_VIEW_ACTION_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/vec.h"
#include "conf/keymap.h"
#include "view/key.h"
#include "wangge/error.h"

enum wg_action {
	WG_ACTION_NONE,
#define ACTION(id, name, keys, scope, needs, label, help) WG_ACTION_##id,
#include "view/action.def"
#undef ACTION
	WG_ACTIONS
};

enum wg_scope {
	WG_SCOPE_GLOBAL,
	WG_SCOPE_LIST,
	WG_SCOPE_TREE,
	WG_SCOPE_TABLE,
	WG_SCOPE_FACADE, /* doors of a building */
	WG_SCOPE_OFFICE, /* households and cadres */
	WG_SCOPE_ORDER, /* needs and orders */
	WG_SCOPE_MATCH, /* who could be sent for a need */
	WG_SCOPE_PLAN,
	WG_SCOPE_PANEL,
	WG_SCOPE_FORM,
	WG_SCOPES
};

enum { WG_NEED_ROW = 1, WG_NEED_MARKS = 2, WG_NEED_WRITES = 4, WG_NEED_FOOT = 8 };

struct wg_action_info {
	const char *name, *keys; /* keys: the defaults, separated by blanks */
	enum wg_scope scope;
	unsigned needs;
	const char *label, *help; /* msgids */
};

const struct wg_action_info *wg_action_info(enum wg_action action); /* action: not NONE */
enum wg_action wg_action_find(const char *name, size_t len);        /* WG_ACTION_NONE when there is none */
const char *wg_scope_name(enum wg_scope scope);                     /* "list": section of keymap.yaml */
const char *wg_scope_title(enum wg_scope scope);                    /* msgid, the head in the help */
bool wg_scope_find(const char *name, enum wg_scope *out);

/* command: the command line that the key stands for, when it is not an action. */
struct wg_binding {
	enum wg_scope scope;
	struct wg_key key[WG_KEY_SEQUENCE];
	int n_keys;
	enum wg_action action;
	const char *command;
};

struct wg_keys {
	WG_VEC(struct wg_binding) bindings;
	struct wg_arena arena;
};

void wg_keys_init(struct wg_keys *keys); /* the defaults of action.def */
void wg_keys_free(struct wg_keys *keys);

/* Binds key in scope to text: an action's name, else a command line; "" frees the key. A key bound before is bound
 * anew. WG_ECONFIG for an unknown scope or key. */
enum wg_err wg_keys_bind(struct wg_keys *keys, const char *scope, const char *key, const char *text,
			 struct wg_error *e);

/* All lines of keymap.yaml, in their order; stops at the first that is wrong, naming its place. */
enum wg_err wg_keys_apply(struct wg_keys *keys, const struct wg_keymap *map, struct wg_error *e);

enum wg_key_match { WG_KEY_UNBOUND, WG_KEY_PREFIX, WG_KEY_BOUND };

/* What the sequence of n keys means; *out is set for WG_KEY_BOUND and borrowed until keys change. */
enum wg_key_match wg_keys_find(const struct wg_keys *keys, const enum wg_scope *stack, int n_scopes,
			       const struct wg_key *sequence, int n, const struct wg_binding **out);

/* The names of the keys that reach an action, separated by blanks; "" when none does. */
void wg_keys_of(const struct wg_keys *keys, enum wg_action action, char *out, size_t cap);
/* Only the first of them: for the foot line. */
void wg_keys_first(const struct wg_keys *keys, enum wg_action action, char out[2 * WG_KEY_NAME]);

#endif
