/* rooms: plan base */
/* Any bytes: read as an instance file or refused with a line; what is read and small is planned, and the plan must
 * keep the rules and its own price. */
#include <stdlib.h>

#include "plan/partition.h"
#include "tools/wgp_format.c" /* tools/ is no room to link with */

enum { HOUSEHOLDS_MAX = 60, CADRES_MAX = 8, LINES_MAX = 100, BUDGET_MS = 50 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void plan_and_check(const struct wg_partition *p, struct wg_arena *a)
{
	struct wg_partition_plan plan;
	struct wg_partition_options options = {.budget_ms = BUDGET_MS};
	if (wg_partition_solve(p, &options, a, &plan, NULL) || !plan.owner)
		return;
	struct wg_partition_value v;
	wg_partition_evaluate(p, plan.owner, &v);
	const struct wg_partition_faults *f = &v.faults;
	if (f->under || f->over || f->scattered || f->forbidden || f->unfixed || v.objective != plan.value.objective ||
		plan.bound > v.objective)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wg_arena a = {0};
	struct wgp_file file;
	struct wgp_error error;
	if (!wgp_parse((const char *)data, size, &a, &file, &error) && !error.text)
		abort();
	for (int i = 0; !error.text && i < file.n_community; i++) {
		const struct wg_partition *p = &file.community[i].p;
		if (p->n <= HOUSEHOLDS_MAX && p->n_cadre <= CADRES_MAX && p->n_bonus <= LINES_MAX)
			plan_and_check(p, &a);
	}
	wg_arena_free(&a);
	return 0;
}
