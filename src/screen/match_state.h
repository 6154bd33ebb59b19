/* match_state.h: what the files of the match share: match_load.c reads and asks what a dispatch would do, match_paint.c
 * draws, match.c answers keys. */
#ifndef WANGGE_SCREEN_MATCH_STATE_H
#define WANGGE_SCREEN_MATCH_STATE_H

#include "screen/need_card.h"
#include "screen/sift.h"
#include "view/table.h"
#include "wangge/match.h"

enum { WG_MATCH_MOST = 3, WG_MATCH_COLUMNS = 15, WG_MATCH_WHEN = 120 };

struct wg__match {
	struct wg_ui *ui;
	int64_t id;
	bool everywhere;          /* helpers of other communities are asked in */
	char when[WG_MATCH_WHEN]; /* 周三晚; "" = until it is due */
	bool left;                /* those who are left out are listed */
	struct wg_need_card card;
	/* in the screen's front arena */
	struct wg_fits fits;
	struct wg_fit *rows; /* what is listed: who fits, or who does not */
	size_t n_rows;
	struct wg_sifted sifted;
	struct wg_list list; /* its marks are those who are chosen */
	struct wg_table table;
	struct wg_column columns[WG_MATCH_COLUMNS];
	int64_t chosen[WG_MATCH_MOST]; /* in the order in which they were chosen: the first leads */
	int n_chosen;
	/* What sending them would do. */
	struct wg_arena preview_arena;
	bool asked, refused;
	char digest[33];
	const char *said; /* the refusal */
};

enum wg_err wg__match_load(struct wg__match *st, struct wg_arena *back, struct wg_error *e);
const struct wg_fit *wg__match_row(const struct wg__match *st, int64_t listed);
const struct wg_fit *wg__match_current(const struct wg__match *st); /* under the cursor; NULL = none */
const struct wg_fit *wg__match_find(const struct wg__match *st, int64_t worker);

/* Chooses the helper, or lets him go; false when there are as many as can be. */
bool wg__match_choose(struct wg__match *st, int64_t worker);
/* "#12,#13": those who are chosen, else the one under the cursor; "" = nobody. */
const char *wg__match_refs(const struct wg__match *st, struct wg_arena *a);
/* For the command that sends them; false: nobody. Texts in the arena. */
bool wg__match_args(const struct wg__match *st, struct wg_arena *a, struct wg_args *args);
/* Looks at what sending them would do, when it is not known. */
void wg__match_ask(struct wg__match *st);

void wg__match_table(struct wg__match *st);
void wg__match_paint(struct wg__match *st, struct wg_cells *c, struct wg_rect body);

extern const struct wg_screen_ops wg_screen_match_when; /* asks for it, above the match */

#endif
