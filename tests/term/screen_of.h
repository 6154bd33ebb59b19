/* screen_of.h: what a terminal that got these bytes shows; the terminal is libvterm's, not ours. */
#ifndef WANGGE_TESTS_TERM_SCREEN_OF_H
#define WANGGE_TESTS_TERM_SCREEN_OF_H

#include "tests/test.h"

#include <vterm.h>

#include "base/buf.h"
#include "text/utf8.h"

struct fake_terminal {
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
};

static inline struct fake_terminal fake_open(int rows, int cols)
{
	struct fake_terminal f = {.vt = vterm_new(rows, cols), .rows = rows, .cols = cols};
	vterm_set_utf8(f.vt, 1);
	f.screen = vterm_obtain_screen(f.vt);
	vterm_screen_enable_altscreen(f.screen, 1);
	vterm_screen_reset(f.screen, 1);
	return f;
}

static inline void fake_close(struct fake_terminal *f)
{
	vterm_free(f->vt);
}

static inline VTermScreenCell fake_cell(const struct fake_terminal *f, int row, int col)
{
	VTermScreenCell cell;
	vterm_screen_get_cell(f->screen, (VTermPos){.row = row, .col = col}, &cell);
	return cell;
}

/* The screen as text. */
static inline void fake_text(const struct fake_terminal *f, struct wg_buf *out)
{
	for (int row = 0; row < f->rows; row++) {
		for (int col = 0; col < f->cols;) {
			VTermScreenCell cell = fake_cell(f, row, col);
			char bytes[WG_UTF8_MAX];
			if (cell.chars[0] == 0)
				wg_buf_putc(out, ' ');
			for (int i = 0;
			     i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0 && cell.chars[i] != (uint32_t)-1; i++)
				wg_buf_add(out, bytes, wg_utf8_encode(cell.chars[i], bytes));
			col += cell.width == 2 ? 2 : 1;
		}
		wg_buf_putc(out, '\n');
	}
}

#endif
