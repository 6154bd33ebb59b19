#include "plan/relax.h"

#include <stdlib.h>
#include <string.h>

/* ---- kinds ---- */

/* The class of each cadre, in class_of; those who like something get a kind of their own behind the classes. */
static void number_kinds(struct wg_relax *r, int *class_of)
{
	const struct wg_chain *c = r->c;
	for (int k = 0; k < c->n_cadre; k++) {
		int class = r->apart[k] ? r->n_class : 0;
		while (class < r->n_class &&
		       (r->apart[r->kind[class].cadre] || !wg_chain_alike(c, r->kind[class].cadre, k)))
			class ++;
		if (class == r->n_class)
			r->kind[r->n_class++] = (struct wg_kind){.cadre = k, .class = class};
		r->kind[class].number++;
		class_of[k] = class;
	}
	r->n_kind = r->n_class;
	for (int k = 0; k < c->n_cadre; k++)
		if (wg_chain_likes(c, k))
			r->kind[r->n_kind++] = (struct wg_kind){.cadre = k, .number = 1, .class = class_of[k]};
}

static void list_members(struct wg_relax *r, const int *class_of)
{
	int n = 0;
	for (int t = 0; t < r->n_kind; t++) {
		r->kind[t].first_member = n;
		for (int k = 0; k < r->c->n_cadre; k++)
			if (t < r->n_class ? class_of[k] == t : r->kind[t].cadre == k)
				r->member[n++] = k;
	}
}

/* A household is banned for a class when it is for every member. */
static void list_bans(struct wg_relax *r)
{
	const struct wg_chain *c = r->c;
	int n = 0;
	for (int t = 0; t < r->n_class; t++) {
		struct wg_kind *kind = &r->kind[t];
		kind->first_ban = n;
		for (int b = c->ban_first[kind->cadre]; b < c->ban_first[kind->cadre + 1]; b++) {
			int m = 0, h = c->ban[b];
			while (m < kind->number && wg_chain_is_banned(c, r->member[kind->first_member + m], h, h + 1))
				m++;
			if (m == kind->number)
				r->ban[n++] = h;
		}
		kind->end_ban = n;
	}
}

