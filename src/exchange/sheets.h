/* sheets.h: workbooks. Their libraries bring a dozen others with them, and most runs of the program touch no workbook:
 * all that needs them stands in a module of its own, which the program loads when the first is read or written. */
#ifndef WANGGE_EXCHANGE_SHEETS_H
#define WANGGE_EXCHANGE_SHEETS_H

#include "exchange/book.h"
#include "exchange/paper.h"
#include "exchange/table.h"

struct wg_sheets {
	/* Fill a new book from the bytes of the file; XML comes as UTF-8. */
	enum wg_err (*read_xlsx)(struct wg_book *book, const void *bytes, size_t n, struct wg_error *e);
	enum wg_err (*read_xml)(struct wg_book *book, const char *text, size_t n, struct wg_error *e);
	const struct wg_table_ops *write_xlsx;
	enum wg_err (*write_paper)(const struct wg_paper *p, const char *path, const char *name, struct wg_error *e);
};

/* *out lives as long as the program. sheets_load.c finds it in the module, sheets_link.c where everything is linked
 * together. WG_EUNAVAILABLE when the module is not there. */
enum wg_err wg_sheets(const struct wg_sheets **out, struct wg_error *e);

/* What the module holds. */
extern const struct wg_sheets wg_sheets_table;

#endif
