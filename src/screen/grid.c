#include "screen/grid.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/grid_act.h"
#include "screen/grid_draw.h"

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct grid *g = s->state;
	g->screen = s;
	wg_tree_init(&g->tree, NULL, 6, grid_children, grid_tree_cell, g);
	wg_table_init(&g->table, NULL, 9, grid_table_cell, g);
	g->tree.table.column = -1;
	g->tree.table.pinned = 1; /* without contact */
	wg_list_init(&g->list, grid_source(g));
	wg_sift_init(&g->place_sift, &grid_places_ops, g, &g->tree.list, NULL);
	g->tree.table.narrow = &g->place_sift.narrow;
	wg_sift_init(&g->sift, &grid_sift_ops, g, &g->list, &g->table);
	g->sift.keys = grid_keys;
	g->sift.columns = (struct wg_filter_table){wg_household_columns, WG_HH_COLUMNS,
						   wg_office_codes(s->ui->face->office), s->ui->tr};
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	struct grid *g = s->state;
	wg_tree_free(&g->tree);
	wg_list_free(&g->list);
	wg_sift_free(&g->sift);
	wg_arena_free(&g->places_arena);
	free(g->open);
	wg_chosen_free(&g->chosen);
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
	const struct grid *g = s->state;
	int n = 0;
	out[n++] = WG_SCOPE_OFFICE;
	if (!g->right)
		out[n++] = WG_SCOPE_TREE;
	out[n++] = WG_SCOPE_TABLE;
	out[n++] = WG_SCOPE_LIST;
	return n;
}

static struct wg_list *list(struct wg_screen *s)
{
	struct grid *g = s->state;
	return g->right ? &g->list : &g->tree.list;
}

static struct wg_sift *sift(struct wg_screen *s, enum wg_action action)
{
	struct grid *g = s->state;
	if (g->right)
		return &g->sift;
	if (action == WG_ACTION_FIND && !g->searching)
		g->place_sift.find[0] = '\0';
	bool places = action == WG_ACTION_FIND || action == WG_ACTION_BACK || action == WG_ACTION_FIND_NEXT ||
		      action == WG_ACTION_FIND_PREVIOUS;
	return places && (action == WG_ACTION_FIND || g->searching) ? &g->place_sift : &g->sift;
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

static bool back(struct wg_screen *s)
{
	struct grid *g = s->state;
	bool was = g->list.ranging || g->right;
	if (g->list.ranging)
		g->list.ranging = false;
	else
		g->right = false;
	return was;
}

static void done(struct wg_screen *s)
{
	struct grid *g = s->state;
	wg_ids_clear(&g->list.marks);
	g->list.ranging = false;
	g->hidden = 0;
}

static void position(struct wg_screen *s, char out[WG_CRUMBS])
{
	struct grid *g = s->state;
	const struct wg_ui *ui = s->ui;
	const char *gap = ui->cells.cols >= 100 ? "   " : "  ";
	char where[48];
	wg_list_position(&g->list, where);
	int n = snprintf(out, WG_CRUMBS, "%s%s", g->n_rows > 0 ? where : "0", g->chosen.more ? "+" : "");
	if (g->list.marks.len > 0)
		n += snprintf(out + n, (size_t)(WG_CRUMBS - n), "%s%s%zu %s", gap, wg_glyph(&ui->cells, WG_GLYPH_TICK),
			      g->list.marks.len, ui->tr(N_("marked")));
	if (g->hidden > 0)
		n += snprintf(out + n, (size_t)(WG_CRUMBS - n), " (%zu %s)", g->hidden, ui->tr(N_("not listed")));
	char chosen[WG_CRUMBS];
	chosen[0] = '\0';
	if (g->searching)
		wg_sift_text(&g->place_sift, ui, chosen);
	n += snprintf(out + n, (size_t)(WG_CRUMBS - n), "%s", chosen);
	wg_sift_text(&g->sift, ui, chosen);
	n += snprintf(out + n, (size_t)(WG_CRUMBS - n), "%s", chosen);
	if (ui->cells.cols >= 100 && !wg_sift_is_sorted(&g->sift) && !*g->sift.find)
		snprintf(out + n, (size_t)(WG_CRUMBS - n), "%s%s", gap, ui->tr(N_("by door")));
}

static void remember(struct wg_screen *s, char out[WG_CRUMBS])
{
	struct grid *g = s->state;
	struct grid_place at = g->left_at;
	if (g->settled)
		at = (struct grid_place){g->right, g->node_id, g->list.cursor_id};
	snprintf(out, WG_CRUMBS, "%d %" PRId64 " %" PRId64, at.right, at.node, at.household);
}

static void recall(struct wg_screen *s, const char *where)
{
	struct grid *g = s->state;
	struct grid_place at;
	if (sscanf(where, "%d %" SCNd64 " %" SCNd64, &at.right, &at.node, &at.household) == 3)
		g->left_at = at;
}

bool wg_grid_show(struct wg_ui *ui, int64_t household)
{
	struct wg_error e = {0};
	wg_ui_go(ui, wg_screen_grid.number);
	wg_ui_load(ui);
	struct wg_screen *s = wg_ui_screen(ui, wg_screen_grid.name);
	if (!s || grid_goto(s->state, household, &e) != WG_OK) {
		wg_ui_complain(ui, &e);
		return false;
	}
	((struct grid *)s->state)->right = true;
	return true;
}

void wg_grid_hits(struct wg_ui *ui, const int64_t *households, size_t n, size_t at)
{
	struct wg_screen *s = wg_ui_screen(ui, wg_screen_grid.name);
	if (!s)
		return;
	struct grid *g = s->state;
	free(g->hits);
	g->hits = wg_xmalloc((n + 1) * sizeof *g->hits);
	if (n > 0)
		memcpy(g->hits, households, n * sizeof *g->hits);
	g->n_hits = n;
	g->hit = at;
}

static enum wg_err listed(struct wg_screen *s, int64_t from, struct wg_arena *a, struct wg_rows *out,
			  struct wg_error *e)
{
	struct grid *g = s->state;
	struct wg_household_filter walk = {.vacant = g->node.kind != WG_NODE_UNCOVERED};
	return wg_chosen_listed(&g->chosen, s->ui->face->office, &g->node, &walk, from, a, out, e);
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
	.sift = sift,
	.listed = listed,
	.paint = paint,
	.crumbs = crumbs,
	.action = grid_action,
	.argument = grid_argument,
	.back = back,
	.done = done,
	.position = position,
	.remember = remember,
	.recall = recall,
};
