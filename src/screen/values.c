#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "screen/overlay.h"
#include "screen/sift.h"

/* f: the values of a column with their counts; Space ticks, Enter shows only rows that have one of the ticked. */
enum { SHOWN = 12, VALUE = 30, NUMBER = 7 };

struct values {
	struct wg_sift *sift;
	const char *key;
	int column; /* of sift->columns */
	struct wg_arena arena;
	struct wg_value_counts all;
	const char **text; /* as people read them */
	bool *ticked;
	struct wg_line line; /* what narrows the values */
	struct wg_narrow narrow;
	size_t *row; /* the values that are listed */
	int64_t n_rows;
	struct wg_list list;
	struct wg_table table;
	struct wg_column columns[2];
};

static int64_t row_count(void *data)
{
	return ((struct values *)data)->n_rows;
}

static int64_t row_id(void *data, int64_t row)
{
	return (int64_t)((struct values *)data)->row[row] + 1;
}

static void cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct values *v = data;
	size_t i = v->row[row];
	if (column == WG_TABLE_SIGN) {
		out->text = NULL;
	} else if (column == 0) {
		out->text = v->text[i];
		out->role = *v->all.at[i].value ? WG_ROLE_NORMAL : WG_ROLE_DIM;
	} else {
		snprintf(scratch, WG_CELL_TEXT, "%lld", (long long)v->all.at[i].n);
		out->text = scratch;
	}
}

static void choose_rows(struct values *v)
{
	char typed[WG_SIFT_FIND];
	int rank;
	wg_line_text(&v->line, typed, sizeof typed);
	wg_narrow_read(&v->narrow, typed);
	v->n_rows = 0;
	for (size_t i = 0; i < v->all.n; i++)
		if (wg_narrow_row(&v->narrow, &v->text[i], 1, &rank))
			v->row[v->n_rows++] = i;
	wg_list_go(&v->list, 0);
}

static const char *shown(struct wg_screen *s, const char *value)
{
	const struct values *v = s->state;
	const struct wg_rows_column *c = &v->sift->columns.columns[v->column];
	if (!*value)
		return s->ui->tr(N_("(none)"));
	if (c->type == WG_ROWS_CODE)
		return wg_ui_code(s->ui, c->list, value);
	if (c->type == WG_ROWS_YES)
		return s->ui->tr(strcmp(value, "0") == 0 ? N_("no") : N_("yes"));
	return c->type == WG_ROWS_MSG ? s->ui->tr(value) : value;
}

/* What the expression calls the value: codes by name, so that people can read it. */
static const char *spelled(struct wg_screen *s, const char *value)
{
	const struct values *v = s->state;
	const struct wg_rows_column *c = &v->sift->columns.columns[v->column];
	return *value && (c->type == WG_ROWS_CODE || c->type == WG_ROWS_MSG) ? shown(s, value) : value;
}

/* Those that are ticked now. */
static void tick_present(struct wg_screen *s)
{
	struct values *v = s->state;
	const char *condition = NULL;
	for (int i = 0; i < v->sift->n_ticked; i++)
		if (strcmp(v->sift->ticked[i].key, v->key) == 0)
			condition = v->sift->ticked[i].condition;
	for (size_t i = 0; condition && i < v->all.n; i++) {
		const char *one = spelled(s, v->all.at[i].value);
		const char *alone = wg_filter_condition(&v->sift->columns, (size_t)v->column, &one, 1, &v->arena);
		const char *value = strchr(alone, '='), *at = value ? strstr(condition, value + 1) : NULL;
		for (size_t len = value ? strlen(value + 1) : 0; at && !v->ticked[i]; at = strstr(at + 1, value + 1))
			v->ticked[i] = strchr("=,", at[-1]) && (at[len] == ',' || at[len] == '\0');
		if (v->ticked[i])
			wg_ids_add(&v->list.marks, (int64_t)i + 1);
	}
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct values *v = s->state;
	struct wg_screen *below = wg_ui_top(s->ui);
	v->sift = below && below->ops->sift ? below->ops->sift(below, WG_ACTION_VALUES) : NULL;
	if (!v->sift || !v->sift->table)
		return wg_fail(e, WG_EUSAGE, N_("there is no list here"), "");
	v->key = v->sift->keys[v->sift->table->column];
	v->column = wg_filter_column(&v->sift->columns, v->key);
	if (v->column < 0)
		return wg_fail(e, WG_EUSAGE, N_("there is no column {1}"), "s", v->key);
	const char *where = wg_sift_where(v->sift, v->key, &v->arena);
	enum wg_err err = v->sift->ops->values(v->sift, (size_t)v->column, where, &v->arena, &v->all, e);
	if (err != WG_OK)
		return err;
	v->text = WG_NEW(&v->arena, const char *, v->all.n);
	v->ticked = WG_NEW(&v->arena, bool, v->all.n);
	v->row = WG_NEW(&v->arena, size_t, v->all.n);
	for (size_t i = 0; i < v->all.n; i++)
		v->text[i] = shown(s, v->all.at[i].value);
	v->columns[0] = (struct wg_column){"value", "", 10, VALUE, 1, WG_LEFT, 0, 0};
	v->columns[1] = (struct wg_column){"n", s->ui->tr(N_("rows")), NUMBER, 0, 0, WG_RIGHT, 0, 1};
	wg_table_init(&v->table, v->columns, 2, cell, v);
	v->table.column = -1;
	v->table.narrow = &v->narrow;
	wg_list_init(&v->list, (struct wg_row_source){.data = v, .count = row_count, .id = row_id});
	tick_present(s);
	choose_rows(v);
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	struct values *v = s->state;
	wg_list_free(&v->list);
	wg_arena_free(&v->arena);
}

