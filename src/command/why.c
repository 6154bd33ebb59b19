#include "command/exec.h"
#include "model/walk.h"
#include "wangge/plan.h"

static const char *name_of(wg_plan *plan, int cadre)
{
	size_t n;
	const struct wg_plan_cadre *cadres = wg_plan_cadres(plan, &n);
	return cadre < 0 ? "" : cadres[cadre].worker.name;
}

/* Where it stands in its contact's stretch. */
static void say_place(struct wg_call *c, wg_plan *plan, size_t at, const struct wg_household *h)
{
	size_t n_steps, n_cadres;
	const struct wg_plan_step *s = &wg_plan_steps(plan, &n_steps)[at];
	const struct wg_plan_cadre *cadres = wg_plan_cadres(plan, &n_cadres);
	if (s->locked) {
		wg__say(c, N_("{1} is locked to {2}"), "ss", h->head, h->contact);
	} else if (s->cadre < 0) {
		wg__say(c, N_("{1} has no contact in the best plan: there are too few cadres"), "s", h->head);
	} else {
		const struct wg_plan_cadre *k = &cadres[s->cadre];
		wg__say(c,
			N_("{1} is number {2} of the {3} households along the walk that {4} gets (load {5}, fair {6})"),
			"sllsll", h->head, (long long)at - k->first + 1, (long long)k->count, k->worker.name,
			(long long)k->load, (long long)k->target);
	}
	if (h->contact_id && s->cadre >= 0 && cadres[s->cadre].worker.id != h->contact_id)
		wg__note(c, WG_NOTE_INFO, N_("today it is with {1}; the best plan gives it to {2}"), "ss", h->contact,
			 cadres[s->cadre].worker.name);
}

static void say_price(struct wg_call *c, wg_plan *plan, const struct wg_plan_reason *r)
{
	static const struct wg_rows_column columns[] = {
		{"other", N_("next-best contact"), WG_ROWS_TEXT, NULL},
		{"price", N_("dearer by"), WG_ROWS_INT, NULL},
		{"load", N_("load"), WG_ROWS_INT, NULL},
		{"borders", N_("borders"), WG_ROWS_INT, NULL},
		{"moves", N_("changes"), WG_ROWS_INT, NULL},
		{"home", N_("nearness"), WG_ROWS_INT, NULL},
	};
	struct wg_rows *t = wg__table(c, "why", NULL, columns, sizeof columns / sizeof *columns);
	if (!r->possible) {
		wg__note(c, WG_NOTE_INFO, N_("nobody else can take it"), "");
		return;
	}
	struct wg_datum *row = wg__row(c, t);
	const int64_t values[] = {0, r->price, r->load, r->cut, r->move, r->affinity};
	for (size_t i = 1; i < sizeof values / sizeof *values; i++)
		row[i] = wg__int(values[i]);
	row[0] = wg__text(wg_arena_strdup(c->a, name_of(plan, r->cadre)));
	if (r->cadre >= 0)
		wg__note(c, WG_NOTE_INFO,
			 N_("with {1} the plan would be dearer by {2}: evenness of the load {3}, borders {4}, changed "
			    "contacts {5}"),
			 "sllll", name_of(plan, r->cadre), (long long)r->price, (long long)r->load, (long long)r->cut,
			 (long long)r->move);
	else
		wg__note(c, WG_NOTE_INFO, N_("otherwise it would have no contact: dearer by {1}"), "l",
			 (long long)r->price);
}

enum wg_err wg__exec_why(struct wg_call *c, struct wg_error *e)
{
	int64_t *ids;
	size_t n = 0, n_steps, at = 0;
	struct wg_household h;
	struct wg_plan_opts opts = {0};
	struct wg_plan_reason reason;
	wg_plan *plan = NULL;
	enum wg_err err = wg__arg_households(c, "household", &ids, &n, e);
	if (err == WG_OK && n != 1)
		err = wg_fail(e, WG_EUSAGE, N_("one household, please: {1} were found"), "d", (int)n);
	if (err != WG_OK || (err = wg_household_get(c->office, ids[0], c->a, &h, e)) != WG_OK ||
	    (err = wg_community_at(c->office, h.pos, c->a, &opts.scope, e)) != WG_OK ||
	    (err = wg_plan_open(c->office, &opts, &plan, e)) != WG_OK)
		return err;
	const struct wg_plan_step *steps = wg_plan_steps(plan, &n_steps);
	while (at < n_steps && steps[at].household != h.id)
		at++;
	if (at == n_steps)
		err = wg_fail(e, WG_EREFUSED, N_("{1} is in no plan: nobody of it lives here"), "s", h.head);
	else if ((err = wg_plan_why(plan, at, &reason, e)) == WG_OK) {
		say_place(c, plan, at, &h);
		say_price(c, plan, &reason);
	}
	wg_plan_close(&plan);
	return err;
}
