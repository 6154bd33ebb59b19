/* theme.h: theme.yaml: how the roles of the screen look. Which roles there are is known to view/. */
#ifndef WANGGE_CONF_THEME_H
#define WANGGE_CONF_THEME_H

#include <stddef.h>

enum { WG_THEME_BOLD = 1, WG_THEME_DIM = 2, WG_THEME_UNDERLINE = 4, WG_THEME_REVERSE = 8 };

/* Colours: -1 the terminal's own, 0–7 black red green yellow blue magenta cyan white, 8–15 the same bright,
 * up to 255 those of a terminal with 256 colours. */
struct wg_theme_role {
	const char *name; /* "cursor" */
	int fg, bg;
	unsigned attr;  /* WG_THEME_x */
	unsigned plain; /* the same without colours: so that no meaning hangs on colour alone */
};

struct wg_theme {
	struct wg_theme_role *role;
	size_t n;
};

/* NULL when the theme does not name the role. */
const struct wg_theme_role *wg_theme_find(const struct wg_theme *theme, const char *name);

#endif
