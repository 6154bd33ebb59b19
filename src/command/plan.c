#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "command/contact.h"
#include "command/exec.h"
#include "wangge/draft.h"
#include "wangge/plan.h"

static const struct wg_rows_column cadre_columns[] = {
	{"worker_id", N_("id"), WG_ROWS_ID, NULL},          {"name", N_("contact"), WG_ROWS_TEXT, NULL},
	{"kind", N_("kind"), WG_ROWS_CODE, "worker_kind"},  {"households", N_("households"), WG_ROWS_INT, NULL},
	{"sign", N_("band"), WG_ROWS_TEXT, NULL},           {"band_lo", N_("from"), WG_ROWS_INT, NULL},
	{"band_hi", N_("to"), WG_ROWS_INT, NULL},           {"load", N_("load"), WG_ROWS_INT, NULL},
	{"target", N_("fair load"), WG_ROWS_INT, NULL},     {"buildings", N_("buildings"), WG_ROWS_TEXT, NULL},
	{"entrances", N_("entrances"), WG_ROWS_TEXT, NULL}, {"gained", N_("gains"), WG_ROWS_INT, NULL},
	{"lost", N_("loses"), WG_ROWS_INT, NULL},
};

static const struct wg_rows_column total_columns[] = {
	{"households", N_("households"), WG_ROWS_INT, NULL},
	{"cadres", N_("cadres"), WG_ROWS_INT, NULL},
	{"uncovered", N_("uncovered"), WG_ROWS_INT, NULL},
	{"idle", N_("idle"), WG_ROWS_INT, NULL},
	{"locked", N_("locked"), WG_ROWS_INT, NULL},
	{"moved", N_("change contact"), WG_ROWS_INT, NULL},
	{"borders_compound", N_("borders between buildings"), WG_ROWS_INT, NULL},
	{"borders_building", N_("between entrances"), WG_ROWS_INT, NULL},
	{"borders_entrance", N_("between floors"), WG_ROWS_INT, NULL},
	{"borders_floor", N_("floors cut"), WG_ROWS_INT, NULL},
	{"objective", N_("cost"), WG_ROWS_INT, NULL},
	{"bound", N_("no plan below"), WG_ROWS_INT, NULL},
	{"proven", N_("proven optimal"), WG_ROWS_YES, NULL},
	{"plan_us", N_("planned in µs"), WG_ROWS_INT, NULL},
	{"proof_us", N_("proved in µs"), WG_ROWS_INT, NULL},
};

/* Names of the places that a stretch touches: 1栋, 2栋. With entrances: 1栋2单元-1栋3单元. */
static enum wg_err stretch(struct wg_call *c, const struct wg_plan_step *steps, const struct wg_plan_cadre *k,
			   bool entrances, const char **out, struct wg_error *e)
{
	const char *list = "";
	int64_t last = 0;
	*out = list;
	for (int i = k->first; k->first >= 0 && i <= k->last; i++) {
		int64_t place = entrances ? steps[i].entrance : steps[i].building;
		struct wg_node n;
		if (place == last)
			continue;
		last = place;
		enum wg_err err = wg_node_get(c->office, WG_NODE_PLACE, place, c->a, &n, e);
		if (err == WG_OK && entrances) {
			struct wg_node up;
			err = wg_node_get(c->office, WG_NODE_PLACE, steps[i].building, c->a, &up, e);
			if (err == WG_OK)
				n.name = wg_arena_printf(c->a, "%s%s", up.name, n.name);
		}
		if (err != WG_OK)
			return err;
		list = wg_arena_printf(c->a, "%s%s%s", list, *list ? " " : "", n.name);
	}
	*out = list;
	return WG_OK;
}

