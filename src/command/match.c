#include <string.h>

#include "base/clock.h"
#include "command/exec.h"
#include "wangge/match.h"

#define N_COLUMNS(columns) (sizeof columns / sizeof *columns)

static const struct wg_rows_column left_columns[] = {
	{"reason", N_("left out because"), WG_ROWS_MSG, NULL},
	{"n", N_("how many"), WG_ROWS_INT, NULL},
};

static const struct wg_rows_column name_columns[] = {
	{"reason", N_("left out because"), WG_ROWS_MSG, NULL},
	{"worker_id", N_("id"), WG_ROWS_ID, NULL},
	{"name", N_("name"), WG_ROWS_TEXT, NULL},
	{"kind", N_("kind"), WG_ROWS_CODE, "worker_kind"},
	{"service", N_("service"), WG_ROWS_CODE, "service"},
	{"open", N_("orders now"), WG_ROWS_INT, NULL},
	{"total", N_("total"), WG_ROWS_INT, NULL},
};

static const struct wg_rows_column missing_columns[] = {
	{"wanted", N_("helpers wanted"), WG_ROWS_INT, NULL},     {"can", N_("can be sent"), WG_ROWS_INT, NULL},
	{"helpers", N_("helpers here"), WG_ROWS_INT, NULL},      {"skilled", N_("have the skill"), WG_ROWS_INT, NULL},
	{"outside", N_("could be asked in"), WG_ROWS_INT, NULL},
};

static const struct wg_rows_column why_columns[] = {
	{"term", N_("for"), WG_ROWS_MSG, NULL},
	{"points", N_("points"), WG_ROWS_INT, NULL},
	{"best", N_("of the best"), WG_ROWS_INT, NULL},
};

static void add_fits(struct wg_call *c, const char *key, const char *title, const struct wg_fit *fits, size_t n)
{
	struct wg_rows *t = wg__table(c, key, title, wg_fit_columns, WG_FIT_KEYS);
	for (size_t i = 0; i < n; i++) {
		struct wg_datum *row = wg__row(c, t);
		for (size_t k = 0; k < WG_FIT_KEYS; k++)
			row[k] = wg_fit_datum(&fits[i], k);
	}
}

static void add_left(struct wg_call *c, const struct wg_fits *fits)
{
	struct wg_rows *t = wg__table(c, "left_out", N_("Left out"), left_columns, N_COLUMNS(left_columns));
	for (int i = 1; i < WG_LEFT_REASONS; i++) {
		if (fits->count[i] == 0)
			continue;
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__text(wg_left_names[i]);
		row[1] = wg__int(fits->count[i]);
	}
}

/* Everybody who is left out, by name. */
static enum wg_err add_names(struct wg_call *c, const struct wg_fits *fits, struct wg_error *e)
{
	struct wg_fit_name *unskilled;
	size_t n = 0;
	struct wg_rows *t = wg__table(c, "left_names", N_("Left out, by name"), name_columns, N_COLUMNS(name_columns));
	for (size_t i = 0; i < fits->n_left; i++) {
		const struct wg_fit *f = &fits->left[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__text(wg_left_names[f->left]);
		row[1] = wg__int(f->worker_id);
		row[2] = wg__text(f->name);
		row[3] = wg__text(f->kind);
		row[4] = wg__text(f->service);
		row[5] = wg__int(f->open);
		row[6] = wg__int(f->total);
	}
	enum wg_err err = wg_fit_unskilled(c->office, fits->need, c->a, &unskilled, &n, e);
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__text(wg_left_names[WG_LEFT_SKILL]);
		row[1] = wg__int(unskilled[i].worker_id);
		row[2] = wg__text(unskilled[i].name);
		row[3] = wg__text(unskilled[i].kind);
	}
	return err;
}

static void add_missing(struct wg_call *c, const struct wg_fits *fits)
{
	if (fits->n_missing == 0)
		return;
	struct wg_rows *t = wg__table(c, "missing", N_("Missing"), missing_columns, N_COLUMNS(missing_columns));
	struct wg_datum *row = wg__row(c, t);
	row[0] = wg__int(fits->wanted);
	row[1] = wg__int((int64_t)fits->n);
	row[2] = wg__int(fits->pool);
	row[3] = wg__int((int64_t)(fits->n + fits->n_left));
	row[4] = wg__int((int64_t)fits->n_outside);
	for (size_t i = 0; i < fits->n_missing; i++) {
		wg__note(c, WG_NOTE_INFO, "", "");
		c->out->notes[c->out->n_notes - 1].message = fits->missing[i];
	}
}

static const char *date_of(struct wg_call *c, int64_t day)
{
	int year, month, mday;
	wg_date_from_day(day, &year, &month, &mday);
	return wg_arena_printf(c->a, "%04d-%02d-%02d", year, month, mday);
}

