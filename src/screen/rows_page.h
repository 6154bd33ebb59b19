/* rows_page.h: outcomes as lines of text: the sentence, the tables, the notes. */
#ifndef WANGGE_SCREEN_ROWS_PAGE_H
#define WANGGE_SCREEN_ROWS_PAGE_H

#include "screen/screen.h"
#include "view/page.h"

struct rows_lines {
	WG_VEC(struct wg_page_line) lines;
};

void rows_add_outcome(struct rows_lines *l, const struct wg_ui *ui, const struct wg_outcome *o, struct wg_arena *a);

#endif
