#include "screen/grid_data.h"

#include <string.h>

#include "screen/need_card.h"
#include "wangge/worker.h"

enum { NEAR = 400 }; /* rows that are passed over rather than counted */

static wg_office *office_of(const struct grid *g)
{
	return g->screen->ui->face->office;
}

static void complain(const struct grid *g, const struct wg_error *e)
{
	wg_ui_complain(g->screen->ui, e);
}

int64_t grid_tree_id(const struct wg_node *n)
{
	return n->kind == WG_NODE_UNCOVERED ? GRID_UNCOVERED : n->kind == WG_NODE_AREA ? -n->id : n->id;
}

const struct wg_node *grid_node(const struct grid *g, int64_t row)
{
	return row >= 0 && row < (int64_t)g->tree.rows.len ? g->tree.rows.at[row].node.data : NULL;
}

/* The row that is always there: households without a contact, wherever they are. */
static struct wg_node uncovered_node(const struct grid *g, const struct wg_node *office)
{
	return (struct wg_node){
		.kind = WG_NODE_UNCOVERED,
		.name = g->screen->ui->tr(N_("without contact")),
		.counters.households = office->counters.households - office->counters.covered,
		.lo = office->lo,
		.hi = office->hi,
	};
}

static enum wg_err read_branch(struct grid *g, const struct wg_node *parent, struct wg_arena *a,
			       struct grid_branch **list, struct wg_error *e)
{
	struct wg_nodes nodes;
	enum wg_err err = wg_node_children(office_of(g), parent, a, &nodes, e);
	if (err != WG_OK)
		return err;
	struct grid_branch *b = WG_NEW(a, struct grid_branch, 1);
	*b = (struct grid_branch){parent->kind == WG_NODE_OFFICE ? 0 : grid_tree_id(parent), nodes, *list};
	*list = b;
	for (size_t i = 0; err == WG_OK && i < nodes.n; i++)
		if (wg_ids_has(&g->tree.open, grid_tree_id(&nodes.at[i])))
			err = read_branch(g, &nodes.at[i], a, list, e);
	return err;
}

static void add_uncovered(struct grid *g, struct grid_branch *root, struct wg_arena *a, const struct wg_node *office)
{
	struct wg_node *all = WG_NEW(a, struct wg_node, root->nodes.n + 1);
	all[0] = uncovered_node(g, office);
	if (root->nodes.n > 0)
		memcpy(all + 1, root->nodes.at, root->nodes.n * sizeof *all);
	root->nodes.at = all;
	root->nodes.n++;
}

static struct grid_branch *branch_of(const struct grid *g, int64_t parent)
{
	for (struct grid_branch *b = g->branches; b; b = b->next)
		if (b->parent == parent)
			return b;
	return NULL;
}

/* What is unfolded for the first time is read into the rows on show. */
void grid_children(void *grid, int64_t parent, wg_tree_add *add, void *tree)
{
	struct grid *g = grid;
	struct wg_error e = {0};
	struct grid_branch *b = branch_of(g, parent);
	for (struct grid_branch *from = g->branches; !b && from; from = from->next)
		for (size_t i = 0; i < from->nodes.n; i++)
			if (grid_tree_id(&from->nodes.at[i]) == parent) {
				struct wg_node node = from->nodes.at[i];
				if (read_branch(g, &node, g->into, &g->branches, &e) != WG_OK)
					complain(g, &e);
				b = branch_of(g, parent);
				break;
			}
	for (size_t i = 0; b && i < b->nodes.n; i++) {
		const struct wg_node *n = &b->nodes.at[i];
		if (!grid_place_is_listed(g, n))
			continue;
		bool uncovered = n->kind == WG_NODE_UNCOVERED;
		add(tree, (struct wg_tree_node){.id = grid_tree_id(n),
						.leaf = !n->has_children,
						.sign = uncovered && n->counters.households > 0 ? '!' : 0,
						.data = n});
	}
}

