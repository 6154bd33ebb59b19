#include <string.h>

#include "command/exec.h"
#include "command/need.h"
#include "wangge/match.h"

/* A wish is claimed by whoever wants to grant it: sent and agreed in one step. */
static enum wg_err send(struct wg_call *c, const struct wg_need *need, const struct wg_worker *by, bool leads,
			struct wg_error *e)
{
	int64_t id = 0;
	struct wg_value v[WG_DISPATCH_COLUMNS] = {
		[WG_DISPATCH_NEED_ID] = wg_int_value(need->id),   [WG_DISPATCH_WORKER_ID] = wg_int_value(by->id),
		[WG_DISPATCH_LEADS] = wg_int_value(leads),        [WG_DISPATCH_STATE] = wg_text_value("accepted"),
		[WG_DISPATCH_AT] = wg_int_value(wg_tx_at(c->tx)),
	};
	return wg_row_insert(c->tx, WG_T_DISPATCH, v, &id, e);
}

enum wg_err wg__refuse_relative(struct wg_call *c, const struct wg_need *need, const struct wg_worker *by,
				struct wg_error *e)
{
	struct wg_fit_query q = {.need = need->id};
	struct wg_fit fit;
	enum wg_err err = wg_fit_one(c->office, &q, by->id, c->a, &fit, e);
	if (err == WG_OK && fit.against & 1U << WG_LEFT_RELATED)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "by", by->name, N_("is related, or it is the own household"),
			    "");
	return err;
}

enum wg_err wg__exec_claim(struct wg_call *c, struct wg_error *e)
{
	struct wg_need need;
	struct wg_worker by;
	bool done = false;
	enum wg_err err = wg__arg_need(c, "need", &need, e);
	if (err == WG_OK)
		err = wg__arg_worker(c, "by", &by, e);
	if (err != WG_OK)
		return err;
	if (strcmp(need.form, "wish") != 0)
		wg__need_note(c, WG_NOTE_REFUSAL, &need, N_("is no wish: somebody is sent there, not claimed"), "");
	if ((err = wg__refuse_relative(c, &need, &by, e)) != WG_OK)
		return err;
	struct wg__act about = {.to = WG_STATES, .worker_id = by.id, .note = wg__arg(c, "note")};
	if ((err = wg__need_act(c, &need, "claim", &about, &done, e)) == WG_OK && done)
		err = send(c, &need, &by, true, e);
	if (err == WG_OK)
		wg__say(c, N_("{1} has claimed: {2}"), "ss", by.name, need.title);
	return err;
}
