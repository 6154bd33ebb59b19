#include "command/walk_doors.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "command/siblings.h"
#include "store/derive.h"
#include "text/address.h"

const char wg__walk_hand[] = "hand";

static const char SQL_DOORS[] = "SELECT id, ord, floor, room FROM door WHERE entrance_id = $1 ORDER BY ord";
static const char SQL_WALK[] =
	"SELECT q.walk FROM place p JOIN place q ON q.lo <= p.lo AND q.hi >= p.hi WHERE p.id = $1 AND q.walk IS NOT "
	"NULL ORDER BY q.level DESC LIMIT 1";

/* What a door is sorted by. */
struct sorted {
	int64_t a, b, c;
	size_t i;
};

static int compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_walk(const void *x, const void *y)
{
	const struct sorted *p = x, *q = y;
	int c = compare(p->a, q->a);
	if (c == 0)
		c = compare(p->b, q->b);
	if (c == 0)
		c = compare(p->c, q->c);
	return c ? c : compare((int64_t)p->i, (int64_t)q->i);
}

/* The number at the end of a room: 501A is odd. Without one: even. */
static bool is_odd(const char *room)
{
	const char *last = NULL;
	for (const char *s = room; *s; s++) {
		if (*s >= '0' && *s <= '9')
			last = s;
	}
	return last && (*last - '0') % 2 == 1;
}

static int by_floor(const void *x, const void *y)
{
	return compare(*(const int *)x, *(const int *)y);
}

/* The floors that there are, from below; *n is how many. */
static int *floors_of(const struct wg__walk_door *d, size_t n_doors, size_t *n, struct wg_arena *a)
{
	int *floors = WG_NEW(a, int, n_doors);
	for (size_t i = 0; i < n_doors; i++)
		floors[i] = d[i].floor;
	if (n_doors > 1)
		qsort(floors, n_doors, sizeof *floors, by_floor);
	*n = 0;
	for (size_t i = 0; i < n_doors; i++) {
		if (*n == 0 || floors[*n - 1] != floors[i])
			floors[(*n)++] = floors[i];
	}
	return floors;
}

static bool is_mode(const char *mode, const char *word)
{
	return mode && strcmp(mode, word) == 0;
}

void wg__walk_rank(const char *mode, struct wg__walk_door *doors, size_t n, struct wg_arena *a)
{
	size_t n_floors = 0;
	const int *floors = floors_of(doors, n, &n_floors, a);
	bool top_down = is_mode(mode, "top-down"), odd_even = is_mode(mode, "odd-even");
	bool serpentine = is_mode(mode, "serpentine");
	struct sorted *s = WG_NEW(a, struct sorted, n);
	for (size_t i = 0; i < n; i++) {
		int64_t key = wg_place_order_key(WG_ADDRESS_ROOM, doors[i].room);
		s[i] = (struct sorted){.c = key ? key : INT64_MAX, .i = i};
		if (top_down || odd_even || serpentine)
			s[i].a = top_down ? -doors[i].floor : doors[i].floor;
		if (odd_even)
			s[i].b = !is_odd(doors[i].room);
		const int *at =
			serpentine ? bsearch(&doors[i].floor, floors, n_floors, sizeof *floors, by_floor) : NULL;
		if (at && (at - floors) % 2 == 1)
			s[i].c = -s[i].c;
	}
	if (n > 1)
		qsort(s, n, sizeof *s, by_walk);
	for (size_t i = 0; i < n; i++)
		doors[s[i].i].rank = (int64_t)i + 1;
}

enum wg_err wg__walk_of(struct wg_call *c, int64_t entrance, const char **mode, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_WALK);
	wg_bind_int(st, 1, entrance);
	*mode = wg_step(st) ? wg_arena_strdup(c->a, wg_text(st, 0)) : NULL;
	return wg_done(st, e);
}

struct at_door {
	int64_t id, ord, old;
};

/* The doors of an entrance as they are walked now, with room for `more` behind them. */
struct entrance {
	struct wg__walk_door *doors;
	struct at_door *at;
	struct wg__sibling *siblings;
	size_t n;
};

static enum wg_err load(struct wg_call *c, int64_t id, size_t more, struct entrance *en, struct wg_error *e)
{
	WG_VEC(struct wg__walk_door) doors = {0};
	WG_VEC(struct at_door) at = {0};
	struct wg_stmt *st = wg_query(c->db, SQL_DOORS);
	wg_bind_int(st, 1, id);
	while (wg_step(st)) {
		WG_PUSH(&at, (struct at_door){wg_int(st, 0), wg_int(st, 1), wg_int(st, 1)});
		WG_PUSH(&doors, (struct wg__walk_door){(int)wg_int(st, 2), wg_arena_strdup(c->a, wg_text(st, 3)), 0});
	}
	enum wg_err err = wg_done(st, e);
	size_t n = doors.len, all = n + more;
	en->n = n;
	en->doors = WG_NEW(c->a, struct wg__walk_door, all);
	en->at = WG_NEW(c->a, struct at_door, all);
	en->siblings = WG_NEW(c->a, struct wg__sibling, all);
	if (n > 0) {
		memcpy(en->doors, doors.at, n * sizeof *doors.at);
		memcpy(en->at, at.at, n * sizeof *at.at);
	}
	WG_VEC_FREE(&doors);
	WG_VEC_FREE(&at);
	if (err == WG_OK && (int64_t)all > wg_level_room(WG_LEVEL_ENTRANCE))
		err = wg_fail(e, WG_EREFUSED, N_("an entrance has at most {1} doors"), "l",
			      (long long)wg_level_room(WG_LEVEL_ENTRANCE));
	return err;
}

