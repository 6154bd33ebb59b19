#include <stdlib.h>

#include "command/import_places.h"
#include "store/derive.h"

/* New places and doors find their number in the walking order here: those that are there keep theirs, in whatever
 * order a person has put them; a new one goes before the first of them whose key is greater. */

enum { STEP = 16 }; /* between places that have no order of their own, while there is room */

struct sibling {
	int64_t key, *ord;
	int parent, seq; /* seq: order in the file */
	bool is_new;
};

typedef WG_VEC(struct sibling) sibling_vec;

static int compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* By parent; there, what exists by ord, then what is new by key. A place without key goes to the end. */
static int by_parent(const void *x, const void *y)
{
	const struct sibling *a = x, *b = y;
	int c = compare(a->parent, b->parent);
	if (c == 0)
		c = compare(a->is_new, b->is_new);
	if (c == 0 && !a->is_new)
		c = compare(*a->ord, *b->ord);
	if (c == 0 && a->is_new)
		c = compare(a->key == 0, b->key == 0);
	if (c == 0 && a->is_new)
		c = compare(a->key, b->key);
	return c ? c : compare(a->seq, b->seq);
}

/* Merges old[0..n_old) and fresh[0..n) (each in its order) into out. */
static void merge(const struct sibling *old, size_t n_old, const struct sibling *fresh, size_t n, struct sibling *out)
{
	size_t i = 0, k = 0;
	while (i < n_old || k < n) {
		bool take_new = i == n_old || (k < n && fresh[k].key != 0 && old[i].key > fresh[k].key);
		if (k == n)
			take_new = false;
		*out++ = take_new ? fresh[k++] : old[i++];
	}
}

/* Spreads siblings over 1 … room: each its share of the width. */
static void spread(struct sibling *s, size_t n, int64_t room)
{
	for (size_t i = 0; i < n; i++)
		*s[i].ord = (int64_t)((i + 1) * (size_t)(room + 1) / (n + 1));
}

/* Fits each run of new siblings evenly between its neighbours; false when a gap is too narrow. */
static bool fit(struct sibling *s, size_t n, int64_t room)
{
	for (size_t i = 0; i < n;) {
		size_t run = 0;
		while (i + run < n && s[i + run].is_new)
			run++;
		if (run == 0) {
			i++;
			continue;
		}
		int64_t before = i > 0 ? *s[i - 1].ord : 0, after = i + run < n ? *s[i + run].ord : room + 1;
		int64_t width = after - before, k = (int64_t)run;
		if (width <= k)
			return false;
		bool behind_all = s[i].key == 0 && i + run == n;
		for (int64_t j = 1; j <= k; j++)
			*s[i + (size_t)j - 1].ord =
				behind_all && width > STEP * (k + 1) ? before + STEP * j : before + width * j / (k + 1);
		i += run;
	}
	return true;
}

static enum wg_err order_family(struct wg__places *p, struct sibling *s, size_t n, int level, struct wg_arena *a,
				struct wg_error *e)
{
	int64_t room = wg_level_room(level);
	size_t n_old = 0;
	while (n_old < n && !s[n_old].is_new)
		n_old++;
	if (n_old == n)
		return WG_OK;
	if ((int64_t)n > room) {
		int up = s[0].parent;
		while (up >= 0 && !*p->at.at[up].name)
			up = p->at.at[up].parent;
		return wg_fail(e, WG_EREFUSED, N_("{1} has {2} places or doors below it; at most {3} fit"), "sll",
			       up >= 0 ? p->at.at[up].name : "", (long long)n, (long long)room);
	}
	struct sibling *all = WG_NEW(a, struct sibling, n);
	merge(s, n_old, s + n_old, n - n_old, all);
	bool keyless = all[n - 1].key == 0 && level < WG_LEVEL_COMPOUND;
	if ((n_old == 0 && !keyless) || !fit(all, n, room))
		spread(all, n, room);
	return WG_OK;
}

static enum wg_err order_all(struct wg__places *p, sibling_vec *all, int level, struct wg_error *e)
{
	struct wg_arena a = {0};
	enum wg_err err = WG_OK;
	if (all->len > 1)
		qsort(all->at, all->len, sizeof *all->at, by_parent);
	for (size_t i = 0, n; err == WG_OK && i < all->len; i += n) {
		n = 1;
		while (i + n < all->len && all->at[i + n].parent == all->at[i].parent)
			n++;
		err = order_family(p, all->at + i, n, level, &a, e);
	}
	wg_arena_free(&a);
	return err;
}

