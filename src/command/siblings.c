#include "command/siblings.h"

#include "store/derive.h"
#include "wangge/place.h"

enum { STEP = 16 }; /* between places that have no order of their own, while there is room */

void wg__siblings_merge(const struct wg__sibling *old, size_t n_old, const struct wg__sibling *fresh, size_t n,
			struct wg__sibling *out)
{
	size_t i = 0, k = 0;
	while (i < n_old || k < n) {
		bool take_new = i == n_old || (k < n && fresh[k].key != 0 && old[i].key > fresh[k].key);
		if (k == n)
			take_new = false;
		*out++ = take_new ? fresh[k++] : old[i++];
	}
}

void wg__siblings_spread(struct wg__sibling *s, size_t n, int level)
{
	int64_t room = wg_level_room(level);
	for (size_t i = 0; i < n; i++)
		*s[i].ord = (int64_t)((i + 1) * (size_t)(room + 1) / (n + 1));
}

/* Fits each run of new siblings evenly between its neighbours; false when a gap is too narrow. */
static bool fit(struct wg__sibling *s, size_t n, int64_t room)
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

void wg__siblings_number(struct wg__sibling *s, size_t n, int level)
{
	bool all_new = true;
	for (size_t i = 0; i < n; i++)
		all_new = all_new && s[i].is_new;
	bool keyless = n > 0 && s[n - 1].key == 0 && level < WG_LEVEL_COMPOUND;
	if ((all_new && !keyless) || !fit(s, n, wg_level_room(level)))
		wg__siblings_spread(s, n, level);
}
