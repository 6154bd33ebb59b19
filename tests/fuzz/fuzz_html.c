/* rooms: exchange text base */
#include <stddef.h>
#include <stdint.h>

#include "exchange/book_build.h"
#include "tests/fuzz/read_book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever the bytes are, as a web page and, when they begin with <?xml or <Workbook, as that. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *page = wg_xmalloc(size + 6);
	memcpy(page, "<html>", 6);
	if (size > 0)
		memcpy(page + 6, data, size);
	read_book(page, size + 6);
	free(page);
	read_book(data, size);
	return 0;
}
