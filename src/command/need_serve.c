#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "command/exec.h"
#include "command/need_serve.h"
#include "text/number.h"

enum { DAY_MINUTES = 24 * 60 };

/* Those of the helpers whom --by names; without it all. Somebody who was not sent is a refusal. */
static enum wg_err read_helpers(struct wg_call *c, const struct wg_need *need, struct wg__helpers *all,
				struct wg__helpers *chosen, struct wg_error *e)
{
	struct wg_worker *by;
	size_t n = 0;
	enum wg_err err = wg__need_helpers(c, need->id, all, e);
	if (err == WG_OK)
		err = wg__arg_workers(c, "by", &by, &n, e);
	if (err != WG_OK)
		return err;
	*chosen = (struct wg__helpers){WG_NEW(c->a, struct wg__helper, all->n), 0};
	for (size_t i = 0; i < n; i++) {
		bool sent = false;
		for (size_t k = 0; k < all->n; k++) {
			if (all->at[k].worker_id != by[i].id)
				continue;
			chosen->at[chosen->n++] = all->at[k];
			sent = true;
		}
		if (!sent)
			wg__need_note(c, WG_NOTE_REFUSAL, need, N_("{1} is not sent there"), "s", by[i].name);
	}
	if (n == 0)
		*chosen = *all;
	return WG_OK;
}

/* Somebody takes it or begins: who comes later does not set the order back. */
static enum wg_err go_on(struct wg_call *c, struct wg_need *need, const char *action, const char *state,
			 struct wg_error *e)
{
	struct wg__helpers all, chosen;
	enum wg_need_state to = wg_order_action_find(action)->to;
	struct wg__act about = {.to = need->state > to ? need->state : to, .note = wg__arg(c, "note")};
	bool done;
	enum wg_err err = read_helpers(c, need, &all, &chosen, e);
	if (err == WG_OK && chosen.n == 1)
		about.worker_id = chosen.at[0].worker_id;
	if (err == WG_OK)
		err = wg__need_act(c, need, action, &about, &done, e);
	for (size_t i = 0; err == WG_OK && done && i < chosen.n; i++) {
		bool ahead = strcmp(chosen.at[i].state, "serving") == 0;
		if (!ahead)
			err = wg__dispatch_set(c, chosen.at[i].dispatch_id, state, false, e);
	}
	return err;
}

static void say_state(struct wg_call *c, const struct wg_need *needs, size_t n)
{
	if (n == 1)
		wg__say(c, N_("{1}: now {2}"), "ss", needs[0].title,
			wg_office_code_name(c->office, "need_state", wg_need_state_info[needs[0].state].code));
	else
		wg__say(c, N_("{1} needs went on"), "d", (int)n);
}

static enum wg_err go_on_all(struct wg_call *c, const char *action, const char *state, struct wg_error *e)
{
	struct wg_need *needs;
	size_t n = 0;
	enum wg_err err = wg__arg_needs(c, "need", &needs, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = go_on(c, &needs[i], action, state, e);
	if (err == WG_OK)
		say_state(c, needs, n);
	return err;
}

enum wg_err wg__exec_need_take(struct wg_call *c, struct wg_error *e)
{
	return go_on_all(c, "take", "accepted", e);
}

enum wg_err wg__exec_need_start(struct wg_call *c, struct wg_error *e)
{
	return go_on_all(c, "start", "serving", e);
}

/* When nobody is left who was sent, somebody else is looked for. */
static enum wg_err return_one(struct wg_call *c, struct wg_need *need, struct wg_error *e)
{
	struct wg__helpers all, chosen;
	bool done = true;
	enum wg_err err = read_helpers(c, need, &all, &chosen, e);
	size_t left = err == WG_OK ? all.n : 0, n = err == WG_OK && chosen.n ? chosen.n : 1;
	for (size_t i = 0; err == WG_OK && done && i < n; i++) {
		struct wg__act about = {.to = WG_STATES, .note = wg__arg(c, "note")};
		if (chosen.n) {
			about.worker_id = chosen.at[i].worker_id;
			about.to = --left > 0 ? need->state : WG_STATE_MATCHING;
		}
		err = wg__need_act(c, need, "return", &about, &done, e);
		if (err == WG_OK && done && chosen.n)
			err = wg__dispatch_set(c, chosen.at[i].dispatch_id, "returned", true, e);
	}
	return err;
}

enum wg_err wg__exec_need_return(struct wg_call *c, struct wg_error *e)
{
	struct wg_need *needs;
	size_t n = 0;
	enum wg_err err = wg__arg_needs(c, "need", &needs, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = return_one(c, &needs[i], e);
	if (err == WG_OK)
		say_state(c, needs, n);
	return err;
}

static enum wg_err read_minutes(struct wg_call *c, const char *text, int64_t *out, struct wg_error *e)
{
	if (wg_number_parse(text, out) && *out >= 1 && *out <= DAY_MINUTES)
		return WG_OK;
	wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "minutes", text, N_("minutes are from 1 to {1}"), "d", DAY_MINUTES);
	*out = 0;
	(void)e;
	return WG_OK;
}

enum wg_err wg__arg_minutes(struct wg_call *c, struct wg__minutes *out, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	*out = (struct wg__minutes){.at = WG_NEW(c->a, struct wg__worked, c->args->n)};
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		const char *value = c->args->at[i].value, *equals = strchr(value, '=');
		struct wg_worker w;
		if (strcmp(c->args->at[i].name, "minutes") != 0)
			continue;
		if (!equals) {
			err = read_minutes(c, value, &out->each, e);
			continue;
		}
		err = wg_worker_find(c->office, wg_arena_strndup(c->a, value, (size_t)(equals - value)), c->a, &w, e);
		if (err != WG_OK)
			break;
		struct wg__worked *k = &out->at[out->n++];
		*k = (struct wg__worked){.worker_id = w.id, .name = w.name};
		err = read_minutes(c, equals + 1, &k->minutes, e);
	}
	return err;
}

