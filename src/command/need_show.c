#include <string.h>

#include "command/exec.h"
#include "command/need.h"
#include "wangge/duty.h"

#define N_COLUMNS(columns) (sizeof columns / sizeof *columns)

/* SQL: notes of the places that hold a position of the walk. */
static const char SQL_NOTES[] =
	"SELECT name, note FROM place WHERE lo <= $1 AND hi >= $1 AND note IS NOT NULL AND level > 2 "
	"ORDER BY level DESC";

static void show_sent(struct wg_call *c, const struct wg_need_story *story)
{
	static const struct wg_rows_column columns[] = {
		{"worker_id", N_("id"), WG_ROWS_ID, NULL},
		{"helper", N_("helper"), WG_ROWS_TEXT, NULL},
		{"kind", N_("kind"), WG_ROWS_CODE, "worker_kind"},
		{"phone", N_("telephone"), WG_ROWS_TEXT, NULL},
		{"leads", N_("leads"), WG_ROWS_YES, NULL},
		{"service", N_("service"), WG_ROWS_CODE, "service"},
		{"state", N_("state"), WG_ROWS_TEXT, NULL},
		{"home", N_("from another community"), WG_ROWS_TEXT, NULL},
		{"begins", N_("begins"), WG_ROWS_TIME, NULL},
		{"ends", N_("ends"), WG_ROWS_TIME, NULL},
		{"at", N_("sent at"), WG_ROWS_TIME, NULL},
		{"until", N_("until"), WG_ROWS_TIME, NULL},
		{"minutes", N_("minutes"), WG_ROWS_INT, NULL},
	};
	struct wg_rows *t = wg__table(c, "sent", N_("Who was sent"), columns, N_COLUMNS(columns));
	for (size_t i = 0; i < story->n_sent; i++) {
		const struct wg_dispatch *d = &story->sent[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(d->worker_id);
		row[1] = wg__text(d->worker);
		row[2] = wg__text(d->kind);
		row[3] = wg__text(d->phone);
		row[4] = wg__int(d->leads);
		row[5] = wg__text(d->service);
		row[6] = wg__text(d->state);
		row[7] = wg__text(d->home);
		row[8] = wg__int_or_null(d->begins);
		row[9] = wg__int_or_null(d->ends);
		row[10] = wg__int(d->at);
		row[11] = wg__int_or_null(d->until);
		row[12] = wg__int_or_null(d->minutes);
	}
}

static void show_steps(struct wg_call *c, const struct wg_need_story *story)
{
	static const struct wg_rows_column columns[] = {
		{"at", N_("when"), WG_ROWS_TIME, NULL},
		{"actor", N_("who"), WG_ROWS_TEXT, NULL},
		{"action", N_("what"), WG_ROWS_MSG, NULL},
		{"state", N_("state"), WG_ROWS_CODE, "need_state"},
		{"worker", N_("whom"), WG_ROWS_TEXT, NULL},
		{"satisfaction", N_("satisfaction"), WG_ROWS_CODE, "satisfaction"},
		{"channel", N_("channel"), WG_ROWS_CODE, "channel"},
		{"note", N_("note"), WG_ROWS_TEXT, NULL},
	};
	struct wg_rows *t = wg__table(c, "steps", N_("What was done"), columns, N_COLUMNS(columns));
	for (size_t i = 0; i < story->n_steps; i++) {
		const struct wg_need_step *s = &story->step[i];
		const struct wg_order_action *action = wg_order_action_find(s->action);
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(s->at);
		row[1] = wg__text(s->actor);
		row[2] = wg__text(action ? action->name : s->action);
		row[3] = wg__text(s->state);
		row[4] = wg__text(s->worker);
		row[5] = wg__text(s->satisfaction);
		row[6] = wg__text(s->channel);
		row[7] = wg__text(s->note);
	}
}

static void show_work(struct wg_call *c, const struct wg_need_story *story)
{
	static const struct wg_rows_column columns[] = {
		{"day", N_("day"), WG_ROWS_DATE, NULL},        {"worker", N_("helper"), WG_ROWS_TEXT, NULL},
		{"minutes", N_("minutes"), WG_ROWS_INT, NULL}, {"posting", N_("posting"), WG_ROWS_INT, NULL},
		{"note", N_("note"), WG_ROWS_TEXT, NULL},
	};
	struct wg_rows *t = wg__table(c, "work", N_("Hours"), columns, N_COLUMNS(columns));
	for (size_t i = 0; i < story->n_work; i++) {
		const struct wg_need_work *w = &story->work[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(w->day);
		row[1] = wg__text(w->worker);
		row[2] = wg__int(w->minutes);
		row[3] = wg__int_or_null(wg__need_number(w->posting_id));
		row[4] = wg__text(w->note);
	}
}

/* Whose it is: care groups, telephone, what to mind at the door. */
static enum wg_err show_household(struct wg_call *c, int64_t id, struct wg_error *e)
{
	struct wg_household h;
	enum wg_err err = wg_household_get(c->office, id, c->a, &h, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "household", N_("Household"), wg_household_columns, WG_HH_COLUMNS);
	struct wg_datum *row = wg__row(c, t);
	for (size_t i = 0; i < WG_HH_COLUMNS; i++)
		row[i] = wg_household_datum(&h, i);
	return WG_OK;
}

/* What is noted of the places on the way: who has the door code, which gate. */
static enum wg_err tell_ways(struct wg_call *c, const struct wg_need *need, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(c->db, SQL_NOTES);
	wg_bind_int(st, 1, need->pos);
	while (!wg_office_read_only(c->office) && wg_step(st))
		wg__note_at(c, WG_NOTE_INFO, NULL, 0, NULL, wg_arena_strdup(c->a, wg_text(st, 0)), N_("mind: {1}"), "s",
			    wg_text(st, 1));
	return wg_done(st, e);
}

/* Overdue for long: who leads the grid, or else the community as such. */
static enum wg_err tell_late(struct wg_call *c, const struct wg_need *need, struct wg_error *e)
{
	struct wg_duties duties = {0};
	struct wg_node node;
	const char *leads = "";
	if (need->tell == WG_TELL_NOBODY)
		return WG_OK;
	enum wg_err err = need->household_id ? wg_node_at(c->office, WG_LEVEL_ENTRANCE, need->pos, 0, c->a, &node, e)
					     : wg_node_get(c->office, WG_NODE_PLACE, need->place_id, c->a, &node, e);
	if (err == WG_OK)
		err = wg_duty_list(c->office, &node, WG_DUTIES_HERE, false, c->a, &duties, e);
	for (size_t i = 0; err == WG_OK && i < duties.n; i++) {
		const struct wg_duty *d = &duties.at[i];
		if (strcmp(d->kind, "grid_lead") == 0)
			leads = wg_arena_printf(c->a, "%s%s%s %s", leads, *leads ? "、" : "", d->worker, d->phone);
	}
	if (err == WG_OK && need->tell == WG_TELL_COMMUNITY)
		wg__need_note(c, WG_NOTE_WARNING, need, N_("overdue for {1} days: tell the community; grid lead {2}"),
			      "ds", need->late_days, *leads ? leads : "-");
	else if (err == WG_OK)
		wg__need_note(c, WG_NOTE_WARNING, need, N_("overdue for {1} days: tell the grid lead {2}"), "ds",
			      need->late_days, *leads ? leads : "-");
	return err;
}

enum wg_err wg__show_need(struct wg_call *c, const struct wg_need *need, struct wg_error *e)
{
	struct wg_need_story story;
	enum wg_err err = wg_need_story(c->office, need->id, c->a, &story, e);
	if (err != WG_OK)
		return err;
	wg__say(c, N_("{1}: {2}, {3}"), "sss", need->title, need->where,
		wg_office_code_name(c->office, "need_state", wg_need_state_info[need->state].code));
	wg__need_row(c, wg__need_table(c, "need", NULL), need);
	if (need->household_id)
		err = show_household(c, need->household_id, e);
	if (err != WG_OK || (err = tell_ways(c, need, e)) != WG_OK || (err = tell_late(c, need, e)) != WG_OK)
		return err;
	show_sent(c, &story);
	show_steps(c, &story);
	show_work(c, &story);
	return WG_OK;
}

enum wg_err wg__exec_show_need(struct wg_call *c, struct wg_error *e)
{
	struct wg_need need;
	enum wg_err err = wg__arg_need(c, "need", &need, e);
	return err == WG_OK ? wg__show_need(c, &need, e) : err;
}
