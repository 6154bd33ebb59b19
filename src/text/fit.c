#include "text/fit.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text/utf8.h"
#include "text/width.h"

enum { MARKS_PER_CELL = 2 };

/* Reads the data as pieces to be drawn. The pieces of a string do not depend on where it will be cut. */
struct reader {
	const char *s, *end;
	bool narrow;   /* replace ambiguous characters */
	bool in_break; /* the last piece was the blank for a tab or line end */
	int marks;     /* taken by the cell so far */
	bool has_base; /* there is a cell for a mark to sit on */
};

/* text is drawn in width columns; a mark has 0 and belongs to the piece before it. */
struct piece {
	char text[8];
	unsigned char length, width;
};

/* Narrow look-alikes for ambiguous characters. */
static const struct {
	uint16_t lo, hi;
	const char *text;
} look_alikes[] = {{0xB0, 0xB0, "o"},      {0xB1, 0xB1, "+-"},     {0xB7, 0xB7, "."},      {0xD7, 0xD7, "x"},
		   {0xF7, 0xF7, "/"},      {0x2010, 0x2013, "-"},  {0x2014, 0x2015, "--"}, {0x2016, 0x2016, "|"},
		   {0x2018, 0x2019, "'"},  {0x201C, 0x201D, "\""}, {0x2020, 0x2021, "+"},  {0x2022, 0x2022, "."},
		   {0x2024, 0x2024, "."},  {0x2025, 0x2027, ".."}, {0x2030, 0x2030, "%o"}, {0x2032, 0x2032, "'"},
		   {0x2033, 0x2033, "\""}, {0x203B, 0x203B, "*"},  {0x2103, 0x2103, "oC"}, {0x2116, 0x2116, "No"},
		   {0x2190, 0x2190, "<-"}, {0x2191, 0x2191, "^"},  {0x2192, 0x2192, "->"}, {0x2193, 0x2193, "v"},
		   {0x221A, 0x221A, "v"},  {0x2236, 0x2236, ":"},  {0x223C, 0x223D, "~"},  {0x2260, 0x2260, "!="},
		   {0x2264, 0x2264, "<="}, {0x2265, 0x2265, ">="}, {0x2500, 0x2501, "-"},  {0x2502, 0x2503, "|"},
		   {0x2504, 0x254B, "+"},  {0x2550, 0x2550, "="},  {0x2551, 0x2551, "|"},  {0x2552, 0x2573, "+"},
		   {0x2580, 0x2595, "#"},  {0x25A0, 0x25A1, "#"},  {0x25B2, 0x25B3, "^"},  {0x25B6, 0x25B7, ">"},
		   {0x25BC, 0x25BD, "v"},  {0x25C0, 0x25C1, "<"},  {0x25C6, 0x25CF, "o"},  {0x2605, 0x2606, "*"}};

static void put_text(struct piece *p, const char *text)
{
	p->length = p->width = (unsigned char)strlen(text);
	memcpy(p->text, text, p->length);
}

static void put_narrow(struct piece *p, uint32_t r)
{
	unsigned n = 0;
	if (r >= 0x2460 && r <= 0x2473)
		n = r - 0x2460 + 1;
	if (r >= 0x2474 && r <= 0x2487)
		n = r - 0x2474 + 1;
	if (n > 0) {
		char number[8] = "(";
		size_t k = 1;
		if (n >= 10)
			number[k++] = (char)('0' + n / 10);
		number[k++] = (char)('0' + n % 10);
		number[k] = ')';
		put_text(p, number);
		return;
	}
	for (size_t i = 0; i < sizeof look_alikes / sizeof look_alikes[0]; i++)
		if (r >= look_alikes[i].lo && r <= look_alikes[i].hi) {
			put_text(p, look_alikes[i].text);
			return;
		}
	put_text(p, "?");
}

static void put_rune(struct piece *p, uint32_t r, int width)
{
	p->length = (unsigned char)wg_utf8_encode(r, p->text);
	p->width = (unsigned char)width;
}

