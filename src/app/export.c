#include "app/export.h"

#include "app/i18n.h"
#include "app/print_value.h"
#include "base/buf.h"
#include "base/clock.h"
#include "exchange/table.h"
#include "text/date.h"
#include "text/fit.h"

enum { COLUMNS = 64, EVERY = 1000 };

struct out {
	const struct wg_app *app;
	struct wg_table *table;
	struct wg_table_column columns[COLUMNS];
	size_t from[COLUMNS], n; /* column of the rows */
	struct wg_buf raw, safe;
};

static int width_of(const struct wg_rows_column *c)
{
	switch (c->type) {
	case WG_ROWS_INT:
	case WG_ROWS_ID:
	case WG_ROWS_YES:
		return 8;
	case WG_ROWS_DATE:
		return 12;
	case WG_ROWS_TIME:
		return 18;
	case WG_ROWS_TEXT:
	case WG_ROWS_CODE:
	case WG_ROWS_MSG:
	case WG_ROWS_SLOTS:
		break;
	}
	return 16;
}

static enum wg_err open(struct out *o, const struct wg_export *x, const struct wg_rows *t, struct wg_error *e)
{
	char today[16];
	for (size_t i = 0; i < t->n_columns && o->n < COLUMNS; i++) {
		if (t->columns[i].type == WG_ROWS_ID)
			continue;
		o->columns[o->n] = (struct wg_table_column){_(t->columns[i].title), width_of(&t->columns[i]),
							    t->columns[i].type == WG_ROWS_INT};
		o->from[o->n++] = i;
	}
	wg_date_text(wg_today(), today, sizeof today);
	struct wg_table_head head = {
		.sheet = _(N_("list")),
		.title = x->title,
		.note = x->note,
		.mark = _(N_("for internal use")),
		.date = today,
		.columns = o->columns,
		.n_columns = o->n,
		.landscape = o->n > 6,
	};
	return wg_table_open(&o->table, x->file, &head, e);
}

/* Numbers as numbers, also nought. */
static const char *value(struct out *o, const struct wg_rows_column *c, const struct wg_datum *d, struct wg_arena *a)
{
	wg_buf_clear(&o->raw);
	wg_buf_clear(&o->safe);
	if (c->type == WG_ROWS_INT)
		wg_print_plain(c, d, &o->raw);
	else
		wg_print_value(o->app, c, d, &o->raw);
	if (o->raw.len > 0)
		wg_fit_all(&o->safe, o->raw.data, o->raw.len, 0);
	return wg_arena_strdup(a, o->safe.len > 0 ? o->safe.data : "");
}

static enum wg_err write_rows(struct out *o, const struct wg_rows *t, struct wg_arena *a, struct wg_error *e)
{
	const char *cells[COLUMNS];
	enum wg_err err = WG_OK;
	for (size_t r = 0; err == WG_OK && r < t->n; r++) {
		for (size_t i = 0; i < o->n; i++)
			cells[i] = value(o, &t->columns[o->from[i]], &t->at[r * t->n_columns + o->from[i]], a);
		err = wg_table_row(o->table, cells, e);
	}
	return err;
}

enum wg_err wg_export(const struct wg_app *app, const struct wg_export *x, int64_t *n, struct wg_error *e)
{
	struct out o = {.app = app};
	struct wg_arena a = {0};
	struct wg_rows t = {0};
	wg_buf_init(&o.raw, WG_PRINT_BYTES);
	wg_buf_init(&o.safe, WG_PRINT_BYTES);
	*n = 0;
	enum wg_err err = x->rows(x->user, 0, &a, &t, e);
	if (err == WG_OK)
		err = open(&o, x, &t, e);
	while (err == WG_OK && t.n > 0) {
		err = write_rows(&o, &t, &a, e);
		*n += (int64_t)t.n;
		t = (struct wg_rows){0};
		wg_arena_reset(&a);
		if (err == WG_OK && x->tick && !x->tick(x->user, 0))
			err = wg_fail(e, WG_ECANCELLED, N_("cancelled; nothing was changed"), "");
		if (err == WG_OK)
			err = x->rows(x->user, *n, &a, &t, e);
	}
	if (err == WG_OK)
		err = wg_table_finish(&o.table, e);
	wg_table_abort(&o.table);
	wg_buf_free(&o.raw);
	wg_buf_free(&o.safe);
	wg_arena_free(&a);
	return err;
}
