#include "wangge/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "model/search_word.h"
#include "store/keys.h"
#include "text/utf8.h"
#include "wangge/household.h"

/* One word is searched by its keys; the others are looked at row by row. How many rows, and how many workers: */
enum { ROWS_MAX = 4000, CARE_MAX = 12000, WORKERS_MAX = 5000, SMALL_PLACE = 1500, AFTER_NAMES = 64, FEW = 20 };

/* Greater than every text that begins with what stands before it. */
#define LAST_RUNE "\xF4\x8F\xBF\xBF"

#define ROW_COLUMNS "p.id, p.household_id, p.name, p.phone, p.relation, h.pos, "
#define LIVING "p.gone IS NULL AND h.status <> 'gone' "

static const char SQL_KEYS[] =
	"SELECT " ROW_COLUMNS
	"NULL FROM (SELECT person_id FROM name_key WHERE key >= $1 AND key < $2 AND kind = $3 LIMIT $6) k "
	"CROSS JOIN person p ON p.id = k.person_id CROSS JOIN household h ON h.id = p.household_id "
	"WHERE h.pos BETWEEN $4 AND $5 AND " LIVING;
static const char SQL_ROOMS[] = "SELECT " ROW_COLUMNS "d.room FROM door d CROSS JOIN household h ON h.door_id = d.id "
				"CROSS JOIN person p ON p.household_id = h.id WHERE d.room >= $1 AND d.room < $2 AND "
				"d.pos BETWEEN $4 AND $5 AND "
				"($3 = 0 OR p.relation = 'head') AND " LIVING "ORDER BY d.room, d.pos LIMIT $6";
static const char SQL_CARE[] =
	"SELECT " ROW_COLUMNS "NULL FROM care r CROSS JOIN person p ON p.id = r.person_id "
	"CROSS JOIN household h ON h.id = p.household_id WHERE r.care_group = $1 AND r.until IS NULL AND $3 AND "
	"h.pos BETWEEN $4 AND $5 AND " LIVING "LIMIT $6";
static const char SQL_CARE_DOORS[] =
	"SELECT DISTINCT h.pos FROM care r CROSS JOIN person p ON p.id = r.person_id "
	"CROSS JOIN household h ON h.id = p.household_id WHERE r.care_group = $1 AND r.until IS NULL AND " LIVING
	"LIMIT $2";
static const char SQL_PLACE[] =
	"SELECT " ROW_COLUMNS "NULL FROM household h CROSS JOIN person p ON p.household_id = h.id "
	"WHERE h.pos BETWEEN $4 AND $5 AND ($3 = 0 OR p.relation = 'head') AND " LIVING "ORDER BY h.pos, h.id LIMIT $6";
static const char SQL_COUNT[] = "SELECT count(*) FROM (SELECT 1 FROM household WHERE pos BETWEEN $1 AND $2 LIMIT $3)";
static const char SQL_ROOM[] = "SELECT d.room FROM household h JOIN door d ON d.id = h.door_id WHERE h.id = $1";
static const char SQL_HAS_CARE[] =
	"SELECT 1 FROM person p JOIN care r ON r.person_id = p.id WHERE p.household_id = $1 AND r.care_group = $2 AND "
	"r.until IS NULL AND p.gone IS NULL LIMIT 1";
static const char SQL_WORKERS[] = "SELECT id, name, phone, kind, unit FROM worker ORDER BY id LIMIT $1";

struct candidate {
	int64_t id, household_id, pos;   /* id of the person or worker */
	const char *name, *phone, *kind; /* kind: the relation; of a worker what it is */
	const char *unit;                /* of a worker; NULL = a person */
	int rank;
	uint64_t highlight;
	bool by_name; /* the name was hit, not only the door or the group */
};

struct search {
	wg_office *office;
	struct wg_arena *a;
	struct wg__word words[WG__WORDS_MAX];
	size_t n_words;
	struct wg_range *within; /* the scope and what the addresses say */
	size_t n_within;
	WG_VEC(struct candidate) found;
	struct wg_map seen; /* persons */
	bool more;
};

/* A row under the statement's cursor. */
struct row {
	int64_t person, household, pos;
	const char *text, *phone, *relation;
	char room[64]; /* read when a word asks for it */
	bool has_room;
	struct wg_name name;
};

static bool has_tail(const char *phone, const char *digits)
{
	char reversed[32], tail[32];
	if (!phone || strlen(digits) < 4)
		return false;
	wg_reverse_phone(phone, reversed, sizeof reversed);
	wg_reverse_phone(digits, tail, sizeof tail);
	return strncmp(reversed, tail, strlen(tail)) == 0;
}

