#include "screen/rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/grid.h"
#include "screen/rows_page.h"
#include "screen/rows_value.h"
#include "screen/sift.h"
#include "view/panel.h"
#include "view/table.h"

enum { LINES = 4, MOST = 36 };

struct rows {
	char *lines[LINES];
	int n_lines;
	const struct wg_command *command; /* of the first line */
	bool write, refused;
	char digest[33];
	int64_t opened_ns;
	struct wg_outcome outcome[LINES];
	/* One table alone: a list. */
	const struct wg_rows *found;
	struct wg_table table;
	struct wg_list list;
	struct wg_column columns[WG_TABLE_COLUMNS];
	size_t key[WG_TABLE_COLUMNS]; /* column of found */
	int n_columns;
	struct wg_sifted sifted;
	const char *keys[WG_TABLE_COLUMNS];
	/* Anything else: a page; below a list, the remarks that come with it. */
	struct rows_lines text;
	struct wg_page page;
	struct wg_ui *ui;
};

static int64_t row_count(void *data)
{
	const struct rows *r = data;
	return r->found ? wg_sifted_count(&r->sifted) : 0;
}

static int64_t row_id(void *data, int64_t row)
{
	return (int64_t)wg_sifted_row(&((struct rows *)data)->sifted, row) + 1;
}

static void cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct rows *r = data;
	if (column == WG_TABLE_SIGN)
		return;
	size_t k = r->key[column], i = wg_sifted_row(&r->sifted, row);
	out->text = wg_rows_value(r->ui, &r->found->columns[k], &r->found->at[i * r->found->n_columns + k], scratch,
				  WG_CELL_TEXT);
}

static struct wg_datum datum(void *rows, size_t row, size_t column)
{
	const struct rows *r = rows;
	return r->found->at[row * r->found->n_columns + column];
}

static bool split(struct rows *r, const char *argument)
{
	for (const char *s = argument; *s && r->n_lines < LINES;) {
		size_t n = strcspn(s, "\n");
		char *copy = wg_xmalloc(n + 1);
		memcpy(copy, s, n);
		copy[n] = '\0';
		r->lines[r->n_lines++] = copy;
		s += n + (s[n] == '\n');
	}
	return r->n_lines > 0;
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct rows *r = s->state;
	r->ui = s->ui;
	r->opened_ns = wg_monotonic_ns();
	wg_table_init(&r->table, r->columns, 0, cell, r);
	wg_list_init(&r->list, (struct wg_row_source){.data = r, .count = row_count, .id = row_id});
	wg_sifted_init(&r->sifted, r, datum, &r->list, &r->table);
	r->sifted.sift.keys = r->keys;
	return split(r, argument ? argument : "") ? WG_OK : wg_fail(e, WG_EUSAGE, N_("no command was given"), "");
}

static void close(struct wg_screen *s)
{
	struct rows *r = s->state;
	for (int i = 0; i < r->n_lines; i++) {
		free(r->lines[i]);
		wg_outcome_free(&r->outcome[i]);
	}
	wg_list_free(&r->list);
	WG_VEC_FREE(&r->text.lines);
	wg_sifted_free(&r->sifted);
}

/* A refusal is an answer as well: its notes are shown, only it cannot be done. */
static enum wg_err ask(struct rows *r, int i, struct wg_outcome *o, bool *refused, bool *write, struct wg_error *e)
{
	const struct wg_command *command;
	struct wg_args args = {0};
	char *copy = wg_xstrdup(r->lines[i]);
	enum wg_err err = r->ui->face->parse(copy, &command, &args, e);
	if (err == WG_OK && i == 0)
		r->command = command;
	if (err == WG_OK && command->flags & WG_COMMAND_WRITE) {
		*write = true;
		err = wg_ui_read(r->ui, command->name, &args, o, e);
		*refused = err == WG_EREFUSED;
		if (*refused && o->n_notes > 0)
			err = WG_OK;
	} else if (err == WG_OK) {
		err = wg_ui_read(r->ui, command->name, &args, o, e);
	}
	wg_args_free(&args);
	free(copy);
	return err;
}

