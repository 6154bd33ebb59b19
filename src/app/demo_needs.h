/* demo_needs.h: invented helpers, resources and needs for the demo office, some of them sent, served and followed up. */
#ifndef WANGGE_APP_DEMO_NEEDS_H
#define WANGGE_APP_DEMO_NEEDS_H

#include "app/app.h"
#include "base/random.h"

/* under: the compound. folder: where a list may be written for the import; nothing stays there. */
enum wg_err wg_demo_needs(struct wg_app *app, struct wg_random *random, const char *folder, const char *under,
			  struct wg_error *e);

#endif
