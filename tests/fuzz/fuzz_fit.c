/* rooms: text base */
/* First byte columns, second flags, the rest data. What comes out holds nothing that moves the cursor or hides, and is
 * as wide as said, counted by the C library. */
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "text/fit.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool truth)
{
	if (!truth)
		abort();
}

static bool is_hidden(uint32_t r)
{
	return r < 0x20 || (r >= 0x7F && r <= 0x9F) || r == 0xAD || r == 0x61C || r == 0x180E ||
		(r >= 0x200B && r <= 0x200F) || (r >= 0x2028 && r <= 0x202E) || (r >= 0x2060 && r <= 0x206F) ||
		(r >= 0xFE00 && r <= 0xFE0F) || r == 0xFEFF || (r >= 0xFFF9 && r <= 0xFFFB) ||
		(r >= 0xE000 && r <= 0xF8FF) || r >= 0xE0000;
}

/* Columns of safe text. */
static int check_safe(const char *s, size_t len)
{
	int width = 0;
	for (size_t at = 0; at < len;) {
		uint32_t r;
		at += wg_utf8_decode(s + at, len - at, &r);
		must(r != WG_RUNE_BAD && !is_hidden(r));
		int w = wcwidth((wchar_t)r);
		must(w >= 0);
		must(w > 0 || at > 3 || width > 0);
		width += w;
	}
	return width;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	setlocale(LC_CTYPE, "C.UTF-8");
	int cols = data[0];
	unsigned flags = data[1] & 15;
	const char *s = (const char *)data + 2;
	size_t len = size - 2;
	char *out = malloc(WG_FIT_BYTES(cols));
	must(out != NULL);

	int width = wg_fit(out, WG_FIT_BYTES(cols), s, len, cols, flags);
	must(width <= cols && check_safe(out, strlen(out)) == width);
	if (flags & (WG_FIT_PAD | WG_FIT_RIGHT))
		must(width == cols);
	int whole = wg_text_width_n(s, len, flags);
	must(whole > cols ? width == cols : width >= whole);

	size_t cap = 1 + size % 7;
	width = wg_fit(out, cap < WG_FIT_BYTES(cols) ? cap : WG_FIT_BYTES(cols), s, len, cols, flags);
	must(strlen(out) < cap && check_safe(out, strlen(out)) == width);
	free(out);

	struct wg_buf all;
	wg_buf_init(&all, SIZE_MAX / 4);
	wg_fit_all(&all, s, len, flags);
	must(check_safe(all.data ? all.data : "", all.len) == whole);
	wg_buf_free(&all);
	return 0;
}
