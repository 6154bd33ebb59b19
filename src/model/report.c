#include "wangge/report.h"

#include <string.h>

#include "base/clock.h"
#include "base/vec.h"
#include "model/office.h"

/* SQL: needs n of the walk $5 … $6, with the place q of their door or themselves; the period is $1 ≤ t < $2. */
#define NEEDS                                                                                                          \
	"need n LEFT JOIN household h ON h.id = n.household_id LEFT JOIN door d ON d.id = h.door_id JOIN place q "     \
	"ON q.id = coalesce(d.entrance_id, n.place_id) "
#define COUNTS "n.into_id IS NULL AND n.state <> 'draft' "
#define THERE "AND coalesce(h.pos, q.lo) >= $5 AND coalesce(h.pos, q.hi) <= $6 "
/* SQL: the state at the end of the period. */
#define STATE                                                                                                          \
	"coalesce((SELECT s.state FROM step s WHERE s.need_id = n.id AND s.at < $2 ORDER BY s.at DESC, s.id DESC "     \
	"LIMIT 1), n.state)"
#define CLASS(way)                                                                                                     \
	"CASE " way " WHEN 'life' THEN n.life WHEN 'field' THEN n.field WHEN 'micro' THEN n.micro WHEN 'form' THEN "   \
	"n.form WHEN 'service' THEN n.services WHEN 'source' THEN n.source WHEN 'need_state' THEN " STATE " END "
/* SQL: the classes of a row, and the stretch of its place; $3 and $4 are lists. */
#define CLASSES "SELECT " CLASS("$3") "AS c1, " CLASS("$4") "AS c2, q.lo, q.hi, "
#define GROUPED "GROUP BY 1, 2, 3, 4"

/* SQL: $7 is the moment at which something is overdue. What was over before the period, and still is, counts nowhere.
 */
static const char SQL_NEEDS[] =
	"SELECT c1, c2, lo, hi, sum(CASE WHEN at >= $1 THEN 1 ELSE 0 END), "
	"sum(CASE WHEN is_over THEN 1 ELSE 0 END), "
	"sum(CASE WHEN is_open THEN 1 ELSE 0 END), "
	"sum(CASE WHEN is_open AND due < $7 THEN 1 ELSE 0 END), "
	"sum(CASE WHEN is_over AND due IS NOT NULL THEN 1 ELSE 0 END), "
	"sum(CASE WHEN is_over AND closed <= due THEN 1 ELSE 0 END), "
	"sum(CASE WHEN at >= $1 AND form = 'errand' THEN 1 ELSE 0 END) FROM (" CLASSES
	"n.at, n.due, n.closed, n.form, (n.state = 'closed' AND n.closed >= $1 AND n.closed < $2) AS is_over, " STATE
	" NOT IN ('draft', 'closed', 'rejected', 'cancelled') AS is_open FROM " NEEDS
	"WHERE n.at < $2 AND (n.at >= $1 OR n.state <> 'closed' OR n.closed >= $1) AND " COUNTS THERE ") v " GROUPED;
static const char SQL_REOPENED[] =
	CLASSES "count(*) FROM " NEEDS "JOIN step x ON x.need_id = n.id WHERE x.at >= $1 AND x.at < $2 AND (x.action = "
		"'reopen' OR (x.action = 'follow_up' AND x.state = 'matching')) AND " COUNTS THERE GROUPED;
static const char SQL_FOLLOWED[] = CLASSES
	"sum(CASE WHEN f.satisfaction = 'good' THEN 1 ELSE 0 END), sum(CASE WHEN f.satisfaction = 'fair' THEN 1 "
	"ELSE 0 END), sum(CASE WHEN f.satisfaction = 'poor' THEN 1 ELSE 0 END) FROM " NEEDS
	"JOIN follow_up f ON f.need_id = n.id WHERE f.at >= $1 AND f.at < $2 AND " COUNTS THERE GROUPED;
/* SQL: $8 and $9 are the days of the period. */
static const char SQL_WORKED[] =
	CLASSES "sum(k.minutes), count(*) FROM " NEEDS
		"JOIN work k ON k.need_id = n.id WHERE k.day BETWEEN $8 AND $9 AND " COUNTS THERE GROUPED;
static const char SQL_ASKED_IN[] =
	CLASSES "count(*) FROM " NEEDS "JOIN dispatch x ON x.need_id = n.id WHERE x.home_id IS NOT NULL AND x.at >= $1 "
		"AND x.at < $2 AND x.state NOT IN "
		"('returned', 'cancelled') AND " COUNTS THERE GROUPED;
