/* import.h: a roster or a list of cadres into the office: which file, where it belongs, what it would do, Enter. Opened
 * on a place: a path or "#id". */
#ifndef WANGGE_SCREEN_IMPORT_H
#define WANGGE_SCREEN_IMPORT_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_import;

#endif
