#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void wg_buf_init(struct wg_buf *b, size_t max)
{
	*b = (struct wg_buf){.max = max};
}

/* Room for n more bytes and the NUL; false, and toobig, when that would pass max. */
static bool reserve(struct wg_buf *b, size_t n)
{
	if (b->toobig || n > b->max - b->len) {
		b->toobig = true;
		return false;
	}
	size_t need = b->len + n + 1;
	if (need > b->cap) {
		size_t cap = b->cap ? b->cap : 64;
		while (cap < need)
			cap *= 2;
		b->data = wg_xrealloc(b->data, cap);
		b->cap = cap;
	}
	return true;
}

void wg_buf_add(struct wg_buf *b, const void *bytes, size_t n)
{
	if (!reserve(b, n))
		return;
	if (n > 0)
		memcpy(b->data + b->len, bytes, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void wg_buf_puts(struct wg_buf *b, const char *s)
{
	wg_buf_add(b, s, strlen(s));
}

void wg_buf_putc(struct wg_buf *b, char c)
{
	wg_buf_add(b, &c, 1);
}

void wg_buf_printf(struct wg_buf *b, const char *format, ...)
{
	va_list ap, again;
	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (n >= 0 && reserve(b, (size_t)n)) {
		vsnprintf(b->data + b->len, (size_t)n + 1, format, again);
		b->len += (size_t)n;
	}
	va_end(again);
}

void wg_buf_clear(struct wg_buf *b)
{
	b->len = 0;
	b->toobig = false;
	if (b->data)
		b->data[0] = '\0';
}

void wg_buf_free(struct wg_buf *b)
{
	free(b->data);
	wg_buf_init(b, b->max);
}
