#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/need_act.h"
#include "screen/need_card.h"
#include "screen/need_slip.h"
#include "screen/need_text.h"
#include "screen/needs.h"

/* One need, all of it: what is done with it next has the same keys as in the list. */
struct need {
	int64_t id;
	struct wg_need_card card;
	char keys[WG_UI_FOOT][2 * WG_KEY_NAME];
};

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct need *k = s->state;
	k->id = argument && *argument == '#' ? strtoll(argument + 1, NULL, 10) : 0;
	return k->id ? WG_OK : wg_fail(e, WG_EUSAGE, N_("choose a need first"), "");
}

static void close(struct wg_screen *s)
{
	wg_need_card_free(&((struct need *)s->state)->card);
}

static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	struct need *k = s->state;
	return wg_need_card_read(&k->card, s->ui, k->id, e);
}

static int scopes(const struct wg_screen *s, enum wg_scope out[WG_SCOPES])
{
	out[0] = WG_SCOPE_ORDER;
	out[1] = WG_SCOPE_OFFICE;
	return 2;
}

static const char *why_not(const struct wg_screen *s, enum wg_action action)
{
	return wg_need_why_not(((const struct need *)s->state)->card.need.state, action);
}

static const char *argument(struct wg_screen *s, const struct wg_param *param, struct wg_arena *a)
{
	const struct wg_need *n = &((const struct need *)s->state)->card.need;
	if (param->type == WG_PARAM_NEED)
		return wg_ui_refs(a, &n->id, 1);
	if ((param->type == WG_PARAM_HOUSEHOLD || param->type == WG_PARAM_SUBJECT) && n->household_id)
		return wg_ui_refs(a, &n->household_id, 1);
	if ((param->type == WG_PARAM_PLACE || param->type == WG_PARAM_SUBJECT) && n->place_id)
		return wg_ui_refs(a, &n->place_id, 1);
	return NULL;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct need *k = s->state;
	struct wg_arena a = {0};
	const char *ref = wg_ui_refs(&a, &k->id, 1);
	bool taken = true;
	if (action == WG_ACTION_EDIT)
		wg_ui_open(s->ui, "form", wg_arena_printf(&a, "edit need %s", ref));
	else if (action == WG_ACTION_PRINT)
		wg_print_needs(s->ui, ref);
	else if (action == WG_ACTION_ADD)
		wg_ui_open(s->ui, "form", "add need");
	else if (action == WG_ACTION_COPY || action == WG_ACTION_CANCEL)
		wg_copy_need(s->ui, k->id);
	else
		taken = wg_need_act(s->ui, ref, action);
	wg_arena_free(&a);
	return taken;
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	struct need *k = s->state;
	const struct wg_need *need = &k->card.need;
	int n = 0;
	if (wg_need_state_info[need->state].group == WG_ORDER_TO_SEND)
		out[n++] = (struct wg_footer_item){"m", N_("match")};
	n += wg_need_foot(s->ui, need->state, out + n, WG_UI_FOOT - 5, k->keys);
	if (wg_ui_writes(s->ui))
		out[n++] = (struct wg_footer_item){"e", N_("change")};
	out[n++] = (struct wg_footer_item){"y", N_("copy")};
	out[n++] = (struct wg_footer_item){"Esc", N_("back")};
	out[n++] = (struct wg_footer_item){"?", N_("help")};
	return n;
}

/* How it came: by whom, when, in which form. */
static void paint_origin(const struct need *k, const struct wg_ui *ui, struct wg_cells *c, struct wg_rect r)
{
	struct wg_arena a = {0};
	char at[WG_NEED_TEXT];
	const struct wg_need *n = &k->card.need;
	const char *text = wg_arena_printf(&a, "%s  %s   %s   %s   %s %d", wg_need_moment(ui, n->at, at),
					   wg_ui_code(ui, "source", n->source), wg_ui_code(ui, "form", n->form),
					   ui->tr(n->shared ? N_("shared by many") : N_("of one household")),
					   ui->tr(N_("helpers wanted")), n->persons);
	if (n->every)
		text = wg_arena_printf(&a, "%s   %s %d", text, ui->tr(N_("every so many days")), n->every);
	if (*n->micro)
		text = wg_arena_printf(&a, "%s   %s", text, wg_ui_code(ui, "micro", n->micro));
	wg_cells_put(c, r.row, r.col + 1, 7, WG_ROLE_HEAD, ui->tr(N_("Came")), 0);
	wg_cells_put(c, r.row, r.col + 9, r.cols - 10, WG_ROLE_NORMAL, text, WG_PUT_ELL);
	wg_cells_put(c, r.row + 1, r.col + 1, 7, WG_ROLE_HEAD, ui->tr(N_("Where")), 0);
	wg_cells_put(c, r.row + 1, r.col + 9, r.cols - 10, WG_ROLE_NORMAL, n->where, WG_PUT_ELL);
	wg_arena_free(&a);
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	const struct need *k = s->state;
	int past = r.rows > 18 ? 6 : 4;
	if (!k->card.need.id)
		return;
	wg_need_card_head(&k->card, s->ui, c, (struct wg_rect){r.row, r.col, WG_NEED_HEAD_LINES, r.cols});
	r.row += WG_NEED_HEAD_LINES;
	r.rows -= WG_NEED_HEAD_LINES;
	paint_origin(k, s->ui, c, (struct wg_rect){r.row, r.col, 2, r.cols});
	wg_cells_fill(c, (struct wg_rect){r.row + 2, r.col, 1, r.cols}, '-', WG_ROLE_DIM);
	wg_need_card_story(&k->card, s->ui, c, (struct wg_rect){r.row + 3, r.col, r.rows - 3 - past, r.cols});
	if (!k->card.home.id)
		return;
	wg_cells_fill(c, (struct wg_rect){r.row + r.rows - past, r.col, 1, r.cols}, '-', WG_ROLE_DIM);
	wg_need_card_past(&k->card, s->ui, c, (struct wg_rect){r.row + r.rows - past + 1, r.col, past - 1, r.cols});
}

static void crumbs(struct wg_screen *s, char left[WG_CRUMBS], char right[WG_CRUMBS])
{
	const struct wg_need *n = &((const struct need *)s->state)->card.need;
	if (!n->id)
		return;
	snprintf(left, WG_CRUMBS, "%s > #%lld %s", s->ui->tr(N_("Needs")), wg_need_number(n->id), n->title);
	snprintf(right, WG_CRUMBS, "%s  %s", n->who,
		 wg_ui_code(s->ui, "need_state", wg_need_state_info[n->state].code));
}

const struct wg_screen_ops wg_screen_need = {
	.name = "need",
	.title = N_("Need"),
	.state_size = sizeof(struct need),
	.depends = WG_TOPIC_ALL,
	.open = open,
	.close = close,
	.load = load,
	.scopes = scopes,
	.why_not = why_not,
	.action = action,
	.argument = argument,
	.foot = foot,
	.paint = paint,
	.crumbs = crumbs,
};
