/* needs_state.h: what the files of the needs screen share: needs_load.c reads, needs_paint.c draws, needs.c answers
 * keys. */
#ifndef WANGGE_SCREEN_NEEDS_STATE_H
#define WANGGE_SCREEN_NEEDS_STATE_H

#include "screen/need_card.h"
#include "screen/sift.h"
#include "view/table.h"

/* What is listed: one group of states, or all that are open. */
enum { WG_NEEDS_OPEN = WG_ORDER_GROUPS, WG_NEEDS_TABS, WG_NEEDS_COLUMNS = 11 };

/* What is over is listed for so long. */
enum { WG_NEEDS_DAYS = 30 };

struct wg__needs {
	struct wg_ui *ui;
	struct wg_node scope;
	struct wg_arena scope_arena;
	const char *path;  /* of the scope; "" = the office */
	int64_t left_at;   /* the scope in another run of the program; 0 once it has been found */
	int64_t household; /* only this one's; 0 = everybody's */
	int tab;
	/* in the screen's front arena */
	struct wg_needs all;
	size_t *row, n_rows; /* those of the tab */
	int64_t count[WG_NEEDS_TABS], late;
	const char *compound; /* all are there, so that it need not be said in each row; "" = in several */
	size_t common;        /* its length */
	struct wg_sifted sifted;
	struct wg_list list;
	struct wg_table table;
	struct wg_column columns[WG_NEEDS_COLUMNS]; /* titles translated */
	struct wg_need_card card;                   /* of the need under the cursor, once keys have paused */
	char keys[WG_UI_FOOT][2 * WG_KEY_NAME];     /* at the foot */
};

enum wg_err wg__needs_load(struct wg__needs *st, struct wg_arena *back, struct wg_error *e);
/* Another tab: its rows are chosen anew. */
void wg__needs_tab(struct wg__needs *st, int tab);
/* A path or "#id"; NULL or "" = the office. */
enum wg_err wg__needs_scope(struct wg__needs *st, const char *place, struct wg_error *e);
/* Towards the place that the tree stands on (+1), or the place above (−1). */
enum wg_err wg__needs_step_scope(struct wg__needs *st, int step, struct wg_error *e);

const struct wg_need *wg__needs_row(const struct wg__needs *st, int64_t listed);
const struct wg_need *wg__needs_current(const struct wg__needs *st); /* under the cursor; NULL = none */

void wg__needs_table(struct wg__needs *st);
void wg__needs_paint(struct wg__needs *st, struct wg_cells *c, struct wg_rect body);
void wg__needs_crumbs(const struct wg__needs *st, char left[WG_CRUMBS], char right[WG_CRUMBS]);

#endif
