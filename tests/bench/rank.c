/* libs: wangge sqlite3 libsodium libzip expat xlsxwriter yaml-0.1 libutf8proc */
/* rank OFFICE NEEDS HELPERS: gives the office so many helpers, twice as many past orders and so many needs, then tells
 * in ms what it takes to rank the helpers for one need (99th percentile, median), how many candidates there were on
 * average, and what it takes to propose helpers for all needs together: all of it, the solving alone. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "base/random.h"
#include "conf/conf.h"
#include "model/office.h"
#include "store/tx.h"
#include "wangge/proposal.h"

enum { SERVICES = 24, MOST = 100000 };

static struct wg_random dice;
static int64_t *households, *doors, *communities, *workers;
static size_t n_households, n_doors, n_communities;

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "rank: %s\n", what);
	exit(1);
}

static size_t roll(size_t n)
{
	return (size_t)wg_random_below(&dice, (int)n);
}

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int64_t *ids_of(wg_office *office, const char *sql, size_t *n)
{
	int64_t *ids = calloc(MOST, sizeof *ids);
	struct wg_stmt *st = wg_query(office->db, sql);
	for (*n = 0; ids && *n < MOST && wg_step(st); ++*n)
		ids[*n] = wg_int(st, 0);
	if (!ids || wg_done(st, NULL) != WG_OK || *n == 0)
		die(sql);
	return ids;
}

static int64_t insert(struct wg_tx *tx, enum wg_table_id t, const struct wg_value *v)
{
	int64_t id = 0;
	if (wg_row_insert(tx, t, v, &id, NULL) != WG_OK)
		die("cannot write");
	return id;
}

static const char *service(size_t i, char out[8])
{
	snprintf(out, 8, "S%02zu", i % SERVICES + 1);
	return out;
}

static void add_skills(struct wg_tx *tx, int64_t worker)
{
	static const char *const certificates[] = {"electrician", "nurse", "first_aid", "counsellor", "lawyer"};
	size_t n = 1 + roll(5), first = roll(SERVICES);
	for (size_t i = 0; i < n; i++) {
		char code[8];
		struct wg_value v[WG_WORKER_SKILL_COLUMNS] = {
			[WG_WORKER_SKILL_WORKER_ID] = wg_int_value(worker),
			[WG_WORKER_SKILL_SERVICE] = wg_text_value(service(first + i * 5, code)),
			[WG_WORKER_SKILL_LEVEL] = wg_int_value(1 + (int64_t)roll(3)),
			[WG_WORKER_SKILL_VERIFIED] = wg_int_value((int64_t)roll(2)),
		};
		insert(tx, WG_T_WORKER_SKILL, v);
	}
	struct wg_value v[WG_WORKER_CERT_COLUMNS] = {
		[WG_WORKER_CERT_WORKER_ID] = wg_int_value(worker),
		[WG_WORKER_CERT_CERTIFICATE] = wg_text_value(certificates[roll(5)]),
	};
	if (roll(2))
		insert(tx, WG_T_WORKER_CERT, v);
}

static void add_helper(struct wg_tx *tx, size_t i)
{
	char name[32];
	snprintf(name, sizeof name, "帮手%zu", i);
	struct wg_value w[WG_WORKER_COLUMNS] = {
		[WG_WORKER_NAME] = wg_text_value(name),
		[WG_WORKER_KIND] = wg_text_value("volunteer"),
		[WG_WORKER_TAKES_HOUSEHOLDS] = wg_int_value(0),
		[WG_WORKER_LIVES_ID] = roll(2) ? wg_int_value(doors[roll(n_doors)]) : wg_text_value(NULL),
		[WG_WORKER_SLOTS] = roll(5) ? wg_int_value((int64_t)roll(1 << 21)) : wg_text_value(NULL),
	};
	workers[i] = insert(tx, WG_T_WORKER, w);
	struct wg_value s[WG_SERVES_COLUMNS] = {
		[WG_SERVES_WORKER_ID] = wg_int_value(workers[i]),
		[WG_SERVES_PLACE_ID] = wg_int_value(communities[roll(n_communities)]),
	};
	insert(tx, WG_T_SERVES, s);
	add_skills(tx, workers[i]);
}

static int64_t add_need(struct wg_tx *tx, size_t i, const char *state)
{
	static const char *const urgencies[] = {"urgent", "pressing", "normal", "normal"};
	char codes[16], one[8], two[8];
	size_t first = roll(SERVICES);
	snprintf(codes, sizeof codes, i % 2 ? "%s %s" : "%s", service(first, one), service(first + 7, two));
	struct wg_value v[WG_NEED_COLUMNS] = {
		[WG_NEED_HOUSEHOLD_ID] = wg_int_value(households[roll(n_households)]),
		[WG_NEED_TITLE] = wg_text_value("灶打不着火"),
		[WG_NEED_SERVICES] = wg_text_value(codes),
		[WG_NEED_PERSONS] = wg_int_value(1 + (int64_t)roll(2)),
		[WG_NEED_SOURCE] = wg_text_value("phone"),
		[WG_NEED_SHARED] = wg_int_value(0),
		[WG_NEED_FORM] = wg_text_value("need"),
		[WG_NEED_URGENCY] = wg_text_value(urgencies[roll(4)]),
		[WG_NEED_AT] = wg_int_value(wg_now()),
		[WG_NEED_DUE] = wg_int_value(wg_now() + 86400 * (1 + (int64_t)roll(7))),
		[WG_NEED_STATE] = wg_text_value(state),
		[WG_NEED_REOPENED] = wg_int_value(0),
		[WG_NEED_SAMPLED] = wg_int_value(0),
	};
	return insert(tx, WG_T_NEED, v);
}

/* Past orders, one in ten still open. */
static void add_order(struct wg_tx *tx, size_t i, size_t n_workers)
{
	struct wg_value v[WG_DISPATCH_COLUMNS] = {
		[WG_DISPATCH_NEED_ID] = wg_int_value(add_need(tx, i, i % 10 ? "closed" : "dispatched")),
		[WG_DISPATCH_WORKER_ID] = wg_int_value(workers[roll(n_workers)]),
		[WG_DISPATCH_LEADS] = wg_int_value(1),
		[WG_DISPATCH_STATE] = wg_text_value(i % 10 ? "done" : "sent"),
		[WG_DISPATCH_AT] = wg_int_value(wg_now() - 86400 * (1 + (int64_t)roll(60))),
		[WG_DISPATCH_UNTIL] = i % 10 ? wg_int_value(wg_now() - (int64_t)roll(86400 * 40)) : wg_text_value(NULL),
	};
	insert(tx, WG_T_DISPATCH, v);
}

