/* compare.h: a roster against the office: the differences as a list, those that are safe ticked; Enter shows what
 * taking the ticked ones means, Enter again takes them. Opened on a command line: import compare FILE --under …  */
#ifndef WANGGE_SCREEN_COMPARE_H
#define WANGGE_SCREEN_COMPARE_H

#include "screen/screen.h"

extern const struct wg_screen_ops wg_screen_compare;

#endif
