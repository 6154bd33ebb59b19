#include "text/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "text/key.h"
#include "text/utf8.h"

enum { SURE_BYTES = 8, CHUNK = 16384 };

/* What is being read and where it goes. line is that of offset counted. */
struct job {
	const unsigned char *s;
	size_t n;
	struct wg_buf *out;
	struct wg_encoding_report *report;
	size_t counted, line;
	size_t unit; /* bytes of a line end: 1, or 2 for UTF-16 */
};

static bool is_line_end(const struct job *j, size_t at)
{
	if (j->unit == 1)
		return j->s[at] == '\n';
	size_t low = j->report->encoding == WG_ENCODING_UTF16LE ? at : at + 1;
	return j->s[low] == '\n' && j->s[at + at + 1 - low] == 0;
}

static void note_bad(struct job *j, size_t offset)
{
	struct wg_encoding_report *r = j->report;
	r->characters++;
	r->bad++;
	if (r->bad <= WG_ENCODING_PLACES) {
		for (; j->counted + j->unit <= offset; j->counted += j->unit)
			j->line += is_line_end(j, j->counted);
		r->places[r->bad - 1].offset = offset;
		r->places[r->bad - 1].line = j->line;
	}
	wg_buf_puts(j->out, "\uFFFD");
}

static void from_utf8(struct job *j, size_t at)
{
	while (at < j->n) {
		uint32_t r;
		size_t good = at;
		size_t k = 0;
		while (good < j->n) {
			k = j->s[good] < 0x80 ? 1 : wg_utf8_decode((const char *)j->s + good, j->n - good, &r);
			if (j->s[good] >= 0x80) {
				if (r == WG_RUNE_BAD)
					break;
				j->report->characters++;
			}
			good += k;
		}
		wg_buf_add(j->out, j->s + at, good - at);
		if (good < j->n) {
			note_bad(j, good);
			good += k;
		}
		at = good;
	}
}

static void from_utf16(struct job *j, size_t at)
{
	size_t low = j->report->encoding == WG_ENCODING_UTF16LE ? 0 : 1;
	while (at + 1 < j->n) {
		uint32_t r = (uint32_t)(j->s[at + low] | j->s[at + 1 - low] << 8);
		size_t k = 2;
		if (r >= 0xD800 && r <= 0xDBFF && at + 3 < j->n) {
			uint32_t second = (uint32_t)(j->s[at + 2 + low] | j->s[at + 3 - low] << 8);
			if (second >= 0xDC00 && second <= 0xDFFF) {
				r = 0x10000 + ((r - 0xD800) << 10) + (second - 0xDC00);
				k = 4;
			}
		}
		if (r >= 0xD800 && r <= 0xDFFF) {
			note_bad(j, at);
		} else {
			char bytes[WG_UTF8_MAX];
			wg_buf_add(j->out, bytes, wg_utf8_encode(r, bytes));
			j->report->characters += r >= 0x80;
		}
		at += k;
	}
	if (at < j->n)
		note_bad(j, at);
}

/* Bytes of the sequence at s that cannot be converted. Only what has the shape of a character is skipped whole, so that
 * a comma or line end behind a stray byte stays. */
static size_t bad_length(const unsigned char *s, size_t n)
{
	if (n < 2 || s[0] < 0x81 || s[0] == 0xFF)
		return 1;
	if (s[1] >= 0x40 && s[1] != 0x7F && s[1] != 0xFF)
		return 2;
	bool four = n >= 4 && s[1] >= '0' && s[1] <= '9' && s[2] >= 0x81 && s[2] <= 0xFE && s[3] >= '0' && s[3] <= '9';
	return four ? 4 : 1;
}

/* Adds converted text and counts its characters beyond ASCII. */
static void take(struct job *j, const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		j->report->characters += ((unsigned char)text[i] & 0xC0) == 0xC0;
	wg_buf_add(j->out, text, n);
}

static void from_gb18030(struct job *j, iconv_t cd)
{
	char text[CHUNK];
	/* iconv() reads through a char ** that it does not write to. */
	union {
		const unsigned char *bytes;
		char *chars;
	} in = {j->s};
	size_t left = j->n;
	while (left > 0 && !j->out->toobig) {
		char *to = text;
		size_t room = sizeof text;
		size_t result = iconv(cd, &in.chars, &left, &to, &room);
		int why = errno;
		take(j, text, (size_t)(to - text));
		if (result != (size_t)-1 || why == E2BIG)
			continue;
		size_t skip = bad_length(in.bytes, left);
		if (in.bytes[0] == 0x80) {
			take(j, "€", strlen("€")); /* as CP936 has it */
			skip = 1;
		} else {
			note_bad(j, (size_t)(in.bytes - j->s));
		}
		in.bytes += skip;
		left -= skip;
	}
}

/* Zeros where UTF-16 has the upper half of commas, digits and line ends. */
static enum wg_encoding find_utf16(const unsigned char *s, size_t n)
{
	size_t zeros[2] = {0, 0};
	if (n < 2 || n % 2 != 0)
		return WG_ENCODING_AUTO;
	for (size_t i = 0; i < n; i++)
		zeros[i & 1] += s[i] == 0;
	size_t most = zeros[0] > zeros[1] ? zeros[0] : zeros[1], least = zeros[0] + zeros[1] - most;
	if (most == 0 || most < n / 50 || least * 4 > most)
		return WG_ENCODING_AUTO;
	return zeros[1] == most ? WG_ENCODING_UTF16LE : WG_ENCODING_UTF16BE;
}

