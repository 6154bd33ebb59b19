/* i18n.h: sentences in the language of the user. Everything else in the program speaks msgids. */
#ifndef WANGGE_APP_I18N_H
#define WANGGE_APP_I18N_H

#include <stdbool.h>

#include "wangge/message.h"

#define _(msgid) wg_i18n(msgid)

/* Sets the locale: columns and characters are UTF-8 whatever the terminal's variables say, numbers stay those of C.
 * Called once before wg_i18n_language(). False when this system has no UTF-8 locale at all. */
bool wg_i18n_locale(void);

/* Chinese, or the English that stands in the sources. Catalogues are looked for in $WANGGE_LOCALEDIR, in the build
 * folder when the program runs from there, and where it is installed. */
void wg_i18n_language(bool english);

/* The sentence of a msgid; "" for NULL and "". Borrowed from the catalogue. */
const char *wg_i18n(const char *msgid);

/* A message with its arguments put in; always terminated. */
enum { WG_I18N_BYTES = 2048 };
const char *wg_i18n_message(const struct wg_message *m, char out[WG_I18N_BYTES]);

/* The same for a sentence made on the spot; types as in wg_message_set(). */
const char *wg_i18n_say(char out[WG_I18N_BYTES], const char *msgid, const char *types, ...);

#endif
