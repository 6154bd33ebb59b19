/* facade.h: a building floor by floor, door by door: who lives there, whose contact it is, and what a change would mean
 * before it is made.
 * argument: a household "#12" (of several the first), or a place: its building, or the first one in it. */
#ifndef WANGGE_SCREEN_FACADE_H
#define WANGGE_SCREEN_FACADE_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_facade;

/* Contacts that are not those of the office: a plan that is being worked on. */
struct wg_facade_draft {
	void *user;
	const char *title;                                              /* in the crumbs, translated */
	int64_t (*contact)(void *user, int64_t household, int64_t now); /* the worker, 0 = nobody; now: of the office */
	int64_t (*count)(void *user, int64_t worker, int64_t now);      /* all that it holds; NULL = as in the office */
	/* A key of scope PLAN or undo, with the households that are chosen; false = not here. NULL: none of them. */
	bool (*action)(void *user, enum wg_action action, const int64_t *households, size_t n);
};

/* Opens it above the screen that has the draft, which it borrows. The office's contacts cannot be changed on it. */
bool wg_facade_open_draft(struct wg_ui *ui, const char *argument, const struct wg_facade_draft *draft);

#endif
