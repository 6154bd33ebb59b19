#include "model/search_word.h"

#include <string.h>

#include "base/vec.h"
#include "text/address.h"
#include "text/key.h"
#include "text/utf8.h"

/* Buildings of one name that are looked at: 3栋 of a whole city is no place. */
enum { PLACES_MAX = 4000, LINE_RUNES = 256 };

static const char SQL_BUILDINGS[] = "SELECT lo, hi FROM place WHERE level = 4 AND name = $1 ORDER BY lo LIMIT $2";
static const char SQL_ENTRANCES[] = "SELECT n.lo, n.hi FROM place b JOIN place n ON n.parent_id = b.id "
				    "WHERE b.level = 4 AND b.name = $1 AND n.name = $3 ORDER BY b.lo, n.lo LIMIT $2";
static const char SQL_NAMED[] = "SELECT name, lo, hi FROM place WHERE level IN (1, 2, 3) AND implicit = 0 ORDER BY lo";

typedef WG_VEC(struct wg_range) range_vec;

static void keep(range_vec *v, struct wg_arena *a, struct wg_range **out, size_t *n)
{
	*n = v->len;
	*out = WG_NEW(a, struct wg_range, v->len);
	if (v->len > 0)
		memcpy(*out, v->at, v->len * sizeof *v->at);
	WG_VEC_FREE(v);
}

bool wg__range_holds(const struct wg_range *ranges, size_t n, int64_t pos)
{
	size_t lo = 0, hi = n;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (ranges[mid].hi < pos)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && ranges[lo].lo <= pos;
}

void wg__ranges_cross(const struct wg_range *x, size_t nx, const struct wg_range *y, size_t ny, struct wg_arena *a,
		      struct wg_range **out, size_t *n)
{
	range_vec both = {0};
	for (size_t i = 0, k = 0; i < nx && k < ny;) {
		int64_t lo = x[i].lo > y[k].lo ? x[i].lo : y[k].lo, hi = x[i].hi < y[k].hi ? x[i].hi : y[k].hi;
		if (lo <= hi)
			WG_PUSH(&both, (struct wg_range){lo, hi});
		if (x[i].hi < y[k].hi)
			i++;
		else
			k++;
	}
	keep(&both, a, out, n);
}

static enum wg_err buildings(wg_office *office, const struct wg_address *address, range_vec *v, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, address->has_entrance ? SQL_ENTRANCES : SQL_BUILDINGS);
	wg_bind_text(st, 1, address->building);
	wg_bind_int(st, 2, PLACES_MAX);
	if (address->has_entrance)
		wg_bind_text(st, 3, address->entrance);
	while (wg_step(st))
		WG_PUSH(v, (struct wg_range){wg_int(st, 0), wg_int(st, 1)});
	return wg_done(st, e);
}

static bool begins_with(const char *s, const char *start)
{
	return strncmp(s, start, strlen(start)) == 0;
}

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);
	return m <= n && strcmp(s + n - m, end) == 0;
}

/* Compounds, communities and sub-districts whose name begins with the word; of an address, whose name stands at the end
 * of what precedes the building. A place within one that is already in the list adds nothing. */
static enum wg_err named_places(wg_office *office, const char *word, bool lead, range_vec *v, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(office->db, SQL_NAMED);
	while (wg_step(st)) {
		const char *name = wg_text(st, 0);
		bool fits = lead ? ends_with(word, name) : begins_with(name, word);
		if (fits && (v->len == 0 || v->at[v->len - 1].hi < wg_int(st, 1)))
			WG_PUSH(v, (struct wg_range){wg_int(st, 1), wg_int(st, 2)});
	}
	return wg_done(st, e);
}

