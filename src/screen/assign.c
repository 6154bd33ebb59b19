#include "screen/assign.h"

#include <stdio.h>
#include <string.h>

#include "screen/assign_state.h"
#include "screen/overlay.h"

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct assign *a = s->state;
	a->ui = s->ui;
	enum wg_err err = assign_read(a, argument ? argument : "", e);
	if (err != WG_OK)
		return err;
	wg_panel_open(&a->panel, s->ui->tr(N_("Give to")), wg_monotonic_ns());
	a->panel.zero = true;
	a->panel.hint = s->ui->tr(N_("a digit chooses   0 nobody"));
	assign_match(a);
	snprintf(a->reason, sizeof a->reason, "%s", a->fits.n > 0 && a->fits.at[0].next_door ? "nearby" : "adjust");
	assign_preview(a);
	return WG_OK;
}

static void close(struct wg_screen *s)
{
	struct assign *a = s->state;
	wg_arena_free(&a->arena);
	wg_arena_free(&a->typed);
	wg_arena_free(&a->shown);
}

/* What the list below had chosen has been given: its marks have served. */
static void unmark_below(struct wg_screen *s)
{
	struct wg_screen *below = wg_ui_below(s->ui, s);
	if (!below || !below->ops->list)
		return;
	struct wg_list *l = below->ops->list(below);
	if (below->ops->done)
		below->ops->done(below);
	else if (l) {
		wg_ids_clear(&l->marks);
		l->ranging = false;
	}
}

static void go(struct wg_screen *s)
{
	struct assign *a = s->state;
	struct wg_args args = {0};
	if (a->verdict == ASSIGN_NEEDS_REASON) {
		a->mode = ASSIGN_OVER;
		wg_line_set(&a->edit, "");
		return;
	}
	if (a->verdict != ASSIGN_READY) {
		wg_ui_say(s->ui, WG_ROLE_ERROR, s->ui->tr(N_("a rule refuses this; F5 leaves out what is refused")));
		return;
	}
	const char *command = assign_command(a, &args);
	bool done = wg_ui_run(s->ui, command, &args, a->digest);
	wg_args_free(&args);
	if (done) {
		unmark_below(s);
		wg_ui_pop(s->ui);
	} else {
		assign_preview(a);
	}
}

static void end_edit(struct wg_screen *s, bool taken)
{
	struct assign *a = s->state;
	char *to = a->mode == ASSIGN_OVER ? a->over : a->reason;
	bool over = a->mode == ASSIGN_OVER;
	if (taken)
		wg_line_text(&a->edit, to, ASSIGN_TEXT);
	a->mode = ASSIGN_WHO;
	assign_preview(a);
	if (taken && over && a->over[0])
		go(s);
}

static bool edit_event(struct wg_screen *s, const struct wg_event *ev)
{
	struct assign *a = s->state;
	bool key = ev->kind == WG_EVENT_KEY && ev->key.mods == 0;
	if (key && ev->key.code == WG_KEY_ENTER)
		end_edit(s, true);
	else if (key && ev->key.code == WG_KEY_ESC)
		end_edit(s, false);
	else
		return wg_line_event(&a->edit, ev) != WG_LINE_IGNORED;
	return true;
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct assign *a = s->state;
	if (ev->kind != WG_EVENT_KEY && ev->kind != WG_EVENT_PASTE)
		return false;
	if (a->mode != ASSIGN_WHO)
		return edit_event(s, ev);
	switch (wg_panel_event(&a->panel, ev, wg_monotonic_ns())) {
	case WG_PANEL_IGNORED:
		return false;
	case WG_PANEL_MOVED:
		return true;
	case WG_PANEL_TYPED:
		a->unassign = false;
		a->over[0] = '\0';
		assign_match(a);
		break;
	case WG_PANEL_CHOSE:
		a->unassign = false;
		a->over[0] = '\0';
		break;
	case WG_PANEL_ZERO:
		a->unassign = true;
		break;
	case WG_PANEL_GO:
		go(s);
		return true;
	case WG_PANEL_CANCEL:
		wg_ui_pop(s->ui);
		return true;
	}
	assign_preview(a);
	return true;
}

static bool action(struct wg_screen *s, enum wg_action action)
{
	struct assign *a = s->state;
	if (action == WG_ACTION_PANEL_REASON) {
		a->mode = ASSIGN_REASON;
		wg_line_set(&a->edit, wg_ui_code(s->ui, "reason", a->reason));
	} else if (action == WG_ACTION_PANEL_SKIP) {
		a->skip = !a->skip;
		assign_preview(a);
	} else if (action == WG_ACTION_PANEL_GO) {
		go(s);
	} else {
		return false;
	}
	return true;
}

/* Somebody else has written: the same question, asked anew. */
static enum wg_err load(struct wg_screen *s, struct wg_arena *back, struct wg_error *e)
{
	assign_preview(s->state);
	return WG_OK;
}

static int foot(struct wg_screen *s, struct wg_footer_item out[WG_UI_FOOT])
{
	const struct assign *a = s->state;
	int n = 0;
	if (a->mode != ASSIGN_WHO) {
		out[n++] = (struct wg_footer_item){"Enter", N_("take it")};
	} else {
		out[n++] = (struct wg_footer_item){"Enter",
						   a->verdict == ASSIGN_NEEDS_REASON ? N_("give a reason") : N_("go")};
		out[n++] = (struct wg_footer_item){"F2", N_("change the reason")};
		out[n++] = (struct wg_footer_item){"Tab", N_("complete")};
		out[n++] = (struct wg_footer_item){"0", N_("nobody")};
		if (a->verdict == ASSIGN_REFUSED || a->skip)
			out[n++] = (struct wg_footer_item){"F5", N_("leave out")};
	}
	out[n++] = (struct wg_footer_item){"Esc", N_("leave it")};
	return n;
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct assign *a = s->state;
	int candidates = a->panel.n_candidates < 5 ? a->panel.n_candidates : 5, most = r.rows * 2 / 3;
	int rows = 1 + (candidates > 0 ? candidates : 1) + 1 + a->panel.n_preview;
	struct wg_rect mine = wg_overlay(s, c, r, rows < most ? rows : most);
	a->panel.candidates = a->candidates;
	wg_panel_draw(&a->panel, c, mine);
	if (a->mode == ASSIGN_WHO)
		return;
	const char *prompt = s->ui->tr(a->mode == ASSIGN_OVER ? N_("Why more than the band allows") : N_("Reason"));
	wg_cells_fill(c, (struct wg_rect){mine.row, mine.col, 1, mine.cols}, ' ', WG_ROLE_NORMAL);
	int at = 1 + wg_cells_put(c, mine.row, mine.col + 1, mine.cols - 2, WG_ROLE_STRONG, prompt, 0);
	at += wg_cells_put(c, mine.row, mine.col + at, 2, WG_ROLE_STRONG, ": ", 0);
	wg_line_draw(&a->edit, c, mine.row, mine.col + at, mine.cols - at - 1, WG_ROLE_FIELD, true);
}

const struct wg_screen_ops wg_screen_assign = {
	.name = "assign",
	.title = N_("Give to"),
	.state_size = sizeof(struct assign),
	.depends = WG_TOPIC_ALL,
	.open = open,
	.close = close,
	.load = load,
	.scopes = wg_overlay_scopes,
	.event = event,
	.action = action,
	.paint = paint,
	.crumbs = wg_overlay_crumbs,
	.foot = foot,
};
