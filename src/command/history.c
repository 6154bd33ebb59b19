#include "command/history.h"

#include <string.h>

#include "base/vec.h"
#include "command/exec.h"
#include "command/need.h"
#include "wangge/journal.h"

/* SQL: every value ever written in the household's unit. */
static const char SQL_HISTORY[] =
	"SELECT c.batch_id, b.at, b.actor, b.label, c.op, c.tbl, c.row_id, c.col, c.old, c.new FROM change c "
	"JOIN batch b ON b.id = c.batch_id WHERE c.unit_id = $1 ORDER BY c.batch_id DESC, c.seq";
static const char SQL_NEEDS[] =
	"SELECT s.at, s.actor, s.action, w.name, n.title, s.state, n.id FROM need n JOIN step s ON s.need_id = "
	"n.id LEFT JOIN worker w ON w.id = s.worker_id WHERE n.household_id = $1 ORDER BY s.id DESC";
static const char SQL_BORN[] = "SELECT b.id, b.at, b.actor, b.label FROM household h JOIN batch b ON b.id = h.batch_id "
			       "WHERE h.id = $1";

/* The batch whose changes are being read. */
struct reading {
	struct wg_call *c;
	struct wg_rows *rows;
	int64_t batch, at;
	const char *actor, *label;
	WG_VEC(struct wg__row_change) changes;
};

static struct wg_datum *begin_row(struct reading *r)
{
	struct wg_datum *row = wg__row(r->c, r->rows);
	row[0] = wg__int(wg_batch_number(r->batch));
	row[1] = wg__int(r->at);
	row[2] = wg__text(r->actor);
	row[3] = wg__text(r->label);
	return row;
}

static void add_event(struct reading *r, const struct wg__event *event)
{
	struct wg_datum *row = begin_row(r);
	row[4] = wg__text(event->what);
	row[5] = wg__text(event->who);
	row[6] = wg__text(event->old);
	row[7] = wg__text(event->new);
}

/* A new batch begins, or the reading ends: what the last one did is told. */
static void tell(struct reading *r)
{
	const struct wg__row_change *closed = NULL, *opened = NULL;
	struct wg__event events[WG__EVENTS], contact;
	for (size_t i = 0; i < r->changes.len; i++) {
		const struct wg__row_change *k = &r->changes.at[i];
		bool ends = k->op == 3 || (k->op == 2 && k->new[WG_CONTACT_UNTIL]);
		if (k->t == WG_T_CONTACT && ends)
			closed = k;
		else if (k->t == WG_T_CONTACT)
			opened = k;
		int n = k->t == WG_T_CONTACT ? 0 : wg__events_of(r->c, k, events);
		for (int e = 0; e < n; e++)
			add_event(r, &events[e]);
	}
	if (wg__contact_event(r->c, closed, opened, &contact))
		add_event(r, &contact);
	r->changes.len = 0;
}

static struct wg__row_change *change_of(struct reading *r, enum wg_table_id t, int64_t row, int op)
{
	for (size_t i = 0; i < r->changes.len; i++) {
		if (r->changes.at[i].t == t && r->changes.at[i].row == row)
			return &r->changes.at[i];
	}
	WG_PUSH(&r->changes, (struct wg__row_change){.t = t, .row = row, .op = op});
	return &r->changes.at[r->changes.len - 1];
}

static void read_batch(struct reading *r, struct wg_stmt *st)
{
	if (r->batch == wg_int(st, 0))
		return;
	tell(r);
	r->batch = wg_int(st, 0);
	r->at = wg_int(st, 1);
	r->actor = wg_arena_strdup(r->c->a, wg_text(st, 2));
	r->label = wg_arena_strdup(r->c->a, wg_text(st, 3));
}

static enum wg_err read_events(struct reading *r, int64_t household, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(r->c->db, SQL_HISTORY);
	wg_bind_int(st, 1, household);
	while (wg_step(st)) {
		int col = (int)wg_int(st, 7);
		read_batch(r, st);
		struct wg__row_change *k =
			change_of(r, (enum wg_table_id)wg_int(st, 5), wg_int(st, 6), (int)wg_int(st, 4));
		if (!(k->written & (1u << col)))
			k->old[col] = wg_arena_strdup(r->c->a, wg_text(st, 8));
		k->new[col] = wg_arena_strdup(r->c->a, wg_text(st, 9));
		k->written |= 1u << col;
	}
	tell(r);
	return wg_done(st, e);
}

