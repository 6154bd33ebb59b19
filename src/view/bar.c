#include "view/bar.h"

#include <string.h>

static int filled(int width, int value, int max)
{
	if (max <= 0 || value <= 0 || width <= 0)
		return 0;
	if (value >= max)
		return width;
	int n = (int)(((long long)value * width * 2 + max) / (2LL * max));
	if (n == 0)
		n = 1;
	return n == width && width > 1 ? width - 1 : n;
}

void wg_bar_text(const struct wg_cells *c, int width, int value, int max, char *out, size_t cap)
{
	int n = filled(width, value, max);
	size_t at = 0;
	for (int i = 0; i < width; i++) {
		const char *glyph = i < n ? "#" : wg_glyph(c, WG_GLYPH_SHADE);
		size_t len = strlen(glyph);
		if (at + len >= cap)
			break;
		memcpy(out + at, glyph, len);
		at += len;
	}
	out[at] = '\0';
}

