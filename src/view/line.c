#include "view/line.h"

#include <string.h>

#include "text/utf8.h"
#include "text/width.h"

static int limit(const struct wg_line *l)
{
	return l->limit > 0 && l->limit < WG_LINE_MAX ? l->limit : WG_LINE_MAX;
}

static bool is_mark(uint32_t ch)
{
	return wg_rune_kind(ch) == WG_RUNE_MARK;
}

static int before(const struct wg_line *l, int at)
{
	while (at > 0 && is_mark(l->ch[--at]))
		;
	return at;
}

static int after(const struct wg_line *l, int at)
{
	if (at < l->len)
		at++;
	while (at < l->len && is_mark(l->ch[at]))
		at++;
	return at;
}

static bool insert(struct wg_line *l, uint32_t ch)
{
	enum wg_rune_kind kind = wg_rune_kind(ch);
	if (l->len >= limit(l) || kind == WG_RUNE_DROPPED || ch < 0x20 || (ch >= 0x7F && ch < 0xA0))
		return false;
	memmove(l->ch + l->caret + 1, l->ch + l->caret, (size_t)(l->len - l->caret) * sizeof l->ch[0]);
	l->ch[l->caret++] = ch;
	l->len++;
	return true;
}

/* Takes out from … to; kept for C-y when cut is set. */
static bool take_out(struct wg_line *l, int from, int to, bool cut)
{
	if (from == to)
		return false;
	if (cut) {
		l->n_cut = to - from;
		memcpy(l->cut, l->ch + from, (size_t)l->n_cut * sizeof l->ch[0]);
	}
	memmove(l->ch + from, l->ch + to, (size_t)(l->len - to) * sizeof l->ch[0]);
	l->len -= to - from;
	l->caret = from;
	return true;
}

static int word_before(const struct wg_line *l)
{
	int at = l->caret;
	while (at > 0 && l->ch[at - 1] == ' ')
		at--;
	while (at > 0 && l->ch[at - 1] != ' ')
		at--;
	return at;
}

void wg_line_set(struct wg_line *l, const char *text)
{
	l->len = l->caret = l->first = 0;
	wg_line_paste(l, text, strlen(text));
}

void wg_line_text(const struct wg_line *l, char *out, size_t cap)
{
	size_t n = 0;
	for (int i = 0; i < l->len; i++) {
		char bytes[WG_UTF8_MAX];
		size_t len = wg_utf8_encode(l->ch[i], bytes);
		if (n + len >= cap)
			break;
		memcpy(out + n, bytes, len);
		n += len;
	}
	out[n] = '\0';
}

bool wg_line_empty(const struct wg_line *l)
{
	return l->len == 0;
}

void wg_line_paste(struct wg_line *l, const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t ch = WG_RUNE_BAD;
		i += wg_utf8_decode(text + i, len - i, &ch);
		if (ch != WG_RUNE_BAD)
			insert(l, ch == '\n' || ch == '\t' ? ' ' : ch);
	}
}

static enum wg_line_result changed(bool yes)
{
	return yes ? WG_LINE_CHANGED : WG_LINE_MOVED;
}

static enum wg_line_result move(struct wg_line *l, int to)
{
	l->caret = to;
	return WG_LINE_MOVED;
}

static enum wg_line_result control(struct wg_line *l, uint32_t letter)
{
	switch (letter) {
	case 'a':
		return move(l, 0);
	case 'e':
		return move(l, l->len);
	case 'b':
		return move(l, before(l, l->caret));
	case 'f':
		return move(l, after(l, l->caret));
	case 'h':
		return changed(take_out(l, before(l, l->caret), l->caret, false));
	case 'd':
		return changed(take_out(l, l->caret, after(l, l->caret), false));
	case 'k':
		return changed(take_out(l, l->caret, l->len, true));
	case 'u':
		return changed(take_out(l, 0, l->caret, true));
	case 'w':
		return changed(take_out(l, word_before(l), l->caret, true));
	case 'y': {
		bool any = false;
		for (int i = 0; i < l->n_cut; i++)
			any = insert(l, l->cut[i]) || any;
		return changed(any);
	}
	default:
		return WG_LINE_IGNORED;
	}
}

