#include "model/household_list.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vec.h"
#include "model/household_where.h"
#include "text/date.h"
#include "text/pinyin.h"

const struct wg_rows_column wg_household_columns[WG_HH_COLUMNS] = {
	{"id", N_("id"), WG_ROWS_ID, NULL},
	{"building", N_("building"), WG_ROWS_TEXT, NULL},
	{"entrance", N_("entrance"), WG_ROWS_TEXT, NULL},
	{"room", N_("room"), WG_ROWS_TEXT, NULL},
	{"floor", N_("floor"), WG_ROWS_INT, NULL},
	{"head", N_("head"), WG_ROWS_TEXT, NULL},
	{"phone", N_("telephone"), WG_ROWS_TEXT, NULL},
	{"people", N_("people"), WG_ROWS_INT, NULL},
	{"weight", N_("weight"), WG_ROWS_INT, NULL},
	{"origin", N_("registered"), WG_ROWS_CODE, "origin"},
	{"care", N_("care"), WG_ROWS_CODE, "care"},
	{"contact_id", N_("contact id"), WG_ROWS_ID, NULL},
	{"contact", N_("contact"), WG_ROWS_TEXT, NULL},
	{"since", N_("since"), WG_ROWS_DATE, NULL},
	{"locked", N_("locked"), WG_ROWS_YES, NULL},
	{"status", N_("status"), WG_ROWS_CODE, "status"},
	{"note", N_("note"), WG_ROWS_TEXT, NULL},
	{"needs", N_("open needs"), WG_ROWS_INT, NULL},
	{"kind", N_("door kind"), WG_ROWS_CODE, "door_kind"},
};

static struct wg_datum text(const char *s)
{
	return (struct wg_datum){.null = !*s, .s = *s ? s : NULL};
}

static struct wg_datum number(int64_t i, bool zero_is_null)
{
	return (struct wg_datum){.null = zero_is_null && i == 0, .i = i};
}

struct wg_datum wg_household_datum(const struct wg_household *h, size_t column)
{
	switch ((enum wg_household_column)column) {
	case WG_HH_ID:
		return number(h->id, true);
	case WG_HH_BUILDING:
		return text(h->building);
	case WG_HH_ENTRANCE:
		return text(h->entrance);
	case WG_HH_ROOM:
		return text(h->room);
	case WG_HH_FLOOR:
		return number(h->floor, true);
	case WG_HH_HEAD:
		return text(h->head);
	case WG_HH_PHONE:
		return text(h->phone);
	case WG_HH_PEOPLE:
		return number(h->people, false);
	case WG_HH_WEIGHT:
		return number(h->weight, false);
	case WG_HH_ORIGIN:
		return text(h->origin);
	case WG_HH_CARE:
		return text(h->care);
	case WG_HH_CONTACT_ID:
		return number(h->contact_id, true);
	case WG_HH_CONTACT:
		return text(h->contact);
	case WG_HH_SINCE:
		return number(h->since, true);
	case WG_HH_LOCKED:
		return number(h->locked, false);
	case WG_HH_STATUS:
		return text(h->status);
	case WG_HH_NOTE:
		return text(h->note);
	case WG_HH_NEEDS:
		return number(h->needs, true);
	case WG_HH_KIND:
		return text(!h->id && strcmp(h->door_kind, "home") == 0 ? "vacant" : h->door_kind);
	case WG_HH_COLUMNS:
		break;
	}
	return (struct wg_datum){.null = true};
}

/* SQL: households, and those with the empty doors among them. */
static const char HOUSEHOLDS[] = "household";
static const char DOORS[] =
	"(SELECT id, door_id, pos, origin, registered_in, status, people, weight, gravest, contact_id, contact_locked, "
	"access_note, needs FROM household UNION ALL "
	"SELECT -v.id, v.id, v.pos, NULL, NULL, '', 0, 0, NULL, NULL, 0, NULL, 0 FROM door v "
	"WHERE NOT EXISTS (SELECT 1 FROM household x WHERE x.door_id = v.id AND x.status <> 'gone'))";

