/* keymap.h: keymap.yaml as it is written: in which scope which key does what.
 * What scopes, keys and actions there are is known to view/; it says which line is wrong when it knows one of them not.
 */
#ifndef WANGGE_CONF_KEYMAP_H
#define WANGGE_CONF_KEYMAP_H

#include <stddef.h>

struct wg_keymap_line {
	const char *scope; /* "list" */
	const char *key;   /* "C-r", "gg" */
	const char *text;  /* an action's name, else a command line; "" frees the key */
	const char *place; /* file:line:column, for messages */
};

struct wg_keymap {
	struct wg_keymap_line *line; /* in the order of the file */
	size_t n;
};

#endif
