#include <stdarg.h>
#include <string.h>

#include "base/clock.h"
#include "base/vec.h"
#include "command/exec.h"
#include "command/need.h"

static const char SQL_HELPERS[] =
	"SELECT x.id, x.worker_id, w.name, x.state FROM dispatch x JOIN worker w ON w.id = x.worker_id "
	"WHERE x.need_id = $1 AND x.until IS NULL ORDER BY x.leads DESC, x.id";

long long wg__need_number(int64_t id)
{
	return (long long)(id & ((INT64_C(1) << 40) - 1));
}

void wg__need_note(struct wg_call *c, enum wg_note_kind kind, const struct wg_need *need, const char *msgid,
		   const char *types, ...)
{
	wg__note_at(c, kind, NULL, 0, NULL, wg_arena_printf(c->a, "#%lld %s", wg__need_number(need->id), need->title),
		    NULL, "");
	va_list ap;
	va_start(ap, types);
	wg_message_vset(&c->out->notes[c->out->n_notes - 1].message, msgid, types, ap);
	va_end(ap);
}

static enum wg_err write_step(struct wg_call *c, int64_t need, const char *action, enum wg_need_state state,
			      const struct wg__act *about, struct wg_error *e)
{
	int64_t id = 0;
	struct wg_value v[WG_STEP_COLUMNS] = {
		[WG_STEP_NEED_ID] = wg_int_value(need),
		[WG_STEP_AT] = wg_int_value(wg_tx_at(c->tx)),
		[WG_STEP_ACTOR] = wg_text_value(c->office->actor),
		[WG_STEP_ACTION] = wg_text_value(action),
		[WG_STEP_STATE] = wg_text_value(wg_need_state_info[state].code),
		[WG_STEP_WORKER_ID] = wg_int_or_null(about->worker_id, 0),
		[WG_STEP_NOTE] = wg_text_value(about->note && *about->note ? about->note : NULL),
	};
	return wg_row_insert(c->tx, WG_T_STEP, v, &id, e);
}

enum wg_err wg__need_begins(struct wg_call *c, int64_t need, const char *action, enum wg_need_state state,
			    struct wg_error *e)
{
	return write_step(c, need, action, state, &(struct wg__act){0}, e);
}

enum wg_err wg__need_tells(struct wg_call *c, const struct wg_need *need, const char *action, const char *note,
			   struct wg_error *e)
{
	return write_step(c, need->id, action, need->state, &(struct wg__act){.note = note}, e);
}

/* A need ends with the state that is not open any more. */
static enum wg_err write_state(struct wg_call *c, struct wg_need *need, enum wg_need_state to, struct wg_error *e)
{
	bool open = wg_need_state_info[to].open;
	int64_t closed = open ? 0 : need->closed ? need->closed : wg_tx_at(c->tx);
	enum wg_err err =
		wg_row_set(c->tx, WG_T_NEED, need->id, WG_NEED_STATE, wg_text_value(wg_need_state_info[to].code), e);
	if (err == WG_OK)
		err = wg_row_set(c->tx, WG_T_NEED, need->id, WG_NEED_CLOSED, wg_int_or_null(closed, 0), e);
	need->state = to;
	need->closed = closed;
	return err;
}

enum wg_err wg__need_act(struct wg_call *c, struct wg_need *need, const char *action, const struct wg__act *about,
			 bool *done, struct wg_error *e)
{
	static const struct wg__act nothing = {.to = WG_STATES};
	const struct wg_order_action *k = wg_order_action_find(action);
	about = about ? about : &nothing;
	*done = false;
	if (!wg_order_allows(k, need->state)) {
		wg__need_note(c, WG_NOTE_REFUSAL, need, N_("is {1}: this step does not follow from there"), "s",
			      wg_office_code_name(c->office, "need_state", wg_need_state_info[need->state].code));
		return WG_OK;
	}
	if (k->flags & WG_ACTION_NOTE && (!about->note || !*about->note)) {
		wg__need_note(c, WG_NOTE_REFUSAL, need, N_("a reason must be given"), "");
		return WG_OK;
	}
	enum wg_need_state to = about->to == WG_STATES ? k->to : about->to;
	enum wg_err err = write_state(c, need, to, e);
	if (err == WG_OK)
		err = write_step(c, need->id, action, to, about, e);
	*done = err == WG_OK;
	return err;
}

enum wg_err wg__need_helpers(struct wg_call *c, int64_t need, struct wg__helpers *out, struct wg_error *e)
{
	WG_VEC(struct wg__helper) all = {0};
	struct wg_stmt *st = wg_query(c->db, SQL_HELPERS);
	wg_bind_int(st, 1, need);
	while (wg_step(st)) {
		struct wg__helper h = {wg_int(st, 0), wg_int(st, 1), wg_arena_strdup(c->a, wg_text(st, 2)),
				       wg_arena_strdup(c->a, wg_text(st, 3))};
		WG_PUSH(&all, h);
	}
	enum wg_err err = wg_done(st, e);
	*out = (struct wg__helpers){WG_NEW(c->a, struct wg__helper, all.len), all.len};
	if (all.len > 0)
		memcpy(out->at, all.at, all.len * sizeof *all.at);
	WG_VEC_FREE(&all);
	return err;
}

