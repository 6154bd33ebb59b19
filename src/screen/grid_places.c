#include <stdlib.h>
#include <string.h>

#include "screen/grid_data.h"

/* The tree narrowed by what was typed: places of that name, the way down to them, and what is below them. */
enum { FOUND = 300 };

static wg_office *office_of(const struct grid *g)
{
	return g->screen->ui->face->office;
}

bool grid_place_is_listed(struct grid *g, const struct wg_node *n)
{
	bool listed = false;
	if (!g->searching || n->kind == WG_NODE_UNCOVERED)
		return !g->searching;
	for (size_t i = 0; i < g->n_places; i++) {
		const struct wg_range *r = &g->places[i];
		bool above = n->lo <= r->lo && r->hi <= n->hi, below = r->lo <= n->lo && n->hi <= r->hi;
		if (above && !below)
			wg_ids_add(&g->tree.open, grid_tree_id(n));
		listed = listed || above || below;
	}
	return listed;
}

/* What was unfolded before is unfolded again when the search is over. */
static void keep_open(struct grid *g)
{
	if (g->searching)
		return;
	g->n_open = g->tree.open.len;
	g->open = wg_xmalloc((g->n_open + 1) * sizeof *g->open);
	wg_ids_sorted(&g->tree.open, g->open);
	g->searching = true;
}

static void open_again(struct grid *g)
{
	wg_ids_clear(&g->tree.open);
	for (size_t i = 0; g->open && i < g->n_open; i++)
		wg_ids_add(&g->tree.open, g->open[i]);
}

static void first_found(struct grid *g)
{
	for (int64_t row = 0; row < (int64_t)g->tree.rows.len; row++) {
		const struct wg_node *n = grid_node(g, row);
		for (size_t i = 0; i < g->n_places; i++)
			if (n && g->places[i].lo == n->lo && g->places[i].hi == n->hi) {
				wg_list_go(&g->tree.list, row);
				return;
			}
	}
}

/* The whole tree again. */
static void leave(struct grid *g)
{
	if (!g->searching)
		return;
	open_again(g);
	free(g->open);
	g->open = NULL;
	g->searching = false;
}

/* No place is called so: whoever typed it may mean somebody who lives there. */
static enum wg_err pass_on(struct grid *g, const char *typed, struct wg_error *e)
{
	bool right = g->right;
	if (!*typed && !g->passed_on)
		return WG_OK;
	g->passed_on = *typed != '\0';
	enum wg_err err = wg_sift_set_find(&g->sift, typed, e);
	g->right = g->passed_on || (right && *typed);
	return err;
}

static enum wg_err apply(struct wg_sift *sift, bool typed, struct wg_error *e)
{
	struct grid *g = sift->owner;
	struct wg_range *places = NULL;
	size_t n = 0;
	enum wg_err err = WG_OK;
	wg_arena_reset(&g->places_arena);
	g->n_places = 0;
	if (*sift->find)
		err = wg_place_search(office_of(g), sift->find, FOUND, &g->places_arena, &places, &n, &g->more_places,
				      e);
	if (err != WG_OK)
		return err;
	g->places = places;
	g->n_places = n;
	if (n > 0) {
		keep_open(g);
		open_again(g);
	} else {
		leave(g);
	}
	wg_tree_reload(&g->tree);
	if (n > 0)
		first_found(g);
	grid_follow(g);
	return pass_on(g, n > 0 ? "" : sift->find, e);
}

static int64_t count(const struct wg_sift *sift, bool *more)
{
	const struct grid *g = sift->owner;
	*more = g->searching ? g->more_places : g->chosen.more;
	return g->searching ? (int64_t)g->n_places : g->n_rows;
}

const struct wg_sift_ops grid_places_ops = {.apply = apply, .count = count};
