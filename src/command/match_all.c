#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "command/dispatch.h"
#include "command/exec.h"
#include "wangge/proposal.h"

#define N_COLUMNS(columns) (sizeof columns / sizeof *columns)

/* The price of each pair takes a search; nobody reads thousands. */
enum { PRICED_MOST = 2000, EXPLAINED_MOST = 200 };

static const struct wg_rows_column proposal_columns[] = {
	{"need_id", N_("id"), WG_ROWS_ID, NULL},
	{"title", N_("need"), WG_ROWS_TEXT, NULL},
	{"where", N_("where"), WG_ROWS_TEXT, NULL},
	{"who", N_("whose"), WG_ROWS_TEXT, NULL},
	{"urgency", N_("urgency"), WG_ROWS_CODE, "urgency"},
	{"due", N_("due"), WG_ROWS_TIME, NULL},
	{"worker_id", N_("helper's id"), WG_ROWS_ID, NULL},
	{"helper", N_("helper"), WG_ROWS_TEXT, NULL},
	{"kind", N_("kind"), WG_ROWS_CODE, "worker_kind"},
	{"service", N_("service"), WG_ROWS_CODE, "service"},
	{"leads", N_("leads"), WG_ROWS_YES, NULL},
	{"total", N_("total"), WG_ROWS_INT, NULL},
	{"score", N_("with urgency"), WG_ROWS_INT, NULL},
	{"loss", N_("points lost then"), WG_ROWS_INT, NULL},
	{"instead", N_("next-best helper"), WG_ROWS_TEXT, NULL},
	{"moved", N_("others moved then"), WG_ROWS_INT, NULL},
	{"ask_time", N_("ask whether there is time"), WG_ROWS_YES, NULL},
};

static const struct wg_rows_column unserved_columns[] = {
	{"need_id", N_("id"), WG_ROWS_ID, NULL},
	{"title", N_("need"), WG_ROWS_TEXT, NULL},
	{"where", N_("where"), WG_ROWS_TEXT, NULL},
	{"who", N_("whose"), WG_ROWS_TEXT, NULL},
	{"wanted", N_("helpers wanted"), WG_ROWS_INT, NULL},
	{"found", N_("found"), WG_ROWS_INT, NULL},
	{"can", N_("can be sent"), WG_ROWS_INT, NULL},
};

static const struct wg_rows_column total_columns[] = {
	{"needs", N_("needs"), WG_ROWS_INT, NULL},
	{"wanted", N_("helpers wanted"), WG_ROWS_INT, NULL},
	{"sent", N_("found"), WG_ROWS_INT, NULL},
	{"unserved", N_("without anybody"), WG_ROWS_INT, NULL},
	{"helpers", N_("different helpers"), WG_ROWS_INT, NULL},
	{"score", N_("points"), WG_ROWS_INT, NULL},
	{"certified", N_("proven optimal"), WG_ROWS_YES, NULL},
	{"solve_us", N_("solved in µs"), WG_ROWS_INT, NULL},
};

/* The needs as people know them: whose and where. */
struct known {
	struct wg_needs needs;
	struct wg_map at;
};

static enum wg_err read_known(struct wg_call *c, const struct wg_node *scope, struct known *k, struct wg_error *e)
{
	struct wg_need_query q = {
		.under = scope, .states = 1U << WG_STATE_RECEIVED | 1U << WG_STATE_MATCHING, .until = INT64_MAX};
	enum wg_err err = wg_need_list(c->office, &q, c->a, &k->needs, e);
	for (size_t i = 0; err == WG_OK && i < k->needs.n; i++)
		*wg_map_put(&k->at, k->needs.at[i].id, NULL) = (int64_t)i;
	return err;
}

static const struct wg_need *known_need(const struct known *k, int64_t id)
{
	static const struct wg_need none = {.who = "", .where = ""};
	const int64_t *at = wg_map_get(&k->at, id);
	return at ? &k->needs.at[*at] : &none;
}

