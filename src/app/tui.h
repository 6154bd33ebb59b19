/* tui.h: the console: one loop between a terminal and the screens. */
#ifndef WANGGE_APP_TUI_H
#define WANGGE_APP_TUI_H

#include "app/app.h"

/* Opens the office and the console on it; with --script headless. Errors are printed. The exit status. */
int wg_tui_main(struct wg_app *app);

#endif
