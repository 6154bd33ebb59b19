#include <string.h>

#include "base/vec.h"
#include "model/office.h"
#include "text/key.h"
#include "text/match.h"
#include "text/utf8.h"
#include "wangge/place.h"

/* Places by name, as they are typed: every word must stand in the path, one of them in the place's own name. */
enum { WORDS = 8, RUNES = 200 };

static const char SQL_PLACES[] = "SELECT level, name, lo, hi FROM place WHERE level <= 4 ORDER BY lo, level";

struct words {
	struct wg_query at[WORDS];
	int n;
};

static void read_words(const char *text, struct words *words)
{
	uint32_t runes[RUNES];
	char folded[RUNES * WG_UTF8_MAX + 1];
	size_t n = wg_fold_runes(text, strlen(text), WG_FOLD_LOWER, runes, RUNES), len = 0;
	for (size_t i = 0; i < n; i++)
		len += wg_utf8_encode(runes[i], folded + len);
	folded[len] = '\0';
	for (char *s = folded; *s && words->n < WORDS;) {
		size_t blank = strspn(s, " "), word = strcspn(s + blank, " ");
		if (word > 0)
			wg_query_read(&words->at[words->n++], s + blank, word);
		s += blank + word;
	}
}

/* Bit i: word i stands in the name. */
static unsigned hits(const struct words *words, const char *text)
{
	struct wg_name name;
	struct wg_match m;
	unsigned bits = 0;
	wg_name_read(&name, text, strlen(text));
	for (int i = 0; i < words->n; i++)
		if (words->at[i].n > 0 && wg_match_name(&words->at[i], &name, &m))
			bits |= 1U << i;
	return bits;
}

enum wg_err wg_place_search(wg_office *office, const char *text, size_t limit, struct wg_arena *a,
			    struct wg_range **out, size_t *n, bool *more, struct wg_error *e)
{
	WG_VEC(struct wg_range) found = {0};
	struct words words = {0};
	unsigned above[WG_LEVEL_DOOR] = {0}; /* the words that stand in the path down to a level */
	bool others = false;
	read_words(text, &words);
	unsigned all = (1U << words.n) - 1;
	struct wg_stmt *st = wg_query(office->db, SQL_PLACES);
	while (words.n > 0 && !others && wg_step(st)) {
		int64_t level = wg_int(st, 0);
		unsigned own = hits(&words, wg_text(st, 1));
		if (level < 1 || level >= WG_LEVEL_DOOR)
			continue;
		above[level] = above[level - 1] | own;
		if (!own || above[level] != all)
			continue;
		if (found.len < limit)
			WG_PUSH(&found, (struct wg_range){wg_int(st, 2), wg_int(st, 3)});
		else
			others = true;
	}
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		*n = found.len;
		*more = others;
		*out = WG_NEW(a, struct wg_range, found.len);
		if (found.len > 0)
			memcpy(*out, found.at, found.len * sizeof **out);
	}
	WG_VEC_FREE(&found);
	return err;
}