/* Good and bad characters beyond ASCII when read as UTF-8, and the bytes they take. */
static void count_utf8(const unsigned char *s, size_t n, size_t *good, size_t *bad, size_t *bytes)
{
	*good = *bad = *bytes = 0;
	for (size_t at = 0; at < n;) {
		uint32_t r;
		if (s[at] < 0x80) {
			at++;
			continue;
		}
		size_t k = wg_utf8_decode((const char *)s + at, n - at, &r);
		/* A file cut short in the middle of a character says nothing against UTF-8. */
		bool cut = r == WG_RUNE_BAD && at + k == n && wg_utf8_is_partial((const char *)s + at, k);
		if (!cut)
			*(r == WG_RUNE_BAD ? bad : good) += 1;
		*bytes += k;
		at += k;
	}
}

static enum wg_encoding find_encoding(const unsigned char *s, size_t n, struct wg_encoding_report *report)
{
	enum wg_encoding found = find_utf16(s, n);
	if (found != WG_ENCODING_AUTO)
		return found;
	size_t good, bad, bytes;
	count_utf8(s, n, &good, &bad, &bytes);
	report->unsure = bytes > 0 && bytes < SURE_BYTES;
	/* A few broken characters do not turn UTF-8 into GB18030: that read as UTF-8 is broken nearly everywhere. */
	return bad * 100 <= good ? WG_ENCODING_UTF8 : WG_ENCODING_GB18030;
}

/* Length of the byte order mark, and what it says. */
static size_t read_mark(const unsigned char *s, size_t n, enum wg_encoding *found)
{
	if (n >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF) {
		*found = WG_ENCODING_UTF8;
		return 3;
	}
	if (n >= 2 && ((s[0] == 0xFF && s[1] == 0xFE) || (s[0] == 0xFE && s[1] == 0xFF))) {
		*found = s[0] == 0xFF ? WG_ENCODING_UTF16LE : WG_ENCODING_UTF16BE;
		return 2;
	}
	/* The mark as GB18030 writes it. */
	if (n >= 4 && memcmp(s, "\x84\x31\x95\x33", 4) == 0) {
		*found = WG_ENCODING_GB18030;
		return 4;
	}
	*found = WG_ENCODING_AUTO;
	return 0;
}

static enum wg_err convert(struct job *j, struct wg_error *e)
{
	iconv_t cd;
	switch (j->report->encoding) {
	case WG_ENCODING_AUTO:
	case WG_ENCODING_UTF8:
		from_utf8(j, 0);
		return WG_OK;
	case WG_ENCODING_UTF16LE:
	case WG_ENCODING_UTF16BE:
		j->unit = 2;
		from_utf16(j, 0);
		return WG_OK;
	case WG_ENCODING_GB18030:
		break;
	}
	cd = iconv_open("UTF-8", "GB18030");
	if (cd == (iconv_t)-1)
		return wg_fail(e, WG_EUNAVAILABLE, N_("this system cannot read GB18030"), "");
	from_gb18030(j, cd);
	iconv_close(cd);
	return WG_OK;
}

enum wg_err wg_text_to_utf8(const void *bytes, size_t n, struct wg_buf *out, struct wg_encoding_report *report,
			    struct wg_error *e)
{
	struct wg_encoding_report r = {.encoding = report->encoding};
	struct job j = {.s = bytes, .n = n, .out = out, .report = &r, .line = 1, .unit = 1};
	size_t before = out->len;
	enum wg_encoding marked;
	size_t mark = read_mark(j.s, n, &marked);
	if (mark > 0 && (r.encoding == WG_ENCODING_AUTO || r.encoding == marked)) {
		r.encoding = marked;
		r.bom = true;
		j.s += mark;
		j.n -= mark;
	} else if (r.encoding == WG_ENCODING_AUTO) {
		r.encoding = find_encoding(j.s, n, &r);
	}
	enum wg_err err = convert(&j, e);
	for (size_t i = 0; r.bom && i < r.bad && i < WG_ENCODING_PLACES; i++)
		r.places[i].offset += mark;
	if (err == WG_OK && out->toobig)
		err = wg_fail(e, WG_EDATA, N_("the text is larger than {1} MB"), "l", (long long)(out->max >> 20));
	else if (err == WG_OK && r.bad * 100 > r.characters)
		err = wg_fail(e, WG_EDATA,
			      N_("this is not {1} text: {2} of {3} characters are broken, the first in line {4}"),
			      "slll", wg_encoding_name(r.encoding), (long long)r.bad, (long long)r.characters,
			      (long long)r.places[0].line);
	if (err != WG_OK) {
		out->toobig = false;
		out->len = before;
		if (out->data)
			out->data[before] = '\0';
	}
	*report = r;
	return err;
}

static const struct {
	enum wg_encoding encoding;
	const char *name;
} names[] = {{WG_ENCODING_AUTO, "auto"},        {WG_ENCODING_UTF8, "UTF-8"},       {WG_ENCODING_GB18030, "GB18030"},
	     {WG_ENCODING_UTF16LE, "UTF-16LE"}, {WG_ENCODING_UTF16BE, "UTF-16BE"}, {WG_ENCODING_UTF8, "utf8"},
	     {WG_ENCODING_GB18030, "gbk"},      {WG_ENCODING_GB18030, "gb2312"},   {WG_ENCODING_GB18030, "cp936"},
	     {WG_ENCODING_GB18030, "gb"},       {WG_ENCODING_UTF16LE, "UTF-16"},   {WG_ENCODING_UTF16LE, "utf16"}};

const char *wg_encoding_name(enum wg_encoding encoding)
{
	size_t i = 0;
	while (names[i].encoding != encoding)
		i++;
	return names[i].name;
}

bool wg_encoding_parse(const char *name, enum wg_encoding *out)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (wg_same_text(name, names[i].name)) {
			*out = names[i].encoding;
			return true;
		}
	return false;
}