/* SQL: here the place is the one that the helper comes from. */
static const char SQL_LENT_OUT[] =
	"SELECT " CLASS("$3") "AS c1, " CLASS("$4") "AS c2, y.lo, y.hi, count(*) FROM " NEEDS
						    "JOIN dispatch x ON x.need_id = n.id JOIN place y ON y.id = "
						    "x.home_id WHERE x.at >= $1 AND x.at < $2 AND x.state "
						    "NOT IN ('returned', 'cancelled') AND " COUNTS
						    "AND y.lo >= $5 AND y.hi <= $6 " GROUPED;

/* Which figures a text counts, from its fifth column on. */
static const struct source {
	const char *sql;
	enum wg_report_figure first;
	int n;
} sources[] = {
	{SQL_NEEDS, WG_FIGURE_NEW, 7},         {SQL_REOPENED, WG_FIGURE_REOPENED, 1},
	{SQL_FOLLOWED, WG_FIGURE_GOOD, 3},     {SQL_WORKED, WG_FIGURE_MINUTES, 2},
	{SQL_ASKED_IN, WG_FIGURE_ASKED_IN, 1}, {SQL_LENT_OUT, WG_FIGURE_LENT_OUT, 1},
};

/* A place of the report and the stretches it covers. */
struct stretch {
	struct wg_node node;
	struct wg_range *at;
	size_t n;
};

struct making {
	wg_office *office;
	const struct wg_report_query *q;
	struct wg_arena *a;
	struct stretch *place;
	size_t n_places;
	WG_VEC(struct wg_report_row) rows;
};

const char *wg_report_list(enum wg_report_by by)
{
	static const char *const lists[WG_REPORT_WAYS] = {
		[WG_REPORT_LIFE] = "life",     [WG_REPORT_FIELD] = "field",     [WG_REPORT_MICRO] = "micro",
		[WG_REPORT_FORM] = "form",     [WG_REPORT_SERVICE] = "service", [WG_REPORT_STATE] = "need_state",
		[WG_REPORT_SOURCE] = "source",
	};
	return lists[by];
}

static struct wg_report_row *row_of(struct making *m, int64_t node, const char *name, const char *against)
{
	for (size_t i = 0; i < m->rows.len; i++) {
		struct wg_report_row *r = &m->rows.at[i];
		if (r->node == node && strcmp(r->name, name) == 0 && strcmp(r->against, against) == 0)
			return r;
	}
	struct wg_report_row r = {node, wg_arena_strdup(m->a, name), wg_arena_strdup(m->a, against), {0}};
	WG_PUSH(&m->rows, r);
	return &m->rows.at[m->rows.len - 1];
}

static bool holds(const struct stretch *s, int64_t lo, int64_t hi)
{
	for (size_t i = 0; i < s->n; i++)
		if (lo >= s->at[i].lo && hi <= s->at[i].hi)
			return true;
	return false;
}

/* The first code of those that stand there. */
static const char *first_word(struct making *m, const char *codes)
{
	return codes ? wg_arena_strndup(m->a, codes, strcspn(codes, " ")) : "";
}

static struct wg_report_row *place_row(struct making *m, int64_t lo, int64_t hi, const char *against)
{
	for (size_t i = 0; i < m->n_places; i++)
		if (holds(&m->place[i], lo, hi))
			return row_of(m, m->place[i].node.id, m->place[i].node.name, against);
	return row_of(m, m->q->under->id, m->q->under->name ? m->q->under->name : "", against);
}

static enum wg_err count(struct making *m, const struct source *s, struct wg_range range, struct wg_error *e)
{
	const struct wg_report_query *q = m->q;
	int64_t end = wg_day_begins(q->until + 1), now = wg_now();
	struct wg_stmt *st = wg_query(m->office->db, s->sql);
	wg_bind_int(st, 1, wg_day_begins(q->since));
	wg_bind_int(st, 2, end);
	wg_bind_text(st, 3, wg_report_list(q->by));
	wg_bind_text(st, 4, wg_report_list(q->against));
	wg_bind_int(st, 5, range.lo);
	wg_bind_int(st, 6, range.hi);
	wg_bind_int(st, 7, end < now ? end : now);
	wg_bind_int(st, 8, q->since);
	wg_bind_int(st, 9, q->until);
	while (wg_step(st)) {
		const char *against = first_word(m, wg_text(st, 1));
		struct wg_report_row *r = q->by == WG_REPORT_PLACE
						  ? place_row(m, wg_int(st, 2), wg_int(st, 3), against)
						  : row_of(m, 0, first_word(m, wg_text(st, 0)), against);
		for (int i = 0; i < s->n; i++)
			r->n[(int)s->first + i] += wg_int(st, 4 + i);
	}
	return wg_done(st, e);
}

