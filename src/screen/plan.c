#include "screen/plan.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "screen/plan_state.h"
#include "screen/copy.h"
#include "view/panel.h"

static int64_t cadre_count(void *data)
{
	const struct wg__plan_screen *st = data;
	size_t n = 0;
	if (!st->plan)
		return 0;
	wg_plan_cadres(st->plan, &n);
	return (int64_t)n + (wg_plan_totals(st->plan)->uncovered > 0);
}

static int64_t cadre_id(void *data, int64_t row)
{
	const struct wg_plan_cadre *k = wg__plan_cadre(data, row);
	return k ? k->worker.id : -1;
}

static int64_t step_count(void *data)
{
	return wg_sifted_count(&((const struct wg__plan_screen *)data)->step_sifted);
}

static int64_t step_id(void *data, int64_t row)
{
	const struct wg__plan_screen *st = data;
	size_t n;
	return wg_plan_steps(st->plan, &n)[st->mine.at[wg_sifted_row(&st->step_sifted, row)]].household;
}

static int64_t worker_count(void *data)
{
	return wg_sifted_count(&((const struct wg__plan_screen *)data)->choose_sifted);
}

static int64_t worker_id(void *data, int64_t row)
{
	const struct wg__plan_screen *st = data;
	return st->workers.at[wg_sifted_row(&st->choose_sifted, row)].id;
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct wg__plan_screen *st = s->state;
	st->ui = s->ui;
	st->mine_of = -1;
	wg_list_init(&st->list, (struct wg_row_source){.data = st, .count = cadre_count, .id = cadre_id});
	wg_list_init(&st->steps, (struct wg_row_source){.data = st, .count = step_count, .id = step_id});
	wg_list_init(&st->choose, (struct wg_row_source){.data = st, .count = worker_count, .id = worker_id});
	wg__plan_tables(st);
	wg__plan_sifts(st);
	wg__plan_drafts_init(st);
	wg__plan_compare_init(st);
	return wg__plan_ask(st, argument, e);
}

static void close(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	wg_plan_close(&st->plan);
	wg__plan_forget(st);
	wg__plan_drafts_free(st);
	wg__plan_compare_free(st);
	wg_list_free(&st->list);
	wg_list_free(&st->steps);
	wg_list_free(&st->choose);
	wg_sifted_free(&st->step_sifted);
	wg_sifted_free(&st->choose_sifted);
	WG_VEC_FREE(&st->blocks);
	WG_VEC_FREE(&st->mine);
	wg_arena_free(&st->arena);
	wg_arena_free(&st->people);
	wg_arena_free(&st->page_arena);
	wg_arena_free(&st->strips_arena);
}

static bool has_result(const struct wg__plan_screen *st)
{
	return st->stage != WG_STAGE_ASK && st->stage != WG_STAGE_CHOOSE;
}

static void say_outdated(struct wg_ui *ui)
{
	wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("something has been changed since this was planned: p plans anew")));
}

/* A plan that is on show is not computed again because something was written: it is no longer current. */
static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	struct wg__plan_screen *st = s->state;
	if (!has_result(st))
		return WG_OK;
	st->current = st->current && st->own;
	st->own = false;
	enum wg_err err = wg__plan_follow(st, e);
	if (err == WG_OK && s->ui->settled)
		wg__plan_settle(s);
	return err;
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	const struct wg__plan_screen *st = s->state;
	int n = 0;
	if (st->stage == WG_STAGE_ASK) {
		out[n++] = WG_SCOPE_FORM;
		return n;
	}
	if (st->stage == WG_STAGE_RESULT)
		out[n++] = WG_SCOPE_PLAN;
	if (st->stage == WG_STAGE_CHOOSE || (st->stage == WG_STAGE_RESULT && st->right))
		out[n++] = WG_SCOPE_TABLE;
	if (st->stage != WG_STAGE_NAME && st->stage != WG_STAGE_NUMBER)
		out[n++] = WG_SCOPE_LIST;
	return n;
}

