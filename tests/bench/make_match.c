/* libs: */
/* make_match N H: N needs and H helpers as an instance for wgp-match. 24 skills in 6 groups, 14 half-days, communities
 * of 60 helpers on a ring; a need sees the helpers of its own community and then of those around it, 30 at most, the
 * best; more persons are wanted than there are places. The same bytes every time. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	SKILLS = 24,
	PER_GROUP = 4,
	HALF_DAYS = 14,
	COMMUNITY = 60,
	COMPOUND = 20,
	BUILDING = 4,
	DEGREE = 30,
	LOOK = 90
};

struct helper {
	int skill[2], level[2], days, cap;
};

struct edge {
	int helper, score;
};

static uint64_t state = 20260325;

static int below(int n)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int)((state >> 33) % (uint64_t)n);
}

static int by_score(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;
	return x->score != y->score ? y->score - x->score : x->helper - y->helper;
}

/* Fit of a helper, 0 = cannot. The home is a helper's seat near which the need lives. */
static int fit(const struct helper *h, int helper, int skill, int day, int home, int is_own)
{
	int best = 0;
	if (!(h->days >> day & 1))
		return 0;
	for (int k = 0; k < 2; k++) {
		int value = h->skill[k] == skill                           ? 200 + 50 * h->level[k]
			    : h->skill[k] / PER_GROUP == skill / PER_GROUP ? 50 + 20 * h->level[k]
									   : 0;
		best = value > best ? value : best;
	}
	if (!best)
		return 0;
	if (is_own)
		best += helper / BUILDING == home / BUILDING ? 200 : helper / COMPOUND == home / COMPOUND ? 120 : 60;
	best += below(20) == 0 ? 150 : below(31);
	return best > 780 ? 780 : best;
}

static int find_edges(const struct helper *all, int h, int skill, int day, int home, int base, struct edge *out)
{
	int communities = (h + COMMUNITY - 1) / COMMUNITY, own = home / COMMUNITY, n = 0;
	for (int ring = 0; ring < communities && n < LOOK; ring++) {
		int step = ring % 2 ? (ring + 1) / 2 : -(ring / 2), c = (own + step + communities) % communities;
		for (int j = c * COMMUNITY; j < h && j < (c + 1) * COMMUNITY; j++) {
			int f = fit(&all[j], j, skill, day, home, c == own);
			if (f && n < LOOK + COMMUNITY)
				out[n++] = (struct edge){j, base + f};
		}
	}
	qsort(out, (size_t)n, sizeof *out, by_score);
	return n < DEGREE ? n : DEGREE;
}

int main(int argc, char **argv)
{
	int n = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0, h = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 0;
	if (n <= 0 || h <= 0)
		return 64;
	struct helper *all = calloc((size_t)h, sizeof *all);
	struct edge *edge = calloc((size_t)n * DEGREE, sizeof *edge), found[LOOK + COMMUNITY];
	int *degree = calloc((size_t)n, sizeof *degree), *persons = calloc((size_t)n, sizeof *persons);
	long m = 0;
	for (int j = 0; j < h; j++) {
		for (int k = 0; k < 2; k++) {
			all[j].skill[k] = below(SKILLS);
			all[j].level[k] = 1 + below(4);
		}
		all[j].days = below(1 << HALF_DAYS) | below(1 << HALF_DAYS);
		all[j].cap = 1 + below(4);
	}
	for (int i = 0; i < n; i++) {
		int urgency = below(10), many = below(10), base = urgency < 1 ? 9000 : urgency < 4 ? 3000 : 1000;
		int skill = below(SKILLS), day = below(HALF_DAYS), home = below(h);
		persons[i] = many < 7 ? 1 : many < 9 ? 2 : 3;
		degree[i] = find_edges(all, h, skill, day, home, base, found);
		for (int k = 0; k < degree[i]; k++)
			edge[m++] = found[k];
	}
	printf("%d %d %ld\n", n, h, m);
	for (int i = 0, at = 0; i < n; i++) {
		printf("%d %d", persons[i], degree[i]);
		for (int k = 0; k < degree[i]; k++, at++)
			printf(" %d %d", edge[at].helper, edge[at].score);
		puts("");
	}
	for (int j = 0; j < h; j++)
		printf("%d\n", all[j].cap);
	free(all);
	free(edge);
	free(degree);
	free(persons);
	return fflush(stdout) == 0 ? 0 : 74;
}
