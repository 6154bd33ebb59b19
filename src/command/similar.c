#include <string.h>

#include "command/exec.h"
#include "text/date.h"
#include "wangge/person.h"

enum { SHOWN = 20, PAIRS = 500 };

static const struct wg_rows_column columns[] = {
	{"person", N_("Person"), WG_ROWS_ID, NULL},
	{"household", N_("Household"), WG_ROWS_ID, NULL},
	{"name", N_("Name"), WG_ROWS_TEXT, NULL},
	{"birth", N_("born"), WG_ROWS_DATE, NULL},
	{"phone", N_("Telephone"), WG_ROWS_TEXT, NULL},
	{"address", N_("Address"), WG_ROWS_TEXT, NULL},
	{"head", N_("Head"), WG_ROWS_TEXT, NULL},
	{"gone", N_("gone"), WG_ROWS_YES, NULL},
	{"same_name", N_("same name"), WG_ROWS_YES, NULL},
	{"same_birth", N_("same birth or year"), WG_ROWS_YES, NULL},
	{"same_phone", N_("same telephone or tail"), WG_ROWS_YES, NULL},
	{"same_id", N_("same id number"), WG_ROWS_YES, NULL},
};

static void add_similar(struct wg_call *c, struct wg_rows *rows, const struct wg_similar *s)
{
	const struct wg_person *p = &s->person;
	const struct wg_datum row[] = {
		wg__int(p->id),
		wg__int(p->household_id),
		wg__text(p->name),
		p->has_birth ? wg__int(p->birth) : (struct wg_datum){.null = true},
		wg__text(p->phone),
		wg__text(s->address),
		wg__text(s->head),
		wg__int(p->gone != 0 || s->left),
		wg__int((s->same & WG_SAME_NAME) != 0),
		wg__int((s->same & (WG_SAME_BIRTH | WG_SAME_YEAR)) != 0),
		wg__int((s->same & (WG_SAME_PHONE | WG_SAME_TAIL)) != 0),
		wg__int((s->same & WG_SAME_ID) != 0),
	};
	memcpy(wg__row(c, rows), row, sizeof row);
}

enum wg_err wg__exec_similar(struct wg_call *c, struct wg_error *e)
{
	struct wg_similars found;
	struct wg_likeness of = {
		.name = wg__arg(c, "name"), .phone = wg__arg(c, "phone"), .id_no = wg__arg(c, "id-no")};
	const char *birth = wg__arg(c, "birth");
	if (birth && !(of.precision = wg_birth_parse(birth, &of.birth)))
		return wg_fail(e, WG_EUSAGE, N_("--birth {1}: a date, a month or a year: 1950-03-26, 1950-03, 1950"),
			       "s", birth);
	enum wg_err err = wg_person_similar(c->office, &of, SHOWN, c->a, &found, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *rows = wg__table(c, "similar", NULL, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < found.n; i++)
		add_similar(c, rows, &found.at[i]);
	if (found.n == 0)
		wg__say(c, N_("nobody like {1} is recorded"), "s", of.name);
	else
		wg__say(c, N_("{1} like {2} are recorded"), "ls", (long long)found.n, of.name);
	return WG_OK;
}

static const struct wg_rows_column pair_columns[] = {
	{"person", N_("Person"), WG_ROWS_ID, NULL},
	{"name", N_("Name"), WG_ROWS_TEXT, NULL},
	{"birth", N_("born"), WG_ROWS_DATE, NULL},
	{"phone", N_("Telephone"), WG_ROWS_TEXT, NULL},
	{"address", N_("Address"), WG_ROWS_TEXT, NULL},
	{"other", N_("Other record"), WG_ROWS_ID, NULL},
	{"other_phone", N_("its telephone"), WG_ROWS_TEXT, NULL},
	{"other_address", N_("its address"), WG_ROWS_TEXT, NULL},
	{"same_birth", N_("same day of birth"), WG_ROWS_YES, NULL},
	{"same_phone", N_("same telephone"), WG_ROWS_YES, NULL},
	{"same_id", N_("same id number"), WG_ROWS_YES, NULL},
};

static void add_pair(struct wg_call *c, struct wg_rows *rows, const struct wg_pair *p)
{
	const struct wg_datum row[] = {
		wg__int(p->a.id),
		wg__text(p->a.name),
		p->a.has_birth ? wg__int(p->a.birth) : (struct wg_datum){.null = true},
		wg__text(p->a.phone),
		wg__text(p->address_a),
		wg__int(p->b.id),
		wg__text(p->b.phone),
		wg__text(p->address_b),
		wg__int((p->same & WG_SAME_BIRTH) != 0),
		wg__int((p->same & WG_SAME_PHONE) != 0),
		wg__int((p->same & WG_SAME_ID) != 0),
	};
	memcpy(wg__row(c, rows), row, sizeof row);
}

enum wg_err wg__exec_duplicates(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	struct wg_pairs pairs;
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg_person_pairs(c->office, &node, PAIRS, c->a, &pairs, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *rows =
		wg__table(c, "duplicates", NULL, pair_columns, sizeof pair_columns / sizeof *pair_columns);
	for (size_t i = 0; i < pairs.n; i++)
		add_pair(c, rows, &pairs.at[i]);
	if (pairs.n == 0)
		wg__say(c, N_("nobody seems to be recorded twice"), "");
	else if (pairs.more)
		wg__say(c, N_("the first {1} pairs that may be one person; `merge people` joins two records"), "l",
			(long long)pairs.n);
	else
		wg__say(c, N_("{1} pairs may be one person; `merge people` joins two records"), "l",
			(long long)pairs.n);
	return WG_OK;
}
