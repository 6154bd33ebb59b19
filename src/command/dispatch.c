#include "command/dispatch.h"

#include <string.h>

#include "command/exec.h"
#include "wangge/match.h"

static const char SQL_SENT[] =
	"SELECT id, worker_id, leads FROM dispatch WHERE need_id = $1 AND until IS NULL ORDER BY leads DESC, id";

#define BIT(left) (1U << (left))

/* What no reason helps against, and what one does. An overlap is one only when a time is agreed. */
static const unsigned HARD = BIT(WG_LEFT_SENT) | BIT(WG_LEFT_RELATED) | BIT(WG_LEFT_CERTIFICATE);
static const unsigned SOFT =
	BIT(WG_LEFT_PHONE) | BIT(WG_LEFT_STAIRS) | BIT(WG_LEFT_SEX) | BIT(WG_LEFT_TIME) | BIT(WG_LEFT_CAP);

static const char *const rules[WG_LEFT_REASONS] = {
	[WG_LEFT_SENT] = N_("is sent for it already"),
	[WG_LEFT_SKILL] = N_("has none of the skills and cannot lead"),
	[WG_LEFT_RELATED] = N_("is related, or it is the own household"),
	[WG_LEFT_CERTIFICATE] = N_("has no valid certificate, and the service demands one"),
	[WG_LEFT_PHONE] = N_("helps by telephone only"),
	[WG_LEFT_STAIRS] = N_("climbs no stairs, and no lift is recorded there"),
	[WG_LEFT_SEX] = N_("serves the other sex only"),
	[WG_LEFT_TIME] = N_("is not available then"),
	[WG_LEFT_OVERLAP] = N_("has another order then"),
	[WG_LEFT_CAP] = N_("has as many orders as can be"),
};

struct sending {
	struct wg_call *c;
	struct wg_need *need;
	const struct wg__send *send;
	struct wg_fit fit[WG__SEND_MOST];
	int64_t sent[WG__SEND_MOST], sent_row[WG__SEND_MOST]; /* who is sent already */
	size_t n_sent;
	int64_t lead, leads_now; /* workers */
	bool refused;
};

static void refuse(struct sending *s, const char *name, const char *rule)
{
	wg__note_at(s->c, WG_NOTE_REFUSAL, NULL, 0, NULL, name, rule, "");
	s->refused = true;
}

static enum wg_err read_sent(struct sending *s, struct wg_error *e)
{
	struct wg_stmt *st = wg_query(s->c->db, SQL_SENT);
	wg_bind_int(st, 1, s->need->id);
	while (wg_step(st) && s->n_sent < WG__SEND_MOST) {
		s->sent_row[s->n_sent] = wg_int(st, 0);
		s->sent[s->n_sent++] = wg_int(st, 1);
		if (wg_int(st, 2))
			s->leads_now = wg_int(st, 1);
	}
	return wg_done(st, e);
}

/* A need whose services all demand a certificate is led by somebody who has one. */
static bool all_certified(const struct sending *s)
{
	const struct wg_codes *codes = wg_office_codes(s->c->office);
	bool all = *s->need->services != '\0';
	for (const char *t = s->need->services; *t && all;) {
		size_t n = strcspn(t, " ");
		const struct wg_code *code = wg_code_find(codes, "service", wg_arena_strndup(s->c->a, t, n));
		all = code && code->certified;
		t += n + strspn(t + n, " ");
	}
	return all;
}

static void judge(struct sending *s, const struct wg_fit *f)
{
	unsigned against = f->against & (HARD | SOFT | (s->send->when ? BIT(WG_LEFT_OVERLAP) : 0));
	unsigned hard = HARD | BIT(WG_LEFT_OVERLAP);
	bool skilled = !(f->against & BIT(WG_LEFT_SKILL)) || !*s->need->services;
	if (!skilled && f->worker_id == s->lead)
		against |= BIT(all_certified(s) ? WG_LEFT_CERTIFICATE : WG_LEFT_SKILL);
	else if (!skilled)
		wg__note_at(s->c, WG_NOTE_WARNING, NULL, 0, NULL, f->name, N_("goes along without the skill"), "");
	for (int i = 1; i < WG_LEFT_REASONS; i++) {
		if (!(against & BIT(i)))
			continue;
		if (hard & BIT(i) || !s->send->anyway)
			refuse(s, f->name, rules[i]);
		else
			wg__note_at(s->c, WG_NOTE_WARNING, NULL, 0, NULL, f->name, rules[i], "");
	}
	if (f->against & BIT(WG_LEFT_RETURNED))
		wg__note_at(s->c, WG_NOTE_WARNING, NULL, 0, NULL, f->name, N_("has returned it before"), "");
	if (f->ask_time)
		wg__note_at(s->c, WG_NOTE_INFO, NULL, 0, NULL, f->name,
			    N_("has never said when there is time: ask first"), "");
}

/* Who leads is one of those who are sent now, or already. */
static enum wg_err choose_lead(struct sending *s, struct wg_error *e)
{
	const struct wg__send *send = s->send;
	s->lead = send->lead ? send->lead : s->leads_now ? s->leads_now : send->worker[0];
	bool found = false;
	for (size_t i = 0; i < send->n; i++)
		found = found || send->worker[i] == s->lead;
	for (size_t i = 0; i < s->n_sent; i++)
		found = found || s->sent[i] == s->lead;
	return found ? WG_OK : wg_fail(e, WG_EUSAGE, N_("who leads must be one of those who are sent"), "");
}

