/* rooms: text base */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/slots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char text[2000], words[WG_SLOTS_TEXT];
	int64_t mask = -1, back = -1;
	size_t len = size < sizeof text - 1 ? size : sizeof text - 1;
	memcpy(text, data, len);
	text[len] = '\0';
	if (!wg_slots_parse(text, &mask))
		return mask == -1 ? 0 : (abort(), 0);
	if (mask < 0 || mask > WG_SLOTS_ALL)
		abort();
	if (!wg_slots_parse(wg_slots_text(mask, false, words), &back) || back != mask)
		abort();
	return 0;
}
