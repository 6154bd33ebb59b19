#include "screen/match.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/match_state.h"
#include "screen/need_slip.h"
#include "screen/need_text.h"

static int64_t row_count(void *data)
{
	return wg_sifted_count(&((const struct wg__match *)data)->sifted);
}

static int64_t row_id(void *data, int64_t row)
{
	return wg__match_row(data, row)->worker_id;
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct wg__match *st = s->state;
	st->ui = s->ui;
	st->id = argument && *argument == '#' ? strtoll(argument + 1, NULL, 10) : 0;
	if (!st->id)
		return wg_fail(e, WG_EUSAGE, N_("choose a need first"), "");
	wg_list_init(&st->list, (struct wg_row_source){.data = st, .count = row_count, .id = row_id});
	wg__match_table(st);
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	struct wg__match *st = s->state;
	wg_list_free(&st->list);
	wg_sifted_free(&st->sifted);
	wg_need_card_free(&st->card);
	wg_arena_free(&st->preview_arena);
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	return wg__match_load(s->state, back, e);
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	out[0] = WG_SCOPE_MATCH;
	out[1] = WG_SCOPE_OFFICE;
	out[2] = WG_SCOPE_TABLE;
	out[3] = WG_SCOPE_LIST;
	return 4;
}

static struct wg_list *list(struct wg_screen *s)
{
	return &((struct wg__match *)s->state)->list;
}

static struct wg_sift *sift(struct wg_screen *s, enum wg_action action)
{
	return &((struct wg__match *)s->state)->sifted.sift;
}

static const char *argument(struct wg_screen *s, const struct wg_param *param, struct wg_arena *a)
{
	const struct wg__match *st = s->state;
	const struct wg_need *n = &st->card.need;
	const struct wg_fit *f = wg__match_current(st);
	if (param->type == WG_PARAM_NEED)
		return wg_ui_refs(a, &st->id, 1);
	if ((param->type == WG_PARAM_HOUSEHOLD || param->type == WG_PARAM_SUBJECT) && n->household_id)
		return wg_ui_refs(a, &n->household_id, 1);
	if ((param->type == WG_PARAM_PLACE || param->type == WG_PARAM_SUBJECT) && n->place_id)
		return wg_ui_refs(a, &n->place_id, 1);
	if (param->type == WG_PARAM_WORKER && f)
		return wg_ui_refs(a, &f->worker_id, 1);
	return NULL;
}

static void say(struct wg_screen *s, const char *msgid)
{
	wg_ui_say(s->ui, WG_ROLE_WARN, s->ui->tr(msgid));
}

/* The other list; marks are about who fits and stay. */
static void turn(struct wg_screen *s)
{
	struct wg__match *st = s->state;
	st->left = !st->left;
	st->n_rows = 0;
	wg__match_table(st);
	(void)wg_sifted_rows(&st->sifted, 0, NULL);
	wg_list_go(&st->list, 0);
	s->stale = true;
}

static void why(struct wg_screen *s)
{
	const struct wg__match *st = s->state;
	struct wg_arena a = {0};
	const struct wg_fit *f = wg__match_current(st);
	if (f)
		wg_ui_open(s->ui, "rows",
			   wg_arena_printf(&a, "match #%" PRId64 " --why #%" PRId64, st->id, f->worker_id));
	wg_arena_free(&a);
}

/* What a rule refuses is asked about in the form: some rules give way to a reason. */
static void send(struct wg_screen *s)
{
	struct wg__match *st = s->state;
	struct wg_arena a = {0};
	struct wg_args args = {0};
	const char *refs = wg__match_refs(st, &a);
	if (!*refs) {
		say(s, N_("nobody is chosen: Space chooses"));
	} else {
		wg__match_ask(st);
		if (st->refused) {
			wg_ui_open(s->ui, "form",
				   wg_arena_printf(&a, "dispatch #%" PRId64 " --to %s%s%s%s", st->id, refs,
						   *st->when ? " --at '" : "", st->when, *st->when ? "'" : ""));
		} else {
			wg__match_args(st, &a, &args);
			if (wg_ui_run(s->ui, "dispatch", &args, st->digest[0] ? st->digest : NULL)) {
				st->n_chosen = 0;
				wg_ids_clear(&st->list.marks);
			}
			st->asked = false;
		}
	}
	wg_args_free(&args);
	wg_arena_free(&a);
}

static void choose(struct wg_screen *s)
{
	struct wg__match *st = s->state;
	const struct wg_fit *f = wg__match_current(st);
	if (!f)
		return;
	if (!wg__match_find(st, f->worker_id))
		say(s, N_("cannot do any of this"));
	else if (!wg__match_choose(st, f->worker_id))
		say(s, N_("three are the most: Space lets one go"));
	else
		wg_list_go(&st->list, st->list.cursor + 1);
}

static void forget(struct wg__match *st)
{
	st->n_chosen = 0;
	st->asked = false;
	wg_ids_clear(&st->list.marks);
}

static void form(struct wg_screen *s, const char *command)
{
	struct wg_arena a = {0};
	wg_ui_open(s->ui, "form", wg_arena_printf(&a, "%s #%" PRId64, command, ((struct wg__match *)s->state)->id));
	wg_arena_free(&a);
}

static void ask_when(struct wg_screen *s)
{
	struct wg_error e = {0};
	if (wg_ui_push(s->ui, &wg_screen_match_when, ((const struct wg__match *)s->state)->when, &e) != WG_OK)
		wg_ui_complain(s->ui, &e);
}

