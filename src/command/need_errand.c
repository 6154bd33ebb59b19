#include <string.h>

#include "command/exec.h"
#include "command/need.h"
#include "command/need_class.h"
#include "wangge/subject.h"

/* Which errands are drawn follows from their number alone, and is not to be guessed at the counter. */
static bool is_drawn(int64_t id, int of)
{
	uint64_t x = (uint64_t)wg__need_number(id) * UINT64_C(0x9E3779B97F4A7C15);
	x ^= x >> 32;
	x *= UINT64_C(0xD6E8FEB86659FD93);
	x ^= x >> 32;
	return of > 0 && x % (uint64_t)of == 0;
}

/* 老年认证 is kept as it was typed, a bare code as its name. */
static const char *title_of(const struct wg_code *service, const char *typed)
{
	return strcmp(service->code, typed) == 0 ? service->name : typed;
}

static void fill(struct wg_call *c, const struct wg_subject *s, const struct wg_code *service, struct wg_value *v)
{
	const char *note = wg__arg(c, "note"), *outsider = wg__arg(c, "outsider");
	const struct wg__classes *k =
		&(struct wg__classes){service->code, service->life, service->field, service->micro};
	v[WG_NEED_HOUSEHOLD_ID] = wg_int_or_null(s->household_id, 0);
	v[WG_NEED_PERSON_ID] = wg_int_or_null(s->person_id, 0);
	v[WG_NEED_PLACE_ID] = wg_int_or_null(s->place_id, 0);
	v[WG_NEED_WHO] = wg_text_value(outsider && *outsider ? outsider : NULL);
	v[WG_NEED_NOTE] = wg_text_value(note && *note ? note : NULL);
	v[WG_NEED_TITLE] = wg_text_value(title_of(service, wg__arg(c, "service")));
	v[WG_NEED_SERVICES] = wg_text_value(k->services);
	v[WG_NEED_LIFE] = wg_text_value(k->life);
	v[WG_NEED_FIELD] = wg_text_value(k->field);
	v[WG_NEED_MICRO] = wg_text_value(k->micro);
	v[WG_NEED_PERSONS] = wg_int_value(1);
	v[WG_NEED_SOURCE] = wg_text_value("counter");
	v[WG_NEED_FORM] = wg_text_value("errand");
	v[WG_NEED_URGENCY] = wg_text_value("normal");
	v[WG_NEED_STATE] = wg_text_value(wg_need_state_info[WG_STATE_CLOSED].code);
	v[WG_NEED_AT] = v[WG_NEED_CLOSED] = wg_int_value(wg_tx_at(c->tx));
	v[WG_NEED_SHARED] = v[WG_NEED_REOPENED] = v[WG_NEED_SAMPLED] = wg_int_value(0);
}

static void check_subject(struct wg_call *c, const struct wg_subjects *s)
{
	bool outsider = wg__flag(c, "outsider");
	if (s->n != 1)
		wg__note(c, WG_NOTE_REFUSAL, N_("an errand is one person's"), "");
	else if (s->at[0].gone)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "for", s->at[0].text, N_("has died or moved away"), "");
	else if (outsider && !s->at[0].place_id)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "outsider", s->at[0].text,
			    N_("somebody from elsewhere comes to a place, not to a household"), "");
	else if (!outsider && s->at[0].place_id)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "for", s->at[0].text, N_("an errand is one person's"), "");
}

enum wg_err wg__exec_errand(struct wg_call *c, struct wg_error *e)
{
	struct wg_value v[WG_NEED_COLUMNS] = {0};
	struct wg_subjects subjects;
	const struct wg_code *service;
	struct wg_need need;
	int64_t id = 0;
	enum wg_err err = wg_subject_find(c->office, wg__arg(c, "for"), c->a, &subjects, e);
	if (err == WG_OK)
		err = wg__arg_code(c, "service", "service", &service, e);
	if (err == WG_OK && !service)
		err = wg_fail(e, WG_EUSAGE, N_("say what was done"), "");
	if (err != WG_OK)
		return err;
	check_subject(c, &subjects);
	if (c->out->n_refusals > 0)
		return WG_OK;
	fill(c, &subjects.at[0], service, v);
	if ((err = wg_row_insert(c->tx, WG_T_NEED, v, &id, e)) == WG_OK &&
	    is_drawn(id, wg_office_codes(c->office)->need.sample))
		err = wg_row_set(c->tx, WG_T_NEED, id, WG_NEED_SAMPLED, wg_int_value(1), e);
	if (err == WG_OK)
		err = wg__need_begins(c, id, "errand", WG_STATE_CLOSED, e);
	if (err == WG_OK)
		err = wg_need_get(c->office, id, c->a, &need, e);
	if (err != WG_OK)
		return err;
	wg__need_row(c, wg__need_table(c, "needs", NULL), &need);
	wg__say(c, need.sampled ? N_("{1} for {2}: done, and drawn to be followed up") : N_("{1} for {2}: done"), "ss",
		need.title, need.who);
	return WG_OK;
}
