#include <string.h>

#include "base/clock.h"
#include "command/exec.h"
#include "command/need.h"
#include "command/need_class.h"
#include "text/key.h"
#include "text/phone.h"
#include "wangge/subject.h"

enum { TITLE_MAX = 300, TEXT_MAX = 2000, HELPERS_MOST = 3 };

/* A text as it is kept; NULL when nothing was typed. */
static enum wg_err clean(struct wg_call *c, const char *param, size_t cap, const char **out, struct wg_error *e)
{
	const char *typed = wg__arg(c, param);
	struct wg_buf b;
	*out = NULL;
	if (!typed)
		return WG_OK;
	wg_buf_init(&b, cap);
	wg_clean_text(&b, typed, strlen(typed), WG_CLEAN_LINE);
	enum wg_err err =
		b.toobig ? wg_fail(e, WG_EUSAGE, N_("{1}: longer than {2} bytes"), "sd", param, (int)cap) : WG_OK;
	if (err == WG_OK && b.len)
		*out = wg_arena_strndup(c->a, b.data, b.len);
	wg_buf_free(&b);
	return err;
}

static enum wg_err read_phone(struct wg_call *c, const char **out, struct wg_error *e)
{
	const char *typed = wg__arg(c, "phone");
	char phone[WG_PHONE_TEXT];
	*out = NULL;
	if (!typed || !*typed)
		return WG_OK;
	enum wg_phone_fault fault = wg_phone_check(typed, phone);
	if (fault != WG_PHONE_OK)
		return wg_fail(e, WG_EUSAGE, wg_phone_fault_text(fault), "");
	*out = wg_arena_strdup(c->a, phone);
	return WG_OK;
}

/* When it is to be done: as said, else by its urgency. */
static enum wg_err read_due(struct wg_call *c, const char *urgency, int64_t *due, struct wg_error *e)
{
	int64_t day;
	enum wg_err err = wg__arg_day(c, "due", 0, &day, e);
	if (err == WG_OK)
		*due = day ? wg_day_begins(day + 1) - 1
			   : wg__due_by(&wg_office_codes(c->office)->need, urgency, wg_tx_at(c->tx));
	return err;
}

/* A code's value, or what is taken without it. */
static enum wg_err code_or(struct wg_call *c, const char *param, const char *list, const char *otherwise,
			   const char **out, struct wg_error *e)
{
	const struct wg_code *k;
	enum wg_err err = wg__arg_code(c, param, list, &k, e);
	*out = k ? k->code : otherwise;
	return err;
}

static enum wg_err worker_or_none(struct wg_call *c, const char *param, struct wg_worker *out, struct wg_error *e)
{
	const char *typed = wg__arg(c, param);
	*out = (struct wg_worker){0};
	return typed && *typed ? wg__arg_worker(c, param, out, e) : WG_OK;
}

static void put_text(struct wg_value *v, int col, const char *text)
{
	v[col] = wg_text_value(text);
}

/* --form --source --urgency --by --every --due: how it came and how it goes on. */
static enum wg_err read_ways(struct wg_call *c, struct wg_value *v, struct wg_error *e)
{
	const char *form, *source, *urgency;
	struct wg_worker by, responsible;
	int64_t every, due = 0;
	enum wg_err err = wg__arg_int(c, "every", 0, &every, e);
	if (err == WG_OK)
		err = worker_or_none(c, "by", &by, e);
	if (err == WG_OK)
		err = worker_or_none(c, "responsible", &responsible, e);
	if (err == WG_OK)
		err = code_or(c, "form", "form", "need", &form, e);
	if (err == WG_OK)
		err = code_or(c, "source", "source",
			      by.id && strcmp(by.kind, "mobile_worker") == 0 ? "mobile" : "phone", &source, e);
	if (err == WG_OK)
		err = code_or(c, "urgency", "urgency", every > 0 ? "standing" : "normal", &urgency, e);
	if (err == WG_OK)
		err = read_due(c, urgency, &due, e);
	if (err != WG_OK)
		return err;
	if (wg__arg(c, "every") && (every < 1 || every > 366))
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "every", wg__arg(c, "every"),
			    N_("a standing need comes back every 1 to {1} days"), "d", 366);
	put_text(v, WG_NEED_FORM, form);
	put_text(v, WG_NEED_SOURCE, source);
	put_text(v, WG_NEED_URGENCY, urgency);
	v[WG_NEED_EVERY] = wg_int_or_null(every, 0);
	v[WG_NEED_DUE] = wg_int_or_null(due, 0);
	v[WG_NEED_REPORTER_ID] = wg_int_or_null(by.id, 0);
	v[WG_NEED_RESPONSIBLE_ID] = wg_int_or_null(responsible.id, 0);
	return WG_OK;
}

