#include "wangge/order.h"

#include <string.h>

#include "wangge/message.h"

#define D (1U << WG_STATE_DRAFT)
#define RECEIVED (1U << WG_STATE_RECEIVED)
#define MATCHING (1U << WG_STATE_MATCHING)
#define DISPATCHED (1U << WG_STATE_DISPATCHED)
#define ACCEPTED (1U << WG_STATE_ACCEPTED)
#define SERVING (1U << WG_STATE_SERVING)
#define FOLLOW_UP (1U << WG_STATE_FOLLOW_UP)
#define CLOSED (1U << WG_STATE_CLOSED)
#define REFERRED (1U << WG_STATE_REFERRED)
#define HELD (1U << WG_STATE_HELD)
#define REJECTED (1U << WG_STATE_REJECTED)
#define CANCELLED (1U << WG_STATE_CANCELLED)
#define SENT (DISPATCHED | ACCEPTED | SERVING)
#define WAITING (RECEIVED | MATCHING)

const struct wg_need_state_info wg_need_state_info[WG_STATES] = {
	[WG_STATE_DRAFT] = {"draft", WG_ORDER_EXIT, false},
	[WG_STATE_RECEIVED] = {"received", WG_ORDER_TO_SEND, true},
	[WG_STATE_MATCHING] = {"matching", WG_ORDER_TO_SEND, true},
	[WG_STATE_DISPATCHED] = {"dispatched", WG_ORDER_SERVING, true},
	[WG_STATE_ACCEPTED] = {"accepted", WG_ORDER_SERVING, true},
	[WG_STATE_SERVING] = {"serving", WG_ORDER_SERVING, true},
	[WG_STATE_FOLLOW_UP] = {"follow_up", WG_ORDER_TO_FOLLOW, true},
	[WG_STATE_CLOSED] = {"closed", WG_ORDER_DONE, false},
	[WG_STATE_REFERRED] = {"referred", WG_ORDER_EXIT, true},
	[WG_STATE_HELD] = {"held", WG_ORDER_EXIT, true},
	[WG_STATE_REJECTED] = {"rejected", WG_ORDER_EXIT, false},
	[WG_STATE_CANCELLED] = {"cancelled", WG_ORDER_EXIT, false},
};

const char *const wg_order_group_names[WG_ORDER_GROUPS] = {
	[WG_ORDER_TO_SEND] = N_("to be sent"),        [WG_ORDER_SERVING] = N_("in service"),
	[WG_ORDER_TO_FOLLOW] = N_("to be followed up"), [WG_ORDER_DONE] = N_("done"),
	[WG_ORDER_EXIT] = N_("put aside"),
};

/* The first step of a need is its recording; the last ones of the table are made by commands of their own. A helper who
 * takes it or begins when others already have does not set the order back. What is being served is followed up in
 * between only when it is standing, and goes on. */
const struct wg_order_action wg_order_actions[] = {
	{"add need", "add", N_("recorded"), 0, WG_STATE_RECEIVED, 0},
	{"need accept", "accept", N_("accepted by the office"), D | RECEIVED, WG_STATE_MATCHING, 0},
	{"dispatch", "dispatch", N_("sent out"), WAITING | SENT, WG_STATE_DISPATCHED, 0},
	{"claim", "claim", N_("claimed"), WAITING, WG_STATE_ACCEPTED, 0},
	{"need take", "take", N_("taken by the helper"), SENT, WG_STATE_ACCEPTED, 0},
	{"need start", "start", N_("begun"), SENT, WG_STATE_SERVING, 0},
	{"need done", "done", N_("served"), WAITING | SENT | REFERRED, WG_STATE_FOLLOW_UP, 0},
	{"need return", "return", N_("returned by the helper"), SENT, WG_STATE_MATCHING, WG_ACTION_NOTE},
	{"need refer", "refer", N_("referred"), WAITING | SENT | HELD, WG_STATE_REFERRED, 0},
	{"need hold", "hold", N_("put off"), WAITING | SENT | REFERRED, WG_STATE_HELD, WG_ACTION_NOTE},
	{"need resume", "resume", N_("taken up again"), HELD | REFERRED, WG_STATE_MATCHING, 0},
	{"need reject", "reject", N_("not accepted"), D | RECEIVED | MATCHING, WG_STATE_REJECTED, WG_ACTION_NOTE},
	{"need cancel", "cancel", N_("cancelled"), D | WAITING | SENT | HELD | REFERRED, WG_STATE_CANCELLED,
	 WG_ACTION_NOTE},
	{"need reopen", "reopen", N_("opened again"), CLOSED | REJECTED | CANCELLED, WG_STATE_MATCHING, WG_ACTION_NOTE},
	{"follow up", "follow_up", N_("followed up"), FOLLOW_UP | CLOSED | SERVING, WG_STATE_CLOSED, 0},
	{"errand", "errand", N_("done at the counter"), 0, WG_STATE_CLOSED, 0},
	{"merge needs", "merge", N_("joined with another"), WAITING | HELD, WG_STATE_CANCELLED, 0},
};

size_t wg_order_action_count(void)
{
	return sizeof wg_order_actions / sizeof *wg_order_actions;
}

enum wg_need_state wg_need_state_of(const char *code)
{
	int s = 0;
	while (s < WG_STATES && strcmp(wg_need_state_info[s].code, code) != 0)
		s++;
	return (enum wg_need_state)s;
}

const struct wg_order_action *wg_order_action_find(const char *code)
{
	for (size_t i = 0; i < wg_order_action_count(); i++) {
		if (strcmp(wg_order_actions[i].code, code) == 0)
			return &wg_order_actions[i];
	}
	return NULL;
}

bool wg_order_allows(const struct wg_order_action *action, enum wg_need_state state)
{
	return action->from >> state & 1;
}
