/* The plan on the wall: the facade with the plan's contacts instead of the office's, and the same keys. */
#include "screen/plan_state.h"

#include <inttypes.h>
#include <stdio.h>

/* The step of a household; doors are asked for in walking order, so the search goes on where the last one ended. */
static int step_of(struct wg__plan_screen *st, int64_t household)
{
	size_t n;
	const struct wg_plan_step *steps = wg_plan_steps(st->plan, &n);
	for (size_t i = 0; i < n; i++) {
		size_t at = ((size_t)st->asked + i) % n;
		if (steps[at].household == household) {
			st->asked = (int)at;
			return (int)at;
		}
	}
	return -1;
}

static int64_t contact_of(void *user, int64_t household, int64_t now)
{
	struct wg__plan_screen *st = ((struct wg_screen *)user)->state;
	size_t n;
	int at = step_of(st, household);
	const struct wg_plan_step *s = at < 0 ? NULL : &wg_plan_steps(st->plan, &n)[at];
	const struct wg_plan_cadre *k = s ? wg__plan_cadre(st, s->cadre) : NULL;
	if (k)
		return k->worker.id;
	return !s || s->locked ? now : 0;
}

static int64_t count_of(void *user, int64_t worker, int64_t now)
{
	struct wg__plan_screen *st = ((struct wg_screen *)user)->state;
	const struct wg_plan_cadre *k;
	for (int64_t row = 0; (k = wg__plan_cadre(st, row)) != NULL; row++) {
		if (k->worker.id == worker)
			return k->count;
	}
	return now;
}

static void why(struct wg__plan_screen *st, int step)
{
	char place[WG_ANSWER_BYTES], price[WG_ANSWER_BYTES];
	if (wg__plan_why(st, (size_t)step, place, price))
		wg_ui_say(st->ui, WG_ROLE_NORMAL, price);
}

static void pin(struct wg_screen *s, const int64_t *households, size_t n)
{
	struct wg__plan_screen *st = s->state;
	struct wg_error e = {0};
	struct wg_message m;
	char text[200];
	enum wg_err err = WG_OK;
	for (size_t i = 0; err == WG_OK && i < n; i++) {
		int at = step_of(st, households[i]);
		err = at < 0 ? WG_OK : wg_plan_pin(st->plan, (size_t)at, &e);
	}
	wg__plan_changed(s);
	wg_message_set(&m, N_("{1} locked in this plan; u takes it back"), "l",
		       (long long)wg_plan_totals(st->plan)->pins);
	if (err == WG_OK)
		wg_ui_say(st->ui, WG_ROLE_NORMAL, wg_ui_sentence(st->ui, &m, text, sizeof text));
	else
		wg_ui_complain(st->ui, &e);
}

/* The border is the one behind the stretch of the first household chosen. */
static bool act(void *user, enum wg_action action, const int64_t *households, size_t n)
{
	struct wg_screen *s = user;
	struct wg__plan_screen *st = s->state;
	size_t n_steps;
	int at = n > 0 ? step_of(st, households[0]) : -1;
	if (action == WG_ACTION_PLAN_FACADE) {
		wg_ui_pop(st->ui);
	} else if (action == WG_ACTION_PLAN_COMMIT) {
		wg_ui_say(st->ui, WG_ROLE_WARN, st->ui->tr(N_("Esc goes back to the plan; there Enter commits it")));
	} else if (action == WG_ACTION_UNDO) {
		wg__plan_hand_action(s, action);
	} else if (at < 0) {
		wg_ui_say(st->ui, WG_ROLE_WARN, st->ui->tr(N_("nobody lives here")));
	} else if (action == WG_ACTION_PLAN_PIN) {
		pin(s, households, n);
	} else if (action == WG_ACTION_PLAN_WHY) {
		why(st, at);
	} else if (action >= WG_ACTION_BORDER_RIGHT && action <= WG_ACTION_BORDER_LEFT_FLOOR) {
		wg_list_go(&st->list, wg_plan_steps(st->plan, &n_steps)[at].cadre);
		wg__plan_hand_action(s, action);
	}
	return true; /* the other keys of the plan have no meaning here */
}

void wg__plan_facade(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	char argument[32];
	size_t n;
	const struct wg_plan_step *steps = wg_plan_steps(st->plan, &n);
	int step = wg__plan_step(st);
	if (step < 0) {
		wg_ui_say(st->ui, WG_ROLE_WARN, st->ui->tr(N_("no households")));
		return;
	}
	st->facade = (struct wg_facade_draft){.user = s,
					      .title = st->ui->tr(N_("Plan: draft (not in force)")),
					      .contact = contact_of,
					      .count = count_of,
					      .action = act};
	snprintf(argument, sizeof argument, "#%" PRId64, steps[step].household);
	wg_facade_open_draft(st->ui, argument, &st->facade);
}