/* Widths by what is in the columns; the last ones go first when there is no room. */
static void lay_out(struct rows *r)
{
	char text[WG_CELL_TEXT];
	const struct wg_rows *t = r->found;
	r->n_columns = 0;
	for (size_t k = 0; k < t->n_columns && r->n_columns < WG_TABLE_COLUMNS; k++) {
		if (!wg_rows_is_shown(t, k))
			continue;
		const char *title = r->ui->tr(t->columns[k].title);
		int width = wg_cells_width(&r->ui->cells, title) + 1;
		for (size_t i = 0; i < t->n; i++) {
			int w = wg_cells_width(
				&r->ui->cells,
				wg_rows_value(r->ui, &t->columns[k], &t->at[i * t->n_columns + k], text, sizeof text));
			width = w > width ? w : width;
		}
		int i = r->n_columns++;
		r->key[i] = k;
		r->keys[i] = t->columns[k].key;
		r->columns[i] = (struct wg_column){.key = t->columns[k].key,
						   .title = title,
						   .min = width < MOST ? width : MOST,
						   .align = wg_rows_is_number(&t->columns[k]) ? WG_RIGHT : WG_LEFT,
						   .drop = i};
	}
	r->table.n = r->n_columns;
	r->table.gap = 2;
}

static struct wg_sift *sift(struct wg_screen *s, enum wg_action action)
{
	struct rows *r = s->state;
	return r->found ? &r->sifted.sift : NULL;
}

static void show_list(struct rows *r, const struct wg_rows *found)
{
	r->found = found;
	lay_out(r);
	r->sifted.sift.columns = (struct wg_filter_table){found->columns, found->n_columns,
							  wg_office_codes(r->ui->face->office), r->ui->tr};
	(void)wg_sifted_rows(&r->sifted, found->n,
			     NULL); /* none when that was about columns that are no longer there */
}

/* What a check has found is gone through row by row, also when it is one, and with remarks. */
static bool is_list(const struct wg_outcome *o)
{
	bool findings = o->n_tables == 1 && strcmp(o->tables[0].key, "findings") == 0;
	return o->n_tables == 1 && (findings ? o->tables[0].n > 0 : o->n_notes == 0 && o->tables[0].n > 1);
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	struct rows *r = s->state;
	struct wg_outcome fresh[LINES] = {0};
	bool refused = false, write = false;
	enum wg_err err = WG_OK;
	for (int i = 0; err == WG_OK && i < r->n_lines; i++)
		err = ask(r, i, &fresh[i], &refused, &write, e);
	if (err != WG_OK) {
		for (int i = 0; i < r->n_lines; i++)
			wg_outcome_free(&fresh[i]);
		return err;
	}
	for (int i = 0; i < r->n_lines; i++) {
		wg_outcome_free(&r->outcome[i]);
		r->outcome[i] = fresh[i];
	}
	r->write = write;
	r->refused = refused;
	memcpy(r->digest, fresh[0].digest, sizeof r->digest);
	r->found = NULL;
	r->text.lines.len = 0;
	if (r->n_lines == 1 && !write && is_list(&fresh[0])) {
		struct wg_outcome remarks = {.notes = fresh[0].notes, .n_notes = fresh[0].n_notes};
		rows_add_outcome(&r->text, s->ui, &remarks, back);
		wg_page_init(&r->page, r->text.lines.at, (int)r->text.lines.len);
		show_list(r, &r->outcome[0].tables[0]);
		return WG_OK;
	}
	int top = r->page.top;
	for (int i = 0; i < r->n_lines; i++)
		rows_add_outcome(&r->text, s->ui, &r->outcome[i], back);
	wg_page_init(&r->page, r->text.lines.at, (int)r->text.lines.len);
	r->page.top = top < r->page.n ? top : 0;
	return WG_OK;
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	const struct rows *r = s->state;
	out[0] = r->write ? WG_SCOPE_PANEL : WG_SCOPE_TABLE;
	out[1] = WG_SCOPE_LIST;
	return 2;
}

static struct wg_list *list(struct wg_screen *s)
{
	struct rows *r = s->state;
	return r->found ? &r->list : NULL;
}

static void commit(struct wg_screen *s)
{
	struct rows *r = s->state;
	struct wg_ui *ui = s->ui;
	if (r->refused) {
		wg_ui_say(ui, WG_ROLE_ERROR, ui->tr(N_("a rule refuses this; nothing was changed")));
		return;
	}
	if (wg_monotonic_ns() - r->opened_ns < WG_PANEL_DEAF_MS * INT64_C(1000000))
		return;
	const struct wg_command *command;
	struct wg_args args = {0};
	struct wg_error e = {0};
	char *copy = wg_xstrdup(r->lines[0]);
	bool done = false;
	if (ui->face->parse(copy, &command, &args, &e) == WG_OK)
		done = wg_ui_run(ui, command->name, &args, r->digest);
	else
		wg_ui_complain(ui, &e);
	wg_args_free(&args);
	free(copy);
	if (done)
		wg_ui_pop(ui);
}

