/* libs: */
/* ptykeys [-i SECONDS] [-q QUIET_MS] COLSxROWS ROUNDS SETUP KEYS COMMAND… [-- SETUP KEYS COMMAND…]: starts each command
 * on a terminal of its own, all at once; types SETUP; then, in turns between them, ROUNDS times its KEYS, each when the
 * screen has been quiet for QUIET_MS (25). Keys are parted by blanks: a character, or Down Up Left Right PgDn PgUp Home
 *End Enter Tab Esc.
 *
 * A line for each command and each of its KEYS:
 *	COMMAND KEY p50 p99 bytes late cpu
 * milliseconds from the key to the last byte of its answer; the median bytes of the answer, and of what comes later,
 *while nothing is typed (until QUIET_MS are over); the median milliseconds of processor time. At the end, with -i, a
 *line for each command in which nothing was typed for SECONDS: COMMAND idle cpu wakeups An answer is complete when
 *nothing came for ANSWER_MS. */
#include <stdlib.h>
#include <sys/wait.h>

#include "tests/bench/pty.h"

enum { ANSWER_MS = 15, FIRST_MS = 10000, SETTLE_MS = 300, COMMANDS_MAX = 4, KEYS_MAX = 16, ROUNDS_MAX = 2000 };

struct side {
	char **argv;
	char *keys[KEYS_MAX];
	int n_keys, fd;
	pid_t pid;
	struct sample {
		double ms[ROUNDS_MAX], cpu[ROUNDS_MAX], bytes[ROUNDS_MAX], late[ROUNDS_MAX];
	} * of[KEYS_MAX];
};

static const char *bytes_of(const char *key)
{
	static const struct {
		const char *name, *bytes;
	} known[] = {{"Down", "\033OB"},  {"Up", "\033OA"},    {"Right", "\033OC"}, {"Left", "\033OD"},
		     {"PgDn", "\033[6~"}, {"PgUp", "\033[5~"}, {"Home", "\033OH"},  {"End", "\033OF"},
		     {"Enter", "\r"},     {"Tab", "\t"},       {"Esc", "\033"}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].name, key) == 0)
			return known[i].bytes;
	return key;
}

static double cpu_ms(pid_t pid)
{
	char path[64];
	double ns = 0;
	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
	FILE *f = fopen(path, "r");
	if (!f || fscanf(f, "%lf", &ns) != 1)
		ns = 0;
	if (f)
		fclose(f);
	return ns / 1e6;
}

static long wakeups(pid_t pid)
{
	char path[64], line[200];
	long n = -1;
	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "voluntary_ctxt_switches: %ld", &n) == 1)
			break;
	if (f)
		fclose(f);
	return n;
}

static void type(const struct side *s, const char *key)
{
	const char *bytes = bytes_of(key);
	if (write(s->fd, bytes, strlen(bytes)) < 0)
		perror("write");
}

static void press(struct side *s, int key, int round, int quiet)
{
	struct sample *to = s->of[key];
	double cpu = cpu_ms(s->pid), begun = now_ms();
	size_t bytes, late;
	type(s, s->keys[key]);
	double last = drain(s->fd, ANSWER_MS, quiet, &bytes);
	drain(s->fd, quiet, quiet, &late);
	to->ms[round] = last > 0 ? last - begun : 0;
	to->cpu[round] = cpu_ms(s->pid) - cpu;
	to->bytes[round] = (double)bytes;
	to->late[round] = (double)late;
}

static double at(double *v, int n, double share)
{
	qsort(v, (size_t)n, sizeof *v, by_size);
	return v[(int)(share * (n - 1) + 0.5)];
}

static void report(const struct side *s, int rounds)
{
	for (int k = 0; k < s->n_keys; k++) {
		struct sample *of = s->of[k];
		const char *name = strrchr(s->argv[0], '/');
		double p50 = at(of->ms, rounds, 0.5), p99 = at(of->ms, rounds, 0.99);
		printf("%s %s %.3f %.3f %.0f %.0f %.3f\n", name ? name + 1 : s->argv[0], s->keys[k], p50, p99,
		       at(of->bytes, rounds, 0.5), at(of->late, rounds, 0.5), at(of->cpu, rounds, 0.5));
	}
}