static struct wg_household_filter filter_of(const struct grid *g)
{
	return (struct wg_household_filter){.vacant = g->node.kind != WG_NODE_UNCOVERED};
}

/* Row i of the window is surely the first of its door. */
static bool begins_door(const struct grid *g, size_t i)
{
	return i > 0 && g->rows.at[i].pos != g->rows.at[i - 1].pos;
}

/* Where a search for a row begins: at the nearest row of the window that begins a door; when the row comes before them
 * all, as far before as it needs to be. */
static void begin_at_window(const struct grid *g, int64_t row, struct wg_node *part, int64_t *before)
{
	enum { DOOR_BITS = 8 };
	struct wg_household_filter filter = filter_of(g);
	int64_t first = 0, nearest = -1, n = 0;
	for (size_t i = 0; i < g->rows.n; i++) {
		if (!begins_door(g, i))
			continue;
		first = first ? first : g->rows_from + (int64_t)i;
		if (g->rows_from + (int64_t)i <= row)
			nearest = (int64_t)i;
	}
	if (nearest >= 0) {
		part->lo = g->rows.at[nearest].pos;
		*before = g->rows_from + nearest;
	}
	if (nearest >= 0 || !first || first - row > NEAR)
		return;
	struct wg_node there = *part;
	int64_t pos = g->rows.at[first - g->rows_from].pos;
	there.hi = pos - 1;
	for (int bits = DOOR_BITS; n < first - row; bits++) {
		if (bits > 61 || pos - part->lo < (INT64_C(1) << bits))
			return;
		there.lo = pos - (INT64_C(1) << bits);
		if (wg_household_count(office_of(g), &there, &filter, &n, NULL) != WG_OK)
			return;
	}
	part->lo = there.lo;
	*before = first - n;
}

/* Leaves out of the walk what lies well before a row, so that few rows are passed over one by one: *before of them.
 * The parts of an area are small. */
static void narrow(struct grid *g, int64_t row, struct wg_node *part, int64_t *before)
{
	struct wg_household_filter filter = filter_of(g);
	*part = g->node;
	*before = 0;
	if (g->node.kind == WG_NODE_AREA)
		return;
	begin_at_window(g, row, part, before);
	for (int64_t end = part->hi; row - *before > NEAR && part->lo < end;) {
		struct wg_node half = *part;
		int64_t n = 0;
		half.hi = part->lo + (end - part->lo) / 2;
		if (wg_household_count(office_of(g), &half, &filter, &n, NULL) != WG_OK)
			return;
		if (*before + n <= row) {
			*before += n;
			part->lo = half.hi + 1;
		} else {
			end = half.hi;
		}
	}
}

/* The rows that are read for the sake of one: the page it stands on, and some more that way. */
static void window(const struct grid *g, int64_t row, int64_t *from, int64_t *n)
{
	int64_t more = g->list.height / 4 + 2, height = g->list.height;
	bool on_page = row >= g->list.top && row < g->list.top + height;
	bool down = g->rows.n > 0 && row >= g->rows_from + (int64_t)g->rows.n;
	*from = (on_page ? g->list.top : row) - (on_page && down ? 0 : more);
	if (*from < 0)
		*from = 0;
	*n = height + (on_page ? more : 2 * more);
	if (*n > g->n_rows - *from)
		*n = g->n_rows - *from;
}

/* Reads the window around row. */
static void read_chosen(struct grid *g, int64_t row)
{
	struct wg_error e = {0};
	int64_t from, n;
	struct wg_households rows;
	window(g, row, &from, &n);
	wg_arena_reset(&g->rows_arena);
	g->rows = (struct wg_households){0};
	g->rows_from = from;
	if (wg_household_rows(office_of(g), g->chosen.ids + from, (size_t)n, &g->rows_arena, &rows, &e) == WG_OK)
		g->rows = rows;
	else
		complain(g, &e);
}

/* Near the end rows are counted from there. */
static bool is_near_end(const struct grid *g, int64_t from, int64_t n)
{
	bool walk = g->node.kind == WG_NODE_PLACE || g->node.kind == WG_NODE_OFFICE;
	return walk && g->n_rows - from - n <= NEAR && from > 2 * NEAR;
}

