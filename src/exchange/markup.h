/* markup.h: the words of web pages: tags with their attributes, characters by name. Pure functions. */
#ifndef WANGGE_EXCHANGE_MARKUP_H
#define WANGGE_EXCHANGE_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum { WG_TAG_NAME = 16, WG_TAG_VALUE = 64 };

/* name: small letters, cut; "" for what is no element (comments, declarations). begin..end: the attributes. */
struct wg_tag {
	char name[WG_TAG_NAME];
	bool closing;
	const char *begin, *end;
};

/* Reads the tag that *p < end points to with its "<" and moves *p behind it. Comments are tags without a name. False,
 * and *p untouched, when it is no tag but a sign. */
bool wg_tag_read(const char **p, const char *end, struct wg_tag *out);

/* The attribute's value, cut; false when there is none. Names do not mind case. */
bool wg_tag_attribute(const struct wg_tag *tag, const char *name, char out[WG_TAG_VALUE]);

/* Adds the character that *p < end points to, which may be written as &lt; or &#20013;, and moves *p behind it. */
void wg_markup_character(const char **p, const char *end, struct wg_buf *out);

#endif
