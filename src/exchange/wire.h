/* wire.h: sheets of cells as a string of bytes, as a confined reader sends them (confine.h). Nothing in it is believed:
 * what is not exactly of this form is refused. Numbers are little-endian.
 *
 *	S hidden(1) length(4) name             a sheet; after it, in this order:
 *	R row(4)                               a row; rows go forward
 *	C column(2) flags(1) length(4) text    a cell of that row; columns go forward
 *	M row(4) last(4) column(2) last(2)     a merged range
 *	E                                      the end, once, last
 *	F why(1)                               instead of all that: why there is nothing */
#ifndef WANGGE_EXCHANGE_WIRE_H
#define WANGGE_EXCHANGE_WIRE_H

#include "base/buf.h"
#include "exchange/book_build.h"

enum wg_wire_failure {
	WG_WIRE_DAMAGED = 1, /* the form itself is not kept, or the file says what cannot be */
	WG_WIRE_PASSWORD,
	WG_WIRE_DOCUMENT, /* an OLE file without a workbook: .wps, .doc */
	WG_WIRE_ANCIENT,  /* Excel 2 to 4 */
	WG_WIRE_NOTHING,  /* no sheet of cells in it */
};

void wg_wire_sheet(struct wg_buf *out, const char *name, bool hidden);
void wg_wire_row(struct wg_buf *out, uint32_t row);
void wg_wire_cell(struct wg_buf *out, unsigned col, unsigned flags, const char *text, size_t n);
void wg_wire_merge(struct wg_buf *out, const struct wg_merge *m);
void wg_wire_end(struct wg_buf *out);
void wg_wire_fail(struct wg_buf *out, enum wg_wire_failure why);

/* Fills an empty book; 0, or why it could not (e is then set for none of them but WG_EDATA of the book's limits:
 * *err tells that). */
enum wg_wire_failure wg_wire_read(struct wg_book *book, const void *bytes, size_t n, enum wg_err *err,
				  struct wg_error *e);

#endif