static enum wg_err add_row(struct wg_call *c, wg_proposal *p, const struct known *known, struct wg_rows *t, size_t i,
			   struct wg_error *e)
{
	size_t n;
	const struct wg_proposal_row *r = &wg_proposal_rows(p, &n)[i];
	const struct wg_need *need = known_need(known, r->need_id);
	for (int k = 0; k < r->n; k++) {
		const struct wg_proposal_helper *h = &r->helper[k];
		struct wg_proposal_why why = {.name = ""};
		bool priced = wg_proposal_totals(p)->sent <= PRICED_MOST;
		enum wg_err err = priced ? wg_proposal_why(p, i, k, &why, e) : WG_OK;
		if (err != WG_OK)
			return err;
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(r->need_id);
		row[1] = wg__text(wg_arena_strdup(c->a, r->title));
		row[2] = wg__text(need->where);
		row[3] = wg__text(need->who);
		row[4] = wg__text(wg_arena_strdup(c->a, r->urgency));
		row[5] = wg__int_or_null(r->due);
		row[6] = wg__int(h->worker_id);
		row[7] = wg__text(wg_arena_strdup(c->a, h->name));
		row[8] = wg__text(wg_arena_strdup(c->a, h->kind));
		row[9] = wg__text(h->service);
		row[10] = wg__int(k == 0);
		row[11] = wg__int(h->total);
		row[12] = wg__int(h->score);
		if (priced) {
			row[13] = wg__int(why.loss);
			row[14] = wg__text(wg_arena_strdup(c->a, why.name));
			row[15] = wg__int(why.moved);
		}
		row[16] = wg__int(h->ask_time);
	}
	return WG_OK;
}

static void add_unserved(struct wg_call *c, wg_proposal *p, const struct known *known)
{
	size_t n, said = 0;
	const struct wg_proposal_row *rows = wg_proposal_rows(p, &n);
	struct wg_rows *t =
		wg__table(c, "unserved", N_("Without enough helpers"), unserved_columns, N_COLUMNS(unserved_columns));
	for (size_t i = 0; i < n; i++) {
		const struct wg_proposal_row *r = &rows[i];
		const struct wg_need *need = known_need(known, r->need_id);
		struct wg_message missing[WG_FIT_SENTENCES];
		if (r->n >= r->wanted)
			continue;
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(r->need_id);
		row[1] = wg__text(wg_arena_strdup(c->a, r->title));
		row[2] = wg__text(need->where);
		row[3] = wg__text(need->who);
		row[4] = wg__int(r->wanted);
		row[5] = wg__int(r->n);
		row[6] = wg__int((int64_t)r->n_can);
		size_t m = said++ < EXPLAINED_MOST ? wg_proposal_missing(p, i, missing) : 0;
		for (size_t k = 0; k < m; k++) {
			wg__note_at(c, WG_NOTE_INFO, NULL, 0, NULL, wg_arena_strdup(c->a, r->title), "", "");
			c->out->notes[c->out->n_notes - 1].message = missing[k];
		}
	}
}

static void add_totals(struct wg_call *c, const struct wg_proposal_totals *t)
{
	struct wg_rows *rows = wg__table(c, "totals", N_("Totals"), total_columns, N_COLUMNS(total_columns));
	struct wg_datum *row = wg__row(c, rows);
	const int64_t values[] = {t->needs,   t->wanted, t->sent,      t->unserved,
				  t->helpers, t->score,  t->certified, t->solve_ns / 1000};
	for (size_t i = 0; i < N_COLUMNS(values); i++)
		row[i] = wg__int(values[i]);
	wg__say(c,
		t->certified ? N_("{1} needs, {2} helpers wanted, {3} found; {4} needs without anybody; proven optimal")
			     : N_("{1} needs, {2} helpers wanted, {3} found; {4} needs without anybody"),
		"llll", (long long)t->needs, (long long)t->wanted, (long long)t->sent, (long long)t->unserved);
}

