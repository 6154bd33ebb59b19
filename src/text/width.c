#include "text/width.h"

#include <stddef.h>

/* What is not listed is narrow. Eight bytes a range: the table is searched for every rare character drawn. */
struct range {
	uint32_t lo;
	uint32_t hi : 24, kind : 8;
};

static const struct range ranges[] = {
#include "text/width_table.inc"
};

enum wg_rune_kind wg_rune_kind(uint32_t r)
{
	if (r >= 0x20 && r < 0x7F)
		return WG_RUNE_NARROW;
	if (r >= 0x4E00 && r <= 0x9FFF)
		return WG_RUNE_WIDE;
	size_t lo = 0, hi = sizeof ranges / sizeof ranges[0];
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (ranges[mid].hi < r)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < sizeof ranges / sizeof ranges[0] && ranges[lo].lo <= r)
		return (enum wg_rune_kind)ranges[lo].kind;
	return r <= 0x10FFFF ? WG_RUNE_NARROW : WG_RUNE_REFUSED;
}

int wg_rune_width(uint32_t r, int ambiguous)
{
	switch (wg_rune_kind(r)) {
	case WG_RUNE_WIDE:
	case WG_RUNE_UNDRAWN:
		return 2;
	case WG_RUNE_AMBIGUOUS:
		return ambiguous;
	case WG_RUNE_MARK:
	case WG_RUNE_DROPPED:
		return 0;
	case WG_RUNE_NARROW:
	case WG_RUNE_REFUSED:
		break;
	}
	return 1;
}
