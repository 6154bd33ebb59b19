#include "view/ids.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static size_t place(int64_t id, size_t cap)
{
	return (size_t)(((uint64_t)id * 0x9E3779B97F4A7C15u) >> 20) & (cap - 1);
}

/* The slot of id, or the free one where it would go. */
static size_t find(const struct wg_ids *set, int64_t id)
{
	size_t i = place(id, set->cap);
	while (set->slot[i] != 0 && set->slot[i] != id)
		i = (i + 1) & (set->cap - 1);
	return i;
}

bool wg_ids_has(const struct wg_ids *set, int64_t id)
{
	return set->len > 0 && id != 0 && set->slot[find(set, id)] == id;
}

static void grow(struct wg_ids *set)
{
	struct wg_ids bigger = {.cap = set->cap ? set->cap * 2 : 16, .len = set->len};
	bigger.slot = wg_xmalloc(bigger.cap * sizeof *bigger.slot);
	memset(bigger.slot, 0, bigger.cap * sizeof *bigger.slot);
	for (size_t i = 0; i < set->cap; i++)
		if (set->slot[i] != 0)
			bigger.slot[find(&bigger, set->slot[i])] = set->slot[i];
	free(set->slot);
	*set = bigger;
}

bool wg_ids_add(struct wg_ids *set, int64_t id)
{
	if (id == 0 || wg_ids_has(set, id))
		return false;
	if ((set->len + 1) * 4 > set->cap * 3)
		grow(set);
	set->slot[find(set, id)] = id;
	set->len++;
	return true;
}

bool wg_ids_remove(struct wg_ids *set, int64_t id)
{
	if (!wg_ids_has(set, id))
		return false;
	size_t gap = find(set, id), mask = set->cap - 1;
	/* Close the gap: an id further on may have been pushed past it. */
	for (size_t i = (gap + 1) & mask; set->slot[i] != 0; i = (i + 1) & mask) {
		size_t home = place(set->slot[i], set->cap);
		if (((i - home) & mask) >= ((i - gap) & mask)) {
			set->slot[gap] = set->slot[i];
			gap = i;
		}
	}
	set->slot[gap] = 0;
	set->len--;
	return true;
}

void wg_ids_clear(struct wg_ids *set)
{
	wg_ids_free(set);
}

void wg_ids_free(struct wg_ids *set)
{
	free(set->slot);
	*set = (struct wg_ids){0};
}

static int ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

void wg_ids_sorted(const struct wg_ids *set, int64_t *out)
{
	size_t n = 0;
	for (size_t i = 0; i < set->cap; i++)
		if (set->slot[i] != 0)
			out[n++] = set->slot[i];
	if (n > 1)
		qsort(out, n, sizeof *out, ascending);
}
