#include <stdlib.h>
#include <string.h>

#include "screen/contacts_state.h"

/* Which cadres are listed: all, or those that search and filters leave, in the order of the walk or of a column. */

const char *const wg__contacts_keys[] = {"letter",     "name", "lives", "kind", "unit",
					 "households", "sign", "load",  "fill"};

static struct wg_datum datum(void *contacts, size_t row, size_t column)
{
	const struct wg__contacts *st = contacts;
	return wg_worker_datum(&st->cadres[row].worker, column);
}

enum wg_err wg__contacts_choose(struct wg__contacts *st, struct wg_error *e)
{
	/* Whoever looks for somebody does not look for nobody, the last row. */
	size_t n = (size_t)st->n_cadres - (st->n_cadres > 0 && wg_sift_is_set(&st->sift));
	struct wg_error own = {0};
	bool all = !wg_sift_is_set(&st->sift) && !wg_sift_is_sorted(&st->sift);
	free(st->order);
	st->order = wg_xmalloc((n + 1) * sizeof *st->order);
	for (size_t i = 0; i < n; i++)
		st->order[i] = i;
	st->n_order = n;
	if (all)
		return WG_OK;
	size_t *picked = wg_xmalloc((n + 1) * sizeof *picked);
	st->n_order = wg_sift_rows(&st->sift, n, datum, picked, &own);
	free(st->order);
	st->order = picked;
	if (own.code != WG_OK && e)
		*e = own;
	return own.code;
}

static enum wg_err apply(struct wg_sift *sift, bool typed, struct wg_error *e)
{
	struct wg__contacts *st = sift->owner;
	enum wg_err err = wg__contacts_choose(st, e);
	wg_list_reload(&st->list);
	if (typed && *sift->find)
		wg_list_go(&st->list, 0);
	return err == WG_OK ? wg__contacts_follow(st, e) : err;
}

static enum wg_err values(struct wg_sift *sift, size_t column, const char *where, struct wg_arena *a,
			  struct wg_value_counts *out, struct wg_error *e)
{
	const struct wg__contacts *st = sift->owner;
	return wg_sift_rows_values(sift, (size_t)st->n_cadres - (st->n_cadres > 0), datum, column, where, a, out, e);
}

static int64_t count(const struct wg_sift *sift, bool *more)
{
	*more = false;
	return (int64_t)((const struct wg__contacts *)sift->owner)->n_order;
}

const struct wg_sift_ops wg__contacts_sift = {.apply = apply, .values = values, .count = count};

int wg__contacts_index(const struct wg__contacts *st)
{
	bool is = st->list.cursor >= 0 && st->list.cursor < (int64_t)st->n_order;
	return is ? (int)st->order[st->list.cursor] : -1;
}

const struct wg__cadre *wg__contacts_cadre(const struct wg__contacts *st)
{
	int i = wg__contacts_index(st);
	return i >= 0 ? &st->cadres[i] : NULL;
}
