#include "app/keys.h"

#include <stdio.h>

#include "app/i18n.h"
#include "text/fit.h"
#include "view/page.h"

enum { LEFT = 24 };

enum wg_err wg_keys_show(const struct wg_app *app, struct wg_error *e)
{
	const struct wg_help_lacks nothing = {0};
	enum wg_scope all[WG_SCOPES];
	struct wg_arena a = {0};
	struct wg_keys keys;
	const struct wg_page_line *lines;
	for (int i = 0; i < WG_SCOPES; i++)
		all[i] = (enum wg_scope)((i + 1) % WG_SCOPES); /* those everywhere come last */
	wg_keys_init(&keys);
	enum wg_err err = wg_keys_apply(&keys, wg_conf_keymap(app->conf), e);
	int n = err == WG_OK ? wg_page_help(&keys, all, WG_SCOPES, &nothing, wg_i18n, &a, &lines) : 0;
	for (int i = 0; i < n; i++) {
		int blanks = lines[i].left ? LEFT - wg_text_width(lines[i].left, 0) : 0;
		printf("%s%s%*s%s\n", lines[i].left ? "  " : "", lines[i].left ? lines[i].left : "",
		       blanks > 1      ? blanks
		       : lines[i].left ? 2
				       : 0,
		       "", lines[i].text);
	}
	wg_keys_free(&keys);
	wg_arena_free(&a);
	return err;
}
