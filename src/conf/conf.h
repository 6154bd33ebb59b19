/* conf.h: what an office may set, read once at start: options, keymap, theme and code lists.
 *
 * The defaults are the files of config/, as a table that was made of them when the program was built. Over them, key by
 * key, come the files of the same name in /etc/wangge and in $XDG_CONFIG_HOME/wangge (default ~/.config/wangge): a map
 * is merged, a list or a single value replaces. A file that is not there is no error; one that is wrong is WG_ECONFIG
 * with file:line:column. The keymap holds only what these files say: the other keys do what the registry of actions
 * says. */
#ifndef WANGGE_CONF_CONF_H
#define WANGGE_CONF_CONF_H

#include "conf/keymap.h"
#include "conf/options.h"
#include "conf/theme.h"
#include "wangge/codes.h"
#include "wangge/error.h"

struct wg_conf;

enum { WG_CONF_DIRS = 2 };

/* dirs: folders whose files override, the last one wins; NULL entries are left out.
 * dirs NULL stands for the two folders above. */
enum wg_err wg_conf_open(const char *const dirs[WG_CONF_DIRS], struct wg_conf **out, struct wg_error *e);
void wg_conf_close(struct wg_conf **conf);

/* Sets an option for this run; what is made of options follows. See wg_options_set(). */
enum wg_err wg_conf_set(struct wg_conf *conf, const char *key, const char *value, enum wg_option *which,
			struct wg_error *e);

/* Borrowed; live until close. */
const struct wg_codes *wg_conf_codes(const struct wg_conf *conf);
const struct wg_options *wg_conf_options(const struct wg_conf *conf);
const struct wg_keymap *wg_conf_keymap(const struct wg_conf *conf);
const struct wg_theme *wg_conf_theme(const struct wg_conf *conf);

#endif
