#include "screen/grid.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/grid_draw.h"

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct grid *g = s->state;
	g->screen = s;
	wg_tree_init(&g->tree, NULL, 5, grid_children, grid_tree_cell, g);
	wg_table_init(&g->table, NULL, 9, grid_table_cell, g);
	wg_list_init(&g->list, grid_source(g));
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	struct grid *g = s->state;
	wg_tree_free(&g->tree);
	wg_list_free(&g->list);
	wg_arena_free(&g->rows_arena);
	wg_arena_free(&g->card_arena);
	wg_arena_free(&g->about_arena);
	free(g->hits);
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	return grid_load(s->state, back, e);
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	out[0] = WG_SCOPE_OFFICE;
	out[1] = WG_SCOPE_TREE;
	out[2] = WG_SCOPE_LIST;
	return 3;
}

static struct wg_list *list(struct wg_screen *s)
{
	struct grid *g = s->state;
	return g->right ? &g->list : &g->tree.list;
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct grid *g = s->state;
	grid_draw(g, c, r);
}

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	struct grid *g = s->state;
	bool narrow = s->ui->cells.cols < 100;
	grid_counters(g, narrow, right);
	int room = s->ui->cells.cols - wg_cells_width(&s->ui->cells, right) - 6;
	grid_crumbs(g, narrow ? room - 12 : room, left);
}

const struct wg_screen_ops wg_screen_grid = {
	.name = "grid",
	.title = N_("Grid"),
	.number = 2,
	.state_size = sizeof(struct grid),
	.depends = WG_TOPIC_ALL,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.list = list,
	.paint = paint,
	.crumbs = crumbs,
};
