/* grid_data.h: what the grid screen has read. Places are read where they are unfolded, households one window at a time,
 * so that memory does not grow with the office. For the files of the grid screen only. */
#ifndef WANGGE_SCREEN_GRID_DATA_H
#define WANGGE_SCREEN_GRID_DATA_H

#include "screen/chosen.h"
#include "screen/screen.h"
#include "view/tree.h"
#include "wangge/duty.h"
#include "wangge/household.h"

enum {
	GRID_MARKS = 4000,    /* households that are marked at once: they become the arguments of one command */
	GRID_UNCOVERED = 1,   /* tree id of the row 未分配; places have their id, areas theirs with a minus */
	GRID_PEOPLE = 8,      /* members and contacts that a card has room for */
};

/* The children of one place that is unfolded. */
struct grid_branch {
	int64_t parent;
	struct wg_nodes nodes;
	struct grid_branch *next;
};

/* Where one is. */
struct grid_place {
	int right; /* among the households */
	int64_t node, household;
};

struct grid {
	struct wg_screen *screen;
	struct wg_tree tree;
	struct wg_table table;
	struct wg_list list;
	bool right;                   /* the households have the focus */
	struct grid_branch *branches; /* in the screen's front arena */
	struct wg_arena *into;        /* where a place that is unfolded goes */
	struct wg_node office, node;  /* node: whose households are listed */
	int64_t node_id;              /* its tree id; 0 = nothing read yet */

	struct wg_arena rows_arena;
	struct wg_households rows; /* rows rows_from … of n_rows */
	int64_t rows_from, n_rows;

	struct wg_sift sift, place_sift; /* of the households, of the tree */
	/* While the tree is narrowed: where the places found lie, and what was unfolded before. */
	struct wg_arena places_arena;
	struct wg_range *places;
	size_t n_places, n_open;
	int64_t *open;
	bool searching, more_places, passed_on; /* passed_on: no place is called so, the households are narrowed */
	struct wg_chosen chosen;

	struct wg_arena card_arena; /* of the row under the cursor */
	int64_t card_id;            /* 0 = none read */
	struct wg_household card;
	struct wg_persons members;
	struct wg_contacts contacts;
	const char *needs, *past; /* of the household: open ones, the last that are over; "" = none */

	struct wg_arena about_arena; /* who works in the node */
	struct grid_share {
		const char *name;
		int64_t n;
	} shares[GRID_PEOPLE];
	int n_shares;
	int64_t cadres;
	struct wg_duties duties; /* duties that hold for the node */

	size_t hidden; /* marks that are not listed */
	int64_t *hits;
	size_t n_hits, hit;
	struct grid_place left_at; /* in another run of the program; the first load finds it */
	bool settled;              /* the first places have been unfolded */
};

enum wg_err grid_load(struct grid *g, struct wg_arena *back, struct wg_error *e);

/* A place's children, for the tree. */
void grid_children(void *grid, int64_t parent, wg_tree_add *add, void *tree);
int64_t grid_tree_id(const struct wg_node *n);
const struct wg_node *grid_node(const struct grid *g, int64_t tree_row);

/* The households of the tree's current row become those listed. Errors are said. */
void grid_follow(struct grid *g);

/* Which rows the list has: those of the node, as the sift says. */
enum wg_err grid_choose(struct grid *g, struct wg_error *e);

/* A row of the list: read when it is not in the window; NULL when it cannot be read. */
const struct wg_household *grid_row(struct grid *g, int64_t row);
struct wg_row_source grid_source(struct grid *g);

/* The columns of the table, in their order. */
extern const char *const grid_keys[];
extern const struct wg_sift_ops grid_sift_ops, grid_places_ops;

/* Does the tree show the place, as far as it is narrowed? The way to what was found is unfolded. */
bool grid_place_is_listed(struct grid *g, const struct wg_node *n);

/* Fills in members and contacts of the row under the cursor. */
void grid_card(struct grid *g);

/* Ids of all households of a node; WG_EREFUSED when there are more than GRID_MARKS. */
enum wg_err grid_all(struct grid *g, const struct wg_node *node, struct wg_arena *a, int64_t **ids, size_t *n,
		     struct wg_error *e);

/* Unfolds the way to a household and puts both cursors there. */
enum wg_err grid_goto(struct grid *g, int64_t household, struct wg_error *e);

void grid_count_hidden(struct grid *g);

#endif
