/* plan_state.h: what the files of the plan screen share: plan_form.c asks, plan_load.c reads the result, plan_paint.c
 * draws it, plan.c answers keys. */
#ifndef WANGGE_SCREEN_PLAN_STATE_H
#define WANGGE_SCREEN_PLAN_STATE_H

#include "screen/contacts_answer.h"
#include "screen/contacts_strips.h"
#include "screen/facade.h"
#include "screen/sift.h"
#include "view/form.h"
#include "view/table.h"
#include "wangge/draft.h"
#include "wangge/household.h"
#include "wangge/plan.h"

enum wg__plan_stage {
	WG_STAGE_ASK,    /* the form */
	WG_STAGE_CHOOSE, /* the list of cadres, all marked to begin with */
	WG_STAGE_RESULT,
	WG_STAGE_NAME,    /* the result, and the prompt for a draft's name */
	WG_STAGE_NUMBER,  /* the result, and the prompt for the number of cadres */
	WG_STAGE_DRAFTS,  /* the list of drafts */
	WG_STAGE_COMPARE, /* the result and a draft side by side */
};

enum wg__plan_field { WG_ASK_SCOPE, WG_ASK_CADRES, WG_ASK_MODE, WG_ASK_BY, WG_ASK_FIELDS };
enum {
	WG_PLAN_CADRE_COLUMNS = 10,
	WG_PLAN_STEP_COLUMNS = 5,
	WG_PLAN_CHOOSE_COLUMNS = 6,
	WG_PLAN_PAGE = 64,
	WG_PLAN_BEFORE = 8,
	WG_PLAN_DRAFT_COLUMNS = 6,
	WG_PLAN_PAIR_COLUMNS = 6,
	WG_PLAN_DIFFERENCE_COLUMNS = 4,
};

/* A building of the plan: its steps are from … from + n - 1. */
struct wg__plan_block {
	int64_t building;
	int from, n;
};

/* A building that is on show. */
struct wg__plan_strip {
	const char *name, *compound; /* compound: "" when all are of one */
	int block;
	int *cadre; /* that of strip */
	struct wg_strip strip;
};

struct wg__plan_screen {
	struct wg_ui *ui;
	enum wg__plan_stage stage;
	/* asking */
	struct wg_arena arena; /* the words of the form */
	struct wg_form form;
	struct wg_field fields[WG_ASK_FIELDS];
	const char *choices[3][2];
	struct wg_workers workers; /* who may be chosen; in people */
	struct wg_arena people;
	struct wg_list choose;
	struct wg_table choose_table;
	struct wg_column choose_columns[WG_PLAN_CHOOSE_COLUMNS];
	struct wg_sifted choose_sifted;
	/* the result */
	wg_plan *plan;
	wg_plan *before[WG_PLAN_BEFORE]; /* with other numbers of cadres, the last one last */
	int n_before;
	struct wg_plan_price price[WG_PLAN_MOVES]; /* of the border behind the cadre under the cursor */
	char border[2 * WG_CELL_TEXT];             /* where it is, in words */
	char border_brief[2 * WG_CELL_TEXT];       /* without the names */
	const char *path;                          /* of its scope, in arena */
	struct wg_list list;                       /* cadres; the last row is nobody when households are uncovered */
	struct wg_table table;
	struct wg_column columns[WG_PLAN_CADRE_COLUMNS];
	WG_VEC(struct wg__plan_block) blocks;
	WG_VEC(int) mine; /* the steps of the cadre under the cursor */
	int64_t mine_of;  /* that row; −1 = none yet */
	struct wg_list steps;
	struct wg_table step_table;
	struct wg_column step_columns[WG_PLAN_STEP_COLUMNS];
	struct wg_sifted step_sifted; /* of mine */
	int64_t sifted_for;           /* the cadre whose households they are */
	struct wg_household *page;    /* of mine from page_from on, in page_arena; all of them when they are sifted */
	int page_from, page_n;
	struct wg_arena page_arena;
	struct wg__plan_strip *strips;
	int n_strips, first;
	struct wg_arena strips_arena;
	bool current;  /* nothing has been written since the plan was computed, as far as is known */
	bool own;      /* the next load was asked for by this screen */
	bool waiting;  /* it was, for a proof, and there was no time yet */
	bool right;    /* the households have the focus */
	bool deaf;     /* Enter has just brought the result: it is not yet an order to commit */
	int64_t shown; /* when that was */
	/* drafts */
	struct wg_arena drafts_arena;
	struct wg_plan_drafts drafts;
	struct wg_list draft_list;
	struct wg_table draft_table;
	struct wg_column draft_columns[WG_PLAN_DRAFT_COLUMNS];
	wg_plan *other; /* what the plan is compared with */
	char other_name[WG_CELL_TEXT];
	struct wg_plan_comparison comparison; /* in other_arena */
	struct wg_arena other_arena;
	struct wg_list pairs, differences;
	struct wg_table pair_table, difference_table;
	struct wg_column pair_columns[WG_PLAN_PAIR_COLUMNS], difference_columns[WG_PLAN_DIFFERENCE_COLUMNS];

