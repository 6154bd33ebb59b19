#include "wangge/need.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/vec.h"
#include "model/office.h"
#include "store/schema.h"

/* SQL: a need with the place q of its door or itself, up to the compound; its person m or else the head k; who is
 * responsible, and who was sent. Someone who has done his part is named until somebody new is looked for. */
#define NEED_COLUMNS                                                                                                   \
	"SELECT n.id, n.version, n.household_id, n.person_id, n.place_id, coalesce(h.pos, q.lo), n.who, "              \
	"coalesce(m.name, k.name), coalesce(n.phone, m.phone, k.phone), "                                              \
	"CASE WHEN q2.level > 2 THEN q2.name ELSE '' END || CASE WHEN q1.level > 2 THEN q1.name ELSE '' END || "       \
	"q.name || coalesce(d.room, '') || CASE WHEN n.spot IS NULL THEN '' ELSE ' ' || n.spot END, n.spot, n.title, " \
	"n.services, n.persons, n.source, n.life, n.field, n.micro, n.form, n.urgency, n.shared, n.at, n.due, "        \
	"n.closed, n.every, n.state, coalesce(n.responsible_id, h.contact_id), n.reporter_id, n.into_id, "             \
	"n.responsible_id IS NOT NULL, w.name, r.name, n.referred_to, n.note, n.reopened, n.sampled, "                 \
	"(SELECT group_concat(name, '、') FROM (SELECT v.name FROM dispatch x JOIN worker v ON v.id = x.worker_id "   \
	"WHERE x.need_id = n.id AND (x.until IS NULL OR (x.state = 'done' AND n.state NOT IN ('received', "            \
	"'matching'))) ORDER BY x.leads DESC, x.id)) "                                                                 \
	"FROM need n LEFT JOIN household h ON h.id = n.household_id LEFT JOIN door d ON d.id = h.door_id "             \
	"JOIN place q ON q.id = coalesce(d.entrance_id, n.place_id) LEFT JOIN place q1 ON q1.id = q.parent_id "        \
	"LEFT JOIN place q2 ON q2.id = q1.parent_id LEFT JOIN person m ON m.id = n.person_id "                         \
	"LEFT JOIN person k ON k.id = (SELECT min(id) FROM person y WHERE y.household_id = h.id AND y.relation = "     \
	"'head' AND y.gone IS NULL) LEFT JOIN worker w ON w.id = coalesce(n.responsible_id, h.contact_id) "            \
	"LEFT JOIN worker r ON r.id = n.reporter_id "

/* SQL: states $1 with blanks around, of worker $4, in the walk $5 … $6. */
#define NEED_FITS                                                                                                      \
	"$1 LIKE '% ' || n.state || ' %' AND ($4 = 0 OR coalesce(n.responsible_id, h.contact_id) = $4 OR EXISTS "      \
	"(SELECT 1 FROM dispatch z WHERE z.need_id = n.id AND z.worker_id = $4 AND z.state NOT IN ('returned', "       \
	"'cancelled'))) AND coalesce(h.pos, q.lo) >= $5 AND coalesce(h.pos, q.hi) <= $6"

static const char SQL_ALL[] = NEED_COLUMNS "WHERE n.at >= $2 AND n.at < $3 AND " NEED_FITS;
/* SQL: the sign keeps to the index of the open ones: they are few, however long the office has been at it. */
static const char SQL_OPEN[] =
	NEED_COLUMNS "WHERE n.state NOT IN ('draft', 'closed', 'rejected', 'cancelled') AND +n.at >= $2 AND +n.at < $3 "
		     "AND " NEED_FITS;
static const char SQL_OF_HOUSEHOLD[] =
	NEED_COLUMNS "WHERE n.household_id = $7 AND n.at >= $2 AND n.at < $3 AND " NEED_FITS;
static const char SQL_ONE[] = NEED_COLUMNS "WHERE n.id = $1";

enum column {
	ID,
	NUMBER,
	STATE,
	TITLE,
	WHO,
	WHERE,
	URGENCY,
	DUE,
	LATE,
	LATE_DAYS,
	TELL,
	RESPONSIBLE,
	HELPERS,
	SERVICES,
	PHONE,
	AT,
	PERSONS,
	EVERY,
	LIFE,
	FIELD,
	MICRO,
	SHARED,
	FORM,
	SOURCE,
	REPORTER,
	REFERRED_TO,
	REOPENED,
	SAMPLED,
	CLOSED,
	HOUSEHOLD_ID,
	NOTE,
};

