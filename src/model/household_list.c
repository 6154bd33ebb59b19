#include "model/household_list.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "model/household_where.h"
#include "text/date.h"

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
	case WG_HH_COLUMNS:
		break;
	}
	return (struct wg_datum){.null = true};
}

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
	*m = (struct made){0};
	wg_buf_init(sql, (size_t)1 << 18);
	enum wg_err err = filter->where ? wg_filter_parse(filter->where, &table, &m->a, &f, NULL, e) : WG_OK;
	if (err != WG_OK)
		return err;
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
	wg_buf_printf(&sql, "SELECT %s FROM household h", select);
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

enum wg_err wg_household_ids(wg_office *office, const struct wg_node *node, const struct wg_household_filter *filter,
			     int64_t limit, struct wg_arena *a, int64_t **ids, size_t *n, bool *more,
			     struct wg_error *e)
{
	WG_VEC(int64_t) all = {0};
	struct made m;
	bool others = false;
	enum wg_err err = make_where(office, node, filter, &m, e);
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