static enum wg_err show_cadres(struct wg_call *c, wg_plan *plan, struct wg_error *e)
{
	size_t n, n_steps;
	const struct wg_plan_cadre *cadres = wg_plan_cadres(plan, &n);
	const struct wg_plan_step *steps = wg_plan_steps(plan, &n_steps);
	struct wg_rows *t =
		wg__table(c, "cadres", N_("Cadres"), cadre_columns, sizeof cadre_columns / sizeof *cadre_columns);
	for (size_t i = 0; i < n; i++) {
		const struct wg_plan_cadre *k = &cadres[i];
		const char *buildings, *entrances;
		enum wg_err err = stretch(c, steps, k, false, &buildings, e);
		if (err == WG_OK)
			err = stretch(c, steps, k, true, &entrances, e);
		if (err != WG_OK)
			return err;
		char sign = wg_band_sign(&k->worker, k->count);
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(k->worker.id);
		row[1] = wg__text(wg_arena_strdup(c->a, k->worker.name));
		row[2] = wg__text(wg_arena_strdup(c->a, k->worker.kind));
		row[3] = wg__int(k->count);
		row[4] = wg__text(wg_arena_strndup(c->a, &sign, 1));
		row[5] = wg__int(k->worker.lo);
		row[6] = wg__int(k->worker.hi);
		row[7] = wg__int(k->load);
		row[8] = wg__int(k->target);
		row[9] = wg__text(buildings);
		row[10] = wg__text(entrances);
		row[11] = wg__int(k->gained);
		row[12] = wg__int(k->lost);
	}
	return WG_OK;
}

static void show_totals(struct wg_call *c, const struct wg_plan_totals *t)
{
	struct wg_rows *rows =
		wg__table(c, "totals", N_("Totals"), total_columns, sizeof total_columns / sizeof *total_columns);
	struct wg_datum *row = wg__row(c, rows);
	const int64_t values[] = {t->households, t->cadres,     t->uncovered,  t->unused,         t->locked,
				  t->moved,      t->borders[1], t->borders[2], t->borders[3],     t->borders[4],
				  t->objective,  t->bound,      t->proven,     t->plan_ns / 1000, t->proof_ns / 1000};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		row[i] = wg__int(values[i]);
}

/* Care households of a cadre's stretch. */
static int64_t care_of(const struct wg_plan_step *steps, const struct wg_plan_cadre *k)
{
	int64_t n = 0;
	for (int i = k->first; k->first >= 0 && i <= k->last; i++)
		n += steps[i].care;
	return n;
}

/* Two lines in plain words: who has most and who has fewest households, and why that is fair. */
static void explain(struct wg_call *c, wg_plan *plan)
{
	size_t n, n_steps;
	const struct wg_plan_cadre *cadres = wg_plan_cadres(plan, &n), *most = NULL, *fewest = NULL;
	const struct wg_plan_step *steps = wg_plan_steps(plan, &n_steps);
	for (size_t i = 0; i < n; i++) {
		if (cadres[i].first < 0)
			continue;
		most = !most || cadres[i].count > most->count ? &cadres[i] : most;
		fewest = !fewest || cadres[i].count < fewest->count ? &cadres[i] : fewest;
	}
	if (!most || most == fewest || most->count == fewest->count)
		return;
	wg__note(c, WG_NOTE_INFO,
		 N_("{1} gets most: {2} households, {3} of them with care groups, load {4} (fair: {5})"), "sllll",
		 most->worker.name, (long long)most->count, (long long)care_of(steps, most), (long long)most->load,
		 (long long)most->target);
	const char *part_time =
		N_("{1} gets fewest: {2} households, load {4} (fair: {5}), as a part-timer with a band of {6} to {7}");
	const char *full_time = N_(
		"{1} gets fewest: {2} households, {3} of them with care groups, so that the load of {4} is fair ({5})");
	wg__note(c, WG_NOTE_INFO, fewest->worker.hi < most->worker.hi ? part_time : full_time, "slllldd",
		 fewest->worker.name, (long long)fewest->count, (long long)care_of(steps, fewest),
		 (long long)fewest->load, (long long)fewest->target, fewest->worker.lo, fewest->worker.hi);
}

