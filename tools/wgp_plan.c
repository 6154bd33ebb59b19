/* wgp-plan [--repeat N] FILE.wgp [PLAN_OUT]: runs the contact planner on a file of instances (wgp_format.h) and
 * prints one line: name, objective, bound, whether the optimum is proven, and the times without and for the proof.
 * With --repeat the times are medians of N runs. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "wgp_format.h"

enum { REPEAT_MAX = 100000, FILE_BYTES_MAX = 1 << 30, OK = 0 };

struct totals {
	int64_t objective, bound, plan_ns, proof_ns;
	bool proven, solved;
};

static int usage(void)
{
	fputs("usage: wgp-plan [--repeat N] FILE.wgp [PLAN_OUT]\n", stderr);
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
	if (f)
		fclose(f);
	if (broken || b->toobig)
		return wg_err_status(broken ? WG_ENOINPUT : WG_EDATA);
	return OK;
}

static int refuse(const char *file, const struct wgp_community *c, const struct wg_error *e)
{
	char text[WG_MESSAGE_BYTES];
	wg_message_text(&e->message, NULL, text, sizeof text);
	fprintf(stderr, "%s: community %s: %s\n", file, c->name, text);
	return wg_err_status(WG_EDATA);
}

/* Each community on its own; plans[] keeps their plans in the arena. */
static int run(const char *name, const struct wgp_file *file, struct wg_arena *arena, struct wg_partition_plan *plans,
	       struct totals *t)
{
	*t = (struct totals){.proven = true, .solved = true};
	for (int i = 0; i < file->n_community; i++) {
		struct wg_error e = {0};
		if (wg_partition_solve(&file->community[i].p, NULL, arena, &plans[i], &e))
			return refuse(name, &file->community[i], &e);
		t->objective += plans[i].value.objective;
		t->bound += plans[i].bound;
		t->plan_ns += plans[i].plan_ns;
		t->proof_ns += plans[i].proof_ns;
		t->proven = t->proven && plans[i].proven;
		t->solved = t->solved && plans[i].owner;
	}
	return OK;
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static double median_ms(int64_t *ns, int n)
{
	qsort(ns, (size_t)n, sizeof *ns, by_value);
	return (double)ns[n / 2] / 1e6;
}

static int write_plan(const char *name, const struct wgp_file *file, const struct wg_partition_plan *plans)
{
	FILE *f = fopen(name, "w");
	for (int i = 0; f && i < file->n_community; i++) {
		const struct wgp_community *c = &file->community[i];
		for (int h = 0; plans[i].owner && h < c->p.n; h++) {
			int owner = plans[i].owner[h];
			fprintf(f, "%s %d %d\n", c->name, c->household_id[h], owner < 0 ? -1 : c->cadre_id[owner]);
		}
	}
	bool broken = !f || ferror(f);
	if (f && fclose(f))
		broken = true;
	if (broken)
		fprintf(stderr, "%s: %s\n", name, strerror(errno));
	return broken ? wg_err_status(WG_ECANTCREAT) : OK;
}

static int plan_file(const char *name, const char *plan_out, int repeat)
{
	struct wg_buf text;
	struct wg_arena arena = {0}, scratch = {0};
	struct wgp_file file;
	struct wgp_error error;
	struct totals t = {0};
	int64_t *plan_ns = NULL, *proof_ns = NULL;
	int status = read_file(name, &text);
	if (status)
		goto out;
	if (!wgp_parse(text.data ? text.data : "", text.len, &arena, &file, &error)) {
		fprintf(stderr, "%s:%d: %s\n", name, error.line, error.text);
		status = wg_err_status(WG_EDATA);
		goto out;
	}
	plan_ns = WG_NEW(&arena, int64_t, repeat);
	proof_ns = WG_NEW(&arena, int64_t, repeat);
	struct wg_partition_plan *plans = WG_NEW(&arena, struct wg_partition_plan, file.n_community);
	for (int i = 0; i < repeat && !status; i++) {
		wg_arena_reset(&scratch);
		status = run(name, &file, &scratch, plans, &t);
		plan_ns[i] = t.plan_ns;
		proof_ns[i] = t.proof_ns;
	}
	if (status)
		goto out;
	if (!t.solved) {
		fprintf(stderr, "%s: no plan obeys every recusal\n", name);
		status = wg_err_status(WG_EREFUSED);
		goto out;
	}
	printf("%s objective=%lld bound=%lld proven=%s plan_ms=%.3f proof_ms=%.3f\n", file.name, (long long)t.objective,
	       (long long)t.bound, t.proven ? "yes" : "no", median_ms(plan_ns, repeat), median_ms(proof_ns, repeat));
	if (plan_out)
		status = write_plan(plan_out, &file, plans);
out:
	wg_buf_free(&text);
	wg_arena_free(&scratch);
	wg_arena_free(&arena);
	return status;
}

int main(int argc, char **argv)
{
	int repeat = 1, at = 1;
	if (at < argc && !strcmp(argv[at], "--repeat")) {
		char *end = NULL;
		long n = at + 1 < argc ? strtol(argv[at + 1], &end, 10) : 0;
		if (n < 1 || n > REPEAT_MAX || *end)
			return usage();
		repeat = (int)n;
		at += 2;
	}
	if (argc - at < 1 || argc - at > 2 || argv[at][0] == '-')
		return usage();
	return plan_file(argv[at], argc - at == 2 ? argv[at + 1] : NULL, repeat);
}
