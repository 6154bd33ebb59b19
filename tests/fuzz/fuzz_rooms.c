/* rooms: text base */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/rooms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char text[2000];
	struct wg_rooms_pattern p;
	int numbers[20], n = 0;
	size_t len = size < sizeof text - 1 ? size : sizeof text - 1;
	memcpy(text, data, len);
	text[len] = '\0';
	if (wg_rooms_parse(text, &p, NULL) == WG_OK &&
	    (p.n_sides < 1 || p.n_sides > WG_ROOMS_SIDES || p.n_floors < 0 || p.n_floors > WG_ROOMS_FLOORS))
		abort();
	for (int i = 0; i < p.n_sides; i++) {
		if (!p.side[i].letter == (p.side[i].number == 0))
			abort();
	}
	if (wg_number_list_parse(text, numbers, 20, &n, NULL) == WG_OK && (n < 0 || n > 20))
		abort();
	return 0;
}
