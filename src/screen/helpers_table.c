#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "screen/contacts_text.h"
#include "screen/helpers_state.h"
#include "screen/need_text.h"

enum person_column { NAME, KIND, SERVICES, CERTIFICATES, FREE, LIMITS, OPEN, HOURS, HOME };
enum thing_column { T_NAME, T_KIND, T_WHERE, T_QUANTITY, T_SERVICES, T_FREE, T_SUPPLIER, T_PHONE, T_UNTIL };

static const char *const person_keys[WG_HELPERS_COLUMNS] = {"name",   "kind", "services", "certificates", "free",
							    "limits", "open", "minutes",  "home"};
static const char *const thing_keys[WG_HELPERS_COLUMNS] = {"name", "kind",     "where", "quantity", "services",
							   "free", "supplier", "phone", "until"};

static const struct wg_column person_specs[WG_HELPERS_COLUMNS] = {
	[NAME] = {"name", N_("name"), 8, 14, 1, WG_LEFT, 0, 0},
	[KIND] = {"kind", N_("kind"), 10, 14, 1, WG_LEFT, 0, 0},
	[SERVICES] = {"services", N_("skills"), 16, 40, 3, WG_LEFT, 0, 0},
	[CERTIFICATES] = {"certificates", N_("certificates"), 14, 30, 2, WG_LEFT, 0, 0},
	[FREE] = {"free", N_("free"), 10, 24, 2, WG_LEFT, 1, 0},
	[LIMITS] = {"limits", N_("limits"), 8, 16, 1, WG_LEFT, 4, 0},
	[OPEN] = {"open", N_("busy"), 4, 0, 0, WG_RIGHT, 0, 0},
	[HOURS] = {"minutes", N_("hours"), 5, 0, 0, WG_RIGHT, 2, 0},
	[HOME] = {"home", N_("lives"), 12, 24, 2, WG_LEFT, 3, 0},
};

static const struct wg_column thing_specs[WG_HELPERS_COLUMNS] = {
	[T_NAME] = {"name", N_("name"), 12, 24, 2, WG_LEFT, 0, 0},
	[T_KIND] = {"kind", N_("kind"), 6, 10, 0, WG_LEFT, 0, 0},
	[T_WHERE] = {"where", N_("where"), 12, 30, 2, WG_LEFT, 0, 0},
	[T_QUANTITY] = {"quantity", N_("how many"), 8, 12, 0, WG_RIGHT, 0, 0},
	[T_SERVICES] = {"services", N_("good for"), 10, 30, 2, WG_LEFT, 3, 0},
	[T_FREE] = {"free", N_("free"), 10, 24, 2, WG_LEFT, 1, 0},
	[T_SUPPLIER] = {"supplier", N_("supplier"), 8, 16, 1, WG_LEFT, 0, 0},
	[T_PHONE] = {"phone", N_("telephone"), 11, 14, 0, WG_LEFT, 2, 0},
	[T_UNTIL] = {"until", N_("until"), 10, 0, 0, WG_LEFT, 4, 0},
};

static void names(const struct wg__helpers *st, const char *list, const char *codes, char scratch[WG_CELL_TEXT])
{
	struct wg_arena a = {0};
	snprintf(scratch, WG_CELL_TEXT, "%s", wg_need_names(st->ui, list, codes, &a));
	wg_arena_free(&a);
}

/* What has lapsed says so. */
static void certificates(const struct wg__helpers *st, const struct wg_helper *h, char scratch[WG_CELL_TEXT],
			 struct wg_text *out)
{
	size_t n = 0;
	for (size_t i = 0; i < h->n_certs && n < WG_CELL_TEXT; i++) {
		bool lapsed = wg__certificate_lapsed(&h->certs[i]);
		n += (size_t)snprintf(scratch + n, WG_CELL_TEXT - n, "%s%s%s", i ? " " : "",
				      wg_ui_code(st->ui, "certificate", h->certs[i].certificate),
				      lapsed ? st->ui->tr(N_(" lapsed")) : "");
		if (lapsed)
			out->role = WG_ROLE_WARN;
	}
}

static void free_time(const struct wg__helpers *st, bool said, int64_t slots, char scratch[WG_CELL_TEXT])
{
	char words[WG_SLOTS_WORDS];
	if (said)
		snprintf(scratch, WG_CELL_TEXT, "%s", wg_slots_words(slots, st->ui->english, words));
}

