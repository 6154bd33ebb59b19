#include "text/utf8.h"

/* What the first byte asks for: length, and the range of the second byte, where all special cases hide. */
struct lead {
	unsigned char length, second_lo, second_hi, bits;
};

static struct lead lead_of(unsigned char b)
{
	if (b >= 0xC2 && b <= 0xDF)
		return (struct lead){2, 0x80, 0xBF, b & 0x1F};
	if (b >= 0xE0 && b <= 0xEF)
		return (struct lead){3, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF, b & 0x0F};
	if (b >= 0xF0 && b <= 0xF4)
		return (struct lead){4, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF, b & 0x07};
	return (struct lead){0};
}

/* Good bytes of the sequence at s, at most lead.length. */
static size_t good_bytes(const unsigned char *s, size_t len, struct lead lead)
{
	if (len < 2 || s[1] < lead.second_lo || s[1] > lead.second_hi)
		return 1;
	size_t n = 2;
	while (n < lead.length && n < len && (s[n] & 0xC0) == 0x80)
		n++;
	return n;
}

size_t wg_utf8_decode(const char *text, size_t len, uint32_t *rune)
{
	const unsigned char *s = (const unsigned char *)text;
	if (len == 0) {
		*rune = WG_RUNE_BAD;
		return 0;
	}
	if (s[0] < 0x80) {
		*rune = s[0];
		return 1;
	}
	struct lead lead = lead_of(s[0]);
	*rune = WG_RUNE_BAD;
	if (lead.length == 0)
		return 1;
	size_t n = good_bytes(s, len, lead);
	if (n < lead.length)
		return n;
	uint32_t r = lead.bits;
	for (size_t i = 1; i < n; i++)
		r = r << 6 | (s[i] & 0x3F);
	*rune = r;
	return n;
}

size_t wg_utf8_encode(uint32_t r, char out[WG_UTF8_MAX])
{
	if (r > 0x10FFFF || (r >= 0xD800 && r <= 0xDFFF))
		r = 0xFFFD;
	if (r < 0x80) {
		out[0] = (char)r;
		return 1;
	}
	size_t n = r < 0x800 ? 2 : r < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--, r >>= 6)
		out[i] = (char)(0x80 | (r & 0x3F));
	static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
	out[0] = (char)(marks[n] | r);
	return n;
}

bool wg_utf8_is_partial(const char *text, size_t len)
{
	if (len == 0)
		return false;
	const unsigned char *s = (const unsigned char *)text;
	struct lead lead = lead_of(s[0]);
	return lead.length > len && good_bytes(s, len, lead) == len;
}

bool wg_utf8_is_valid(const char *s, size_t len)
{
	uint32_t rune;
	for (size_t at = 0; at < len;) {
		if (!(s[at] & 0x80)) {
			at++;
			continue;
		}
		at += wg_utf8_decode(s + at, len - at, &rune);
		if (rune == WG_RUNE_BAD)
			return false;
	}
	return true;
}

size_t wg_utf8_count(const char *s, size_t len)
{
	size_t n = 0;
	uint32_t rune;
	for (size_t at = 0; at < len; n++)
		at += wg_utf8_decode(s + at, len - at, &rune);
	return n;
}

size_t wg_utf8_next(const char *s, size_t len, size_t at)
{
	uint32_t rune;
	return at < len ? at + wg_utf8_decode(s + at, len - at, &rune) : at;
}

size_t wg_utf8_previous(const char *s, size_t at)
{
	uint32_t rune;
	/* The longest sequence that ends exactly here; a stray byte is a character of its own. */
	for (size_t n = at < WG_UTF8_MAX ? at : WG_UTF8_MAX; n > 1; n--)
		if (wg_utf8_decode(s + at - n, n, &rune) == n)
			return at - n;
	return at > 0 ? at - 1 : 0;
}
