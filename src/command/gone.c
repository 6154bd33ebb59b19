#include <string.h>

#include "command/exec.h"
#include "command/gone.h"
#include "wangge/person.h"

enum { SHOWN = 200 };

static const char *how_of(const struct wg_gone *g)
{
	return strcmp(g->how, "died") == 0     ? N_("died")
	       : strcmp(g->how, "moved") == 0  ? N_("moved away")
	       : strcmp(g->how, "merged") == 0 ? N_("recorded twice, now one")
					       : NULL;
}

static const struct wg_rows_column columns[] = {
	{"person", N_("Person"), WG_ROWS_ID, NULL},     {"household", N_("Household"), WG_ROWS_ID, NULL},
	{"name", N_("Name"), WG_ROWS_TEXT, NULL},       {"birth", N_("born"), WG_ROWS_DATE, NULL},
	{"phone", N_("Telephone"), WG_ROWS_TEXT, NULL}, {"address", N_("Address"), WG_ROWS_TEXT, NULL},
	{"date", N_("since"), WG_ROWS_DATE, NULL},      {"how", N_("how"), WG_ROWS_MSG, NULL},
	{"to", N_("where to"), WG_ROWS_TEXT, NULL},     {"whole", N_("Whole household"), WG_ROWS_YES, NULL},
};

static void add_gone(struct wg_call *c, struct wg_rows *rows, const struct wg_gone *g)
{
	struct wg_datum *row = wg__row(c, rows);
	row[0] = wg__int(g->person.id);
	row[1] = wg__int(g->person.household_id);
	row[2] = wg__text(g->person.name);
	if (g->person.has_birth)
		row[3] = wg__int(g->person.birth);
	row[4] = wg__text(g->person.phone);
	row[5] = wg__text(g->address);
	row[6] = wg__int(g->person.gone);
	row[7] = wg__text(how_of(g));
	row[8] = wg__text(g->to);
	row[9] = wg__int(g->household);
}

static void add_all(struct wg_call *c, const char *key, const char *title, const struct wg_gones *list)
{
	struct wg_rows *rows = wg__table(c, key, title, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < list->n; i++)
		add_gone(c, rows, &list->at[i]);
}

enum wg_err wg__exec_gone(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	struct wg_gones list;
	int64_t limit;
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg__arg_int(c, "limit", SHOWN, &limit, e);
	if (err == WG_OK)
		err = wg_person_gone(c->office, &node, limit, c->a, &list, e);
	if (err != WG_OK)
		return err;
	add_all(c, "gone", NULL, &list);
	wg__say(c, N_("{1} who are gone"), "l", (long long)list.n);
	return WG_OK;
}

enum wg_err wg__show_past(struct wg_call *c, int64_t household, struct wg_error *e)
{
	static const struct wg_rows_column door_columns[] = {
		{"address", N_("Address"), WG_ROWS_TEXT, NULL},
		{"until", N_("until"), WG_ROWS_DATE, NULL},
		{"contact", N_("contact"), WG_ROWS_TEXT, NULL},
	};
	struct wg_gones list;
	struct wg_past_doors doors;
	enum wg_err err = wg_household_gone(c->office, household, c->a, &list, e);
	if (err == WG_OK)
		err = wg_household_past_doors(c->office, household, c->a, &doors, e);
	if (err != WG_OK)
		return err;
	if (list.n > 0)
		add_all(c, "gone", N_("Former members"), &list);
	if (doors.n == 0)
		return WG_OK;
	struct wg_rows *rows = wg__table(c, "doors", N_("Lived before at"), door_columns, 3);
	for (size_t i = 0; i < doors.n; i++) {
		struct wg_datum *row = wg__row(c, rows);
		row[0] = wg__text(doors.at[i].address);
		row[1] = wg__int(doors.at[i].until);
		row[2] = wg__text(doors.at[i].contact);
	}
	return WG_OK;
}
