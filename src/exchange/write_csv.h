/* write_csv.h: comma separated text as Excel reads it: UTF-8 with BOM, CRLF, quotes as in RFC 4180, and no field
 * that a spreadsheet would run as a formula: one that begins with = + - @ tab CR or full-width ＝ ＋ － ＠ gets a
 * leading '. So does one that begins with ' before those, so that taking one ' off always gives the text back. */
#ifndef WANGGE_EXCHANGE_WRITE_CSV_H
#define WANGGE_EXCHANGE_WRITE_CSV_H

#include "exchange/table.h"

extern const struct wg_table_ops wg_csv_ops;

/* Whether a text gets the guard, and the text without it (a pointer into text). Books do this for text files. */
bool wg_csv_needs_guard(const char *text);
const char *wg_csv_unguard(const char *text);

#endif