const struct wg_rows_column wg_need_columns[WG_NEED_KEYS] = {
	[ID] = {"id", N_("id"), WG_ROWS_ID, NULL},
	[NUMBER] = {"number", N_("number"), WG_ROWS_INT, NULL},
	[STATE] = {"state", N_("state"), WG_ROWS_CODE, "need_state"},
	[TITLE] = {"title", N_("need"), WG_ROWS_TEXT, NULL},
	[WHO] = {"who", N_("whose"), WG_ROWS_TEXT, NULL},
	[WHERE] = {"where", N_("where"), WG_ROWS_TEXT, NULL},
	[URGENCY] = {"urgency", N_("urgency"), WG_ROWS_CODE, "urgency"},
	[DUE] = {"due", N_("due"), WG_ROWS_TIME, NULL},
	[LATE] = {"late", N_("overdue"), WG_ROWS_YES, NULL},
	[LATE_DAYS] = {"late_days", N_("days overdue"), WG_ROWS_INT, NULL},
	[TELL] = {"tell", N_("to be told"), WG_ROWS_MSG, NULL},
	[RESPONSIBLE] = {"responsible", N_("responsible"), WG_ROWS_TEXT, NULL},
	[HELPERS] = {"helpers", N_("who helps"), WG_ROWS_TEXT, NULL},
	[SERVICES] = {"services", N_("service"), WG_ROWS_CODE, "service"},
	[PHONE] = {"phone", N_("telephone"), WG_ROWS_TEXT, NULL},
	[AT] = {"at", N_("recorded at"), WG_ROWS_TIME, NULL},
	[PERSONS] = {"persons", N_("helpers wanted"), WG_ROWS_INT, NULL},
	[EVERY] = {"every", N_("every so many days"), WG_ROWS_INT, NULL},
	[LIFE] = {"life", N_("life"), WG_ROWS_CODE, "life"},
	[FIELD] = {"field", N_("field of need"), WG_ROWS_CODE, "field"},
	[MICRO] = {"micro", N_("micro"), WG_ROWS_CODE, "micro"},
	[SHARED] = {"shared", N_("shared by many"), WG_ROWS_YES, NULL},
	[FORM] = {"form", N_("form"), WG_ROWS_CODE, "form"},
	[SOURCE] = {"source", N_("source"), WG_ROWS_CODE, "source"},
	[REPORTER] = {"reporter", N_("brought by"), WG_ROWS_TEXT, NULL},
	[REFERRED_TO] = {"referred_to", N_("referred to"), WG_ROWS_TEXT, NULL},
	[REOPENED] = {"reopened", N_("opened again"), WG_ROWS_INT, NULL},
	[SAMPLED] = {"sampled", N_("drawn as a sample"), WG_ROWS_YES, NULL},
	[CLOSED] = {"closed", N_("closed at"), WG_ROWS_TIME, NULL},
	[HOUSEHOLD_ID] = {"household_id", N_("household id"), WG_ROWS_ID, NULL},
	[NOTE] = {"note", N_("note"), WG_ROWS_TEXT, NULL},
};

struct wg_datum wg_need_datum(const struct wg_need *n, size_t column)
{
	const char *const texts[WG_NEED_KEYS] = {
		[STATE] = wg_need_state_info[n->state].code,
		[TITLE] = n->title,
		[WHO] = n->who,
		[WHERE] = n->where,
		[URGENCY] = n->urgency,
		[TELL] = n->tell == WG_TELL_LEAD        ? N_("grid lead")
			 : n->tell == WG_TELL_COMMUNITY ? N_("community")
							: "",
		[RESPONSIBLE] = n->responsible,
		[HELPERS] = n->helpers,
		[SERVICES] = n->services,
		[PHONE] = n->phone,
		[LIFE] = n->life,
		[FIELD] = n->field,
		[MICRO] = n->micro,
		[FORM] = n->form,
		[SOURCE] = n->source,
		[REPORTER] = n->reporter,
		[REFERRED_TO] = n->referred_to,
		[NOTE] = n->note,
	};
	const int64_t numbers[WG_NEED_KEYS] = {
		[ID] = n->id,
		[NUMBER] = wg_short_id(n->id),
		[DUE] = n->due,
		[LATE] = n->late,
		[LATE_DAYS] = n->late_days,
		[AT] = n->at,
		[PERSONS] = n->persons,
		[EVERY] = n->every,
		[SHARED] = n->shared,
		[CLOSED] = n->closed,
		[REOPENED] = n->reopened,
		[SAMPLED] = n->sampled,
		[HOUSEHOLD_ID] = n->household_id,
	};
	const bool counts =
		column == LATE || column == PERSONS || column == SHARED || column == REOPENED || column == SAMPLED;
	if (texts[column])
		return (struct wg_datum){.null = !*texts[column], .s = *texts[column] ? texts[column] : NULL};
	return (struct wg_datum){.null = !counts && numbers[column] == 0, .i = numbers[column]};
}