enum wg_line_result wg_line_key(struct wg_line *l, struct wg_key key)
{
	if (wg_key_is_text(key))
		return changed(insert(l, key.code));
	if (key.mods == WG_CTRL)
		return control(l, key.code);
	if (key.mods != 0)
		return WG_LINE_IGNORED;
	switch (key.code) {
	case WG_KEY_LEFT:
		return move(l, before(l, l->caret));
	case WG_KEY_RIGHT:
		return move(l, after(l, l->caret));
	case WG_KEY_HOME:
		return move(l, 0);
	case WG_KEY_END:
		return move(l, l->len);
	case WG_KEY_BACKSPACE:
		return changed(take_out(l, before(l, l->caret), l->caret, false));
	case WG_KEY_DELETE:
		return changed(take_out(l, l->caret, after(l, l->caret), false));
	default:
		return WG_LINE_IGNORED;
	}
}

enum wg_line_result wg_line_event(struct wg_line *l, const struct wg_event *ev)
{
	if (ev->kind == WG_EVENT_KEY)
		return wg_line_key(l, ev->key);
	if (ev->kind != WG_EVENT_PASTE)
		return WG_LINE_IGNORED;
	int len = l->len;
	wg_line_paste(l, ev->text, ev->len);
	return changed(l->len != len);
}

/* The characters of one cluster as UTF-8. */
static size_t cluster(const struct wg_line *l, int from, int to, char out[64])
{
	size_t n = 0;
	for (int i = from; i < to && n + WG_UTF8_MAX < 64; i++)
		n += wg_utf8_encode(l->ch[i], out + n);
	out[n] = '\0';
	return n;
}

static int cluster_width(const struct wg_line *l, const struct wg_cells *c, int from)
{
	char text[64];
	cluster(l, from, after(l, from), text);
	return wg_cells_width(c, text);
}

/* Scrolls so that the caret and one column for it are inside. */
static void scroll(struct wg_line *l, const struct wg_cells *c, int width)
{
	if (l->first > l->len)
		l->first = 0;
	if (l->caret <= l->first)
		l->first = before(l, l->caret);
	for (;;) {
		int used = l->first > 0;
		for (int i = l->first; i < l->caret; i = after(l, i))
			used += cluster_width(l, c, i);
		int at_caret = l->caret < l->len ? cluster_width(l, c, l->caret) : 1;
		if (after(l, l->caret) < l->len)
			at_caret++; /* the '>' */
		if (used + at_caret <= width || l->first >= l->caret)
			return;
		l->first = after(l, l->first);
	}
}

void wg_line_draw(struct wg_line *l, struct wg_cells *c, int row, int col, int width, enum wg_role role, bool focused)
{
	wg_cells_fill(c, (struct wg_rect){row, col, 1, width}, ' ', role);
	scroll(l, c, width);
	int at = 0;
	if (l->first > 0)
		at += wg_cells_put(c, row, col, 1, WG_ROLE_DIM, "<", 0);
	int i = l->first, caret = at;
	for (; i < l->len; i = after(l, i)) {
		int wide = cluster_width(l, c, i), rest = after(l, i) < l->len;
		if (at + wide + rest > width)
			break;
		if (i == l->caret)
			caret = at;
		char text[64];
		size_t n = cluster(l, i, after(l, i), text);
		at += wg_cells_putn(c, row, col + at, wide, role, text, n, 0);
	}
	if (i < l->len)
		wg_cells_put(c, row, col + width - 1, 1, WG_ROLE_DIM, ">", 0);
	if (l->caret >= i)
		caret = at;
	if (focused && width > 0) {
		c->caret_row = row;
		c->caret_col = col + (caret < width ? caret : width - 1);
	}
}