static void split(char *text, struct side *s)
{
	for (char *key = strtok_r(text, " ", &text); key && s->n_keys < KEYS_MAX; key = strtok_r(NULL, " ", &text)) {
		s->of[s->n_keys] = malloc(sizeof *s->of[0]);
		s->keys[s->n_keys++] = key;
	}
}

static int set_up(struct side *s, char *setup, struct winsize size)
{
	struct side first = {.fd = -1};
	s->pid = start(s->argv, size, &s->fd);
	if (s->pid < 0 || drain(s->fd, SETTLE_MS, FIRST_MS, NULL) == 0)
		return 0;
	split(setup, &first);
	for (int i = 0; i < first.n_keys; i++) {
		type(s, first.keys[i]);
		drain(s->fd, SETTLE_MS, SETTLE_MS, NULL);
	}
	return waitpid(s->pid, NULL, WNOHANG) == 0;
}

static void idle(struct side *s, int n, int seconds)
{
	double cpu[COMMANDS_MAX];
	long woken[COMMANDS_MAX];
	sleep(1);
	for (int k = 0; k < n; k++) {
		cpu[k] = cpu_ms(s[k].pid);
		woken[k] = wakeups(s[k].pid);
	}
	sleep((unsigned)seconds);
	for (int k = 0; k < n; k++) {
		const char *name = strrchr(s[k].argv[0], '/');
		printf("%s idle %.3f %ld\n", name ? name + 1 : s[k].argv[0], cpu_ms(s[k].pid) - cpu[k],
		       wakeups(s[k].pid) - woken[k]);
	}
}

int main(int argc, char **argv)
{
	static struct side sides[COMMANDS_MAX];
	static char *setups[COMMANDS_MAX];
	struct winsize size = {0};
	int i = 1, n = 0, seconds = 0, quiet = 25;
	for (; i + 1 < argc && argv[i][0] == '-'; i += 2)
		*(argv[i][1] == 'i' ? &seconds : &quiet) = (int)strtol(argv[i + 1], NULL, 10);
	if (argc < i + 5 || sscanf(argv[i], "%hux%hu", &size.ws_col, &size.ws_row) != 2)
		return 64;
	int rounds = (int)strtol(argv[i + 1], NULL, 10);
	if (rounds < 1 || rounds > ROUNDS_MAX)
		return 64;
	for (i += 2; i + 2 < argc && n < COMMANDS_MAX; n++) {
		setups[n] = argv[i];
		split(argv[i + 1], &sides[n]);
		sides[n].argv = argv + i + 2;
		for (i += 2; i < argc && strcmp(argv[i], "--") != 0; i++)
			;
		if (i < argc)
			argv[i++] = NULL;
	}
	for (int k = 0; k < n; k++) {
		if (!set_up(&sides[k], setups[k], size)) {
			fprintf(stderr, "ptykeys: %s showed nothing, or ended by itself\n", sides[k].argv[0]);
			return 1;
		}
	}
	for (int round = 0; round < rounds; round++)
		for (int key = 0; key < KEYS_MAX; key++)
			for (int k = 0; k < n; k++)
				if (key < sides[k].n_keys)
					press(&sides[k], key, round, quiet);
	for (int k = 0; k < n; k++)
		report(&sides[k], rounds);
	if (seconds > 0)
		idle(sides, n, seconds);
	for (int k = 0; k < n; k++) {
		kill(sides[k].pid, SIGTERM);
		drain(sides[k].fd, ANSWER_MS, SETTLE_MS, NULL);
		close(sides[k].fd);
		waitpid(sides[k].pid, NULL, 0);
	}
	return 0;
}
