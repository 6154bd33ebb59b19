#include "model/search_ids.h"

#include <stdio.h>
#include <string.h>

#include "store/keys.h"
#include "wangge/search.h"

/* Up to SMALL_ households are gone through one by one. */
enum { PLACE_ROWS = 6000, SMALL_PLACE = 1500, SMALL_LIST = 800, FEW = 20, N_TOGETHER = 32 };

#define ROW_COLUMNS "p.id, p.household_id, p.name, p.phone, p.relation, h.pos, h.contact_id, h.access_note, "
#define LIVING "p.gone IS NULL AND h.status <> 'gone' "

/* SQL: many persons at once: a statement for each would cost as much again. */
#define TOGETHER                                                                                                       \
	"($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, "                                     \
	"$17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32) "
static const char SQL_PERSONS[] =
	"SELECT " ROW_COLUMNS
	"NULL FROM person p CROSS JOIN household h ON h.id = p.household_id WHERE p.id IN " TOGETHER "AND " LIVING;
static const char SQL_PERSONS_AND_ROOMS[] =
	"SELECT " ROW_COLUMNS "d.room FROM person p CROSS JOIN household h ON h.id = p.household_id "
	"CROSS JOIN door d ON d.id = h.door_id WHERE p.id IN " TOGETHER "AND " LIVING;
static const char SQL_ROOMS[] = "SELECT " ROW_COLUMNS "d.room FROM door d CROSS JOIN household h ON h.door_id = d.id "
				"CROSS JOIN person p ON p.household_id = h.id WHERE d.room >= $1 AND d.room < $2 AND "
				"d.pos BETWEEN $4 AND $5 AND "
				"($3 = 0 OR p.relation = 'head') AND " LIVING "ORDER BY d.room, d.pos LIMIT $6";
static const char SQL_ADDRESS[] =
	"SELECT " ROW_COLUMNS "d.room FROM door d CROSS JOIN household h ON h.door_id = d.id "
	"CROSS JOIN person p ON p.household_id = h.id WHERE d.room = $1 AND d.pos BETWEEN $4 AND $5 AND "
	"($3 = 0 OR p.relation = 'head') AND " LIVING "ORDER BY d.pos LIMIT $6";
static const char SQL_CARE[] =
	"SELECT " ROW_COLUMNS "NULL FROM care r CROSS JOIN person p ON p.id = r.person_id "
	"CROSS JOIN household h ON h.id = p.household_id WHERE r.care_group = $1 AND r.pos BETWEEN $4 AND $5 AND $3 "
	"AND " LIVING "ORDER BY r.pos LIMIT $6";
static const char SQL_PLACE[] =
	"SELECT " ROW_COLUMNS "NULL FROM household h CROSS JOIN person p ON p.household_id = h.id "
	"WHERE h.pos BETWEEN $4 AND $5 AND ($3 = 0 OR p.relation = 'head') AND " LIVING "ORDER BY h.pos, h.id LIMIT $6";
static const char SQL_CONTACT[] =
	"SELECT " ROW_COLUMNS "NULL FROM household h CROSS JOIN person p ON p.household_id = h.id "
	"WHERE h.contact_id = $3 AND h.pos BETWEEN $4 AND $5 AND " LIVING "ORDER BY h.pos, h.id LIMIT $6";
static const char SQL_HOUSEHOLD[] =
	"SELECT " ROW_COLUMNS "NULL FROM household h CROSS JOIN person p ON p.household_id = h.id "
	"WHERE h.id = $3 AND " LIVING "LIMIT $6";
static const char SQL_COUNT[] = "SELECT count(*) FROM (SELECT 1 FROM household WHERE pos BETWEEN $1 AND $2 LIMIT $3)";
static const char SQL_ROOM[] = "SELECT d.room FROM household h JOIN door d ON d.id = h.door_id WHERE h.id = $1";
static const char SQL_HAS_CARE[] =
	"SELECT 1 FROM care r CROSS JOIN person p ON p.id = r.person_id WHERE r.care_group = $2 AND r.pos = $3 AND "
	"p.household_id = $1 LIMIT 1";

void wg__search_free(struct wg__search *s)
{
	WG_VEC_FREE(&s->found);
	wg_map_free(&s->seen);
	for (size_t i = 0; i < WG__WORDS_MAX; i++)
		wg_map_free(&s->sieves[i].ids);
}

