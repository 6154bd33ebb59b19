#include "screen/need_act.h"

#include <string.h>

/* asks: for something besides the need. */
static const struct verb {
	enum wg_action action;
	const char *code; /* of wg_order_actions */
	bool asks;
} verbs[] = {
	{WG_ACTION_NEED_ACCEPT, "accept", false},   {WG_ACTION_NEED_TAKE, "take", false},
	{WG_ACTION_NEED_START, "start", false},     {WG_ACTION_NEED_DONE, "done", true},
	{WG_ACTION_NEED_FOLLOW, "follow_up", true}, {WG_ACTION_NEED_RETURN, "return", true},
	{WG_ACTION_NEED_RESUME, "resume", false},   {WG_ACTION_NEED_REOPEN, "reopen", true},
	{WG_ACTION_NEED_CLAIM, "claim", true},      {WG_ACTION_NEED_REFER, "refer", true},
	{WG_ACTION_NEED_HOLD, "hold", true},        {WG_ACTION_NEED_MERGE, "merge", true},
	{WG_ACTION_NEED_REJECT, "reject", true},    {WG_ACTION_NEED_CANCEL, "cancel", true},
};
enum { VERBS = sizeof verbs / sizeof *verbs };

static const struct verb *verb_of(enum wg_action action)
{
	for (int i = 0; i < VERBS; i++)
		if (verbs[i].action == action)
			return &verbs[i];
	return NULL;
}

const struct wg_order_action *wg_need_verb(enum wg_action action)
{
	const struct verb *v = verb_of(action);
	return v ? wg_order_action_find(v->code) : NULL;
}

const char *wg_need_why_not(enum wg_need_state state, enum wg_action action)
{
	/* What a state does not lead to, said of the state. */
	static const char *const states[WG_STATES] = {
		[WG_STATE_DRAFT] = N_("it is a draft"),
		[WG_STATE_RECEIVED] = N_("it is not accepted yet"),
		[WG_STATE_MATCHING] = N_("nobody has been sent yet"),
		[WG_STATE_DISPATCHED] = N_("somebody has been sent"),
		[WG_STATE_ACCEPTED] = N_("the helpers have taken it"),
		[WG_STATE_SERVING] = N_("it is being done"),
		[WG_STATE_FOLLOW_UP] = N_("it is done and waits for its follow-up"),
		[WG_STATE_CLOSED] = N_("it is closed"),
		[WG_STATE_REFERRED] = N_("it has been referred"),
		[WG_STATE_HELD] = N_("it has been put off"),
		[WG_STATE_REJECTED] = N_("it was not accepted"),
		[WG_STATE_CANCELLED] = N_("it was cancelled"),
	};
	const struct wg_order_action *way = wg_need_verb(action);
	return way && !wg_order_allows(way, state) ? states[state] : NULL;
}

bool wg_need_act(struct wg_ui *ui, const char *refs, enum wg_action action)
{
	struct wg_arena a = {0};
	const struct verb *v = verb_of(action);
	const struct wg_order_action *way = wg_need_verb(action);
	if (!way)
		return false;
	const char *line = wg_arena_printf(&a, "%s %s", way->command, refs);
	if (!wg_command_find(way->command))
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("this cannot be done here")));
	else if (v->asks)
		wg_ui_open(ui, "form", line);
	else
		wg_ui_line(ui, line);
	wg_arena_free(&a);
	return true;
}

int wg_need_foot(const struct wg_ui *ui, enum wg_need_state state, struct wg_footer_item *out, int most,
		 char keys[][2 * WG_KEY_NAME])
{
	int n = 0;
	for (int i = 0; i < VERBS && n < most && wg_ui_writes(ui); i++) {
		const struct wg_action_info *info = wg_action_info(verbs[i].action);
		if (!(info->needs & WG_NEED_FOOT) || wg_need_why_not(state, verbs[i].action))
			continue;
		wg_keys_first(ui->keys, verbs[i].action, keys[n]);
		out[n] = (struct wg_footer_item){keys[n], info->label};
		n += *keys[n] != '\0';
	}
	return n;
}
