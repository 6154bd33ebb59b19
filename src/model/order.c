#include "wangge/order.h"

#include <string.h>

#include "wangge/message.h"

#define D (1U << WG_NEED_DRAFT)
#define RECEIVED (1U << WG_NEED_RECEIVED)
#define MATCHING (1U << WG_NEED_MATCHING)
#define DISPATCHED (1U << WG_NEED_DISPATCHED)
#define ACCEPTED (1U << WG_NEED_ACCEPTED)
#define SERVING (1U << WG_NEED_SERVING)
#define FOLLOW_UP (1U << WG_NEED_FOLLOW_UP)
#define CLOSED (1U << WG_NEED_CLOSED)
#define REFERRED (1U << WG_NEED_REFERRED)
#define HELD (1U << WG_NEED_HELD)
#define REJECTED (1U << WG_NEED_REJECTED)
#define CANCELLED (1U << WG_NEED_CANCELLED)
#define SENT (DISPATCHED | ACCEPTED | SERVING)
#define WAITING (RECEIVED | MATCHING)

const struct wg_need_state_info wg_need_state_info[WG_NEED_STATES] = {
	[WG_NEED_DRAFT] = {"draft", WG_ORDER_EXIT, false},
	[WG_NEED_RECEIVED] = {"received", WG_ORDER_TO_SEND, true},
	[WG_NEED_MATCHING] = {"matching", WG_ORDER_TO_SEND, true},
	[WG_NEED_DISPATCHED] = {"dispatched", WG_ORDER_SERVING, true},
	[WG_NEED_ACCEPTED] = {"accepted", WG_ORDER_SERVING, true},
	[WG_NEED_SERVING] = {"serving", WG_ORDER_SERVING, true},
	[WG_NEED_FOLLOW_UP] = {"follow_up", WG_ORDER_TO_FOLLOW, true},
	[WG_NEED_CLOSED] = {"closed", WG_ORDER_DONE, false},
	[WG_NEED_REFERRED] = {"referred", WG_ORDER_EXIT, true},
	[WG_NEED_HELD] = {"held", WG_ORDER_EXIT, true},
	[WG_NEED_REJECTED] = {"rejected", WG_ORDER_EXIT, false},
	[WG_NEED_CANCELLED] = {"cancelled", WG_ORDER_EXIT, false},
};

const char *const wg_order_group_names[WG_ORDER_GROUPS] = {
	[WG_ORDER_TO_SEND] = N_("to be sent"),        [WG_ORDER_SERVING] = N_("in service"),
	[WG_ORDER_TO_FOLLOW] = N_("to be followed up"), [WG_ORDER_DONE] = N_("done"),
	[WG_ORDER_EXIT] = N_("put aside"),
};

/* The first step of a need is its recording; the last ones of the table are made by commands of their own. */
const struct wg_order_action wg_order_actions[] = {
	{"add need", "add", N_("recorded"), 0, WG_NEED_RECEIVED, 0},
	{"need accept", "accept", N_("accepted by the office"), D | RECEIVED, WG_NEED_MATCHING, 0},
	{"dispatch", "dispatch", N_("sent out"), WAITING | SENT, WG_NEED_DISPATCHED, 0},
	{"claim", "claim", N_("claimed"), WAITING, WG_NEED_ACCEPTED, 0},
	{"need take", "take", N_("taken by the helper"), DISPATCHED | ACCEPTED, WG_NEED_ACCEPTED, 0},
	{"need start", "start", N_("begun"), DISPATCHED | ACCEPTED, WG_NEED_SERVING, 0},
	{"need done", "done", N_("served"), WAITING | SENT | REFERRED, WG_NEED_FOLLOW_UP, 0},
	{"need return", "return", N_("returned by the helper"), SENT, WG_NEED_MATCHING, WG_ACTION_NOTE},
	{"need refer", "refer", N_("referred"), WAITING | SENT | HELD, WG_NEED_REFERRED, 0},
	{"need hold", "hold", N_("put off"), WAITING | SENT | REFERRED, WG_NEED_HELD, WG_ACTION_NOTE},
	{"need resume", "resume", N_("taken up again"), HELD | REFERRED, WG_NEED_MATCHING, 0},
	{"need reject", "reject", N_("not accepted"), D | RECEIVED | MATCHING, WG_NEED_REJECTED, WG_ACTION_NOTE},
	{"need cancel", "cancel", N_("cancelled"), D | WAITING | SENT | HELD | REFERRED, WG_NEED_CANCELLED,
	 WG_ACTION_NOTE},
	{"need reopen", "reopen", N_("opened again"), CLOSED | REJECTED | CANCELLED, WG_NEED_MATCHING, WG_ACTION_NOTE},
	{"follow up", "follow_up", N_("followed up"), FOLLOW_UP | CLOSED, WG_NEED_CLOSED, 0},
	{"errand", "errand", N_("done at the counter"), 0, WG_NEED_CLOSED, 0},
	{"merge needs", "merge", N_("joined with another"), WAITING | HELD, WG_NEED_CANCELLED, 0},
};

size_t wg_order_action_count(void)
{
	return sizeof wg_order_actions / sizeof *wg_order_actions;
}

enum wg_need_state wg_need_state_of(const char *code)
{
	int s = 0;
	while (s < WG_NEED_STATES && strcmp(wg_need_state_info[s].code, code) != 0)
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
