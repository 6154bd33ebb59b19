/* golden.h: a screen is compared as the text that a reader sees. */
#ifndef WANGGE_TESTS_VIEW_GOLDEN_H
#define WANGGE_TESTS_VIEW_GOLDEN_H

#include "tests/test.h"

#include "view/cells.h"

static inline void assert_screen(const struct wg_cells *c, bool roles, const char *expected)
{
	struct wg_buf out;
	wg_buf_init(&out, 1 << 20);
	wg_cells_dump(c, roles, &out);
	assert_string_equal(out.data, expected);
	wg_buf_free(&out);
}

#endif
