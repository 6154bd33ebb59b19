/* strip.h: a building as one line of letters: two doors a character, '|' between entrances, a letter is a cadre.
 *
 *	3栋 IIIIIIIIIIIIIJJJ|JJJJJJJJJJKKKKKK|KKKKKKKKKLLLLLLL
 */
#ifndef WANGGE_VIEW_STRIP_H
#define WANGGE_VIEW_STRIP_H

#include "view/cells.h"

/* cadre[i]: of door i in walking order, counted from 0; -1 = nobody. entrance[i]: any number, the same within one
 * entrance. Both arrays borrowed. A pair of doors never reaches over an entrance; where its doors differ the first
 * one's letter stands. */
struct wg_strip {
	const int *cadre, *entrance;
	int n;
};

/* 'A' … 'Z', 'a' … 'z', then from the front again; '?' for -1. */
char wg_cadre_letter(int cadre);
enum wg_role wg_cadre_role(int cadre);

/* The column, counted from the strip's beginning, of a door. */
int wg_strip_column(const struct wg_strip *s, int door);
/* current: the cadre whose letters are reversed; -1 = none (nobody's doors are never reversed). */
void wg_strip_draw(const struct wg_strip *s, struct wg_cells *c, int row, int col, int width, int current);

#endif
