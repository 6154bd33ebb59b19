#include "screen/grid_act.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/grid.h"
#include "screen/copy.h"
#include "screen/grid_draw.h"

static void say(const struct grid *g, const char *msgid)
{
	wg_ui_say(g->screen->ui, WG_ROLE_WARN, g->screen->ui->tr(msgid));
}

/* The households of the place under the tree's cursor: marked, or unmarked when all of them were. */
static void mark_node(struct grid *g)
{
	struct wg_arena a = {0};
	struct wg_error e = {0};
	int64_t *ids;
	size_t n = 0, marked = 0;
	if (grid_all(g, &g->node, &a, &ids, &n, &e) != WG_OK) {
		wg_ui_complain(g->screen->ui, &e);
	} else {
		for (size_t i = 0; i < n; i++)
			marked += wg_ids_has(&g->list.marks, ids[i]);
		for (size_t i = 0; i < n; i++)
			if (marked == n)
				wg_ids_remove(&g->list.marks, ids[i]);
			else if (g->list.marks.len < GRID_MARKS)
				wg_ids_add(&g->list.marks, ids[i]);
	}
	wg_arena_free(&a);
}

/* Rows of one entrance stand together: to the first row of the next one, or of this one and then the one before. */
static void step_group(struct grid *g, int step)
{
	const struct wg_household *h = grid_row(g, g->list.cursor);
	char building[64], entrance[64];
	if (!h)
		return;
	snprintf(building, sizeof building, "%s", h->building);
	snprintf(entrance, sizeof entrance, "%s", h->entrance);
	int64_t row = g->list.cursor + step;
	if (step < 0 && (h = grid_row(g, row)) &&
	    (strcmp(h->building, building) != 0 || strcmp(h->entrance, entrance) != 0)) {
		snprintf(building, sizeof building, "%s", h->building);
		snprintf(entrance, sizeof entrance, "%s", h->entrance);
	}
	for (; (h = grid_row(g, row)) && strcmp(h->building, building) == 0 && strcmp(h->entrance, entrance) == 0;
	     row += step)
		;
	wg_list_go(&g->list, step < 0 ? row + 1 : row);
}

static void next_hit(struct grid *g, int step)
{
	struct wg_error e = {0};
	char text[64];
	if (g->n_hits == 0) {
		say(g, N_("nothing has been looked for yet"));
		return;
	}
	g->hit = (g->hit + g->n_hits + (step < 0 ? g->n_hits - 1 : 1)) % g->n_hits;
	if (grid_goto(g, g->hits[g->hit], &e) != WG_OK)
		wg_ui_complain(g->screen->ui, &e);
	snprintf(text, sizeof text, "%zu/%zu", g->hit + 1, g->n_hits);
	wg_ui_say(g->screen->ui, WG_ROLE_NORMAL, text);
	g->right = true;
}

static void open_card(struct grid *g)
{
	const struct wg_household *h = grid_row(g, g->list.cursor);
	char lines[192];
	if (!h || !h->id) {
		say(g, N_("nobody lives here"));
		return;
	}
	snprintf(lines, sizeof lines, "show #%" PRId64 "\nneeds --all --household #%" PRId64 "\nhistory #%" PRId64,
		 h->id, h->id, h->id);
	wg_ui_open(g->screen->ui, "rows", lines);
}

static void copy_row(struct grid *g)
{
	const struct wg_household *h = grid_row(g, g->list.cursor);
	if (g->right && h && h->id)
		wg_copy_household(g->screen->ui, h->id);
	else
		wg_copy_node(g->screen->ui, &g->node);
}

static bool is_leaf(const struct grid *g)
{
	const struct wg_tree_row *row = wg_tree_current(&g->tree);
	return row && row->node.leaf;
}

static bool tree_action(struct grid *g, enum wg_action action)
{
	if ((action == WG_ACTION_OPEN || action == WG_ACTION_UNFOLD) && is_leaf(g))
		g->right = true;
	else if (action == WG_ACTION_EDIT)
		wg_ui_open(g->screen->ui, "menu", "place");
	else if (action == WG_ACTION_MARK || action == WG_ACTION_MARK_SUBTREE)
		mark_node(g);
	else if (action == WG_ACTION_MARK_NONE)
		wg_ids_clear(&g->list.marks);
	else if (action == WG_ACTION_RANGE || action == WG_ACTION_RANGE_UP || action == WG_ACTION_RANGE_DOWN ||
		 action == WG_ACTION_MARK_ALL || action == WG_ACTION_MARK_INVERT)
		say(g, N_("Tab goes to the households: ranges are taken there"));
	else if (action == WG_ACTION_GROUP_UP || action == WG_ACTION_GROUP_DOWN)
		wg_list_action(&g->tree.list, action == WG_ACTION_GROUP_UP ? WG_ACTION_UP : WG_ACTION_DOWN);
	else
		return wg_tree_action(&g->tree, action);
	return true;
}

