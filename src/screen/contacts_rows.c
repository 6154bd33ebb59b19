#include "screen/contacts_rows.h"

static enum wg_err fetch(struct wg__window *w, int64_t from, struct wg_error *e)
{
	struct wg_arena arena = {0};
	struct wg_households rows = {0};
	int64_t left = w->count - from;
	size_t n = (size_t)(left < WG_CONTACTS_WINDOW ? left : WG_CONTACTS_WINDOW);
	enum wg_err err =
		w->chosen->ids ? wg_household_rows(w->office, w->chosen->ids + from, n, &arena, &rows, e)
			       : wg_household_list(w->office, &w->node, &w->filter, from, (int64_t)n, &arena, &rows, e);
	if (err != WG_OK) {
		wg_arena_free(&arena);
		return err;
	}
	wg_arena_free(&w->arena);
	w->arena = arena;
	w->rows = rows;
	w->from = from;
	return WG_OK;
}

enum wg_err wg__window_open(struct wg__window *w, wg_office *office, const struct wg_node *node,
			    const struct wg_household_filter *filter, const struct wg_chosen *chosen,
			    struct wg_error *e)
{
	struct wg__window next = {.office = office, .node = *node, .filter = *filter, .chosen = chosen};
	next.count = (int64_t)chosen->n;
	enum wg_err err = chosen->ids ? WG_OK : wg_household_count(office, node, filter, &next.count, e);
	if (err == WG_OK)
		err = fetch(&next, 0, e);
	if (err != WG_OK)
		return err;
	wg_arena_free(&w->arena);
	*w = next;
	return WG_OK;
}

void wg__window_free(struct wg__window *w)
{
	wg_arena_free(&w->arena);
	w->rows = (struct wg_households){0};
	w->count = 0;
}

const struct wg_household *wg__window_row(struct wg__window *w, int64_t row)
{
	if (row < 0 || row >= w->count)
		return NULL;
	if (row < w->from || row >= w->from + (int64_t)w->rows.n) {
		int64_t from = row - WG_CONTACTS_WINDOW / 2;
		if (fetch(w, from > 0 ? from : 0, &w->failed) != WG_OK)
			return NULL;
	}
	return row < w->from + (int64_t)w->rows.n ? &w->rows.at[row - w->from] : NULL;
}

static int64_t count(void *data)
{
	return ((const struct wg__window *)data)->count;
}

static int64_t id(void *data, int64_t row)
{
	const struct wg_household *h = wg__window_row(data, row);
	return h ? h->id : 0;
}

static int64_t held_at(void *data, int64_t id)
{
	const struct wg__window *w = data;
	for (size_t i = 0; w->chosen && w->chosen->ids && i < w->chosen->n; i++)
		if (w->chosen->ids[i] == id)
			return (int64_t)i;
	for (size_t i = 0; i < w->rows.n; i++) {
		if (w->rows.at[i].id == id)
			return w->from + (int64_t)i;
	}
	return -1;
}

struct wg_row_source wg__window_source(struct wg__window *w)
{
	return (struct wg_row_source){.data = w, .count = count, .id = id, .index = held_at};
}
