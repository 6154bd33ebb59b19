#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "screen/sift.h"

struct row {
	const struct wg_sifted *of;
	size_t i;
};

static struct wg_datum row_cell(const void *row, size_t column)
{
	const struct row *r = row;
	return r->of->cell(r->of->owner, r->i, column);
}

struct chosen {
	size_t row;
	int rank;
	struct wg_datum key;
};

/* Rows that what was typed is found in, by the texts they show. */
static bool is_found(const struct wg_sift *sift, size_t row, struct wg_arena *a, int *rank)
{
	const struct wg_table *t = sift->table;
	const char *texts[WG_TABLE_COLUMNS];
	size_t n = 0;
	if (!*sift->find)
		return true;
	for (int k = 0; k < t->n; k++) {
		char scratch[WG_CELL_TEXT];
		struct wg_text text = {0};
		t->cell(t->data, (int64_t)row, k, scratch, &text);
		if (text.text && *text.text)
			texts[n++] = wg_arena_strdup(a, text.text);
	}
	return wg_narrow_row(&sift->narrow, texts, n, rank);
}

/* Sorted by a column, else by how well they were found, else as they stood. */
static bool is_before(const struct wg_sift *sift, int column, const struct chosen *x, const struct chosen *y)
{
	int order = x->rank - y->rank;
	if (column >= 0)
		order = wg_filter_compare(&sift->columns, (size_t)column, sift->table->descending, x->key, y->key);
	return order != 0 ? order < 0 : x->row < y->row;
}

/* Merge sort: no comparison function needs to know the table. */
static void sort(const struct wg_sift *sift, int column, struct chosen *at, struct chosen *spare, size_t n)
{
	size_t half = n / 2;
	if (n < 2)
		return;
	sort(sift, column, at, spare, half);
	sort(sift, column, at + half, spare, n - half);
	memcpy(spare, at, half * sizeof *at);
	for (size_t i = 0, k = half, out = 0; i < half; out++)
		at[out] = k == n || is_before(sift, column, &spare[i], &at[k]) ? spare[i++] : at[k++];
}

/* The rows that are left, in m->order. While this runs the table shows the rows in their first order. */
static enum wg_err choose(struct wg_sifted *m, struct wg_error *e)
{
	struct wg_arena a = {0}, texts = {0};
	const struct wg_filter *f = NULL;
	const struct wg_sift *sift = &m->sift;
	WG_VEC(struct chosen) all = {0};
	int column = wg_sift_is_sorted(sift) ? wg_filter_column(&sift->columns, wg_sift_sort(sift)) : -1;
	enum wg_err err = wg_filter_parse(wg_sift_where(sift, NULL, &a), &sift->columns, &a, &f, NULL, e);
	size_t n = m->n - (m->rest && m->n > 0);
	m->n_order = m->n;
	for (size_t i = 0; i < m->n; i++)
		m->order[i] = i;
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		struct row row = {m, i};
		struct chosen c = {.row = i};
		wg_arena_reset(&texts);
		if (!wg_filter_fits(f, row_cell, &row) || !is_found(sift, i, &texts, &c.rank))
			continue;
		if (column >= 0)
			c.key = m->cell(m->owner, i, (size_t)column);
		WG_PUSH(&all, c);
	}
	struct chosen *spare = wg_xmalloc((all.len + 1) * sizeof *spare);
	sort(sift, column, all.at, spare, all.len);
	for (size_t i = 0; i < all.len; i++)
		m->order[i] = all.at[i].row;
	m->n_order = all.len;
	if (n < m->n && !wg_sift_is_set(sift))
		m->order[m->n_order++] = n;
	free(spare);
	WG_VEC_FREE(&all);
	wg_arena_free(&texts);
	wg_arena_free(&a);
	return err;
}

static enum wg_err apply(struct wg_sift *sift, bool typed, struct wg_error *e)
{
	struct wg_sifted *m = sift->owner;
	enum wg_err err = choose(m, e);
	wg_list_reload(sift->list);
	if (typed && *sift->find)
		wg_list_go(sift->list, 0);
	return err == WG_OK && m->follow ? m->follow(m->owner, e) : err;
}

