#include <string.h>

#include "base/clock.h"
#include "model/office.h"
#include "text/key.h"
#include "wangge/need.h"

enum { RECENT_DAYS = 30, TITLE_RUNES = 200 };

static bool shares_code(const char *x, const char *y)
{
	for (const char *s = x; s && *s; s += strcspn(s, " "), s += strspn(s, " ")) {
		size_t len = strcspn(s, " ");
		for (const char *t = y; *t; t += strcspn(t, " "), t += strspn(t, " ")) {
			if (strcspn(t, " ") == len && strncmp(s, t, len) == 0)
				return true;
		}
	}
	return false;
}

static size_t runes_of(const char *text, uint32_t *out)
{
	return wg_fold_runes(text, strlen(text), WG_FOLD_LOWER | WG_FOLD_DOTS, out, TITLE_RUNES);
}

/* How many neighbouring pairs of characters of the shorter one stand in the other. */
static size_t pairs_in(const uint32_t *x, size_t n, const uint32_t *y, size_t m)
{
	size_t hits = 0;
	for (size_t i = 0; i + 1 < n; i++) {
		bool found = false;
		for (size_t k = 0; !found && k + 1 < m; k++)
			found = x[i] == y[k] && x[i + 1] == y[k + 1];
		hits += found;
	}
	return hits;
}

/* 灶打不着火, 灶台打不着; 路灯坏了, 路灯不亮: a third of the pairs of the shorter one. */
static bool alike(const char *a, const char *b)
{
	uint32_t x[TITLE_RUNES], y[TITLE_RUNES];
	size_t n = runes_of(a, x), m = runes_of(b, y);
	if (n < 2 || m < 2)
		return n == m && n > 0 && memcmp(x, y, n * sizeof *x) == 0;
	size_t pairs = n < m ? pairs_in(x, n, y, m) : pairs_in(y, m, x, n);
	return pairs > 0 && 3 * pairs >= (n < m ? n : m) - 1;
}

static bool is_like(const struct wg_need *n, const struct wg_need_likeness *of, int64_t since)
{
	bool titled = of->title && *of->title, served = of->services && *of->services;
	bool over = n->state == WG_STATE_REJECTED || n->state == WG_STATE_CANCELLED;
	if (!wg_need_state_info[n->state].open && (over || n->at < since))
		return false;
	if (!titled && !served)
		return true;
	return (served && shares_code(of->services, n->services)) || (titled && alike(of->title, n->title));
}

static enum wg_err around(wg_office *office, int64_t place, const struct wg_node *node, bool *yes, struct wg_arena *a,
			  struct wg_error *e)
{
	struct wg_node other;
	enum wg_err err = wg_node_get(office, WG_NODE_PLACE, place, a, &other, e);
	if (err == WG_OK)
		*yes = (other.lo >= node->lo && other.hi <= node->hi) || (other.lo <= node->lo && other.hi >= node->hi);
	return err;
}

enum wg_err wg_need_similar(wg_office *office, const struct wg_need_likeness *of, struct wg_arena *a,
			    struct wg_needs *out, struct wg_error *e)
{
	struct wg_need_query q = {.household_id = of->household_id};
	struct wg_needs all;
	struct wg_node node = {0};
	int64_t since = wg_now() - (int64_t)RECENT_DAYS * 24 * 3600;
	size_t n = 0;
	enum wg_err err = wg_need_list(office, &q, a, &all, e);
	if (err == WG_OK && !of->household_id)
		err = wg_node_get(office, WG_NODE_PLACE, of->place_id, a, &node, e);
	for (size_t i = 0; err == WG_OK && i < all.n; i++) {
		bool here = of->household_id != 0;
		if (!here && !all.at[i].household_id)
			err = around(office, all.at[i].place_id, &node, &here, a, e);
		if (here && is_like(&all.at[i], of, since))
			all.at[n++] = all.at[i];
	}
	if (err == WG_OK)
		*out = (struct wg_needs){all.at, n};
	return err;
}