/* SQL: each table that a text speaks of; a door always has an entrance and a building. */
static const struct {
	unsigned join;
	const char *sql;
} joins[] = {
	{WG__JOIN_DOOR | WG__JOIN_PLACE, " JOIN door d ON d.id = h.door_id"},
	{WG__JOIN_PLACE, " JOIN place en ON en.id = d.entrance_id JOIN place b ON b.id = en.parent_id"},
	{WG__JOIN_HEAD, " LEFT JOIN person p ON p.id = (SELECT min(id) FROM person x WHERE x.household_id = h.id AND "
			"x.relation = 'head' AND x.gone IS NULL)"},
	{WG__JOIN_WORKER, " LEFT JOIN worker w ON w.id = h.contact_id"},
	{WG__JOIN_CONTACT, " LEFT JOIN contact c ON c.household_id = h.id AND c.until IS NULL"},
	{WG__JOIN_CARE, " LEFT JOIN (SELECT DISTINCT m.household_id AS id, r.care_group AS g FROM care r JOIN person m "
			"ON m.id = r.person_id WHERE r.until IS NULL AND m.gone IS NULL) k ON k.id = h.id"},
};

/* A statement in the making: tail holds what follows FROM, its joins and its values. */
struct made {
	const char *from;
	struct wg__where tail;
	struct wg_arena a;
};

static void made_free(struct made *m)
{
	wg_buf_free(&m->tail.text);
	wg_arena_free(&m->a);
}

/* $1 and $2 are the node's stretch of the walk, $3 the area, $4 the contact. */
static enum wg_err make_where(wg_office *office, const struct wg_node *node, const struct wg_household_filter *filter,
			      struct made *m, struct wg_error *e)
{
	const struct wg_filter_table table = {wg_household_columns, WG_HH_COLUMNS, office->codes, NULL};
	const struct wg_filter *f = NULL;
	struct wg_buf *sql = &m->tail.text;
	*m = (struct made){.from = HOUSEHOLDS};
	wg_buf_init(sql, (size_t)1 << 18);
	enum wg_err err = filter->where ? wg_filter_parse(filter->where, &table, &m->a, &f, NULL, e) : WG_OK;
	if (err != WG_OK)
		return err;
	if (filter->vacant && f && wg_filter_mentions(f, WG_HH_KIND))
		m->from = DOORS;
	wg_buf_puts(sql, " WHERE h.pos BETWEEN $1 AND $2 AND h.status <> 'gone'");
	if (node->kind == WG_NODE_AREA)
		wg_buf_puts(sql, " AND EXISTS (SELECT 1 FROM area_part x JOIN place q ON q.id = x.place_id WHERE "
				 "x.area_id = $3 AND h.pos BETWEEN q.lo AND q.hi)");
	if (filter->contact_id)
		wg_buf_puts(sql, " AND h.contact_id = $4");
	if (filter->uncovered || node->kind == WG_NODE_UNCOVERED)
		wg_buf_puts(sql, " AND h.status = 'here' AND h.contact_id IS NULL");
	if (f) {
		wg_buf_puts(sql, " AND ");
		err = wg__household_where(office, f, &m->a, &m->tail, e);
	}
	return err;
}

static struct wg_stmt *make(wg_office *office, const struct wg_node *node, const struct wg_household_filter *filter,
			    const char *select, struct made *m)
{
	struct wg_buf sql;
	wg_buf_init(&sql, (size_t)1 << 19);
	wg_buf_printf(&sql, "SELECT %s FROM %s h", select, m->from);
	for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
		if (m->tail.joins & joins[i].join)
			wg_buf_puts(&sql, joins[i].sql);
	wg_buf_puts(&sql, m->tail.text.data);
	struct wg_stmt *st = wg_query_once(office->db, sql.data);
	wg_buf_free(&sql);
	wg_bind_int(st, 1, node->lo);
	wg_bind_int(st, 2, node->hi);
	wg_bind_int(st, 3, node->id);
	wg_bind_int(st, 4, filter->contact_id);
	wg__where_bind(st, &m->tail);
	return st;
}