bool wg__has_tail(const char *phone, const char *digits)
{
	char reversed[32], tail[32];
	if (!phone || strlen(digits) < 4)
		return false;
	wg_reverse_phone(phone, reversed, sizeof reversed);
	wg_reverse_phone(digits, tail, sizeof tail);
	return strncmp(reversed, tail, strlen(tail)) == 0;
}

static enum wg_err has_care(struct wg__search *s, const struct wg__search_row *r, const char *group, bool *has,
			    struct wg_error *e)
{
	int64_t one = 0;
	struct wg_stmt *st = wg_query(s->office->db, SQL_HAS_CARE);
	wg_bind_int(st, 1, r->household);
	wg_bind_text(st, 2, group);
	wg_bind_int(st, 3, r->pos);
	enum wg_err err = wg_one_int(st, 0, &one, e);
	*has = one != 0;
	return err;
}

static enum wg_err read_room(struct wg__search *s, struct wg__search_row *r, struct wg_error *e)
{
	if (r->has_room)
		return WG_OK;
	struct wg_stmt *st = wg_query(s->office->db, SQL_ROOM);
	wg_bind_int(st, 1, r->household);
	if (wg_step(st))
		snprintf(r->room, sizeof r->room, "%s", wg_text(st, 0));
	r->has_room = true;
	return wg_done(st, e);
}

