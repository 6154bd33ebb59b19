/* match.h: does what was typed find this name? Hanzi, full pinyin and initials may be mixed: zw, zhw, zhangw, zwei,
 * 张w, z伟 and wei all find 张伟. */
#ifndef WANGGE_TEXT_MATCH_H
#define WANGGE_TEXT_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/pinyin.h"

enum { WG_QUERY_RUNES = 32 };

/* One word as typed. Several words are the caller's business: each must match something of the row. */
struct wg_query {
	int n;
	bool fuzzy; /* accept near-alike sounds; wg_query_read() sets it */
	uint32_t runes[WG_QUERY_RUNES];
	uint16_t variants[WG_QUERY_RUNES];
};
void wg_query_read(struct wg_query *q, const char *word, size_t len);

/* How well a name was found. Less is better: compare rank, then the sort key. */
struct wg_match {
	int rank;           /* WG_MATCH_ bits added up */
	uint64_t highlight; /* bit i: character i of the name was hit */
};

enum {
	WG_MATCH_PREFIX = 1,  /* initials or the beginning of a syllable stood for the whole */
	WG_MATCH_READING = 2, /* another than the usual reading */
	WG_MATCH_VARIANT = 4, /* another form of the character: 葉 for 叶 */
	WG_MATCH_FUZZY = 8,   /* a near-alike sound */
	WG_MATCH_INSIDE = 16, /* not at the beginning of the name */
};

/* Sets *m to the best way in which q occurs in the name; false when it does not. An empty query matches with rank 0.
 * '?' and '？' in a query stand for any one character. */
bool wg_match_name(const struct wg_query *q, const struct wg_name *name, struct wg_match *m);

#endif
