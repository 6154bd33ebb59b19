/* tui_watch.h: hears that somebody may have written into the office, so that the console sleeps until then. */
#ifndef WANGGE_APP_TUI_WATCH_H
#define WANGGE_APP_TUI_WATCH_H

#include <stdbool.h>

/* A descriptor that can be read when the file's log has changed; -1 where that cannot be heard. */
int wg_tui_watch_open(const char *db);
/* True when it has changed since the last call. What is in the log is committed a moment later: ask again. */
bool wg_tui_watch_heard(int fd);

#endif