bool wg_relax_is_banned(const struct wg_relax *r, int class, int from, int to)
{
	int lo = r->kind[class].first_ban, hi = r->kind[class].end_ban, end = hi;
	if (r->kind[class].number == 1 && wg_chain_touches(r->c, r->kind[class].cadre, from, to))
		return true;
	while (lo < hi) {
		int mid = lo + (hi - lo) / 2;
		if (r->ban[mid] < from)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < end && r->ban[lo] < to;
}

/* ---- columns ---- */

/* Walks over all stretches that touch what the kind likes. Without r->column it only counts them by end. */
static void each_column(struct wg_relax *r, int kind, int *at)
{
	const struct wg_chain *c = r->c;
	int cadre = r->kind[kind].cadre, end = c->liking_first[cadre + 1];
	for (int g = c->liking_first[cadre], from = 0; g < end && c->hi[cadre]; from++) {
		while (g < end && c->liking[g].household < from)
			g++;
		if (g == end)
			break;
		if (c->liking[g].household >= from + c->hi[cadre])
			from = c->liking[g].household - c->hi[cadre] + 1;
		int64_t gain = 0;
		int x = g, most = from + c->hi[cadre] < c->n ? from + c->hi[cadre] : c->n;
		for (int to = from + 1; to <= most; to++) {
			int h = to - 1;
			bool fixed_away = c->next_fixed && c->in->fixed[h] >= 0 && c->in->fixed[h] != cadre;
			if (fixed_away || (c->next_ban[h] == h && wg_chain_is_banned(c, cadre, h, to)))
				break;
			for (; x < end && c->liking[x].household < to; x++)
				gain += c->liking[x].gain;
			if (to - from < c->lo[cadre] || x == g)
				continue;
			if (r->column)
				r->column[at[to]] = (struct wg_column){
					wg_relax_plain(r, cadre, from, to) - WG_PRICE_SCALE * gain, from, kind};
			at[to]++;
		}
	}
}

static void list_columns(struct wg_relax *r)
{
	int n = r->c->n, *at = WG_NEW(r->arena, int, n + 2);
	r->column_first = WG_NEW(r->arena, int, n + 2);
	r->column = NULL;
	for (int t = r->n_class; t < r->n_kind; t++)
		each_column(r, t, at);
	for (int i = 0; i <= n; i++) {
		r->column_first[i + 1] = r->column_first[i] + at[i];
		at[i] = r->column_first[i];
	}
	if (r->column_first[n + 1] == 0)
		return;
	r->column = WG_NEW(r->arena, struct wg_column, r->column_first[n + 1]);
	for (int t = r->n_class; t < r->n_kind; t++)
		each_column(r, t, at);
}

void wg_relax_build(struct wg_relax *r)
{
	const struct wg_chain *c = r->c;
	struct wg_arena *a = r->arena;
	int *class_of = WG_NEW(a, int, c->n_cadre);
	r->n_kind = r->n_class = 0;
	r->kind = WG_NEW(a, struct wg_kind, 2 * c->n_cadre);
	r->member = WG_NEW(a, int, 2 * c->n_cadre);
	r->ban = WG_NEW(a, int, c->in->n_forbid);
	number_kinds(r, class_of);
	list_members(r, class_of);
	list_bans(r);
	list_columns(r);
	r->held = WG_NEW(a, int64_t, c->n + 1);
	r->free = WG_NEW(a, int64_t, c->n + 1);
	r->start = WG_NEW(a, int64_t, c->n + 1);
	r->last = WG_NEW(a, struct wg_step, c->n + 1);
	r->go_held = WG_NEW(a, int64_t, c->n + 1);
	r->go_free = WG_NEW(a, int64_t, c->n + 1);
	r->step = WG_NEW(a, struct wg_step, c->n + 1);
	r->used = WG_NEW(a, int, r->n_kind);
}

void wg_relax_copy_prices(struct wg_relax *r, const struct wg_relax *old)
{
	int64_t *price = WG_NEW(r->arena, int64_t, r->c->n_cadre), *rent = WG_NEW(r->arena, int64_t, r->c->n_cadre);
	for (int t = 0; t < old->n_kind; t++)
		for (int m = 0; m < old->kind[t].number; m++) {
			int cadre = old->member[old->kind[t].first_member + m];
			*(t < old->n_class ? &price[cadre] : &rent[cadre]) = old->kind[t].price;
		}
	for (int t = 0; t < r->n_kind; t++) {
		int k = r->kind[t].cadre;
		r->kind[t].price = t >= r->n_class ? rent[k] : price[k];
	}
	wg_relax_charge(r);
}

void wg_relax_charge(struct wg_relax *r)
{
	for (int t = 0; t < r->n_kind; t++)
		r->kind[t].charge = r->kind[t].price + (t < r->n_class ? 0 : r->kind[r->kind[t].class].price);
}

/* ---- the shortest path ---- */

/* Whether something may keep the class from stretches that end at i or later and begin at first or later. */
static bool has_bans(const struct wg_relax *r, int class, int first, int i)
{
	const struct wg_kind *k = &r->kind[class];
	return (k->number == 1 && wg_chain_likes(r->c, k->cadre)) ||
	       (k->first_ban < k->end_ban && r->c->next_ban[first] < i);
}

/* Least start[j] + cost over plain stretches [j, i) of the class. */
static void plain_end(const struct wg_relax *r, int class, int i, int64_t *best, struct wg_step *step)
{
	const struct wg_chain *c = r->c;
	int cadre = r->kind[class].cadre;
	int first = i - c->hi[cadre], last = i - c->lo[cadre];
	first = first < 0 ? 0 : first;
	if (!c->hi[cadre] || first > last)
		return;
	bool bans = has_bans(r, class, first, i), fixes = c->next_fixed && c->next_fixed[first] < i;
	int64_t want = c->load[i] - c->in->cadre[cadre].target, scale = WG_PRICE_SCALE * (int64_t)c->in->price.load;
	int64_t moved = WG_PRICE_SCALE * c->moved[i], price = r->kind[class].price;
	int64_t least = *best - moved - price;
	int from = -1;
	for (int j = first; j <= last && !bans && !fixes; j++) {
		int64_t off = want - c->load[j],
			cost = r->start[j] - WG_PRICE_SCALE * c->moved[j] + scale * (off * off);
		if (cost < least) {
			least = cost;
			from = j;
		}
	}
	if (from >= 0) {
		*best = least + moved + price;
		*step = (struct wg_step){from, i, class};
	}
	for (int j = first; j <= last && (bans || fixes); j++) {
		if ((fixes && c->next_fixed[j] < i) || (bans && wg_relax_is_banned(r, class, j, i)) ||
		    r->start[j] >= WG_CHAIN_INF)
			continue;
		int64_t cost = r->start[j] + wg_relax_plain(r, cadre, j, i) + price;
		if (cost < *best) {
			*best = cost;
			*step = (struct wg_step){j, i, class};
		}
	}
}

static int64_t scaled_skip(const struct wg_chain *c, int i)
{
	return c->skip[i] >= WG_CHAIN_INF ? WG_CHAIN_INF : WG_PRICE_SCALE * c->skip[i];
}

static int64_t plus(int64_t a, int64_t b)
{
	return a >= WG_CHAIN_INF || b >= WG_CHAIN_INF ? WG_CHAIN_INF : a + b;
}

static void trace(struct wg_relax *r)
{
	const struct wg_chain *c = r->c;
	memset(r->used, 0, sizeof *r->used * (size_t)r->n_kind);
	bool free = r->free[c->n] < r->held[c->n];
	r->n_step = 0;
	for (int i = c->n; i > 0;) {
		struct wg_step s = free ? (struct wg_step){i - 1, i, -1} : r->last[i];
		r->step[r->n_step++] = s;
		i = s.from;
		if (free) {
			free = plus(r->free[i], scaled_skip(c, i)) == r->free[i + 1];
		} else {
			wg_relax_count(r, s.kind);
			free = r->free[i] < r->held[i];
		}
	}
	for (int x = 0, y = r->n_step - 1; x < y; x++, y--) {
		struct wg_step s = r->step[x];
		r->step[x] = r->step[y];
		r->step[y] = s;
	}
}

void wg_relax_forward(struct wg_relax *r)
{
	const struct wg_chain *c = r->c;
	wg_relax_charge(r);
	r->held[0] = r->start[0] = 0;
	r->free[0] = WG_CHAIN_INF;
	for (int i = 1; i <= c->n; i++) {
		int64_t best = WG_CHAIN_INF;
		for (int q = 0; q < r->n_class; q++)
			plain_end(r, q, i, &best, &r->last[i]);
		int found = -1;
		for (int x = r->column_first[i]; x < r->column_first[i + 1]; x++) {
			int64_t cost =
				r->start[r->column[x].from] + r->column[x].cost + r->kind[r->column[x].kind].charge;
			if (cost < best) {
				best = cost;
				found = x;
			}
		}
		if (found >= 0)
			r->last[i] = (struct wg_step){r->column[found].from, i, r->column[found].kind};
		r->held[i] = best > WG_CHAIN_INF / 2 ? WG_CHAIN_INF : best;
		int64_t leave = plus(r->held[i - 1], WG_PRICE_SCALE * c->gap[i - 1]);
		r->free[i] = plus(leave < r->free[i - 1] ? leave : r->free[i - 1], scaled_skip(c, i - 1));
		int64_t least = r->held[i] < r->free[i] ? r->held[i] : r->free[i];
		r->start[i] = plus(least, WG_PRICE_SCALE * c->gap[i]);
	}
	int64_t least = r->held[c->n] < r->free[c->n] ? r->held[c->n] : r->free[c->n];
	r->value = least;
	if (least >= WG_CHAIN_INF)
		return;
	for (int t = 0; t < r->n_kind; t++)
		r->value -= r->kind[t].number * r->kind[t].price;
	trace(r);
}

static void lower(int64_t *to, int64_t value)
{
	*to = value < *to ? value : *to;
}

/* Plain stretches [j, i) of the class, pushed from their end to their start. */
static void plain_back(const struct wg_relax *r, int class, int i, int64_t *begin)
{
	const struct wg_chain *c = r->c;
	int cadre = r->kind[class].cadre;
	int first = i - c->hi[cadre] < 0 ? 0 : i - c->hi[cadre], last = i - c->lo[cadre];
	bool bans = first <= last && has_bans(r, class, first, i);
	for (int j = first; j <= last && c->hi[cadre]; j++) {
		if ((c->next_fixed && c->next_fixed[j] < i) || (bans && wg_relax_is_banned(r, class, j, i)))
			continue;
		lower(&begin[j], wg_relax_plain(r, cadre, j, i) + r->kind[class].price + r->go_held[i]);
	}
}

void wg_relax_backward(struct wg_relax *r)
{
	const struct wg_chain *c = r->c;
	int64_t *begin =
		wg_xmalloc(sizeof *begin * ((size_t)c->n + 1)); /* least cost of [i, n) with a stretch from i */
	for (int i = 0; i <= c->n; i++)
		begin[i] = WG_CHAIN_INF;
	for (int i = c->n; i >= 0; i--) {
		int64_t gap = WG_PRICE_SCALE * c->gap[i];
		int64_t skip = i < c->n ? plus(scaled_skip(c, i), r->go_free[i + 1]) : WG_CHAIN_INF;
		r->go_held[i] = i == c->n ? 0 : plus(begin[i] < skip ? begin[i] : skip, gap);
		r->go_free[i] = i == c->n ? 0 : plus(begin[i], gap) < skip ? plus(begin[i], gap) : skip;
		if (r->go_held[i] >= WG_CHAIN_INF)
			continue;
		for (int q = 0; q < r->n_class; q++)
			plain_back(r, q, i, begin);
		for (int x = r->column_first[i]; x < r->column_first[i + 1]; x++)
			lower(&begin[r->column[x].from],
			      r->column[x].cost + r->kind[r->column[x].kind].charge + r->go_held[i]);
	}
	free(begin);
}

int64_t wg_relax_limit(const struct wg_relax *r, int64_t limit)
{
	limit *= WG_PRICE_SCALE;
	for (int t = 0; t < r->n_kind; t++)
		limit += r->kind[t].number * r->kind[t].price;
	return limit;
}

void wg_relax_prune(struct wg_relax *r, int64_t limit)
{
	int64_t most = wg_relax_limit(r, limit);
	int n = 0, next = 0;
	wg_relax_backward(r);
	for (int i = 0; i <= r->c->n; i++) {
		int end = r->column_first[i + 1];
		r->column_first[i] = n;
		for (; next < end; next++) {
			const struct wg_column *col = &r->column[next];
			if (r->start[col->from] < WG_CHAIN_INF && r->go_held[i] < WG_CHAIN_INF &&
			    r->start[col->from] + col->cost + r->kind[col->kind].charge + r->go_held[i] <= most)
				r->column[n++] = *col;
		}
	}
	r->column_first[r->c->n + 1] = n;
}

bool wg_relax_thin(struct wg_relax *r)
{
	const struct wg_chain *c = r->c;
	int n = 0, all = r->column_first[c->n + 1];
	int64_t dearest = -WG_CHAIN_INF;
	for (int i = 1; i < c->n; i++)
		dearest = c->gap[i] > dearest ? c->gap[i] : dearest;
	int *first = WG_NEW(r->arena, int, c->n + 2);
	struct wg_column *thin = WG_NEW(r->arena, struct wg_column, all);
	for (int i = 0; i <= c->n; i++) {
		first[i] = n;
		for (int x = r->column_first[i]; x < r->column_first[i + 1] && c->gap[i] < dearest; x++)
			if (c->gap[r->column[x].from] < dearest)
				thin[n++] = r->column[x];
	}
	first[c->n + 1] = n;
	if (n == 0 || n == all)
		return false;
	r->whole_first = r->column_first;
	r->whole = r->column;
	r->column_first = first;
	r->column = thin;
	return true;
}

void wg_relax_whole(struct wg_relax *r)
{
	r->column_first = r->whole_first;
	r->column = r->whole;
}