bool wg__household_chosen(const struct wg_household_filter *filter)
{
	return (filter->where && *filter->where) || (filter->sort && *filter->sort);
}

enum wg_err wg__household_chosen_count(wg_office *office, const struct wg_node *node,
				       const struct wg_household_filter *filter, int64_t *n, struct wg_error *e)
{
	struct made m;
	enum wg_err err = make_where(office, node, filter, &m, e);
	if (err == WG_OK)
		err = wg_one_int(make(office, node, filter, "count(*)", &m), 0, n, e);
	made_free(&m);
	return err;
}

/* A contact's place among the contacts by name, as people are sorted. */
struct rank {
	int64_t id;
	struct wg_buf key;
};

static int by_key(const void *x, const void *y)
{
	const struct rank *a = x, *b = y;
	size_t n = a->key.len < b->key.len ? a->key.len : b->key.len;
	int order = n > 0 ? memcmp(a->key.data, b->key.data, n) : 0;
	if (order == 0)
		order = (a->key.len > b->key.len) - (a->key.len < b->key.len);
	return order ? order : (a->id > b->id) - (a->id < b->id);
}

/* worker → 1 and up. */
static enum wg_err rank_contacts(wg_office *office, struct wg_map *ranks, struct wg_error *e)
{
	WG_VEC(struct rank) all = {0};
	struct wg_stmt *st = wg_query(office->db, "SELECT id, name FROM worker");
	while (wg_step(st)) {
		struct rank r = {.id = wg_int(st, 0)};
		wg_buf_init(&r.key, 4096);
		wg_name_sort_key(&r.key, wg_text(st, 1), strlen(wg_text(st, 1)));
		WG_PUSH(&all, r);
	}
	if (all.len > 1)
		qsort(all.at, all.len, sizeof *all.at, by_key);
	for (size_t i = 0; i < all.len; i++) {
		*wg_map_put(ranks, all.at[i].id, NULL) = (int64_t)i + 1;
		wg_buf_free(&all.at[i].key);
	}
	WG_VEC_FREE(&all);
	return wg_done(st, e);
}

/* A row in walking order and its contact. */
struct kept {
	int64_t id, contact;
};

/* Puts the rows in the order of their contacts, those without at the end; of one contact they stay in walking order. */
static enum wg_err order_by_contact(wg_office *office, const struct kept *rows, size_t n, bool descending, int64_t *ids,
				    struct wg_error *e)
{
	struct wg_map ranks = {0};
	enum wg_err err = rank_contacts(office, &ranks, e);
	size_t last = ranks.len + 1, *start = wg_xmalloc((last + 2) * sizeof *start);
	memset(start, 0, (last + 2) * sizeof *start);
	for (int pass = 0; pass < 2; pass++) { /* counts them, then puts them down */
		for (size_t i = 0; i < n; i++) {
			const int64_t *rank = wg_map_get(&ranks, rows[i].contact);
			size_t at = !rank ? last : descending ? last - (size_t)*rank : (size_t)*rank;
			if (pass == 0)
				start[at + 1]++;
			else
				ids[start[at]++] = rows[i].id;
		}
		for (size_t k = 0; pass == 0 && k <= last; k++)
			start[k + 1] += start[k];
	}
	free(start);
	wg_map_free(&ranks);
	return err;
}

