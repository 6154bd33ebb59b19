#include <string.h>

#include "command/exec.h"
#include "command/ledger.h"

/* SQL: whoever was ever sent to it. */
static const char SQL_WAS_THERE[] = "SELECT count(*) FROM dispatch x JOIN worker w ON w.id = x.worker_id WHERE "
				    "x.need_id = $1 AND (x.worker_id = $2 OR ($2 = 0 AND w.name = $3))";

struct follow {
	struct wg_need need;
	struct wg_worker by; /* id 0 = the one who sits here */
	const struct wg_code *result, *channel;
};

static enum wg_err read_follow(struct wg_call *c, struct follow *f, struct wg_error *e)
{
	const char *by = wg__arg(c, "by");
	*f = (struct follow){0};
	enum wg_err err = wg__arg_need(c, "need", &f->need, e);
	if (err == WG_OK)
		err = wg__arg_code(c, "result", "satisfaction", &f->result, e);
	if (err == WG_OK && !f->result)
		err = wg_fail(e, WG_EUSAGE, N_("say how satisfied they are"), "");
	if (err == WG_OK)
		err = wg__arg_code(c, "channel", "channel", &f->channel, e);
	return err == WG_OK && by && *by ? wg__arg_worker(c, "by", &f->by, e) : err;
}

/* Nobody asks about his own work. */
static enum wg_err check_stranger(struct wg_call *c, const struct follow *f, struct wg_error *e)
{
	int64_t there = 0;
	const char *name = f->by.id ? f->by.name : c->office->actor;
	struct wg_stmt *st = wg_query(c->db, SQL_WAS_THERE);
	wg_bind_int(st, 1, f->need.id);
	wg_bind_int(st, 2, f->by.id);
	wg_bind_text(st, 3, name);
	enum wg_err err = wg_one_int(st, 0, &there, e);
	if (err == WG_OK && there > 0)
		wg__need_note(c, WG_NOTE_REFUSAL, &f->need, N_("{1} was sent there: somebody else asks how it was"),
			      "s", name);
	return err;
}

/* In between only what goes on for long is followed up. */
static void check_over(struct wg_call *c, const struct follow *f)
{
	if (f->need.state == WG_STATE_SERVING && !f->need.every && strcmp(f->need.urgency, "standing") != 0)
		wg__need_note(c, WG_NOTE_REFUSAL, &f->need, N_("is not done yet"), "");
}

static enum wg_err write_follow_up(struct wg_call *c, const struct follow *f, struct wg_error *e)
{
	int64_t id = 0;
	const char *note = wg__arg(c, "note");
	struct wg_value v[WG_FOLLOW_UP_COLUMNS] = {
		[WG_FOLLOW_UP_NEED_ID] = wg_int_value(f->need.id),
		[WG_FOLLOW_UP_AT] = wg_int_value(wg_tx_at(c->tx)),
		[WG_FOLLOW_UP_BY_ID] = wg_int_or_null(f->by.id, 0),
		[WG_FOLLOW_UP_BY_NAME] = wg_text_value(f->by.id ? f->by.name : c->office->actor),
		[WG_FOLLOW_UP_CHANNEL] = wg_text_value(f->channel ? f->channel->code : "phone"),
		[WG_FOLLOW_UP_SATISFACTION] = wg_text_value(f->result->code),
		[WG_FOLLOW_UP_NOTE] = wg_text_value(note && *note ? note : NULL),
	};
	return wg_row_insert(c->tx, WG_T_FOLLOW_UP, v, &id, e);
}

/* Not satisfied: somebody is looked for again, and those who are still there are called off. */
static enum wg_err begin_again(struct wg_call *c, struct wg_need *need, struct wg_error *e)
{
	struct wg__helpers helpers;
	enum wg_err err = wg__need_helpers(c, need->id, &helpers, e);
	for (size_t i = 0; err == WG_OK && i < helpers.n; i++)
		err = wg__dispatch_set(c, helpers.at[i].dispatch_id, "cancelled", true, e);
	return err == WG_OK
		       ? wg_row_set(c->tx, WG_T_NEED, need->id, WG_NEED_REOPENED, wg_int_value(++need->reopened), e)
		       : err;
}

enum wg_err wg__exec_follow_up(struct wg_call *c, struct wg_error *e)
{
	struct follow f;
	int64_t minutes = 0;
	bool done = false;
	enum wg_err err = read_follow(c, &f, e);
	if (err == WG_OK)
		err = check_stranger(c, &f, e);
	if (err != WG_OK)
		return err;
	bool poor = strcmp(f.result->code, "poor") == 0;
	struct wg__act about = {.to = poor                               ? WG_STATE_MATCHING
				      : f.need.state == WG_STATE_SERVING ? WG_STATE_SERVING
									 : WG_STATE_CLOSED,
				.worker_id = f.by.id,
				.note = wg__arg(c, "note")};
	check_over(c, &f);
	if (c->out->n_refusals == 0 && wg_order_allows(wg_order_action_find("follow_up"), f.need.state)) {
		if ((err = wg__post_work(c, &f.need, &minutes, e)) == WG_OK)
			err = write_follow_up(c, &f, e);
	}
	if (err == WG_OK)
		err = wg__need_act(c, &f.need, "follow_up", &about, &done, e);
	if (err == WG_OK && done && poor)
		err = begin_again(c, &f.need, e);
	if (err == WG_OK)
		wg__say(c, N_("{1}: {2}, now {3}; {4} minutes posted"), "sssl", f.need.title, f.result->name,
			wg_office_code_name(c->office, "need_state", wg_need_state_info[f.need.state].code),
			(long long)minutes);
	return err;
}
