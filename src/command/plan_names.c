/* Cadres who are alike can change places without any price: each gets the stretch of which it has most already, so that
 * a plan from the beginning still changes as few contacts as it can. */
#include <stdlib.h>

#include "base/vec.h"
#include "command/plan_build.h"

/* Nothing ties the cadre to a household: no nearness, no recusal, no pin. */
static bool *free_cadres(const struct wg__part *part, struct wg_arena *a)
{
	bool *is_free = WG_NEW(a, bool, part->in.n_cadre);
	for (int k = 0; k < part->in.n_cadre; k++)
		is_free[k] = true;
	for (int i = 0; i < part->in.n_bonus; i++)
		is_free[part->in.bonus[i].cadre] = false;
	for (int i = 0; i < part->in.n_forbid; i++)
		is_free[part->in.forbid[i].cadre] = false;
	for (size_t i = 0; i < part->n_pins; i++) {
		is_free[part->pins[i].right] = false;
		if (part->pins[i].left >= 0)
			is_free[part->pins[i].left] = false;
	}
	return is_free;
}

static bool alike(const struct wg__part *part, int a, int b)
{
	const struct wg_partition_cadre *x = &part->in.cadre[a], *y = &part->in.cadre[b];
	return x->lo == y->lo && x->hi == y->hi && x->target == y->target && !x->held == !y->held;
}

/* So many households of one's stretch are with the other before. */
struct overlap {
	int owner, before, n;
};

static int by_size(const void *a, const void *b)
{
	const struct overlap *x = a, *y = b;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return x->owner != y->owner ? (x->owner > y->owner) - (x->owner < y->owner)
				    : (x->before > y->before) - (x->before < y->before);
}

typedef WG_VEC(struct overlap) overlaps;

static void count_overlaps(const struct wg__part *part, const int *before, const bool *is_free, overlaps *list)
{
	for (int i = 0; i < part->n; i++) {
		int now = part->result.owner[i], then = before[i];
		if (now < 0 || then < 0 || !is_free[now] || !is_free[then] || !alike(part, now, then))
			continue;
		size_t k = list->len;
		while (k > 0 && list->at[k - 1].owner == now && list->at[k - 1].before != then)
			k--;
		if (k > 0 && list->at[k - 1].owner == now)
			list->at[k - 1].n++;
		else
			WG_PUSH(list, (struct overlap){now, then, 1});
	}
	if (list->len > 1)
		qsort(list->at, list->len, sizeof *list->at, by_size);
}

/* name[k]: who gets the stretch of k. Whoever is left over gets what is left over, in order. */
static void give_names(const struct wg__part *part, const overlaps *list, const bool *is_free, struct wg_arena *a,
		       int *name)
{
	int n = part->in.n_cadre;
	bool *taken = WG_NEW(a, bool, n);
	for (int k = 0; k < n; k++)
		name[k] = is_free[k] ? -1 : k;
	for (size_t i = 0; i < list->len; i++) {
		const struct overlap *o = &list->at[i];
		if (name[o->owner] >= 0 || taken[o->before])
			continue;
		name[o->owner] = o->before;
		taken[o->before] = true;
	}
	for (int k = 0; k < n; k++) {
		if (name[k] < 0 && !taken[k]) {
			name[k] = k;
			taken[k] = true;
		}
	}
	for (int k = 0; k < n; k++) {
		for (int x = 0; name[k] < 0 && x < n; x++) {
			if (is_free[x] && !taken[x] && alike(part, k, x)) {
				name[k] = x;
				taken[x] = true;
			}
		}
	}
}

void wg__plan_rename(struct wg__part *part, const int *before, struct wg_arena *a)
{
	struct wg_arena scratch = {0};
	overlaps list = {0};
	if (!part->result.owner)
		return;
	const bool *is_free = free_cadres(part, &scratch);
	int *name = WG_NEW(&scratch, int, part->in.n_cadre), *owner = WG_NEW(a, int, part->n);
	count_overlaps(part, before, is_free, &list);
	give_names(part, &list, is_free, &scratch, name);
	for (int i = 0; i < part->n; i++)
		owner[i] = part->result.owner[i] < 0 ? -1 : name[part->result.owner[i]];
	part->result.owner = owner;
	WG_VEC_FREE(&list);
	wg_arena_free(&scratch);
}
