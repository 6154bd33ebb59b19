#include "screen/plan_state.h"

/* The households of a stretch and the cadres to choose from, narrowed, filtered and sorted like any list. */

static const char *const step_keys[WG_PLAN_STEP_COLUMNS] = {"room", "head", "weight", "care", "contact"};
static const char *const choose_keys[WG_PLAN_CHOOSE_COLUMNS] = {"name",       "kind", "unit",
								"households", "load", "band_hi"};

static struct wg_datum step_datum(void *plan, size_t row, size_t column)
{
	const struct wg_household *h = wg__plan_household(plan, row);
	return h->head ? wg_household_datum(h, column) : (struct wg_datum){.null = true};
}

static struct wg_datum choose_datum(void *plan, size_t row, size_t column)
{
	const struct wg__plan_screen *st = plan;
	return wg_worker_datum(&st->workers.at[row], column);
}

void wg__plan_sifts(struct wg__plan_screen *st)
{
	const struct wg_codes *codes = wg_office_codes(st->ui->face->office);
	wg_sifted_init(&st->step_sifted, st, step_datum, &st->steps, &st->step_table);
	st->step_sifted.sift.keys = step_keys;
	st->step_sifted.sift.columns = (struct wg_filter_table){wg_household_columns, WG_HH_COLUMNS, codes, st->ui->tr};
	wg_sifted_init(&st->choose_sifted, st, choose_datum, &st->choose, &st->choose_table);
	st->choose_sifted.sift.keys = choose_keys;
	st->choose_sifted.sift.columns = (struct wg_filter_table){wg_worker_columns, WG_WORKER_KEYS, codes, st->ui->tr};
}

struct wg_sifted *wg__plan_sifted(struct wg__plan_screen *st)
{
	if (st->stage == WG_STAGE_CHOOSE)
		return &st->choose_sifted;
	return st->stage == WG_STAGE_RESULT && st->right ? &st->step_sifted : NULL;
}

void wg__plan_whole(struct wg__plan_screen *st)
{
	if (!wg_sift_is_set(&st->step_sifted.sift))
		return;
	wg_sift_clear(&st->step_sifted.sift);
	(void)wg_sifted_rows(&st->step_sifted, st->mine.len, NULL);
}

bool wg__plan_column(struct wg__plan_screen *st, enum wg_action action)
{
	const struct wg_sifted *m = wg__plan_sifted(st);
	bool resort;
	return m && (action == WG_ACTION_COLUMN_LEFT || action == WG_ACTION_COLUMN_RIGHT) &&
	       wg_table_action(m->sift.table, action, &resort);
}

int wg__plan_step(const struct wg__plan_screen *st)
{
	if (!st->right)
		return st->mine.len > 0 ? st->mine.at[st->mine.len - 1] : -1;
	bool is = st->steps.cursor >= 0 && st->steps.cursor < wg_sifted_count(&st->step_sifted);
	return is ? st->mine.at[wg_sifted_row(&st->step_sifted, st->steps.cursor)] : -1;
}
