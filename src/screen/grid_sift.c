#include <stdlib.h>
#include <string.h>

#include "screen/grid_data.h"

enum { VALUES = 1000 };

const char *const grid_keys[] = {"room", "head", "people", "origin", "care", "contact", "since", "phone", "note"};

static wg_office *office_of(const struct grid *g)
{
	return g->screen->ui->face->office;
}

enum wg_err grid_choose(struct grid *g, struct wg_error *e)
{
	struct wg_household_filter walk = {.vacant = g->node.kind != WG_NODE_UNCOVERED};
	g->n_rows = 0;
	g->rows.n = 0;
	g->card_id = 0;
	if (g->node_id == 0) {
		wg_chosen_free(&g->chosen);
		return WG_OK;
	}
	enum wg_err err = wg_chosen_read(&g->chosen, office_of(g), &g->node, &walk, &g->sift, e);
	if (err == WG_OK && !g->chosen.ids)
		return wg_household_count(office_of(g), &g->node, &walk, &g->n_rows, e);
	g->n_rows = (int64_t)g->chosen.n;
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
	memcpy(g->hits, g->chosen.ids, g->n_hits * sizeof *g->hits);
	g->hit = g->n_hits - 1; /* n goes to the first */
}

static enum wg_err apply(struct wg_sift *sift, bool typed, struct wg_error *e)
{
	struct grid *g = sift->owner;
	int64_t id = g->list.cursor_id;
	if (!typed)
		wg_chosen_renew(&g->chosen);
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

/* Where the head is shown, an empty home says so; it is the first thing that one looks for there. */
static void add_vacant(const struct grid *g, struct wg_arena *a, struct wg_value_counts *out)
{
	struct wg_value_count *at = WG_NEW(a, struct wg_value_count, out->n + 1);
	at[0] = (struct wg_value_count){wg_ui_code(g->screen->ui, "door_kind", "vacant"), g->node.counters.vacant};
	if (out->n > 0)
		memcpy(at + 1, out->at, out->n * sizeof *at);
	out->at = at;
	out->n++;
}

static enum wg_err values(struct wg_sift *sift, size_t column, const char *where, struct wg_arena *a,
			  struct wg_value_counts *out, struct wg_error *e)
{
	const struct grid *g = sift->owner;
	struct wg_household_filter filter = {.vacant = true, .where = where};
	enum wg_err err = wg_household_values(office_of(g), &g->node, &filter, (enum wg_household_column)column, VALUES,
					      a, out, e);
	if (err == WG_OK && column == WG_HH_HEAD && !*where && g->node.counters.vacant > 0)
		add_vacant(g, a, out);
	return err;
}

static int64_t count(const struct wg_sift *sift, bool *more)
{
	const struct grid *g = sift->owner;
	*more = g->chosen.more;
	return g->n_rows;
}

const struct wg_sift_ops grid_sift_ops = {.apply = apply, .values = values, .count = count};
