/* xlsx_part.h: the parts of a workbook: XML in a zip, read as a stream with limits on what it unpacks to.
 * Namespaces are left out: an element is known by the name after its prefix, so that prefixed and strict files
 * read as all others. */
#ifndef WANGGE_EXCHANGE_XLSX_PART_H
#define WANGGE_EXCHANGE_XLSX_PART_H

#include <expat.h>
#include <stdbool.h>
#include <stdint.h>
#include <zip.h>

#include "wangge/error.h"

struct wg_package {
	zip_t *zip;
	const char *name;  /* the file's, for messages */
	uint64_t unpacked; /* by all parts read so far */
};

/* One part being read; handlers get it. To stop they set err by wg_part_stop(). */
struct wg_part {
	void *user;
	const char *file, *name;
	struct wg_error *e;
	enum wg_err err;
	XML_Parser parser;
	void (*start)(struct wg_part *, const char *element, const char **attributes);
	void (*end)(struct wg_part *, const char *element);
	void (*text)(struct wg_part *, const char *text, int n);
};

/* bytes must stay until the package is closed. */
enum wg_err wg_package_open(struct wg_package *package, const char *name, const void *bytes, size_t n,
			    struct wg_error *e);
void wg_package_close(struct wg_package *package);
bool wg_package_has(const struct wg_package *package, const char *part);

/* Reads a part through the handlers of *h. WG_EDATA when it is not there, is no XML, or passes a limit. */
enum wg_err wg_package_read(struct wg_package *package, const char *part, struct wg_part *h, struct wg_error *e);

/* err as returned by wg_fail(part->e, …). */
void wg_part_stop(struct wg_part *part, enum wg_err err);

/* An attribute by its name after the prefix; NULL = none. */
const char *wg_part_attribute(const char **attributes, const char *name);

#endif
