#include "view/fuzzy.h"

#include <stdbool.h>
#include <string.h>

#include "text/match.h"

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins(const char *text, const char *typed)
{
	while (*typed && lower(*text) == lower(*typed)) {
		text++;
		typed++;
	}
	return !*typed;
}

static bool inside(const char *text, const char *typed)
{
	for (; *text; text++)
		if (begins(text, typed))
			return true;
	return false;
}

/* All letters in their order, the first one at the beginning of a word. */
static bool scattered(const char *text, const char *typed)
{
	const char *t = typed;
	for (char before = ' '; *text && *t; before = *text++)
		if (lower(*text) == lower(*t) && (t > typed || before == ' ' || before == '-'))
			t++;
	return !*t;
}

int wg_fuzzy(const char *typed, const char *text)
{
	struct wg_query q;
	struct wg_name name;
	struct wg_match m = {0};
	if (!*typed || begins(text, typed))
		return 1;
	if (inside(text, typed))
		return 2;
	wg_query_read(&q, typed, strlen(typed));
	wg_name_read(&name, text, strlen(text));
	if (wg_match_name(&q, &name, &m))
		return 3 + (m.rank >= WG_MATCH_INSIDE);
	return scattered(text, typed) ? 5 : 0;
}