/* Everything but whom it is for. */
static enum wg_err read_need(struct wg_call *c, struct wg_value *v, struct wg_error *e)
{
	const char *title, *spot, *who, *note, *phone;
	struct wg__classes classes;
	int64_t persons;
	enum wg_err err = clean(c, "title", TITLE_MAX, &title, e);
	if (err == WG_OK && !title)
		err = wg_fail(e, WG_EUSAGE, N_("say what is needed"), "");
	if (err == WG_OK)
		err = clean(c, "spot", TITLE_MAX, &spot, e);
	if (err == WG_OK)
		err = clean(c, "outsider", TITLE_MAX, &who, e);
	if (err == WG_OK)
		err = clean(c, "note", TEXT_MAX, &note, e);
	if (err == WG_OK)
		err = read_phone(c, &phone, e);
	if (err == WG_OK)
		err = wg__arg_int(c, "persons", 1, &persons, e);
	if (err == WG_OK)
		err = wg__arg_classes(c, title, &classes, e);
	if (err == WG_OK)
		err = read_ways(c, v, e);
	if (err != WG_OK)
		return err;
	if (persons < 1 || persons > HELPERS_MOST)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "persons", wg__arg(c, "persons"),
			    N_("a need wants 1 to {1} helpers"), "d", HELPERS_MOST);
	if (!classes.life)
		wg__note_at(c, WG_NOTE_WARNING, NULL, 0, "life", title, N_("has no class: name a service"), "");
	put_text(v, WG_NEED_TITLE, title);
	put_text(v, WG_NEED_SPOT, spot);
	put_text(v, WG_NEED_WHO, who);
	put_text(v, WG_NEED_NOTE, note);
	put_text(v, WG_NEED_PHONE, phone);
	put_text(v, WG_NEED_SERVICES, classes.services);
	put_text(v, WG_NEED_LIFE, classes.life);
	put_text(v, WG_NEED_FIELD, classes.field);
	put_text(v, WG_NEED_MICRO, classes.micro);
	v[WG_NEED_PERSONS] = wg_int_value(persons);
	v[WG_NEED_AT] = wg_int_value(wg_tx_at(c->tx));
	v[WG_NEED_REOPENED] = v[WG_NEED_SAMPLED] = wg_int_value(0);
	return WG_OK;
}

/* Whom it is for. What concerns a place is shared by many, unless it is said to be one person's. */
static bool place_need(struct wg_call *c, const struct wg_subject *s, struct wg_value *v)
{
	const char *shared = wg__arg(c, "shared");
	if (s->gone)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "for", s->text, N_("has died or moved away"), "");
	else if (wg__flag(c, "outsider") && !s->place_id)
		wg__note_at(c, WG_NOTE_REFUSAL, NULL, 0, "outsider", s->text,
			    N_("somebody from elsewhere comes to a place, not to a household"), "");
	v[WG_NEED_HOUSEHOLD_ID] = wg_int_or_null(s->household_id, 0);
	v[WG_NEED_PERSON_ID] = wg_int_or_null(s->person_id, 0);
	v[WG_NEED_PLACE_ID] = wg_int_or_null(s->place_id, 0);
	v[WG_NEED_SHARED] =
		wg_int_value(shared && *shared ? strcmp(shared, "yes") == 0 : s->place_id && !wg__flag(c, "outsider"));
	return c->out->n_refusals == 0;
}

/* Who adds what is there already should look. */
static enum wg_err warn_similar(struct wg_call *c, const struct wg_subject *s, const struct wg_value *v,
				struct wg_error *e)
{
	struct wg_needs like;
	enum wg_err err = wg__need_similar(c, s, v[WG_NEED_TITLE].s, v[WG_NEED_SERVICES].s, &like, e);
	for (size_t i = 0; err == WG_OK && i < like.n; i++)
		wg__need_note(c, WG_NOTE_WARNING, &like.at[i], N_("is like it, and {1}"), "s",
			      wg_office_code_name(c->office, "need_state", wg_need_state_info[like.at[i].state].code));
	return err;
}

static enum wg_err add_one(struct wg_call *c, const struct wg_value *v, enum wg_need_state state, struct wg_rows *t,
			   struct wg_need *need, struct wg_error *e)
{
	int64_t id = 0;
	enum wg_err err = wg_row_insert(c->tx, WG_T_NEED, v, &id, e);
	if (err == WG_OK)
		err = wg__need_begins(c, id, "add", state, e);
	if (err == WG_OK)
		err = wg_need_get(c->office, id, c->a, need, e);
	if (err == WG_OK)
		wg__need_row(c, t, need);
	return err;
}

/* `for` may be given several times, or several with commas between. */
static const char *all_subjects(struct wg_call *c)
{
	const char *all = "";
	for (size_t i = 0; i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, "for") == 0)
			all = wg_arena_printf(c->a, "%s%s%s", all, *all ? "," : "", c->args->at[i].value);
	}
	return all;
}

enum wg_err wg__exec_add_need(struct wg_call *c, struct wg_error *e)
{
	enum wg_need_state state = wg__flag(c, "draft") ? WG_STATE_DRAFT : WG_STATE_RECEIVED;
	struct wg_value v[WG_NEED_COLUMNS] = {[WG_NEED_STATE] = wg_text_value(wg_need_state_info[state].code)};
	struct wg_subjects subjects;
	struct wg_need need;
	enum wg_err err = wg_subject_find(c->office, all_subjects(c), c->a, &subjects, e);
	if (err == WG_OK)
		err = read_need(c, v, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = wg__need_table(c, "needs", NULL);
	for (size_t i = 0; err == WG_OK && i < subjects.n; i++) {
		if (!place_need(c, &subjects.at[i], v))
			continue;
		if ((err = warn_similar(c, &subjects.at[i], v, e)) == WG_OK)
			err = add_one(c, v, state, t, &need, e);
	}
	if (err == WG_OK && subjects.n == 1 && c->out->n_refusals == 0)
		wg__say(c, N_("need {1} recorded: {2}, {3}"), "lss", wg__need_number(need.id), need.title, need.where);
	else if (err == WG_OK)
		wg__say(c, N_("{1} needs recorded"), "d", (int)t->n);
	return err;
}
