#include "exchange/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "exchange/safe_file.h"
#include "exchange/sheets.h"
#include "exchange/write_csv.h"

struct wg_table {
	const struct wg_table_ops *ops;
	void *out;
	struct wg_safe_file file;
};

static bool ends_in(const char *path, const char *ending)
{
	size_t n = strlen(path), k = strlen(ending), same = 0;
	while (n >= k && same < k && (path[n - k + same] | 0x20) == (ending[same] | 0x20))
		same++;
	return same == k;
}

static enum wg_err find_ops(const char *path, const struct wg_table_ops **ops, struct wg_error *e)
{
	const struct wg_sheets *sheets;
	enum wg_err err = WG_OK;
	if (ends_in(path, ".csv"))
		*ops = &wg_csv_ops;
	else if (!ends_in(path, ".xlsx"))
		err = wg_fail(e, WG_EUSAGE, N_("{1}: the file's name must end in .csv or .xlsx"), "s", path);
	else if ((err = wg_sheets(&sheets, e)) == WG_OK)
		*ops = sheets->write_xlsx;
	return err;
}

enum wg_err wg_table_open(struct wg_table **table, const char *path, const struct wg_table_head *head,
			  struct wg_error *e)
{
	const struct wg_table_ops *ops = NULL;
	struct wg_safe_file file;
	void *out = NULL;
	enum wg_err err = find_ops(path, &ops, e);
	if (err == WG_OK)
		err = wg_safe_begin(&file, path, e);
	if (err != WG_OK)
		return err;
	err = ops->open(&out, file.temporary, path, head, e);
	if (err != WG_OK) {
		wg_safe_abort(&file);
		return err;
	}
	struct wg_table *t = wg_xmalloc(sizeof *t);
	*t = (struct wg_table){.ops = ops, .out = out, .file = file};
	*table = t;
	return WG_OK;
}

enum wg_err wg_table_row(struct wg_table *table, const char *const *cells, struct wg_error *e)
{
	return table->ops->row(table->out, cells, e);
}

enum wg_err wg_table_sheet(struct wg_table *table, const struct wg_table_head *head, struct wg_error *e)
{
	if (!table->ops->sheet)
		return wg_fail(e, WG_EUSAGE, N_("several sheets: the file's name must end in .xlsx"), "");
	return table->ops->sheet(table->out, head, e);
}

enum wg_err wg_table_finish(struct wg_table **table, struct wg_error *e)
{
	struct wg_table *t = *table;
	*table = NULL;
	enum wg_err err = t->ops->finish(t->out, e);
	t->ops->close(t->out);
	if (err == WG_OK)
		err = wg_safe_commit(&t->file, e);
	else
		wg_safe_abort(&t->file);
	free(t);
	return err;
}

void wg_table_abort(struct wg_table **table)
{
	struct wg_table *t = *table;
	if (!t)
		return;
	t->ops->close(t->out);
	wg_safe_abort(&t->file);
	free(t);
	*table = NULL;
}