static enum wg_err read_values(struct reading *r, int64_t household, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(r->c->db, SQL_HISTORY);
	wg_bind_int(st, 1, household);
	while (wg_step(st)) {
		enum wg_table_id t = (enum wg_table_id)wg_int(st, 5);
		int col = (int)wg_int(st, 7);
		read_batch(r, st);
		struct wg_datum *row = begin_row(r);
		row[4] = wg__text(wg_table_info[t].name);
		row[5] = wg__text(wg_table_info[t].column[col].name);
		row[6] = wg__text(wg__value_text(r->c, t, col, wg_text(st, 8)));
		row[7] = wg__text(wg__value_text(r->c, t, col, wg_text(st, 9)));
	}
	return wg_done(st, e);
}

/* A roster's rows have no changes of their own: the batch alone says when they came. */
static enum wg_err read_birth(struct reading *r, int64_t household, bool values, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(r->c->db, SQL_BORN);
	wg_bind_int(st, 1, household);
	if (wg_step(st)) {
		read_batch(r, st);
		begin_row(r)[4] = wg__text(values ? "household" : N_("entered"));
	}
	return wg_done(st, e);
}

/* What was done about the household's needs: each step by its action. */
static enum wg_err read_needs(struct reading *r, int64_t household, struct wg_error *e)
{
	struct wg_call *c = r->c;
	struct wg_stmt *st = wg_query(c->db, SQL_NEEDS);
	wg_bind_int(st, 1, household);
	while (wg_step(st)) {
		const struct wg_order_action *k = wg_order_action_find(wg_text(st, 2));
		struct wg_datum *row = wg__row(c, r->rows);
		row[1] = wg__int(wg_int(st, 0));
		row[2] = wg__text(wg_arena_strdup(c->a, wg_text(st, 1)));
		row[3] = wg__text(k ? k->command : NULL);
		row[4] = wg__text(k ? k->name : N_("need"));
		row[5] = wg__text(wg_arena_strdup(c->a, wg_text(st, 3)));
		row[6] = wg__text(wg_arena_printf(c->a, "#%lld %s", wg__need_number(wg_int(st, 6)), wg_text(st, 4)));
		row[7] = wg__text(wg_arena_strdup(c->a, wg_office_code_name(c->office, "need_state", wg_text(st, 5))));
	}
	return wg_done(st, e);
}

/* The newest first; what happened in one moment stays in its order. */
static void sort_by_time(struct wg_rows *rows)
{
	size_t width = rows->n_columns;
	struct wg_datum row[8];
	for (size_t i = 1; i < rows->n; i++) {
		size_t at = i;
		memcpy(row, rows->at + i * width, sizeof row);
		for (; at > 0 && rows->at[(at - 1) * width + 1].i < row[1].i; at--)
			memcpy(rows->at + at * width, rows->at + (at - 1) * width, sizeof row);
		memcpy(rows->at + at * width, row, sizeof row);
	}
}

enum wg_err wg__exec_history(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_rows_column events[] = {
		{"batch", N_("batch"), WG_ROWS_INT, NULL}, {"at", N_("when"), WG_ROWS_TIME, NULL},
		{"actor", N_("who"), WG_ROWS_TEXT, NULL},  {"label", N_("what"), WG_ROWS_TEXT, NULL},
		{"event", N_("event"), WG_ROWS_MSG, NULL}, {"who", N_("whom"), WG_ROWS_TEXT, NULL},
		{"old", N_("before"), WG_ROWS_TEXT, NULL}, {"new", N_("after"), WG_ROWS_TEXT, NULL},
	};
	static const struct wg_rows_column values[] = {
		{"batch", N_("batch"), WG_ROWS_INT, NULL},   {"at", N_("when"), WG_ROWS_TIME, NULL},
		{"actor", N_("who"), WG_ROWS_TEXT, NULL},    {"label", N_("what"), WG_ROWS_TEXT, NULL},
		{"table", N_("record"), WG_ROWS_TEXT, NULL}, {"column", N_("field"), WG_ROWS_TEXT, NULL},
		{"old", N_("before"), WG_ROWS_TEXT, NULL},   {"new", N_("after"), WG_ROWS_TEXT, NULL},
	};
	struct reading r = {.c = c};
	bool all = wg__flag(c, "values");
	int64_t *ids;
	size_t n = 0;
	enum wg_err err = wg__arg_households(c, "household", &ids, &n, e);
	if (err == WG_OK && n != 1)
		err = wg_fail(e, WG_EUSAGE, N_("one household, please: {1} were found"), "d", (int)n);
	if (err != WG_OK)
		return err;
	r.rows = wg__table(c, all ? "values" : "history", NULL, all ? values : events, sizeof events / sizeof *events);
	err = all ? read_values(&r, ids[0], e) : read_events(&r, ids[0], e);
	if (err == WG_OK && !all)
		err = read_needs(&r, ids[0], e);
	if (err == WG_OK)
		err = read_birth(&r, ids[0], all, e);
	if (err == WG_OK && !all)
		sort_by_time(r.rows);
	WG_VEC_FREE(&r.changes);
	return err;
}