/* Turns one character into a piece; false when nothing is drawn for it. */
static bool draw(struct reader *in, uint32_t r, struct piece *p)
{
	bool in_break = in->in_break;
	in->in_break = false;
	if (r == '\t' || r == '\n' || r == '\r') {
		in->in_break = true;
		put_text(p, " ");
		return !in_break;
	}
	enum wg_rune_kind kind = r == WG_RUNE_BAD ? WG_RUNE_REFUSED : wg_rune_kind(r);
	switch (kind) {
	case WG_RUNE_DROPPED:
		in->in_break = in_break;
		return false;
	case WG_RUNE_MARK:
		put_rune(p, r, 0);
		return in->has_base && in->marks++ < MARKS_PER_CELL;
	case WG_RUNE_REFUSED:
		put_text(p, "?");
		break;
	case WG_RUNE_UNDRAWN:
		put_rune(p, 0x3013, 2);
		break;
	case WG_RUNE_AMBIGUOUS:
		if (in->narrow)
			put_narrow(p, r);
		else
			put_rune(p, r, 1);
		break;
	case WG_RUNE_NARROW:
	case WG_RUNE_WIDE:
		put_rune(p, r, kind == WG_RUNE_WIDE ? 2 : 1);
		break;
	}
	in->has_base = true;
	in->marks = 0;
	return true;
}

static bool next_piece(struct reader *in, struct piece *p)
{
	while (in->s < in->end) {
		uint32_t r;
		in->s += wg_utf8_decode(in->s, (size_t)(in->end - in->s), &r);
		if (draw(in, r, p)) {
			if (in->in_break) {
				in->has_base = true;
				in->marks = MARKS_PER_CELL;
			}
			return true;
		}
	}
	return false;
}

static struct reader reader_of(const char *src, size_t len, unsigned flags)
{
	return (struct reader){.s = src, .end = src + len, .narrow = flags & WG_FIT_NARROW};
}

/* Width of all of it, or anything above limit once that is passed. */
static int measure(const char *src, size_t len, unsigned flags, int limit)
{
	struct reader in = reader_of(src, len, flags);
	struct piece p;
	int width = 0;
	while (width <= limit && next_piece(&in, &p))
		width += p.width;
	return width;
}

/* The string being written; one byte is always kept for the NUL. */
struct writer {
	char *at, *end;
	int width;
};

static bool put(struct writer *out, const char *text, size_t length, int width)
{
	if ((size_t)(out->end - out->at) < length)
		return false;
	memcpy(out->at, text, length);
	out->at += length;
	out->width += width;
	return true;
}

static void put_blanks(struct writer *out, int n)
{
	while (n-- > 0 && put(out, " ", 1, 1))
		;
}

/* U+4E00 … U+9FFF */
static bool is_hanzi(const unsigned char *s, size_t len)
{
	return len >= 3 && s[0] >= 0xE4 && s[0] <= 0xE9 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80 &&
	       (s[0] > 0xE4 || s[1] >= 0xB8);
}

int wg_fit_plain(const char *src, size_t len, int cols)
{
	const unsigned char *s = (const unsigned char *)src;
	int width = 0;
	for (size_t i = 0; i < len && width <= cols;) {
		bool wide = s[i] >= 0x7F;
		if (s[i] < 0x20 || (wide && !is_hanzi(s + i, len - i)))
			return -1;
		width += wide ? 2 : 1;
		i += wide ? 3 : 1;
	}
	return width <= cols ? width : -1;
}

int wg_fit(char *dst, size_t cap, const char *src, size_t len, int cols, unsigned flags)
{
	struct writer out = {dst, dst + cap - 1, 0};
	if (cols < 0)
		cols = 0;
	int width = measure(src, len, flags, cols);
	bool cut = width > cols;
	bool dots = cut && (flags & WG_FIT_ELL) && cols >= 2;
	int limit = dots ? cols - 2 : cols;

	if ((flags & WG_FIT_RIGHT) && !cut)
		put_blanks(&out, cols - width);
	struct reader in = reader_of(src, len, flags);
	struct piece p;
	bool fits = true;
	while (fits && next_piece(&in, &p))
		fits = out.width + p.width <= limit && put(&out, p.text, p.length, p.width);
	if (dots)
		put(&out, "..", 2, 2);
	if (cut || (flags & WG_FIT_PAD))
		put_blanks(&out, cols - out.width);
	*out.at = '\0';
	return out.width;
}

int wg_text_width_n(const char *s, size_t len, unsigned flags)
{
	int plain = wg_fit_plain(s, len, INT_MAX / 2);
	return plain >= 0 ? plain : measure(s, len, flags, INT_MAX / 2);
}

int wg_text_width(const char *s, unsigned flags)
{
	return wg_text_width_n(s, strlen(s), flags);
}

void wg_fit_all(struct wg_buf *out, const char *src, size_t len, unsigned flags)
{
	struct reader in = reader_of(src, len, flags);
	struct piece p;
	if (wg_fit_plain(src, len, INT_MAX / 2) >= 0)
		wg_buf_add(out, src, len);
	else
		while (next_piece(&in, &p))
			wg_buf_add(out, p.text, p.length);
}