static void say_totals(struct wg_call *c, const struct wg_plan_totals *t)
{
	const char *proven = N_("{1} households, {2} cadres, every household has one contact; proven optimal");
	const char *open =
		N_("{1} households, {2} cadres, every household has one contact; at most {3} above the optimum");
	const char *few = N_("{1} households, {2} cadres: {3} uncovered, {4} more full-time cadres needed");
	const char *many = N_("{1} households, {2} cadres: {3} cadres too many");
	const char *barred = N_("{1} households, {2} cadres: {3} uncovered, recusals and bands leave no other plan");
	long long h = t->households, k = t->cadres;
	if (t->uncovered && t->cadres_needed)
		wg__say(c, few, "llll", h, k, (long long)t->uncovered, (long long)t->cadres_needed);
	else if (t->uncovered)
		wg__say(c, barred, "lll", h, k, (long long)t->uncovered);
	else if (t->cadres_surplus)
		wg__say(c, many, "lll", h, k, (long long)t->cadres_surplus);
	else if (t->proven)
		wg__say(c, proven, "ll", h, k);
	else
		wg__say(c, open, "lll", h, k, (long long)(t->objective - t->bound));
	if (t->uncovered || t->cadres_surplus)
		wg__note(c, WG_NOTE_WARNING,
			 t->proven ? N_("the best partial plan is shown; proven optimal")
				   : N_("the best partial plan found is shown"),
			 "");
	if (t->moved)
		wg__note(c, WG_NOTE_INFO, N_("{1} households change their contact"), "l", (long long)t->moved);
	if (t->locked)
		wg__note(c, WG_NOTE_INFO, N_("{1} locked households stay with their contact"), "l",
			 (long long)t->locked);
}

static bool tick(void *user, double done)
{
	return wg__tick(user, done);
}

static enum wg_err read_opts(struct wg_call *c, struct wg_plan_opts *o, struct wg_error *e)
{
	struct wg_worker *workers;
	const char *by = wg__arg(c, "by");
	*o = (struct wg_plan_opts){
		.mode = wg__flag(c, "fresh")  ? WG_PLAN_FRESH
			: wg__flag(c, "keep") ? WG_PLAN_KEEP
					      : WG_PLAN_AUTO,
		.by_count = by && strcmp(by, "count") == 0,
		.tick = tick,
		.user = c,
	};
	if (wg__flag(c, "fresh") && wg__flag(c, "keep"))
		return wg_fail(e, WG_EUSAGE, N_("either --fresh or --keep"), "");
	enum wg_err err = wg__arg_place(c, "under", &o->scope, e);
	if (err != WG_OK || !wg__flag(c, "cadres"))
		return err;
	if ((err = wg__arg_workers(c, "cadres", &workers, &o->n_cadres, e)) != WG_OK)
		return err;
	int64_t *ids = WG_NEW(c->a, int64_t, o->n_cadres);
	for (size_t i = 0; i < o->n_cadres; i++)
		ids[i] = workers[i].id;
	o->cadres = ids;
	return WG_OK;
}

/* --commit and --save hand what was computed to a WRITE command. */
static enum wg_err keep_plan(struct wg_call *c, wg_plan *plan, const char *scope, struct wg_error *e)
{
	const char *name = wg__arg(c, "save");
	struct wg_args args = {0};
	struct wg_message said = c->out->said;
	enum wg_err err = WG_OK;
	if (name) {
		wg_args_add(&args, "name", name);
		wg_args_add(&args, "scope", scope);
		wg_plan_draft_args(plan, &args);
	} else {
		wg_plan_args(plan, &args);
	}
	if (name)
		err = wg__hand_on(c, "save-plan", &args, e);
	else if (args.n > 0)
		err = wg__hand_on(c, "apply-plan", &args, e);
	else
		wg__note(c, WG_NOTE_INFO, N_("nothing to change: this is how it is now"), "");
	wg_args_free(&args);
	if (err == WG_OK && c->out->batch)
		wg__note(c, WG_NOTE_INFO, name ? N_("kept as a draft") : N_("in force now; undo takes it back"), "");
	if (err == WG_OK)
		c->out->said = said;
	return err;
}

/* HOUSEHOLD=WORKER */
static enum wg_err pin(struct wg_call *c, wg_plan *plan, const char *text, struct wg_error *e)
{
	const char *equals = strrchr(text, '=');
	struct wg_worker w;
	int64_t *ids = NULL;
	size_t n = 0;
	if (!equals)
		return wg_fail(e, WG_EUSAGE, N_("--pin {1}: it must be household=contact"), "s", text);
	const char *household = wg_arena_strndup(c->a, text, (size_t)(equals - text));
	enum wg_err err = wg_household_find(c->office, household, c->a, &ids, &n, e);
	if (err == WG_OK)
		err = wg_worker_find(c->office, equals + 1, c->a, &w, e);
	for (size_t i = 0; err == WG_OK && i < n; i++)
		err = wg_plan_pin_to(plan, ids[i], w.id, e);
	return err;
}

