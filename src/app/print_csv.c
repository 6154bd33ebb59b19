#include <stdio.h>
#include <string.h>

#include "app/print_out.h"
#include "app/print_value.h"
#include "exchange/write_csv.h"
#include "text/fit.h"

static void put_field(struct wg_buf *line, const char *text, bool is_text)
{
	bool quoted = strpbrk(text, ",\"\r\n") || *text == ' ';
	if (quoted)
		wg_buf_putc(line, '"');
	if (is_text && wg_csv_needs_guard(text))
		wg_buf_putc(line, '\'');
	for (const char *s = text; *s; s++) {
		if (*s == '"')
			wg_buf_putc(line, '"');
		wg_buf_putc(line, *s);
	}
	if (quoted)
		wg_buf_putc(line, '"');
}

static void put_line(struct wg_buf *line)
{
	wg_buf_putc(line, '\n');
	fwrite(line->data, 1, line->len, stdout);
	wg_buf_clear(line);
}

void wg_print_csv(const struct wg_outcome *outcome)
{
	struct wg_buf raw, safe, line;
	if (outcome->n_tables == 0)
		return;
	const struct wg_rows *t = &outcome->tables[0];
	wg_buf_init(&raw, WG_PRINT_BYTES);
	wg_buf_init(&safe, WG_PRINT_BYTES);
	wg_buf_init(&line, (size_t)WG_PRINT_BYTES * 8);
	for (size_t c = 0; c < t->n_columns; c++)
		wg_buf_printf(&line, "%s%s", c ? "," : "", t->columns[c].key);
	put_line(&line);
	for (size_t r = 0; r < t->n; r++) {
		for (size_t c = 0; c < t->n_columns; c++) {
			wg_buf_clear(&raw);
			wg_buf_clear(&safe);
			wg_print_plain(&t->columns[c], &t->at[r * t->n_columns + c], &raw);
			if (raw.len > 0)
				wg_fit_all(&safe, raw.data, raw.len, 0);
			if (c)
				wg_buf_putc(&line, ',');
			put_field(&line, safe.len ? safe.data : "", t->columns[c].type == WG_ROWS_TEXT);
		}
		put_line(&line);
	}
	wg_buf_free(&raw);
	wg_buf_free(&safe);
	wg_buf_free(&line);
}
