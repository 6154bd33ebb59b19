/* rooms: exchange text base */
#include <stddef.h>
#include <stdint.h>

#include "exchange/book_build.h"
#include "exchange/wire.h"
#include "exchange/xls_read.h"
#include "tests/exchange/make_xls.c"
#include "tests/fuzz/read_book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the reader sends must be of the form, whatever it read. */
static void read_xls(const void *bytes, size_t n)
{
	struct wg_buf out;
	struct wg_book *book = calloc(1, sizeof *book);
	struct wg_error e = {0};
	enum wg_err err = WG_OK;
	wg_buf_init(&out, 64 << 20);
	wg_xls_read(bytes, n, &out);
	if (!book || (!out.toobig && out.len == 0))
		abort();
	enum wg_wire_failure why = out.toobig ? WG_WIRE_DAMAGED : wg_wire_read(book, out.data, out.len, &err, &e);
	if (why && !err && !out.toobig && out.data[0] != 'F')
		abort();
	for (size_t i = 0; !why && i < wg_book_sheets(book); i++)
		read_sheet(book, i);
	wg_book_close(&book);
	wg_buf_free(&out);
}

/* A container is read as it is; anything else as the workbook in one. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (wg_xls_is_ole((const char *)data, size)) {
		read_xls(data, size);
		return 0;
	}
	size_t n;
	void *bytes = make_ole("Workbook", data, size, &n);
	read_xls(bytes, n);
	free(bytes);
	return 0;
}
