#include "view/input.h"

#include <string.h>

#include "text/utf8.h"

static const char PASTE_END[] = "\033[201~";

void wg_input_init(struct wg_input *in)
{
	*in = (struct wg_input){0};
	wg_buf_init(&in->paste, WG_PASTE_MAX);
}

void wg_input_free(struct wg_input *in)
{
	wg_buf_free(&in->paste);
}

void wg_input_feed(struct wg_input *in, const void *bytes, size_t n)
{
	in->at = bytes;
	in->end = in->at + n;
}

bool wg_input_waiting(const struct wg_input *in)
{
	return in->n_held > 0 || in->pasting;
}

static bool key(struct wg_event *ev, uint32_t code, unsigned mods)
{
	*ev = (struct wg_event){.kind = WG_EVENT_KEY, .key = {code, (uint8_t)mods}};
	return true;
}

static bool control(struct wg_event *ev, unsigned char b, unsigned mods)
{
	switch (b) {
	case '\t':
		return key(ev, WG_KEY_TAB, mods);
	case '\r':
	case '\n':
		return key(ev, WG_KEY_ENTER, mods);
	case 8:
	case 0x7F:
		return key(ev, WG_KEY_BACKSPACE, mods);
	case 0:
		return key(ev, ' ', mods | WG_CTRL);
	case 0x1B:
		return key(ev, WG_KEY_ESC, mods);
	default:
		return key(ev, b < 0x1B ? b | 0x60u : b | 0x40u, mods | WG_CTRL);
	}
}

static uint32_t letter_key(unsigned char last)
{
	switch (last) {
	case 'A':
		return WG_KEY_UP;
	case 'B':
		return WG_KEY_DOWN;
	case 'C':
		return WG_KEY_RIGHT;
	case 'D':
		return WG_KEY_LEFT;
	case 'F':
		return WG_KEY_END;
	case 'H':
		return WG_KEY_HOME;
	case 'M':
		return WG_KEY_ENTER;
	case 'P':
	case 'Q':
	case 'R':
	case 'S':
		return WG_KEY_F1 + (uint32_t)(last - 'P');
	default:
		return 0;
	}
}

/* The number of ESC [ n ~, as xterm, linux and vt220 send it. */
static uint32_t tilde_key(int n)
{
	static const uint32_t codes[] = {
		[1] = WG_KEY_HOME,    [2] = WG_KEY_INSERT,  [3] = WG_KEY_DELETE,   [4] = WG_KEY_END,
		[5] = WG_KEY_PGUP,    [6] = WG_KEY_PGDN,    [7] = WG_KEY_HOME,     [8] = WG_KEY_END,
		[11] = WG_KEY_F1,     [12] = WG_KEY_F1 + 1, [13] = WG_KEY_F1 + 2,  [14] = WG_KEY_F1 + 3,
		[15] = WG_KEY_F1 + 4, [17] = WG_KEY_F1 + 5, [18] = WG_KEY_F1 + 6,  [19] = WG_KEY_F1 + 7,
		[20] = WG_KEY_F1 + 8, [21] = WG_KEY_F1 + 9, [23] = WG_KEY_F1 + 10, [24] = WG_KEY_F1 + 11,
	};
	return n >= 0 && n < (int)(sizeof codes / sizeof codes[0]) ? codes[n] : 0;
}

/* xterm's modifier parameter: 1 + shift 1 + alt 2 + ctrl 4. */
static unsigned modifiers(int parameter)
{
	int m = parameter - 1;
	if (m < 0 || m > 15)
		return 0;
	return (m & 1 ? WG_SHIFT : 0u) | (m & 2 ? WG_ALT : 0u) | (m & 4 ? WG_CTRL : 0u);
}

struct csi {
	int param[4], n;
	bool mouse, other; /* other: private or intermediate bytes that no key has */
};

static struct csi parameters(const unsigned char *s, size_t n)
{
	struct csi p = {0};
	for (size_t i = 0; i < n; i++) {
		if (s[i] >= '0' && s[i] <= '9') {
			if (p.n == 0)
				p.n = 1;
			int *value = &p.param[p.n - 1];
			if (*value < 10000)
				*value = *value * 10 + (s[i] - '0');
		} else if (s[i] == ';') {
			if (p.n == 0)
				p.n = 1;
			if (p.n == 4)
				p.other = true;
			else
				p.n++;
		} else if (s[i] == '<' && i == 0) {
			p.mouse = true;
		} else {
			p.other = true;
		}
	}
	return p;
}

