#include <stdio.h>
#include <string.h>

#include "view/facade.h"

enum { HEADS = 2, SIGN = 1 };

/* How wide a door is drawn: sign, name, care mark, letter. */
static const struct density {
	int margin, pitch, name, mark, letter, apart; /* columns within the cell; apart: more between entrances */
} densities[] = {
	{5, 14, 8, 10, 13, 2},
	{5, 12, 6, 8, 11, 2},
	{3, 10, 6, 7, 9, 1},
};

static int width_of(const struct wg_facade *f, const struct density *d)
{
	int entrances = f->cols > 0 ? f->columns[f->cols - 1].entrance : 0;
	return d->margin + f->cols * d->pitch + (entrances + 1) * d->apart;
}

static const struct density *density_for(const struct wg_facade *f, int cols)
{
	size_t i = 0, last = sizeof densities / sizeof *densities - 1;
	while (i < last && width_of(f, &densities[i]) > cols)
		i++;
	return &densities[i];
}

int wg_facade_width(const struct wg_facade *f, int cols)
{
	return width_of(f, density_for(f, cols));
}

struct drawing {
	struct wg_facade *f;
	struct wg_cells *c;
	struct wg_rect r;
	const struct density *d;
};

/* The screen column of a door's sign; the door may be out of sight. */
static int x_of(const struct drawing *g, int col)
{
	const struct wg_facade *f = g->f;
	int apart = f->columns[col].entrance - f->columns[f->left].entrance;
	return g->r.col + g->d->margin + (col - f->left) * g->d->pitch + apart * g->d->apart;
}

static bool in_sight(const struct drawing *g, int col)
{
	return col >= g->f->left && col < g->f->cols && x_of(g, col) + g->d->pitch + SIGN <= g->r.col + g->r.cols;
}

static void scroll(struct drawing *g)
{
	struct wg_facade *f = g->f;
	f->height = g->r.rows > HEADS ? g->r.rows - HEADS : 0;
	f->top = f->top > f->rows - f->height ? f->rows - f->height : f->top;
	f->top = f->top > f->row ? f->row : f->top < f->row - f->height + 1 ? f->row - f->height + 1 : f->top;
	struct wg_rect range = wg_facade_range(f);
	if (range.rows > 0 && range.rows <= f->height) { /* all of it, where there is room */
		f->top = f->top > range.row ? range.row : f->top;
		f->top = f->top + f->height < range.row + range.rows ? range.row + range.rows - f->height : f->top;
	}
	f->top = f->top < 0 ? 0 : f->top;
	f->left = f->left >= f->cols || f->left > f->col ? f->col : f->left;
	while (f->left < f->col && !in_sight(g, f->col))
		f->left++;
	while (f->left > 0) { /* what is in sight does not stand away from the end */
		f->left--;
		if (!in_sight(g, f->cols - 1)) {
			f->left++;
			break;
		}
	}
}

static void draw_heads(struct drawing *g)
{
	struct wg_facade *f = g->f;
	int last = -1;
	for (int col = f->left; in_sight(g, col); col++) {
		int entrance = f->columns[col].entrance, x = x_of(g, col) + SIGN, end = col;
		while (in_sight(g, end + 1) && f->columns[end + 1].entrance == entrance)
			end++;
		if (entrance != last)
			wg_cells_put(g->c, g->r.row, x, x_of(g, end) + g->d->pitch + g->d->apart - x, WG_ROLE_HEAD,
				     f->entrances[entrance], WG_PUT_ELL);
		last = entrance;
		wg_cells_put(g->c, g->r.row + 1, x, g->d->pitch - SIGN - 1, WG_ROLE_HEAD, f->columns[col].head, 0);
	}
	const char *rows = f->top + f->height < f->rows ? f->top > 0 ? "^v" : " v"
			   : f->top > 0                 ? "^"
							: "",
		   *cols = f->cols > 0 && !in_sight(g, f->cols - 1) ? f->left > 0 ? "<>" : " >"
			   : f->left > 0                            ? "<"
								    : "";
	wg_cells_put(g->c, g->r.row, g->r.col, g->d->margin, WG_ROLE_KEY, rows, 0);
	wg_cells_put(g->c, g->r.row + 1, g->r.col, g->d->margin, WG_ROLE_KEY, cols, 0);
}