static void print_slip(struct wg_screen *s)
{
	struct wg_arena a = {0};
	wg_print_needs(s->ui, wg_ui_refs(&a, &((const struct wg__match *)s->state)->id, 1));
	wg_arena_free(&a);
}

static bool is_marking(enum wg_action action)
{
	return action == WG_ACTION_RANGE || action == WG_ACTION_RANGE_UP || action == WG_ACTION_RANGE_DOWN ||
	       action == WG_ACTION_MARK_ALL || action == WG_ACTION_MARK_INVERT || action == WG_ACTION_MARK_SUBTREE;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct wg__match *st = s->state;
	bool resort;
	if (action == WG_ACTION_SEND)
		send(s);
	else if (action == WG_ACTION_MARK || action == WG_ACTION_LET_GO)
		choose(s);
	else if (action == WG_ACTION_MARK_NONE)
		forget(st);
	else if (is_marking(action))
		say(s, N_("Space chooses one to three; the first leads"));
	else if (action == WG_ACTION_LEFT_OUT)
		turn(s);
	else if (action == WG_ACTION_ASK_IN) {
		st->everywhere = !st->everywhere;
		s->stale = true;
	} else if (action == WG_ACTION_FIT_WHY)
		why(s);
	else if (action == WG_ACTION_FIT_WHEN)
		ask_when(s);
	else if (action == WG_ACTION_PRINT)
		print_slip(s);
	else if (action == WG_ACTION_EDIT)
		form(s, "edit need");
	else if (action == WG_ACTION_COPY || action == WG_ACTION_CANCEL)
		wg_copy_need(s->ui, st->id);
	else if (action == WG_ACTION_COLUMN_LEFT || action == WG_ACTION_COLUMN_RIGHT)
		return wg_table_action(&st->table, action, &resort);
	else
		return false;
	return true;
}

static bool back(struct wg_screen *s)
{
	bool was = ((struct wg__match *)s->state)->left;
	if (was)
		turn(s);
	return was;
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	const struct wg__match *st = s->state;
	int n = 0;
	bool writes = wg_ui_writes(s->ui);
	if (writes) {
		out[n++] = (struct wg_footer_item){s->ui->tr(N_("Space")), N_("choose")};
		out[n++] = (struct wg_footer_item){"Enter", N_("send")};
	}
	out[n++] = (struct wg_footer_item){"w", N_("why")};
	out[n++] = (struct wg_footer_item){"Tab", st->left ? N_("who fits") : N_("left out")};
	out[n++] = (struct wg_footer_item){"t", N_("time")};
	if (st->everywhere || st->fits.n_outside > 0)
		out[n++] = (struct wg_footer_item){"i", st->everywhere ? N_("only our own") : N_("ask in")};
	if (writes)
		out[n++] = (struct wg_footer_item){"e", N_("change the need")};
	out[n++] = (struct wg_footer_item){"P", N_("slips")};
	out[n++] = (struct wg_footer_item){"y", N_("copy as message")};
	out[n++] = (struct wg_footer_item){"?", N_("help")};
	return n;
}

static void position(struct wg_screen *s, char out[WG_CRUMBS])
{
	const struct wg__match *st = s->state;
	struct wg_message m;
	char chosen[WG_CELL_TEXT] = "", fit[WG_CELL_TEXT];
	wg_message_set(&m, N_("{1} chosen   "), "d", st->n_chosen);
	if (st->n_chosen > 0)
		wg_ui_sentence(s->ui, &m, chosen, sizeof chosen);
	wg_message_set(&m, N_("{1} fit of {2}"), "ll", (long long)st->fits.n, (long long)st->fits.pool);
	snprintf(out, WG_CRUMBS, "%s%s%s%s", st->when, *st->when ? "   " : "", chosen,
		 wg_ui_sentence(s->ui, &m, fit, sizeof fit));
	wg_sift_position(s, out);
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	wg__match_paint(s->state, c, r);
}

/* 需求 > 待派 > #12 灶打不着火          3栋3单元1302 阎英   今天 09:14 来电 */
static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	const struct wg_need *n = &((const struct wg__match *)s->state)->card.need;
	const struct wg_ui *ui = s->ui;
	char at[WG_NEED_TEXT];
	if (!n->id)
		return;
	snprintf(left, WG_CRUMBS, "%s > %s > #%lld %s", ui->tr(N_("Needs")),
		 ui->tr(wg_order_group_names[wg_need_state_info[n->state].group]), wg_need_number(n->id), n->title);
	snprintf(right, WG_CRUMBS, "%.120s %.60s   %s %s", n->where, n->household_id ? n->who : "",
		 wg_need_moment(ui, n->at, at), wg_ui_code(ui, "source", n->source));
}

static enum wg_err listed(struct wg_screen *s, int64_t from, struct wg_arena *a, struct wg_rows *out,
			  struct wg_error *e)
{
	wg_sifted_listed(&((struct wg__match *)s->state)->sifted, from, a, out);
	return WG_OK;
}

const struct wg_screen_ops wg_screen_match = {
	.name = "match",
	.title = N_("Match"),
	.state_size = sizeof(struct wg__match),
	.depends = WG_TOPIC_ALL,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.list = list,
	.sift = sift,
	.listed = listed,
	.action = action,
	.back = back,
	.argument = argument,
	.foot = foot,
	.position = position,
	.paint = paint,
	.crumbs = crumbs,
};
