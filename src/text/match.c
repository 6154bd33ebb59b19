#include "text/match.h"

#include <string.h>

#include "text/utf8.h"

/* Ranks but INSIDE make 16 sets; the sets in which a place was reached are bits of a word. */
enum { SETS = 16 };

void wg_query_read(struct wg_query *q, const char *word, size_t len)
{
	*q = (struct wg_query){.fuzzy = true};
	for (size_t at = 0; at < len && q->n < WG_QUERY_RUNES;) {
		uint32_t r;
		at += wg_utf8_decode(word + at, len - at, &r);
		r = wg_name_rune(r);
		if (!r)
			continue;
		q->runes[q->n] = r;
		q->variants[q->n++] = r >= 0x80 ? wg_variant_class(r) : 0;
	}
}

/* A step of the match: reached[i] holds the sets of ranks with which the first i characters of the query are gone. */
struct step {
	const struct wg_query *q;
	const uint16_t *from;
	uint16_t *to;
	int at; /* being looked at */
};

/* The query goes on after used more characters, at the price of these bits. */
static void reach(struct step *s, int used, unsigned bits)
{
	uint16_t sets = 0;
	for (unsigned i = 0; i < SETS; i++)
		if (s->from[s->at] & 1u << i)
			sets |= (uint16_t)(1u << (i | bits));
	s->to[s->at + used] |= sets;
}

/* How many characters of spelling the query has here. */
static int common(const struct step *s, const char *spelling)
{
	int n = 0;
	while (spelling[n] && s->at + n < s->q->n && s->q->runes[s->at + n] == (unsigned char)spelling[n])
		n++;
	return n;
}

/* A whole spelling, or the beginning of one where the query ends. */
static void try_spelling(struct step *s, const char *spelling, unsigned bits, int least)
{
	int n = common(s, spelling);
	if (!spelling[n])
		reach(s, n, bits);
	else if (n >= least && s->at + n == s->q->n)
		reach(s, n, bits | WG_MATCH_PREFIX);
}

static void try_initial(struct step *s, const char *spelling, unsigned bits)
{
	int n = common(s, spelling);
	if (n >= 1 && spelling[1])
		reach(s, 1, bits | WG_MATCH_PREFIX);
	if (n >= 2 && spelling[1] == 'h' && spelling[2])
		reach(s, 2, bits | WG_MATCH_PREFIX);
}

/* The other way of saying the beginning or the end of a syllable, as south and north do. */
static bool other_initial(const char *s, char out[WG_SYLLABLE_BYTES + 2])
{
	static const char pairs[][2][3] = {{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"z", "zh"}, {"c", "ch"},
					   {"s", "sh"}, {"n", "l"},  {"l", "n"},  {"f", "h"},  {"h", "f"}};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		size_t n = strlen(pairs[i][0]), m = strlen(pairs[i][1]);
		if (strncmp(s, pairs[i][0], n) != 0 || !s[n])
			continue;
		memcpy(out, pairs[i][1], m);
		memcpy(out + m, s + n, strlen(s + n) + 1);
		return true;
	}
	return false;
}

static bool other_final(const char *s, char out[WG_SYLLABLE_BYTES + 4])
{
	size_t n = strlen(s);
	memcpy(out, s, n + 1);
	if (n > 2 && s[n - 1] == 'g' && s[n - 2] == 'n' && strchr("aei", s[n - 3])) {
		out[n - 1] = '\0';
		return true;
	}
	if (n > 1 && s[n - 1] == 'n' && strchr("aei", s[n - 2])) {
		memcpy(out + n, "g", 2);
		return true;
	}
	return false;
}

/* A single letter says too little to be taken for another. */
static void try_fuzzy(struct step *s, const char *spelling, unsigned bits)
{
	char initial[WG_SYLLABLE_BYTES + 2], final[WG_SYLLABLE_BYTES + 4];
	bits |= WG_MATCH_FUZZY;
	if (other_final(spelling, final))
		try_spelling(s, final, bits, 2);
	if (other_initial(spelling, initial)) {
		try_spelling(s, initial, bits, 2);
		if (other_final(initial, final))
			try_spelling(s, final, bits, 2);
	}
}

/* May a syllable that begins with this letter be meant by the typed one? Saves most of the work on most names. */
static bool may_begin(uint32_t typed, char letter, bool fuzzy)
{
	if (typed == (unsigned char)letter)
		return true;
	return fuzzy && ((typed == 'n' && letter == 'l') || (typed == 'l' && letter == 'n') ||
			 (typed == 'f' && letter == 'h') || (typed == 'h' && letter == 'f'));
}

static void take_rune(struct step *s, const struct wg_name_rune *c)
{
	char spellings[3][WG_SYLLABLE_BYTES];
	uint32_t typed = s->q->runes[s->at];
	if (typed == c->rune || typed == '?')
		reach(s, 1, 0);
	else if (typed >= 0x80 && c->variant && s->q->variants[s->at] == c->variant)
		reach(s, 1, WG_MATCH_VARIANT);
	if (typed < 'a' || typed > 'z')
		return;
	for (int i = 0; i < c->readings; i++) {
		if (!may_begin(typed, wg_syllable(c->syllables[i])[0], s->q->fuzzy))
			continue;
		unsigned bits = i > 0 ? WG_MATCH_READING : 0;
		int n = wg_syllable_spellings(c->syllables[i], spellings);
		try_initial(s, spellings[0], bits);
		for (int k = 0; k < n; k++) {
			try_spelling(s, spellings[k], bits, 1);
			if (s->q->fuzzy)
				try_fuzzy(s, spellings[k], bits);
		}
	}
}

/* The smallest rank of sets. */
static int best_of(uint16_t sets)
{
	int i = 0;
	while (!(sets & 1u << i))
		i++;
	return i;
}

/* The best match that begins with character first; its rank without INSIDE and the character behind it. */
static bool match_from(const struct wg_query *q, const struct wg_name *name, int first, int *rank, int *end)
{
	uint16_t reached[2][WG_QUERY_RUNES + 1] = {{1}};
	bool found = false;
	for (int i = first; i < name->n; i++) {
		struct step s = {.q = q, .from = reached[(i - first) & 1], .to = reached[(i - first + 1) & 1]};
		bool any = false;
		memset(s.to, 0, sizeof reached[0]);
		for (s.at = 0; s.at < q->n; s.at++) {
			if (!s.from[s.at])
				continue;
			any = true;
			take_rune(&s, &name->runes[i]);
		}
		if (!any)
			break;
		if (s.to[q->n] && (!found || best_of(s.to[q->n]) < *rank)) {
			*rank = best_of(s.to[q->n]);
			*end = i + 1;
			found = true;
		}
	}
	return found;
}

bool wg_match_name(const struct wg_query *q, const struct wg_name *name, struct wg_match *m)
{
	struct wg_match best = {.rank = -1};
	if (q->n == 0) {
		*m = (struct wg_match){.rank = 0};
		return true;
	}
	for (int i = 0; i < name->n; i++) {
		int rank, end;
		if (!match_from(q, name, i, &rank, &end))
			continue;
		if (i > 0)
			rank |= WG_MATCH_INSIDE;
		if (best.rank >= 0 && rank >= best.rank)
			continue;
		best.rank = rank;
		best.highlight = 0;
		for (int k = i; k < end; k++)
			best.highlight |= (uint64_t)1 << k;
		if (rank <= WG_MATCH_INSIDE)
			break;
	}
	if (best.rank < 0)
		return false;
	*m = best;
	return true;
}
