/* Identical cadres, all in use, nobody uncovered: f[k][i] = least cost of cutting the first i households into k
 * stretches. Layer k knows only the i from which both ends can be reached, so tight counts have narrow layers.
 * Which border was best is not stored: it is found again on the way back, one window per layer. */
#include "plan/chain.h"

#include <stdlib.h>
#include <string.h>

enum { LANES = 16 };

#define FAR ((int32_t)1 << 30) /* two of them, or one and the worst plan, still fit in int32 */

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

struct layers {
	int n, k, lo, hi, target, price;
	int32_t *load; /* sums of weights; valid from −hi on */
	int32_t *gap;
	int32_t **row; /* row[k][i], valid from first(k) − (hi − lo) to last(k) + (hi − lo) + LANES */
};

static int first_of(const struct layers *l, int k)
{
	int a = l->lo * k, b = l->n - l->hi * (l->k - k);
	return a > b ? a : b;
}

static int last_of(const struct layers *l, int k)
{
	int a = l->hi * k, b = l->n - l->lo * (l->k - k);
	return a < b ? a : b;
}

/* out[i] = min over lo <= d <= hi of prev[i − d] + price · (load[i] − load[i − d] − target)², plus the border at i. */
WIDE static void fill_row(const int32_t *prev, const int32_t *load, const int32_t *gap, int first, int last,
			  const struct layers *l, int32_t *out)
{
	int lo = l->lo, hi = l->hi, target = l->target, price = l->price;
	for (int i = first; i <= last; i += LANES) {
		int32_t best[LANES], want[LANES];
		for (int x = 0; x < LANES; x++) {
			best[x] = FAR;
			want[x] = load[i + x] - target;
		}
		const int32_t *from = prev + i, *sum = load + i;
		for (int d = lo; d <= hi; d++)
			for (int x = 0; x < LANES; x++) {
				int32_t off = want[x] - sum[x - d];
				int32_t cost = from[x - d] + price * (off * off);
				best[x] = cost < best[x] ? cost : best[x];
			}
		for (int x = 0; x < LANES; x++)
			out[i + x] = best[x] < FAR ? best[x] + gap[i + x] : FAR;
	}
}

static void trace(const struct layers *l, int *owner)
{
	int to = l->n;
	for (int k = l->k; k > 0; k--) {
		int64_t value = (int64_t)l->row[k][to] - l->gap[to];
		int from = to - l->hi;
		for (; from < to - l->lo; from++) {
			int64_t off = l->load[to] - l->load[from] - l->target;
			if (l->row[k - 1][from] + l->price * off * off == value)
				break;
		}
		for (int i = from; i < to; i++)
			owner[i] = k - 1;
		to = from;
	}
}

static int64_t run(struct layers *l, int *owner)
{
	int pad = l->hi - l->lo, side = pad + LANES;
	size_t cells = 0;
	for (int k = 0; k <= l->k; k++)
		cells += (size_t)(last_of(l, k) - first_of(l, k) + 1 + 2 * side);
	int32_t *memory = wg_xmalloc(cells * sizeof *memory), *next = memory;
	for (int k = 0; k <= l->k; k++) {
		int first = first_of(l, k), last = last_of(l, k);
		l->row[k] = next + side - first;
		for (int i = 1; i <= pad; i++)
			l->row[k][first - i] = l->row[k][last + i] = FAR;
		if (k)
			fill_row(l->row[k - 1], l->load, l->gap, first, last, l, l->row[k]);
		else
			l->row[0][0] = 0;
		for (int i = last + 1; i <= last + side; i++)
			l->row[k][i] = FAR;
		next += last - first + 1 + 2 * side;
	}
	int64_t value = l->row[l->k][l->n];
	trace(l, owner);
	free(memory);
	return value;
}

static bool applies(const struct wg_chain *c)
{
	const struct wg_partition *in = c->in;
	if (c->n == 0 || c->n_cadre == 0 || in->n_forbid || c->worst_fresh >= FAR)
		return false;
	for (int k = 0; k < c->n_cadre; k++)
		if (wg_chain_likes(c, k) || !wg_chain_alike(c, 0, k))
			return false;
	int64_t least = (int64_t)c->n_cadre * c->lo[0], most = (int64_t)c->n_cadre * c->hi[0];
	return least <= c->n && c->n <= most && c->moved[c->n] == 0;
}

bool wg_layers_solve(const struct wg_chain *c, int *owner, int64_t *objective)
{
	if (!applies(c))
		return false;
	struct layers l = {.n = c->n,
			   .k = c->n_cadre,
			   .lo = c->lo[0],
			   .hi = c->hi[0],
			   .target = c->in->cadre[0].target,
			   .price = c->in->price.load};
	size_t before = (size_t)l.hi + LANES, after = LANES + 1;
	int32_t *load = wg_xmalloc(sizeof *load * (before + (size_t)l.n + after));
	int32_t *gap = wg_xmalloc(sizeof *gap * ((size_t)l.n + after));
	memset(load, 0, sizeof *load * before);
	l.load = load + before;
	l.gap = gap;
	for (int i = 0; i <= l.n; i++) {
		l.load[i] = (int32_t)c->load[i];
		l.gap[i] = (int32_t)c->gap[i];
	}
	for (int i = l.n + 1; i < l.n + (int)after; i++) {
		l.load[i] = l.load[l.n];
		l.gap[i] = 0;
	}
	l.row = wg_xmalloc(sizeof *l.row * ((size_t)l.k + 1));
	*objective = run(&l, owner);
	free(l.row);
	free(gap);
	free(load);
	return true;
}