enum wg_err wg__places_order(struct wg__places *p, struct wg_error *e)
{
	sibling_vec all = {0};
	enum wg_err err = WG_OK;
	for (int level = WG_LEVEL_SUBDISTRICT; err == WG_OK && level <= WG_LEVEL_ENTRANCE; level++) {
		all.len = 0;
		for (size_t i = 0; i < p->at.len; i++) {
			struct wg__place *x = &p->at.at[i];
			if (x->level == level && (x->id || x->used))
				WG_PUSH(&all, (struct sibling){x->key, &x->ord, x->parent, (int)i, x->id == 0});
		}
		err = order_all(p, &all, level - 1, e);
	}
	all.len = 0;
	for (size_t i = 0; i < p->doors.len; i++) {
		struct wg__door *d = &p->doors.at[i];
		if (d->id || d->used)
			WG_PUSH(&all, (struct sibling){d->key, &d->ord, d->entrance, (int)i, d->id == 0});
	}
	if (err == WG_OK)
		err = order_all(p, &all, WG_LEVEL_ENTRANCE, e);
	WG_VEC_FREE(&all);
	for (size_t i = 0; i < p->at.len; i++) {
		struct wg__place *x = &p->at.at[i];
		x->lo = x->ord << wg_level_shift(x->level);
	}
	for (int level = WG_LEVEL_COMMUNITY; level <= WG_LEVEL_ENTRANCE; level++) {
		for (size_t i = 0; i < p->at.len; i++) {
			struct wg__place *x = &p->at.at[i];
			if (x->level == level && x->parent >= 0)
				x->lo += p->at.at[x->parent].lo;
		}
	}
	for (size_t i = 0; i < p->doors.len; i++)
		p->doors.at[i].pos = p->at.at[p->doors.at[i].entrance].lo + p->doors.at[i].ord;
	return err;
}

static enum wg_err write_place(struct wg__places *p, struct wg__place *x, int64_t *n_new, struct wg_error *e)
{
	struct wg_tx *tx = p->c->tx;
	if (x->id)
		return x->ord == x->old_ord ? WG_OK
					    : wg_row_set(tx, WG_T_PLACE, x->id, WG_PLACE_ORD, wg_int_value(x->ord), e);
	if (!x->used)
		return WG_OK;
	struct wg_value v[WG_PLACE_COLUMNS] = {
		[WG_PLACE_PARENT_ID] = x->parent < 0 ? (struct wg_value){0} : wg_int_value(p->at.at[x->parent].id),
		[WG_PLACE_LEVEL] = wg_int_value(x->level),
		[WG_PLACE_ORD] = wg_int_value(x->ord),
		[WG_PLACE_NAME] = wg_text_value(x->name),
		[WG_PLACE_IMPLICIT] = wg_int_value(x->implicit),
	};
	n_new[x->level] += !x->implicit;
	return wg_row_insert(tx, WG_T_PLACE, v, &x->id, e);
}

/* From above to below; there in walking order. */
struct in_walk {
	int64_t level, lo;
	size_t i;
};

static int by_walk(const void *x, const void *y)
{
	const struct in_walk *a = x, *b = y;
	int c = compare(a->level, b->level);
	if (c == 0)
		c = compare(a->lo, b->lo);
	return c ? c : compare((int64_t)a->i, (int64_t)b->i);
}

enum wg_err wg__places_write(struct wg__places *p, int64_t *n_new, struct wg_error *e)
{
	struct in_walk *order = WG_NEW(p->a, struct in_walk, p->at.len);
	enum wg_err err = WG_OK;
	for (size_t i = 0; i < p->at.len; i++)
		order[i] = (struct in_walk){p->at.at[i].level, p->at.at[i].lo, i};
	if (p->at.len > 1)
		qsort(order, p->at.len, sizeof *order, by_walk);
	for (size_t i = 0; err == WG_OK && i < p->at.len; i++)
		err = write_place(p, &p->at.at[order[i].i], n_new, e);
	return err;
}
