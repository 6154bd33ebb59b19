#include "screen/chosen.h"

#include <stdlib.h>
#include <string.h>

#include "wangge/search.h"

enum { FOUND = 500, LISTED = 4000 };

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static bool by_door(const struct wg_sift *sift)
{
	return strcmp(wg_sift_sort(sift), "room") == 0; /* the column shows the way there */
}

/* What is left before anything is typed: read once for all that is typed. */
static enum wg_err read_base(struct wg_chosen *c, wg_office *office, const struct wg_node *node,
			     struct wg_household_filter filter, struct wg_error *e)
{
	if (c->base)
		return WG_OK;
	wg_arena_reset(&c->base_arena);
	filter.sort = NULL;
	enum wg_err err =
		wg_household_ids(office, node, &filter, WG_CHOSEN_MOST, &c->base_arena, &c->base, &c->n_base, NULL, e);
	if (err != WG_OK)
		c->base = NULL;
	else if (c->n_base > 1)
		qsort(c->base, c->n_base, sizeof *c->base, by_id);
	return err;
}

/* Those found are few: they are sorted here. */
static enum wg_err sort_found(struct wg_chosen *c, wg_office *office, const struct wg_sift *sift, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_households rows = {0};
	int column = wg_filter_column(&sift->columns, wg_sift_sort(sift));
	bool walk = by_door(sift), descending = sift->table->descending;
	enum wg_err err = wg_household_rows(office, c->ids, c->n, &a, &rows, e);
	for (size_t i = 1; err == WG_OK && column >= 0 && i < rows.n; i++) {
		struct wg_household h = rows.at[i];
		size_t at = i;
		for (; at > 0; at--) {
			const struct wg_household *before = &rows.at[at - 1];
			int order = walk ? (before->pos > h.pos) - (before->pos < h.pos)
					 : wg_filter_compare(&sift->columns, (size_t)column, descending,
							     wg_household_datum(before, (size_t)column),
							     wg_household_datum(&h, (size_t)column));
			if ((walk && descending ? -order : order) <= 0)
				break;
			rows.at[at] = *before;
		}
		rows.at[at] = h;
	}
	for (size_t i = 0; err == WG_OK && i < rows.n; i++)
		c->ids[i] = rows.at[i].id;
	wg_arena_free(&a);
	return err;
}

static enum wg_err search(struct wg_chosen *c, wg_office *office, const struct wg_node *node,
			  const struct wg_household_filter *filter, const struct wg_sift *sift, struct wg_error *e)
{
	bool some = *filter->where || filter->uncovered || filter->contact_id || node->kind == WG_NODE_UNCOVERED;
	enum wg_err err = some ? read_base(c, office, node, *filter, e) : WG_OK;
	if (err == WG_OK)
		err = wg_search_households(office, sift->find, node, some ? c->base : NULL, c->n_base, FOUND, &c->arena,
					   &c->ids, &c->n, &c->more, e);
	if (err == WG_OK && wg_sift_is_sorted(sift))
		err = sort_found(c, office, sift, e);
	return err;
}

enum wg_err wg_chosen_read(struct wg_chosen *c, wg_office *office, const struct wg_node *node,
			   const struct wg_household_filter *only, const struct wg_sift *sift, struct wg_error *e)
{
	struct wg_household_filter filter = *only;
	enum wg_err err;
	wg_arena_reset(&c->arena);
	c->ids = NULL;
	c->n = 0;
	c->more = false;
	if (!wg_sift_is_set(sift) && (!wg_sift_is_sorted(sift) || (by_door(sift) && !sift->table->descending)))
		return WG_OK;
	filter.where = wg_sift_where(sift, NULL, &c->arena);
	filter.sort = by_door(sift) ? "building" : wg_sift_sort(sift);
	filter.descending = sift->table->descending;
	if (*sift->find)
		err = search(c, office, node, &filter, sift, e);
	else
		err = wg_household_ids(office, node, &filter, WG_CHOSEN_MOST, &c->arena, &c->ids, &c->n, &c->more, e);
	if (err != WG_OK)
		c->n = 0;
	if (err != WG_OK || !c->ids)
		c->ids = WG_NEW(&c->arena, int64_t, 1); /* an empty list is not the walk */
	return err;
}

void wg_chosen_renew(struct wg_chosen *c)
{
	c->base = NULL;
}

void wg_chosen_free(struct wg_chosen *c)
{
	wg_arena_free(&c->arena);
	wg_arena_free(&c->base_arena);
	*c = (struct wg_chosen){0};
}

enum wg_err wg_chosen_listed(const struct wg_chosen *c, wg_office *office, const struct wg_node *node,
			     const struct wg_household_filter *walk, int64_t from, struct wg_arena *a,
			     struct wg_rows *out, struct wg_error *e)
{
	struct wg_households rows = {0};
	size_t left = (size_t)from < c->n ? c->n - (size_t)from : 0;
	enum wg_err err = c->ids ? wg_household_rows(office, c->ids + from, left < LISTED ? left : LISTED, a, &rows, e)
				 : wg_household_list(office, node, walk, from, LISTED, a, &rows, e);
	*out = (struct wg_rows){.columns = wg_household_columns, .n_columns = WG_HH_COLUMNS, .n = rows.n};
	out->at = WG_NEW(a, struct wg_datum, rows.n * WG_HH_COLUMNS);
	for (size_t i = 0; i < rows.n; i++)
		for (size_t k = 0; k < WG_HH_COLUMNS; k++)
			out->at[i * WG_HH_COLUMNS + k] = wg_household_datum(&rows.at[i], k);
	return err;
}
