#include <string.h>

#include "command/exec.h"
#include "command/need.h"

static const char SQL_SENT[] =
	"SELECT count(*) FROM dispatch WHERE need_id = $1 AND state NOT IN ('returned', 'cancelled')";

static void check_pair(struct wg_call *c, const struct wg_need *from, const struct wg_need *into)
{
	if (from->id == into->id)
		wg__need_note(c, WG_NOTE_REFUSAL, from, N_("cannot be joined with itself"), "");
	else if (!wg_need_state_info[into->state].open)
		wg__need_note(c, WG_NOTE_REFUSAL, into, N_("is over: nothing can be joined to it"), "");
	else if (from->household_id != into->household_id)
		wg__need_note(c, WG_NOTE_WARNING, from, N_("was of another household or place: {1}"), "s", from->where);
}

/* What helpers have done for a need would be lost with it. */
static enum wg_err check_unsent(struct wg_call *c, const struct wg_need *from, struct wg_error *e)
{
	int64_t sent = 0;
	struct wg_stmt *st = wg_query(c->db, SQL_SENT);
	wg_bind_int(st, 1, from->id);
	enum wg_err err = wg_one_int(st, 0, &sent, e);
	if (err == WG_OK && sent > 0)
		wg__need_note(c, WG_NOTE_REFUSAL, from, N_("somebody has been sent there: join the other one to it"),
			      "");
	return err;
}

/* Both keep their steps; each says which the other is. */
enum wg_err wg__exec_merge_needs(struct wg_call *c, struct wg_error *e)
{
	struct wg_need from, into;
	bool done = false;
	enum wg_err err = wg__arg_need(c, "need", &from, e);
	if (err == WG_OK)
		err = wg__arg_need(c, "into", &into, e);
	if (err != WG_OK)
		return err;
	check_pair(c, &from, &into);
	if (wg_order_allows(wg_order_action_find("merge"), from.state))
		err = check_unsent(c, &from, e);
	if (err != WG_OK || c->out->n_refusals > 0)
		return err;
	struct wg__act about = {.to = WG_STATES,
				.note = wg_arena_printf(c->a, "#%lld %s", wg__need_number(into.id), into.title)};
	err = wg__need_act(c, &from, "merge", &about, &done, e);
	if (err == WG_OK && done)
		err = wg_row_set(c->tx, WG_T_NEED, from.id, WG_NEED_INTO_ID, wg_int_value(into.id), e);
	if (err == WG_OK && done)
		err = wg__need_tells(c, &into, "merge",
				     wg_arena_printf(c->a, "#%lld %s", wg__need_number(from.id), from.title), e);
	if (err == WG_OK)
		wg__say(c, N_("{1} is joined with {2}"), "ss", from.title, into.title);
	return err;
}
