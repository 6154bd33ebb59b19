/* arena.h: memory that is freed all at once.
 * Rows, outcomes and screens live in an arena; no function hands out memory that somebody must free piece by piece.
 * Out of memory ends the program: SQLite rolls back what was not committed. */
#ifndef WANGGE_BASE_ARENA_H
#define WANGGE_BASE_ARENA_H

#include <stddef.h>

/* Zero-initialise to start. Not to be copied while in use. */
struct wg_arena {
	struct wg_arena_block *blocks;
	size_t in_use; /* bytes handed out since the last reset */
};

/* n zeroed bytes, aligned for any type. n may be 0. */
void *wg_arena_alloc(struct wg_arena *a, size_t n);
char *wg_arena_strdup(struct wg_arena *a, const char *s); /* NULL gives NULL */
char *wg_arena_strndup(struct wg_arena *a, const char *s, size_t n);
char *wg_arena_printf(struct wg_arena *a, const char *format, ...) __attribute__((format(printf, 2, 3), nonnull(2)));

void wg_arena_reset(struct wg_arena *a); /* gives back everything but keeps one block for the next round */
void wg_arena_free(struct wg_arena *a);

#define WG_NEW(arena, type, n) ((type *)wg_arena_alloc((arena), sizeof(type) * (size_t)(n)))

/* malloc, realloc that end the program when memory is out. */
void *wg_xmalloc(size_t n);
void *wg_xrealloc(void *p, size_t n);
char *wg_xstrdup(const char *s);

#endif
