/* import_names.h: texts to numbers, for the maps of an import: a door by its place and name, a code by its word.
 * Nothing is ever removed; iteration is in order of insertion. */
#ifndef WANGGE_COMMAND_IMPORT_NAMES_H
#define WANGGE_COMMAND_IMPORT_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct wg__name {
	const char *text;
	uint64_t hash;
	int64_t value;
};

/* Zero-initialise to start. */
struct wg__names {
	struct wg__name *at;
	size_t len, cap;
	uint32_t *slots; /* index + 1 into at; a power of two of them */
	size_t n_slots;
};

/* The value of text, or NULL. Borrowed until the next wg__names_put(). */
int64_t *wg__names_get(const struct wg__names *m, const char *text);

/* The value of text, added as 0 when it is new (the text is then copied to the arena); *is_new may be NULL. */
int64_t *wg__names_put(struct wg__names *m, struct wg_arena *a, const char *text, bool *is_new);

void wg__names_free(struct wg__names *m);

#endif
