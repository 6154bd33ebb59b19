#include "tests/plan/needs.h"

#include <stdio.h>
#include <stdlib.h>

static int32_t random_score(struct wg_random *r, int has)
{
	static const int32_t class[] = {1000, 3000, 9000};
	int32_t fit = 1 + wg_random_below(r, has & NEEDS_TIES ? 3 : 800);
	return has & NEEDS_URGENT ? class[wg_random_below(r, 3)] + fit : fit;
}

static int32_t random_cap(struct wg_random *r, int has)
{
	return has & NEEDS_SCARCE ? wg_random_below(r, 2) : wg_random_below(r, 4);
}

/* degree different helpers at most, by a walk over them with a random start and step. */
static int32_t random_edges(struct needs *x, struct wg_random *r, int degree, int has, struct wg_match_edge *out)
{
	int32_t n = 0;
	for (int32_t j = 0, left = x->p.n_helper; j < x->p.n_helper; j++, left--)
		if (wg_random_below(r, left) < degree - n)
			out[n++] = (struct wg_match_edge){j, random_score(r, has)};
	return n;
}

void needs_random(struct needs *x, struct wg_arena *a, struct wg_random *r, int n, int h, int degree, int has)
{
	int32_t groups = has & NEEDS_GROUPS ? (h + 1) / 2 : 0, used = 0;
	*x = (struct needs){.need = WG_NEW(a, struct wg_match_need, n),
			    .edge = WG_NEW(a, struct wg_match_edge, n * degree),
			    .helper = WG_NEW(a, struct wg_match_helper, h),
			    .group_cap = WG_NEW(a, int32_t, groups)};
	x->p = (struct wg_match_problem){n, h, groups, x->need, x->helper, x->group_cap};
	for (int32_t g = 0; g < groups; g++)
		x->group_cap[g] = wg_random_below(r, 4);
	for (int32_t j = 0; j < h; j++)
		x->helper[j] =
			(struct wg_match_helper){random_cap(r, has), groups ? wg_random_below(r, groups + 1) - 1 : -1};
	for (int32_t i = 0; i < n; used += x->need[i++].n_edge) {
		int most = 1 + wg_random_below(r, degree);
		struct wg_match_edge *edge = x->edge + used;
		x->need[i] = (struct wg_match_need){1 + wg_random_below(r, WG_MATCH_PERSONS_MAX),
						    random_edges(x, r, most, has, edge), edge};
	}
}

void needs_shuffle(struct needs *x, struct wg_random *r)
{
	struct wg_match_edge *edge = x->edge;
	for (int32_t i = 0; i < x->p.n_need; edge += x->need[i++].n_edge)
		for (int32_t k = x->need[i].n_edge - 1; k > 0; k--) {
			int with = wg_random_below(r, k + 1);
			struct wg_match_edge kept = edge[k];
			edge[k] = edge[with];
			edge[with] = kept;
		}
}

struct trial {
	const struct wg_match_problem *p;
	int32_t *helper_left, *group_left;
};

static int64_t try_edges(struct trial *t, int32_t need, int32_t edge, int32_t persons)
{
	const struct wg_match_problem *p = t->p;
	if (need == p->n_need)
		return 0;
	if (edge == p->need[need].n_edge || persons == 0) {
		int32_t next = need + 1;
		return try_edges(t, next, 0, next < p->n_need ? p->need[next].persons : 0);
	}
	int64_t best = try_edges(t, need, edge + 1, persons);
	struct wg_match_edge x = p->need[need].edge[edge];
	int32_t g = p->helper[x.helper].group, *group = g >= 0 ? &t->group_left[g] : NULL;
	if (t->helper_left[x.helper] == 0 || (group && *group == 0))
		return best;
	t->helper_left[x.helper]--;
	if (group)
		--*group;
	int64_t with = x.score + try_edges(t, need, edge + 1, persons - 1);
	t->helper_left[x.helper]++;
	if (group)
		++*group;
	return with > best ? with : best;
}

int64_t needs_brute_force(const struct wg_match_problem *p)
{
	struct wg_arena a = {0};
	struct trial t = {p, WG_NEW(&a, int32_t, p->n_helper), WG_NEW(&a, int32_t, p->n_group)};
	for (int32_t j = 0; j < p->n_helper; j++)
		t.helper_left[j] = p->helper[j].cap;
	for (int32_t g = 0; g < p->n_group; g++)
		t.group_left[g] = p->group_cap[g];
	int64_t best = try_edges(&t, 0, 0, p->n_need ? p->need[0].persons : 0);
	wg_arena_free(&a);
	return best;
}

void needs_write(const struct wg_match_problem *p, const char *path)
{
	FILE *f = fopen(path, "w");
	int32_t m = 0;
	if (!f)
		abort();
	for (int32_t i = 0; i < p->n_need; i++)
		m += p->need[i].n_edge;
	fprintf(f, "%d %d %d\n", p->n_need, p->n_helper, m);
	for (int32_t i = 0; i < p->n_need; i++) {
		fprintf(f, "%d %d", p->need[i].persons, p->need[i].n_edge);
		for (int32_t k = 0; k < p->need[i].n_edge; k++)
			fprintf(f, " %d %d", p->need[i].edge[k].helper, p->need[i].edge[k].score);
		fputc('\n', f);
	}
	for (int32_t j = 0; j < p->n_helper; j++)
		fprintf(f, "%d\n", p->helper[j].cap);
	if (fclose(f))
		abort();
}
