#include "screen/needs_state.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"

enum { DAY = 24 * 60 * 60 };

static wg_office *office_of(const struct wg__needs *st)
{
	return st->ui->face->office;
}

static enum wg_err set_scope(struct wg__needs *st, const struct wg_node *node, struct wg_error *e)
{
	struct wg_arena arena = {0};
	struct wg_node copy = *node;
	const char *path;
	copy.name = wg_arena_strdup(&arena, node->name);
	enum wg_err err = wg_node_path(office_of(st), node, " > ", &arena, &path, e);
	if (err != WG_OK) {
		wg_arena_free(&arena);
		return err;
	}
	wg_arena_free(&st->scope_arena);
	st->scope_arena = arena;
	st->scope = copy;
	st->path = path;
	return WG_OK;
}

enum wg_err wg__needs_scope(struct wg__needs *st, const char *place, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_node node;
	enum wg_err err = wg_node_find(office_of(st), place ? place : "", &a, &node, e);
	if (err == WG_OK)
		err = set_scope(st, &node, e);
	wg_arena_free(&a);
	return err;
}

static bool same_node(const struct wg_node *a, const struct wg_node *b)
{
	return a->kind == b->kind && a->id == b->id;
}

/* The place of the tree, and up from it to the one below the scope. */
static enum wg_err narrower(struct wg__needs *st, struct wg_arena *a, struct wg_node *out, struct wg_error *e)
{
	const struct wg_param place = {.name = "", .type = WG_PARAM_PLACE};
	struct wg_screen *grid = wg_ui_screen(st->ui, "grid");
	const char *path = grid ? grid->ops->argument(grid, &place, a) : NULL;
	struct wg_node node, parent;
	enum wg_err err = path ? wg_node_find(office_of(st), path, a, &node, e) : WG_OK;
	*out = st->scope;
	while (path && err == WG_OK && node.kind != WG_NODE_OFFICE && !same_node(&node, &st->scope)) {
		err = wg_node_parent(office_of(st), &node, a, &parent, e);
		if (err == WG_OK && same_node(&parent, &st->scope))
			*out = node;
		node = parent;
	}
	return err;
}

enum wg_err wg__needs_step_scope(struct wg__needs *st, int step, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_node node = st->scope;
	enum wg_err err = WG_OK;
	if (step > 0)
		err = narrower(st, &a, &node, e);
	else if (st->scope.kind != WG_NODE_OFFICE)
		err = wg_node_parent(office_of(st), &st->scope, &a, &node, e);
	if (err == WG_OK)
		err = set_scope(st, &node, e);
	wg_arena_free(&a);
	return err;
}

/* The scope as it is now; one that is gone gives way to the office. */
static enum wg_err renew_scope(struct wg__needs *st, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_node node;
	int64_t id = st->left_at ? st->left_at : st->scope.id;
	enum wg_node_kind kind = st->left_at ? WG_NODE_PLACE : st->scope.kind;
	enum wg_err err = st->path && !st->left_at && id == 0 ? WG_OK : WG_ENOTFOUND;
	if (id && wg_node_get(office_of(st), kind, id, &a, &node, NULL) == WG_OK)
		err = set_scope(st, &node, e);
	st->left_at = 0;
	wg_arena_free(&a);
	return err == WG_ENOTFOUND ? wg__needs_scope(st, NULL, e) : err;
}

