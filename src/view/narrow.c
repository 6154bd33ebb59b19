#include "view/narrow.h"

#include <limits.h>
#include <string.h>

#include "text/key.h"
#include "text/utf8.h"

enum { RUNES = 200, SHORT = 12, LATER = 64 };

void wg_narrow_read(struct wg_narrow *narrow, const char *typed)
{
	uint32_t runes[RUNES];
	char text[RUNES * WG_UTF8_MAX + 1];
	size_t n = wg_fold_runes(typed, strlen(typed), WG_FOLD_LOWER, runes, RUNES), len = 0;
	for (size_t i = 0; i < n; i++)
		len += wg_utf8_encode(runes[i], text + len);
	text[len] = '\0';
	narrow->n = 0;
	for (char *s = text; *s && narrow->n < WG_NARROW_WORDS;) {
		size_t blank = strspn(s, " "), word = strcspn(s + blank, " ");
		if (word > 0) {
			int i = narrow->n++;
			wg_query_read(&narrow->word[i], s + blank, word);
			narrow->is_letters[i] = strspn(s + blank, "abcdefghijklmnopqrstuvwxyz'") >= word;
		}
		s += blank + word;
	}
}

/* The letters themselves, one after another. */
static bool spelled(const struct wg_query *q, const struct wg_name *text, struct wg_match *best)
{
	for (int at = 0; q->n > 0 && at + q->n <= text->n; at++) {
		int i = 0;
		while (i < q->n && text->runes[at + i].rune == q->runes[i])
			i++;
		if (i < q->n)
			continue;
		best->rank = at == 0 ? 0 : WG_MATCH_INSIDE;
		best->highlight = 0;
		for (i = 0; i < q->n; i++)
			best->highlight |= UINT64_C(1) << (at + i);
		return true;
	}
	return false;
}

bool wg_narrow_text(const struct wg_narrow *narrow, int word, const struct wg_name *text, struct wg_match *best)
{
	const struct wg_query *q = &narrow->word[word];
	if (q->n == 0)
		return false;
	if (narrow->is_letters[word] && text->n > SHORT)
		return spelled(q, text, best);
	return wg_match_name(q, text, best);
}

bool wg_narrow_row(const struct wg_narrow *narrow, const char *const *texts, size_t n, int *rank)
{
	int best[WG_NARROW_WORDS];
	struct wg_name name;
	struct wg_match m;
	for (int w = 0; w < narrow->n; w++)
		best[w] = narrow->word[w].n == 0 ? 0 : INT_MAX;
	for (size_t i = 0; narrow->n > 0 && i < n; i++) {
		int later = i > 0 ? LATER : 0;
		wg_name_read(&name, texts[i], strlen(texts[i]));
		for (int w = 0; w < narrow->n; w++)
			if (best[w] > later && wg_narrow_text(narrow, w, &name, &m) && m.rank + later < best[w])
				best[w] = m.rank + later;
	}
	*rank = 0;
	for (int w = 0; w < narrow->n; w++) {
		if (best[w] == INT_MAX)
			return false;
		*rank += best[w];
	}
	return true;
}
