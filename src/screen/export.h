/* export.h: x on a list: what it shows, as a file. The program itself writes it (`export list`). */
#ifndef WANGGE_SCREEN_EXPORT_H
#define WANGGE_SCREEN_EXPORT_H

#include "screen/screen.h"
#include "wangge/place.h"

/* Asks for the file; where there is no list, for that of the office's contacts. */
void wg_export_ask(struct wg_ui *ui, struct wg_screen *s);

/* What stands above the rows in the file: where one is, and what was left of it by search and filters. */
void wg_export_about(struct wg_screen *s, char title[WG_CRUMBS], char note[WG_CRUMBS]);

/* ~/公示-3栋-20261122.xlsx; a file that is there already is left alone. */
const char *wg_new_file(struct wg_arena *a, const char *what, const char *about);

#endif
