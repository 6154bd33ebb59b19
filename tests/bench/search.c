/* libs: wangge sqlite3 libsodium libzip expat xlsxwriter yaml-0.1 libutf8proc */
/* search OFFICE: what it takes to find while one types, for each character. A list of households narrowed by / in the
 * whole office, for each kind of text; in the first place below it; where a filter is on already; and people found in
 * the whole office. Prints a line for each: 99th percentile of wall time, of CPU time, median of wall time in ms, how
 * many characters, the slowest text. Then a list filtered by an expression, one sorted by a column: median ms. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conf/conf.h"
#include "wangge/household.h"
#include "wangge/search.h"

enum { MOST = 4000, FOUND = 500, HITS = 60 };

struct times {
	double ms[MOST], cpu[MOST];
	char text[MOST][64];
	int n;
};

/* Where is looked: narrowed lists, or people. */
struct place {
	wg_office *office;
	const struct wg_node *scope;
	const int64_t *among;
	size_t n_among;
	bool people;
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "search: %s\n", what);
	exit(1);
}

static double now_ms(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void find(const struct place *p, const char *typed)
{
	struct wg_arena a = {0};
	struct wg_hits hits;
	int64_t *ids;
	size_t n;
	bool more;
	enum wg_err err = p->people ? wg_search(p->office, typed, NULL, HITS, &a, &hits, NULL)
				    : wg_search_households(p->office, typed, p->scope, p->among, p->n_among, FOUND, &a,
							   &ids, &n, &more, NULL);
	if (err != WG_OK)
		die("cannot search");
	wg_arena_free(&a);
}

static void type(const struct place *p, const char *text, struct times *t)
{
	char typed[64] = "";
	for (const char *s = text; *s && t->n < MOST;) {
		size_t len = 1;
		while (((unsigned char)s[len] & 0xC0) == 0x80)
			len++;
		strncat(typed, s, len);
		s += len;
		double before = now_ms(CLOCK_MONOTONIC), cpu = now_ms(CLOCK_PROCESS_CPUTIME_ID);
		find(p, typed);
		t->cpu[t->n] = now_ms(CLOCK_PROCESS_CPUTIME_ID) - cpu;
		t->ms[t->n] = now_ms(CLOCK_MONOTONIC) - before;
		snprintf(t->text[t->n++], sizeof t->text[0], "%s", typed);
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
	qsort(t->cpu, (size_t)t->n, sizeof *t->cpu, by_ms);
	printf("%.3f %.3f %.3f %d %s\n", t->ms[t->n * 99 / 100], t->cpu[t->n * 99 / 100], t->ms[t->n / 2], t->n, text);
}

enum { KINDS = 6, TEXTS = 10, ROUNDS = 8 };

static const char *const texts[KINDS][TEXTS] = {
	{"张伟", "王", "欧阳娜", "黄秋军", "朱", "周晓"},
	{"zhangwei", "zw", "lixiu", "chen", "huang", "wuxiao", "qqq"},
	{"501", "1203", "2701", "13800", "3-2-501", "3栋2单元"},
	{"独居", "高龄", "残疾", "低保"},
	{"3栋 张 独居", "zhang 3栋 高龄", "王 高龄", "独居 li", "张 独居"},
	{"liu yi", "刘 外村", "王 2单元 3", "孙 李", "zhang 3", "张 晓", "wei chen"},
};

static void type_kind(const struct place *p, int kind, struct times *t)
{
	for (int round = 0; round < ROUNDS; round++)
		for (int i = 0; i < TEXTS && texts[kind][i]; i++)
			type(p, texts[kind][i], t);
}

static void type_kinds(const struct place *p)
{
	static struct times t;
	for (int kind = 0; kind < KINDS; kind++) {
		t.n = 0;
		type_kind(p, kind, &t);
		report(&t);
	}
}

static void type_all(const struct place *p)
{
	static struct times t;
	t.n = 0;
	for (int kind = 0; kind < KINDS; kind++)
		type_kind(p, kind, &t);
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
		double before = now_ms(CLOCK_MONOTONIC);
		if (wg_household_ids(office, node, &f, 500000, &a, &ids, &n, NULL, NULL) != WG_OK)
			die(where);
		t.ms[t.n++] = now_ms(CLOCK_MONOTONIC) - before;
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
	type_kinds(&(struct place){.office = office, .scope = &node});
	type_all(&(struct place){.office = office, .scope = &first});
	type_all(&(struct place){.office = office, .scope = &node, .among = ids, .n_among = n});
	type_all(&(struct place){.office = office, .people = true});
	list_ms(office, &node, "独居 & 楼栋=3", "");
	list_ms(office, &node, "", "head");
	wg_office_close(&office);
	wg_arena_free(&a);
	return 0;
}