/* The places in the node; one that stands alone is no division. */
static enum wg_err find_places(struct making *m, struct wg_error *e)
{
	struct wg_node node = *m->q->under;
	struct wg_nodes list = {0};
	enum wg_err err = wg_node_children(m->office, &node, m->a, &list, e);
	while (err == WG_OK && list.n == 1 && list.at[0].has_children) {
		node = list.at[0];
		err = wg_node_children(m->office, &node, m->a, &list, e);
	}
	m->place = WG_NEW(m->a, struct stretch, list.n);
	for (size_t i = 0; err == WG_OK && i < list.n; i++) {
		struct stretch *s = &m->place[m->n_places];
		if (list.at[i].kind != WG_NODE_PLACE && list.at[i].kind != WG_NODE_AREA)
			continue;
		s->node = list.at[i];
		err = wg_node_ranges(m->office, &s->node, m->a, &s->at, &s->n, e);
		m->n_places++;
	}
	return err;
}

/* Also what counted nothing stands in a report. */
static void put_empty(struct making *m)
{
	const struct wg_codes *codes = wg_office_codes(m->office);
	const char *list = wg_report_list(m->q->by);
	if (m->q->by == WG_REPORT_ALL)
		row_of(m, 0, "", "");
	for (size_t i = 0; i < m->n_places; i++)
		row_of(m, m->place[i].node.id, m->place[i].node.name, "");
	for (size_t i = 0; list && i < codes->n_code; i++)
		if (strcmp(codes->code[i].list, list) == 0)
			row_of(m, 0, codes->code[i].code, "");
}

static size_t rank(const struct making *m, const struct wg_report_row *r)
{
	const struct wg_codes *codes = wg_office_codes(m->office);
	const char *list = wg_report_list(m->q->by);
	const struct wg_code *k = list && *r->name ? wg_code_find(codes, list, r->name) : NULL;
	size_t i = 0;
	if (m->q->by != WG_REPORT_PLACE)
		return k ? (size_t)(k - codes->code) : codes->n_code;
	while (i < m->n_places && m->place[i].node.id != r->node)
		i++;
	return i;
}

static size_t rank_against(const struct making *m, const struct wg_report_row *r)
{
	const struct wg_codes *codes = wg_office_codes(m->office);
	const struct wg_code *k = *r->against ? wg_code_find(codes, wg_report_list(m->q->against), r->against) : NULL;
	return k ? (size_t)(k - codes->code) : codes->n_code;
}

/* Rows of two classes, in the order of both. */
static void sort(struct making *m)
{
	for (size_t i = 1; i < m->rows.len; i++) {
		struct wg_report_row r = m->rows.at[i];
		size_t at = i, first = rank(m, &r), second = rank_against(m, &r);
		for (; at > 0; at--) {
			const struct wg_report_row *p = &m->rows.at[at - 1];
			size_t other = rank(m, p);
			if (other < first || (other == first && rank_against(m, p) <= second))
				break;
			m->rows.at[at] = *p;
		}
		m->rows.at[at] = r;
	}
}

enum wg_err wg_report(wg_office *office, const struct wg_report_query *query, struct wg_arena *a, struct wg_report *out,
		      struct wg_error *e)
{
	struct making m = {.office = office, .q = query, .a = a};
	struct wg_range *ranges;
	size_t n = 0;
	enum wg_err err = wg_node_ranges(office, query->under, a, &ranges, &n, e);
	if (err == WG_OK && query->by == WG_REPORT_PLACE)
		err = find_places(&m, e);
	if (err == WG_OK && query->against == WG_REPORT_ALL)
		put_empty(&m);
	for (size_t r = 0; err == WG_OK && r < n; r++)
		for (size_t i = 0; err == WG_OK && i < sizeof sources / sizeof *sources; i++)
			err = count(&m, &sources[i], ranges[r], e);
	if (err == WG_OK) {
		if (query->against != WG_REPORT_ALL)
			sort(&m);
		out->n = m.rows.len;
		out->at = WG_NEW(a, struct wg_report_row, m.rows.len);
		if (m.rows.len > 0)
			memcpy(out->at, m.rows.at, m.rows.len * sizeof *m.rows.at);
	}
	WG_VEC_FREE(&m.rows);
	return err;
}