enum wg_err wg__dispatch_set(struct wg_call *c, int64_t dispatch, const char *state, bool over, struct wg_error *e)
{
	enum wg_err err = wg_row_set(c->tx, WG_T_DISPATCH, dispatch, WG_DISPATCH_STATE, wg_text_value(state), e);
	if (err == WG_OK && over)
		err = wg_row_set(c->tx, WG_T_DISPATCH, dispatch, WG_DISPATCH_UNTIL, wg_int_value(wg_tx_at(c->tx)), e);
	return err;
}

static enum wg_err give_back_all(struct wg_call *c, int64_t need, const char *state, struct wg_error *e)
{
	struct wg__helpers helpers;
	enum wg_err err = wg__need_helpers(c, need, &helpers, e);
	for (size_t i = 0; err == WG_OK && i < helpers.n; i++)
		err = wg__dispatch_set(c, helpers.at[i].dispatch_id, state, true, e);
	return err;
}

/* What a step does besides changing the state. */
typedef enum wg_err after_fn(struct wg_call *c, struct wg_need *need, struct wg_error *e);

/* One step of every need that is named. */
static enum wg_err step_all(struct wg_call *c, const char *action, after_fn *after, struct wg_error *e)
{
	struct wg_need *needs;
	size_t n = 0;
	int steps = 0;
	enum wg_err err = wg__arg_needs(c, "need", &needs, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		struct wg__act about = {.to = WG_STATES, .note = wg__arg(c, "note")};
		bool done;
		err = wg__need_act(c, &needs[i], action, &about, &done, e);
		if (err == WG_OK && done && after)
			err = after(c, &needs[i], e);
		steps += done;
	}
	if (err == WG_OK && n == 1 && steps == 1)
		wg__say(c, N_("{1}: now {2}"), "ss", needs[0].title,
			wg_office_code_name(c->office, "need_state", wg_need_state_info[needs[0].state].code));
	else if (err == WG_OK)
		wg__say(c, N_("{1} needs went on"), "d", steps);
	return err;
}

enum wg_err wg__exec_need_accept(struct wg_call *c, struct wg_error *e)
{
	return step_all(c, "accept", NULL, e);
}

/* Nobody goes to a need that is not served: whoever was sent is called off. */
static enum wg_err call_off(struct wg_call *c, struct wg_need *need, struct wg_error *e)
{
	return give_back_all(c, need->id, "cancelled", e);
}

enum wg_err wg__exec_need_reject(struct wg_call *c, struct wg_error *e)
{
	return step_all(c, "reject", NULL, e);
}

enum wg_err wg__exec_need_cancel(struct wg_call *c, struct wg_error *e)
{
	return step_all(c, "cancel", call_off, e);
}

/* Opened again it counts as not yet followed up. */
static enum wg_err count_reopened(struct wg_call *c, struct wg_need *need, struct wg_error *e)
{
	return wg_row_set(c->tx, WG_T_NEED, need->id, WG_NEED_REOPENED, wg_int_value(++need->reopened), e);
}

enum wg_err wg__exec_need_reopen(struct wg_call *c, struct wg_error *e)
{
	return step_all(c, "reopen", count_reopened, e);
}

/* A day by which something is to be is that day's last second. */
static enum wg_err set_due(struct wg_call *c, struct wg_need *need, const char *param, struct wg_error *e)
{
	int64_t day;
	const char *typed = wg__arg(c, param);
	enum wg_err err = wg__arg_day(c, param, 0, &day, e);
	if (err != WG_OK || !typed || !*typed)
		return err;
	need->due = wg_day_begins(day + 1) - 1;
	return wg_row_set(c->tx, WG_T_NEED, need->id, WG_NEED_DUE, wg_int_value(need->due), e);
}

static enum wg_err put_off(struct wg_call *c, struct wg_need *need, struct wg_error *e)
{
	enum wg_err err = call_off(c, need, e);
	return err == WG_OK ? set_due(c, need, "until", e) : err;
}

enum wg_err wg__exec_need_hold(struct wg_call *c, struct wg_error *e)
{
	return step_all(c, "hold", put_off, e);
}

enum wg_err wg__exec_need_resume(struct wg_call *c, struct wg_error *e)
{
	return step_all(c, "resume", NULL, e);
}

static enum wg_err hand_out(struct wg_call *c, struct wg_need *need, struct wg_error *e)
{
	enum wg_err err = call_off(c, need, e);
	if (err == WG_OK)
		err = set_due(c, need, "due", e);
	if (err == WG_OK)
		err = wg_row_set(c->tx, WG_T_NEED, need->id, WG_NEED_REFERRED_TO, wg_text_value(wg__arg(c, "to")), e);
	return err;
}

enum wg_err wg__exec_need_refer(struct wg_call *c, struct wg_error *e)
{
	return step_all(c, "refer", hand_out, e);
}
