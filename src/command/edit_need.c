#include <string.h>

#include "base/clock.h"
#include "command/edit.h"
#include "command/exec.h"
#include "command/need.h"
#include "command/need_class.h"

static const struct wg__edit_field fields[] = {
	{.param = "title", .col = WG_NEED_TITLE, .kind = WG__EDIT_LINE, .must = true},
	{.param = "service", .col = WG_NEED_SERVICES, .kind = WG__EDIT_CODES, .list = "service"},
	{.param = "urgency", .col = WG_NEED_URGENCY, .kind = WG__EDIT_CODE, .list = "urgency", .must = true},
	{.param = "due", .col = WG_NEED_DUE, .kind = WG__EDIT_LAST_SECOND},
	{.param = "persons", .col = WG_NEED_PERSONS, .kind = WG__EDIT_NUMBER, .must = true},
	{.param = "spot", .col = WG_NEED_SPOT, .kind = WG__EDIT_LINE},
	{.param = "outsider", .col = WG_NEED_WHO, .kind = WG__EDIT_NAME},
	{.param = "phone", .col = WG_NEED_PHONE, .kind = WG__EDIT_PHONE},
	{.param = "responsible", .col = WG_NEED_RESPONSIBLE_ID, .kind = WG__EDIT_WORKER},
	{.param = "by", .col = WG_NEED_REPORTER_ID, .kind = WG__EDIT_WORKER},
	{.param = "source", .col = WG_NEED_SOURCE, .kind = WG__EDIT_CODE, .list = "source", .must = true},
	{.param = "form", .col = WG_NEED_FORM, .kind = WG__EDIT_CODE, .list = "form", .must = true},
	{.param = "life", .col = WG_NEED_LIFE, .kind = WG__EDIT_CODE, .list = "life"},
	{.param = "field", .col = WG_NEED_FIELD, .kind = WG__EDIT_CODE, .list = "field"},
	{.param = "micro", .col = WG_NEED_MICRO, .kind = WG__EDIT_CODE, .list = "micro"},
	{.param = "shared", .col = WG_NEED_SHARED, .kind = WG__EDIT_CHOICE, .words = {"no", "yes"}, .must = true},
	{.param = "every", .col = WG_NEED_EVERY, .kind = WG__EDIT_NUMBER},
	{.param = "note", .col = WG_NEED_NOTE, .kind = WG__EDIT_LINE},
};

static bool is(struct wg_value v, const char *word)
{
	return v.type == WG_TEXT && strcmp(v.s, word) == 0;
}

static void check_persons(struct wg__edit *m)
{
	if (m->after[WG_NEED_PERSONS].type == WG_INT && m->after[WG_NEED_PERSONS].i > 3)
		wg__edit_refuse(m, "persons", wg__arg(m->c, "persons"), N_("a need wants 1 to {1} helpers"), "d", 3);
}

static void check_outsider(struct wg__edit *m)
{
	if (wg__arg(m->c, "outsider") && m->after[WG_NEED_WHO].type == WG_TEXT &&
	    m->after[WG_NEED_PLACE_ID].type == WG_NULL)
		wg__edit_refuse(m, "outsider", "", N_("somebody from elsewhere comes to a place, not to a household"),
				"");
}

/* An errand is closed at the counter, nothing else is. */
static void check_form(struct wg__edit *m)
{
	if (is(m->after[WG_NEED_FORM], "errand") != is(m->before[WG_NEED_FORM], "errand"))
		wg__edit_refuse(m, "form", wg__arg(m->c, "form"), N_("errands are recorded at the counter"), "");
}

/* Another urgency brings another day, another service other classes: unless they are given as well. */
static void follow_on(struct wg__edit *m)
{
	static const int cols[] = {WG_NEED_LIFE, WG_NEED_FIELD, WG_NEED_MICRO};
	static const char *const params[] = {"life", "field", "micro"};
	const struct wg_codes *codes = wg_office_codes(m->c->office);
	struct wg_value services = m->after[WG_NEED_SERVICES], urgency = m->after[WG_NEED_URGENCY];
	if (!wg_value_equal(urgency, m->before[WG_NEED_URGENCY]) && !wg__arg(m->c, "due"))
		m->after[WG_NEED_DUE] = wg_int_or_null(wg__due_by(&codes->need, urgency.s, m->before[WG_NEED_AT].i), 0);
	if (services.type == WG_NULL || wg_value_equal(services, m->before[WG_NEED_SERVICES]))
		return;
	const struct wg_code *k =
		wg_code_find(codes, "service", wg_arena_strndup(m->c->a, services.s, strcspn(services.s, " ")));
	const char *const classes[] = {k->life, k->field, k->micro};
	for (int i = 0; i < 3; i++) {
		if (!wg__arg(m->c, params[i]))
			m->after[cols[i]] = wg_text_value(classes[i]);
	}
}

enum wg_err wg__exec_edit_need(struct wg_call *c, struct wg_error *e)
{
	struct wg__edit m = {.c = c, .table = WG_T_NEED, .fields = fields, .n = sizeof fields / sizeof *fields};
	struct wg_need need = {0};
	enum wg_err err = wg__arg_need(c, "need", &need, e);
	m.id = need.id;
	if (err != WG_OK || (err = wg__edit_open(&m, e)) != WG_OK || (err = wg__edit_stale(&m, need.title, e)) != WG_OK)
		return err;
	check_persons(&m);
	check_outsider(&m);
	check_form(&m);
	if (c->out->n_refusals == 0)
		follow_on(&m);
	return wg__edit_write(&m, need.title, 0, e);
}
