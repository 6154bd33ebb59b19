/* The plan and a draft side by side: what both cost, what every cadre holds in each, which households differ. */
#include "screen/plan_state.h"

#include <inttypes.h>
#include <stdio.h>

#include "screen/contacts_text.h"

enum pair_column { NAME, COUNT_A, LOAD_A, COUNT_B, LOAD_B, MORE };

static const struct wg_column pair_columns[WG_PLAN_PAIR_COLUMNS] = {
	[NAME] = {"name", N_("cadre"), 8, 14, 1, WG_LEFT, 0},
	[COUNT_A] = {"count_a", N_("hh"), 4, 0, 0, WG_RIGHT, 0},
	[LOAD_A] = {"load_a", N_("load"), 4, 0, 0, WG_RIGHT, 0},
	[COUNT_B] = {"count_b", N_("draft"), 5, 0, 0, WG_RIGHT, 0},
	[LOAD_B] = {"load_b", N_("load"), 4, 0, 0, WG_RIGHT, 0},
	[MORE] = {"more", N_("+/-"), 4, 0, 0, WG_RIGHT, 0},
};

enum difference_column { DOOR, HEAD, CONTACT_A, CONTACT_B };

static const struct wg_column difference_columns[WG_PLAN_DIFFERENCE_COLUMNS] = {
	[DOOR] = {"room", N_("door"), 12, 16, 1, WG_LEFT, 0},
	[HEAD] = {"head", N_("head"), 8, 12, 1, WG_LEFT, 1},
	[CONTACT_A] = {"contact_a", N_("plan"), 8, 14, 1, WG_LEFT, 0},
	[CONTACT_B] = {"contact_b", N_("draft"), 8, 14, 1, WG_LEFT, 0},
};

static int64_t pair_count(void *data)
{
	return (int64_t)((const struct wg__plan_screen *)data)->comparison.n_cadres;
}

static int64_t pair_id(void *data, int64_t row)
{
	const struct wg_plan_cadre_pair *p = &((const struct wg__plan_screen *)data)->comparison.cadres[row];
	return (p->a ? p->a : p->b)->worker.id;
}

static int64_t difference_count(void *data)
{
	return (int64_t)((const struct wg__plan_screen *)data)->comparison.n_households;
}

static int64_t difference_id(void *data, int64_t row)
{
	return ((const struct wg__plan_screen *)data)->comparison.households[row].household;
}

static void pair_cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct wg__plan_screen *st = data;
	const struct wg_plan_cadre_pair *p = &st->comparison.cadres[row];
	int64_t more = (p->b ? p->b->count : 0) - (p->a ? p->a->count : 0);
	if (column == NAME)
		out->text = (p->a ? p->a : p->b)->worker.name;
	else if (column == COUNT_A && p->a)
		wg__put_count(p->a->count, scratch, out);
	else if (column == LOAD_A && p->a)
		wg__put_count(p->a->load, scratch, out);
	else if (column == COUNT_B && p->b)
		wg__put_count(p->b->count, scratch, out);
	else if (column == LOAD_B && p->b)
		wg__put_count(p->b->load, scratch, out);
	else if (column == MORE && more) {
		snprintf(scratch, WG_CELL_TEXT, "%+" PRId64, more);
		out->text = scratch;
		out->role = WG_ROLE_STRONG;
	}
}

static void difference_cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct wg__plan_screen *st = data;
	const struct wg_plan_difference *d = &st->comparison.households[row];
	const struct wg_worker *w = column == CONTACT_A ? d->a : d->b;
	struct wg_arena a = {0};
	struct wg_household h;
	if (column == CONTACT_A || column == CONTACT_B) {
		out->text = w ? w->name : "-";
	} else if (column >= 0 && wg_household_get(st->ui->face->office, d->household, &a, &h, NULL) == WG_OK) {
		if (column == DOOR)
			wg__put_address(&h, scratch, out);
		else
			snprintf(scratch, WG_CELL_TEXT, "%s", h.head);
		out->text = scratch;
	}
	wg_arena_free(&a);
}

void wg__plan_compare_init(struct wg__plan_screen *st)
{
	wg_list_init(&st->pairs, (struct wg_row_source){.data = st, .count = pair_count, .id = pair_id});
	wg_list_init(&st->differences,
		     (struct wg_row_source){.data = st, .count = difference_count, .id = difference_id});
	wg__columns(st->ui, pair_columns, WG_PLAN_PAIR_COLUMNS, st->pair_columns);
	wg__columns(st->ui, difference_columns, WG_PLAN_DIFFERENCE_COLUMNS, st->difference_columns);
	wg_table_init(&st->pair_table, st->pair_columns, WG_PLAN_PAIR_COLUMNS, pair_cell, st);
	wg_table_init(&st->difference_table, st->difference_columns, WG_PLAN_DIFFERENCE_COLUMNS, difference_cell, st);
}

void wg__plan_compare_free(struct wg__plan_screen *st)
{
	if (st->other)
		wg_plan_close(&st->other);
	wg_list_free(&st->pairs);
	wg_list_free(&st->differences);
	wg_arena_free(&st->other_arena);
}

void wg__plan_compare(struct wg__plan_screen *st)
{
	wg_arena_reset(&st->other_arena);
	wg_plan_compare(st->plan, st->other, &st->other_arena, &st->comparison);
	wg_list_go(&st->pairs, 0);
	wg_list_go(&st->differences, 0);
}

static void put(const struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect r, int line, const char *name,
		const struct wg_plan_totals *t)
{
	struct wg_message m;
	char text[WG_ANSWER_BYTES];
	wg_message_set(&m, N_("{1}: cost {2}, no plan below {3}; {4} cadres, {5} change contact, {6} floors cut"),
		       "slllll", name, (long long)t->objective, (long long)t->bound, (long long)t->cadres,
		       (long long)t->moved, (long long)t->borders[4]);
	wg_cells_put(c, r.row + line, r.col + 1, r.cols - 2, WG_ROLE_NORMAL,
		     wg_ui_sentence(st->ui, &m, text, sizeof text), WG_PUT_ELL);
}

void wg__plan_compare_paint(struct wg__plan_screen *st, struct wg_cells *c, struct wg_rect body)
{
	enum { HEAD_ROWS = 4, LEFT_COLS = 44 };
	struct wg_message m;
	char text[WG_ANSWER_BYTES];
	put(st, c, body, 0, st->ui->tr(N_("plan")), st->comparison.a);
	put(st, c, body, 1, st->other_name, st->comparison.b);
	wg_message_set(&m, N_("{1} households differ"), "l", (long long)st->comparison.n_households);
	wg_cells_put(c, body.row + 2, body.col + 1, body.cols - 2, WG_ROLE_STRONG,
		     wg_ui_sentence(st->ui, &m, text, sizeof text), 0);
	wg_cells_fill(c, (struct wg_rect){body.row + 3, body.col, 1, body.cols}, '-', WG_ROLE_DIM);
	int row = body.row + HEAD_ROWS, rows = body.rows - HEAD_ROWS, left = LEFT_COLS;
	if (left > body.cols / 2)
		left = body.cols / 2;
	wg_table_draw(&st->pair_table, &st->pairs, c, (struct wg_rect){row, body.col, rows, left}, !st->right);
	wg_table_draw(&st->difference_table, &st->differences, c,
		      (struct wg_rect){row, body.col + left + 1, rows, body.cols - left - 1}, st->right);
}
