#include "view/strip.h"

char wg_cadre_letter(int cadre)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	return cadre < 0 ? '?' : letters[cadre % (int)(sizeof letters - 1)];
}

enum wg_role wg_cadre_role(int cadre)
{
	return cadre < 0 ? WG_ROLE_WARN : (enum wg_role)(WG_ROLE_CONTACT_1 + cadre % WG_CONTACT_ROLES);
}

/* Walks the pairs of doors: *door is the first of the next pair, *col its column. */
static void next(const struct wg_strip *s, int *door, int *col)
{
	int from = *door;
	*door += from + 1 < s->n && s->entrance[from + 1] == s->entrance[from] ? 2 : 1;
	*col += 1;
	if (*door < s->n && s->entrance[*door] != s->entrance[from])
		*col += 1;
}

int wg_strip_column(const struct wg_strip *s, int target)
{
	int door = 0, col = 0;
	while (door < s->n) {
		int from = door, at = col;
		next(s, &door, &col);
		if (target >= from && target < door)
			return at;
	}
	return col;
}

void wg_strip_draw(const struct wg_strip *s, struct wg_cells *c, int row, int col, int width, int current)
{
	int door = 0, at = 0;
	while (door < s->n && at < width) {
		int from = door, here = at, cadre = s->cadre[from];
		next(s, &door, &at);
		char letter[2] = {wg_cadre_letter(cadre), '\0'};
		bool chosen = cadre >= 0 && cadre == current;
		wg_cells_put(c, row, col + here, 1, wg_cadre_role(cadre), letter, chosen ? WG_PUT_REVERSE : 0);
		if (at - here == 2 && here + 1 < width)
			wg_cells_put(c, row, col + here + 1, 1, WG_ROLE_DIM, "|", 0);
	}
}
