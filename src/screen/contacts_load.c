#include "screen/contacts_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "wangge/duty.h"

/* The last 12 bits of a position are the door's, so that the rest tells entrances apart (see the schema). */
enum { DOOR_BITS = 12 };

static int64_t entrance_of(int64_t pos)
{
	return pos >> DOOR_BITS;
}

static wg_office *office_of(const struct wg__contacts *st)
{
	return st->ui->face->office;
}

/* Down along the first places to a community. */
static enum wg_err first_community(wg_office *office, struct wg_arena *a, struct wg_node *node, struct wg_error *e)
{
	while (node->kind == WG_NODE_OFFICE || (node->kind == WG_NODE_PLACE && node->level < WG_LEVEL_COMMUNITY)) {
		struct wg_nodes below;
		enum wg_err err = wg_node_children(office, node, a, &below, e);
		if (err != WG_OK)
			return err;
		if (below.n == 0)
			break;
		*node = below.at[0];
	}
	return WG_OK;
}

static void set_scope(struct wg__contacts *st, const struct wg_node *node, const char *path)
{
	struct wg_arena arena = {0};
	struct wg_node copy = *node;
	copy.name = wg_arena_strdup(&arena, node->name);
	st->path = wg_arena_strdup(&arena, path);
	wg_arena_free(&st->scope_arena);
	st->scope_arena = arena;
	st->scope = copy;
}

static enum wg_err take_scope(struct wg__contacts *st, struct wg_arena *a, struct wg_node *node, struct wg_error *e)
{
	const char *path;
	enum wg_err err = first_community(office_of(st), a, node, e);
	if (err == WG_OK)
		err = wg_node_path(office_of(st), node, " > ", a, &path, e);
	if (err == WG_OK)
		set_scope(st, node, path);
	return err;
}

enum wg_err wg__contacts_scope(struct wg__contacts *st, const char *argument, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_node node;
	enum wg_err err = wg_node_find(office_of(st), argument ? argument : "", &a, &node, e);
	if (err == WG_OK)
		err = take_scope(st, &a, &node, e);
	wg_arena_free(&a);
	return err;
}

/* The place beside the scope; past the last of a sub-district the first of the next. */
static enum wg_err beside(struct wg__contacts *st, const struct wg_node *from, int step, struct wg_arena *a,
			  struct wg_node *out, struct wg_error *e)
{
	struct wg_node parent;
	struct wg_nodes all;
	enum wg_err err = wg_node_parent(office_of(st), from, a, &parent, e);
	if (err == WG_OK)
		err = wg_node_children(office_of(st), &parent, a, &all, e);
	for (size_t i = 0; err == WG_OK && i < all.n; i++) {
		if (all.at[i].id != from->id || all.at[i].kind != from->kind)
			continue;
		if (step > 0 ? i + 1 < all.n : i > 0) {
			*out = all.at[step > 0 ? i + 1 : i - 1];
			return WG_OK;
		}
	}
	if (err == WG_OK && parent.kind == WG_NODE_OFFICE)
		*out = *from;
	else if (err == WG_OK)
		err = beside(st, &parent, step, a, out, e);
	return err;
}

enum wg_err wg__contacts_step_scope(struct wg__contacts *st, int step, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_node node;
	enum wg_err err = beside(st, &st->scope, step, &a, &node, e);
	if (err == WG_OK)
		err = take_scope(st, &a, &node, e);
	wg_arena_free(&a);
	return err;
}

/* Its counters as they are now. A scope that is gone (an import taken back) gives way to the first there is. */
static enum wg_err renew_scope(struct wg__contacts *st, struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_node node;
	enum wg_err err = WG_OK;
	if (st->left_at) {
		const char *id = wg_arena_printf(&a, "#%" PRId64, st->left_at);
		st->left_at = 0;
		if (wg__contacts_scope(st, id, NULL) != WG_OK)
			err = wg__contacts_scope(st, NULL, e);
	} else if (st->scope.kind == WG_NODE_OFFICE ||
		   wg_node_get(office_of(st), st->scope.kind, st->scope.id, &a, &node, NULL) != WG_OK)
		err = wg__contacts_scope(st, NULL, e);
	else
		err = take_scope(st, &a, &node, e);
	wg_arena_free(&a);
	return err;
}

static const char *cover_of(const struct wg_covers *covers, int64_t worker, int64_t today)
{
	for (size_t i = 0; i < covers->n; i++)
		if (covers->at[i].worker_id == worker && covers->at[i].since <= today)
			return covers->at[i].by;
	return "";
}

