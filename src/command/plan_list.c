/* Drafts by name: which there are, two side by side, one thrown away. */
#include <string.h>

#include "command/exec.h"
#include "wangge/draft.h"
#include "wangge/plan.h"

static const struct wg_rows_column draft_columns[] = {
	{"name", N_("draft"), WG_ROWS_TEXT, NULL},    {"scope", N_("place"), WG_ROWS_TEXT, NULL},
	{"at", N_("kept"), WG_ROWS_TIME, NULL},       {"households", N_("change contact"), WG_ROWS_INT, NULL},
	{"objective", N_("cost"), WG_ROWS_INT, NULL}, {"bound", N_("no plan below"), WG_ROWS_INT, NULL},
};

static const struct wg_rows_column cadre_columns[] = {
	{"worker_id", N_("id"), WG_ROWS_ID, NULL},
	{"name", N_("contact"), WG_ROWS_TEXT, NULL},
	{"households_a", N_("households"), WG_ROWS_INT, NULL},
	{"load_a", N_("load"), WG_ROWS_INT, NULL},
	{"households_b", N_("second: households"), WG_ROWS_INT, NULL},
	{"load_b", N_("load"), WG_ROWS_INT, NULL},
};

static const struct wg_rows_column household_columns[] = {
	{"id", N_("id"), WG_ROWS_ID, NULL},
	{"address", N_("door"), WG_ROWS_TEXT, NULL},
	{"head", N_("head"), WG_ROWS_TEXT, NULL},
	{"contact_a", N_("contact"), WG_ROWS_TEXT, NULL},
	{"contact_b", N_("second: contact"), WG_ROWS_TEXT, NULL},
};

static const struct wg_rows_column total_columns[] = {
	{"plan", N_("draft"), WG_ROWS_MSG, NULL}, /* or "now" */
	{"households", N_("households"), WG_ROWS_INT, NULL},
	{"cadres", N_("cadres"), WG_ROWS_INT, NULL},
	{"uncovered", N_("uncovered"), WG_ROWS_INT, NULL},
	{"idle", N_("idle"), WG_ROWS_INT, NULL},
	{"moved", N_("change contact"), WG_ROWS_INT, NULL},
	{"floors_cut", N_("floors cut"), WG_ROWS_INT, NULL},
	{"objective", N_("cost"), WG_ROWS_INT, NULL},
	{"bound", N_("no plan below"), WG_ROWS_INT, NULL},
};

#define TABLE(c, key, title, columns) wg__table(c, key, title, columns, sizeof columns / sizeof *columns)

enum wg_err wg__exec_plans(struct wg_call *c, struct wg_error *e)
{
	struct wg_plan_drafts all;
	enum wg_err err = wg_plan_draft_list(c->office, c->a, &all, e);
	if (err != WG_OK)
		return err;
	struct wg_rows *t = TABLE(c, "drafts", NULL, draft_columns);
	for (size_t i = 0; i < all.n; i++) {
		const struct wg_plan_draft *d = &all.at[i];
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__text(d->name);
		row[1] = wg__text(d->scope);
		row[2] = wg__int(d->at);
		row[3] = wg__int(d->households);
		row[4] = wg__int(d->objective);
		row[5] = wg__int(d->bound);
	}
	wg__say(c, N_("{1} drafts"), "l", (long long)all.n);
	return WG_OK;
}

static struct wg_datum name_of(struct wg_call *c, const struct wg_worker *w)
{
	return wg__text(w ? wg_arena_strdup(c->a, w->name) : NULL);
}

static void show_cadres(struct wg_call *c, const struct wg_plan_comparison *d)
{
	struct wg_rows *t = TABLE(c, "cadres", N_("Cadres"), cadre_columns);
	for (size_t i = 0; i < d->n_cadres; i++) {
		const struct wg_plan_cadre *a = d->cadres[i].a, *b = d->cadres[i].b;
		const struct wg_worker *w = &(a ? a : b)->worker;
		struct wg_datum *row = wg__row(c, t);
		row[0] = wg__int(w->id);
		row[1] = name_of(c, w);
		if (a) {
			row[2] = wg__int(a->count);
			row[3] = wg__int(a->load);
		}
		if (b) {
			row[4] = wg__int(b->count);
			row[5] = wg__int(b->load);
		}
	}
}

