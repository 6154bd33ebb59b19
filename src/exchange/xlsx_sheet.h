/* xlsx_sheet.h: what the sheets of a workbook share, and reading one of them. */
#ifndef WANGGE_EXCHANGE_XLSX_SHEET_H
#define WANGGE_EXCHANGE_XLSX_SHEET_H

#include "base/vec.h"
#include "exchange/book_build.h"
#include "exchange/xlsx_part.h"

struct wg_xlsx {
	struct wg_book *book;
	struct wg_package package;
	bool date1904;
	WG_VEC(uint32_t) shared; /* the shared texts, as slots have them */
	WG_VEC(bool) dates;      /* by cell style: shows dates */
};

/* Reads the sheet's part into the book's last sheet. */
enum wg_err wg_xlsx_read_sheet(struct wg_xlsx *x, const char *part, struct wg_error *e);

#endif
