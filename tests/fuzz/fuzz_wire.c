/* rooms: exchange text base */
#include <stddef.h>
#include <stdint.h>

#include "exchange/wire.h"
#include "tests/fuzz/read_book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wg_book *book = calloc(1, sizeof *book);
	struct wg_error e = {0};
	enum wg_err err = WG_OK;
	if (!book)
		abort();
	book->name = wg_xstrdup("fuzz");
	enum wg_wire_failure why = wg_wire_read(book, data, size, &err, &e);
	if (err && (e.code != err || !why))
		abort();
	for (size_t i = 0; !why && i < wg_book_sheets(book); i++)
		read_sheet(book, i);
	wg_book_close(&book);
	return 0;
}