static enum wg_err show_households(struct wg_call *c, const struct wg_plan_comparison *d, struct wg_error *e)
{
	enum wg_err err = WG_OK;
	struct wg_rows *t = TABLE(c, "households", N_("Households that differ"), household_columns);
	for (size_t i = 0; err == WG_OK && i < d->n_households; i++) {
		struct wg_household h;
		struct wg_datum *row = wg__row(c, t);
		err = wg_household_get(c->office, d->households[i].household, c->a, &h, e);
		if (err != WG_OK)
			return err;
		row[0] = wg__int(h.id);
		row[1] = wg__text(wg_arena_printf(c->a, "%s%s%s", h.building, h.entrance, h.room));
		row[2] = wg__text(h.head);
		row[3] = name_of(c, d->households[i].a);
		row[4] = name_of(c, d->households[i].b);
	}
	return err;
}

static void show_totals(struct wg_call *c, const struct wg_plan_comparison *d, const char *a, const char *b)
{
	struct wg_rows *t = TABLE(c, "totals", N_("Totals"), total_columns);
	for (int side = 0; side < 2; side++) {
		const struct wg_plan_totals *x = side ? d->b : d->a;
		struct wg_datum *row = wg__row(c, t);
		const int64_t values[] = {x->households, x->cadres,     x->uncovered, x->unused,
					  x->moved,      x->borders[4], x->objective, x->bound};
		row[0] = wg__text(side ? b : a);
		for (size_t i = 0; i < sizeof values / sizeof *values; i++)
			row[i + 1] = wg__int(values[i]);
	}
}

static bool tick(void *user, double done)
{
	return wg__tick(user, done);
}

static enum wg_err open_draft(struct wg_call *c, const char *name, const struct wg_node *scope, wg_plan **plan,
			      struct wg_error *e)
{
	struct wg_plan_opts how = {.tick = tick, .user = c};
	int64_t stale = 0;
	if (scope)
		how.scope = *scope;
	enum wg_err err = wg_plan_open_draft(c->office, name, &how, plan, &stale, e);
	if (err == WG_OK && stale)
		wg__note(c, WG_NOTE_WARNING, N_("the office has overtaken {1} households of draft {2}"), "ls",
			 (long long)stale, name);
	return err;
}

enum wg_err wg__exec_compare(struct wg_call *c, struct wg_error *e)
{
	const char *first = wg__arg(c, "first"), *second = wg__arg(c, "second");
	struct wg_plan_comparison d;
	wg_plan *a = NULL, *b = NULL;
	enum wg_err err = open_draft(c, first, NULL, &a, e);
	if (err == WG_OK)
		err = open_draft(c, second, wg_plan_scope(a), &b, e);
	if (err == WG_OK) {
		wg_plan_compare(a, b, c->a, &d);
		show_totals(c, &d, first, second ? second : N_("now"));
		show_cadres(c, &d);
		err = show_households(c, &d, e);
		wg__say(c, N_("{1} households differ; cost {2} and {3}"), "lll", (long long)d.n_households,
			(long long)d.a->objective, (long long)d.b->objective);
		if (d.only_a || d.only_b)
			wg__note(c, WG_NOTE_WARNING,
				 N_("{1} households stand only in the first, {2} only in the second"), "ll",
				 (long long)d.only_a, (long long)d.only_b);
	}
	if (a)
		wg_plan_close(&a);
	if (b)
		wg_plan_close(&b);
	return err;
}

enum wg_err wg__exec_forget_plan(struct wg_call *c, struct wg_error *e)
{
	struct wg_plan_draft d;
	enum wg_err err = wg_plan_draft_get(c->office, wg__arg(c, "name"), c->a, &d, e);
	if (err == WG_OK)
		err = wg_row_delete(c->tx, WG_T_PLAN, d.id, e);
	if (err == WG_OK)
		wg__say(c, N_("draft {1} is thrown away"), "s", d.name);
	return err;
}
