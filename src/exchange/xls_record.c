#include "exchange/xls_record.h"

#include "text/utf8.h"

enum { CONTINUE = 0x003C };

bool wg_record_next(const uint8_t *stream, size_t n, size_t at, struct wg_record *out)
{
	if (at > n || n - at < 4)
		return false;
	const uint8_t *p = stream + at;
	size_t len = p[2] | (size_t)p[3] << 8;
	if (n - at - 4 < len)
		return false;
	*out = (struct wg_record){.id = p[0] | (unsigned)p[1] << 8, .data = p + 4, .n = len, .at = at + 4 + len};
	return true;
}

void wg_cursor_init(struct wg_cursor *c, const uint8_t *stream, size_t n, const struct wg_record *record, size_t pos)
{
	*c = (struct wg_cursor){.stream = stream, .n = n, .record = *record, .pos = pos, .bad = pos > record->n};
}

/* Goes to the next CONTINUE record when this one is used up. */
static bool has_byte(struct wg_cursor *c)
{
	while (!c->bad && c->pos >= c->record.n) {
		struct wg_record next;
		if (!wg_record_next(c->stream, c->n, c->record.at, &next) || next.id != CONTINUE) {
			c->bad = true;
			break;
		}
		c->record = next;
		c->pos = 0;
	}
	return !c->bad;
}

uint32_t wg_cursor_number(struct wg_cursor *c, int bytes)
{
	uint32_t v = 0;
	for (int i = 0; i < bytes; i++) {
		if (!has_byte(c))
			return 0;
		v |= (uint32_t)c->record.data[c->pos++] << (8 * i);
	}
	return v;
}

void wg_cursor_skip(struct wg_cursor *c, size_t bytes)
{
	while (bytes > 0 && has_byte(c)) {
		size_t left = c->record.n - c->pos, k = bytes < left ? bytes : left;
		c->pos += k;
		bytes -= k;
	}
}

static void add_rune(struct wg_buf *out, uint32_t rune)
{
	char bytes[WG_UTF8_MAX];
	if (rune != 0)
		wg_buf_add(out, bytes, wg_utf8_encode(rune, bytes));
}

/* Characters of UTF-16 as they come; high: the first half of one that needs two. */
static void add_unit(struct wg_buf *out, uint32_t unit, uint32_t *high)
{
	bool is_high = unit >= 0xD800 && unit < 0xDC00, is_low = unit >= 0xDC00 && unit < 0xE000;
	if (*high && is_low) {
		add_rune(out, 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00));
		*high = 0;
		return;
	}
	if (*high || is_low)
		add_rune(out, 0xFFFD);
	*high = is_high ? unit : 0;
	if (!is_high && !is_low)
		add_rune(out, unit);
}

/* Where characters go on in another record, that record begins with flags of its own. */
static void add_characters(struct wg_cursor *c, size_t n, bool wide, struct wg_buf *out)
{
	uint32_t high = 0;
	for (size_t i = 0; i < n; i++) {
		if (c->pos >= c->record.n && has_byte(c))
			wide = wg_cursor_number(c, 1) & 1;
		uint32_t unit = wg_cursor_number(c, wide ? 2 : 1);
		if (c->bad)
			return;
		add_unit(out, unit, &high);
	}
	if (high)
		add_rune(out, 0xFFFD);
}

void wg_cursor_text(struct wg_cursor *c, size_t n, struct wg_buf *out)
{
	uint32_t flags = wg_cursor_number(c, 1);
	size_t runs = flags & 8 ? wg_cursor_number(c, 2) : 0, phonetic = flags & 4 ? wg_cursor_number(c, 4) : 0;
	add_characters(c, n, flags & 1, out);
	wg_cursor_skip(c, 4 * runs + phonetic);
}
