#include "command/choose.h"

#include <string.h>

struct order {
	const struct wg_filter_table *table;
	wg_filter_cell *cell;
	size_t column;
	bool descending;
};

void wg__read_sort(const struct wg_call *c, const char **sort, bool *descending)
{
	*sort = wg__arg(c, "sort");
	*descending = *sort && **sort == '-';
	if (*descending)
		++*sort;
}

static bool comes_after(const struct order *o, const void *a, const void *b)
{
	return wg_filter_compare(o->table, o->column, o->descending, o->cell(a, o->column), o->cell(b, o->column)) > 0;
}

/* Two sorted runs from[lo..mid) and from[mid..hi) as one in to. */
static void merge(const struct order *o, const char **from, const char **to, size_t lo, size_t mid, size_t hi)
{
	size_t a = lo, b = mid;
	for (size_t i = lo; i < hi; i++) {
		bool second = a == mid || (b < hi && comes_after(o, from[a], from[b]));
		to[i] = second ? from[b++] : from[a++];
	}
}

/* Pointers in order; which of the two arrays holds them in the end is returned. */
static const char **sort(const struct order *o, const char **at, const char **other, size_t n)
{
	for (size_t run = 1; run < n; run *= 2) {
		for (size_t lo = 0; lo < n; lo += 2 * run) {
			size_t mid = lo + run < n ? lo + run : n, hi = mid + run < n ? mid + run : n;
			merge(o, at, other, lo, mid, hi);
		}
		const char **sorted = other;
		other = at;
		at = sorted;
	}
	return at;
}

enum wg_err wg__choose(struct wg_call *c, const struct wg_rows_column *columns, size_t n_columns, wg_filter_cell *cell,
		       void *rows, size_t size, size_t *n, struct wg_error *e)
{
	const struct wg_filter_table table = {columns, n_columns, wg_office_codes(c->office), NULL};
	const char *where = wg__arg(c, "where"), *key;
	const struct wg_filter *f = NULL;
	struct order o = {.table = &table, .cell = cell};
	wg__read_sort(c, &key, &o.descending);
	int column = key ? wg_filter_column(&table, key) : 0;
	if (column < 0)
		return wg_fail(e, WG_EUSAGE, N_("there is no column {1}"), "s", key);
	enum wg_err err = where ? wg_filter_parse(where, &table, c->a, &f, NULL, e) : WG_OK;
	if (err != WG_OK || *n == 0)
		return err;
	char *all = wg_arena_alloc(c->a, *n * size);
	const char **at = WG_NEW(c->a, const char *, *n), **other = WG_NEW(c->a, const char *, *n);
	size_t left = 0;
	memcpy(all, rows, *n * size);
	for (size_t i = 0; i < *n; i++) {
		if (wg_filter_fits(f, cell, all + i * size))
			at[left++] = all + i * size;
	}
	o.column = (size_t)column;
	if (key)
		at = sort(&o, at, other, left);
	for (size_t i = 0; i < left; i++)
		memcpy((char *)rows + i * size, at[i], size);
	*n = left;
	return WG_OK;
}
