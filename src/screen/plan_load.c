#include "screen/plan_state.h"

#include "view/panel.h"

const struct wg_plan_cadre *wg__plan_cadre(const struct wg__plan_screen *st, int64_t row)
{
	size_t n = 0;
	const struct wg_plan_cadre *cadres = st->plan ? wg_plan_cadres(st->plan, &n) : NULL;
	return row >= 0 && row < (int64_t)n ? &cadres[row] : NULL;
}

static void take_blocks(struct wg__plan_screen *st)
{
	size_t n;
	const struct wg_plan_step *steps = wg_plan_steps(st->plan, &n);
	st->blocks.len = 0;
	for (size_t i = 0; i < n; i++) {
		if (st->blocks.len == 0 || st->blocks.at[st->blocks.len - 1].building != steps[i].building)
			WG_PUSH(&st->blocks, (struct wg__plan_block){steps[i].building, (int)i, 0});
		st->blocks.at[st->blocks.len - 1].n++;
	}
	st->mine_of = -1;
	st->first = 0;
	st->n_strips = 0;
	st->right = false;
	st->own = true;
}

void wg__plan_take_again(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	struct wg_error e = {0};
	take_blocks(st);
	wg_list_reload(&st->list);
	s->stale = true;
	if (wg__plan_follow(st, &e) != WG_OK)
		wg_ui_complain(st->ui, &e);
}

void wg__plan_take(struct wg__plan_screen *st)
{
	take_blocks(st);
	st->current = true;
	st->deaf = true;
	st->shown = wg_monotonic_ns();
	wg__answer_clear(&st->answer);
	wg_list_height(&st->list, wg__plan_body(st->ui).rows - 1);
	wg_list_go(&st->list, 0);
}

/* The steps of the row under the cursor: a cadre, or nobody. */
static void take_steps(struct wg__plan_screen *st)
{
	size_t n;
	const struct wg_plan_step *steps = wg_plan_steps(st->plan, &n);
	int cadre = wg__plan_cadre(st, st->list.cursor) ? (int)st->list.cursor : -1;
	st->mine.len = 0;
	for (size_t i = 0; i < n; i++) {
		if (steps[i].cadre == cadre)
			WG_PUSH(&st->mine, (int)i);
	}
	st->mine_of = st->list.cursor;
	st->page_n = 0;
	st->steps.ranging = false;
	if (st->sifted_for != st->list.cursor_id)
		wg_sift_clear(&st->step_sifted.sift);
	st->sifted_for = st->list.cursor_id;
	(void)wg_sifted_rows(&st->step_sifted, st->mine.len, NULL);
	wg_list_go(&st->steps, 0);
}

/* Those that are gone meanwhile stand as nobody. */
static void read_page(struct wg__plan_screen *st, size_t from, size_t most)
{
	size_t n, left = st->mine.len - from, k = 0;
	const struct wg_plan_step *steps = wg_plan_steps(st->plan, &n);
	struct wg_households rows = {0};
	n = left < most ? left : most;
	wg_arena_reset(&st->page_arena);
	int64_t *ids = WG_NEW(&st->page_arena, int64_t, n);
	for (size_t i = 0; i < n; i++)
		ids[i] = steps[st->mine.at[from + i]].household;
	(void)wg_household_rows(st->ui->face->office, ids, n, &st->page_arena, &rows, NULL);
	st->page = WG_NEW(&st->page_arena, struct wg_household, n);
	for (size_t i = 0; i < n; i++)
		st->page[i] =
			k < rows.n && rows.at[k].id == ids[i] ? rows.at[k++] : (struct wg_household){.id = ids[i]};
	st->page_from = (int)from;
	st->page_n = (int)n;
}

const struct wg_household *wg__plan_household(struct wg__plan_screen *st, size_t i)
{
	const struct wg_sift *sift = &st->step_sifted.sift;
	bool all = wg_sift_is_set(sift) || wg_sift_is_sorted(sift);
	if (i >= st->mine.len)
		return NULL;
	if (all && (size_t)st->page_n < st->mine.len)
		read_page(st, 0, st->mine.len);
	else if ((int)i < st->page_from || (int)i >= st->page_from + st->page_n)
		read_page(st, i > WG_PLAN_PAGE / 2 ? i - WG_PLAN_PAGE / 2 : 0, WG_PLAN_PAGE);
	return &st->page[(int)i - st->page_from];
}

/* The compound of a building; id 0 when it has none or stands alone. */
static enum wg_err compound_of(const struct wg__plan_screen *st, int b, struct wg_arena *a, struct wg_node *out,
			       struct wg_error *e)
{
	wg_office *office = st->ui->face->office;
	enum wg_err err = wg_node_get(office, WG_NODE_PLACE, st->blocks.at[b].building, a, out, e);
	while (err == WG_OK && out->kind != WG_NODE_OFFICE &&
	       (out->kind != WG_NODE_PLACE || out->level > WG_LEVEL_COMPOUND)) {
		struct wg_node child = *out;
		err = wg_node_parent(office, &child, a, out, e);
	}
	if (err == WG_OK && (out->kind != WG_NODE_PLACE || out->level != WG_LEVEL_COMPOUND))
		*out = (struct wg_node){.name = ""};
	return err;
}

