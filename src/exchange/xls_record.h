/* xls_record.h: the records of a BIFF stream, and texts in them that go on in CONTINUE records. */
#ifndef WANGGE_EXCHANGE_XLS_RECORD_H
#define WANGGE_EXCHANGE_XLS_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* One record. at is where the next begins. */
struct wg_record {
	unsigned id;
	const uint8_t *data;
	size_t n;
	size_t at;
};

/* The record at `at`; false at the end of the stream and for one that it cuts off. */
bool wg_record_next(const uint8_t *stream, size_t n, size_t at, struct wg_record *out);

/* Reads a record's bytes, and when they end those of the CONTINUE records behind it. bad stays set once they are used
 * up. */
struct wg_cursor {
	const uint8_t *stream;
	size_t n;
	struct wg_record record;
	size_t pos;
	bool bad;
};

void wg_cursor_init(struct wg_cursor *c, const uint8_t *stream, size_t n, const struct wg_record *record, size_t pos);
uint32_t wg_cursor_number(struct wg_cursor *c, int bytes);
void wg_cursor_skip(struct wg_cursor *c, size_t bytes);

/* A BIFF8 text of n characters, which begins with its flags; added to out in UTF-8 without NUL. */
void wg_cursor_text(struct wg_cursor *c, size_t n, struct wg_buf *out);

#endif
