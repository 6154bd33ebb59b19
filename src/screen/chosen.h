/* chosen.h: a list of households that is narrowed, filtered or sorted. The store chooses; the list is the ids of what
 * is left, and rows are read as they are shown. */
#ifndef WANGGE_SCREEN_CHOSEN_H
#define WANGGE_SCREEN_CHOSEN_H

#include "screen/sift.h"
#include "wangge/household.h"

enum { WG_CHOSEN_MOST = 500000 };

/* ids NULL: nothing chooses, the list is the walk. more: there are others beyond ids. */
struct wg_chosen {
	int64_t *ids;
	size_t n;
	bool more;
	/* its own */
	struct wg_arena arena, base_arena;
	int64_t *base; /* what the filters leave, ascending, while somebody types; NULL = not read */
	size_t n_base;
};

/* Which households of the node the sift leaves; only: whose they are. The keys of the sift are those of
 * wg_household_columns; sorted by "room" is sorted by the way there. On an error the list is empty. */
enum wg_err wg_chosen_read(struct wg_chosen *c, wg_office *office, const struct wg_node *node,
			   const struct wg_household_filter *only, const struct wg_sift *sift, struct wg_error *e);
/* What is read next is another list, or has other filters: only what is typed may change without this. */
void wg_chosen_renew(struct wg_chosen *c);
void wg_chosen_free(struct wg_chosen *c);

/* For ops->listed: those that are chosen, or what the filter leaves of the node. */
enum wg_err wg_chosen_listed(const struct wg_chosen *c, wg_office *office, const struct wg_node *node,
			     const struct wg_household_filter *walk, int64_t from, struct wg_arena *a,
			     struct wg_rows *out, struct wg_error *e);

#endif
