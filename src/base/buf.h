/* buf.h: bytes that grow, with a cap that cannot be forgotten. */
#ifndef WANGGE_BASE_BUF_H
#define WANGGE_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

/* data is NUL-terminated once something was added. When len would pass max, nothing more is taken and
 * toobig stays set: check it once at the end. */
struct wg_buf {
	char *data;
	size_t len, cap, max;
	bool toobig;
};

void wg_buf_init(struct wg_buf *b, size_t max);
void wg_buf_add(struct wg_buf *b, const void *bytes, size_t n);
void wg_buf_puts(struct wg_buf *b, const char *s);
void wg_buf_putc(struct wg_buf *b, char c);
void wg_buf_printf(struct wg_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3), nonnull(2)));
void wg_buf_clear(struct wg_buf *b); /* len = 0, memory kept */
void wg_buf_free(struct wg_buf *b);

#endif