/* What stands behind the terms, each in a sentence of its own. */
static void explain_terms(struct wg_call *c, const struct wg_fit *f)
{
	static const char *const levels[] = {"", "1", "2", "3"};
	const wg_office *o = c->office;
	const char *service = wg_office_code_name(o, "service", f->service);
	if (*f->service)
		wg__note(c, WG_NOTE_INFO,
			 f->verified ? N_("{1}: {2}, the office has seen it") : N_("{1}: {2}, as the helper says"),
			 "ss", service, wg_office_code_name(o, "level", levels[f->level]));
	if (*f->certificate && f->certified_until)
		wg__note(c, WG_NOTE_INFO, N_("holds the certificate {1}, valid until {2}"), "ss",
			 wg_office_code_name(o, "certificate", f->certificate), date_of(c, f->certified_until));
	else if (*f->certificate)
		wg__note(c, WG_NOTE_INFO, N_("holds the certificate {1}"), "s",
			 wg_office_code_name(o, "certificate", f->certificate));
	if (f->near == WG_NEAR_BUILDING)
		wg__note(c, WG_NOTE_INFO, N_("lives or serves in the same building"), "");
	else if (f->near == WG_NEAR_COMPOUND)
		wg__note(c, WG_NOTE_INFO, N_("lives or serves in the same compound"), "");
	else if (f->near == WG_NEAR_COMMUNITY)
		wg__note(c, WG_NOTE_INFO, N_("lives or serves in the same community"), "");
	wg__note(c, WG_NOTE_INFO, N_("has {1} open orders, at most {2}"), "dd", f->open, f->cap);
	if (f->open == 0 && f->last)
		wg__note(c, WG_NOTE_INFO, N_("the last order ended on {1}"), "s", date_of(c, wg_day_of(f->last)));
	else if (f->open == 0)
		wg__note(c, WG_NOTE_INFO, N_("has never been sent"), "");
	if (f->term[WG_FIT_AGAIN])
		wg__note(c, WG_NOTE_INFO, N_("has served this household before"), "");
	if (f->term[WG_FIT_SATISFIED])
		wg__note(c, WG_NOTE_INFO,
			 f->term[WG_FIT_SATISFIED] > 0 ? N_("the household was satisfied")
						       : N_("the household was not satisfied"),
			 "");
	if (f->ask_time)
		wg__note(c, WG_NOTE_WARNING, N_("has never said when there is time: ask first"), "");
	if (f->ask_sex)
		wg__note(c, WG_NOTE_WARNING, N_("serves one sex only, and that of the person is not recorded"), "");
}

static const char *const left_sentences[WG_LEFT_REASONS] = {
	[WG_LEFT_SENT] = N_("{1} is sent for it already"),
	[WG_LEFT_SKILL] = N_("{1} has none of the skills"),
	[WG_LEFT_RELATED] = N_("{1} is related, or it is the own household"),
	[WG_LEFT_CERTIFICATE] = N_("{1} has no valid certificate, and the service demands one"),
	[WG_LEFT_PHONE] = N_("{1} helps by telephone only, and somebody must go there"),
	[WG_LEFT_STAIRS] = N_("{1} climbs no stairs, and no lift is recorded there"),
	[WG_LEFT_SEX] = N_("{1} serves the other sex only"),
	[WG_LEFT_TIME] = N_("{1} is not available then"),
	[WG_LEFT_OVERLAP] = N_("{1} has another order then"),
	[WG_LEFT_CAP] = N_("{1} has as many orders as can be"),
	[WG_LEFT_RETURNED] = N_("{1} has returned it before"),
};

static enum wg_err why(struct wg_call *c, const struct wg_fits *fits, const struct wg_fit_query *q, struct wg_error *e)
{
	struct wg_worker w;
	struct wg_fit f;
	enum wg_err err = wg__arg_worker(c, "why", &w, e);
	if (err == WG_OK)
		err = wg_fit_one(c->office, q, w.id, c->a, &f, e);
	if (err != WG_OK)
		return err;
	size_t place = 0;
	while (place < fits->n && fits->at[place].worker_id != w.id)
		place++;
	if (place < fits->n)
		wg__say(c, N_("{1} is number {2} of {3} who can be sent, with {4} points"), "slld", f.name,
			(long long)place + 1, (long long)fits->n, f.total);
	else if (f.community_id)
		wg__say(c, N_("{1} serves {2} and would have to be asked in"), "ss", f.name, f.community);
	else
		wg__say(c, N_("{1} is left out"), "s", f.name);
	for (int i = 1; i < WG_LEFT_REASONS; i++) {
		if (f.against >> i & 1)
			wg__note(c, WG_NOTE_WARNING, left_sentences[i], "s", f.name);
	}
	explain_terms(c, &f);
	struct wg_rows *t = wg__table(c, "why", NULL, why_columns, N_COLUMNS(why_columns));
	for (int i = 0; i < WG_FIT_TERMS; i++) {
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__text(wg_fit_term_names[i]);
		row[1] = wg__int(f.term[i]);
		if (fits->n > 0)
			row[2] = wg__int(fits->at[0].term[i]);
	}
	return WG_OK;
}

static void say_found(struct wg_call *c, const struct wg_need *need, const struct wg_fits *fits)
{
	if (fits->n > 0)
		wg__say(c, N_("{1}: {2} of {3} helpers can be sent, {4} first"), "slls", need->title,
			(long long)fits->n, (long long)fits->pool, fits->at[0].name);
	else
		wg__say(c, N_("{1}: nobody of {2} helpers can be sent"), "sl", need->title, (long long)fits->pool);
}

enum wg_err wg__exec_match(struct wg_call *c, struct wg_error *e)
{
	struct wg_need need;
	struct wg_fits fits;
	enum wg_err err = wg__arg_need(c, "need", &need, e);
	if (err != WG_OK)
		return err;
	struct wg_fit_query q = {
		.need = need.id, .when = wg__arg(c, "at"), .all_communities = wg__flag(c, "all-communities")};
	if ((err = wg_fit_rank(c->office, &q, c->a, &fits, e)) != WG_OK)
		return err;
	if (wg__flag(c, "why"))
		return why(c, &fits, &q, e);
	say_found(c, &need, &fits);
	add_fits(c, "candidates", NULL, fits.at, fits.n);
	add_left(c, &fits);
	add_missing(c, &fits);
	if (fits.n_outside > 0)
		add_fits(c, "outside", N_("Could be asked in"), fits.outside, fits.n_outside);
	return wg__flag(c, "names") ? add_names(c, &fits, e) : WG_OK;
}
