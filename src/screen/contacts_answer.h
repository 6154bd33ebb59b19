/* contacts_answer.h: what a command has to say, in a box at the foot of a screen: why a household has its contact, what
 * a handover would do. */
#ifndef WANGGE_SCREEN_CONTACTS_ANSWER_H
#define WANGGE_SCREEN_CONTACTS_ANSWER_H

#include "screen/screen.h"

enum { WG_ANSWER_LINES = 12, WG_ANSWER_BYTES = 512 };

/* open false: nothing is shown. */
struct wg__answer {
	bool open;
	int n;
	char line[WG_ANSWER_LINES][WG_ANSWER_BYTES];
	enum wg_role role[WG_ANSWER_LINES];
};

void wg__answer_clear(struct wg__answer *answer);
/* text: already translated. */
void wg__answer_add(struct wg__answer *answer, enum wg_role role, const char *text);
/* The bytes of text, whole characters, that fill at most width columns. text: shorter than WG_ANSWER_BYTES. */
size_t wg__fill(const struct wg_cells *c, const char *text, int width);

/* Draws the box over the lowest lines of r, with a rule above it. */
void wg__answer_paint(const struct wg__answer *answer, struct wg_cells *c, struct wg_rect r);

#endif