int64_t wg__minutes_of(const struct wg__minutes *m, int64_t worker)
{
	for (size_t i = 0; i < m->n; i++) {
		if (m->at[i].worker_id == worker)
			return m->at[i].minutes;
	}
	return m->n ? 0 : m->each;
}

enum wg_err wg__write_work(struct wg_call *c, int64_t need, int64_t worker, int64_t day, int64_t minutes,
			   struct wg_error *e)
{
	int64_t id = 0;
	struct wg_value v[WG_WORK_COLUMNS] = {
		[WG_WORK_NEED_ID] = wg_int_value(need),
		[WG_WORK_WORKER_ID] = wg_int_value(worker),
		[WG_WORK_DAY] = wg_int_value(day),
		[WG_WORK_MINUTES] = wg_int_value(minutes),
		[WG_WORK_NOTE] = wg_text_value(wg__arg(c, "note") && *wg__arg(c, "note") ? wg__arg(c, "note") : NULL),
	};
	return minutes > 0 ? wg_row_insert(c->tx, WG_T_WORK, v, &id, e) : WG_OK;
}

/* Who did it without having been sent: as if sent now, and done. */
static enum wg_err send_done(struct wg_call *c, int64_t need, int64_t worker, bool leads, struct wg_error *e)
{
	int64_t id = 0;
	struct wg_value v[WG_DISPATCH_COLUMNS] = {
		[WG_DISPATCH_NEED_ID] = wg_int_value(need),       [WG_DISPATCH_WORKER_ID] = wg_int_value(worker),
		[WG_DISPATCH_LEADS] = wg_int_value(leads),        [WG_DISPATCH_STATE] = wg_text_value("done"),
		[WG_DISPATCH_AT] = wg_int_value(wg_tx_at(c->tx)), [WG_DISPATCH_UNTIL] = wg_int_value(wg_tx_at(c->tx)),
	};
	return wg_row_insert(c->tx, WG_T_DISPATCH, v, &id, e);
}

/* One helper's part: the step says whose, the last one's makes the order wait for its follow-up. */
static enum wg_err helper_done(struct wg_call *c, struct wg_need *need, int64_t worker, bool last, int64_t day,
			       const struct wg__minutes *minutes, bool *done, struct wg_error *e)
{
	struct wg__act about = {
		.to = last ? WG_STATE_FOLLOW_UP : need->state, .worker_id = worker, .note = wg__arg(c, "note")};
	enum wg_err err = wg__need_act(c, need, "done", &about, done, e);
	if (err == WG_OK && *done && worker)
		err = wg__write_work(c, need->id, worker, day, wg__minutes_of(minutes, worker), e);
	return err;
}

/* With --minutes of some by name, only they are done; with a number, all whom --by names, or everybody. */
static bool is_done(const struct wg__minutes *m, const struct wg__helper *h)
{
	return m->n == 0 || wg__minutes_of(m, h->worker_id) > 0;
}

/* Minutes of somebody who was not sent are a mistake. */
static void check_sent(struct wg_call *c, const struct wg_need *need, const struct wg__helpers *chosen,
		       const struct wg__minutes *m)
{
	for (size_t i = 0; i < m->n; i++) {
		bool sent = false;
		for (size_t k = 0; k < chosen->n; k++)
			sent = sent || chosen->at[k].worker_id == m->at[i].worker_id;
		if (!sent)
			wg__need_note(c, WG_NOTE_REFUSAL, need, N_("{1} is not sent there"), "s", m->at[i].name);
	}
}

