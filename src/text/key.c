#include "text/key.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/arena.h"
#include "text/utf8.h"
#include "text/width.h"

static bool is_blank(uint32_t r)
{
	return r == ' ' || (r >= '\t' && r <= '\r') || r == 0x85 || r == 0xA0 || r == 0x1680 || r == 0x180E ||
	       (r >= 0x2000 && r <= 0x200A) || r == 0x2028 || r == 0x2029 || r == 0x202F || r == 0x205F || r == 0x3000;
}

static bool is_hanzi(uint32_t r)
{
	return (r >= 0x3400 && r <= 0x9FFF) || r == 0x3007 || (r >= 0xF900 && r <= 0xFAFF) ||
	       (r >= 0x20000 && r <= 0x3FFFF);
}

/* Characters that every normalisation form leaves alone, whatever stands beside them: nearly all that comes. */
static bool is_inert(uint32_t r)
{
	return r < 0x80 || (r >= 0x4E00 && r <= 0x9FFF) || (r >= 0x3400 && r <= 0x4DBF) ||
	       (r >= 0x20000 && r <= 0x2F7FF);
}

static int32_t *decode_all(const char *s, size_t len, size_t *count, bool *inert)
{
	int32_t *runes = wg_xmalloc((len + 1) * sizeof *runes);
	size_t n = 0;
	*inert = true;
	for (size_t at = 0; at < len;) {
		uint32_t r;
		at += wg_utf8_decode(s + at, len - at, &r);
		if (r == WG_RUNE_BAD)
			r = 0xFFFD;
		*inert = *inert && is_inert(r);
		runes[n++] = (int32_t)r;
	}
	*count = n;
	return runes;
}

/* NFC, or NFKC with UTF8PROC_COMPAT, of n runes in place; the array may move. */
static int32_t *normalise(int32_t *runes, size_t *n, int options)
{
	struct wg_buf utf8;
	wg_buf_init(&utf8, SIZE_MAX / 2);
	for (size_t i = 0; i < *n; i++) {
		char bytes[WG_UTF8_MAX];
		wg_buf_add(&utf8, bytes, wg_utf8_encode((uint32_t)runes[i], bytes));
	}
	utf8proc_option_t how = (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE | options);
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)utf8.data;
	utf8proc_ssize_t need = utf8proc_decompose(bytes, (utf8proc_ssize_t)utf8.len, NULL, 0, how);
	if (need >= 0) {
		runes = wg_xrealloc(runes, ((size_t)need + 1) * sizeof *runes);
		utf8proc_decompose(bytes, (utf8proc_ssize_t)utf8.len, runes, need, how);
		need = utf8proc_normalize_utf32(runes, need, how);
		*n = need > 0 ? (size_t)need : 0;
	}
	wg_buf_free(&utf8);
	return runes;
}

/* A character that name keys leave out. */
static bool is_dot(uint32_t r)
{
	return r == 0xB7 || r == 0x2022 || r == 0x30FB || r == 0x2027 || r == 0x2219 || r == 0x22C5 || r == '.' ||
	       r == '\'' || r == 0x2019;
}

static uint32_t fold_one(uint32_t r, unsigned flags)
{
	if ((r >= 0x2010 && r <= 0x2015) || r == 0x2212 || r == 0x301C || r == 0x30FC)
		return '-';
	if (is_blank(r))
		return ' ';
	if (flags & WG_FOLD_LOWER) {
		if (r < 0x80)
			return r >= 'A' && r <= 'Z' ? r + 32 : r;
		return (uint32_t)utf8proc_tolower((int32_t)r);
	}
	return r;
}

size_t wg_fold_runes(const char *s, size_t len, unsigned flags, uint32_t *out, size_t cap)
{
	size_t n, kept = 0;
	bool inert;
	int32_t *runes = decode_all(s, len, &n, &inert);
	if (!inert)
		runes = normalise(runes, &n, UTF8PROC_COMPAT);
	for (size_t i = 0; i < n && kept < cap; i++) {
		uint32_t r = fold_one((uint32_t)runes[i], flags);
		if ((flags & WG_FOLD_DOTS) && (r == ' ' || is_dot(r)))
			continue;
		if (r < 0x80 || wg_rune_kind(r) != WG_RUNE_DROPPED)
			out[kept++] = r;
	}
	free(runes);
	return kept;
}

void wg_fold(struct wg_buf *out, const char *s, size_t len)
{
	enum { GROWTH = 18 }; /* the longest compatibility decomposition, U+FDFA */
	uint32_t few[256], *runes = few;
	size_t cap = sizeof few / sizeof few[0];
	if (len * GROWTH > cap) {
		cap = len * GROWTH;
		runes = wg_xmalloc(cap * sizeof *runes);
	}
	size_t n = wg_fold_runes(s, len, WG_FOLD_LOWER | WG_FOLD_DOTS, runes, cap);
	for (size_t i = 0; i < n; i++) {
		char bytes[WG_UTF8_MAX];
		wg_buf_add(out, bytes, wg_utf8_encode(runes[i], bytes));
	}
	if (runes != few)
		free(runes);
}