static struct wg_list *list(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	if (st->stage == WG_STAGE_CHOOSE)
		return &st->choose;
	if (st->stage == WG_STAGE_DRAFTS)
		return &st->draft_list;
	if (st->stage == WG_STAGE_COMPARE)
		return st->right ? &st->differences : &st->pairs;
	if (!has_result(st))
		return NULL;
	return st->right ? &st->steps : &st->list;
}

static struct wg_sift *sift(struct wg_screen *s, enum wg_action action)
{
	struct wg_sifted *m = wg__plan_sifted(s->state);
	return m ? &m->sift : NULL;
}

static void say_result(struct wg__plan_screen *st)
{
	const struct wg_plan_totals *t = wg_plan_totals(st->plan);
	struct wg_message m;
	char text[600], ms[32];
	snprintf(ms, sizeof ms, "%.1f", (double)(t->plan_ns + t->proof_ns) / 1e6);
	if (t->uncovered || t->cadres_surplus) {
		wg__plan_say(st, &m);
		wg_ui_say(st->ui, WG_ROLE_WARN, wg_ui_sentence(st->ui, &m, text, sizeof text));
		return;
	}
	wg_message_set(&m,
		       wg_ui_writes(st->ui) ? N_("computed in {1} ms. Enter commits (u takes it back), Esc leaves")
					    : N_("computed in {1} ms"),
		       "s", ms);
	wg_ui_say(st->ui, WG_ROLE_NORMAL, wg_ui_sentence(st->ui, &m, text, sizeof text));
}

static void compute(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	wg__plan_compute(s);
	if (st->stage == WG_STAGE_RESULT)
		say_result(st);
}

static void commit(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	struct wg_ui *ui = s->ui;
	struct wg_args args = {0};
	bool done = false;
	if (st->deaf && wg_monotonic_ns() - st->shown < WG_PANEL_DEAF_MS * INT64_C(1000000))
		return;
	if (!st->current) {
		say_outdated(ui);
		return;
	}
	wg_plan_args(st->plan, &args);
	if (args.n == 0)
		wg_ui_say(ui, WG_ROLE_WARN, ui->tr(N_("nothing to change: this is how it is now")));
	else
		done = wg_ui_run(ui, "apply-plan", &args, NULL);
	wg_args_free(&args);
	if (done)
		wg_ui_pop(ui);
}

static bool save(struct wg_screen *s, const char *name)
{
	struct wg__plan_screen *st = s->state;
	struct wg_args args = {0};
	char scope[WG_LINE_MAX * 4];
	wg_form_value(&st->form, "scope", scope, sizeof scope);
	wg_args_add(&args, "name", name);
	wg_args_add(&args, "scope", scope);
	wg_plan_draft_args(st->plan, &args);
	bool done = wg_ui_run(s->ui, "save-plan", &args, NULL);
	wg_args_free(&args);
	return done;
}

/* The prompt for a draft's name: Enter keeps the plan and leaves; with no name it only leaves. */
static bool name_event(struct wg_screen *s, const struct wg_event *ev)
{
	struct wg__plan_screen *st = s->state;
	char name[WG_LINE_MAX * 4];
	bool enter = ev->kind == WG_EVENT_KEY && ev->key.code == WG_KEY_ENTER && ev->key.mods == 0;
	bool esc = ev->kind == WG_EVENT_KEY && ev->key.code == WG_KEY_ESC && ev->key.mods == 0;
	if (esc) {
		st->stage = WG_STAGE_RESULT;
		return true;
	}
	if (!enter)
		return wg_line_event(&st->name, ev) != WG_LINE_IGNORED;
	wg_line_text(&st->name, name, sizeof name);
	if (name[0] && !save(s, name))
		return true;
	wg_ui_pop(s->ui);
	return true;
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct wg__plan_screen *st = s->state;
	bool key = ev->kind == WG_EVENT_KEY;
	if (st->waiting) /* what this event writes is not this screen's own */
		st->waiting = st->own = s->stale = false;
	if (ev->kind == WG_EVENT_RESIZE && has_result(st)) {
		st->n_strips = 0;
		st->own = s->stale = true;
	}
	if (key && st->answer.open)
		wg__answer_clear(&st->answer);
	if (key && ev->key.code != WG_KEY_ENTER)
		st->deaf = false;
	if (st->stage == WG_STAGE_NAME)
		return name_event(s, ev);
	if (st->stage == WG_STAGE_NUMBER)
		return wg__plan_number_event(s, ev);
	if (st->stage != WG_STAGE_ASK)
		return false;
	bool taken = wg__plan_form_event(s, ev);
	if (taken && wg_ui_top(s->ui) == s && st->stage == WG_STAGE_RESULT)
		say_result(st);
	return taken;
}

