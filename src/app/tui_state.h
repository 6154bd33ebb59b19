/* tui_state.h: where the console was left, kept in $XDG_STATE_HOME/wangge (default ~/.local/state/wangge), one file
 * for each office file. Whatever goes wrong with it is passed over: the console opens at the beginning. */
#ifndef WANGGE_APP_TUI_STATE_H
#define WANGGE_APP_TUI_STATE_H

#include "screen/screen.h"

void wg_tui_remember(const struct wg_ui *ui, const char *db);
void wg_tui_recall(struct wg_ui *ui, const char *db);

/* The office's file there, without making it; NULL when there is no place for it. */
const char *wg_tui_state_file(const char *db, struct wg_arena *a);
/* The file of what was copied last, for all offices; NULL as above. */
const char *wg_tui_copy_file(struct wg_arena *a);
void wg_tui_copied(const char *path, const char *text); /* path NULL: nowhere */
bool wg_tui_make_folders(const char *dir); /* each for its owner alone */

#endif
