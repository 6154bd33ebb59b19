#include "model/search_ids.h"

#include <stdlib.h>
#include <string.h>

#include "store/keys.h"
#include "text/utf8.h"
#include "wangge/search.h"

/* A key is read in a third of a microsecond, a row in eight. SCAN_MAX: keys of a word; CARE_DOORS: doors of a group;
 * WORTH: fewer rows than these are read without asking further; REST: rows that no index can judge;
 * FORMS: of one character, simplified and traditional. */
enum { SCAN_MAX = 12000, CARE_DOORS = 1000, WORTH = 200, REST = 300, FORMS = 8 };

static const char SQL_KEYS[] = "SELECT person_id FROM name_key WHERE key >= $1 AND key < $2 AND kind = $3 LIMIT $4";
static const char SQL_CARE_DOORS[] =
	"SELECT p.id, c.pos FROM (SELECT DISTINCT pos FROM care WHERE care_group = $1 AND pos BETWEEN $2 AND $3 "
	"ORDER BY pos LIMIT $4) c CROSS JOIN household h ON h.pos = c.pos "
	"CROSS JOIN person p ON p.household_id = h.id";
static const char SQL_CARE_PERSONS[] =
	"SELECT person_id FROM care WHERE care_group = $1 AND pos BETWEEN $2 AND $3 ORDER BY pos LIMIT $4";

typedef WG_VEC(int64_t) id_vec;

static void keep(id_vec *v, struct wg_arena *a, struct wg__ids *out)
{
	out->at = WG_NEW(a, int64_t, v->len);
	out->n = v->len;
	if (v->len > 0)
		memcpy(out->at, v->at, v->len * sizeof *v->at);
	WG_VEC_FREE(v);
}

static enum wg_err read_keys(struct wg__search *s, int kind, const char *key, size_t most, id_vec *v,
			     struct wg_error *e)
{
	struct wg_stmt *st = wg_query(s->office->db, SQL_KEYS);
	wg_bind_text(st, 1, key);
	wg_bind_text(st, 2, wg_arena_printf(s->a, "%s" WG__LAST_RUNE, key));
	wg_bind_int(st, 3, kind);
	wg_bind_int(st, 4, (int64_t)most);
	while (wg_step(st))
		WG_PUSH(v, wg_int(st, 0));
	return wg_done(st, e);
}

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* Can an index tell whom the word means? A consonant at the end of letters may be all that is typed of a character: it
 * can mean half of the office. */
static bool can_sieve(const struct wg__search *s, const struct wg__word *w)
{
	char last = w->text[strlen(w->text) - 1];
	bool names = w->is_name && (!is_ascii(last) || strchr("aeiou", last));
	return w != s->lead && !w->is_digits && w->n_places == 0 && (names || w->care);
}

enum wg_err wg__ids_of_key(struct wg__search *s, int kind, const char *key, struct wg__ids *out, struct wg_error *e)
{
	size_t most = WG_SEARCH_CANDIDATES;
	for (size_t i = 0; i < s->n_words; i++)
		most = can_sieve(s, &s->words[i]) ? SCAN_MAX : most;
	id_vec v = {0};
	enum wg_err err = read_keys(s, kind, key, most, &v, e);
	s->more |= v.len == most;
	keep(&v, s->a, out);
	return err;
}

/* *all: those beyond the first doors are not missing. */
static enum wg_err read_care(struct wg__search *s, const char *group, bool *all, id_vec *v, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	size_t doors = 0;
	*all = true;
	for (size_t i = 0; err == WG_OK && i < s->n_within; i++) {
		int64_t last = s->within[i].lo - 1;
		struct wg_stmt *st = wg_query(s->office->db, SQL_CARE_DOORS);
		wg_bind_text(st, 1, group);
		wg_bind_int(st, 2, s->within[i].lo);
		wg_bind_int(st, 3, s->within[i].hi);
		wg_bind_int(st, 4, CARE_DOORS - (int64_t)doors);
		while (doors <= CARE_DOORS && wg_step(st)) {
			WG_PUSH(v, wg_int(st, 0));
			doors += wg_int(st, 1) != last;
			last = wg_int(st, 1);
		}
		if ((err = wg_done(st, e)) != WG_OK || doors < CARE_DOORS)
			continue;
		*all = false;
		st = wg_query(s->office->db, SQL_CARE_PERSONS);
		wg_bind_text(st, 1, group);
		wg_bind_int(st, 2, last + 1);
		wg_bind_int(st, 3, s->within[i].hi);
		wg_bind_int(st, 4, v->len < SCAN_MAX ? SCAN_MAX - (int64_t)v->len : 0);
		while (wg_step(st))
			WG_PUSH(v, wg_int(st, 0));
		err = wg_done(st, e);
	}
	return err;
}