static void read_rows(struct grid *g, int64_t row)
{
	if (g->chosen.ids) {
		read_chosen(g, row);
		return;
	}
	struct wg_error e = {0};
	struct wg_households rows;
	struct wg_household_filter filter = filter_of(g);
	int64_t from, n, before;
	struct wg_node part;
	window(g, row, &from, &n);
	bool last = is_near_end(g, from, n);
	if (!last)
		narrow(g, from, &part, &before); /* looks at the rows there are */
	wg_arena_reset(&g->rows_arena);
	g->rows = (struct wg_households){0};
	g->rows_from = from;
	enum wg_err err =
		last ? wg_household_last(office_of(g), &g->node, g->n_rows - from - n, n, &g->rows_arena, &rows, &e)
		     : wg_household_list(office_of(g), &part, &filter, from - before, n, &g->rows_arena, &rows, &e);
	if (err == WG_OK)
		g->rows = rows;
	else
		complain(g, &e);
}

const struct wg_household *grid_row(struct grid *g, int64_t row)
{
	if (row < 0 || row >= g->n_rows)
		return NULL;
	if (row < g->rows_from || row >= g->rows_from + (int64_t)g->rows.n)
		read_rows(g, row);
	int64_t i = row - g->rows_from;
	return i >= 0 && i < (int64_t)g->rows.n ? &g->rows.at[i] : NULL;
}

static int64_t row_count(void *data)
{
	return ((struct grid *)data)->n_rows;
}

static int64_t row_id(void *data, int64_t row)
{
	const struct grid *g = data;
	if (g->chosen.ids)
		return row >= 0 && row < g->n_rows && g->chosen.ids[row] > 0 ? g->chosen.ids[row] : 0;
	const struct wg_household *h = grid_row(data, row);
	return h ? h->id : 0;
}

/* Rows of the node before pos: as many as stretches of its walk that end there hold. */
static enum wg_err rows_before(struct grid *g, int64_t pos, bool *inside, int64_t *n, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_range *ranges;
	size_t n_ranges = 0;
	struct wg_household_filter filter = filter_of(g);
	filter.uncovered = g->node.kind == WG_NODE_UNCOVERED;
	enum wg_err err = wg_node_ranges(office_of(g), &g->node, &a, &ranges, &n_ranges, e);
	*n = 0;
	*inside = false;
	for (size_t i = 0; err == WG_OK && i < n_ranges && ranges[i].lo <= pos; i++) {
		int64_t here = 0;
		*inside = pos <= ranges[i].hi;
		struct wg_node part = {
			.kind = WG_NODE_PLACE, .lo = ranges[i].lo, .hi = *inside ? pos - 1 : ranges[i].hi};
		if (part.hi >= part.lo)
			err = wg_household_count(office_of(g), &part, &filter, &here, e);
		*n += here;
	}
	wg_arena_free(&a);
	return err;
}

static int64_t row_index(void *data, int64_t id)
{
	struct grid *g = data;
	int64_t row = -1, before = 0, pos = 0;
	bool inside = false;
	for (int64_t i = 0; g->chosen.ids && i < g->n_rows; i++)
		if (g->chosen.ids[i] == id)
			return i;
	if (g->chosen.ids)
		return -1;
	for (size_t i = 0; i < g->rows.n; i++)
		if (g->rows.at[i].id == id)
			return g->rows_from + (int64_t)i;
	if (wg_household_pos(office_of(g), id, &pos, NULL) == WG_OK &&
	    rows_before(g, pos, &inside, &before, NULL) == WG_OK && inside)
		for (int64_t at = before; row < 0 && at < g->n_rows; at++) {
			const struct wg_household *r = grid_row(g, at);
			if (!r || r->pos != pos)
				break;
			if (r->id == id)
				row = at;
		}
	return row;
}

