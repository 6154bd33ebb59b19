/* rooms: base text conf view */
/* Keys: whatever a terminal sends, and wherever it is cut, the decoder goes on, gives the same events, and lets no
 * control character through as text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "view/input.h"
#include "view/line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth)
{
	if (!truth)
		abort();
}

static void check(const struct wg_event *ev)
{
	char name[WG_KEY_NAME];
	struct wg_key back;
	switch ((int)ev->kind) {
	case WG_EVENT_KEY:
		must(ev->key.code < WG_KEY_LIMIT);
		must(ev->key.code >= 0x20 && !(ev->key.code >= 0x7F && ev->key.code < 0xA0));
		wg_key_print(ev->key, name);
		must(strlen(name) < WG_KEY_NAME);
		if (ev->key.code < 0x7F || ev->key.code >= WG_KEY_NAMED)
			must(wg_key_parse(name, strlen(name), &back));
		break;
	case WG_EVENT_PASTE:
		must(ev->len <= WG_PASTE_MAX);
		for (size_t i = 0; i < ev->len; i++)
			must((unsigned char)ev->text[i] >= 0x20 && ev->text[i] != 0x7F);
		break;
	case WG_EVENT_MOUSE:
		must(ev->row >= 0 && ev->col >= 0);
		break;
	default:
		break;
	}
}

/* A number for the events and their order. */
static uint64_t decode(const uint8_t *data, size_t size, size_t step, struct wg_line *line)
{
	struct wg_input in;
	struct wg_event ev;
	uint64_t sum = 0;
	wg_input_init(&in);
	for (size_t at = 0; at < size; at += step) {
		wg_input_feed(&in, data + at, step < size - at ? step : size - at);
		while (wg_input_next(&in, &ev)) {
			check(&ev);
			sum = sum * 31 + (uint64_t)ev.kind * 7 + ev.key.code + ev.key.mods + ev.len + (uint64_t)ev.row +
			      (uint64_t)ev.col;
			wg_line_event(line, &ev);
			must(line->caret >= 0 && line->caret <= line->len && line->len <= WG_LINE_MAX);
		}
	}
	for (int i = 0; i < 3 && wg_input_flush(&in, &ev); i++)
		check(&ev);
	must(!wg_input_waiting(&in));
	wg_input_free(&in);
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct wg_line line;
	struct wg_cells c = {0};
	line.len = line.caret = line.first = line.n_cut = 0;
	uint64_t whole = decode(data, size, size ? size : 1, &line);
	wg_cells_resize(&c, 1, 20);
	wg_line_draw(&line, &c, 0, 1, 18, WG_ROLE_NORMAL, true);
	must(c.caret_col >= 1 && c.caret_col < 19);
	wg_cells_free(&c);
	line.len = line.caret = line.first = line.n_cut = 0;
	must(decode(data, size, 1, &line) == whole);
	return 0;
}
