/* order.h: the states of a need, and what leads from one to the next: one table that commands, screens, filters and
 * reports share. A need that somebody was sent for is called an order.
 *
 *	草稿 → 待受理 → 待匹配 → 已派单 → 已接单 → 服务中 → 待回访 → 已办结
 *	exits: 转办 (comes back), 挂起 (comes back), 不予受理, 撤销 */
#ifndef WANGGE_ORDER_H
#define WANGGE_ORDER_H

#include <stdbool.h>
#include <stddef.h>

enum wg_need_state {
	WG_STATE_DRAFT,
	WG_STATE_RECEIVED,
	WG_STATE_MATCHING,
	WG_STATE_DISPATCHED,
	WG_STATE_ACCEPTED,
	WG_STATE_SERVING,
	WG_STATE_FOLLOW_UP,
	WG_STATE_CLOSED,
	WG_STATE_REFERRED,
	WG_STATE_HELD,
	WG_STATE_REJECTED,
	WG_STATE_CANCELLED,
	WG_STATES
};

/* What a clerk looks at together. */
enum wg_order_group {
	WG_ORDER_TO_SEND,   /* 待派 */
	WG_ORDER_SERVING,   /* 服务中 */
	WG_ORDER_TO_FOLLOW, /* 待回访 */
	WG_ORDER_DONE,      /* 办结 */
	WG_ORDER_EXIT,      /* the exits, and drafts */
	WG_ORDER_GROUPS
};

struct wg_need_state_info {
	const char *code; /* of the list need_state; as stored */
	enum wg_order_group group;
	bool open; /* counts as an open need; the index need_open holds these */
};

extern const struct wg_need_state_info wg_need_state_info[WG_STATES];
extern const char *const wg_order_group_names[WG_ORDER_GROUPS]; /* msgids */

/* WG_STATES when no state has this code. */
enum wg_need_state wg_need_state_of(const char *code);

enum { WG_ACTION_NOTE = 1, /* a reason must be given */ };

/* A way from some states to another. */
struct wg_order_action {
	const char *command; /* "need accept", as in the registry */
	const char *code;    /* as kept with each step */
	const char *name;    /* msgid: what it is called in a history */
	unsigned from;       /* bit 1 << state */
	enum wg_need_state to;
	unsigned flags;
};

extern const struct wg_order_action wg_order_actions[];
size_t wg_order_action_count(void);

/* By code; NULL when there is none. */
const struct wg_order_action *wg_order_action_find(const char *code);
bool wg_order_allows(const struct wg_order_action *action, enum wg_need_state state);

#endif
