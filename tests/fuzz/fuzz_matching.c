/* rooms: plan base */
/* Any bytes: read as an instance of needs and helpers or refused with a line; what is read and small is matched,
 * certified, and then changed need by need. */
#include <stdlib.h>

#include "plan/match.h"
#include "tools/match_format.c" /* tools/ is no room to link with */

enum { NEEDS_MAX = 60, HELPERS_MAX = 60 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int64_t total_of(const struct wg_match *m)
{
	int64_t total;
	int32_t pairs;
	wg_match_value(m, &total, &pairs);
	return total;
}

static void match_and_check(const struct wg_match_problem *p, struct wg_arena *a)
{
	struct wg_match *m;
	struct wg_match_solution s;
	int32_t number;
	if (wg_match_open(p, NULL, &m, NULL))
		abort();
	wg_match_solution(m, a, &s);
	if (wg_match_certify(p, &s) != WG_MATCH_CERTIFIED)
		abort();
	for (int32_t i = 0; i < p->n_need; i++)
		if (wg_match_drop(m, i, NULL))
			abort();
	if (total_of(m) != 0)
		abort();
	for (int32_t i = 0; i < p->n_need; i++)
		if (wg_match_add(m, &p->need[i], &number, NULL))
			abort();
	if (total_of(m) != s.total)
		abort();
	wg_match_close(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wg_arena a = {0};
	struct wg_match_problem p;
	struct match_format_error error;
	bool read = match_format_parse((const char *)data, size, &a, &p, &error);
	if (!read && (!error.text || error.line < 1))
		abort();
	if (read && p.n_need <= NEEDS_MAX && p.n_helper <= HELPERS_MAX)
		match_and_check(&p, &a);
	wg_arena_free(&a);
	return 0;
}