static const char *name_of(const struct wg__plan_screen *st, int cadre)
{
	const struct wg_plan_cadre *k = wg__plan_cadre(st, cadre);
	return k ? k->worker.name : "";
}

bool wg__plan_why(struct wg__plan_screen *st, size_t step, char *place, char *price)
{
	size_t n;
	const struct wg_plan_step *at = &wg_plan_steps(st->plan, &n)[step];
	struct wg_plan_reason r;
	struct wg_error e = {0};
	struct wg_message m;
	struct wg_household h;
	struct wg_arena a = {0};
	enum wg_err err = wg_household_get(st->ui->face->office, at->household, &a, &h, &e);
	if (err == WG_OK)
		err = wg_plan_why(st->plan, step, &r, &e);
	if (err != WG_OK) {
		wg_ui_complain(st->ui, &e);
		wg_arena_free(&a);
		return false;
	}
	wg_message_set(&m,
		       at->locked      ? N_("{1} {2} is locked to {3}")
		       : at->cadre < 0 ? N_("{1} {2} has no contact in this plan: there are too few cadres")
				       : N_("{1} {2} goes to {3}"),
		       "sss", wg_arena_printf(&a, "%s%s%s", h.building, h.entrance, h.room), h.head,
		       name_of(st, at->cadre));
	wg_ui_sentence(st->ui, &m, place, WG_ANSWER_BYTES);
	if (!r.possible)
		wg_message_set(&m, N_("nobody else can take it"), "");
	else if (r.price < 0)
		wg_message_set(&m, N_("with {1} the plan would be cheaper by {2}: this one is not proven optimal"),
			       "sl", name_of(st, r.cadre), -(long long)r.price);
	else if (r.cadre < 0)
		wg_message_set(&m, N_("otherwise it would have no contact: dearer by {1}"), "l", (long long)r.price);
	else
		wg_message_set(
			&m,
			N_("with {1} the plan would be dearer by {2}: evenness of the load {3}, borders {4}, changed "
			   "contacts {5}"),
			"sllll", name_of(st, r.cadre), (long long)r.price, (long long)r.load, (long long)r.cut,
			(long long)r.move);
	wg_ui_sentence(st->ui, &m, price, WG_ANSWER_BYTES);
	wg_arena_free(&a);
	return true;
}

/* On the households: why this one. On a cadre: why its stretch ends where it does, that is its last household. */
static void why(struct wg__plan_screen *st)
{
	int step = wg__plan_step(st);
	if (step < 0) {
		wg_ui_say(st->ui, WG_ROLE_WARN, st->ui->tr(N_("no households")));
		return;
	}
	char place[WG_ANSWER_BYTES], price[WG_ANSWER_BYTES];
	wg__answer_clear(&st->answer);
	if (!wg__plan_why(st, (size_t)step, place, price))
		return;
	wg__answer_add(&st->answer, WG_ROLE_STRONG, place);
	wg__answer_add(&st->answer, WG_ROLE_NORMAL, price);
}

static bool is_movement(enum wg_action action)
{
	return action >= WG_ACTION_UP && action <= WG_ACTION_HALF_DOWN;
}

/* The cadre stands for all of the households: they are whole again when the cadres have the focus. */
static void focus(struct wg__plan_screen *st, bool right)
{
	st->right = right;
	if (!right)
		wg__plan_whole(st);
}