static bool holds_id(const int64_t *ids, size_t n, int64_t id)
{
	size_t lo = 0, hi = n;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (ids[mid] < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return id && lo < n && ids[lo] == id;
}

/* Does the row fit the word, and how well? */
static enum wg_err fits(struct wg__search *s, const struct wg__word *w, struct wg__search_row *r,
			struct wg__candidate *c, bool *ok, struct wg_error *e)
{
	struct wg_match m;
	enum wg_err err = w->is_digits || w->room ? read_room(s, r, e) : WG_OK;
	*ok = true;
	if (err != WG_OK)
		return err;
	if (w->is_name && wg_match_name(&w->query, &r->name, &m)) {
		c->rank += m.rank * 2;
		c->highlight |= m.highlight;
		c->by_name = true;
		return WG_OK;
	}
	if (w->is_digits && strncmp(r->room, w->text, strlen(w->text)) == 0) {
		c->rank += r->room[strlen(w->text)] ? WG_MATCH_PREFIX : 0;
		return WG_OK;
	}
	if (w->is_digits && !s->office->masked && wg__has_tail(r->phone, w->text)) {
		c->by_name = true;
		return WG_OK;
	}
	if (w->n_places && wg__range_holds(w->places, w->n_places, r->pos) &&
	    (!w->room || strcmp(w->room, r->room) == 0))
		return WG_OK;
	c->rank += WG__SEARCH_AFTER_NAMES;
	if (holds_id(w->contacts, w->n_contacts, r->contact) ||
	    (s->listed && !s->office->masked && r->note && strstr(r->note, w->text)))
		return WG_OK;
	*ok = false;
	return w->care ? has_care(s, r, w->care, ok, e) : WG_OK;
}

static enum wg_err consider(struct wg__search *s, struct wg_stmt *st, struct wg_error *e)
{
	struct wg__search_row r = {.person = wg_int(st, 0), .household = wg_int(st, 1), .pos = wg_int(st, 5)};
	bool new;
	if (!wg__range_holds(s->within, s->n_within, r.pos) || wg_map_get(&s->seen, r.person) ||
	    (s->among && !holds_id(s->among, s->n_among, r.household)))
		return WG_OK;
	r.contact = wg_int(st, 6);
	r.note = wg_text(st, 7);
	r.text = wg_text(st, 2);
	r.phone = wg_text(st, 3);
	r.relation = wg_text(st, 4);
	if ((r.has_room = !wg_is_null(st, 8)))
		snprintf(r.room, sizeof r.room, "%s", wg_text(st, 8));
	wg_name_read(&r.name, r.text, strlen(r.text));
	struct wg__candidate c = {.id = r.person, .household_id = r.household, .pos = r.pos};
	c.rank = strcmp(r.relation, "head") != 0;
	for (size_t i = 0; i < s->n_words; i++) {
		bool ok;
		enum wg_err err = fits(s, &s->words[i], &r, &c, &ok, e);
		if (err != WG_OK || !ok)
			return err;
	}
	wg_map_put(&s->seen, r.person, &new);
	c.name = wg_arena_strdup(s->a, r.text);
	c.phone = wg__show_phone(s->office, s->a, r.phone);
	c.kind = wg_arena_strdup(s->a, r.relation);
	WG_PUSH(&s->found, c);
	return WG_OK;
}

/* Ends the statement. `most` rows are all that it can give: there may be more. */
static enum wg_err consider_all(struct wg__search *s, struct wg_stmt *st, int64_t most, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	int64_t rows = 0;
	while (err == WG_OK && s->found.len < WG_SEARCH_CANDIDATES && wg_step(st)) {
		err = consider(s, st, e);
		rows++;
	}
	s->more |= rows == most || s->found.len == WG_SEARCH_CANDIDATES;
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	return err != WG_OK ? err : done;
}

/* Runs one of the statements above over a stretch of the walk. third: its $3. */
static enum wg_err drive(struct wg__search *s, const char *sql, const char *from, const char *to, int64_t third,
			 struct wg_range stretch, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(s->office->db, sql);
	int64_t most = sql == SQL_PLACE ? PLACE_ROWS : WG_SEARCH_CANDIDATES;
	wg_bind_text(st, 1, from);
	if (to)
		wg_bind_text(st, 2, to);
	wg_bind_int(st, 3, third);
	wg_bind_int(st, 4, stretch.lo);
	wg_bind_int(st, 5, stretch.hi);
	wg_bind_int(st, 6, most);
	return consider_all(s, st, most, e);
}

static struct wg_range whole(const struct wg__search *s)
{
	return (struct wg_range){s->within[0].lo, s->within[s->n_within - 1].hi};
}

static enum wg_err drive_rows(struct wg__search *s, const int64_t *ids, size_t n, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	const char *sql = SQL_PERSONS;
	for (size_t i = 0; i < s->n_words; i++)
		sql = s->words[i].is_digits || s->words[i].room ? SQL_PERSONS_AND_ROOMS : sql;
	for (size_t at = 0; err == WG_OK && at < n; at += N_TOGETHER) {
		struct wg_stmt *st = wg_query(s->office->db, sql);
		for (size_t i = 0; i < N_TOGETHER && at + i < n; i++)
			wg_bind_int(st, (int)i + 1, ids[at + i]);
		err = consider_all(s, st, N_TOGETHER + 1, e);
	}
	return err;
}

static enum wg_err drive_ids(struct wg__search *s, struct wg__ids *ids, struct wg_error *e)
{
	enum wg_err err = wg__ids_sift(s, ids, e);
	return err == WG_OK ? drive_rows(s, ids->at, ids->n, e) : err;
}

static enum wg_err drive_keys(struct wg__search *s, int kind, const char *key, struct wg_error *e)
{
	struct wg__ids ids = {0};
	enum wg_err err = wg__ids_of_key(s, kind, key, &ids, e);
	return err == WG_OK ? drive_ids(s, &ids, e) : err;
}

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* Hanzi stand in the keys from every character of a name on, so the first run of them finds 张w as well as z伟. */
static enum wg_err drive_hanzi(struct wg__search *s, const char *word, struct wg_error *e)
{
	size_t from = 0, len = 0;
	while (is_ascii(word[from]))
		from++;
	while (word[from + len] && !is_ascii(word[from + len]))
		len++;
	return drive_keys(s, WG_KEY_HANZI, wg_arena_strndup(s->a, word + from, len), e);
}

/* Letters may be full pinyin, initials, or initials and then a syllable: zwei is found from wei on. */
static enum wg_err drive_letters(struct wg__search *s, const char *word, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	size_t len = strlen(word);
	for (size_t from = 0; err == WG_OK && from < 3 && (from == 0 || (from + 2 <= len && s->found.len < FEW));
	     from++) {
		char *key = wg_arena_strdup(s->a, word + from);
		wg_fold_sounds(key);
		err = drive_keys(s, WG_KEY_PINYIN, key, e);
		if (err == WG_OK && from == 0)
			err = drive_keys(s, WG_KEY_INITIALS, key, e);
	}
	return err;
}

static enum wg_err drive_digits(struct wg__search *s, const char *digits, struct wg_error *e)
{
	char reversed[32];
	enum wg_err err = drive(s, SQL_ROOMS, digits, wg_arena_printf(s->a, "%s" WG__LAST_RUNE, digits),
				s->n_words == 1, whole(s), e);
	if (err != WG_OK || s->office->masked || strlen(digits) < 4)
		return err;
	wg_reverse_phone(digits, reversed, sizeof reversed);
	return drive_keys(s, WG_KEY_PHONE, reversed, e);
}

static enum wg_err drive_places(struct wg__search *s, const struct wg_range *places, size_t n, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < n && s->found.len < WG_SEARCH_CANDIDATES; i++)
		err = drive(s, SQL_PLACE, NULL, NULL, s->n_words == 1 && !s->listed, places[i], e);
	return err;
}

