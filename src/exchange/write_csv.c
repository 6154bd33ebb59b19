#include "exchange/write_csv.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct csv {
	FILE *file;
	char *name; /* for messages */
	size_t n_columns;
};

static bool runs_as_formula(const char *text)
{
	static const char *const wide[] = {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}; /* ＝ ＋ － ＠ */
	if (*text && strchr("=+-@\t\r", *text))
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (strncmp(text, wide[i], strlen(wide[i])) == 0)
			return true;
	return false;
}

bool wg_csv_needs_guard(const char *text)
{
	return runs_as_formula(text + strspn(text, "'"));
}

const char *wg_csv_unguard(const char *text)
{
	return *text == '\'' && wg_csv_needs_guard(text + 1) ? text + 1 : text;
}

static void put_field(FILE *file, const char *text)
{
	bool guard = wg_csv_needs_guard(text), quote = strpbrk(text, ",\"\r\n;\t") || *text == ' ';
	if (!guard && !quote) {
		fputs(text, file);
		return;
	}
	putc_unlocked('"', file);
	if (guard)
		putc_unlocked('\'', file);
	for (const char *p = text; *p; p++) {
		if (*p == '"')
			putc_unlocked('"', file);
		putc_unlocked(*p, file);
	}
	putc_unlocked('"', file);
}

static enum wg_err failed(const struct csv *c, struct wg_error *e)
{
	return wg_fail(e, WG_ECANTCREAT, N_("{1} cannot be written: {2}"), "ss", c->name, strerror(errno));
}

static enum wg_err csv_row(void *out, const char *const *cells, struct wg_error *e)
{
	struct csv *c = out;
	for (size_t i = 0; i < c->n_columns; i++) {
		if (i > 0)
			putc_unlocked(',', c->file);
		if (cells[i])
			put_field(c->file, cells[i]);
	}
	fputs("\r\n", c->file);
	return ferror(c->file) ? failed(c, e) : WG_OK;
}

static void csv_close(void *out)
{
	struct csv *c = out;
	if (c->file)
		fclose(c->file);
	free(c->name);
	free(c);
}

static enum wg_err csv_open(void **out, const char *path, const char *name, const struct wg_table_head *head,
			    struct wg_error *e)
{
	struct csv *c = wg_xmalloc(sizeof *c);
	*c = (struct csv){.file = fopen(path, "we"), .name = wg_xstrdup(name), .n_columns = head->n_columns};
	const char **names = wg_xmalloc(head->n_columns * sizeof *names);
	for (size_t i = 0; i < head->n_columns; i++)
		names[i] = head->columns[i].name;
	enum wg_err err = c->file ? WG_OK : failed(c, e);
	if (!err) {
		fputs("\uFEFF", c->file);
		err = csv_row(c, names, e);
	}
	free(names);
	if (err)
		csv_close(c);
	else
		*out = c;
	return err;
}

static enum wg_err csv_finish(void *out, struct wg_error *e)
{
	struct csv *c = out;
	FILE *file = c->file;
	bool bad = fflush(file) != 0 || ferror(file);
	c->file = NULL;
	bad |= fclose(file) != 0;
	return bad ? failed(c, e) : WG_OK;
}

const struct wg_table_ops wg_csv_ops = {csv_open, csv_row, csv_finish, csv_close};
