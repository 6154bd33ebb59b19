/* tree.h: the small and strict part of YAML that wangge reads: maps, lists and single values with their places.
 *
 * Refused, because nobody needs it in a settings file and each has hurt somebody: anchors, aliases, tags, merge keys,
 * directives, several documents, a key twice in one map, lists as keys, control and bidirectional characters (also
 * written as escapes), depth over 32, more than 1,000 keys in a map, files over 1 MiB, anything but UTF-8. */
#ifndef WANGGE_CONF_TREE_H
#define WANGGE_CONF_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "wangge/error.h"

enum { WG_YAML_DEPTH_MAX = 32, WG_YAML_KEYS_MAX = 1000 };
#define WG_YAML_BYTES_MAX ((size_t)1 << 20)

enum wg_yaml_kind { WG_YAML_TEXT, WG_YAML_LIST, WG_YAML_MAP };

/* A tree of linked siblings: files are read front to back, and a later file may put another value in the place of one.
 */
struct wg_yaml {
	enum wg_yaml_kind kind;
	const char *key;  /* in a map; NULL elsewhere */
	const char *text; /* of a TEXT, else NULL */
	struct wg_yaml *first, *next;
	const char *file; /* as it is shown in messages */
	int line, column; /* from 1; of the value */
};

/* name stands for the file in messages and must outlive the tree. An empty text gives an empty map. WG_ECONFIG. */
enum wg_err wg_yaml_parse(const char *name, const char *bytes, size_t n, struct wg_arena *arena, struct wg_yaml **out,
			  struct wg_error *e);

/* The same from a file. *out is NULL when there is no such file. */
enum wg_err wg_yaml_read(const char *path, struct wg_arena *arena, struct wg_yaml **out, struct wg_error *e);

/* The value of key in a map; NULL when there is none or node is no map (or NULL). */
struct wg_yaml *wg_yaml_get(const struct wg_yaml *node, const char *key);

/* Puts over on top of base: maps are merged, everything else is replaced. Both stay in use: nodes are moved. */
void wg_yaml_merge(struct wg_yaml *base, struct wg_yaml *over);

/* "codes.yaml:12:3" */
const char *wg_yaml_place(const struct wg_yaml *node, struct wg_arena *arena);

/* WG_ECONFIG with msgid, whose {1} is the place and whose {2} is what. */
enum wg_err wg_yaml_fail(const struct wg_yaml *node, const char *msgid, const char *what, struct wg_error *e);

/* The node as a whole number from lo to hi; as yes or no; as a text. WG_ECONFIG otherwise; *out then untouched. */
enum wg_err wg_yaml_int(const struct wg_yaml *node, int lo, int hi, int *out, struct wg_error *e);
enum wg_err wg_yaml_bool(const struct wg_yaml *node, bool *out, struct wg_error *e);
enum wg_err wg_yaml_text(const struct wg_yaml *node, const char **out, struct wg_error *e);

/* The node as a list of texts (a single text counts as a list of one). */
enum wg_err wg_yaml_texts(const struct wg_yaml *node, struct wg_arena *arena, const char ***out, size_t *n,
			  struct wg_error *e);

#endif
