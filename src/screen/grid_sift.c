#include <stdlib.h>
#include <string.h>

#include "screen/grid_data.h"
#include "wangge/search.h"

/* Which households are listed: the walk of the place, or the ids that search, filters and order leave of it. */
enum { FOUND = 500, VALUES = 1000 };

const char *const grid_keys[] = {"room", "head", "people", "origin", "care", "contact", "since", "phone", "note"};

static wg_office *office_of(const struct grid *g)
{
	return g->screen->ui->face->office;
}

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* What is left of the node before anything is typed: read once for all that is typed. */
static enum wg_err read_base(struct grid *g, const char *where, struct wg_error *e)
{
	struct wg_household_filter filter = {.where = where};
	if (g->base)
		return WG_OK;
	wg_arena_reset(&g->base_arena);
	enum wg_err err = wg_household_ids(office_of(g), &g->node, &filter, GRID_LISTED, &g->base_arena, &g->base,
					   &g->n_base, NULL, e);
	if (err != WG_OK)
		g->base = NULL;
	else if (g->n_base > 1)
		qsort(g->base, g->n_base, sizeof *g->base, by_id);
	return err;
}

/* Those found are few: they are sorted here. */
static enum wg_err sort_found(struct grid *g, int64_t *ids, size_t n, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_households rows = {0};
	int column = wg_filter_column(&g->sift.columns, wg_sift_sort(&g->sift));
	bool walk = strcmp(wg_sift_sort(&g->sift), "room") == 0;
	enum wg_err err = wg_household_rows(office_of(g), ids, n, &a, &rows, e);
	for (size_t i = 1; err == WG_OK && column >= 0 && i < rows.n; i++) {
		struct wg_household h = rows.at[i];
		size_t at = i;
		for (; at > 0; at--) {
			const struct wg_household *before = &rows.at[at - 1];
			int order = walk ? (before->pos > h.pos) - (before->pos < h.pos)
					 : wg_filter_compare(&g->sift.columns, (size_t)column, g->table.descending,
							     wg_household_datum(before, (size_t)column),
							     wg_household_datum(&h, (size_t)column));
			if (order <= 0)
				break;
			rows.at[at] = *before;
		}
		rows.at[at] = h;
	}
	for (size_t i = 0; err == WG_OK && i < rows.n; i++)
		ids[i] = rows.at[i].id;
	wg_arena_free(&a);
	return err;
}

static enum wg_err search(struct grid *g, const char *where, size_t *n, struct wg_error *e)
{
	bool some = *where || g->node.kind == WG_NODE_UNCOVERED;
	enum wg_err err = some ? read_base(g, where, e) : WG_OK;
	if (err == WG_OK)
		err = wg_search_households(office_of(g), g->sift.find, &g->node, some ? g->base : NULL, g->n_base,
					   FOUND, &g->chosen_arena, &g->chosen, n, &g->more, e);
	if (err == WG_OK && wg_sift_is_sorted(&g->sift))
		err = sort_found(g, g->chosen, *n, e);
	return err;
}

enum wg_err grid_choose(struct grid *g, struct wg_error *e)
{
	struct wg_household_filter filter = {.vacant = g->node.kind != WG_NODE_UNCOVERED};
	size_t n = 0;
	enum wg_err err = WG_OK;
	wg_arena_reset(&g->chosen_arena);
	g->chosen = NULL;
	g->more = false;
	g->n_rows = 0;
	g->rows.n = 0;
	g->card_id = 0;
	if (g->node_id == 0)
		return WG_OK;
	bool by_door = strcmp(wg_sift_sort(&g->sift), "room") == 0; /* the column shows the way there */
	if (!wg_sift_is_set(&g->sift) && (!wg_sift_is_sorted(&g->sift) || (by_door && !g->table.descending)))
		return wg_household_count(office_of(g), &g->node, &filter, &g->n_rows, e);
	filter.where = wg_sift_where(&g->sift, NULL, &g->chosen_arena);
	filter.sort = by_door ? "building" : wg_sift_sort(&g->sift);
	filter.descending = g->table.descending;
	if (*g->sift.find)
		err = search(g, filter.where, &n, e);
	else
		err = wg_household_ids(office_of(g), &g->node, &filter, GRID_LISTED, &g->chosen_arena, &g->chosen, &n,
				       &g->more, e);
	if (err == WG_OK && !g->chosen)
		g->chosen = WG_NEW(&g->chosen_arena, int64_t, 1); /* an empty list is not the walk */
	g->n_rows = err == WG_OK ? (int64_t)n : 0;
	return err;
}

/* What was found is kept for n and N, also after the list is whole again. */
static void keep_hits(struct grid *g)
{
	if (!*g->sift.find || g->n_rows == 0)
		return;
	free(g->hits);
	g->n_hits = (size_t)g->n_rows;
	g->hits = wg_xmalloc(g->n_hits * sizeof *g->hits);
	memcpy(g->hits, g->chosen, g->n_hits * sizeof *g->hits);
	g->hit = g->n_hits - 1; /* n goes to the first */
}

static enum wg_err apply(struct wg_sift *sift, bool typed, struct wg_error *e)
{
	struct grid *g = sift->owner;
	int64_t id = g->list.cursor_id;
	if (!typed)
		g->base = NULL;
	g->list.ranging = false;
	enum wg_err err = grid_choose(g, e);
	if (err == WG_OK)
		keep_hits(g);
	grid_count_hidden(g);
	if ((typed && *sift->find) || !wg_list_go_id(&g->list, id))
		wg_list_go(&g->list, 0);
	g->right = true;
	return err;
}

static enum wg_err values(struct wg_sift *sift, size_t column, const char *where, struct wg_arena *a,
			  struct wg_value_counts *out, struct wg_error *e)
{
	const struct grid *g = sift->owner;
	struct wg_household_filter filter = {.where = where};
	return wg_household_values(office_of(g), &g->node, &filter, (enum wg_household_column)column, VALUES, a, out,
				   e);
}

static int64_t count(const struct wg_sift *sift, bool *more)
{
	const struct grid *g = sift->owner;
	*more = g->more;
	return g->n_rows;
}

const struct wg_sift_ops grid_sift_ops = {.apply = apply, .values = values, .count = count};