static enum wg_err name_block(const struct wg__plan_screen *st, int b, struct wg_arena *a, struct wg__plan_strip *out,
			      struct wg_error *e)
{
	struct wg_node building, own, first, last;
	enum wg_err err = wg_node_get(st->ui->face->office, WG_NODE_PLACE, st->blocks.at[b].building, a, &building, e);
	if (err == WG_OK)
		err = compound_of(st, 0, a, &first, e);
	if (err == WG_OK)
		err = compound_of(st, (int)st->blocks.len - 1, a, &last, e);
	if (err == WG_OK)
		err = compound_of(st, b, a, &own, e);
	if (err == WG_OK) {
		out->name = building.name;
		out->compound = first.id == last.id ? "" : own.name;
	}
	return err;
}

/* Letters of one building. */
static enum wg_err read_strip(const struct wg__plan_screen *st, int b, struct wg_arena *a, struct wg__plan_strip *out,
			      struct wg_error *e)
{
	size_t n;
	const struct wg_plan_step *steps = wg_plan_steps(st->plan, &n);
	const struct wg__plan_block *block = &st->blocks.at[b];
	int *cadre = WG_NEW(a, int, block->n), *entrance = WG_NEW(a, int, block->n), number = 0;
	enum wg_err err = name_block(st, b, a, out, e);
	if (err != WG_OK)
		return err;
	for (int i = 0; i < block->n; i++) {
		const struct wg_plan_step *s = &steps[block->from + i];
		number += i > 0 && s->entrance != steps[block->from + i - 1].entrance;
		cadre[i] = s->cadre;
		entrance[i] = number;
	}
	out->block = b;
	out->cadre = cadre;
	out->strip = (struct wg_strip){cadre, entrance, block->n};
	return WG_OK;
}

void wg__plan_letters(const struct wg__plan_screen *st)
{
	size_t n;
	const struct wg_plan_step *steps = wg_plan_steps(st->plan, &n);
	for (int i = 0; i < st->n_strips; i++) {
		const struct wg__plan_block *block = &st->blocks.at[st->strips[i].block];
		for (int k = 0; k < block->n; k++)
			st->strips[i].cadre[k] = steps[block->from + k].cadre;
	}
}

static enum wg_err read_strips(struct wg__plan_screen *st, int first, struct wg_error *e)
{
	struct wg__plan_panes p;
	struct wg_arena arena = {0};
	enum wg_err err = WG_OK;
	int n = 0;
	wg__plan_layout(st, wg__plan_body(st->ui), &p);
	struct wg__plan_strip *strips = WG_NEW(&arena, struct wg__plan_strip, p.most);
	for (int b = first; err == WG_OK && b < (int)st->blocks.len && n < p.most; b++) {
		err = read_strip(st, b, &arena, &strips[n], e);
		n += err == WG_OK;
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

/* The block where the strips should begin so that the stretch is among them. */
static int wanted_first(const struct wg__plan_screen *st)
{
	int at = -1, n = (int)st->blocks.len, end = st->first + st->n_strips;
	for (int b = 0; st->mine.len > 0 && b < n; b++) {
		if (st->mine.at[0] >= st->blocks.at[b].from)
			at = b;
	}
	if (at < 0 || (at >= st->first && (at + 1 < end || end == n)))
		return st->first;
	return at > 0 ? at - 1 : 0;
}

enum wg_err wg__plan_follow(struct wg__plan_screen *st, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	if (st->mine_of != st->list.cursor) {
		take_steps(st);
		wg__plan_border(st);
	}
	if (st->n_strips == 0)
		err = read_strips(st, 0, e);
	if (err == WG_OK && wanted_first(st) != st->first)
		err = read_strips(st, wanted_first(st), e);
	return err;
}

void wg__plan_say(const struct wg__plan_screen *st, struct wg_message *m)
{
	const struct wg_plan_totals *t = wg_plan_totals(st->plan);
	long long h = t->households, k = t->cadres, open = t->objective - t->bound;
	if (t->uncovered && t->cadres_needed)
		wg_message_set(m, N_("{1} households, {2} cadres: {3} uncovered, {4} more full-time cadres needed"),
			       "llll", h, k, (long long)t->uncovered, (long long)t->cadres_needed);
	else if (t->uncovered)
		wg_message_set(m,
			       N_("{1} households, {2} cadres: {3} uncovered, recusals and bands leave no other plan"),
			       "lll", h, k, (long long)t->uncovered);
	else if (t->cadres_surplus)
		wg_message_set(m, N_("{1} households, {2} cadres: {3} cadres too many"), "lll", h, k,
			       (long long)t->cadres_surplus);
	else if (t->proven)
		wg_message_set(m, N_("{1} households, {2} cadres, every household has one contact; proven optimal"),
			       "ll", h, k);
	else
		wg_message_set(m,
			       N_("{1} households, {2} cadres, every household has one contact; at most {3} above the "
				  "optimum"),
			       "lll", h, k, open);
}
