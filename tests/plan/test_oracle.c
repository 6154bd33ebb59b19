/* Instances too large for brute force, against glpsol: the plan as a flow along the walk, one binary variable for each
 * (cadre, stretch), one row for each place where the flow is conserved and for each cadre. */
#include "tests/test.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/plan/instance.h"

extern char **environ;

static struct instance x;

/* Terms of the objective and of each row, gathered column by column. Rows: one for "held", "free" and "start" at each
 * place 0 … n, then one for each cadre. */
struct model {
	FILE *objective;
	int n, n_row;
	char **row;
	size_t *row_bytes;
	FILE **row_text;
	int n_column;
};

static int held(int i)
{
	return 3 * i;
}

static int free_at(int i)
{
	return 3 * i + 1;
}

static int start(int i)
{
	return 3 * i + 2;
}

static void open_model(struct model *m, const struct wg_partition *p, FILE *objective)
{
	*m = (struct model){.objective = objective, .n = p->n, .n_row = 3 * (p->n + 1) + p->n_cadre};
	m->row = calloc((size_t)m->n_row, sizeof *m->row);
	m->row_bytes = calloc((size_t)m->n_row, sizeof *m->row_bytes);
	m->row_text = calloc((size_t)m->n_row, sizeof *m->row_text);
	for (int r = 0; r < m->n_row; r++)
		m->row_text[r] = open_memstream(&m->row[r], &m->row_bytes[r]);
}

/* A column that leaves one place and enters another, maybe using a cadre. */
static void add_column(struct model *m, int64_t cost, int from, int to, int cadre)
{
	int v = m->n_column++;
	fprintf(m->objective, " %+lld x%d\n", (long long)cost, v);
	if (from >= 0)
		fprintf(m->row_text[from], " - x%d", v);
	if (to >= 0)
		fprintf(m->row_text[to], " + x%d", v);
	if (cadre >= 0)
		fprintf(m->row_text[3 * (m->n + 1) + cadre], " + x%d", v);
}

static int64_t stretch_cost(const struct wg_partition *p, int cadre, int from, int to, bool *allowed)
{
	int64_t load = 0, cost = 0;
	*allowed = true;
	for (int i = from; i < to; i++) {
		load += p->weight[i];
		cost += p->current[i] >= 0 && p->current[i] != cadre ? p->price.move : 0;
		for (int b = 0; b < p->n_bonus; b++)
			if (p->bonus[b].cadre == cadre && p->bonus[b].from <= i && i < p->bonus[b].to)
				cost -= p->bonus[b].bonus;
		for (int b = 0; b < p->n_forbid; b++)
			if (p->forbid[b].cadre == cadre && p->forbid[b].household == i)
				*allowed = false;
		if (p->fixed[i] >= 0 && p->fixed[i] != cadre)
			*allowed = false;
	}
	load -= p->cadre[cadre].target;
	return cost + p->price.load * load * load;
}

static void add_columns(struct model *m, const struct wg_partition *p)
{
	for (int i = 0; i <= p->n; i++) {
		int64_t gap = i > 0 && i < p->n ? p->gap[i] : 0;
		add_column(m, gap, held(i), start(i), -1);
		add_column(m, gap, free_at(i), start(i), -1);
		if (i == p->n)
			break;
		int64_t skip = p->price.uncovered + (int64_t)p->price.uncovered_weight * p->weight[i];
		skip += p->current[i] >= 0 ? p->price.move : 0;
		if (p->fixed[i] >= 0)
			continue;
		add_column(m, gap + skip, held(i), free_at(i + 1), -1);
		add_column(m, skip, free_at(i), free_at(i + 1), -1);
	}
	for (int c = 0; c < p->n_cadre; c++) {
		add_column(m, p->price.unused, -1, -1, c);
		for (int from = 0; from < p->n; from++)
			for (int to = from + p->cadre[c].lo; to <= p->n && to <= from + p->cadre[c].hi; to++) {
				bool allowed;
				int64_t cost = stretch_cost(p, c, from, to, &allowed);
				if (allowed)
					add_column(m, cost, start(from), held(to), c);
			}
	}
}

/* Writes the model as a CPLEX LP file. One unit enters at held(0) and leaves at start(n). */
static void write_model(const struct wg_partition *p, const char *path)
{
	struct model m;
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("Minimize\n obj:\n", f);
	open_model(&m, p, f);
	add_columns(&m, p);
	fputs("Subject To\n", f);
	for (int r = 0; r < m.n_row; r++) {
		fclose(m.row_text[r]);
		int right = r == held(0) ? -1 : r == start(p->n) || r >= 3 * (p->n + 1) ? 1 : 0;
		if (m.row_bytes[r])
			fprintf(f, " r%d:%s = %d\n", r, m.row[r], right);
		free(m.row[r]);
	}
	fputs("Binary\n", f);
	for (int v = 0; v < m.n_column; v++)
		fprintf(f, " x%d\n", v);
	fputs("End\n", f);
	assert_int_equal(fclose(f), 0);
	free(m.row);
	free(m.row_bytes);
	free(m.row_text);
}

