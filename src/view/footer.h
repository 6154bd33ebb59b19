/* footer.h: the two rows at the foot: what was said and where one is, and the keys of this context. */
#ifndef WANGGE_VIEW_FOOTER_H
#define WANGGE_VIEW_FOOTER_H

#include "view/action.h"
#include "view/cells.h"

typedef const char *wg_translate(const char *msgid);

/* Keys with their labels, from the registry, innermost scope first, dropped from the right when there is no room; help
 * stays, at the right end. writes false: what writes is left out. */
void wg_footer_keys(struct wg_cells *c, int row, const struct wg_keys *keys, const enum wg_scope *stack, int n_scopes,
		    bool writes, wg_translate *tr);

/* Keys of a context of its own, in pairs {"Enter", "提交"}; the last pair stays at the right end. */
struct wg_footer_item {
	const char *key, *label;
};
void wg_footer_items(struct wg_cells *c, int row, const struct wg_footer_item *items, int n);

/* left: the message; right: position, marks, order, never cut. */
void wg_footer_status(struct wg_cells *c, int row, const char *left, enum wg_role role, const char *right);

#endif