static bool table_action(struct grid *g, enum wg_action action)
{
	bool all = action == WG_ACTION_MARK_ALL || action == WG_ACTION_MARK_INVERT;
	bool resort;
	if (action == WG_ACTION_COLUMN_LEFT && g->table.column <= 0)
		g->right = false;
	else if (action == WG_ACTION_COLUMN_LEFT || action == WG_ACTION_COLUMN_RIGHT)
		return wg_table_action(&g->table, action, &resort);
	else if (action == WG_ACTION_OPEN)
		open_card(g);
	else if (action == WG_ACTION_MARK_SUBTREE)
		mark_node(g);
	else if (all && g->n_rows > GRID_MARKS)
		say(g, N_("these are too many to be marked at once: choose a smaller place"));
	else if (action == WG_ACTION_GROUP_UP || action == WG_ACTION_GROUP_DOWN)
		step_group(g, action == WG_ACTION_GROUP_UP ? -1 : 1);
	else
		return wg_list_action(&g->list, action);
	return true;
}

static bool either(struct grid *g, enum wg_action action)
{
	if (action == WG_ACTION_PANE_NEXT || action == WG_ACTION_PANE_PREVIOUS)
		g->right = !g->right;
	else if ((*g->sift.find || (!g->right && g->searching)) &&
		 (action == WG_ACTION_FIND_NEXT || action == WG_ACTION_FIND_PREVIOUS))
		return false; /* row by row through what was found */
	else if (action == WG_ACTION_FIND_NEXT || action == WG_ACTION_FIND_PREVIOUS)
		next_hit(g, action == WG_ACTION_FIND_NEXT ? 1 : -1);
	else if (action == WG_ACTION_COPY || action == WG_ACTION_CANCEL)
		copy_row(g);
	else
		return false;
	return true;
}

bool grid_action(struct wg_screen *s, enum wg_action action)
{
	struct grid *g = s->state;
	size_t marks = g->list.marks.len;
	if (either(g, action))
		return true;
	bool taken = g->right ? table_action(g, action) : tree_action(g, action);
	grid_follow(g);
	if (g->list.marks.len < marks)
		grid_count_hidden(g);
	return taken;
}

/* Range, else marks, else the row under the cursor; in the tree the households of the place. */
static const char *households(struct grid *g, struct wg_arena *a)
{
	struct wg_error e = {0};
	int64_t *ids;
	size_t n = 0;
	if (g->right || g->list.marks.len > 0)
		n = wg_list_working_set(&g->list, a, &ids);
	else if (grid_all(g, &g->node, a, &ids, &n, &e) != WG_OK)
		wg_ui_complain(g->screen->ui, &e);
	return n > 0 ? wg_ui_refs(a, ids, n) : NULL;
}

const char *grid_argument(struct wg_screen *s, const struct wg_param *param, struct wg_arena *a)
{
	struct grid *g = s->state;
	const struct wg_household *h = grid_row(g, g->list.cursor);
	const char *path = NULL;
	bool place = param->type == WG_PARAM_PLACE || (param->type == WG_PARAM_SUBJECT && !g->right);
	if (param->type == WG_PARAM_SUBJECT && g->right)
		return households(g, a);
	if (place && g->node.kind != WG_NODE_UNCOVERED && g->node_id != 0)
		return wg_node_path(s->ui->face->office, &g->node, "/", a, &path, NULL) == WG_OK ? path : NULL;
	if (param->type == WG_PARAM_HOUSEHOLD)
		return param->flags & WG_PARAM_MANY ? households(g, a) : h && h->id ? wg_ui_refs(a, &h->id, 1) : NULL;
	if (param->type == WG_PARAM_DOOR && g->right && h && !h->id) /* an empty home: who moves in */
		return wg_ui_refs(a, &h->door_id, 1);
	if (param->type == WG_PARAM_WORKER && g->right && h && h->contact_id)
		return wg_ui_refs(a, &h->contact_id, 1);
	return NULL;
}
