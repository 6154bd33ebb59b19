/* export_text.h: a text as a file that appears whole or not at all. */
#ifndef WANGGE_COMMAND_EXPORT_TEXT_H
#define WANGGE_COMMAND_EXPORT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "wangge/error.h"

/* Written beside its place, brought to the disk and renamed. WG_ECANTCREAT. */
enum wg_err wg__write_text(const char *path, const char *text, size_t n, struct wg_error *e);

#endif