static enum wg_err ids_by_contact(wg_office *office, const struct wg_node *node,
				  const struct wg_household_filter *filter, int64_t limit, struct made *m,
				  struct wg_arena *a, int64_t **ids, size_t *n, bool *more, struct wg_error *e)
{
	WG_VEC(struct kept) all = {0};
	wg_buf_puts(&m->tail.text, " ORDER BY h.pos, h.id");
	struct wg_stmt *st = make(office, node, filter, "h.id, h.contact_id", m);
	while (wg_step(st))
		WG_PUSH(&all, (struct kept){wg_int(st, 0), wg_int(st, 1)});
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK) {
		*ids = WG_NEW(a, int64_t, all.len);
		err = order_by_contact(office, all.at, all.len, filter->descending, *ids, e);
	}
	*more = (int64_t)all.len > limit;
	*n = *more ? (size_t)limit : all.len;
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_household_ids(wg_office *office, const struct wg_node *node, const struct wg_household_filter *filter,
			     int64_t limit, struct wg_arena *a, int64_t **ids, size_t *n, bool *more,
			     struct wg_error *e)
{
	WG_VEC(int64_t) all = {0};
	struct made m;
	bool others = false;
	enum wg_err err = make_where(office, node, filter, &m, e);
	if (err == WG_OK && filter->sort && strcmp(filter->sort, "contact") == 0) {
		err = ids_by_contact(office, node, filter, limit, &m, a, ids, n, &others, e);
		if (err == WG_OK && more)
			*more = others;
		made_free(&m);
		return err;
	}
	if (err == WG_OK)
		err = wg__household_order(filter, &m.tail, e);
	if (err == WG_OK) {
		struct wg_stmt *st = make(office, node, filter, "h.id", &m);
		while (!others && wg_step(st))
			if ((int64_t)all.len < limit)
				WG_PUSH(&all, wg_int(st, 0));
			else
				others = true;
		err = wg_done(st, e);
	}
	if (err == WG_OK) {
		*n = all.len;
		*ids = WG_NEW(a, int64_t, all.len);
		if (all.len > 0)
			memcpy(*ids, all.at, all.len * sizeof **ids);
		if (more)
			*more = others;
	}
	WG_VEC_FREE(&all);
	made_free(&m);
	return err;
}

enum wg_err wg__household_chosen_list(wg_office *office, const struct wg_node *node,
				      const struct wg_household_filter *filter, int64_t offset, int64_t limit,
				      struct wg_arena *a, struct wg_households *out, struct wg_error *e)
{
	struct wg_arena own = {0};
	int64_t *ids;
	size_t n = 0;
	int64_t most = limit < 0 ? INT64_MAX : offset + limit;
	enum wg_err err = wg_household_ids(office, node, filter, most, &own, &ids, &n, NULL, e);
	size_t from = offset < (int64_t)n ? (size_t)offset : n;
	if (err == WG_OK)
		err = wg_household_rows(office, ids + from, n - from, a, out, e);
	wg_arena_free(&own);
	return err;
}

static const char *value_text(enum wg_household_column column, struct wg_stmt *st, struct wg_arena *a)
{
	char date[16] = "";
	if (wg_is_null(st, 0))
		return "";
	if (wg_household_columns[column].type == WG_ROWS_DATE) {
		wg_date_text(wg_int(st, 0), date, sizeof date);
		return wg_arena_strdup(a, date);
	}
	return wg__text_or_empty(st, 0, a);
}

enum wg_err wg_household_values(wg_office *office, const struct wg_node *node, const struct wg_household_filter *filter,
				enum wg_household_column column, int64_t limit, struct wg_arena *a,
				struct wg_value_counts *out, struct wg_error *e)
{
	WG_VEC(struct wg_value_count) all = {0};
	struct made m;
	bool hidden = office->masked && (column == WG_HH_PHONE || column == WG_HH_NOTE), more = false;
	if (hidden)
		return wg_fail(e, WG_EPERM, N_("telephones and notes are not searched in a masked office"), "");
	enum wg_err err = make_where(office, node, filter, &m, e);
	if (err == WG_OK) {
		char select[160];
		snprintf(select, sizeof select, "%s AS v, count(*) AS n", wg__household_value(column, &m.tail));
		wg_buf_puts(&m.tail.text, " GROUP BY v ORDER BY n DESC, v");
		struct wg_stmt *st = make(office, node, filter, select, &m);
		while (!more && wg_step(st))
			if ((int64_t)all.len < limit)
				WG_PUSH(&all, (struct wg_value_count){value_text(column, st, a), wg_int(st, 1)});
			else
				more = true;
		err = wg_done(st, e);
	}
	if (err == WG_OK) {
		*out = (struct wg_value_counts){WG_NEW(a, struct wg_value_count, all.len), all.len, more};
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
	}
	WG_VEC_FREE(&all);
	made_free(&m);
	return err;
}
