#include "wangge/search.h"

#include <stdlib.h>
#include <string.h>

#include "model/search_people.h"
#include "text/utf8.h"

enum { WORKERS_MAX = 5000, FEW = 20 };

/* SQL: what is shown of a household that was found. */
static const char SQL_SHOWN[] =
	"SELECT b.name, en.name, d.room, d.label, h.gravest, h.contact_id, w.name, p.name, p.phone "
	"FROM household h JOIN door d ON d.id = h.door_id JOIN place en ON en.id = d.entrance_id "
	"JOIN place b ON b.id = en.parent_id LEFT JOIN worker w ON w.id = h.contact_id "
	"LEFT JOIN person p ON p.id = (SELECT min(id) FROM person x WHERE x.household_id = h.id AND "
	"x.relation = 'head' AND x.gone IS NULL) WHERE h.id = $1";
static const char SQL_GROUPS[] =
	"SELECT DISTINCT r.care_group, k.gravity FROM person p JOIN care r ON r.person_id = p.id AND r.until IS NULL "
	"JOIN code k ON k.list = 'care' AND k.code = r.care_group WHERE p.household_id = $1 AND p.gone IS NULL "
	"ORDER BY k.gravity DESC, r.care_group";
static const char SQL_WORKERS[] = "SELECT id, name, phone, kind, unit FROM worker ORDER BY id LIMIT $1";

/* Reading a name costs more than looking whether the first hanzi typed is in it at all. */
static bool may_hold(const struct wg__word *w, const char *name)
{
	char rune[WG_UTF8_MAX + 1] = "";
	if (!w->is_name || (unsigned char)*w->text < 0x80 || w->query.n == 0 || w->query.variants[0])
		return w->is_name;
	memcpy(rune, w->text, wg_utf8_next(w->text, strlen(w->text), 0));
	return strstr(name, rune);
}

static bool worker_fits(const struct wg__word *w, const struct wg__search_row *r, const char *unit,
			struct wg__candidate *c)
{
	struct wg_match m;
	if (w->is_name && wg_match_name(&w->query, &r->name, &m)) {
		c->rank += m.rank * 2;
		c->highlight |= m.highlight;
		c->by_name = true;
		return true;
	}
	if (w->is_digits && wg__has_tail(r->phone, w->text)) {
		c->by_name = true;
		return true;
	}
	return !w->is_digits && unit && strstr(unit, w->text);
}

/* Workers are few and have no keys: all are looked at. */
static enum wg_err find_workers(struct wg__search *s, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(s->office->db, SQL_WORKERS);
	wg_bind_int(st, 1, WORKERS_MAX);
	while (wg_step(st)) {
		struct wg__search_row r = {.text = wg_text(st, 1), .phone = wg_text(st, 2)};
		const char *unit = wg_text(st, 4);
		struct wg__candidate c = {.id = wg_int(st, 0)};
		bool ok = true, by_name = false;
		for (size_t i = 0; i < s->n_words; i++)
			by_name = by_name || may_hold(&s->words[i], r.text);
		if (by_name)
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
	const struct wg__candidate *x = a, *y = b;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->pos != y->pos)
		return x->pos < y->pos ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static enum wg_err read_groups(struct wg__search *s, int64_t household, const char **care, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(s->office->db, SQL_GROUPS);
	wg_bind_int(st, 1, household);
	while (wg_step(st))
		*care = wg_arena_printf(s->a, "%s%s%s", *care, **care ? " " : "", wg_text(st, 0));
	return wg_done(st, e);
}

static enum wg_err fill_household(struct wg__search *s, struct wg_hit *hit, struct wg_error *e)
{
	bool grave = false;
	struct wg_stmt *st = wg_query(s->office->db, SQL_SHOWN);
	wg_bind_int(st, 1, hit->household_id);
	if (wg_step(st)) {
		const char *room = wg_text(st, 2), *label = wg_text(st, 3);
		hit->address =
			wg_arena_printf(s->a, "%s%s%s", wg_text(st, 0), wg_text(st, 1), *room || !label ? room : label);
		grave = !wg_is_null(st, 4);
		hit->contact_id = wg_int(st, 5);
		hit->contact = wg__text_or_empty(st, 6, s->a);
		hit->head = wg__text_or_empty(st, 7, s->a);
		if (!*hit->phone && wg_text(st, 8))
			hit->phone = wg__show_phone(s->office, s->a, wg_text(st, 8));
	}
	enum wg_err err = wg_done(st, e);
	return err == WG_OK && grave ? read_groups(s, hit->household_id, &hit->care, e) : err;
}

static enum wg_err fill_hit(struct wg__search *s, const struct wg__candidate *c, struct wg_hit *hit, struct wg_error *e)
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
	hit->kind = c->by_name ? WG_HIT_PERSON : WG_HIT_DOOR;
	hit->household_id = c->household_id;
	hit->person_id = c->id;
	return fill_household(s, hit, e);
}