unsigned wg_need_open_states(void)
{
	unsigned bits = 0;
	for (int s = 0; s < WG_STATES; s++)
		bits |= wg_need_state_info[s].open ? 1U << s : 0U;
	return bits;
}

static void judge_late(struct wg_need *n, const struct wg_need_rules *rules, int64_t now)
{
	enum { DAY = 24 * 3600 };
	n->late = wg_need_state_info[n->state].open && n->due && n->due < now;
	if (!n->late)
		return;
	n->late_days = (int)((now - n->due) / DAY);
	n->tell = n->late_days >= rules->community_days ? WG_TELL_COMMUNITY
		  : n->late_days >= rules->lead_days    ? WG_TELL_LEAD
							: WG_TELL_NOBODY;
}

static struct wg_need read_need(const wg_office *office, struct wg_stmt *st, int64_t now, struct wg_arena *a)
{
	const char *who = wg__show_note(office, a, wg_text(st, 6));
	const char *phone = wg__show_phone(office, a, wg_text(st, 8));
	const char *note = wg__show_note(office, a, wg_text(st, 33));
	struct wg_need n = {
		.id = wg_int(st, 0),
		.version = wg_int(st, 1),
		.household_id = wg_int(st, 2),
		.person_id = wg_int(st, 3),
		.place_id = wg_int(st, 4),
		.pos = wg_int(st, 5),
		.who = who ? who : wg__text_or_empty(st, 7, a),
		.phone = phone ? phone : "",
		.where = wg__text_or_empty(st, 9, a),
		.spot = wg__text_or_empty(st, 10, a),
		.title = wg__text_or_empty(st, 11, a),
		.services = wg__text_or_empty(st, 12, a),
		.persons = (int)wg_int(st, 13),
		.source = wg__text_or_empty(st, 14, a),
		.life = wg__text_or_empty(st, 15, a),
		.field = wg__text_or_empty(st, 16, a),
		.micro = wg__text_or_empty(st, 17, a),
		.form = wg__text_or_empty(st, 18, a),
		.urgency = wg__text_or_empty(st, 19, a),
		.shared = wg_int(st, 20),
		.at = wg_int(st, 21),
		.due = wg_int(st, 22),
		.closed = wg_int(st, 23),
		.every = (int)wg_int(st, 24),
		.state = wg_need_state_of(wg_text(st, 25)),
		.responsible_id = wg_int(st, 26),
		.reporter_id = wg_int(st, 27),
		.into_id = wg_int(st, 28),
		.named = wg_int(st, 29),
		.responsible = wg__text_or_empty(st, 30, a),
		.reporter = wg__text_or_empty(st, 31, a),
		.referred_to = wg__text_or_empty(st, 32, a),
		.note = note ? note : "",
		.reopened = (int)wg_int(st, 34),
		.sampled = wg_int(st, 35),
		.helpers = wg__text_or_empty(st, 36, a),
	};
	judge_late(&n, &office->codes->need, now);
	return n;
}

/* What is due first comes first; what has no due date comes last. */
static int by_urgency(const void *a, const void *b)
{
	const struct wg_need *x = a, *y = b;
	int gx = (int)wg_need_state_info[x->state].group, gy = (int)wg_need_state_info[y->state].group;
	uint64_t dx = x->due ? (uint64_t)x->due : UINT64_MAX, dy = y->due ? (uint64_t)y->due : UINT64_MAX;
	if (gx != gy)
		return gx - gy;
	return dx != dy ? (dx > dy) - (dx < dy) : (x->id > y->id) - (x->id < y->id);
}

static const char *states_text(unsigned states, struct wg_arena *a)
{
	const char *text = " ";
	for (int s = 0; s < WG_STATES; s++) {
		if (states >> s & 1)
			text = wg_arena_printf(a, "%s%s ", text, wg_need_state_info[s].code);
	}
	return text;
}

typedef WG_VEC(struct wg_need) need_vec;

static enum wg_err read_range(wg_office *office, const struct wg_need_query *q, struct wg_range range, const char *sql,
			      const char *states, struct wg_arena *a, need_vec *all, struct wg_error *e)
{
	int64_t now = wg_now();
	struct wg_stmt *st = wg_query(office->db, sql);
	wg_bind_text(st, 1, states);
	wg_bind_int(st, 2, q->since);
	wg_bind_int(st, 3, q->until ? q->until : INT64_MAX);
	wg_bind_int(st, 4, q->worker_id);
	wg_bind_int(st, 5, range.lo);
	wg_bind_int(st, 6, range.hi);
	wg_bind_int(st, 7, q->household_id);
	while (wg_step(st))
		WG_PUSH(all, read_need(office, st, now, a));
	return wg_done(st, e);
}

