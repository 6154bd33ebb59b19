#include <stdlib.h>
#include <string.h>

#include "command/exec.h"
#include "text/date.h"
#include "wangge/journal.h"

enum wg_err wg__exec_log(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"batch", N_("batch"), WG_ROWS_INT, NULL},        {"at", N_("when"), WG_ROWS_TIME, NULL},
		{"actor", N_("who"), WG_ROWS_TEXT, NULL},         {"changes", N_("values"), WG_ROWS_INT, NULL},
		{"undo_of", N_("takes back"), WG_ROWS_INT, NULL}, {"undone", N_("taken back"), WG_ROWS_YES, NULL},
		{"label", N_("what"), WG_ROWS_TEXT, NULL},        {"command", N_("command"), WG_ROWS_TEXT, NULL},
	};
	int64_t limit;
	struct wg_batches list;
	enum wg_err err = wg__arg_int(c, "limit", 50, &limit, e);
	if (err == WG_OK)
		err = wg_journal_list(c->office, limit, c->a, &list, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "log", NULL, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < list.n; i++) {
		const struct wg_batch *b = &list.at[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(wg_batch_number(b->id));
		row[1] = wg__int(b->at);
		row[2] = wg__text(b->actor);
		row[3] = wg__int(b->changes);
		row[4] = wg__int_or_null(wg_batch_number(b->undo_of));
		row[5] = wg__int(b->undone);
		row[6] = wg__text(b->label);
		row[7] = wg__text(strlen(b->command) > 200 ? wg_arena_printf(c->a, "%.200s…", b->command) : b->command);
	}
	return WG_OK;
}

/* SQL: every value ever written in the household's unit. */
static const char SQL_HISTORY[] =
	"SELECT c.batch_id, b.at, b.actor, b.label, c.op, c.tbl, c.col, c.old, c.new FROM change c "
	"JOIN batch b ON b.id = c.batch_id WHERE c.unit_id = $1 ORDER BY c.batch_id DESC, c.seq";
static const char SQL_BORN[] = "SELECT b.id, b.at, b.actor, b.label FROM household h JOIN batch b ON b.id = h.batch_id "
			       "WHERE h.id = $1";
static const char SQL_NAME[] = "SELECT name FROM worker WHERE id = $1";

/* The code list whose codes a column holds; NULL when it holds none. */
static const char *list_of(enum wg_table_id t, int col)
{
	static const struct {
		enum wg_table_id t;
		int col;
		const char *list;
	} lists[] = {
		{WG_T_CONTACT, WG_CONTACT_REASON, "reason"},     {WG_T_HOUSEHOLD, WG_HOUSEHOLD_ORIGIN, "origin"},
		{WG_T_HOUSEHOLD, WG_HOUSEHOLD_STATUS, "status"}, {WG_T_PERSON, WG_PERSON_RELATION, "relation"},
		{WG_T_CARE, WG_CARE_CARE_GROUP, "care"},
	};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		if (lists[i].t == t && lists[i].col == col)
			return lists[i].list;
	}
	return NULL;
}

static bool is_day(enum wg_table_id t, int col)
{
	return (wg_table_info[t].column[col].flags & WG_COLUMN_CLOCK) || (t == WG_T_PERSON && col == WG_PERSON_BIRTH) ||
	       (t == WG_T_PERSON && col == WG_PERSON_GONE);
}

static const char *worker_name(struct wg_call *c, const char *id)
{
	struct wg_stmt *st = wg_query(c->db, SQL_NAME);
	wg_bind_int(st, 1, strtoll(id, NULL, 10));
	const char *name = wg_arena_strdup(c->a, wg_step(st) ? wg_text(st, 0) : id);
	(void)wg_done(st, NULL);
	return name;
}

/* A stored value as people read it; masked columns only for who may see them. */
static const char *value_text(struct wg_call *c, enum wg_table_id t, int col, const char *stored)
{
	char date[16];
	const char *list = list_of(t, col);
	if (!stored)
		return NULL;
	if ((wg_table_info[t].column[col].flags & WG_COLUMN_MASKED) && wg_office_read_only(c->office))
		return "***";
	if (list)
		return wg_arena_strdup(c->a, wg_office_code_name(c->office, list, stored));
	if (wg_column_ref(t, col) == WG_T_WORKER)
		return worker_name(c, stored);
	if (!is_day(t, col))
		return wg_arena_strdup(c->a, stored);
	wg_date_text(strtoll(stored, NULL, 10), date, sizeof date);
	return wg_arena_strdup(c->a, date);
}

enum wg_err wg__exec_history(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"batch", N_("batch"), WG_ROWS_INT, NULL},   {"at", N_("when"), WG_ROWS_TIME, NULL},
		{"actor", N_("who"), WG_ROWS_TEXT, NULL},    {"label", N_("what"), WG_ROWS_TEXT, NULL},
		{"table", N_("record"), WG_ROWS_TEXT, NULL}, {"column", N_("field"), WG_ROWS_TEXT, NULL},
		{"old", N_("before"), WG_ROWS_TEXT, NULL},   {"new", N_("after"), WG_ROWS_TEXT, NULL},
	};
	int64_t *ids;
	size_t n = 0;
	enum wg_err err = wg__arg_households(c, "household", &ids, &n, e);
	if (err == WG_OK && n != 1)
		err = wg_fail(e, WG_EUSAGE, N_("one household, please: {1} were found"), "d", (int)n);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "history", NULL, columns, sizeof columns / sizeof *columns);
	struct wg_stmt *st = wg_query(c->db, SQL_HISTORY);
	wg_bind_int(st, 1, ids[0]);
	while (wg_step(st)) {
		enum wg_table_id table = (enum wg_table_id)wg_int(st, 5);
		int col = (int)wg_int(st, 6);
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(wg_batch_number(wg_int(st, 0)));
		row[1] = wg__int(wg_int(st, 1));
		row[2] = wg__text(wg_arena_strdup(c->a, wg_text(st, 2)));
		row[3] = wg__text(wg_arena_strdup(c->a, wg_text(st, 3)));
		row[4] = wg__text(wg_table_info[table].name);
		row[5] = wg__text(wg_table_info[table].column[col].name);
		row[6] = wg__text(value_text(c, table, col, wg_text(st, 7)));
		row[7] = wg__text(value_text(c, table, col, wg_text(st, 8)));
	}
	if ((err = wg_done(st, e)) != WG_OK)
		return err;
	st = wg_query(c->db, SQL_BORN);
	wg_bind_int(st, 1, ids[0]);
	if (wg_step(st)) {
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(wg_batch_number(wg_int(st, 0)));
		row[1] = wg__int(wg_int(st, 1));
		row[2] = wg__text(wg_arena_strdup(c->a, wg_text(st, 2)));
		row[3] = wg__text(wg_arena_strdup(c->a, wg_text(st, 3)));
		row[4] = wg__text("household");
	}
	return wg_done(st, e);
}