/* Minutes as hours with one digit. */
static void hours(int64_t minutes, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	snprintf(scratch, WG_CELL_TEXT, "%" PRId64 ".%" PRId64, minutes / 60, minutes % 60 / 6);
	if (minutes == 0)
		*out = (struct wg_text){"-", WG_ROLE_DIM};
}

static void person_cell(const struct wg__helpers *st, const struct wg_helper *h, int column, char scratch[WG_CELL_TEXT],
			struct wg_text *out)
{
	if (column == WG_TABLE_SIGN)
		*out = (struct wg_text){wg__helper_lapsed(h) ? "!" : "", WG_ROLE_WARN};
	else if (column == NAME)
		out->text = h->name;
	else if (column == KIND)
		out->text = wg_ui_code(st->ui, "worker_kind", h->kind);
	else if (column == SERVICES)
		names(st, "service", h->services, scratch);
	else if (column == CERTIFICATES)
		certificates(st, h, scratch, out);
	else if (column == FREE)
		free_time(st, h->slots_said, h->slots, scratch);
	else if (column == LIMITS)
		names(st, "limit", h->limits, scratch);
	else if (column == OPEN && h->load_cap)
		snprintf(scratch, WG_CELL_TEXT, "%" PRId64 "/%d", h->open, h->load_cap);
	else if (column == OPEN)
		wg__put_count(h->open, scratch, out);
	else if (column == HOURS)
		hours(h->minutes, scratch, out);
	else
		out->text = *h->home ? h->home : h->serves;
}

static void thing_cell(const struct wg__helpers *st, const struct wg_resource *r, int column,
		       char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	if (column == WG_TABLE_SIGN)
		*out = (struct wg_text){wg__resource_lapsed(r) ? "!" : "", WG_ROLE_WARN};
	else if (column == T_NAME)
		out->text = r->name;
	else if (column == T_KIND)
		out->text = wg_ui_code(st->ui, "resource_kind", r->kind);
	else if (column == T_WHERE)
		out->text = r->where;
	else if (column == T_QUANTITY && r->has_quantity)
		snprintf(scratch, WG_CELL_TEXT, "%" PRId64 " %s", r->quantity, r->measure);
	else if (column == T_SERVICES)
		names(st, "service", r->services, scratch);
	else if (column == T_FREE)
		free_time(st, r->slots_said, r->slots, scratch);
	else if (column == T_SUPPLIER)
		out->text = r->supplier;
	else if (column == T_PHONE)
		out->text = r->phone;
	else if (column == T_UNTIL)
		wg__put_day(r->until, scratch, out);
	if (column == T_UNTIL && wg__resource_lapsed(r))
		out->role = WG_ROLE_WARN;
}

static void cell(void *data, int64_t row, int column, char scratch[WG_CELL_TEXT], struct wg_text *out)
{
	const struct wg__helpers *st = data;
	const struct wg_helper *h = wg__helpers_person(st, row);
	const struct wg_resource *r = wg__helpers_thing(st, row);
	scratch[0] = '\0';
	out->text = scratch;
	if (h)
		person_cell(st, h, column, scratch, out);
	else if (r)
		thing_cell(st, r, column, scratch, out);
}

static struct wg_datum datum(void *helpers, size_t row, size_t column)
{
	const struct wg__helpers *st = helpers;
	return st->tab == WG_HELPERS_THINGS ? wg_resource_datum(&st->things.at[st->row[row]], column)
					    : wg_helper_datum(&st->all.at[st->row[row]], column);
}

void wg__helpers_table(struct wg__helpers *st)
{
	bool things = st->tab == WG_HELPERS_THINGS;
	const struct wg_codes *codes = wg_office_codes(st->ui->face->office);
	wg__columns(st->ui, things ? thing_specs : person_specs, WG_HELPERS_COLUMNS, st->columns);
	wg_table_init(&st->table, st->columns, WG_HELPERS_COLUMNS, cell, st);
	st->table.column = things ? (int)T_NAME : (int)SERVICES;
	wg_sifted_free(&st->sifted);
	wg_sifted_init(&st->sifted, st, datum, &st->list, &st->table);
	st->sifted.sift.keys = things ? thing_keys : person_keys;
	st->sifted.sift.columns =
		things ? (struct wg_filter_table){wg_resource_columns, WG_RESOURCE_KEYS, codes, st->ui->tr}
		       : (struct wg_filter_table){wg_helper_columns, WG_HELPER_KEYS, codes, st->ui->tr};
}
