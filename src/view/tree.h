/* tree.h: places that fold. Only unfolded places are asked for their children, so that the tree is as large as what is
 * open, not as the office. */
#ifndef WANGGE_VIEW_TREE_H
#define WANGGE_VIEW_TREE_H

#include "view/table.h"

struct wg_tree_node {
	int64_t id;
	bool leaf;
	char sign;        /* of a leaf: stands where others have their fold mark; 0 = none */
	const void *data; /* the owner's: what the cell function reads */
};

/* Called once for each child. */
typedef void wg_tree_add(void *tree, struct wg_tree_node child);
/* Adds the children of parent in order; parent 0: the roots. */
typedef void wg_tree_children(void *data, int64_t parent, wg_tree_add *add, void *tree);

struct wg_tree_row {
	struct wg_tree_node node;
	int depth;
	bool unfolded;
};

/* list and table are the tree's own; the table's cell function gets row numbers of rows. */
struct wg_tree {
	struct wg_list list;
	struct wg_table table;
	WG_VEC(struct wg_tree_row) rows;
	WG_VEC(struct wg_tree_node) pending; /* children just handed in, not yet among the rows */
	struct wg_ids open;
	wg_tree_children *children;
	wg_table_cell *cell;
	void *data;
	int indent;                   /* columns a level; 2 unless set; 1 also drops the blank after the mark */
	const struct wg_cells *cells; /* while drawing */
};

/* Not to be copied after that: the list points back to the tree. */
void wg_tree_init(struct wg_tree *t, const struct wg_column *columns, int n, wg_tree_children *children,
		  wg_table_cell *cell, void *data);
void wg_tree_free(struct wg_tree *t);

void wg_tree_reload(struct wg_tree *t); /* asks anew for everything that is open; the cursor stays with its id */
void wg_tree_unfold(struct wg_tree *t, int64_t row);
void wg_tree_fold(struct wg_tree *t, int64_t row);
/* The cursor's row; NULL when the tree is empty. Borrowed until the tree changes. */
const struct wg_tree_row *wg_tree_current(const struct wg_tree *t);

/* FOLD (a leaf or a folded place: to its parent), UNFOLD (an unfolded place: to its first child), OPEN turns the fold
 * round, and what wg_list_action() does. False when it is none of them. */
bool wg_tree_action(struct wg_tree *t, enum wg_action action);

void wg_tree_draw(struct wg_tree *t, struct wg_cells *c, struct wg_rect r, bool focused);

#endif
