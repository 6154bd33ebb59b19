/* rooms: exchange text base */
#include <stddef.h>
#include <stdint.h>

#include "tests/fuzz/read_book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_book(data, size);
	return 0;
}
