/* key.h: a key press, and the names by which people write it: "a", "C-r", "S-Up", "F2", "PgUp", "Space". */
#ifndef WANGGE_VIEW_KEY_H
#define WANGGE_VIEW_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keys without a character stand above the last code point, so that one number tells all keys apart. */
enum {
	WG_KEY_NAMED = 0x110000,
	WG_KEY_UP = WG_KEY_NAMED,
	WG_KEY_DOWN,
	WG_KEY_LEFT,
	WG_KEY_RIGHT,
	WG_KEY_HOME,
	WG_KEY_END,
	WG_KEY_PGUP,
	WG_KEY_PGDN,
	WG_KEY_INSERT,
	WG_KEY_DELETE,
	WG_KEY_ENTER,
	WG_KEY_TAB,
	WG_KEY_ESC,
	WG_KEY_BACKSPACE,
	WG_KEY_F1, /* F1 … F12 in a row */
	WG_KEY_F12 = WG_KEY_F1 + 11,
	WG_KEY_LIMIT
};

enum { WG_CTRL = 1, WG_SHIFT = 2, WG_ALT = 4 };

/* code: a code point (a letter with Ctrl is lower case, Shift on a character is in the character), or a WG_KEY_x. */
struct wg_key {
	uint32_t code;
	uint8_t mods;
};

enum { WG_KEY_NAME = 32, WG_KEY_SEQUENCE = 2 };

/* The name of a key, at most WG_KEY_NAME bytes with the NUL. */
void wg_key_print(struct wg_key key, char out[WG_KEY_NAME]);

/* Reads one key name; false when it is none. */
bool wg_key_parse(const char *text, size_t len, struct wg_key *out);

/* Reads a name or a sequence of two characters ("gg"); the number of keys, 0 when it is neither. */
int wg_key_parse_sequence(const char *text, size_t len, struct wg_key out[WG_KEY_SEQUENCE]);

/* What the hand meant when a Chinese input method was left on: ： is :, １ is 1, 《 is <. Not for typed text. */
struct wg_key wg_key_fold(struct wg_key key);

bool wg_key_same(struct wg_key a, struct wg_key b);

/* A character that a line takes as text. */
bool wg_key_is_text(struct wg_key key);

#endif
