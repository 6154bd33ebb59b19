/* libs: wangge sqlite3 libsodium libzip expat xlsxwriter yaml-0.1 libutf8proc */
/* border OFFICE PLACE: the plan of a place in somebody's hands: every border moved by a household, the rest planned
 * around it, the five moves of the new border priced, and taken back. Prints the median and the 95th percentile of
 * moving and pricing in ms of processor time, how many moves there were, and whether plans around them were proven. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "conf/conf.h"
#include "wangge/place.h"
#include "wangge/plan.h"

enum { MOST = 2000 };

static _Noreturn void die(const char *what, const struct wg_error *e)
{
	char text[WG_MESSAGE_BYTES];
	wg_message_text(&e->message, NULL, text, sizeof text);
	fprintf(stderr, "border: %s: %s\n", what, text);
	exit(1);
}

static int by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static int64_t processor_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static double move(wg_plan *plan, int cadre, enum wg_plan_move which)
{
	struct wg_plan_price p;
	struct wg_error e = {0};
	int64_t start = processor_ns();
	if (wg_plan_move_border(plan, cadre, which, &e))
		die("move", &e);
	for (int m = 0; m < WG_PLAN_MOVES; m++)
		wg_plan_price(plan, cadre, (enum wg_plan_move)m, &p);
	return (double)(processor_ns() - start) / 1e6;
}

static int try_all(wg_plan *plan, double *ms, bool *proven)
{
	size_t n_cadres;
	int n = 0;
	wg_plan_cadres(plan, &n_cadres);
	for (int c = 0; c < (int)n_cadres; c++) {
		for (int m = WG_PLAN_RIGHT; m < WG_PLAN_MOVES && n < MOST; m++) {
			struct wg_plan_price p;
			struct wg_error e = {0};
			wg_plan_price(plan, c, (enum wg_plan_move)m, &p);
			if (p.bar != WG_PLAN_FREE)
				continue;
			ms[n++] = move(plan, c, (enum wg_plan_move)m);
			if (n % 16 == 1) {
				if (wg_plan_prove(plan, 0, &e))
					die("prove", &e);
				*proven = *proven && wg_plan_totals(plan)->proven;
			}
			wg_plan_unpin_last(plan);
		}
	}
	return n;
}

int main(int argc, char **argv)
{
	static double ms[MOST];
	struct wg_error e = {0};
	struct wg_arena a = {0};
	struct wg_conf *conf = NULL;
	struct wg_plan_opts opts = {.mode = WG_PLAN_FRESH};
	wg_office *office = NULL;
	wg_plan *plan = NULL;
	bool proven = true;
	if (argc != 3)
		return 2;
	if (wg_conf_open(NULL, &conf, &e))
		die("settings", &e);
	struct wg_office_opts how = {.path = argv[1], .codes = wg_conf_codes(conf), .uid = 1000, .actor = "bench"};
	if (wg_office_open(&office, &how, &e) || wg_node_find(office, argv[2], &a, &opts.scope, &e) ||
	    wg_plan_open(office, &opts, &plan, &e))
		die(argv[1], &e);
	int n = try_all(plan, ms, &proven);
	if (n > 0)
		qsort(ms, (size_t)n, sizeof *ms, by_size);
	printf("%.3f %.3f %d %s\n", ms[n / 2], ms[n * 95 / 100], n, proven ? "proven" : "open");
	wg_plan_close(&plan);
	wg_office_close(&office);
	wg_arena_free(&a);
	return 0;
}