/* Nothing ticked: the row under the cursor, if something was typed or nothing had been ticked before; else no
 * condition any more. */
static void apply(struct wg_screen *s)
{
	struct values *v = s->state;
	struct wg_arena a = {0};
	struct wg_error e = {0};
	const char **chosen = WG_NEW(&a, const char *, v->all.n + 1);
	size_t n = 0;
	bool had = false;
	for (size_t i = 0; i < v->all.n; i++) {
		had = had || v->ticked[i];
		if (wg_ids_has(&v->list.marks, (int64_t)i + 1))
			chosen[n++] = spelled(s, v->all.at[i].value);
	}
	if (n == 0 && !had && v->list.cursor >= 0)
		chosen[n++] = spelled(s, v->all.at[v->row[v->list.cursor]].value);
	bool all = n == v->all.n && !v->all.more;
	const char *condition =
		n > 0 && !all ? wg_filter_condition(&v->sift->columns, (size_t)v->column, chosen, n, &a) : NULL;
	if (wg_sift_tick(v->sift, v->key, condition, &e) == WG_OK)
		wg_ui_pop(s->ui);
	else
		wg_ui_complain(s->ui, &e);
	wg_arena_free(&a);
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct values *v = s->state;
	if (ev->kind != WG_EVENT_KEY && ev->kind != WG_EVENT_PASTE)
		return false;
	struct wg_key key = wg_key_fold(ev->key);
	bool plain = ev->kind == WG_EVENT_KEY && key.mods == 0;
	static const struct {
		uint32_t code;
		enum wg_action action;
	} moves[] = {
		{WG_KEY_UP, WG_ACTION_UP},          {WG_KEY_DOWN, WG_ACTION_DOWN}, {WG_KEY_PGUP, WG_ACTION_PAGE_UP},
		{WG_KEY_PGDN, WG_ACTION_PAGE_DOWN}, {' ', WG_ACTION_MARK},         {WG_KEY_HOME, WG_ACTION_FIRST},
		{WG_KEY_END, WG_ACTION_LAST}};
	for (size_t i = 0; plain && i < sizeof moves / sizeof *moves; i++)
		if (key.code == moves[i].code)
			return wg_list_action(&v->list, moves[i].action);
	if (plain && key.code == WG_KEY_ENTER)
		apply(s);
	else if (plain && key.code == WG_KEY_ESC)
		wg_ui_pop(s->ui);
	else if (ev->kind == WG_EVENT_KEY && key.mods == WG_CTRL && key.code == 'a')
		wg_list_action(&v->list, WG_ACTION_MARK_ALL);
	else if (wg_line_event(&v->line, ev) == WG_LINE_CHANGED)
		choose_rows(v);
	else
		return false;
	return true;
}

static const struct wg_footer_item keys[] = {
	{"Space", N_("tick")}, {"Enter", N_("only these")}, {"C-a", N_("all")}, {"Esc", N_("leave it")}, {0}};

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct values *v = s->state;
	char text[200];
	int rows = (int)(v->all.n < SHOWN ? v->all.n : SHOWN) + 2;
	rows = rows < r.rows / 2 ? rows : r.rows / 2;
	struct wg_rect mine = wg_overlay(s, c, r, rows);
	int col = mine.col + 1;
	snprintf(text, sizeof text, s->ui->tr(N_("Only rows whose %s is:")),
		 s->ui->tr(v->sift->columns.columns[v->column].title));
	col += wg_cells_put(c, mine.row, col, mine.cols - 20, WG_ROLE_STRONG, text, WG_PUT_ELL) + 1;
	wg_line_draw(&v->line, c, mine.row, col, 20, WG_ROLE_FIELD, true);
	snprintf(text, sizeof text, s->ui->tr(N_("%zu%s values, %zu ticked")), v->all.n, v->all.more ? "+" : "",
		 v->list.marks.len);
	int width = wg_cells_width(c, text);
	if (col + 20 + width < mine.cols)
		wg_cells_put(c, mine.row, mine.col + mine.cols - width - 1, width, WG_ROLE_DIM, text, 0);
	int table = VALUE + NUMBER + 6;
	wg_table_draw(&v->table, &v->list, c,
		      (struct wg_rect){mine.row + 1, mine.col + 1, rows - 1, table < mine.cols ? table : mine.cols - 1},
		      true);
}

const struct wg_screen_ops wg_screen_values = {
	.name = "values",
	.title = N_("Values of this column"),
	.state_size = sizeof(struct values),
	.open = open,
	.close = close,
	.scopes = wg_overlay_scopes,
	.event = event,
	.paint = paint,
	.crumbs = wg_overlay_crumbs,
	.keys = keys,
};
