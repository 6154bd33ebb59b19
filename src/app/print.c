#include "app/print.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/i18n.h"
#include "app/print_out.h"
#include "app/print_value.h"
#include "text/fit.h"

enum { NOTES_SHOWN = 200, GAP = 2 };

/* Everything goes out line by line through here. */
static void put_line(FILE *f, const char *before, const char *text)
{
	struct wg_buf line;
	wg_buf_init(&line, WG_PRINT_BYTES);
	wg_buf_puts(&line, before);
	for (const char *s = text; *s;) {
		size_t n = strcspn(s, "\n");
		wg_fit_all(&line, s, n, 0);
		s += n;
		if (*s == '\n') {
			wg_buf_putc(&line, '\n');
			s++;
		}
	}
	wg_buf_putc(&line, '\n');
	fwrite(line.data, 1, line.len, f);
	wg_buf_free(&line);
}

static void put_message(FILE *f, const char *before, const struct wg_message *m)
{
	char text[WG_I18N_BYTES];
	put_line(f, before, wg_i18n_message(m, text));
}

/* A cell, drawn: safe, and cut at what a screen could hold at all. */
static const char *cell_text(const struct wg_app *app, const struct wg_rows *t, size_t row, size_t col,
			     struct wg_buf *raw, struct wg_buf *out)
{
	wg_buf_clear(raw);
	wg_buf_clear(out);
	wg_print_value(app, &t->columns[col], &t->at[row * t->n_columns + col], raw);
	if (raw->len > 0)
		wg_fit_all(out, raw->data, raw->len, 0);
	return out->len ? out->data : "";
}

static void put_cell(struct wg_buf *line, const char *text, int width, bool right, bool last)
{
	int blanks = width - wg_text_width(text, 0);
	if (right)
		wg_buf_printf(line, "%*s", blanks > 0 ? blanks : 0, "");
	wg_buf_puts(line, text);
	if (!last)
		wg_buf_printf(line, "%*s", (right || blanks < 0 ? 0 : blanks) + GAP, "");
}

static void put_row(struct wg_buf *line)
{
	while (line->len > 0 && line->data[line->len - 1] == ' ')
		line->len--;
	wg_buf_putc(line, '\n');
	fwrite(line->data, 1, line->len, stdout);
	wg_buf_clear(line);
}

/* Ids are for programs: people name things by their paths. */
static bool is_shown(const struct wg_rows_column *column)
{
	return column->type != WG_ROWS_ID;
}

static void put_table(const struct wg_app *app, const struct wg_rows *t)
{
	int *width = wg_xmalloc(sizeof *width * (t->n_columns + 1));
	struct wg_buf raw, cell, line;
	wg_buf_init(&raw, WG_PRINT_BYTES);
	wg_buf_init(&cell, WG_PRINT_BYTES);
	wg_buf_init(&line, (size_t)WG_PRINT_BYTES * 8);
	for (size_t c = 0; c < t->n_columns; c++) {
		width[c] = wg_text_width(_(t->columns[c].title), 0);
		for (size_t r = 0; r < t->n; r++) {
			int w = wg_text_width(cell_text(app, t, r, c, &raw, &cell), 0);
			width[c] = w > width[c] ? w : width[c];
		}
	}
	if (t->title && *t->title)
		put_line(stdout, "", _(t->title));
	for (size_t c = 0; c < t->n_columns; c++) {
		if (is_shown(&t->columns[c]))
			put_cell(&line, _(t->columns[c].title), width[c], wg_print_is_number(&t->columns[c]),
				 c + 1 == t->n_columns);
	}
	put_row(&line);
	for (size_t r = 0; r < t->n; r++) {
		for (size_t c = 0; c < t->n_columns; c++) {
			if (is_shown(&t->columns[c]))
				put_cell(&line, cell_text(app, t, r, c, &raw, &cell), width[c],
					 wg_print_is_number(&t->columns[c]), c + 1 == t->n_columns);
		}
		put_row(&line);
	}
	wg_buf_free(&raw);
	wg_buf_free(&cell);
	wg_buf_free(&line);
	free(width);
}

