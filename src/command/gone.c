#include <string.h>

#include "command/exec.h"
#include "wangge/person.h"

enum { SHOWN = 200 };

static const char *how_of(const struct wg_gone *g)
{
	static const char *const words[][2] = {
		{"died", N_("died")}, {"moved", N_("moved away")}, {"merged", N_("recorded twice, now one")}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(words[i][0], g->how) == 0)
			return words[i][1];
	}
	return NULL;
}

enum wg_err wg__exec_gone(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"person", N_("Person"), WG_ROWS_ID, NULL},     {"household", N_("Household"), WG_ROWS_ID, NULL},
		{"name", N_("Name"), WG_ROWS_TEXT, NULL},       {"birth", N_("born"), WG_ROWS_DATE, NULL},
		{"phone", N_("Telephone"), WG_ROWS_TEXT, NULL}, {"address", N_("Address"), WG_ROWS_TEXT, NULL},
		{"date", N_("since"), WG_ROWS_DATE, NULL},      {"how", N_("how"), WG_ROWS_MSG, NULL},
		{"to", N_("where to"), WG_ROWS_TEXT, NULL},     {"whole", N_("Whole household"), WG_ROWS_YES, NULL},
	};
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
	struct wg_rows *rows = wg__table(c, "gone", NULL, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < list.n; i++) {
		const struct wg_gone *g = &list.at[i];
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
	wg__say(c, N_("{1} who are gone"), "l", (long long)list.n);
	return WG_OK;
}
