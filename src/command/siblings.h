/* siblings.h: numbers in the walking order for the children of one place, or the doors of one entrance. Those that are
 * there keep theirs while there is room between them. */
#ifndef WANGGE_COMMAND_SIBLINGS_H
#define WANGGE_COMMAND_SIBLINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* key: order by name (text/address.h); 0 = has none, goes behind all others. */
struct wg__sibling {
	int64_t key, *ord;
	int parent, seq; /* for the caller: the family, and the order in which they were met */
	bool is_new;
};

/* old[0..n_old) stand in their order and keep it, whoever made it; each of fresh[0..n), in theirs, goes before the
 * first old one with a greater key. out: room for both. */
void wg__siblings_merge(const struct wg__sibling *old, size_t n_old, const struct wg__sibling *fresh, size_t n,
			struct wg__sibling *out);

/* s[0..n) in walking order: new ones get numbers between their neighbours'; when all are new, or a gap is too narrow,
 * all are spread over the width. level: of the place above them; n must not be greater than wg_level_room(level). */
void wg__siblings_number(struct wg__sibling *s, size_t n, int level);

/* All of them new numbers, spread over the width. */
void wg__siblings_spread(struct wg__sibling *s, size_t n, int level);

#endif
