/* test_whole.h: a console with every screen that the program has; after each step its cells are looked at, by rules
 * written down here and not taken from text/: this is what a terminal may be shown. */
#ifndef WANGGE_TESTS_APP_TEST_WHOLE_H
#define WANGGE_TESTS_APP_TEST_WHOLE_H

#include "tests/command/office.h"
#include "tests/test.h"

#include "screen/screen.h"

struct whole {
	struct wg_keys keys;
	struct wg_face face;
	struct wg_ui ui;
	int64_t steps;
	char last[400]; /* the last step, for who looks for a mistake */
};

/* The office is borrowed. Time stands still but for the steps, half a second each. */
void open_whole(struct whole *w, wg_office *office);
void close_whole(struct whole *w);

/* One event, then what the console shows: at once, and when keys have paused. Fails on a broken screen. */
void step(struct whole *w, const struct wg_event *ev);
void size_to(struct whole *w, int rows, int cols);
void press_all(struct whole *w, const char *keys); /* "j j Enter" */
void paste(struct whole *w, const char *text);
void command(struct whole *w, const char *line);
const char *topmost(const struct whole *w);

/* May not reach a terminal: controls, what reorders or hides other characters, what is no character. */
bool is_unsafe(uint32_t ch);

/* Offset of the first character in text that is unsafe (a line end is not, where they may be) or no UTF-8; -1: none. */
long unsafe_at(const char *text, size_t n, bool lines);

#endif