static int64_t *fill(wg_office *office, size_t n_needs, size_t n_workers)
{
	struct wg_tx *tx = NULL;
	struct wg_tx_opts opts = {.at = wg_now(), .label = "fill", .command = "fill", .actor = "bench"};
	int64_t batch, *needs = calloc(n_needs, sizeof *needs);
	workers = calloc(n_workers, sizeof *workers);
	households = ids_of(office, "SELECT id FROM household WHERE status = 'here' ORDER BY id", &n_households);
	doors = ids_of(office, "SELECT id FROM door ORDER BY id", &n_doors);
	communities = ids_of(office, "SELECT id FROM place WHERE level = 2 ORDER BY id", &n_communities);
	if (!needs || !workers || wg_tx_begin(office->db, &opts, &tx, NULL) != WG_OK)
		die("cannot begin");
	for (size_t i = 0; i < n_workers; i++)
		add_helper(tx, i);
	for (size_t i = 0; i < 2 * n_workers; i++)
		add_order(tx, i, n_workers);
	for (size_t i = 0; i < n_needs; i++)
		needs[i] = add_need(tx, i, "matching");
	if (wg_tx_commit(&tx, &batch, NULL) != WG_OK)
		die("cannot commit");
	return needs;
}

static int by_ms(const void *x, const void *y)
{
	const double *a = x, *b = y;
	return (*a > *b) - (*a < *b);
}

static void rank_all(wg_office *office, const int64_t *needs, size_t n)
{
	double *ms = calloc(n, sizeof *ms);
	size_t candidates = 0;
	if (!ms)
		die("no memory");
	for (size_t i = 0; i < n; i++) {
		struct wg_arena a = {0};
		struct wg_fits fits;
		double before = now_ms();
		if (wg_fit_rank(office, &(struct wg_fit_query){.need = needs[i]}, &a, &fits, NULL) != WG_OK)
			die("cannot rank");
		ms[i] = now_ms() - before;
		candidates += fits.n + fits.n_left + fits.n_outside;
		wg_arena_free(&a);
	}
	qsort(ms, n, sizeof *ms, by_ms);
	printf("%.3f %.3f %zu\n", ms[n * 99 / 100], ms[n / 2], candidates / n);
	free(ms);
}

static void propose(wg_office *office)
{
	wg_proposal *p = NULL;
	struct wg_proposal_opts opts = {.scope = {.kind = WG_NODE_OFFICE}};
	double before = now_ms();
	if (wg_proposal_open(office, &opts, &p, NULL) != WG_OK || !wg_proposal_totals(p)->certified)
		die("no proposal");
	printf("%.3f %.3f %lld of %lld\n", now_ms() - before, (double)wg_proposal_totals(p)->solve_ns / 1e6,
	       (long long)wg_proposal_totals(p)->sent, (long long)wg_proposal_totals(p)->wanted);
	wg_proposal_close(&p);
}

int main(int argc, char **argv)
{
	struct wg_conf *conf = NULL;
	wg_office *office = NULL;
	if (argc != 4 || wg_conf_open(NULL, &conf, NULL) != WG_OK)
		die("OFFICE NEEDS HELPERS");
	struct wg_office_opts opts = {.path = argv[1], .codes = wg_conf_codes(conf), .actor = "bench"};
	if (wg_office_open(&office, &opts, NULL) != WG_OK)
		die("cannot open the office");
	dice.state = 7;
	size_t n = (size_t)strtoul(argv[2], NULL, 10), h = (size_t)strtoul(argv[3], NULL, 10);
	int64_t *needs = fill(office, n, h);
	rank_all(office, needs, n);
	propose(office);
	free(needs);
	wg_office_close(&office);
	wg_conf_close(&conf);
	return 0;
}