static void move(struct wg__plan_screen *st, enum wg_action action)
{
	struct wg_error e = {0};
	wg_list_action(&st->list, action);
	if (wg__plan_follow(st, &e) != WG_OK)
		wg_ui_complain(st->ui, &e);
}

static bool result_action(struct wg_screen *s, enum wg_action action)
{
	struct wg__plan_screen *st = s->state;
	if (action == WG_ACTION_PLAN_COMMIT)
		commit(s);
	else if (action == WG_ACTION_PLAN_SAVE)
		st->stage = WG_STAGE_NAME;
	else if (action == WG_ACTION_PLAN_COPY)
		wg_copy_plan(st->ui, st->plan);
	else if (action == WG_ACTION_PLAN_WHY)
		why(st);
	else if (action == WG_ACTION_PLAN_AGAIN)
		st->stage = WG_STAGE_ASK;
	else if (action == WG_ACTION_PANE_NEXT || action == WG_ACTION_PANE_PREVIOUS)
		focus(st, !st->right);
	else if (action == WG_ACTION_PLAN_FACADE)
		wg__plan_facade(s);
	else if (!st->right && is_movement(action))
		move(st, action);
	else
		return wg__plan_column(st, action) || wg__plan_hand_action(s, action);
	return true;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct wg__plan_screen *st = s->state;
	if (st->stage == WG_STAGE_RESULT)
		return result_action(s, action);
	if (st->stage == WG_STAGE_DRAFTS || st->stage == WG_STAGE_COMPARE)
		return wg__plan_drafts_action(s, action);
	if (st->stage == WG_STAGE_CHOOSE && action == WG_ACTION_OPEN) {
		compute(s);
		return true;
	}
	return wg__plan_column(st, action);
}

/* From the households to the cadres, from the list of cadres to the form, from the result to the question whether it is
 * to be kept. */
static bool back(struct wg_screen *s)
{
	struct wg__plan_screen *st = s->state;
	struct wg_list *l = list(s);
	if (l && l->ranging)
		l->ranging = false;
	else if (st->stage == WG_STAGE_CHOOSE)
		st->stage = WG_STAGE_ASK;
	else if (st->stage == WG_STAGE_COMPARE)
		st->stage = WG_STAGE_DRAFTS;
	else if (st->stage == WG_STAGE_DRAFTS)
		st->stage = WG_STAGE_RESULT;
	else if (st->stage == WG_STAGE_RESULT && st->right)
		focus(st, false);
	else if (st->stage == WG_STAGE_RESULT && wg_ui_writes(s->ui))
		st->stage = WG_STAGE_NAME;
	else
		return false;
	return true;
}

/* One item for an action, or for two that go in opposite directions. */
static void add_foot(struct wg__plan_screen *st, struct wg_footer_item *out, int *n, enum wg_action action,
		     enum wg_action opposite, const char *label)
{
	const struct wg_action_info *info = wg_action_info(action);
	char key[2 * WG_KEY_NAME], other[2 * WG_KEY_NAME];
	if ((info->needs & WG_NEED_WRITES && !wg_ui_writes(st->ui)) || *n == WG_UI_FOOT)
		return;
	wg_keys_first(st->ui->keys, action, key);
	wg_keys_first(st->ui->keys, opposite, other);
	snprintf(st->keys[*n], sizeof st->keys[*n], opposite == action ? "%s" : "%s %s", key, other);
	out[*n] = (struct wg_footer_item){st->keys[*n], label ? label : info->label};
	++*n;
}

