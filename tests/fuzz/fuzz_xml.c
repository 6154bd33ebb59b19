/* rooms: exchange text base */
#include <stddef.h>
#include <stdint.h>

#include "exchange/book_build.h"
#include "tests/fuzz/read_book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What stands in a sheet's table of an XML workbook. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wg_buf b;
	wg_buf_init(&b, size + 1024);
	wg_buf_puts(&b, "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"s\"><Worksheet ss:Name=\"a\"><Table>");
	wg_buf_add(&b, data, size);
	wg_buf_puts(&b, "</Table></Worksheet></Workbook>");
	read_book(b.data, b.len);
	wg_buf_free(&b);
	return 0;
}
