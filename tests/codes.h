/* codes.h: the program's own code lists, for tests of rooms that do not read YAML themselves. */
#ifndef WANGGE_TESTS_CODES_H
#define WANGGE_TESTS_CODES_H

#include "wangge/codes.h"

/* Read once, from the embedded defaults alone; they live as long as the program. */
const struct wg_codes *shipped_codes(void);

#endif
