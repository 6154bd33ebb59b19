#include "exchange/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "exchange/sheets.h"
#include "exchange/write_csv.h"

struct wg_table {
	const struct wg_table_ops *ops;
	void *out;
	char *path, *temporary;
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

static enum wg_err cannot_write(const char *path, struct wg_error *e)
{
	return wg_fail(e, WG_ECANTCREAT, N_("{1} cannot be written: {2}"), "ss", path, strerror(errno));
}

/* An empty file beside path, readable by its owner only. */
static enum wg_err make_temporary(const char *path, char **temporary, struct wg_error *e)
{
	static const char tail[] = ".wangge-XXXXXX";
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	char *name = wg_xmalloc(folder + sizeof tail);
	memcpy(name, path, folder);
	memcpy(name + folder, tail, sizeof tail);
	int fd = mkostemp(name, O_CLOEXEC); /* mode 0600 */
	if (fd < 0) {
		free(name);
		return cannot_write(path, e);
	}
	close(fd);
	*temporary = name;
	return WG_OK;
}

static bool sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool ok = fsync(fd) == 0;
	int kept = errno;
	close(fd);
	errno = kept;
	return ok;
}

/* The folder's entry must reach the disk, too; not every file system can do that, and the file is whole without it. */
static void sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = wg_xstrdup(slash ? path : ".");
	if (slash)
		folder[slash == path ? 1 : slash - path] = '\0';
	(void)sync_path(folder, O_RDONLY | O_DIRECTORY);
	free(folder);
}

static void free_table(struct wg_table *t)
{
	free(t->temporary);
	free(t->path);
	free(t);
}

enum wg_err wg_table_open(struct wg_table **table, const char *path, const struct wg_table_head *head,
			  struct wg_error *e)
{
	const struct wg_table_ops *ops = NULL;
	char *temporary = NULL;
	void *out = NULL;
	struct stat st;
	enum wg_err err = find_ops(path, &ops, e);
	if (err)
		return err;
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return wg_fail(e, WG_ECANTCREAT, N_("{1} is there and is not a file"), "s", path);
	err = make_temporary(path, &temporary, e);
	if (err)
		return err;
	err = ops->open(&out, temporary, path, head, e);
	if (err) {
		unlink(temporary);
		free(temporary);
		return err;
	}
	struct wg_table *t = wg_xmalloc(sizeof *t);
	*t = (struct wg_table){.ops = ops, .out = out, .path = wg_xstrdup(path), .temporary = temporary};
	*table = t;
	return WG_OK;
}

enum wg_err wg_table_row(struct wg_table *table, const char *const *cells, struct wg_error *e)
{
	return table->ops->row(table->out, cells, e);
}

enum wg_err wg_table_finish(struct wg_table **table, struct wg_error *e)
{
	struct wg_table *t = *table;
	*table = NULL;
	enum wg_err err = t->ops->finish(t->out, e);
	t->ops->close(t->out);
	if (!err && (!sync_path(t->temporary, O_RDWR) || rename(t->temporary, t->path) != 0))
		err = cannot_write(t->path, e);
	if (err)
		unlink(t->temporary);
	else
		sync_folder(t->path);
	free_table(t);
	return err;
}

void wg_table_abort(struct wg_table **table)
{
	struct wg_table *t = *table;
	if (!t)
		return;
	t->ops->close(t->out);
	unlink(t->temporary);
	free_table(t);
	*table = NULL;
}