static bool mouse(struct wg_event *ev, const struct csi *p, unsigned char last)
{
	int b = p->param[0];
	if (last != 'M' || p->n < 3 || b & 32)
		return false;
	unsigned mods = (b & 4 ? WG_SHIFT : 0u) | (b & 8 ? WG_ALT : 0u) | (b & 16 ? WG_CTRL : 0u);
	*ev = (struct wg_event){.kind = WG_EVENT_MOUSE, .row = p->param[2] - 1, .col = p->param[1] - 1};
	uint32_t code = b & 64 ? (b & 1 ? WG_KEY_DOWN : WG_KEY_UP) : (uint32_t)(b & 3) + 1;
	ev->key = (struct wg_key){code, (uint8_t)mods};
	return ev->row >= 0 && ev->col >= 0 && code != 4;
}

/* ESC [ body last. True when it is an event; sequences that mean nothing here are swallowed whole. */
static bool csi(struct wg_input *in, const unsigned char *body, size_t n, unsigned char last, struct wg_event *ev)
{
	struct csi p = parameters(body, n);
	if (p.mouse)
		return mouse(ev, &p, last);
	if (p.other)
		return false;
	if (last == '~') {
		if (p.param[0] == 200) {
			in->pasting = true;
			in->n_tail = 0;
			wg_buf_clear(&in->paste);
			return false;
		}
		uint32_t code = tilde_key(p.param[0]);
		return code && key(ev, code, modifiers(p.n > 1 ? p.param[1] : 1));
	}
	if (last == 'Z')
		return key(ev, WG_KEY_TAB, WG_SHIFT);
	/* A cursor report looks like F3 with a modifier; reports are asked for in another row than the first. */
	if (last == 'R' && p.n == 2 && p.param[0] > 1) {
		*ev = (struct wg_event){.kind = WG_EVENT_REPORT, .row = p.param[0] - 1, .col = p.param[1] - 1};
		return true;
	}
	if (last == 'u' && p.n >= 1 && p.param[0] >= 32 && p.param[0] < 127)
		return key(ev, (uint32_t)p.param[0], modifiers(p.n > 1 ? p.param[1] : 1));
	uint32_t code = letter_key(last);
	return code && last != 'M' && key(ev, code, modifiers(p.n > 1 ? p.param[1] : 1));
}

static void drop_held(struct wg_input *in, size_t n)
{
	for (size_t i = n; i < in->n_held; i++)
		in->held[i - n] = in->held[i];
	in->n_held -= n;
}

enum step { MORE, NOTHING, EVENT }; /* MORE: bytes are missing */

static enum step escape(struct wg_input *in, struct wg_event *ev)
{
	unsigned char *s = in->held;
	size_t n = in->n_held;
	if (n == 1)
		return MORE;
	if (s[1] == '[') {
		if (n >= 3 && s[2] == '[') { /* the linux console's F1 … F5 */
			if (n < 4)
				return MORE;
			unsigned char c = s[3];
			drop_held(in, 4);
			return c >= 'A' && c <= 'E' && key(ev, WG_KEY_F1 + (uint32_t)(c - 'A'), 0) ? EVENT : NOTHING;
		}
		for (size_t i = 2; i < n; i++) {
			if (s[i] >= 0x20 && s[i] < 0x40)
				continue;
			if (s[i] < 0x20 || s[i] > 0x7E) { /* broken off: what follows stands for itself */
				drop_held(in, i);
				return NOTHING;
			}
			bool is = csi(in, s + 2, i - 2, s[i], ev);
			drop_held(in, i + 1);
			return is ? EVENT : NOTHING;
		}
		if (n < WG_INPUT_SEQUENCE)
			return MORE;
		drop_held(in, n);
		return NOTHING;
	}
	if (s[1] == 'O') {
		if (n < 3)
			return MORE;
		uint32_t code = letter_key(s[2]);
		drop_held(in, code ? 3 : 2);
		return code && key(ev, code, 0) ? EVENT : NOTHING;
	}
	if (s[1] == 0x1B) {
		drop_held(in, 1);
		return key(ev, WG_KEY_ESC, 0) ? EVENT : NOTHING;
	}
	if (s[1] < 0x20 || s[1] == 0x7F) {
		unsigned char b = s[1];
		drop_held(in, 2);
		return control(ev, b, WG_ALT) ? EVENT : NOTHING;
	}
	if (s[1] < 0x7F) {
		unsigned char b = s[1];
		drop_held(in, 2);
		return key(ev, b, WG_ALT) ? EVENT : NOTHING;
	}
	drop_held(in, 1); /* ESC before a character that an input method handed in: two keys */
	return key(ev, WG_KEY_ESC, 0) ? EVENT : NOTHING;
}