static enum wg_err has_care(struct search *s, int64_t household, const char *group, bool *has, struct wg_error *e)
{
	int64_t one = 0;
	struct wg_stmt *st = wg_query(s->office->db, SQL_HAS_CARE);
	wg_bind_int(st, 1, household);
	wg_bind_text(st, 2, group);
	enum wg_err err = wg_one_int(st, 0, &one, e);
	*has = one != 0;
	return err;
}

static enum wg_err read_room(struct search *s, struct row *r, struct wg_error *e)
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

/* Does the row fit the word, and how well? */
static enum wg_err fits(struct search *s, const struct wg__word *w, struct row *r, struct candidate *c, bool *ok,
			struct wg_error *e)
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
	if (w->is_digits && !s->office->masked && has_tail(r->phone, w->text)) {
		c->by_name = true;
		return WG_OK;
	}
	if (w->n_places && wg__range_holds(w->places, w->n_places, r->pos) &&
	    (!w->room || strcmp(w->room, r->room) == 0))
		return WG_OK;
	c->rank += AFTER_NAMES;
	*ok = false;
	return w->care ? has_care(s, r->household, w->care, ok, e) : WG_OK;
}

static enum wg_err consider(struct search *s, struct wg_stmt *st, struct wg_error *e)
{
	struct row r = {.person = wg_int(st, 0), .household = wg_int(st, 1), .pos = wg_int(st, 5)};
	bool new;
	if (!wg__range_holds(s->within, s->n_within, r.pos) || wg_map_get(&s->seen, r.person))
		return WG_OK;
	r.text = wg_text(st, 2);
	r.phone = wg_text(st, 3);
	r.relation = wg_text(st, 4);
	if ((r.has_room = !wg_is_null(st, 6)))
		snprintf(r.room, sizeof r.room, "%s", wg_text(st, 6));
	wg_name_read(&r.name, r.text, strlen(r.text));
	struct candidate c = {.id = r.person, .household_id = r.household, .pos = r.pos};
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

/* Runs one of the statements above over a stretch of the walk. third: its $3. */
static enum wg_err drive(struct search *s, const char *sql, const char *from, const char *to, int64_t third,
			 struct wg_range stretch, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(s->office->db, sql);
	enum wg_err err = WG_OK;
	int64_t rows = 0, most = s->n_words == 1 ? WG_SEARCH_CANDIDATES : ROWS_MAX;
	wg_bind_text(st, 1, from);
	if (to)
		wg_bind_text(st, 2, to);
	wg_bind_int(st, 3, third);
	wg_bind_int(st, 4, stretch.lo);
	wg_bind_int(st, 5, stretch.hi);
	wg_bind_int(st, 6, most);
	while (err == WG_OK && s->found.len < WG_SEARCH_CANDIDATES && wg_step(st)) {
		err = consider(s, st, e);
		rows++;
	}
	s->more |= rows == most || s->found.len == WG_SEARCH_CANDIDATES;
	enum wg_err done = wg_done(st, err == WG_OK ? e : NULL);
	return err != WG_OK ? err : done;
}

static struct wg_range whole(const struct search *s)
{
	return (struct wg_range){s->within[0].lo, s->within[s->n_within - 1].hi};
}

static enum wg_err drive_keys(struct search *s, int kind, const char *key, struct wg_error *e)
{
	return drive(s, SQL_KEYS, key, wg_arena_printf(s->a, "%s" LAST_RUNE, key), kind, whole(s), e);
}

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* Hanzi stand in the keys from every character of a name on, so the first run of them finds 张w as well as z伟. */
static enum wg_err drive_hanzi(struct search *s, const char *word, struct wg_error *e)
{
	size_t from = 0, len = 0;
	while (is_ascii(word[from]))
		from++;
	while (word[from + len] && !is_ascii(word[from + len]))
		len++;
	return drive_keys(s, WG_KEY_HANZI, wg_arena_strndup(s->a, word + from, len), e);
}

/* Letters may be full pinyin, initials, or initials and then a syllable: zwei is found from wei on. */
static enum wg_err drive_letters(struct search *s, const char *word, struct wg_error *e)
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

static enum wg_err drive_digits(struct search *s, const char *digits, struct wg_error *e)
{
	char reversed[32];
	enum wg_err err = drive(s, SQL_ROOMS, digits, wg_arena_printf(s->a, "%s" LAST_RUNE, digits), s->n_words == 1,
				whole(s), e);
	if (err != WG_OK || s->office->masked || strlen(digits) < 4)
		return err;
	wg_reverse_phone(digits, reversed, sizeof reversed);
	return drive_keys(s, WG_KEY_PHONE, reversed, e);
}

static enum wg_err drive_places(struct search *s, const struct wg_range *places, size_t n, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < n && s->found.len < WG_SEARCH_CANDIDATES; i++)
		err = drive(s, SQL_PLACE, NULL, NULL, s->n_words == 1, places[i], e);
	return err;
}