static enum wg_err drive_contacts(struct wg__search *s, const struct wg__word *w, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < w->n_contacts && s->found.len < WG_SEARCH_CANDIDATES; i++)
		err = drive(s, SQL_CONTACT, NULL, NULL, w->contacts[i], whole(s), e);
	return err;
}

enum wg_err wg__search_contacts(struct wg__search *s, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < s->n_words; i++)
		err = drive_contacts(s, &s->words[i], e);
	return err;
}

/* A short list is gone through row by row. */
static enum wg_err drive_list(struct wg__search *s, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < s->n_among; i++)
		err = drive(s, SQL_HOUSEHOLD, NULL, NULL, s->among[i], whole(s), e);
	return err;
}

/* Alone, a group gives those who are in it; beside other words, everybody of their households. */
static enum wg_err drive_care(struct wg__search *s, const char *group, struct wg_error *e)
{
	struct wg__ids ids = {0};
	if (s->n_words == 1)
		return drive(s, SQL_CARE, group, NULL, 1, whole(s), e);
	enum wg_err err = wg__ids_of_care(s, group, &ids, e);
	return err == WG_OK ? drive_ids(s, &ids, e) : err;
}

/* The door of an address, in each stretch of the walk that the words leave. */
static enum wg_err drive_address(struct wg__search *s, const char *room, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < s->n_within && s->found.len < WG_SEARCH_CANDIDATES; i++)
		err = drive(s, SQL_ADDRESS, room, NULL, s->n_words == 1, s->within[i], e);
	return err;
}

/* All that the word may mean, one after another. */
static enum wg_err drive_word(struct wg__search *s, const struct wg__word *w, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	bool ascii = true;
	for (const char *p = w->text; *p; p++)
		ascii = ascii && is_ascii(*p);
	if (w->is_address && w->room)
		return drive_address(s, w->room, e);
	if (w->is_digits)
		err = drive_digits(s, w->text, e);
	if (err == WG_OK && w->is_name)
		err = ascii ? drive_letters(s, w->text, e) : drive_hanzi(s, w->text, e);
	if (err == WG_OK && w->care)
		err = drive_care(s, w->care, e);
	if (err == WG_OK && w->n_places)
		err = drive_places(s, w->places, w->n_places, e);
	return err;
}

/* How many rows a word is likely to give: the search goes by the one with the fewest. */
static int breadth(const struct wg__word *w)
{
	size_t len = strlen(w->text);
	if (w->is_address || w->is_place)
		return w->room ? 0 : 9;
	if (w->is_digits)
		return len >= 5 ? 1 : len == 4 ? 2 : len == 3 ? 5 : 8;
	if (w->n_places || w->care)
		return w->n_places ? 9 : 4;
	if (!is_ascii(*w->text))
		return len > 3 ? 2 : 5;
	return len > 3 ? 3 : 6;
}

static enum wg_err count_households(struct wg__search *s, int64_t *n, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	*n = 0;
	for (size_t i = 0; err == WG_OK && i < s->n_within && *n <= SMALL_PLACE; i++) {
		int64_t here = 0;
		struct wg_stmt *st = wg_query(s->office->db, SQL_COUNT);
		wg_bind_int(st, 1, s->within[i].lo);
		wg_bind_int(st, 2, s->within[i].hi);
		wg_bind_int(st, 3, SMALL_PLACE + 1);
		err = wg_one_int(st, 0, &here, e);
		*n += here;
	}
	return err;
}

/* A door is looked up, a small place is gone through household by household; elsewhere the narrowest word leads. */
enum wg_err wg__search_people(struct wg__search *s, bool addressed, struct wg_error *e)
{
	const struct wg__word *best = &s->words[0];
	int64_t households = SMALL_PLACE + 1;
	for (size_t i = 1; i < s->n_words; i++)
		best = breadth(&s->words[i]) < breadth(best) ? &s->words[i] : best;
	if (s->among && s->n_among <= SMALL_LIST)
		return drive_list(s, e);
	if (best->room)
		return drive_word(s, best, e);
	enum wg_err err = s->listed || (addressed && breadth(best) > 1) ? count_households(s, &households, e) : WG_OK;
	if (err != WG_OK)
		return err;
	if (households <= SMALL_PLACE || (addressed && breadth(best) == 9))
		return drive_places(s, s->within, s->n_within, e);
	s->lead = best;
	return drive_word(s, best, e);
}
