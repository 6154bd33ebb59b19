#include <stdlib.h>
#include <string.h>

#include "command/import_places.h"
#include "command/siblings.h"
#include "command/walk_doors.h"
#include "store/derive.h"

/* New places and doors find their number in the walking order here: those that are there keep theirs, in whatever
 * order a person has put them; a new one goes before the first of them whose key is greater. */

typedef WG_VEC(struct wg__sibling) sibling_vec;

static int compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* By parent; there, what exists by ord, then what is new by key. A place without key goes to the end. */
static int by_parent(const void *x, const void *y)
{
	const struct wg__sibling *a = x, *b = y;
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

static enum wg_err order_family(struct wg__places *p, struct wg__sibling *s, size_t n, int level, struct wg_arena *a,
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
	struct wg__sibling *all = WG_NEW(a, struct wg__sibling, n);
	wg__siblings_merge(s, n_old, s + n_old, n - n_old, all);
	wg__siblings_number(all, n, level);
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

static const char *walk_of(const struct wg__places *p, int entrance)
{
	const char *walk = NULL;
	for (int i = entrance; !walk && i >= 0; i = p->at.at[i].parent)
		walk = p->at.at[i].walk;
	return walk && strcmp(walk, wg__walk_hand) != 0 ? walk : NULL;
}

/* Where an order was said for an entrance, its doors go by their rank in it. */
static void rank_doors(struct wg__places *p)
{
	struct wg_arena a = {0};
	struct wg_map which = {0}; /* entrance -> its place in `families` */
	WG_VEC(size_t) of = {0};   /* doors with such an order, and where the next of the family stands; 0 = none */
	WG_VEC(size_t) next = {0}, families = {0};
	for (size_t i = 0; i < p->doors.len; i++) {
		bool is_new = false;
		if (!walk_of(p, p->doors.at[i].entrance))
			continue;
		int64_t *slot = wg_map_put(&which, p->doors.at[i].entrance, &is_new);
		WG_PUSH(&of, i);
		if (is_new) {
			*slot = (int64_t)families.len;
			WG_PUSH(&families, 0);
		}
		WG_PUSH(&next, families.at[*slot]);
		families.at[*slot] = of.len;
	}
	struct wg__walk_door *d = WG_NEW(&a, struct wg__walk_door, of.len);
	for (size_t f = 0; f < families.len; f++) {
		size_t n = 0;
		for (size_t at = families.at[f]; at; at = next.at[at - 1]) {
			const struct wg__door *x = &p->doors.at[of.at[at - 1]];
			d[n++] = (struct wg__walk_door){x->floor, x->room, 0};
		}
		wg__walk_rank(walk_of(p, (int)which.entries[f].key), d, n, &a);
		n = 0;
		for (size_t at = families.at[f]; at; at = next.at[at - 1])
			p->doors.at[of.at[at - 1]].key = d[n++].rank;
	}
	wg_map_free(&which);
	WG_VEC_FREE(&of);
	WG_VEC_FREE(&next);
	WG_VEC_FREE(&families);
	wg_arena_free(&a);
}

enum wg_err wg__places_order(struct wg__places *p, struct wg_error *e)
{
	rank_doors(p);
	sibling_vec all = {0};
	enum wg_err err = WG_OK;
	for (int level = WG_LEVEL_SUBDISTRICT; err == WG_OK && level <= WG_LEVEL_ENTRANCE; level++) {
		all.len = 0;
		for (size_t i = 0; i < p->at.len; i++) {
			struct wg__place *x = &p->at.at[i];
			if (x->level == level && (x->id || x->used))
				WG_PUSH(&all, (struct wg__sibling){x->key, &x->ord, x->parent, (int)i, x->id == 0});
		}
		err = order_all(p, &all, level - 1, e);
	}
	all.len = 0;
	for (size_t i = 0; i < p->doors.len; i++) {
		struct wg__door *d = &p->doors.at[i];
		if (d->id || d->used)
			WG_PUSH(&all, (struct wg__sibling){d->key, &d->ord, d->entrance, (int)i, d->id == 0});
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