int wg_same_text(const char *a, const char *b)
{
	struct wg_buf x, y;
	wg_buf_init(&x, SIZE_MAX / 2);
	wg_buf_init(&y, SIZE_MAX / 2);
	wg_fold(&x, a, strlen(a));
	wg_fold(&y, b, strlen(b));
	int same = x.len == y.len && (x.len == 0 || memcmp(x.data, y.data, x.len) == 0);
	wg_buf_free(&x);
	wg_buf_free(&y);
	return same;
}

/* Private-use code points that older tables gave to characters of GB18030, and what GB18030-2022 gives them. */
static uint32_t from_private(uint32_t r)
{
	static const struct {
		uint16_t from;
		uint32_t to;
	} map[] = {{0xE78D, 0xFE10},  {0xE78E, 0xFE12},  {0xE78F, 0xFE11},  {0xE790, 0xFE13}, {0xE791, 0xFE14},
		   {0xE792, 0xFE15},  {0xE793, 0xFE16},  {0xE794, 0xFE17},  {0xE795, 0xFE18}, {0xE796, 0xFE19},
		   {0xE816, 0x20087}, {0xE817, 0x20089}, {0xE818, 0x200CC}, {0xE81E, 0x9FB4}, {0xE826, 0x9FB5},
		   {0xE82B, 0x9FB6},  {0xE82C, 0x9FB7},  {0xE831, 0x215D7}, {0xE832, 0x9FB8}, {0xE83B, 0x2298F},
		   {0xE843, 0x9FB9},  {0xE854, 0x9FBA},  {0xE855, 0x241FE}, {0xE864, 0x9FBB}};
	for (size_t i = 0; i < sizeof map / sizeof map[0]; i++)
		if (map[i].from == r)
			return map[i].to;
	return r;
}

/* Takes out what may not be stored and notes it; what is left is n runes. Line ends are '\n'. */
static size_t weed(int32_t *runes, size_t n, enum wg_clean how, unsigned *met)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t r = (uint32_t)runes[i];
		if (r == '\r') {
			if (i + 1 < n && runes[i + 1] == '\n')
				continue;
			r = '\n';
		}
		if (r == '\t' || (r == '\n' && how != WG_CLEAN_NOTE)) {
			if (kept > 0 && runes[kept - 1] == ' ')
				continue;
			r = ' ';
		}
		bool private = (r >= 0xE000 && r <= 0xF8FF) || (r >= 0xF0000 && r <= 0x10FFFD);
		if (private && from_private(r) != r) {
			r = from_private(r);
			*met |= WG_CLEAN_MAPPED;
		} else if (private) {
			*met |= WG_CLEAN_PRIVATE;
		} else if (r == 0xFFFD) {
			*met |= WG_CLEAN_BAD;
		} else if (r != '\n' && (wg_rune_kind(r) == WG_RUNE_DROPPED || wg_rune_kind(r) == WG_RUNE_REFUSED)) {
			*met |= WG_CLEAN_INVISIBLE;
			continue;
		}
		runes[kept++] = (int32_t)r;
	}
	return kept;
}

/* A run of blanks inside a name: nothing beside a hanzi, else one blank. */
static size_t close_gaps(int32_t *runes, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n; i++) {
		if (!is_blank((uint32_t)runes[i])) {
			runes[kept++] = runes[i];
			continue;
		}
		while (i + 1 < n && is_blank((uint32_t)runes[i + 1]))
			i++;
		bool beside = (kept > 0 && is_hanzi((uint32_t)runes[kept - 1])) ||
			      (i + 1 < n && is_hanzi((uint32_t)runes[i + 1]));
		if (!beside)
			runes[kept++] = ' ';
	}
	return kept;
}

unsigned wg_clean_text(struct wg_buf *out, const char *s, size_t len, enum wg_clean how)
{
	unsigned met = 0;
	size_t n, from = 0;
	bool inert;
	int32_t *runes = decode_all(s, len, &n, &inert);
	n = weed(runes, n, how, &met);
	if (!inert)
		runes = normalise(runes, &n, 0);
	while (n > 0 && is_blank((uint32_t)runes[n - 1]))
		n--;
	while (from < n && is_blank((uint32_t)runes[from]))
		from++;
	if (how == WG_CLEAN_NAME)
		n = from + close_gaps(runes + from, n - from);
	for (size_t i = from; i < n; i++) {
		char bytes[WG_UTF8_MAX];
		wg_buf_add(out, bytes, wg_utf8_encode((uint32_t)runes[i], bytes));
	}
	free(runes);
	return met;
}