static enum wg_err put_into_force(struct wg_call *c, wg_proposal *p, struct wg_error *e)
{
	struct wg_args args = {0};
	struct wg_message said = c->out->said;
	enum wg_err err = WG_OK;
	wg_proposal_args(p, &args);
	if (args.n > 0)
		err = wg__hand_on(c, "dispatch all", &args, e);
	else
		wg__note(c, WG_NOTE_INFO, N_("there is nobody to be sent"), "");
	wg_args_free(&args);
	if (err == WG_OK && c->out->batch)
		wg__note(c, WG_NOTE_INFO, N_("in force now; undo takes it back"), "");
	if (err == WG_OK)
		c->out->said = said;
	return err;
}

static bool on_tick(void *user, double done)
{
	return wg__tick(user, done);
}

enum wg_err wg__exec_match_all(struct wg_call *c, struct wg_error *e)
{
	wg_proposal *p = NULL;
	struct known known = {0};
	struct wg_proposal_opts opts = {.tick = on_tick, .user = c};
	size_t n = 0;
	enum wg_err err = wg__arg_place(c, "under", &opts.scope, e);
	if (err == WG_OK)
		err = read_known(c, &opts.scope, &known, e);
	if (err == WG_OK)
		err = wg_proposal_open(c->office, &opts, &p, e);
	if (err == WG_OK) {
		wg_proposal_rows(p, &n);
		struct wg_rows *t = wg__table(c, "proposal", NULL, proposal_columns, N_COLUMNS(proposal_columns));
		for (size_t i = 0; err == WG_OK && i < n; i++)
			err = add_row(c, p, &known, t, i, e);
	}
	if (err == WG_OK) {
		add_unserved(c, p, &known);
		add_totals(c, wg_proposal_totals(p));
		if (wg__flag(c, "commit"))
			err = put_into_force(c, p, e);
	}
	wg_map_free(&known.at);
	if (p)
		wg_proposal_close(&p);
	return err;
}

/* need:version:worker+worker. *text is moved behind it. */
static bool read_send(const char **text, int64_t *need, int64_t *version, int64_t worker[WG__SEND_MOST], size_t *n)
{
	char *end;
	*n = 0;
	*need = strtoll(*text, &end, 10);
	if (end == *text || *end != ':')
		return false;
	*version = strtoll(end + 1, &end, 10);
	while ((*end == ':' || *end == '+') && *n < WG__SEND_MOST) {
		const char *from = end + 1;
		worker[(*n)++] = strtoll(from, &end, 10);
		if (end == from)
			return false;
	}
	while (*end == ' ')
		end++;
	*text = end;
	return *n > 0 && (*end == '\0' || (*end >= '0' && *end <= '9'));
}

/* A need that somebody has changed since is not what was proposed for. */
static enum wg_err send_one(struct wg_call *c, int64_t id, int64_t version, const int64_t *worker, size_t n,
			    struct wg_error *e)
{
	struct wg_need need;
	struct wg__send send = {.worker = worker, .n = n};
	enum wg_err err = wg_need_get(c->office, id, c->a, &need, e);
	if (err == WG_OK && need.version != version)
		err = wg_fail(e, WG_ESTALE, N_("somebody has changed {1} since this was proposed; match again"), "s",
			      need.title);
	return err == WG_OK ? wg__send(c, &need, &send, e) : err;
}

enum wg_err wg__exec_dispatch_all(struct wg_call *c, struct wg_error *e)
{
	int64_t needs = 0, sent = 0;
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		const char *text = c->args->at[i].value;
		if (strcmp(c->args->at[i].name, "send") != 0)
			continue;
		while (err == WG_OK && *text) {
			int64_t need, version, worker[WG__SEND_MOST];
			size_t n;
			if (!read_send(&text, &need, &version, worker, &n))
				return wg_fail(e, WG_EUSAGE, N_("{1} is not need:version:worker+worker"), "s", text);
			err = send_one(c, need, version, worker, n, e);
			needs++;
			sent += (int64_t)n;
		}
	}
	if (err == WG_OK)
		wg__say(c, N_("{1} helpers sent for {2} needs"), "ll", (long long)sent, (long long)needs);
	return err;
}
