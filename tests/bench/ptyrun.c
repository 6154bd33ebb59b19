/* libs: */
/* ptyrun [-k KEYS] RUNS COLSxROWS COMMAND… [-- COMMAND…]: starts each command on a terminal of its own, in turns,
 * RUNS times, and prints for each a line: the median of the milliseconds from its start to the last byte of its first
 * screen, and its greatest resident memory in kB. A screen is complete when nothing came for QUIET_MS. KEYS are typed
 * after the first screen, one by one, each after the screen is quiet. Then SIGTERM ends the program. */
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "tests/bench/pty.h"

enum { QUIET_MS = 250, KEY_QUIET_MS = 40, START_MS = 5000, RUNS_MAX = 1000, COMMANDS_MAX = 4 };

struct side {
	char **argv;
	double ms[RUNS_MAX];
	long peak_kb;
};

static int run(struct side *s, int i, struct winsize size, const char *keys)
{
	int fd, status;
	struct rusage use;
	double begun = now_ms();
	pid_t pid = start(s->argv, size, &fd);
	if (pid < 0)
		return 0;
	double last = drain(fd, QUIET_MS, START_MS, NULL);
	s->ms[i] = last - begun;
	for (const char *k = keys; *k; k++) {
		if (write(fd, k, 1) == 1)
			drain(fd, KEY_QUIET_MS, KEY_QUIET_MS, NULL);
	}
	int alive = waitpid(pid, &status, WNOHANG) == 0;
	if (alive) {
		kill(pid, SIGTERM);
		drain(fd, KEY_QUIET_MS, KEY_QUIET_MS, NULL);
		close(fd);
		wait4(pid, &status, 0, &use);
		if (use.ru_maxrss > s->peak_kb)
			s->peak_kb = use.ru_maxrss;
	}
	return alive && last > 0;
}

int main(int argc, char **argv)
{
	static struct side sides[COMMANDS_MAX];
	struct winsize size = {0};
	const char *keys = "";
	int at = 1, n = 0;
	if (argc > 2 && strcmp(argv[1], "-k") == 0) {
		keys = argv[2];
		at = 3;
	}
	int runs = argc > at + 2 ? (int)strtol(argv[at], NULL, 10) : 0;
	if (runs < 1 || runs > RUNS_MAX || sscanf(argv[at + 1], "%hux%hu", &size.ws_col, &size.ws_row) != 2)
		return 64;
	sides[n++].argv = argv + at + 2;
	for (int i = at + 2; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0 && n < COMMANDS_MAX) {
			argv[i] = NULL;
			sides[n++].argv = argv + i + 1;
		}
	}
	for (int i = 0; i < runs; i++) {
		for (int k = 0; k < n; k++) {
			if (!run(&sides[k], i, size, keys)) {
				fprintf(stderr, "ptyrun: %s showed nothing, or ended by itself\n", sides[k].argv[0]);
				return 1;
			}
		}
	}
	for (int k = 0; k < n; k++) {
		qsort(sides[k].ms, runs, sizeof *sides[k].ms, by_size);
		printf("%.3f %ld\n", sides[k].ms[runs / 2], sides[k].peak_kb);
	}
	return 0;
}
