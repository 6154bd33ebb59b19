#include <stdlib.h>
#include <string.h>

#include "screen/contacts_state.h"

/* Which cadres are listed, and which of the households of the one under the cursor: all, or those that search and
 * filters leave, in the order of the walk or of a column. */

enum { VALUES = 1000 };

static const char *const cadre_keys[] = {"letter",     "name", "lives", "kind", "unit",
					 "households", "sign", "load",  "fill"};
static const char *const door_keys[] = {"room", "head", "people", "care", "since", "phone"};

static wg_office *office_of(const struct wg__contacts *st)
{
	return st->ui->face->office;
}

static struct wg_datum datum(void *contacts, size_t row, size_t column)
{
	const struct wg__contacts *st = contacts;
	return wg_worker_datum(&st->cadres[row].worker, column);
}

static enum wg_err follow(void *contacts, struct wg_error *e)
{
	return wg__contacts_follow(contacts, e);
}

static enum wg_err apply(struct wg_sift *sift, bool typed, struct wg_error *e)
{
	struct wg__contacts *st = sift->owner;
	if (!typed)
		wg_chosen_renew(&st->chosen);
	st->households.ranging = false;
	enum wg_err err = wg__contacts_households(st, e);
	wg_list_reload(&st->households);
	if (typed && *sift->find)
		wg_list_go(&st->households, 0);
	return err;
}

static enum wg_err values(struct wg_sift *sift, size_t column, const char *where, struct wg_arena *a,
			  struct wg_value_counts *out, struct wg_error *e)
{
	const struct wg__contacts *st = sift->owner;
	struct wg_household_filter filter = st->only;
	filter.where = where;
	return wg_household_values(office_of(st), &st->scope, &filter, (enum wg_household_column)column, VALUES, a, out,
				   e);
}

static int64_t count(const struct wg_sift *sift, bool *more)
{
	const struct wg__contacts *st = sift->owner;
	*more = st->chosen.more;
	return st->window.count;
}

static const struct wg_sift_ops ops = {.apply = apply, .values = values, .count = count};

void wg__contacts_sifts(struct wg__contacts *st)
{
	const struct wg_codes *codes = wg_office_codes(office_of(st));
	wg_sifted_init(&st->sifted, st, datum, &st->list, &st->table);
	st->sifted.follow = follow;
	st->sifted.rest = true;
	st->sifted.sift.keys = cadre_keys;
	st->sifted.sift.columns = (struct wg_filter_table){wg_worker_columns, WG_WORKER_KEYS, codes, st->ui->tr};
	wg_sift_init(&st->sift, &ops, st, &st->households, &st->doors);
	st->sift.keys = door_keys;
	st->sift.columns = (struct wg_filter_table){wg_household_columns, WG_HH_COLUMNS, codes, st->ui->tr};
}

void wg__contacts_whole(struct wg__contacts *st)
{
	struct wg_error e = {0};
	if (!wg_sift_is_set(&st->sift))
		return;
	wg_sift_clear(&st->sift);
	if (apply(&st->sift, false, &e) != WG_OK)
		wg_ui_complain(st->ui, &e);
}

int wg__contacts_index(const struct wg__contacts *st)
{
	bool is = st->list.cursor >= 0 && st->list.cursor < wg_sifted_count(&st->sifted);
	return is ? (int)wg_sifted_row(&st->sifted, st->list.cursor) : -1;
}

const struct wg__cadre *wg__contacts_cadre(const struct wg__contacts *st)
{
	int i = wg__contacts_index(st);
	return i >= 0 ? &st->cadres[i] : NULL;
}
