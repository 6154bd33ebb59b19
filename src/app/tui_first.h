/* tui_first.h: the first page, when there is no office yet. */
#ifndef WANGGE_APP_TUI_FIRST_H
#define WANGGE_APP_TUI_FIRST_H

#include "app/app.h"
#include "term/term.h"

enum wg_first {
	WG_FIRST_IMPORT, /* an empty office, and a roster into it */
	WG_FIRST_DEMO,
	WG_FIRST_EMPTY,
	WG_FIRST_LEAVE,
};

/* Asks what the office is to begin with; makes nothing. */
enum wg_first wg_tui_first(const struct wg_app *app, struct wg_term *term);

#endif
