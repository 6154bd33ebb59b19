#include "screen/contacts_answer.h"

#include <stdio.h>

void wg__answer_clear(struct wg__answer *answer)
{
	answer->open = false;
	answer->n = 0;
}

void wg__answer_add(struct wg__answer *answer, enum wg_role role, const char *text)
{
	if (answer->n == WG_ANSWER_LINES)
		return;
	snprintf(answer->line[answer->n], WG_ANSWER_BYTES, "%s", text);
	answer->role[answer->n++] = role;
	answer->open = true;
}

size_t wg__fill(const struct wg_cells *c, const char *text, int width)
{
	size_t n = 0;
	char part[WG_ANSWER_BYTES];
	while (text[n]) {
		size_t next = n + 1;
		while ((text[next] & 0xC0) == 0x80)
			next++;
		snprintf(part, sizeof part, "%.*s", (int)next, text);
		if (wg_cells_width(c, part) > width)
			break;
		n = next;
	}
	return n;
}

/* Sentences from row on, below limit; long ones go on in the next line. The lines they take. */
static int put(const struct wg__answer *answer, struct wg_cells *c, struct wg_rect r, bool draw)
{
	int lines = 0;
	for (int i = 0; i < answer->n; i++) {
		for (const char *text = answer->line[i]; *text && lines < r.rows; lines++) {
			size_t n = wg__fill(c, text, r.cols);
			if (n == 0)
				break;
			if (draw)
				wg_cells_putn(c, r.row + lines, r.col, r.cols, answer->role[i], text, n, 0);
			text += n;
		}
	}
	return lines;
}

void wg__answer_paint(const struct wg__answer *answer, struct wg_cells *c, struct wg_rect r)
{
	if (!answer->open || r.cols <= 4 || r.rows < 2)
		return;
	struct wg_rect text = {r.row, r.col + 2, r.rows - 1, r.cols - 4};
	text.rows = put(answer, c, text, false);
	text.row = r.row + r.rows - text.rows;
	struct wg_rect box = {text.row - 1, r.col, text.rows + 1, r.cols};
	wg_cells_fill(c, box, ' ', WG_ROLE_NORMAL);
	box.rows = 1;
	wg_cells_fill(c, box, '-', WG_ROLE_DIM);
	put(answer, c, text, true);
}
