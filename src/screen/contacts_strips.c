#include "screen/contacts_strips.h"

#include <string.h>

#include "base/vec.h"

enum { MARGIN_MAX = 16 };

struct gather {
	wg_office *office;
	struct wg_arena *a;
	WG_VEC(struct wg__building) found;
	WG_VEC(const char *) compound; /* of each of them */
};

static bool is_building(const struct wg_node *n)
{
	return n->kind == WG_NODE_PLACE && n->level >= WG_LEVEL_BUILDING;
}

static enum wg_err gather(struct gather *g, const struct wg_node *node, const char *compound, struct wg_error *e)
{
	struct wg_nodes below;
	if (is_building(node)) {
		WG_PUSH(&g->found, (struct wg__building){node->name, "", *node});
		WG_PUSH(&g->compound, compound);
		return WG_OK;
	}
	enum wg_err err = wg_node_children(g->office, node, g->a, &below, e);
	for (size_t i = 0; err == WG_OK && i < below.n; i++) {
		const struct wg_node *n = &below.at[i];
		bool names = n->kind == WG_NODE_PLACE && n->level == WG_LEVEL_COMPOUND;
		err = gather(g, n, names ? n->name : compound, e);
	}
	return err;
}

static bool one_compound(const struct gather *g)
{
	for (size_t i = 1; i < g->compound.len; i++) {
		if (strcmp(g->compound.at[i], g->compound.at[0]) != 0)
			return false;
	}
	return true;
}

enum wg_err wg__buildings_of(wg_office *office, const struct wg_node *scope, struct wg_arena *a,
			     struct wg__buildings *out, struct wg_error *e)
{
	struct gather g = {.office = office, .a = a};
	enum wg_err err = gather(&g, scope, "", e);
	if (err == WG_OK) {
		bool alone = one_compound(&g);
		out->n = (int)g.found.len;
		out->at = WG_NEW(a, struct wg__building, out->n);
		for (int i = 0; i < out->n; i++) {
			out->at[i] = g.found.at[i];
			if (!alone)
				out->at[i].compound = g.compound.at[i];
		}
	}
	WG_VEC_FREE(&g.found);
	WG_VEC_FREE(&g.compound);
	return err;
}

int wg__strip_margin(const struct wg_cells *c, const struct wg__buildings *b)
{
	int width = 0;
	for (int i = 0; i < b->n; i++) {
		int w = wg_cells_width(c, b->at[i].name);
		width = w > width ? w : width;
	}
	return (width < MARGIN_MAX ? width : MARGIN_MAX) + 1;
}

bool wg__strip_has_head(const char *before, const char *compound)
{
	return *compound && (!before || strcmp(before, compound) != 0);
}

static int entrance_end(const struct wg_strip *s, int from)
{
	int end = from;
	while (end < s->n && s->entrance[end] == s->entrance[from])
		end++;
	return end;
}

/* The door after those that stand in one line: whole entrances; of one that is wider than the line, a part. */
static int line_end(const struct wg_strip *s, int from, int width)
{
	int end = from, col = 0;
	while (end < s->n) {
		int next = entrance_end(s, end), need = (next - end + 1) / 2 + (end > from);
		if (col + need > width)
			break;
		col += need;
		end = next;
	}
	if (end > from || from >= s->n)
		return end;
	int cut = from + (width > 0 ? width : 1) * 2, whole = entrance_end(s, from);
	return cut < whole ? cut : whole;
}

int wg__strip_lines(const struct wg_strip *s, int width)
{
	int lines = 0;
	for (int from = 0; from < s->n; lines++)
		from = line_end(s, from, width);
	return lines > 0 ? lines : 1;
}

static bool has(const struct wg_strip *s, int cadre)
{
	for (int i = 0; cadre >= 0 && i < s->n; i++) {
		if (s->cadre[i] == cadre)
			return true;
	}
	return false;
}

/* Signs under the doors on both sides of a border, as far as this line has them. */
static void paint_mark(const struct wg_strip *part, int border, struct wg_cells *c, int row, int col)
{
	for (int door = border - 1; door <= border && door < part->n; door++)
		wg_cells_put(c, row, col + wg_strip_column(part, door), 1, WG_ROLE_STRONG, "^", 0);
}

void wg__strip_paint(const char *name, const struct wg_strip *s, struct wg_cells *c, struct wg_rect r, int margin,
		     int current, int border)
{
	int width = r.cols - margin;
	enum wg_role role = has(s, current) ? WG_ROLE_STRONG : WG_ROLE_NORMAL;
	wg_cells_put(c, r.row, r.col, margin - 1, role, name, WG_PUT_RIGHT);
	for (int from = 0, line = 0; from < s->n && line < r.rows; line++) {
		int end = line_end(s, from, width);
		struct wg_strip part = {s->cadre + from, s->entrance + from, end - from};
		wg_strip_draw(&part, c, r.row + line, r.col + margin, width, current);
		if (border > from && border <= end && line + 1 < r.rows)
			paint_mark(&part, border - from, c, r.row + ++line, r.col + margin);
		from = end;
	}
}
