/* narrow.h: a list narrowed by what is typed: every word must stand somewhere in the row, in any order; hanzi, pinyin
 * and initials, every reading, near-alike sounds. For rows in memory, by the texts they show; and what is lit up in
 * them. */
#ifndef WANGGE_VIEW_NARROW_H
#define WANGGE_VIEW_NARROW_H

#include <stddef.h>

#include "text/match.h"

enum { WG_NARROW_WORDS = 8 };

/* Zero-initialised: nothing typed; every row fits. */
struct wg_narrow {
	struct wg_query word[WG_NARROW_WORDS];
	bool is_letters[WG_NARROW_WORDS];
	int n;
};

void wg_narrow_read(struct wg_narrow *narrow, const char *typed);

/* Is the word in the text, and where best? Letters are pinyin in short texts only: a sentence has every initial. */
bool wg_narrow_text(const struct wg_narrow *narrow, int word, const struct wg_name *text, struct wg_match *best);

/* Do all words stand in the texts of a row? rank: the sum of the best places of the words, less is better. */
bool wg_narrow_row(const struct wg_narrow *narrow, const char *const *texts, size_t n, int *rank);

#endif