struct wg_row_source grid_source(struct grid *g)
{
	return (struct wg_row_source){.data = g, .count = row_count, .id = row_id, .index = row_index};
}

/* How many of the node each contact holds, where the node is small enough to be counted by hand; else how many cadres
 * serve in it. */
static void read_about(struct grid *g)
{
	struct wg_households list = {0};
	struct wg_household_filter filter = {0};
	wg_arena_reset(&g->about_arena);
	g->n_shares = 0;
	g->cadres = 0;
	g->duties = (struct wg_duties){0};
	if (g->node_id != 0 && g->node.kind != WG_NODE_UNCOVERED)
		(void)wg_duty_list(office_of(g), &g->node, WG_DUTIES_HERE, false, &g->about_arena, &g->duties, NULL);
	if (g->node.kind == WG_NODE_UNCOVERED || g->node.counters.households > 5000)
		return;
	if (g->node.level < WG_LEVEL_BUILDING || g->node.kind == WG_NODE_AREA) {
		(void)wg_worker_count(office_of(g), &g->node, true, &g->cadres, NULL);
		return;
	}
	if (wg_household_list(office_of(g), &g->node, &filter, 0, 200, &g->about_arena, &list, NULL) != WG_OK)
		return;
	for (size_t i = 0; i < list.n; i++) {
		int k = 0;
		while (k < g->n_shares && strcmp(g->shares[k].name, list.at[i].contact) != 0)
			k++;
		if (!list.at[i].contact_id || k == GRID_PEOPLE)
			continue;
		if (k == g->n_shares)
			g->shares[g->n_shares++] = (struct grid_share){list.at[i].contact, 0};
		g->shares[k].n++;
	}
}

/* In a list that is not filtered stands who lives along the walk of the node. */
static bool is_listed(const struct grid *g, const struct wg_household *h, const struct wg_range *ranges, size_t n)
{
	bool inside = false;
	for (size_t i = 0; i < n; i++)
		inside = inside || (h->pos >= ranges[i].lo && h->pos <= ranges[i].hi);
	return inside && (g->node.kind != WG_NODE_UNCOVERED || !h->contact_id);
}

/* Marks are looked up by the hundred: one by one, all of a place would take seconds. */
static size_t count_listed(struct grid *g, struct wg_error *e)
{
	enum { AT_ONCE = 100 };
	struct wg_arena a = {0}, batch = {0};
	struct wg_range *ranges;
	size_t n_ranges = 0, listed = 0, n = g->list.marks.len;
	int64_t *ids = WG_NEW(&a, int64_t, n);
	wg_ids_sorted(&g->list.marks, ids);
	enum wg_err err = wg_node_ranges(office_of(g), &g->node, &a, &ranges, &n_ranges, e);
	for (size_t from = 0; err == WG_OK && from < n; from += AT_ONCE) {
		struct wg_households rows = {0};
		size_t some = n - from < AT_ONCE ? n - from : AT_ONCE;
		wg_arena_reset(&batch);
		err = wg_household_rows(office_of(g), ids + from, some, &batch, &rows, e);
		for (size_t i = 0; err == WG_OK && i < rows.n; i++)
			listed += is_listed(g, &rows.at[i], ranges, n_ranges);
	}
	wg_arena_free(&batch);
	wg_arena_free(&a);
	return listed;
}

void grid_count_hidden(struct grid *g)
{
	size_t seen = 0;
	for (int64_t i = 0; g->chosen.ids && g->list.marks.len > 0 && i < g->n_rows; i++)
		seen += wg_ids_has(&g->list.marks, g->chosen.ids[i]);
	if (g->chosen.ids)
		g->hidden = g->list.marks.len - seen;
	else
		g->hidden = g->list.marks.len > 0 ? g->list.marks.len - count_listed(g, NULL) : 0;
}

static void read_node(struct grid *g)
{
	struct wg_error e = {0};
	wg_chosen_renew(&g->chosen);
	if (grid_choose(g, &e) != WG_OK)
		complain(g, &e);
	read_about(g);
	grid_count_hidden(g);
}