/* All that are open, and of the others those of the last days. */
static enum wg_err read_all(struct wg__needs *st, struct wg_arena *back, struct wg_needs *out, struct wg_error *e)
{
	struct wg_needs open, over;
	unsigned states = 0;
	for (int s = 0; s < WG_STATES; s++)
		states |= wg_need_state_info[s].open ? 1U << s : 0;
	struct wg_need_query query = {.under = &st->scope, .household_id = st->household, .states = states};
	enum wg_err err = wg_need_list(office_of(st), &query, back, &open, e);
	query.states = ((1U << WG_STATES) - 1) & ~states;
	query.since = st->household ? 0 : wg_now() - WG_NEEDS_DAYS * DAY;
	if (err == WG_OK)
		err = wg_need_list(office_of(st), &query, back, &over, e);
	if (err != WG_OK)
		return err;
	*out = (struct wg_needs){WG_NEW(back, struct wg_need, open.n + over.n + 1), open.n + over.n};
	if (open.n > 0)
		memcpy(out->at, open.at, open.n * sizeof *out->at);
	for (size_t i = 0; i < over.n; i++) /* the last one first */
		out->at[open.n + i] = over.at[over.n - 1 - i];
	return WG_OK;
}

static bool is_of(const struct wg_need *n, int tab)
{
	const struct wg_need_state_info *info = &wg_need_state_info[n->state];
	return tab == WG_NEEDS_OPEN ? info->open : (int)info->group == tab;
}

static void choose(struct wg__needs *st)
{
	st->n_rows = 0;
	for (size_t i = 0; i < st->all.n; i++)
		if (is_of(&st->all.at[i], st->tab))
			st->row[st->n_rows++] = i;
}

/* The compound in which all of them are. */
static enum wg_err read_compound(struct wg__needs *st, const struct wg_needs *all, struct wg_arena *back,
				 struct wg_error *e)
{
	struct wg_node node = {.name = ""};
	bool same = all->n > 0;
	enum wg_err err =
		all->n > 0 ? wg_node_at(office_of(st), WG_LEVEL_COMPOUND, all->at[0].pos, 0, back, &node, e) : WG_OK;
	for (size_t i = 0; err == WG_OK && i < all->n; i++)
		same = same && all->at[i].pos >= node.lo && all->at[i].pos <= node.hi;
	st->compound = err == WG_OK && same ? node.name : "";
	st->common = strlen(st->compound);
	return err == WG_ENOTFOUND ? WG_OK : err;
}

enum wg_err wg__needs_load(struct wg__needs *st, struct wg_arena *back, struct wg_error *e)
{
	struct wg_needs all = {0};
	enum wg_err err = wg_office_read_begin(office_of(st), e);
	if (err != WG_OK)
		return err;
	err = renew_scope(st, e);
	if (err == WG_OK)
		err = read_all(st, back, &all, e);
	if (err == WG_OK)
		err = read_compound(st, &all, back, e);
	wg_office_read_end(office_of(st));
	if (err != WG_OK)
		return err;
	st->all = all;
	st->row = WG_NEW(back, size_t, all.n + 1);
	st->late = 0;
	for (int tab = 0; tab < WG_NEEDS_TABS; tab++)
		st->count[tab] = 0;
	for (size_t i = 0; i < all.n; i++) {
		for (int tab = 0; tab < WG_NEEDS_TABS; tab++)
			st->count[tab] += is_of(&all.at[i], tab);
		st->late += all.at[i].late;
	}
	choose(st);
	wg_need_card_free(&st->card);
	(void)wg_sifted_rows(&st->sifted, st->n_rows, NULL);
	return WG_OK;
}

void wg__needs_tab(struct wg__needs *st, int tab)
{
	st->tab = (tab + WG_NEEDS_TABS) % WG_NEEDS_TABS;
	if (!st->row)
		return;
	choose(st);
	(void)wg_sifted_rows(&st->sifted, st->n_rows, NULL);
	wg_list_go(&st->list, 0);
}

const struct wg_need *wg__needs_row(const struct wg__needs *st, int64_t listed)
{
	return &st->all.at[st->row[wg_sifted_row(&st->sifted, listed)]];
}

const struct wg_need *wg__needs_current(const struct wg__needs *st)
{
	bool is = st->list.cursor >= 0 && st->list.cursor < wg_sifted_count(&st->sifted);
	return is ? wg__needs_row(st, st->list.cursor) : NULL;
}
