/* safe_file.h: a file that appears whole or not at all: it is written beside its place under another name, readable by
 * its owner only, brought to the disk and renamed. */
#ifndef WANGGE_EXCHANGE_SAFE_FILE_H
#define WANGGE_EXCHANGE_SAFE_FILE_H

#include "wangge/error.h"

/* temporary: where to write; an empty file is there already. Texts are the struct's own. */
struct wg_safe_file {
	char *path, *temporary;
};

/* WG_ECANTCREAT when no file can be made there, or something else than a file has that name. */
enum wg_err wg_safe_begin(struct wg_safe_file *f, const char *path, struct wg_error *e);
/* Puts the file in its place; f is empty afterwards, whether or not that works. */
enum wg_err wg_safe_commit(struct wg_safe_file *f, struct wg_error *e);
/* Leaves no file; nothing to do for an empty f. */
void wg_safe_abort(struct wg_safe_file *f);

#endif