static enum wg_err sent_done(struct wg_call *c, struct wg_need *need, const struct wg__helpers *all,
			     const struct wg__helpers *chosen, int64_t day, const struct wg__minutes *m,
			     struct wg_error *e)
{
	enum wg_err err = WG_OK;
	size_t left = all->n;
	bool done = true;
	check_sent(c, need, chosen, m);
	for (size_t i = 0; err == WG_OK && done && i < chosen->n; i++) {
		const struct wg__helper *h = &chosen->at[i];
		if (!is_done(m, h))
			continue;
		err = helper_done(c, need, h->worker_id, --left == 0, day, m, &done, e);
		if (err == WG_OK && done)
			err = wg__dispatch_set(c, h->dispatch_id, "done", true, e);
	}
	return err;
}

/* Nobody was sent: the office itself or somebody on the way has done it. */
static enum wg_err unsent_done(struct wg_call *c, struct wg_need *need, int64_t day, const struct wg__minutes *m,
			       struct wg_error *e)
{
	struct wg_worker *by;
	size_t n = 0;
	bool done = true;
	enum wg_err err = wg__arg_workers(c, "by", &by, &n, e);
	if (err == WG_OK && n == 0)
		return helper_done(c, need, 0, true, day, m, &done, e);
	for (size_t i = 0; err == WG_OK && done && i < n; i++) {
		if ((err = wg__refuse_relative(c, need, &by[i], e)) == WG_OK)
			err = helper_done(c, need, by[i].id, i + 1 == n, day, m, &done, e);
		if (err == WG_OK && done)
			err = send_done(c, need->id, by[i].id, i == 0, e);
	}
	return err;
}

static enum wg_err done_one(struct wg_call *c, struct wg_need *need, int64_t day, const struct wg__minutes *m,
			    struct wg_error *e)
{
	struct wg__helpers all, chosen;
	enum wg_err err = wg__need_helpers(c, need->id, &all, e);
	if (err != WG_OK || all.n == 0)
		return err == WG_OK ? unsent_done(c, need, day, m, e) : err;
	if ((err = read_helpers(c, need, &all, &chosen, e)) == WG_OK)
		err = sent_done(c, need, &all, &chosen, day, m, e);
	if (err == WG_OK && m->each == 0 && m->n == 0)
		wg__need_note(c, WG_NOTE_WARNING, need, N_("no minutes: no hours will be posted"), "");
	return err;
}

enum wg_err wg__exec_need_done(struct wg_call *c, struct wg_error *e)
{
	struct wg_need *needs;
	struct wg__minutes m;
	size_t n = 0;
	int64_t day;
	enum wg_err err = wg__arg_needs(c, "need", &needs, &n, e);
	if (err == WG_OK)
		err = wg__arg_day(c, "date", wg_day_of(wg_tx_at(c->tx)), &day, e);
	if (err == WG_OK)
		err = wg__arg_minutes(c, &m, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = done_one(c, &needs[i], day, &m, e);
	if (err == WG_OK)
		say_state(c, needs, n);
	return err;
}

/* An occasion of an order that goes on. */
enum wg_err wg__exec_need_work(struct wg_call *c, struct wg_error *e)
{
	struct wg_need need;
	struct wg__helpers all, chosen;
	struct wg__minutes m;
	int64_t day, minutes = 0;
	enum wg_err err = wg__arg_need(c, "need", &need, e);
	if (err == WG_OK)
		err = read_helpers(c, &need, &all, &chosen, e);
	if (err == WG_OK)
		err = wg__arg_day(c, "date", wg_day_of(wg_tx_at(c->tx)), &day, e);
	if (err == WG_OK)
		err = wg__arg_minutes(c, &m, e);
	if (err != WG_OK)
		return err;
	if (need.state != WG_STATE_SERVING)
		wg__need_note(c, WG_NOTE_REFUSAL, &need, N_("is not in service"), "");
	check_sent(c, &need, &chosen, &m);
	for (size_t i = 0; err == WG_OK && i < chosen.n; i++) {
		int64_t one = wg__minutes_of(&m, chosen.at[i].worker_id);
		minutes += one;
		err = wg__write_work(c, need.id, chosen.at[i].worker_id, day, one, e);
	}
	if (err == WG_OK)
		wg__say(c, N_("{1}: {2} minutes recorded"), "sl", need.title, (long long)minutes);
	return err;
}
