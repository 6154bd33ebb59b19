/* rooms: text base */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/slots.h"
#include "text/when.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char text[2000];
	struct wg_when w = {.from = -1};
	size_t len = size < sizeof text - 1 ? size : sizeof text - 1;
	memcpy(text, data, len);
	text[len] = '\0';
	if (!wg_when_parse(text, 20538, &w))
		return w.from == -1 ? 0 : (abort(), 0);
	if (w.to < w.from || w.to - w.from >= 21 || w.mask < 0 || w.mask > WG_SLOTS_ALL)
		abort();
	return 0;
}