/* One household found by its door is one hit, by names as many as there are people. */
static bool is_repeated(struct wg__search *s, struct wg_map *doors, const struct wg__candidate *c)
{
	bool new = true;
	if (!c->unit && !c->by_name)
		wg_map_put(doors, c->household_id, &new);
	(void)s;
	return !new;
}

static enum wg_err hand_out(struct wg__search *s, size_t limit, struct wg_hits *out, struct wg_error *e)
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
static enum wg_err read_scope(struct wg__search *s, const struct wg_node *scope, bool *addressed, struct wg_error *e)
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
	struct wg__search s = {.office = office, .a = a};
	struct wg_hits hits = {0};
	bool addressed = false;
	enum wg_err err = wg__words_read(office, text, a, s.words, &s.n_words, e);
	if (err == WG_OK && s.n_words > 0) {
		err = read_scope(&s, scope, &addressed, e);
		if (err == WG_OK && s.n_within > 0)
			err = wg__search_people(&s, addressed, e);
		if (err == WG_OK && !addressed && (!scope || scope->kind == WG_NODE_OFFICE))
			err = find_workers(&s, e);
		if (err == WG_OK)
			err = hand_out(&s, limit, &hits, e);
	}
	wg__search_free(&s);
	if (err == WG_OK)
		*out = hits;
	return err;
}

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* The workers that each word names. */
static enum wg_err read_contacts(struct wg__search *s, struct wg_error *e)
{
	WG_VEC(int64_t) found[WG__WORDS_MAX] = {0};
	struct wg_stmt *st = wg_query(s->office->db, SQL_WORKERS);
	wg_bind_int(st, 1, WORKERS_MAX);
	while (wg_step(st)) {
		const char *name = wg_text(st, 1);
		struct wg_name read;
		struct wg_match m;
		bool is_read = false;
		for (size_t i = 0; i < s->n_words; i++) {
			if (!may_hold(&s->words[i], name))
				continue;
			if (!is_read)
				wg_name_read(&read, name, strlen(name));
			is_read = true;
			if (wg_match_name(&s->words[i].query, &read, &m))
				WG_PUSH(&found[i], wg_int(st, 0));
		}
	}
	for (size_t i = 0; i < s->n_words; i++) {
		int64_t *ids = WG_NEW(s->a, int64_t, found[i].len);
		if (found[i].len > 0) {
			memcpy(ids, found[i].at, found[i].len * sizeof *ids);
			qsort(ids, found[i].len, sizeof *ids, by_id);
		}
		s->words[i].contacts = ids;
		s->words[i].n_contacts = found[i].len <= FEW ? found[i].len : 0; /* more is no name yet */
		WG_VEC_FREE(&found[i]);
	}
	return wg_done(st, e);
}

static void hand_out_ids(struct wg__search *s, size_t limit, int64_t **ids, size_t *n)
{
	struct wg_map seen = {0};
	*ids = WG_NEW(s->a, int64_t, limit < s->found.len ? limit : s->found.len);
	*n = 0;
	if (s->found.len > 1)
		qsort(s->found.at, s->found.len, sizeof *s->found.at, by_rank);
	for (size_t i = 0; i < s->found.len; i++) {
		bool new;
		wg_map_put(&seen, s->found.at[i].household_id, &new);
		if (new &&*n < limit)
			(*ids)[(*n)++] = s->found.at[i].household_id;
		else if (new)
			s->more = true;
	}
	wg_map_free(&seen);
}

enum wg_err wg_search_households(wg_office *office, const char *text, const struct wg_node *scope, const int64_t *among,
				 size_t n_among, size_t limit, struct wg_arena *a, int64_t **ids, size_t *n, bool *more,
				 struct wg_error *e)
{
	struct wg__search s = {.office = office, .a = a, .listed = true, .among = among, .n_among = n_among};
	bool addressed = false;
	*n = 0;
	*more = false;
	enum wg_err err = wg__words_read(office, text, a, s.words, &s.n_words, e);
	if (err == WG_OK && s.n_words > 0)
		err = read_scope(&s, scope, &addressed, e);
	bool some = s.n_within > 0 && s.n_words > 0;
	if (err == WG_OK && some)
		err = wg__search_people(&s, addressed, e);
	if (err == WG_OK && some && s.found.len < FEW) { /* residents go before contacts of that name */
		err = read_contacts(&s, e);
		if (err == WG_OK)
			err = wg__search_contacts(&s, e);
	}
	if (err == WG_OK) {
		hand_out_ids(&s, limit, ids, n);
		*more = s.more;
	}
	wg__search_free(&s);
	return err;
}