enum wg_err wg_need_list(wg_office *office, const struct wg_need_query *query, struct wg_arena *a, struct wg_needs *out,
			 struct wg_error *e)
{
	need_vec all = {0};
	struct wg_range everywhere = {0, INT64_MAX}, *ranges = &everywhere;
	size_t n = 1;
	unsigned states = query->states ? query->states : (1U << WG_STATES) - 1;
	const char *text = states_text(states, a);
	const char *sql = query->household_id ? SQL_OF_HOUSEHOLD : states & ~wg_need_open_states() ? SQL_ALL : SQL_OPEN;
	enum wg_err err = WG_OK;
	if (query->under && query->under->kind != WG_NODE_OFFICE)
		err = wg_node_ranges(office, query->under, a, &ranges, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = read_range(office, query, ranges[i], sql, text, a, &all, e);
	if (err == WG_OK) {
		out->n = all.len;
		out->at = WG_NEW(a, struct wg_need, all.len);
		if (all.len > 0)
			memcpy(out->at, all.at, all.len * sizeof *all.at);
		if (all.len > 1)
			qsort(out->at, out->n, sizeof *out->at, by_urgency);
	}
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg_need_get(wg_office *office, int64_t id, struct wg_arena *a, struct wg_need *out, struct wg_error *e)
{
	struct wg_need n = {0};
	struct wg_stmt *st = wg_query(office->db, SQL_ONE);
	wg_bind_int(st, 1, id);
	bool found = wg_step(st);
	if (found)
		n = read_need(office, st, wg_now(), a);
	enum wg_err err = wg_done(st, e);
	if (err == WG_OK && !found)
		err = wg_fail(e, WG_ENOTFOUND, N_("this need is no longer there"), "");
	if (err == WG_OK)
		*out = n;
	return err;
}

/* Does every word of the text stand in the need? */
static bool speaks_of(const struct wg_need *n, const char *text, struct wg_arena *a)
{
	const char *whole = wg_arena_printf(a, "%s %s %s %s", n->title, n->where, n->who, n->helpers);
	while (*(text += strspn(text, " "))) {
		size_t len = strcspn(text, " ");
		if (!strstr(whole, wg_arena_strndup(a, text, len)))
			return false;
		text += len;
	}
	return true;
}

/* Those of the states of which the text speaks: how many, the last one, and the first few by name. */
static enum wg_err spoken_of(wg_office *office, const char *text, unsigned states, struct wg_arena *a, int *hits,
			     struct wg_need *hit, const char **list, struct wg_error *e)
{
	enum { SHOWN = 5 };
	struct wg_needs all;
	struct wg_need_query q = {.states = states};
	enum wg_err err = wg_need_list(office, &q, a, &all, e);
	for (size_t i = 0; err == WG_OK && i < all.n; i++) {
		const struct wg_need *n = &all.at[i];
		if (!speaks_of(n, text, a))
			continue;
		if ((*hits)++ < SHOWN)
			*list = wg_arena_printf(a, "%s%s#%lld %s", *list, *hits > 1 ? ", " : "",
						(long long)(n->id & ((INT64_C(1) << 40) - 1)), n->title);
		*hit = *n;
	}
	return err;
}

enum wg_err wg_need_find(wg_office *office, const char *text, struct wg_arena *a, struct wg_need *out,
			 struct wg_error *e)
{
	struct wg_need hit;
	const char *list = "";
	int hits = 0;
	if (*text == '#')
		return wg_need_get(office, wg__full_id(office, strtoll(text + 1, NULL, 10)), a, out, e);
	if (!text[strspn(text, " ")])
		return wg_fail(e, WG_EUSAGE, N_("say which need"), "");
	enum wg_err err = spoken_of(office, text, wg_need_open_states(), a, &hits, &hit, &list, e);
	if (err == WG_OK && hits == 0)
		err = spoken_of(office, text, ~wg_need_open_states(), a, &hits, &hit, &list, e);
	if (err == WG_OK && hits == 0)
		err = wg_fail(e, WG_ENOTFOUND, N_("there is no need {1}"), "s", text);
	else if (err == WG_OK && hits > 1)
		err = wg_fail(e, WG_EUSAGE, N_("{1} could be any of {2} needs: {3}"), "sds", text, hits, list);
	if (err == WG_OK)
		*out = hit;
	return err;
}
