/* write_xlsx.h: a sheet fit for the wall: title, note, frozen bold header, widths, A4 across the page, the header
 * repeated on each printed page, mark above, date and page n/N below. */
#ifndef WANGGE_EXCHANGE_WRITE_XLSX_H
#define WANGGE_EXCHANGE_WRITE_XLSX_H

#include "exchange/table.h"

extern const struct wg_table_ops wg_xlsx_ops;

#endif
