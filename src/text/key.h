/* key.h: the two forms of a text. Stored text is what people wrote, cleaned (NFC, trimmed, nothing invisible); a key
 * is what is compared and searched (NFKC, lower case, one kind of dash, no dots in names). Keys are never shown. */
#ifndef WANGGE_TEXT_KEY_H
#define WANGGE_TEXT_KEY_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum {
	WG_FOLD_LOWER = 1, /* lower case */
	WG_FOLD_DOTS = 2,  /* · • ・ ‧ . and blanks and ' removed: names */
};

/* NFKC, every dash as '-', every blank as ' ', as code points. Returns how many; at most cap are written, and a longer
 * text is cut. Ill-formed bytes become U+FFFD. */
size_t wg_fold_runes(const char *s, size_t len, unsigned flags, uint32_t *out, size_t cap);

/* The same as UTF-8 with both flags, added to out: the key for equality and search. */
void wg_fold(struct wg_buf *out, const char *s, size_t len);

/* True when both have the same key. */
int wg_same_text(const char *a, const char *b);

/* What wg_clean_text() met, besides trimming: things a person may want to hear of. */
enum {
	WG_CLEAN_INVISIBLE = 1, /* control, zero-width or bidi characters were removed */
	WG_CLEAN_BAD = 2,       /* ill-formed bytes became U+FFFD */
	WG_CLEAN_PRIVATE = 4,   /* private-use characters were kept: another machine may show something else */
	WG_CLEAN_MAPPED = 8,    /* private-use characters of old GB18030 tables were given their real code points */
};

enum wg_clean {
	WG_CLEAN_LINE, /* one line: line ends and tabs become one blank */
	WG_CLEAN_NAME, /* a person's name: blanks between hanzi go too (张　伟 = 张伟) */
	WG_CLEAN_NOTE, /* several lines: line ends kept as \n */
};

/* Adds the stored form of s to out and returns the WG_CLEAN_ bits of what was met. */
unsigned wg_clean_text(struct wg_buf *out, const char *s, size_t len, enum wg_clean how);

#endif
