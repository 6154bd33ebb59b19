/* Instances too large for brute force, against glpsol (a linear program: it is integral) and LEMON's network simplex.
 * tools/wgp-match answers too, from the same file that LEMON reads. */
#include "tests/test.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/plan/needs.h"

extern char **environ;

/* A folder of its own for the files of one case. */
struct files {
	char dir[32], instance[64], model[64], answer[64];
};

static void open_files(struct files *f)
{
	snprintf(f->dir, sizeof f->dir, "/tmp/wangge-match-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->instance, sizeof f->instance, "%s/instance", f->dir);
	snprintf(f->model, sizeof f->model, "%s/model.lp", f->dir);
	snprintf(f->answer, sizeof f->answer, "%s/answer", f->dir);
}

static void close_files(const struct files *f)
{
	unlink(f->instance);
	unlink(f->model);
	unlink(f->answer);
	rmdir(f->dir);
}

/* Runs a program with its output in a file; false when it is not installed. */
static bool run(char *const *argv, const char *output)
{
	posix_spawn_file_actions_t actions;
	pid_t pid;
	int status;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	int rc = posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (rc)
		return false;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	return true;
}

/* The number after a word in a file that must also hold a second word. */
static double number_after(const char *path, const char *word, const char *also)
{
	char line[512];
	double value = -1;
	bool found = false;
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		const char *at = strstr(line, word);
		found = found || strstr(line, also);
		if (at && value < 0)
			value = strtod(at + strlen(word), NULL);
	}
	fclose(f);
	assert_true(found && value >= 0);
	return value;
}

static void write_rows(FILE *f, const struct wg_match_problem *p)
{
	for (int32_t i = 0; i < p->n_need; i++) {
		fprintf(f, " n%d: 0 z", i);
		for (int32_t k = 0; k < p->need[i].n_edge; k++)
			fprintf(f, " + x%d_%d\n", i, p->need[i].edge[k].helper);
		fprintf(f, " <= %d\n", p->need[i].persons);
	}
	for (int32_t j = 0; j < p->n_helper; j++) {
		fprintf(f, " h%d: 0 z", j);
		for (int32_t i = 0; i < p->n_need; i++)
			for (int32_t k = 0; k < p->need[i].n_edge; k++)
				if (p->need[i].edge[k].helper == j)
					fprintf(f, " + x%d_%d\n", i, j);
		fprintf(f, " <= %d\n", p->helper[j].cap);
	}
	for (int32_t g = 0; g < p->n_group; g++) {
		fprintf(f, " g%d: 0 z", g);
		for (int32_t i = 0; i < p->n_need; i++)
			for (int32_t k = 0; k < p->need[i].n_edge; k++)
				if (p->helper[p->need[i].edge[k].helper].group == g)
					fprintf(f, " + x%d_%d\n", i, p->need[i].edge[k].helper);
		fprintf(f, " <= %d\n", p->group_cap[g]);
	}
}

static void write_model(const struct wg_match_problem *p, const char *path)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("Maximize\n obj: 0 z\n", f);
	for (int32_t i = 0; i < p->n_need; i++)
		for (int32_t k = 0; k < p->need[i].n_edge; k++)
			fprintf(f, " + %d x%d_%d\n", p->need[i].edge[k].score, i, p->need[i].edge[k].helper);
	fputs("Subject To\n", f);
	write_rows(f, p);
	fputs("Bounds\n z <= 1\n", f);
	for (int32_t i = 0; i < p->n_need; i++)
		for (int32_t k = 0; k < p->need[i].n_edge; k++)
			fprintf(f, " x%d_%d <= 1\n", i, p->need[i].edge[k].helper);
	fputs("End\n", f);
	assert_int_equal(fclose(f), 0);
}

static int64_t certified_total(const struct wg_match_problem *p)
{
	struct wg_arena a = {0};
	struct wg_match *m = NULL;
	struct wg_match_solution s;
	assert_int_equal(wg_match_open(p, NULL, &m, NULL), WG_OK);
	wg_match_solution(m, &a, &s);
	assert_int_equal(wg_match_certify(p, &s), WG_MATCH_CERTIFIED);
	int64_t total = s.total;
	wg_match_close(m);
	wg_arena_free(&a);
	return total;
}

