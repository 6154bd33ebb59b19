/* input.h: the bytes of a terminal become events.
 * A pure function object: bytes in, events out, no clock and no file. Understands UTF-8 and the sequences of xterm,
 * linux, vt100 and tmux, modified keys, SGR mouse and bracketed paste; after bytes it does not understand it goes on
 * with the next. */
#ifndef WANGGE_VIEW_INPUT_H
#define WANGGE_VIEW_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "view/key.h"

enum wg_event_kind {
	WG_EVENT_NONE,
	WG_EVENT_KEY,
	WG_EVENT_PASTE,    /* text: what was pasted; line ends are blanks, control characters are gone */
	WG_EVENT_MOUSE,    /* key.code: button 1 … 3, or WG_KEY_UP, WG_KEY_DOWN for the wheel; row, col */
	WG_EVENT_NOT_UTF8, /* the terminal does not speak UTF-8 */
	WG_EVENT_REPORT,   /* the cursor report that the terminal was asked for: row, col */
	WG_EVENT_RESIZE,
	WG_EVENT_INTERRUPT, /* SIGINT from outside: cancel what runs */
	WG_EVENT_TERMINATE, /* leave now, cleanly */
	WG_EVENT_HANGUP,    /* the terminal is gone: leave without painting */
	WG_EVENT_ACTION,    /* scripts: text names an action */
	WG_EVENT_COMMAND,   /* scripts: text is a command line */
	WG_EVENT_END,       /* scripts: no more lines */
};

/* text is borrowed until the next call on the object that gave the event. Rows and columns count from 0. */
struct wg_event {
	enum wg_event_kind kind;
	struct wg_key key;
	int row, col;
	const char *text;
	size_t len;
};

enum { WG_INPUT_SEQUENCE = 32, WG_PASTE_MAX = 64 * 1024 };

struct wg_input {
	unsigned char held[WG_INPUT_SEQUENCE]; /* the beginning of a sequence or of a character */
	size_t n_held;
	unsigned char tail[6]; /* the end of what is being pasted: may be the beginning of ESC [ 201 ~ */
	size_t n_tail;
	bool pasting;
	struct wg_buf paste;
	const unsigned char *at, *end; /* what wg_input_feed() was given and is not read yet */
};

void wg_input_init(struct wg_input *in);
void wg_input_free(struct wg_input *in);

/* Hands over n bytes, borrowed until wg_input_next() has said false. */
void wg_input_feed(struct wg_input *in, const void *bytes, size_t n);

/* The next event; false when the bytes are used up (half a sequence is kept for the next feed). */
bool wg_input_next(struct wg_input *in, struct wg_event *ev);

/* True when half a sequence is waiting: after a pause the caller calls wg_input_flush(), and a lone ESC is a key. */
bool wg_input_waiting(const struct wg_input *in);
bool wg_input_flush(struct wg_input *in, struct wg_event *ev);

#endif
