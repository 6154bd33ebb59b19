/* panel.h: a prompt, what it may mean and what would follow, at the foot of a list.
 *
 *	 交给谁: h_                                          数字直接选  Tab 补全  Esc 不交
 *	   1 黄秋军   网格  区民政局   25 = > 30 =   紧邻这一段
 *	-----------------------------------------------------------------------------------
 *	 5 户 (3栋2单元 1101-1302)            交给 黄秋军
 *	 Enter 就这样   F3 换等量户  F2 改事由   Esc 不交                    之后 u 可撤销
 *
 * What is typed filters; who opened the panel hands in the lines after each change. */
#ifndef WANGGE_VIEW_PANEL_H
#define WANGGE_VIEW_PANEL_H

#include "base/clock.h"
#include "view/line.h"

struct wg_candidate {
	int64_t id;
	const char *name; /* what Tab types */
	const char *text; /* the line, without its digit */
	enum wg_role role;
};

struct wg_panel_line {
	const char *text;
	enum wg_role role;
};

/* All strings and arrays borrowed as long as the panel is open or until they are replaced. */
struct wg_panel {
	const char *prompt, *hint;
	const char *foot, *foot_right;
	struct wg_line line;
	const struct wg_candidate *candidates;
	int n_candidates, chosen, first; /* chosen: -1 = none */
	bool zero;                       /* the digit 0 has a meaning of its own */
	const struct wg_panel_line *preview;
	int n_preview;
	int64_t opened_ns;
};

enum wg_panel_result {
	WG_PANEL_IGNORED, /* not a key of the panel */
	WG_PANEL_MOVED,
	WG_PANEL_TYPED, /* the line changed: filter and preview anew */
	WG_PANEL_CHOSE, /* another candidate: preview anew */
	WG_PANEL_ZERO,  /* 0 was pressed */
	WG_PANEL_GO,
	WG_PANEL_CANCEL,
};

/* So long Enter is not heard: the panel may have opened under a finger. Another key shows that somebody is looking. */
enum { WG_PANEL_DEAF_MS = 300 };

void wg_panel_open(struct wg_panel *p, const char *prompt, int64_t now_ns);
/* The first one is chosen. */
void wg_panel_candidates(struct wg_panel *p, const struct wg_candidate *candidates, int n);
enum wg_panel_result wg_panel_event(struct wg_panel *p, const struct wg_event *ev, int64_t now_ns);

void wg_panel_draw(struct wg_panel *p, struct wg_cells *c, struct wg_rect r);

#endif
