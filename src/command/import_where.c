#include <string.h>

#include "command/import_under.h"
#include "text/key.h"

/* The compound of one row. */

static const char *name_of(const struct wg__places *p, int place)
{
	return place >= 0 ? p->at.at[place].name : "";
}

bool wg__is_community(const struct wg__places *p, int community, const char *text)
{
	const char *name = name_of(p, community), *tails[] = {"社区", "村"};
	size_t n = strlen(name), k = strlen(text);
	if (n == 0 || k == 0)
		return false;
	if (k >= n && strcmp(text + k - n, name) == 0)
		return true;
	/* 窑洲 for 窑洲社区, 窑洲社区居委会. */
	if (strncmp(text, name, n) == 0 && strstr(text + n, "委"))
		return true;
	for (size_t i = 0; i < 2; i++) {
		size_t t = strlen(tails[i]);
		if (n > t && strcmp(name + n - t, tails[i]) == 0 && k == n - t && memcmp(text, name, k) == 0)
			return true;
	}
	return false;
}

/* What follows the last of name in text; text itself when it does not hold it. */
static const char *after(const char *text, const char *name)
{
	const char *at = *name ? strstr(text, name) : NULL;
	return at ? at + strlen(name) : text;
}

static bool is_street(const char *s)
{
	static const char *const words[] = {"路", "街", "巷", "大道", "弄"};
	size_t n = strlen(s);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *at = strstr(s, words[i]);
		size_t k = strlen(words[i]);
		if (at && (at[k] == '\0' || strpbrk(at + k, "0123456789")) && n >= k)
			return strcmp(s + n - k, words[i]) == 0 || strcmp(s + n - strlen("号"), "号") == 0;
	}
	return false;
}

/* 昭山大道12号晴岚家园 is 晴岚家园. */
static const char *after_street(struct wg__places *p, const char *s)
{
	for (const char *at = strstr(s, "号"); at; at = strstr(at + 1, "号")) {
		const char *rest = at + strlen("号");
		if (*rest && is_street(wg_arena_strndup(p->a, s, (size_t)(rest - s))))
			return rest;
	}
	return s;
}

/* The compound of the community whose name stands in the text; the longest. */
static int named_in(const struct wg__places *p, int community, const char *text)
{
	int best = -1;
	for (size_t i = 0; i < p->at.len; i++) {
		const struct wg__place *x = &p->at.at[i];
		if (x->parent == community && x->level == WG_LEVEL_COMPOUND && *x->name && strstr(text, x->name) &&
		    (best < 0 || strlen(x->name) > strlen(p->at.at[best].name)))
			best = (int)i;
	}
	return best;
}

static const char *trim(struct wg__places *p, const char *s)
{
	size_t n;
	s += strspn(s, " -/,.");
	n = strlen(s);
	while (n > 0 && strchr(" -/,.", s[n - 1]))
		n--;
	return wg_arena_strndup(p->a, s, n);
}

/* What the lead of an address says below a community. */
static int from_lead(struct wg__places *p, int community, const char *lead)
{
	const char *rest = after(lead, name_of(p, wg__place_above(p, community, WG_LEVEL_SUBDISTRICT)));
	rest = trim(p, after_street(p, trim(p, after(rest, name_of(p, community)))));
	int found = named_in(p, community, rest);
	if (found >= 0)
		return found;
	return wg__place_under(p, community, WG_LEVEL_COMPOUND, rest, 0);
}

static bool same_compound(const struct wg__places *p, int compound, const char *text)
{
	const char *name = name_of(p, compound);
	return !*name || strstr(text, name) || (*text && strstr(name, text));
}

static int community_of(struct wg__places *p, int base, const struct wg__where *w)
{
	int up = base;
	if (*w->subdistrict && (base < 0 || p->at.at[base].level < WG_LEVEL_SUBDISTRICT))
		up = wg__place_under(p, -1, WG_LEVEL_SUBDISTRICT, w->subdistrict, 0);
	return wg__place_under(p, wg__place_down(p, up, WG_LEVEL_SUBDISTRICT), WG_LEVEL_COMMUNITY, w->community, 0);
}

int wg__under_compound(struct wg__places *p, int base, const struct wg__where *w, const char **why)
{
	int level = base < 0 ? WG_LEVEL_OFFICE : p->at.at[base].level;
	int community = level >= WG_LEVEL_COMMUNITY ? wg__place_above(p, base, WG_LEVEL_COMMUNITY) : -1;
	if (community >= 0 && *w->community && *name_of(p, community) &&
	    !wg__is_community(p, community, w->community) && !strstr(name_of(p, community), w->community)) {
		*why = N_("this row is of another community than --under");
		return -1;
	}
	if (level == WG_LEVEL_COMPOUND) {
		if (*w->compound && !same_compound(p, base, w->compound)) {
			*why = N_("this row is of another compound than --under");
			return -1;
		}
		return base;
	}
	if (community < 0) {
		if (!*w->community) {
			*why = N_("no community: name the place (--under)");
			return -1;
		}
		community = community_of(p, base, w);
	}
	if (*w->compound) {
		int found = named_in(p, community, w->compound);
		return found >= 0 ? found : wg__place_under(p, community, WG_LEVEL_COMPOUND, w->compound, 0);
	}
	return from_lead(p, community, w->lead);
}
