/* page.h: lines of text to read: help, history, an answer. */
#ifndef WANGGE_VIEW_PAGE_H
#define WANGGE_VIEW_PAGE_H

#include "view/action.h"
#include "view/footer.h"

struct wg_page_line {
	const char *left, *text; /* left: a column of its own (keys), NULL = the line begins at the margin */
	enum wg_role role;
};

/* lines borrowed. */
struct wg_page {
	const struct wg_page_line *lines;
	int n, top, height, left_width;
};

void wg_page_init(struct wg_page *p, const struct wg_page_line *lines, int n);
bool wg_page_action(struct wg_page *p, enum wg_action action); /* movement; false when it is none */
void wg_page_draw(struct wg_page *p, struct wg_cells *c, struct wg_rect r);

/* The help of a context: its scopes' actions with the keys that reach them now. lacks: the WG_NEED_x that are not met;
 * what needs them is dim, and it is said why. */
int wg_page_help(const struct wg_keys *keys, const enum wg_scope *stack, int n_scopes, unsigned lacks, wg_translate *tr,
		 struct wg_arena *a, const struct wg_page_line **out);

#endif
