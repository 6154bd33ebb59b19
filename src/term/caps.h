/* caps.h: what this terminal understands, from its terminfo entry: the only file with curses behind it.
 * Painting is our own: curses would compare 8,000 cells that we have compared already. */
#ifndef WANGGE_TERM_CAPS_H
#define WANGGE_TERM_CAPS_H

#include <stdbool.h>

#include "base/buf.h"
#include "wangge/error.h"

enum { WG_CAP_BYTES = 96 };

/* Strings without padding; "" = cannot. */
struct wg_caps {
	char enter[WG_CAP_BYTES], leave[WG_CAP_BYTES]; /* the alternate screen */
	char caret_on[WG_CAP_BYTES], caret_off[WG_CAP_BYTES];
	char wrap_on[WG_CAP_BYTES], wrap_off[WG_CAP_BYTES];
	char clear[WG_CAP_BYTES], reset[WG_CAP_BYTES];
	char reverse[WG_CAP_BYTES], bold[WG_CAP_BYTES], dim[WG_CAP_BYTES], underline[WG_CAP_BYTES];
	char move[WG_CAP_BYTES]; /* a terminfo expression of row and column; "" = ANSI's own form */
	bool ansi;               /* SGR numbers, cursor moves by CSI … H, C, G */
	bool repeat, erase;      /* CSI n b repeats a character; CSI n X and CSI K erase */
	int colours;
	bool plain_font; /* a console without ✓ ▸ ▾ ░ */
};

/* $TERM's entry; when it is unknown, those of terminals that most others are like.
 * WG_EUNAVAILABLE: it cannot move its cursor. */
enum wg_err wg_caps_open(int fd, struct wg_caps *out, struct wg_error *e);

/* Adds the bytes that move the cursor; rows and columns from 0. */
void wg_caps_move(const struct wg_caps *caps, struct wg_buf *out, int row, int col);

#endif
