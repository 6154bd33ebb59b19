#include <string.h>

#include "command/exec.h"
#include "command/need.h"
#include "wangge/filter.h"

#define N_COLUMNS(columns) (sizeof columns / sizeof *columns)

struct wg_rows *wg__need_table(struct wg_call *c, const char *key, const char *title)
{
	return wg__table(c, key, title, wg_need_columns, WG_NEED_KEYS);
}

void wg__need_row(struct wg_call *c, struct wg_rows *t, const struct wg_need *need)
{
	struct wg_datum *row = wg__row(c, t);
	for (size_t i = 0; i < WG_NEED_KEYS; i++)
		row[i] = wg_need_datum(need, i);
}

static struct wg_datum need_cell(const void *need, size_t column)
{
	return wg_need_datum(need, column);
}

struct order {
	const struct wg_filter_table *table;
	size_t column;
	bool descending;
};

/* Stable: what is equal stays as it was. */
static void sort(struct wg_needs *list, const struct order *by)
{
	for (size_t i = 1; i < list->n; i++) {
		struct wg_need n = list->at[i];
		size_t at = i;
		for (; at > 0 && wg_filter_compare(by->table, by->column, by->descending,
						   wg_need_datum(&list->at[at - 1], by->column),
						   wg_need_datum(&n, by->column)) > 0;
		     at--)
			list->at[at] = list->at[at - 1];
		list->at[at] = n;
	}
}

/* --where, --late and --sort, on the needs in memory. */
static enum wg_err choose(struct wg_call *c, struct wg_needs *list, struct wg_error *e)
{
	const struct wg_filter_table table = {wg_need_columns, WG_NEED_KEYS, wg_office_codes(c->office), NULL};
	const char *where = wg__arg(c, "where"), *by = wg__arg(c, "sort");
	const struct wg_filter *f = NULL;
	bool descending = by && *by == '-', late = wg__flag(c, "late");
	size_t n = 0;
	by += descending;
	int column = by ? wg_filter_column(&table, by) : 0;
	if (column < 0)
		return wg_fail(e, WG_EUSAGE, N_("there is no column {1}"), "s", by);
	enum wg_err err = where ? wg_filter_parse(where, &table, c->a, &f, NULL, e) : WG_OK;
	for (size_t i = 0; err == WG_OK && i < list->n; i++) {
		if ((!late || list->at[i].late) && wg_filter_fits(f, need_cell, &list->at[i]))
			list->at[n++] = list->at[i];
	}
	if (err == WG_OK) {
		list->n = n;
		if (by)
			sort(list, &(struct order){&table, (size_t)column, descending});
	}
	return err;
}

/* The states that --state and --group name; without them the open ones, or with --all every one. */
static enum wg_err read_states(struct wg_call *c, unsigned *states, struct wg_error *e)
{
	static const char *const groups[WG_ORDER_GROUPS] = {"to-send", "serving", "to-follow-up", "done", "aside"};
	const char *group = wg__arg(c, "group");
	*states = 0;
	for (size_t i = 0; i < c->args->n; i++) {
		const struct wg_arg *arg = &c->args->at[i];
		if (strcmp(arg->name, "state") != 0)
			continue;
		const struct wg_code *code = wg_code_find(wg_office_codes(c->office), "need_state", arg->value);
		enum wg_need_state s = code ? wg_need_state_of(code->code) : WG_STATES;
		if (s == WG_STATES)
			return wg_fail(e, WG_EUSAGE, N_("{1}: {2} is not in the list"), "ss", arg->name, arg->value);
		*states |= 1U << s;
	}
	for (int s = 0; group && s < WG_STATES; s++) {
		if (strcmp(groups[wg_need_state_info[s].group], group) == 0)
			*states |= 1U << s;
	}
	if (!*states && !wg__flag(c, "all"))
		*states = wg_need_open_states();
	return WG_OK;
}

static enum wg_err read_query(struct wg_call *c, struct wg_need_query *q, struct wg_node *under, struct wg_error *e)
{
	struct wg_worker w;
	int64_t *ids;
	size_t n = 0;
	enum wg_err err = read_states(c, &q->states, e);
	if (err == WG_OK)
		err = wg__arg_place(c, "under", under, e);
	q->under = under;
	if (err == WG_OK && wg__arg(c, "worker") && (err = wg__arg_worker(c, "worker", &w, e)) == WG_OK)
		q->worker_id = w.id;
	if (err == WG_OK && wg__arg(c, "household")) {
		err = wg__arg_households(c, "household", &ids, &n, e);
		if (err == WG_OK && n != 1)
			err = wg_fail(e, WG_EUSAGE, N_("one household, please: {1} were found"), "d", (int)n);
		q->household_id = err == WG_OK ? ids[0] : 0;
	}
	return err;
}

enum wg_err wg__exec_needs(struct wg_call *c, struct wg_error *e)
{
	struct wg_need_query q = {0};
	struct wg_node under;
	struct wg_needs list;
	int64_t late = 0;
	enum wg_err err = read_query(c, &q, &under, e);
	if (err == WG_OK)
		err = wg_need_list(c->office, &q, c->a, &list, e);
	if (err == WG_OK)
		err = choose(c, &list, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__need_table(c, "needs", NULL);
	for (size_t i = 0; i < list.n; i++) {
		wg__need_row(c, t, &list.at[i]);
		late += list.at[i].late;
	}
	wg__say(c, N_("{1} needs, {2} overdue"), "ll", (long long)list.n, (long long)late);
	return WG_OK;
}

static enum wg_err show_sent(struct wg_call *c, const struct wg_need_story *story)
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
	return WG_OK;
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

enum wg_err wg__show_need(struct wg_call *c, const struct wg_need *need, struct wg_error *e)
{
	struct wg_need_story story;
	enum wg_err err = wg_need_story(c->office, need->id, c->a, &story, e);
	if (err != WG_OK)
		return err;
	wg__say(c, N_("{1}: {2}, {3}"), "sss", need->title, need->where,
		wg_office_code_name(c->office, "need_state", wg_need_state_info[need->state].code));
	wg__need_row(c, wg__need_table(c, "need", NULL), need);
	err = show_sent(c, &story);
	show_steps(c, &story);
	return err;
}

enum wg_err wg__exec_show_need(struct wg_call *c, struct wg_error *e)
{
	struct wg_need need;
	enum wg_err err = wg__arg_need(c, "need", &need, e);
	return err == WG_OK ? wg__show_need(c, &need, e) : err;
}
