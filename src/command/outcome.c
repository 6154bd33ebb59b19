#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "command/call.h"
#include "command/outcome.h"

enum { MAX_TABLES = 12 };

void wg__outcome_start(struct wg_outcome *out)
{
	struct wg_outcome_memory *m = wg_xmalloc(sizeof *m);
	*m = (struct wg_outcome_memory){0};
	*out = (struct wg_outcome){.memory = m};
	out->tables = WG_NEW(&m->arena, struct wg_rows, MAX_TABLES);
}

void wg_outcome_free(struct wg_outcome *out)
{
	if (!out->memory)
		return;
	for (size_t i = 0; i < out->n_tables; i++)
		free(out->tables[i].at);
	free(out->notes);
	wg_arena_free(&out->memory->arena);
	free(out->memory);
	*out = (struct wg_outcome){0};
}

void wg__say(struct wg_call *c, const char *msgid, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	wg_message_vset(&c->out->said, msgid, types, ap);
	va_end(ap);
}

static struct wg_note *add_note(struct wg_call *c, enum wg_note_kind kind)
{
	struct wg_outcome *out = c->out;
	out->notes = wg_vec_grow(out->notes, out->n_notes, &out->memory->notes_cap, sizeof *out->notes);
	struct wg_note *note = &out->notes[out->n_notes++];
	*note = (struct wg_note){.kind = kind, .sheet = "", .column = "", .value = ""};
	out->n_errors += kind == WG_NOTE_ERROR;
	out->n_warnings += kind == WG_NOTE_WARNING;
	out->n_refusals += kind == WG_NOTE_REFUSAL;
	return note;
}

void wg__note(struct wg_call *c, enum wg_note_kind kind, const char *msgid, const char *types, ...)
{
	va_list ap;
	va_start(ap, types);
	wg_message_vset(&add_note(c, kind)->message, msgid, types, ap);
	va_end(ap);
}

void wg__note_at(struct wg_call *c, enum wg_note_kind kind, const char *sheet, int64_t row, const char *column,
		 const char *value, const char *msgid, const char *types, ...)
{
	struct wg_note *note = add_note(c, kind);
	note->sheet = sheet ? wg_arena_strdup(c->a, sheet) : "";
	note->row = row;
	note->column = column ? wg_arena_strdup(c->a, column) : "";
	note->value = value ? wg_arena_strdup(c->a, value) : "";
	va_list ap;
	va_start(ap, types);
	wg_message_vset(&note->message, msgid, types, ap);
	va_end(ap);
}

struct wg_rows *wg__table(struct wg_call *c, const char *key, const char *title, const struct wg_rows_column *columns,
			  size_t n_columns)
{
	if (c->out->n_tables == MAX_TABLES)
		abort();
	struct wg_rows *rows = &c->out->tables[c->out->n_tables++];
	*rows = (struct wg_rows){.key = key, .title = title, .columns = columns, .n_columns = n_columns};
	return rows;
}

struct wg_datum *wg__row(struct wg_call *c, struct wg_rows *rows)
{
	size_t width = sizeof *rows->at * rows->n_columns;
	rows->at = wg_vec_grow(rows->at, rows->n, &rows->cap, width);
	struct wg_datum *row = rows->at + rows->n++ * rows->n_columns;
	for (size_t i = 0; i < rows->n_columns; i++)
		row[i] = (struct wg_datum){.null = true};
	return row;
}

struct wg_datum wg__text(const char *s)
{
	return s && *s ? (struct wg_datum){.s = s} : (struct wg_datum){.null = true};
}

struct wg_datum wg__int(int64_t i)
{
	return (struct wg_datum){.i = i};
}

struct wg_datum wg__int_or_null(int64_t i)
{
	return i ? wg__int(i) : (struct wg_datum){.null = true};
}

bool wg__tick(struct wg_call *c, double done)
{
	c->done = done;
	return !c->opts || !c->opts->tick || c->opts->tick(c->opts->user, done);
}