void grid_follow(struct grid *g)
{
	const struct wg_node *n = grid_node(g, g->tree.list.cursor);
	if (n && grid_tree_id(n) == g->node_id)
		return;
	g->node_id = n ? grid_tree_id(n) : 0;
	g->node = n ? *n : (struct wg_node){0};
	g->list.ranging = false;
	g->list.top = 0;
	g->list.cursor = 0;
	read_node(g);
	wg_list_go(&g->list, 0);
}

/* The row again, for as long as its card is on show: read as its window was. */
static enum wg_err read_card(struct grid *g, const struct wg_household *row, struct wg_error *e)
{
	struct wg_node door = {.kind = WG_NODE_PLACE, .lo = row->pos, .hi = row->pos};
	struct wg_household_filter filter = filter_of(g);
	filter.uncovered = g->node.kind == WG_NODE_UNCOVERED;
	struct wg_households there;
	enum wg_err err = wg_household_list(office_of(g), &door, &filter, 0, -1, &g->card_arena, &there, e);
	for (size_t i = 0; err == WG_OK && i < there.n; i++)
		if (there.at[i].id == row->id) {
			g->card = there.at[i];
			return WG_OK;
		}
	return err == WG_OK ? wg_household_get(office_of(g), row->id, &g->card_arena, &g->card, e) : err;
}

void grid_card(struct grid *g)
{
	struct wg_error e = {0};
	const struct wg_household *h = grid_row(g, g->list.cursor);
	int64_t id = h ? h->id : 0;
	if (id == g->card_id)
		return;
	g->card_id = 0;
	wg_arena_reset(&g->card_arena);
	g->members = (struct wg_persons){0};
	g->contacts = (struct wg_contacts){0};
	g->needs = g->past = "";
	if (!id)
		return;
	if (read_card(g, h, &e) != WG_OK ||
	    wg_household_members(office_of(g), id, &g->card_arena, &g->members, &e) != WG_OK ||
	    wg_household_contacts(office_of(g), id, &g->card_arena, &g->contacts, &e) != WG_OK)
		complain(g, &e);
	else
		g->card_id = id;
	g->needs = wg_need_line(g->screen->ui, id, true, &g->card_arena);
	g->past = wg_need_line(g->screen->ui, id, false, &g->card_arena);
}

enum wg_err grid_all(struct grid *g, const struct wg_node *node, struct wg_arena *a, int64_t **ids, size_t *n,
		     struct wg_error *e)
{
	struct wg_households list;
	struct wg_household_filter filter = {0};
	if (node->counters.households > GRID_MARKS)
		return wg_fail(e, WG_EREFUSED,
			       N_("{1} households are too many to be chosen at once: choose a smaller place"), "l",
			       (long long)node->counters.households);
	enum wg_err err = wg_household_list(office_of(g), node, &filter, 0, GRID_MARKS, a, &list, e);
	if (err != WG_OK)
		return err;
	*ids = WG_NEW(a, int64_t, list.n);
	*n = list.n;
	for (size_t i = 0; i < list.n; i++)
		(*ids)[i] = list.at[i].id;
	return WG_OK;
}

static bool holds(struct grid *g, const struct wg_node *n, int64_t pos, struct wg_arena *a)
{
	struct wg_range *ranges;
	size_t n_ranges = 0;
	if (n->kind == WG_NODE_UNCOVERED || pos < n->lo || pos > n->hi)
		return false;
	if (n->kind != WG_NODE_AREA)
		return true;
	if (wg_node_ranges(office_of(g), n, a, &ranges, &n_ranges, NULL) != WG_OK)
		return false;
	for (size_t i = 0; i < n_ranges; i++)
		if (ranges[i].lo <= pos && pos <= ranges[i].hi)
			return true;
	return false;
}

/* Puts the tree's cursor on the deepest place that holds the household, or on the one with the tree id `until` when
 * that comes first; its households are not read yet. */