/* A word of digits alone is a room or a telephone number, not an address: it is still being typed. */
static enum wg_err read_address(wg_office *office, struct wg__word *w, struct wg_arena *a, struct wg_error *e)
{
	struct wg_address address;
	range_vec found = {0}, below = {0};
	if (w->is_digits || wg_address_parse(w->text, &address, NULL) != WG_OK || !address.has_building)
		return WG_OK;
	enum wg_err err = buildings(office, &address, &found, e);
	if (err == WG_OK && *address.lead)
		err = named_places(office, address.lead, true, &below, e);
	keep(&found, a, &w->places, &w->n_places);
	if (err == WG_OK && *address.lead)
		wg__ranges_cross(w->places, w->n_places, below.at, below.len, a, &w->places, &w->n_places);
	WG_VEC_FREE(&below);
	w->is_address = true;
	w->room = address.has_room ? wg_arena_strdup(a, address.room) : NULL;
	return err;
}

/* 3 is building 3 too. */
static enum wg_err read_building_number(wg_office *office, struct wg__word *w, struct wg_arena *a, struct wg_error *e)
{
	struct wg_address address = {.has_building = true};
	range_vec found = {0};
	if (!w->is_digits || strlen(w->text) > 2)
		return WG_OK;
	wg_place_name(WG_ADDRESS_BUILDING, w->text, address.building, sizeof address.building);
	enum wg_err err = buildings(office, &address, &found, e);
	keep(&found, a, &w->places, &w->n_places);
	return err;
}

static enum wg_err read_place(wg_office *office, struct wg__word *w, struct wg_arena *a, struct wg_error *e)
{
	range_vec found = {0};
	if (w->is_digits || w->is_address || strlen(w->text) < strlen("晴"))
		return WG_OK;
	enum wg_err err = named_places(office, w->text, false, &found, e);
	keep(&found, a, &w->places, &w->n_places);
	return err;
}

static void read_care(const wg_office *office, struct wg__word *w)
{
	const struct wg_codes *codes = office->codes;
	for (size_t i = 0; codes && i < codes->n_code && !w->care; i++) {
		const struct wg_code *c = &codes->code[i];
		if (strcmp(c->list, "care") == 0 &&
		    (strcmp(c->name, w->text) == 0 || (c->mark && strcmp(c->mark, w->text) == 0)))
			w->care = c->code;
	}
}

static enum wg_err read_word(wg_office *office, struct wg__word *w, struct wg_arena *a, struct wg_error *e)
{
	w->is_digits = strspn(w->text, "0123456789") == strlen(w->text);
	wg_query_read(&w->query, w->text, strlen(w->text));
	read_care(office, w);
	enum wg_err err = read_address(office, w, a, e);
	if (err == WG_OK)
		err = read_building_number(office, w, a, e);
	if (err == WG_OK)
		err = read_place(office, w, a, e);
	w->is_name = !w->is_digits && !w->is_address && w->query.n > 0;
	return err;
}

/* NFKC and lower case, the wide blank as a blank, dashes as one kind: as far as words are still words. */
static const char *fold_line(const char *text, struct wg_arena *a)
{
	uint32_t runes[LINE_RUNES];
	char *out = WG_NEW(a, char, LINE_RUNES *WG_UTF8_MAX + 1);
	size_t n = wg_fold_runes(text, strlen(text), WG_FOLD_LOWER, runes, LINE_RUNES), len = 0;
	for (size_t i = 0; i < n; i++)
		len += wg_utf8_encode(runes[i], out + len);
	return out;
}

enum wg_err wg__words_read(wg_office *office, const char *text, struct wg_arena *a, struct wg__word *words, size_t *n,
			   struct wg_error *e)
{
	const char *s = fold_line(text, a);
	enum wg_err err = WG_OK;
	size_t count = 0;
	while (err == WG_OK && count < WG__WORDS_MAX) {
		s += strspn(s, " ");
		if (!*s)
			break;
		size_t len = strcspn(s, " ");
		struct wg__word *w = &words[count++];
		*w = (struct wg__word){.text = wg_arena_strndup(a, s, len)};
		err = read_word(office, w, a, e);
		s += len;
	}
	for (size_t i = 0; count > 1 && i < count; i++)
		words[i].is_place =
			!words[i].is_address && words[i].n_places > 0 && strlen(words[i].text) >= strlen("晴岚");
	*n = count;
	return err;
}
