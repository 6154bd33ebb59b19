/* The plan in somebody's hands: borders moved and locked, another number of cadres, and back. */
#include "screen/plan_state.h"

#include <inttypes.h>
#include <stdio.h>

enum { PROOF_MS = 500 }; /* the hand may go on before a hard proof is done */

static void say(struct wg__plan_screen *st, enum wg_role role, const struct wg_message *m)
{
	char text[600];
	wg_ui_say(st->ui, role, wg_ui_sentence(st->ui, m, text, sizeof text));
}

void wg__plan_changed(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	struct wg_error e = {0};
	wg_list_reload(&st->list);
	st->mine_of = -1;
	st->own = s->stale = true;
	wg__plan_letters(st);
	if (st->stage == WG_STAGE_COMPARE)
		wg__plan_compare(st);
	if (wg__plan_follow(st, &e) != WG_OK)
		wg_ui_complain(st->ui, &e);
}

/* What all that is pinned costs. */
static void say_cost(struct wg__plan_screen *st)
{
	const struct wg_plan_totals *t = wg_plan_totals(st->plan);
	struct wg_message m;
	long long more = t->objective - t->start;
	if (more > 0)
		wg_message_set(
			&m,
			N_("locked; the rest is planned around it: the plan is dearer by {1} in all. u takes it back"),
			"l", more);
	else if (t->pins)
		wg_message_set(&m, N_("locked; the plan is no dearer for it. u takes it back"), "");
	else
		wg_message_set(&m, N_("nothing is locked any more"), "");
	say(st, WG_ROLE_NORMAL, &m);
}

static void done(struct wg_screen *s, enum wg_err err, const struct wg_error *e)
{
	struct wg__plan_screen *st = s->state;
	if (err != WG_OK) {
		wg_ui_complain(st->ui, e);
		return;
	}
	wg__plan_changed(s);
	say_cost(st);
}

static void move_border(struct wg_screen *s, enum wg_plan_move move)
{
	struct wg__plan_screen *st = s->state;
	struct wg_error e = {0};
	done(s, wg_plan_move_border(st->plan, (int)st->list.cursor, move, &e), &e);
}

/* In the list of cadres the border, among the households the household under the cursor. */
static void pin(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	struct wg_error e = {0};
	if (!st->right) {
		done(s, wg_plan_pin_border(st->plan, (int)st->list.cursor, &e), &e);
	} else if (wg__plan_step(st) >= 0) {
		int64_t row = st->steps.cursor;
		done(s, wg_plan_pin(st->plan, (size_t)wg__plan_step(st), &e), &e);
		wg_list_go(&st->steps, row);
	}
}

/* ---- another number of cadres ---- */

void wg__plan_forget(struct wg__plan_screen *st)
{
	while (st->n_before > 0)
		wg_plan_close(&st->before[--st->n_before]);
}

void wg__plan_replace(struct wg_screen *s, wg_plan *plan)
{
	struct wg__plan_screen *st = s->state;
	if (st->n_before == WG_PLAN_BEFORE) {
		wg_plan_close(&st->before[0]);
		for (int i = 1; i < st->n_before; i++)
			st->before[i - 1] = st->before[i];
		st->n_before--;
	}
	st->before[st->n_before++] = st->plan;
	st->plan = plan;
	wg__plan_take_again(s);
}

static void ask_number(struct wg__plan_screen *st)
{
	wg_line_set(&st->name, "");
	st->stage = WG_STAGE_NUMBER;
}

/* The first names of those who differ, with a sign. */
static void name_changes(const struct wg__plan_screen *st, const wg_plan *old, char *out, size_t cap)
{
	enum { MOST = 4 };
	size_t n[2], len = 0;
	int named = 0;
	const struct wg_plan_cadre *k[2] = {wg_plan_cadres(old, &n[0]), wg_plan_cadres(st->plan, &n[1])};
	out[0] = '\0';
	for (int side = 0; side < 2; side++) {
		for (size_t i = 0; i < n[side]; i++) {
			bool both = false;
			for (size_t x = 0; x < n[!side]; x++)
				both = both || k[!side][x].worker.id == k[side][i].worker.id;
			if (!both && named++ < MOST && len < cap)
				len += (size_t)snprintf(out + len, cap - len, " %c%s", side ? '+' : '-',
							k[side][i].worker.name);
		}
	}
	if (named > MOST && len < cap)
		snprintf(out + len, cap - len, " ..");
}