static enum wg_err unfold_to(struct grid *g, int64_t household, int64_t until, struct wg_error *e)
{
	struct wg_arena a = {0};
	int64_t pos = 0;
	enum wg_err err = wg_household_pos(office_of(g), household, &pos, e);
	int depth = 0;
	for (int64_t row = 0; err == WG_OK && row < (int64_t)g->tree.rows.len; row++) {
		const struct wg_node *n = grid_node(g, row);
		if (g->tree.rows.at[row].depth < depth)
			break;
		if (g->tree.rows.at[row].depth > depth || !holds(g, n, pos, &a))
			continue;
		wg_list_go(&g->tree.list, row);
		if (grid_tree_id(n) == until)
			break;
		wg_tree_unfold(&g->tree, row);
		depth++;
	}
	wg_arena_free(&a);
	return err;
}

/* Until there is a choice: one sub-district with one community needs no keys to be seen through. */
static void see_through(struct grid *g)
{
	int64_t row = 1;
	while (row < (int64_t)g->tree.rows.len && row + 1 == (int64_t)g->tree.rows.len) {
		const struct wg_node *n = grid_node(g, row);
		wg_list_go(&g->tree.list, row);
		if (n->kind != WG_NODE_PLACE || n->level >= WG_LEVEL_BUILDING || !n->has_children)
			return;
		wg_tree_unfold(&g->tree, row++);
	}
	if (g->tree.list.cursor < 1)
		wg_list_go(&g->tree.list, 1);
}

/* A household leads to its place; a place alone is found among those that are unfolded. */
static void return_to(struct grid *g, const struct grid_place *at)
{
	int height = g->screen->ui->cells.rows - 9; /* about: nothing has been drawn yet */
	wg_list_height(&g->tree.list, height);
	wg_list_height(&g->list, height);
	if (at->household != 0 && at->node != GRID_UNCOVERED)
		(void)unfold_to(g, at->household, at->node, NULL);
	for (int64_t row = g->tree.list.cursor; row >= 0; row--)
		if (grid_node(g, row) && grid_tree_id(grid_node(g, row)) == at->node) {
			wg_list_go(&g->tree.list, row);
			break;
		}
	g->right = at->right != 0;
}

enum wg_err grid_load(struct grid *g, struct wg_arena *back, struct wg_error *e)
{
	struct wg_node office;
	struct grid_branch *branches = NULL, *root;
	enum wg_err err = wg_node_get(office_of(g), WG_NODE_OFFICE, 0, back, &office, e);
	if (err == WG_OK)
		err = read_branch(g, &office, back, &branches, e);
	if (err != WG_OK)
		return err;
	for (root = branches; root->parent != 0;)
		root = root->next;
	add_uncovered(g, root, back, &office);
	g->office = office;
	g->branches = branches;
	g->into = back;
	wg_tree_reload(&g->tree);
	bool first = !g->settled;
	if (first)
		see_through(g);
	if (first && g->left_at.node != 0)
		return_to(g, &g->left_at);
	g->settled = true;
	g->into = &g->screen->front; /* what back becomes */
	const struct wg_node *n = grid_node(g, g->tree.list.cursor);
	if (n && grid_tree_id(n) == g->node_id) {
		g->node = *n;
		read_node(g);
		wg_list_reload(&g->list);
	} else {
		grid_follow(g);
	}
	if (first && g->left_at.household != 0)
		wg_list_go_id(&g->list, g->left_at.household);
	return WG_OK;
}

enum wg_err grid_goto(struct grid *g, int64_t household, struct wg_error *e)
{
	enum wg_err err = g->searching ? wg_sift_set_find(&g->place_sift, "", e) : WG_OK;
	if (err == WG_OK)
		err = unfold_to(g, household, 0, e);
	if (err != WG_OK)
		return err;
	grid_follow(g);
	if (!wg_list_go_id(&g->list, household) && wg_sift_is_set(&g->sift)) { /* somebody wants to see it */
		while (wg_sift_peel(g->screen))
			;
		wg_list_go_id(&g->list, household);
	}
	return WG_OK;
}
