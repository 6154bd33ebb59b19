#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/i18n.h"
#include "app/print_out.h"
#include "app/print_value.h"
#include "text/utf8.h"
#include "text/width.h"
#include "wangge/journal.h"

static void put_escape(uint32_t rune)
{
	if (rune > 0xFFFF)
		printf("\\u%04x\\u%04x", 0xD800 + ((rune - 0x10000) >> 10), 0xDC00 + ((rune - 0x10000) & 0x3FF));
	else
		printf("\\u%04x", rune);
}

/* What a terminal would obey or not show is escaped: nothing is lost, and nothing happens when it is printed. */
static void put_string(const char *s)
{
	size_t len = strlen(s);
	uint32_t rune;
	putchar('"');
	for (size_t n; (n = wg_utf8_decode(s, len, &rune)) > 0; s += n, len -= n) {
		enum wg_rune_kind kind = rune == WG_RUNE_BAD ? WG_RUNE_REFUSED : wg_rune_kind(rune);
		if (rune == WG_RUNE_BAD)
			put_escape(0xFFFD);
		else if (rune == '"' || rune == '\\')
			printf("\\%c", (int)rune);
		else if (rune == '\n')
			fputs("\\n", stdout);
		else if (rune == '\t')
			fputs("\\t", stdout);
		else if (kind == WG_RUNE_DROPPED || kind == WG_RUNE_REFUSED)
			put_escape(rune);
		else
			fwrite(s, 1, n, stdout);
	}
	putchar('"');
}

static void put_key(const char *key)
{
	put_string(key);
	fputs(": ", stdout);
}

static void put_datum(const struct wg_rows_column *column, const struct wg_datum *value, struct wg_buf *text)
{
	if (value->null) {
		fputs("null", stdout);
	} else if (column->type == WG_ROWS_INT) {
		printf("%" PRId64, value->i);
	} else if (column->type == WG_ROWS_YES) {
		fputs(value->i ? "true" : "false", stdout);
	} else {
		wg_buf_clear(text);
		wg_print_plain(column, value, text);
		put_string(text->len ? text->data : "");
	}
}

static void put_rows(const struct wg_rows *t)
{
	struct wg_buf text;
	wg_buf_init(&text, WG_PRINT_BYTES);
	putchar('[');
	for (size_t r = 0; r < t->n; r++) {
		fputs(r ? ",\n  {" : "\n  {", stdout);
		for (size_t c = 0; c < t->n_columns; c++) {
			if (c)
				fputs(", ", stdout);
			put_key(t->columns[c].key);
			put_datum(&t->columns[c], &t->at[r * t->n_columns + c], &text);
		}
		putchar('}');
	}
	putchar(']');
	wg_buf_free(&text);
}

static void put_notes(const struct wg_outcome *o)
{
	static const char *const kinds[] = {[WG_NOTE_INFO] = "note",
					    [WG_NOTE_WARNING] = "warning",
					    [WG_NOTE_ERROR] = "error",
					    [WG_NOTE_REFUSAL] = "refusal"};
	char text[WG_I18N_BYTES];
	fputs(" \"notes\": [", stdout);
	for (size_t i = 0; i < o->n_notes; i++) {
		const struct wg_note *n = &o->notes[i];
		printf("%s{\"kind\": \"%s\", \"sheet\": ", i ? ",\n  " : "\n  ", kinds[n->kind]);
		put_string(n->sheet);
		printf(", \"row\": %" PRId64 ", \"column\": ", n->row);
		put_string(n->column);
		fputs(", \"value\": ", stdout);
		put_string(n->value);
		fputs(", \"message\": ", stdout);
		put_string(wg_i18n_message(&n->message, text));
		putchar('}');
	}
	putchar(']');
}

static void put_error(enum wg_err err, const struct wg_error *e)
{
	static const char *const codes[] = {
#define CODE(code, status, name) [code] = #code,
		WG_ERRORS(CODE)
#undef CODE
	};
	char text[WG_I18N_BYTES];
	fputs(" \"error\": {\"code\": ", stdout);
	put_string(codes[err] + strlen("WG_"));
	fputs(", \"message\": ", stdout);
	put_string(e ? wg_i18n_message(&e->message, text) : "");
	printf(", \"status\": %d},\n", wg_err_status(err));
}

void wg_print_json(const struct wg_app *app, const struct wg_outcome *o, enum wg_err err, const struct wg_error *e)
{
	char text[WG_I18N_BYTES];
	fputs("{\n", stdout);
	if (err != WG_OK)
		put_error(err, e);
	fputs(" \"said\": ", stdout);
	put_string(wg_i18n_message(&o->said, text));
	printf(",\n \"dry_run\": %s,\n \"batch\": %" PRId64 ",\n \"changes\": %" PRId64 ",\n \"digest\": ",
	       app->dry_run ? "true" : "false", wg_batch_number(o->batch), o->changes);
	put_string(o->digest);
	printf(",\n \"passed\": %s,\n \"tables\": {", o->failed_check ? "false" : "true");
	for (size_t i = 0; i < o->n_tables; i++) {
		fputs(i ? ",\n  " : "\n  ", stdout);
		put_key(o->tables[i].key);
		put_rows(&o->tables[i]);
	}
	fputs("},\n", stdout);
	put_notes(o);
	fputs("\n}\n", stdout);
}