enum wg_err wg__ids_of_care(struct wg__search *s, const char *group, struct wg__ids *out, struct wg_error *e)
{
	bool all;
	id_vec v = {0};
	enum wg_err err = read_care(s, group, &all, &v, e);
	s->more |= !all;
	keep(&v, s->a, out);
	return err;
}

/* Adds who has such a key; *all falls when there are too many. */
static enum wg_err add_keys(struct wg__search *s, int kind, const char *key, bool *all, id_vec *v, struct wg_error *e)
{
	enum wg_err err = read_keys(s, kind, key, SCAN_MAX - v->len, v, e);
	*all = v->len < SCAN_MAX;
	return err;
}

/* Everybody in whose name the character stands, in whatever form. */
static enum wg_err add_hanzi(struct wg__search *s, uint32_t rune, bool *all, id_vec *v, struct wg_error *e)
{
	uint32_t forms[FORMS] = {rune};
	uint16_t class = wg_variant_class(rune);
	int n = class ? wg_variants(class, forms, FORMS) : 1;
	enum wg_err err = WG_OK;
	*all = n <= FORMS;
	for (int i = 0; err == WG_OK && *all && i < n; i++) {
		char key[WG_UTF8_MAX + 1] = "";
		wg_utf8_encode(forms[i], key);
		err = add_keys(s, WG_KEY_HANZI, key, all, v, e);
	}
	return err;
}

/* Everybody in whose name the word can be found; *all is false when nobody can say. Of hanzi the first one is in it.
 * Letters stand for one character after another, each from its beginning, so that some character is spelled as the word
 * is from one of its letters on. */
static enum wg_err add_names(struct wg__search *s, const struct wg__word *w, bool *all, id_vec *v, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	size_t len = strlen(w->text), from = 0;
	while (from < len && is_ascii(w->text[from]))
		from++;
	if (from < len) {
		uint32_t rune;
		wg_utf8_decode(w->text + from, len - from, &rune);
		return add_hanzi(s, rune, all, v, e);
	}
	*all = strspn(w->text, "abcdefghijklmnopqrstuwxyz") == len && strchr("aeiou", w->text[len - 1]);
	for (from = 0; err == WG_OK && *all && from < len; from++) {
		char *key = wg_arena_strdup(s->a, w->text + from);
		wg_fold_sounds(key);
		if (!strchr("iu", w->text[from]))
			err = add_keys(s, WG_KEY_PINYIN, key, all, v, e);
	}
	return err;
}

static enum wg_err read_sieve(struct wg__search *s, const struct wg__word *w, struct wg__sieve *sieve,
			      struct wg_error *e)
{
	id_vec v = {0};
	if (sieve->is_read)
		return WG_OK;
	bool all = w->is_name, all_care = true;
	enum wg_err err = all ? add_names(s, w, &all, &v, e) : WG_OK;
	if (!all)
		v.len = 0;
	if (err == WG_OK && w->care)
		err = read_care(s, w->care, &all_care, &v, e);
	sieve->is_read = true;
	sieve->all = all && all_care;
	for (size_t i = 0; err == WG_OK && i < v.len; i++)
		wg_map_put(&sieve->ids, v.at[i], NULL);
	WG_VEC_FREE(&v);
	return err;
}

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* Leaves out whom the sieve does not hold; of those whom it cannot judge a few stay, at the end. */
static void sift(struct wg__search *s, const struct wg__sieve *sieve, struct wg__ids *ids)
{
	int64_t rest[REST];
	size_t n = 0, n_rest = 0;
	for (size_t i = 0; i < ids->n; i++) {
		if (wg_map_get(&sieve->ids, ids->at[i]))
			ids->at[n++] = ids->at[i];
		else if (!sieve->all && n_rest < REST)
			rest[n_rest++] = ids->at[i];
		else
			s->more |= !sieve->all;
	}
	if (n_rest > 0)
		memcpy(ids->at + n, rest, n_rest * sizeof *rest);
	ids->n = n + n_rest;
}

enum wg_err wg__ids_sift(struct wg__search *s, struct wg__ids *ids, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < s->n_words && ids->n > WORTH; i++) {
		struct wg__sieve *sieve = &s->sieves[i];
		if (!can_sieve(s, &s->words[i]))
			continue;
		err = read_sieve(s, &s->words[i], sieve, e);
		if (err == WG_OK && (sieve->all || sieve->ids.len > 0))
			sift(s, sieve, ids);
	}
	s->more |= ids->n > WG_SEARCH_CANDIDATES;
	ids->n = ids->n > WG_SEARCH_CANDIDATES ? WG_SEARCH_CANDIDATES : ids->n;
	if (ids->n > 1)
		qsort(ids->at, ids->n, sizeof *ids->at, by_id);
	return err;
}
