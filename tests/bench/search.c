/* libs: wangge sqlite3 libsodium libzip expat xlsxwriter yaml-0.1 libutf8proc */
/* search OFFICE: a list of households narrowed character by character, as / does it: in the whole office, in the first
 * place below it, and where a filter is on already. Prints a line for each: 99th percentile, median in ms, how many
 * characters, the slowest text. Then a list filtered by an expression, one sorted by a column: median ms. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conf/conf.h"
#include "wangge/household.h"
#include "wangge/search.h"

enum { MOST = 4000, FOUND = 500 };

struct times {
	double ms[MOST];
	char text[MOST][64];
	int n;
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "search: %s\n", what);
	exit(1);
}

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void type(wg_office *office, const struct wg_node *scope, const int64_t *among, size_t n_among, const char *text,
		 struct times *t)
{
	char typed[64] = "";
	for (const char *s = text; *s && t->n < MOST;) {
		size_t len = 1;
		while (((unsigned char)s[len] & 0xC0) == 0x80)
			len++;
		strncat(typed, s, len);
		s += len;
		struct wg_arena a = {0};
		int64_t *ids;
		size_t n;
		bool more;
		double before = now_ms();
		if (wg_search_households(office, typed, scope, among, n_among, FOUND, &a, &ids, &n, &more, NULL) !=
		    WG_OK)
			die("cannot search");
		snprintf(t->text[t->n], sizeof t->text[0], "%s", typed);
		t->ms[t->n++] = now_ms() - before;
		wg_arena_free(&a);
	}
}

static int by_ms(const void *x, const void *y)
{
	const double *a = x, *b = y;
	return (*a > *b) - (*a < *b);
}

static void report(struct times *t)
{
	int slowest = 0;
	for (int i = 1; i < t->n; i++)
		slowest = t->ms[i] > t->ms[slowest] ? i : slowest;
	char text[64];
	snprintf(text, sizeof text, "%s", t->text[slowest]);
	qsort(t->ms, (size_t)t->n, sizeof *t->ms, by_ms);
	printf("%.3f %.3f %d %s\n", t->ms[t->n * 99 / 100], t->ms[t->n / 2], t->n, text);
}

static void type_all(wg_office *office, const struct wg_node *scope, const int64_t *among, size_t n_among)
{
	static const char *const texts[] = {
		"张伟",   "王",         "zhangwei", "zw",     "lixiu", "欧阳娜", "chen",    "3栋 张 独居",    "501",
		"1203",   "2701",       "3-2-501",  "独居",   "高龄",  "huang",  "刘 外村", "zhang 3栋 高龄", "qqq",
		"liu yi", "王 2单元 3", "黄秋军",   "wuxiao", "朱",    "孙 李",
	};
	static struct times t;
	t.n = 0;
	for (int round = 0; round < 8; round++)
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
			type(office, scope, among, n_among, texts[i], &t);
	report(&t);
}

static void list_ms(wg_office *office, const struct wg_node *node, const char *where, const char *sort)
{
	struct times t = {.n = 0};
	for (int i = 0; i < 5; i++) {
		struct wg_arena a = {0};
		struct wg_household_filter f = {.where = where, .sort = sort};
		int64_t *ids;
		size_t n = 0;
		double before = now_ms();
		if (wg_household_ids(office, node, &f, 500000, &a, &ids, &n, NULL, NULL) != WG_OK)
			die(where);
		t.ms[t.n++] = now_ms() - before;
		wg_arena_free(&a);
	}
	qsort(t.ms, (size_t)t.n, sizeof *t.ms, by_ms);
	printf("%.3f %s%s\n", t.ms[t.n / 2], where, sort);
}

static int by_id(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;
	return (*a > *b) - (*a < *b);
}

int main(int argc, char **argv)
{
	struct wg_conf *conf = NULL;
	struct wg_arena a = {0};
	wg_office *office = NULL;
	struct wg_node node, first;
	struct wg_nodes below;
	int64_t *ids;
	size_t n = 0;
	if (argc != 2 || wg_conf_open(NULL, &conf, NULL) != WG_OK)
		die("search OFFICE");
	struct wg_office_opts opts = {.path = argv[1], .codes = wg_conf_codes(conf), .uid = 0, .actor = "bench"};
	if (wg_office_open(&office, &opts, NULL) != WG_OK ||
	    wg_node_get(office, WG_NODE_OFFICE, 0, &a, &node, NULL) != WG_OK ||
	    wg_node_children(office, &node, &a, &below, NULL) != WG_OK || below.n == 0)
		die(argv[1]);
	first = below.at[0];
	struct wg_household_filter f = {.where = "人口>2"};
	if (wg_household_ids(office, &node, &f, 500000, &a, &ids, &n, NULL, NULL) != WG_OK)
		die("cannot filter");
	qsort(ids, n, sizeof *ids, by_id);
	type_all(office, &node, NULL, 0);
	type_all(office, &first, NULL, 0);
	type_all(office, &node, ids, n);
	list_ms(office, &node, "独居 & 楼栋=3", "");
	list_ms(office, &node, "", "head");
	wg_office_close(&office);
	wg_arena_free(&a);
	return 0;
}