/* sheet row column: value — message */
static void put_note(FILE *f, const struct wg_note *n)
{
	char text[WG_I18N_BYTES];
	struct wg_buf b;
	wg_buf_init(&b, WG_PRINT_BYTES);
	wg_buf_puts(&b, n->sheet);
	if (n->row)
		wg_buf_printf(&b, "%s%s", b.len ? " " : "", wg_i18n_say(text, N_("row {1}"), "l", (long long)n->row));
	if (*n->column)
		wg_buf_printf(&b, "%s%s", b.len ? " " : "", n->column);
	if (*n->value)
		wg_buf_printf(&b, "%s%s", b.len ? ": " : "", n->value);
	if (b.len)
		wg_buf_puts(&b, " — ");
	wg_buf_puts(&b, wg_i18n_message(&n->message, text));
	put_line(f, "  ", b.data ? b.data : "");
	wg_buf_free(&b);
}

static void put_notes(FILE *f, const struct wg_outcome *o)
{
	static const struct {
		enum wg_note_kind kind;
		const char *title;
	} groups[] = {
		{WG_NOTE_ERROR, N_("Errors: {1}")},
		{WG_NOTE_REFUSAL, N_("Refused: {1}")},
		{WG_NOTE_WARNING, N_("Warnings: {1}")},
		{WG_NOTE_INFO, N_("Notes: {1}")},
	};
	char text[WG_I18N_BYTES];
	size_t shown = 0;
	for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
		size_t n = 0;
		for (size_t i = 0; i < o->n_notes; i++)
			n += o->notes[i].kind == groups[g].kind;
		if (n > 0)
			put_line(f, "", wg_i18n_say(text, groups[g].title, "l", (long long)n));
		for (size_t i = 0; i < o->n_notes && shown < NOTES_SHOWN; i++) {
			if (o->notes[i].kind != groups[g].kind)
				continue;
			put_note(f, &o->notes[i]);
			shown++;
		}
	}
	if (o->n_notes > shown)
		put_line(f, "",
			 wg_i18n_say(text, N_("… and {1} more; all of them with --json"), "l",
				     (long long)(o->n_notes - shown)));
}

static void print_text(const struct wg_app *app, const struct wg_outcome *o, enum wg_err err)
{
	char text[WG_I18N_BYTES];
	bool first = true;
	if (o->said.msgid && err == WG_OK) { /* what was refused was not done */
		put_message(stdout, "", &o->said);
		first = false;
	}
	for (size_t i = 0; i < o->n_tables; i++) {
		if (o->tables[i].n == 0)
			continue;
		if (!first)
			putchar('\n');
		first = false;
		put_table(app, &o->tables[i]);
	}
	put_notes(err == WG_OK ? stdout : stderr, o);
	if (app->dry_run && err == WG_OK)
		put_line(stdout, "", wg_i18n_say(text, N_("only tried: nothing was written"), ""));
}

static const char *error_text(enum wg_err err, const struct wg_error *e, char text[WG_I18N_BYTES])
{
	static const char *const names[] = {
#define NAME(code, status, name) [code] = name,
		WG_ERRORS(NAME)
#undef NAME
	};
	if (e && e->message.msgid)
		return wg_i18n_message(&e->message, text);
	return _(names[err]);
}

void wg_print_error(const struct wg_app *app, enum wg_err err, const struct wg_error *e)
{
	static const struct wg_outcome nothing;
	char text[WG_I18N_BYTES];
	if (app->format == WG_FORMAT_JSON)
		wg_print_json(app, &nothing, err, e);
	else
		put_line(stderr, "wangge: ", error_text(err, e, text));
}

void wg_print_outcome(const struct wg_app *app, const struct wg_outcome *outcome, enum wg_err err,
		      const struct wg_error *e)
{
	if (app->format == WG_FORMAT_JSON) {
		wg_print_json(app, outcome, err, e);
		return;
	}
	if (app->format == WG_FORMAT_CSV) {
		wg_print_csv(outcome);
		if (outcome->said.msgid)
			put_message(stderr, "", &outcome->said);
		put_notes(stderr, outcome);
	} else {
		print_text(app, outcome, err);
	}
	if (err != WG_OK) {
		fflush(stdout);
		wg_print_error(app, err, e);
	}
}

void wg_print_said(const struct wg_app *app, const char *text)
{
	struct wg_outcome o = {0};
	if (app->format == WG_FORMAT_JSON) {
		wg_message_set(&o.said, "{1}", "s", text);
		wg_print_json(app, &o, WG_OK, NULL);
	} else {
		put_line(app->format == WG_FORMAT_CSV ? stderr : stdout, "", text);
	}
}
