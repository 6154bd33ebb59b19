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

/* Why an action cannot be done now, a msgid; NULL: it can. */
typedef const char *wg_why_not(const void *data, enum wg_action action);

/* What is not met where help is asked for. */
struct wg_help_lacks {
	unsigned needs;   /* WG_NEED_x */
	wg_why_not *why;  /* what else stands against an action; NULL = nothing */
	const void *data; /* for it */
	bool alone;       /* only keys that no scope further in has taken */
};

/* The help of a context: its scopes' actions with the keys that reach them now. What cannot be done now is dim, and it
 * is said why. */
int wg_page_help(const struct wg_keys *keys, const enum wg_scope *stack, int n_scopes,
		 const struct wg_help_lacks *lacks, wg_translate *tr, struct wg_arena *a,
		 const struct wg_page_line **out);

#endif
