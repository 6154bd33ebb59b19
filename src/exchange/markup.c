#include "exchange/markup.h"

#include <stdint.h>
#include <string.h>

#include "text/utf8.h"

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_letter(char c)
{
	return small(c) >= 'a' && small(c) <= 'z';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

/* Behind the next `what` from p on; end when it does not come. */
static const char *behind(const char *p, const char *end, const char *what)
{
	const char *found = memmem(p, (size_t)(end - p), what, strlen(what));
	return found ? found + strlen(what) : end;
}

/* A > inside of quotes ends no tag. */
static const char *end_of_tag(const char *p, const char *end)
{
	char quote = '\0';
	for (; p < end && (quote || *p != '>'); p++) {
		if (quote)
			quote = *p == quote ? '\0' : quote;
		else if ((*p == '"' || *p == '\'') && p[-1] == '=')
			quote = *p;
	}
	return p;
}

bool wg_tag_read(const char **p, const char *end, struct wg_tag *out)
{
	const char *s = *p + 1;
	*out = (struct wg_tag){.begin = s, .end = s};
	if (s >= end)
		return false;
	if (*s == '!' || *s == '?') {
		bool comment = end - s >= 3 && s[1] == '-' && s[2] == '-';
		*p = comment ? behind(s + 3, end, "-->") : behind(s, end, ">");
		return true;
	}
	out->closing = *s == '/';
	s += out->closing;
	if (s >= end || !is_letter(*s))
		return false;
	size_t n = 0;
	for (; s < end && !is_blank(*s) && *s != '>' && *s != '/'; s++) {
		if (n + 1 < sizeof out->name)
			out->name[n++] = small(*s);
	}
	out->begin = s;
	out->end = end_of_tag(s, end);
	*p = out->end < end ? out->end + 1 : end;
	return true;
}

static bool same_name(const char *p, size_t n, const char *name)
{
	if (n != strlen(name))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (small(p[i]) != name[i])
			return false;
	}
	return true;
}

/* The value at p, quoted or not; returns what is behind it. */
static const char *value_at(const char *p, const char *end, const char **value, size_t *n)
{
	char quote = p < end && (*p == '"' || *p == '\'') ? *p++ : '\0';
	*value = p;
	while (p < end && (quote ? *p != quote : !is_blank(*p)))
		p++;
	*n = (size_t)(p - *value);
	return p < end && quote ? p + 1 : p;
}

bool wg_tag_attribute(const struct wg_tag *tag, const char *name, char out[WG_TAG_VALUE])
{
	for (const char *p = tag->begin; p < tag->end;) {
		while (p < tag->end && (is_blank(*p) || *p == '/'))
			p++;
		const char *word = p, *value = "";
		size_t n = 0;
		while (p < tag->end && !is_blank(*p) && *p != '=')
			p++;
		size_t len = (size_t)(p - word);
		while (p < tag->end && is_blank(*p))
			p++;
		if (p < tag->end && *p == '=') {
			for (p++; p < tag->end && is_blank(*p);)
				p++;
			p = value_at(p, tag->end, &value, &n);
		}
		if (!same_name(word, len, name))
			continue;
		n = n < WG_TAG_VALUE ? n : WG_TAG_VALUE - 1;
		memcpy(out, value, n);
		out[n] = '\0';
		return true;
	}
	return false;
}

static void add_rune(struct wg_buf *out, uint32_t rune)
{
	char bytes[WG_UTF8_MAX];
	if (rune == 0xA0)
		rune = ' ';
	if (rune > 0)
		wg_buf_add(out, bytes, wg_utf8_encode(rune, bytes));
}

/* &#20013; or &#x4E2D; from behind the #; the end of it, or NULL. */
static const char *numbered(const char *p, const char *end, struct wg_buf *out)
{
	bool hex = p < end && small(*p) == 'x';
	uint32_t v = 0;
	const char *from = p += hex;
	for (; p < end; p++) {
		char c = small(*p);
		uint32_t digit = c >= '0' && c <= '9'          ? (uint32_t)(c - '0')
				 : hex && c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
							       : 16;
		if (digit == 16)
			break;
		v = v > 0x110000 ? v : v * (hex ? 16 : 10) + digit;
	}
	if (p == from)
		return NULL;
	add_rune(out, v);
	return p < end && *p == ';' ? p + 1 : p;
}

static const char *named(const char *p, const char *end, struct wg_buf *out)
{
	static const struct {
		const char *name, *text;
	} names[] = {
		{"nbsp", " "},   {"amp", "&"},   {"lt", "<"},     {"gt", ">"},     {"quot", "\""}, {"apos", "'"},
		{"ensp", " "},   {"emsp", "　"}, {"thinsp", " "}, {"middot", "·"}, {"times", "×"}, {"radic", "√"},
		{"hellip", "…"}, {"mdash", "—"}, {"ndash", "–"},  {"ldquo", "“"},  {"rdquo", "”"}, {"lsquo", "‘"},
		{"rsquo", "’"},  {"yen", "¥"},   {"deg", "°"},    {"bull", "•"},   {"check", "✓"}, {"loz", "◊"},
		{"copy", "©"},   {"reg", "®"},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t n = strlen(names[i].name);
		if ((size_t)(end - p) < n || memcmp(p, names[i].name, n) != 0)
			continue;
		if ((size_t)(end - p) > n && is_letter(p[n]))
			continue;
		wg_buf_puts(out, names[i].text);
		return (size_t)(end - p) > n && p[n] == ';' ? p + n + 1 : p + n;
	}
	return NULL;
}

void wg_markup_character(const char **p, const char *end, struct wg_buf *out)
{
	const char *behind_it = NULL;
	if (**p == '&' && *p + 1 < end)
		behind_it = (*p)[1] == '#' ? numbered(*p + 2, end, out) : named(*p + 1, end, out);
	if (!behind_it) {
		uint32_t rune;
		behind_it = *p + wg_utf8_decode(*p, (size_t)(end - *p), &rune);
		add_rune(out, rune);
	}
	*p = behind_it;
}