	struct wg_facade_draft facade;
	int asked;                              /* the step that the facade asked for last */
	struct wg_line name;                    /* of a draft; or a number of cadres */
	char keys[WG_UI_FOOT][4 * WG_KEY_NAME]; /* at the foot */
	struct wg__answer answer;
};

/* plan_form.c */
enum wg_err wg__plan_ask(struct wg__plan_screen *st, const char *argument, struct wg_error *e);
bool wg__plan_form_event(struct wg_screen *s, const struct wg_event *ev);
void wg__plan_compute(struct wg_screen *s); /* with what the form says; goes to the result, or stays and says why */

/* plan_load.c */
void wg__plan_take(struct wg__plan_screen *st);                              /* rows of the new plan */
enum wg_err wg__plan_follow(struct wg__plan_screen *st, struct wg_error *e); /* after the cursor has moved */
const struct wg_household *wg__plan_household(struct wg__plan_screen *st, size_t i); /* the i-th of mine */
const struct wg_plan_cadre *wg__plan_cadre(const struct wg__plan_screen *st, int64_t row); /* NULL = nobody */
void wg__plan_say(const struct wg__plan_screen *st, struct wg_message *m); /* what came of it, in one sentence */

void wg__plan_take_again(struct wg_screen *s);           /* the same for another plan of the scope */
void wg__plan_letters(const struct wg__plan_screen *st); /* of the strips on show, after the plan has changed */

/* plan_sift.c */
void wg__plan_sifts(struct wg__plan_screen *st);
struct wg_sifted *wg__plan_sifted(struct wg__plan_screen *st); /* the list that has the focus; NULL = none */
void wg__plan_whole(struct wg__plan_screen *st);           /* all households of the cadre again */
bool wg__plan_column(struct wg__plan_screen *st, enum wg_action action);
/* The step under the cursor; in the list of cadres the last one of the stretch. -1 = there is none. */
int wg__plan_step(const struct wg__plan_screen *st);

/* plan_border.c */
void wg__plan_border(struct wg__plan_screen *st); /* its prices */
bool wg__plan_has_border(const struct wg__plan_screen *st);
void wg__plan_border_paint(const struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect r);

/* plan_hand.c */
bool wg__plan_hand_action(struct wg_screen *s, enum wg_action action);
bool wg__plan_number_event(struct wg_screen *s, const struct wg_event *ev);
void wg__plan_changed(struct wg_screen *s); /* its rows are other ones */
void wg__plan_settle(struct wg_screen *s);  /* there is time for a proof */
void wg__plan_forget(struct wg__plan_screen *st);
void wg__plan_replace(struct wg_screen *s, wg_plan *plan); /* u goes back to the present one */

/* plan_drafts.c */
void wg__plan_drafts_init(struct wg__plan_screen *st);
void wg__plan_drafts_free(struct wg__plan_screen *st);
void wg__plan_drafts(struct wg_screen *s); /* goes to their list */
bool wg__plan_drafts_action(struct wg_screen *s, enum wg_action action);
void wg__plan_drafts_paint(struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect body);

/* plan_compare.c */
void wg__plan_compare_init(struct wg__plan_screen *st);
void wg__plan_compare_free(struct wg__plan_screen *st);
void wg__plan_compare(struct wg__plan_screen *st); /* with other */
void wg__plan_compare_paint(struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect body);

/* plan_facade.c */
void wg__plan_facade(struct wg_screen *s);

/* plan.c */
/* Where a step is and why: two sentences of at most WG_ANSWER_BYTES each. False: an error has been said. */
bool wg__plan_why(struct wg__plan_screen *st, size_t step, char *place, char *price);

/* plan_paint.c */
struct wg__plan_panes {
	struct wg_rect cadres, strips, totals, rule, detail;
	int most; /* rows that the strips may take */
};
void wg__plan_layout(const struct wg__plan_screen *st, struct wg_rect body, struct wg__plan_panes *p);
struct wg_rect wg__plan_body(const struct wg_ui *ui);
void wg__plan_tables(struct wg__plan_screen *st);
void wg__plan_paint(struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect body);
void wg__plan_crumbs(const struct wg__plan_screen *st, char left[WG_CRUMBS], char right[WG_CRUMBS]);

#endif
