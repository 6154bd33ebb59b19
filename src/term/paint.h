/* paint.h: cells become bytes: only those that differ from what the terminal shows, by the shortest way that is sure.
 * Knows no file: what it writes can be read back by a test. */
#ifndef WANGGE_TERM_PAINT_H
#define WANGGE_TERM_PAINT_H

#include "conf/theme.h"
#include "term/caps.h"
#include "view/cells.h"

enum { WG_LOOK_BYTES = 5 * WG_CAP_BYTES };

struct wg_paint {
	struct wg_caps caps;
	char look[WG_ROLE_COUNT][2][WG_LOOK_BYTES]; /* from any look to this role; [1]: reversed */
	struct wg_cells front;                      /* what the terminal shows */
	bool known;                                 /* false: the next frame clears and paints everything */
	int caret_row, caret_col;
	/* while painting */
	struct wg_buf *out;
	int row, col; /* where the terminal's cursor is; -1 = not sure */
	int style;    /* role * 2 + reversed; -1 = not sure */
};

/* theme NULL: the defaults below it. colour false: attributes only. */
void wg_paint_init(struct wg_paint *p, const struct wg_caps *caps, const struct wg_theme *theme, bool colour);
void wg_paint_free(struct wg_paint *p);

/* Adds the bytes to out; nothing when nothing changed. */
void wg_paint_frame(struct wg_paint *p, const struct wg_cells *cells, struct wg_buf *out);

#endif