/* Who takes households or holds some, and at the end nobody. */
static enum wg_err read_cadres(struct wg__contacts *st, struct wg_arena *back, struct wg_error *e)
{
	struct wg_workers all;
	struct wg_covers covers;
	int64_t today = wg_today();
	enum wg_err err = wg_worker_list(office_of(st), &st->scope, false, back, &all, e);
	if (err == WG_OK)
		err = wg_cover_list(office_of(st), 0, today, back, &covers, e);
	if (err != WG_OK)
		return err;
	st->cadres = WG_NEW(back, struct wg__cadre, all.n + 1);
	st->n_cadres = 0;
	st->over = 0;
	for (size_t i = 0; i < all.n; i++) {
		const struct wg_worker *w = &all.at[i];
		if (!w->takes_households && w->count == 0)
			continue;
		st->cadres[st->n_cadres++] =
			(struct wg__cadre){*w, cover_of(&covers, w->id, today), w->lives_id ? -1 : 0};
		st->over += wg_band_sign(w, w->count) == '>';
	}
	struct wg_worker nobody = {.id = WG_CONTACTS_NOBODY,
				   .name = "",
				   .kind = "",
				   .unit = "",
				   .phone = "",
				   .count = st->scope.counters.households - st->scope.counters.covered};
	st->cadres[st->n_cadres++] = (struct wg__cadre){nobody, "", 0};
	return WG_OK;
}

/* Neighbours mostly have the same contact: the last hit is looked at first. */
static int index_of(const struct wg__contacts *st, int64_t worker, int last)
{
	if (worker == 0)
		return -1;
	if (last >= 0 && st->cadres[last].worker.id == worker)
		return last;
	for (int i = 0; i < st->n_cadres; i++) {
		if (st->cadres[i].worker.id == worker)
			return i;
	}
	return -1;
}

static enum wg_err read_strip(const struct wg__contacts *st, int building, struct wg_arena *a, struct wg_strip *out,
			      struct wg_error *e)
{
	struct wg_arena scratch = {0};
	struct wg_households rows;
	struct wg_household_filter everyone = {0};
	enum wg_err err = wg_household_list(office_of(st), &st->buildings.at[building].node, &everyone, 0, -1, &scratch,
					    &rows, e);
	if (err == WG_OK) {
		int *cadre = WG_NEW(a, int, rows.n), *entrance = WG_NEW(a, int, rows.n), n = 0, last = -1;
		for (size_t i = 0; i < rows.n; i++) {
			if (strcmp(rows.at[i].status, "here") != 0)
				continue;
			last = index_of(st, rows.at[i].contact_id, last);
			cadre[n] = last;
			entrance[n++] = (int)(entrance_of(rows.at[i].pos) - entrance_of(rows.at[0].pos));
		}
		*out = (struct wg_strip){cadre, entrance, n};
	}
	wg_arena_free(&scratch);
	return err;
}

/* Strips from `first` on until the pane is full. */
static enum wg_err read_strips(struct wg__contacts *st, int first, struct wg_error *e)
{
	struct wg__contacts_panes p;
	struct wg_arena arena = {0};
	wg__contacts_layout(st, wg__contacts_body(st->ui), &p);
	int room = p.most - 1, n = 0, lines = 0;
	int width = p.strips.cols - wg__strip_margin(&st->ui->cells, &st->buildings);
	const char *compound = NULL;
	struct wg__shown_strip *strips = WG_NEW(&arena, struct wg__shown_strip, room > 0 ? room : 0);
	enum wg_err err = WG_OK;
	for (int b = first; err == WG_OK && b < st->buildings.n && lines < room; b++) {
		strips[n].name = wg_arena_strdup(&arena, st->buildings.at[b].name);
		strips[n].compound = wg_arena_strdup(&arena, st->buildings.at[b].compound);
		err = read_strip(st, b, &arena, &strips[n].strip, e);
		if (err == WG_OK)
			lines += wg__strip_lines(&strips[n++].strip, width) +
				 wg__strip_has_head(compound, st->buildings.at[b].compound);
		compound = st->buildings.at[b].compound;
	}
	if (err != WG_OK) {
		wg_arena_free(&arena);
		return err;
	}
	wg_arena_free(&st->strips_arena);
	st->strips_arena = arena;
	st->strips = strips;
	st->n_strips = n;
	st->first = first;
	return WG_OK;
}

/* Where the strips should begin so that the cadre's stretch is among them. */
static int wanted_first(const struct wg__contacts *st)
{
	const struct wg__cadre *k = wg__contacts_cadre(st);
	int at = -1;
	for (int b = 0; k && k->worker.first_pos && b < st->buildings.n; b++) {
		const struct wg_node *n = &st->buildings.at[b].node;
		if (k->worker.first_pos >= n->lo && k->worker.first_pos <= n->hi)
			at = b;
	}
	if (at < 0 || (at >= st->first && at + 1 < st->first + st->n_strips) ||
	    (at < st->first + st->n_strips && at >= st->first && st->first + st->n_strips == st->buildings.n))
		return st->first < st->buildings.n ? st->first : 0;
	return at > 0 ? at - 1 : 0;
}

