/* fit.h: the one way data reaches a screen, a terminal, a printed page or an error message.
 * What comes out holds no control, bidi or invisible character and nothing ill-formed, and is as wide as said. */
#ifndef WANGGE_TEXT_FIT_H
#define WANGGE_TEXT_FIT_H

#include <stddef.h>

#include "base/buf.h"

enum {
	WG_FIT_ELL = 1,   /* when something must be cut, the last two columns are ".." */
	WG_FIT_PAD = 2,   /* blanks on the right up to cols */
	WG_FIT_RIGHT = 4, /* blanks on the left up to cols: numbers */
	/* The terminal draws ambiguous characters two columns wide, which ncurses does not know: they are replaced by
	 * narrow look-alikes ("“" by '"', "—" by "--", "①" by "(1)", others by '?'). */
	WG_FIT_NARROW = 8,
};

/* Bytes that always hold cols columns: a narrow character with its two marks each, and the NUL. */
#define WG_FIT_BYTES(cols) ((size_t)(cols)*12 + 1)

/* Writes src[0..len) safe and not wider than cols to dst (cap bytes, cap >= 1; always terminated; what does not fit
 * into cap is left out at a character) and returns the columns written: never more than cols, exactly cols with PAD
 * or RIGHT or when something was cut. A wide character is never split: a blank stands where its half would be. */
int wg_fit(char *dst, size_t cap, const char *src, size_t len, int cols, unsigned flags);

/* Columns that the whole of s takes when drawn by wg_fit(); flags: only WG_FIT_NARROW matters. */
int wg_text_width(const char *s, unsigned flags);
int wg_text_width_n(const char *s, size_t len, unsigned flags);

/* Columns of src when it is drawn byte for byte as it is, under any flags: nothing but printable ASCII and common hanzi,
 * and not wider than cols; else -1. Most texts are. */
int wg_fit_plain(const char *src, size_t len, int cols);

/* Adds the whole of src, safe and uncut, to out: lines for a terminal or a report. */
void wg_fit_all(struct wg_buf *out, const char *src, size_t len, unsigned flags);

#endif
