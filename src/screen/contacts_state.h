/* contacts_state.h: what the files of the contacts screen share: contacts_load.c reads, contacts_paint.c draws,
 * contacts.c answers keys. */
#ifndef WANGGE_SCREEN_CONTACTS_STATE_H
#define WANGGE_SCREEN_CONTACTS_STATE_H

#include "screen/contacts_rows.h"
#include "screen/contacts_strips.h"
#include "screen/sift.h"
#include "view/table.h"
#include "wangge/worker.h"

/* The row of the households without contact: the last one. */
enum { WG_CONTACTS_NOBODY = -1 };

/* worker.id is WG_CONTACTS_NOBODY in the last row. lives_here: −1 not looked up yet. cover: who stands in today; "" =
 * nobody. */
struct wg__cadre {
	struct wg_worker worker;
	const char *cover;
	int lives_here;
};

/* A building that is on show: cadre and entrance of each household. */
struct wg__shown_strip {
	const char *name, *compound;
	struct wg_strip strip;
};

enum { WG_CADRE_COLUMNS = 9, WG_DOOR_COLUMNS = 6 };

enum wg__focus { WG_FOCUS_CADRES, WG_FOCUS_HOUSEHOLDS };

struct wg__contacts {
	struct wg_ui *ui;
	struct wg_node scope; /* id 0: the office has no community yet */
	struct wg_arena scope_arena;
	int64_t left_at; /* the scope in another run of the program; 0 once the first load has found it */
	const char *path;
	/* in the screen's front arena */
	struct wg__cadre *cadres;
	int n_cadres;
	struct wg_sifted sifted; /* those that are listed; the last one is nobody */
	struct wg__buildings buildings;
	int64_t over; /* cadres above their band */
	/* strips of the buildings from `first` on, as many as there is room for */
	struct wg__shown_strip *strips;
	int n_strips, first;
	struct wg_arena strips_arena;
	struct wg_list list;
	struct wg_table table;
	struct wg__window window; /* the households of the cadre under the cursor */
	int64_t window_of;        /* that cadre's id; 0 = none read yet */
	struct wg_sift sift;      /* of these households, as long as they have the focus */
	struct wg_chosen chosen;
	struct wg_household_filter only; /* whose they are */
	struct wg_list households;
	struct wg_table doors;
	struct wg_column cadre_columns[WG_CADRE_COLUMNS], door_columns[WG_DOOR_COLUMNS]; /* titles translated */
	enum wg__focus focus;
};

/* Who has which part of the body. Of no size: not shown. */
struct wg__contacts_panes {
	struct wg_rect cadres, strips, rule, households;
	int most; /* rows that the strips may take */
};
/* Lines of the i-th strip on show, its compound's name among them; head: is there one. */
int wg__contacts_strip_lines(const struct wg__contacts *st, int i, int width, bool *head);
void wg__contacts_layout(const struct wg__contacts *st, struct wg_rect body, struct wg__contacts_panes *p);
/* The body as the frame will hand it to paint. */
struct wg_rect wg__contacts_body(const struct wg_ui *ui);

/* Sets the scope: a path or "#id"; NULL or what lies above a community: the first community there. */
enum wg_err wg__contacts_scope(struct wg__contacts *st, const char *argument, struct wg_error *e);
enum wg_err wg__contacts_step_scope(struct wg__contacts *st, int step, struct wg_error *e);

enum wg_err wg__contacts_load(struct wg__contacts *st, struct wg_arena *back, struct wg_error *e);
/* After the cursor has moved: its households, and the strips when its stretch is not among them. */
enum wg_err wg__contacts_follow(struct wg__contacts *st, struct wg_error *e);

/* Both lists, ready to be narrowed, filtered and sorted. */
void wg__contacts_sifts(struct wg__contacts *st);
/* The households of the cadre under the cursor, as their sift says. */
enum wg_err wg__contacts_households(struct wg__contacts *st, struct wg_error *e);
/* All of them again; errors are said. */
void wg__contacts_whole(struct wg__contacts *st);
int wg__contacts_index(const struct wg__contacts *st); /* of the cadre under the cursor; -1 = none */
const struct wg__cadre *wg__contacts_cadre(const struct wg__contacts *st); /* under the cursor; NULL = none */

void wg__contacts_tables(struct wg__contacts *st);
void wg__contacts_paint(struct wg__contacts *st, struct wg_cells *c, struct wg_rect body);
void wg__contacts_crumbs(const struct wg__contacts *st, char left[WG_CRUMBS], char right[WG_CRUMBS]);

#endif