static int result_foot(struct wg__plan_screen *st, struct wg_footer_item out[WG_UI_FOOT])
{
	int n = 0;
	add_foot(st, out, &n, WG_ACTION_PLAN_COMMIT, WG_ACTION_PLAN_COMMIT, NULL);
	add_foot(st, out, &n, WG_ACTION_BORDER_LEFT, WG_ACTION_BORDER_RIGHT, N_("a household"));
	add_foot(st, out, &n, WG_ACTION_BORDER_LEFT_FLOOR, WG_ACTION_BORDER_RIGHT_FLOOR, N_("a floor"));
	add_foot(st, out, &n, WG_ACTION_PLAN_PIN, WG_ACTION_PLAN_PIN, NULL);
	add_foot(st, out, &n, WG_ACTION_PLAN_WHY, WG_ACTION_PLAN_WHY, NULL);
	add_foot(st, out, &n, WG_ACTION_PLAN_NUMBER, WG_ACTION_PLAN_NUMBER, NULL);
	add_foot(st, out, &n, WG_ACTION_PLAN_FACADE, WG_ACTION_PLAN_FACADE, NULL);
	add_foot(st, out, &n, WG_ACTION_PLAN_DRAFTS, WG_ACTION_PLAN_DRAFTS, NULL);
	add_foot(st, out, &n, WG_ACTION_PANE_NEXT, WG_ACTION_PANE_NEXT, NULL);
	add_foot(st, out, &n, WG_ACTION_PLAN_AGAIN, WG_ACTION_PLAN_AGAIN, NULL);
	add_foot(st, out, &n, WG_ACTION_HELP, WG_ACTION_HELP, NULL);
	return n;
}

static int choose_foot(struct wg__plan_screen *st, struct wg_footer_item out[WG_UI_FOOT])
{
	static const enum wg_action actions[] = {WG_ACTION_MARK,   WG_ACTION_RANGE, WG_ACTION_MARK_NONE, WG_ACTION_FIND,
						 WG_ACTION_VALUES, WG_ACTION_OPEN,  WG_ACTION_BACK};
	int n = 0;
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		add_foot(st, out, &n, actions[i], actions[i], NULL);
	return n;
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	struct wg__plan_screen *st = s->state;
	int n = 0;
	if (st->stage == WG_STAGE_RESULT)
		return result_foot(st, out);
	if (st->stage == WG_STAGE_CHOOSE)
		return choose_foot(st, out);
	if (st->stage == WG_STAGE_DRAFTS) {
		out[n++] = (struct wg_footer_item){"Enter", N_("open")};
		out[n++] = (struct wg_footer_item){"Space", N_("compare with the plan")};
		out[n++] = (struct wg_footer_item){"Esc", N_("back")};
		return n;
	}
	if (st->stage == WG_STAGE_COMPARE) {
		out[n++] = (struct wg_footer_item){"Tab", N_("pane")};
		out[n++] = (struct wg_footer_item){"Esc", N_("back")};
		return n;
	}
	out[n++] = (struct wg_footer_item){"Enter", st->stage == WG_STAGE_NAME ? N_("keep") : N_("plan")};
	if (st->stage == WG_STAGE_ASK) {
		out[n++] = (struct wg_footer_item){"Tab", N_("next")};
		out[n++] = (struct wg_footer_item){"Space", N_("choose")};
	}
	out[n++] = (struct wg_footer_item){"Esc", N_("back")};
	return n;
}

/* A proof waits until the hand rests. */
static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct wg__plan_screen *st = s->state;
	if (has_result(st) && wg_plan_unproven(st->plan) && !s->ui->settled)
		s->ui->behind = st->waiting = st->own = s->stale = true;
	wg__plan_paint(st, c, r);
}

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	wg__plan_crumbs(s->state, left, right);
}

static enum wg_err listed(struct wg_screen *s, int64_t from, struct wg_arena *a, struct wg_rows *out,
			  struct wg_error *e)
{
	const struct wg_sifted *m = wg__plan_sifted(s->state);
	if (!m)
		return wg_fail(e, WG_EUSAGE, N_("there is no list here"), "");
	wg_sifted_listed(m, from, a, out);
	return WG_OK;
}

const struct wg_screen_ops wg_screen_plan = {
	.name = "plan",
	.title = N_("Plan"),
	.state_size = sizeof(struct wg__plan_screen),
	.depends = WG_TOPIC_PLACE | WG_TOPIC_HOUSEHOLD | WG_TOPIC_WORKER | WG_TOPIC_CONTACT,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.list = list,
	.sift = sift,
	.listed = listed,
	.event = event,
	.action = action,
	.back = back,
	.foot = foot,
	.paint = paint,
	.crumbs = crumbs,
};
