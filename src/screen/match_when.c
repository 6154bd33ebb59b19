#include <stdio.h>
#include <string.h>

#include "screen/match_state.h"
#include "screen/overlay.h"
#include "view/line.h"

/* t: when it is to be done; who is free then is ranked, and the time stands in the orders. */
struct when {
	struct wg_line line;
};

static struct wg__match *match_below(struct wg_screen *s)
{
	struct wg_screen *below = wg_ui_below(s->ui, s);
	return below && strcmp(below->ops->name, "match") == 0 ? below->state : NULL;
}

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct when *w = s->state;
	wg_line_set(&w->line, argument ? argument : "");
	return WG_OK;
}

static void go(struct wg_screen *s)
{
	const struct when *w = s->state;
	struct wg__match *st = match_below(s);
	struct wg_screen *below = wg_ui_below(s->ui, s);
	if (st) {
		wg_line_text(&w->line, st->when, sizeof st->when);
		below->stale = true;
	}
	wg_ui_pop(s->ui);
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct when *w = s->state;
	if (ev->kind != WG_EVENT_KEY && ev->kind != WG_EVENT_PASTE)
		return false;
	if (ev->kind == WG_EVENT_KEY && ev->key.mods == 0 && ev->key.code == WG_KEY_ENTER)
		go(s);
	else if (ev->kind == WG_EVENT_KEY && ev->key.mods == 0 && ev->key.code == WG_KEY_ESC)
		wg_ui_pop(s->ui);
	else
		return wg_line_event(&w->line, ev) != WG_LINE_IGNORED;
	return true;
}

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct when *w = s->state;
	struct wg_rect mine = wg_overlay(s, c, r, 1);
	char prompt[WG_CELL_TEXT];
	snprintf(prompt, sizeof prompt,
		 "%s: ", s->ui->tr(N_("When, such as 周三晚, 明天下午; empty: until it is due")));
	int at = 1 + wg_cells_put(c, mine.row, mine.col + 1, mine.cols - 2, WG_ROLE_STRONG, prompt, 0);
	wg_line_draw(&w->line, c, mine.row, mine.col + at, mine.cols - at - 1, WG_ROLE_FIELD, true);
}

static const struct wg_footer_item keys[] = {{"Enter", N_("go on")}, {"Esc", N_("leave it")}, {0}};

const struct wg_screen_ops wg_screen_match_when = {
	.name = "match-when",
	.title = N_("When"),
	.state_size = sizeof(struct when),
	.open = open,
	.scopes = wg_overlay_scopes,
	.event = event,
	.paint = paint,
	.crumbs = wg_overlay_crumbs,
	.keys = keys,
};
