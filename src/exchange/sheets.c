#include "exchange/sheets.h"

#include "exchange/book_build.h"
#include "exchange/write_paper.h"
#include "exchange/write_xlsx.h"

const struct wg_sheets wg_sheets_table = {.read_xlsx = wg_book_read_xlsx,
					  .read_xml = wg_book_read_xml,
					  .write_xlsx = &wg_xlsx_ops,
					  .write_paper = wg_paper_write_xlsx};