static enum wg_err pin_all(struct wg_call *c, wg_plan *plan, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, "pin") == 0)
			err = pin(c, plan, c->args->at[i].value, e);
	}
	if (err == WG_OK)
		err = wg_plan_prove(plan, 0, e);
	const struct wg_plan_totals *t = wg_plan_totals(plan);
	if (err == WG_OK)
		wg__note(c, WG_NOTE_INFO, N_("{1} pinned: the plan is dearer by {2} for it"), "ll", (long long)t->pins,
			 (long long)(t->objective - t->start));
	return err;
}

static enum wg_err open_plan(struct wg_call *c, const char **scope, wg_plan **plan, struct wg_error *e)
{
	struct wg_plan_opts opts;
	struct wg_plan_draft draft;
	int64_t stale = 0;
	const char *name = wg__arg(c, "draft");
	enum wg_err err = read_opts(c, &opts, e);
	*scope = wg__arg(c, "under");
	if (err == WG_OK && !name && !*scope)
		err = wg_fail(e, WG_EUSAGE, N_("the plan of which place? --under says it"), "");
	if (err != WG_OK || !name)
		return err != WG_OK ? err : wg_plan_open(c->office, &opts, plan, e);
	if (*scope || wg__flag(c, "fresh") || wg__flag(c, "keep") || wg__flag(c, "cadres") || wg__flag(c, "by"))
		return wg_fail(e, WG_EUSAGE, N_("a draft already says place, cadres and balance"), "");
	if ((err = wg_plan_draft_get(c->office, name, c->a, &draft, e)) != WG_OK)
		return err;
	*scope = draft.scope;
	err = wg_plan_open_draft(c->office, name, &opts, plan, &stale, e);
	if (err == WG_OK && stale)
		wg__note(c, WG_NOTE_WARNING, N_("the office has overtaken {1} households of draft {2}"), "ls",
			 (long long)stale, name);
	return err;
}

enum wg_err wg__exec_plan(struct wg_call *c, struct wg_error *e)
{
	wg_plan *plan = NULL;
	const char *scope;
	enum wg_err err = open_plan(c, &scope, &plan, e);
	if (err == WG_OK && wg__flag(c, "pin"))
		err = pin_all(c, plan, e);
	if (err == WG_OK && (err = show_cadres(c, plan, e)) == WG_OK) {
		show_totals(c, wg_plan_totals(plan));
		say_totals(c, wg_plan_totals(plan));
		explain(c, plan);
		if (wg__flag(c, "commit") || wg__flag(c, "save"))
			err = keep_plan(c, plan, scope, e);
	}
	if (plan)
		wg_plan_close(&plan);
	return err;
}

/* "worker:household:now" */
struct run {
	int64_t worker, household, now;
};

static bool read_run(const char *text, struct run *r)
{
	long long w, h, n;
	int end = 0;
	if (sscanf(text, "%lld:%lld:%lld%n", &w, &h, &n, &end) != 3 || text[end])
		return false;
	*r = (struct run){w, h, n};
	return true;
}

static enum wg_err add_run(struct wg_call *c, const char *text, struct wg_give *gives, size_t *n, bool *first,
			   struct wg_error *e)
{
	struct run r;
	if (!read_run(text, &r))
		return wg_fail(e, WG_EUSAGE, N_("--run {1}: it must be worker:household:present contact"), "s", text);
	int64_t now = 0;
	struct wg_stmt *st = wg_query(c->db, "SELECT contact_id FROM household WHERE id = $1");
	wg_bind_int(st, 1, r.household);
	enum wg_err err = wg_one_int(st, 0, &now, e);
	if (err == WG_OK && now != r.now)
		err = wg_fail(e, WG_ESTALE, N_("somebody has changed contacts since this was planned; plan again"), "");
	*first = *first && r.now == 0;
	gives[(*n)++] = (struct wg_give){r.household, r.worker};
	return err;
}

static size_t count_lines(const char *s)
{
	size_t n = 1;
	for (; s && *s; s++)
		n += *s == '\n';
	return n;
}

