/* pty.h: a program on a terminal of its own, for benches. Included by each program that needs it. */
#ifndef WANGGE_BENCH_PTY_H
#define WANGGE_BENCH_PTY_H

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* What a terminal says when it is asked where the cursor is: after a narrow character, then after a wide one. */
static void answer(int fd, const char *seen)
{
	static const char *const says[] = {"\033[2;2R", "\033[2;3R"};
	int asked = 0;
	for (const char *at = seen; (at = strstr(at, "\033[6n")); at++, asked++) {
		if (write(fd, says[asked % 2], strlen(says[0])) < 0)
			perror("write");
	}
}

/* Reads until nothing comes for quiet ms, or for wait ms at first; the time of the last byte, 0 = none. *bytes: how
 * many there were; may be NULL. */
static double drain(int fd, int quiet, int wait, size_t *bytes)
{
	static char seen[1 << 16];
	struct pollfd p = {.fd = fd, .events = POLLIN};
	double last = 0;
	size_t sum = 0;
	while (poll(&p, 1, last > 0 ? quiet : wait) > 0) {
		ssize_t n = read(fd, seen, sizeof seen - 1);
		if (n <= 0)
			break;
		last = now_ms();
		sum += (size_t)n;
		seen[n] = '\0';
		answer(fd, seen);
	}
	if (bytes)
		*bytes = sum;
	return last;
}

/* Its process id; -1 when it could not be started. *fd: the terminal's other end. */
static pid_t start(char **argv, struct winsize size, int *fd)
{
	pid_t pid = forkpty(fd, NULL, NULL, &size);
	if (pid == 0) {
		execvp(argv[0], argv);
		_exit(127);
	}
	return pid;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

#endif