static int64_t id_in(const struct wg_rows *t, size_t row, const char *key)
{
	for (size_t k = 0; k < t->n_columns; k++)
		if (strcmp(t->columns[k].key, key) == 0 && !t->at[row * t->n_columns + k].null)
			return t->at[row * t->n_columns + k].i;
	return 0;
}

/* A household's row leads to its place, a worker's to everything about the worker; a finding is about either. */
static void follow(struct rows *r)
{
	struct wg_ui *ui = r->ui;
	char line[64];
	size_t row = wg_sifted_row(&r->sifted, r->list.cursor);
	int64_t household = id_in(r->found, row, strcmp(r->found->key, "households") == 0 ? "id" : "household");
	int64_t worker = id_in(r->found, row, strcmp(r->found->key, "cadres") == 0 ? "id" : "worker");
	int64_t found = strcmp(r->found->key, "findings") == 0 ? id_in(r->found, row, "id") : 0, pos;
	if (found && wg_household_pos(ui->face->office, found, &pos, NULL) == WG_OK)
		household = found;
	else if (found)
		worker = found;
	if (household) {
		wg_grid_show(ui, household);
	} else if (worker) {
		snprintf(line, sizeof line, "show #%" PRId64, worker);
		wg_ui_open(ui, "rows", line);
	}
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct rows *r = s->state;
	bool resort = false;
	if (action == WG_ACTION_PANEL_GO && r->write)
		commit(s);
	else if (action == WG_ACTION_OPEN && r->found && r->list.cursor >= 0)
		follow(r);
	else if (r->found && (action == WG_ACTION_COLUMN_LEFT || action == WG_ACTION_COLUMN_RIGHT))
		return wg_table_action(&r->table, action, &resort);
	else
		return !r->found && wg_page_action(&r->page, action);
	return true;
}

/* Another key than Enter shows that somebody has looked. */
static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	if (ev->kind == WG_EVENT_KEY && ev->key.code != WG_KEY_ENTER)
		((struct rows *)s->state)->opened_ns = 0;
	return false;
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	const struct rows *r = s->state;
	int n = 0;
	if (r->found)
		return 0;
	if (!r->write)
		out[n++] = (struct wg_footer_item){"PgDn PgUp", N_("move")};
	else if (!r->refused)
		out[n++] = (struct wg_footer_item){"Enter", N_("do it")};
	out[n++] = (struct wg_footer_item){"Esc", r->write ? N_("leave it") : N_("back")};
	return n;
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct rows *rows = s->state;
	char said[800];
	if (!rows->found) {
		wg_page_draw(&rows->page, c, r);
		return;
	}
	if (rows->outcome[0].said.msgid) {
		wg_ui_sentence(s->ui, &rows->outcome[0].said, said, sizeof said);
		wg_cells_put(c, r.row, r.col + 1, r.cols - 2, WG_ROLE_STRONG, said, WG_PUT_ELL);
		r.row++;
		r.rows--;
	}
	int remarks = rows->page.n < r.rows / 3 ? rows->page.n : r.rows / 3;
	if (rows->text.lines.len > 0) {
		wg_page_draw(&rows->page, c, (struct wg_rect){r.row + r.rows - remarks, r.col, remarks, r.cols});
		r.rows -= remarks;
	}
	wg_table_draw(&rows->table, &rows->list, c, r, true);
}

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	const struct rows *r = s->state;
	wg_translate *tr = s->ui->tr;
	const char *about = r->command ? tr(r->command->summary) : r->lines[0];
	snprintf(left, WG_CRUMBS, "%s%s", r->write ? tr(N_("Not done yet: ")) : "", about);
}

static enum wg_err listed(struct wg_screen *s, int64_t from, struct wg_arena *a, struct wg_rows *out,
			  struct wg_error *e)
{
	struct rows *r = s->state;
	if (!r->found)
		return wg_fail(e, WG_EUSAGE, N_("there is no list here"), "");
	wg_sifted_listed(&r->sifted, from, a, out);
	return WG_OK;
}

const struct wg_screen_ops wg_screen_rows = {
	.name = "rows",
	.title = N_("Answer"),
	.state_size = sizeof(struct rows),
	.depends = WG_TOPIC_ALL,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.list = list,
	.sift = sift,
	.listed = listed,
	.event = event,
	.foot = foot,
	.action = action,
	.paint = paint,
	.crumbs = crumbs,
};
