#include "base/clock.h"
#include "command/exec.h"

/* SQL: orders with helpers of another community than the need's ($3 … $4: either of them), by the two communities. */
static const char SQL_LENT[] =
	"SELECT f.id, f.name, c.id, c.name, count(*), count(DISTINCT x.worker_id), count(DISTINCT x.need_id), "
	"sum((SELECT sum(k.minutes) FROM work k WHERE k.need_id = x.need_id AND k.worker_id = x.worker_id)) "
	"FROM dispatch x JOIN place f ON f.id = x.home_id JOIN need n ON n.id = x.need_id LEFT JOIN household h ON "
	"h.id = "
	"n.household_id LEFT JOIN place q ON q.id = n.place_id JOIN place c ON c.level = 2 AND c.lo <= coalesce(h.pos, "
	"q.lo) AND c.hi >= coalesce(h.pos, q.lo) WHERE x.state NOT IN ('returned', 'cancelled') AND x.at >= $1 AND "
	"x.at < "
	"$2 AND ((f.lo <= $4 AND f.hi >= $3) OR (c.lo <= $4 AND c.hi >= $3)) GROUP BY f.id, f.name, f.lo, c.id, "
	"c.name, "
	"c.lo ORDER BY f.lo, c.lo";

enum { COLUMNS = 8 };
static const struct wg_rows_column columns[COLUMNS] = {
	{"from_id", N_("goes out, id"), WG_ROWS_ID, NULL}, {"from", N_("goes out from"), WG_ROWS_TEXT, NULL},
	{"to_id", N_("comes in, id"), WG_ROWS_ID, NULL},   {"to", N_("comes in to"), WG_ROWS_TEXT, NULL},
	{"orders", N_("orders"), WG_ROWS_INT, NULL},       {"helpers", N_("different helpers"), WG_ROWS_INT, NULL},
	{"needs", N_("needs"), WG_ROWS_INT, NULL},         {"minutes", N_("minutes"), WG_ROWS_INT, NULL},
};

enum wg_err wg__exec_lent(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	int64_t since, until, orders = 0;
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg__arg_day(c, "since", 0, &since, e);
	if (err == WG_OK)
		err = wg__arg_day(c, "until", wg_today(), &until, e);
	if (err != WG_OK)
		return err;
	bool all = node.kind == WG_NODE_OFFICE || node.kind == WG_NODE_UNCOVERED;
	struct wg_rows *t = wg__table(c, "lent", NULL, columns, COLUMNS);
	struct wg_stmt *st = wg_query(c->db, SQL_LENT);
	wg_bind_int(st, 1, since ? wg_day_begins(since) : 0);
	wg_bind_int(st, 2, wg_day_begins(until + 1));
	wg_bind_int(st, 3, all ? 0 : node.lo);
	wg_bind_int(st, 4, all ? INT64_MAX : node.hi);
	while (wg_step(st)) {
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(wg_int(st, 0));
		row[1] = wg__text(wg_arena_strdup(c->a, wg_text(st, 1)));
		row[2] = wg__int(wg_int(st, 2));
		row[3] = wg__text(wg_arena_strdup(c->a, wg_text(st, 3)));
		for (int i = 4; i < COLUMNS; i++)
			row[i] = wg__int(wg_int(st, i));
		orders += wg_int(st, 4);
	}
	if ((err = wg_done(st, e)) == WG_OK)
		wg__say(c, N_("{1} orders with helpers of another community"), "l", (long long)orders);
	return err;
}
