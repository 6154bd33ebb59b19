/* ole.h: streams out of an OLE container (MS-CFB), the file system that old office files are. */
#ifndef WANGGE_EXCHANGE_OLE_H
#define WANGGE_EXCHANGE_OLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/vec.h"

struct wg_ole {
	const uint8_t *bytes;
	size_t n, sector;      /* bytes of a sector */
	WG_VEC(uint32_t) next; /* of each sector the one after it */
	struct wg_buf directory, mini, mini_next;
	size_t mini_below; /* smaller streams lie in the mini stream */
};

/* False when the bytes are no such container or its tables lead nowhere. Close it in both cases. bytes are borrowed. */
bool wg_ole_open(struct wg_ole *ole, const void *bytes, size_t n);
void wg_ole_close(struct wg_ole *ole);

/* Is there a stream or folder of this name (ASCII, case does not count)? */
bool wg_ole_has(const struct wg_ole *ole, const char *name);

/* Adds the stream to out; false when there is none or it is cut off. */
bool wg_ole_stream(const struct wg_ole *ole, const char *name, struct wg_buf *out);

#endif
