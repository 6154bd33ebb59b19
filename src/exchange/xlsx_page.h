/* xlsx_page.h: what the writers of workbooks share: types, names of sheets, pages of A4. */
#ifndef WANGGE_EXCHANGE_XLSX_PAGE_H
#define WANGGE_EXCHANGE_XLSX_PAGE_H

#include <stdbool.h>
#include <xlsxwriter.h>

enum { WG_XLSX_SHEET_NAME = 31 * 4 + 1 };

/* What Excel takes as a sheet's name: 31 characters, without []:*?/\ and not an apostrophe at the ends. */
void wg_xlsx_sheet_name(const char *text, char out[WG_XLSX_SHEET_NAME]);

/* A workbook whose usual font is the one of the office PCs: columns are measured in its digits. NULL when it cannot be
 * made. */
lxw_workbook *wg_xlsx_book(const char *path);

lxw_format *wg_xlsx_format(lxw_workbook *book, double size, bool bold, bool border, uint8_t align);

/* A4; mark at the right of the head and in the middle of the foot, date and page n/N in the foot. NULL = none; without
 * a date there are no numbers either when there is no mark. */
void wg_xlsx_page(lxw_worksheet *sheet, const char *mark, const char *date, bool landscape);

#endif
