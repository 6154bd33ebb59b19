#include "command/export_text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

static bool write_all(int fd, const char *text, size_t n)
{
	while (n > 0) {
		ssize_t k = write(fd, text, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return false;
		text += k;
		n -= (size_t)k;
	}
	return fsync(fd) == 0;
}

enum wg_err wg__write_text(const char *path, const char *text, size_t n, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct stat st;
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return wg_fail(e, WG_ECANTCREAT, N_("{1} is there and is not a file"), "s", path);
	char *beside = wg_arena_printf(&a, "%s.wangge-XXXXXX", path);
	int fd = mkostemp(beside, O_CLOEXEC);
	bool ok = fd >= 0 && write_all(fd, text, n);
	int kept = errno;
	if (fd >= 0 && close(fd) != 0 && ok) {
		kept = errno;
		ok = false;
	}
	if (ok && rename(beside, path) != 0) {
		kept = errno;
		ok = false;
	}
	enum wg_err err = WG_OK;
	if (!ok) {
		if (fd >= 0)
			unlink(beside);
		err = wg_fail(e, WG_ECANTCREAT, N_("{1} cannot be written: {2}"), "ss", path, strerror(kept));
	}
	wg_arena_free(&a);
	return err;
}
