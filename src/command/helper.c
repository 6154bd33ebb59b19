#include "wangge/helper.h"

#include "base/clock.h"
#include "command/choose.h"
#include "command/exec.h"
#include "command/helper.h"

static struct wg_datum helper_cell(const void *helper, size_t column)
{
	return wg_helper_datum(helper, column);
}

void wg__helper_row(struct wg_call *c, struct wg_rows *t, const struct wg_helper *h)
{
	struct wg_datum *row = wg__row(c, t);
	for (size_t i = 0; i < WG_HELPER_KEYS; i++)
		row[i] = wg_helper_datum(h, i);
}

/* --free: who has all of that time. Who never said when is not known to have it. */
static enum wg_err only_free(struct wg_call *c, struct wg_helpers *list, struct wg_error *e)
{
	const char *text = wg__arg(c, "free");
	int64_t wanted = 0;
	size_t n = 0;
	if (text && *text && !wg_slots_read(text, &wanted))
		return wg_fail(e, WG_EUSAGE, N_("{1} is no time of the week: say 周三晚, 工作日白天, 周末"), "s", text);
	for (size_t i = 0; i < list->n; i++) {
		if (!wanted || (list->at[i].slots & wanted) == wanted)
			list->at[n++] = list->at[i];
	}
	list->n = n;
	return WG_OK;
}

enum wg_err wg__exec_helpers(struct wg_call *c, struct wg_error *e)
{
	struct wg_node node;
	struct wg_helpers list = {0};
	const struct wg_code *service = NULL;
	enum wg_err err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg__arg_code(c, "service", "service", &service, e);
	if (err == WG_OK)
		err = wg_helper_list(c->office, &node, service ? service->code : NULL, c->a, &list, e);
	if (err == WG_OK)
		err = only_free(c, &list, e);
	if (err == WG_OK)
		err = wg__choose(c, wg_helper_columns, WG_HELPER_KEYS, helper_cell, list.at, sizeof *list.at, &list.n,
				 e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "helpers", NULL, wg_helper_columns, WG_HELPER_KEYS);
	for (size_t i = 0; i < list.n; i++)
		wg__helper_row(c, t, &list.at[i]);
	wg__say(c, N_("{1} helpers"), "l", (long long)list.n);
	return WG_OK;
}

enum wg_err wg__exec_lapsing(struct wg_call *c, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"id", N_("id"), WG_ROWS_ID, NULL},
		{"name", N_("name"), WG_ROWS_TEXT, NULL},
		{"kind", N_("kind"), WG_ROWS_CODE, "worker_kind"},
		{"phone", N_("telephone"), WG_ROWS_TEXT, NULL},
		{"certificate", N_("certificate"), WG_ROWS_CODE, "certificate"},
		{"until", N_("until"), WG_ROWS_DATE, NULL},
		{"lapsed", N_("has lapsed"), WG_ROWS_YES, NULL},
	};
	struct wg_node node;
	struct wg_lapsing *list;
	size_t n = 0;
	int64_t days, today = wg_today();
	enum wg_err err = wg__arg_int(c, "days", WG__LAPSING_DAYS, &days, e);
	if (err == WG_OK)
		err = wg__arg_place(c, "under", &node, e);
	if (err == WG_OK)
		err = wg_lapsing_list(c->office, &node, today + days, c->a, &list, &n, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__table(c, "lapsing", NULL, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < n; i++) {
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(list[i].worker_id);
		row[1] = wg__text(list[i].name);
		row[2] = wg__text(list[i].kind);
		row[3] = wg__text(list[i].phone);
		row[4] = wg__text(list[i].certificate);
		row[5] = wg__int(list[i].until);
		row[6] = wg__int(list[i].until < today);
	}
	wg__say(c, N_("{1} certificates lapse within {2} days, or have"), "ll", (long long)n, (long long)days);
	return WG_OK;
}

static void skills_table(struct wg_call *c, const struct wg_helper *h)
{
	static const struct wg_rows_column columns[] = {
		{"service", N_("skill"), WG_ROWS_CODE, "service"},
		{"level", N_("level"), WG_ROWS_CODE, "level"},
		{"verified", N_("verified"), WG_ROWS_YES, NULL},
		{"certified", N_("valid certificate"), WG_ROWS_YES, NULL},
	};
	struct wg_rows *t = wg__table(c, "skills", N_("Skills"), columns, 4);
	for (size_t i = 0; i < h->n_skills; i++) {
		const struct wg_skill *s = &h->skills[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__text(s->service);
		row[1] = wg__text(wg_arena_printf(c->a, "%d", s->level));
		row[2] = wg__int(s->verified);
		row[3] = wg__int(wg_helper_certified(wg_office_codes(c->office), h, s->service, wg_today()));
	}
}

enum wg_err wg__helper_tables(struct wg_call *c, int64_t worker, struct wg_error *e)
{
	static const struct wg_rows_column columns[] = {
		{"certificate", N_("certificate"), WG_ROWS_CODE, "certificate"},
		{"number", N_("number"), WG_ROWS_TEXT, NULL},
		{"until", N_("until"), WG_ROWS_DATE, NULL},
		{"lapsed", N_("has lapsed"), WG_ROWS_YES, NULL},
	};
	struct wg_helper h;
	enum wg_err err = wg_helper_get(c->office, worker, c->a, &h, e);
	if (err != WG_OK || (!h.n_skills && !h.n_certs && !h.slots_said && !*h.limits))
		return err;
	wg__helper_row(c, wg__table(c, "helper", N_("As a helper"), wg_helper_columns, WG_HELPER_KEYS), &h);
	if (h.n_skills > 0)
		skills_table(c, &h);
	struct wg_rows *t = h.n_certs > 0 ? wg__table(c, "certificates", N_("Certificates"), columns, 4) : NULL;
	for (size_t i = 0; i < h.n_certs; i++) {
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__text(h.certs[i].certificate);
		row[1] = wg__text(h.certs[i].number);
		if (h.certs[i].has_until)
			row[2] = wg__int(h.certs[i].until);
		row[3] = wg__int(h.certs[i].has_until && h.certs[i].until < wg_today());
	}
	return WG_OK;
}