static void say_number(struct wg__plan_screen *st, const wg_plan *old)
{
	const struct wg_plan_totals *t = wg_plan_totals(st->plan), *was = wg_plan_totals(old);
	struct wg_message m;
	char names[200], more[32];
	name_changes(st, old, names, sizeof names);
	snprintf(more, sizeof more, "%+" PRId64, t->objective - was->objective);
	wg_message_set(&m,
		       N_("{1} cadres instead of {2}: cost {3} ({4}), {5} households change their contact;{6}. u takes "
			  "it back"),
		       "lllsls", (long long)t->cadres, (long long)was->cadres, (long long)t->objective, more,
		       (long long)t->moved, names);
	say(st, WG_ROLE_NORMAL, &m);
}

/* True when the prompt is to close. */
static bool take_number(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	struct wg_error e = {0};
	char text[WG_LINE_MAX * 4];
	int number = 0, end = 0;
	wg_plan *plan = NULL;
	wg_line_text(&st->name, text, sizeof text);
	if (sscanf(text, "%5d%n", &number, &end) != 1 || text[end] || number < 1) {
		wg_ui_say(st->ui, WG_ROLE_WARN, st->ui->tr(N_("a number, please")));
		return false;
	}
	if (number == wg_plan_totals(st->plan)->cadres)
		return true;
	wg_ui_begin(st->ui);
	if (wg_plan_resize(st->plan, (size_t)number, &plan, &e) != WG_OK) {
		wg_ui_complain(st->ui, &e);
		return false;
	}
	wg__plan_replace(s, plan);
	say_number(st, st->before[st->n_before - 1]);
	return true;
}

bool wg__plan_number_event(struct wg_screen *s, const struct wg_event *ev)
{
	struct wg__plan_screen *st = s->state;
	bool key = ev->kind == WG_EVENT_KEY && ev->key.mods == 0;
	if (key && ev->key.code == WG_KEY_ESC)
		st->stage = WG_STAGE_RESULT;
	else if (!key || ev->key.code != WG_KEY_ENTER)
		return wg_line_event(&st->name, ev) != WG_LINE_IGNORED;
	else if (take_number(s))
		st->stage = WG_STAGE_RESULT;
	return true;
}

/* ---- back ---- */

static bool take_back(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	struct wg_message m;
	if (wg_plan_unpin_last(st->plan)) {
		wg__plan_changed(s);
	} else if (st->n_before > 0) {
		wg_plan_close(&st->plan);
		st->plan = st->before[--st->n_before];
		wg__plan_take_again(s);
	} else {
		return false;
	}
	const struct wg_plan_totals *t = wg_plan_totals(st->plan);
	wg_message_set(&m, N_("taken back: {1} cadres, cost {2}, {3} locked"), "lll", (long long)t->cadres,
		       (long long)t->objective, (long long)t->pins);
	say(st, WG_ROLE_NORMAL, &m);
	return true;
}

bool wg__plan_hand_action(struct wg_screen *s, enum wg_action action)
{
	if (action == WG_ACTION_BORDER_RIGHT)
		move_border(s, WG_PLAN_RIGHT);
	else if (action == WG_ACTION_BORDER_LEFT)
		move_border(s, WG_PLAN_LEFT);
	else if (action == WG_ACTION_BORDER_RIGHT_FLOOR)
		move_border(s, WG_PLAN_RIGHT_FLOOR);
	else if (action == WG_ACTION_BORDER_LEFT_FLOOR)
		move_border(s, WG_PLAN_LEFT_FLOOR);
	else if (action == WG_ACTION_PLAN_PIN)
		pin(s);
	else if (action == WG_ACTION_PLAN_NUMBER)
		ask_number(s->state);
	else if (action == WG_ACTION_PLAN_DRAFTS)
		wg__plan_drafts(s);
	else if (action == WG_ACTION_UNDO)
		return take_back(s);
	else
		return false;
	return true;
}

/* ---- the proof, when there is time ---- */

void wg__plan_settle(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	struct wg_error e = {0};
	struct wg_message m;
	if (!wg_plan_unproven(st->plan))
		return;
	int64_t before = wg_plan_totals(st->plan)->objective;
	wg_ui_begin(st->ui);
	enum wg_err err = wg_plan_prove(st->plan, PROOF_MS, &e);
	int64_t after = wg_plan_totals(st->plan)->objective;
	if (err != WG_OK) {
		wg_ui_complain(st->ui, &e);
	} else if (after < before) {
		wg__plan_changed(s);
		wg_message_set(&m, N_("with the cadres in another order the plan is cheaper by {1}: it stands now"),
			       "l", (long long)(before - after));
		say(st, WG_ROLE_NORMAL, &m);
	}
}
