/* rooms: exchange text base */
/* A zip is read as it is. Anything else is parts of a workbook, divided by form feeds: the rows, the shared texts, the
 * styles, the workbook; so that what the sums of a zip protect is reached, too. */
#include <stddef.h>
#include <stdint.h>

#include "tests/exchange/make_xlsx.c"
#include "tests/fuzz/read_book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size >= 2 && data[0] == 'P' && data[1] == 'K') {
		read_book(data, size);
		return 0;
	}
	char *text = wg_xmalloc(size + 1), *rest = text, *part[4] = {0};
	memcpy(text, data, size);
	text[size] = '\0';
	for (size_t i = 0; i < 4 && rest; i++)
		part[i] = strsep(&rest, "\f");
	size_t n;
	void *bytes = make_xlsx(&(struct made_book){.sheet = part[0], .shared = part[1], .styles = part[2],
						    .workbook = part[3]}, &n);
	read_book(bytes, n);
	free(bytes);
	free(text);
	return 0;
}