enum wg_err wg__contacts_households(struct wg__contacts *st, struct wg_error *e)
{
	enum wg_err err = wg_chosen_read(&st->chosen, office_of(st), &st->scope, &st->only, &st->sift, e);
	return err == WG_OK ? wg__window_open(&st->window, office_of(st), &st->scope, &st->only, &st->chosen, e) : err;
}

static enum wg_err read_households(struct wg__contacts *st, struct wg_error *e)
{
	const struct wg__cadre *k = wg__contacts_cadre(st);
	bool same = k && k->worker.id == st->window_of;
	if (!k)
		return WG_OK;
	st->only = (struct wg_household_filter){.uncovered = true};
	if (k->worker.id != WG_CONTACTS_NOBODY)
		st->only = (struct wg_household_filter){.contact_id = k->worker.id};
	if (!same)
		wg_sift_clear(&st->sift);
	wg_chosen_renew(&st->chosen);
	enum wg_err err = wg__contacts_households(st, e);
	if (err != WG_OK)
		return err;
	st->window_of = k->worker.id;
	if (same) {
		wg_list_reload(&st->households);
	} else {
		st->households.ranging = false;
		wg_ids_clear(&st->households.marks);
		wg_list_go(&st->households, 0);
	}
	return WG_OK;
}

/* Is the door in one of the entrances in which the worker has households? */
static enum wg_err look_up_home(const struct wg__contacts *st, const struct wg_worker *w, int *lives,
				struct wg_error *e)
{
	struct wg_arena a = {0};
	struct wg_households held, doors;
	struct wg_household_filter his = {.contact_id = w->id}, all = {.vacant = true};
	int64_t last = -1;
	enum wg_err err = wg_household_list(office_of(st), &st->scope, &his, 0, WG_CONTACTS_WINDOW, &a, &held, e);
	*lives = 0;
	for (size_t i = 0; err == WG_OK && i < held.n && !*lives; i++) {
		int64_t entrance = entrance_of(held.at[i].pos);
		struct wg_node n = {
			.kind = WG_NODE_PLACE, .lo = entrance << DOOR_BITS, .hi = ((entrance + 1) << DOOR_BITS) - 1};
		if (entrance == last)
			continue;
		last = entrance;
		err = wg_household_list(office_of(st), &n, &all, 0, -1, &a, &doors, e);
		for (size_t k = 0; err == WG_OK && k < doors.n; k++)
			*lives = *lives || doors.at[k].door_id == w->lives_id;
	}
	wg_arena_free(&a);
	return err;
}

/* Only for rows that are on show. */
static enum wg_err look_up_homes(struct wg__contacts *st, struct wg_error *e)
{
	int64_t from = st->list.top > 0 ? st->list.top : 0;
	struct wg__contacts_panes p;
	wg__contacts_layout(st, wg__contacts_body(st->ui), &p);
	enum wg_err err = WG_OK;
	for (int64_t i = from; err == WG_OK && i < from + p.cadres.rows && i < wg_sifted_count(&st->sifted); i++) {
		struct wg__cadre *k = &st->cadres[wg_sifted_row(&st->sifted, i)];
		if (k->lives_here < 0)
			err = look_up_home(st, &k->worker, &k->lives_here, e);
	}
	return err;
}

enum wg_err wg__contacts_load(struct wg__contacts *st, struct wg_arena *back, struct wg_error *e)
{
	struct wg__contacts was = *st;
	struct wg__buildings buildings = {0};
	enum wg_err err = wg_office_read_begin(office_of(st), e);
	if (err != WG_OK)
		return err;
	err = renew_scope(st, e);
	if (err == WG_OK)
		err = wg__buildings_of(office_of(st), &st->scope, back, &buildings, e);
	if (err == WG_OK)
		err = read_cadres(st, back, e);
	if (err == WG_OK) {
		st->buildings = buildings;
		err = wg_sifted_rows(&st->sifted, (size_t)st->n_cadres, e);
	}
	if (err == WG_OK)
		err = read_strips(st, wanted_first(st), e);
	if (err == WG_OK && wanted_first(st) != st->first)
		err = read_strips(st, wanted_first(st), e);
	if (err == WG_OK)
		err = read_households(st, e);
	if (err == WG_OK)
		err = look_up_homes(st, e);
	wg_office_read_end(office_of(st));
	if (err != WG_OK) { /* what was shown before stands in arenas of its own, or in front */
		st->cadres = was.cadres;
		st->n_cadres = was.n_cadres;
		st->buildings = was.buildings;
		(void)wg_sifted_rows(&st->sifted, (size_t)st->n_cadres, NULL);
	}
	return err;
}

enum wg_err wg__contacts_follow(struct wg__contacts *st, struct wg_error *e)
{
	const struct wg__cadre *k = wg__contacts_cadre(st);
	enum wg_err err = WG_OK;
	if (k && k->worker.id != st->window_of)
		err = read_households(st, e);
	if (err == WG_OK && wanted_first(st) != st->first)
		err = read_strips(st, wanted_first(st), e);
	return err == WG_OK ? look_up_homes(st, e) : err;
}