static void draw_door(struct drawing *g, int door, int row, int y, int x)
{
	const struct wg_facade_door *d = &g->f->doors[door];
	bool marked = wg_ids_has(&g->f->marks, d->id), more = g->f->home[door] != row;
	char sign[2] = {d->sign, '\0'}, letter[2] = {d->letter, '\0'};
	if (marked)
		wg_cells_put(g->c, y, x, SIGN, WG_ROLE_MARK, wg_glyph(g->c, WG_GLYPH_TICK), 0);
	else if (d->sign)
		wg_cells_put(g->c, y, x, SIGN, WG_ROLE_WARN, sign, 0);
	wg_cells_put(g->c, y, x + SIGN, *d->mark ? g->d->name : g->d->letter - SIGN - (g->d->margin > 3),
		     more ? WG_ROLE_DIM : d->name_role, d->name, WG_PUT_ELL);
	wg_cells_put(g->c, y, x + g->d->mark, 2, d->mark_role, d->mark, 0);
	wg_cells_put(g->c, y, x + g->d->letter, 1, d->letter_role, letter, 0);
}

static void draw_range(const struct drawing *g, int row, int y)
{
	struct wg_rect range = wg_facade_range(g->f);
	int first = -1, last = -1;
	if (row < range.row || row >= range.row + range.rows)
		return;
	for (int col = range.col; col < range.col + range.cols; col++)
		if (in_sight(g, col)) {
			first = first < 0 ? col : first;
			last = col;
		}
	if (first < 0)
		return;
	int x = x_of(g, first), end = x_of(g, last) + g->d->pitch;
	wg_cells_put(g->c, y, x, SIGN, WG_ROLE_MARK, "[", 0);
	wg_cells_put(g->c, y, end, SIGN, WG_ROLE_MARK, "]", 0);
	wg_cells_paint(g->c, (struct wg_rect){y, x, 1, end + 1 - x}, WG_ROLE_NORMAL); /* one block, not a patchwork */
	wg_cells_reverse(g->c, (struct wg_rect){y, x, 1, end + 1 - x});
}

static void draw_floor(struct drawing *g, int row, int y)
{
	const struct wg_facade *f = g->f;
	char label[16] = "-";
	if (f->floor[row])
		snprintf(label, sizeof label, "%d", f->floor[row]);
	wg_cells_put(g->c, y, g->r.col, g->d->margin > 3 ? 3 : 2, row == f->row ? WG_ROLE_STRONG : WG_ROLE_HEAD, label,
		     WG_PUT_RIGHT);
	for (int col = f->left; in_sight(g, col); col++) {
		int door = wg_facade_door_at(f, row, col);
		if (door >= 0)
			draw_door(g, door, row, y, x_of(g, col));
	}
	draw_range(g, row, y);
	if (row == f->row && in_sight(g, f->col))
		wg_cells_paint(g->c, (struct wg_rect){y, x_of(g, f->col) + SIGN, 1, g->d->pitch - SIGN},
			       WG_ROLE_CURSOR);
}

void wg_facade_draw(struct wg_facade *f, struct wg_cells *c, struct wg_rect r)
{
	struct drawing g = {f, c, r, density_for(f, r.cols)};
	if (f->row < 0 || r.rows <= HEADS)
		return;
	f->pitch = g.d->pitch;
	f->name_width = g.d->name;
	scroll(&g);
	draw_heads(&g);
	for (int i = 0; i < f->height && f->top + i < f->rows; i++)
		draw_floor(&g, f->top + i, r.row + HEADS + i);
}