/* Runs glpsol; false when it is not installed. */
static bool run_glpsol(char *model, char *solution)
{
	char program[] = "glpsol", lp[] = "--lp", o[] = "-o";
	char *argv[] = {program, lp, model, o, solution, NULL};
	posix_spawn_file_actions_t actions;
	pid_t pid;
	int status;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	int rc = posix_spawnp(&pid, program, &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (rc)
		return false;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	return true;
}

static double read_objective(const char *solution)
{
	char line[256];
	double value = 0;
	bool optimal = false, found = false;
	FILE *f = fopen(solution, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		optimal = optimal || strstr(line, "INTEGER OPTIMAL");
		found = found || sscanf(line, "Objective:  obj = %lf", &value) == 1;
	}
	fclose(f);
	assert_true(optimal && found);
	return value;
}

/* Every third border of the best plan moved by a household, and both sides of it fixed there. */
static void move_borders(struct wg_arena *a)
{
	struct wg_partition_plan plan;
	assert_int_equal(wg_partition_solve(&x.p, NULL, a, &plan, NULL), WG_OK);
	for (int i = 1, border = 0; i + 1 < x.p.n; i++) {
		if (plan.owner[i - 1] == plan.owner[i] || border++ % 3)
			continue;
		x.fixed[i] = plan.owner[i - 1];
		x.fixed[i + 1] = plan.owner[i];
	}
}

static void compare(uint64_t seed, int n, int k, int has)
{
	struct wg_random r = {seed};
	struct wg_arena a = {0};
	struct wg_partition_plan plan;
	char dir[] = "/tmp/wangge-plan-XXXXXX";
	instance_random(&x, &r, n, k, 6, 13, has & ~HAS_FIXED);
	if (has & HAS_FIXED)
		move_borders(&a);
	assert_non_null(mkdtemp(dir));
	char *model = wg_arena_printf(&a, "%s/model.lp", dir), *solution = wg_arena_printf(&a, "%s/solution", dir);
	write_model(&x.p, model);
	bool ran = run_glpsol(model, solution);
	if (ran) {
		double optimum = read_objective(solution);
		assert_int_equal(wg_partition_solve(&x.p, NULL, &a, &plan, NULL), WG_OK);
		assert_true(plan.proven);
		assert_true((double)plan.value.objective > optimum - 0.5 && (double)plan.value.objective < optimum + 0.5);
	}
	unlink(model);
	unlink(solution);
	rmdir(dir);
	wg_arena_free(&a);
	if (!ran) {
		print_message("# glpsol is not installed (package glpk-utils)\n");
		skip();
	}
}

#define ORACLE(name, seed, n, k, has) \
	static void name(void **state) \
	{ \
		compare(seed, n, k, has); \
	}

ORACLE(glpsol_agrees_on_a_fresh_plan, 1, 90, 9, 0)
ORACLE(glpsol_agrees_on_part_timers, 2, 70, 9, HAS_CLASSES)
ORACLE(glpsol_agrees_on_moves, 3, 80, 8, HAS_CURRENT)
ORACLE(glpsol_agrees_on_affinity, 4, 80, 8, HAS_BONUS)
ORACLE(glpsol_agrees_on_affinity_and_recusal, 5, 80, 8, HAS_BONUS | HAS_FORBID)
ORACLE(glpsol_agrees_on_moves_affinity_and_recusal, 6, 70, 7, HAS_CURRENT | HAS_BONUS | HAS_FORBID)
ORACLE(glpsol_agrees_on_too_few, 7, 80, 5, HAS_BONUS)
ORACLE(glpsol_agrees_on_too_many, 8, 50, 10, HAS_CURRENT)
ORACLE(glpsol_agrees_on_moved_borders, 9, 80, 9, HAS_FIXED)
ORACLE(glpsol_agrees_on_moved_borders_with_moves_and_affinity, 10, 70, 7, HAS_FIXED | HAS_CURRENT | HAS_BONUS)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(glpsol_agrees_on_a_fresh_plan),
		cmocka_unit_test(glpsol_agrees_on_part_timers),
		cmocka_unit_test(glpsol_agrees_on_moves),
		cmocka_unit_test(glpsol_agrees_on_affinity),
		cmocka_unit_test(glpsol_agrees_on_affinity_and_recusal),
		cmocka_unit_test(glpsol_agrees_on_moves_affinity_and_recusal),
		cmocka_unit_test(glpsol_agrees_on_too_few),
		cmocka_unit_test(glpsol_agrees_on_too_many),
		cmocka_unit_test(glpsol_agrees_on_moved_borders),
		cmocka_unit_test(glpsol_agrees_on_moved_borders_with_moves_and_affinity),
	};
	return cmocka_run_group_tests_name("plan against glpsol", tests, NULL, NULL);
}
