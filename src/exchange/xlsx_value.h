/* xlsx_value.h: what a cell of a workbook shows: numbers, dates by format, escapes in texts. Pure functions. */
#ifndef WANGGE_EXCHANGE_XLSX_VALUE_H
#define WANGGE_EXCHANGE_XLSX_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum { WG_XLSX_VALUE = 64 };

/* A number as written in the file ("101.0", "1.3800138E10") as General shows it at full width: no exponent, no
 * trailing zeros, fractions rounded to the 15 digits that a double holds. False, and out untouched, when it is no
 * number or needs more than 40 places. *damaged: whole, of more than 15 digits. */
bool wg_xlsx_number(const char *text, char out[WG_XLSX_VALUE], bool *damaged);

/* A number written by wg_xlsx_number as a day yyyy-mm-dd (true), or a time of day hh:mm when it is below 1 (false).
 * False, and out untouched, when it is no day that a spreadsheet knows: 1900-01-00 … 9999-12-31. Day 60 is
 * 1900-02-29, as in every spreadsheet. */
bool wg_xlsx_date(const char *number, bool date1904, char out[WG_XLSX_VALUE]);

/* Whether a number format shows dates: the built-in ids, and codes with y m d h s outside quotes and brackets.
 * Durations ([h]:mm) are numbers. */
bool wg_xlsx_date_id(int id);
bool wg_xlsx_date_code(const char *code);

/* Puts the characters in place of _x000D_ and the like. Returns the new length. */
size_t wg_xlsx_unescape(char *text, size_t n);

/* The other way: adds text to out so that nothing in it reads as such an escape. */
void wg_xlsx_escape(struct wg_buf *out, const char *text);

/* "AB12" to column 27, row 11; false when it is no reference. Out of range counts as none. */
bool wg_xlsx_reference(const char *text, size_t *row, size_t *col, const char **end);

enum { WG_XLSX_ROWS_MAX = 1048576, WG_XLSX_COLS_MAX = 16384 };

#endif
