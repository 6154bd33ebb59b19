/* paper.h: what is printed on A4: made once, written as .xlsx or as text, by the ending of the file's name.
 *
 *	struct wg_paper p = {.arena = a, .columns = columns, .n_columns = 3, …};
 *	wg_paper_part(&p, "黄秋军");
 *	wg_paper_line(&p, WG_PAPER_TITLE, "联户走访表");
 *	wg_paper_row(&p, cells);
 *	wg_paper_write(&p, "/home/wang/走访.xlsx", e);
 *	wg_paper_free(&p);
 *
 * Text is column-exact (text/width): pages end with a form feed, what is too wide ends in "..". */
#ifndef WANGGE_EXCHANGE_PAPER_H
#define WANGGE_EXCHANGE_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "wangge/error.h"

enum wg_paper_align { WG_PAPER_LEFT, WG_PAPER_CENTER, WG_PAPER_FLUSH }; /* FLUSH: to the right */

/* width: display columns of the text. tick: a box to tick stands in each row. */
struct wg_paper_column {
	const char *name;
	int width;
	enum wg_paper_align align;
	bool tick;
};

/* Rows across the paper, and those of columns. HEAD: the columns' names. ROW: a text a column, line breaks inside. */
enum wg_paper_kind { WG_PAPER_TITLE, WG_PAPER_LINE, WG_PAPER_HEAD, WG_PAPER_ROW, WG_PAPER_SPACE };

struct wg_paper_line {
	enum wg_paper_kind kind;
	const char *const *cells; /* ROW: one a column; TITLE and LINE: the first is the text */
};

/* A part begins a page. repeat: its first so many lines stand on each of its pages. */
struct wg_paper_part {
	const char *name;
	size_t repeat;
	WG_VEC(struct wg_paper_line) lines;
};

/* BOX: a frame around each part of a text, as for a notice. GRID: one around each cell, to be cut out. */
enum wg_paper_frame { WG_PAPER_PLAIN, WG_PAPER_BOX, WG_PAPER_GRID };

struct wg_paper {
	struct wg_arena *arena;
	const struct wg_paper_column *columns;
	size_t n_columns;
	const char *mark; /* head and foot of each page: 内部资料; NULL = none */
	const char *date; /* foot of each page, with its number; NULL = pages without foot */
	enum wg_paper_frame frame;
	bool landscape;
	bool one_sheet;     /* .xlsx: all parts on one sheet, each on a page; else a sheet a part */
	int points, height; /* .xlsx: size of the type, height of a row; 0 = the usual ones */
	WG_VEC(struct wg_paper_part) parts;
};

/* Texts are borrowed until the paper is written. */
struct wg_paper_part *wg_paper_part(struct wg_paper *p, const char *name);
void wg_paper_line(struct wg_paper *p, enum wg_paper_kind kind, const char *text); /* HEAD, SPACE: text NULL */
void wg_paper_row(struct wg_paper *p, const char *const *cells);                   /* copied; NULL counts as "" */
void wg_paper_repeat(struct wg_paper *p);                                          /* what the part has so far */

/* WG_EUSAGE: the name ends in neither .xlsx nor .txt; WG_ECANTCREAT. The file appears whole or not at all. */
enum wg_err wg_paper_write(const struct wg_paper *p, const char *path, struct wg_error *e);
/* The same for the name alone: nothing is written. */
enum wg_err wg_paper_check(const char *path, struct wg_error *e);
void wg_paper_text(const struct wg_paper *p, struct wg_buf *out);
void wg_paper_free(struct wg_paper *p);

#endif