enum wg_err wg__exec_apply_plan(struct wg_call *c, struct wg_error *e)
{
	char *body = NULL;
	size_t n = 0;
	int64_t changed = 0;
	bool first = true;
	struct wg_plan_draft draft = {0};
	enum wg_err err =
		wg__flag(c, "name") ? wg_plan_draft_get(c->office, wg__arg(c, "name"), c->a, &draft, e) : WG_OK;
	if (err == WG_OK && draft.body)
		body = wg_arena_strdup(c->a, draft.body);
	struct wg_give *gives = WG_NEW(c->a, struct wg_give, c->args->n + count_lines(body));
	for (size_t i = 0; err == WG_OK && i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, "run") == 0)
			err = add_run(c, c->args->at[i].value, gives, &n, &first, e);
	}
	for (char *line = body, *end; err == WG_OK && line && *line; line = end) {
		end = strchr(line, '\n');
		if (end)
			*end++ = '\0';
		if (*line >= '0' && *line <= '9') /* the others say how it was planned */
			err = add_run(c, line, gives, &n, &first, e);
	}
	if (err != WG_OK)
		return err;
	struct wg_give_opts opts = {.reason = wg__arg(c, "reason")};
	if (!opts.reason)
		opts.reason = first ? "first" : "nearby";
	if ((err = wg__give(c, gives, n, &opts, &changed, e)) == WG_OK)
		wg__say(c, N_("{1} households have a new contact"), "l", (long long)changed);
	return err;
}

static void add_line(struct wg_buf *body, const char *word, const char *value)
{
	wg_buf_printf(body, "%s%s%s", body->len ? "\n" : "", word, value);
}

/* How it was planned, then whom each household would get. */
static enum wg_err write_body(struct wg_call *c, struct wg_buf *body, struct wg_error *e)
{
	struct wg_worker *cadres;
	size_t n = 0;
	const char *by = wg__arg(c, "by");
	enum wg_err err = wg__arg_workers(c, "cadres", &cadres, &n, e);
	if (wg__flag(c, "fresh") || wg__flag(c, "keep"))
		add_line(body, wg__flag(c, "fresh") ? "fresh" : "keep", "");
	if (by && strcmp(by, "count") == 0)
		add_line(body, "by count", "");
	for (size_t i = 0; err == WG_OK && i < n; i++)
		add_line(body, "cadre ", wg_arena_printf(c->a, "%lld", (long long)cadres[i].id));
	for (size_t i = 0; i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, "pin") == 0)
			add_line(body, "pin ", c->args->at[i].value);
	}
	for (size_t i = 0; i < c->args->n; i++) {
		if (strcmp(c->args->at[i].name, "run") == 0)
			add_line(body, "", c->args->at[i].value);
	}
	return err;
}

enum wg_err wg__exec_save_plan(struct wg_call *c, struct wg_error *e)
{
	int64_t objective, bound, id = 0;
	struct wg_buf body;
	enum wg_err err = wg__arg_int(c, "objective", 0, &objective, e);
	if (err != WG_OK || (err = wg__arg_int(c, "bound", 0, &bound, e)) != WG_OK)
		return err;
	wg_buf_init(&body, 8 * 1024 * 1024);
	err = write_body(c, &body, e);
	struct wg_stmt *st = wg_query(c->db, "SELECT id FROM plan WHERE name = $1");
	wg_bind_text(st, 1, wg__arg(c, "name"));
	if (err == WG_OK)
		err = wg_one_int(st, 0, &id, e);
	if (err == WG_OK && id)
		err = wg_row_delete(c->tx, WG_T_PLAN, id, e);
	id = 0;
	struct wg_value v[WG_PLAN_COLUMNS] = {
		[WG_PLAN_NAME] = wg_text_value(wg__arg(c, "name")),
		[WG_PLAN_SCOPE] = wg_text_value(wg__arg(c, "scope")),
		[WG_PLAN_AT] = wg_int_value(wg_tx_at(c->tx)),
		[WG_PLAN_OBJECTIVE] = wg_int_value(objective),
		[WG_PLAN_BOUND] = wg_int_value(bound),
		[WG_PLAN_BODY] = wg_text_value(body.len ? body.data : ""),
	};
	if (err == WG_OK && body.toobig)
		err = wg_fail(e, WG_EREFUSED, N_("the draft is too large to be kept"), "");
	if (err == WG_OK)
		err = wg_row_insert(c->tx, WG_T_PLAN, v, &id, e);
	wg_buf_free(&body);
	if (err == WG_OK)
		wg__say(c, N_("kept as draft {1}"), "s", wg__arg(c, "name"));
	return err;
}
