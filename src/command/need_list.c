#include <string.h>

#include "command/exec.h"
#include "command/need.h"
#include "wangge/filter.h"

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
