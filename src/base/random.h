/* random.h: a repeatable generator for demo data and tests, and random bytes from the system for keys and ids. */
#ifndef WANGGE_BASE_RANDOM_H
#define WANGGE_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct wg_random {
	uint64_t state;
};

uint64_t wg_random_next(struct wg_random *r);
int wg_random_below(struct wg_random *r, int n); /* 0 … n-1; n >= 1 */

void wg_random_bytes(void *out, size_t n); /* from the system */

#endif
