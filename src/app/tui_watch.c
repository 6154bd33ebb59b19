#include "app/tui_watch.h"

#include <limits.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <unistd.h>

/* Every commit goes into the log first. As long as the office is open the log is there, and stays the same file. */
int wg_tui_watch_open(const char *db)
{
	char log[PATH_MAX];
	int n = snprintf(log, sizeof log, "%s-wal", db);
	int fd = n < (int)sizeof log ? inotify_init1(IN_NONBLOCK | IN_CLOEXEC) : -1;
	if (fd >= 0 && inotify_add_watch(fd, log, IN_MODIFY) < 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

bool wg_tui_watch_heard(int fd)
{
	char events[4096];
	bool heard = false;
	while (fd >= 0 && read(fd, events, sizeof events) > 0)
		heard = true;
	return heard;
}
