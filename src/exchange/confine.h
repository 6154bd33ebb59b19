/* confine.h: a reader of bytes from outside, in a child process that can only compute and write what it found.
 *
 * The child has no file, no network and no other process within reach (a seccomp filter leaves it memory, one pipe and
 * the end), little time and little memory. Whatever a hostile file does to it, it does not do it to the office. */
#ifndef WANGGE_EXCHANGE_CONFINE_H
#define WANGGE_EXCHANGE_CONFINE_H

#include "base/buf.h"

struct wg_confine {
	unsigned seconds;  /* by the clock, and of processor time */
	size_t memory;     /* bytes beyond what the process has */
	size_t output_max; /* bytes of answer */
};

enum wg_confine_end {
	WG_CONFINE_DONE,  /* out is what it wrote */
	WG_CONFINE_SLOW,  /* it was stopped after its time */
	WG_CONFINE_BROKE, /* it crashed, ran out of memory, or its answer was too long */
	WG_CONFINE_NOT,   /* no child could be made or confined here: errno says why; fn was not called */
};

/* fn(user, out) in the child; what it adds to its out is added to the caller's. fn may read memory and decode text,
 * nothing else. */
enum wg_confine_end wg_confine(const struct wg_confine *limits, void (*fn)(void *user, struct wg_buf *out), void *user,
			       struct wg_buf *out);

#endif
