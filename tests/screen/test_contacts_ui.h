/* test_contacts_ui.h: a console on an office in memory, keys in, screens out. */
#ifndef WANGGE_TESTS_SCREEN_TEST_CONTACTS_UI_H
#define WANGGE_TESTS_SCREEN_TEST_CONTACTS_UI_H

#include "tests/command/office.h"
#include "tests/test.h"

#include "screen/screen.h"

struct console {
	struct wg_keys keys;
	struct wg_face face;
	struct wg_ui ui;
	struct wg_buf shown; /* the screen as text, after each step */
};

/* A console of 100x30 on the contacts of an office; close it with close_console(), which closes the office too. */
void open_console(struct console *c, wg_office *office, bool writes);
void close_console(struct console *c);

/* Keys by their names, separated by blanks: "j j Enter". */
void press(struct console *c, const char *keys);
void type(struct console *c, const char *text); /* as an input method hands it in */
void resize(struct console *c, int rows, int cols);
const char *top(const struct console *c); /* name of what has the keys */

/* The screen holds this text, or it does not; fails with the whole screen. */
void sees(struct console *c, const char *text);
void sees_not(struct console *c, const char *text);
/* Row `row` begins with this text. */
void row_is(struct console *c, int row, const char *text);

/* The screen is that of tests/screen/NAME.txt. With $WANGGE_GOLDEN set the file is written instead, to be looked at. */
void is_golden(struct console *c, const char *name);

#endif
