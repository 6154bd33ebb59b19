/* line.h: one line of text being typed. The caret moves by what a reader takes for one character: a base and its marks.
 */
#ifndef WANGGE_VIEW_LINE_H
#define WANGGE_VIEW_LINE_H

#include "view/cells.h"
#include "view/input.h"

enum { WG_LINE_MAX = 512 };

/* Code points, not bytes: the caret and the limit count them. Zero-initialised: empty, limit WG_LINE_MAX. */
struct wg_line {
	uint32_t ch[WG_LINE_MAX];
	int len, caret, first;     /* first: the first visible one */
	int limit;                 /* characters; 0 = WG_LINE_MAX */
	uint32_t cut[WG_LINE_MAX]; /* what C-k, C-u, C-w took, for C-y */
	int n_cut;
};

void wg_line_set(struct wg_line *l, const char *text);             /* caret at the end */
void wg_line_text(const struct wg_line *l, char *out, size_t cap); /* UTF-8, cut at a character when it does not fit */
bool wg_line_empty(const struct wg_line *l);

void wg_line_paste(struct wg_line *l, const char *text,
		   size_t len); /* control characters are left out, line ends are blanks */

enum wg_line_result { WG_LINE_IGNORED, WG_LINE_MOVED, WG_LINE_CHANGED };

/* Characters, Backspace, Delete, arrows, Home, End, C-a C-e C-b C-f C-h C-d C-k C-u C-w C-y. */
enum wg_line_result wg_line_key(struct wg_line *l, struct wg_key key);
enum wg_line_result wg_line_event(struct wg_line *l, const struct wg_event *ev);

/* Draws into width columns; '<' and '>' in the first and last where text is cut off. Sets the caret when focused. */
void wg_line_draw(struct wg_line *l, struct wg_cells *c, int row, int col, int width, enum wg_role role, bool focused);

#endif