static const char *value_text(struct wg_datum d, struct wg_arena *a)
{
	if (d.null)
		return "";
	return d.s ? wg_arena_strdup(a, d.s) : wg_arena_printf(a, "%" PRId64, d.i);
}

static int by_value(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static int by_count(const void *x, const void *y)
{
	const struct wg_value_count *a = x, *b = y;
	if (a->n != b->n)
		return a->n < b->n ? 1 : -1;
	return strcmp(a->value, b->value);
}

static enum wg_err values(struct wg_sift *sift, size_t column, const char *where, struct wg_arena *a,
			  struct wg_value_counts *out, struct wg_error *e)
{
	const struct wg_sifted *m = sift->owner;
	WG_VEC(const char *) texts = {0};
	const struct wg_filter *f = NULL;
	const struct wg_rows_column *about = &sift->columns.columns[column];
	enum wg_err err = wg_filter_parse(where, &sift->columns, a, &f, NULL, e);
	for (size_t i = 0; err == WG_OK && i + m->rest < m->n; i++) {
		struct row row = {m, i};
		if (!wg_filter_fits(f, row_cell, &row))
			continue;
		char *text = wg_arena_strdup(a, value_text(m->cell(m->owner, i, column), a));
		for (char *code = text; code;) { /* a row of two codes counts in both */
			char *next = about->type == WG_ROWS_CODE ? strchr(code, ' ') : NULL;
			if (next)
				*next++ = '\0';
			WG_PUSH(&texts, code);
			code = next;
		}
	}
	if (err == WG_OK) {
		*out = (struct wg_value_counts){.at = WG_NEW(a, struct wg_value_count, texts.len)};
		if (texts.len > 1)
			qsort(texts.at, texts.len, sizeof *texts.at, by_value);
		for (size_t i = 0; i < texts.len; i++)
			if (i > 0 && strcmp(texts.at[i], texts.at[i - 1]) == 0)
				out->at[out->n - 1].n++;
			else
				out->at[out->n++] = (struct wg_value_count){texts.at[i], 1};
		if (out->n > 1)
			qsort(out->at, out->n, sizeof *out->at, by_count);
	}
	WG_VEC_FREE(&texts);
	return err;
}

static int64_t count(const struct wg_sift *sift, bool *more)
{
	*more = false;
	return wg_sifted_count(sift->owner);
}

static const struct wg_sift_ops ops = {.apply = apply, .values = values, .count = count};

void wg_sifted_init(struct wg_sifted *m, void *owner, wg_sift_cell *cell, struct wg_list *list, struct wg_table *table)
{
	m->owner = owner;
	m->cell = cell;
	wg_sift_init(&m->sift, &ops, m, list, table);
}

void wg_sifted_free(struct wg_sifted *m)
{
	wg_sift_free(&m->sift);
	free(m->order);
	m->order = NULL;
	m->n = m->n_order = 0;
}

enum wg_err wg_sifted_rows(struct wg_sifted *m, size_t n, struct wg_error *e)
{
	struct wg_error own = {0};
	free(m->order);
	m->order = wg_xmalloc((n + 1) * sizeof *m->order);
	m->n = n;
	if (choose(m, &own) != WG_OK && e)
		*e = own;
	wg_list_reload(m->sift.list);
	return own.code;
}

size_t wg_sifted_row(const struct wg_sifted *m, int64_t listed)
{
	return m->order[listed];
}

int64_t wg_sifted_count(const struct wg_sifted *m)
{
	return (int64_t)m->n_order;
}

void wg_sifted_listed(const struct wg_sifted *m, int64_t from, struct wg_arena *a, struct wg_rows *out)
{
	size_t first = (size_t)from < m->n_order ? (size_t)from : m->n_order, last = m->n_order;
	size_t n_columns = m->sift.columns.n;
	if (last > first && m->rest && m->order[last - 1] == m->n - 1)
		last--;
	*out = (struct wg_rows){.columns = m->sift.columns.columns, .n_columns = n_columns, .n = last - first};
	out->at = WG_NEW(a, struct wg_datum, out->n * n_columns);
	for (size_t i = 0; i < out->n; i++)
		for (size_t k = 0; k < n_columns; k++)
			out->at[i * n_columns + k] = m->cell(m->owner, m->order[first + i], k);
}
