/* Fixed borders, free cadres: the assignment problem by the Hungarian method with potentials (shortest augmenting
 * paths), stretches as rows, cadres as columns; O(stretches² · cadres). */
#include "plan/chain.h"

#include <stdlib.h>
#include <string.h>

enum { CADRES_MAX = 1200 };

#define FORBIDDEN ((int64_t)1 << 52) /* above any plan, far below overflow when added up */

struct stretch {
	int from, to;
};

struct assignment {
	int rows, cols;
	const int64_t *cost;            /* [rows][cols] */
	int64_t *row_price, *col_price; /* [rows+1], [cols+1]; index 0 is the free row that asks */
	int *row_of;                    /* [cols+1] */
	int *way;
	int64_t *slack;
	bool *seen;
	bool *placed; /* [rows+1] */
};

static int find_stretches(const struct wg_chain *c, const int *owner, struct stretch *out)
{
	int n = 0;
	for (int i = 0; i < c->n; i++) {
		if (owner[i] < 0)
			continue;
		if (i > 0 && owner[i - 1] == owner[i])
			out[n - 1].to = i + 1;
		else if (n == c->n_cadre)
			return n + 1;
		else
			out[n++] = (struct stretch){i, i + 1};
	}
	return n;
}

/* Cost of each cadre for the stretch, over what the cadre costs when it stays idle. */
static void fill_costs(const struct wg_chain *c, struct stretch s, int64_t *cost)
{
	int length = s.to - s.from, fixed = c->next_fixed && c->next_fixed[s.from] < s.to ? 1 : 0;
	for (int k = 0; k < c->n_cadre; k++)
		cost[k] =
			length < c->lo[k] || length > c->hi[k]
				? FORBIDDEN
				: wg_chain_square(c, k, s.from, s.to) + c->moved[s.to] - c->moved[s.from] - c->idle[k];
	for (int g = c->gain_first[s.from]; g < c->gain_first[s.to]; g++)
		cost[c->gain[g].cadre] -= c->gain[g].gain;
	bool banned = c->next_ban[s.from] < s.to;
	for (int k = 0; (banned || fixed) && k < c->n_cadre; k++)
		if (wg_chain_is_banned(c, k, s.from, s.to) ||
		    (fixed && wg_chain_stretch(c, k, s.from, s.to) >= WG_CHAIN_INF))
			cost[k] = FORBIDDEN;
}

/* One row more: a shortest path from it to a free column over reduced costs, then the prices follow. */
static void augment(struct assignment *m, int row)
{
	int col = 0;
	m->row_of[0] = row;
	for (int j = 0; j <= m->cols; j++) {
		m->slack[j] = INT64_MAX;
		m->seen[j] = false;
	}
	do {
		m->seen[col] = true;
		int at = m->row_of[col], next = 0;
		int64_t least = INT64_MAX;
		const int64_t *cost = m->cost + (size_t)(at - 1) * (size_t)m->cols;
		for (int j = 1; j <= m->cols; j++) {
			if (m->seen[j])
				continue;
			int64_t reduced = cost[j - 1] - m->row_price[at] - m->col_price[j];
			if (reduced < m->slack[j]) {
				m->slack[j] = reduced;
				m->way[j] = col;
			}
			if (m->slack[j] < least) {
				least = m->slack[j];
				next = j;
			}
		}
		for (int j = 0; j <= m->cols; j++) {
			if (m->seen[j]) {
				m->row_price[m->row_of[j]] += least;
				m->col_price[j] -= least;
			} else {
				m->slack[j] -= least;
			}
		}
		col = next;
	} while (m->row_of[col]);
	for (; col; col = m->way[col])
		m->row_of[col] = m->row_of[m->way[col]];
}

/* Feasible prices, and as many rows as can at once have a column that costs no more than their cheapest; the present
 * cadre first. Among cadres that are alike this is nearly everything. */
static void start_greedy(struct assignment *m, const int *present)
{
	for (int r = 1; r <= m->rows; r++) {
		const int64_t *cost = m->cost + (size_t)(r - 1) * (size_t)m->cols;
		int64_t least = cost[0];
		for (int j = 1; j < m->cols; j++)
			least = cost[j] < least ? cost[j] : least;
		m->row_price[r] = least;
		int col = cost[present[r - 1]] == least && !m->row_of[present[r - 1] + 1] ? present[r - 1] : 0;
		while (col < m->cols && (cost[col] != least || m->row_of[col + 1]))
			col++;
		if (col < m->cols)
			m->row_of[col + 1] = r;
		m->placed[r] = col < m->cols;
	}
}

bool wg_assign_stretches(const struct wg_chain *c, int *owner, int64_t *objective)
{
	if (c->n_cadre > CADRES_MAX || c->n_cadre == 0)
		return false;
	struct wg_arena a = {0};
	struct stretch *s = WG_NEW(&a, struct stretch, c->n_cadre);
	int rows = find_stretches(c, owner, s), cols = c->n_cadre;
	bool found = rows <= cols;
	if (!found)
		goto out;
	int64_t *cost = WG_NEW(&a, int64_t, (size_t)rows * (size_t)cols);
	for (int r = 0; r < rows; r++)
		fill_costs(c, s[r], cost + (size_t)r * (size_t)cols);
	struct assignment m = {.rows = rows,
			       .cols = cols,
			       .cost = cost,
			       .row_price = WG_NEW(&a, int64_t, rows + 1),
			       .col_price = WG_NEW(&a, int64_t, cols + 1),
			       .row_of = WG_NEW(&a, int, cols + 1),
			       .way = WG_NEW(&a, int, cols + 1),
			       .slack = WG_NEW(&a, int64_t, cols + 1),
			       .seen = WG_NEW(&a, bool, cols + 1),
			       .placed = WG_NEW(&a, bool, rows + 1)};
	int *present = WG_NEW(&a, int, rows);
	for (int r = 0; r < rows; r++)
		present[r] = owner[s[r].from];
	start_greedy(&m, present);
	for (int r = 1; r <= rows; r++)
		if (!m.placed[r])
			augment(&m, r);
	for (int j = 1; j <= cols && found; j++)
		found = !m.row_of[j] ||
			cost[(size_t)(m.row_of[j] - 1) * (size_t)cols + (size_t)(j - 1)] < FORBIDDEN / 2;
	for (int j = 1; j <= cols && found; j++)
		for (int i = m.row_of[j] ? s[m.row_of[j] - 1].from : 0; m.row_of[j] && i < s[m.row_of[j] - 1].to; i++)
			owner[i] = j - 1;
	if (found) {
		struct wg_partition_value v;
		wg_partition_evaluate(c->in, owner, &v);
		*objective = v.objective;
	}
out:
	wg_arena_free(&a);
	return found;
}
