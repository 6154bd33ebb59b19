#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/office.h"
#include "text/match.h"
#include "wangge/household.h"
#include "wangge/worker.h"

/* SQL: the contact next door along the walk, before and behind; the place between is the households' own. */
static const char SQL_BEFORE[] = "SELECT contact_id FROM household WHERE pos < $1 AND pos >= $2 AND status = 'here' "
				 "ORDER BY pos DESC, id DESC LIMIT 1";
static const char SQL_BEHIND[] = "SELECT contact_id FROM household WHERE pos > $1 AND pos <= $2 AND status = 'here' "
				 "ORDER BY pos, id LIMIT 1";
static const char SQL_WALK[] = "SELECT pos, contact_id FROM household WHERE id = $1";
/* SQL: the community that the first of them lies in: nobody is next door across its border. */
static const char SQL_COMMUNITY[] = "SELECT lo, hi FROM place WHERE level = 2 AND lo <= $1 AND hi >= $1";

struct stretch {
	int64_t lo, hi;         /* of the households */
	int64_t from, to;       /* of their community */
	int64_t before, behind; /* contacts next door */
	int64_t holder;         /* who has all of them already; 0 = nobody */
};

static enum wg_err measure(wg_office *office, const int64_t *ids, size_t n, struct stretch *s, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	*s = (struct stretch){.lo = INT64_MAX, .hi = -1};
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		struct wg_stmt *st = wg_query(office->db, SQL_WALK);
		wg_bind_int(st, 1, ids[i]);
		if (wg_step(st)) {
			int64_t pos = wg_int(st, 0);
			s->lo = pos < s->lo ? pos : s->lo;
			s->hi = pos > s->hi ? pos : s->hi;
			int64_t contact = wg_is_null(st, 1) ? 0 : wg_int(st, 1);
			s->holder = i == 0 || s->holder == contact ? contact : 0;
		}
		err = wg_done(st, e);
	}
	if (err != WG_OK || s->hi < 0)
		return err;
	struct wg_stmt *st = wg_query(office->db, SQL_COMMUNITY);
	wg_bind_int(st, 1, s->lo);
	if (wg_step(st)) {
		s->from = wg_int(st, 0);
		s->to = wg_int(st, 1);
	}
	return wg_done(st, e);
}

static enum wg_err next_door(wg_office *office, struct stretch *s, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_BEFORE);
	wg_bind_int(st, 1, s->lo);
	wg_bind_int(st, 2, s->from);
	enum wg_err err = wg_one_int(st, 0, &s->before, e);
	if (err != WG_OK)
		return err;
	st = wg_query(office->db, SQL_BEHIND);
	wg_bind_int(st, 1, s->hi);
	wg_bind_int(st, 2, s->to);
	return wg_one_int(st, 0, &s->behind, e);
}

static int rank(const struct wg_worker_fit *f)
{
	return f->holds ? 2 : f->next_door ? 0 : 1;
}

static int by_fit(const void *a, const void *b)
{
	const struct wg_worker_fit *x = a, *y = b;
	if (rank(x) != rank(y))
		return rank(x) - rank(y);
	if (x->rank != y->rank)
		return x->rank - y->rank;
	if (x->worker.load != y->worker.load)
		return x->worker.load < y->worker.load ? -1 : 1;
	return (x->worker.id > y->worker.id) - (x->worker.id < y->worker.id);
}

enum wg_err wg_worker_match(wg_office *office, const char *typed, const int64_t *households, size_t n,
			    struct wg_arena *a, struct wg_worker_fits *out, struct wg_error *e)
{
	struct stretch s;
	struct wg_workers all;
	struct wg_query query;
	enum wg_err err = measure(office, households, n, &s, e);
	if (err == WG_OK && s.hi >= 0)
		err = next_door(office, &s, e);
	if (err != WG_OK)
		return err;
	struct wg_node here = {.kind = s.hi < 0 ? WG_NODE_OFFICE : WG_NODE_PLACE, .lo = s.lo, .hi = s.hi};
	if ((err = wg_worker_list(office, &here, true, a, &all, e)) != WG_OK)
		return err;
	wg_query_read(&query, typed, strlen(typed));
	struct wg_worker_fit *fits = WG_NEW(a, struct wg_worker_fit, all.n);
	size_t found = 0;
	for (size_t i = 0; i < all.n; i++) {
		struct wg_name name;
		struct wg_match m = {0};
		const struct wg_worker *w = &all.at[i];
		wg_name_read(&name, w->name, strlen(w->name));
		if (*typed && !wg_match_name(&query, &name, &m))
			continue;
		fits[found++] = (struct wg_worker_fit){.worker = *w,
						       .next_door = w->id == s.before || w->id == s.behind,
						       .holds = w->id == s.holder,
						       .rank = m.rank,
						       .highlight = m.highlight};
	}
	if (found > 1)
		qsort(fits, found, sizeof *fits, by_fit);
	*out = (struct wg_worker_fits){fits, found};
	return WG_OK;
}
