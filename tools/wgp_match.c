/* wgp-match [--repeat N] [--late N] FILE: matches the needs and helpers of a file (match_format.h) and prints one line:
 * the total score, the units served, whether the prices prove the optimum, and the time without reading.
 * --repeat: the time is the median of N runs. --late: the last N needs are put into a standing optimum one by one, and
 * the mean and the longest time of one are printed too. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "match_format.h"

enum { REPEAT_MAX = 100000, FILE_BYTES_MAX = 2000000000, OK = 0 };

struct run {
	int64_t ns, late_ns, late_worst_ns;
	int64_t total;
	int32_t units;
	bool certified;
};

static int usage(void)
{
	fputs("usage: wgp-match [--repeat N] [--late N] FILE\n", stderr);
	return wg_err_status(WG_EUSAGE);
}

static int read_file(const char *name, struct wg_buf *b)
{
	FILE *f = fopen(name, "rb");
	char chunk[65536];
	size_t n;
	wg_buf_init(b, FILE_BYTES_MAX);
	while (f && (n = fread(chunk, 1, sizeof chunk, f)) > 0)
		wg_buf_add(b, chunk, n);
	bool broken = !f || ferror(f);
	if (broken)
		fprintf(stderr, "%s: %s\n", name, strerror(errno));
	else if (b->toobig)
		fprintf(stderr, "%s: the file is too large\n", name);
	if (f)
		fclose(f);
	if (broken || b->toobig)
		return wg_err_status(broken ? WG_ENOINPUT : WG_EDATA);
	return OK;
}

static int refuse(const char *file, const struct wg_error *e)
{
	char text[WG_MESSAGE_BYTES];
	wg_message_text(&e->message, NULL, text, sizeof text);
	fprintf(stderr, "%s: %s\n", file, text);
	return wg_err_status(WG_EDATA);
}

static enum wg_err add_late(struct wg_match *m, const struct wg_match_problem *p, int32_t first, struct run *out,
			    struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (int32_t i = first; i < p->n_need && !err; i++) {
		int32_t number;
		int64_t start = wg_monotonic_ns();
		err = wg_match_add(m, &p->need[i], &number, e);
		int64_t ns = wg_monotonic_ns() - start;
		out->late_ns += ns;
		out->late_worst_ns = ns > out->late_worst_ns ? ns : out->late_worst_ns;
	}
	return err;
}

static enum wg_err match_once(const struct wg_match_problem *p, int32_t late, struct run *out, struct wg_error *e)
{
	struct wg_match_problem early = *p;
	struct wg_match *m = NULL;
	struct wg_arena arena = {0};
	*out = (struct run){0};
	early.n_need -= late;
	int64_t start = wg_monotonic_ns();
	enum wg_err err = wg_match_open(&early, NULL, &m, e);
	out->ns = wg_monotonic_ns() - start;
	if (!err)
		err = add_late(m, p, early.n_need, out, e);
	if (!err) {
		struct wg_match_solution s;
		wg_match_solution(m, &arena, &s);
		out->total = s.total;
		out->units = s.n_pair;
		out->certified = wg_match_certify(p, &s) == WG_MATCH_CERTIFIED;
	}
	wg_arena_free(&arena);
	wg_match_close(m);
	return err;
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static int match_file(const char *name, int repeat, int32_t late)
{
	struct wg_buf text;
	struct wg_arena arena = {0};
	struct wg_match_problem p;
	struct match_format_error error;
	struct wg_error e = {0};
	struct run run = {0};
	int status = read_file(name, &text);
	if (status)
		goto out;
	if (!match_format_parse(text.data ? text.data : "", text.len, &arena, &p, &error)) {
		fprintf(stderr, "%s:%d: %s\n", name, error.line, error.text);
		status = wg_err_status(WG_EDATA);
		goto out;
	}
	wg_buf_free(&text);
	int64_t *ns = WG_NEW(&arena, int64_t, repeat);
	late = late < p.n_need ? late : p.n_need;
	for (int i = 0; i < repeat; i++) {
		if (match_once(&p, late, &run, &e)) {
			status = refuse(name, &e);
			goto out;
		}
		ns[i] = run.ns;
	}
	qsort(ns, (size_t)repeat, sizeof *ns, by_value);
	printf("total=%lld units=%d certified=%s ms=%.3f", (long long)run.total, run.units,
	       run.certified ? "yes" : "no", (double)ns[repeat / 2] / 1e6);
	if (late)
		printf(" late_ms=%.4f late_worst_ms=%.3f", (double)run.late_ns / 1e6 / late,
		       (double)run.late_worst_ns / 1e6);
	puts("");
	status = run.certified ? OK : wg_err_status(WG_EINTERNAL);
out:
	wg_buf_free(&text);
	wg_arena_free(&arena);
	return status;
}

int main(int argc, char **argv)
{
	int at = 1, repeat = 1, late = 0;
	for (; at + 1 < argc && argv[at][0] == '-'; at += 2) {
		char *end = NULL;
		long n = strtol(argv[at + 1], &end, 10);
		if (n < 1 || n > REPEAT_MAX || *end)
			return usage();
		if (!strcmp(argv[at], "--repeat"))
			repeat = (int)n;
		else if (!strcmp(argv[at], "--late"))
			late = (int)n;
		else
			return usage();
	}
	if (argc - at != 1 || argv[at][0] == '-')
		return usage();
	return match_file(argv[at], repeat, late);
}
