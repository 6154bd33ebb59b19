/* helpers_state.h: what the files of the library's screen share: helpers_load.c reads, helpers_table.c has the columns,
 * helpers_paint.c draws the card, helpers.c answers keys. */
#ifndef WANGGE_SCREEN_HELPERS_STATE_H
#define WANGGE_SCREEN_HELPERS_STATE_H

#include "screen/sift.h"
#include "view/table.h"
#include "wangge/helper.h"
#include "wangge/need.h"
#include "wangge/resource.h"

enum { WG_HELPERS_PEOPLE, WG_HELPERS_UNITS, WG_HELPERS_THINGS, WG_HELPERS_TABS, WG_HELPERS_COLUMNS = 9 };

struct wg__helpers {
	struct wg_ui *ui;
	int tab;
	/* in the screen's front arena */
	struct wg_helpers all;
	struct wg_resources things;
	size_t *row, n_rows; /* those of the tab */
	int64_t count[WG_HELPERS_TABS], lapsed;
	struct wg_sifted sifted;
	struct wg_list list;
	struct wg_table table;
	struct wg_column columns[WG_HELPERS_COLUMNS]; /* titles translated */
	/* The open orders of the helper under the cursor, once keys have paused. */
	struct wg_arena orders_arena;
	struct wg_needs orders;
	int64_t orders_of; /* 0 = nobody's yet */
};

enum wg_err wg__helpers_load(struct wg__helpers *st, struct wg_arena *back, struct wg_error *e);
void wg__helpers_tab(struct wg__helpers *st, int tab); /* another tab: its columns and rows */

/* A row of the list; NULL when it is of the other kind. */
const struct wg_helper *wg__helpers_person(const struct wg__helpers *st, int64_t listed);
const struct wg_resource *wg__helpers_thing(const struct wg__helpers *st, int64_t listed);
int64_t wg__helpers_cursor(const struct wg__helpers *st); /* the listed row under the cursor; -1 = none */

/* A certificate that was valid until a day before today. */
bool wg__certificate_lapsed(const struct wg_certificate *c);
bool wg__helper_lapsed(const struct wg_helper *h);
bool wg__resource_lapsed(const struct wg_resource *r);

void wg__helpers_table(struct wg__helpers *st);
void wg__helpers_paint(struct wg__helpers *st, struct wg_cells *c, struct wg_rect body);

#endif
