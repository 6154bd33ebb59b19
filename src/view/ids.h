/* ids.h: a set of ids (marked rows, unfolded places). Ids are not 0. */
#ifndef WANGGE_VIEW_IDS_H
#define WANGGE_VIEW_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wg_ids {
	int64_t *slot; /* open addressing; 0 = free */
	size_t cap, len;
};

bool wg_ids_has(const struct wg_ids *set, int64_t id);
bool wg_ids_add(struct wg_ids *set, int64_t id);    /* false: was in it */
bool wg_ids_remove(struct wg_ids *set, int64_t id); /* false: was not in it */
void wg_ids_clear(struct wg_ids *set);
void wg_ids_free(struct wg_ids *set);

/* All ids, ascending, into out (room for set->len). */
void wg_ids_sorted(const struct wg_ids *set, int64_t *out);

#endif
