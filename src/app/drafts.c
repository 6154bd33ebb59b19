#include "app/drafts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/tui_state.h"

enum { PATH_BYTES = 4096, DRAFT_MAX = 1 << 20 };

static bool path_of(const char *folder, const char *name, const char *ending, char out[PATH_BYTES])
{
	int n = snprintf(out, PATH_BYTES, "%s/%s%s", folder, name, ending);
	return n > 0 && n < PATH_BYTES;
}

static bool read_all(int fd, char *text, size_t n)
{
	for (size_t at = 0; at < n;) {
		ssize_t got = read(fd, text + at, n - at);
		if (got <= 0 && errno != EINTR)
			return false;
		at += got > 0 ? (size_t)got : 0;
	}
	return true;
}

static bool read_draft(void *user, const char *name, struct wg_arena *a, const char **text, int64_t *at)
{
	char path[PATH_BYTES];
	struct stat st;
	int fd = path_of(user, name, "", path) ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
	bool good = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= DRAFT_MAX;
	char *out = good ? wg_arena_alloc(a, (size_t)st.st_size + 1) : NULL;
	errno = 0;
	good = good && read_all(fd, out, (size_t)st.st_size);
	if (good) {
		out[st.st_size] = '\0';
		*text = out;
		*at = st.st_mtime;
	}
	if (fd >= 0)
		close(fd);
	return good;
}

static bool write_all(int fd, const char *text, size_t n)
{
	for (size_t at = 0; at < n;) {
		ssize_t put = write(fd, text + at, n - at);
		if (put < 0 && errno != EINTR)
			return false;
		at += put > 0 ? (size_t)put : 0;
	}
	return fsync(fd) == 0;
}

/* Written beside and put in its place: after a power cut there is the old draft or the new one. */
static bool write_draft(void *user, const char *name, const char *text, size_t len)
{
	char path[PATH_BYTES], beside[PATH_BYTES];
	if (!path_of(user, name, "", path) || !path_of(user, name, ".new", beside) || !wg_tui_make_folders(user))
		return false;
	int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool good = fd >= 0 && write_all(fd, text, len);
	if (fd >= 0)
		good = close(fd) == 0 && good;
	good = good && rename(beside, path) == 0;
	int folder = good ? open(user, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	if (folder >= 0) {
		(void)fsync(folder);
		close(folder);
	}
	return good;
}

static void drop_draft(void *user, const char *name)
{
	char path[PATH_BYTES];
	if (path_of(user, name, "", path))
		unlink(path);
}

bool wg_drafts_open(struct wg_drafts *drafts, const char *db, struct wg_arena *arena)
{
	const char *file = wg_tui_state_file(db, arena);
	if (!file)
		return false;
	*drafts = (struct wg_drafts){.user = wg_arena_printf(arena, "%s.drafts", file),
				     .read = read_draft,
				     .write = write_draft,
				     .drop = drop_draft};
	return true;
}
