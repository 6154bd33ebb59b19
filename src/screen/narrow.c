#include <stdio.h>
#include <string.h>

#include "screen/overlay.h"
#include "screen/sift.h"
#include "wangge/search.h"

/* / : a line at the foot; the list above it narrows as one types. */
struct narrow {
	struct wg_line line;
	struct wg_sift *sift;
	size_t elsewhere; /* hits in the whole office, counted when there are none here */
	bool more;
};

static enum wg_err open(struct wg_screen *s, const char *argument, struct wg_error *e)
{
	struct narrow *n = s->state;
	struct wg_screen *below = wg_ui_top(s->ui);
	n->sift = below && below->ops->sift ? below->ops->sift(below, WG_ACTION_FIND) : NULL;
	if (!n->sift)
		return wg_fail(e, WG_EUSAGE, N_("there is no list here"), "");
	wg_line_set(&n->line, n->sift->find);
	return WG_OK;
}

static void count_elsewhere(struct wg_screen *s, const char *typed)
{
	struct narrow *n = s->state;
	struct wg_arena a = {0};
	struct wg_hits hits = {0};
	bool more;
	n->elsewhere = 0;
	if (*typed && n->sift->ops->count(n->sift, &more) == 0 &&
	    wg_search(s->ui->face->office, typed, NULL, WG_SEARCH_CANDIDATES, &a, &hits, NULL) == WG_OK) {
		n->elsewhere = hits.n;
		n->more = hits.more;
	}
	wg_arena_free(&a);
}

static void typed(struct wg_screen *s)
{
	struct narrow *n = s->state;
	struct wg_error e = {0};
	char text[WG_SIFT_FIND];
	wg_line_text(&n->line, text, sizeof text);
	if (wg_sift_set_find(n->sift, text, &e) != WG_OK)
		wg_ui_complain(s->ui, &e);
	else
		count_elsewhere(s, text);
}

/* The arrows go through the list while one types. */
static bool move(struct narrow *n, struct wg_key key)
{
	static const struct {
		uint32_t code;
		enum wg_action action;
	} moves[] = {{WG_KEY_UP, WG_ACTION_UP},
		     {WG_KEY_DOWN, WG_ACTION_DOWN},
		     {WG_KEY_PGUP, WG_ACTION_PAGE_UP},
		     {WG_KEY_PGDN, WG_ACTION_PAGE_DOWN}};
	for (size_t i = 0; key.mods == 0 && i < sizeof moves / sizeof *moves; i++)
		if (key.code == moves[i].code)
			return wg_list_action(n->sift->list, moves[i].action);
	return false;
}

static bool event(struct wg_screen *s, const struct wg_event *ev)
{
	struct narrow *n = s->state;
	struct wg_error e = {0};
	char text[WG_SIFT_FIND];
	if (ev->kind != WG_EVENT_KEY && ev->kind != WG_EVENT_PASTE)
		return false;
	struct wg_key key = ev->key;
	bool plain = ev->kind == WG_EVENT_KEY && key.mods == 0;
	if (plain && key.code == WG_KEY_ENTER) {
		wg_ui_pop(s->ui);
	} else if (plain && key.code == WG_KEY_ESC) {
		if (wg_sift_set_find(n->sift, "", &e) != WG_OK)
			wg_ui_complain(s->ui, &e);
		wg_ui_pop(s->ui);
	} else if (ev->kind == WG_EVENT_KEY && key.mods == WG_CTRL && key.code == 'f') {
		wg_line_text(&n->line, text, sizeof text);
		if (wg_sift_set_find(n->sift, "", &e) != WG_OK)
			wg_ui_complain(s->ui, &e);
		wg_ui_pop(s->ui);
		wg_ui_open(s->ui, "find", text);
	} else if (ev->kind == WG_EVENT_KEY && move(n, key)) {
		return true;
	} else {
		enum wg_line_result r = wg_line_event(&n->line, ev);
		if (r == WG_LINE_CHANGED)
			typed(s);
		return r != WG_LINE_IGNORED;
	}
	return true;
}

static const struct wg_footer_item keys[] = {{"Enter", N_("keep it")},
					     {"Up Down", N_("choose")},
					     {"C-f", N_("in the whole office")},
					     {"Esc", N_("show all again")},
					     {0}};

static void paint(struct wg_screen *s, struct wg_cells *c, struct wg_rect r)
{
	struct narrow *n = s->state;
	wg_translate *tr = s->ui->tr;
	struct wg_rect mine = wg_overlay(s, c, r, 1);
	char hint[200];
	bool more = false;
	long long rows = (long long)n->sift->ops->count(n->sift, &more);
	if (rows == 0 && n->elsewhere > 0)
		snprintf(hint, sizeof hint, tr(N_("none here; %zu%s in the whole office: Ctrl+F")), n->elsewhere,
			 n->more ? "+" : "");
	else if (wg_line_empty(&n->line))
		snprintf(hint, sizeof hint, "%s", tr(N_("hanzi, pinyin, initials, room, last digits")));
	else
		snprintf(hint, sizeof hint, tr(N_("%lld%s found")), rows, more ? "+" : "");
	int width = wg_cells_width(c, hint);
	int col = wg_cells_put(c, mine.row, mine.col + 1, mine.cols, WG_ROLE_STRONG, "/", 0) + mine.col + 2;
	int room = mine.col + mine.cols - width - 2 - col;
	if (room < 10)
		room = 10;
	wg_line_draw(&n->line, c, mine.row, col, room, WG_ROLE_FIELD, true);
	wg_cells_put(c, mine.row, mine.col + mine.cols - width - 1, width, WG_ROLE_DIM, hint, 0);
}

static void position(struct wg_screen *s, char out[WG_CRUMBS])
{
	struct wg_screen *below = wg_ui_below(s->ui, s);
	out[0] = '\0';
	if (below && below->ops->position)
		below->ops->position(below, out);
}

const struct wg_screen_ops wg_screen_narrow = {
	.name = "narrow",
	.title = N_("Find in this list"),
	.state_size = sizeof(struct narrow),
	.open = open,
	.scopes = wg_overlay_scopes,
	.event = event,
	.paint = paint,
	.crumbs = wg_overlay_crumbs,
	.position = position,
	.keys = keys,
};
