#include <stdio.h>
#include <string.h>

#include "screen/form_state.h"
#include "screen/need_text.h"
#include "screen/rows_value.h"
#include "wangge/household.h"
#include "wangge/need.h"
#include "wangge/subject.h"

bool wg__form_is_need(const struct wg__form *k)
{
	return strcmp(k->command->name, "add need") == 0;
}

static const struct wg_datum *cell(const struct wg_rows *t, const char *key, size_t *column)
{
	for (size_t i = 0; i < t->n_columns; i++)
		if (strcmp(t->columns[i].key, key) == 0) {
			*column = i;
			return &t->at[i];
		}
	return NULL;
}

/* What a field that was left empty comes to. */
static void say_derived(struct wg__form *k, const struct wg_rows *t, const char *param, const char *key)
{
	char typed[WG_FORM_VALUE], value[WG_FIELD_MESSAGE - 8];
	size_t column;
	int i = wg__form_find(k, param);
	const struct wg_datum *d = cell(t, key, &column);
	if (i < 0 || !d || d->null)
		return;
	wg__form_text(k, i, typed);
	wg_rows_value(k->ui, &t->columns[column], d, value, sizeof value);
	if (!*typed && *value)
		snprintf(k->fields[i].meant, sizeof k->fields[i].meant, "= %s", value);
}

void wg__form_need_derived(struct wg__form *k, const struct wg_outcome *out)
{
	static const char *const derived[][2] = {
		{"service", "services"},
		{"urgency", "urgency"},
		{"source", "source"},
		{"form", "form"},
		{"due", "due"},
		{"life", "life"},
		{"field", "field"},
		{"micro", "micro"},
		{"phone", "phone"},
		{"persons", "persons"},
		{"responsible", "responsible"},
	};
	if (out->n_tables == 0 || out->tables[0].n == 0)
		return;
	for (size_t i = 0; i < sizeof derived / sizeof *derived; i++)
		say_derived(k, &out->tables[0], derived[i][0], derived[i][1]);
}

static void add(struct rows_lines *to, const char *text, enum wg_role role)
{
	if (*text)
		WG_PUSH(&to->lines, (struct wg_page_line){.text = text, .role = role});
}

/* Somebody is calling: care groups, what to mind at the door, what was wanted the last time. */
static void mind_household(struct wg__form *k, int64_t id)
{
	struct wg_arena *a = &k->check_arena;
	wg_office *office = k->ui->face->office;
	wg_translate *tr = k->ui->tr;
	struct wg_household h;
	struct wg_needs needs;
	const struct wg_need_query query = {.household_id = id};
	const struct wg_need *last = NULL;
	char day[WG_NEED_TEXT];
	if (wg_household_get(office, id, a, &h, NULL) != WG_OK)
		return;
	const char *care = wg_need_names(k->ui, "care", h.care, a);
	add(&k->lines,
	    *care || *h.note
		    ? wg_arena_printf(a, "%s  %s%s%s", tr(N_("Mind")), care, *care && *h.note ? "   " : "", h.note)
		    : "",
	    WG_ROLE_WARN);
	if (wg_need_list(office, &query, a, &needs, NULL) != WG_OK || needs.n == 0)
		return;
	for (size_t i = 0; i < needs.n; i++)
		last = last && last->at >= needs.at[i].at ? last : &needs.at[i];
	add(&k->lines,
	    wg_arena_printf(a, "%s  %s %s  %s", tr(N_("The last time")), wg_need_day(last->at, day), last->title,
			    wg_ui_code(k->ui, "need_state", wg_need_state_info[last->state].code)),
	    WG_ROLE_NORMAL);
}

static void add_alike(struct wg__form *k, const struct wg_rows *t, size_t i)
{
	size_t column;
	char at[WG_NEED_TEXT];
	const struct wg_rows row = {
		.columns = t->columns, .n_columns = t->n_columns, .at = t->at + i * t->n_columns, .n = 1};
	const struct wg_datum *id = cell(&row, "id", &column), *what = cell(&row, "title", &column),
			      *where = cell(&row, "where", &column), *when = cell(&row, "at", &column),
			      *state = cell(&row, "state", &column);
	if (!id || !what || !where || !when || !state || what->null)
		return;
	add(&k->alike,
	    wg_arena_printf(&k->check_arena, "#%lld %s  %s  %s  %s", wg_need_number(id->i), what->s,
			    where->null ? "" : where->s, wg_need_moment(k->ui, when->i, at),
			    state->null ? "" : wg_ui_code(k->ui, "need_state", state->s)),
	    WG_ROLE_WARN);
}

/* Open ones of the same house or place that say the same. */
static void look_for_alike(struct wg__form *k, const char *whose)
{
	char title[WG_FORM_VALUE];
	struct wg_args args = {0}, all = {0};
	struct wg_outcome out = {0};
	struct wg_error e = {0};
	int missing;
	wg__form_text(k, wg__form_find(k, "title"), title);
	if (!*title || !wg_command_find("similar needs"))
		return;
	wg__form_args(k, &k->check_arena, &all, &missing);
	wg_args_add(&args, "for", whose);
	wg_args_add(&args, "title", title);
	for (size_t i = 0; i < all.n; i++)
		if (strcmp(all.at[i].name, "service") == 0)
			wg_args_add(&args, "service", all.at[i].value);
	if (wg_ui_read(k->ui, "similar needs", &args, &out, &e) == WG_OK && out.n_tables > 0) {
		for (size_t i = 0; i < out.tables[0].n; i++)
			add_alike(k, &out.tables[0], i);
	}
	wg_outcome_free(&out);
	wg_args_free(&args);
	wg_args_free(&all);
}

void wg__form_need_look(struct wg__form *k)
{
	char whose[WG_FORM_VALUE];
	struct wg_subjects all;
	wg__form_text(k, wg__form_find(k, "for"), whose);
	if (!*whose || wg_subject_find(k->ui->face->office, whose, &k->check_arena, &all, NULL) != WG_OK)
		return;
	if (all.n == 1 && all.at[0].household_id)
		mind_household(k, all.at[0].household_id);
	look_for_alike(k, whose);
}
