/* map.h: int64 keys to int64 values, on the heap. Iteration is in order of insertion, so results never depend on
 * the hash. Nothing is ever removed but all at once. */
#ifndef WANGGE_BASE_MAP_H
#define WANGGE_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wg_map_entry {
	int64_t key, value;
};

/* Zero-initialise to start. entries: len of them, in order of insertion; their values may be written. */
struct wg_map {
	struct wg_map_entry *entries;
	size_t len, cap;
	uint32_t *slots; /* index + 1 into entries; a power of two of them */
	size_t n_slots;
};

/* The value of key, or NULL. Borrowed until the next wg_map_put(). */
int64_t *wg_map_get(const struct wg_map *m, int64_t key);

/* The value of key, added as 0 when it is new; *is_new (may be NULL) tells. Borrowed likewise. */
int64_t *wg_map_put(struct wg_map *m, int64_t key, bool *is_new);

void wg_map_clear(struct wg_map *m);
void wg_map_free(struct wg_map *m);

#endif
