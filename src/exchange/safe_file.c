#include "exchange/safe_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

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

static void clear(struct wg_safe_file *f)
{
	free(f->temporary);
	free(f->path);
	*f = (struct wg_safe_file){0};
}

enum wg_err wg_safe_begin(struct wg_safe_file *f, const char *path, struct wg_error *e)
{
	struct stat st;
	*f = (struct wg_safe_file){0};
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return wg_fail(e, WG_ECANTCREAT, N_("{1} is there and is not a file"), "s", path);
	enum wg_err err = make_temporary(path, &f->temporary, e);
	if (err == WG_OK)
		f->path = wg_xstrdup(path);
	return err;
}

enum wg_err wg_safe_commit(struct wg_safe_file *f, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	if (!sync_path(f->temporary, O_RDWR) || rename(f->temporary, f->path) != 0) {
		err = cannot_write(f->path, e);
		unlink(f->temporary);
	} else {
		sync_folder(f->path);
	}
	clear(f);
	return err;
}

void wg_safe_abort(struct wg_safe_file *f)
{
	if (f->temporary)
		unlink(f->temporary);
	clear(f);
}
