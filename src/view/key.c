#include "view/key.h"

#include <string.h>

#include "text/utf8.h"

static const struct {
	const char *name;
	uint32_t code;
} names[] = {
	{"Up", WG_KEY_UP},         {"Down", WG_KEY_DOWN},    {"Left", WG_KEY_LEFT},   {"Right", WG_KEY_RIGHT},
	{"Home", WG_KEY_HOME},     {"End", WG_KEY_END},      {"PgUp", WG_KEY_PGUP},   {"PgDn", WG_KEY_PGDN},
	{"Insert", WG_KEY_INSERT}, {"Del", WG_KEY_DELETE},   {"Enter", WG_KEY_ENTER}, {"Tab", WG_KEY_TAB},
	{"Esc", WG_KEY_ESC},       {"BS", WG_KEY_BACKSPACE}, {"F1", WG_KEY_F1},       {"F2", WG_KEY_F1 + 1},
	{"F3", WG_KEY_F1 + 2},     {"F4", WG_KEY_F1 + 3},    {"F5", WG_KEY_F1 + 4},   {"F6", WG_KEY_F1 + 5},
	{"F7", WG_KEY_F1 + 6},     {"F8", WG_KEY_F1 + 7},    {"F9", WG_KEY_F1 + 8},   {"F10", WG_KEY_F1 + 9},
	{"F11", WG_KEY_F1 + 10},   {"F12", WG_KEY_F1 + 11},  {"Space", ' '},
};

enum { NAMES = sizeof names / sizeof names[0] };

static const struct {
	char letter;
	uint8_t bit;
} mods[] = {{'C', WG_CTRL}, {'S', WG_SHIFT}, {'A', WG_ALT}};

void wg_key_print(struct wg_key key, char out[WG_KEY_NAME])
{
	size_t n = 0;
	for (size_t i = 0; i < sizeof mods / sizeof mods[0]; i++)
		if (key.mods & mods[i].bit) {
			out[n++] = mods[i].letter;
			out[n++] = '-';
		}
	for (int i = 0; i < NAMES; i++)
		if (names[i].code == key.code) {
			size_t len = strlen(names[i].name);
			memcpy(out + n, names[i].name, len + 1);
			return;
		}
	n += wg_utf8_encode(key.code, out + n);
	out[n] = '\0';
}

/* The length of the character at text; 0 when it is none that a key may have. */
static size_t one_character(const char *text, size_t len, uint32_t *ch)
{
	size_t n = wg_utf8_decode(text, len, ch);
	return *ch == WG_RUNE_BAD || *ch <= ' ' || (*ch >= 0x7F && *ch < 0xA0) ? 0 : n;
}

static bool same_ascii(const char *name, const char *text, size_t len)
{
	if (strlen(name) != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((name[i] | 0x20) != (text[i] | 0x20))
			return false;
	return true;
}

bool wg_key_parse(const char *text, size_t len, struct wg_key *out)
{
	struct wg_key key = {0};
	bool more = true;
	while (more && len > 2 && text[1] == '-') {
		more = false;
		for (size_t i = 0; i < sizeof mods / sizeof mods[0]; i++)
			if (text[0] == mods[i].letter && !(key.mods & mods[i].bit)) {
				key.mods |= mods[i].bit;
				more = true;
				break;
			}
		if (!more)
			return false;
		text += 2;
		len -= 2;
	}
	for (int i = 0; i < NAMES; i++)
		if (same_ascii(names[i].name, text, len)) {
			key.code = names[i].code;
			*out = key;
			return true;
		}
	if (len == 0 || one_character(text, len, &key.code) != len)
		return false;
	if (key.mods & WG_CTRL && key.code >= 'A' && key.code <= 'Z')
		key.code |= 0x20;
	*out = key;
	return true;
}

int wg_key_parse_sequence(const char *text, size_t len, struct wg_key out[WG_KEY_SEQUENCE])
{
	if (wg_key_parse(text, len, &out[0]))
		return 1;
	uint32_t a = 0, b = 0;
	size_t n = one_character(text, len, &a);
	if (n == 0 || n == len || one_character(text + n, len - n, &b) != len - n)
		return 0;
	out[0] = (struct wg_key){.code = a};
	out[1] = (struct wg_key){.code = b};
	return 2;
}

struct wg_key wg_key_fold(struct wg_key key)
{
	static const struct {
		uint32_t from;
		char to;
	} others[] = {
		{0x3000, ' '},  {0x3001, '/'}, {0x3002, '.'}, {0x300A, '<'}, {0x300B, '>'}, {0x3008, '<'},
		{0x3009, '>'},  {0x3010, '['}, {0x3011, ']'}, {0x300C, '['}, {0x300D, ']'}, {0x2018, '\''},
		{0x2019, '\''}, {0x201C, '"'}, {0x201D, '"'}, {0x00B7, '`'}, {0xFFE5, '$'},
	};
	if (key.code >= 0xFF01 && key.code <= 0xFF5E)
		key.code -= 0xFEE0;
	else
		for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
			if (others[i].from == key.code)
				key.code = (unsigned char)others[i].to;
	return key;
}

bool wg_key_same(struct wg_key a, struct wg_key b)
{
	return a.code == b.code && a.mods == b.mods;
}

bool wg_key_is_text(struct wg_key key)
{
	return key.code >= 0x20 && key.code < WG_KEY_NAMED && !(key.code >= 0x7F && key.code < 0xA0) &&
	       !(key.mods & (WG_CTRL | WG_ALT));
}
