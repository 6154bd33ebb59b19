/* term.h: a terminal: cells out, events in. One is a real one (tty.c), one reads a script and keeps what it was shown
 * (script.c); the console does not know which it has. */
#ifndef WANGGE_TERM_TERM_H
#define WANGGE_TERM_TERM_H

#include "base/buf.h"
#include "view/cells.h"
#include "view/input.h"
#include "wangge/error.h"

struct wg_theme; /* conf/theme.h */

struct wg_term {
	void (*size)(struct wg_term *t, int *rows, int *cols);
	/* Shows the cells: only what differs from what was shown before, in one write. */
	void (*present)(struct wg_term *t, const struct wg_cells *cells);
	/* The next event within timeout_ms (0: only what is there, -1: for ever); false when none came. */
	bool (*read)(struct wg_term *t, int timeout_ms, struct wg_event *ev);
	void (*redraw)(struct wg_term *t);  /* the next present paints everything */
	void (*suspend)(struct wg_term *t); /* gives the terminal back and stops; returns when the program goes on */
	void (*copy)(struct wg_term *t, const char *text); /* to the clipboard, where the terminal can */
	/* From now on; NULL where it makes no difference. */
	void (*look)(struct wg_term *t, const struct wg_theme *theme, bool no_colour, bool mouse);
	void (*close)(struct wg_term **t); /* restores the terminal */
	/* A descriptor of the owner's; while it can be read, read() that waits finds nothing at once. -1 = none */
	int beside;
	bool ascii, ambiguous_wide; /* copy them into the cells before drawing; may change with a RESIZE event */
};

/* theme NULL: the defaults. no_colour: attributes only; also when $NO_COLOR is not empty or the terminal has none.
 * WG_EUNAVAILABLE: stdin or stdout is no terminal, or it cannot move its cursor. */
enum wg_err wg_term_open_tty(const struct wg_theme *theme, bool no_colour, struct wg_term **out, struct wg_error *e);

/* A headless terminal that does what the lines of a script say:
 *
 *	# a comment
 *	j                     a key by its name; "gg" is a sequence
 *	text 张伟             characters, as an input method hands them in
 *	paste 3栋 501         pasted text
 *	mark                  an action by its name
 *	: assign 3-2-501 …    a command line
 *	size 80x24            another size
 *	save NAME             the screen as it is now (rows, then role rows), to out_dir/NAME.txt, or to stdout
 *	wait MS               so long nothing, then one more round; without MS at once
 *
 * WG_ENOINPUT: the script cannot be read; WG_ECANTCREAT: out_dir is no folder to write to; WG_EDATA: a line is none of
 * these, named by file and number. */
enum wg_err wg_term_open_script(const char *file, int rows, int cols, const char *out_dir, struct wg_term **out,
				struct wg_error *e);

/* "160x50" (columns x rows); false when it is none. */
bool wg_term_parse_size(const char *text, int *rows, int *cols);

#endif
