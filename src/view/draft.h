/* draft.h: the lines of a draft: a parameter, what stood there, what was typed, parted by tabs. */
#ifndef WANGGE_VIEW_DRAFT_H
#define WANGGE_VIEW_DRAFT_H

#include <stdbool.h>

struct wg_draft_line {
	char *param, *before, *typed;
};

/* Cuts the next such line out of the text at *at and goes behind it; other lines are passed over. False at the end. */
bool wg_draft_next(char **at, struct wg_draft_line *out);

#endif
