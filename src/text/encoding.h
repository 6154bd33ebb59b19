/* encoding.h: a file's bytes as UTF-8. Decided on the whole file: byte order mark, zeros where UTF-16 has them, valid
 * UTF-8, else GB18030. */
#ifndef WANGGE_TEXT_ENCODING_H
#define WANGGE_TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "wangge/error.h"

enum wg_encoding {
	WG_ENCODING_AUTO,
	WG_ENCODING_UTF8,
	WG_ENCODING_GB18030,
	WG_ENCODING_UTF16LE,
	WG_ENCODING_UTF16BE,
};

enum { WG_ENCODING_PLACES = 20 };

struct wg_encoding_report {
	enum wg_encoding encoding; /* in: which to use, WG_ENCODING_AUTO = find out; out: which was used */
	bool bom;
	bool unsure;       /* fewer than 8 bytes beyond ASCII spoke for the choice: show it and let the user switch */
	size_t characters; /* beyond ASCII */
	size_t bad;        /* sequences that became U+FFFD */
	/* The first of them: offset in the file, 1-based line. */
	struct {
		size_t offset, line;
	} places[WG_ENCODING_PLACES];
};

/* Adds the UTF-8 form of bytes[0..n), without byte order mark, to out. WG_EDATA when more than one character in a
 * hundred is bad, or the result passes out->max; out then holds no more than before. */
enum wg_err wg_text_to_utf8(const void *bytes, size_t n, struct wg_buf *out, struct wg_encoding_report *report,
			    struct wg_error *e);

/* "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "auto"; and back, understanding gbk, gb2312, utf8 and the like in any
 * case. False when the name is unknown. */
const char *wg_encoding_name(enum wg_encoding encoding);
bool wg_encoding_parse(const char *name, enum wg_encoding *out);

#endif