static enum step held(struct wg_input *in, struct wg_event *ev)
{
	unsigned char b = in->held[0];
	if (b == 0x1B)
		return escape(in, ev);
	if (b < 0x20 || b == 0x7F) {
		drop_held(in, 1);
		return control(ev, b, 0) ? EVENT : NOTHING;
	}
	if (b < 0x80) {
		drop_held(in, 1);
		return key(ev, b, 0) ? EVENT : NOTHING;
	}
	if (wg_utf8_is_partial((const char *)in->held, in->n_held))
		return MORE;
	uint32_t ch = WG_RUNE_BAD;
	drop_held(in, wg_utf8_decode((const char *)in->held, in->n_held, &ch));
	if (ch == WG_RUNE_BAD) {
		*ev = (struct wg_event){.kind = WG_EVENT_NOT_UTF8};
		return EVENT;
	}
	return ch >= 0xA0 && key(ev, ch, 0) ? EVENT : NOTHING;
}

/* In a paste nothing is a key: line ends and tabs are blanks, other control characters are left out. */
static void paste_byte(struct wg_input *in, unsigned char b)
{
	if (b == '\r' || b == '\n' || b == '\t')
		b = ' ';
	if (b >= 0x20 && b != 0x7F)
		wg_buf_putc(&in->paste, (char)b);
}

static bool paste_done(struct wg_input *in, struct wg_event *ev)
{
	in->pasting = false;
	in->n_tail = 0;
	*ev = (struct wg_event){
		.kind = WG_EVENT_PASTE, .text = in->paste.data ? in->paste.data : "", .len = in->paste.len};
	return true;
}

static bool paste(struct wg_input *in, struct wg_event *ev)
{
	while (in->at < in->end) {
		unsigned char b = *in->at++;
		if (b != (unsigned char)PASTE_END[in->n_tail]) {
			for (size_t i = 0; i < in->n_tail; i++)
				paste_byte(in, in->tail[i]);
			in->n_tail = 0;
		}
		if (b != (unsigned char)PASTE_END[in->n_tail]) {
			paste_byte(in, b);
			continue;
		}
		in->tail[in->n_tail++] = b;
		if (in->n_tail == sizeof PASTE_END - 1)
			return paste_done(in, ev);
	}
	return false;
}

bool wg_input_next(struct wg_input *in, struct wg_event *ev)
{
	for (;;) {
		if (in->pasting) {
			if (!paste(in, ev))
				return false;
			return true;
		}
		if (in->n_held > 0) {
			enum step step = held(in, ev);
			if (step == EVENT)
				return true;
			if (step == NOTHING)
				continue;
		}
		if (in->at == in->end)
			return false;
		in->held[in->n_held++] = *in->at++;
	}
}

bool wg_input_flush(struct wg_input *in, struct wg_event *ev)
{
	if (in->pasting)
		return paste_done(in, ev);
	if (in->n_held == 0)
		return false;
	unsigned char b = in->held[0];
	if (b == 0x1B) {
		bool alt = in->n_held == 2; /* ESC [ or ESC O and then nothing: Alt with that character */
		unsigned char second = in->held[1];
		in->n_held = 0;
		return alt ? key(ev, second, WG_ALT) : key(ev, WG_KEY_ESC, 0);
	}
	in->n_held = 0;
	*ev = (struct wg_event){.kind = WG_EVENT_NOT_UTF8};
	return true;
}