/* Alone, a group gives those who are in it; beside other words, everybody of their households. */
static enum wg_err drive_care(struct search *s, const char *group, struct wg_error *e)
{
	WG_VEC(struct wg_range) doors = {0};
	if (s->n_words == 1)
		return drive(s, SQL_CARE, group, NULL, 1, whole(s), e);
	struct wg_stmt *st = wg_query(s->office->db, SQL_CARE_DOORS);
	wg_bind_text(st, 1, group);
	wg_bind_int(st, 2, CARE_MAX);
	int64_t rows = 0;
	while (wg_step(st)) {
		rows++;
		if (wg__range_holds(s->within, s->n_within, wg_int(st, 0)))
			WG_PUSH(&doors, (struct wg_range){wg_int(st, 0), wg_int(st, 0)});
	}
	enum wg_err err = wg_done(st, e);
	s->more |= rows == CARE_MAX;
	if (err == WG_OK)
		err = drive_places(s, doors.at, doors.len, e);
	WG_VEC_FREE(&doors);
	return err;
}

/* All that the word may mean, one after another. */
static enum wg_err drive_word(struct search *s, const struct wg__word *w, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	bool ascii = true;
	for (const char *p = w->text; *p; p++)
		ascii = ascii && is_ascii(*p);
	if (w->is_address && w->room)
		return drive(s, SQL_ROOMS, w->room, wg_arena_printf(s->a, "%s\x01", w->room), s->n_words == 1, whole(s),
			     e);
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

static enum wg_err count_households(struct search *s, int64_t *n, struct wg_error *e)
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

/* A small place is gone through household by household; elsewhere the narrowest word leads. */
static enum wg_err find_people(struct search *s, bool addressed, struct wg_error *e)
{
	const struct wg__word *best = &s->words[0];
	int64_t households = SMALL_PLACE + 1;
	for (size_t i = 1; i < s->n_words; i++)
		best = breadth(&s->words[i]) < breadth(best) ? &s->words[i] : best;
	enum wg_err err = addressed && breadth(best) > 1 ? count_households(s, &households, e) : WG_OK;
	if (err != WG_OK)
		return err;
	if (households <= SMALL_PLACE || (addressed && breadth(best) == 9))
		return drive_places(s, s->within, s->n_within, e);
	return drive_word(s, best, e);
}

/* Reading a name costs more than looking whether the first hanzi typed is in it at all. NULL: nothing must be in it. */
static const char *must_hold(const struct search *s)
{
	const struct wg__word *w = &s->words[0];
	if (s->n_words > 1 || !w->is_name || is_ascii(*w->text) || w->query.n == 0 || w->query.variants[0])
		return NULL;
	return wg_arena_strndup(s->a, w->text, wg_utf8_next(w->text, strlen(w->text), 0));
}

static bool worker_fits(const struct wg__word *w, const struct row *r, const char *unit, struct candidate *c)
{
	struct wg_match m;
	if (w->is_name && wg_match_name(&w->query, &r->name, &m)) {
		c->rank += m.rank * 2;
		c->highlight |= m.highlight;
		c->by_name = true;
		return true;
	}
	if (w->is_digits && has_tail(r->phone, w->text)) {
		c->by_name = true;
		return true;
	}
	return !w->is_digits && unit && strstr(unit, w->text);
}

/* Workers are few and have no keys: all are looked at. */
static enum wg_err find_workers(struct search *s, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(s->office->db, SQL_WORKERS);
	const char *must = must_hold(s);
	wg_bind_int(st, 1, WORKERS_MAX);
	while (wg_step(st)) {
		if (must && !strstr(wg_text(st, 1), must))
			continue;
		struct row r = {.text = wg_text(st, 1), .phone = wg_text(st, 2)};
		const char *unit = wg_text(st, 4);
		struct candidate c = {.id = wg_int(st, 0)};
		bool ok = true;
		wg_name_read(&r.name, r.text, strlen(r.text));
		for (size_t i = 0; ok && i < s->n_words; i++)
			ok = worker_fits(&s->words[i], &r, unit, &c);
		if (!ok || !c.by_name)
			continue;
		c.name = wg_arena_strdup(s->a, r.text);
		c.phone = wg_arena_strdup(s->a, r.phone ? r.phone : "");
		c.kind = wg_arena_strdup(s->a, wg_text(st, 3));
		c.unit = wg_arena_strdup(s->a, unit ? unit : "");
		WG_PUSH(&s->found, c);
	}
	return wg_done(st, e);
}

static int by_rank(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->pos != y->pos)
		return x->pos < y->pos ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static enum wg_err fill_hit(struct search *s, const struct candidate *c, struct wg_hit *hit, struct wg_error *e)
{
	*hit = (struct wg_hit){.kind = WG_HIT_WORKER,
			       .name = c->name,
			       .relation = c->kind,
			       .phone = c->phone ? c->phone : "",
			       .pos = c->pos,
			       .rank = c->rank,
			       .highlight = c->highlight};
	hit->head = hit->contact = hit->care = hit->address = "";
	if (c->unit) {
		hit->worker_id = c->id;
		hit->address = c->unit;
		return WG_OK;
	}
	struct wg_household h;
	enum wg_err err = wg_household_get(s->office, c->household_id, s->a, &h, e);
	if (err != WG_OK)
		return err;
	hit->kind = c->by_name ? WG_HIT_PERSON : WG_HIT_DOOR;
	hit->household_id = c->household_id;
	hit->person_id = c->id;
	hit->address = wg_arena_printf(s->a, "%s%s%s", h.building, h.entrance, h.room);
	hit->head = h.head;
	hit->contact = h.contact;
	hit->contact_id = h.contact_id;
	hit->care = h.care;
	if (!*hit->phone)
		hit->phone = h.phone;
	return WG_OK;
}

/* One household found by its door is one hit, by names as many as there are people. */
static bool is_repeated(struct search *s, struct wg_map *doors, const struct candidate *c)
{
	bool new = true;
	if (!c->unit && !c->by_name)
		wg_map_put(doors, c->household_id, &new);
	(void)s;
	return !new;
}

static enum wg_err hand_out(struct search *s, size_t limit, struct wg_hits *out, struct wg_error *e)
{
	struct wg_map doors = {0};
	enum wg_err err = WG_OK;
	struct wg_hit *hits = WG_NEW(s->a, struct wg_hit, limit < s->found.len ? limit : s->found.len);
	size_t n = 0;
	if (s->found.len > 1)
		qsort(s->found.at, s->found.len, sizeof *s->found.at, by_rank);
	for (size_t i = 0; err == WG_OK && i < s->found.len; i++) {
		if (is_repeated(s, &doors, &s->found.at[i]))
			continue;
		if (n == limit) {
			s->more = true;
			break;
		}
		err = fill_hit(s, &s->found.at[i], &hits[n++], e);
	}
	wg_map_free(&doors);
	if (err == WG_OK)
		*out = (struct wg_hits){.at = hits, .n = n, .more = s->more};
	return err;
}

/* The stretches to search: the scope, and every address and place among the words. */
static enum wg_err read_scope(struct search *s, const struct wg_node *scope, bool *addressed, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	s->within = WG_NEW(s->a, struct wg_range, 1);
	s->within[0] = (struct wg_range){0, INT64_MAX};
	s->n_within = 1;
	if (scope && scope->kind != WG_NODE_OFFICE && scope->kind != WG_NODE_UNCOVERED)
		err = wg_node_ranges(s->office, scope, s->a, &s->within, &s->n_within, e);
	*addressed = false;
	for (size_t i = 0; err == WG_OK && i < s->n_words; i++) {
		const struct wg__word *w = &s->words[i];
		if (!w->is_address && !w->is_place)
			continue;
		wg__ranges_cross(s->within, s->n_within, w->places, w->n_places, s->a, &s->within, &s->n_within);
		*addressed = true;
	}
	return err;
}

enum wg_err wg_search(wg_office *office, const char *text, const struct wg_node *scope, size_t limit,
		      struct wg_arena *a, struct wg_hits *out, struct wg_error *e)
{
	struct search s = {.office = office, .a = a};
	struct wg_hits hits = {0};
	bool addressed = false;
	enum wg_err err = wg__words_read(office, text, a, s.words, &s.n_words, e);
	if (err == WG_OK && s.n_words > 0) {
		err = read_scope(&s, scope, &addressed, e);
		if (err == WG_OK && s.n_within > 0)
			err = find_people(&s, addressed, e);
		if (err == WG_OK && !addressed && (!scope || scope->kind == WG_NODE_OFFICE))
			err = find_workers(&s, e);
		if (err == WG_OK)
			err = hand_out(&s, limit, &hits, e);
	}
	WG_VEC_FREE(&s.found);
	wg_map_free(&s.seen);
	if (err == WG_OK)
		*out = hits;
	return err;
}