static enum wg_err judge_all(struct sending *s, struct wg_error *e)
{
	const struct wg__send *send = s->send;
	struct wg_fit_query q = {.need = s->need->id, .when = send->when};
	for (size_t i = 0; i < send->n; i++) {
		enum wg_err err = wg_fit_one(s->c->office, &q, send->worker[i], s->c->a, &s->fit[i], e);
		if (err != WG_OK)
			return err;
		bool twice = false;
		for (size_t k = 0; k < i; k++)
			twice = twice || send->worker[k] == send->worker[i];
		if (twice)
			refuse(s, s->fit[i].name, N_("is named twice for one order"));
		else
			judge(s, &s->fit[i]);
	}
	if (s->n_sent + send->n > WG__SEND_MOST)
		refuse(s, s->need->title, N_("has three helpers at most"));
	return WG_OK;
}

static enum wg_err set_leads(struct sending *s, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < s->n_sent; i++)
		err = wg_row_set(s->c->tx, WG_T_DISPATCH, s->sent_row[i], WG_DISPATCH_LEADS,
				 wg_int_value(s->sent[i] == s->lead), e);
	return err;
}

static enum wg_err send_one(struct sending *s, const struct wg_fit *f, struct wg_error *e)
{
	int64_t id = 0;
	bool done, under_way = s->need->state == WG_STATE_ACCEPTED || s->need->state == WG_STATE_SERVING;
	struct wg__act about = {.to = under_way ? s->need->state : WG_STATE_DISPATCHED,
				.worker_id = f->worker_id,
				.note = s->send->anyway};
	enum wg_err err = wg__need_act(s->c, s->need, "dispatch", &about, &done, e);
	if (err != WG_OK || !done) {
		s->refused = true;
		return err;
	}
	struct wg_value v[WG_DISPATCH_COLUMNS] = {
		[WG_DISPATCH_NEED_ID] = wg_int_value(s->need->id),
		[WG_DISPATCH_WORKER_ID] = wg_int_value(f->worker_id),
		[WG_DISPATCH_LEADS] = wg_int_value(f->worker_id == s->lead),
		[WG_DISPATCH_STATE] = wg_text_value("sent"),
		[WG_DISPATCH_SERVICE] = wg_text_value(*f->service ? f->service : NULL),
		[WG_DISPATCH_SCORE] = *f->service ? wg_int_value(f->total) : wg_text_value(NULL),
		[WG_DISPATCH_BEGINS] = wg_int_or_null(s->send->when ? f->begins : 0, 0),
		[WG_DISPATCH_ENDS] = wg_int_or_null(s->send->when ? f->ends : 0, 0),
		[WG_DISPATCH_HOME_ID] = wg_int_or_null(f->community_id, 0),
		[WG_DISPATCH_AT] = wg_int_value(wg_tx_at(s->c->tx)),
	};
	return wg_row_insert(s->c->tx, WG_T_DISPATCH, v, &id, e);
}

enum wg_err wg__send(struct wg_call *c, struct wg_need *need, const struct wg__send *send, struct wg_error *e)
{
	struct sending s = {.c = c, .need = need, .send = send};
	if (send->n == 0 || send->n > WG__SEND_MOST)
		return wg_fail(e, WG_EUSAGE, N_("one to three helpers are sent for a need"), "");
	enum wg_err err = read_sent(&s, e);
	if (err == WG_OK)
		err = choose_lead(&s, e);
	if (err == WG_OK)
		err = judge_all(&s, e);
	if (err == WG_OK && !s.refused)
		err = set_leads(&s, e);
	for (size_t i = 0; err == WG_OK && !s.refused && i < send->n; i++)
		err = send_one(&s, &s.fit[i], e);
	return err;
}

/* Every name of --to, also one that stands there twice. */
static enum wg_err read_to(struct wg_call *c, int64_t *ids, size_t *n, const char **names, struct wg_error *e)
{
	struct wg_worker w;
	enum wg_err err = WG_OK;
	*names = "";
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, "to") != 0)
			continue;
		if ((err = wg_worker_find(c->office, c->args->at[i].value, c->a, &w, e)) != WG_OK)
			break;
		ids[(*n)++] = w.id;
		*names = wg_arena_printf(c->a, "%s%s%s", *names, **names ? "、" : "", w.name);
	}
	return err;
}

enum wg_err wg__exec_dispatch(struct wg_call *c, struct wg_error *e)
{
	struct wg_need need;
	struct wg_worker lead = {0};
	int64_t *ids = WG_NEW(c->a, int64_t, c->args->n);
	size_t n = 0;
	const char *names, *anyway = wg__arg(c, "anyway");
	enum wg_err err = wg__arg_need(c, "need", &need, e);
	if (err == WG_OK)
		err = read_to(c, ids, &n, &names, e);
	if (err == WG_OK && wg__flag(c, "lead"))
		err = wg__arg_worker(c, "lead", &lead, e);
	if (err != WG_OK)
		return err;
	struct wg__send send = {.worker = ids,
				.n = n,
				.lead = lead.id,
				.when = wg__arg(c, "at"),
				.anyway = anyway && *anyway ? anyway : NULL};
	if ((err = wg__send(c, &need, &send, e)) == WG_OK)
		wg__say(c, N_("{1} sent for: {2}"), "ss", names, need.title);
	return err;
}