static void glpsol_case(uint64_t seed, int n, int h, int degree, int has)
{
	struct wg_random r = {seed};
	struct wg_arena a = {0};
	struct needs x;
	struct files f;
	open_files(&f);
	needs_random(&x, &a, &r, n, h, degree, has);
	write_model(&x.p, f.model);
	char program[] = "glpsol", lp[] = "--lp", o[] = "-o";
	char *argv[] = {program, lp, f.model, o, f.answer, NULL};
	bool ran = run(argv, "/dev/null");
	if (ran)
		assert_true((int64_t)(number_after(f.answer, "obj = ", "OPTIMAL") + 0.5) == certified_total(&x.p));
	close_files(&f);
	wg_arena_free(&a);
	if (!ran) {
		print_message("# glpsol is not installed (package glpk-utils)\n");
		skip();
	}
}

static void lemon_case(uint64_t seed, int n, int h, int degree, int has)
{
	struct wg_random r = {seed};
	struct wg_arena a = {0};
	struct needs x;
	struct files f;
	char *lemon = getenv("WANGGE_LEMON"), *ours = getenv("WANGGE_MATCH");
	if (!lemon || !*lemon) {
		print_message("# built without LEMON or g++ (packages liblemon-dev, g++)\n");
		skip();
	}
	assert_non_null(ours);
	open_files(&f);
	needs_random(&x, &a, &r, n, h, degree, has);
	needs_write(&x.p, f.instance);
	int64_t total = certified_total(&x.p);
	assert_true(run((char *[]){lemon, f.instance, NULL}, f.answer));
	assert_true((int64_t)number_after(f.answer, "total=", "optimal=yes") == total);
	assert_true(run((char *[]){ours, f.instance, NULL}, f.answer));
	assert_true((int64_t)number_after(f.answer, "total=", "certified=yes") == total);
	close_files(&f);
	wg_arena_free(&a);
}

#define GLPSOL(name, seed, n, h, degree, has)                                                                          \
	static void name(void **state)                                                                                 \
	{                                                                                                              \
		glpsol_case(seed, n, h, degree, has);                                                                  \
	}

#define LEMON(name, seed, n, h, degree, has)                                                                           \
	static void name(void **state)                                                                                 \
	{                                                                                                              \
		lemon_case(seed, n, h, degree, has);                                                                   \
	}

GLPSOL(glpsol_agrees_on_plain_scores, 1, 120, 60, 12, 0)
GLPSOL(glpsol_agrees_on_ties, 2, 120, 60, 12, NEEDS_TIES)
GLPSOL(glpsol_agrees_on_urgency, 3, 150, 80, 15, NEEDS_URGENT)
GLPSOL(glpsol_agrees_on_scarce_helpers, 4, 150, 120, 15, NEEDS_SCARCE | NEEDS_URGENT)
GLPSOL(glpsol_agrees_on_groups, 5, 120, 90, 12, NEEDS_GROUPS)
GLPSOL(glpsol_agrees_on_scarce_groups_with_ties, 6, 120, 90, 12, NEEDS_GROUPS | NEEDS_SCARCE | NEEDS_TIES)
LEMON(lemon_agrees_on_plain_scores, 11, 600, 300, 25, 0)
LEMON(lemon_agrees_on_ties, 12, 600, 300, 25, NEEDS_TIES)
LEMON(lemon_agrees_on_urgency, 13, 1500, 700, 30, NEEDS_URGENT)
LEMON(lemon_agrees_on_urgent_ties, 14, 1500, 700, 30, NEEDS_URGENT | NEEDS_TIES)
LEMON(lemon_agrees_on_scarce_helpers, 15, 1000, 900, 30, NEEDS_SCARCE)
LEMON(lemon_agrees_on_plenty_of_helpers, 16, 500, 2000, 30, NEEDS_URGENT)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(glpsol_agrees_on_plain_scores),
		cmocka_unit_test(glpsol_agrees_on_ties),
		cmocka_unit_test(glpsol_agrees_on_urgency),
		cmocka_unit_test(glpsol_agrees_on_scarce_helpers),
		cmocka_unit_test(glpsol_agrees_on_groups),
		cmocka_unit_test(glpsol_agrees_on_scarce_groups_with_ties),
		cmocka_unit_test(lemon_agrees_on_plain_scores),
		cmocka_unit_test(lemon_agrees_on_ties),
		cmocka_unit_test(lemon_agrees_on_urgency),
		cmocka_unit_test(lemon_agrees_on_urgent_ties),
		cmocka_unit_test(lemon_agrees_on_scarce_helpers),
		cmocka_unit_test(lemon_agrees_on_plenty_of_helpers),
	};
	return cmocka_run_group_tests_name("needs and helpers against other solvers", tests, NULL, NULL);
}
