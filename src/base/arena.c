#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 16 * 1024 };

struct wg_arena_block {
	struct wg_arena_block *next;
	size_t used, cap;
	alignas(max_align_t) unsigned char data[];
};

static void *or_die(void *p)
{
	if (p)
		return p;
	static const char text[] = "wangge: out of memory\n";
	fwrite(text, 1, sizeof text - 1, stderr);
	abort();
}

void *wg_xmalloc(size_t n)
{
	return or_die(malloc(n ? n : 1));
}

void *wg_xrealloc(void *p, size_t n)
{
	return or_die(realloc(p, n ? n : 1));
}

char *wg_xstrdup(const char *s)
{
	size_t n = strlen(s) + 1;
	return memcpy(wg_xmalloc(n), s, n);
}

static struct wg_arena_block *add_block(struct wg_arena *a, size_t n)
{
	size_t cap = n > BLOCK_BYTES ? n : BLOCK_BYTES;
	struct wg_arena_block *b = wg_xmalloc(sizeof *b + cap);
	b->used = 0;
	b->cap = cap;
	b->next = a->blocks;
	a->blocks = b;
	return b;
}

void *wg_arena_alloc(struct wg_arena *a, size_t n)
{
	if (n > SIZE_MAX / 2)
		or_die(NULL);
	n = (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	struct wg_arena_block *b = a->blocks;
	if (!b || b->cap - b->used < n)
		b = add_block(a, n);
	void *p = b->data + b->used;
	b->used += n;
	a->in_use += n;
	return memset(p, 0, n);
}

char *wg_arena_strndup(struct wg_arena *a, const char *s, size_t n)
{
	char *p = wg_arena_alloc(a, n + 1);
	memcpy(p, s, n);
	return p;
}

char *wg_arena_strdup(struct wg_arena *a, const char *s)
{
	return s ? wg_arena_strndup(a, s, strlen(s)) : NULL;
}

char *wg_arena_printf(struct wg_arena *a, const char *format, ...)
{
	va_list ap, again;
	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	char *p = wg_arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	return p;
}

void wg_arena_reset(struct wg_arena *a)
{
	struct wg_arena_block *keep = NULL;
	for (struct wg_arena_block *b = a->blocks, *next; b; b = next) {
		next = b->next;
		if (!keep && b->cap == BLOCK_BYTES)
			keep = b;
		else
			free(b);
	}
	if (keep) {
		keep->used = 0;
		keep->next = NULL;
	}
	a->blocks = keep;
	a->in_use = 0;
}

void wg_arena_free(struct wg_arena *a)
{
	for (struct wg_arena_block *b = a->blocks, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	a->blocks = NULL;
	a->in_use = 0;
}