static enum wg_err write_numbers(struct wg_call *c, const struct entrance *en, int64_t *changed, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	*changed = 0;
	for (size_t i = 0; err == WG_OK && i < en->n; i++) {
		if (en->at[i].ord == en->at[i].old)
			continue;
		err = wg_row_set(c->tx, WG_T_DOOR, en->at[i].id, WG_DOOR_ORD, wg_int_value(en->at[i].ord), e);
		++*changed;
	}
	return err;
}

static int by_key(const void *x, const void *y)
{
	const struct wg__sibling *a = x, *b = y;
	return compare(a->key, b->key);
}

static bool in_order(const struct wg__sibling *s, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (s[i - 1].key > s[i].key)
			return false;
	}
	return true;
}

static enum wg_err enter(struct wg_call *c, int64_t entrance, const struct wg__door_in *in, int64_t ord,
			 struct wg_error *e)
{
	int64_t id = in->id;
	if (id) {
		enum wg_err err = wg_row_set(c->tx, WG_T_DOOR, id, WG_DOOR_ENTRANCE_ID, wg_int_value(entrance), e);
		return err == WG_OK ? wg_row_set(c->tx, WG_T_DOOR, id, WG_DOOR_ORD, wg_int_value(ord), e) : err;
	}
	struct wg_value v[WG_DOOR_COLUMNS] = {
		[WG_DOOR_ENTRANCE_ID] = wg_int_value(entrance), [WG_DOOR_ORD] = wg_int_value(ord),
		[WG_DOOR_FLOOR] = wg_int_value(in->floor),      [WG_DOOR_ROOM] = wg_text_value(in->room),
		[WG_DOOR_LABEL] = wg_text_value(in->label),     [WG_DOOR_KIND] = wg_text_value(in->kind),
	};
	return wg_row_insert(c->tx, WG_T_DOOR, v, &id, e);
}

enum wg_err wg__doors_enter(struct wg_call *c, int64_t entrance, const struct wg__door_in *in, size_t n,
			    struct wg_error *e)
{
	struct entrance en;
	const char *mode = NULL;
	int64_t changed;
	enum wg_err err = wg__walk_of(c, entrance, &mode, e);
	if (err != WG_OK || (err = load(c, entrance, n, &en, e)) != WG_OK)
		return err;
	for (size_t i = 0; i < n; i++)
		en.doors[en.n + i] = (struct wg__walk_door){in[i].floor, in[i].room, 0};
	wg__walk_rank(mode, en.doors, en.n + n, c->a);
	for (size_t i = 0; i < en.n + n; i++)
		en.siblings[i] =
			(struct wg__sibling){.key = en.doors[i].rank, .ord = &en.at[i].ord, .is_new = i >= en.n};
	struct wg__sibling *all = WG_NEW(c->a, struct wg__sibling, en.n + n);
	bool kept = !mode || is_mode(mode, wg__walk_hand) || in_order(en.siblings, en.n);
	if (n > 1)
		qsort(en.siblings + en.n, n, sizeof *en.siblings, by_key);
	wg__siblings_merge(en.siblings, en.n, en.siblings + en.n, n, all);
	if (kept) {
		wg__siblings_number(all, en.n + n, WG_LEVEL_ENTRANCE);
	} else {
		qsort(all, en.n + n, sizeof *all, by_key);
		wg__siblings_spread(all, en.n + n, WG_LEVEL_ENTRANCE);
	}
	err = write_numbers(c, &en, &changed, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = enter(c, entrance, &in[i], en.at[en.n + i].ord, e);
	return err;
}

enum wg_err wg__doors_order(struct wg_call *c, int64_t entrance, const char *mode, const int64_t *first, size_t n_first,
			    int64_t *changed, struct wg_error *e)
{
	struct entrance en;
	enum wg_err err = load(c, entrance, 0, &en, e);
	if (err != WG_OK)
		return err;
	wg__walk_rank(mode, en.doors, en.n, c->a);
	for (size_t i = 0; i < en.n; i++) {
		bool by_hand = is_mode(mode, wg__walk_hand);
		int64_t key = by_hand ? (int64_t)i + 1 : en.doors[i].rank;
		for (size_t k = 0; k < n_first; k++) {
			if (first[k] == en.at[i].id)
				key = (int64_t)k - (int64_t)n_first;
		}
		en.siblings[i] = (struct wg__sibling){.key = key, .ord = &en.at[i].ord};
	}
	*changed = 0;
	if (in_order(en.siblings, en.n))
		return WG_OK;
	qsort(en.siblings, en.n, sizeof *en.siblings, by_key);
	wg__siblings_spread(en.siblings, en.n, WG_LEVEL_ENTRANCE);
	return write_numbers(c, &en, changed, e);
}
