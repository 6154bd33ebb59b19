#include <string.h>

#include "model/filter_tree.h"
#include "text/utf8.h"

static bool has_code(const char *codes, const char *code)
{
	size_t len = strlen(code);
	for (const char *s = codes; (s = strstr(s, code)); s += len)
		if ((s == codes || s[-1] == ' ') && (s[len] == ' ' || s[len] == '\0'))
			return true;
	return false;
}

static bool is_digits(const char *s)
{
	return *s && s[strspn(s, "0123456789")] == '\0';
}

/* 3 is 3栋 too; a telephone is its last digits, four of them at least. */
static bool equals(const struct wg_rows_column *c, const char *cell, const char *text)
{
	size_t n = strlen(cell), len = strlen(text);
	if (strcmp(cell, text) == 0)
		return true;
	if (!is_digits(text))
		return false;
	if (strcmp(c->key, "phone") == 0)
		return len >= 4 && n > len && strcmp(cell + n - len, text) == 0;
	return n > len && strncmp(cell, text, len) == 0 && (unsigned char)cell[len] >= 0x80;
}

static const char *text_of(const struct wg_filter *f, size_t column, struct wg_datum d)
{
	const struct wg_rows_column *c = &f->table->columns[column];
	return c->type == WG_ROWS_MSG && f->table->title ? f->table->title(d.s) : d.s;
}

static bool holds(const struct wg_filter *f, size_t column, const struct wg__filter_value *v, const struct wg_query *q,
		  struct wg_datum d, struct wg_arena *a)
{
	const char *text = text_of(f, column, d);
	struct wg_name name;
	struct wg_match m;
	if (strstr(wg__filter_fold(text, strlen(text), a), v->text))
		return true;
	if (!wg__filter_is_name(&f->table->columns[column]) || q->n == 0)
		return false;
	wg_name_read(&name, text, strlen(text));
	return wg_match_name(q, &name, &m);
}

static bool compares(const struct wg_filter *f, size_t i, struct wg_datum d, struct wg_arena *a)
{
	const struct wg_rows_column *c = &f->table->columns[f->column];
	const struct wg__filter_value *v = &f->value[i];
	bool empty = d.null || (d.s && !*d.s);
	if (v->empty || empty)
		return v->empty && empty;
	if (c->type == WG_ROWS_CODE)
		return has_code(d.s, v->code);
	if (wg__filter_is_text(c) && f->op == WG__FILTER_HOLDS)
		return holds(f, f->column, v, &f->query[i], d, a);
	if (wg__filter_is_text(c)) {
		const char *text = text_of(f, f->column, d);
		return equals(c, wg__filter_fold(text, strlen(text), a), v->text);
	}
	if (c->type == WG_ROWS_SLOTS) /* has all of that time */
		return (d.i & v->number) == v->number;
	int64_t day = c->type == WG_ROWS_TIME ? d.i / 86400 : d.i;
	switch (f->op) {
	case WG__FILTER_LESS:
		return day < v->number;
	case WG__FILTER_AT_MOST:
		return day <= v->number;
	case WG__FILTER_MORE:
		return day > v->number;
	case WG__FILTER_AT_LEAST:
		return day >= v->number;
	case WG__FILTER_EQUAL:
	case WG__FILTER_HOLDS:
		break;
	}
	return day == v->number || (c->type == WG_ROWS_ID && (d.i & ((INT64_C(1) << 40) - 1)) == v->number);
}

static bool word_stands(const struct wg_filter *f, wg_filter_cell *cell, const void *row, struct wg_arena *a)
{
	for (size_t i = 0; i < f->table->n; i++) {
		const struct wg_rows_column *c = &f->table->columns[i];
		struct wg_datum d = {.null = true};
		if (wg__filter_is_text(c))
			d = cell(row, i);
		if (!d.null && d.s && holds(f, i, f->value, f->query, d, a))
			return true;
	}
	return false;
}

static bool fits(const struct wg_filter *f, wg_filter_cell *cell, const void *row, struct wg_arena *a)
{
	struct wg_datum d;
	switch (f->kind) {
	case WG__FILTER_AND:
		return fits(f->left, cell, row, a) && fits(f->right, cell, row, a);
	case WG__FILTER_OR:
		return fits(f->left, cell, row, a) || fits(f->right, cell, row, a);
	case WG__FILTER_NOT:
		return !fits(f->left, cell, row, a);
	case WG__FILTER_WORD:
		return word_stands(f, cell, row, a);
	case WG__FILTER_FILLED:
		d = cell(row, f->column);
		return !d.null && (d.s ? *d.s != '\0' : f->table->columns[f->column].type != WG_ROWS_YES || d.i);
	case WG__FILTER_COMPARE:
		break;
	}
	d = cell(row, f->column);
	for (size_t i = 0; i < f->n_values; i++)
		if (compares(f, i, d, a))
			return true;
	return false;
}

bool wg_filter_fits(const struct wg_filter *f, wg_filter_cell *cell, const void *row)
{
	struct wg_arena a = {0};
	bool yes = !f || fits(f, cell, row, &a);
	wg_arena_free(&a);
	return yes;
}

/* The greatest gravity of the codes; of lists without any, their place in the list. */
static int64_t weigh(const struct wg_filter_table *table, const char *list, const char *codes)
{
	int64_t best = INT64_MAX;
	for (size_t i = 0; table->codes && i < table->codes->n_code; i++) {
		const struct wg_code *c = &table->codes->code[i];
		int64_t place = (int64_t)i - c->gravity * INT64_C(100000);
		if (strcmp(c->list, list) == 0 && has_code(codes, c->code) && place < best)
			best = place;
	}
	return best;
}

int wg_filter_compare(const struct wg_filter_table *table, size_t column, bool descending, struct wg_datum x,
		      struct wg_datum y)
{
	const struct wg_rows_column *c = &table->columns[column];
	bool no_x = x.null || (x.s && !*x.s), no_y = y.null || (y.s && !*y.s);
	int order = 0;
	if (no_x || no_y)
		return no_x - no_y;
	if (c->type == WG_ROWS_CODE) {
		int64_t a = weigh(table, c->list, x.s), b = weigh(table, c->list, y.s);
		order = (a > b) - (a < b);
	} else if (wg__filter_is_name(c)) {
		struct wg_buf a, b;
		wg_buf_init(&a, 4096);
		wg_buf_init(&b, 4096);
		wg_name_sort_key(&a, x.s, strlen(x.s));
		wg_name_sort_key(&b, y.s, strlen(y.s));
		order = memcmp(a.data ? a.data : "", b.data ? b.data : "", a.len < b.len ? a.len : b.len);
		if (order == 0)
			order = (a.len > b.len) - (a.len < b.len);
		wg_buf_free(&a);
		wg_buf_free(&b);
	} else if (x.s) {
		order = strcmp(x.s, y.s);
	} else {
		order = (x.i > y.i) - (x.i < y.i);
	}
	return descending ? -order : order;
}
