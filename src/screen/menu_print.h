/* menu_print.h: which prints fit what lies below: each a line for the form, with a file in the user's folder. */
#ifndef WANGGE_SCREEN_MENU_PRINT_H
#define WANGGE_SCREEN_MENU_PRINT_H

#include "screen/screen.h"

enum { WG_PRINTS = 8 };

struct wg__print_choice {
	const char *line, *text;
};

/* place: a path, worker: #id; NULL = there is none. How many. */
int wg__print_choices(struct wg_ui *ui, const char *place, const char *worker, struct wg_arena *a,
		      struct wg__print_choice out[WG_PRINTS]);

#endif
