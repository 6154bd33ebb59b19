#include "screen/rows_page.h"

#include <stdio.h>
#include <string.h>

#include "screen/overlay.h"
#include "screen/rows_value.h"

enum { VALUE = 400, WIDEST = 40, KEYED = 8, NOTES = 500 };

static void add(struct rows_lines *l, const char *left, const char *text, enum wg_role role)
{
	WG_PUSH(&l->lines, (struct wg_page_line){.left = left, .text = text, .role = role});
}

static const char *value(const struct wg_ui *ui, const struct wg_rows *t, size_t row, size_t column, char out[VALUE])
{
	return wg_rows_value(ui, &t->columns[column], &t->at[row * t->n_columns + column], out, VALUE);
}

/* One row of many columns reads better downwards. */
static void add_keyed(struct rows_lines *l, const struct wg_ui *ui, const struct wg_rows *t, struct wg_arena *a)
{
	char text[VALUE];
	for (size_t k = 0; k < t->n_columns; k++)
		if (wg_rows_is_shown(t, k) && *value(ui, t, 0, k, text))
			add(l, ui->tr(t->columns[k].title), wg_arena_strdup(a, text), WG_ROLE_NORMAL);
}

static void put(char *out, size_t cap, const struct wg_ui *ui, const char *text, int width, bool right)
{
	wg_pad(ui, out, cap, text, width, right);
	wg_pad(ui, out, cap, "", 2, false);
}

static int width_of(const struct wg_ui *ui, const struct wg_rows *t, size_t column)
{
	char text[VALUE];
	int width = wg_cells_width(&ui->cells, ui->tr(t->columns[column].title));
	for (size_t i = 0; i < t->n; i++) {
		int w = wg_cells_width(&ui->cells, value(ui, t, i, column, text));
		width = w > width ? w : width;
	}
	return width < WIDEST ? width : WIDEST;
}

static void add_table(struct rows_lines *l, const struct wg_ui *ui, const struct wg_rows *t, struct wg_arena *a)
{
	char line[2000], text[VALUE];
	int *width = WG_NEW(a, int, t->n_columns);
	line[0] = '\0';
	for (size_t k = 0; k < t->n_columns; k++) {
		width[k] = wg_rows_is_shown(t, k) ? width_of(ui, t, k) : 0;
		if (width[k])
			put(line, sizeof line, ui, ui->tr(t->columns[k].title), width[k],
			    wg_rows_is_number(&t->columns[k]));
	}
	add(l, NULL, wg_arena_strdup(a, line), WG_ROLE_HEAD);
	for (size_t i = 0; i < t->n; i++) {
		line[0] = '\0';
		for (size_t k = 0; k < t->n_columns; k++)
			if (width[k])
				put(line, sizeof line, ui, value(ui, t, i, k, text), width[k],
				    wg_rows_is_number(&t->columns[k]));
		add(l, NULL, wg_arena_strdup(a, line), WG_ROLE_NORMAL);
	}
}

static void add_notes(struct rows_lines *l, const struct wg_ui *ui, const struct wg_outcome *o, struct wg_arena *a)
{
	static const enum wg_role roles[] = {
		[WG_NOTE_INFO] = WG_ROLE_NORMAL,
		[WG_NOTE_WARNING] = WG_ROLE_WARN,
		[WG_NOTE_ERROR] = WG_ROLE_ERROR,
		[WG_NOTE_REFUSAL] = WG_ROLE_ERROR,
	};
	char said[1000], text[2000];
	for (size_t i = 0; i < o->n_notes && i < NOTES; i++) {
		const struct wg_note *n = &o->notes[i];
		wg_ui_sentence(ui, &n->message, said, sizeof said);
		text[0] = '\0';
		if (*n->sheet || n->row)
			snprintf(text, sizeof text, "%s %lld  ", n->sheet, (long long)n->row);
		size_t have = strlen(text);
		snprintf(text + have, sizeof text - have, "%s%s%s%s%s", n->column, *n->column ? " " : "", n->value,
			 *n->column || *n->value ? ": " : "", said);
		add(l, NULL, wg_arena_strdup(a, text), roles[n->kind]);
	}
}

void rows_add_outcome(struct rows_lines *l, const struct wg_ui *ui, const struct wg_outcome *o, struct wg_arena *a)
{
	char said[2000];
	if (l->lines.len > 0)
		add(l, NULL, "", WG_ROLE_NORMAL);
	if (o->said.msgid)
		add(l, NULL, wg_arena_strdup(a, wg_ui_sentence(ui, &o->said, said, sizeof said)), WG_ROLE_STRONG);
	for (size_t i = 0; i < o->n_tables; i++) {
		const struct wg_rows *t = &o->tables[i];
		if (t->n == 0)
			continue;
		add(l, NULL, t->title ? ui->tr(t->title) : "", WG_ROLE_TITLE);
		if (t->n == 1 && t->n_columns > KEYED)
			add_keyed(l, ui, t, a);
		else
			add_table(l, ui, t, a);
	}
	if (o->n_notes > 0)
		add(l, NULL, "", WG_ROLE_NORMAL);
	add_notes(l, ui, o, a);
}
