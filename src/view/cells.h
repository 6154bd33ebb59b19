/* cells.h: the screen as a grid of cells, without a terminal.
 * All text of the office enters through wg_cells_put(), that is through wg_fit(): no control character, no half of a
 * wide character and nothing outside the given columns ever comes into a cell. */
#ifndef WANGGE_VIEW_CELLS_H
#define WANGGE_VIEW_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* ROLE, name in theme.yaml, letter in dumps */
#define WG_ROLES(X)                                                                                                    \
	X(NORMAL, "normal", '.')                                                                                       \
	X(TITLE, "title", 't')                                                                                         \
	X(TAB, "tab", 'b')                                                                                             \
	X(TAB_CURRENT, "tab-current", 'B')                                                                             \
	X(CURSOR, "cursor", '>')                                                                                       \
	X(CURSOR_IDLE, "cursor-idle", '-')                                                                             \
	X(MARK, "mark", 'v')                                                                                           \
	X(MATCH, "match", 'm')                                                                                         \
	X(WARN, "warn", 'w')                                                                                           \
	X(ERROR, "error", 'e')                                                                                         \
	X(DIM, "dim", 'd')                                                                                             \
	X(HEAD, "head", 'h')                                                                                           \
	X(STRONG, "strong", 's')                                                                                       \
	X(BAR, "bar", '#')                                                                                             \
	X(KEY, "key", 'k')                                                                                             \
	X(FIELD, "field", 'f')                                                                                         \
	X(CONTACT_1, "contact-1", '1')                                                                                 \
	X(CONTACT_2, "contact-2", '2')                                                                                 \
	X(CONTACT_3, "contact-3", '3')                                                                                 \
	X(CONTACT_4, "contact-4", '4')                                                                                 \
	X(CONTACT_5, "contact-5", '5')                                                                                 \
	X(CONTACT_6, "contact-6", '6')

enum wg_role {
#define WG_ROLE_ENUM(id, name, letter) WG_ROLE_##id,
	WG_ROLES(WG_ROLE_ENUM)
#undef WG_ROLE_ENUM
		WG_ROLE_COUNT
};

enum { WG_CONTACT_ROLES = 6 };

const char *wg_role_name(enum wg_role role);
bool wg_role_find(const char *name, enum wg_role *out);

/* A wide character stands in its left cell (width 2); the right cell has width 0 and no character. */
struct wg_cell {
	uint32_t ch, mark[2]; /* mark: combining characters, 0 = none */
	uint8_t width, role;
	bool reverse;
};

struct wg_rect {
	int row, col, rows, cols;
};

/* caret_row < 0: no caret. What the terminal cannot show is said here, so that one place decides about glyphs. */
struct wg_cells {
	int rows, cols;
	struct wg_cell *cell;
	int caret_row, caret_col;
	bool ascii;          /* no ✓ ▸ ▾ ░ */
	bool ambiguous_wide; /* characters of ambiguous width take two columns here: they are replaced */
};

void wg_cells_resize(struct wg_cells *c, int rows, int cols); /* zero-initialise first; clears */
void wg_cells_free(struct wg_cells *c);
void wg_cells_clear(struct wg_cells *c); /* blanks, no caret */
struct wg_rect wg_cells_all(const struct wg_cells *c);

enum { WG_PUT_PAD = 1, WG_PUT_ELL = 2, WG_PUT_RIGHT = 4, WG_PUT_REVERSE = 8 };

/* Writes text into at most width columns at row, col; the columns written. PAD: fills the rest with blanks of the role;
 * ELL: ".." where it was cut; RIGHT: at the right end (fills the left). Outside the grid nothing is written. */
int wg_cells_put(struct wg_cells *c, int row, int col, int width, enum wg_role role, const char *text, unsigned flags);
int wg_cells_putn(struct wg_cells *c, int row, int col, int width, enum wg_role role, const char *text, size_t len,
		  unsigned flags);

/* Fills with one narrow character. */
void wg_cells_fill(struct wg_cells *c, struct wg_rect r, char ch, enum wg_role role);
/* Gives what stands there another role: the cursor bar, a hit. */
void wg_cells_paint(struct wg_cells *c, struct wg_rect r, enum wg_role role);
void wg_cells_reverse(struct wg_cells *c, struct wg_rect r);

/* Columns that text would take, without a limit. */
int wg_cells_width(const struct wg_cells *c, const char *text);

/* Glyphs with their ASCII stand-ins. */
enum wg_glyph { WG_GLYPH_TICK, WG_GLYPH_FOLDED, WG_GLYPH_UNFOLDED, WG_GLYPH_SHADE };
const char *wg_glyph(const struct wg_cells *c, enum wg_glyph glyph);

/* The grid as text: rows, each ended by a line end, trailing blanks kept; then, with roles, one row of role letters
 * each (a reversed cell: '!'). */
void wg_cells_dump(const struct wg_cells *c, bool roles, struct wg_buf *out);

#endif
