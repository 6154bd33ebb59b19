/* width.h: how many columns a code point takes, from our own table, so that it is the same under every locale.
 * The table agrees with glibc's wcwidth() in C.UTF-8 wherever a character is drawn as itself: ncurses trusts that. */
#ifndef WANGGE_TEXT_WIDTH_H
#define WANGGE_TEXT_WIDTH_H

#include <stdint.h>

enum wg_rune_kind {
	WG_RUNE_NARROW,    /* 1 column */
	WG_RUNE_WIDE,      /* 2 columns: hanzi, full-width forms, emoji */
	WG_RUNE_MARK,      /* 0: sits on the character before it */
	WG_RUNE_AMBIGUOUS, /* 1, or 2 in a terminal that is set so */
	WG_RUNE_DROPPED,   /* invisible: zero width, bidi controls, variation selectors; never shown */
	WG_RUNE_REFUSED,   /* controls, private use, noncharacters; shown as '?' */
	WG_RUNE_UNDRAWN,   /* the C library does not know its width; shown as U+3013 */
};

enum wg_rune_kind wg_rune_kind(uint32_t rune);

/* Columns of rune as wg_fit() would draw it; ambiguous is what the terminal makes of such characters, 1 or 2. */
int wg_rune_width(uint32_t rune, int ambiguous);

#endif
