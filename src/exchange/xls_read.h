/* xls_read.h: old workbooks, Excel 5 to 2003 (BIFF5, BIFF8), as WPS and Excel write them to .xls and .et, and the bare
 * streams of records that web systems write. Run confined (confine.h). */
#ifndef WANGGE_EXCHANGE_XLS_READ_H
#define WANGGE_EXCHANGE_XLS_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Does the file begin as an OLE container or as a bare stream of records? */
bool wg_xls_is_ole(const char *bytes, size_t n);
bool wg_xls_is_bare(const char *bytes, size_t n);

/* Writes the sheets of the file, or why there are none, to out (wire.h). */
void wg_xls_read(const void *bytes, size_t n, struct wg_buf *out);

#endif
