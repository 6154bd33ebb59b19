#include "exchange/ole.h"

#include <string.h>

/* Names as in MS-CFB: numbers above LAST are no sectors. */
enum { HEADER = 512, ENTRY = 128, MINI = 64, IN_HEADER = 109 };

#define LAST 0xFFFFFFFAu

static uint32_t u32(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static const uint8_t *sector_at(const struct wg_ole *ole, uint32_t sector)
{
	size_t at = ((size_t)sector + 1) * ole->sector;
	return sector < LAST && at <= ole->n && ole->n - at >= ole->sector ? ole->bytes + at : NULL;
}

/* Adds a chain of sectors; a last one that the file cuts short counts as far as it goes. */
static bool chain(const struct wg_ole *ole, uint32_t sector, size_t max, struct wg_buf *out)
{
	size_t steps = 0, from = out->len;
	while (sector < LAST && out->len - from < max) {
		size_t at = ((size_t)sector + 1) * ole->sector;
		if (at >= ole->n || steps++ > ole->next.len)
			return false;
		wg_buf_add(out, ole->bytes + at, ole->n - at < ole->sector ? ole->n - at : ole->sector);
		if (sector >= ole->next.len || out->toobig)
			return false;
		sector = ole->next.at[sector];
	}
	return true;
}

static bool add_table_sector(struct wg_ole *ole, uint32_t sector)
{
	const uint8_t *p = sector_at(ole, sector);
	if (!p || ole->next.len > ole->n / ole->sector + ole->sector)
		return false;
	for (size_t i = 0; i < ole->sector / 4; i++)
		WG_PUSH(&ole->next, u32(p + 4 * i));
	return true;
}

/* The table of sectors: its own sectors are listed in the header, and then in a chain of lists. */
static bool read_table(struct wg_ole *ole)
{
	uint32_t left = u32(ole->bytes + 44), list = u32(ole->bytes + 68);
	for (size_t i = 0; i < IN_HEADER && left > 0; i++, left--) {
		if (!add_table_sector(ole, u32(ole->bytes + 76 + 4 * i)))
			return false;
	}
	size_t in_list = ole->sector / 4 - 1;
	for (size_t lists = 0; left > 0; lists++) {
		const uint8_t *p = sector_at(ole, list);
		if (!p || lists > ole->n / ole->sector)
			return false;
		for (size_t i = 0; i < in_list && left > 0; i++, left--) {
			if (!add_table_sector(ole, u32(p + 4 * i)))
				return false;
		}
		list = u32(p + 4 * in_list);
	}
	return true;
}

static const uint8_t *entry_at(const struct wg_ole *ole, size_t i)
{
	return (const uint8_t *)ole->directory.data + i * ENTRY;
}

static bool is_called(const uint8_t *entry, const char *name)
{
	size_t n = strlen(name), len = entry[64] | (size_t)entry[65] << 8;
	if (n > 31 || len != 2 * n + 2 || entry[66] == 0)
		return false;
	for (size_t i = 0; i < n; i++) {
		uint8_t c = entry[2 * i], d = (uint8_t)name[i];
		c = c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
		d = d >= 'A' && d <= 'Z' ? (uint8_t)(d | 0x20) : d;
		if (c != d || entry[2 * i + 1] != 0)
			return false;
	}
	return true;
}

static const uint8_t *find(const struct wg_ole *ole, const char *name)
{
	for (size_t i = 0; i < ole->directory.len / ENTRY; i++) {
		if (is_called(entry_at(ole, i), name))
			return entry_at(ole, i);
	}
	return NULL;
}

bool wg_ole_open(struct wg_ole *ole, const void *bytes, size_t n)
{
	static const char magic[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
	*ole = (struct wg_ole){.bytes = bytes, .n = n};
	wg_buf_init(&ole->directory, n);
	wg_buf_init(&ole->mini, n);
	wg_buf_init(&ole->mini_next, n);
	if (n < HEADER || memcmp(bytes, magic, 8) != 0)
		return false;
	unsigned shift = ole->bytes[30] | (unsigned)ole->bytes[31] << 8;
	if (shift != 9 && shift != 12)
		return false;
	ole->sector = (size_t)1 << shift;
	ole->mini_below = u32(ole->bytes + 56);
	if (!read_table(ole))
		return false;
	chain(ole, u32(ole->bytes + 48), n, &ole->directory);
	if (ole->directory.len < ENTRY)
		return false;
	/* The first entry is the root, whose stream holds the small ones. */
	chain(ole, u32(entry_at(ole, 0) + 116), n, &ole->mini);
	chain(ole, u32(ole->bytes + 60), n, &ole->mini_next);
	return true;
}

void wg_ole_close(struct wg_ole *ole)
{
	WG_VEC_FREE(&ole->next);
	wg_buf_free(&ole->directory);
	wg_buf_free(&ole->mini);
	wg_buf_free(&ole->mini_next);
}

bool wg_ole_has(const struct wg_ole *ole, const char *name)
{
	return find(ole, name) != NULL;
}

static bool mini_chain(const struct wg_ole *ole, uint32_t at, size_t max, struct wg_buf *out)
{
	size_t steps = 0, from = out->len, n_next = ole->mini_next.len / 4;
	while (at < LAST && out->len - from < max) {
		if (((size_t)at + 1) * MINI > ole->mini.len || at >= n_next || steps++ > n_next)
			return false;
		wg_buf_add(out, ole->mini.data + (size_t)at * MINI, MINI);
		at = u32((const uint8_t *)ole->mini_next.data + 4 * (size_t)at);
	}
	return true;
}

bool wg_ole_stream(const struct wg_ole *ole, const char *name, struct wg_buf *out)
{
	const uint8_t *entry = find(ole, name);
	if (!entry || entry[66] != 2)
		return false;
	size_t size = u32(entry + 120), from = out->len;
	uint32_t first = u32(entry + 116);
	bool ok = size < ole->mini_below ? mini_chain(ole, first, size, out) : chain(ole, first, size, out);
	if (out->len - from > size)
		out->len = from + size;
	return ok && out->len - from == size && !out->toobig;
}
